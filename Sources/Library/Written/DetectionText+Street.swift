/// Streets of generated scenes, and what stands on them.
extension DetectionText {
    static let street = #"""
        def _background(canvas, rng, road):
            """Sky, houses, trees, grass, road with its lines."""
            w, h, cy, f = canvas.width, canvas.height, canvas.cy, canvas.focal
            tint = rng.uniform(0.8, 1.08)
            sky = _np.array([[150, 180, 214], [196, 204, 212], [120, 160, 206]][int(rng.integers(3))]) * tint
            canvas.flat([(0, 0), (w, 0), (w, cy + 2), (0, cy + 2)], sky * 0.92, sky * 1.12)
            ground = _np.array([[96, 118, 66], [128, 126, 118], [112, 108, 84]][int(rng.integers(3))]) * tint
            canvas.flat([(0, cy), (w, cy), (w, h), (0, h)], _haze(ground, 90), ground)
            left, right = road

            def strip(x0, x1, colour, near=1.2, far=300.0, up=0.0):
                canvas.solid([(x0, _EYE - up, near), (x1, _EYE - up, near), (x1, _EYE - up, far), (x0, _EYE - up, far)], colour, 1, -1, 1.0)
            asphalt = _np.array([98, 98, 102]) * rng.uniform(0.75, 1.25)
            walk = _np.array([150, 146, 140]) * tint
            strip(left - 2.4, right + 2.4, walk)
            strip(left, right, asphalt)
            for x in (left, right):
                strip(x - 0.09, x + 0.09, (206, 204, 198))
            for k in range(14):
                z = 3.0 + k * 6
                strip((left + right) / 2 - 0.07, (left + right) / 2 + 0.07, _haze((222, 222, 216), z), z, z + 2.8)
            # Houses and trees on both sides, far ones first.
            for k in range(int(rng.integers(5, 9)), 0, -1):
                for side in (-1, 1):
                    z = 10 + k * rng.uniform(7, 12)
                    edge = (left - 2.6 - rng.uniform(0.5, 6)) if side < 0 else (right + 2.6 + rng.uniform(0.5, 6))
                    if rng.random() < 0.55:
                        tall, deep, wide = rng.uniform(4, 13), rng.uniform(6, 11), rng.uniform(6, 12)
                        wall = _haze(_np.array([[176, 152, 128], [150, 120, 104], [190, 186, 176], [140, 140, 146], [168, 128, 96]][int(rng.integers(5))]) * tint, z)
                        outer = edge + side * wide
                        canvas.solid([(edge, _EYE, z), (outer, _EYE, z), (outer, _EYE - tall, z), (edge, _EYE - tall, z)], wall, 0.95)
                        canvas.solid([(edge, _EYE, z), (edge, _EYE, z + deep), (edge, _EYE - tall, z + deep), (edge, _EYE - tall, z)], wall, 0.72)
                        dark = _haze((70, 78, 88), z)
                        for floor in range(int(tall // 2.8)):
                            for spot in range(int(wide // 2.6)):
                                a = edge + side * (0.8 + spot * 2.6)
                                u = 0.9 + floor * 2.8
                                canvas.solid([(a, _EYE - u, z), (a + side * 1.1, _EYE - u, z), (a + side * 1.1, _EYE - u - 1.3, z), (a, _EYE - u - 1.3, z)], dark)
                    else:
                        x, tall = edge + side * rng.uniform(0, 3), rng.uniform(3.5, 8)
                        canvas.solid([(x - 0.15, _EYE, z), (x + 0.15, _EYE, z), (x + 0.12, _EYE - tall * 0.5, z), (x - 0.12, _EYE - tall * 0.5, z)], _haze((84, 64, 48), z))
                        leaf = _haze(_np.array([62, 96, 48]) * rng.uniform(0.7, 1.3), z)
                        for _ in range(5):
                            r = rng.uniform(0.8, 1.7)
                            canvas.disc((x + rng.uniform(-1.1, 1.1), _EYE - tall * rng.uniform(0.5, 0.95), z), (r, 0, 0), (0, -r, 0), leaf * rng.uniform(0.8, 1.15), -1, 9)


        def _clutter(canvas, rng, x, z):
            """Things at the roadside that are no objects: poles, bins, signs, bushes."""
            pick = rng.random()
            if pick < 0.35:
                tall = rng.uniform(2.4, 6)
                canvas.solid([(x - 0.06, _EYE, z), (x + 0.06, _EYE, z), (x + 0.06, _EYE - tall, z), (x - 0.06, _EYE - tall, z)], _haze((120, 122, 126), z))
                if rng.random() < 0.6:
                    canvas.disc((x, _EYE - tall, z - 0.02), (0.32, 0, 0), (0, -0.32, 0), _haze((190, 40, 36) if rng.random() < 0.5 else (36, 70, 160), z))
                    canvas.disc((x, _EYE - tall, z - 0.04), (0.22, 0, 0), (0, -0.22, 0), _haze((235, 235, 230), z))
            elif pick < 0.65:
                w, t = rng.uniform(0.3, 0.7), rng.uniform(0.7, 1.3)
                colour = _haze(_np.array([[60, 80, 66], [90, 90, 96], [110, 80, 60]][int(rng.integers(3))]), z)
                canvas.solid([(x - w, _EYE, z), (x + w, _EYE, z), (x + w, _EYE - t, z), (x - w, _EYE - t, z)], colour)
                canvas.solid([(x - w, _EYE - t, z), (x + w, _EYE - t, z), (x + w, _EYE - t, z + 0.6), (x - w, _EYE - t, z + 0.6)], colour, 1.25)
            else:
                for _ in range(4):
                    r = rng.uniform(0.3, 0.7)
                    canvas.disc((x + rng.uniform(-0.7, 0.7), _EYE - r * 0.8, z), (r, 0, 0), (0, -r, 0), _haze(_np.array([58, 92, 50]) * rng.uniform(0.7, 1.2), z), -1, 9)


        def _things(rng, road, busy):
            """What stands on the scene: (kind, x, z, turn), none inside of another."""
            left, right = road
            things = []

            def free(x, z, dx, dz):
                return all([abs(x - a) > dx + b or abs(z - c) > dz + d for _, a, c, _, b, d in things])

            def add(kind, x, z, turn, dx, dz):
                if 4 < z < 75 and abs(x) < z * 1.15 + 1 and free(x, z, dx, dz):
                    things.append((kind, x, z, turn, dx, dz))
            def vehicle():
                pick = rng.random()
                return 'Car' if pick < 0.88 else 'Van' if pick < 0.96 else 'Truck'
            # rotation_y is -pi/2 for a car that drives away and pi/2 for one that comes.
            away, towards = -_math.pi / 2, _math.pi / 2
            for _ in range(int(rng.integers(0, 3 + busy))):
                own = rng.random() < 0.5
                kind = vehicle()
                add(kind, (left * 0.45 if not own else right * 0.45) + rng.uniform(-0.5, 0.5), rng.uniform(6, 60), (away if own else towards) + rng.uniform(-0.12, 0.12), 1.3, 5.5 if kind == 'Truck' else 3.0)
            for side in (-1, 1):
                if rng.random() < 0.6:
                    z, x = rng.uniform(5, 20), (right + 1.3 if side > 0 else left - 1.3)
                    turn = away if rng.random() < 0.5 else towards
                    for _ in range(int(rng.integers(1, 4 + busy))):
                        add('Van' if rng.random() < 0.08 else 'Car', x + rng.uniform(-0.25, 0.25), z, turn + rng.uniform(-0.08, 0.08), 1.0, 2.5)
                        z += rng.uniform(5.4, 10)
            if rng.random() < 0.3:
                add('Car', rng.uniform(-9, 9), rng.uniform(10, 40), rng.uniform(-0.3, 0.3) + (0 if rng.random() < 0.5 else _math.pi), 2.6, 1.3)
            for _ in range(int(rng.integers(0, 4))):
                side = 1 if rng.random() < 0.5 else -1
                add('Pedestrian', (right + rng.uniform(0.2, 2.6)) if side > 0 else (left - rng.uniform(0.2, 2.6)), rng.uniform(5, 35), rng.uniform(-_math.pi, _math.pi), 0.4, 0.4)
            if rng.random() < 0.25:
                add('Pedestrian', rng.uniform(left, right), rng.uniform(7, 30), 0.0, 0.4, 0.4)
            for _ in range(int(rng.integers(0, 3))):
                if rng.random() < 0.6:
                    across = rng.random() < 0.3
                    turn = (0.0 if rng.random() < 0.5 else _math.pi) if across else (away if rng.random() < 0.5 else towards)
                    add('Cyclist', rng.uniform(left, right), rng.uniform(6, 35), turn + rng.uniform(-0.2, 0.2), 0.8, 0.8)
            return things
        """#
}
