"""A version of Dialtone announced by its makers, as in `release.json`: its name, changes and packages."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta

from dialtone.model.frozen import Frozen

_Sentences = Annotated[tuple[str, ...], Meta(max_length=12)]
_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]


class ReleaseFile(Frozen):
    """A package, exact to the last byte."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}\Z")]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    bytes: Annotated[int, Meta(ge=1, le=2_000_000_000)]


class Release(Frozen):
    """The content of an announcement."""

    version: Annotated[str, Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,3}\Z")]
    day: date
    changes: Mapping[_Language, _Sentences] = {}
    files: Annotated[tuple[ReleaseFile, ...], Meta(max_length=60)] = ()

    def changes_in(self, language: str) -> tuple[str, ...]:
        """Return what changed in the reader's language, or in English where that language is missing."""
        return self.changes.get(language) or self.changes.get("en", ())
