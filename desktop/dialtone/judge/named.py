"""What happens when a connection names the messenger: cut, refused, and by whom."""

from collections.abc import Sequence

from dialtone.judge.elsewhere import cut_anywhere, passes_elsewhere
from dialtone.judge.facts import REPEATED, EndpointFacts
from dialtone.judge.finding import Finding
from dialtone.judge.reading import CUT, Try, numbers
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step

NEAR = 0.5
"""An answer that took less than half of the way to the server and back was sent from nearby."""
CLOSE = 0.015
"""Seconds. Where the way is as short as this, the time of an answer tells nothing."""


def name_cut(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """The connection dies when the name is seen; with a neutral name the same address answers."""
    cut = [t for t in failed if t.last.step is Step.TLS and t.failure in CUT]
    if not cut:
        return None
    if all(t.failure in CUT for t in (*facts.neutral, *facts.other_hello)):
        return name_punished(facts, cut)
    if all(t.failure is Failure.TIMEOUT for t in cut) and not facts.repeated(cut):
        return None
    contrast = [t for t in facts.neutral if t.find(Step.TLS) is not None]
    alive = [t for t in contrast if t.failure is None or t.failure not in CUT]
    if alive and any(t.failure is None for t in facts.other_hello):
        # Not the name but the shape of our own first message is cut. The app's may have another one.
        evidence = Evidence(EvidenceKind.GREETING_CUT, numbers((*cut, *alive, *facts.other_hello)))
        return Finding(FunctionStatus.UNKNOWN, (Cause.PROTOCOL_FILTERED,), Confidence.UNSURE, (evidence,))
    if not alive:
        return None
    evidence = Evidence(EvidenceKind.NAME_CUT, numbers((*cut, *alive, *facts.other_hello)))
    anywhere, passes = cut_anywhere(facts), passes_elsewhere(facts)
    if anywhere is not None:
        return Finding(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.SURE, (evidence, anywhere))
    if passes is not None and not _cannot_be_the_server(facts, cut):
        # Nobody minds the name on another way. What ends or leaves it here may be the server itself.
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence, passes))
    taken = all(t.failure is Failure.TIMEOUT and t.delivered is True for t in cut)
    confidence = Confidence.LIKELY if taken else _sureness_of_cut(cut, alive)
    seen = (evidence,) if passes is None else (evidence, passes)
    return Finding(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), confidence, seen)


def name_punished(facts: EndpointFacts, cut: Sequence[Try]) -> Finding | None:
    """Nothing gets through to the address, and the name dies at servers of others too: that it was named is why.

    Some filters punish an address where they heard the name, so that no contrast there lives. Others let through only
    the names on a list.
    """
    anywhere = cut_anywhere(facts)
    if anywhere is None:
        return None
    silent = Evidence(EvidenceKind.ADDRESS_SILENT, numbers((*cut, *facts.neutral)))
    return Finding(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY, (anywhere, silent))


def _sureness_of_cut(cut: list[Try], alive: list[Try]) -> Confidence:
    """Resets, or silence beside a whole handshake, repeated, leave no doubt.

    An orderly close may be the server's own, and a short alert beside silence may only have been small enough to pass.
    """
    reset = [t for t in cut if t.failure is Failure.RESET]
    silent = [t for t in cut if t.failure is Failure.TIMEOUT]
    whole = any(t.failure is None for t in alive)
    sure = len(reset) >= REPEATED or (whole and len(silent) + len(reset) >= REPEATED)
    return Confidence.SURE if sure else Confidence.LIKELY


def _cannot_be_the_server(facts: EndpointFacts, cut: Sequence[Try]) -> bool:
    """Say whether somebody on the way did it: a living server confirms what arrives, and answers from its own place."""
    swallowed = [t for t in cut if t.failure is Failure.TIMEOUT and t.delivered is False]
    return len(swallowed) >= REPEATED or came_from_nearby(facts, [t for t in cut if t.failure is not Failure.TIMEOUT])


def name_refused(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """A TLS alert answers the name, repeatedly; a neutral name on the same address gets a whole handshake.

    A server may refuse its own name. Somebody on the way did it where the alert came sooner than any server's could,
    or where the name dies at servers that have nothing to do with the messenger.
    """
    refused = [t for t in failed if t.last.step is Step.TLS and t.failure is Failure.ALERT]
    whole = [t for t in facts.neutral if t.failure is None and t.find(Step.TLS) is not None]
    if len(refused) < REPEATED or not whole or any(t.failure is None for t in facts.other_hello):
        return None
    evidence = Evidence(EvidenceKind.NAME_REFUSED, numbers((*refused, *whole, *facts.other_hello)))
    anywhere, passes = cut_anywhere(facts), passes_elsewhere(facts)
    seen = (evidence, *(e for e in (anywhere, passes) if e is not None))
    if anywhere is not None or came_from_nearby(facts, refused):
        return Finding(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY, seen)
    return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, seen)


def came_from_nearby(facts: EndpointFacts, answered: Sequence[Try]) -> bool:
    """Say whether answers came too soon for the server: repeatedly, in less than half of the shortest way known.

    The way to the server itself, or to the nearest neutral host abroad: this computer may have been too busy to see it.
    """
    everything = (*facts.own, *facts.other, *facts.neutral, *facts.other_hello)
    connects = [(t.address, tcp.seconds) for t in everything if (tcp := t.find(Step.TCP)) is not None and tcp.ok]

    def is_near(attempt: Try) -> bool:
        ways = [seconds for address, seconds in connects if address == attempt.address]
        way = min((*ways, facts.network.round_trip))
        return bool(ways) and way > CLOSE and attempt.last.seconds < NEAR * way

    return sum(is_near(t) for t in answered) >= REPEATED
