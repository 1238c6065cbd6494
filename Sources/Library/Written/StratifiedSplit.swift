import Language

/// How scikit-learn splits samples so that both parts have the classes' shares, draw for draw. Written in the language.
enum StratifiedSplit {
    static let module = NativeModule(
        "sklearn._splits", doc: "Splits by class.", written: WrittenModule(source: text))

    private static let text = #"""
        import numpy as _np


        def _approximate_mode(counts, draws, stream):
            """So many draws of each class as its share says; what is left over goes to the largest remainders."""
            continuous = counts / counts.sum() * draws
            floored = _np.floor(continuous)
            need = int(draws - floored.sum())
            if need > 0:
                remainder = continuous - floored
                for value in _np.sort(_np.unique(remainder))[::-1]:
                    places = _np.where(remainder == value)[0]
                    now = min(len(places), need)
                    places = stream.choice(places, size=now, replace=False)
                    floored[places] += 1
                    need -= now
                    if need == 0:
                        break
            return floored.astype('int64')


        def stratified(y, train, test, seed):
            y = _np.asarray(y)
            if y.ndim > 1:
                y = _np.array([' '.join(str(v) for v in row) for row in y.tolist()])
            classes, places = _np.unique(y, return_inverse=True)
            counts = _np.bincount(places)
            if counts.min() < 2:
                few = [classes[i].item() if hasattr(classes[i], 'item') else classes[i] for i in range(len(counts)) if counts[i] < 2]
                raise ValueError("The least populated classes in y have only 1 member, which is too few. The minimum number of groups for any class cannot be less than 2. Classes with too few members are: %s" % few)
            if train < len(classes):
                raise ValueError("The train_size = %d should be greater or equal to the number of classes = %d" % (train, len(classes)))
            if test < len(classes):
                raise ValueError("The test_size = %d should be greater or equal to the number of classes = %d" % (test, len(classes)))
            order = _np.argsort(places, kind='stable')
            members = _np.split(order, _np.cumsum(counts)[:-1])
            stream = _np.random if seed is None else seed if hasattr(seed, 'permutation') else _np.random.RandomState(seed)
            ofTrain = _approximate_mode(counts, train, stream)
            ofTest = _approximate_mode(counts - ofTrain, test, stream)
            first, second = [], []
            for i in range(len(classes)):
                mixed = members[i][stream.permutation(int(counts[i]))]
                first.extend(mixed[:ofTrain[i]].tolist())
                second.extend(mixed[ofTrain[i]:ofTrain[i] + ofTest[i]].tolist())
            return stream.permutation(first).tolist(), stream.permutation(second).tolist()
        """#
}
