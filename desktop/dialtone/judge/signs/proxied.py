"""Signs about an endpoint through the system's proxy: fewer than on the direct path."""

from dialtone.judge.attempts import Attempt, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, Step

_WANTS_LOGIN = 407
_NOT_ALLOWED = 2
"""RFC 1928, section 6: connection not allowed by ruleset."""


class ProxiedCase(Frozen):
    """An endpoint, and the attempts at it through the proxy; at least one."""

    endpoint: Endpoint
    attempts: tuple[Attempt, ...]
    network: NetworkVerdict

    @property
    def good(self) -> list[Attempt]:
        """The attempts whose greeting was answered."""
        return [t for t in self.attempts if t.answered(self.endpoint.wire)]


def asked(case: ProxiedCase) -> Seen:
    """Something was tried through the proxy."""
    return numbers(case.attempts)


def answered_by_the_service(case: ProxiedCase) -> Seen:
    """The greeting was answered, at least once with a certificate of a public root or the national one."""
    return numbers(case.good) if not all(map(_is_local, case.good)) else ()


def answered_by_a_local_root(case: ProxiedCase) -> Seen:
    """Each answer came with a certificate of a root that only this computer trusts: the proxy reads the traffic."""
    return numbers(case.good) if all(map(_is_local, case.good)) else ()


def proxy_is_dead(case: ProxiedCase) -> Seen:
    """The proxy accepts no connection, or fails in its own handshake, for every site."""
    dead = any(e.kind is EvidenceKind.FAILED_THROUGH_PROXY for e in case.network.evidence)
    return numbers(case.attempts) if dead else ()


def declined(case: ProxiedCase) -> Seen:
    """Each time, the proxy declined the connection by a rule of its own."""
    every = len(case.attempts) >= REPEATED and all(map(is_declined, case.attempts))
    return numbers(case.attempts) if every else ()


def server_in_trouble(case: ProxiedCase) -> Seen:
    """The server itself, proved by its certificate, returned an error to a request with a known healthy answer.

    For which requests count, see `server_trouble`, which judges the direct path.
    """
    known = bool(case.endpoint.healthy or case.endpoint.expect_text)
    bad = [t for t in case.attempts if t.failure is Failure.HTTP_ERROR and not _is_local(t)]
    told = [t for t in bad if known or t.last.step is Step.WEBSOCKET]
    return numbers(case.attempts) if len(told) >= REPEATED else ()


def _is_local(attempt: Attempt) -> bool:
    tls = attempt.find(Step.TLS)
    facts = tls.facts if tls is not None else {}
    return facts.get(Fact.MOZILLA) is False and facts.get(Fact.NATIONAL) is not True


def is_spared(attempt: Attempt) -> bool:
    """Return whether this only records that the settings exempt the host from the proxy."""
    entrance = attempt.find(Step.PROXY)
    return entrance is not None and entrance.facts.get(Fact.SPARED) is True


def wants_login(attempt: Attempt) -> bool:
    """Return whether a proxy wants a login that it did not get."""
    entrance = attempt.find(Step.PROXY)
    if entrance is None or entrance.failure is not Failure.DECLINED:
        return False
    return entrance.facts.get(Fact.LOGIN) is False or entrance.facts.get(Fact.STATUS) == _WANTS_LOGIN


def is_declined(attempt: Attempt) -> bool:
    """Return whether a proxy declined the connection by a rule of its own."""
    entrance = attempt.find(Step.PROXY)
    if entrance is None or entrance.failure is not Failure.DECLINED or wants_login(attempt):
        return False
    return entrance.facts.get(Fact.STATUS) in (403, 451) or entrance.facts.get(Fact.REPLY) == _NOT_ALLOWED
