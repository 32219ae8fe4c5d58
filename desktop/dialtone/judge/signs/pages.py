"""What came of the plain pages with a known answer."""

from collections.abc import Iterable
from ipaddress import ip_address

from dialtone.judge.attempts import Attempt, connect_seconds, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.notice_hosts import BLOCK_PAGES, ROUTER_PAGES
from dialtone.model.thresholds import ACCEPTED_NEARBY, COMPANIES_AGREE, CONTROLS_AGREE, LISTED_SITES, PAGES_REPLACED
from dialtone.model.vocabulary import Failure, Step

_OK, _REDIRECTS, _SIGN_IN = 200, range(300, 400), 511
"""511 Network Authentication Required is made for this (RFC 6585, 6)."""


Page = tuple[Endpoint, Attempt]
"""A page with a known answer, and what was answered."""


def _answers(case: NetworkCase) -> list[Page]:
    return [(e, t) for e in case.controls.sign_in_checks for t in case.attempts(e) if _status(t)]


def _portal(case: NetworkCase) -> list[Page]:
    """Return the answers that bear the mark of a page to sign in to."""
    return [(e, t) for e, t in _answers(case) if _is_changed(t, e) and _is_portal(t, e)]


def _other(case: NetworkCase) -> list[Page]:
    """Return other answers than the known one, without that mark."""
    return [(e, t) for e, t in _answers(case) if _is_changed(t, e) and not _is_portal(t, e)]


def _count(found: Iterable[Page]) -> int:
    return len({endpoint.id for endpoint, _ in found})


def _are_most(found: Iterable[Page], case: NetworkCase) -> bool:
    return 2 * _count(found) > _count(_answers(case))


def sign_in_pages(case: NetworkCase) -> Seen:
    """Most pages with a known answer bear the mark of a page to sign in to, and hardly any host proved who it is.

    That mark is a redirect to another host, the status made for it (511), or an HTML page with 200. Some sign-in
    networks let a few sites or one app through, and providers a messenger of their own country on an unpaid line: then
    every page must have been changed. Where more are open than a few, plain pages alone are replaced: by a company, or
    a provider that wants something. Where several companies at home prove themselves, or the page is that of a filter,
    nobody asks to sign in. Source: ADR 19.
    """
    portal = _portal(case)
    if not portal or not _are_most(portal, case) or case.filter_page:
        return ()
    every = _count(portal) >= CONTROLS_AGREE and not pages_as_expected(case)
    if len(case.companies_at_home) >= COMPANIES_AGREE or (something_passes(case) and not every):
        return ()
    return numbers([t for _, t in portal]) if len(case.good(case.foreign)) <= LISTED_SITES else ()


def portal_marks(case: NetworkCase) -> Seen:
    """A page with a known answer bears the mark of a page to sign in to."""
    return numbers([t for _, t in _portal(case)])


def something_passes(case: NetworkCase) -> Seen:
    """A site proved who it is, or a messenger from abroad was answered."""
    return numbers(case.good(case.sites)) or case.answered_from_abroad


def all_lead_to_sign_in(case: NetworkCase) -> Seen:
    """Every page with a known answer bears that mark, and nobody proves who he is: a list would let some through."""
    portal = _portal(case)
    alone = not something_passes(case) and not case.companies_at_home
    return numbers([t for _, t in portal]) if alone and _count(portal) == _count(_answers(case)) else ()


def login_required(case: NetworkCase) -> Seen:
    """A page was answered with 511, the status that is made for networks that want a login (RFC 6585, 6)."""
    return numbers([t for _, t in _portal(case) if _status(t) == _SIGN_IN])


def several_pages_changed(case: NetworkCase) -> Seen:
    """Two pages or more were answered otherwise than they should be: no single server is out of order."""
    found = (*_portal(case), *_other(case))
    return numbers([t for _, t in found]) if _count(found) >= PAGES_REPLACED else ()


def pages_as_expected(case: NetworkCase) -> Seen:
    """A page with a known answer came as it should: something beyond passes, so that a router has a line.

    Many portals let the systems' own checks through, which lists of a state have no reason to hold. Source: Cisco,
    Wireless LAN Controller 7.6, "Captive Bypassing"; Fortinet's cookbook, "Captive portal bypass for Apple updates".
    """
    return numbers([t for e, t in _answers(case) if is_unchanged(t, e)])


