"""DetectNet, full and narrow, beside the same networks in Keras and PyTorch: frames a second and GFLOP/s in one run.

usage: python3 benchmarks/detection.py --svertka .build/release/svertka [--keras PYTHON] [--torch PYTHON]

One program builds both networks from a table of layers; the engines take turns. A training step has the loss of
svertka.detection; multiply-adds of convolutions count as two operations, a step as three forward passes.
"""
import argparse
import json
import subprocess
import sys
import tempfile

COMMON = '''
import json, sys, time
import numpy as np
MODULES = [(64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), (192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64),
           (128, 128, 256, 24, 64, 64), (112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128), (256, 160, 320, 32, 128, 128),
           (384, 192, 384, 48, 128, 128)]
CASES = {'full': (384, 1248, 1, 1), 'narrow': (192, 624, 3, 4)}

def timed(step, least):
    step()
    best, begin = 1e9, time.perf_counter()
    while time.perf_counter() - begin < least:
        start = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - start)
    return best

def truth(height, width, classes, batch):
    y = np.zeros((batch, height // 16, width // 16, classes + 9), 'float32')
    y[:, 3:6, 5:9, 0] = 1
    y[:, 3:6, 5:9, classes:classes + 4] = [-20, -10, 40, 30]
    y[:, 3:6, 5:9, classes + 4:classes + 8] = 0.01
    y[..., -1] = 1
    return y
'''

KERAS = COMMON + '''
import os
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
from keras import layers, ops

class LRN(layers.Layer):
    def build(self, shape):
        place = np.arange(shape[-1])
        self.band = (np.abs(place[:, None] - place[None]) <= 2).astype('float32') * 2e-5

    def call(self, x):
        root = ops.sqrt(1.0 + ops.matmul(ops.square(x), self.band))
        return x / (root * ops.sqrt(root))

# Keras has no such layer.
LRN = getattr(layers, 'LocalResponseNormalization', LRN)

def conv(x, filters, size, strides=1):
    return layers.Conv2D(filters, size, strides=strides, padding='same', activation='relu')(x)

def full(x):
    pool = lambda x, s: layers.MaxPooling2D(3, strides=s, padding='same')(x)
    x = LRN()(pool(conv(layers.Rescaling(1.0, offset=-127.0)(x), 64, 7, 2), 2))
    x = pool(LRN()(conv(conv(x, 64, 1), 192, 3)), 2)
    for place, (a, b1, b, c1, c, d) in enumerate(MODULES):
        if place == 2:
            x = pool(x, 2)
        x = layers.Concatenate()([conv(x, a, 1), conv(conv(x, b1, 1), b, 3), conv(conv(x, c1, 1), c, 5), conv(pool(x, 1), d, 1)])
    return x

def narrow(x):
    def unit(x, n, size, s=1):
        x = layers.Conv2D(n, size, strides=s, padding='same', use_bias=False)(x)
        return layers.Activation('relu')(layers.BatchNormalization(momentum=0.9)(x))
    x = unit(layers.Rescaling(1 / 64, offset=-2.0)(x), 16, 5, 2)
    for n, count in ((32, 1), (64, 2), (128, 4)):
        x = layers.MaxPooling2D(2)(x)
        for _ in range(count):
            x = unit(x, n, 3)
    return x

for name, (height, width, classes, batch) in CASES.items():
    image = keras.Input((height, width, 3))
    x = (full if name == 'full' else narrow)(image)
    model = keras.Model(image, layers.Concatenate()([layers.Conv2D(classes, 1, activation='sigmoid')(x), layers.Conv2D(4, 1)(x)]))

    def loss(y, p):
        c = classes
        box = ops.sum(y[..., c + 4:c + 8] * ops.abs(p[..., c:] - y[..., c:c + 4]), axis=[1, 2, 3])
        return ops.sum(y[..., c + 8:] * ops.square(p[..., :c] - y[..., :c]), axis=[1, 2, 3]) * 0.5 + 2.0 * box
    model.compile(optimizer=keras.optimizers.Adam(1e-4), loss=loss)
    x = np.random.default_rng(0).integers(0, 255, (batch, height, width, 3)).astype('float32')
    y = truth(height, width, classes, batch)
    train = timed(lambda: model.train_on_batch(x, y), SECONDS)
    predict = timed(lambda: model.predict_on_batch(x), SECONDS)
    print(json.dumps([name, batch, model.count_params(), train, predict]))
'''

