/// What a detector learns: the grid's ground truth, batches, the loss.
extension DetectionText {
    static let truth = #"""
        class Augmentation:
            """How a training changes frames at random; the defaults are DetectNet's, in pixels of its input of 1248 x 384.

            shift: pixels that a frame moves at most. flip: the share of frames that are mirrored. scale: smallest and largest, and scaling the
            share of frames that are scaled. hue: degrees by which colours turn at most, turning the share of frames; desaturation and fading
            the same for loss of colour.
            """

            def __init__(self, shift=32.0, flip=0.5, scale=(0.8, 1.2), scaling=0.4, hue=30.0, turning=0.8, desaturation=0.8, fading=0.8):
                for name, value in (('flip', flip), ('scaling', scaling), ('turning', turning), ('desaturation', desaturation), ('fading', fading)):
                    if not 0 <= value <= 1:
                        raise ValueError(f'{name} is a share from 0 to 1, not {value}')
                if not 0.01 < scale[0] <= scale[1]:
                    raise ValueError(f'scale is (smallest, largest), not {scale}')
                self.shift, self.flip, self.scale, self.scaling = float(shift), flip, tuple(scale), scaling
                self.hue, self.turning, self.desaturation, self.fading = hue, turning, desaturation, fading

            def _numbers(self):
                return [self.shift, self.flip, self.scale[0], self.scale[1], self.scaling, self.hue, self.turning, self.desaturation, self.fading]


        def ground_truth(labels, classes=('Car',), rows=24, columns=78, stride=16, cover=0.4, minimum=20.0, mapping=None):
            """DetectNet's ground truth of an image: float32 [rows, columns, classes + 9].

            For each cell: the coverage of each class; the box (left, top, right, bottom) in pixels from the cell's corner; the weight of
            each of these four, 1 / size times 1 / (cells of its covered part); the weight of the coverage, which is 0 in DontCare regions.
            The covered part of a box is `cover` of its sides, at least `minimum` pixels, at most the box; a cell with any overlap is covered,
            of several objects the later one has it.
            """
            boxes, numbers = _numbered(labels, classes, mapping)
            return _native.coverage(boxes, numbers, rows, columns, len(classes), stride, cover, minimum)


        def _numbered(labels, classes, mapping=None):
            """Boxes [N, 4] and their classes as numbers, DontCare as -1; other kinds are left out.

            mapping: {'Van': 'Car'} takes a kind for another; {'Van': None} leaves it out, {'Van': 'DontCare'} learns nothing from there."""
            mapping = mapping or {}
            boxes, numbers = [], []
            for label in labels:
                kind = mapping.get(label.kind, label.kind)
                if kind == 'DontCare' or kind in classes:
                    boxes.append(label.box)
                    numbers.append(-1 if kind == 'DontCare' else list(classes).index(kind))
            return _np.array(boxes, 'float64').reshape(-1, 4), _np.array(numbers, 'int64')


        def _check_classes(classes, mapping):
            classes = (classes,) if isinstance(classes, str) else tuple(classes)
            for kind in classes:
                if kind not in TYPES or kind == 'DontCare':
                    raise ValueError(f"the class '{kind}' is none of KITTI's types: {', '.join(TYPES[:-1])}")
            for kind, target in (mapping or {}).items():
                if kind not in TYPES:
                    raise ValueError(f"mapping: '{kind}' is none of KITTI's types: {', '.join(TYPES)}")
                if target is not None and target != 'DontCare' and target not in classes:
                    raise ValueError(f"mapping: '{kind}' goes to '{target}', which is no class of this detector: {', '.join(classes)}")
            return classes


        class Batches:
            """Batches of frames for fit: (images uint8 [N, H, W, 3], ground truth [N, rows, columns, classes + 9]).

            A thread reads, decodes and changes frames a few batches ahead, while the network computes; whatever the size of the set, only
            `ahead` frames are in memory besides those of the epoch that runs. It has no end: fit(batches, steps_per_epoch=…).
            """

            def __init__(self, frames, classes=('Car',), height=384, width=1248, batch_size=8, augmentation=None, shuffle=True, seed=0,
                         mapping=None, stride=16, cover=0.4, minimum=20.0, scale=None, endless=True, ahead=None):
                classes = _check_classes(classes, mapping)
                if height % stride or width % stride:
                    raise ValueError(f'height and width must be multiples of {stride}, not {height} and {width}')
                frames = list(frames)
                if not frames:
                    raise ValueError('there are no frames')
                counts, boxes, numbers = [], [], []
                for frame in frames:
                    b, n = _numbered(frame.labels, classes, mapping)
                    counts.append(len(n))
                    boxes.append(b)
                    numbers.append(n)
                self.batch_size, self.frames, self.classes = int(batch_size), frames, classes
                self._stream = _native.stream([frame.path for frame in frames], counts, _np.concatenate(boxes), _np.concatenate(numbers),
                                              height // stride, width // stride, len(classes), stride, cover, minimum, scale,
                                              None if augmentation is None else augmentation._numbers(), shuffle, endless, seed,
                                              ahead or max(4 * self.batch_size, 16))

            def __iter__(self):
                return self

            def __next__(self):
                batch = self._stream.next(self.batch_size)
                if batch is None:
                    raise StopIteration
                return batch[0], batch[1]

            def following(self):
                """The next batch with all that is known of it: images, ground truth, numbers of the frames, their boxes in the input one
                after the other, how many each has, the scale of each; None at the end."""
                return self._stream.next(self.batch_size)

            @property
            def seconds(self):
                """Processor time that reading, decoding and changing took so far."""
                return self._stream.seconds()


        def detectnet_loss(classes=1, box_weight=2.0, coverage_weight=1.0, coverage='euclidean', limit=None):
            """DetectNet's loss as a function (truth, output): the squared error of the coverage over two, and twice the absolute error of the
            boxes upon objects, in parts of their size; summed over an image.

            coverage='crossentropy' judges coverage by its probability instead: quicker from random weights. limit: the most that a box's
            edge may weigh: the published weights of objects of a few pixels are so large that a short training sees nothing else.
            """
            from keras import ops
            if coverage not in ('euclidean', 'crossentropy'):
                raise ValueError(f"coverage must be 'euclidean' or 'crossentropy', not {coverage!r}")
            c = int(classes)

            def loss(y, p):
                true, seen, known = y[..., :c], p[..., :c], y[..., c + 8:]
                if coverage == 'euclidean':
                    error = ops.square(seen - true) * 0.5
                else:
                    seen = ops.clip(seen, 1e-6, 1 - 1e-6)
                    error = -(true * ops.log(seen) + (1 - true) * ops.log(1 - seen))
                weight = y[..., c + 4:c + 8] if limit is None else ops.minimum(y[..., c + 4:c + 8], limit)
                place = weight * ops.abs(p[..., c:] - y[..., c:c + 4])
                return coverage_weight * ops.sum(known * error, axis=[1, 2, 3]) + box_weight * ops.sum(place, axis=[1, 2, 3])
            return loss
        """#
}
