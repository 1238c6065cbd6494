# %% text
# # Домашнее задание 7. Изображения и свёртка
# *Convolution by hand, padding, Sobel, pooling.*
#
# К тетради 07.
# %% code imports
import numpy as np

patch = np.array([[221, 198, 149], [205, 147, 173], [149, 170, 222]])
sobel_x = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
# %% text
# ## 1. Свёртка
# Без отступов и с шагом 1: ядро накладывают на каждое место, где оно помещается целиком, перемножают и складывают
# (ядро не переворачивают, как в лекции и в Keras). Для участка `patch` и ядра `sobel_x` получится −63.
# %% answer convolve
def convolve(image, kernel):
    """Картинка (H, W), ядро (k, l) → карта (H - k + 1, W - l + 1)."""
    ### BEGIN SOLUTION
    k, l = kernel.shape
    height, width = image.shape[0] - k + 1, image.shape[1] - l + 1
    result = np.zeros((height, width))
    for y in range(k):
        for x in range(l):
            result += kernel[y, x] * image[y:y + height, x:x + width]
    return result
    ### END SOLUTION
# %% partly
    k = len(kernel)
    size = len(image) - k + 1
    return np.array([[(image[y:y + k, x:x + k] * kernel).sum() for x in range(size)] for y in range(size)])
# %% wrong
    k = len(kernel)
    size = len(image) - k + 1
    return np.array([[(image[y:y + k, x:x + k] * kernel[::-1, ::-1]).sum() for x in range(size)] for y in range(size)])
# %% tests convolve_test 2 2 2 0
assert convolve(patch, sobel_x).tolist() == [[-63]]
assert convolve(np.arange(16.0).reshape(4, 4), np.ones((3, 3)) / 9).round(9).tolist() == [[5, 6], [9, 10]]
# %% tests convolve_shape_test 1 1 0 0
wide = np.arange(20.0).reshape(4, 5)
assert convolve(wide, np.ones((2, 2))).shape == (3, 4)
### BEGIN HIDDEN TESTS
assert convolve(wide, np.array([[1.0, 0, -1]])).tolist() == [[-2] * 3] * 4
### END HIDDEN TESTS
# %% text
# ## 2. Отступ
# `padding="same"`: окружить картинку нулями так, чтобы карта вышла того же размера (ядро нечётного размера).
# %% answer same
def convolve_same(image, kernel):
    ### BEGIN SOLUTION
    k, l = kernel.shape
    return convolve(np.pad(image, ((k // 2, k // 2), (l // 2, l // 2))), kernel)
    ### END SOLUTION
# %% partly
    k, l = kernel.shape
    return convolve(np.pad(image, ((k // 2, k // 2), (l // 2, l // 2)), mode="edge"), kernel)
# %% wrong
    return convolve(image, kernel)
# %% tests same_test 1 1 1 0
assert convolve_same(np.ones((4, 4)), np.ones((3, 3))).shape == (4, 4)
# %% tests same_values_test 1 1 0 0
### BEGIN HIDDEN TESTS
corner = convolve_same(np.ones((3, 3)), np.ones((3, 3)))
assert corner.tolist() == [[4, 6, 4], [6, 9, 6], [4, 6, 4]], "за краем должны быть нули"
### END HIDDEN TESTS
# %% text
# ## 3. Границы
# Величина градиента Собеля $\sqrt{G_x^2 + G_y^2}$, где $G_x$ — свёртка с `sobel_x`, $G_y$ — с транспонированным ядром.
# %% answer edges
def edges(image):
    """Карта без отступов."""
    ### BEGIN SOLUTION
    return np.sqrt(convolve(image, sobel_x) ** 2 + convolve(image, sobel_x.T) ** 2)
    ### END SOLUTION
# %% wrong
    return convolve(image, sobel_x)
# %% tests edges_test 2 2 2 0
step = np.zeros((5, 5))
step[:, 3:] = 1
assert edges(step).tolist() == [[0, 4, 4]] * 3
assert edges(step.T).tolist() == [[0] * 3, [4] * 3, [4] * 3]
### BEGIN HIDDEN TESTS
assert np.allclose(edges(np.add.outer(np.arange(4.0), np.arange(4.0))), np.sqrt(128))
assert edges(1 - step).min() >= 0
### END HIDDEN TESTS
# %% text
# ## 4. Пулинг
# Наибольшее в квадратах `size`×`size` без перекрытия; лишние строки и столбцы отбрасываются: 29×29 → 14×14 при `size=2`.
# %% answer pool
def max_pool(image, size=2):
    ### BEGIN SOLUTION
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[:h * size, :w * size].reshape(h, size, w, size).max(axis=(1, 3))
    ### END SOLUTION
# %% partly
    h, w = image.shape[0] // size, image.shape[1] // size
    return image.reshape(h, size, w, size).max(axis=(1, 3))
# %% wrong
    return image[::size, ::size]
# %% tests pool_test 1 1 1 0
assert max_pool(np.array([[1, 3, 2, 1], [2, 4, 0, 1], [5, 0, 1, 2], [1, 1, 3, 9]])).tolist() == [[4, 2], [5, 9]]
# %% tests pool_odd_test 1 1 0 0
assert max_pool(np.zeros((29, 29))).shape == (14, 14)
### BEGIN HIDDEN TESTS
assert max_pool(np.arange(49).reshape(7, 7), 3).tolist() == [[16, 19], [37, 40]]
### END HIDDEN TESTS
# %% text
# ## 5. Ядра
# Сумма ядра размытия 1, ядра границ — 0, ядра чёткости — 1. Что это говорит об ответе на ровном участке?
# %% essay sums 1
# На ровном участке яркости $c$ свёртка даёт $c$ на сумму ядра: размытие и чёткость оставляют яркость, границы дают 0 —
# чёрный фон, на котором видны только перепады.
# %% partly
# Ответ не меняется.