TORCH = COMMON + '''
import torch
from torch import nn
torch.manual_seed(0)

class Inception(nn.Module):
    def __init__(self, n, a, b1, b, c1, c, d):
        super().__init__()
        u = lambda i, o, k: nn.Sequential(nn.Conv2d(i, o, k, padding=k // 2), nn.ReLU())
        self.parts = nn.ModuleList([u(n, a, 1), nn.Sequential(u(n, b1, 1), u(b1, b, 3)), nn.Sequential(u(n, c1, 1), u(c1, c, 5)),
                                    nn.Sequential(nn.MaxPool2d(3, 1, 1), u(n, d, 1))])

    def forward(self, x):
        return torch.cat([part(x) for part in self.parts], 1)

def full():
    r, pool = nn.ReLU, lambda: nn.MaxPool2d(3, 2, 1)
    parts = [nn.Conv2d(3, 64, 7, 2, 3), r(), pool(), nn.LocalResponseNorm(5), nn.Conv2d(64, 64, 1), r(), nn.Conv2d(64, 192, 3, 1, 1), r(),
             nn.LocalResponseNorm(5), pool()]
    n = 192
    for place, m in enumerate(MODULES):
        if place == 2:
            parts.append(pool())
        parts.append(Inception(n, *m))
        n = m[0] + m[2] + m[4] + m[5]
    return nn.Sequential(*parts), n

def narrow():
    parts, n = [], 3
    def unit(o, k, s=1):
        nonlocal n
        parts.extend([nn.Conv2d(n, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o), nn.ReLU()])
        n = o
    unit(16, 5, 2)
    for o, count in ((32, 1), (64, 2), (128, 4)):
        parts.append(nn.MaxPool2d(2))
        for _ in range(count):
            unit(o, 3)
    return nn.Sequential(*parts), n

class Net(nn.Module):
    def __init__(self, trunk, n, classes):
        super().__init__()
        self.trunk, self.cover, self.box = trunk, nn.Conv2d(n, classes, 1), nn.Conv2d(n, 4, 1)

    def forward(self, x):
        x = self.trunk((x - 127) / 64)
        return torch.cat([torch.sigmoid(self.cover(x)), self.box(x)], 1)

for name, (height, width, classes, batch) in CASES.items():
    net = Net(*(full if name == 'full' else narrow)(), classes).to(memory_format=torch.channels_last)
    x = torch.rand(batch, 3, height, width).mul(255).to(memory_format=torch.channels_last)
    y = torch.from_numpy(truth(height, width, classes, batch)).permute(0, 3, 1, 2)
    optimizer = torch.optim.Adam(net.parameters(), 1e-4)

    def step():
        optimizer.zero_grad()
        p, c = net(x), classes
        loss = (y[:, c + 8:] * (p[:, :c] - y[:, :c]) ** 2).sum() * 0.5 + 2 * (y[:, c + 4:c + 8] * (p[:, c:] - y[:, c:c + 4]).abs()).sum()
        (loss / batch).backward()
        optimizer.step()

    def predict():
        with torch.no_grad():
            net(x)
    net.train()
    train = timed(step, SECONDS)
    net.eval()
    print(json.dumps([name, batch, sum(p.numel() for p in net.parameters()), train, timed(predict, SECONDS)]))
'''


def multiply_adds(name):
    """Of the convolutions, for one image."""
    height, width, classes = (384, 1248, 1) if name == 'full' else (192, 624, 3)
    area = height * width
    if name == 'narrow':
        total, n = area // 4 * 75 * 16, 16
        for filters, count, side in ((32, 1, 4), (64, 2, 8), (128, 4, 16)):
            for _ in range(count):
                total, n = total + area // side ** 2 * 9 * n * filters, filters
    else:
        total = area // 4 * 147 * 64 + area // 16 * (64 * 64 + 9 * 64 * 192)
        modules, n = json.loads(COMMON.split('MODULES = ')[1].split('\nCASES')[0].replace('(', '[').replace(')', ']')), 192
        for place, (a, b1, b, c1, c, d) in enumerate(modules):
            side = 8 if place < 2 else 16
            total += area // side ** 2 * (n * (a + b1 + c1 + d) + 9 * b1 * b + 25 * c1 * c)
            n = a + b + c + d
    return total + area // 256 * n * (classes + 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--svertka', default='.build/release/svertka')
    parser.add_argument('--keras', help='a Python with Keras and TensorFlow')
    parser.add_argument('--torch', help='a Python with PyTorch')
    parser.add_argument('--seconds', type=float, default=4.0, help='for each figure')
    parser.add_argument('--rounds', type=int, default=2, help='the engines take turns so often; the best counts')
    options = parser.parse_args()
    engines = [('Svertka', [options.svertka, 'run'], KERAS)]
    engines += [('Keras', [options.keras], KERAS)] if options.keras else []
    engines += [('PyTorch', [options.torch], TORCH)] if options.torch else []
    best = {}
    for _ in range(options.rounds):
        for engine, command, source in engines:
            with tempfile.NamedTemporaryFile('w', suffix='.py') as file:
                file.write(source.replace('SECONDS', str(options.seconds)))
                file.flush()
                done = subprocess.run(command + [file.name], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f'{engine}: {done.stdout}{done.stderr}')
            for line in done.stdout.splitlines():
                if line.startswith('['):
                    name, batch, numbers, *times = json.loads(line)
                    old = best.get((name, engine), (batch, numbers, [1e9, 1e9]))
                    best[name, engine] = (batch, numbers, [min(a, b) for a, b in zip(old[2], times)])
    print('| network | engine | train, frames/s | GFLOP/s | predict, frames/s | GFLOP/s |\n|---|---|---|---|---|---|')
    for (name, engine), (batch, numbers, (train, predict)) in sorted(best.items()):
        work = 2e-9 * multiply_adds(name)
        print(f'| {name} ({numbers:,} numbers, batch {batch}, {work:.2f} GFLOP forward) | {engine} | {batch / train:.2f} | {3 * work * batch / train:.0f} | '
              f'{batch / predict:.2f} | {work * batch / predict:.0f} |')


main()
