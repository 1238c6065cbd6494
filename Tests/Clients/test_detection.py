"""svertka.detection's evaluation beside the same one in plain Python (kitti_evaluation.py), on frames made at random."""
import json
import random
import struct
import subprocess
import zlib

import pytest
import kitti_evaluation as twin
from kernel_client import BINARY

PROGRAM = """
import json
from svertka import detection
with open('cases.json') as file:
    cases = json.load(file)
results = []
for frames, found in cases:
    make = lambda l: detection.Label(l['kind'], l['box'], l['truncated'], l['occluded'], score=l.get('score'))
    e = detection.evaluate([[make(l) for l in f] for f in frames], [[make(l) for l in f] for f in found])
    results.append([[e.precision[k][d].tolist() for d in detection.DIFFICULTIES] + [e.ap40[k], e.ap11[k]] for k in e.kinds])
print(json.dumps(results))
"""


def box(rng):
    height = rng.choice([rng.uniform(15, 60), rng.uniform(24, 42), 25, 40])
    width, x, y = height * rng.uniform(0.4, 2.2), rng.uniform(0, 600), rng.uniform(80, 140)
    return [round(v, 2) for v in (x, y, x + width, y + height)]


def case(rng, frames):
    """Frames with objects of every kind, and detections: near objects, twice, shifted, of other kinds and out of nowhere."""
    truth, found = [], []
    for _ in range(frames):
        objects, boxes = [], []
        for _ in range(rng.randint(0, 9)):
            kind = rng.choice(["Car"] * 5 + ["Van", "Pedestrian", "Pedestrian", "Person_sitting", "Cyclist", "Truck", "DontCare"])
            objects.append({"kind": kind, "box": box(rng), "truncated": -1 if kind == "DontCare" else rng.choice([0, 0, 0, 0.1, 0.2, 0.4, 0.7]),
                            "occluded": -1 if kind == "DontCare" else rng.choice([0, 0, 0, 1, 1, 2, 3])})
        for each in objects:
            for _ in range(rng.choice([0, 1, 1, 1, 2])):
                shift = rng.choice([0.01, 0.05, 0.1, 0.2]) * (each["box"][3] - each["box"][1])
                corners = [v + rng.gauss(0, shift) for v in each["box"]]
                if corners[2] - corners[0] > 2 and corners[3] - corners[1] > 2:
                    kind = each["kind"] if each["kind"] in twin.MIN_OVERLAP and rng.random() < 0.9 else rng.choice(["Car", "Pedestrian", "Cyclist"])
                    boxes.append({"kind": kind, "box": corners})
        boxes += [{"kind": rng.choice(["Car", "Pedestrian", "Cyclist"]), "box": box(rng)} for _ in range(rng.choice([0, 0, 1, 3]))]
        for each in boxes:
            # Few different scores, so that many are equal.
            each.update(truncated=0, occluded=0, score=rng.choice([round(rng.random(), 1), rng.random()]))
        truth.append(objects)
        found.append(boxes)
    return truth, found


def test_agrees_with_the_published_evaluation(tmp_path):
    rng = random.Random(10)
    cases = [case(rng, rng.choice([1, 3, 20, 60])) for _ in range(40)]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run([str(BINARY), "run", "program.py"], capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)
    positive = 0
    for (frames, found), kinds in zip(cases, results):
        for kind, numbers in zip(twin.MIN_OVERLAP, kinds):
            for difficulty in range(3):
                wanted = twin.precision(kind, frames, found, difficulty)
                assert numbers[difficulty] == pytest.approx(wanted, abs=1e-12)
                ap40, ap11 = twin.average(wanted)
                assert numbers[3][difficulty] == pytest.approx(ap40, abs=1e-9)
                assert numbers[4][difficulty] == pytest.approx(ap11, abs=1e-9)
                positive += ap40 > 0
    # The cases say something: most have an average precision above nothing.
    assert positive > 100


