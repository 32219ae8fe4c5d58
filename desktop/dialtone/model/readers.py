"""What sources say of a messenger: who can read along, and who is locked out after being away for too long."""

from datetime import date
from enum import StrEnum

from dialtone.model.frozen import Frozen


class Readers(StrEnum):
    """Who can read along, as far as it is known. The order is from the safest to the least safe."""

    NOBODY = "nobody"
    """Nobody but the people in the chat, without anything being switched on."""
    IF_SWITCHED_ON = "if_switched_on"
    """Nobody else where the person switched that on; otherwise the company."""
    SERVER_OWNER = "server_owner"
    """The owner of the server that the person chose."""
    COMPANY = "company"
    UNKNOWN = "unknown"
    """Sources contradict each other."""
    STATE = "state"
    """The company, and through it the authorities of a country as a source that was read says."""


class FactSource(Frozen):
    """Where it comes from. Its address is not shipped: docs/sources/readers.toml has it."""

    publisher: str
    address: str
    """`sha256:` and the first 16 figures of the hash of the address."""
    read: bool
    """Whether its own words were read, if only as a stored copy."""
    dated: str = ""
    """`2026`, `2026-03` or `2026-03-14`; empty where it has no date."""


class WhoReads(Frozen):
    """Who can read the messages of a messenger and hear its calls. This never expires: it is said with its day."""

    messages: Readers
    checked: date
    """The day on which a reviewer looked at the sources."""
    sources: tuple[FactSource, ...]
    calls: Readers | None = None
    """Only where calls are another matter than messages."""


class Away(StrEnum):
    """Who must have stayed away, and what becomes of it."""

    PHONE = "phone"
    """The phone: linked computers are signed out."""
    COMPUTER = "computer"
    """This computer: it is unlinked."""
    ACCOUNT = "account"
    """The phone, for long: the account is deleted."""


class LockOut(Frozen):
    """One clock of a messenger. Only those are in the catalogue whose source was read."""

    away: Away
    days: int
    checked: date
    """The day on which a reviewer looked at the sources."""
    sources: tuple[FactSource, ...]
