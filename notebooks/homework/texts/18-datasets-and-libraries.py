# %% text
# # Домашнее задание 18. Наборы данных
# *Reading IDX and CIFAR records from bytes, one-hot back and forth, an honest split.*
#
# К тетради 18. Файлов не нужно: байты даны.
# %% code imports
import numpy as np

def idx(images):
    """Байты файла IDX3, как у MNIST."""
    header = b"".join(int(n).to_bytes(4, "big") for n in (2051, *images.shape))
    return header + images.astype("uint8").tobytes()
# %% text
# ## 1. IDX
# Заголовок — четыре целых по 4 байта, старший первым: 2051, число картинок, строк, столбцов; дальше байты пикселов.
# Неверное первое число или не та длина — `ValueError`.
# %% answer idx
def read_idx(data):
    """bytes → массив uint8 (n, H, W)."""
    ### BEGIN SOLUTION
    magic, *shape = [int.from_bytes(data[i:i + 4], "big") for i in range(0, 16, 4)]
    if magic != 2051:
        raise ValueError(f"не файл картинок IDX: {magic}")
    if len(data) - 16 != shape[0] * shape[1] * shape[2]:
        raise ValueError(f"в файле {len(data) - 16} пикселов, а заголовок обещает {shape}")
    return np.frombuffer(data, dtype="uint8", offset=16).reshape(shape)
    ### END SOLUTION
# %% partly
    shape = [int.from_bytes(data[i:i + 4], "big") for i in range(4, 16, 4)]
    return np.frombuffer(data, dtype="uint8", offset=16).reshape(shape)
# %% wrong
    return np.frombuffer(data, dtype="uint8")
# %% tests idx_test 2 2 2 0
some = np.arange(24).reshape(2, 3, 4)
assert np.array_equal(read_idx(idx(some)), some) and read_idx(idx(some)).dtype == np.uint8
### BEGIN HIDDEN TESTS
assert read_idx(idx(np.zeros((300, 2, 2)))).shape == (300, 2, 2)
### END HIDDEN TESTS
# %% tests idx_errors_test 2 2 1 0
def refused(data):
    try:
        read_idx(data)
    except ValueError:
        return True
    return False

def idx_points():
    """Не тот вид файла; оборванный файл."""
    points = int(refused(b"\0\0\x08\x01" + idx(some)[4:]))
    ### BEGIN HIDDEN TESTS
    points += refused(idx(some)[:-5])
    ### END HIDDEN TESTS
    return int(points)

idx_points()
# %% text
# ## 2. Записи CIFAR-10
# 3073 байта: класс, затем 1024 красных, 1024 зелёных и 1024 синих, построчно. Картинки нужны в форме (n, 32, 32, 3).
# %% answer cifar
def read_cifar(data):
    """bytes → (картинки uint8 (n, 32, 32, 3), классы (n,))."""
    ### BEGIN SOLUTION
    records = np.frombuffer(data, dtype="uint8").reshape(-1, 3073)
    return records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), records[:, 0]
    ### END SOLUTION
# %% partly
    records = np.frombuffer(data, dtype="uint8").reshape(-1, 3073)
    return records[:, 1:].reshape(-1, 32, 32, 3), records[:, 0]
# %% wrong
    records = np.frombuffer(data, dtype="uint8").reshape(-1, 3073)
    return records[:, :3072].reshape(-1, 32, 32, 3), records[:, 3072]
# %% tests cifar_labels_test 1 1 1 0
pixels = np.random.default_rng(18).integers(0, 256, (5, 32, 32, 3)).astype("uint8")
classes = np.array([6, 9, 9, 4, 1], dtype="uint8")
packed = b"".join(bytes([c]) + p.transpose(2, 0, 1).tobytes() for c, p in zip(classes, pixels))
images, labels = read_cifar(packed)
assert images.shape == (5, 32, 32, 3) and labels.tolist() == [6, 9, 9, 4, 1]
# %% tests cifar_pixels_test 1 1 0 0
assert np.array_equal(images, pixels)
# %% text
# ## 3. Честное деление
# Поделите номера примеров на обучающие, проверочные и тестовые так, чтобы части не пересекались, покрывали всё и **в каждой
# доли классов были как во всём наборе** (с точностью до одного примера на класс). Порядок случайный, но от `seed` одинаковый.
# %% answer split
def split(labels, shares=(0.7, 0.15, 0.15), seed=0):
    """Три массива номеров."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    parts = [[] for _ in shares]
    for c in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == c))
        bounds = np.round(np.cumsum(shares) * len(places)).astype(int)
        begin = 0
        for part, end in zip(parts, bounds):
            part.extend(places[begin:end].tolist())
            begin = end
    return tuple(rng.permutation(np.array(part)) for part in parts)
    ### END SOLUTION
# %% partly
    order = np.random.default_rng(seed).permutation(len(labels))
    bounds = np.round(np.cumsum(shares) * len(labels)).astype(int)
    return order[:bounds[0]], order[bounds[0]:bounds[1]], order[bounds[1]:]
# %% wrong
    order = np.random.default_rng(seed).permutation(len(labels))
    return order[:700], order[600:], order[:100]
# %% tests split_test 2 2 2 0
labels = np.repeat([0, 1, 2], [600, 300, 100])
parts = split(labels)
assert sorted(np.concatenate(parts).tolist()) == list(range(1000)) and [len(p) for p in parts] == [700, 150, 150]
assert all(np.array_equal(a, b) for a, b in zip(parts, split(labels)))
assert parts[0].tolist() != sorted(parts[0].tolist()), "порядок должен быть случайным"
# %% tests split_classes_test 1 1 0 0
for part, share in zip(parts, (0.7, 0.15, 0.15)):
    assert np.abs(np.bincount(labels[part], minlength=3) - share * np.array([600, 300, 100])).max() <= 1
# %% text
# ## 4. Зачем тестовая выборка
# Есть проверочная. Зачем ещё тестовая, и сколько раз на неё можно смотреть?
# %% essay why 1
# По проверочной мы выбираем сеть и настройки, то есть подгоняем под неё, и её оценка становится завышенной. Тестовую
# берут один раз, в конце: всякий выбор по ней превращает её в проверочную.
# %% partly
# Чтобы проверить ещё раз.
