"""A version of Dialtone that its makers announced: what it is called, what changed, and its packages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A package, as it has to be to the last byte."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Release:
    """What an announcement says."""

    version: str
    day: date
    changes: Mapping[str, tuple[str, ...]]
    """What changed, a sentence each, by language."""
    files: tuple[ReleaseFile, ...]

    def changes_in(self, language: str) -> tuple[str, ...]:
        """Return what changed in the language of the reader, or in English where it was not written in it."""
        return self.changes.get(language) or self.changes.get("en", ())
