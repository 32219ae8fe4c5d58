"""Reads the QR codes in a picture in a separate, limited process: a picture may attack its decoder."""

import logging
import os
import subprocess
import sys
from contextlib import suppress

from dialtone import PICTURE_READER
from dialtone.system.own_command import own_command
from dialtone.system.own_process import limit_this_process

LARGEST_PICTURE = 8_000_000
"""Maximum bytes of a picture."""
_LONGEST_ANSWER = 10_000
_PATIENCE_SECONDS = 20.0
_MEMORY = 800_000_000
"""Bytes of address space: the libraries take 250 MB of it, and the largest picture 125."""
_PROCESSOR_SECONDS = 10
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_log = logging.getLogger(__name__)


def read_picture_apart(data: bytes) -> str:
    """Return the texts of the QR codes in a picture, one per line; empty if there are none or it cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, by its own path
            [*own_command(), PICTURE_READER],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=True,
            creationflags=_NO_CONSOLE,
        )
    except (OSError, subprocess.SubprocessError) as problem:
        _log.warning("no picture was read: %s", type(problem).__name__)
        return ""
    return done.stdout[:_LONGEST_ANSWER].decode("utf-8", errors="replace")


def serve_picture() -> int:
    """Read one picture for another of our processes."""
    with os.fdopen(0, "rb") as asking, os.fdopen(1, "wb") as telling:
        data = asking.read(LARGEST_PICTURE + 1)
        if len(data) > LARGEST_PICTURE:
            return 1
        from dialtone.ui.painting.qr_reader import qr_texts  # the terminal's commands never load Qt

        limit_this_process(_MEMORY, _PROCESSOR_SECONDS)
        telling.write("\n".join(qr_texts(data)).encode()[:_LONGEST_ANSWER])
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.flush()
    return 0