def pages_die(case: NetworkCase) -> Seen:
    """Plain pages, whose request is small, get no answer on connections that stand, and none came as it should."""
    cut = [t for e in case.controls.sign_in_checks for t in case.attempts(e) if t.last.step is Step.HTTP and t.failure]
    several = len({t.last.endpoint for t in cut}) >= PAGES_REPLACED
    return numbers(cut) if several and not pages_as_expected(case) else ()


def names_lead_to_one_private_address(case: NetworkCase) -> Seen:
    """Names of several pages or sites all lead to one address, and that is a private one: to a box nearby."""
    hosts = [e.host for e in (*case.sites, *case.controls.sign_in_checks) if e.host]
    found = [(lookup, a) for host in hosts for lookup in case.system_lookups(host) for a in lookup.addresses]
    tried = {t.address for e in case.controls.sign_in_checks for t in case.attempts(e)}
    led = {address for _, address in found} or tried
    several = len({lookup.name for lookup, _ in found} or case.controls.sign_in_checks) >= CONTROLS_AGREE
    if not several or len(led) != 1 or ip_address(next(iter(led))).is_global:
        return ()
    return numbers([lookup for lookup, _ in found]) or True


def gateway_answers(case: NetworkCase) -> Seen:
    """Something near answers most plain pages with an error of its own, and nothing beyond it proves itself.

    Several pages are needed, since a single server may be out of order. One is enough where the resolver denies every
    name, and that answer began sooner than any from abroad or several certificates are another host's. A router
    without a line leads to its own page.
    """
    other = _other(case)
    proved = case.good(case.sites) or case.messenger_answered or case.proved_resolvers
    if not _are_most(other, case) or pages_as_expected(case) or proved or case.filter_page:
        return ()
    found = [t for _, t in other]
    alone = _count(other) < PAGES_REPLACED
    return () if alone and not (names_denied(case) and (_is_nearby(found) or _are_impostors(case))) else numbers(found)


def names_denied(case: NetworkCase) -> Seen:
    """The system's resolver says of every name that there is none."""
    denied = [o for o in case.failed if o.step is Step.DNS and o.failure is Failure.NO_SUCH_NAME]
    every = len({o.target for o in denied}) >= CONTROLS_AGREE and not case.system_answered
    return tuple(o.number for o in denied) if every else ()


def _is_nearby(found: Iterable[Attempt]) -> bool:
    return any((tcp := t.find(Step.TCP)) is not None and connect_seconds(tcp) < ACCEPTED_NEARBY for t in found)


def _are_impostors(case: NetworkCase) -> bool:
    """Return whether certificates of other hosts, or that nobody vouches for, were shown at several addresses."""
    shown = [o for o in case.failed if o.step is Step.TLS and o.failure in (Failure.CERT_NAME, Failure.CERT_UNTRUSTED)]
    return len({o.target for o in shown}) >= PAGES_REPLACED


def _status(attempt: Attempt) -> int:
    answer = attempt.find(Step.HTTP)
    status = answer.facts.get(Fact.STATUS, 0) if answer is not None else 0
    return status if isinstance(status, int) else 0


def _is_changed(attempt: Attempt, endpoint: Endpoint) -> bool:
    answer = attempt.find(Step.HTTP)
    other = answer is not None and answer.facts.get(Fact.TEXT_AS_EXPECTED) is False
    return _status(attempt) != endpoint.expect_status or (bool(endpoint.expect_text) and other)


def _is_portal(attempt: Attempt, endpoint: Endpoint) -> bool:
    """Return whether a changed answer bears the mark of a page to sign in to."""
    answer, status = attempt.find(Step.HTTP), _status(attempt)
    facts = answer.facts if answer is not None else {}
    elsewhere = str(facts.get(Fact.LOCATION_HOST, ""))
    leads_away = elsewhere not in ("", endpoint.host, *ROUTER_PAGES, *BLOCK_PAGES)
    return (
        status == _SIGN_IN or (status in _REDIRECTS and leads_away) or (status == _OK and facts.get(Fact.HTML) is True)
    )


def is_unchanged(attempt: Attempt, endpoint: Endpoint) -> bool:
    """Return whether a page with a known answer came as it should."""
    answer = attempt.find(Step.HTTP)
    return answer is not None and answer.ok and not _is_changed(attempt, endpoint)
