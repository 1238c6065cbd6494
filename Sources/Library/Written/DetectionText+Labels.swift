/// KITTI's label lines.
extension DetectionText {
    static let labels = #"""
        TYPES = ('Car', 'Van', 'Truck', 'Pedestrian', 'Person_sitting', 'Cyclist', 'Tram', 'Misc', 'DontCare')
        _KNOWN = {kind.lower(): kind for kind in TYPES}


        class LabelError(ValueError):
            """A label line that cannot be right: the message names file and line."""


        class Label:
            """One object of a frame, as a line of KITTI's label files has it.

            kind: 'Car', 'Van', 'Truck', 'Pedestrian', 'Person_sitting', 'Cyclist', 'Tram', 'Misc' or 'DontCare'; truncated: the share
            outside of the image, 0 to 1; occluded: 0 visible, 1 partly, 2 largely, 3 unknown; alpha: angle under which it is seen;
            box: (left, top, right, bottom) in pixels; size: (height, width, length) in metres; place: (x, y, z) in metres; turn:
            rotation_y; score: of a detection, else None.
            """

            def __init__(self, kind, box, truncated=0.0, occluded=0, alpha=-10.0, size=(-1.0, -1.0, -1.0),
                         place=(-1000.0, -1000.0, -1000.0), turn=-10.0, score=None):
                self.kind, self.truncated, self.occluded, self.alpha = kind, float(truncated), int(occluded), float(alpha)
                self.box, self.size, self.place = tuple([float(v) for v in box]), tuple(size), tuple(place)
                self.turn, self.score = float(turn), None if score is None else float(score)

            @property
            def height(self):
                """Pixels from top to bottom."""
                return self.box[3] - self.box[1]

            def line(self):
                """The label line: 15 columns, 16 with a score."""
                numbers = [self.alpha, *self.box, *self.size, *self.place, self.turn]
                parts = [self.kind, '-1' if self.truncated < 0 else f'{self.truncated:.2f}', str(self.occluded)]
                parts += [f'{v:.2f}' for v in numbers]
                return ' '.join(parts if self.score is None else parts + [f'{self.score:.4f}'])

            def __repr__(self):
                box = ', '.join([f'{v:g}' for v in self.box])
                return f"Label('{self.kind}', ({box}))" if self.score is None else f"Label('{self.kind}', ({box}), score={self.score:g})"


        def _label(words, where):
            if len(words) not in (15, 16):
                raise LabelError(f'{where}: a label line has 15 columns, with a score 16, not {len(words)}')
            kind = _KNOWN.get(words[0].lower())
            if kind is None:
                raise LabelError(f"{where}: the type '{words[0]}' is none of KITTI's: {', '.join(TYPES)}")
            numbers = []
            for place in range(1, len(words)):
                try:
                    numbers.append(float(words[place]))
                except ValueError:
                    raise LabelError(f"{where}: column {place + 1} is '{words[place]}', which is no number") from None
                if not _math.isfinite(numbers[-1]):
                    raise LabelError(f"{where}: column {place + 1} is {words[place]}")
            box = numbers[3:7]
            if box[2] <= box[0] or box[3] <= box[1]:
                raise LabelError(f'{where}: the box ends before it begins: left {box[0]:g}, top {box[1]:g}, right {box[2]:g}, bottom {box[3]:g}')
            if kind != 'DontCare' and not 0 <= numbers[0] <= 1:
                raise LabelError(f'{where}: truncated must be from 0 to 1, not {numbers[0]:g}')
            if numbers[1] not in (-1, 0, 1, 2, 3):
                raise LabelError(f'{where}: occluded must be 0, 1, 2 or 3, not {numbers[1]:g}')
            return Label(kind, box, numbers[0], int(numbers[1]), numbers[2], numbers[7:10], numbers[10:13], numbers[13],
                         numbers[14] if len(numbers) > 14 else None)


        def parse_labels(text, name='labels'):
            """The labels of a text in KITTI's format: a line for each object.

            Lines that a slide or a page broke in two are put together: a line that begins with no type goes on with the one before it
            ('-' at a break is the sign of the number that follows).
            """
            lines = []
            for number, line in enumerate(text.replace('\ufeff', '').split('\n')):
                words = line.split()
                if not words:
                    continue
                # A name begins a line; numbers go on with what is not whole yet.
                try:
                    float(words[0])
                    goes_on = True
                except ValueError:
                    goes_on = words[0].startswith('-')
                if goes_on and lines and len(lines[-1][1]) < 15:
                    before = lines[-1][1]
                    if before[-1] == '-':
                        before[-1] = '-' + words[0]
                        words = words[1:]
                    before += words
                else:
                    lines.append((number + 1, words))
            return [_label(words, f'{name}, line {number}') for number, words in lines]


        def read_labels(path):
            """The labels in a file; errors name file and line."""
            try:
                with open(path, encoding='utf-8') as file:
                    text = file.read()
            except UnicodeDecodeError:
                raise LabelError(f'{path}: this is no text file') from None
            return parse_labels(text, str(path))


        def write_labels(path, labels):
            """Writes labels as a file of KITTI's format."""
            with open(path, 'w') as file:
                for label in labels:
                    file.write(label.line() + '\n')
        """#
}
