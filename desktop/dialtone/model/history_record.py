"""What is remembered of checks: coarse, without any trace of the place."""

from datetime import datetime

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus


class HistoryRecord(Frozen):
    """One messenger in one hour on one network: the last verdict of that hour, and the worst."""

    hour: datetime
    """A full hour, in UTC."""
    network: int
    """1, 2, 3…: networks in the order in which they were first met; their names are not kept."""
    messenger: str
    status: MessengerStatus
    causes: tuple[Cause, ...] = ()
    functions: tuple[tuple[Function, FunctionStatus], ...] = ()
    vpn: bool = False
    worst: MessengerStatus | None = None
    """The worst status of that hour; None where it is the last one, too."""
    confidence: Confidence = Confidence.SURE
    """How sure the worst is."""

    @property
    def worst_status(self) -> MessengerStatus:
        """What the hour is remembered by."""
        return self.worst or self.status
