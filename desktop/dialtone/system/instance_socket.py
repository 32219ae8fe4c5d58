"""Where a second start finds the running Dialtone: a place that no other user of the computer can take or watch."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dialtone import APPLICATION_ID
from dialtone.system.quiet_files import path_exists

_NAME_IN_STATE = "instance"
_LONGEST = 100  # maximum bytes of a socket's path: the systems allow 104 on macOS and 108 on Linux, including the NUL


def find_instance_socket(state: Path, sha256: Callable[[bytes], bytes], environ: Mapping[str, str] = os.environ) -> str:
    """Return the path of the socket of this person's Dialtone; on Windows the name of a pipe; empty without a folder.

    `sha256` returns a digest: Python's own would load all of OpenSSL, 4 MB, while Qt has one already.
    """
    name = f"{APPLICATION_ID}-{sha256(str(state).encode('utf-8', 'replace')).hex()[:16]}"
    if sys.platform == "win32":
        return name
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    flatpak = environ.get("FLATPAK_ID", "")
    # Of a Flatpak's runtime folder only this part is shared by all sandboxes of a program.
    folder = Path(runtime, "app", flatpak) if flatpak else Path(runtime)
    paths = [folder / name, state / _NAME_IN_STATE] if runtime.startswith("/") else [state / _NAME_IN_STATE]
    for path in paths:
        if _is_own(path.parent) and len(os.fsencode(path)) <= _LONGEST:
            return str(path)
    return ""


def _is_own(folder: Path) -> bool:
    if sys.platform == "win32" or not path_exists(folder):
        return False
    status = folder.stat()
    return status.st_uid == os.getuid() and status.st_mode & 0o077 == 0
