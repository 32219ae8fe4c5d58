"""Whether a place that advice names answered from here. Pure: it describes this moment and never says "blocked"."""

from collections.abc import Iterable

from dialtone.judge.kinds import FORBIDDEN_STATUSES, SILENT_ABOUT_NETWORK
from dialtone.model.fact import Fact, number_of
from dialtone.model.help_place import HelpAnswer
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step

_FIRST_REFUSAL, _FIRST_SERVER_ERROR = 400, 500
_CARRIES = frozenset({NetworkStatus.ONLINE, NetworkStatus.WHITELIST_MODE})
"""States in which the network carries something: there, silence from one place says something about that place."""
_SAYS_NOTHING = SILENT_ABOUT_NETWORK | {Failure.UNREACHABLE}


def judge_place(observations: Iterable[Observation], network: NetworkVerdict, *, resolver: bool = False) -> HelpAnswer:
    """Judge whether a place answered, from the observations made there. `resolver`: it is a resolver, not a website.

    It answers if a server that proved its name returned a page, or a resolver at least a client error other than 403
    and 451. That is left open if it returned another status, if nothing was observed or the network carries nothing, or
    if it failed only for reasons of this computer, which include that it is unreachable.
    """
    steps = list(observations)
    pages = [step for step in steps if step.step is Step.HTTP]
    statuses = {number_of(page.facts, Fact.STATUS) for page in pages if page.ok}
    first_error = _FIRST_SERVER_ERROR if resolver else _FIRST_REFUSAL
    if any(0 < status < first_error and status not in FORBIDDEN_STATUSES for status in statuses):
        return HelpAnswer.ANSWERS
    if network.status not in _CARRIES or any(Fact.STATUS in page.facts for page in pages):
        return HelpAnswer.UNTOLD
    failures = {step.failure for step in steps if step.failure is not None}
    return HelpAnswer.NO_ANSWER if failures - _SAYS_NOTHING else HelpAnswer.UNTOLD
