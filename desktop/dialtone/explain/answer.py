"""The answer: the row of a messenger, its headline, and one or two sentences on who is affected and how sure it is."""

from dialtone.explain.functions import broken_clause, comes_and_goes, nouns, slow_clause
from dialtone.explain.lead import find_lead, open_calls
from dialtone.explain.reasons import may_be_an_outage, said_confidence, told_cause
from dialtone.explain.sentences import Sentences
from dialtone.explain.vpn_words import group_of
from dialtone.explain.ways import changed_here, controls_answered, told_way, works_how
from dialtone.model.status_groups import BROKEN, IN_THE_NETWORK, NO_FAILURE, TROUBLE_HERE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
)

_Functions = list[FunctionVerdict]
_SAY_THAT_IT_WORKS = ("headline.partly.some_broken", "headline.partly.some_slow")


def say_row(sentences: Sentences, verdict: MessengerVerdict, name: str) -> str:
    """Return the short sentence for the list."""
    if (lead := find_lead(verdict)) is not None:
        return sentences.say(*lead.keys("row"), about=verdict.messenger, messenger=name)
    if verdict.status is MessengerStatus.PARTLY:
        return sentences.say(*_partly_row(verdict), "row.partly", about=verdict.messenger)
    keys = _graded("row", verdict, _of_the_network(verdict), told_way(verdict))
    if verdict.status is MessengerStatus.NOT_TESTED and _only_the_site_opens(verdict):
        keys = ("row.only_site", *keys)
    return sentences.say(*keys, about=verdict.messenger, messenger=name)


