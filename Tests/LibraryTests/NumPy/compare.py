"""Compares NumPy with a program that runs the language: the generated expressions, line by line.

    python3 compare.py --count 50000 --seed 1 --svertka .build/release/svertka --seconds 2000    the full run, live
    python3 compare.py --count 2200 --seed 1 --record recorded.txt        what the tests read

Fifty lines are one program: `svertka run` runs each in a process of its own. `--program COMMAND` names a program instead
that reads all of them from standard input, separated by lines with U+001E, and writes what each prints to both streams,
separated alike, which is quicker. Both sides run the same text around each line: `harness.py`.
A result agrees if every line is the same, or if only floating-point numbers differ, by rounding in the last places.
"""
import argparse
import collections
import contextlib
import io
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time
import warnings

# Lines that share an interpreter.
GROUP = 50
FOLDER = pathlib.Path(__file__).parent
# Where expressions write their files.
SCRATCH = tempfile.TemporaryDirectory()
HARNESS = (FOLDER / "harness.py").read_text()
NUMBER = re.compile(r"[-+]?\d+\.\d*(?:e[-+]?\d+)?|[-+]?\d+e[-+]?\d+|[-+]?(?<!\w)\d+(?!\w)")


def function(line):
    """The function whose result is shown for a line."""
    *before, last = line.split("; ")
    try:
        compile(last, "<line>", "eval")
        last = "return " + last
    except SyntaxError:
        pass
    body = "".join(f"    {statement}\n" for statement in [*before, last])
    return f"def f():\n{body}\nrun(f)\n"


def numpy_answer(line):
    """What NumPy prints, with warnings by kind and text."""
    out = io.StringIO()
    seen = set()

    def show(message, category, *_, **__):
        text = f"{category.__name__}: {message}\n"
        if text not in seen:
            seen.add(text)
            out.write(text)

    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = show
        exec(compile(HARNESS + function(line), "<line>", "exec"), {"__name__": "__main__"})
    return out.getvalue()


def answers_of(lines):
    """What NumPy prints for each line; None where a line ends NumPy's process."""
    answers = []
    while len(answers) < len(lines):
        with tempfile.TemporaryFile() as taken:
            child = os.fork()
            if child == 0:
                # The child must not come back to the parent's code, whatever happens: it would remove the scratch folder.
                try:
                    os.chdir(SCRATCH.name)
                    for line in lines[len(answers):]:
                        taken.write(numpy_answer(line).encode() + b"\x1e")
                        taken.flush()
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            taken.seek(0)
            answers += taken.read().decode().split("\x1e")[:-1]
        if len(answers) < len(lines):
            print(f"NumPy's process ends at: {lines[len(answers)]}")
            answers.append(None)
    return answers


def told_once(answer):
    """An answer in which each warning stands once, at its first place."""
    seen, lines = set(), []
    for line in answer.splitlines(keepends=True):
        if re.match(r"[A-Za-z]*Warning: ", line):
            if line in seen:
                continue
            seen.add(line)
        lines.append(line)
    return "".join(lines)


# What BLAS tells of although the numbers met nothing: it computes with the padding of its blocks too. An operation that
# is invalid gives NaN, and NaN stays in a sum: where no NaN is in the result, the warning is not about the result.
ACCIDENTAL = re.compile(r"RuntimeWarning: invalid value encountered in (?:matmul|dot|vecdot)\n")


def accidental(wanted, got):
    """True where NumPy's answer agrees but for a warning of BLAS that the result refutes."""
    plain = ACCIDENTAL.sub("", wanted)
    return plain != wanted and "nan" not in plain and "Error: " not in plain and agrees(plain, got, "float32" in plain)


def agrees(wanted, got, single):
    """The same text, or the same but for rounding in floating-point numbers."""
    if wanted == got:
        return True
    a, b = NUMBER.findall(wanted), NUMBER.findall(got)
    if len(a) != len(b) or re.sub(r"\s+", "", NUMBER.sub("#", wanted)) != re.sub(r"\s+", "", NUMBER.sub("#", got)):
        return False
    tolerance = 2e-6 if single else 4e-15
    if "float16" in wanted:
        tolerance = 2e-3
    for x, y in zip(a, b):
        if x != y:
            if not any(c in x + y for c in ".e"):
                return False
            x, y = float(x), float(y)
            if abs(x - y) > tolerance * max(abs(x), abs(y)) + 1e-16:
                return False
    return True


