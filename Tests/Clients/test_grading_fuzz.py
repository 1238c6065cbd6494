"""Notebooks damaged by chance: each comes to a verdict, none to a crash. `SVERTKA_FUZZ=200000` damages more of them."""

import json
import os
import re
import subprocess

import attacks
from kernel_client import BINARY

COUNT = int(os.environ.get("SVERTKA_FUZZ", "3000"))


def test_damaged_notebooks_come_to_a_verdict(tmp_path):
    file = tmp_path / "work.ipynb"
    file.write_text(json.dumps(attacks.master()))
    done = subprocess.run(
        [str(BINARY), "grade", "fuzz", str(file), "--count", str(COUNT), "--seed", "4711", "--sandbox", "best"],
        capture_output=True, text=True, timeout=7200,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    verdicts = {words: int(number) for number, words in re.findall(r"^(\d+)  (.*)$", done.stdout, re.M)}
    assert sum(verdicts.values()) == COUNT
    # Both kinds of damage were there: notebooks that can still be read, and others.
    assert verdicts["graded"] > COUNT / 3
    assert sum(number for words, number in verdicts.items() if words.startswith("refused")) > COUNT / 50
    assert " 0 crashes" in done.stdout
