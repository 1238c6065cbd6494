"""What the tests of the built kernel share. They run against the kernelspec that `make test` installed."""

import pytest

from kernel_client import BINARY, Client


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
