"""The path through the system's proxy, which is judged separately from the direct one."""

from dialtone.judge.attempts import Attempt
from dialtone.judge.diagnosis import COMMON, DOWN, WORKS, Finding, Hypothesis, blocked, unknown
from dialtone.judge.kinds import FORBIDDEN_STATUSES
from dialtone.judge.signs import Case, Seen, Sign, if_all, if_repeated
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import NetworkVerdict, shows
from dialtone.model.vocabulary import Cause, Failure, Step, Via
from dialtone.model.vocabulary import EvidenceKind as Kind

_NOT_ALLOWED = 2
"""RFC 1928, section 6: connection not allowed by ruleset."""


class ProxiedCase(Frozen, Case, dict=True):
    """An endpoint, and the attempts at it through the proxy."""

    endpoint: Endpoint
    attempts: tuple[Attempt, ...]
    network: NetworkVerdict

    @property
    def answered(self) -> list[Attempt]:
        """The attempts whose app handshake was answered."""
        return [t for t in self.attempts if t.answered(self.endpoint.wire)]


ProxiedSign = Sign[ProxiedCase]


def server_in_trouble(case: ProxiedCase) -> Seen:
    """The server itself, proved by its certificate, returned an error to a request with a known healthy answer."""
    is_known = bool(case.endpoint.healthy or case.endpoint.expect_text)
    errors = [t for t in case.attempts if t.failure is Failure.HTTP_ERROR and not _is_read_by_proxy(t)]
    unhealthy = [t for t in errors if is_known or t.last.step is Step.WEBSOCKET]
    return case.attempts if len(unhealthy) >= REPEATED else ()


def _is_read_by_proxy(attempt: Attempt) -> bool:
    """Return whether an answer came with a root that only this computer trusts, and that is no national one."""
    return attempt.shows_local_root and attempt.fact(Step.TLS, Fact.NATIONAL) is not True


def is_declined(attempt: Attempt) -> bool:
    """Return whether the proxy declined the connection by a rule of its own: by HTTP 403 or 451, or a SOCKS reply."""
    by_http = attempt.fact(Step.PROXY, Fact.STATUS) in FORBIDDEN_STATUSES
    by_socks = attempt.fact(Step.PROXY, Fact.REPLY) == _NOT_ALLOWED
    return not attempt.wants_login and (by_http or by_socks)


something_was_tried: ProxiedSign = lambda c: c.attempts
"""Something was tried through the proxy."""
proxy_is_dead: ProxiedSign = lambda c: c.attempts if shows(c.network, Kind.FAILED_THROUGH_PROXY) else ()
"""The proxy accepts no connection, or fails in its own handshake, for every site."""
answered_by_the_service: ProxiedSign = lambda c: c.answered if not all(map(_is_read_by_proxy, c.answered)) else ()
"""The app handshake was answered, at least once with a certificate of a public root or the national one."""
answered_by_a_local_root: ProxiedSign = lambda c: if_all(c.answered, _is_read_by_proxy)
"""Each answer came with a certificate of a root that only this computer trusts: the proxy reads the traffic."""
proxy_declines_each_time: ProxiedSign = lambda c: if_repeated(if_all(c.attempts, is_declined))
"""Each time, the proxy declined the connection by a rule of its own."""
proxy_runs_here: ProxiedSign = lambda c: if_all(c.attempts, lambda t: t.via == Via.THIS_COMPUTER)
"""The proxy runs on this computer. Some programs of that kind only pass everything on to a company's proxy."""

Row = Hypothesis[ProxiedCase]
_READ_ALONG = Row("read_along", unknown(Cause.INTERCEPTED), COMMON)
_WORKS = Row("works_through_proxy", WORKS, COMMON)
_PROXY_DEAD = Row("proxy_dead", blocked(Cause.THIS_COMPUTER), COMMON)
_SERVICE_DOWN = Row("service_down", DOWN, COMMON)

# How the path through the proxy fares; the first finding that is seen decides. Only a refusal has rivals: a rule of the
# person's own program, or of a company's proxy, which is less common where the proxy runs on this computer.
PROXIED: tuple[Finding[ProxiedCase], ...] = (
    Finding("read_by_proxy", answered_by_a_local_root, Kind.LOCAL_ROOT_TRUSTED).explained_by(_READ_ALONG),
    Finding("answered_through_proxy", answered_by_the_service, Kind.ANSWERED_THROUGH_PROXY).explained_by(_WORKS),
    Finding("proxy_dead", proxy_is_dead, Kind.FAILED_THROUGH_PROXY).explained_by(_PROXY_DEAD),
    Finding("trouble_through_proxy", server_in_trouble, Kind.SERVER_TROUBLE).explained_by(_SERVICE_DOWN),
    Finding("declined_by_proxy", proxy_declines_each_time, Kind.FAILED_THROUGH_PROXY).explained_by(
        Row("own_filter", blocked(Cause.OWN_FILTER), COMMON).given(proxy_runs_here),
        Row("proxy_rule", blocked(Cause.ADDRESS_BLOCKED), COMMON).rarer_if(proxy_runs_here),
    ),
    Finding("failed_through_proxy", something_was_tried, Kind.FAILED_THROUGH_PROXY),
)
