"""svertka grade beside nbgrader 0.9.6: six assignments with forty submissions each, and how long 500 submissions take.

    .venv/bin/python benchmarks/grading.py [--submissions 500] [--nbgrader 10] [--jobs 2] [--no-compare]

Prints the differences of marks, masters, releases and graded notebooks in compat mode (there should be none but those that
docs/grading.md lists), those of strict mode by mutation, and seconds for a 20-cell assignment.
"""

import argparse
import pathlib
import resource
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Clients"))

import grading_corpus as corpus  # noqa: E402
from nbgrader import convert, grade, master_rows, plain, rows  # noqa: E402

# With these nbgrader stops the whole batch: they are graded last, one by one.
STOPPERS = ["duplicated-test"]


def speed_assignment():
    """Twenty code cells: ten answers, ten tests."""
    cells = []
    for number in range(10):
        cells.append(corpus.answer(f"f{number}", f"def f{number}(x):\n    return x + {number}"))
        cells.append(corpus.tests(f"t{number}", 1, f"assert [f{number}(x) for x in range(50)][-1] == {49 + number}"))
    return {"speed": corpus.notebook(cells)}


def compare(root, jobs):
    theirs, ours, strict = (root / name for name in ("theirs", "ours", "strict"))
    names = list(corpus.ASSIGNMENTS)
    everything = corpus.MUTATIONS | corpus.SLOW
    for course in (theirs, ours, strict):
        corpus.make_sources(course)
    convert(theirs, "generate", names)
    for course in (ours, strict):
        for name in names:
            grade(course, "generate", name)
    batch = {m: f for m, f in everything.items() if m not in STOPPERS}
    for course in (theirs, ours, strict):
        corpus.submit_all(course, mutations=batch, release=theirs / "release")
    began = time.monotonic()
    convert(theirs, "autograde", names)
    for mutation in STOPPERS:
        for name in names:
            corpus.submit(theirs, name, mutation, corpus.MUTATIONS[mutation])
            try:
                convert(theirs, "autograde", [name])
            except AssertionError as error:
                print("nbgrader stops at", mutation, str(error).strip().splitlines()[-1])
    print(f"nbgrader: {time.monotonic() - began:.1f} s")
    for course, words in ((ours, ["--compat", "nbgrader"]), (strict, [])):
        for mutation in STOPPERS:
            for name in names:
                corpus.submit(course, name, mutation, corpus.MUTATIONS[mutation], theirs / "release" / name)
        began = time.monotonic()
        for name in names:
            grade(course, "autograde", name, "-j", str(jobs), "--timeout", "20" if course is strict else "60", *words)
        print(f"svertka {' '.join(words)}: {time.monotonic() - began:.1f} s")
    expected, found, sealed = rows(theirs), rows(ours), rows(strict)
    differing = [key for key in expected | found if expected.get(key) != found.get(key)]
    print(f"compat: {len(everything)} kinds of submission, {len(expected)} rows, {len(differing)} differ")
    for key in differing:
        print("   ", *key, expected.get(key), found.get(key))
    print(f"masters: {len(master_rows(theirs))} rows,", "equal" if master_rows(theirs) == master_rows(ours) else "DIFFERENT")
    for step in ("release", "autograded"):
        ours_too = {path.relative_to(ours) for path in ours.glob(f"{step}/**/*.ipynb")}
        both = {path.relative_to(theirs) for path in theirs.glob(f"{step}/**/*.ipynb")} & ours_too
        other = sorted(str(path) for path in both if plain(theirs / path) != plain(ours / path))
        only = sum(1 for _ in theirs.glob(f"{step}/**/*.ipynb")) - len(both), len(ours_too) - len(both)
        print(f"{step}: {len(both)} notebooks, {len(other)} differ; {only[0]} and {only[1]} that one side alone has", *other)
    moved = {}
    for key in expected | sealed:
        if key[0] == "grade" and (expected.get(key) or [None])[0] != (sealed.get(key) or [None])[0]:
            moved.setdefault(key[2], []).append((key[1], key[4], expected.get(key), sealed.get(key)))
    print(f"strict: {sum(map(len, moved.values()))} marks differ from nbgrader's")
    for student, marks in sorted(moved.items()):
        print("   ", student)
        for name, cell, before, after in marks:
            print("       ", name, cell, before and before[0], "->", after and after[0])


def measure(root, count, few, jobs):
    course = root / "speed"
    corpus.write(course / "source/speed", speed_assignment())
    grade(course, "generate", "speed")
    notebooks = corpus.join(corpus.read(course / "release/speed"))
    for number in range(count):
        folder = course / "submitted" / f"s{number:04}" / "speed"
        for cell in corpus.cells(notebooks):
            name = corpus.grade_id(cell)
            if name and name.startswith("f"):
                cell["source"] = f"def {name}(x):\n    return x + {name[1:]}  # {number}"
        corpus.write(folder, notebooks)
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    said = grade(course, "autograde", "speed", "-j", str(jobs)).stdout.splitlines()[-1]
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"svertka: {count} submissions in {wall:.1f} s, {cpu:.1f} s of processor, {said}")
    print(f"    {wall / count * 1000:.1f} ms a submission, peak of one process {after.ru_maxrss >> 10} MiB")
    again = time.monotonic()
    grade(course, "autograde", "speed", "-j", str(jobs))
    print(f"    a rerun that finds all done: {time.monotonic() - again:.2f} s")
    if few:
        theirs = root / "speed-theirs"
        corpus.write(theirs / "source/speed", speed_assignment())
        convert(theirs, "generate", ["speed"])
        for number in range(few):
            source = course / "submitted" / f"s{number:04}" / "speed"
            corpus.write(theirs / "submitted" / f"s{number:04}" / "speed", corpus.read(source))
        began = time.monotonic()
        convert(theirs, "autograde", ["speed"])
        each = (time.monotonic() - began) / few
        print(f"nbgrader: {few} submissions, {each * 1000:.0f} ms a submission: {each * count / wall:.0f} times svertka's")
        marks = {key: row[0] for key, row in rows(theirs).items()}
        ours = rows(course)
        assert all(ours[key][0] == mark for key, mark in marks.items() if key[0] == "grade"), "marks differ"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--nbgrader", type=int, default=10, help="submissions that nbgrader grades too")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-compare", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        measure(root, options.submissions, options.nbgrader, options.jobs)
        if not options.no_compare:
            compare(root, options.jobs)


if __name__ == "__main__":
    main()
