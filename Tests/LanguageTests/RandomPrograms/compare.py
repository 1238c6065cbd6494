"""Random programs under CPython and under Svertka.

    compare.py --oracle SEED COUNT          JSON lines {"seed", "program", "output"}: what CPython prints
    compare.py --run COMMAND SEED COUNT     runs them with COMMAND too, shows programs that differ, shrunk

COMMAND gets programs on standard input and prints their outputs, both separated by lines of one record separator
(U+001E); an error that ends a program is printed as `uncaught Type: message`.
"""
import contextlib
import gc
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import warnings

from generator import PRELUDE, program

# Differences that are being mended: a pattern of what Svertka prints.
IGNORED = os.environ.get("IGNORED")
SEPARATOR = "\x1e\n"


FREE = resource.getrlimit(resource.RLIMIT_AS)
SHARED = compile(PRELUDE, "prelude", "exec")


class TooLong(BaseException):
    pass


def oracle(text):
    """What CPython prints, or None where the program is no good: not valid Python, too slow, too long."""
    try:
        return output(text)
    except TooLong:
        return None


def output(text):
    stopped = []

    def stop(*_):
        # The program may catch what is raised here.
        stopped.append(True)
        raise TooLong

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(text, "program", "exec")
    except (SyntaxError, ValueError, OverflowError, MemoryError):
        return None
    out = io.StringIO()
    names = {"__name__": "__main__"}
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 1, 0.05)
    try:
        with contextlib.redirect_stdout(out), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(SHARED, names)
            exec(code, names)
    except TooLong:
        return None
    except BaseException as error:
        out.write(f"uncaught {type(error).__name__}: {error}\n")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    text = out.getvalue()
    # What programs leave behind speaks when it is dropped; not into the output of another.
    with contextlib.redirect_stdout(io.StringIO()):
        names.clear()
        gc.collect()
    unfit = [" at 0x", "MemoryError", "RecursionError", "TooLong", "integer string conversion", "\x1e", "<generator", "<function", "<built-in", "<bound method"]
    return None if stopped or len(text) > 20000 or any(word in text for word in unfit) else text


def run(command, programs):
    """The outputs of several programs; None from the one on that ended the process."""
    given = SEPARATOR.join(PRELUDE + p for p in programs).encode()
    done = subprocess.run(
        command, input=given, capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, FREE))
    outputs = done.stdout.decode(errors="replace").split(SEPARATOR)[:-1]
    if len(outputs) < len(programs):
        outputs.append(f"process ended: {done.returncode} {done.stderr[-300:]!r}")
        if len(outputs) < len(programs):
            outputs += run(command, programs[len(outputs):])
    return outputs


def is_settled(seed, want):
    """Whether CPython prints the same with other hashes of text and other addresses."""
    for hashes in "1", "2", "3":
        again = subprocess.run(
            [sys.executable, "-B", __file__, "--oracle", str(seed), "1"], capture_output=True, text=True,
            env=os.environ | {"PYTHONHASHSEED": hashes})
        answer = json.loads(again.stdout)
        if answer["seed"] != seed or answer["output"] != want:
            return False
    return True


def differs(command, text):
    want = oracle(text)
    return want is not None and run(command, [text])[0] != want


def first_difference(want, got):
    for a, b in zip(want.split("\n") + ["<end>"], got.split("\n") + ["<end>"]):
        if a != b:
            return a, b
    return want[-80:], got[-80:]


def shrink(command, text):
    """Leaves out parts of a program while the difference stays."""
    lines = text.split("\n")

    def fails(candidate):
        return differs(command, "\n".join(candidate))

    def end(at):
        """The end of the block that a line heads, or the next line."""
        indent = len(lines[at]) - len(lines[at].lstrip())
        stop = at + 1
        while stop < len(lines) and len(lines[stop]) - len(lines[stop].lstrip()) > indent:
            stop += 1
        return stop

    before = None
    while before != lines:
        before, at = lines, 0
        while at < len(lines):
            stop = end(at)
            choices = [lines[:at] + lines[stop:]]
            if stop > at + 1:
                choices.append(lines[:at] + [line[4:] for line in lines[at + 1:stop]] + lines[stop:])
                if stop < len(lines) and lines[stop].lstrip().startswith(("except", "else", "finally", "elif")):
                    choices.append(lines[:at] + [line[4:] for line in lines[at + 1:stop]] + lines[end(stop):])
                    choices.append(lines[:at] + lines[end(stop):])
                    choices.append(lines[:stop] + lines[end(stop):])
            for candidate in choices:
                if fails(candidate):
                    lines = candidate
                    break
            else:
                at += 1
    return "\n".join(lines)


def main():
    # A program may ask CPython for more memory than the machine has; COMMAND keeps its own limit.
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, FREE[1]))
    sys.set_int_max_str_digits(4300)
    gc.freeze()
    kind = sys.argv[1]
    command = sys.argv[2].split() if kind == "--run" else None
    first, count = int(sys.argv[-2]), int(sys.argv[-1])
    seed, agreed, failed, limit = first, 0, [], int(os.environ.get("SHOW", "12"))
    while agreed + len(failed) < count:
        batch = []
        while len(batch) < min(200, count - agreed - len(failed)):
            text = program(seed)
            want = oracle(text)
            if want is not None:
                batch.append((seed, text, want))
            seed += 1
        if kind == "--oracle":
            for number, text, want in batch:
                print(json.dumps({"seed": number, "program": PRELUDE + text, "output": want}, ensure_ascii=False))
            agreed += len(batch)
            continue
        for (number, text, want), got in zip(batch, run(command, [t for _, t, _ in batch])):
            if want == got or IGNORED and re.search(IGNORED, got):
                agreed += 1
                continue
            if not is_settled(number, want):
                continue
            failed.append(number)
            a, b = first_difference(want, got)
            print(f"--- seed {number}\n    CPython: {a[:200]}\n    Svertka: {b[:200]}", flush=True)
            if len(failed) <= limit and "NOSHRINK" not in os.environ:
                small = shrink(command, text)
                print("\n".join("      " + line[:400] for line in small.strip().split("\n")), flush=True)
        print(f"{agreed} agree, {len(failed)} differ, seeds {first}..<{seed}", flush=True)
    if kind == "--run":
        print(f"{agreed} programs agree, {len(failed)} differ: {failed[:50]}")


if __name__ == "__main__":
    main()
