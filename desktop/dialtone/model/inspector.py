"""Programs and gateways that inspect TLS, recognised by the issuers in their certificates."""

from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated

from msgspec import Meta

from dialtone.model.file_fields import Identifier, NonEmpty
from dialtone.model.frozen import Frozen


class InspectorPlace(StrEnum):
    """Where a program runs that intercepts TLS with its own certificates."""

    COMPUTER = "computer"
    """An antivirus program or a filter installed here."""
    NETWORK = "network"
    """A gateway of a workplace or school."""
    STATE = "state"
    """An authority that a state asks people to trust."""


class Inspector(Frozen):
    """A program that inspects TLS, recognised by the issuers in its certificates."""

    id: Identifier
    name: NonEmpty
    place: InspectorPlace
    issuers: Annotated[tuple[Annotated[str, Meta(min_length=6)], ...], Meta(min_length=1)]
    """Patterns for the issuer's name or organization: `*` matches anything, case does not matter. Shorter
    ones would match other issuers too."""
    source: NonEmpty

    def issued(self, *names: str) -> bool:
        """Return whether one of an issuer's names belongs to this program."""
        patterns = [issuer.casefold() for issuer in self.issuers]
        return any(fnmatchcase(name.casefold(), pattern) for name in names for pattern in patterns)
