"""Writes what NumPy answers to each line of expressions.txt: python3 expectations.py > expected.txt

A line is statements separated by "; ", the last of which is an expression whose repr is recorded; blocks of
three lines of the result are separated by a line of dashes. Errors are recorded as kind and message.
"""
import contextlib
import io
import pathlib
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")


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


source = pathlib.Path(__file__).with_name("expressions.txt")
for line in source.read_text().splitlines():
    if line and not line.startswith("#"):
        print(f"-- {line}")
        print(answer(line), end="")
