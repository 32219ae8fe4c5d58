"""Two checks compared: how each messenger changed, or how two networks differ. Pure."""

from collections.abc import Mapping, Sequence
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
_CHANGES = ("now", "still", "lost")  # keys of changes of functions, in the order in which they are said
_AROUND_NETWORK = frozenset({NetworkFlag.VPN, NetworkFlag.BYPASS_TOOL})
"""Flags for which a check does not see the network. A proxy is not among them: a check tests the path past it too."""
_OUTCOMES = ("first_only", "second_only", "both_fail", "both_work")
"""Keys of the checks in which a messenger failed, in the order in which they are said."""


def say_change(sentences: Sentences, before: MessengerVerdict | None, after: MessengerVerdict) -> str:
    """Return how a messenger changed, such as `Telegram: messages work now; calls still do not.`.

    What one of the two checks was unsure of is not called a change. `before`: None if the messenger was not in the
    earlier check: it is then called new.
    """
    name = sentences.name_of(after.messenger, after.name)
    if before is None:
        return sentences.say("since.new", about=after.messenger, messenger=name)
    change = _find_change_of_all(before, after)
    if change is None:
        return _say_change_of_parts(sentences, before, after, name)
    return sentences.say(f"since.{change}", about=after.messenger, messenger=name)


def _say_change_of_parts(sentences: Sentences, before: MessengerVerdict, after: MessengerVerdict, name: str) -> str:
    """Return how the functions of a messenger changed, in one sentence. `name`: the messenger's."""
    messenger = after.messenger
    groups = _group_by_change(before, after)
    clauses = []
    for change in _CHANGES:
        functions = [verdict.function for verdict in groups[change]]
        if functions:
            form = functions[0] if len(functions) == 1 else "many"
            parts = say_parts(sentences, functions, messenger)
            clauses.append(sentences.say(f"since.{change}.{form}", about=messenger, list=parts))
    clauses += [say_in_short(sentences, clause_of(function, after)) for function in groups["slow"]]
    if not clauses:
        is_unsure = any(f.confidence is Confidence.UNSURE for f in (*before.functions, *after.functions))
        return sentences.say("since.not_known" if is_unsure else "since.otherwise", about=messenger, messenger=name)
    text = reduce(lambda first, last: sentences.say("since.join", first=first, last=last), clauses)
    key = f"since.line.{Confidence.LIKELY}" if _is_change_in_doubt(before, groups) else "since.line"
    return sentences.say(key, about=messenger, messenger=name, text=text)


def _is_change_in_doubt(before: MessengerVerdict, groups: Mapping[str, Sequence[FunctionVerdict]]) -> bool:
    """Return whether a verdict that a change in `groups` rests on is not sure.

    A change rests on the verdicts of both checks; only that a part works now rests on the later one alone.
    """
    later = [verdict for change in _CHANGES for verdict in groups[change]]
    failing = {verdict.function for change in ("still", "lost") for verdict in groups[change]}
    earlier = [verdict for verdict in before.functions if verdict.function in failing]
    return any(verdict.confidence is not Confidence.SURE for verdict in (*earlier, *later))


def _find_change_of_all(before: MessengerVerdict, after: MessengerVerdict) -> str | None:
    """Return the key of the change if one covers the whole messenger; None if its functions changed differently.

    Nothing changed if only causes or evidence differ.
    """
    if before.status not in _CLEAR:
        return "not_known_before"
    if after.status not in _CLEAR:
        return "not_known"
    if after.status is MessengerStatus.WORKS:
        change = "works_as_before" if before.status is MessengerStatus.WORKS else "works_now"
        is_about_all = len(clauses_of(after)) == 1  # otherwise another part was not tested, or is not safe
        return _grade_change(change if is_about_all else f"messages.{change}", after.remembered_confidence)
    if after.status in STOPPED and before.status in ANSWERS:
        return _grade_change("stopped", least_sure((before.remembered_confidence, after.remembered_confidence)))
    parts_before = [(f.function, f.status) for f in before.functions]
    parts_after = [(f.function, f.status) for f in after.functions]
    if before.status is after.status and parts_before == parts_after:
        return "same"
    return None


def _grade_change(change: str, certainty: Confidence) -> str:
    """Return the key of a change of this certainty; an unsure one is not known."""
    if certainty is Confidence.UNSURE:
        return "not_known"
    return change if certainty is Confidence.SURE else f"{change}.{certainty}"


def _group_by_change(before: MessengerVerdict, after: MessengerVerdict) -> dict[str, list[FunctionVerdict]]:
    """Return the functions that were tested in both checks, by their change (one of `_CHANGES`) or under `slow`.

    A slow one is `slow` however sure that is; any other is left out if one of its verdicts is unsure, or if it works as
    before.
    """
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
        if network.status is NetworkStatus.WHITELIST_MODE:
            return (sentences.say("line.listed"),)
        if network.status is not NetworkStatus.ONLINE:
            return (sentences.say("line.unusable"),)
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
    """Return whether a verdict says something about the network: it is not unsure, and no fault of this computer."""
    if verdict.status not in ANSWERS | TROUBLE_HERE or verdict.remembered_confidence is Confidence.UNSURE:
        return False
    return Cause.THIS_COMPUTER not in verdict.causes


def _find_outcome_key(first: MessengerVerdict, second: MessengerVerdict | None) -> str:
    """Return the key of the checks in which a messenger failed; empty if one verdict is missing or not comparable."""
    if second is None or not (_is_comparable(first) and _is_comparable(second)):
        return ""
    fails_in_second = second.status in FAILS_HERE
    if first.status in FAILS_HERE:
        return "both_fail" if fails_in_second else "first_only"
    return "second_only" if fails_in_second else "both_work"
