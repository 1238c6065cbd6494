"""Runs the doctest blocks of guides by NumPy and by a program that runs the language, and compares what they print.

    python3 guide_blocks.py FOLDER --program "svertka run"

FOLDER holds quickstart.rst and absolute_beginners.rst of NumPy's source archive (doc/source/user). A block is a run of
examples with nothing but their output between them; it agrees if every example of it prints the same. Examples that the
guides mark as not to be compared are left out, and those for which NumPy's side lacks a library (Matplotlib, pandas).
"""
import argparse
import ast
import doctest
import pathlib
import shlex
import subprocess
import sys
import tempfile

MARK = "\x1d"


def is_expression(source):
    try:
        ast.parse(source, mode="eval")
    except SyntaxError:
        return False
    return True


def program(examples):
    """One program of all examples: each prints what the prompt would, then a mark."""
    parts = ["import numpy as np\n"]
    for example in examples:
        source = example.source.rstrip("\n")
        # As text, so that what one side cannot read costs that example alone.
        if is_expression(source):
            body = f"_value = eval({source.strip()!r})\nif _value is not None: print(repr(_value))"
        else:
            body = f"exec({source!r})"
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        parts.append(
            f"try:\n{lines}except BaseException as _error:\n    print(f'{{type(_error).__name__}}: {{_error}}')\n"
            f"print({MARK!r}, end='')\n")
    return "".join(parts)


def answers(command, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "guide.py")
        path.write_text(text)
        run = subprocess.run([*command, str(path)], capture_output=True, text=True, cwd=folder)
    if run.returncode:
        print(f"{command[0]} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    return run.stdout.split(MARK)


def blocks(text):
    """Lists of the places of examples that stand together."""
    result, end, number = [], None, 0
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            if piece.strip():
                end = None
            continue
        if end is None:
            result.append([])
        result[-1].append(number)
        number += 1
        end = number
    return result


arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--program", required=True)
options = arguments.parse_args()
total = [0, 0, 0, 0]
for name in ["quickstart.rst", "absolute_beginners.rst"]:
    text = (options.folder / name).read_text()
    examples = doctest.DocTestParser().get_examples(text)
    source = program(examples)
    wanted, got = answers([sys.executable], source), answers(shlex.split(options.program), source)
    counted = [
        not example.options.get(doctest.SKIP) and not wanted[i].startswith(("ModuleNotFoundError", "NameError"))
        for i, example in enumerate(examples)]
    same = [not counted[i] or i < len(got) and wanted[i] == got[i] for i in range(len(examples))]
    groups = [group for group in blocks(text) if any(counted[i] for i in group)]
    agreeing = sum(all(same[i] for i in group) for group in groups)
    for i, agrees in enumerate(same):
        if not agrees:
            print(f">>> {examples[i].source.rstrip()}\nNumPy:\n{wanted[i].rstrip()}\ngot:\n{(got + [''] * i)[i].rstrip()[:600]}\n")
    agreed = sum(a and b for a, b in zip(same, counted))
    print(f"{name}: {agreed} of {sum(counted)} examples agree, {agreeing} of {len(groups)} blocks\n")
    total = [a + b for a, b in zip(total, [agreed, sum(counted), agreeing, len(groups)])]
print(f"together: {total[0]} of {total[1]} examples ({total[0] / total[1]:.1%}), {total[2]} of {total[3]} blocks ({total[2] / total[3]:.1%})")
