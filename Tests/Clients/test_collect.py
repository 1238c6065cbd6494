"""`svertka grade collect`: what students sent comes into submitted/, whatever they sent, with the collector's time."""

import io
import json
import zipfile

import pytest

import grading_corpus as corpus
from nbgrader import grade, rows


@pytest.fixture
def course(tmp_path):
    corpus.make_sources(tmp_path, ["asserts"])
    grade(tmp_path, "generate", "asserts", "--due", "2026-01-01 00:00:00 UTC")
    return tmp_path


def work(course, mutate=corpus.honest):
    """A handed-in notebook."""
    notebooks = corpus.join(corpus.read(course / "release/asserts"))
    mutate(notebooks)
    return json.dumps(notebooks["plain"]).encode()


def archive(members):
    """A zip file; a value that is a dictionary is one inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, archive(content) if isinstance(content, dict) else content)
    return made.getvalue()


def collect(course, members, *words, status=0):
    (course / "sent.zip").write_bytes(archive(members))
    return grade(course, "collect", "asserts", "sent.zip", *words, status=status).stdout


def log(course):
    return [json.loads(line) for line in (course / ".svertka/collected/asserts.jsonl").read_text().splitlines()]


def files(course, student):
    folder = course / "submitted" / student / "asserts"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_an_export_of_a_courses_site_is_graded(course):
    moodle = r"[^/]*_(?<student>\d+)_assignsubmission_file_/(?<file>.+)"
    said = collect(
        course,
        {
            "Анна Б_101_assignsubmission_file_/plain.ipynb": work(course),
            "Вера Г_102_assignsubmission_file_/work.zip": {"asserts/plain.ipynb": work(course, corpus.half), "asserts/d.csv": b"1"},
            "readme.txt": b"an export",
        },
        "--pattern", moodle, "--at", "2025-12-31 20:00:00 UTC",
    )  # fmt: skip
    assert said.splitlines() == ["101  accepted", "102  accepted", "nobody's: readme.txt", "2 accepted, 0 unchanged, 0 refused"]
    assert files(course, "102") == ["d.csv", "plain.ipynb", "timestamp.txt"]
    grade(course, "autograde", "asserts")
    marks = {key[2]: 0 for key in rows(course)}
    for key, row in rows(course).items():
        marks[key[2]] += (row[0] or 0) if key[0] == "grade" else 0
    assert marks == {"101": 5, "102": 2}


def test_the_time_is_the_collectors(course):
    late = {"ann/plain.ipynb": work(course), "ann/timestamp.txt": b"2025-01-01 00:00:00.000000 UTC"}
    collect(course, late, "--at", "2026-01-02 12:00:00 UTC")
    assert (course / "submitted/ann/asserts/timestamp.txt").read_text() == "2026-01-02 12:00:00.000000 UTC\n"
    assert log(course)[0]["time"] == "2026-01-02 12:00:00.000000 UTC"
    grade(course, "autograde", "asserts", "--late-penalty", "10%")
    table = grade(course, "export", "-o", "-").stdout.splitlines()
    assert table[1].endswith("5.0,1.0,4.0,5.0")


def test_names_that_lead_elsewhere_are_left_out(course):
    outside = {p: p.read_bytes() for p in course.rglob("*") if p.is_file()}
    names = ["../../evil.ipynb", "/etc/evil", "a/../../../evil", "C:\\evil", "a\\..\\evil", "a//b", "x\x1b[2J", "a/./b"]
    said = collect(course, {f"ann/{name}": b"evil" for name in names} | {"ann/plain.ipynb": work(course), "ann/Plain.ipynb": b"{}",
                            "ann/\u00e9.txt": b"1", "ann/e\u0301.txt": b"2", "../x/plain.ipynb": b"{}"})  # fmt: skip
    assert "1 accepted" in said and "\x1b" not in said and said.count("was left out") >= 8
    assert "timestamp.txt" in files(course, "ann") and len(files(course, "ann")) == 3
    assert {p for p in course.rglob("*") if p.is_file() and "evil" in p.name} == set()
    for path, content in outside.items():
        assert path.read_bytes() == content


def test_bombs_are_not_unpacked(course):
    bomb = {"ann/plain.ipynb": work(course), "ann/bomb.zip": {f"zeros{n}": bytes(60_000_000) for n in range(4)}}
    said = collect(course, bomb)
    assert "the archive unpacks to more than 200 MB" in said and files(course, "ann") == ["plain.ipynb", "timestamp.txt"]
    (course / "cut.zip").write_bytes(archive({"ann/a": b"1" * 1000})[:-30])
    grade(course, "collect", "asserts", "cut.zip", status=74)


def test_a_quota_of_submissions_and_the_log(course):
    taken = []
    for number in range(5):
        day = "2026-01-01" if number < 4 else "2026-01-02"
        content = work(course) + b" " * number
        said = collect(course, {"ann/plain.ipynb": content}, "--quota", "2", "--at", f"{day} 10:0{number}:00 UTC")
        taken.append(said.splitlines()[-1])
        if number in (1, 4):
            assert (course / "submitted/ann/asserts/plain.ipynb").read_bytes() == content
    one, none = "1 accepted, 0 unchanged, 0 refused", "0 accepted, 0 unchanged, 1 refused"
    assert taken == [one, one, none, none, one]
    again = collect(course, {"ann/plain.ipynb": content}, "--quota", "2", "--at", "2026-01-03 00:00:00 UTC")
    assert again.endswith("0 accepted, 1 unchanged, 0 refused\n")
    assert (course / "submitted/ann/asserts/timestamp.txt").read_text().startswith("2026-01-02 10:04:00")
    assert [line["state"] for line in log(course)] == ["accepted", "accepted", "refused", "refused", "accepted", "unchanged"]


def test_one_notebook_and_one_folder(course, tmp_path):
    (course / "mine.ipynb").write_bytes(work(course))
    grade(course, "collect", "asserts", "mine.ipynb", status=64)
    grade(course, "collect", "asserts", "mine.ipynb", "--student", "bob")
    assert files(course, "bob") == ["mine.ipynb", "timestamp.txt"]
    folder = tmp_path / "inbox/eve"
    folder.mkdir(parents=True)
    (folder / "plain.ipynb").write_bytes(work(course))
    (folder / "passwd").symlink_to("/etc/passwd")
    said = grade(course, "collect", "asserts", str(tmp_path / "inbox")).stdout
    assert "'passwd' is a link" in said and files(course, "eve") == ["plain.ipynb", "timestamp.txt"]
