"""What may be seen of one function of a messenger, beside the verdict that its endpoints come to."""

from dialtone.judge.diagnosis import Seen
from dialtone.model.frozen import Frozen
from dialtone.model.function_rule import FunctionRule
from dialtone.model.thresholds import SLOW_PAGES
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, NetworkFlag

_ALIVE = (FunctionStatus.WORKS, FunctionStatus.SLOW)
_NOBODYS_BLOCK = (EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
"""Why a relay that does not answer is no sign of a filter: the port is closed for all, or the relay switched off."""
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})


class FunctionCase(Frozen):
    """What the rows about a function may look at, beside the verdict from its endpoints."""

    network: NetworkVerdict
    base: FunctionVerdict | None
    """The function that this one depends on, judged before."""
    measured: tuple[EndpointVerdict, ...]
    """Those endpoints of the messenger whose speed may be measured."""
    relays: tuple[EndpointVerdict, ...] = ()
    """Those whose silence alone tells of calls."""
    at_home: bool = False
    """It is the service of one country."""
    through: FunctionVerdict | None = None
    """What the way through the system's proxy says; None where it cannot be, or was not, asked."""
    left_out: tuple[Evidence, ...] = ()
    """That the settings leave the proxy out for all that the function needs."""
    pages: tuple[EndpointVerdict, ...] = ()
    """Those of the measured that stand for this function."""
    own_pages: tuple[EndpointVerdict, ...] = ()
    """Those of these whose host the function itself needs."""
    aged: bool = False
    """What was judged rests on facts alone that nobody has looked at for long."""
    of_first_start: bool = False
    """Only new installations ask the servers that it needs."""
    rule: FunctionRule | None = None
    """What the catalogue says carries the function, and how well that is known."""

    @property
    def silent_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that look filtered."""
        return tuple(r for r in self.relays if r.causes[:1] == (Cause.CALLS_FILTERED,))

    @property
    def closed_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays on a port that is closed for all, or switched off."""
        return tuple(
            r for r in self.relays if any(e.kind in _NOBODYS_BLOCK and e.rule == "relays_silent" for e in r.evidence)
        )

    @property
    def slow_pages(self) -> tuple[EndpointVerdict, ...]:
        """Pages of the messenger that are slowed on the way."""
        return tuple(f for f in self.measured if f.status is FunctionStatus.SLOW and _SLOWED & set(f.causes))


def entries_are_old(case: FunctionCase) -> Seen:
    """What is known of these servers is half a year old: the app may use others by now, so nothing is certain.

    Source: ooni/probe#2627, where a test called Signal blocked for months because its hosts had changed.
    """
    return case.aged


def servers_unpublished(case: FunctionCase) -> Seen:
    """Nobody has published which servers the app uses for this: those that are asked may not carry it.

    That they answer, or do not, is a hint and nothing more. Source: protocol comparison of November 2026, where three
    messengers were "works, sure" while every server that carries their messages was cut.
    """
    return case.rule is not None and case.rule.unpublished


def servers_in_doubt(case: FunctionCase) -> Seen:
    """What is asked may not be all that carries this: sources differ, or only a signed-in app is told."""
    return case.rule is not None and bool(case.rule.doubt)


def of_first_start(case: FunctionCase) -> Seen:
    """Only new installations ask these servers. Installed apps know thousands of others, which are not tested.

    Source: session-foundation/session-desktop@1380d1e ts/session/apis/seed_node_api/SeedNodeAPI.ts: where all seeds
    fail, the app takes the list that it brings along.
    """
    return case.of_first_start


def relay_answers(case: FunctionCase) -> Seen:
    """A relay of the messenger answered, which says that the way to that one is open."""
    return any(relay.status in _ALIVE for relay in case.relays)


def relays_unheard(case: FunctionCase) -> Seen:
    """No relay was heard to its end, as where the time ran out."""
    return bool(case.relays) and all(map(_is_unheard, case.relays))


def pages_are_slow(case: FunctionCase) -> Seen:
    """Everything of the messenger that could be timed is slowed: two pages or more, and none came as it should."""
    return len(case.slow_pages) >= SLOW_PAGES and not any(map(_is_quick, case.measured))


def speed_in_doubt(case: FunctionCase) -> Seen:
    """What was read came slowly, as far as can be told, and nothing read beside it says that it was slowed.

    The computer was too busy to say how fast it came, or the time ran out before a neutral page could be read beside
    it. What is too short to be timed shares that doubt, and that of one slowed page, unless some page came as it
    should. A busy computer alone lowers nothing. Source: ADR 46.
    """
    of_one = (case.pages, case.measured)
    return any(any(f.doubted for f in read) and not any(map(_is_quick, read)) for read in of_one)


def pages_creep(case: FunctionCase) -> Seen:
    """All that was read of the messenger came slowly, however late this busy computer read it, and nobody knows why.

    Where a filter slows a messenger, a busy computer may have no two moments at which a neutral page surely came fast.
    """
    if NetworkFlag.COMPUTER_BUSY not in case.network.flags:
        return False
    return any(f.creeps for f in case.measured) and not any(map(_is_quick, case.measured))


def no_page_timed(case: FunctionCase) -> Seen:
    """Nothing that was read was long enough to be timed: that files come as fast as they should is not known.

    Many a real page ends before a freeze sets in; and a page that an interceptor opened came as fast as from there.
    Photos and files have hosts of their own, of which another host's page says little. Source: ADR 24.
    """
    return True not in map(_timed, case.pages)


def pages_opened(case: FunctionCase) -> Seen:
    """An interceptor opened all pages of the messenger, so that not even short exchanges are known to be fast."""
    opened = bool(case.measured) and all(Cause.INTERCEPTED in f.causes for f in case.measured)
    return opened and no_page_timed(case)


def other_host_timed(case: FunctionCase) -> Seen:
    """A page was long enough to be timed, and none of them of a host that the function itself needs."""
    return not no_page_timed(case) and True not in map(_timed, case.own_pages)


def _timed(page: EndpointVerdict) -> bool | None:
    return False if Cause.INTERCEPTED in page.causes else page.timed


def _is_quick(endpoint: EndpointVerdict) -> bool:
    return bool(endpoint.timed) and endpoint.status is FunctionStatus.WORKS and not endpoint.doubted


def _is_unheard(relay: EndpointVerdict) -> bool:
    return all(e.kind is EvidenceKind.NOT_ENOUGH for e in relay.evidence) and relay.status is FunctionStatus.UNKNOWN
