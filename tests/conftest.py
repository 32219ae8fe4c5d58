"""What holds for every test: no screen, no fonts but ours, nobody's own files, nothing sent beyond this computer."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from idle_time import IdleTime
from typefaces import only_own_fonts

pytest_plugins = ["second_try", "skipped_tests"]

# How long one example takes says how busy this computer is. What a machine builds from one commit comes out the same.
settings.register_profile("dialtone", derandomize=bool(os.environ.get("CI")), deadline=None)
settings.load_profile("dialtone")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

_HOMES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")


@pytest.fixture(scope="session", autouse=True)
def _own_fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What fits into a window does not depend on the fonts of the computer. Before Qt starts: it reads them once."""
    with only_own_fonts(tmp_path_factory.mktemp("fonts")):
        yield


@pytest.fixture(scope="session")
def _new_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet. `mktemp` looks through all that were made before: long, for thousands."""
    homes = tmp_path_factory.mktemp("homes")
    return (homes / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_folders(_new_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    home = next(_new_homes)
    for name in _HOMES:
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that leaves this computer fails the test. Lab tests start the program in a network of their own."""
    if request.node.get_closest_marker("lab") is None:
        for name in ("connect", "connect_ex", "sendto", "send"):
            monkeypatch.setattr(socket.socket, name, _guarded(name, getattr(socket.socket, name)))


def _guarded(name: str, method: Callable[..., object]) -> Callable[..., object]:
    def guarded(self: socket.socket, *arguments: object) -> object:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            datagrams = self.type == socket.SOCK_DGRAM
            if name == "send":
                address = self.getpeername() if datagrams else None
            else:  # naming the other end of a datagram socket sends nothing
                address = None if datagrams and name.startswith("connect") else arguments[-1]
            if isinstance(address, tuple) and not _is_here(address[0]):
                raise AssertionError(f"a test may not reach {address[0]}")
        return method(self, *arguments)

    return guarded


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def idle_time() -> IdleTime:
    return IdleTime()


@pytest.fixture(scope="session")
def anyio_backend(idle_time: IdleTime) -> tuple[str, dict[str, Any]]:
    return idle_time.backend


@pytest.fixture
def repository() -> Path:
    return Path(__file__).resolve().parents[1]
