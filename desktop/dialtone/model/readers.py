"""What sources say about a messenger: who can read along, and who is locked out after too long an absence."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from dialtone.model.file_fields import AddressHash, NonEmpty
from dialtone.model.frozen import Frozen


class Readers(StrEnum):
    """Who can read along, as far as known. Ordered from the safest to the least safe."""

    NOBODY = "nobody"
    """Only the people in the chat, without switching anything on."""
    IF_SWITCHED_ON = "if_switched_on"
    """Only they, if the person switched that on; otherwise the company too."""
    SERVER_OWNER = "server_owner"
    """The owner of the server that the person chose."""
    COMPANY = "company"
    UNKNOWN = "unknown"
    """Sources contradict each other."""
    STATE = "state"
    """The company and, according to a source that was read, through it the authorities of a country."""


NO_STATE = (Readers.NOBODY, Readers.IF_SWITCHED_ON, Readers.SERVER_OWNER, Readers.COMPANY)
"""Those among whom there is no state, from the safest on. Unclear readers count as a state."""


class FactSource(Frozen):
    """A source. Its address is not shipped: docs/sources/readers.toml has it."""

    publisher: NonEmpty
    address: AddressHash
    read: bool
    """Whether the source itself was read, if only as a stored copy."""
    dated: Annotated[str, Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?\Z")] = ""
    """`2026`, `2026-03` or `2026-03-14`; empty where it has no date."""


class WhoReads(Frozen):
    """Who can read the messages of a messenger and hear its calls. It never expires: it is shown with its date."""

    messages: Readers
    checked: date
    """The day on which a reviewer looked at the sources."""
    sources: tuple[FactSource, ...]
    calls: Readers | None = None
    """Only where calls differ from messages."""


class Away(StrEnum):
    """Which device was away, and what happens to it."""

    PHONE = "phone"
    """The phone: linked computers are signed out."""
    COMPUTER = "computer"
    """This computer: it is unlinked."""
    ACCOUNT = "account"
    """The phone, for long: the account is deleted."""


class LockOut(Frozen):
    """One lock-out period of a messenger. The catalogue has only those whose source was read."""

    away: Away
    days: Annotated[int, Meta(ge=1)]
    checked: date
    sources: tuple[FactSource, ...]
