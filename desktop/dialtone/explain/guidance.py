"""Which advice fits a verdict: only what helps against what was measured. Pure."""

from datetime import date

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import Guidance
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, MessengerStatus
from dialtone.model.wording import GuidanceEntry, LegalNote, When

MOST = 4
"""More than this is a catalogue, not help."""

_NOTHING_TO_HELP = frozenset(
    {
        MessengerStatus.WORKS,
        MessengerStatus.NOT_TESTED,
        MessengerStatus.RETIRED,
        MessengerStatus.NEEDS_SERVER,
        MessengerStatus.NO_SERVER,
    }
)
_IN_TROUBLE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.DOWN})


def matching(
    entries: tuple[GuidanceEntry, ...], verdict: MessengerVerdict, network: NetworkVerdict, today: date, platform: str
) -> tuple[GuidanceEntry, ...]:
    """The entries for this verdict, best first, at most `MOST`; a closing warning always keeps its place."""
    if verdict.status in _NOTHING_TO_HELP:
        return ()
    fitting = [
        entry
        for entry in sorted(entries, key=lambda entry: (entry.rank, entry.id))
        if _fits(entry.when, verdict, network, platform) and not (_expired(entry, today) and entry.on_expiry == "hide")
    ]
    closing = [entry for entry in fitting if entry.closing][:1]
    others = [entry for entry in fitting if not entry.closing]
    return (*others[: MOST - len(closing)], *closing)


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, platform: str) -> bool:
    causes = verdict_causes(verdict)
    helped = causes & set(when.causes)
    return (
        _allows(when.messengers, verdict.messenger)
        and _allows(when.statuses, verdict.status)
        and _allows(when.platforms, platform)
        and _allows(when.networks, network.status)
        and (not when.functions or bool(_functions_in_trouble(verdict) & set(when.functions)))
        and (not when.causes or bool(helped))
        and not (when.every_cause and causes - helped)
        and not causes & set(when.not_causes)
        and network.status not in when.not_networks
        and not set(network.flags) & set(when.not_flags)
    )


def _allows(limit: tuple[str, ...], word: str) -> bool:
    return not limit or word in limit


def verdict_causes(verdict: MessengerVerdict) -> frozenset[Cause]:
    """The causes of the messenger and of every function in trouble."""
    return frozenset(verdict.causes).union(*(f.causes for f in verdict.functions if f.status in _IN_TROUBLE))


def _functions_in_trouble(verdict: MessengerVerdict) -> frozenset[Function]:
    return frozenset(f.function for f in verdict.functions if f.status in _IN_TROUBLE)


def _expired(entry: GuidanceEntry, today: date) -> bool:
    return today > entry.expires


def guidance_words(sentences: Sentences, entry: GuidanceEntry, today: date, country: str) -> Guidance:
    """An entry ready to show: the risk with what is known of the law, the age and state of its sources."""
    return Guidance(
        id=entry.id,
        title=entry.title,
        risk=" ".join([entry.risk, *_law(sentences, entry.legal, today, country)]),
        steps=entry.steps,
        does_not=entry.does_not,
        cost=entry.cost,
        sources=tuple((source.publisher, source.url) for source in entry.sources),
        links=tuple((link.what, link.url) for link in entry.links),
        last_reviewed=entry.last_reviewed,
        note=" ".join(_note(sentences, entry, today)),
    )


def _law(sentences: Sentences, notes: tuple[LegalNote, ...], today: date, country: str) -> list[str]:
    """Only notes about the country the person named; an old note about the law is not shown, and that is said."""
    if not notes:
        return []
    known = [note for note in notes if note.country == country and today <= note.expires]
    if not known:
        return [sentences.say("advice.law_unknown")]
    return [
        sentences.say("advice.law", date=sentences.date(note.as_of), publisher=note.source.publisher, text=note.text)
        for note in known
    ]


def _note(sentences: Sentences, entry: GuidanceEntry, today: date) -> list[str]:
    note = []
    if _expired(entry, today):
        note.append(sentences.say("advice.expired", date=sentences.date(entry.expires)))
    if any(source.tag == "KNOW" for source in entry.sources) or any(link.checked is None for link in entry.links):
        note.append(sentences.say("advice.not_reopened", date=sentences.date(entry.last_reviewed)))
    return note
