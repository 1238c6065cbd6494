"""Trains the narrow DetectNet and says what it is worth: on scenes made by rules (unseen ones), and over-fitted on KITTI's frames.

usage: svertka run benchmarks/detection_training.py [trunk] [scenes] [kitti] [overfit] [loading]      (without a name: trunk and scenes)

trunk: a classifier of crops of scenes; its weights go into $DETECTION_FOLDER/trunk.weights.h5, a minute to make again.
scenes: 600 scenes of 416 x 128 to learn from, 200 unseen ones; begins with that trunk where it is there.
kitti: every label line of the frames in $SVERTKA_DATA/kitti through reader and evaluation, one frame through the full network.
overfit: these frames learned by heart: a test of the way from file to average precision, no result. Begins with the
detector of scenes where it is there.
loading: what reading, decoding and changing frames adds to a training step.
DETECTION_FOLDER (out/detection) keeps scenes and weights.
"""
import os
import sys
import time

import keras
import numpy as np
from svertka import detection

FOLDER = os.environ.get('DETECTION_FOLDER', 'out/detection')
CLASSES = ('Car', 'Pedestrian', 'Cyclist')
TRUNK, DETECTOR = os.path.join(FOLDER, 'trunk.weights.h5'), os.path.join(FOLDER, 'scenes.weights.h5')


class Clock:
    """Processor time and time since it was made."""

    def __init__(self):
        self.wall, self.processor = time.time(), time.process_time()

    def __str__(self):
        return f'{time.time() - self.wall:.0f} s, {time.process_time() - self.processor:.0f} s of processor time'


def scenes(count, seed):
    return detection.write_scenes(os.path.join(FOLDER, 'scenes'), count, seed, 416, 128)


def trunk():
    keras.utils.set_random_seed(1)
    x, y = detection.crops(scenes(600, 0), seed=1)
    x_test, y_test = detection.crops(scenes(200, 900000), seed=2)
    clock = Clock()
    net = detection.narrow_classifier()
    net.compile(loss='sparse_categorical_crossentropy', optimizer=keras.optimizers.Adam(2e-3), metrics=['accuracy'])
    net.fit(x, y, batch_size=32, epochs=6, verbose=0)
    print(f'trunk: {len(x)} crops, accuracy on {len(x_test)} of unseen scenes {net.evaluate(x_test, y_test, verbose=0)[1]:.4f}; {clock}')
    net.save_weights(TRUNK)
    print(f'{TRUNK}: {os.path.getsize(TRUNK)} bytes')


def on_scenes():
    keras.utils.set_random_seed(1)
    train, test = scenes(600, 0), scenes(200, 900000)
    net = detection.narrow_detectnet(128, 416, len(CLASSES), weights=TRUNK if os.path.exists(TRUNK) else None)
    detector = detection.Detector(net, CLASSES)
    clock = Clock()
    detector.fit(train, epochs=int(os.environ.get('DETECTION_EPOCHS', '70')), verbose=0)
    print(f'scenes: {clock}; {detector.source.seconds:.0f} s of it for reading, decoding and changing frames')
    net.save_weights(DETECTOR)
    found = detector.find(test)
    print(detection.evaluate(test, found, CLASSES))
    print("DIGITS's number for cars at 0.5: %.1f, precision %.1f, recall %.1f" % detection.digits_map(
        test, [[label for label in labels if label.score > 0.5] for labels in found]))
    print('cars, by kind of mistake:', counted(test, found))
    found = detector.find(test, threshold=0.6, group=3, eps=0.02, score='log', alike='corners')
    print("NVIDIA's clustering:")
    print(detection.evaluate(test, found, 'Car'))


def counted(frames, found):
    """How many cars of each kind of mistake, among boxes with a score from 0.5 on."""
    counts = {}
    for frame, boxes in zip(frames, found):
        for name, labels in detection.mistakes(frame.labels, boxes, 'Car', threshold=0.5).items():
            counts[name] = counts.get(name, 0) + len(labels)
    return counts


def real_frames():
    return detection.read_frames(os.path.join(os.environ['SVERTKA_DATA'], 'kitti'))


