"""Grading on a cluster: the scripts of docs/cluster as they are, on a real Slurm and as Kubernetes would run them."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pytest
import yaml

import grading_corpus as corpus
from kernel_client import BINARY, ROOT
from nbgrader import grade, rows

CLUSTER = ROOT / "docs/cluster"
STRICT = subprocess.run([str(BINARY), "sandbox", "check"], capture_output=True).returncode == 0
needs_sandbox = pytest.mark.skipif(not STRICT, reason="svertka sandbox check: a layer of the sandbox is missing")


@needs_sandbox
def test_a_batch_on_a_real_slurm(tmp_path):
    """An array with killed parts, its merge and reruns give the gradebook of one plain run."""
    environment = {**os.environ, "TMPDIR": "/tmp"}  # sockets have short names
    done = subprocess.run(
        [sys.executable, CLUSTER / "trial.py", "--svertka", BINARY, "--submissions", "24"],
        capture_output=True, text=True, timeout=1800, env=environment,
    )  # fmt: skip
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "part 1: grader killed" in done.stdout
    assert "part 0 once more: 0 graded, 6 unchanged" in done.stdout
    assert "the same 48 rows of marks as one run" in done.stdout


def jobs():
    return {job["metadata"]["labels"]["step"]: job for job in yaml.safe_load_all((CLUSTER / "kubernetes.yaml").read_text())}


def pod(job):
    return job["spec"]["template"]["spec"]


def run_container(pod, container, volumes, index=None):
    """What the kubelet does for a container here: its user, working directory, environment and command; the volume's place
    stands for the mount. The program `svertka` is the image's."""
    places = {mount["mountPath"]: volumes[mount["name"]] for mount in container["volumeMounts"]}
    environment = {"PATH": f"{volumes['image']}:/usr/bin:/bin", "TMPDIR": str(places["/tmp"])}
    environment |= {entry["name"]: entry["value"] for entry in container.get("env", [])}
    if index is not None:
        environment["JOB_COMPLETION_INDEX"] = str(index)
    command = container["command"]
    if os.getuid() == 0:
        user, group = pod["securityContext"]["runAsUser"], pod["securityContext"]["runAsGroup"]
        without = ["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
        command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *without, *command]
    folder = places.get(container.get("workingDir"), places["/tmp"])
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)


@pytest.fixture
def volumes():
    """Folders for the image, /tmp and the course, which the job's user may enter."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        found = {name: folder / name for name in ("image", "tmp", "course")}
        for place in found.values():
            place.mkdir()
        shutil.copy2(BINARY, found["image"] / "svertka")
        yield found


@needs_sandbox
def test_an_indexed_job_grades_as_one_run_does(volumes, tmp_path):
    steps = jobs()
    course, plain = volumes["course"], tmp_path
    for root in (course, plain):
        corpus.write(root / "source/ps1", corpus.asserts())
        grade(root, "generate", "ps1")
        for student, mutate in corpus.MUTATIONS.items():
            corpus.submit(root, "ps1", student, mutate)
    grade(plain, "autograde", "ps1", "-j", "2")
    spec = steps["grade"]["spec"]
    if os.getuid() == 0:
        owner = pod(steps["grade"])["securityContext"]["fsGroup"]
        for path in (volumes["tmp"], course, *course.rglob("*")):
            os.chown(path, owner, owner)
    for container in pod(steps["grade"])["initContainers"]:
        checked = run_container(pod(steps["grade"]), container, volumes)
        assert checked.returncode == 0, checked.stdout
    (container,) = pod(steps["grade"])["containers"]
    (merge,) = pod(steps["merge"])["containers"]
    assert spec["completionMode"] == "Indexed"
    graded = 0
    for index in reversed(range(spec["completions"])):
        if index == 2:  # a merge that comes too early says so, and is tried again
            early = run_container(pod(steps["merge"]), merge, volumes)
            assert (early.returncode, early.stderr.count("no result: ")) == (75, sum(n % 8 < 3 for n in range(len(corpus.MUTATIONS))))
        done = run_container(pod(steps["grade"]), container, volumes, index)
        assert done.returncode == 0, done.stderr
        graded += int(done.stdout.splitlines()[-1].split()[0])
    assert graded == len(corpus.MUTATIONS)
    again = run_container(pod(steps["grade"]), container, volumes, 3)
    assert again.stdout.splitlines()[-1].startswith("0 graded, ")
    for _ in range(2):
        merged = run_container(pod(steps["merge"]), merge, volumes)
        assert merged.returncode == 0, merged.stderr
    assert rows(course) == rows(plain)


def test_the_jobs_retry_faults_of_machines_only():
    steps = jobs()
    spec = steps["grade"]["spec"]
    (container,) = pod(steps["grade"])["containers"]
    words = container["command"]
    assert words[words.index("--shard") + 1] == str(spec["completions"])
    rules = {rule["action"]: rule for rule in spec["podFailurePolicy"]["rules"]}
    codes = rules["FailJob"]["onExitCodes"]
    assert codes["containerName"] == container["name"] and 75 not in codes["values"]
    for job in steps.values():
        assert pod(job)["restartPolicy"] == "Never"  # a failure policy asks for it
        context = pod(job)["securityContext"]
        assert context["runAsNonRoot"] and context["runAsUser"] > 0 and context["seccompProfile"]["type"] == "RuntimeDefault"
        for container in pod(job).get("initContainers", []) + pod(job)["containers"]:
            context = container["securityContext"]
            assert context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"]
            assert context["capabilities"] == {"drop": ["ALL"]}
