"""A version of Dialtone that its makers announced, as `release.json` has it: its name, what changed, its packages."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta

from dialtone.model.frozen import Frozen

_Sentences = Annotated[tuple[str, ...], Meta(max_length=12)]
_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]


class ReleaseFile(Frozen):
    """A package, as it has to be to the last byte."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$")]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Meta(ge=1, le=2_000_000_000)]


class Release(Frozen):
    """What an announcement says."""

    version: Annotated[str, Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,3}$")]
    day: date
    changes: Mapping[_Language, _Sentences] = {}
    """What changed, a sentence each, by language."""
    files: Annotated[tuple[ReleaseFile, ...], Meta(max_length=60)] = ()

    def changes_in(self, language: str) -> tuple[str, ...]:
        """Return what changed in the language of the reader, or in English where it was not written in it."""
        return self.changes.get(language) or self.changes.get("en", ())
