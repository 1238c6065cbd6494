/// Cars, people and bicycles of generated scenes, as polygons.
extension DetectionText {
    static let bodies = #"""
        # Scenes: sizes and distances of KITTI's cameras, things made of boxes and discs.
        _FOCAL, _EYE = 721.5, 1.65
        _PAINTS = [(196, 30, 34), (30, 60, 150), (225, 225, 225), (40, 40, 44), (128, 132, 138), (28, 96, 62), (214, 168, 40),
                   (92, 52, 40), (172, 178, 186), (70, 110, 150)]
        _CLOTHES = [(150, 40, 40), (40, 60, 120), (60, 60, 66), (200, 190, 170), (30, 90, 60), (190, 120, 40), (90, 50, 100)]
        _SUN = _np.array([0.5, 0.75, -0.43])


        class _Canvas:
            """Polygons in front of a camera at a height of 1.65 m that looks along z."""

            def __init__(self, width, height, focal, middle):
                self.width, self.height, self.focal, self.cx, self.cy = width, height, focal, width / 2, middle
                self.points, self.counts, self.colours, self.ids = [], [], [], []

            def flat(self, corners, colour, bottom=None, owner=-1):
                """A polygon in pixels."""
                self.points.append(_np.asarray(corners, 'float64'))
                self.counts.append(len(corners))
                self.colours.append(list(colour) + list(colour if bottom is None else bottom))
                self.ids.append(owner)

            def project(self, places):
                """Pixels of points [N, 3] in metres: x to the right, y down from the camera, z ahead."""
                p = _np.asarray(places, 'float64')
                z = _np.maximum(p[:, 2], 0.35)
                return _np.stack([self.cx + self.focal * p[:, 0] / z, self.cy + self.focal * p[:, 1] / z], axis=1)

            def solid(self, places, colour, shade=1.0, owner=-1, bottom=0.9):
                """A polygon of points in metres."""
                c = _np.asarray(colour, 'float64') * shade
                self.flat(self.project(places), c, c * bottom, owner)

            def disc(self, place, across, up, colour, owner=-1, corners=10, bottom=0.9):
                """An ellipse around a point, its half axes vectors in metres."""
                angles = _np.arange(corners) * (2 * _math.pi / corners)
                ring = _np.asarray(place) + _np.outer(_np.cos(angles), across) + _np.outer(_np.sin(angles), up)
                self.solid(ring, colour, 1.0, owner, bottom)

            def paint(self, image, owners):
                points = _np.concatenate(self.points) if self.points else _np.zeros((0, 2))
                return _native.paint(image, owners, points, self.counts, _np.array(self.colours, 'float64').reshape(-1, 6), self.ids)


        def _haze(colour, z):
            """Things far away go over to the colour of the air."""
            share = min(max((z - 25) / 90, 0), 0.55)
            return _np.asarray(colour, 'float64') * (1 - share) + _np.array([188, 196, 204]) * share


        def _frame_of(x, z, turn):
            """Turns the points of a thing: KITTI's rotation_y around the vertical."""
            c, s = _math.cos(turn), _math.sin(turn)

            def place(forward, side, up):
                return [x + forward * c + side * s, _EYE - up, z - forward * s + side * c]
            return place


