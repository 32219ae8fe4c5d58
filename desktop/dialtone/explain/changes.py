"""Two checks compared: how each messenger changed, or how two networks differ. Pure."""

from collections.abc import Sequence

from dialtone.explain.answer_text import say_in_short, say_parts
from dialtone.explain.answers import clause_of, clauses_of
from dialtone.explain.sentences import Sentences
from dialtone.model.check import Check
from dialtone.model.status_groups import ANSWERS, BROKEN, FAILS_HERE, STOPPED, TROUBLE_HERE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, FunctionStatus, MessengerStatus, NetworkStatus, least_sure

_CLEAR = ANSWERS | STOPPED
_WORKS_NOW = ("works_now", "works_as_before")
_CHANGES = ("now", "still", "lost")
_OUTCOMES = ("first_only", "second_only", "both_fail", "both_work")


def say_change(sentences: Sentences, before: MessengerVerdict | None, after: MessengerVerdict) -> str:
    """Return how a messenger changed, as in `Telegram: messages work now; calls still do not.`.

    Without an earlier verdict it is called new; where either status is unknown or unsure, a change is not known.
    """
    change, name = _find_change_of_all(before, after), sentences.called(after.messenger, after.name)
    if change or before is None:
        if change.startswith(_WORKS_NOW) and len(clauses_of(after)) > 1:
            change = f"messages.{change}"  # another part was not tested, or is not safe
        return sentences.say(f"since.{change or 'new'}", about=after.messenger, messenger=name)
    groups = _group_by_change(before, after)
    doubtful = any(_is_doubtful(group, before, f) for group in _CHANGES for f in groups[group])
    clauses = [_say_group(sentences, group, groups[group], after.messenger) for group in _CHANGES if groups[group]]
    if groups["slow"]:
        clauses += [say_in_short(sentences, clause_of(function, after)) for function in groups["slow"]]
    if not clauses:
        is_unsure = any(f.confidence is Confidence.UNSURE for f in (*before.functions, *after.functions))
        key = "since.not_known" if is_unsure else "since.otherwise"
        return sentences.say(key, about=after.messenger, messenger=name)
    text = clauses[0]
    for clause in clauses[1:]:
        text = sentences.say("since.join", first=text, last=clause)
    key = f"since.line.{Confidence.LIKELY}" if doubtful else "since.line"
    return sentences.say(key, about=after.messenger, messenger=name, text=text)


def say_changes(
    sentences: Sentences, before: Sequence[MessengerVerdict], after: Sequence[MessengerVerdict]
) -> tuple[str, ...]:
    """Return one sentence for each messenger of the later check."""
    earlier = {verdict.messenger: verdict for verdict in before}
    return tuple(say_change(sentences, earlier.get(verdict.messenger), verdict) for verdict in after)


def _find_change_of_all(before: MessengerVerdict | None, after: MessengerVerdict) -> str:
    """Return the key of the change if one covers the whole messenger, else an empty text."""
    if before is None or before.status not in _CLEAR:
        return "new" if before is None else "not_known_before"
    if after.status not in _CLEAR:
        return "not_known"
    if after.status is MessengerStatus.WORKS:
        change = _WORKS_NOW[before.status is MessengerStatus.WORKS]
        certainty = after.remembered_confidence
    elif after.status in STOPPED and before.status in ANSWERS:
        change = "stopped"
        certainty = least_sure((before.remembered_confidence, after.remembered_confidence))
    else:
        return "same" if _get_visible_state(before) == _get_visible_state(after) else ""
    if certainty is Confidence.UNSURE:
        return "not_known"
    return change if certainty is Confidence.SURE else f"{change}.{certainty}"


def _get_visible_state(verdict: MessengerVerdict) -> tuple[object, ...]:
    """Return what a person sees of a verdict: two that look the same are no change."""
    return verdict.status, tuple((f.function, f.status) for f in verdict.functions)


