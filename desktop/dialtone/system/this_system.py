"""The operating system that Dialtone runs on."""

import os
import sys
from pathlib import Path

from dialtone.system.operating_system import OperatingSystem


def this_system() -> OperatingSystem:
    """Return the system, read from its registry or its folders."""
    if sys.platform == "win32":
        from dialtone.system.registry import Registry  # imported here: for Windows alone
        from dialtone.system.windows import Windows

        return Windows(Registry(), os.environ)
    if sys.platform == "darwin":
        from dialtone.system.macos import MacOS  # imported here: for macOS alone

        return MacOS(Path("/"), Path(os.path.expanduser("~")))
    from dialtone.system.linux import Linux  # imported here: for Linux alone

    return Linux(Path("/"), os.environ)
