"""`svertka doctor` from outside: sound and broken installations, as a table and as JSON."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import pytest

from terminal import Terminal


@pytest.fixture
def home(tmp_path):
    """An environment where Jupyter finds nothing but what a test installs; `jupyter` is on PATH."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG", "VIRTUAL_ENV", "CONDA"))}
    (tmp_path / "bin").mkdir()
    # Jupyter without its environment's own folders, where a kernelspec may be installed.
    script = f"#!{sys.executable}\nimport sys\nsys.prefix = sys.base_prefix\nfrom jupyter_core.command import main\nmain()\n"
    (tmp_path / "bin/jupyter").write_text(script)
    (tmp_path / "bin/jupyter").chmod(0o755)
    shutil.copy(tmp_path / "bin/jupyter", tmp_path / "bin/jupyter-lab")
    environment |= {"HOME": str(tmp_path), "PATH": f"{tmp_path}/bin:/usr/bin:/bin"}
    return environment


def doctor(binary, environment, *arguments, **options):
    """Runs it; returns status and output."""
    done = subprocess.run([binary, "doctor", *arguments], env=environment, capture_output=True, text=True, timeout=60, **options)
    assert done.stderr == "", done.stderr
    return done.returncode, done.stdout


def findings(binary, environment, **options):
    status, output = doctor(binary, environment, "--json", **options)
    report = json.loads(output)
    assert report["ok"] == (status == 0) and status in (0, 1)
    return report["findings"]


def named(found, name):
    return [one for one in found if one["name"] == name]


def install(binary, environment, *arguments):
    subprocess.run([binary, "install", *(arguments or ["--user"])], env=environment, check=True, capture_output=True)


def starting(environment, program):
    """Rewrites the user's kernelspec so that it starts another program."""
    path = user_folder(environment) / "kernel.json"
    spec = json.loads(path.read_text())
    spec["argv"][0] = str(program)
    path.write_text(json.dumps(spec))


def user_folder(environment):
    return pathlib.Path(environment["HOME"]) / ".local/share/jupyter/kernels/svertka"


def test_a_sound_installation_is_proved(binary, home):
    install(binary, home)
    start = time.monotonic()
    found = findings(binary, home)
    assert time.monotonic() - start < 5
    assert [one for one in found if one["state"] == "wrong"] == []
    proofs = {one["name"]: one["state"] for one in found if one["topic"] == "Kernel"}
    assert proofs == dict.fromkeys(
        ["start", "welcome", "signing", "heartbeat", "execution", "interrupt", "memory in use", "orphan exit"], "ok")
    (spec,) = named(found, "kernelspec")
    assert spec["state"] == "ok" and "starts this program" in spec["text"]
    assert {"ZeroMQ", "OpenBLAS", "HDF5", "instruction set", "cores", "memory", "data sets", "jupyter"} <= {one["name"] for one in found}


def test_nothing_is_left_behind(binary, home, tmp_path):
    install(binary, home)
    folder = tmp_path / "temporary"
    folder.mkdir()
    findings(binary, home | {"TMPDIR": str(folder)})
    assert list(folder.iterdir()) == []
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert f"{folder}/svertka-doctor" not in listed


def test_a_missing_kernelspec_is_mended_by_its_remedy(binary, home):
    (spec,) = named(findings(binary, home), "kernelspec")
    assert spec["state"] == "wrong" and spec["remedy"].endswith("install --user")
    subprocess.run(spec["remedy"], shell=True, env=home, check=True, capture_output=True)
    (spec,) = named(findings(binary, home), "kernelspec")
    assert spec["state"] == "ok"


def test_a_kernelspec_of_a_missing_program_is_mended_by_its_remedy(binary, home):
    install(binary, home)
    starting(home, "/nowhere/svertka")
    found = findings(binary, home)
    (spec,) = named(found, "kernelspec")
    assert spec["state"] == "wrong" and "/nowhere/svertka" in spec["text"]
    # The kernel itself is well, and is tried nevertheless.
    assert named(found, "execution")[0]["state"] == "ok"
    subprocess.run(spec["remedy"], shell=True, env=home, check=True, capture_output=True)
    assert named(findings(binary, home), "kernelspec")[0]["state"] == "ok"


@pytest.mark.parametrize("content", ["{", "[]", '{"argv": []}', '{"argv": ["/bin/sh"]}', '{"argv": "svertka"}'])
def test_a_broken_kernelspec_is_named(binary, home, content):
    install(binary, home)
    (user_folder(home) / "kernel.json").write_text(content)
    (spec,) = named(findings(binary, home), "kernelspec")
    assert spec["state"] == "wrong" and spec["remedy"].endswith("install --user")


