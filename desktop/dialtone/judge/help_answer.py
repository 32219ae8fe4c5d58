"""Whether a place that advice names answered from here. Pure: a sentence about this moment, and never a "blocked"."""

from collections.abc import Iterable

from dialtone.judge.attempts import SILENT_ABOUT_NETWORK
from dialtone.model.fact import Fact
from dialtone.model.help_place import HelpAnswer
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step

_FIRST_REFUSAL, _FIRST_SERVER_ERROR = 400, 500
_FORBIDDEN = (403, 451)
_CARRIES = frozenset({NetworkStatus.ONLINE, NetworkStatus.WHITELIST_MODE})
"""Networks that carry something for certain: that nothing comes back from one place then says something of it."""
_SAYS_NOTHING = SILENT_ABOUT_NETWORK | {Failure.UNREACHABLE}


def judge_place(observations: Iterable[Observation], network: NetworkVerdict, *, resolver: bool = False) -> HelpAnswer:
    """Judge what was observed of one place.

    It answers where a server that proved its name gave a page; a resolver also where it only disliked the question.
    Where a website gave an error, a browser may fare better: that stays open. Nothing is said of it either where no
    other host answered, or where this computer may be the reason.
    """
    steps = list(observations)
    pages = [one for one in steps if one.step is Step.HTTP]
    if any(one.ok and _is_answer(int(str(one.facts.get(Fact.STATUS, 0))), resolver=resolver) for one in pages):
        return HelpAnswer.ANSWERS
    if not steps or network.status not in _CARRIES or any(Fact.STATUS in one.facts for one in pages):
        return HelpAnswer.UNTOLD
    failures = {one.failure for one in steps if one.failure is not None}
    return HelpAnswer.NO_ANSWER if failures - _SAYS_NOTHING else HelpAnswer.UNTOLD


def _is_answer(status: int, *, resolver: bool) -> bool:
    end = _FIRST_SERVER_ERROR if resolver else _FIRST_REFUSAL
    return 0 < status < end and status not in _FORBIDDEN
