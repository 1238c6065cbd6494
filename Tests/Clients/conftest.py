"""What the tests of the built kernel share. They run against the kernelspec that `make test` installed."""

import pathlib
import sys

import pytest

import browser
from kernel_client import BINARY, Client

# What the conformance tests share serves the others too.
sys.path.append(str(pathlib.Path(__file__).parent / "conformance"))


@pytest.fixture(scope="module")
def kernel():
    """One kernel for the tests of a file."""
    client = Client()
    yield client
    client.close()


@pytest.fixture
def fresh():
    """A kernel for one test."""
    client = Client()
    yield client
    client.close()


@pytest.fixture(scope="session")
def binary():
    """The built program."""
    assert BINARY.exists(), f"{BINARY} is missing: make build"
    return str(BINARY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where a file's notebooks lie."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def address(folder):
    """A Jupyter server for the notebooks of a file."""
    with browser.server(folder) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of a file."""
    with browser.chromium() as chromium:
        yield chromium
