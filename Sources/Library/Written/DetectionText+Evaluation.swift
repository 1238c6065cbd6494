/// KITTI's evaluation, DIGITS's number, kinds of mistakes.
extension DetectionText {
    static let evaluation = #"""
        # KITTI's rules for easy, moderate and hard.
        DIFFICULTIES = ('easy', 'moderate', 'hard')
        _HEIGHTS, _OCCLUSIONS, _TRUNCATIONS = (40, 25, 25), (0, 1, 2), (0.15, 0.3, 0.5)
        _OVERLAPS = {'Car': 0.7, 'Pedestrian': 0.5, 'Cyclist': 0.5}
        _NEUTRAL = {'Car': 'Van', 'Pedestrian': 'Person_sitting'}


        def iou(a, b, of='union'):
            """How much boxes overlap: intersection over union of each of a with each of b, float64 [N, M]; of='first': the share of each
            box of a that lies in one of b. Boxes are [N, 4]: left, top, right, bottom."""
            return _native.iou(_corner_array(a), _corner_array(b), of)


        def _corner_array(boxes):
            b = _np.asarray([label.box if isinstance(label, Label) else label for label in boxes] if isinstance(boxes, (list, tuple)) else boxes, 'float64')
            return b.reshape(0, 4) if b.size == 0 else b


        class Evaluation:
            """What a detector is worth on frames, by the rules of the KITTI benchmark.

            ap40[kind], ap11[kind]: average precision in percent, (easy, moderate, hard); curves[kind][difficulty]: precision at 41 recalls
            and (recall, precision) where they were measured; objects[kind]: how many objects count.
            """

            def __init__(self, kinds, overlaps):
                self.kinds, self.overlaps = kinds, overlaps
                self.ap40, self.ap11, self.objects, self.precision, self.measured = {}, {}, {}, {}, {}

            def table(self):
                """The numbers as lines of text."""
                rows = [('', ('easy', 'moderate', 'hard'), 'objects')]
                for kind in self.kinds:
                    for name, values in (('AP40', self.ap40), ('AP11', self.ap11)):
                        rows.append((f'{kind} {name} at {self.overlaps[kind]:g}', [f'{v:.2f}' for v in values[kind]],
                                     '/'.join([str(n) for n in self.objects[kind]]) if name == 'AP40' else ''))
                wide = max([len(title) for title, _, _ in rows])
                return '\n'.join([(title.ljust(wide) + ''.join([text.rjust(10) for text in cells]) + objects.rjust(16)).rstrip()
                                  for title, cells, objects in rows])

            def __repr__(self):
                return self.table()


        def _cleaned(frames, found, kind, difficulty):
            """Who counts (devkit's cleanData): arrays over all frames."""
            objects, of, kinds, regions, rf = [], [], [], [], []
            boxes, ff, fk, scores = [], [], [], []
            name, neutral = kind.lower(), _NEUTRAL.get(kind, '').lower()
            least, hidden, cut = _HEIGHTS[difficulty], _OCCLUSIONS[difficulty], _TRUNCATIONS[difficulty]
            for place, labels in enumerate(frames):
                for label in labels:
                    mine = label.kind.lower()
                    if mine == 'dontcare':
                        regions.append(label.box)
                        rf.append(place)
                    if mine == name or mine == neutral:
                        ignored = label.occluded > hidden or label.truncated > cut or label.height < least
                        objects.append(label.box)
                        of.append(place)
                        kinds.append(1 if mine == neutral or ignored else 0)
            for place, labels in enumerate(found):
                for label in labels:
                    # The height is a whole number there; what is too low is never wrong, whatever its class.
                    small = int(abs(label.height)) < least
                    if small or label.kind.lower() == name:
                        boxes.append(label.box)
                        ff.append(place)
                        fk.append(1 if small else 0)
                        scores.append(label.score)
            four = lambda rows: _np.array(rows, 'float64').reshape(-1, 4)
            whole = lambda row: _np.array(row, 'int64')
            return (four(objects), whole(of), whole(kinds), four(regions), whole(rf), four(boxes), whole(ff), whole(fk),
                    _np.array(scores, 'float64'))


        def _labels_of(frames):
            return [frame.labels if isinstance(frame, Frame) else list(frame) for frame in frames]


