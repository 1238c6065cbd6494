/// Boxes upon images.
extension LooksText {
    static let boxes = #"""
        import matplotlib.pyplot as _plt


        _BOX_FORMATS = {
            'xyxy': 'left, top, right, bottom', 'yxyx': 'top, left, bottom, right', 'xywh': 'left, top, width, height',
            'center_xywh': "the middle's x and y, width, height", 'cxcywh': "the middle's x and y, width, height",
            'rel_xyxy': 'as xyxy in parts of the image', 'rel_yxyx': 'as yxyx in parts of the image',
            'rel_xywh': 'as xywh in parts of the image', 'rel_center_xywh': 'as center_xywh in parts of the image',
            'yolo': 'as center_xywh in parts of the image',
        }


        def _corners(boxes, form, height, width, what):
            """Boxes as [N, 4]: left, top, right, bottom in pixels."""
            if form not in _BOX_FORMATS:
                raise ValueError(f"format '{form}' is unknown: it must be one of {', '.join(_BOX_FORMATS)}")
            b = _np.asarray(boxes, 'float64') if len(boxes) else _np.zeros((0, 4))
            if b.ndim == 1 and b.size == 4:
                b = b[None]
            if b.ndim != 2 or b.shape[1] != 4:
                raise ValueError(f"{what} must have the shape [N, 4] ({_BOX_FORMATS[form]}), not {b.shape}")
            if not _np.isfinite(b).all():
                raise ValueError(f"{what} contain nan or infinity")
            if form.startswith('rel_') or form == 'yolo':
                order = [height, width, height, width] if form == 'rel_yxyx' else [width, height, width, height]
                if b.size and float(_np.abs(b).max()) > 2:
                    raise ValueError(f"{what} in the format '{form}' are parts of the image, from 0 to 1, not {_short(float(b.max()))}")
                b = b * _np.array(order)
            elif b.size and float(b.max()) <= 1 and max(height, width) > 4:
                raise ValueError(f"{what} in the format '{form}' are pixels, but all are from 0 to 1: is it 'rel_{form}'?")
            if form in ('yxyx', 'rel_yxyx'):
                b = b[:, [1, 0, 3, 2]]
            elif 'center' in form or form in ('cxcywh', 'yolo'):
                b = _np.concatenate([b[:, :2] - b[:, 2:] / 2, b[:, :2] + b[:, 2:] / 2], axis=1)
            elif form.endswith('xywh'):
                b = _np.concatenate([b[:, :2], b[:, :2] + b[:, 2:]], axis=1)
            for place in range(len(b)):
                if b[place, 2] < b[place, 0] or b[place, 3] < b[place, 1]:
                    raise ValueError(f"the box {place} ends before it begins ({', '.join([_short(float(v)) for v in b[place]])} as left, "
                                     f"top, right, bottom): is the format '{form}' right?")
            return b


