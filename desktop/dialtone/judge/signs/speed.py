"""How fast what was read and sent came, judged beside neutral sites at the same moment."""

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
    """All that was read came slowly, and a neutral page that was read at the same moment came fast.

    What may have been late on this computer alone is not counted. Source: ADR 14.
    """
    return crept(case) or _slower_than_control(case)


def crept(case: EndpointCase) -> Seen:
    """Nothing that was read had come to its end when the time ran out, and it crept as long as it came.

    Neutral pages were fast on the same line. What is held up after it came fast is frozen instead, and a line that
    loses packets holds up anything.
    """
    best = max(map(rate, case.timing.pages), default=0.0)
    if best < SLOW_RATE or case.network.status is NetworkStatus.UNSTABLE:
        return ()
    slow = _creeping(case)
    rest = [flow for _, flow in _flows(case) if flow not in slow]
    told = slow and not any(number(flow, Fact.BYTES) >= FREEZE_FROM for flow in rest)
    return nothing_came_whole(case) if told else ()


def crept_for_long(case: EndpointCase) -> Seen:
    """What crept until the time ran out crept for seconds."""
    return _read(case) if sum(map(least_seconds, _creeping(case))) >= RATE_SECONDS else ()


def _creeping(case: EndpointCase) -> list[Observation]:
    """Return what came too slowly, for long enough to tell."""
    least = min(SLOW_RATE, SLOW_SHARE * max(map(rate, case.timing.pages), default=0.0))
    flows = (flow for _, flow in _flows(case))
    return [flow for flow in flows if least_seconds(flow) >= CREPT_SECONDS and highest_rate(flow) < least]


def _slower_than_control(case: EndpointCase) -> Seen:
    """Return the readings where each was slow, at least two of them beside a fast control, and none was fast."""
    far = case.messenger.distances.farthest
    read = _pages(case)
    if any(is_fast(flow, far(t.address)) for t, flow in read):
        return ()
    slow = [(t, flow) for t, flow in read if is_slow(flow, far(t.address))]
    # A queue that overflows may hold one of them up for longer than is waited: it came no faster for that.
    held_up = [(t, flow) for t, flow in _flows(case) if flow.failure is Failure.STALLED] if slow else []
    beside = [(flow, best) for t, flow in (*slow, *held_up) if (best := fastest_beside(t, case.timing.pages))]
    if len(beside) < REPEATED or any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in beside):
        return ()
    return numbers(t for t, _ in (*slow, *held_up))


def exchanges_crawl(case: EndpointCase) -> Seen:
    """It answers, and its handshake and its answer both took many times as long as a handshake with neutral sites.

    A lost packet delays one of them, a busy server its answer alone, a busy computer whatever runs at the time. Too
    little was said to tell how fast files would come.
    """
    usual = usual_handshake(case.network, case.timing)
    return numbers(case.good) if usual and all(crawls(t, usual) for t in case.good) else ()


def neutral_name_is_prompt_there(case: EndpointCase) -> Seen:
    """With a neutral name the same address shook hands at once."""
    return numbers(t for t in case.contrast if (tls := t.passed(Step.TLS)) and tls.seconds < PROMPT_HANDSHAKE)


def stops_early(case: EndpointCase) -> Seen:
    """What is read stops after the first kilobytes, each time. Source: ADR 19."""
    sizes = [number(flow, Fact.BYTES) if flow.failure is Failure.STALLED else 0.0 for _, flow in _flows(case)]
    return _read(case) if all(FREEZE_FROM <= size <= FREEZE_TO for size in sizes) else ()


def stops_repeatedly(case: EndpointCase) -> Seen:
    """It stopped in two connections or more: one that stops may have lost its way."""
    return stops_early(case) if len(_flows(case)) >= REPEATED else ()


def home_goes_on(case: EndpointCase) -> Seen:
    """Neutral hosts answer, and what is read of sites at home does not stop."""
    return case.network.controls_answer and not case.timing.home_stops


def nothing_came_whole(case: EndpointCase) -> Seen:
    """The app was answered, and nothing that was read came to its end."""
    return () if any(flow.ok for _, flow in _flows(case)) else _read(case)


def stops_after_packets(case: EndpointCase) -> Seen:
    """A small message in many packets never arrives, though the app's greeting before it did.

    Such a filter counts the packets of both directions and lets some 25 of them pass, whatever is in them. A server
    that does not like the message acknowledges it all the same, or hangs up. Source: ADR 27.
    """
    stopped, arrived = _sent(case, Variant.IN_PIECES)
    return () if arrived else repeated(stopped)


