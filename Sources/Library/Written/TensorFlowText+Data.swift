/// `tf.data`: samples one after another, mixed, changed and put into batches.
extension TensorFlowText {
    /// `Dataset`.
    static let data = #"""
        class Dataset:
            """Samples one after another: `tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1000).batch(32)`."""

            def __init__(self, make, count=None, batches=None):
                self._make, self._count, self._batch = make, count, batches

            @staticmethod
            def from_tensor_slices(tensors, name=None):
                """A sample for each place along the first axis; a tuple or dictionary of arrays gives tuples or dictionaries."""
                parts = _apply(_np.asarray, tensors)
                lengths = {len(part) for part in _leaves(parts)}
                if len(lengths) != 1:
                    raise ValueError(f"all parts must have the same length, not {sorted(lengths)}")
                count = lengths.pop()
                return Dataset(lambda: (_apply(lambda part: part[i], parts) for i in range(count)), count)

            @staticmethod
            def from_tensors(tensors, name=None):
                """One sample: the whole."""
                return Dataset(lambda: iter([tensors]), 1)

            @staticmethod
            def from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None):
                """What a function that is a generator yields."""
                return Dataset(lambda: iter(generator(*(args or ()))))

            @staticmethod
            def range(*args, **kwargs):
                """Whole numbers."""
                numbers = _np.arange(*args)
                return Dataset(lambda: iter(numbers), len(numbers))

            @staticmethod
            def zip(*datasets, **kwargs):
                """Tuples of the samples of several sets."""
                sets = datasets[0] if len(datasets) == 1 and isinstance(datasets[0], tuple) else datasets
                counts = [each._count for each in sets]
                return Dataset(lambda: zip(*sets), None if None in counts else min(counts))

            def __iter__(self):
                return iter(self._make())

            def __len__(self):
                if self._count is None:
                    raise TypeError("The dataset length is unknown.")
                return self._count

            def cardinality(self):
                """How many elements there are; -2 where that is not known."""
                return -2 if self._count is None else self._count

            def batch(self, batch_size, drop_remainder=False, **kwargs):
                """So many samples at a time, stacked."""
                make = self._make

                def batches():
                    kept = []
                    for sample in make():
                        kept.append(sample)
                        if len(kept) == batch_size:
                            yield _stacked(kept)
                            kept = []
                    if kept and not drop_remainder:
                        yield _stacked(kept)

                count = self._count
                if count is not None:
                    count = count // batch_size if drop_remainder else -(-count // batch_size)
                return Dataset(batches, count, batch_size)

            def unbatch(self, name=None):
                """Sample by sample again."""
                make = self._make
                return Dataset(lambda: (_apply(lambda part: part[i], batch) for batch in make()
                                        for i in range(len(_leaves(batch)[0]))))

            def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=True, name=None):
                """Another order each time; with a buffer that is smaller than the set, mixed only that far."""
                make = self._make
                start = _np.random.randint(2 ** 31 - 1) if seed is None else seed
                stream = _np.random.RandomState(start)

                def mixed():
                    draw, kept = stream if reshuffle_each_iteration else _np.random.RandomState(start), []
                    for sample in make():
                        if len(kept) < buffer_size:
                            kept.append(sample)
                            continue
                        place = draw.randint(buffer_size)
                        kept[place], sample = sample, kept[place]
                        yield sample
                    for place in draw.permutation(len(kept)):
                        yield kept[place]

                return Dataset(mixed, self._count, self._batch)

            def map(self, map_func, num_parallel_calls=None, deterministic=None, name=None):
                """What a function makes of each element."""
                make = self._make
                return Dataset(lambda: (map_func(*each) if isinstance(each, tuple) else map_func(each) for each in make()),
                               self._count, self._batch)

            def filter(self, predicate, name=None):
                """The elements for which a function says yes."""
                make = self._make
                return Dataset(lambda: (each for each in make()
                                        if (predicate(*each) if isinstance(each, tuple) else predicate(each))))

            def take(self, count, name=None):
                """The first elements."""
                make = self._make
                known = None if self._count is None else min(self._count, count) if count >= 0 else self._count
                return Dataset(lambda: _itertools.islice(make(), None if count < 0 else count), known, self._batch)

            def skip(self, count, name=None):
                """The elements after the first ones."""
                make = self._make
                return Dataset(lambda: _itertools.islice(make(), count, None), None if self._count is None else max(self._count - count, 0),
                               self._batch)

            def repeat(self, count=None, name=None):
                """Again and again: so many times, or without end."""
                make = self._make

                def again():
                    turn = 0
                    while count is None or count < 0 or turn < count:
                        yield from make()
                        turn += 1

                endless = count is None or count < 0
                return Dataset(again, None if endless or self._count is None else self._count * count, self._batch)

            def concatenate(self, dataset, name=None):
                """These elements, then those."""
                make, other = self._make, dataset._make
                counts = (self._count, dataset._count)
                return Dataset(lambda: _itertools.chain(make(), other()), None if None in counts else sum(counts), self._batch)

            def enumerate(self, start=0, name=None):
                """Pairs of a number and an element."""
                make = self._make
                return Dataset(lambda: enumerate(make(), start), self._count)

            def prefetch(self, buffer_size=None, name=None):
                """The same: elements are made when they are asked for."""
                return self

            def cache(self, filename='', name=None):
                """The same elements, made once."""
                make, kept = self._make, []

                def remembered():
                    if kept:
                        yield from kept[0]
                        return
                    seen = []
                    for each in make():
                        seen.append(each)
                        yield each
                    kept.append(seen)

                return Dataset(remembered, self._count, self._batch)

            def as_numpy_iterator(self):
                """The elements as arrays."""
                return (_apply(_np.asarray, each) for each in self)


        AUTOTUNE = -1


        def _apply(function, parts):
            if isinstance(parts, tuple):
                return tuple(_apply(function, part) for part in parts)
            if isinstance(parts, dict):
                return {key: _apply(function, part) for key, part in parts.items()}
            return function(parts)


        def _leaves(parts):
            if isinstance(parts, tuple):
                return [leaf for part in parts for leaf in _leaves(part)]
            if isinstance(parts, dict):
                return [leaf for part in parts.values() for leaf in _leaves(part)]
            return [parts]


        def _stacked(samples):
            first = samples[0]
            if isinstance(first, tuple):
                return tuple(_stacked([sample[i] for sample in samples]) for i in range(len(first)))
            if isinstance(first, dict):
                return {key: _stacked([sample[key] for sample in samples]) for key in first}
            return _np.stack([_np.asarray(sample) for sample in samples])
        """#
}
