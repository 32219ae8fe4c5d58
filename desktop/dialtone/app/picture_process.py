"""Reads the QR codes in a picture in a separate, limited process: a picture may attack its decoder."""

import logging
import os
import subprocess
import sys
from contextlib import suppress

from dialtone import PICTURE_READER
from dialtone.app.process_apart import run_apart
from dialtone.system.own_process import limit_this_process

LARGEST_PICTURE = 8_000_000
"""Maximum bytes of a picture."""
_LONGEST_ANSWER = 10_000  # in bytes
_TIMEOUT_SECONDS = 20.0
_MEMORY = 800_000_000  # bytes of address space: the libraries take 250 MB, and the largest picture 125 MB
_PROCESSOR_SECONDS = 10
_log = logging.getLogger(__name__)


def read_picture_apart(data: bytes) -> str:
    """Return the texts of the QR codes in a picture, one per line; empty if there are none or it cannot be read."""
    try:
        answer = run_apart(PICTURE_READER, data, _TIMEOUT_SECONDS)
    except (OSError, subprocess.SubprocessError) as problem:
        _log.warning("no picture was read: %s", type(problem).__name__)
        return ""
    return answer[:_LONGEST_ANSWER].decode("utf-8", errors="replace")


def serve_picture() -> int:
    """Read a picture from standard input, and write the texts of its QR codes to standard output; return the exit code.

    It is 1 if the picture is too large. This process is limited before it decodes anything.
    """
    with os.fdopen(0, "rb") as request, os.fdopen(1, "wb") as reply:
        data = request.read(LARGEST_PICTURE + 1)
        if len(data) > LARGEST_PICTURE:
            return 1
        from dialtone.ui.painting.qr_reader import read_qr_texts  # the terminal's commands never load Qt

        limit_this_process(_MEMORY, _PROCESSOR_SECONDS)
        reply.write("\n".join(read_qr_texts(data)).encode()[:_LONGEST_ANSWER])
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.flush()
    return 0
