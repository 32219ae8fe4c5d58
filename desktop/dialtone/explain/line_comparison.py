"""The same messengers on two networks, compared: is it the line? One sentence for each outcome, and a caution."""

from collections.abc import Mapping, Sequence

from dialtone.explain.sentences import Sentences
from dialtone.model.check import Check
from dialtone.model.status_groups import ANSWERS, TROUBLE_HERE
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkStatus

_FAILS = frozenset({MessengerStatus.BLOCKED, MessengerStatus.PARTLY})
_ORDER = ("first_only", "second_only", "both_fail", "both_work")


def compare_lines(sentences: Sentences, first: Check, second: Check, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what two checks on two networks say together.

    A messenger that is down, or that nobody could judge on one of them, is left out: it says nothing of a line.
    A network that works for nobody, or lets only listed sites through, is compared with nothing.
    """
    for check in (second, first):
        if check.network.status is NetworkStatus.WHITELIST_MODE:
            return (sentences.say("line.listed"),)
        if check.network.status is not NetworkStatus.ONLINE:
            return (sentences.say("line.unusable"),)
    outcomes: dict[str, list[str]] = {}
    for before in first.messengers:
        after = second.messenger(before.messenger)
        if after is not None and (outcome := _outcome(before, after)):
            outcomes.setdefault(outcome, []).append(names.get(before.messenger, before.name))
    said = [
        sentences.say(f"line.{outcome}", list=sentences.list_of(outcomes[outcome]))
        for outcome in _ORDER
        if outcome in outcomes
    ]
    if not said:
        return (sentences.say("line.nothing"),)
    return (*said, sentences.say("line.caution")) if outcomes.keys() - {"both_work"} else tuple(said)


def steps(sentences: Sentences) -> Sequence[str]:
    """Return what to do first."""
    return sentences.lines("line_steps.phone")


def _outcome(before: MessengerVerdict, after: MessengerVerdict) -> str:
    known = ANSWERS | TROUBLE_HERE
    if before.status not in known or after.status not in known:
        return ""
    fails = (before.status in _FAILS, after.status in _FAILS)
    return {
        (True, False): "first_only",
        (False, True): "second_only",
        (True, True): "both_fail",
        (False, False): "both_work",
    }[fails]
