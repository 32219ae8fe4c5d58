"""Computes a network's fingerprint in a separate process, which needs OpenSSL and 16 MB for a fifth of a second.

The program in the tray needs a fingerprint once per network, and would keep that memory.
"""

import logging
import os
import subprocess
import sys

from dialtone import FINGERPRINTER
from dialtone.app.process_apart import run_apart
from dialtone.store.network_fingerprint import compute_fingerprint

_log = logging.getLogger(__name__)
_LONGEST = 10_000  # in bytes, of a request
_TIMEOUT_SECONDS = 60.0


def fingerprint_apart(salt: bytes, mark: bytes) -> bytes:
    """Return the fingerprint of a network; if no process can be started, it is computed here."""
    try:
        answer = run_apart(FINGERPRINTER, f"{salt.hex()} {mark.hex()}\n".encode(), _TIMEOUT_SECONDS)
        if fingerprint := bytes.fromhex(answer.decode("ascii")):
            return fingerprint
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        _log.warning("no process for a fingerprint: %s", problem)
    return compute_fingerprint(salt, mark)


def serve_fingerprint() -> int:
    """Answer one request on standard input; return the exit code: 1 for a damaged request, or without a reader."""
    try:
        with os.fdopen(0, "rb") as request, os.fdopen(1, "wb") as reply:
            salt, mark = (bytes.fromhex(part) for part in request.readline(_LONGEST).decode("ascii").split(" "))
            reply.write(compute_fingerprint(salt, mark).hex().encode())
    except (ValueError, OSError):
        return 1
    if sys.stderr is not None:
        sys.stderr.flush()
    return 0
