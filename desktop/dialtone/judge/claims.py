"""Claims: what a verdict says if a hypothesis is accepted."""

from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Degree, FunctionStatus, NetworkStatus


class Fault(StrEnum):
    """Whose fault it is: what people ask first, and where claims with different causes really differ."""

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
    """What the verdict says if a hypothesis is accepted."""

    status: FunctionStatus | NetworkStatus
    cause: Cause | None = None
    degree: Degree | None = None
    """For a network: how much passes."""

    @property
    def essence(self) -> tuple[FunctionStatus | NetworkStatus, Fault]:
        """The status and whose fault it is. Two claims that agree in these differ only in the mechanism."""
        return self.status, _FAULTS.get(self.cause, Fault.NETWORK)


def blocked(cause: Cause) -> Claim:
    """Return the claim that something is blocked."""
    return Claim(FunctionStatus.BLOCKED, cause)


def slow(cause: Cause) -> Claim:
    """Return the claim that something is slow."""
    return Claim(FunctionStatus.SLOW, cause)


def unknown(cause: Cause) -> Claim:
    """Return the claim that the state is unknown, with a possible cause."""
    return Claim(FunctionStatus.UNKNOWN, cause)


WORKS, DOWN = Claim(FunctionStatus.WORKS), Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
UNEXPLAINED = unknown(Cause.UNEXPLAINED)
