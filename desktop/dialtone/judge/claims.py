"""Claims: what a verdict says where a hypothesis is accepted."""

from functools import partial

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


blocked, slow = partial(Claim, FunctionStatus.BLOCKED), partial(Claim, FunctionStatus.SLOW)
unknown = partial(Claim, FunctionStatus.UNKNOWN)
"""With a possible cause."""
WORKS, DOWN = Claim(FunctionStatus.WORKS), Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
UNKNOWN, UNEXPLAINED = Claim(FunctionStatus.UNKNOWN), unknown(Cause.UNEXPLAINED)
