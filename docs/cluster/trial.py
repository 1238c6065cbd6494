#!/usr/bin/env python3
"""Grades a course on a real Slurm of this machine's own, kills parts of it, and compares with one plain run.

    apt-get install slurm-wlm munge
    python3 docs/cluster/trial.py [--svertka .build/release/svertka] [--submissions 40] [--parts 4]

munged, slurmctld and slurmd run on the loopback interface with all their files in a temporary folder; a Slurm that the
machine may have is not touched, and no root is needed. slurm.sbatch and slurm-merge.sbatch of this folder are submitted as
they are. Ends with 0 where the gradebooks are the same, with 77 where Slurm is not installed.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DAEMONS = ("munged", "slurmctld", "slurmd")
PATIENCE = 300


def until(what, found):
    """Waits until something is found, and returns it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if value := found():
            return value
        time.sleep(0.05)
    raise TimeoutError(f"waited {PATIENCE} s for {what}")


def program(name):
    """Daemons lie where ordinary users do not look."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def free_ports(count):
    """Ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Slurm:
    """One node and its controller on the loopback interface."""

    def __init__(self, folder):
        self.folder = folder
        self.started = []
        for name in ("state", "spool", "munge"):
            (folder / name).mkdir(mode=0o700)
        os.environ["SLURM_CONF"] = str(folder / "slurm.conf")

    def __enter__(self):
        key = self.folder / "munge/key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        places = {"key-file": key, "socket": self.folder / "munge.sock"}
        places |= {f"{name}-file": self.folder / "munge" / name for name in ("pid", "log", "seed")}
        self.start("munged", "--foreground", "--force", *(f"--{name}={path}" for name, path in places.items()))
        until("munged", places["socket"].exists)
        (self.folder / "slurm.conf").write_text(self.configuration())
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D")
        until("the node", lambda: self.says("sinfo", "--noheader", "--format=%T") == "idle")
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
        for process in reversed(self.started):
            process.wait(60)

    def start(self, name, *words):
        with open(self.folder / f"{name}.log", "w") as log:
            self.started.append(subprocess.Popen([program(name), *words], stdout=log, stderr=log))

    def configuration(self):
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        host = socket.gethostname().split(".")[0]
        controller, node = free_ports(2)
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
        # A job that is requeued waits until its credential has expired: ten seconds here, two minutes by default.
        return f"""ClusterName=trial
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={self.folder}/munge.sock,cred_expire=10
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
SchedulerParameters=sched_interval=2
NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} RealMemory={memory} State=UNKNOWN
PartitionName=grading Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""

    def says(self, *words):
        return subprocess.run(words, capture_output=True, text=True).stdout.strip()

    def submit(self, *words, **environment):
        """Returns the job's number."""
        done = subprocess.run(
            ["sbatch", "--parsable", "--cpus-per-task=1", "--mem=1G", *map(str, words)],
            capture_output=True, text=True, env={**os.environ, **environment},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def facts(self, job):
        return dict(re.findall(r"(\w+)=(\S*)", self.says("scontrol", "show", "job", job)))

    def end(self, job):
        """Waits for a job or task; returns its state and exit status."""
        ends = ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY")
        facts = until(f"job {job}", lambda: (f := self.facts(job)) and f.get("JobState") in ends and f)
        return facts["JobState"], facts["ExitCode"]


# What students write, and what it does. The last of each part takes some seconds, so that a part can be killed at work.
ANSWERS = {
    "right": "def square(x):\n    return x * x",
    "half": "def square(x):\n    return 9",
    "blank": None,
    "nonsense": "def square(",
    "quits": "import sys\nsys.exit(3)",
}
SLOW = "import time\ntime.sleep(4)\n" + ANSWERS["right"]


def cell(name, source, **fields):
    nbgrader = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False, "locked": False, "task": False}
    return {
        "cell_type": "code", "execution_count": None, "id": name, "outputs": [], "source": source,
        "metadata": {"nbgrader": nbgrader | fields},
    }  # fmt: skip


def make_course(folder, svertka, submissions, parts):
    """A course with one assignment, `ps1`, handed in by many."""
    cells = [
        cell("square", f"### BEGIN SOLUTION\n{ANSWERS['right']}\n### END SOLUTION", solution=True),
        cell("nine", "assert square(3) == 9", grade=True, locked=True, points=1),
        cell("many", "### BEGIN HIDDEN TESTS\nassert square(-4) == 16\n### END HIDDEN TESTS\n", grade=True, locked=True, points=2),
    ]
    spec = {"display_name": "Svertka", "language": "python", "name": "svertka"}
    notebook = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    source = folder / "source/ps1"
    source.mkdir(parents=True)
    (source / "work.ipynb").write_text(json.dumps(notebook))
    subprocess.run([svertka, "grade", "generate", "ps1"], cwd=folder, check=True, capture_output=True)
    released = (folder / "release/ps1/work.ipynb").read_text()
    kinds = list(ANSWERS.values())
    for number in range(submissions):
        answer = SLOW if number >= submissions - parts else kinds[number % len(kinds)]
        handed_in = json.loads(released)
        if answer:
            handed_in["cells"][0]["source"] = answer
        target = folder / f"submitted/s{number:03}/ps1"
        target.mkdir(parents=True)
        (target / "work.ipynb").write_text(json.dumps(handed_in))


