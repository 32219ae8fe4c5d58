"""What an attempt through the system's proxy says of the proxy."""

from dialtone.judge.attempts import Attempt
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Failure, Step

_WANTS_LOGIN = 407
_NOT_ALLOWED = 2
"""RFC 1928, section 6: connection not allowed by ruleset."""


def is_spared(attempt: Attempt) -> bool:
    """Return whether it is the note that the settings leave the proxy out, rather than an attempt through it."""
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
