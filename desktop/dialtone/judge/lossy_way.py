"""Packets lost on the way to one messenger alone: seen by what had to be sent again, while neutral hosts lose none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.beside import number
from dialtone.judge.facts import network_of
from dialtone.judge.finding import Finding
from dialtone.judge.loss import was_sent_again
from dialtone.judge.network import is_lossy
from dialtone.judge.reading import SILENT_ABOUT_NETWORK, Try, numbers, tries
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step, Variant, Wire

_LEAST, _SHARE = 4, 0.25
"""So many connections to the messenger lost something, and this share of them."""
_FIRST_PACKETS = 2
"""So many of them their first packet: later ones are also sent again when their confirmation is only late."""
_MOST_LOSE, _MANY = 0.5, 6
"""Where at least half of so many lost something, it is no bad moment of one far line."""
_NEUTRAL = 5
_CLEAN = 3
"""So many connections without a loss free a part of the internet: by luck one or two always pass."""
_SUSPICIOUS = 2
_VARIANTS = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)
_OWN = ("system", "built_in")
"""How the app itself learns addresses."""
_SWALLOWED = frozenset({FunctionStatus.BLOCKED, FunctionStatus.DOWN})


@dataclass(frozen=True, slots=True)
class LossyWay:
    """The way to a messenger loses packets, and the line as such does not."""

    networks: frozenset[str]
    """The parts of the internet to which it does."""
    clean: frozenset[str]
    """Those where the messenger was asked often enough to say that it does not."""
    evidence: Evidence
    confidence: Confidence


def looks_lossy(endpoints: Sequence[Endpoint], observations: Sequence[Observation]) -> list[Endpoint]:
    """Give the endpoints that lost something, where there are enough to look once more."""
    lost = {e.id: [t for t in _connections(observations, e) if _is_lost(t)] for e in endpoints}
    every = [t for found in lost.values() for t in found]
    enough = len(every) >= _SUSPICIOUS and any(_lost_first(t) for t in every)
    return [e for e in endpoints if lost[e.id]] if enough else []


def lossy_way(
    endpoints: Sequence[Endpoint], observations: Sequence[Observation], neutral: Sequence[Try], network: NetworkVerdict
) -> LossyWay | None:
    """Say whether packets get lost on the way to a messenger, repeatedly, while neutral hosts lose next to none.

    Only what came through in the end counts. What never does was not lost by chance, and other rules say why.
    """
    made = [t for e in endpoints for t in _connections(observations, e) if _is_telling(t)]
    lost = [t for t in made if _is_lost(t)]
    beside = [t for t in neutral if _is_telling(t)]
    if len(lost) < max(_LEAST, _SHARE * len(made)) or sum(_lost_first(t) for t in lost) < _FIRST_PACKETS:
        return None
    if len(beside) < _NEUTRAL or is_lossy(network):
        return None
    share, theirs = len(lost) / len(made), sum(_is_lost(t) for t in beside) / len(beside)
    if theirs > _SHARE * share:
        return None
    confidence = Confidence.LIKELY if len(lost) >= _MANY and share >= _MOST_LOSE else Confidence.UNSURE
    evidence = Evidence(EvidenceKind.PACKETS_LOST, numbers(lost))
    networks = frozenset(network_of(t.address) for t in lost)
    asked = Counter(network_of(t.address) for t in made)
    clean = frozenset(n for n, times in asked.items() if times >= _CLEAN) - networks
    return LossyWay(networks, clean, evidence, confidence)


def under_loss(finding: Finding, way: LossyWay, found: Sequence[Try], wire: Wire) -> Finding:
    """Judge a finding about a server on such a way: what answers is slow, and silence is not yet a block."""
    networks = {network_of(t.address) for t in found}
    if not networks - way.clean or any(e.kind is EvidenceKind.NAME_CUT_ANYWHERE for e in finding.evidence):
        return finding
    evidence = (*finding.evidence, way.evidence)
    in_doubt = finding.status is FunctionStatus.UNKNOWN or Cause.FROZEN in finding.causes
    answers = in_doubt and any(t.answered(wire) and t.origin in _OWN for t in found)
    comes_and_goes = finding.status is FunctionStatus.SLOW and Cause.UNEXPLAINED in finding.causes
    if answers or comes_and_goes or finding.status is FunctionStatus.WORKS:
        confidence = way.confidence if networks & way.networks else Confidence.UNSURE
        return Finding(FunctionStatus.SLOW, (Cause.THROTTLED,), confidence, evidence)
    failed = [t for t in found if t.failure is not None]
    if finding.status in _SWALLOWED and failed and all(t.failure is Failure.TIMEOUT for t in failed):
        return Finding(FunctionStatus.UNKNOWN, (Cause.THROTTLED,), Confidence.UNSURE, evidence)
    return finding


def neutral_connections(observations: Sequence[Observation], endpoints: Sequence[Endpoint]) -> tuple[Try, ...]:
    """Give the connections to neutral hosts."""
    return tuple(t for e in endpoints for t in _connections(observations, e))


def _connections(observations: Sequence[Observation], endpoint: Endpoint) -> list[Try]:
    """Give those that stood, and those in vain after which another one stood.

    A filter that punishes an address lets through what was asked before it heard the name, and nothing after.
    """
    found = [t for v in _VARIANTS for t in tries(observations, endpoint, v) if t.steps[0].step is Step.TCP]
    latest: dict[str, float] = {}
    for t in found:
        if t.steps[0].ok:
            latest[t.target] = max(latest.get(t.target, 0.0), t.steps[0].started)
    return [t for t in found if t.steps[0].started <= latest.get(t.target, -1.0)]


def _is_telling(attempt: Try) -> bool:
    return attempt.failure not in SILENT_ABOUT_NETWORK


def _is_lost(attempt: Try) -> bool:
    """Say whether something of a connection was lost that came through at another time."""
    return _lost_first(attempt) or any(step.ok and number(step, "resent") > 0 for step in attempt.steps)


def _lost_first(attempt: Try) -> bool:
    return attempt.steps[0].failure is Failure.TIMEOUT or was_sent_again(attempt.steps[0])
