import Language

/// Data sets whose files Keras keeps as .npz archives: read where they are, with Keras's order and settings.
enum KerasDatasets {
    private static let start = """
        import os as _os
        import numpy as _np
        from keras.datasets._files import pickled as _pickled, pickled_arrays as _pickled_arrays

        _source = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/'

        """

    private static let finding = #"""
        def _found(path, dataset):
            from keras.utils import get_file
            name = _os.path.basename(path)
            origin = _source + name
            if _os.path.exists(path):
                return path
            for each in (_os.path.join(dataset, name), name):
                try:
                    return get_file(each)
                except FileNotFoundError:
                    pass
            raise FileNotFoundError(_absent(name, dataset.replace('_', '-'), origin))


        def _absent(name, dataset, origin):
            return ("%s is not on this computer; in a terminal run: svertka data fetch %s (without a network: get %s "
                    "elsewhere and use --from FOLDER)" % (name, dataset, origin))


        def _word_index(path, dataset):
            import json
            with open(_found(path, dataset)) as file:
                return json.load(file)
        """#

    static let boston = module(
        #"""
        def load_data(path='boston_housing.npz', test_split=0.2, seed=113):
            """((x_train, y_train), (x_test, y_test)): 13 numbers of each of 506 towns, and prices in $1000."""
            return _split(path, 'boston_housing', test_split, seed, None)
        """#, splitting)

    static let california = module(
        #"""
        def load_data(version='large', path='california_housing.npz', test_split=0.2, seed=113):
            """((x_train, y_train), (x_test, y_test)): 8 numbers of each of 20,640 blocks, and prices in $."""
            if version not in ('small', 'large'):
                raise ValueError("Argument `version` must be one of 'small', 'large'. Received: version=%s" % (version,))
            return _split(path, 'california_housing', test_split, seed, 600 if version == 'small' else None)
        """#, splitting)

    private static let splitting = #"""
        def _split(path, dataset, test_split, seed, count):
            if not 0 <= test_split < 1:
                raise ValueError("Invalid `test_split` argument: %s. It must be between 0 and 1 (exclusive of 1)." % test_split)
            with _np.load(_found(path, dataset), allow_pickle=False) as file:
                x, y = file['x'], file['y']
            x, y = x[:count], y[:count]
            order = _np.arange(len(x))
            _np.random.RandomState(seed).shuffle(order)
            x, y = x[order], y[order]
            at = int(len(x) * (1 - test_split))
            return (x[:at], y[:at]), (x[at:], y[at:])
        """#

    static let imdb = module(
        #"""
        def load_data(path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3,
                      **kwargs):
            """((x_train, y_train), (x_test, y_test)): 50,000 reviews as lists of words' numbers, 1 for praise."""
            if kwargs:
                raise TypeError("Unrecognized keyword arguments: %s." % (kwargs,))
            file = _pickled_arrays(_found(path, 'imdb'))
            parts = []
            for part in ('train', 'test'):
                xs, labels = file['x_' + part], file['y_' + part]
                order = _np.arange(len(xs))
                if part == 'train':
                    source = _np.random.RandomState(seed)
                source.shuffle(order)
                parts.append(_marked([xs[int(i)] for i in order], labels[order], start_char, index_from, maxlen))
            if maxlen and not (parts[0][0] and parts[1][0]):
                raise ValueError("After filtering for sequences shorter than maxlen=%s, no sequence was kept. Increase maxlen." % maxlen)
            xs = parts[0][0] + parts[1][0]
            xs = _chosen(xs, num_words, skip_top, oov_char)
            at = len(parts[0][0])
            return (_objects(xs[:at]), _np.array(parts[0][1])), (_objects(xs[at:]), _np.array(parts[1][1]))


        def get_word_index(path='imdb_word_index.json'):
            """Words and their numbers, by how often they occur; load_data adds index_from."""
            return _word_index(path, 'imdb')
        """#, words)

    static let reuters = module(
        #"""
        def load_data(path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2, seed=113, start_char=1,
                      oov_char=2, index_from=3):
            """((x_train, y_train), (x_test, y_test)): 11,228 news as lists of words' numbers, and their 46 topics."""
            file = _pickled_arrays(_found(path, 'reuters'))
            order = _np.arange(len(file['x']))
            _np.random.RandomState(seed).shuffle(order)
            xs, labels = _marked([file['x'][int(i)] for i in order], file['y'][order], start_char, index_from, maxlen)
            xs = _chosen(xs, num_words, skip_top, oov_char)
            at = int(len(xs) * (1 - test_split))
            return (_objects(xs[:at]), _np.array(labels[:at])), (_objects(xs[at:]), _np.array(labels[at:]))


