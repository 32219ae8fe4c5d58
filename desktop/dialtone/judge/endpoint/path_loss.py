"""Packet loss on the path to one messenger only, compared with the path to neutral hosts."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from dialtone.judge.attempts import Attempt, AttemptIndex, number, numbers
from dialtone.judge.endpoint.servers import TRIES
from dialtone.judge.network.control_results import ControlResults, kind_of_exchange
from dialtone.judge.network.packet_loss import (
    alive_over_udp,
    connections,
    count_datagrams,
    established_together,
    is_over_udp,
    lost_a_packet,
    lost_first_packet,
)
from dialtone.judge.readings import Tally, at_the_same_moment, chance_of_so_many
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    FIRST_PACKETS_LOST,
    FROM_AFAR_SHARE,
    LATE_FACTOR,
    LOSES_ALIKE_SHARE,
    LOSS_BY_CHANCE,
    LOSS_CLEAN,
    LOSS_CONTROLS,
    MOST_LOST_COUNT,
    MOST_LOST_SHARE,
    PATH_LOSS_SHARE,
    PATH_LOSSES_COUNT,
    SHARE_RARE,
)
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Variant


class PathLoss(Frozen):
    """The path to a messenger loses packets, but the line as such does not."""

    blocks: frozenset[str]
    clean_blocks: frozenset[str]
    """The address blocks where the messenger was tried often enough to say that the path loses nothing."""
    observations: tuple[int, ...]
    often: bool
    """Whether at least half of many connections lost something."""
    nearly_all: bool = False
    for_good: bool = False
    """Whether no connection that lost a packet came about: of packets lost by chance some arrive when sent again."""


def find_path_loss(endpoints: Sequence[Endpoint], results: ControlResults, network: NetworkVerdict) -> PathLoss | None:
    """Return where packets are repeatedly lost on the way to a messenger, while controls lose next to none; else None.

    What never comes through was not lost by chance, and does not count.
    """
    index, resent_needlessly = results.index, results.resent_needlessly
    if NetworkFlag.COMPUTER_BUSY in network.flags:  # where nothing counts retransmissions, a stall looks like a loss
        resent_needlessly |= established_together([o for o in index.steps if o.step is Step.TCP])
    made = [t for e in endpoints for t in connections(index, e)]
    lost = [t for t in made if lost_a_packet(t, resent_needlessly)]
    first_packets_lost = sum(lost_first_packet(t, resent_needlessly) for t in lost)
    if len(lost) < max(PATH_LOSSES_COUNT, PATH_LOSS_SHARE * len(made)) or first_packets_lost < FIRST_PACKETS_LOST:
        return None
    to_messenger, to_controls = Tally(len(lost), len(made)), results.packet_loss
    if to_controls.tried < LOSS_CONTROLS or network.lossy:
        return None  # there is nothing to compare with
    if _loses_alike(to_controls, to_messenger):
        return None  # the line loses packets on the way to every host
    if chance_of_so_many(*to_messenger, *to_controls) > LOSS_BY_CHANCE:
        return None  # so few losses may all fall on one messenger by chance
    lost_one = partial(lost_a_packet, resent_needlessly=resent_needlessly)
    if _others_lose_alike(index, {e.id for e in endpoints}, to_messenger, lost_one):
        return None  # the line loses packets on the way to every messenger
    return _locate(lost, made)


def _locate(lost: Sequence[Attempt], made: Sequence[Attempt]) -> PathLoss:
    """Return where packets were lost and where they were not, from the connections that lost some and all of them."""
    often = len(lost) >= MOST_LOST_COUNT and len(lost) / len(made) >= MOST_LOST_SHARE
    blocks = frozenset(t.block for t in lost)
    made_in = Counter(t.block for t in made)
    clean_blocks = frozenset(block for block, times in made_in.items() if times >= LOSS_CLEAN) - blocks
    return PathLoss(blocks, clean_blocks, numbers(lost), often, for_good=not any(t.passed(Step.TCP) for t in lost))


def _loses_alike(others: Tally, to_messenger: Tally) -> bool:
    """Return whether other connections lose packets about as often as those to the messenger: then it is the line."""
    return others.failed / others.tried > LOSES_ALIKE_SHARE * (to_messenger.failed / to_messenger.tried)


def _others_lose_alike(
    index: AttemptIndex, own_endpoints: set[str], to_messenger: Tally, lost_one: Callable[[Attempt], bool]
) -> bool:
    """Return whether each other messenger that was tried often enough loses packets about as often.

    Neutral hosts may lose nothing by luck: most are only connected to, with a packet or two, while a messenger's
    connection takes twenty.
    """
    lost_by_messenger: dict[str, list[bool]] = defaultdict(list)
    for attempt in index.every_attempt():
        if attempt.messenger and attempt.endpoint not in own_endpoints and attempt.passed(Step.TCP):
            lost_by_messenger[attempt.messenger].append(lost_one(attempt))
    others = [Tally(sum(lost), len(lost)) for lost in lost_by_messenger.values() if len(lost) >= LOSS_CONTROLS]
    return bool(others) and all(_loses_alike(other, to_messenger) for other in others)


def find_delays(endpoints: Sequence[Endpoint], results: ControlResults, network: NetworkVerdict) -> PathLoss | None:
    """Return where handshakes with one address are late now and prompt then, and packets are lost too often for chance.

    Lost packets delay some handshakes, on their way there or back; a queue, or a slow server, delays every one and has
    packets sent again in vain. What is late at one moment, or for other messengers alike, may be the line, unless a
    neutral handshake was prompt then. None if there is no such place.
    """
    if network.status is not NetworkStatus.ONLINE or NetworkFlag.COMPUTER_BUSY in network.flags:
        return None
    made = _handshaken(results, endpoints, *TRIES, Variant.OTHER_HELLO)
    late = [(t, tls) for t, tls in made if results.is_late(tls, t.connect_seconds)]
    prompt = {tls.target for _, tls in made if tls.seconds < LATE_FACTOR * results.usual_seconds[kind_of_exchange(tls)]}
    is_uneven = any(tls.target in prompt for _, tls in late)
    first_end = min((tls.started + tls.seconds for _, tls in late), default=math.inf)
    at_one_moment = all(tls.started <= first_end for _, tls in late)
    beside = [o for t, _ in late for o in at_the_same_moment(t, results.handshakes) if not results.is_late(o)]
    if not is_uneven or (at_one_moment and not beside):
        return None

    def lost_one(attempt: Attempt) -> bool:
        tls = attempt.passed(Step.TLS)
        is_late = tls is not None and results.is_late(tls, attempt.connect_seconds)
        return is_late or lost_a_packet(attempt, results.resent_needlessly)

    lost = [t for t, _ in made if lost_one(t)]
    neutral = [t for t, _ in _handshaken(results, results.controls.neutral_hosts)]
    to_messenger, to_neutral = Tally(len(lost), len(made)), Tally(sum(map(lost_one, neutral)), len(neutral))
    if chance_of_so_many(*to_messenger, *to_neutral) > LOSS_BY_CHANCE:
        return None
    if not beside and _others_lose_alike(results.index, {e.id for e in endpoints}, to_messenger, lost_one):
        return None
    return _locate(lost, [t for t, _ in made])


def _handshaken(
    results: ControlResults, endpoints: Sequence[Endpoint], *variants: Variant
) -> list[tuple[Attempt, Observation]]:
    """Return the attempts whose handshake was completed and can be compared with neutral ones, each with it."""
    handshakes = ((t, t.passed(Step.TLS)) for t in results.index.attempts(endpoints, *variants))
    return [(t, tls) for t, tls in handshakes if tls is not None and kind_of_exchange(tls) in results.exchanges]


def find_datagram_loss(
    tries: Sequence[Attempt],
    contrasts: Sequence[Attempt],
    neutral: Tally,
    round_trip_to: Callable[[str], float],
    network: NetworkVerdict,
) -> PathLoss | None:
    """Return where most datagrams to a messenger's relays are lost, while those to neutral hosts arrive; else None.

    `contrasts`: requests to its relays over TCP, by which silent ones count. `round_trip_to`: seconds to an address.
    """
    # An answer that took no longer than a round trip is one to the first datagram, and nothing was lost.
    sent_needlessly = {
        t
        for t in tries
        if t.last.ok and number(t.last, Fact.SENT) > 1 and FROM_AFAR_SHARE * t.last.seconds <= round_trip_to(t.address)
    }
    to_relays = [t for t in tries if is_over_udp(t) and t not in sent_needlessly]
    to_alive = alive_over_udp(to_relays)
    lost, sent = count_datagrams(to_alive)
    often = lost >= MOST_LOST_COUNT and lost >= MOST_LOST_SHARE * sent
    if network.lossy or not often or neutral.tried < LOSS_CONTROLS:
        return None
    if chance_of_so_many(lost, sent, *neutral) > LOSS_BY_CHANCE:
        return None
    running = {t.address for t in (*to_alive, *contrasts) if t.steps[0].failure in (None, Failure.REFUSED)}
    lost_there, sent_there = count_datagrams(t for t in to_relays if t.address in running)
    nearly_all = sent_there - lost_there <= SHARE_RARE * sent_there
    return PathLoss(frozenset(t.block for t in to_alive), frozenset(), numbers(to_alive), often, nearly_all)
