"""Starts a command, presses ctrl-C some seconds after it began to talk to the network, and tells as JSON how it ended.

Runs inside the lab. Usage: interrupted.py SECONDS COMMAND...
"""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import time

import psutil

PATIENCE = 60.0


def _talks(process: psutil.Process) -> bool:
    """A socket to another machine exists."""
    return any(connection.raddr for connection in process.net_connections("inet"))


def main() -> None:
    """Start, interrupt, tell."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(sys.argv[2:], stdout=out, stderr=err)
        seen = psutil.Process(child.pid)
        deadline = time.monotonic() + PATIENCE
        talked = False
        while not talked and child.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(0.02)
            with contextlib.suppress(psutil.Error):
                talked = _talks(seen)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(float(sys.argv[1]))
        pressed = time.monotonic()
        child.send_signal(signal.SIGINT)
        try:
            code = child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        seconds = time.monotonic() - pressed
        out.seek(0)
        err.seek(0)
        story = {
            "talked": talked,
            "exit_code": code,
            "seconds": seconds,
            "stdout": out.read().decode(),
            "stderr": err.read().decode(),
        }
    print(json.dumps(story))


if __name__ == "__main__":
    main()
