"""What the rules may use of a messenger as a whole: its names, its servers, and what is lost on the way to them."""

import math
from collections.abc import Sequence
from functools import cached_property

from dialtone.judge.attempts import Attempt, Lookup, addresses_in, numbers
from dialtone.judge.endpoint.path_loss import PathLoss, find_datagram_loss, find_delays, find_path_loss
from dialtone.judge.endpoint.servers import (
    TRIES,
    Distances,
    find_distances,
    find_refusals,
)
from dialtone.judge.kinds import CUT, NO_REPLY
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.network.resolvers import Tampering, find_tampering
from dialtone.model.catalogue import Messenger
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import (
    Failure,
    Step,
    Variant,
    Weight,
)

_SERIOUS = "major"
_NO_SHARE = (Step.TCP, Step.STUN, Step.REFLECTOR)  # many networks block these for everyone


class MessengerCase:
    """The observations of a messenger as a whole, shared by all its endpoints."""

    def __init__(self, messenger: Messenger, check: CheckCase) -> None:
        self._messenger, self.check = messenger, check
        self.endpoints = tuple(e for e in messenger.endpoints if e.weight is not Weight.RELAYS)
        """Its servers. Relays that only hint at calls are left out: they say nothing about the rest."""
        self.serves_one_country = bool(messenger.home)
        self.at_home = not check.home.isdisjoint(messenger.home)
        """Whether it is a service of the country that the person named."""
        self.attempts = check.conclusive.attempts(messenger.endpoints)
        """All of the app's own attempts, relays included, without silence that is due to the line or this computer."""
        self.name_elsewhere = self.server_attempts(Variant.NAME_ELSEWHERE)
        """Attempts that show a name of the messenger to unrelated servers: one name stands for all."""
        self.neutral_elsewhere = self.server_attempts(Variant.NEUTRAL_ELSEWHERE)
        """Contrasts: attempts that show a neutral name to the same servers."""
        self._names = {e.host for e in self.endpoints if e.host}

    def server_attempts(self, *variants: Variant) -> tuple[Attempt, ...]:
        """Return the attempts of these variants (by default the app's own) at its servers, as far as conclusive."""
        return self.check.conclusive.attempts(self.endpoints, *variants)

    # What happens to its names.

    @cached_property
    def unanswered_name_count(self) -> int:
        """For how many of its names the system resolver gave no answer, not even a denial."""
        lookups = (self.check.index.lookups(n, system=True, messenger=self._messenger.id) for n in self._names)
        return sum(map(_is_unanswered, lookups))

    @cached_property
    def found_names(self) -> set[str]:
        """Those of its names for which any resolver gives an address."""
        return {name for name in self._names if addresses_in(self.check.index.by_name.get(name, ()))}

    @cached_property
    def tampering(self) -> Tampering:
        """What resolvers other than the system's show about its names."""
        return find_tampering(self.check.index, self.endpoints)

    # Where its servers are, and which of them live.

    @cached_property
    def silent_blocks(self) -> set[str]:
        """Address blocks in which no server of the messenger even accepts a connection."""
        tried = self.server_attempts()
        accepting = {t.block for t in tried if t.passed(Step.TCP)}
        return {t.block for t in tried if t.ended(Step.TCP, NO_REPLY)} - accepting

    @cached_property
    def living_blocks(self) -> set[str]:
        """Address blocks in which some server of the messenger answered."""
        return {t.block for t in self.server_attempts() if t.last.step is not Step.TCP and t.failure is None}

    @cached_property
    def distances(self) -> Distances:
        """The round trips to its servers."""
        check = self.check
        return find_distances(check.index, self.endpoints, check.network, check.control_results)

    # What is lost or cut on the way to it.

    @cached_property
    def path_loss(self) -> PathLoss | None:
        """Packet loss on the path to this messenger only, seen by connections; None if there is none."""
        return find_path_loss(self.endpoints, self.check.control_results, self.check.network)

    @cached_property
    def delays(self) -> PathLoss | None:
        """Packet loss on the path to this messenger only, seen by late handshakes; None if there is none."""
        return find_delays(self.endpoints, self.check.control_results, self.check.network)

    @cached_property
    def datagram_loss(self) -> PathLoss | None:
        """Packet loss on the path to this messenger only, seen by datagrams to its relays; None if there is none."""
        check = self.check
        contrasts = check.conclusive.attempts(self._messenger.endpoints, Variant.NEUTRAL_REQUEST)
        neutral = check.control_results.tally(Step.STUN)
        # Datagrams to relays that left after UDP fell silent for others as well were not lost on the way to this one.
        fell_silent = check.find_udp_silence(besides=self._messenger.id)
        end = check.last_datagram_answered if fell_silent else math.inf
        before_silence = [t for t in self.attempts if t.steps[0].started <= end]
        return find_datagram_loss(before_silence, contrasts, neutral, self.distances.nearest, check.network)

    @cached_property
    def is_cut(self) -> bool:
        """Whether any attempt at any of its servers was cut off after connecting."""
        return any(t.failure in CUT and t.last.step not in _NO_SHARE for t in self.server_attempts(*TRIES))

    # What the service itself says.

    @cached_property
    def outage_reported(self) -> tuple[int, ...]:
        """The observations of its status page, verified by a public root, that report a serious incident."""
        page = self._messenger.status_page
        asked = self.check.index.attempts_at(page.endpoint, Variant.STATUS) if page is not None else ()
        serious = (t for t in asked if (http := t.find(Step.HTTP)) and http.facts.get(Fact.INDICATOR) == _SERIOUS)
        return numbers(t for t in serious if (tls := t.find(Step.TLS)) and tls.facts.get(Fact.MOZILLA) is True)

    @cached_property
    def refusals(self) -> dict[int, bool]:
        """The observations in which every web server refuses to serve, as of `find_refusals`."""
        return find_refusals(self.endpoints, self._messenger, self.check.index)


def _is_unanswered(lookups: Sequence[Lookup]) -> bool:
    answers = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, None)
    return bool(lookups) and not any(lookup.failure in answers for lookup in lookups)
