"""Runs the programs beside this file with Keras and writes what they print: the answers that tests compare with.

    KERAS_BACKEND=tensorflow python record.py [NAME ...]       python: an interpreter that has Keras 3
    python record.py --against PATH [NAME ...]                 what `PATH run PROGRAM` prints, beside Keras's answers
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent / "Programs"
QUIET = {**os.environ, "KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "COLUMNS": "80"}


def answer(command):
    run = subprocess.run(command, capture_output=True, text=True, env=QUIET)
    if run.returncode:
        sys.exit(f"{command}: {run.stderr[-2000:]}")
    return re.sub(r"\x1b\[[0-9;]*m", "", run.stdout)


arguments = sys.argv[1:]
program = None
if "--against" in arguments:
    at = arguments.index("--against")
    program = arguments[at + 1]
    del arguments[at : at + 2]
different = 0
for path in sorted(FOLDER.glob("*.py")):
    if arguments and path.stem not in arguments:
        continue
    if program:
        wanted = path.with_suffix(".txt").read_text().splitlines()
        got = answer([program, "run", str(path)]).splitlines()
        lines = list(difflib.unified_diff(wanted, got, "Keras", "Svertka", lineterm="", n=0))
        different += bool(lines)
        print(path.stem, f"{len(wanted)} lines,", "agree" if not lines else "differ")
        print("\n".join(lines[:40]))
    else:
        text = answer([sys.executable, str(path)])
        path.with_suffix(".txt").write_text(text)
        print(path.stem, text.count("\n"), "lines")
sys.exit(1 if different else 0)
