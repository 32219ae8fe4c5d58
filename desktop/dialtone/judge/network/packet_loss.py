"""Packet loss on the line, seen by retransmissions on the way to hosts that answer."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter

from dialtone.judge.attempts import Attempt, AttemptIndex, figure
from dialtone.judge.kinds import CONNECTING, DATAGRAMS, SILENT_ABOUT_NETWORK
from dialtone.judge.readings import Tally
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    LINE_LOSS_SHARE,
    LINE_LOSSES_COUNT,
    ONE_MOMENT_SECONDS,
    READ_TOGETHER,
    RESENT_AFTER_SECONDS,
    SYN_SENT_AGAIN_SECONDS,
)
from dialtone.model.vocabulary import Failure, Step

_DATAGRAMS = (Step.STUN, Step.NTP)
_STEPS = (Step.TCP, Step.TLS, *_DATAGRAMS)


def lost_on_the_way(observations: Sequence[Observation]) -> Sequence[Observation]:
    """Return the steps at controls that lost a packet, if enough did to call the line lossy, else none.

    Not counted are packets that were sent again although the first one had arrived, and what failed at a host after its
    last answer to the same step: something may swallow that, as where connections are accepted but never answered.
    """
    neutral = [o for o in observations if not o.messenger and o.step in _STEPS]
    # What answers over TCP may be closed over UDP, at the same address and port.
    answering = _until_last_answer(neutral, attrgetter("target", "step", "endpoint"))
    tried = [o for o in answering if o.failure not in SILENT_ABOUT_NETWORK]
    needless = established_together(tried) | find_resent_needlessly(tried) | _find_datagrams_from_afar(tried)
    lost = [o for o in tried if _seems_to_lose_a_packet(o) and o.number not in needless]
    are_enough = len(lost) >= max(LINE_LOSSES_COUNT, LINE_LOSS_SHARE * len(tried))
    return lost if are_enough else ()


def _seems_to_lose_a_packet(step: Observation) -> bool:
    """Return whether a step got no answer, or only after its first packet was sent again."""
    if step.failure is Failure.TIMEOUT:
        return True
    return was_sent_again(step) or (step.ok and figure(step, Fact.SENT) > 1)


def _find_datagrams_from_afar(tried: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of the answered datagrams if each was sent more than once: the round trip is long.

    How long connections take would not show that, because a box nearby may accept them.
    """
    over_tcp = {o.endpoint for o in tried if o.step is Step.TCP}
    datagrams = [o for o in tried if o.step in _DATAGRAMS and o.ok and o.endpoint not in over_tcp]
    were_all_resent = all(figure(o, Fact.SENT) > 1 for o in datagrams)
    return frozenset(o.number for o in datagrams) if were_all_resent else frozenset()


def _until_last_answer(
    steps: Sequence[Observation], host_of: Callable[[Observation], Hashable]
) -> Iterator[Observation]:
    """Yield the steps that began no later than the last success at their host. `host_of`: what tells two hosts apart.

    A filter may start to block a host during the check; failures after its last answer are then not losses.
    """
    last_success: dict[Hashable, float] = {}
    for step in steps:
        if step.ok:
            last_success[host_of(step)] = max(last_success.get(host_of(step), 0.0), step.started)
    for step in steps:
        host = host_of(step)
        if host in last_success and step.started <= last_success[host]:
            yield step


