"""Every try failed: the step it failed at, and the contrast beside it, say why. Nothing is said of a single try."""

from collections.abc import Sequence

from dialtone.judge.beside import at_the_same_moment, number
from dialtone.judge.facts import REPEATED, EndpointFacts, network_of
from dialtone.judge.finding import Finding
from dialtone.judge.named import CLOSE, NEAR, came_from_nearby, name_cut, name_refused
from dialtone.judge.network import controls_hold
from dialtone.judge.reading import CUT, GREETING, Try, numbers
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    Step,
    Trust,
    Wire,
)

_RAW = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any answer but the right one comes from somebody else: there is no TLS that names the peer."""
_STAGES = (
    *(Step.TCP, Step.STUN, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO),
    *(Step.IMAP, Step.SMTP, Step.FLOW),
)
_DEAD = CUT | {Failure.UNREACHABLE}
_PLAIN_WEB = ":80"
_FAR = 0.8
"""A refusal that takes a whole round trip may be the server's."""
_CALM = 1.4
"""A neutral connection that took no longer than so many times the shortest exchange was made in a calm moment."""
_BUSY = 0.25
"""This share of the time of a step, spent elsewhere by this computer, makes its length worthless."""


def judge_failures(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """Judge tries that all failed, by the step that the furthest of them reached.

    Where somebody answered and proved nothing, no failure explains it: see `unproved`.
    """
    failed = _without_plain_web(facts, tuple(t for t in failed if not t.answered(facts.endpoint.wire)))
    answered = any(t.last.step is Step.PROOF for t in failed)
    if not failed or answered or not controls_hold(facts.network):
        return None
    deepest = max(_STAGES.index(t.last.step) for t in failed)
    at_depth = tuple(t for t in failed if _STAGES.index(t.last.step) == deepest)
    if not facts.repeated(failed):
        return None
    for rule in (
        certificate_wrong,
        page_instead,
        name_cut,
        name_refused,
        silent_to_any_name,
        greeting_cut,
        relays_silent,
        address_dead,
    ):
        finding = rule(facts, at_depth)
        if finding is not None:
            return finding
    return None


def _without_plain_web(facts: EndpointFacts, failed: tuple[Try, ...]) -> tuple[Try, ...]:
    """Leave out the plain port of the web, which some networks answer themselves, where other ports tell enough."""
    others = tuple(t for t in failed if not t.target.endswith(_PLAIN_WEB))
    return others if facts.endpoint.wire in _RAW and len(others) >= REPEATED else failed


def certificate_wrong(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """Somebody answers at the messenger's address with a certificate that the messenger's app refuses.

    A genuine one with another name may be a block page's, or that of a service whose doors are mixed up: the first
    is shown where the answer came from nearby.
    """
    wrong = [t for t in failed if t.failure in (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)]
    if not wrong:
        return None
    evidence = Evidence(EvidenceKind.CERTIFICATE_WRONG, numbers(wrong))
    # The ministry may issue from another root before this program knows it.
    renewed = facts.endpoint.trust is Trust.NATIONAL and all(t.failure is Failure.CERT_UNTRUSTED for t in wrong)
    if renewed or (all(t.failure is Failure.CERT_NAME for t in wrong) and not came_from_nearby(facts, wrong)):
        return Finding(FunctionStatus.UNKNOWN, (Cause.CERTIFICATE_SWAPPED,), Confidence.UNSURE, (evidence,))
    return Finding(FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, (evidence,))


def page_instead(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """On a wire without TLS something else than the messenger answers, every time."""
    wrong = [t for t in failed if t.failure is Failure.BAD_ANSWER]
    if facts.endpoint.wire not in _RAW or len(wrong) < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.PAGE_INSTEAD, numbers(wrong))
    return Finding(FunctionStatus.BLOCKED, (Cause.BLOCK_PAGE,), Confidence.UNSURE, (evidence,))


def silent_to_any_name(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """It accepts connections and says nothing to any name: a block of the address, or a service that hangs."""
    cut = [t for t in failed if t.last.step is Step.TLS and t.failure in CUT]
    contrast = [t for t in facts.neutral if t.find(Step.TLS) is not None]
    if not contrast or len(cut) < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.ADDRESS_SILENT, numbers((*cut, *contrast)))
    if any(t.failure is Failure.RESET for t in (*cut, *contrast)):
        return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))
    if any(t.failure is None for t in facts.other_hello):
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    return who_is_silent(facts, cut, [*contrast, *facts.other_hello], evidence)


def greeting_cut(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """It connects, but the app's own greeting gets no answer, every time."""
    steps = {GREETING[facts.endpoint.wire], Step.WEBSOCKET, Step.HTTP} - {Step.TCP, Step.TLS, Step.STUN}
    cut = [t for t in failed if t.last.step in steps and t.failure in CUT]
    if len(cut) < REPEATED:
        return None
    alive = [t for t in facts.neutral if t.failure is None]
    evidence = Evidence(EvidenceKind.GREETING_CUT, numbers((*cut, *alive)))
    reset = any(t.failure is Failure.RESET for t in cut)
    if facts.neutral and not alive and not reset:
        # It is as silent to a plain request: then it may as well be the service that accepts and says nothing.
        return who_is_silent(facts, cut, list(facts.neutral), evidence)
    if not alive and _is_taken(cut):
        # Nobody in between has swallowed the greeting, and nothing else was asked that could show a filter.
        return _hangs(facts, cut)
    confidence = Confidence.LIKELY if alive or reset or facts.sibling_lives else Confidence.UNSURE
    return Finding(FunctionStatus.BLOCKED, (Cause.PROTOCOL_FILTERED,), confidence, (evidence,))


def who_is_silent(facts: EndpointFacts, cut: Sequence[Try], contrast: Sequence[Try], evidence: Evidence) -> Finding:
    """Whatever is said gets no answer. Did it arrive? A server that hangs confirms what a filter would swallow."""
    if _is_taken(cut):
        return _hangs(facts, [*cut, *contrast])
    swallowed = [t for t in cut if t.delivered is False]
    if len(swallowed) >= REPEATED and not any(t.delivered for t in (*cut, *contrast)):
        return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, (evidence,))
    return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def _is_taken(cut: Sequence[Try]) -> bool:
    """Say whether the other end confirmed every greeting that it left without an answer."""
    return len(cut) >= REPEATED and all(t.failure is Failure.TIMEOUT and t.delivered is True for t in cut)


