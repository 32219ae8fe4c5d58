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
    IF_SWITCHED_ON = "if_switched_on"
    """Only they, if the person switched that on; otherwise the company too."""
    SERVER_OWNER = "server_owner"
    COMPANY = "company"
    UNKNOWN = "unknown"
    STATE = "state"
    """The company and, according to a source that was read, through it the authorities of a country."""


NO_STATE = (Readers.NOBODY, Readers.IF_SWITCHED_ON, Readers.SERVER_OWNER, Readers.COMPANY)
"""Those among whom there is no state, from the safest on. Unclear readers count as a state."""


class FactSource(Frozen):
    """A source. Its address is not shipped: docs/sources/readers.toml has it."""

    publisher: NonEmpty
    address: AddressHash
    read: bool
    dated: Annotated[str, Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?\Z")] = ""


class WhoReads(Frozen):
    """Who can read the messages of a messenger and hear its calls. It never expires: it is shown with its date."""

    messages: Readers
    checked: date
    sources: tuple[FactSource, ...]
    calls: Readers | None = None


class Away(StrEnum):
    """Which device was away, and what happens to it."""

    PHONE = "phone"
    COMPUTER = "computer"
    ACCOUNT = "account"


class LockOut(Frozen):
    """One lock-out period of a messenger. The catalogue has only those whose source was read."""

    away: Away
    days: Annotated[int, Meta(ge=1)]
    checked: date
    sources: tuple[FactSource, ...]
