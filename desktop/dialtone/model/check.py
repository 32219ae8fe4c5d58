"""A whole check: what `dialtone check --json` prints and `dialtone open` reads."""

from dataclasses import dataclass
from datetime import datetime

from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


@dataclass(frozen=True, slots=True)
class Check:
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

    def messenger(self, identifier: str) -> MessengerVerdict | None:
        """Return the verdict about one messenger."""
        return next((m for m in self.messengers if m.messenger == identifier), None)
