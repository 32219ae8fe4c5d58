"""Who publishes this copy of Dialtone: `resources/publisher.toml`, empty in the sources. Packaging uses this too.

Standard library only: packages are built where the program's libraries are not installed.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

FILE = "publisher.toml"
NO_CONTACT = "nobody@dialtone.invalid"
"""Mail is never delivered to a name under `.invalid` (RFC 2606)."""


class Publisher(NamedTuple):
    """The home page and the contact of this copy of Dialtone; both may be empty."""

    name: str
    home_page: str
    contact: str

    @property
    def maintainer(self) -> str:
        """The maintainer in Debian's format: a name and an address, neither of which may be missing."""
        return f"{self.name} <{self.contact or NO_CONTACT}>"


def load_publisher(resources: Path) -> Publisher:
    """Read the file as it is: what it may hold is checked when a package is built (`packaging/publisher.py`)."""
    return Publisher(**tomllib.loads((resources / FILE).read_text(encoding="utf-8")))