def _hangs(facts: EndpointFacts, silent: Sequence[Try]) -> Finding:
    """A server hangs in one machine room. Where several hang at once, and nothing near them lives, it may be a filter.

    One that swallows the answers alone leaves the same picture: what is sent is confirmed, and nothing comes back.
    So does a box on the way that takes every connection: it is nearer than any neutral host abroad.
    """
    evidence = (Evidence(EvidenceKind.TAKEN_WITHOUT_ANSWER, numbers(list(silent))),)
    way = facts.network.round_trip
    connects = [tcp.seconds for t in silent if (tcp := t.find(Step.TCP)) is not None and tcp.ok]
    nearby = way > CLOSE and any(seconds < NEAR * way for seconds in connects)
    several = len(facts.hanging_networks) >= REPEATED and not facts.hanging_networks & facts.living_networks
    if nearby or several:
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.UNSURE, evidence)


def relays_silent(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """The messenger's call relays do not answer, while neutral ones do.

    Where UDP is closed for everyone that is the network's matter: whether its calls find another way nobody can see.
    """
    silent = [t for t in failed if t.last.step is Step.STUN and t.failure in CUT]
    without_udp = facts.endpoint.wire is Wire.STUN and NetworkFlag.UDP_BLOCKED in facts.network.flags
    if not silent:
        return None
    if without_udp:
        closed = Evidence(EvidenceKind.UDP_SILENT, numbers(silent))
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (closed,))
    evidence = Evidence(EvidenceKind.RELAYS_SILENT, numbers(silent))
    if facts.silent_networks and not facts.sibling_lives:
        # Everything of this messenger is silent: nobody singles out its calls.
        return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))
    confidence = Confidence.LIKELY if facts.endpoint.confidence == "high" else Confidence.UNSURE
    return Finding(FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), confidence, (evidence,))


def address_dead(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """No connection comes about, on any address tried, while neutral hosts answer.

    Where somebody on the way says that there is no way, they may be told to, or have lost it: it counts as silence.
    """
    dead = [t for t in failed if t.last.step is Step.TCP and t.failure in _DEAD]
    if len(dead) < REPEATED or len(dead) < len(failed):
        return None
    if facts.endpoint.of_person:
        # One machine somewhere, perhaps in the next room: more often switched off than blocked.
        kind = EvidenceKind.ADDRESS_SILENT if dead[0].failure is Failure.TIMEOUT else EvidenceKind.ADDRESS_REFUSES
        return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.UNSURE, (Evidence(kind, numbers(dead)),))
    if all(t.failure in (Failure.REFUSED, Failure.RESET) for t in dead):
        return _judge_refusals(facts, dead)
    refused = all(t.failure is Failure.UNREACHABLE for t in dead)
    kind = EvidenceKind.ADDRESS_REFUSES if refused else EvidenceKind.ADDRESS_SILENT
    evidence = Evidence(kind, numbers(dead))
    if any(all(operator.has(t.address) for t in dead) for operator in facts.beside.silent_operators):
        # An outage of the whole operator, or a block of all that stands there: this messenger is not singled out.
        theirs = Evidence(EvidenceKind.OPERATOR_SILENT, numbers(dead))
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence, theirs))
    # One machine room can be dead for everybody. Several at once rarely are; but this one must be among them.
    several = len(facts.silent_networks) >= REPEATED
    among_them = any(network_of(t.address) in facts.silent_networks for t in dead)
    confidence = Confidence.LIKELY if several and among_them else Confidence.UNSURE
    return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), confidence, (evidence,))


def _is_calm(attempt: Try, facts: EndpointFacts) -> bool:
    """Say whether nothing delayed an attempt here: neutral connections of the same moment came as soon as any did."""
    busy = number(attempt.last, "lag") > _BUSY * attempt.last.seconds
    beside = at_the_same_moment(attempt, facts.beside.connects)
    late = at_the_same_moment(attempt, facts.beside.gaps)
    return not busy and not late and bool(beside) and max(beside) < _CALM * facts.network.round_trip


def _judge_refusals(facts: EndpointFacts, refused: list[Try]) -> Finding:
    """Who refused? An answer that came too soon for the way to the server was sent by somebody on the way."""
    evidence = Evidence(EvidenceKind.ADDRESS_REFUSES, numbers(refused))
    fastest, way = min(t.last.seconds for t in refused), facts.network.round_trip
    if way > CLOSE and fastest < NEAR * way:
        return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, (evidence,))
    # A computer that is busy reads every answer late: then late says nothing about the distance.
    calm = [t for t in refused if _is_calm(t, facts)]
    if calm and way > CLOSE and fastest > _FAR * way:
        return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.UNSURE, (evidence,))
    return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
