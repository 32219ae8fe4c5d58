"""When a person who was away too long is locked out: a computer that is signed out, an account that is deleted."""

from datetime import date
from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.readers import FactSource


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
