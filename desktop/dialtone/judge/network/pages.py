"""How plain pages with a known answer are answered: as expected, by a sign-in page, or by something nearby."""

import math
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from http import HTTPStatus

from dialtone.judge.attempts import Attempt, addresses_in, addresses_of, figure, steps_of, with_address
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, Claim
from dialtone.judge.kinds import REFUSED, WRONG_CERTIFICATE, is_global
from dialtone.judge.network import claims, hosts
from dialtone.judge.network.claims import Found, Row
from dialtone.judge.network.hosts import names_denied, something_passes
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.signs import Seen, by_block, by_endpoint, if_at_several
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.host import BLOCK_PAGES, ROUTER_PAGES
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ACCEPTED_NEARBY_SECONDS, CONTROLS_AGREE, LISTED_SITES, PAGES_REPLACED, REPEATED
from dialtone.model.vocabulary import EvidenceKind as Kind
from dialtone.model.vocabulary import Failure, NetworkDetail, NetworkStatus, Step

_REDIRECTS = range(300, 400)
"""The statuses that lead to another address (RFC 9110, 15.4)."""
_LOGIN_REQUIRED = HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED
"""511 is made for networks that want a login (RFC 6585, 6)."""


class PageAnswer(Enum):
    """An answer to a request for a page whose usual answer is known."""

    EXPECTED = auto()
    SIGN_IN = auto()
    OTHER = auto()


def classify_page_answer(answer: Observation, endpoint: Endpoint) -> PageAnswer:
    """Return what an HTTP answer of an endpoint is: the one that the catalogue expects, a sign-in page or another."""
    facts = answer.facts
    status = figure(answer, Fact.STATUS)
    has_other_text = endpoint.expect_text and facts.get(Fact.TEXT_AS_EXPECTED) is False
    if status == endpoint.expect_status and not has_other_text:
        return PageAnswer.EXPECTED
    if status == _LOGIN_REQUIRED or (status == HTTPStatus.OK and facts.get(Fact.HTML) is True):
        return PageAnswer.SIGN_IN
    # A router that leads to its own page, and a filter to its notice, want no login.
    leads_elsewhere = facts.get(Fact.LOCATION_HOST, "") not in ("", endpoint.host, *ROUTER_PAGES, *BLOCK_PAGES)
    return PageAnswer.SIGN_IN if status in _REDIRECTS and leads_elsewhere else PageAnswer.OTHER


def _pages_giving(case: NetworkCase, *kinds: PageAnswer) -> list[Attempt]:
    tried = ((e, t, t.find(Step.HTTP)) for e in case.controls.sign_in_checks for t in case.attempts([e]))
    return [t for e, t, http in tried if http and figure(http, Fact.STATUS) and classify_page_answer(http, e) in kinds]


def pages_look_like_a_sign_in(case: NetworkCase) -> list[Attempt]:
    """A page with a known answer looks like a sign-in page."""
    return _pages_giving(case, PageAnswer.SIGN_IN)


def _share_of_pages(answers: Iterable[Attempt], case: NetworkCase) -> float:
    """Return the share of pages that gave these answers among all pages that answered."""
    answering = {t.endpoint for t in _pages_giving(case, *PageAnswer)}
    return len({t.endpoint for t in answers}) / max(len(answering), 1)


def _led_to_block_page(case: NetworkCase) -> bool:
    looked_up = any(not BLOCK_PAGES.isdisjoint(addresses_of(o)) for o in case.direct if o.step is Step.DNS)
    targets = {o.target.rpartition(":")[0] for o in case.direct if o.step is not Step.DNS}
    redirects = {o.facts.get(Fact.LOCATION_HOST) for o in case.direct}
    return looked_up or not BLOCK_PAGES.isdisjoint(targets | redirects)


def several_pages_changed(case: NetworkCase) -> Seen:
    """At least two pages were not answered as they should be: it is not a single faulty server."""
    return if_at_several(_pages_giving(case, PageAnswer.SIGN_IN, PageAnswer.OTHER), by_endpoint, PAGES_REPLACED)


