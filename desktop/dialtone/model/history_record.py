"""What the history remembers of checks: coarse, without any trace of the place."""

from datetime import datetime
from typing import NamedTuple

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus


class RememberedFunction(NamedTuple):
    """The last verdict of an hour on one function."""

    function: Function
    status: FunctionStatus
    certainty: Confidence | None = None
    """None if an earlier version stored the record."""


class HistoryRecord(Frozen):
    """One messenger in one hour on one network: the last verdict of that hour, and the worst."""

    hour: datetime
    """The start of the hour, in UTC."""
    network: int
    """1, 2, 3…: networks in the order in which they were first seen; their names are not stored."""
    messenger: str
    status: MessengerStatus
    causes: tuple[Cause, ...] = ()
    functions: tuple[RememberedFunction, ...] = ()
    vpn: bool = False
    helper: bool = False
    """No VPN was on, but a helper program or a proxy, which may lead around what the network stops."""
    worst: MessengerStatus | None = None
    """The worst status of that hour; None if it is also the last one."""
    confidence: Confidence = Confidence.SURE
    """How certain the worst is."""

    @property
    def worst_status(self) -> MessengerStatus:
        """The status that represents the hour."""
        return self.worst or self.status

    @property
    def is_direct(self) -> bool:
        """Whether it was seen without a VPN, a helper program or a proxy: it then says something about the network."""
        return not (self.vpn or self.helper)

    @property
    def last_confidence(self) -> Confidence:
        """How certain the last verdict is; that is not stored if another one was the worst: then at most likely."""
        return self.confidence if self.worst_status is self.status else Confidence.LIKELY
