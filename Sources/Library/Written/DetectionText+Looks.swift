/// Pictures of detections.
extension DetectionText {
    static let looks = #"""
        import matplotlib.pyplot as _plt


        def show(frame, found=None, kinds=None, threshold=None, title=None, width=None):
            """A frame with its boxes: the truth dashed in green, what was found in red with class, score and IoU; DontCare regions gray.

            frame: a Frame, or an image uint8 [H, W, 3]. found: labels with scores. kinds: only these. threshold: scores from there on.
            """
            import svertka as _svertka
            image = frame.image() if isinstance(frame, Frame) else _np.asarray(frame)
            labels = frame.labels if isinstance(frame, Frame) else []
            truth = [label for label in labels if label.kind != 'DontCare' and (kinds is None or label.kind in kinds)]
            boxes = [label for label in found or [] if (kinds is None or label.kind in kinds) and (threshold is None or label.score >= threshold)]
            gray = [label for label in labels if label.kind == 'DontCare']
            if gray:
                image = image.copy()
                for label in gray:
                    left, top, right, bottom = [max(int(round(v)), 0) for v in label.box]
                    part = image[top:bottom, left:right].astype('float32')
                    image[top:bottom, left:right] = (part * 0.45 + 128 * 0.55).astype('uint8')
            name = title if title is not None else frame.name if isinstance(frame, Frame) else ''
            return _svertka.boxes(image, [label.box for label in boxes], [label.kind for label in boxes], [label.score for label in boxes],
                                  truth=[label.box for label in truth], truth_labels=[label.kind for label in truth], title=name, color='#d62222',
                                  width=width or 9.0)


        def coverage_map(image, output, place=0, stride=16, title=''):
            """A class's coverage over the image that it was computed from: dark where the network sees nothing, bright upon objects.

            image: the network's input, uint8 [H, W, 3]; output: [rows, columns, classes + 4]. Gives the figure.
            """
            image, cover = _np.asarray(image), _np.asarray(output)[..., place].astype('float32')
            big = _np.repeat(_np.repeat(cover, stride, axis=0), stride, axis=1)[:image.shape[0], :image.shape[1], None]
            if big.shape[:2] != image.shape[:2]:
                raise ValueError(f'a map of {cover.shape[0]} x {cover.shape[1]} cells of {stride} pixels does not lie upon an image of {image.shape[0]} x {image.shape[1]}')
            mixed = image.astype('float32') * (0.35 + 0.65 * big) * 1.0 + _np.array([255, 120, 0], 'float32') * big * 0.35
            figure, axes = _plt.subplots(figsize=(9.0, 9.0 * image.shape[0] / image.shape[1] + (0.45 if title else 0.2)))
            axes.imshow(_np.clip(mixed, 0, 255).astype('uint8'))
            if title:
                axes.set_title(title)
            axes.axis('off')
            return figure


        def precision_recall(evaluation, kinds=None):
            """Precision over recall of each kind: a curve for easy, moderate and hard. Gives the figure."""
            kinds = evaluation.kinds if kinds is None else [kinds] if isinstance(kinds, str) else list(kinds)
            figure, all_axes = _plt.subplots(1, len(kinds), figsize=(3.4 * len(kinds) + 0.6, 3.3))
            for axes, kind in zip([all_axes] if len(kinds) == 1 else all_axes, kinds):
                for place, name in enumerate(DIFFICULTIES):
                    axes.plot(_np.arange(41) / 40, evaluation.precision[kind][name], label=f'{name} {evaluation.ap40[kind][place]:.1f}')
                axes.set_xlim(0, 1)
                axes.set_ylim(0, 1.04)
                axes.set_xlabel('recall')
                axes.set_ylabel('precision')
                axes.set_title(f'{kind}, IoU {evaluation.overlaps[kind]:g}')
                axes.legend(loc='best', title='AP40')
            figure.tight_layout()
            return figure


        def show_mistakes(frames, found, kind='Car', count=5, threshold=None, overlap=None):
            """Mistakes by what they are: a row each for objects that were missed, boxes where nothing is, boxes that are badly placed and
            boxes of what was found already; the truth in green, the box in red. Gives how many there are of each."""
            names = ('missed', 'false', 'badly placed', 'twice')
            cases, counts = {name: [] for name in names}, {}
            for place, (frame, boxes) in enumerate(zip(frames, found)):
                for name, labels in mistakes(frame.labels, boxes, kind, overlap, threshold).items():
                    counts[name] = counts.get(name, 0) + len(labels)
                    if name in cases:
                        cases[name] += [(label.score if label.score is not None else label.height, place, label) for label in labels]
            rows = [name for name in names if cases[name]]
            if not rows:
                return counts
            figure, grid = _plt.subplots(len(rows), count, figsize=(1.9 * count, 1.75 * len(rows)), squeeze=False)
            for row, name in enumerate(rows):
                # The surest boxes and the largest objects: what is hardest to excuse.
                worst = sorted(cases[name], key=lambda case: -case[0])[:count]
                for column in range(count):
                    axes = grid[row][column]
                    axes.axis('off')
                    if column >= len(worst):
                        continue
                    value, place, label = worst[column]
                    image = frames[place].image()
                    left, top, right, bottom = label.box
                    margin = max(right - left, bottom - top) * 0.6 + 6
                    x0, y0 = max(int(left - margin), 0), max(int(top - margin), 0)
                    x1, y1 = min(int(right + margin), image.shape[1]), min(int(bottom + margin), image.shape[0])
                    axes.imshow(image[y0:y1, x0:x1])

                    def draw(box, colour, style):
                        a, b, c, d = [v - o - 0.5 for v, o in zip(box, (x0, y0, x0, y0))]
                        axes.plot([a, c, c, a, a], [b, b, d, d, b], color=colour, linewidth=1.6, linestyle=style)
                    for other in frames[place].labels:
                        if other.kind == kind:
                            draw(other.box, '#0a9a6c', '--')
                    if name != 'missed':
                        draw(label.box, '#d62222', '-')
                    axes.set_xlim(-0.5, x1 - x0 - 0.5)
                    axes.set_ylim(y1 - y0 - 0.5, -0.5)
                    axes.set_title(f'{name}: {value:.2f}' if name != 'missed' else f'missed: {value:.0f} px', fontsize=9)
            figure.tight_layout()
            return counts
        """#
}
