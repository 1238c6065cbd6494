# %% text
# # Домашнее задание 16. Детекция
# *KITTI's label line, IoU of boxes, non-maximum suppression, average precision.*
#
# К тетради 16; файлы KITTI не нужны.
# %% code imports
import numpy as np

line = "Car 0.00 0 1.55 614.24 181.78 727.31 284.77 1.57 1.73 4.15 1.00 1.75 13.22 1.62"     # лекция 1, слайд «Данные для обучения»
# %% text
# ## 1. Строка разметки
# Тип, обрезан, закрыт, угол, рамка (левый, верхний, правый, нижний края в пикселах), размеры (высота, ширина, длина в
# метрах), место (x, y, z), поворот. Верните словарь с ключами `"type"`, `"box"` (список 4 чисел), `"size"` (3), `"place"` (3).
# %% answer parse
def parse(line):
    ### BEGIN SOLUTION
    name, *numbers = line.split()
    numbers = [float(n) for n in numbers]
    return {"type": name, "box": numbers[3:7], "size": numbers[7:10], "place": numbers[10:13]}
    ### END SOLUTION
# %% partly
    name, *numbers = line.split()
    numbers = [float(n) for n in numbers]
    return {"type": name, "box": numbers[3:7], "size": numbers[8:11], "place": numbers[11:14]}
# %% wrong
    return {"type": line[0], "box": line[4:8], "size": [], "place": []}
# %% tests parse_test 1 1 1 0
car = parse(line)
assert car["type"] == "Car" and car["box"] == [614.24, 181.78, 727.31, 284.77]
# %% tests parse_metres_test 1 1 0 0
assert car["size"] == [1.57, 1.73, 4.15]
### BEGIN HIDDEN TESTS
assert car["place"] == [1.00, 1.75, 13.22]
assert parse("DontCare -1 -1 -10 5.00 229.89 214.12 367.61 -1 -1 -1 -1000 -1000 -1000 -10")["place"] == [-1000] * 3
### END HIDDEN TESTS
# %% text
# ## 2. IoU рамок
# Рамка — (левый, верхний, правый, нижний). Рамки, что не пересекаются, дают 0.
# %% answer iou
def iou(a, b):
    ### BEGIN SOLUTION
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    common = max(width, 0) * max(height, 0)
    area = lambda r: (r[2] - r[0]) * (r[3] - r[1])
    return common / (area(a) + area(b) - common)
    ### END SOLUTION
# %% partly
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    common = width * height
    area = lambda r: (r[2] - r[0]) * (r[3] - r[1])
    return common / (area(a) + area(b) - common)
# %% wrong
    return 1.0 if a == b else 0.5
# %% tests iou_test 1 1 1 0
assert iou((0, 0, 2, 2), (0, 0, 2, 2)) == 1 and abs(iou((0, 0, 2, 2), (1, 0, 3, 2)) - 1 / 3) < 1e-12
# %% tests iou_apart_test 1 1 0 0
assert iou((0, 0, 1, 1), (5, 0, 6, 1)) == 0
### BEGIN HIDDEN TESTS
assert iou((0, 0, 1, 1), (3, 3, 4, 4)) == 0 and iou((0, 0, 1, 1), (1, 0, 2, 1)) == 0
### END HIDDEN TESTS
# %% text
# ## 3. Подавление немаксимумов
# Берут рамку с наибольшей оценкой, выбрасывают те, у которых IoU с ней больше `threshold`, и так далее. Верните номера
# оставленных рамок по убыванию оценки.
# %% answer nms
def nms(boxes, scores, threshold=0.5):
    ### BEGIN SOLUTION
    kept = []
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        if all(iou(boxes[i], boxes[k]) <= threshold for k in kept):
            kept.append(i)
    return kept
    ### END SOLUTION
# %% partly
    kept = []
    for i in range(len(boxes)):
        if all(iou(boxes[i], boxes[k]) <= threshold for k in kept):
            kept.append(i)
    return kept
# %% tests nms_test 1 1 1 0
assert nms([(0, 0, 10, 10), (1, 0, 11, 10), (50, 0, 60, 10)], [0.9, 0.8, 0.7]) == [0, 2]
# %% tests nms_order_test 1 1 0 0
assert nms([(0, 0, 10, 10), (1, 0, 11, 10), (50, 0, 60, 10)], [0.6, 0.8, 0.9]) == [2, 1]
### BEGIN HIDDEN TESTS
assert nms([], []) == [] and nms([(0, 0, 10, 10), (4, 0, 14, 10)], [0.5, 0.6]) == [1, 0]
### END HIDDEN TESTS
# %% text
# ## 4. Средняя точность
# По ответам, упорядоченным по убыванию оценки (`hits`: верен ли ответ), и числу настоящих объектов `objects` постройте
# точность и полноту после каждого ответа. AP — среднее по 40 уровням полноты 1/40, 2/40, …, 1 **наибольшей** точности при
# полноте не меньше уровня (0, если такой полноты нет): так с 2019 года считает KITTI (AP40).
# %% answer ap
def curve(hits, objects):
    """(точности, полноты) — массивы той же длины, что hits."""
    ### BEGIN SOLUTION
    right = np.cumsum(hits)
    return right / np.arange(1, len(hits) + 1), right / objects
    ### END SOLUTION


def average_precision(hits, objects):
    ### BEGIN SOLUTION
    precision, recall = curve(hits, objects)
    levels = np.arange(1, 41) / 40
    return float(np.mean([max(precision[recall >= level - 1e-9], default=0.0) for level in levels]))
    ### END SOLUTION
# %% partly
    right = np.cumsum(hits)
    return right / np.arange(1, len(hits) + 1), right / objects
# ---
    precision, recall = curve(hits, objects)
    return float(precision[-1] * recall[-1])
# %% wrong
    return [1.0], [1.0]
# %% tests curve_test 1 1 1 0
precision, recall = curve(np.array([1, 0, 1, 1]), 4)
assert np.allclose(precision, [1, 1 / 2, 2 / 3, 3 / 4]) and np.allclose(recall, [0.25, 0.25, 0.5, 0.75])
# %% tests ap_test 2 2 0 0
assert average_precision(np.array([1, 1]), 2) == 1 and abs(average_precision(np.array([1, 0]), 2) - 0.5) < 1e-12
### BEGIN HIDDEN TESTS
assert abs(average_precision(np.array([1, 0, 1, 1]), 4) - (10 * 1 + 20 * 0.75) / 40) < 1e-12
### END HIDDEN TESTS
# %% text
# ## 5. «mAP» DIGITS
# DetectNet печатает «mAP» — произведение точности и полноты при одном пороге. Почему это не средняя точность?
# %% essay digits 1
# Это одно число в одной точке кривой: меняя порог, получим другое. AP усредняет точность по всем уровням полноты, то есть
# оценивает и порядок ответов; произведение не видит, какие ответы увереннее.
# %% partly
# Потому что у неё один порог.