        def _prism(canvas, place, outline, half, colour, owner, glass=None):
            """A body whose side is the outline [(forward, up)] and that is 2 half wide; faces towards the camera, far ones first."""
            faces = []
            n = len(outline)
            for k in range(n):
                (f0, u0), (f1, u1) = outline[k], outline[(k + 1) % n]
                quad = [place(f0, -half, u0), place(f1, -half, u1), place(f1, half, u1), place(f0, half, u0)]
                faces.append((quad, (f0, u0, f1, u1)))
            for side in (-half, half):
                faces.append(([place(f, side, u) for f, u in outline], side))
            centre = _np.array(place(sum([f for f, u in outline]) / n, 0, sum([u for f, u in outline]) / n))
            visible = []
            for quad, what in faces:
                q = _np.array(quad)
                a, b = q[1] - q[0], q[2] - q[1]
                normal = _np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])
                size = float(_np.sqrt((normal * normal).sum()))
                if size < 1e-9:
                    continue
                normal = normal / size
                middle = q.mean(axis=0)
                if float((normal * (middle - centre)).sum()) < 0:
                    normal = -normal
                if float((normal * middle).sum()) >= 0:
                    continue
                light = 0.62 + 0.38 * max(0.0, float((normal * _np.array([-_SUN[0], -_SUN[1], _SUN[2]])).sum()))
                visible.append((-float((middle * middle).sum()), quad, what, light))
            visible.sort(key=lambda face: face[0])
            for distance, quad, what, light in visible:
                canvas.solid(quad, colour, light, owner)
                if glass is not None:
                    glass(quad, what, light)


        def _car(canvas, rng, x, z, turn, kind, owner):
            """A car, van or truck: body, cabin with windows, wheels, lights. Gives its size (height, width, length)."""
            paint = _haze(_PAINTS[int(rng.integers(len(_PAINTS)))], z)
            if kind == 'Car':
                length, width, height = rng.uniform(3.6, 4.7), rng.uniform(1.55, 1.8), rng.uniform(1.38, 1.62)
                deck, hood, boot = height * 0.56, length * rng.uniform(0.16, 0.26), length * rng.uniform(0.02, 0.16)
            elif kind == 'Van':
                length, width, height = rng.uniform(4.6, 5.6), rng.uniform(1.8, 2.0), rng.uniform(1.9, 2.4)
                deck, hood, boot = height * 0.5, length * 0.12, 0.02
            else:
                length, width, height = rng.uniform(7, 10), rng.uniform(2.3, 2.6), rng.uniform(2.9, 3.5)
                deck, hood, boot = height * 0.4, 0.1, 0.02
            place = _frame_of(x, z, turn)
            half, end = width / 2, length / 2
            dark, glass = _haze((24, 24, 26), z), _haze((52, 66, 80), z)
            # The shadow on the road.
            canvas.solid([place(-end, -half, 0), place(end, -half, 0), place(end, half, 0), place(-end, half, 0)], _haze((42, 42, 44), z), 1, -1)
            wheels = [(length * 0.3, -half), (length * 0.3, half), (-length * 0.3, -half), (-length * 0.3, half)]
            ahead = _np.array(place(1, 0, 0)) - _np.array(place(0, 0, 0))
            radius = 0.32 if kind != 'Truck' else 0.48
            seen = sorted(wheels, key=lambda w: -(place(w[0], w[1], 0)[0] ** 2 + place(w[0], w[1], 0)[2] ** 2))

            def wheel(f, s):
                canvas.disc(place(f, s * 1.01, radius), ahead * radius, _np.array([0, -radius, 0]), dark, owner, 12)
                canvas.disc(place(f, s * 1.02, radius), ahead * radius * 0.5, _np.array([0, -radius * 0.5, 0]), _haze((140, 142, 146), z), owner, 8)
            for f, s in seen[:2]:
                wheel(f, s)
            red, white = _haze((190, 30, 26), z), _haze((240, 238, 210), z)

            def lights(quad, what, light):
                if isinstance(what, tuple) and abs(what[0] - what[2]) < 0.2 and abs(abs(what[0]) - end) < 0.25:
                    colour, f = (white, end) if what[0] > 0 else (red, -end)
                    for s in (-half * 0.78, half * 0.78):
                        w = half * 0.2
                        canvas.solid([place(f * 1.005, s - w, deck * 0.62), place(f * 1.005, s + w, deck * 0.62),
                                      place(f * 1.005, s + w, deck * 0.84), place(f * 1.005, s - w, deck * 0.84)], colour, 1, owner)
                    canvas.solid([place(f * 1.005, -half * 0.3, deck * 0.4), place(f * 1.005, half * 0.3, deck * 0.4),
                                  place(f * 1.005, half * 0.3, deck * 0.56), place(f * 1.005, -half * 0.3, deck * 0.56)], (215, 215, 210), light, owner)
            _prism(canvas, place, [(-end, 0.2), (end, 0.2), (end, deck * 0.9), (end - hood * 0.2, deck), (-end, deck)], half, paint, owner, lights)
            front, back = end - hood, -end + boot
            slope = 0.62 if kind == 'Car' else 0.25
            roof = [(front, deck), (front - slope, height), (back + (0.35 if kind == 'Car' else 0.08), height), (back, deck)]

            def windows(quad, what, light):
                q = _np.array(quad)
                if isinstance(what, tuple) and abs(what[1] - what[3]) < 0.05:
                    return
                if kind == 'Truck' and not (isinstance(what, tuple) and what[0] > 0 and what[2] > 0):
                    return
                centre = q.mean(axis=0)
                inner = centre + (q - centre) * _np.array([0.84, 0.78, 0.84])
                canvas.solid(inner, glass, light, owner, 0.75)
                if not isinstance(what, tuple) and len(q) == 4:
                    a, b = (inner[0] + inner[3]) / 2, (inner[1] + inner[2]) / 2
                    post = (inner[1] - inner[2]) * 0.06
                    canvas.solid([a - post, a + post, b + post, b - post], paint, light * 0.9, owner)
            _prism(canvas, place, roof, half * 0.92, paint * 0.97, owner, windows)
            for f, s in seen[2:]:
                wheel(f, s)
            return height, width, length


        def _person(canvas, rng, x, z, owner, lift=0.0, size=None, sits=False):
            """A person seen from the camera: legs, body, arms, head."""
            height = size or rng.uniform(1.5, 1.92)
            c = height / 1.75
            sky, skin = _np.array([0.0, -1.0, 0.0]), _haze((206, 160, 128), z)
            coat, trousers = _haze(_CLOTHES[int(rng.integers(len(_CLOTHES)))], z), _haze((46, 48, 60) if rng.random() < 0.6 else (110, 100, 86), z)
            across = _np.array([1.0, 0, 0])
            foot = _np.array([x, _EYE - lift, z])

            def limb(x0, y0, x1, y1, w, colour):
                dx, dy = x1 - x0, y1 - y0
                n = _math.hypot(dx, dy) + 1e-9
                px, py = -dy / n * w, dx / n * w
                canvas.solid([foot + across * (x0 + px) * c + sky * (y0 + py) * c, foot + across * (x1 + px) * c + sky * (y1 + py) * c,
                              foot + across * (x1 - px) * c + sky * (y1 - py) * c, foot + across * (x0 - px) * c + sky * (y0 - py) * c], colour, 1, owner)
            step = rng.uniform(-0.28, 0.28)
            limb(0, 0.85, step, 0.0, 0.085, trousers * 0.85)
            limb(0, 0.85, -step, 0.0, 0.085, trousers)
            limb(-0.2, 1.38, -0.24 - step * 0.6, 0.8, 0.055, coat * 0.8)
            canvas.solid([foot + across * dx * c + sky * dy * c for dx, dy in [(-0.21, 1.42), (0.21, 1.42), (0.17, 0.8), (-0.17, 0.8)]], coat, 1, owner)
            limb(0.2, 1.38, 0.24 + step * 0.6, 0.8, 0.055, coat * 0.9)
            canvas.disc(foot + sky * 1.6 * c, across * 0.11 * c, sky * 0.15 * c, skin, owner)
            if rng.random() < 0.7:
                canvas.disc(foot + sky * 1.69 * c, across * 0.115 * c, sky * 0.075 * c, _haze((50, 38, 30), z), owner)
            return height, 0.55, 0.5


        def _cyclist(canvas, rng, x, z, turn, owner):
            """A person on a bicycle."""
            place = _frame_of(x, z, turn)
            ahead = _np.array(place(1, 0, 0)) - _np.array(place(0, 0, 0))
            black, frame = _haze((26, 26, 28), z), _haze(_PAINTS[int(rng.integers(len(_PAINTS)))], z)
            up = _np.array([0.0, -1.0, 0.0])
            thick = _np.array([0.03, 0, 0])
            for f in (-0.53, 0.53):
                angles = _np.arange(15) * (2 * _math.pi / 14)
                centre = _np.array(place(f, 0, 0.34))
                ring = [centre + ahead * _math.cos(a) * r + up * _math.sin(a) * r + thick * (1 if r > 0.3 else -1)
                        for r, line in ((0.34, angles), (0.27, angles[::-1])) for a in line]
                canvas.solid(ring, black, 1, owner)
            for (f0, u0), (f1, u1) in (((-0.53, 0.34), (-0.1, 0.85)), ((-0.1, 0.85), (0.45, 0.8)), ((0.53, 0.34), (0.42, 1.05)), ((-0.1, 0.3), (0.45, 0.8))):
                a, b = _np.array(place(f0, 0, u0)), _np.array(place(f1, 0, u1))
                canvas.solid([a + up * 0.035 + thick, b + up * 0.035 + thick, b - up * 0.035 - thick, a - up * 0.035 - thick], frame, 1, owner)
            coat, trousers = _haze(_CLOTHES[int(rng.integers(len(_CLOTHES)))], z), _haze((44, 46, 58), z)

            def bar(f0, u0, f1, u1, w, colour):
                a, b = _np.array(place(f0, 0, u0)), _np.array(place(f1, 0, u1))
                side = _np.array([w, 0, 0])
                d = b - a
                n = _math.hypot(float(d[0]), float(d[1])) + 1e-9
                px = _np.array([-float(d[1]) / n * w, float(d[0]) / n * w, 0])
                canvas.solid([a + px, b + px, b - px, a - px], colour, 1, owner)
            bar(-0.12, 0.95, 0.18, 0.62, 0.09, trousers)
            bar(0.18, 0.62, 0.0, 0.16, 0.075, trousers)
            bar(-0.14, 0.9, 0.16, 1.45, 0.19, coat)
            bar(0.14, 1.35, 0.44, 1.05, 0.055, coat * 0.9)
            head = _np.array(place(0.24, 0, 1.64))
            canvas.disc(head, _np.array([0.11, 0, 0]), up * 0.14, _haze((206, 160, 128), z), owner)
            canvas.disc(head + up * 0.08, _np.array([0.125, 0, 0]), up * 0.09, frame, owner)
            return 1.76, 0.6, 1.76
        """#
}
