"""Differential suite: suite_cases.py under Keras and under Svertka, every number compared.

    python3 suite.py --svertka .build/release/svertka --keras PYTHON [--only TEXT] [--show 40]

PYTHON is an interpreter with Keras 3, TensorFlow and NumPy. Outputs and gradients agree within 1e-4 of the largest number of
their array (of 0.01 at least); what initializers draw agrees as a distribution, within 3 % of its spread.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
COMPARE = """
import sys
import numpy as np

ours, theirs = (np.load(path) for path in sys.argv[1:3])
cases, different = {}, []
for key in theirs.files:
    case = key.rsplit("/", 1)[0]
    cases[case] = True
    if key not in ours.files:
        different.append((case, key, "missing here"))
        continue
    a, b = ours[key], theirs[key]
    if a.shape != b.shape:
        different.append((case, key, f"shape {a.shape}, Keras {b.shape}"))
        continue
    a, b = a.astype(float), b.astype(float)
    bound = 0.03 if "/~" in key else 1e-4
    size = max(np.abs(b).max(initial=0), 1e-2 if "/~" not in key else 1)
    gap = np.abs(a - b).max(initial=0) / size if np.isfinite(b).all() else 0 if ((a == b) | np.isnan(a) & np.isnan(b)).all() else 1
    if not gap <= bound:
        different.append((case, key, f"differs by {gap:.1e} of {size:.3g}"))
for key in ours.files:
    if key not in theirs.files:
        different.append((key.rsplit("/", 1)[0], key, "missing in Keras"))
wrong = {case for case, _, _ in different}
for case, key, what in different[: int(sys.argv[3])]:
    print(key, "-", what)
print(f"{len(cases)} cases, {len(theirs.files)} arrays: {len(cases) - len(wrong & set(cases))} cases agree, {len(wrong)} differ")
sys.exit(bool(different))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--keras", required=True, help="a Python interpreter with Keras 3 and TensorFlow")
    parser.add_argument("--only", default="", help="only cases with this text in their name")
    parser.add_argument("--show", default="40", help="how many differences are printed")
    parser.add_argument("--folder", help="where the arrays are kept; Keras's are not made again if they are there")
    arguments = parser.parse_args()
    folder = pathlib.Path(arguments.folder or tempfile.mkdtemp())
    environment = dict(os.environ, KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3")
    folder.mkdir(parents=True, exist_ok=True)
    ours, theirs = folder / "svertka.npz", folder / "keras.npz"
    program = [str(HERE / "suite_cases.py")]
    if not (arguments.folder and theirs.exists()):
        done = subprocess.run([arguments.keras, *program, str(theirs), arguments.only], env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        print("Keras:", done.stdout.strip())
    done = subprocess.run([arguments.svertka, "run", *program, str(ours), arguments.only], env=environment,
                          capture_output=True, text=True)
    print("Svertka:", done.stdout.strip(), done.stderr.strip()[-1000:])
    sys.exit(subprocess.run([arguments.keras, "-c", COMPARE, str(ours), str(theirs), arguments.show]).returncode)


main()
