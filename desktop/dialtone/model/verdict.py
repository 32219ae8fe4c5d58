"""What is claimed, how sure it is, and which observations it rests on."""

from dataclasses import dataclass

from dialtone.model.computer import OldApp
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One rule that held, and the numbers of the observations it rests on."""

    kind: EvidenceKind
    observations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkVerdict:
    """The state of the network itself."""

    status: NetworkStatus
    flags: tuple[NetworkFlag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.SURE
    round_trip: float = 0.0
    """Seconds for one round trip to the nearest foreign control; 0 where unknown."""


@dataclass(frozen=True, slots=True)
class FunctionVerdict:
    """One function of a messenger."""

    function: Function
    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    """The primary cause first."""
    confidence: Confidence = Confidence.SURE
    evidence: tuple[Evidence, ...] = ()
    why_not: str = ""
    """For `not_tested`: a wording key."""


@dataclass(frozen=True, slots=True)
class MessengerVerdict:
    """A messenger as a whole."""

    messenger: str
    name: str
    status: MessengerStatus
    causes: tuple[Cause, ...] = ()
    confidence: Confidence = Confidence.SURE
    functions: tuple[FunctionVerdict, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    installed: bool = False
    why: str = ""
    """Where there is nothing to test: a wording key."""
    note: str = ""
    """What to know whatever the network: a wording key."""
    old_app: OldApp | None = None
    """The installed app, where it is too old: what it does may differ from what was tested."""

    def function(self, function: Function) -> FunctionVerdict | None:
        """The verdict about one function, where the messenger has it."""
        return next((f for f in self.functions if f.function is function), None)
