"""What is claimed, how sure it is, and which observations it rests on."""

from dialtone.model.computer import OldApp
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Degree,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Prior,
)


class Evidence(Frozen):
    """What a rule found, and the numbers of the observations it rests on."""

    kind: EvidenceKind
    observations: tuple[int, ...] = ()
    rule: str = ""
    """The id of the rule (docs/rules.md); empty in checks saved by older versions. Not part of the claim."""
    program: str = ""
    """The known program that inspects TLS, as people call it, where one was found."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and self._claim == other._claim

    def __hash__(self) -> int:
        return hash(self._claim)

    @property
    def _claim(self) -> tuple[EvidenceKind, tuple[int, ...], str]:
        return self.kind, self.observations, self.program


class Rival(Frozen):
    """Another explanation of what was seen, which nothing that was observed excludes."""

    id: str
    prior: Prior


class Excluded(Frozen):
    """An explanation that an observation excludes."""

    id: str
    by: str
    """The sign that excludes it."""
    observations: tuple[int, ...] = ()


class Diagnosis(Frozen):
    """Why a claim is as certain as it is: what else would explain what was seen, and what would not."""

    hypothesis: str = ""
    """The id of the explanation that is claimed; empty where several explain it equally well, or none does."""
    prior: Prior = Prior.RARE
    proved: bool = False
    """Whether something was seen that only this explanation leaves behind."""
    standing: tuple[Rival, ...] = ()
    """Those that claim something else, the commonest first."""
    excluded: tuple[Excluded, ...] = ()


_ABOUT_SPEED = frozenset({"slowed_unseen", "too_short_to_tell"})


class NetworkVerdict(Frozen):
    """The state of the network itself."""

    status: NetworkStatus
    flags: tuple[NetworkFlag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.SURE
    round_trip: float = 0.0
    """Seconds for one round trip to the nearest foreign control; 0 where unknown."""
    degree: Degree | None = None
    """What passes and what does not; None where the status says all there is."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def controls_answer(self) -> bool:
        """Whether enough controls answered for a failure elsewhere to mean anything."""
        return any(e.kind is EvidenceKind.CONTROLS_ANSWER for e in self.evidence)

    @property
    def lossy(self) -> bool:
        """Whether silence is worth less than usual: on this line packets get lost, or wait behind others."""
        return any(e.kind in (EvidenceKind.LOSSY_LINE, EvidenceKind.NARROW_LINE) for e in self.evidence)


class EndpointVerdict(Frozen):
    """One endpoint of a messenger."""

    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    """The primary cause first."""
    confidence: Confidence = Confidence.SURE
    evidence: tuple[Evidence, ...] = ()
    timed: bool | None = None
    """Whether enough of it was read to tell how fast it comes; None where nothing was read."""
    doubted: bool = False
    """Whether what was read came slowly, as far as can be told, and nothing says whether it was slowed."""
    creeps: bool = False
    """The same, and no busy computer explains how slowly it came."""
    diagnosis: Diagnosis = Diagnosis()


class FunctionVerdict(Frozen):
    """One function of a messenger."""

    function: Function
    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    """The primary cause first."""
    confidence: Confidence = Confidence.SURE
    evidence: tuple[Evidence, ...] = ()
    why_not: str = ""
    """For `not_tested`: a wording key."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def untimed(self) -> bool:
        """Whether it works, and the likeliest rival that still stands is about its speed."""
        likeliest = self.diagnosis.standing[:1]
        return self.status is FunctionStatus.WORKS and any(rival.id in _ABOUT_SPEED for rival in likeliest)


class MessengerVerdict(Frozen):
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
    """What to know on any network: a wording key."""
    old_app: OldApp | None = None
    """The installed app, where it is too old: what it does may differ from what was tested."""
    diagnosis: Diagnosis = Diagnosis()

    def function(self, function: Function) -> FunctionVerdict | None:
        """Return the verdict about one function, if the messenger has it."""
        return next((f for f in self.functions if f.function is function), None)
