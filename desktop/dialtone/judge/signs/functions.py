"""Signs about one function of a messenger, in addition to the verdict from its endpoints."""

from dialtone.judge.diagnosis import Seen
from dialtone.model.frozen import Frozen
from dialtone.model.function_rule import FunctionRule
from dialtone.model.thresholds import SLOW_PAGES
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, NetworkFlag

_ALIVE = (FunctionStatus.WORKS, FunctionStatus.SLOW)
_NOBODYS_BLOCK = (EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
"""Reasons for a silent relay other than a filter: the port is closed for all, or the relay is switched off."""
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})


class FunctionCase(Frozen):
    """What the rules about a function may use, in addition to the verdict from its endpoints."""

    network: NetworkVerdict
    base: FunctionVerdict | None
    """The function that this one depends on, already judged."""
    measured: tuple[EndpointVerdict, ...]
    """The endpoints of the messenger whose speed may be measured."""
    relays: tuple[EndpointVerdict, ...] = ()
    """The endpoints that only hint at calls, by their silence."""
    at_home: bool = False
    """It is a service of one country."""
    through: FunctionVerdict | None = None
    """The verdict through the system's proxy; None if it cannot be tested there, or was not."""
    left_out: tuple[Evidence, ...] = ()
    """Evidence that the proxy settings exempt everything that the function needs."""
    pages: tuple[EndpointVerdict, ...] = ()
    """The measured endpoints that stand for this function."""
    own_pages: tuple[EndpointVerdict, ...] = ()
    """The pages whose host the function itself needs."""
    aged: bool = False
    """The verdict rests only on entries last confirmed long ago."""
    of_first_start: bool = False
    """Only new installations use the servers that it needs."""
    rule: FunctionRule | None = None
    """The catalogue's entry on what carries the function, and how well that is known."""

    @property
    def silent_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that look filtered."""
        return tuple(r for r in self.relays if r.causes[:1] == (Cause.CALLS_FILTERED,))

    @property
    def closed_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that are switched off or on a port that is closed for all."""
        return tuple(
            r for r in self.relays if any(e.kind in _NOBODYS_BLOCK and e.rule == "relays_silent" for e in r.evidence)
        )

    @property
    def slow_pages(self) -> tuple[EndpointVerdict, ...]:
        """Pages of the messenger that are slowed on the path."""
        return tuple(f for f in self.measured if f.status is FunctionStatus.SLOW and _SLOWED & set(f.causes))


def entries_are_old(case: FunctionCase) -> Seen:
    """The entries on these servers are half a year old: the app may use others by now, so nothing is certain.

    Source: ooni/probe#2627, where a test called Signal blocked for months because its hosts had changed.
    """
    return case.aged


def servers_unpublished(case: FunctionCase) -> Seen:
    """It is not published which servers the app uses for this: those that are tested may not carry it.

    Whether they answer is only a hint. Source: protocol comparison of November 2026, in which three messengers were
    "works, sure" although every server that carries their messages was cut.
    """
    return case.rule is not None and case.rule.unpublished


def servers_in_doubt(case: FunctionCase) -> Seen:
    """The tested servers may not be all that carry this: sources differ, or only a signed-in app learns them."""
    return case.rule is not None and bool(case.rule.doubt)


def of_first_start(case: FunctionCase) -> Seen:
    """Only new installations use these servers. Installed apps know thousands of others, which are not tested.

    Source: session-foundation/session-desktop@1380d1e ts/session/apis/seed_node_api/SeedNodeAPI.ts: if all seeds fail,
    the app uses its bundled list.
    """
    return case.of_first_start


def relay_answers(case: FunctionCase) -> Seen:
    """A relay of the messenger answered: the path to that one is open."""
    return any(relay.status in _ALIVE for relay in case.relays)


def relays_unheard(case: FunctionCase) -> Seen:
    """No relay was tested to the end, for example because the time ran out."""
    return bool(case.relays) and all(map(_is_unheard, case.relays))


def pages_are_slow(case: FunctionCase) -> Seen:
    """All timed pages of the messenger are slowed: at least two, and none came at normal speed."""
    return len(case.slow_pages) >= SLOW_PAGES and not any(map(_is_quick, case.measured))


def speed_in_doubt(case: FunctionCase) -> Seen:
    """Readings seem slow, and no comparison shows that they were slowed.

    The computer was too busy to time them, or the time ran out before a neutral page could be read next to them. Pages
    too short to be timed share that doubt, and that of one slowed page, unless some page came at normal speed. A busy
    computer alone lowers nothing. Source: ADR 46.
    """
    of_one = (case.pages, case.measured)
    return any(any(f.doubted for f in read) and not any(map(_is_quick, read)) for read in of_one)


def pages_creep(case: FunctionCase) -> Seen:
    """All readings of the messenger were slow, however late this busy computer read them, and the reason is unknown.

    Where a filter slows a messenger, a busy computer may have no two moments at which a neutral page certainly came
    fast.
    """
    if NetworkFlag.COMPUTER_BUSY not in case.network.flags:
        return False
    return any(f.creeps for f in case.measured) and not any(map(_is_quick, case.measured))


def no_page_timed(case: FunctionCase) -> Seen:
    """No reading was long enough to be timed: whether files come at normal speed is unknown.

    Many a real page ends before a freeze sets in, and the speed of an intercepted page is the interceptor's. Photos and
    files have hosts of their own, about which another host's page says little. Source: ADR 24.
    """
    return True not in map(_timed, case.pages)


def pages_opened(case: FunctionCase) -> Seen:
    """An interceptor opened all pages of the messenger, so that not even short exchanges are known to be fast."""
    opened = bool(case.measured) and all(Cause.INTERCEPTED in f.causes for f in case.measured)
    return opened and no_page_timed(case)


def other_host_timed(case: FunctionCase) -> Seen:
    """Some page was long enough to be timed, but none on a host that the function itself needs."""
    return not no_page_timed(case) and True not in map(_timed, case.own_pages)


def _timed(page: EndpointVerdict) -> bool | None:
    return False if Cause.INTERCEPTED in page.causes else page.timed


def _is_quick(endpoint: EndpointVerdict) -> bool:
    return bool(endpoint.timed) and endpoint.status is FunctionStatus.WORKS and not endpoint.doubted


def _is_unheard(relay: EndpointVerdict) -> bool:
    return all(e.kind is EvidenceKind.NOT_ENOUGH for e in relay.evidence) and relay.status is FunctionStatus.UNKNOWN
