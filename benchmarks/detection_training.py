"""Trains the narrow DetectNet and says what it is worth: on scenes made by rules (unseen ones), and over-fitted on KITTI's frames.

usage: svertka run benchmarks/detection_training.py [trunk] [scenes] [overfit]      (without a name: trunk and scenes)

trunk: a classifier of crops of scenes; its weights go into $DETECTION_FOLDER/trunk.weights.h5, a minute to make again.
scenes: 600 scenes of 416 x 128 to learn from, 200 unseen ones; begins with that trunk where it is there.
overfit: the frames in $SVERTKA_DATA/kitti, learned by heart: a test of the way from file to average precision, no result.
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
TRUNK = os.path.join(FOLDER, 'trunk.weights.h5')


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
    net.save_weights(os.path.join(FOLDER, 'scenes.weights.h5'))
    found = detector.find(test)
    print(detection.evaluate(test, found, CLASSES))
    print("DIGITS's number for cars at 0.5: %.1f, precision %.1f, recall %.1f" % detection.digits_map(
        test, [[label for label in labels if label.score > 0.5] for labels in found]))
    # NVIDIA's own clustering.
    found = detector.find(test, threshold=0.6, group=3, eps=0.02, score='log')
    print("NVIDIA's clustering:", detection.evaluate(test, found, 'Car'))


def overfit():
    keras.utils.set_random_seed(1)
    frames = detection.read_frames(os.path.join(os.environ['SVERTKA_DATA'], 'kitti'))
    net = detection.narrow_detectnet(384, 1248, len(CLASSES), weights=TRUNK if os.path.exists(TRUNK) else None)
    detector = detection.Detector(net, CLASSES)
    clock = Clock()
    detector.fit(frames, epochs=int(os.environ.get('DETECTION_EPOCHS', '20')), steps_per_epoch=46, batch_size=2, augmentation=None, verbose=0)
    print(f'over-fitted on {len(frames)} frames: {clock}')
    print(detection.evaluate(frames, detector.find(frames), CLASSES))


names = [name for name in sys.argv[1:] if name in ('trunk', 'scenes', 'overfit')] or ['trunk', 'scenes']
os.makedirs(FOLDER, exist_ok=True)
for name in names:
    {'trunk': trunk, 'scenes': on_scenes, 'overfit': overfit}[name]()
