import numpy as np

# Данные
X = np.array([1, 2, 3, 4, 5], dtype=float)
y = np.array([3, 5, 7, 9, 11], dtype=float) # истинная зависимость:  $y = 2x + 1$ 

# Начальные параметры
w = 0.0
b = 0.0
lr = 0.01 # скорость обучения

# Обучение
for i in range(1000):
    y_pred = w * X + b
    error = y - y_pred

    dw = -2 * np.mean(X * error)
    db = -2 * np.mean(error)

    w -= lr * dw
    b -= lr * db

# Результат
print(f"w = {w:.2f}, b = {b:.2f}") # Должно быть близко к 2 и 1
