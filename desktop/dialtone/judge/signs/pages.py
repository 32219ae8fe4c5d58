"""What came of the plain pages with a known answer."""

from collections.abc import Iterable
from enum import Enum, auto

from dialtone.judge.attempts import FOREIGN, Attempt, connect_seconds, is_global, number, numbers, steps_of
from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.notice_hosts import BLOCK_PAGES, ROUTER_PAGES
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ACCEPTED_NEARBY, COMPANIES_AGREE, CONTROLS_AGREE, LISTED_SITES, PAGES_REPLACED
from dialtone.model.vocabulary import Failure, Step

_OK, _REDIRECTS, _SIGN_IN = 200, range(300, 400), 511
"""511 Network Authentication Required is made for this (RFC 6585, 6)."""


class Kind(Enum):
    """What a page with a known answer was answered with."""

    EXPECTED = auto()
    SIGN_IN = auto()
    """With the mark of a page to sign in to."""
    OTHER = auto()


def _answers(case: NetworkCase, *kinds: Kind) -> list[Attempt]:
    """Return what was answered by the pages with a known answer, of some kinds."""
    asked = ((e, t, t.find(Step.HTTP)) for e in case.controls.sign_in_checks for t in case.at([e]))
    return [t for e, t, http in asked if http and number(http, Fact.STATUS) and kind_of(http, e) in kinds]


def kind_of(answer: Observation, endpoint: Endpoint) -> Kind:
    """Return which kind of answer a page with a known one gave."""
    status, facts = number(answer, Fact.STATUS), answer.facts
    another = endpoint.expect_text and facts.get(Fact.TEXT_AS_EXPECTED) is False
    if status == endpoint.expect_status and not another:
        return Kind.EXPECTED
    leads_away = facts.get(Fact.LOCATION_HOST, "") not in ("", endpoint.host, *ROUTER_PAGES, *BLOCK_PAGES)
    html = status == _OK and facts.get(Fact.HTML) is True
    return Kind.SIGN_IN if status == _SIGN_IN or (status in _REDIRECTS and leads_away) or html else Kind.OTHER


def _count(found: Iterable[Attempt]) -> int:
    return len({t.last.endpoint for t in found})


def _are_most(found: Iterable[Attempt], case: NetworkCase) -> bool:
    return 2 * _count(found) > _count(_answers(case, *Kind))


def sign_in_pages(case: NetworkCase) -> Seen:
    """Most pages with a known answer bear the mark of a page to sign in to, and hardly any host proved who it is.

    That mark is a redirect to another host, the status made for it (511), or an HTML page with 200. Some sign-in
    networks let a few sites or one app through, and providers a messenger of their own country on an unpaid line: then
    every page must have been changed. Where more are open than a few, plain pages alone are replaced: by a company, or
    a provider that wants something. Where several companies at home prove themselves, or the page is that of a filter,
    nobody asks to sign in. Source: ADR 19.
    """
    portal = _answers(case, Kind.SIGN_IN)
    if not portal or not _are_most(portal, case) or case.filter_page:
        return ()
    every = _count(portal) >= CONTROLS_AGREE and not pages_as_expected(case)
    if len(case.companies_at_home) >= COMPANIES_AGREE or (something_passes(case) and not every):
        return ()
    return numbers(portal) if len(case.good(case.foreign)) <= LISTED_SITES else ()


def portal_marks(case: NetworkCase) -> Seen:
    """A page with a known answer bears the mark of a page to sign in to."""
    return numbers(_answers(case, Kind.SIGN_IN))


def something_passes(case: NetworkCase) -> Seen:
    """A site proved who it is, or a messenger from abroad was answered."""
    return numbers(case.good(case.sites)) or case.answered_from_abroad


def all_lead_to_sign_in(case: NetworkCase) -> Seen:
    """Every page with a known answer bears that mark, and nobody proves who he is: a list would let some through."""
    portal = _answers(case, Kind.SIGN_IN)
    alone = not something_passes(case) and not case.companies_at_home
    return numbers(portal) if alone and _count(portal) == _count(_answers(case, *Kind)) else ()


def login_required(case: NetworkCase) -> Seen:
    """A page was answered with 511, the status that is made for networks that want a login (RFC 6585, 6)."""
    marked = ((t, t.find(Step.HTTP)) for t in _answers(case, Kind.SIGN_IN))
    return numbers(t for t, http in marked if http and number(http, Fact.STATUS) == _SIGN_IN)


def several_pages_changed(case: NetworkCase) -> Seen:
    """Two pages or more were answered otherwise than they should be: no single server is out of order."""
    found = _answers(case, Kind.SIGN_IN, Kind.OTHER)
    return numbers(found) if _count(found) >= PAGES_REPLACED else ()


def pages_as_expected(case: NetworkCase) -> Seen:
    """A page with a known answer came as it should: something beyond passes, so that a router has a line.

    Many portals let the systems' own checks through, which lists of a state have no reason to hold. Source: Cisco,
    Wireless LAN Controller 7.6, "Captive Bypassing"; Fortinet's cookbook, "Captive portal bypass for Apple updates".
    """
    return numbers(t for t in _answers(case, Kind.EXPECTED) if t.passed(Step.HTTP))


def pages_die(case: NetworkCase) -> Seen:
    """Plain pages, whose request is small, get no answer on connections that stand, and none came as it should."""
    cut = [t for t in case.at(case.controls.sign_in_checks) if t.last.step is Step.HTTP and t.failure]
    several = len({t.last.endpoint for t in cut}) >= PAGES_REPLACED
    return numbers(cut) if several and not pages_as_expected(case) else ()


def names_lead_to_one_private_address(case: NetworkCase) -> Seen:
    """Names of several pages or sites all lead to one address, and that is a private one: to a box nearby."""
    found = case.looked_up(case.named)
    led = {a for lookup in found for a in lookup.addresses} or {
        t.address for t in case.at(case.controls.sign_in_checks)
    }
    several = (
        len({lookup.name for lookup in found if lookup.addresses} or case.controls.sign_in_checks) >= CONTROLS_AGREE
    )
    one = several and len(led) == 1 and not is_global(*led)
    return one and (numbers(lookup for lookup in found if lookup.addresses) or True)


def gateway_answers(case: NetworkCase) -> Seen:
    """Something near answers most plain pages with an error of its own, and nothing beyond it proves itself.

    Several pages are needed, since a single server may be out of order. One is enough where the resolver denies every
    name, and that answer began sooner than any from abroad or several certificates are another host's. A router
    without a line leads to its own page.
    """
    other = _answers(case, Kind.OTHER)
    proved = case.good(case.sites) or case.messenger_answered or case.proved_resolvers
    if not _are_most(other, case) or pages_as_expected(case) or proved or case.filter_page:
        return ()
    nearby = any(connect_seconds(tcp) < ACCEPTED_NEARBY for tcp in steps_of(other, Step.TCP))
    # Certificates of other hosts, or that nobody vouches for, at several addresses.
    impostors = {o.target for o in case.failed if o.step is Step.TLS and o.failure in FOREIGN}
    at_home = names_denied(case) and (nearby or len(impostors) >= PAGES_REPLACED)
    return numbers(other) if at_home or _count(other) >= PAGES_REPLACED else ()


def names_denied(case: NetworkCase) -> Seen:
    """The system's resolver says of every name that there is none."""
    denied = [o for o in case.failed if o.step is Step.DNS and o.failure is Failure.NO_SUCH_NAME]
    every = len({o.target for o in denied}) >= CONTROLS_AGREE and not case.system_answered
    return tuple(o.number for o in denied) if every else ()