        def _overlaps(a, b):
            """Intersection over union of each box of a with each of b: [len(a), len(b)]."""
            left, top = _np.maximum(a[:, None, 0], b[None, :, 0]), _np.maximum(a[:, None, 1], b[None, :, 1])
            right, bottom = _np.minimum(a[:, None, 2], b[None, :, 2]), _np.minimum(a[:, None, 3], b[None, :, 3])
            common = _np.maximum(right - left, 0) * _np.maximum(bottom - top, 0)
            area = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
            whole = area[:, None] + ((b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1]))[None, :] - common
            return _np.where(whole > 0, common / _np.where(whole > 0, whole, 1), 0.0)


        def boxes(image, boxes, labels=None, scores=None, format='xyxy', truth=None, truth_labels=None, class_names=None,
                  threshold=0.0, width=None, title='', show=True, color=None):
            """Draws boxes on an image, with a tag for each label and score; with truth, the right boxes dashed in green and the
            others in orange, or in color, with how well they fit (IoU).

            boxes: [N, 4]. format: 'xyxy', 'yxyx', 'xywh', 'center_xywh' in pixels; 'rel_xyxy', 'rel_yxyx', 'rel_xywh',
            'rel_center_xywh' ('yolo') in parts of the image. labels: numbers of classes, or texts. threshold: boxes with lower
            scores are left out.
            Gives a Finding: boxes [N, 4] in pixels as xyxy, iou [N, M] with the boxes of truth (None without), shown (which of
            them are drawn).
            """
            pixels = _pixels(image)
            h, w = pixels.shape[:2]
            found = _corners(boxes, format, h, w, 'boxes')
            right = None if truth is None else _corners(truth, format, h, w, 'truth')
            iou = None if right is None else _overlaps(found, right)

            def texts(values, count, what):
                if values is None:
                    return [''] * count
                given = list(values) if isinstance(values, (list, tuple)) else _np.asarray(values).reshape(-1).tolist()
                if len(given) != count:
                    raise ValueError(f"{count} boxes but {len(given)} {what}")
                made = []
                for value in given:
                    if class_names is not None and not isinstance(value, str):
                        if not 0 <= int(value) < len(class_names):
                            raise ValueError(f"class_names has {len(class_names)} names, but a label is {value}")
                        value = class_names[int(value)]
                    made.append(str(value))
                return made
            names = texts(labels, len(found), 'labels')
            true_names = [] if right is None else texts(truth_labels, len(right), 'truth_labels')
            sure = None if scores is None else _np.asarray(scores, 'float64').reshape(-1)
            if sure is not None and len(sure) != len(found):
                raise ValueError(f"{len(found)} boxes but {len(sure)} scores")
            shown = [i for i in range(len(found)) if sure is None or sure[i] >= threshold]
            if len(shown) + (0 if right is None else len(right)) > 500:
                raise ValueError(f"{len(shown)} boxes are too many for a picture: a higher threshold leaves fewer")
            figure = None
            if show:
                wide = min(7.6, max(3.6, 5.2 * w / h)) if width is None else float(width)
                figure, axes = _plt.subplots(figsize=(wide, wide * h / w + (0.45 if title else 0.16)))
                _draw(axes, pixels, title)
                # Pixels of the image to a dot of the picture: what letters take is known in dots only.
                unit = w / (wide * 100 - 20)
                kinds = list(dict.fromkeys(names))
                taken = []

                def tag(text, x, y, bottom, colour):
                    if not text:
                        return
                    tall, long = 17 * unit, (len(text) * 7.0 + 8) * unit
                    x = min(max(x, 0.0), max(w - long, 0.0))
                    # Over the box, else inside of it, else under it: where neither the picture's edge nor another tag is.
                    for top in (y - tall, y, bottom, bottom - tall):
                        free = all([x + long <= a or a + b <= x or top + tall <= c or c + tall <= top for a, b, c in taken])
                        if 0 <= top and top + tall <= h and free:
                            break
                    else:
                        top = min(max(y - tall, 0.0), max(h - tall, 0.0))
                    taken.append((x, long, top))
                    right_side = x + long >= w - 1e-9
                    axes.text((x + long - 3 * unit if right_side else x + 3 * unit) - 0.5, top + tall / 2 - 0.5, text, fontsize=8,
                              color='white', ha='right' if right_side else 'left', va='center',
                              bbox=dict(facecolor=colour, edgecolor=colour, pad=1.5))

                def frame(box, colour, style):
                    l, t = max(float(box[0]), 0.0) - 0.5, max(float(box[1]), 0.0) - 0.5
                    r, b = min(float(box[2]), float(w)) - 0.5, min(float(box[3]), float(h)) - 0.5
                    axes.plot([l, r, r, l, l], [t, t, b, b, t], color='white', linewidth=3.2, alpha=0.6)
                    axes.plot([l, r, r, l, l], [t, t, b, b, t], color=colour, linewidth=1.8, linestyle=style)
                    return l + 0.5, t + 0.5, b + 0.5
                tags = []
                for i in range(0 if right is None else len(right)):
                    x, y, bottom = frame(right[i], '#007a58', '--')
                    tags.append((true_names[i], x, y, bottom, '#007a58'))
                for i in shown:
                    colour = color or ('#c24e00' if right is not None else f'C{kinds.index(names[i]) % 10}')
                    x, y, bottom = frame(found[i], colour, '-')
                    text = names[i] + (f' {sure[i]:.2f}' if sure is not None else '')
                    if iou is not None and iou.shape[1] > 0:
                        text += f' IoU {float(iou[i].max()):.2f}'
                    tags.append((text.strip(), x, y, bottom, colour))
                for text, x, y, bottom, colour in tags:
                    tag(text, x, y, bottom, colour)
                axes.set_xlim(-0.5, w - 0.5)
                axes.set_ylim(h - 0.5, -0.5)
            return Finding('Boxes', figure, 'boxes', boxes=found, iou=iou, shown=shown)
        """#
}
