"""A whole check: what `dialtone check --json` prints and `dialtone open` reads."""

from datetime import datetime
from enum import StrEnum, unique

from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


@unique
class OutsideOutcome(StrEnum):
    """The outcome of a check past the VPN. Verdicts exist only for `ANSWERED`; no other outcome is ever a block."""

    ANSWERED = "answered"
    """Controls answered on that path too."""
    LOCKED = "locked"
    """This computer lets nothing bypass the VPN: a kill switch."""
    NO_ROUTE = "no_way"
    """No default route bypasses it."""
    STRICT_PATHS = "strict_paths"
    """No answer, and the system drops packets that arrive on another interface (strict reverse-path filtering)."""
    SILENT = "silent"
    """No answer: a kill switch that drops packets, or no line."""
    NO_NAMES = "no_names"
    """No resolver answered past the VPN: many VPNs capture DNS queries."""
    SIGN_IN = "sign_in"
    CANNOT_BIND = "cannot_bind"
    """The system does not allow us to choose the interface."""


@unique
class KeptOutcome(StrEnum):
    """Whether open connections were watched for ten seconds where messages work but may stop later."""

    NOT_NEEDED = "not_needed"
    AWAITED = "awaited"
    NOT_AWAITED = "not_awaited"
    """The answer came first. Nothing that may stop is sure."""


class OutsideCheck(Frozen):
    """The check of the same messengers past the VPN, made at the person's request."""

    outcome: OutsideOutcome
    check: "Check | None" = None
    """What was observed; None where nothing could be sent. Its verdicts count only for `ANSWERED`."""


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
    """The check past the VPN, where that was requested too."""
    kept: KeptOutcome = KeptOutcome.NOT_NEEDED

    @property
    def answered_outside(self) -> "Check | None":
        """The check past the VPN, where controls answered there."""
        outside = self.outside
        return outside.check if outside is not None and outside.outcome is OutsideOutcome.ANSWERED else None

    def messenger(self, identifier: str) -> MessengerVerdict | None:
        """Return the verdict on one messenger, by its id; None if it was not tested."""
        return next((m for m in self.messengers if m.messenger == identifier), None)
