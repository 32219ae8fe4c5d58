"""What is remembered of checks: coarse, without any trace of the place."""

from dataclasses import dataclass
from datetime import datetime

from dialtone.model.vocabulary import Cause, Function, FunctionStatus, MessengerStatus


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """One messenger in one hour on one network: the last verdict of that hour."""

    hour: datetime
    """A full hour, in UTC."""
    network: int
    """1, 2, 3…: networks in the order in which they were first met; their names are not kept."""
    messenger: str
    status: MessengerStatus
    causes: tuple[Cause, ...] = ()
    functions: tuple[tuple[Function, FunctionStatus], ...] = ()
    vpn: bool = False