def run_each(programs, options):
    """What `svertka run` prints for each program, separated by lines with U+001E."""
    svertka, end, parts = str(pathlib.Path(options.svertka).resolve()), time.monotonic() + options.seconds, []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "lines.py"
        for program in programs:
            if time.monotonic() > end:
                print(f"stopped after {options.seconds} seconds")
                break
            path.write_text(program)
            done = subprocess.run(
                [svertka, "run", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=SCRATCH.name)
            parts.append(done.stdout)
            if done.returncode != 0:
                print(f"svertka ended with status {done.returncode}:\n{done.stdout[-2000:]}")
                break
    return "\x1e\n".join(parts)


def run_together(programs, options):
    """What the program of `--program` prints for all programs."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as taken:
        given.write("\x1e\n".join(programs))
        given.seek(0)
        try:
            command = shlex.split(options.program)
            if pathlib.Path(command[0]).exists():
                command[0] = str(pathlib.Path(command[0]).resolve())
            subprocess.run(command, stdin=given, stdout=taken, timeout=options.seconds, cwd=SCRATCH.name)
        except subprocess.TimeoutExpired:
            print(f"stopped after {options.seconds} seconds")
        taken.seek(0)
        return taken.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", help="a file of lines instead of generated ones")
    parser.add_argument("--svertka", help="the binary, which runs the lines")
    parser.add_argument("--program", help="a program that reads many programs, instead")
    parser.add_argument("--record")
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=int, default=100)
    options = parser.parse_args()
    import numpy as np
    sys.path.insert(0, str(FOLDER))
    from generator import Generator, out
    if options.lines:
        lines = [x for x in pathlib.Path(options.lines).read_text().splitlines() if x and x[0] != "#"]
    else:
        generator = Generator(options.seed)
        lines = [generator.line() for _ in range(options.count)]
    lines = [x for x in dict.fromkeys(lines) if options.only in x]
    left_out = {line: reason for line in lines if (reason := out(line))}
    lines = [line for line in lines if line not in left_out]
    for reason, count in collections.Counter(left_out.values()).items():
        print(f"left out: {count} of {reason}")
    pairs = [pair for pair in zip(lines, answers_of(lines)) if pair[1] is not None]
    lines, answers = [line for line, _ in pairs], [answer for _, answer in pairs]
    if options.record:
        kept = []
        for line, answer in zip(lines, answers):
            outside = ("<U", "object", "StrDType", "complex")
            if not any(word in answer or word in line for word in outside):
                kept.append((line, answer))
        lines, answers = [x for x, _ in kept], [x for _, x in kept]
        blocks = [f"-- {line}\n{answer}" for line, answer in zip(lines, answers)]
        pathlib.Path(options.record).write_text("".join(blocks))
        return
    start = HARNESS + 'import warnings\nwarnings.simplefilter("always")\n'
    between = 'print("\\x1e")\n'
    groups = [lines[at:at + GROUP] for at in range(0, len(lines), GROUP)]
    programs = [start + between.join(map(function, group)) for group in groups]
    printed = run_each(programs, options) if options.svertka else run_together(programs, options)
    outputs = [told_once(answer) for answer in printed.split("\x1e\n")]
    wrong = [
        (line, wanted, got) for line, wanted, got in zip(lines, answers, outputs)
        if not agrees(wanted, got, "float32" in wanted or "float32" in line)
    ]
    exact = sum(a == b for a, b in zip(answers, outputs))
    of_blas = [case for case in wrong if accidental(case[1], case[2])]
    wrong = [case for case in wrong if case not in of_blas]
    for line, _, _ in of_blas:
        print(f"agrees but for a warning of BLAS that its result refutes: {line}")
    for line, wanted, got in wrong[: options.show]:
        print(f"-- {line}\nNumPy:\n{wanted}got:\n{got}")
    names = collections.Counter(re.sub(r"[^a-zA-Z_.]+", " ", got).split(":")[0][:60] for _, _, got in wrong)
    seen = min(len(lines), len(outputs))
    print(f"{seen} expressions, {seen - len(wrong)} agree ({exact} to the letter), {len(wrong)} differ")
    if seen < len(lines):
        print(f"the program ended after {seen} of {len(lines)}: {lines[seen - 1]}")
    return 1 if wrong or seen < len(lines) else 0


if __name__ == "__main__":
    sys.exit(main())
