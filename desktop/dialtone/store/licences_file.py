"""The licence texts of the components of this program, where it runs from."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_ALL = "LICENCES.txt"  # written when the program is frozen, by `packaging/licences.py`
_OURS = "LICENSE"
_DISTRIBUTION = "dialtone-desktop"


def read_licences(resources: Path) -> str:
    """Return all texts of a frozen program; else only Dialtone's own, since each library then has its own text."""
    for file in (resources / _ALL, resources.parent / _OURS):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    try:
        files = [file for file in distribution(_DISTRIBUTION).files or () if file.name == _OURS]
    except PackageNotFoundError:
        return ""
    return files[0].read_text(encoding="utf-8") if files else ""
