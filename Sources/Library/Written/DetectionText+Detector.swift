/// A detector: network, classes and grid.
extension DetectionText {
    static let detector = #"""
        def group_rectangles(rectangles, threshold=3, eps=0.2, rounded=True):
            """OpenCV's groupRectangles: (means [G, 4], sizes [G], the group of each rectangle [N], -1 for none).

            rectangles: [N, 4] as left, top, width, height. Two are alike where all edges differ by at most eps times the mean of the smaller
            width and height; groups of threshold or fewer are left out. rounded=False keeps means as they are.
            """
            r = _np.asarray(rectangles, 'float64')
            return _native.group(r.reshape(0, 4) if r.size == 0 else r, threshold, eps, rounded)


        def cluster(output, classes=('Car',), stride=16, threshold=0.6, group=3, eps=0.02, least_height=22, score='log', scale=1.0,
                    size=None, alike='corners'):
            """The objects in DetectNet's output [rows, columns, classes + 4]: labels with scores.

            Cells with a coverage of at least threshold propose boxes, groupRectangles joins them (groups of `group` or fewer are left out),
            boxes lower than least_height pixels are left out. score: 'log' is NVIDIA's, the logarithm of the group's size; 'coverage' the
            mean coverage of its cells, 'peak' the highest. alike: 'corners' gives corners to groupRectangles where it expects width and
            height, as NVIDIA's layer does, so that eps counts in parts of coordinates and boxes at the right edge join sooner; 'sizes' counts
            in parts of sizes, as OpenCV means it. scale: pixels of the input for one of the frame; size: (height, width) of the frame.
            """
            if alike not in ('corners', 'sizes'):
                raise ValueError(f"alike must be 'corners' or 'sizes', not {alike!r}")
            if score not in ('log', 'coverage', 'peak') and not callable(score):
                raise ValueError(f"score must be 'log', 'coverage', 'peak' or a function of a group's size and coverages, not {score!r}")
            output = _np.asarray(output)
            c = len(classes)
            if output.ndim != 3 or output.shape[2] != c + 4:
                raise ValueError(f'the output of {c} classes is [rows, columns, {c + 4}], not {output.shape}')
            rows, columns = output.shape[:2]
            found = []
            for place, kind in enumerate(classes):
                ys, xs = _np.nonzero(output[..., place] >= threshold)
                if len(ys) == 0:
                    continue
                boxes = output[ys, xs, c:].astype('float64') + _np.stack([xs, ys, xs, ys], axis=1) * float(stride)
                cover = output[ys, xs, place]
                if alike == 'sizes':
                    boxes, cover = [part[(boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])] for part in (boxes, cover)]
                    boxes[:, 2:] -= boxes[:, :2]
                means, sizes, member = group_rectangles(boxes, group, eps, False)
                if alike == 'sizes':
                    means[:, 2:] += means[:, :2]
                for g in range(len(sizes)):
                    box = means[g]
                    if float(box[3] - box[1]) < least_height * (scale if size is not None else 1) or box[2] <= box[0]:
                        continue
                    votes = cover[member == g]
                    value = (_math.log(int(sizes[g])) if score == 'log' else float(votes.mean()) if score == 'coverage'
                             else float(votes.max()) if score == 'peak' else float(score(sizes[g], votes)))
                    box = box / scale
                    if size is not None:
                        box = _np.array([max(float(box[0]), 0.0), max(float(box[1]), 0.0), min(float(box[2]), size[1] - 1.0), min(float(box[3]), size[0] - 1.0)])
                    if box[2] - box[0] > 0 and box[3] - box[1] > 0:
                        found.append(Label(kind, box.tolist(), score=value))
            return found


        class Detector:
            """A DetectNet with what belongs to it: the names of its classes, its grid, how boxes are made of cells.

            model: of detectnet or narrow_detectnet. classes: KITTI's types in the order of the coverage maps. mapping: {'Van': 'Car'} learns a
            kind as another, 'DontCare' learns nothing there; without it Van beside Car and Person_sitting beside Pedestrian are DontCare.
            """

            def __init__(self, model, classes=('Car', 'Pedestrian', 'Cyclist'), mapping=None, stride=16, cover=0.4, minimum=20.0):
                if mapping is None:
                    mapping = {other: 'DontCare' for kind, other in _NEUTRAL.items() if kind in classes and other not in classes}
                self.classes, self.mapping = _check_classes(classes, mapping), mapping
                self.model, self.stride, self.cover, self.minimum = model, stride, cover, minimum
                self.height, self.width = model.input_shape[1:3]
                depth = model.output_shape[-1]
                if depth != len(self.classes) + 4:
                    raise ValueError(f'the model has {depth - 4} maps of coverage for {len(self.classes)} classes: {", ".join(self.classes)}')

            def batches(self, frames, batch_size=8, augmentation=None, shuffle=False, endless=False, seed=0, least_height=0.0):
                """Batches of frames as this detector needs them."""
                if least_height:
                    frames = [Frame(frame.path, [label if label.height >= least_height else Label('DontCare', label.box) for label in frame.labels], frame.name)
                              for frame in frames]
                return Batches(frames, self.classes, self.height, self.width, batch_size, augmentation, shuffle, seed, self.mapping, self.stride,
                               self.cover, self.minimum, None, endless)

            def compile(self, learning_rate=1e-3, **loss):
                """Adam and DetectNet's loss; further arguments are those of detectnet_loss."""
                import keras
                self.model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=detectnet_loss(len(self.classes), **loss))

            def fit(self, frames, epochs=10, batch_size=4, steps_per_epoch=60, learning_rate=2e-3, augmentation='narrow', validation=None,
                    every=1, least_height=14.0, seed=0, callbacks=(), verbose='auto', loss=None, find=None):
                """Trains upon frames: each epoch is steps_per_epoch batches, whatever the size of the set; gives fit's History.

                The rate rises over the first steps and falls along a cosine. augmentation: an Augmentation, None, or 'narrow' (shift 16).
                validation: frames that are evaluated after each `every` epochs: val_AP40 is the first class's, moderate; it stands in the
                live chart. least_height: lower objects are DontCare. loss: arguments of detectnet_loss; find: of `find`.
                """
                import keras
                total = epochs * steps_per_epoch
                first = min(200, total // 5 + 1)
                rate = keras.optimizers.schedules.CosineDecay(learning_rate * 0.01, max(total - first, 1), alpha=0.01, warmup_target=learning_rate, warmup_steps=first)
                self.compile(rate, **(loss if loss is not None else {'coverage': 'crossentropy', 'limit': 0.04, 'box_weight': 4.0}))
                if augmentation == 'narrow':
                    augmentation = Augmentation(shift=16)
                source = self.batches(frames, batch_size, augmentation, True, True, seed, least_height)
                self.source = source
                hooks = list(callbacks)
                if validation is not None:
                    hooks.append(_averages()(self, list(validation), every, find or {}))
                return self.model.fit(source, steps_per_epoch=steps_per_epoch, epochs=epochs, callbacks=hooks, verbose=verbose)

            def find(self, frames, threshold=0.2, group=1, eps=0.2, least_height=22, score='peak', batch_size=8, alike='sizes'):
                """What is found on frames (or images uint8 [H, W, 3] of any sizes): a list of labels with scores for each, in pixels of the frame.

                The arguments are those of `cluster`, whose defaults are NVIDIA's. These keep what two cells agree upon and let the score
                say how sure the network is, as an average precision needs it.
                """
                found = []

                def take(outputs, scales, sizes):
                    for output, scale, size in zip(outputs, scales, sizes):
                        found.append(cluster(output, self.classes, self.stride, threshold, group, eps, least_height, score, float(scale), size, alike))
                frames = list(frames)
                if frames and isinstance(frames[0], Frame):
                    source = self.batches(frames, batch_size)
                    while True:
                        batch = source.following()
                        if batch is None:
                            return found
                        sizes = [_native.size(frames[int(i)].path)[::-1] for i in batch[2]]
                        take(self.model.predict(batch[0], batch_size=batch_size, verbose=0), batch[5], sizes)
                for start in range(0, len(frames), batch_size):
                    images = [_np.asarray(image) for image in frames[start:start + batch_size]]
                    scales = [min(self.width / image.shape[1], self.height / image.shape[0]) for image in images]
                    x = _np.stack([_native.place(image, self.height, self.width, scale) for image, scale in zip(images, scales)])
                    take(self.model.predict(x, batch_size=batch_size, verbose=0), scales, [image.shape[:2] for image in images])
                return found

            def evaluate(self, frames, **find):
                """KITTI's evaluation of what is found on frames."""
                frames = list(frames)
                return evaluate(frames, self.find(frames, **find), self.classes)

            def map(self, image):
                """The network's input and output for an image or a Frame: uint8 [height, width, 3] and [rows, columns, classes + 4]."""
                image = image.image() if isinstance(image, Frame) else _np.asarray(image)
                x = _native.place(image, self.height, self.width, min(self.width / image.shape[1], self.height / image.shape[0]))
                return x, self.model.predict(x[None], verbose=0)[0]


        def _averages():
            import keras

            class Averages(keras.callbacks.Callback):
                """Adds val_AP40 to what an epoch tells: of the detector's first class, moderate."""

                def __init__(self, detector, frames, every, find):
                    super().__init__()
                    self.detector, self.frames, self.every, self.find, self.last = detector, frames, every, find, 0.0

                def on_epoch_end(self, epoch, logs=None):
                    if epoch % self.every == self.every - 1:
                        kind = self.detector.classes[0]
                        found = self.detector.find(self.frames, **self.find)
                        self.last = evaluate(self.frames, found, [kind]).ap40[kind][1]
                    # Between evaluations the last value stands.
                    logs['val_AP40'] = self.last
            return Averages
        """#
}