def pages_lead_to_one_host(case: NetworkCase) -> Seen:
    """Several pages with a known answer redirect to one host, until a bill is paid, and none came as it should."""
    lead_to_one_host = _lead_to_one_host(pages_look_like_a_sign_in(case)) and not pages_as_expected(case)
    return several_pages_changed(case) if lead_to_one_host else ()


_ODD_PAGE = Row("odd_page", claims.ONLINE, RARE).unless(several_pages_changed)
pages_as_expected: NetworkSign = lambda c: [t for t in _pages_giving(c, PageAnswer.EXPECTED) if t.passed(Step.HTTP)]
"""A page with a known answer came unchanged: a router has a line. Many portals let the systems' own checks through.
Source: Cisco, Wireless LAN Controller 7.6, "Captive Bypassing"; Fortinet's cookbook, "Captive portal bypass"."""


def network_wants_a_sign_in(case: NetworkCase) -> Seen:
    """Most pages with a known answer look like sign-in pages, and hardly any host proved its identity.

    If the network lets a few sites or one app through, several pages must look so, two being enough only if they lead
    to one host, and none may have come as it should. If more sites are open, or several domestic companies, or the page
    is a filter's, there is no sign-in. Source: ADR 19.
    """
    portal = pages_look_like_a_sign_in(case)
    if _share_of_pages(portal, case) <= 1 / 2 or _led_to_block_page(case):
        return ()
    if hosts.home_answers(case) or len(case.answers(case.foreign)) > LISTED_SITES:
        return ()
    if not something_passes(case):
        return portal
    least = PAGES_REPLACED if _lead_to_one_host(portal) else CONTROLS_AGREE
    return if_at_several(portal, by_endpoint, least) if not pages_as_expected(case) else ()


def _lead_to_one_host(answers: Iterable[Attempt]) -> bool:
    hosts = {http.facts.get(Fact.LOCATION_HOST) for http in steps_of(answers, Step.HTTP)}
    return len(hosts) == 1 and hosts != {None}


def all_pages_lead_to_a_sign_in(case: NetworkCase) -> Seen:
    """Every page with a known answer looks like a sign-in page, and no host proves its identity: lists pass some."""
    portal = pages_look_like_a_sign_in(case)
    nothing_passes = not something_passes(case) and not case.companies_at_home
    return portal if nothing_passes and _share_of_pages(portal, case) == 1 else ()


def status_says_login_required(case: NetworkCase) -> Seen:
    """A page was answered with 511, the status made for networks that want a login (RFC 6585, 6)."""
    portal = pages_look_like_a_sign_in(case)
    return [t for t in portal if any(figure(o, Fact.STATUS) == _LOGIN_REQUIRED for o in t.steps)]


def names_lead_to_one_private_address(case: NetworkCase) -> Seen:
    """The names of several pages or sites all lead to one private address: to a box nearby."""
    checks = case.controls.sign_in_checks
    resolved = with_address(case.system_lookups(case.named_controls))
    addresses = addresses_in(resolved) or {t.address for t in case.attempts(checks)}
    names = {lookup.name for lookup in resolved} or checks
    is_one_private = len(addresses) == 1 and not is_global(*addresses)
    return (resolved or True) if is_one_private and len(names) >= CONTROLS_AGREE else ()


# A sign-in, a router without a line that answers itself, or a list of approved sites. The hardest rival is such a
# list, whose notice replaces pages as well; a status made for sign-ins (511) excludes it.
SIGN_IN_PAGE = Found(
    "sign_in_page", network_wants_a_sign_in, Kind.PAGE_INSTEAD, fallback=claims.ANSWERED_NEARBY
).explained_by(
    # Rarer where sites pass or pages are genuine: somebody who has not signed in gets none.
    Row("captive_portal", claims.CAPTIVE_PORTAL, COMMON)
    .rarer_if(hosts.something_passes, pages_as_expected)
    .proved_by(status_says_login_required),
    Row("some_names_pass", Claim(NetworkStatus.CAPTIVE_PORTAL, detail=NetworkDetail.SOME_NAMES_ONLY), COMMON)
    .given(hosts.something_passes)
    .proved_by(status_says_login_required),
    Row("router_without_line", claims.ANSWERED_NEARBY, COMMON)
    .given(names_lead_to_one_private_address)
    .unless(hosts.something_passes, status_says_login_required, pages_as_expected),
    # Rarer where each page leads to a sign-in, or some are genuine.
    Row("closed_network", claims.WHITELIST_MODE, UNCOMMON)
    .unless(status_says_login_required)
    .rarer_if(all_pages_lead_to_a_sign_in, pages_as_expected),
    _ODD_PAGE,
)