        def get_word_index(path='reuters_word_index.json'):
            """Words and their numbers, by how often they occur; load_data adds index_from."""
            return _word_index(path, 'reuters')


        def get_label_names():
            """The names of the 46 topics."""
            return tuple(('cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves ship cotton '
                          'carcass crude nat-gas cpi money-fx interest gnp meal-feed alum oilseed gold tin strategic-metal '
                          'livestock retail ipi iron-steel rubber heat jobs lei bop zinc orange pet-chem dlr gas silver wpi hog '
                          'lead').split())
        """#, words)

    private static let words = #"""
        def _marked(xs, labels, start_char, index_from, maxlen):
            if start_char is not None:
                xs = [[start_char] + [w + index_from for w in x] for x in xs]
            elif index_from:
                xs = [[w + index_from for w in x] for x in xs]
            if maxlen:
                kept = [i for i, x in enumerate(xs) if len(x) < maxlen]
                return [xs[i] for i in kept], [labels[i] for i in kept]
            return xs, labels


        def _chosen(xs, num_words, skip_top, oov_char):
            if not num_words:
                num_words = max(max(x) for x in xs)
            if oov_char is not None:
                return [[w if skip_top <= w < num_words else oov_char for w in x] for x in xs]
            return [[w for w in x if skip_top <= w < num_words] for x in xs]


        def _objects(xs):
            result = _np.empty(len(xs), dtype='object')
            for i, x in enumerate(xs):
                result[i] = x
            return result
        """#

    static let cifar10 = module(
        #"""
        def load_data():
            """((x_train, y_train), (x_test, y_test)): 50,000 and 10,000 colour images of 32 x 32 in ten classes."""
            batches = [_batch('data_batch_%d' % i) for i in range(1, 6)] + [_batch('test_batch')]
            if None in batches:
                # The binary version, whole or in part; its error says how to get the data.
                from keras.datasets._files import cifar10_binary
                return cifar10_binary()
            images, labels = [], []
            for path in batches:
                content = _pickled(path)
                images.append(content['data'].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
                labels.append(_np.array(content['labels'], dtype='uint8').reshape(-1, 1))
            return (_np.concatenate(images[:5]), _np.concatenate(labels[:5])), (images[5].copy(), labels[5])


        def _batch(name):
            from keras.utils import get_file
            for folder in ('cifar-10-batches-py', 'cifar-10-batches-py-target/cifar-10-batches-py'):
                try:
                    return get_file(folder + '/' + name)
                except FileNotFoundError:
                    pass
        """#)

    static let cifar100 = module(
        #"""
        def load_data(label_mode='fine'):
            """((x_train, y_train), (x_test, y_test)): 50,000 and 10,000 colour images of 32 x 32 in 100 classes, or 20 coarse ones."""
            if label_mode not in ('fine', 'coarse'):
                raise ValueError('`label_mode` must be one of `"fine"`, `"coarse"`. Received: label_mode=%s.' % (label_mode,))
            return tuple(_part(name, label_mode) for name in ('train', 'test'))


        def _part(name, label_mode):
            from keras.utils import get_file
            path = None
            for folder in ('cifar-100-binary', 'cifar-100', 'cifar-100-python', 'cifar100',
                           'cifar-100-python-target/cifar-100-python'):
                for file in (name + '.bin', name):
                    try:
                        path = path or get_file(folder + '/' + file)
                    except FileNotFoundError:
                        pass
            if path is None:
                raise FileNotFoundError(_absent('cifar-100-python/' + name, 'cifar-100',
                                                'https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz'))
            if not path.endswith('.bin'):
                content = _pickled(path)
                data = content['data']
                labels = _np.array(content[label_mode + '_labels'])
            else:
                with open(path, 'rb') as file:
                    records = _np.frombuffer(file.read(), dtype='uint8')
                if len(records) == 0 or len(records) % 3074:
                    raise ValueError("%s is cut off: its records have 3074 bytes" % path)
                records = records.reshape(-1, 3074)
                data, labels = records[:, 2:], records[:, 1 if label_mode == 'fine' else 0].astype('int64')
            return data.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy(), labels.reshape(-1, 1)
        """#)

    private static func module(_ topics: String...) -> WrittenModule {
        WrittenModule(start: start, topics: topics + [finding])
    }
}
