"""Rules about plain pages with a known answer, which something else answers. The table: `rules.py`."""

from collections.abc import Iterable

from dialtone.judge.attempts import Attempt, connect_seconds, numbers
from dialtone.judge.network.network_case import ENOUGH_AT_HOME, NetworkCase
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.notice_hosts import BLOCK_PAGES, ROUTER_PAGES
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step

MAY_BE_LISTED = 2
"""The most sites abroad that may happen to stand on a white list."""
_ENOUGH = 3
"""The least number of pages that must have been replaced before it is said of all of them."""
_SEVERAL = 2
"""The least number of pages that one wrong answer of a server does not explain."""
_NEARBY = 0.01
"""Seconds in which something near accepts a connection; a server abroad takes longer."""
_OK, _REDIRECTS, _SIGN_IN = 200, range(300, 400), 511
"""511 Network Authentication Required is made for this (RFC 6585, 6)."""


class _Pages(Frozen):
    """What came of the pages with a known answer."""

    unchanged: bool
    """Some page came as it should."""
    heard: int
    """How many pages got any answer."""
    portal: tuple[tuple[Endpoint, Attempt], ...]
    """The answers that bear the mark of a page to sign in to."""
    other: tuple[tuple[Endpoint, Attempt], ...]
    """Other answers than the known one."""

    def are_most(self, found: Iterable[tuple[Endpoint, Attempt]]) -> bool:
        """Return whether more than half of the pages that were answered are among these."""
        return 2 * _count(found) > self.heard


def _count(found: Iterable[tuple[Endpoint, Attempt]]) -> int:
    return len({endpoint.id for endpoint, _ in found})


def _look(case: NetworkCase) -> _Pages:
    asked = [(e, t) for e in case.controls.sign_in_checks for t in case.attempts(e)]
    heard = [(e, t) for e, t in asked if _status(t)]
    changed = [(e, t) for e, t in heard if _is_changed(t, e)]
    portal = tuple((e, t) for e, t in changed if _is_portal(t, e))
    other = tuple(found for found in changed if found not in portal)
    unchanged = any(is_unchanged(t, e) for e, t in heard)
    return _Pages(unchanged, _count(heard), portal, other)


def sign_in_page(case: NetworkCase) -> Evidence | None:
    """Most pages with a known answer bear the mark of a page to sign in to, and no verified server could be reached.

    That mark is a redirect to another host, the status made for it (511), or an HTML page with 200. Any other status
    is only a wrong answer. Some sign-in networks let a few sites or one app through, and providers a messenger of their
    own country on an unpaid line: then every page must have been changed. Where more are open than a few, plain pages
    alone are replaced: by a company, or a provider that wants something. Where several companies at home prove
    themselves, or the page is that of a filter, nobody asks to sign in. Source: ADR 19.
    """
    pages = _look(case)
    if not pages.portal or not pages.are_most(pages.portal):
        return None
    if case.filter_page or len(case.companies_at_home) >= ENOUGH_AT_HOME:
        return None
    every = _count(pages.portal) >= _ENOUGH and not pages.unchanged
    if (case.answered_from_abroad or case.good(case.sites)) and not every:
        return None
    if len(case.good(case.foreign)) > MAY_BE_LISTED:
        return None
    return Evidence(EvidenceKind.SIGN_IN_PAGE, numbers([t for _, t in pages.portal]))


def is_plainly_a_sign_in_page(case: NetworkCase) -> bool:
    """Return whether nothing else looks the same: all pages lead to one other host, or to the status made for it.

    Nothing else may have got through, and names must lead to several addresses: a router without a line leads them all
    to its own.
    """
    pages = _look(case)
    answers = [t.find(Step.HTTP) for _, t in pages.portal]
    status = {_status(t) for _, t in pages.portal}
    hosts = {str(answer.facts.get(Fact.LOCATION_HOST, "")) for answer in answers if answer is not None}
    one_host = len(hosts) == 1 and "" not in hosts
    open_to_some = case.messenger_answered or case.good(case.sites) or pages.unchanged or pages.other
    if open_to_some or not (status == {_SIGN_IN} or one_host):
        return False
    return _count(pages.portal) >= _ENOUGH and len({t.address for _, t in pages.portal}) > 1


def gateway_answers(case: NetworkCase) -> Evidence | None:
    """Something near answers most plain pages with an error of its own, and nothing beyond it proves itself.

    Several pages are needed, since a single server may be out of order. One is enough where the resolver denies every
    name, and that answer began sooner than any from abroad or several certificates are another host's. A router
    without a line leads to its own page.
    """
    pages = _look(case)
    proved = case.good(case.sites) or case.messenger_answered or case.proved_resolvers
    if not pages.are_most(pages.other) or pages.unchanged or proved or case.filter_page:
        return None
    found = [t for _, t in pages.other]
    if _count(pages.other) < _SEVERAL and not (_are_names_denied(case) and (_is_nearby(found) or _are_impostors(case))):
        return None
    return Evidence(EvidenceKind.GATEWAY_ANSWERS, numbers(found))


def _is_nearby(found: Iterable[Attempt]) -> bool:
    return any((tcp := t.find(Step.TCP)) is not None and connect_seconds(tcp) < _NEARBY for t in found)


def _are_impostors(case: NetworkCase) -> bool:
    """Return whether certificates of other hosts, or that nobody vouches for, were shown at several addresses."""
    shown = [o for o in case.failed if o.step is Step.TLS and o.failure in (Failure.CERT_NAME, Failure.CERT_UNTRUSTED)]
    return len({o.target for o in shown}) >= _SEVERAL


def _are_names_denied(case: NetworkCase) -> bool:
    denied = [o for o in case.failed if o.step is Step.DNS and o.failure is Failure.NO_SUCH_NAME]
    return len({o.target for o in denied}) >= _ENOUGH and not case.system_answered


def _status(attempt: Attempt) -> int:
    answer = attempt.find(Step.HTTP)
    status = answer.facts.get(Fact.STATUS, 0) if answer is not None else 0
    return status if isinstance(status, int) else 0


def _is_changed(attempt: Attempt, endpoint: Endpoint) -> bool:
    answer = attempt.find(Step.HTTP)
    if answer is None or not _status(attempt):
        return False
    if _status(attempt) != endpoint.expect_status:
        return True
    return bool(endpoint.expect_text) and answer.facts.get(Fact.TEXT_AS_EXPECTED) is False


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
