"""Short forms of benchmarks/stress.py: hostile messages, a long day, a crowd, sudden deaths."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks"))

from stresses.crowd import crowd  # noqa: E402
from stresses.day import day  # noqa: E402
from stresses.deaths import LOOPS, killed_client, killed_parent, killed_server  # noqa: E402
from stresses.hostile import hostile  # noqa: E402

pytestmark = pytest.mark.usefixtures("binary")


def test_hostile_messages_are_survived():
    found = hostile(messages=20_000, seed=3)
    assert found["crash"] is None
    assert found["slowest good answer, s"] < 5
    # A line of log a second at most.
    assert found["lines of log"] <= found["seconds"] + 2


def test_memory_stays_flat_over_many_cells():
    # In so short a day most of the time warms up.
    found = day(cells=3000, charts=60, warm_up=0.4)
    assert found["growth, %"] <= 5


def test_many_kernels_start_at_once():
    found = crowd(kernels=12)
    assert found["ended"] == 0 and found["all answer after, s"] < 10


@pytest.mark.parametrize("doing", LOOPS)
def test_a_kernel_follows_its_killed_parent(doing):
    assert killed_parent(LOOPS[doing]) <= 1.5


@pytest.mark.parametrize("doing", ["idle", "printing", "input"])
def test_a_kernel_outlives_a_killed_client(doing):
    assert killed_client(LOOPS[doing]) <= 1.5


def test_a_kernel_follows_its_killed_server():
    assert killed_server(LOOPS["a training"]) <= 1.5
