"""KITTI's evaluation of boxes in plain Python, written after evaluate_object.cpp of the benchmark's development kit, step by step
and without a thought for speed: what svertka.detection is compared with.

A frame is a list of dictionaries: kind, box (left, top, right, bottom), truncated, occluded; a detection has a score besides.
"""
import math

MIN_HEIGHT = [40, 25, 25]
MAX_OCCLUSION = [0, 1, 2]
MAX_TRUNCATION = [0.15, 0.3, 0.5]
MIN_OVERLAP = {"Car": 0.7, "Pedestrian": 0.5, "Cyclist": 0.5}
NEIGHBOURS = {"car": "van", "pedestrian": "person_sitting"}
SAMPLES = 41
NO_DETECTION = -10000000


def overlap(a, b, criterion=-1):
    x1, y1, x2, y2 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    w, h = x2 - x1, y2 - y1
    if w <= 0 or h <= 0:
        return 0
    inter = w * h
    area_a, area_b = (a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])
    if criterion == -1:
        return inter / (area_a + area_b - inter)
    return inter / (area_a if criterion == 0 else area_b)


def thresholds(values, objects):
    values = sorted(values, reverse=True)
    result, current = [], 0
    for i, value in enumerate(values):
        left = (i + 1) / objects
        right = (i + 2) / objects if i < len(values) - 1 else left
        if right - current < current - left and i < len(values) - 1:
            continue
        result.append(value)
        current += 1.0 / (SAMPLES - 1.0)
    return result


def clean(kind, truth, found, difficulty):
    ignored_truth, dontcare, ignored_found, objects = [], [], [], 0
    for each in truth:
        height = each["box"][3] - each["box"][1]
        if each["kind"].lower() == kind.lower():
            valid = 1
        elif NEIGHBOURS.get(kind.lower()) == each["kind"].lower():
            valid = 0
        else:
            valid = -1
        ignore = (each["occluded"] > MAX_OCCLUSION[difficulty] or each["truncated"] > MAX_TRUNCATION[difficulty]
                  or height < MIN_HEIGHT[difficulty])
        if valid == 1 and not ignore:
            ignored_truth.append(0)
            objects += 1
        elif valid == 0 or (ignore and valid == 1):
            ignored_truth.append(1)
        else:
            ignored_truth.append(-1)
        if each["kind"].lower() == "dontcare":
            dontcare.append(each["box"])
    for each in found:
        height = int(math.fabs(each["box"][1] - each["box"][3]))
        if height < MIN_HEIGHT[difficulty]:
            ignored_found.append(1)
        elif each["kind"].lower() == kind.lower():
            ignored_found.append(0)
        else:
            ignored_found.append(-1)
    return ignored_truth, dontcare, ignored_found, objects


def statistics(least, truth, found, dontcare, ignored_truth, ignored_found, compute_fp, threshold=0):
    assigned = [False] * len(found)
    below = [compute_fp and each["score"] < threshold for each in found]
    scores, tp, fp, fn = [], 0, 0, 0
    for i, each in enumerate(truth):
        if ignored_truth[i] == -1:
            continue
        index, valid, most, assigned_ignored = -1, NO_DETECTION, 0, False
        for j, other in enumerate(found):
            if ignored_found[j] == -1 or assigned[j] or below[j]:
                continue
            common = overlap(other["box"], each["box"])
            if not compute_fp and common > least and other["score"] > valid:
                index, valid = j, other["score"]
            elif compute_fp and common > least and (common > most or assigned_ignored) and ignored_found[j] == 0:
                most, index, valid, assigned_ignored = common, j, 1, False
            elif compute_fp and common > least and valid == NO_DETECTION and ignored_found[j] == 1:
                index, valid, assigned_ignored = j, 1, True
        if valid == NO_DETECTION and ignored_truth[i] == 0:
            fn += 1
        elif valid != NO_DETECTION and (ignored_truth[i] == 1 or ignored_found[index] == 1):
            assigned[index] = True
        elif valid != NO_DETECTION:
            tp += 1
            scores.append(found[index]["score"])
            assigned[index] = True
    if compute_fp:
        for j in range(len(found)):
            if not (assigned[j] or ignored_found[j] in (-1, 1) or below[j]):
                fp += 1
        for region in dontcare:
            for j, other in enumerate(found):
                if assigned[j] or ignored_found[j] in (-1, 1) or below[j]:
                    continue
                if overlap(other["box"], region, 0) > least:
                    assigned[j] = True
                    fp -= 1
    return scores, tp, fp, fn


def precision(kind, frames, detections, difficulty, least=None):
    """Precision at 41 recalls."""
    least = MIN_OVERLAP[kind] if least is None else least
    scores, objects, cleaned = [], 0, []
    for truth, found in zip(frames, detections):
        ignored_truth, dontcare, ignored_found, count = clean(kind, truth, found, difficulty)
        cleaned.append((ignored_truth, dontcare, ignored_found))
        objects += count
        scores += statistics(least, truth, found, dontcare, ignored_truth, ignored_found, False)[0]
    limits = thresholds(scores, objects)
    result = [0.0] * SAMPLES
    for place, limit in enumerate(limits):
        tp = fp = 0
        for truth, found, (ignored_truth, dontcare, ignored_found) in zip(frames, detections, cleaned):
            _, right, wrong, _ = statistics(least, truth, found, dontcare, ignored_truth, ignored_found, True, limit)
            tp, fp = tp + right, fp + wrong
        result[place] = tp / (tp + fp) if tp + fp else 0.0
    for place in range(len(limits)):
        result[place] = max(result[place:])
    return result


def average(curve):
    """(AP40, AP11) in percent."""
    return 100 * sum(curve[1:]) / 40, 100 * sum(curve[::4]) / 11
