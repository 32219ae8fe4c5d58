"""The operating system that Dialtone runs on."""

import os
import sys
from pathlib import Path

from dialtone.system.operating_system import OperatingSystem

if sys.platform == "win32":
    from dialtone.system.registry import Registry
    from dialtone.system.windows import Windows

    def this_system() -> OperatingSystem:
        """Return Windows, read from its registry."""
        return Windows(Registry(), os.environ)

elif sys.platform == "darwin":
    from dialtone.system.macos import MacOS

    def this_system() -> OperatingSystem:
        """Return macOS, read from its folders."""
        return MacOS(Path("/"), Path(os.path.expanduser("~")))

else:
    from dialtone.system.linux import Linux

    def this_system() -> OperatingSystem:
        """Return Linux, read from its folders."""
        return Linux(Path("/"), os.environ)
