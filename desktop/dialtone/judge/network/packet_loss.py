"""Packet loss, seen by retransmissions: on the way to hosts that answer, or to one messenger only."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from dialtone.judge.attempts import (
    CONNECTING,
    DATAGRAMS,
    SILENT_ABOUT_NETWORK,
    Attempt,
    AttemptIndex,
    number,
    numbers,
)
from dialtone.judge.readings import Tally, chance_of_so_many
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    FIRST_PACKETS_LOST,
    FROM_AFAR,
    LOSS_BY_CHANCE,
    LOSS_CLEAN,
    LOSS_CONTROLS,
    LOSS_OF_ITS_OWN,
    LOSS_OF_ITS_OWN_SHARE,
    LOSSY_LEAST,
    LOSSY_SHARE,
    MOST_LOSE,
    MOST_LOSE_LEAST,
    ONE_MOMENT,
    READ_TOGETHER,
    RESENT_AFTER,
    SHARE_RARE,
    SYN_SENT_AGAIN,
)
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Step

_DATAGRAMS = (Step.STUN, Step.NTP)
_STEPS = (Step.TCP, Step.TLS, *_DATAGRAMS)


def lost_on_the_way(observations: Sequence[Observation]) -> Sequence[Observation]:
    """Return the steps at controls that lost a packet, if there are enough of them to call the line lossy."""
    # A host that accepts but never answers has not lost a packet: the data is swallowed. What answers over TCP may be
    # closed over UDP, at the same address and port.
    neutral = [(o, (o.target, o.step, o.endpoint)) for o in observations if not o.messenger and o.step in _STEPS]
    asked = [o for o in _while_it_answers(neutral) if o.failure not in SILENT_ABOUT_NETWORK]
    spared = _established_together(asked) | _datagrams_to_far_hosts(asked) | _answered_the_first(asked)
    again = {o.number for o in asked if o.ok and (number(o, Fact.SENT) > 1 or was_sent_again(o))}
    lost = [o for o in asked if (o.failure is Failure.TIMEOUT or o.number in again) and o.number not in spared]
    return lost if len(lost) >= max(LOSSY_LEAST, LOSSY_SHARE * len(asked)) else ()


def _while_it_answers(asked: Sequence[tuple[Observation, Hashable]]) -> Iterator[Observation]:
    """Yield the steps that succeeded, and those that failed before the same place last answered.

    A filter that punishes an address lets everything pass until it sees the name, and nothing after.
    """
    last_answer: dict[Hashable, float] = {}
    for step, key in asked:
        if step.ok:
            last_answer[key] = max(last_answer.get(key, 0.0), step.started)
    return (step for step, key in asked if step.started <= last_answer.get(key, -1.0))


def _established_together(observations: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of the connections that were seen together at one moment, of those without the system's count.

    Then this computer had stalled: retransmissions come back a while after each connection began, one by one.
    """
    guessed = [o for o in observations if o.step is Step.TCP and o.ok and Fact.RESENT not in o.facts]
    late = sorted((o.started + o.seconds, o.number) for o in guessed if was_sent_again(o))
    stalled: set[int] = set()
    for first_moment, _ in late:
        same_moment = [number for moment, number in late if 0 <= moment - first_moment <= ONE_MOMENT]
        stalled.update(same_moment if len(same_moment) >= READ_TOGETHER else ())
    return frozenset(stalled)


