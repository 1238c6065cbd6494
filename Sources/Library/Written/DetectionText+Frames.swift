/// Frames in folders, and how they are split.
extension DetectionText {
    static let frames = #"""
        class Frame:
            """A picture in a file (`path`) and its labels; `name` is the file's name without its end."""

            def __init__(self, path, labels, name=None):
                self.path, self.labels = str(path), list(labels)
                self.name = name or _os.path.splitext(_os.path.basename(self.path))[0]

            def image(self):
                """The picture: uint8 [H, W, 3]."""
                return _native.read(self.path)

            def __repr__(self):
                return f"Frame('{self.name}', {len(self.labels)} labels)"


        _LAYOUTS = [('image_2', 'label_2'), ('training/image_2', 'training/label_2'), ('images', 'labels'),
                    ('train/images', 'train/labels')]


        def read_frames(folder, names=None, check=True):
            """The frames of a folder in KITTI's layout (image_2, label_2; also below training) or DIGITS's (images, labels; also
            below train), in the order of their names.

            names: only these ('000007'), or a file with a name on each line. check: sizes of pictures are read from their headers, and a
            label that lies outside of its picture is an error. Nothing is decoded here.
            """
            folder = _os.path.expanduser(str(folder))
            if not _os.path.isdir(folder):
                raise FileNotFoundError(f"there is no folder '{folder}': 'svertka data fetch kitti' says where KITTI's files come from")
            found = [(a, b) for a, b in _LAYOUTS if _os.path.isdir(_os.path.join(folder, a))]
            if not found:
                raise FileNotFoundError(f"'{folder}' has neither image_2 and label_2 (KITTI) nor images and labels (DIGITS)")
            images, labels = [_os.path.join(folder, part) for part in found[0]]
            files = {}
            for file in sorted(_os.listdir(images)):
                stem, end = _os.path.splitext(file)
                if end.lower() in ('.png', '.jpg', '.jpeg'):
                    files[stem] = _os.path.join(images, file)
            if isinstance(names, str):
                with open(names) as file:
                    names = [line.split()[0] for line in file.read().split('\n') if line.strip()]
            frames = []
            for name in (files if names is None else names):
                if name not in files:
                    raise FileNotFoundError(f"there is no picture '{name}' in {images}")
                path = _os.path.join(labels, name + '.txt')
                if not _os.path.isfile(path):
                    raise FileNotFoundError(f'{files[name]} has no label file: {path} is missing')
                frame = Frame(files[name], read_labels(path), name)
                if check:
                    _check_frame(frame, path)
                frames.append(frame)
            if not frames:
                raise FileNotFoundError(f'there are no PNG or JPEG files in {images}')
            return frames


        def _check_frame(frame, path):
            width, height = _native.size(frame.path)
            for number, label in enumerate(frame.labels):
                left, top, right, bottom = label.box
                # The benchmark's own boxes reach to the last pixel's edge at most.
                if right <= 0 or bottom <= 0 or left >= width or top >= height:
                    raise LabelError(f"{path}, label {number + 1}: the {label.kind}'s box ({left:g}, {top:g}, {right:g}, {bottom:g}) lies outside "
                                     f'of the picture of {width} x {height} pixels')


        def split(frames, validation=0.2, by=None, seed=0):
            """Frames for training and for validation.

            validation: a share (drawn by seed), a list of names, or a file with a name on each line. by: a function of a frame that
            gives its sequence, or a dictionary from names to sequences: a sequence goes to one side as a whole, since neighbours of
            a film are nearly the same picture.
            """
            frames = list(frames)
            if isinstance(validation, str):
                with open(validation) as file:
                    validation = [line.split()[0] for line in file.read().split('\n') if line.strip()]
            if isinstance(validation, (list, tuple, set)):
                wanted = set(validation)
                missing = wanted - {frame.name for frame in frames}
                if missing:
                    raise ValueError(f"there are no frames {', '.join(sorted(missing)[:5])}")
                return [f for f in frames if f.name not in wanted], [f for f in frames if f.name in wanted]
            if not 0 < validation < 1:
                raise ValueError(f'validation must be a share between 0 and 1 or names of frames, not {validation}')
            key = (lambda frame: frame.name) if by is None else by if callable(by) else (lambda frame: by[frame.name])
            groups = {}
            for frame in frames:
                groups.setdefault(key(frame), []).append(frame)
            names = sorted(groups, key=str)
            if len(names) < 2:
                raise ValueError(f'{len(frames)} frames of {len(names)} sequence cannot be split')
            order = _np.random.default_rng(seed).permutation(len(names))
            count, chosen = 0, set()
            for place in order[:-1]:
                if count >= validation * len(frames):
                    break
                chosen.add(names[place])
                count += len(groups[names[place]])
            return [f for f in frames if key(f) not in chosen], [f for f in frames if key(f) in chosen]
        """#
}