def established_together(observations: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of connections that came about late, all at one moment: this computer had stalled.

    Where the system counts retransmissions, it does not take such a stall for a loss.
    """
    uncounted = (o for o in observations if Fact.RESENT not in o.facts and was_sent_again(o))
    late = sorted((o.started + o.seconds, o.number) for o in uncounted)
    stalled: set[int] = set()
    for first_moment, _ in late:
        same_moment = [step_number for moment, step_number in late if 0 <= moment - first_moment <= ONE_MOMENT_SECONDS]
        if len(same_moment) >= READ_TOGETHER:
            stalled.update(same_moment)
    return frozenset(stalled)


def find_resent_needlessly(observations: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of connections whose first packet was sent again although it had arrived: the host is far.

    The second packet leaves after `SYN_SENT_AGAIN_SECONDS`, and its answer takes at least the round trip to the nearest
    host. So a connection established before both have passed was established by the answer to the first packet.
    """
    sent_once = [o for o in observations if o.ok and o.step in (Step.TCP, *_DATAGRAMS) and figure(o, Fact.SENT) <= 1]
    shortest_round_trip = min((o.seconds for o in sent_once), default=0.0)
    earliest_second_answer = SYN_SENT_AGAIN_SECONDS + shortest_round_trip
    connects = [(o, o.seconds - figure(o, Fact.LAG)) for o in sent_once if o.step is Step.TCP]
    return frozenset(o.number for o, seconds in connects if RESENT_AFTER_SECONDS < seconds < earliest_second_answer)


def was_sent_again(step: Observation) -> bool:
    """Return whether a connection came about only after its first packet was sent again: as counted, or by time."""
    if step.step is not Step.TCP or not step.ok:
        return False
    counted = step.facts.get(Fact.RESENT)
    return counted > 0 if isinstance(counted, int) else step.seconds - figure(step, Fact.LAG) > RESENT_AFTER_SECONDS


def connections(index: AttemptIndex, endpoint: Endpoint) -> tuple[Attempt, ...]:
    """Return the connections to an endpoint that were established, or failed before a later one was established."""
    attempts = {t.steps[0].number: t for t in index.attempts([endpoint], *CONNECTING) if t.steps[0].step is Step.TCP}
    connects = [attempt.steps[0] for attempt in attempts.values()]
    return tuple(attempts[connect.number] for connect in _until_last_answer(connects, attrgetter("target")))


def is_over_udp(attempt: Attempt) -> bool:
    """Return whether an attempt sent datagrams rather than open a connection."""
    return attempt.steps[0].step in DATAGRAMS


def count_datagrams(attempts: Iterable[Attempt]) -> Tally:
    """Count how many datagrams of these attempts got no answer, not even a refusal, and how many were sent."""
    lost = sent = 0
    for step in (t.steps[0] for t in attempts if is_over_udp(t)):
        if step.failure in (None, Failure.TIMEOUT, Failure.BAD_ANSWER) and Fact.REFUSED_AFTER not in step.facts:
            times = max(int(figure(step, Fact.SENT)), 1)
            sent += times
            lost += times if step.failure is Failure.TIMEOUT else times - 1
    return Tally(lost, sent)


def alive_over_udp(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return those of these attempts over UDP at whose targets at least one was answered."""
    alive = {t.target for t in attempts if t.failure is None}
    return [t for t in attempts if t.target in alive]


def count_neutral_datagrams(neutral: Sequence[Attempt]) -> Tally:
    """Count datagrams to neutral hosts. Hosts that never answered count only if others lose datagrams as well."""
    answering = count_datagrams(alive_over_udp(neutral))
    return count_datagrams(neutral) if answering.failed else answering


def lost_a_packet(attempt: Attempt, resent_needlessly: frozenset[int] = frozenset()) -> bool:
    """Return whether a connection lost a packet. `resent_needlessly`: connects whose first packet had arrived."""
    connect = attempt.steps[0]
    # The system counts that retransmission in all later steps as well.
    needless = figure(connect, Fact.RESENT) if connect.number in resent_needlessly else 0
    resent = any(step.ok and figure(step, Fact.RESENT) > needless for step in attempt.steps)
    return resent or lost_first_packet(attempt, resent_needlessly)


def lost_first_packet(attempt: Attempt, resent_needlessly: frozenset[int] = frozenset()) -> bool:
    """Return whether a connection lost its first packet. `resent_needlessly`: as in `lost_a_packet`."""
    connect = attempt.steps[0]
    return connect.failure is Failure.TIMEOUT or (connect.number not in resent_needlessly and was_sent_again(connect))
