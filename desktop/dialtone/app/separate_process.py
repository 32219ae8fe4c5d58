"""Tasks that this program, started again, does in a process of its own, which does not share the memory of this one.

A network's fingerprint needs OpenSSL and 16 MB for a fifth of a second, which the program in the tray would keep. The
QR codes in a picture are read in a limited process, as a picture may attack its decoder.
"""

import logging
import os
import subprocess

from dialtone import FINGERPRINTER, PICTURE_READER
from dialtone.store.network_fingerprint import compute_fingerprint
from dialtone.system.own_process import limit_this_process, own_command

LARGEST_PICTURE = 8_000_000
"""Maximum bytes of a picture."""
_LONGEST_REQUEST = 10_000  # in bytes, for a fingerprint
_LONGEST_ANSWER = 10_000  # in bytes, about a picture
_FINGERPRINT_SECONDS = 60.0
_PICTURE_SECONDS = 20.0
_MEMORY = 800_000_000  # bytes of address space: the libraries take 250 MB, and the largest picture 125 MB
_PROCESSOR_SECONDS = 10
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for each program that is started, unless this flag is set."""
_log = logging.getLogger(__name__)


def _run_apart(task: str, data: bytes, seconds: float) -> bytes:
    """Return what this program writes when started with `task` as its argument and `data` on standard input.

    Other users of the computer can see arguments, but not the pipe. Raises `OSError` if this program cannot be started,
    and `subprocess.SubprocessError` if it fails or takes longer than `seconds`.
    """
    process = subprocess.run(  # noqa: S603 - our own program, by its own path
        [*own_command(), task],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
        creationflags=_NO_CONSOLE,
    )
    return process.stdout


def fingerprint_apart(salt: bytes, mark: bytes) -> bytes:
    """Return the fingerprint of a network; if no process can be started, it is computed here."""
    try:
        answer = _run_apart(FINGERPRINTER, f"{salt.hex()} {mark.hex()}\n".encode(), _FINGERPRINT_SECONDS)
        if fingerprint := bytes.fromhex(answer.decode("ascii")):
            return fingerprint
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        _log.warning("no process for a fingerprint: %s", problem)
    return compute_fingerprint(salt, mark)


def serve_fingerprint() -> int:
    """Answer one request on standard input; return the exit code: 1 for a damaged request, or without a reader."""
    try:
        with os.fdopen(0, "rb") as request, os.fdopen(1, "wb") as reply:
            salt, mark = (bytes.fromhex(part) for part in request.readline(_LONGEST_REQUEST).decode("ascii").split(" "))
            reply.write(compute_fingerprint(salt, mark).hex().encode())
    except (ValueError, OSError):
        return 1
    return 0


def read_picture_apart(data: bytes) -> str:
    """Return the texts of the QR codes in a picture, one per line; empty if there are none or it cannot be read."""
    try:
        answer = _run_apart(PICTURE_READER, data, _PICTURE_SECONDS)
    except (OSError, subprocess.SubprocessError) as problem:
        _log.warning("no picture was read: %s", type(problem).__name__)
        return ""
    return answer[:_LONGEST_ANSWER].decode("utf-8", errors="replace")


def serve_picture() -> int:
    """Write the texts of the QR codes in a picture on standard input; return the exit code: 1 if it is too large."""
    with os.fdopen(0, "rb") as request, os.fdopen(1, "wb") as reply:
        data = request.read(LARGEST_PICTURE + 1)
        if len(data) > LARGEST_PICTURE:
            return 1
        from dialtone.ui.painting.qr_reader import read_qr_texts  # the terminal's commands never load Qt

        limit_this_process(_MEMORY, _PROCESSOR_SECONDS)  # before anything is decoded
        reply.write("\n".join(read_qr_texts(data)).encode()[:_LONGEST_ANSWER])
    return 0
