"""A whole check: what `dialtone check --json` prints and `dialtone open` reads."""

from datetime import datetime
from enum import StrEnum, unique

from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


@unique
class OutsideOutcome(StrEnum):
    """What came of asking past a VPN. Only after `ANSWERED` is there a verdict: the rest is never a block."""

    ANSWERED = "answered"
    """Controls answered on that way too."""
    LOCKED = "locked"
    """This computer lets nothing past the VPN: a kill switch."""
    NO_WAY = "no_way"
    """No default route leads past it."""
    STRICT_PATHS = "strict_paths"
    """Nothing came back, and the system drops answers that come another way (strict reverse-path filtering)."""
    SILENT = "silent"
    """Nothing came back: a kill switch that drops, or no line."""
    NO_NAMES = "no_names"
    """No resolver answered past it: many VPNs keep those questions for themselves."""
    SIGN_IN = "sign_in"
    """The network below wants a sign-in."""
    CANNOT_BIND = "cannot_bind"
    """The system does not let us choose the interface."""


class OutsideCheck(Frozen):
    """The same messengers, asked past the VPN because the person wanted it."""

    outcome: OutsideOutcome
    check: "Check | None" = None
    """What was observed; None where nothing could be sent. Its verdicts count only after `ANSWERED`."""


class Check(Frozen):
    """Everything measured and judged in one run."""

    app_version: str
    catalogue_version: str
    started_at: datetime
    """With its time zone; UTC in files."""
    seconds: float
    bytes_sent: int
    bytes_received: int
    platform: str
    network: NetworkVerdict
    messengers: tuple[MessengerVerdict, ...]
    observations: tuple[Observation, ...]
    outside: OutsideCheck | None = None
    """The other side of a VPN, where that was asked too."""

    @property
    def answered_outside(self) -> "Check | None":
        """What was found past the VPN, where controls answered there."""
        found = self.outside
        return found.check if found is not None and found.outcome is OutsideOutcome.ANSWERED else None

    def messenger(self, identifier: str) -> MessengerVerdict | None:
        """Return the verdict about one messenger."""
        return next((m for m in self.messengers if m.messenger == identifier), None)
