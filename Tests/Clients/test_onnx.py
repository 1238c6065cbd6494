"""ONNX files of every kind of layer: valid, and read by ONNX Runtime with the predictions of Svertka."""
import os
import pathlib
import subprocess

import numpy as np
import onnx
import onnxruntime
import pytest
from kernel_client import BINARY

CASES = pathlib.Path(__file__).parent / "onnx_cases.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder into which one program wrote every case."""
    path = tmp_path_factory.mktemp("onnx")
    done = subprocess.run(
        [str(BINARY), "run", str(CASES)], env=dict(os.environ, SVERTKA_ONNX=str(path)), capture_output=True, text=True,
        cwd=path, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def failures(path):
    """What is wrong with a case's file; nothing where all agrees."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options)
    arrays = np.load(path.with_suffix(".npz"))
    inputs = session.get_inputs()
    count = len(arrays["x0"])
    # The whole batch, and one sample alone: the number of samples is free.
    for rows in (slice(0, count), slice(1, 2)):
        given = {each.name: arrays[f"x{i}"][rows] for i, each in enumerate(inputs)}
        for i, result in enumerate(session.run(None, given)):
            wanted = arrays[f"y{i}"][rows]
            if result.shape != wanted.shape:
                return f"output {i} has the shape {result.shape}, not {wanted.shape}"
            gap = np.abs(result - wanted) / np.maximum(1, np.abs(wanted))
            if not gap.max(initial=0) < 1e-5:
                return f"output {i} differs by {gap.max()}"
    return None


def test_runtime_predicts_what_svertka_predicts(folder):
    files = sorted(folder.glob("*.onnx"))
    assert len(files) > 100
    wrong = {}
    for path in files:
        try:
            failure = failures(path)
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
        if failure:
            wrong[path.stem] = failure
    assert not wrong, "\n".join(f"{name}: {text}" for name, text in wrong.items())


def test_convolutions_in_a_row_are_turned_once(folder):
    kinds = [node.op_type for node in onnx.load(folder / "lenet-5.onnx").graph.node]
    assert kinds.count("Transpose") == 2


def test_what_has_no_operator_is_refused_by_name(folder):
    assert not (folder / "refused.onnx").exists()
    lines = (folder / "refusals.txt").read_text().splitlines()
    assert [line.split(":")[0] for line in lines] == ["mask", "activation", "unbuilt"]
    assert "LSTM" in lines[0] and "masks" in lines[0]
    assert "gelu" in lines[1]
    assert "not built" in lines[2]
