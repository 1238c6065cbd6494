/// Generated scenes with their labels.
extension DetectionText {
    static let scenes = #"""
        def scene(seed=0, width=1248, height=384, busy=1):
            """A road scene made by rules, as a camera of KITTI's geometry would see it: (image uint8 [height, width, 3], labels).

            The same seed gives the same scene. Boxes of labels end where the image does; `truncated` is the share of an object's box
            outside of it, `occluded` says how much of it others hide: 0 up to a tenth, 1 up to a half, 2 up to 0.8; what is hidden
            more, or too small to tell (below 10 pixels), is a DontCare region. These pictures are not KITTI's.
            """
            if not (64 <= width <= 4096 and 64 <= height <= 4096):
                raise ValueError(f'a scene is from 64 to 4096 pixels wide and high, not {width} x {height}')
            rng = _np.random.default_rng([int(seed), 6021])
            zoom = width / 1248
            big = _Canvas(width * 2, height * 2, _FOCAL * zoom * 2, height * 2 * rng.uniform(0.42, 0.5))
            half = rng.uniform(3.0, 4.2)
            shift = rng.uniform(-1.6, 1.6)
            road = (-half + shift, half + shift)
            _background(big, rng, road)
            image, owners = big.paint(_np.zeros((height * 2, width * 2, 3), 'uint8'), _np.full((height * 2, width * 2), -1, 'int32'))
            things = [(t[2], t) for t in _things(rng, road, busy)]
            for _ in range(int(rng.integers(2, 9))):
                side = 1 if rng.random() < 0.5 else -1
                z = rng.uniform(5, 50)
                things.append((z, ('clutter', (road[1] + rng.uniform(1.9, 5)) if side > 0 else (road[0] - rng.uniform(1.9, 5)), z, 0, 0, 0)))
            things.sort(key=lambda pair: -pair[0])
            made = []
            canvas = _Canvas(big.width, big.height, big.focal, big.cy)
            for z, (kind, x, z, turn, _, _) in things:
                if kind == 'clutter':
                    _clutter(canvas, rng, x, z)
                    continue
                start, owner = len(canvas.points), len(made)
                if kind == 'Pedestrian':
                    size = _person(canvas, rng, x, z, owner)
                elif kind == 'Cyclist':
                    size = _cyclist(canvas, rng, x, z, turn, owner)
                else:
                    size = _car(canvas, rng, x, z, turn, kind, owner)
                mine = [p for p, i in zip(canvas.points[start:], canvas.ids[start:]) if i == owner]
                corners = _np.concatenate(mine)
                made.append((kind, x, z, turn, size, corners.min(axis=0), corners.max(axis=0), mine))
            image, owners = canvas.paint(image, owners)
            # Light, blur of the lens and grain.
            image = _native.halve(image).astype('float32')
            gain = rng.uniform(0.75, 1.15)
            image = (image - 128) * rng.uniform(0.8, 1.1) + 128 * gain
            soft = rng.uniform(0, 0.25)
            image[:, 1:-1] = image[:, 1:-1] * (1 - soft) + (image[:, :-2] + image[:, 2:]) * (soft / 2)
            image = image + rng.standard_normal((height, width, 1), dtype='float32') * rng.uniform(2, 7)
            image = _np.clip(image, 0, 255).astype('uint8')
            counts = _np.bincount(owners.reshape(-1) + 1, minlength=len(made) + 1)[1:]
            labels = []
            for place, (kind, x, z, turn, size, low, high, mine) in enumerate(made):
                whole = _np.concatenate([low, high]) / 2
                box = [max(float(whole[0]), 0.0), max(float(whole[1]), 0.0), min(float(whole[2]), width - 1.0), min(float(whole[3]), height - 1.0)]
                if box[2] - box[0] < 1 or box[3] - box[1] < 1:
                    continue
                area = float((whole[2] - whole[0]) * (whole[3] - whole[1]))
                truncated = 1 - (box[2] - box[0]) * (box[3] - box[1]) / area
                alone = _area(mine, big.width, big.height)
                hidden = 1 - float(counts[place]) / max(alone, 1)
                occluded = 0 if hidden <= 0.1 else 1 if hidden <= 0.5 else 2 if hidden <= 0.8 else 3
                alpha = turn - _math.atan2(x, z)
                alpha = (alpha + _math.pi) % (2 * _math.pi) - _math.pi
                turn = (turn + _math.pi) % (2 * _math.pi) - _math.pi
                if occluded == 3 or box[3] - box[1] < 10 or truncated > 0.9:
                    labels.append(Label('DontCare', box, -1, -1))
                else:
                    labels.append(Label(kind, box, max(truncated, 0.0), occluded, alpha, size, (x, _EYE, z), turn))
            labels.sort(key=lambda label: -label.place[2])
            return image, labels


        def _area(polygons, width, height):
            """Pixels that polygons cover together inside of the image."""
            low = _np.maximum(_np.floor(_np.min([p.min(axis=0) for p in polygons], axis=0)), 0).astype('int64')
            high = _np.minimum(_np.ceil(_np.max([p.max(axis=0) for p in polygons], axis=0)), [width, height]).astype('int64')
            w, h = int(high[0] - low[0]), int(high[1] - low[1])
            if w <= 0 or h <= 0:
                return 0
            blank = _np.full((h, w), -1, 'int32')
            _, owners = _native.paint(_np.zeros((h, w, 3), 'uint8'), blank, _np.concatenate(polygons) - low, [len(p) for p in polygons],
                                      _np.zeros((len(polygons), 6)), [0] * len(polygons))
            return int((owners == 0).sum())


        def write_scenes(folder, count, seed=0, width=1248, height=384, busy=1):
            """Writes scenes into a folder in KITTI's layout (image_2, label_2) and gives its frames; what is there stays.

            The PNG files are not packed: grain leaves half of the bytes at best, and unpacking would cost a training three times the time.
            """
            from PIL import Image
            for part in ('image_2', 'label_2'):
                _os.makedirs(_os.path.join(folder, part), exist_ok=True)
            for number in range(count):
                name = f'{seed + number:06d}'
                picture, text = _os.path.join(folder, 'image_2', name + '.png'), _os.path.join(folder, 'label_2', name + '.txt')
                if not (_os.path.exists(picture) and _os.path.exists(text)):
                    image, labels = scene(seed + number, width, height, busy)
                    Image.fromarray(image).save(picture, compress_level=0)
                    write_labels(text, labels)
            return read_frames(folder, [f'{seed + number:06d}' for number in range(count)])
        """#
}
