"""Claims: what a verdict says where a hypothesis is accepted."""

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Degree, FunctionStatus, NetworkStatus

_AT_FAULT = {
    Cause.SERVICE_DOWN: "service",
    Cause.SERVICE_REFUSES: "service",
    Cause.THIS_COMPUTER: "computer",
    Cause.OWN_FILTER: "home",
    Cause.UNEXPLAINED: "nobody",
    None: "nobody",
}
"""Who is at fault, by cause: people ask that first. For all other causes it is the network."""


class Claim(Frozen):
    """What the verdict says where a hypothesis is accepted."""

    status: FunctionStatus | NetworkStatus
    cause: Cause | None = None
    degree: Degree | None = None
    """How much passes; for networks only."""

    @property
    def essence(self) -> tuple[FunctionStatus | NetworkStatus, str]:
        """The status, and who is at fault. Claims of the same essence differ only in the mechanism."""
        return self.status, _AT_FAULT.get(self.cause, "network")


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
UNKNOWN, UNEXPLAINED = Claim(FunctionStatus.UNKNOWN), unknown(Cause.UNEXPLAINED)