def most(frames):
    """What the published method gives where everything is found: it takes its thresholds from found objects, 41 at most."""
    perfect = [[detection.Label(label.kind, label.box, score=1 - 1e-3 * place - 1e-5 * k) for k, label in enumerate(frame.labels) if label.kind != 'DontCare']
               for place, frame in enumerate(frames)]
    return detection.evaluate(frames, perfect, CLASSES)


def kitti():
    frames = real_frames()
    kinds = {}
    for frame in frames:
        for label in frame.labels:
            kinds[label.kind] = kinds.get(label.kind, 0) + 1
            if detection.parse_labels(label.line())[0].line() != label.line():
                raise SystemExit(f'{frame.name}: {label.line()} is not read back as it was written')
    print(f'{len(frames)} frames, {sum(kinds.values())} label lines: {kinds}')
    print('the truth as if it were found:')
    print(most(frames))
    net = detection.detectnet(384, 1248, 1)
    detector = detection.Detector(net, ('Car',))
    detector.map(frames[0])
    clock = Clock()
    x, output = detector.map(frames[0])
    print(f'{frames[0].name}: {frames[0].image().shape} as {x.shape} through {net.count_params():,} numbers: {output.shape} in {time.time() - clock.wall:.2f} s')


def overfit():
    keras.utils.set_random_seed(1)
    frames = real_frames()
    net = detection.narrow_detectnet(384, 1248, len(CLASSES), weights=TRUNK if os.path.exists(TRUNK) else None)
    if os.path.exists(DETECTOR):
        net.load_weights(DETECTOR)
    detector = detection.Detector(net, CLASSES)
    clock = Clock()
    # Each frame four times in an epoch.
    detector.fit(frames, epochs=int(os.environ.get('DETECTION_EPOCHS', '60')), steps_per_epoch=2 * len(frames), batch_size=2, augmentation=None, verbose=0)
    print(f'over-fitted on {len(frames)} frames: {clock}')
    net.save_weights(os.path.join(FOLDER, 'overfit.weights.h5'))
    print(detection.evaluate(frames, detector.find(frames), CLASSES))
    print('the most that these frames allow:')
    print(most(frames))


def loading():
    cases = [('scenes of 416 x 128', scenes(100, 0), detection.narrow_detectnet(128, 416, 3), 4, 60),
             ('scenes of 624 x 192', detection.write_scenes(os.path.join(FOLDER, 'larger'), 60, 0, 624, 192), detection.narrow_detectnet(192, 624, 3), 4, 30)]
    if 'SVERTKA_DATA' in os.environ:
        cases += [('KITTI, narrow network', real_frames(), detection.narrow_detectnet(384, 1248, 3), 2, 12),
                  ('KITTI, full network', real_frames(), detection.detectnet(384, 1248, 3), 1, 5)]
    for name, frames, net, size, steps in cases:
        detector = detection.Detector(net, CLASSES)
        detector.compile(1e-4)
        source = detector.batches(frames, size, detection.Augmentation(), True, True)
        kept = next(source)
        net.train_on_batch(*kept)
        best = {}
        for _ in range(4):
            # The best of four turns each: other work only makes them slower.
            for what in ('alone', 'with loading'):
                clock, spent = Clock(), source.seconds
                for _ in range(steps):
                    net.train_on_batch(*(kept if what == 'alone' else next(source)))
                frames_done = steps * size
                row = [(time.time() - clock.wall) / frames_done * 1e3, (time.process_time() - clock.processor) / frames_done * 1e3,
                       (source.seconds - spent) / frames_done * 1e3]
                best[what] = [min(a, b) for a, b in zip(row, best.get(what, row))]
        alone, loaded = best['alone'], best['with loading']
        print(f'{name}: a frame takes {alone[0]:.1f} ms ({alone[1]:.1f} of processor time), with loading {loaded[0]:.1f} ({loaded[1]:.1f}, '
              f'{loaded[2]:.2f} for loading: {100 * loaded[2] / alone[1]:.1f} %)', flush=True)


names = [name for name in sys.argv[1:] if name in ('trunk', 'scenes', 'kitti', 'overfit', 'loading')] or ['trunk', 'scenes']
os.makedirs(FOLDER, exist_ok=True)
for name in names:
    {'trunk': trunk, 'scenes': on_scenes, 'kitti': kitti, 'overfit': overfit, 'loading': loading}[name]()
