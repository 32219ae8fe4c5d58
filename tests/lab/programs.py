"""Programs from Debian that run beside the lab's own servers: found, started and waited for."""

import contextlib
import select
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence

from lab import netns

_STEP = 0.05  # seconds between two attempts to connect
_MOST_STEPS = 2400  # a busy computer may take two minutes to start one


def find(program: str) -> str:
    """Return the path of a program; empty where it is not installed."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin") or ""


def start(
    command: Sequence[str], place: tuple[str, int] | None = None, env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a program that ends with this process; return once it listens at a place. Raises as `wait_for`."""
    process = subprocess.Popen(
        command,
        preexec_fn=lambda: netns.die_with_parent(signal.SIGKILL),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env,
    )
    if place is not None:
        wait_for(place, process)
    return process


def wait_for(place: tuple[str, int], process: subprocess.Popen[bytes]) -> None:
    """Wait until a program listens. Raises `TimeoutError`, and `ChildProcessError` if it ends instead."""
    for _ in range(_MOST_STEPS):
        with contextlib.suppress(OSError), socket.create_connection(place, 1):
            return
        if process.poll() is not None:
            raise ChildProcessError(f"{process.args!r} ended with code {process.returncode}")
        select.select((), (), (), _STEP)
    raise TimeoutError(f"nothing listens at {place}")
