"""What the way through the system's proxy is good for, by the sites abroad that were asked through it."""

from dialtone.judge.attempts import Attempt, AttemptIndex, numbers
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, Place, Step, Variant

_LEADS_OUT = 2
"""The least number of sites abroad that answer through the proxy before it is said to lead out."""
_WANTS_LOGIN = 407


class ProxiedWay(Frozen):
    """The observations that show it; all empty where nothing was asked through a proxy."""

    leads_out: tuple[int, ...] = ()
    """Sites abroad answered through it."""
    dead: tuple[int, ...] = ()
    """It accepts no connection, or breaks off its own handshake, whatever it is asked for."""
    wants_login: tuple[int, ...] = ()
    """It wants a name and a password that the settings of this computer do not hold, or others."""


def gather_proxied_way(index: AttemptIndex, controls: Controls) -> ProxiedWay:
    """Sort what sites abroad said through the system's proxy."""
    abroad = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    asked = {e.id: found for e in abroad if (found := asked_through_proxy(index, e))}
    every = [t for found in asked.values() for t in found]
    good = [t for e in abroad for t in asked.get(e.id, ()) if t.answered(e.wire)]
    if len({t.last.endpoint for t in good}) >= _LEADS_OUT:
        return ProxiedWay(leads_out=numbers(good))
    login = [t for t in every if wants_login(t)]
    if login and not good:
        return ProxiedWay(wants_login=numbers(login))
    if every and all(_is_dead(t) for t in every):
        return ProxiedWay(dead=numbers(every))
    return ProxiedWay()


def asked_through_proxy(index: AttemptIndex, endpoint: Endpoint) -> tuple[Attempt, ...]:
    """Return the attempts on an endpoint through the proxy."""
    return tuple(t for t in index.of(endpoint, Variant.PROXIED) if not _is_spared(t))


def spared(index: AttemptIndex, endpoint: Endpoint) -> tuple[Attempt, ...]:
    """Return the note that the settings leave the proxy out for an endpoint, if they do."""
    return tuple(t for t in index.of(endpoint, Variant.PROXIED) if _is_spared(t))


def _is_spared(attempt: Attempt) -> bool:
    entrance = attempt.find(Step.PROXY)
    return entrance is not None and entrance.facts.get(Fact.SPARED) is True


def wants_login(attempt: Attempt) -> bool:
    """Return whether a proxy wants a login that it did not get."""
    entrance = attempt.find(Step.PROXY)
    if entrance is None or entrance.failure is not Failure.DECLINED:
        return False
    return entrance.facts.get(Fact.LOGIN) is False or entrance.facts.get(Fact.STATUS) == _WANTS_LOGIN


def is_declined(attempt: Attempt) -> bool:
    """Return whether a proxy said by a rule of its own that it does not connect to there."""
    entrance = attempt.find(Step.PROXY)
    if entrance is None or entrance.failure is not Failure.DECLINED or wants_login(attempt):
        return False
    return entrance.facts.get(Fact.STATUS) in (403, 451) or entrance.facts.get(Fact.REPLY) == _NOT_ALLOWED


_NOT_ALLOWED = 2
"""RFC 1928, section 6: connection not allowed by ruleset."""


def _is_dead(attempt: Attempt) -> bool:
    return attempt.last.step in (Step.TCP, Step.PROXY) and attempt.failure is not Failure.DECLINED
