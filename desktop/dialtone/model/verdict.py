"""What is claimed, with what confidence, and the observations behind it."""

from msgspec import field

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import OldApp
from dialtone.model.file_fields import Number, RuleId, SignId
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
    Prior,
    least_sure,
)


class Evidence(Frozen):
    """What a rule found, and the numbers of the observations behind it."""

    kind: EvidenceKind
    observations: tuple[int, ...] = ()
    rule: str = ""
    """The id of the rule (docs/rules.md); empty in checks saved by older versions. Not part of the claim."""
    program: str = ""
    """The known program that inspects TLS, by its usual name, where one was found."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and self._claim == other._claim

    def __hash__(self) -> int:
        return hash(self._claim)

    @property
    def _claim(self) -> tuple[EvidenceKind, tuple[int, ...], str]:
        return self.kind, self.observations, self.program


class Rival(Frozen):
    """Another explanation of the observations, which none of them excludes."""

    id: RuleId
    prior: Prior


class Excluded(Frozen):
    """An explanation that an observation excludes."""

    id: RuleId
    by: SignId
    """The sign that excludes it."""
    observations: tuple[Number, ...] = ()


class Diagnosis(Frozen):
    """Why a claim has its confidence: which other explanations are possible, and which are excluded."""

    hypothesis: RuleId = ""
    """The id of the claimed explanation; empty where several explain it equally well, or none does."""
    prior: Prior = Prior.RARE
    proved: bool = False
    """Whether something was observed that only this explanation produces."""
    standing: tuple[Rival, ...] = ()
    """Those that claim something else, the most common first."""
    excluded: tuple[Excluded, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How certain the claim is, given the strongest rival that stands.

        A proved claim is sure without a rival, and unsure only if one is common. An unproved one is at most likely, and
        only if it is not rare itself and all rivals are. Without a leading hypothesis nothing is more than unsure.
        """
        if not self.hypothesis:
            return Confidence.UNSURE
        if not self.standing:
            return Confidence.SURE if self.proved else Confidence.LIKELY
        strongest = max((rival.prior for rival in self.standing), key=lambda prior: prior.strength)
        if self.proved:
            return Confidence.UNSURE if strongest is Prior.COMMON else Confidence.LIKELY
        return Confidence.LIKELY if strongest is Prior.RARE and self.prior is not Prior.RARE else Confidence.UNSURE


_ABOUT_SPEED = frozenset({"slowed_unseen", "too_short_to_tell"})
"""Rivals that leave open only how fast something is."""


class NetworkVerdict(Frozen):
    """The state of the network itself."""

    status: NetworkStatus
    flags: tuple[NetworkFlag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.SURE
    round_trip: float = 0.0
    """Seconds for one round trip to the nearest foreign control; 0 where unknown."""
    detail: NetworkDetail | None = field(default=None, name="degree")
    """How much of its traffic passes; None where the status says it all."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def controls_answer(self) -> bool:
        """Whether enough controls answered for a failure elsewhere to be meaningful."""
        return shows(self, EvidenceKind.CONTROLS_ANSWER)

    @property
    def lossy(self) -> bool:
        """Whether silence is weaker evidence than usual: this line loses or queues packets."""
        return shows(self, EvidenceKind.LOSSY_LINE, EvidenceKind.NARROW_LINE)


class EndpointVerdict(Frozen):
    """One endpoint of a messenger."""

    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    """The primary cause first."""
    evidence: tuple[Evidence, ...] = ()
    times_tried: int = 0
    """How often it was tried as the app would; lookups of its name do not count."""
    timed: bool | None = None
    """Whether enough was read to measure its speed; None where nothing was read."""
    doubted: bool = False
    """Whether it appeared slow, without evidence that it was throttled."""
    always_slow: bool = False
    """Whether each reading appeared slow, which no busy computer explains."""
    sent: bool = False
    """Whether a long body was sent there and arrived, not slowly."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def confidence(self) -> Confidence:
        """How certain it is."""
        return self.diagnosis.confidence


class FunctionVerdict(Frozen):
    """One function of a messenger."""

    function: Function
    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    """The primary cause first."""
    confidence: Confidence = Confidence.SURE
    evidence: tuple[Evidence, ...] = ()
    why_not: str = ""
    """Why it was not tested: a key among the sentences `why_not`."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def first_cause(self) -> Cause | None:
        """The primary cause; None if there is none."""
        return next(iter(self.causes), None)

    @property
    def untimed(self) -> bool:
        """Whether it works, and the most common rival that stands concerns its speed."""
        rivals = self.diagnosis.standing
        return self.status is FunctionStatus.WORKS and bool(rivals) and rivals[0].id in _ABOUT_SPEED


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
    """Why there is nothing to test: a key among the sentences `why_untested`."""
    note: str = ""
    """What people should know about it on any network: a key among the sentences `note`."""
    old_app: OldApp | None = None
    """The installed app, where it is too old: its behaviour may differ from what was tested."""
    diagnosis: Diagnosis = Diagnosis()

    @property
    def first_cause(self) -> Cause | None:
        """The primary cause; None if there is none."""
        return next(iter(self.causes), None)

    @property
    def remembered_confidence(self) -> Confidence:
        """How certain the status is in the history and when a change is announced.

        Functions of which only the speed is in doubt are left out if others are known, because their doubt is not about
        whether the messenger works.
        """
        tested = [f for f in self.functions if f.status is not FunctionStatus.NOT_TESTED]
        timed = [f for f in tested if not f.untimed]
        leaves_some_out = self.status is MessengerStatus.WORKS and timed and timed != tested
        return least_sure(f.confidence for f in timed) if leaves_some_out else self.confidence

    def function(self, function: Function) -> FunctionVerdict | None:
        """Return the verdict about one function; None if the messenger does not have it."""
        return next((f for f in self.functions if f.function is function), None)

    def status_of(self, function: Function) -> FunctionStatus | None:
        """Return the status of one function; None if the messenger does not have it."""
        verdict = self.function(function)
        return verdict.status if verdict is not None else None


def judge_untestable(messenger: Messenger) -> MessengerVerdict | None:
    """Return the verdict on a messenger that no check can test, which needs no observation; None on all others."""
    if messenger.untested is None:
        return None
    return MessengerVerdict(
        messenger.id, messenger.name, messenger.untested, why=messenger.why_untested, note=messenger.note
    )


def is_stopped_by_network(verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether the state of the network is the cause of a messenger's verdict: such causes are named after it."""
    return verdict.first_cause is not None and verdict.first_cause.value == network.status.value


_Verdict = NetworkVerdict | EndpointVerdict | FunctionVerdict | MessengerVerdict


def evidence_of(verdict: _Verdict, *kinds: EvidenceKind) -> tuple[Evidence, ...]:
    """Return the evidence of these kinds on which a verdict rests."""
    return tuple(evidence for evidence in verdict.evidence if evidence.kind in kinds)


def shows(verdict: _Verdict, *kinds: EvidenceKind) -> bool:
    """Return whether a verdict rests on evidence of one of these kinds."""
    return bool(evidence_of(verdict, *kinds))
