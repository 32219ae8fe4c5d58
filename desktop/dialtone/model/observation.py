"""One step of one attempt against one target, and what came of it."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.fact import Fact, FactValue
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, Step, Variant


class Observation(Frozen):
    """At most one failure; the steps after it do not exist."""

    number: int
    """Unique in a check, in order of the end of the step."""
    messenger: str
    """Empty for a control."""
    endpoint: str
    step: Step
    target: str
    """`157.240.0.60:443`, or for a lookup `name@resolver`."""
    started: float
    """Seconds since the check began."""
    seconds: float
    failure: Failure | None = None
    facts: Mapping[Fact, FactValue] = field(default_factory=dict)
    attempt: int = 0
    """All steps of one connection share this number."""
    variant: Variant = Variant.APP
    row: str = ""
    """Which row of `engine/rows.py` asked it, or which follow-up of `probe/`; empty in older checks."""

    @property
    def host(self) -> str:
        """The address or name of the target, without brackets; of a lookup nothing that means anything."""
        return self.target.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port of the target; 0 where it names none."""
        port = self.target.rpartition(":")[2]
        return int(port) if port.isdecimal() else 0

    @property
    def ok(self) -> bool:
        """Whether the step succeeded."""
        return self.failure is None
