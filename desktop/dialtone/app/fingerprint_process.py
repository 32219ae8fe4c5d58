"""Computes a network's fingerprint in a separate process: OpenSSL and 16 MB for a fifth of a second, then nothing.

The program in the tray needs it once per network. The mark is sent through a pipe, because every user of the computer
can see arguments.
"""

import logging
import os
import subprocess
import sys

from dialtone import FINGERPRINTER
from dialtone.store.network_fingerprint import network_fingerprint
from dialtone.system.own_command import own_command

_log = logging.getLogger(__name__)
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LONGEST = 10_000
_PATIENCE_SECONDS = 60.0


def fingerprint_apart(salt: bytes, mark: bytes) -> bytes:
    """Return the fingerprint of a network; if no process can be started, it is computed here."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, by its own path
            [*own_command(), FINGERPRINTER],
            input=f"{salt.hex()} {mark.hex()}\n".encode(),
            stdout=subprocess.PIPE,
            timeout=_PATIENCE_SECONDS,
            check=True,
            creationflags=_NO_CONSOLE,
        )
        if made := bytes.fromhex(done.stdout.decode("ascii")):
            return made
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        _log.warning("no process for a fingerprint: %s", problem)
    return network_fingerprint(salt, mark)


def serve_fingerprint() -> int:
    """Answer one request of the window's process; 1 if it makes no sense, or nobody waits for the answer any more."""
    try:
        with os.fdopen(0, "rb") as request, os.fdopen(1, "wb") as reply:
            salt, mark = (bytes.fromhex(part) for part in request.readline(_LONGEST).decode("ascii").split(" "))
            reply.write(network_fingerprint(salt, mark).hex().encode())
    except (ValueError, OSError):
        return 1
    if sys.stderr is not None:
        sys.stderr.flush()
    return 0