def _group_by_change(before: MessengerVerdict, after: MessengerVerdict) -> dict[str, list[FunctionVerdict]]:
    """Return the functions that changed, or still fail, by the key of the change; the others are left out."""
    groups: dict[str, list[FunctionVerdict]] = {group: [] for group in (*_CHANGES, "slow")}
    for function in after.functions:
        earlier = before.function(function.function)
        group = "" if earlier is None else _find_change_key(earlier, function)
        if group:
            groups[group].append(function)
    return groups


def _find_change_key(before: FunctionVerdict, after: FunctionVerdict) -> str:
    """Return the key of how one function changed; empty if either status is unknown or unsure, or both work."""
    tested = BROKEN | {FunctionStatus.WORKS, FunctionStatus.SLOW}
    if before.status not in tested or after.status not in tested:
        return ""
    if after.status is FunctionStatus.SLOW:
        return "slow"
    if Confidence.UNSURE in (before.confidence, after.confidence):
        return ""
    if after.status in BROKEN:
        return "still" if before.status in BROKEN else "lost"
    return "" if before.status is FunctionStatus.WORKS else "now"


def _is_doubtful(group: str, before: MessengerVerdict, after: FunctionVerdict) -> bool:
    """Return whether a change of one function is in doubt: what works now is as sure as it is now."""
    earlier = before.function(after.function) if group != "now" else None
    return any(f.confidence is not Confidence.SURE for f in (earlier, after) if f is not None)


def _say_group(sentences: Sentences, group: str, functions: list[FunctionVerdict], messenger: str) -> str:
    """Return what changed about these functions, for the middle of a sentence: a single one has its own words."""
    form = functions[0].function if len(functions) == 1 else "many"
    parts = say_parts(sentences, [f.function for f in functions], messenger)
    return sentences.say(f"since.{group}.{form}", about=messenger, list=parts)


def compare_checks(sentences: Sentences, first: Check, second: Check) -> tuple[str, ...]:
    """Return a comparison of two checks on two networks.

    A messenger that is down or stopped by this computer, or could not be judged surely enough on one of them, is left
    out: it says nothing about a line. A network that is unusable, or passes only listed sites, is not compared.
    """
    for check in (second, first):
        if check.network.status is NetworkStatus.WHITELIST_MODE:
            return (sentences.say("line.listed"),)
        if check.network.status is not NetworkStatus.ONLINE:
            return (sentences.say("line.unusable"),)
    outcomes: dict[str, list[str]] = {}
    for before in first.messengers:
        after = second.messenger(before.messenger)
        if after is not None and (outcome := _find_outcome_key(before, after)):
            outcomes.setdefault(outcome, []).append(sentences.called(before.messenger, before.name))
    lines = [
        sentences.say(f"line.{outcome}", list=sentences.list_of(outcomes[outcome]))
        for outcome in _OUTCOMES
        if outcome in outcomes
    ]
    if not lines:
        return (sentences.say("line.nothing"),)
    return (*lines, sentences.say("line.caution")) if outcomes.keys() - {"both_work"} else tuple(lines)


def _says_nothing_of_a_line(verdict: MessengerVerdict) -> bool:
    return verdict.remembered_confidence is Confidence.UNSURE or Cause.THIS_COMPUTER in verdict.causes


def _find_outcome_key(before: MessengerVerdict, after: MessengerVerdict) -> str:
    """Return the key of which checks a messenger failed in; empty if one of them could not tell."""
    comparable = ANSWERS | TROUBLE_HERE
    if any(verdict.status not in comparable or _says_nothing_of_a_line(verdict) for verdict in (before, after)):
        return ""
    failures = (before.status in FAILS_HERE, after.status in FAILS_HERE)
    return {
        (True, False): "first_only",
        (False, True): "second_only",
        (True, True): "both_fail",
        (False, False): "both_work",
    }[failures]
