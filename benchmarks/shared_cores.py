"""A training that has not the machine for itself: seconds alone, of two at once, and beside a program that keeps a core busy.

    python3 benchmarks/shared_cores.py --svertka .build/release/svertka [--keras PYTHON]

A folder of homework is graded by several processes, and a student's notebook shares the machine with a browser. On two
cores, two at once should take twice as long as one at most.
"""

import argparse
import subprocess
import sys
import tempfile

PROGRAM = """\
import numpy as np, keras, time
from keras import layers
keras.utils.set_random_seed(5)
x = np.random.default_rng(1).random((2048, 32)).astype('float32')
y = (x.sum(axis=1) > 16).astype('int64')
m = keras.Sequential([keras.Input((32,)), layers.Dense(256, activation='relu'), layers.Dropout(0.2),
                      layers.BatchNormalization(), layers.Dense(256, activation='relu'),
                      layers.Dense(2, activation='softmax')])
m.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
m.fit(x, y, epochs=1, batch_size=16, verbose=0)
start = time.time()
m.fit(x, y, epochs=40, batch_size=16, verbose=0)
print(time.time() - start)
"""


def seconds(command, times=1):
    """The slowest of some trainings that run at once."""
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in range(times)]
    return max(float(process.communicate()[0].split()[-1]) for process in started)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--svertka", action="append", required=True, help="a binary; several are measured in turn")
    parser.add_argument("--keras", help="a Python with Keras")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(PROGRAM)
        file.flush()
        commands = {binary: [binary, "run", file.name] for binary in options.svertka}
        if options.keras:
            commands["Keras"] = [options.keras, file.name]
        found = {name: ([], [], []) for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                found[name][0].append(seconds(command))
                found[name][1].append(seconds(command, 2))
                busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
                try:
                    found[name][2].append(seconds(command))
                finally:
                    busy.kill()
                    busy.wait()
    print(f"{'':40}{'alone':>8}{'two':>8}{'beside':>8}   medians, seconds")
    for name, columns in found.items():
        print(f"{name[-40:]:40}" + "".join(f"{sorted(column)[len(column) // 2]:8.2f}" for column in columns))


if __name__ == "__main__":
    main()