def test_the_first_of_several_kernelspecs_is_used(binary, home, tmp_path):
    install(binary, home)
    other = tmp_path / "other/share/jupyter"
    install(binary, home, "--prefix", str(tmp_path / "other"))
    found = named(findings(binary, home | {"JUPYTER_PATH": str(other)}), "kernelspec")
    assert [one["state"] for one in found] == ["ok", "note"]
    assert "~/other/share/jupyter" in found[0]["text"] and "not used" in found[1]["text"]
    # As Jupyter itself sees it.
    listed = subprocess.run(
        [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"], env=home | {"JUPYTER_PATH": str(other)},
        capture_output=True, text=True, check=True,
    )
    assert json.loads(listed.stdout)["kernelspecs"]["svertka"]["resource_dir"] == str(other / "kernels/svertka")


def test_a_kernelspec_of_another_version_is_a_note(binary, home):
    install(binary, home)
    path = user_folder(home) / "kernel.json"
    spec = json.loads(path.read_text())
    del spec["interrupt_mode"]
    path.write_text(json.dumps(spec))
    (found,) = named(findings(binary, home), "kernelspec")
    assert found["state"] == "note" and "interrupt_mode" in found["text"]


def test_a_kernelspec_of_another_program_is_a_note(binary, home, tmp_path):
    install(binary, home)
    program = tmp_path / "svertka-old"
    program.write_text(f'#!/bin/sh\ncase "$1" in --version) echo 0.0.9;; *) exec {binary} "$@";; esac\n')
    program.chmod(0o755)
    starting(home, program)
    found = findings(binary, home)
    (spec,) = named(found, "kernelspec")
    assert spec["state"] == "note" and "0.0.9" in spec["text"]
    assert named(found, "orphan exit")[0]["state"] == "ok"


def test_a_kernel_that_does_not_start_says_why(binary, home, tmp_path):
    install(binary, home)
    program = tmp_path / "svertka"
    program.write_text("#!/bin/sh\necho 'svertka: no room' >&2\nexit 3\n")
    program.chmod(0o755)
    starting(home, program)
    start = time.monotonic()
    (found,) = [one for one in findings(binary, home) if one["topic"] == "Kernel"]
    assert found["state"] == "wrong" and "no room" in found["text"]
    assert time.monotonic() - start < 5


def test_an_unreadable_folder_is_named(binary, home, tmp_path):
    def drop():
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    # Root reads everything: then the doctor runs as nobody, with a copy of the program where nobody may go.
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        data = pathlib.Path(folder) / ".local/share/jupyter"
        kernels = data / "kernels"
        kernels.mkdir(parents=True)
        program = shutil.copy(binary, folder) if is_root else binary
        kernels.chmod(0o000)
        try:
            environment = home | {"HOME": folder, "PATH": "/usr/bin:/bin"}
            found = findings(program, environment, preexec_fn=drop if is_root else None, cwd="/")
        finally:
            kernels.chmod(0o755)
    (unreadable,) = named(found, "kernels folder")
    assert unreadable["state"] == "wrong" and unreadable["remedy"].startswith("chmod")


def test_missing_jupyter_is_a_note(binary, home):
    install(binary, home)
    (found,) = named(findings(binary, home | {"PATH": "/usr/bin:/bin"}), "jupyter")
    assert found["state"] == "note" and "pip install" in found["remedy"]


@pytest.mark.parametrize("variables", [{}, {"JUPYTER_PATH": "/a:/b"}, {"XDG_DATA_HOME": "/x"}, {"JUPYTER_DATA_DIR": "/d"}])
def test_folders_are_searched_as_jupyter_searches(binary, home, variables, tmp_path):
    """Where Jupyter cannot be asked, its own rules give the same folder for a user's kernelspec."""
    environment = home | {name: value.replace("/", f"{tmp_path}/") for name, value in variables.items()}
    install(binary, environment)
    (with_jupyter,) = named(findings(binary, environment), "kernelspec")
    (without,) = named(findings(binary, environment | {"PATH": "/usr/bin:/bin"}), "kernelspec")
    assert with_jupyter == without and without["state"] == "ok"


def test_the_memory_limit_is_told(binary, home):
    install(binary, home)
    (found,) = named(findings(binary, home | {"SVERTKA_MEMORY": "3G"}), "memory")
    assert "3.0 GiB" in found["text"]


def test_the_cores_of_the_process_are_told(binary, home):
    install(binary, home)
    (found,) = named(findings(binary, home, preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})), "cores")
    assert found["text"].startswith(f"1 of {os.cpu_count()}")


# As a person sees it


def test_the_table_is_aligned_and_plain_in_a_pipe(binary, home):
    install(binary, home)
    status, text = doctor(binary, home)
    assert status == 0 and "\x1b" not in text
    rows = [line for line in text.splitlines() if re.match(r"  (ok|--|NO)  ", line)]
    assert len(rows) >= 15
    # Texts begin in one column.
    assert {re.match(r"  (ok|--|NO)  .{17} (?=\S)", row).end() for row in rows} == {24}
    assert text.rstrip().endswith("Everything needed is there and works.")


@pytest.mark.parametrize("variables, coloured", [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_the_table_is_coloured_in_a_terminal_only(binary, home, variables, coloured):
    terminal = Terminal(["/usr/bin/env", *(f"{n}={v}" for n, v in variables.items()), binary, "doctor"], home, columns=80, rows=60)
    status = terminal.wait_for_end()
    assert status == 1 and ("\x1b[" in terminal.raw) == coloured
    # Nothing is cut at the border: texts wrap between words, under their own column.
    continued = [line for line in terminal.text().splitlines() if line.startswith(" " * 24)]
    assert continued and all(not line.startswith(" " * 25) for line in continued)
    assert "One thing must be mended" in terminal.text()


def test_help_says_what_the_marks_mean(binary):
    done = subprocess.run([binary, "doctor", "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and "NO must be mended" in " ".join(done.stdout.split())
