"""Claims: what is said where an explanation is believed."""

from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Degree, FunctionStatus, NetworkStatus


class Fault(StrEnum):
    """Whose fault it is: what people ask first, and what two claims differ in when their causes do."""

    NETWORK = "network"
    SERVICE = "service"
    COMPUTER = "computer"
    HOME = "home"
    NOBODY = "nobody"


_FAULTS = {
    Cause.SERVICE_DOWN: Fault.SERVICE,
    Cause.SERVICE_REFUSES: Fault.SERVICE,
    Cause.THIS_COMPUTER: Fault.COMPUTER,
    Cause.OWN_FILTER: Fault.HOME,
    Cause.UNEXPLAINED: Fault.NOBODY,
    None: Fault.NOBODY,
}


class Claim(Frozen):
    """What is said where a hypothesis is believed."""

    status: FunctionStatus | NetworkStatus
    cause: Cause | None = None
    degree: Degree | None = None
    """Of a network: what passes there."""

    @property
    def essence(self) -> tuple[FunctionStatus | NetworkStatus, Fault]:
        """Whether it works, and whose fault it is. Two claims that agree in this differ in the mechanism alone."""
        return self.status, _FAULTS.get(self.cause, Fault.NETWORK)


def blocked(cause: Cause) -> Claim:
    """Return that something is stopped."""
    return Claim(FunctionStatus.BLOCKED, cause)


def slow(cause: Cause) -> Claim:
    """Return that something is slow."""
    return Claim(FunctionStatus.SLOW, cause)


def unknown(cause: Cause) -> Claim:
    """Return that it cannot be told, and what may be why."""
    return Claim(FunctionStatus.UNKNOWN, cause)


WORKS, DOWN = Claim(FunctionStatus.WORKS), Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
UNEXPLAINED = unknown(Cause.UNEXPLAINED)
