"""Writes into each .txt beside it what NumPy answers: python3 record.py [NAME.txt …]

A line that begins with "-- " is a program: statements separated by "; ", the last of which may be an expression whose
repr is recorded below it, together with what was printed. Errors are recorded as kind and message.
"""
import contextlib
import io
import os
import pathlib
import sys
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
here = pathlib.Path(__file__).resolve().parent


def answer(line):
    names = {"np": np}
    out = io.StringIO()
    *before, last = line.split("; ")
    with contextlib.redirect_stdout(out):
        try:
            for statement in before:
                exec(statement, names)
            try:
                code = compile(last, "<line>", "eval")
            except SyntaxError:
                exec(last, names)
            else:
                value = eval(code, names)
                if value is not None:
                    print(repr(value))
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    return out.getvalue()


for path in [here / name for name in sys.argv[1:]] or sorted(here.glob("*.txt")):
    programs = [line[3:] for line in path.read_text().splitlines() if line.startswith("-- ")]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        text = "".join(f"-- {program}\n{answer(program)}" for program in programs)
        os.chdir(here)
    path.write_text(text)
