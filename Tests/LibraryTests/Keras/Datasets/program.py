import numpy as np
from keras.datasets import boston_housing, california_housing, imdb, reuters


def show(part):
    x, y = part
    if x.dtype == object:
        x = list(x)
        print(len(x), x[0][:5], x[-1][-3:], sum(sum(s) for s in x), np.asarray(y).tolist()[:8], np.asarray(y).dtype)
    else:
        print(x.shape, x.dtype, '%.3f' % x.astype('float64').sum(), x.ravel()[:3].tolist(), y.shape, y.dtype, y[:5].tolist())


for load in [
        lambda: boston_housing.load_data(), lambda: boston_housing.load_data(test_split=0.5, seed=1),
        lambda: california_housing.load_data(version='small'), lambda: california_housing.load_data(),
        lambda: imdb.load_data(), lambda: imdb.load_data(num_words=30, skip_top=3, maxlen=12),
        lambda: imdb.load_data(start_char=None, oov_char=None, num_words=20), lambda: reuters.load_data(num_words=25),
        lambda: reuters.load_data(maxlen=9, test_split=0.3), lambda: imdb.load_data(maxlen=2),
        lambda: boston_housing.load_data(test_split=2), lambda: california_housing.load_data(version='x')]:
    try:
        train, test = load()
        show(train)
        show(test)
    except Exception as error:
        print(type(error).__name__, error)
print(imdb.get_word_index(), len(reuters.get_label_names()))
