"""Who publishes this copy of Dialtone (`resources/publisher.toml`, empty in the sources), and under which licences.

Packaging uses this too, where the program's libraries are not installed: so this imports only the standard library.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

FILE = "publisher.toml"
NO_CONTACT = "nobody@dialtone.invalid"
"""Mail is never delivered to a name under `.invalid` (RFC 2606)."""
_ALL_LICENCES = "LICENCES.txt"  # written when the program is frozen, by `packaging/licences.py`
_OWN_LICENCE = "LICENSE"


class OwnPublisher(NamedTuple):
    """Who publishes this copy of Dialtone. The home page and the contact may be empty."""

    name: str
    home_page: str
    contact: str

    @property
    def maintainer(self) -> str:
        """The maintainer in Debian's format: a name and an address, neither of which may be missing."""
        return f"{self.name} <{self.contact or NO_CONTACT}>"


def load_publisher(resources: Path) -> OwnPublisher:
    """Read the file as it is: what it may hold is checked when a package is built (`packaging/publisher.py`)."""
    return OwnPublisher(**tomllib.loads((resources / FILE).read_text(encoding="utf-8")))


def read_licences(resources: Path) -> str:
    """Return all texts of a frozen program; else only Dialtone's own, since each library then has its own text."""
    from importlib.metadata import PackageNotFoundError, distribution  # imported here: it loads the email parser

    for file in (resources / _ALL_LICENCES, resources.parent / _OWN_LICENCE):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    try:
        files = [file for file in distribution("dialtone-desktop").files or () if file.name == _OWN_LICENCE]
    except PackageNotFoundError:
        return ""
    return files[0].read_text(encoding="utf-8") if files else ""