@pytest.mark.parametrize("shift, fits", [(0, True), (17, True), (18, False)])
def test_the_twin_knows_what_fits(shift, fits):
    """A car of 100 x 50 pixels, moved by 17: IoU 83 / 117 = 0.709; by 18: 82 / 118 = 0.695."""
    truth = {"kind": "Car", "box": [0, 0, 100, 50], "truncated": 0, "occluded": 0}
    found = {"kind": "Car", "box": [shift, 0, 100 + shift, 50], "score": 1.0}
    curve = twin.precision("Car", [[truth]], [[found]], 0)
    assert (curve[0] == 1) == fits


def png(width, height, rows=None):
    """A PNG file of black pixels; with fewer rows than its header claims it is damaged."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    body = zlib.compress((b"\0" + b"\0" * (3 * width)) * (height if rows is None else rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", body)
            + chunk(b"IEND", b""))


CAR = "Car 0.00 0 1.55 10 10 40 30 1.57 1.73 4.15 1.00 1.75 13.22 1.62\n"

READ = """
from svertka import detection
try:
    frames = detection.read_frames('.')
    source = detection.Batches(frames, 'Car', 32, 64, batch_size=1, shuffle=False, endless=False)
    seen, failed = [], []
    while True:
        try:
            batch = source.following()
        except OSError as error:
            failed.append(str(error))
            continue
        if batch is None:
            break
        seen.append(frames[int(batch[2][0])].name)
    print(seen, failed)
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("picture, label, told", [
    (png(64, 32), None, ["FileNotFoundError", "000002.png has no label file", "000002.txt is missing"]),
    (png(64, 32), "Car 0 0\n", ["LabelError", "000002.txt, line 1", "15 columns"]),
    (png(64, 32), CAR + CAR.replace("Car", "Bus"), ["LabelError", "000002.txt, line 2", "'Bus'"]),
    (png(64, 32), CAR.replace("10 10 40 30", "70 10 90 30"), ["LabelError", "000002.txt, label 1", "64 x 32"]),
    (png(64, 32), CAR.encode().replace(b"Car", b"\xff\xfe"), ["LabelError", "000002.txt", "no text file"]),
    (b"", CAR, ["OSError", "000002.png is empty"]),
    (b"GIF89a", CAR, ["OSError", "000002.png is a GIF file"]),
    (png(64, 32, rows=3), CAR, ["['000001', '000003']", "000002.png"]),
    (png(50000, 50000, rows=1), CAR, ["OSError", "000002.png claims to be 50000 x 50000"]),
    (png(50000, 2), CAR.replace("10 10 40 30", "1 0 9 1"), ["['000001', '000002', '000003'] []"]),
], ids=["no label", "columns", "kind", "outside", "bytes", "empty", "gif", "cut off", "huge", "wide"])
def test_bad_input_is_named_and_nothing_else_is_lost(tmp_path, picture, label, told):
    for folder in ("image_2", "label_2"):
        (tmp_path / folder).mkdir()
    for name in ("000001", "000003"):
        (tmp_path / "image_2" / f"{name}.png").write_bytes(png(64, 32))
        (tmp_path / "label_2" / f"{name}.txt").write_text(CAR)
    (tmp_path / "image_2" / "000002.png").write_bytes(picture)
    if label is not None:
        (tmp_path / "label_2" / "000002.txt").write_bytes(label if isinstance(label, bytes) else label.encode())
    (tmp_path / "program.py").write_text(READ)
    done = subprocess.run([str(BINARY), "run", "program.py"], capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    for part in told:
        assert part in done.stdout


def test_the_table_of_an_evaluation_stands_in_columns(tmp_path):
    (tmp_path / "program.py").write_text("from svertka import detection\nprint(detection.evaluate([], []))\n")
    done = subprocess.run([str(BINARY), "run", "program.py"], capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.rstrip().splitlines()
    assert len(rows) == 6
    for word in ("easy", "moderate", "hard"):
        end = head.index(word) + len(word)
        assert all(row[end - 4 : end] == "0.00" for row in rows), done.stdout