def say_headline(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
    """Return the answer in one sentence."""
    about = verdict.messenger
    if (lead := find_lead(verdict)) is not None:
        parts = nouns(sentences, lead.functions, about)
        return sentences.say(*lead.keys("headline"), about=about, messenger=name, parts=parts)
    keys = _graded("headline", verdict, _of_the_network(verdict), told_cause(verdict, network))
    broken, slow, fine = _sorted_functions(verdict)
    if verdict.status is MessengerStatus.PARTLY:
        keys = _partly_headline(broken, slow, fine)
    text = sentences.say(
        *keys,
        about=about,
        messenger=name,
        working=nouns(sentences, fine, about),
        broken=nouns(sentences, broken, about)
        if keys[-1] == "headline.partly.no_messages"
        else broken_clause(sentences, broken, about),
        slow=slow_clause(sentences, slow, about),
    )
    lines = [text]
    if slow and keys[-1] == "headline.partly.some_broken":
        lines.append(sentences.say("headline.and_slow", slow=slow_clause(sentences, slow, about)))
    untold = open_calls(verdict) if verdict.status is MessengerStatus.SLOW or keys[-1] in _SAY_THAT_IT_WORKS else ""
    return " ".join([*lines, *([sentences.say(f"headline.{untold}")] if untold else [])])


def say_summary(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
    """Return who is affected and how sure it is, and what to know about the messenger on any network."""
    note = sentences.say(f"note.{verdict.note}", about=verdict.messenger, messenger=name)
    return " ".join(filter(None, (_summary(sentences, verdict, network, name), note)))


def _summary(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
    if verdict.why:
        return sentences.say(
            f"why_untested.{verdict.why}", f"summary.{verdict.status}", about=verdict.messenger, messenger=name
        )
    if verdict.status is MessengerStatus.WORKS and NetworkFlag.PROXY in network.flags:
        return sentences.say(f"summary.{works_how(verdict, network)}", about=verdict.messenger, messenger=name)
    told = told_cause(verdict, network)
    made_here = verdict.status in TROUBLE_HERE and any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
    tunnelled = NetworkFlag.VPN in network.flags
    group = (group_of(verdict, network) if tunnelled else "in_the_network") if made_here else ""
    keys = _graded("summary", verdict, group, told)
    if verdict.status is MessengerStatus.PARTLY and verdict.causes[:1] == (Cause.SERVICE_DOWN,):
        keys = (f"summary.down.{verdict.confidence}", "summary.down")  # the headline has named the service
    if verdict.status is MessengerStatus.WORKS and any(e.kind is EvidenceKind.ONLY_CONNECTS for e in verdict.evidence):
        keys = (f"summary.{EvidenceKind.ONLY_CONNECTS}", *keys)
    text = sentences.say(*keys, about=verdict.messenger, messenger=name)
    certain = verdict.confidence is not Confidence.UNSURE and Cause.CERTIFICATE_SWAPPED not in verdict.causes
    untouched = not tunnelled and not changed_here(network) and controls_answered(verdict, network)
    if made_here and certain and untouched:
        cleared = "summary.not_computer" if may_be_an_outage(verdict) else "summary.not_you"
        keys = (f"{cleared}.{verdict.confidence}", cleared)
        return " ".join([text, sentences.say(*keys, about=verdict.messenger, messenger=name)])
    return text


def _of_the_network(verdict: MessengerVerdict) -> str:
    """Return the key for all that may be called blocked, where a cause has no words of its own."""
    blocked = verdict.status is MessengerStatus.BLOCKED and any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
    return "in_the_network" if blocked else ""


def _graded(family: str, verdict: MessengerVerdict, group: str = "", told: str = "") -> tuple[str, ...]:
    """Return keys from the most specific to the plain status; the first cause may have words of its own."""
    status, confidence = verdict.status, said_confidence(verdict)
    keys: list[str] = []
    if verdict.causes and status not in NO_FAILURE:
        cause = verdict.causes[0]
        special = [told] if told and told != cause else []
        heads = (*special, f"{status}.{cause}", cause, *([group] if group else []))
        keys = [key for head in heads for key in (f"{head}.{confidence}", head)]
    keys += [f"{status}.{confidence}", status]
    return tuple(f"{family}.{key}" for key in keys)


def _partly_row(verdict: MessengerVerdict) -> tuple[str, ...]:
    broken, slow, _ = _sorted_functions(verdict)
    no_messages = [f for f in broken if f.function is Function.MESSAGES]
    if no_messages:
        return (f"row.partly.no_messages.{no_messages[0].confidence}", "row.partly.no_messages")
    if len(broken) == 1 and not slow:
        return (f"row.no.{broken[0].function}.{broken[0].confidence}", f"row.no.{broken[0].function}")
    if broken:
        return ("row.partly.some_broken",)
    if uneven := [f for f in slow if comes_and_goes([f])]:
        return _uneven_row(slow, uneven)
    if len(slow) == 1:
        return (f"row.slow.{slow[0].function}.{slow[0].confidence}", f"row.slow.{slow[0].function}")
    return ("row.partly.some_slow",) if slow else ("row.partly",)


def _sorted_functions(verdict: MessengerVerdict) -> tuple[_Functions, _Functions, _Functions]:
    """Return the broken, the slow and the working functions."""
    return (
        [f for f in verdict.functions if f.status in BROKEN],
        [f for f in verdict.functions if f.status is FunctionStatus.SLOW],
        [f for f in verdict.functions if f.status is FunctionStatus.WORKS],
    )


def _partly_headline(broken: _Functions, slow: _Functions, fine: _Functions) -> tuple[str, ...]:
    no_messages = [f for f in broken if f.function is Function.MESSAGES]
    if no_messages and fine:
        return (f"headline.partly.no_messages.{no_messages[0].confidence}", "headline.partly.no_messages")
    if broken and not no_messages:
        return ("headline.partly.some_broken",)
    if comes_and_goes(slow) and not broken and _has_messages(slow):
        return ("headline.slow.unexplained",)
    return ("headline.partly.some_slow",) if slow and not broken else ("headline.partly",)


def _has_messages(functions: _Functions) -> bool:
    return any(f.function is Function.MESSAGES for f in functions)


def _uneven_row(slow: _Functions, uneven: _Functions) -> tuple[str, ...]:
    """Return the row where something comes and goes: all of it, a part, or a part beside what is slow."""
    if len(uneven) < len(slow):
        return ("row.partly",)
    return ("row.slow.unexplained",) if _has_messages(uneven) else ("row.partly.on_and_off",)


def _only_the_site_opens(verdict: MessengerVerdict) -> bool:
    return [f.function for f in verdict.functions if f.status is FunctionStatus.WORKS] == [Function.WEB]
