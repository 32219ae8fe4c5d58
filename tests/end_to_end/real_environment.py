"""Programs of others from PyPI, each in an environment of its own in `build/real`: Dialtone does not depend on them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from end_to_end.conftest import REPOSITORY

_UV = shutil.which("uv") or str(REPOSITORY / "build" / "tools" / "bin" / "uv")
"""The one that `./dev` takes. A bare Debian's Python has neither venv nor pip."""


def python_with(release: str) -> Path:
    """Return a Python that has a release of a package, made once; skip the test where there is no package index."""
    folder = REPOSITORY / "build" / "real" / release
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists():
        made = _ends_well(_UV, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder))
        if not (made and _ends_well(_UV, "pip", "install", "--quiet", "--python", str(python), release)):
            pytest.skip(f"{release} could not be installed from PyPI")
        ready.touch()
    return python


def _ends_well(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
