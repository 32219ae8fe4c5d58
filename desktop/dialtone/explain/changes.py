"""Two checks compared: how each messenger changed, or how two networks differ. Pure."""

from functools import reduce

from dialtone.explain.answer_text import say_in_short, say_parts
from dialtone.explain.answers import clause_of, clauses_of
from dialtone.explain.joining import group_by
from dialtone.explain.sentences import Sentences
from dialtone.model.check import Check
from dialtone.model.status_groups import ANSWERS, BROKEN, FAILS_HERE, STOPPED, TROUBLE_HERE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    least_sure,
)

_CLEAR = ANSWERS | STOPPED
_TESTED = BROKEN | {FunctionStatus.WORKS, FunctionStatus.SLOW}
_WORKS_NOW = ("works_now", "works_as_before")  # keys of the change of a whole messenger, which a certainty may follow
_CHANGES = ("now", "still", "lost")  # keys of changes of functions, in the order in which they are said
_AROUND_NETWORK = frozenset({NetworkFlag.VPN, NetworkFlag.BYPASS_TOOL})  # past a proxy, a check goes as well
_OUTCOMES = ("first_only", "second_only", "both_fail", "both_work")
"""Keys of the checks in which a messenger failed, in the order in which they are said."""


def say_change(sentences: Sentences, before: MessengerVerdict | None, after: MessengerVerdict) -> str:
    """Return how a messenger changed, as far as surely known: `Telegram: messages work now; calls still do not.`.

    `before`: None if it was not in the earlier check: it is then called new.
    """
    change = _find_change_of_all(before, after)
    name = sentences.name_of(after.messenger, after.name)
    if before is not None and not change:
        return _say_change_of_parts(sentences, before, after, name)
    if change.startswith(_WORKS_NOW) and len(clauses_of(after)) > 1:
        change = f"messages.{change}"  # another part was not tested, or is not safe
    return sentences.say(f"since.{change}", about=after.messenger, messenger=name)


def _say_change_of_parts(sentences: Sentences, before: MessengerVerdict, after: MessengerVerdict, name: str) -> str:
    """Return how the functions of a messenger changed, in one sentence. `name`: the messenger's."""
    messenger = after.messenger
    groups = _group_by_change(before, after)
    clauses = []
    decisive: list[FunctionVerdict | None] = []
    for change in _CHANGES:
        verdicts = groups[change]
        functions = [verdict.function for verdict in verdicts]
        if functions:
            form = functions[0] if len(functions) == 1 else "many"
            parts = say_parts(sentences, functions, messenger)
            clauses.append(sentences.say(f"since.{change}.{form}", about=messenger, list=parts))
        decisive += verdicts
        if change != "now":  # that a part works now is as sure as this check, however sure the earlier one was
            decisive += map(before.function, functions)
    doubtful = any(verdict is not None and verdict.confidence is not Confidence.SURE for verdict in decisive)
    clauses += [say_in_short(sentences, clause_of(function, after)) for function in groups["slow"]]
    if not clauses:
        is_unsure = any(f.confidence is Confidence.UNSURE for f in (*before.functions, *after.functions))
        return sentences.say("since.not_known" if is_unsure else "since.otherwise", about=messenger, messenger=name)
    text = reduce(lambda first, last: sentences.say("since.join", first=first, last=last), clauses)
    key = f"since.line.{Confidence.LIKELY}" if doubtful else "since.line"
    return sentences.say(key, about=messenger, messenger=name, text=text)


def _find_change_of_all(before: MessengerVerdict | None, after: MessengerVerdict) -> str:
    """Return the key of the change if one covers the whole messenger; empty if its functions changed differently."""
    if before is None:
        return "new"
    if before.status not in _CLEAR:
        return "not_known_before"
    if after.status not in _CLEAR:
        return "not_known"
    if after.status is MessengerStatus.WORKS:
        change = "works_as_before" if before.status is MessengerStatus.WORKS else "works_now"
        certainty = after.remembered_confidence
    elif after.status in STOPPED and before.status in ANSWERS:
        change = "stopped"
        certainty = least_sure((before.remembered_confidence, after.remembered_confidence))
    else:
        parts_before = [(f.function, f.status) for f in before.functions]
        parts_after = [(f.function, f.status) for f in after.functions]
        # If only causes or evidence differ, nothing changed.
        return "same" if before.status is after.status and parts_before == parts_after else ""
    if certainty is Confidence.UNSURE:
        return "not_known"
    return change if certainty is Confidence.SURE else f"{change}.{certainty}"


def _group_by_change(before: MessengerVerdict, after: MessengerVerdict) -> dict[str, list[FunctionVerdict]]:
    """Return the functions that surely changed or still fail, by one of `_CHANGES`, or `slow`."""
    groups: dict[str, list[FunctionVerdict]] = {group: [] for group in (*_CHANGES, "slow")}
    for function in after.functions:
        earlier = before.function(function.function)
        if earlier is None or not _TESTED.issuperset((earlier.status, function.status)):
            continue
        if function.status is FunctionStatus.SLOW:
            groups["slow"].append(function)
        elif Confidence.UNSURE in (earlier.confidence, function.confidence):
            continue
        elif function.status in BROKEN:
            groups["still" if earlier.status in BROKEN else "lost"].append(function)
        elif earlier.status is not FunctionStatus.WORKS:
            groups["now"].append(function)
    return groups


def compare_checks(sentences: Sentences, first: Check, second: Check) -> tuple[str, ...]:
    """Return in which of two checks, on two networks, which messengers failed.

    A messenger is left out if one of its verdicts says nothing about the network. Networks are not compared if one of
    them is unusable, passes only listed sites, or was checked with a VPN or a helper program.
    """
    for network in (second.network, first.network):
        if not _AROUND_NETWORK.isdisjoint(network.flags):
            return (sentences.say("line.detour"),)
        if network.status is not NetworkStatus.ONLINE:
            is_listed = network.status is NetworkStatus.WHITELIST_MODE
            return (sentences.say("line.listed" if is_listed else "line.unusable"),)
    outcomes = group_by(first.messengers, lambda before: _find_outcome_key(before, second.messenger(before.messenger)))
    names = {
        outcome: [sentences.name_of(before.messenger, before.name) for before in verdicts]
        for outcome, verdicts in outcomes.items()
    }
    found = [outcome for outcome in _OUTCOMES if outcome in names]
    lines = [sentences.say(f"line.{outcome}", list=sentences.list_of(names[outcome])) for outcome in found]
    if not lines:
        return (sentences.say("line.nothing"),)
    if found != ["both_work"]:
        lines.append(sentences.say("line.caution"))
    return tuple(lines)


def _is_comparable(verdict: MessengerVerdict) -> bool:
    is_clear = verdict.status in ANSWERS | TROUBLE_HERE and verdict.remembered_confidence is not Confidence.UNSURE
    return is_clear and Cause.THIS_COMPUTER not in verdict.causes


def _find_outcome_key(first: MessengerVerdict, second: MessengerVerdict | None) -> str:
    """Return the key of the checks in which a messenger failed; empty if one of them does not tell."""
    if second is None or not (_is_comparable(first) and _is_comparable(second)):
        return ""
    fails_in_second = second.status in FAILS_HERE
    if first.status in FAILS_HERE:
        return "both_fail" if fails_in_second else "first_only"
    return "second_only" if fails_in_second else "both_work"
