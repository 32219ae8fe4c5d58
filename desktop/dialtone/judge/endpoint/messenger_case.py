"""What the rules may use of a messenger as a whole: its names, its servers, and what is lost on the way to them."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from dialtone.judge.attempts import Attempt, Lookup, addresses_in, figure, numbers
from dialtone.judge.endpoint.servers import Distances, Refusals, find_identical_tries, find_refusals
from dialtone.judge.kinds import CUT, NO_REPLY, TRIES
from dialtone.judge.network import packet_loss
from dialtone.judge.network.control_results import kind_of_exchange
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.network.resolvers import Tampering, find_tampering
from dialtone.judge.readings import Tally, at_the_same_moment, chance_of_so_many
from dialtone.judge.signs import if_all
from dialtone.model.catalogue import Endpoint, Messenger
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
    REPEATED,
    SHARE_RARE,
)
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Variant, Weight

_SERIOUS = "major"
_BLOCKED_FOR_EVERYONE = (Step.TCP, Step.STUN, Step.REFLECTOR)
"""Steps that many networks block for everyone: that one of them fails does not say that a messenger is cut off."""


class PathLoss(Frozen):
    """The path to a messenger loses packets, but the line as such does not."""

    blocks: frozenset[str]
    """The address blocks in which packets were lost."""
    clean_blocks: frozenset[str]
    """The address blocks where the messenger was tried often enough to say that the path loses nothing."""
    observations: tuple[int, ...]
    often: bool
    """Whether at least half of many connections, or of the datagrams, were affected."""
    nearly_all: bool = False
    """Whether next to no datagram arrived at relays that run."""
    for_good: bool = False
    """Whether no connection that lost a packet came about: of packets lost by chance some arrive when sent again."""


class MessengerCase:
    """The observations of a messenger as a whole, shared by all its endpoints."""

    def __init__(self, messenger: Messenger, check: CheckCase) -> None:
        self._messenger = messenger
        self.check = check
        self.endpoints = tuple(e for e in messenger.endpoints if e.weight is not Weight.RELAYS)
        """Its servers. Relays that only hint at calls are left out: they say nothing about the rest."""
        self.serves_one_country = bool(messenger.home)
        self.at_home = not check.home.isdisjoint((*messenger.home, *messenger.hosted_in))
        """Whether all of its servers are in the country that the person named."""
        self.attempts = check.conclusive.attempts(messenger.endpoints)
        """All of the app's own attempts, relays included, without silence that is due to the line or this computer."""
        self.name_elsewhere = self.server_attempts(Variant.NAME_ELSEWHERE)
        """Attempts that show a name of the messenger to unrelated servers: one name stands for all."""
        self.neutral_elsewhere = self.server_attempts(Variant.NEUTRAL_ELSEWHERE)
        """Contrasts: attempts that show a neutral name to the same servers."""
        tried = self.server_attempts()
        accepting = {t.block for t in tried if t.passed(Step.TCP)}
        self.silent_blocks = {t.block for t in tried if t.ended(Step.TCP, NO_REPLY)} - accepting
        """Address blocks in which no server of the messenger even accepts a connection."""
        in_silent_blocks = [t for t in tried if t.block in self.silent_blocks]
        self.silent_networks = {check.controls.region_of(t.address) or t.block for t in in_silent_blocks}
        """The same blocks, where those of one region of a hosting company count as one: they fail together."""
        self.living_blocks = {t.block for t in tried if t.last.step is not Step.TCP and t.failure is None}
        """Address blocks in which some server of the messenger answered."""
        cut = (t for t in self.server_attempts(*TRIES) if t.failure in CUT)
        self.is_cut = any(t.last.step not in _BLOCKED_FOR_EVERYONE for t in cut)
        """Whether any attempt at any of its servers was cut off after connecting."""
        names = {e.host for e in self.endpoints if e.host}
        lookups = (check.index.lookups(name, system=True, messenger=messenger.id) for name in names)
        self.unanswered_name_count = sum(map(_is_unanswered, lookups))
        """For how many of its names the system resolver gave no answer, not even a denial."""
        self.found_names = {name for name in names if addresses_in(check.index.by_name.get(name, ()))}
        """Those of its names for which any resolver gives an address."""

    def server_attempts(self, *variants: Variant) -> tuple[Attempt, ...]:
        """Return the attempts of these variants (by default the app's own) at its servers, as far as conclusive."""
        return self.check.conclusive.attempts(self.endpoints, *variants)

    @cached_property
    def outage_reported(self) -> tuple[int, ...]:
        """The observations of its status page, verified by a public root, that report a serious incident."""
        page = self._messenger.status_page
        if page is None:
            return ()
        reports = self.check.index.attempts_at(page.endpoint, Variant.STATUS)
        serious = (t for t in reports if t.fact(Step.HTTP, Fact.INDICATOR) == _SERIOUS)
        return numbers(t for t in serious if t.fact(Step.TLS, Fact.MOZILLA) is True)

    @cached_property
    def silent_relays(self) -> Sequence[Attempt]:
        """The attempts at its relays that only hint at calls, if all of them timed out: each has an address or two."""
        relays = [e for e in self._messenger.endpoints if e.weight is Weight.RELAYS]
        return if_all(self.check.conclusive.attempts(relays), lambda t: t.failure is Failure.TIMEOUT)

    @cached_property
    def cut_at_times(self) -> Mapping[str, tuple[Attempt, ...]]:
        """By host, its identical tries if several of them passed and several were cut off."""
        named = [e for e in self.endpoints if e.host]
        conclusive, lossy = self.check.conclusive, self.check.network.lossy
        tries = {e.host or "": find_identical_tries(e, named, conclusive, lossy=lossy) for e in named}
        mixed = {host: each for host, each in tries.items() if min(len(each.passed), len(each.cut)) >= REPEATED}
        return {host: (*each.passed, *each.cut) for host, each in mixed.items()}

    @cached_property
    def tampering(self) -> Tampering:
        """What resolvers other than the system's show about its names."""
        return find_tampering(self.check.index, self.endpoints)

    @cached_property
    def distances(self) -> Distances:
        """The round trips to its servers."""
        check = self.check
        return Distances(check.index, self.endpoints, check.control_results, check.network.round_trip)

    # What is lost on the way to it.

    @cached_property
    def path_loss(self) -> PathLoss | None:
        """Where connections repeatedly lose packets on the way to it, while controls lose next to none; else None.

        What never comes through was not lost by chance, and does not count.
        """
        made = self._made
        lost = list(filter(self._lost_one, made))
        if len(lost) < max(PATH_LOSSES_COUNT, PATH_LOSS_SHARE * len(made)):
            return None
        if sum(packet_loss.lost_first_packet(t, self._resent_needlessly) for t in lost) < FIRST_PACKETS_LOST:
            return None
        if self.check.network.lossy or self._bad_moment_ended >= 0:
            return None  # the line loses packets, or did for a moment
        to_messenger = Tally(len(lost), len(made))
        to_controls = self.check.control_results.packet_loss
        if to_controls.tried < LOSS_CONTROLS:
            return None  # there is nothing to compare with
        if chance_of_so_many(*to_messenger, *to_controls) > LOSS_BY_CHANCE:
            return None  # so few losses may all fall on one messenger by chance
        if _loses_alike(to_controls, to_messenger) or self._others_lose_alike(to_messenger, self._lost_one):
            return None  # the line loses packets on the way to every host, or every messenger
        return _locate(lost, made)

    @cached_property
    def _made(self) -> list[Attempt]:
        results = self.check.control_results
        return [t for e in self.endpoints for t in packet_loss.connections(results.index, e)]

    @cached_property
    def _resent_needlessly(self) -> frozenset[int]:
        results = self.check.control_results
        if NetworkFlag.COMPUTER_BUSY not in self.check.network.flags:
            return results.resent_needlessly
        # Where nothing counts retransmissions, a stall of this computer looks like a loss.
        connects = [o for o in results.index.steps if o.step is Step.TCP]
        return results.resent_needlessly | packet_loss.established_together(connects)

    def _lost_one(self, attempt: Attempt) -> bool:
        return packet_loss.lost_a_packet(attempt, self._resent_needlessly)

    @cached_property
    def _bad_moment_ended(self) -> float:
        """When the last connection of a bad moment began; minus infinity if there was no such moment.

        In a bad moment several connections in a row lost packets, and of those made later enough lost none.
        """
        lossy = [t.steps[0].started for t in self._made if self._lost_one(t)]
        clean = [t.steps[0].started for t in self._made if not self._lost_one(t)]
        if len(lossy) < PATH_LOSSES_COUNT or any(min(lossy) <= began <= max(lossy) for began in clean):
            return -math.inf
        clean_later = sum(began > max(lossy) for began in clean)
        return max(lossy) if clean_later >= LOSS_CLEAN else -math.inf

    def _others_lose_alike(self, to_messenger: Tally, lost_one: Callable[[Attempt], bool]) -> bool:
        """Return whether each other messenger that was tried often enough loses packets about as often; no if none was.

        Neutral hosts may lose nothing by luck: most are only connected to, with a packet or two, while a messenger's
        connection takes twenty.
        """
        lost_by_messenger: dict[str, list[bool]] = defaultdict(list)
        for attempt in self.check.control_results.index.every_attempt():
            if attempt.messenger not in ("", self._messenger.id) and attempt.passed(Step.TCP):
                lost_by_messenger[attempt.messenger].append(lost_one(attempt))
        others = [Tally(sum(lost), len(lost)) for lost in lost_by_messenger.values() if len(lost) >= LOSS_CONTROLS]
        return bool(others) and all(_loses_alike(other, to_messenger) for other in others)

    @cached_property
    def delays(self) -> PathLoss | None:
        """Where handshakes with one address are late now and prompt then, and packets are lost too often for chance.

        Lost packets delay some handshakes. A queue, or a slow server, delays every one, and packets are sent again in
        vain. Unless a neutral handshake beside a late one was prompt, the line may be the reason: where all late ones
        fall into one moment, or other messengers are delayed as often. None if there is no such place.
        """
        results = self.check.control_results
        network = self.check.network
        if network.status is not NetworkStatus.ONLINE or NetworkFlag.COMPUTER_BUSY in network.flags:
            return None
        made = self._list_handshakes(self.endpoints, *TRIES, Variant.OTHER_HELLO)
        late = [(t, tls) for t, tls in made if results.is_late(tls, t.connect_seconds)]
        prompt_at = {tls.target for _, tls in made if self._is_prompt(tls)}
        if prompt_at.isdisjoint(tls.target for _, tls in late):
            return None
        neutral_beside = (o for t, _ in late for o in at_the_same_moment(t, results.handshakes))
        line_was_prompt = any(not results.is_late(o) for o in neutral_beside)
        first_end = min(tls.started + tls.seconds for _, tls in late)
        if not line_was_prompt and all(tls.started <= first_end for _, tls in late):
            return None
        delayed = [t for t, _ in made if self._was_delayed(t)]
        neutral = [self._was_delayed(t) for t, _ in self._list_handshakes(results.controls.neutral_hosts)]
        to_messenger = Tally(len(delayed), len(made))
        if chance_of_so_many(*to_messenger, sum(neutral), len(neutral)) > LOSS_BY_CHANCE:
            return None
        if not line_was_prompt and self._others_lose_alike(to_messenger, self._was_delayed):
            return None
        return _locate(delayed, [t for t, _ in made])

    def _is_prompt(self, handshake: Observation) -> bool:
        """Return whether a handshake took less than several times what is usual for neutral ones of its kind."""
        usual = self.check.control_results.usual_seconds[kind_of_exchange(handshake)]
        return handshake.seconds < LATE_FACTOR * usual

    def _was_delayed(self, attempt: Attempt) -> bool:
        """Return whether a handshake was late, or a packet of its connection was lost."""
        results = self.check.control_results
        tls = attempt.passed(Step.TLS)
        is_late = tls is not None and results.is_late(tls, attempt.connect_seconds)
        return is_late or packet_loss.lost_a_packet(attempt, results.resent_needlessly)

    def _list_handshakes(self, endpoints: Sequence[Endpoint], *variants: Variant) -> list[tuple[Attempt, Observation]]:
        """Return the attempts whose handshake was completed and can be compared with neutral ones, each with it."""
        results = self.check.control_results
        handshakes = ((t, t.passed(Step.TLS)) for t in results.index.attempts(endpoints, *variants))
        return [(t, tls) for t, tls in handshakes if tls is not None and kind_of_exchange(tls) in results.exchanges]

    @cached_property
    def datagram_loss(self) -> PathLoss | None:
        """Where most datagrams to relays that answer are lost, while those to neutral hosts arrive; None if nowhere.

        Whether nearly all are lost is told from all relays that run, also from silent ones that answered over TCP.
        """
        if self.check.network.lossy:
            return None
        # An answer that took no longer than a round trip is one to the first datagram, and nothing was lost.
        to_relays = [t for t in self._datagrams_before_silence() if not self._sent_needlessly(t)]
        to_alive = packet_loss.alive_over_udp(to_relays)
        lost, sent = packet_loss.count_datagrams(to_alive)
        neutral = self.check.control_results.tally(Step.STUN)
        if lost < MOST_LOST_COUNT or lost < MOST_LOST_SHARE * sent or neutral.tried < LOSS_CONTROLS:
            return None
        if chance_of_so_many(lost, sent, *neutral) > LOSS_BY_CHANCE:
            return None
        contrasts = self.check.conclusive.attempts(self._messenger.endpoints, Variant.NEUTRAL_REQUEST)
        running = {t.address for t in (*to_alive, *contrasts) if t.steps[0].failure in (None, Failure.REFUSED)}
        lost_there, sent_there = packet_loss.count_datagrams(t for t in to_relays if t.address in running)
        return PathLoss(
            blocks=frozenset(t.block for t in to_alive),
            clean_blocks=frozenset(),
            observations=numbers(to_alive),
            often=True,
            nearly_all=sent_there - lost_there <= SHARE_RARE * sent_there,
        )

    def _datagrams_before_silence(self) -> list[Attempt]:
        """Return the attempts over UDP that were made after a bad moment, if any, and before others fell silent, too.

        What is lost at other times is not lost on the way to this messenger alone.
        """
        fell_silent = self.check.find_udp_silence(besides=self._messenger.id)
        end = self.check.last_datagram_answered if fell_silent else math.inf
        over_udp = filter(packet_loss.is_over_udp, self.attempts)
        return [t for t in over_udp if self._bad_moment_ended < t.steps[0].started <= end]

    def _sent_needlessly(self, attempt: Attempt) -> bool:
        """Return whether a datagram was sent again although the first was answered: within a round trip."""
        answer = attempt.last
        if not answer.ok or figure(answer, Fact.SENT) <= 1:
            return False
        return FROM_AFAR_SHARE * answer.seconds <= self.distances.nearest(attempt.address)

    @cached_property
    def refusals(self) -> Refusals:
        """The observations in which every web server refuses to serve."""
        return find_refusals(self.endpoints, self._messenger, self.check.index)


def _is_unanswered(lookups: Sequence[Lookup]) -> bool:
    answers = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, None)
    return bool(lookups) and not any(lookup.failure in answers for lookup in lookups)


def _loses_alike(others: Tally, to_messenger: Tally) -> bool:
    """Return whether other connections lose packets about as often as those to the messenger: then it is the line."""
    return others.failed / others.tried > LOSES_ALIKE_SHARE * (to_messenger.failed / to_messenger.tried)


def _locate(lost: Sequence[Attempt], made: Sequence[Attempt]) -> PathLoss:
    """Return where packets were lost and where they were not, from the connections that lost some and all of them."""
    often = len(lost) >= MOST_LOST_COUNT and len(lost) / len(made) >= MOST_LOST_SHARE
    blocks = frozenset(t.block for t in lost)
    made_in = Counter(t.block for t in made)
    clean_blocks = frozenset(block for block, times in made_in.items() if times >= LOSS_CLEAN) - blocks
    return PathLoss(blocks, clean_blocks, numbers(lost), often, for_good=not any(t.passed(Step.TCP) for t in lost))
