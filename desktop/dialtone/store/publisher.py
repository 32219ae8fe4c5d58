"""Who publishes this copy of Dialtone: `resources/publisher.toml`, empty in the sources. Packaging uses this too.

Standard library only: packages are built where the program's libraries are not installed.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

FILE = "publisher.toml"
NO_CONTACT = "nobody@dialtone.invalid"
"""Mail is never delivered to a name under `.invalid` (RFC 2606)."""
_LONGEST = 200
_ALLOWED = {
    # They end up in control files, commands and XML of the packages: no character may have a special meaning there.
    "name": re.compile(r"[\w .'-]+"),
    "home_page": re.compile(r"(https://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?)?"),
    "contact": re.compile(r"([A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?"),
}


class PublisherError(ValueError):
    """The file cannot be used. The message is one line."""


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
    """Read the file. Raises `PublisherError`."""
    try:
        fields = tomllib.loads((resources / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PublisherError(f"{FILE}: it cannot be read ({type(error).__name__})") from None
    if set(fields) != set(Publisher._fields):
        raise PublisherError(f"{FILE}: it must name {', '.join(_ALLOWED)}, and nothing else")
    for key, value in fields.items():
        if not isinstance(value, str) or len(value) > _LONGEST or not _ALLOWED[key].fullmatch(value):
            raise PublisherError(f"{FILE}: {key} is not what it must be")
    return Publisher(**fields)
