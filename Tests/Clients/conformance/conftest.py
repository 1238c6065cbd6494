import pytest
from support import Peer


@pytest.fixture
def peer(kernel):
    """Raw sockets to the kernel of the file's tests."""
    peer = Peer(kernel.manager.get_connection_info(), ("shell", "control", "stdin", "iopub")).welcome()
    yield peer
    peer.close()
