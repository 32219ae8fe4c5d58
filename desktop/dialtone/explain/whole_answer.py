"""A whole check in one line: who is blocked, who may be slow, who works, each by name, and nothing more.

The band of the window, the tray, a notice and the picture say this same line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from dialtone.explain.doubt import all_doubtful
from dialtone.explain.lead import find_lead, is_on_and_off
from dialtone.explain.order import counted_as
from dialtone.explain.sentences import Sentences
from dialtone.explain.ways import told_way
from dialtone.model.explanation import WholeAnswer
from dialtone.model.status_groups import BROKEN, IN_THE_NETWORK, UNTESTABLE, WORST_FIRST
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, MessengerStatus, NetworkFlag, NetworkStatus

Group = tuple[str, Confidence]
"""What is said of some messengers, and how sure it is."""

_CARRIES = frozenset({NetworkStatus.ONLINE, NetworkStatus.UNSTABLE})
"""On these networks the messengers are told of; on all others the network is."""
_STOPS_OR_LISTENS = frozenset({NetworkStatus.WHITELIST_MODE, NetworkStatus.INTERCEPTED})
_BLOCKED_BY = IN_THE_NETWORK - {Cause.CERTIFICATE_SWAPPED}
_NOT_SAFE = ("not_safe", "not_safe.part")
_LEADS = {"partly.calls": "calls_fail", "slow_calls": "slow_calls", "down.named": "down"}
_TROUBLE = (*_NOT_SAFE, "blocked", "does_not_work", "no_messages", "down", "slow_calls", "calls_fail", "partly", "slow")
_WORKING = ("works", "messages_work")
_KINDS = (*_TROUBLE, *_WORKING, "refuses", "only_through_proxy", "only_past_proxy", "some_unknown")
"""The worst first."""
_NAMES_THE_PART = frozenset({"partly", "not_safe.part"})
"""Of one messenger alone its own headline says which part."""
_NUMBERED = frozenset({"blocked", "does_not_work", "down", "slow_calls", "partly", "slow", "works"})
"""Kinds whose sentence is another one for several messengers."""
_SURENESS = tuple(Confidence)
_MOST_NAMED = 3
"""More names than these in one sentence are not read."""
_MOST_TROUBLES = 3
"""Nor are more sentences than these about what fails."""
_ALL_WORK = {
    frozenset({"works"}): "card.all_work",
    frozenset({"messages_work"}): "card.all_work.calls_not_tested",
    frozenset({"works", "messages_work"}): "card.all_work.not_all_calls",
}


def say_whole(
    sentences: Sentences,
    verdicts: Sequence[MessengerVerdict],
    network: NetworkVerdict,
    network_headline: str,
    names: Mapping[str, str],
    headline: Callable[[MessengerVerdict], str],
) -> WholeAnswer:
    """Return the line for these verdicts, the worst first; each group of messengers in the order they came in.

    `headline`: the answer about one messenger, said where it is the only one, or the only one that works in part.
    """
    if network.status not in _CARRIES:
        return _about_network(sentences, network_headline, network)
    tested = [one for one in verdicts if one.status not in UNTESTABLE and one.status is not MessengerStatus.NOT_TESTED]
    if NetworkFlag.CLOCK_WRONG in network.flags and any(one.status is MessengerStatus.UNKNOWN for one in tested):
        return _about_network(sentences, sentences.say("network_banner.clock_wrong"), network)
    status, doubtful = _worst(tested)
    if not tested:
        return WholeAnswer(sentences.say("card.nothing"), status)
    if len(tested) == 1:
        return WholeAnswer(headline(tested[0]), status, doubtful)
    groups = _grouped(tested)
    told = _without_trouble(sentences, groups) or _told(sentences, groups, names, headline)
    return WholeAnswer(_dated(sentences, told), status, doubtful)


def _about_network(sentences: Sentences, told: str, network: NetworkVerdict) -> WholeAnswer:
    """Return what is said of the network in place of the messengers, in the colour of what that does to them."""
    status = MessengerStatus.BLOCKED if network.status in _STOPS_OR_LISTENS else MessengerStatus.UNKNOWN
    doubtful = network.confidence is not Confidence.SURE
    return WholeAnswer(_dated(sentences, told, "card.on_day"), status, doubtful, about_network=True)


def _dated(sentences: Sentences, told: str, key: str = "card.on_that_day") -> str:
    """Return the line of a saved check behind its day and place, which are said once for all of it."""
    return " ".join(filter(None, (sentences.say(key), told)))


def _worst(tested: Sequence[MessengerVerdict]) -> tuple[str, bool]:
    """Return the status whose colour the line has, and whether nobody has it for sure."""
    coloured = [counted_as(one) for one in tested]
    worst = next((str(status) for status in WORST_FIRST if status in coloured), str(MessengerStatus.NOT_TESTED))
    return worst, all_doubtful(one for one, status in zip(tested, coloured, strict=True) if status == worst)


def _grouped(tested: Iterable[MessengerVerdict]) -> dict[Group, list[MessengerVerdict]]:
    """Return who is told of together; the worst first, of the like the surest first."""
    groups: dict[Group, list[MessengerVerdict]] = {}
    for verdict in tested:
        groups.setdefault(_group(verdict), []).append(verdict)
    return dict(sorted(groups.items(), key=lambda one: (_KINDS.index(one[0][0]), _SURENESS.index(one[0][1]))))


def _group(verdict: MessengerVerdict) -> Group:
    if (lead := find_lead(verdict)) is not None:
        if lead.not_safe:
            return lead.group, lead.confidence
        if lead.key in _LEADS:
            return _LEADS[lead.key], lead.confidence
        if lead.key.startswith("works."):
            return "messages_work", lead.confidence
    match verdict.status:
        case MessengerStatus.BLOCKED:
            return _stopped(verdict)
        case MessengerStatus.PARTLY:
            messages = verdict.function(Function.MESSAGES)
            if messages is not None and messages.status in BROKEN:
                return "no_messages", messages.confidence
            return "partly", Confidence.SURE
        case MessengerStatus.SLOW if is_on_and_off(verdict):
            return "partly", Confidence.SURE
        case MessengerStatus.UNKNOWN if verdict.causes[:1] == (Cause.SERVICE_REFUSES,):
            return "refuses", verdict.confidence
        case MessengerStatus.UNKNOWN:
            return told_way(verdict) or "some_unknown", Confidence.SURE
    return str(verdict.status), verdict.confidence


def _stopped(verdict: MessengerVerdict) -> Group:
    """Return whether it may be called blocked: only where the network does it and there is no great doubt."""
    by_network = not verdict.causes or verdict.causes[0] in _BLOCKED_BY
    if by_network and verdict.confidence is not Confidence.UNSURE:
        return "blocked", verdict.confidence
    return "does_not_work", Confidence.SURE


def _without_trouble(sentences: Sentences, groups: Mapping[Group, Sequence[MessengerVerdict]]) -> str:
    """Return the line where all surely work, or nothing is known of any; else an empty text."""
    kinds = frozenset(kind for kind, _ in groups)
    if kinds == {"some_unknown"}:
        return sentences.say("card.unknown")
    sure = all(confidence is Confidence.SURE for _, confidence in groups)
    key = _ALL_WORK.get(kinds, "") if sure else ""
    return sentences.say(key, amount=sum(map(len, groups.values()))) if key else ""


def _told(
    sentences: Sentences,
    groups: Mapping[Group, Sequence[MessengerVerdict]],
    names: Mapping[str, str],
    headline: Callable[[MessengerVerdict], str],
) -> str:
    """Return a sentence for each group; what is too much of the trouble is named in one."""
    troubles = [group for group in groups if group[0] in _TROUBLE]
    told = troubles if len(troubles) <= _MOST_TROUBLES else troubles[: _MOST_TROUBLES - 1]
    lines: list[str] = []
    for group in told:
        lines.append(_clause(sentences, group, groups[group], names, headline, first=not lines))
    if others := [one for group in troubles if group not in told for one in groups[group]]:
        lines.append(sentences.say("card.also", list=_listed(sentences, others, names)))
    for group, those in groups.items():
        if group not in troubles:
            lines.append(_clause(sentences, group, those, names, headline, first=not lines))
    return " ".join(lines)


def _clause(
    sentences: Sentences,
    group: Group,
    those: Sequence[MessengerVerdict],
    names: Mapping[str, str],
    headline: Callable[[MessengerVerdict], str],
    *,
    first: bool,
) -> str:
    """Return the sentence of a group; behind another one it need not say again that it is about this network."""
    kind, confidence = group
    if kind in _NAMES_THE_PART and len(those) == 1 and not sentences.past:
        return headline(those[0])
    number = ("one." if len(those) == 1 else "many.") if kind in _NUMBERED else ""
    plain = (f"{number}{kind}.{confidence}", f"{number}{kind}")
    keys = [f"card.{'' if first else 'then.'}{key}" for key in plain]
    keys += [f"card.{key}" for key in plain]
    return sentences.say(*keys, list=_listed(sentences, those, names))


def _listed(sentences: Sentences, those: Sequence[MessengerVerdict], names: Mapping[str, str]) -> str:
    """Return `WhatsApp, Telegram and 3 more`; where one would be left over, it is named too."""
    shown = [names.get(one.messenger, one.name) for one in those]
    if len(shown) > _MOST_NAMED + 1:
        rest = len(shown) - _MOST_NAMED
        shown = [*shown[:_MOST_NAMED], sentences.say("works_here.more", amount=rest)]
    return sentences.list_of(shown)