def marks(course):
    """All that a gradebook says of submissions, without its random identifiers."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        return database.execute(
            """SELECT s.student_id, b.name, g.auto_score, g.manual_score, g.needs_manual_grade, c.auto_comment
               FROM grade g JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id
               JOIN submitted_assignment s ON s.id = n.assignment_id
               LEFT JOIN comment c ON c.notebook_id = n.id AND c.cell_id = b.id ORDER BY 1, 2"""
        ).fetchall()


def graders(course):
    """Processes that grade in a folder, by the system's table: (process, the part it grades)."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if "--shard" in words and words[0].endswith("svertka") and os.readlink(entry / "cwd") == str(course):
                    yield int(entry.name), words[words.index("--shard") + 1]


def grade_with_slurm(slurm, course, parts):
    """An array of parts of which two are killed, and what brings the marks together."""
    script, merge = HERE / "slurm.sbatch", HERE / "slurm-merge.sbatch"
    here = f"--chdir={course}"
    job = slurm.submit(here, f"--array=0-{parts - 1}", script, "ps1")
    first = slurm.submit(here, f"--dependency=afterany:{job}", merge, "ps1")
    print(f"array {job} of {parts} parts, merge {first} after it")

    # Part 1: the grader is killed, as a system short of memory does it; the script asks for it to be run again.
    wanted = f"1/{parts}"
    victims = until("part 1", lambda: [process for process, part in graders(course) if part == wanted])
    for victim in victims:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    print("part 1: grader killed")

    # Part 2: the whole task is ended, script and all, as a time limit does it; that is left to a person.
    until("part 2", lambda: any(part == f"2/{parts}" for _, part in graders(course)))
    subprocess.run(["scancel", f"{job}_2"], check=True)
    print("part 2: task cancelled")
    states = [slurm.end(f"{job}_{part}") for part in range(parts)]
    restarts = slurm.facts(f"{job}_1")["Restarts"]
    print("parts ended with", *(f"{state} ({status})" for state, status in states), f"- part 1 after {restarts} restart")
    assert [state for state, _ in states] == ["CANCELLED" if part == 2 else "COMPLETED" for part in range(parts)]
    assert int(restarts) >= 1
    state, status = slurm.end(first)
    said = (course / f"svertka-merge-{first}.log").read_text()
    print(f"merge {first}: {state} ({status}), {said.splitlines()[0]}")
    assert (state, status) == ("FAILED", "75:0")

    # The part that is missing, and one that is not, once more.
    for part in (2, 0):
        again = slurm.submit(here, f"--array={part}", script, "ps1", SHARDS=str(parts))
        assert slurm.end(f"{again}_{part}") == ("COMPLETED", "0:0")
        said = (course / f"svertka-grade-{again}_{part}.log").read_text().splitlines()[-1]
        print(f"part {part} once more: {said}")
        assert part != 0 or said.startswith("0 graded, ")
    for _ in range(2):
        last = slurm.submit(here, merge, "ps1")
        assert slurm.end(last) == ("COMPLETED", "0:0")
        print(f"merge {last}:", (course / f"svertka-merge-{last}.log").read_text().strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--parts", type=int, default=4)
    options = parser.parse_args()
    missing = [name for name in (*DAEMONS, "sbatch", "srun") if not program(name)]
    if missing:
        print(f"not installed: {', '.join(missing)}; apt-get install slurm-wlm munge", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory(prefix="svertka-slurm-") as name:
        folder = pathlib.Path(name).resolve()
        # The scripts call `svertka` by its name.
        (folder / "bin").mkdir()
        svertka = folder / "bin/svertka"
        svertka.symlink_to(pathlib.Path(options.svertka).resolve())
        os.environ["PATH"] = f"{folder}/bin:{os.environ['PATH']}"
        plain, shared = folder / "plain", folder / "shared"
        plain.mkdir()
        make_course(plain, svertka, options.submissions, options.parts)
        shutil.copytree(plain, shared)
        began = time.monotonic()
        subprocess.run([svertka, "grade", "autograde", "ps1", "-j", "2"], cwd=plain, check=True, capture_output=True)
        print(f"one run: {options.submissions} submissions in {time.monotonic() - began:.1f} s")
        try:
            with Slurm(folder) as slurm:
                print(slurm.says("sinfo", "--version"), "on loopback, node", slurm.says("sinfo", "--noheader", "--format=%n %c cores"))
                began = time.monotonic()
                grade_with_slurm(slurm, shared, options.parts)
                print(f"Slurm: {time.monotonic() - began:.1f} s, killed parts included")
        except (AssertionError, TimeoutError):
            for log in sorted([*folder.glob("*.log"), *shared.glob("*.log")]):
                print(f"--- {log.name}", *log.read_text(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)
            raise
        expected, found = marks(plain), marks(shared)
        assert len(expected) == 2 * options.submissions, len(expected)
        assert expected == found, [pair for pair in zip(expected, found) if pair[0] != pair[1]]
        total = sum(row[2] or 0 for row in found)
        print(f"the same {len(found)} rows of marks as one run, {total:g} points")
    return 0


if __name__ == "__main__":
    sys.exit(main())