def pieces_arrive_elsewhere(case: EndpointCase) -> Seen:
    """The same message in pieces arrived at neutral sites at that moment."""
    return _arrives_elsewhere(case, Variant.IN_PIECES, case.timing.pieces)


def sending_stops(case: EndpointCase) -> Seen:
    """What is sent stops on the way, each time, without an ACK: receiving may still work. Source: ADR 27."""
    stopped, arrived = _sent(case, Variant.UPLOAD)
    return () if any(map(_is_long, arrived)) else repeated(stopped)


def sendings_arrive_elsewhere(case: EndpointCase) -> Seen:
    """The same that was sent arrived at neutral sites at that moment."""
    return _arrives_elsewhere(case, Variant.UPLOAD, case.timing.uploads)


def _arrives_elsewhere(case: EndpointCase, sent: Variant, controls: Sequence[Observation]) -> Seen:
    stopped, _ = _sent(case, sent)
    beside = any(at_the_same_moment(t, controls) for t in stopped)
    return numbers(stopped) if beside and case.network.controls_answer else ()


def never_acknowledged(case: EndpointCase) -> Seen:
    """The system says of all that stopped that it was never acknowledged: a server that is there acknowledges it."""
    stopped = [*_sent(case, Variant.IN_PIECES)[0], *_sent(case, Variant.UPLOAD)[0]]
    return numbers(stopped) if all(t.delivered is False for t in stopped) else ()


def sends_slowly(case: EndpointCase) -> Seen:
    """All that is sent arrives slowly, repeatedly, and the same sent to a neutral site at that moment arrives fast.

    Source: ADR 14 and 27.
    """
    timed = [t for t in _sent(case, Variant.UPLOAD)[1] if _is_long(t)]
    return repeated(timed) if all(_arrived_slowly(case, t) for t in timed) else ()


def _arrived_slowly(case: EndpointCase, sent: Attempt) -> bool:
    beside = SLOW_SHARE * fastest_beside(sent, case.timing.uploads)
    return highest_rate(sent.last) < beside and is_slow(sent.last, case.messenger.distances.farthest(sent.address))


def packets_lost_on_its_way(case: EndpointCase) -> Seen:
    """Packets get lost on the way to this messenger, repeatedly, and next to none on the way to neutral hosts.

    A part of the internet where it was asked often enough without a loss is left out.
    """
    loss = case.messenger.path_loss
    return loss.observations if loss is not None and _parts(case) - loss.clean else ()


def loses_often(case: EndpointCase) -> Seen:
    """Of many connections to this part of the internet half lost something: that is no bad moment of one far line."""
    loss = case.messenger.path_loss
    return loss.observations if loss is not None and loss.often and _parts(case) & loss.networks else ()


def _parts(case: EndpointCase) -> set[str]:
    return {network_of(t.address) for t in case.asked}


def is_timed(case: EndpointCase) -> bool | None:
    """Return whether what was read tells how fast it comes; None where nothing was read."""
    flows = [flow for _, flow in _flows(case)]
    return any(map(is_telling, flows)) if flows else None


def is_doubted(case: EndpointCase) -> bool:
    """Return whether none of what was read surely came fast, nor kept up with a control read at the same moment.

    Where connections share a narrow line, pages are read one after the other, and whatever is read beside one takes its
    room: there nothing comes fast, and nobody is slowed.
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
    """Return whether all that was read came slowly, however late a busy computer read it, on no far line."""
    far, read = case.messenger.distances.farthest, _pages(case)
    return bool(read) and all(is_slow(flow, far(t.address)) for t, flow in read)


def _flows(case: EndpointCase) -> list[tuple[Attempt, Observation]]:
    return [(t, flow) for t in case.good if (flow := t.find(Step.FLOW)) is not None]


def _pages(case: EndpointCase) -> list[tuple[Attempt, Observation]]:
    return [(t, page) for t in case.good for page in pages([t])]


def _read(case: EndpointCase) -> tuple[int, ...]:
    return numbers(t for t, _ in _flows(case))


def _sent(case: EndpointCase, variant: Variant) -> tuple[list[Attempt], list[Attempt]]:
    """Return what stopped without an ACK, and what arrived. What a server ended tells nothing.

    Where the system tells of no ACK, an answer was waited for in vain; a frame that never ends gets none anywhere.
    """
    sent, never = case.heard(variant), (False,) if case.endpoint.wire is Wire.WHATSAPP_NOISE else (False, None)
    stopped = [t for t in sent if t.ended(Step.SENDING, (Failure.STALLED,)) and t.delivered in never]
    return stopped, [t for t in sent if t.ended(Step.SENDING, (None,))]


def _is_long(sent: Attempt) -> bool:
    return number(sent.last, Fact.BYTES) >= RATE_BYTES
