"""A version of Dialtone that its makers announced: what it is called, what changed, and its packages."""

from collections.abc import Mapping
from datetime import date

from dialtone.model.frozen import Frozen


class ReleaseFile(Frozen):
    """A package, as it has to be to the last byte."""

    name: str
    sha256: str
    bytes: int


class Release(Frozen):
    """What an announcement says."""

    version: str
    day: date
    changes: Mapping[str, tuple[str, ...]]
    """What changed, a sentence each, by language."""
    files: tuple[ReleaseFile, ...]

    def changes_in(self, language: str) -> tuple[str, ...]:
        """Return what changed in the language of the reader, or in English where it was not written in it."""
        return self.changes.get(language) or self.changes.get("en", ())
