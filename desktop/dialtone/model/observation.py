"""One step of one attempt against one target, and its outcome."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.fact import Fact, FactValue
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, Step, Variant


class Observation(Frozen):
    """At most one failure; steps after a failed one do not exist."""

    number: int
    """Unique within a check, in the order in which the steps ended."""
    messenger: str
    """Empty for a control."""
    endpoint: str
    step: Step
    target: str
    """`157.240.0.60:443`, or `name@resolver` for a lookup."""
    started: float
    """Seconds since the check began."""
    seconds: float
    failure: Failure | None = None
    facts: Mapping[Fact, FactValue] = field(default_factory=dict)
    attempt: int = 0
    """All steps of one connection share this number."""
    variant: Variant = Variant.APP
    row: str = ""
    """The row of `engine/rows.py`, or the follow-up in `probe/`, that requested it; empty in older checks."""

    @property
    def host(self) -> str:
        """The address or name of the target, without brackets; meaningless for a lookup."""
        return self.target.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port of the target; 0 where it has none."""
        port = self.target.rpartition(":")[2]
        return int(port) if port.isdecimal() else 0

    @property
    def ok(self) -> bool:
        """Whether the step succeeded."""
        return self.failure is None
