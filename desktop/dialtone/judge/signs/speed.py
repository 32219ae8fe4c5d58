"""How fast readings and uploads were, compared with neutral sites at the same moment."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, highest_rate, least_seconds, network_of, number, numbers, rate, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.control_timing import usual_handshake
from dialtone.judge.readings import (
    at_the_same_moment,
    crawls,
    fastest_beside,
    is_fast,
    is_slow,
    is_telling,
    keeps_up,
    pages,
)
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    CREPT_SECONDS,
    FREEZE_FROM,
    FREEZE_TO,
    PROMPT_HANDSHAKE,
    RATE_BYTES,
    RATE_SECONDS,
    REPEATED,
    SLOW_RATE,
    SLOW_SHARE,
)
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkStatus, Step, Variant, Wire


def reads_slowly(case: EndpointCase) -> Seen:
    """All readings were slow, and a neutral page read at the same moment came fast.

    Readings that may have been late only on this computer do not count. Source: ADR 14.
    """
    return crept(case) or _slower_than_control(case)


def crept(case: EndpointCase) -> Seen:
    """No reading had ended when the time ran out, and all crept from the start.

    Neutral pages were fast on the same line. A reading that stalls after a fast start is frozen instead, and a line
    that loses packets stalls anything.
    """
    best = max(map(rate, case.timing.pages), default=0.0)
    if best < SLOW_RATE or case.network.status is NetworkStatus.UNSTABLE:
        return ()
    slow = _creeping(case)
    rest = [flow for _, flow in _flows(case) if flow not in slow]
    told = slow and not any(number(flow, Fact.BYTES) >= FREEZE_FROM for flow in rest)
    return nothing_came_whole(case) if told else ()


def crept_for_long(case: EndpointCase) -> Seen:
    """Readings that crept until the time ran out did so for seconds."""
    return _read(case) if sum(map(least_seconds, _creeping(case))) >= RATE_SECONDS else ()


def _creeping(case: EndpointCase) -> list[Observation]:
    """Return the readings that were too slow, for long enough to tell."""
    least = min(SLOW_RATE, SLOW_SHARE * max(map(rate, case.timing.pages), default=0.0))
    flows = (flow for _, flow in _flows(case))
    return [flow for flow in flows if least_seconds(flow) >= CREPT_SECONDS and highest_rate(flow) < least]


def _slower_than_control(case: EndpointCase) -> Seen:
    """Return the readings if each was slow, at least two of them next to a fast control, and none was fast."""
    far = case.messenger.distances.farthest
    read = _pages(case)
    if any(is_fast(flow, far(t.address)) for t, flow in read):
        return ()
    slow = [(t, flow) for t, flow in read if is_slow(flow, far(t.address))]
    # An overflowing queue may stall one of them for longer than the timeout: that makes it no faster.
    held_up = [(t, flow) for t, flow in _flows(case) if flow.failure is Failure.STALLED] if slow else []
    beside = [(flow, best) for t, flow in (*slow, *held_up) if (best := fastest_beside(t, case.timing.pages))]
    if len(beside) < REPEATED or any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in beside):
        return ()
    return numbers(t for t, _ in (*slow, *held_up))


def exchanges_crawl(case: EndpointCase) -> Seen:
    """It answers, but its handshake and its answer both took many times as long as handshakes with neutral sites.

    A lost packet delays one of them, a busy server only its answer, a busy computer whatever runs at the time. Too
    little data was exchanged to tell how fast files would come.
    """
    usual = usual_handshake(case.network, case.timing)
    return numbers(case.good) if usual and all(crawls(t, usual) for t in case.good) else ()


def neutral_name_is_prompt_there(case: EndpointCase) -> Seen:
    """With a neutral name the same address completed the handshake promptly."""
    return numbers(t for t in case.contrast if (tls := t.passed(Step.TLS)) and tls.seconds < PROMPT_HANDSHAKE)


def stops_early(case: EndpointCase) -> Seen:
    """Readings stall after the first kilobytes, each time. Source: ADR 19."""
    sizes = [number(flow, Fact.BYTES) if flow.failure is Failure.STALLED else 0.0 for _, flow in _flows(case)]
    return _read(case) if all(FREEZE_FROM <= size <= FREEZE_TO for size in sizes) else ()


def stops_repeatedly(case: EndpointCase) -> Seen:
    """At least two connections stalled: a single one may do so by chance."""
    return stops_early(case) if len(_flows(case)) >= REPEATED else ()


def home_goes_on(case: EndpointCase) -> Seen:
    """Neutral hosts answer, and readings of domestic sites do not stall."""
    return case.network.controls_answer and not case.timing.home_stops


def nothing_came_whole(case: EndpointCase) -> Seen:
    """The app was answered, and no reading reached its end."""
    return () if any(flow.ok for _, flow in _flows(case)) else _read(case)


def stops_after_packets(case: EndpointCase) -> Seen:
    """A small message in many packets never arrives, though the app's greeting before it did.

    Such a filter counts packets in both directions and passes about 25, whatever they contain. A server that rejects
    the message still acknowledges it, or hangs up. Source: ADR 27.
    """
    stopped, arrived = _sent(case, Variant.IN_PIECES)
    return () if arrived else repeated(stopped)


def pieces_arrive_elsewhere(case: EndpointCase) -> Seen:
    """The same message in pieces arrived at neutral sites at that moment."""
    return _arrives_elsewhere(case, Variant.IN_PIECES, case.timing.pieces)


def sending_stops(case: EndpointCase) -> Seen:
    """Uploads stop on the path, each time, without an ACK: receiving may still work. Source: ADR 27."""
    stopped, arrived = _sent(case, Variant.UPLOAD)
    return () if any(map(_is_long, arrived)) else repeated(stopped)


def sendings_arrive_elsewhere(case: EndpointCase) -> Seen:
    """The same upload arrived at neutral sites at that moment."""
    return _arrives_elsewhere(case, Variant.UPLOAD, case.timing.uploads)


def _arrives_elsewhere(case: EndpointCase, sent: Variant, controls: Sequence[Observation]) -> Seen:
    stopped, _ = _sent(case, sent)
    beside = any(at_the_same_moment(t, controls) for t in stopped)
    return numbers(stopped) if beside and case.network.controls_answer else ()


def never_acknowledged(case: EndpointCase) -> Seen:
    """The system reports for every stopped upload that it was never acknowledged: a live server acknowledges it."""
    stopped = [*_sent(case, Variant.IN_PIECES)[0], *_sent(case, Variant.UPLOAD)[0]]
    return numbers(stopped) if all(t.delivered is False for t in stopped) else ()


def sends_slowly(case: EndpointCase) -> Seen:
    """All uploads arrive slowly, repeatedly, and the same upload to a neutral site at that moment arrives fast.

    Source: ADR 14 and 27.
    """
    timed = [t for t in _sent(case, Variant.UPLOAD)[1] if _is_long(t)]
    return repeated(timed) if all(_arrived_slowly(case, t) for t in timed) else ()


def _arrived_slowly(case: EndpointCase, sent: Attempt) -> bool:
    beside = SLOW_SHARE * fastest_beside(sent, case.timing.uploads)
    return highest_rate(sent.last) < beside and is_slow(sent.last, case.messenger.distances.farthest(sent.address))


def packets_lost_on_its_way(case: EndpointCase) -> Seen:
    """Packets are repeatedly lost on the path to this messenger, and next to none on the path to neutral hosts.

    Address blocks that were tried often enough without a loss are left out.
    """
    loss = case.messenger.path_loss
    return loss.observations if loss is not None and _parts(case) - loss.clean else ()


def loses_often(case: EndpointCase) -> Seen:
    """Half of many connections to this address block lost something: that is no bad moment of one far line."""
    loss = case.messenger.path_loss
    return loss.observations if loss is not None and loss.often and _parts(case) & loss.networks else ()


def _parts(case: EndpointCase) -> set[str]:
    return {network_of(t.address) for t in case.asked}


def is_timed(case: EndpointCase) -> bool | None:
    """Return whether the readings are long enough to tell the speed; None if nothing was read."""
    flows = [flow for _, flow in _flows(case)]
    return any(map(is_telling, flows)) if flows else None


def is_doubted(case: EndpointCase) -> bool:
    """Return whether no reading was certainly fast, or kept up with a control read at the same moment.

    Where connections share a narrow line, pages are read one after the other, and any parallel reading takes bandwidth:
    there nothing comes fast, and nobody is throttled.
    """
    read = _pages(case)
    narrow = any(e.kind is EvidenceKind.NARROW_LINE for e in case.network.evidence)
    if not read or any(is_fast(flow, case.messenger.distances.farthest(t.address)) for t, flow in read):
        return False
    bests = [(flow, fastest_beside(t, case.timing.pages, highest_rate)) for t, flow in read]
    in_turn = any(Fact.LINE_RATE in flow.facts for _, flow in read)
    if narrow and (in_turn or not any(best for _, best in bests)):
        return False
    return not any(keeps_up(flow, best) for flow, best in bests)


def creeps(case: EndpointCase) -> bool:
    """Return whether all readings were slow, however late a busy computer read them, and the server is not far."""
    far, read = case.messenger.distances.farthest, _pages(case)
    return bool(read) and all(is_slow(flow, far(t.address)) for t, flow in read)


def _flows(case: EndpointCase) -> list[tuple[Attempt, Observation]]:
    return [(t, flow) for t in case.good if (flow := t.find(Step.FLOW)) is not None]


def _pages(case: EndpointCase) -> list[tuple[Attempt, Observation]]:
    return [(t, page) for t in case.good for page in pages([t])]


def _read(case: EndpointCase) -> tuple[int, ...]:
    return numbers(t for t, _ in _flows(case))


def _sent(case: EndpointCase, variant: Variant) -> tuple[list[Attempt], list[Attempt]]:
    """Return the uploads that stopped without an ACK, and those that arrived. Those that a server ended do not count.

    If the system does not report ACKs, a missing answer counts; a frame that never ends is answered nowhere.
    """
    sent, never = case.heard(variant), (False,) if case.endpoint.wire is Wire.WHATSAPP_NOISE else (False, None)
    stopped = [t for t in sent if t.ended(Step.SENDING, (Failure.STALLED,)) and t.delivered in never]
    return stopped, [t for t in sent if t.ended(Step.SENDING, (None,))]


def _is_long(sent: Attempt) -> bool:
    return number(sent.last, Fact.BYTES) >= RATE_BYTES
