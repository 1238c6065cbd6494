"""Records what CPython 3.11 says of the programs of programs.txt: python3 record.py > expected.jsonl

The programs stand between lines of `=====`: mistakes of beginners, every error of the grammar, and right programs with
words lost, doubled or swapped. Columns count from 1, the end is one past the last sign. CPython gives some errors no
column, or one of the line before: those are null and not compared.
"""
import json, pathlib, sys, warnings

assert sys.version_info[:2] == (3, 11), "the truth is CPython 3.11"
warnings.simplefilter("ignore")
text = (pathlib.Path(__file__).parent / "programs.txt").read_text()
for program in text.removesuffix("\n").split("\n=====\n"):
    try:
        compile(program, "x", "exec", dont_inherit=True)
        sys.exit(f"nothing is wrong with {program!r}")
    except SyntaxError as e:
        kind = type(e).__name__
        start, end, line, last = e.offset, e.end_offset, e.lineno, e.end_lineno
        if kind != "SyntaxError" and "expected an indented" not in e.msg:
            start = end = None
        if start is not None and start <= 0:
            start = None
        if end is not None and end <= 0:
            end = None
        if start is not None and end is not None and last == line and end <= start:
            end = start + 1
        print(json.dumps(dict(program=program, kind=kind, message=e.msg, line=line, column=start, endColumn=end)))