def box_nearby_answers(case: NetworkCase) -> Seen:
    """Something nearby answers most plain pages with an error of its own, and nothing beyond it proves its identity.

    One page is enough if every name is denied, and it came from nearby or several certificates are another host's.
    A page that came as it should, or was a filter's notice, excludes it.
    """
    others = _pages_giving(case, PageAnswer.OTHER)
    if _share_of_pages(others, case) <= 1 / 2 or pages_as_expected(case) or _led_to_block_page(case):
        return ()
    if case.answers(case.sites) or case.answering_messengers or case.proved_resolvers:
        return ()
    is_near = any(t.connect_seconds < ACCEPTED_NEARBY_SECONDS for t in others)
    impostors = {o.target for o in case.failed if o.step is Step.TLS and o.failure in WRONG_CERTIFICATE}
    if names_denied(case) and (is_near or len(impostors) >= PAGES_REPLACED):
        return others
    return if_at_several(others, by_endpoint, PAGES_REPLACED)


# Something nearby answers, and nothing decides what it is: all common rows make the same claim.
GATEWAY_ANSWERS = Found(
    "gateway_answers", box_nearby_answers, Kind.PAGE_INSTEAD, fallback=claims.ANSWERED_NEARBY
).explained_by(
    Row("proxy_with_error", claims.ANSWERED_NEARBY, COMMON),
    Row("router_without_line", claims.ANSWERED_NEARBY, COMMON),
    Row("closed_network", claims.ANSWERED_NEARBY, UNCOMMON),
    Row("captive_portal", claims.CAPTIVE_PORTAL, RARE),
    _ODD_PAGE,
)


def neutral_hosts_turn_away(case: NetworkCase) -> Sequence[Attempt]:
    """From some moment on neutral hosts accept no connection but for plain pages, and two of them had accepted some."""
    failures = {*REFUSED, Failure.TIMEOUT}
    had_accepted = if_at_several(case.control_results.failed_from_then_on(failures), by_block, REPEATED)
    first_failure = min((t.steps[0].started for t in had_accepted), default=math.inf)
    failed = [t for t in case.abroad if t.ended(Step.TCP, failures) and t.steps[0].started >= first_failure]
    accepted_later = (o for o in case.direct if o.ok and o.step is Step.TCP and o.started >= first_failure)
    only_plain_pages = all(o.target.endswith(":80") for o in accepted_later)
    return if_at_several(failed, by_block) if only_plain_pages else ()


silent_by_then: NetworkSign = lambda c: [t for t in neutral_hosts_turn_away(c) if t.is_silent]
"""Neutral hosts that accepted connections answer none from some moment on."""
refused_by_then: NetworkSign = lambda c: [t for t in neutral_hosts_turn_away(c) if not t.is_silent]
"""Neutral hosts that accepted connections refuse them from some moment on."""

# Nobody gets a connection any more. Nothing decides whether a time or an amount that was paid for is used up, the line
# is gone, or a router has no room for more; a page that looks like a sign-in page does, unless it has just changed.
REFUSED_LATER = Found(
    "refused_later",
    neutral_hosts_turn_away,
    reports=(
        (Kind.PAGE_INSTEAD, pages_look_like_a_sign_in),
        (Kind.ADDRESS_REFUSES, refused_by_then),
        (Kind.ADDRESS_SILENT, silent_by_then),
    ),
    fallback=claims.UNSTABLE,
).explained_by(
    Row("captive_portal", claims.CAPTIVE_PORTAL, COMMON),
    Row("out_of_ports", claims.UNSTABLE, COMMON).unless(pages_look_like_a_sign_in),
    Row("offline", claims.UNSTABLE, COMMON).given(silent_by_then).unless(pages_look_like_a_sign_in),
    _ODD_PAGE.given(pages_look_like_a_sign_in),
)