def _datagrams_to_far_hosts(observations: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of the datagrams that were sent again, if none was answered before: that is a long round trip.

    Where a box nearby accepts connections, their times do not say how far the hosts are.
    """
    over_tcp = {o.endpoint for o in observations if o.step is Step.TCP}
    answered = [o for o in observations if o.step in _DATAGRAMS and o.ok and o.endpoint not in over_tcp]
    return frozenset(o.number for o in answered) if all(number(o, Fact.SENT) > 1 for o in answered) else frozenset()


def _answered_the_first(observations: Sequence[Observation]) -> frozenset[int]:
    """Return the numbers of the connections established too soon for an answer to the packet that was sent again.

    It leaves after a second: where every host is farther than that, or a queue as long, it is sent in vain.
    """
    once = [o for o in observations if o.ok and o.step in (Step.TCP, *_DATAGRAMS) and number(o, Fact.SENT) <= 1]
    nearest = min((o.seconds for o in once), default=0.0)
    late = [(o, o.seconds - number(o, Fact.LAG)) for o in once if o.step is Step.TCP]
    return frozenset(o.number for o, seconds in late if RESENT_AFTER < seconds < SYN_SENT_AGAIN + nearest)


def is_counted(observation: Observation) -> bool:
    """Return whether the system or this program counted a retransmission."""
    return number(observation, Fact.RESENT) > 0 or number(observation, Fact.SENT) > 1


def was_sent_again(step: Observation) -> bool:
    """Return whether a connection was established only after its first packet was sent again.

    If the system does not count that, the time shows it, minus the time during which this computer stalled.
    """
    if step.step is not Step.TCP or not step.ok:
        return False
    counted = step.facts.get(Fact.RESENT)
    return counted > 0 if isinstance(counted, int) else step.seconds - number(step, Fact.LAG) > RESENT_AFTER


def connections(index: AttemptIndex, endpoint: Endpoint) -> tuple[Attempt, ...]:
    """Return the connections that were established, and those that failed before a later one was established."""
    tries = {t.steps[0].number: t for t in index.at([endpoint], *CONNECTING) if t.steps[0].step is Step.TCP}
    return tuple(tries[o.number] for o in _while_it_answers([(t.steps[0], t.target) for t in tries.values()]))


class PathLoss(Frozen):
    """The path to a messenger loses packets, but the line as such does not."""

    networks: frozenset[str]
    """The address blocks to which it does."""
    clean: frozenset[str]
    """The address blocks where the messenger was tried often enough to say that the path loses nothing."""
    observations: tuple[int, ...]
    """The observations that show it."""
    often: bool
    """At least half of many connections lost something."""
    nearly_all: bool = False
    """Next to no datagram was answered."""
    for_good: bool = False
    """No connection that lost a packet came about: of packets that are lost by chance some arrive when sent again."""


def find_path_loss(
    endpoints: Sequence[Endpoint], index: AttemptIndex, controls: Sequence[Attempt], network: NetworkVerdict
) -> PathLoss | None:
    """Return where packets are repeatedly lost on the way to a messenger, while controls lose next to none.

    Only connections that came through in the end count: what never does was not lost by chance, and other rules say
    why. On a line that loses for all, chance alone makes one messenger seem worse than neutral hosts: that must be
    unlikely, and another messenger has to lose next to nothing, if others were tried.
    """
    if len(controls) < LOSS_CONTROLS or network.lossy:
        return None  # there is nothing to compare with
    made = [t for e in endpoints for t in connections(index, e)]
    in_vain = _answered_the_first([o for o in index.steps if o.step is Step.TCP])
    lost = [t for t in made if lost_a_packet(t, in_vain)]
    enough = len(lost) >= max(LOSS_OF_ITS_OWN, LOSS_OF_ITS_OWN_SHARE * len(made))
    if not enough or sum(lost_first_packet(t, in_vain) for t in lost) < FIRST_PACKETS_LOST:
        return None
    share, lost_by_controls = len(lost) / len(made), sum(lost_a_packet(t, in_vain) for t in controls)
    controls_lose_too = lost_by_controls / len(controls) > LOSS_OF_ITS_OWN_SHARE * share
    by_chance = chance_of_so_many(len(lost), len(made), lost_by_controls, len(controls)) > LOSS_BY_CHANCE
    if controls_lose_too or by_chance or _others_lose_alike(index, {e.id for e in endpoints}, share, in_vain):
        return None
    often = len(lost) >= MOST_LOSE_LEAST and share >= MOST_LOSE
    networks = frozenset(t.block for t in lost)
    asked = Counter(t.block for t in made)
    clean = frozenset(n for n, times in asked.items() if times >= LOSS_CLEAN) - networks
    return PathLoss(networks, clean, numbers(lost), often, for_good=not any(t.passed(Step.TCP) for t in lost))


def _others_lose_alike(index: AttemptIndex, left_out: set[str], share: float, in_vain: frozenset[int]) -> bool:
    """Return whether every other messenger that was tried often enough loses as much as this one.

    Then it is the line: all messengers are compared with the same neutral hosts, which may lose nothing by luck. Most
    of those are only connected to, with a packet or two, while a messenger's connection takes twenty.
    """
    made, lost = Counter[str](), Counter[str]()
    for attempt in index.every_attempt():
        connect = attempt.steps[0]
        if connect.messenger and connect.step is Step.TCP and connect.ok and connect.endpoint not in left_out:
            made[connect.messenger] += 1
            lost[connect.messenger] += lost_a_packet(attempt, in_vain)
    others = [lost[m] / times for m, times in made.items() if times >= LOSS_CONTROLS]
    return bool(others) and min(others) > LOSS_OF_ITS_OWN_SHARE * share


def is_over_udp(attempt: Attempt) -> bool:
    """Return whether an attempt sent datagrams rather than connect."""
    return attempt.steps[0].step in DATAGRAMS


def count_datagrams(attempts: Iterable[Attempt]) -> Tally:
    """Return how many datagrams of these attempts got no answer, and how many were sent.

    A refusal (ICMP) is an answer to all of them.
    """
    lost = sent = 0
    for step in (t.steps[0] for t in attempts if is_over_udp(t)):
        if step.failure in (None, Failure.TIMEOUT, Failure.BAD_ANSWER) and Fact.REFUSED_AFTER not in step.facts:
            times = max(int(number(step, Fact.SENT)), 1)
            lost, sent = lost + times - (step.failure is not Failure.TIMEOUT), sent + times
    return Tally(lost, sent)


def _alive_over_udp(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the attempts over UDP at targets that answered at least once."""
    over_udp = [t for t in attempts if is_over_udp(t)]
    alive = {t.target for t in over_udp if t.failure is None}
    return [t for t in over_udp if t.target in alive]


def count_neutral_datagrams(neutral: Sequence[Attempt]) -> Tally:
    """Return how many datagrams to neutral hosts got no answer, and how many were sent.

    A host that never answered is dead or closed to everybody, unless those that answer lose datagrams as well.
    """
    answering = count_datagrams(_alive_over_udp(neutral))
    return count_datagrams(neutral) if answering.failed else answering


def find_datagram_loss(
    tries: Sequence[Attempt],
    contrasts: Sequence[Attempt],
    neutral: Tally,
    round_trip_to: Callable[[str], float],
    network: NetworkVerdict,
) -> PathLoss | None:
    """Return where most datagrams to a messenger's relays are lost, while those to neutral hosts arrive.

    Only relays that answered count: one that never did may be switched off, or closed to everybody. Whether nearly all
    are lost is told by all whose computers are there, as `contrasts` over TCP show. An answer that took no longer than
    a connection is one to the first datagram, and nothing was lost. `neutral`: of the datagrams to neutral hosts.
    """
    relays = [t for t in tries if is_over_udp(t) and not _is_to_the_first(t.last, round_trip_to(t.address))]
    made = _alive_over_udp(relays)
    lost, sent = count_datagrams(made)
    often = lost >= MOST_LOSE_LEAST and lost >= MOST_LOSE * sent
    if network.lossy or not often or neutral.tried < LOSS_CONTROLS:
        return None
    if chance_of_so_many(lost, sent, *neutral) > LOSS_BY_CHANCE:
        return None
    running = {t.address for t in (*made, *contrasts) if t.steps[0].failure in (None, Failure.REFUSED)}
    lost_there, sent_there = count_datagrams(t for t in relays if t.address in running)
    nearly_all = sent_there - lost_there <= SHARE_RARE * sent_there
    return PathLoss(frozenset(t.block for t in made), frozenset(), numbers(made), often, nearly_all)


def _is_to_the_first(answer: Observation, round_trip: float) -> bool:
    """Return whether an answer came too soon for the datagram that was sent again: it was on its way by then."""
    return answer.ok and number(answer, Fact.SENT) > 1 and FROM_AFAR * answer.seconds <= round_trip


def lost_a_packet(attempt: Attempt, in_vain: frozenset[int] = frozenset()) -> bool:
    """Return whether a connection lost a packet on its way to a host that answers.

    `in_vain`: the numbers of first steps whose packet was sent again though it was not lost: the answer was on its way.
    The system counts that in all later steps as well.
    """
    connect = attempt.steps[0]
    needless = number(connect, Fact.RESENT) if connect.number in in_vain else 0
    return lost_first_packet(attempt, in_vain) or any(
        step.ok and number(step, Fact.RESENT) > needless for step in attempt.steps
    )


def lost_first_packet(attempt: Attempt, in_vain: frozenset[int] = frozenset()) -> bool:
    """Return whether a connection lost its first packet. `in_vain`: as in `lost_a_packet`."""
    connect = attempt.steps[0]
    return connect.failure is Failure.TIMEOUT or (connect.number not in in_vain and was_sent_again(connect))
