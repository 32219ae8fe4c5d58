"""Who vouches for servers: the public roots that Mozilla's list does not hold, and the programs that inspect TLS."""

from enum import StrEnum
from fnmatch import fnmatchcase

from dialtone.model.frozen import Frozen


class ListedRoots(Frozen):
    """Public roots beside Mozilla's list of today: those it once held, and those of other systems' lists."""

    certificates: tuple[bytes, ...] = ()
    """DER; a chain can be followed to them."""
    fingerprints: frozenset[bytes] = frozenset()
    """SHA-256, of all public roots: enough where the system has the root itself."""


class InspectorPlace(StrEnum):
    """Where a program runs that opens TLS with certificates of its own."""

    COMPUTER = "computer"
    """An antivirus or a filter, installed here."""
    NETWORK = "network"
    """A gateway of a workplace or a school."""
    STATE = "state"
    """An authority that a state asks people to trust."""


class Inspector(Frozen):
    """A program that inspects TLS, by the issuers that it writes into certificates."""

    id: str
    name: str
    """As people know it."""
    place: InspectorPlace
    issuers: tuple[str, ...]
    """What the issuer's name, or its organization, is like: `*` stands for anything, capitals do not matter."""
    source: str

    def issued(self, *names: str) -> bool:
        """Return whether one of an issuer's names is this program's."""
        shapes = [issuer.casefold() for issuer in self.issuers]
        return any(fnmatchcase(name.casefold(), shape) for name in names for shape in shapes)