        def evaluate(frames, found, kinds=('Car', 'Pedestrian', 'Cyclist'), overlaps=None):
            """KITTI's evaluation: average precision of each kind, easy, moderate and hard.

            frames: Frames, or a list of their labels. found: for each frame a list of labels with scores. An object counts by its height
            (40, 25, 25 pixels), occlusion (0, 1, 2) and truncation (.15, .3, .5); others of its kind, and Van for Car and Person_sitting
            for Pedestrian, neither count nor harm; detections in DontCare regions are not wrong. A detection fits above an IoU of 0.7 (Car)
            or 0.5; overlaps={'Car': 0.5} changes that. Gives an Evaluation.
            """
            truth, found = _labels_of(frames), [list(labels) for labels in found]
            if len(truth) != len(found):
                raise ValueError(f'{len(truth)} frames but detections of {len(found)}')
            for place, labels in enumerate(found):
                for label in labels:
                    if label.score is None:
                        raise ValueError(f'a detection of frame {place} has no score: {label!r}')
            kinds = [kinds] if isinstance(kinds, str) else list(kinds)
            for kind in kinds:
                if kind not in TYPES:
                    raise ValueError(f"'{kind}' is none of KITTI's types: {', '.join(TYPES)}")
            result = Evaluation(kinds, {kind: (overlaps or {}).get(kind, _OVERLAPS.get(kind, 0.5)) for kind in kinds})
            for kind in kinds:
                ap40, ap11, counts, result.precision[kind], result.measured[kind] = [], [], [], {}, {}
                for difficulty in range(3):
                    data = _cleaned(truth, found, kind, difficulty)
                    _, right, wrong, missed = _native.curve(len(truth), result.overlaps[kind], *data)
                    precision = _np.zeros(41)
                    if len(right):
                        raw = right / _np.maximum(right + wrong, 1)
                        precision[:len(raw)] = _np.maximum.accumulate(raw[::-1])[::-1]
                        recall = right / _np.maximum(right + missed, 1)
                    else:
                        raw = recall = _np.zeros(0)
                    ap40.append(float(precision[1:].mean()) * 100)
                    ap11.append(float(precision[::4].mean()) * 100)
                    counts.append(int((data[2] == 0).sum()))
                    result.precision[kind][DIFFICULTIES[difficulty]] = precision
                    result.measured[kind][DIFFICULTIES[difficulty]] = (recall, raw)
                result.ap40[kind], result.ap11[kind], result.objects[kind] = tuple(ap40), tuple(ap11), tuple(counts)
            return result


        def digits_map(frames, found, kind='Car', overlap=0.7):
            """DIGITS's 'mAP': (precision times recall, precision, recall) in percent at one threshold.

            NVIDIA's layers count a found box as right where its IoU with a box of the truth that takes it is at least 0.7, and multiply:
            this is no average precision, whatever its name says, and a good detector on KITTI shows some 55.
            """
            right = wrong = missed = 0
            for labels, boxes in zip(_labels_of(frames), found):
                truth = [label for label in labels if label.kind == kind]
                boxes = [label for label in boxes if label.kind == kind]
                table = iou(truth, boxes) >= overlap
                taken = set()
                for i in range(len(truth)):
                    for j in range(len(boxes)):
                        if j not in taken and table[i, j]:
                            taken.add(j)
                            break
                right += len(taken)
                wrong += len(boxes) - len(taken)
                missed += len(truth) - len(taken)
            precision = 100.0 * right / (right + wrong) if right + wrong else 0.0
            recall = 100.0 * right / (right + missed) if right + missed else 0.0
            return precision * recall / 100, precision, recall


        def mistakes(labels, found, kind='Car', overlap=None, threshold=None):
            """What is right and wrong on a frame: a dictionary of lists of labels.

            'right': found boxes that fit one of the truth; 'badly placed': they meet an object (IoU from 0.1), but do not fit; 'twice':
            they fit one that a surer box has; 'false': nothing is there; 'missed': objects that no box fits; 'neutral': detections in
            DontCare regions or on a neighbouring kind.
            """
            overlap = _OVERLAPS.get(kind, 0.5) if overlap is None else overlap
            truth = [label for label in labels if label.kind == kind]
            other = [label for label in labels if label.kind == _NEUTRAL.get(kind)]
            regions = [label for label in labels if label.kind == 'DontCare']
            boxes = sorted([b for b in found if b.kind == kind and (threshold is None or b.score >= threshold)], key=lambda b: -b.score)
            result = {'right': [], 'badly placed': [], 'twice': [], 'false': [], 'missed': [], 'neutral': []}
            taken = set()
            for box in boxes:
                fits = iou([box], truth)[0] if truth else _np.zeros(0)
                open_ = [(float(fits[i]), i) for i in range(len(truth)) if i not in taken and fits[i] > overlap]
                if open_:
                    taken.add(max(open_)[1])
                    result['right'].append(box)
                elif len(fits) and float(fits.max()) > overlap:
                    result['twice'].append(box)
                elif (other and float(iou([box], other).max()) > 0.5) or (regions and float(iou([box], regions, 'first').max()) > 0.5):
                    result['neutral'].append(box)
                elif len(fits) and float(fits.max()) >= 0.1:
                    result['badly placed'].append(box)
                else:
                    result['false'].append(box)
            result['missed'] = [truth[i] for i in range(len(truth)) if i not in taken]
            return result
        """#
}
