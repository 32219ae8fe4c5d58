"""Advice and the law in words: what an entry says, how old it is, and which of its places answered here."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from dialtone.explain.answer_text import NOWHERE, say_clause
from dialtone.explain.answers import clauses_of
from dialtone.explain.guidance_choice import is_sharing_risky
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import STOPPED_STATES, State
from dialtone.model.explanation import Guidance, HelpOffer, LinkWords
from dialtone.model.guidance import GuidanceEntry, LegalNote, Link, LocalWords, Risk, Scope, Tool
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpTarget
from dialtone.model.situation import Person, find_record, is_old
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.way import WayKind

_KINDS_SHOWN_BY_CHECK = frozenset({WayKind.SET_RIGHT, WayKind.OTHER_LINE, WayKind.WAIT})
"""Ways that change this computer, its network or the service."""
_MAX_SIGHTINGS = 3  # the newest reports on one tool that are shown: people do not read more


def put_into_words(
    sentences: Sentences, entry: GuidanceEntry, person: Person, verdicts: Iterable[MessengerVerdict] = ()
) -> Guidance:
    """Return an entry ready to show, with the steps for the person's system.

    Notes for one country are shown there, and to people who chose none. `verdicts`: those of the check, if any;
    the messengers among them that do not work are named before the steps that offer them.
    """
    lay_out = sentences.lay_out
    marks = entry.marks
    local = [words for words in entry.local if person.country in ("", words.country)]
    law = list_law(sentences, (entry,), person)
    if person.record.punished:
        law = (say_law_in_short(sentences, (entry,), person), *law)
    risk_level = _find_risk_level(entry, person)
    # A check sees no browser, no phone, and no proxy of an app.
    shown_by_check = marks is not None and (marks.scope is Scope.COMPUTER or entry.kind in _KINDS_SHOWN_BY_CHECK)
    return Guidance(
        id=entry.id,
        title=lay_out(entry.title),
        risk=lay_out(join_texts((entry.risk, *(words.risk for words in local)))),
        steps=tuple(map(lay_out, (*_say_failing(sentences, entry, verdicts), *list_steps_for(entry, person)))),
        does_not=lay_out(join_texts((entry.does_not, *(words.does_not for words in local)))),
        cost=entry.cost,
        links=tuple(_say_link(sentences, link) for link in entry.links),
        written=_say_written(sentences, entry),
        background=tuple(_say_background(sentences, entry)),
        stale=_say_staleness(sentences, entry, person.today),
        operator=sentences.say("advice.operator", text=entry.operator) if entry.operator else "",
        ahead=entry.reference_only or entry.ahead or entry.closing,
        action=entry.action,
        probe_results=_say_probe_results(sentences, entry, person.answers),
        tool_probe=_offer_tool_probe(sentences, entry.tool, person),
        sightings=tuple(_say_sightings(sentences, entry.tool, person, local)) if entry.tool is not None else (),
        marks=tuple(_say_marks(sentences, entry, risk_level)),
        cost_in_marks=marks is not None and marks.free,
        risk_level=risk_level,
        stays_here=entry.tool is not None and is_sharing_risky((entry,), person.country),
        law=tuple(dict.fromkeys(filter(None, law))),
        asks_places=bool(entry.places),
        settings_page=entry.opens,
        shown_by_check=shown_by_check,
    )


def _find_risk_level(entry: GuidanceEntry, person: Person) -> str:
    """Return how risky an entry is: highly, if a law of the person's whole country is about it; empty without marks."""
    if entry.marks is None:
        return ""
    is_subject_to_law = any(note.country == person.country and not note.regional for note in entry.legal)
    return Risk.HIGH if is_subject_to_law else entry.marks.risk


def _say_link(sentences: Sentences, link: Link) -> LinkWords:
    # Nothing is said of a link that nobody opened: the background states that for all.
    opened = sentences.say("advice.link_opened", date=sentences.date(link.checked)) if link.checked is not None else ""
    return LinkWords(sentences.lay_out(link.what), link.url, opened, link.may_open)


def _say_failing(sentences: Sentences, entry: GuidanceEntry, verdicts: Iterable[MessengerVerdict]) -> Iterable[str]:
    for verdict in verdicts:
        clauses = [clause for clause in clauses_of(verdict) if clause.state in STOPPED_STATES | {State.NOT_SAFE}]
        if clauses and verdict.messenger in entry.names:
            yield join_texts(say_clause(sentences, clause, NOWHERE) for clause in clauses)


def _say_marks(sentences: Sentences, entry: GuidanceEntry, risk_level: str) -> Iterable[str]:
    """Yield what a person weighs before opening an entry, a few words each: cost, minutes, scope and a high risk.

    A low risk is never mentioned: there may be a law against it that Dialtone does not know.
    """
    marks = entry.marks
    if marks is None:
        return
    if marks.free:
        yield sentences.say("mark_of_advice.free")
    if marks.minutes:
        yield sentences.say("mark_of_advice.minutes", amount=marks.minutes)
    if marks.scope is Scope.COMPUTER:  # the title states the other scopes
        yield sentences.say(f"mark_of_advice.scope.{marks.scope}")
    if risk_level == Risk.HIGH:
        yield sentences.say(f"mark_of_advice.risk.{risk_level}")


def _say_sightings(sentences: Sentences, tool: Tool, person: Person, local: Sequence[LocalWords]) -> Iterable[str]:
    """Yield where a tool was last seen to work or to fail, by whom and when; or that no report was found."""
    sightings = [sighting for sighting in tool.seen if person.country in ("", sighting.country)][:_MAX_SIGHTINGS]
    for sighting in sightings:
        record = find_record(person.records, sighting.country)
        if record.country:
            key = "tool.worked" if sighting.worked else "tool.failed"
            month = sentences.month(sighting.on)
            by = sighting.source.publisher
            yield sentences.say(key, inside=record.inside, month=month, publisher=by)
    if not sightings and not any(words.does_not for words in local):
        yield sentences.say("tool.no_word")


def _say_staleness(sentences: Sentences, entry: GuidanceEntry, today: date) -> str:
    if today > entry.expires:
        return sentences.say("advice.expired", date=sentences.date(entry.expires))
    due = entry.written + timedelta(days=entry.review_every_days)
    return sentences.say("advice.due", date=sentences.date(due)) if today > due else ""


def _say_written(sentences: Sentences, entry: GuidanceEntry) -> str:
    written = sentences.date(entry.written)
    if entry.last_reviewed is None:
        return sentences.say("advice.general_knowledge", date=written)
    return sentences.say_counted(len(entry.sources), "advice.written", date=written, amount=len(entry.sources))


def _say_background(sentences: Sentences, entry: GuidanceEntry) -> Iterable[str]:
    """Yield what stands behind an entry: its publishers, its newest source, and what was not verified.

    Addresses of sources are never shown.
    """
    publishers = tuple(dict.fromkeys(source.publisher for source in entry.sources))
    yield sentences.say("advice.sources", list=sentences.list_of(publishers))
    if entry.last_reviewed is not None:
        yield sentences.say("advice.newest", date=sentences.date(entry.last_reviewed))
    if any(link.checked is None for link in entry.links):
        yield sentences.say("advice.link_unopened")
    if not entry.menus_compared:
        yield sentences.say("advice.menus")


def list_law(sentences: Sentences, entries: Sequence[GuidanceEntry], person: Person) -> tuple[str, ...]:
    """Return what is known about the law on these entries, each note once, the newest first; empty without a note."""
    unique_notes = dict.fromkeys(note for entry in entries for note in entry.legal)
    notes = sorted(unique_notes, key=lambda note: note.as_of, reverse=True)
    if not notes:
        return ()
    return tuple(say_legal_notes(sentences, notes, person)) or (sentences.say("advice.law_unknown"),)


def say_law_in_short(sentences: Sentences, entries: Sequence[GuidanceEntry], person: Person) -> str:
    """Return the sentence on the law shown before the first step; empty if no law applies in the whole country."""
    notes = [note for entry in entries for note in entry.legal]
    notes_here = [note for note in notes if note.country == person.country]
    if notes and not notes_here:
        return sentences.say("advice.law_unknown")
    newest = max((note.as_of for note in notes_here if not note.regional), default=None)
    if newest is None:
        return ""
    key = "advice.law_punishes" if person.record.punished else "advice.law_in_short"
    return sentences.say(key, inside=_say_inside(sentences, person), date=sentences.date(newest))


def say_legal_notes(sentences: Sentences, notes: Iterable[LegalNote], person: Person) -> list[str]:
    """Return the notes about the person's country. A warning never expires: its day is stated. A reassurance does."""
    return [
        sentences.say(
            "advice.law",
            inside=_say_inside(sentences, person),
            date=sentences.date(note.as_of),
            publisher=note.source.publisher,
            text=note.text if is_old(note.as_of, person.today) else join_texts((note.text, note.reassurance)),
        )
        for note in notes
        if note.country == person.country
    ]


def _say_inside(sentences: Sentences, person: Person) -> str:
    """Return `in` with the person's country, which is named for people who have moved since they chose it."""
    return person.record.inside or sentences.say("advice.in_your_country")


def find_unreachable(entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> frozenset[str]:
    """Return the ids of the entries whose places and tool were probed and did not answer here."""
    targets = {entry.id: [*_list_targets(entry), *_list_fronts(entry)] for entry in entries}
    return frozenset(identifier for identifier, its in targets.items() if its and _gave_no_answer(its, answers))


def list_steps_for(entry: GuidanceEntry, person: Person) -> tuple[str, ...]:
    """Return the steps for the person's system and country, as far as these are known.

    Consecutive steps that name places are alternatives: those whose place did not answer come last.
    """
    numbers = [step for step in range(1, len(entry.steps) + 1) if _is_step_for(entry, step, person)]
    with_places = {place.step for place in entry.places}
    ordered: list[int] = []
    for names_a_place, run in groupby(numbers, key=lambda step: step in with_places):
        steps = list(run)
        if names_a_place:
            steps.sort(key=lambda step: _gave_no_answer(_list_targets(entry, step), person.answers))
        ordered += steps
    return tuple(entry.steps[step - 1] for step in ordered)


def _is_step_for(entry: GuidanceEntry, step: int, person: Person) -> bool:
    system = entry.systems[step - 1] if step <= len(entry.systems) else ""
    country = entry.step_countries[step - 1] if step <= len(entry.step_countries) else ""
    is_for_system = not person.platform or system in ("", person.platform)
    if step in entry.asks and person.record.wants_quiet:
        return False
    return is_for_system and (not person.country or country in ("", person.country))


def _say_probe_results(sentences: Sentences, entry: GuidanceEntry, answers: HelpAnswers) -> tuple[str, ...]:
    """Return which places of an entry answered here, which did not, and which are unclear; then its tool likewise."""
    lines: list[str] = []
    for answer in HelpAnswer:
        names = dict.fromkeys(target.name for target in _list_targets(entry) if answers.get(target) is answer)
        if names:
            lines.append(sentences.say(f"help.{answer}", list=sentences.list_of(tuple(names))))
    probed = (front for front in _list_fronts(entry) if front in answers)
    return (*lines, *(sentences.say(f"help.tool.{answers[front]}", text=front.tool) for front in probed))


def _offer_tool_probe(sentences: Sentences, tool: Tool | None, person: Person) -> HelpOffer:
    """Return the offer to probe a tool's own entry points that were not probed yet; the provider will see it.

    The offer is empty where being seen to use such a tool is dangerous.
    """
    if tool is None or person.record.wants_quiet or person.record.bans_tools:
        return HelpOffer()
    fronts = tuple(front for front in tool.fronts if front not in person.answers)
    return HelpOffer(fronts, sentences.say("help.sees_tool", text=fronts[0].tool)) if fronts else HelpOffer()


def offer_probes(sentences: Sentences, entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> HelpOffer:
    """Return the offer to probe the places named in entries that were not probed yet; the provider will see it."""
    named = dict.fromkeys(target for entry in entries for target in _list_targets(entry))
    targets = tuple(target for target in named if target.can_be_probed and target not in answers)
    names = tuple(dict.fromkeys(target.name for target in targets))
    return HelpOffer(targets, sentences.say("help.sees", list=sentences.list_of(names)) if names else "")


def _list_targets(entry: GuidanceEntry, step: int = 0) -> list[HelpTarget]:
    """Return the places that a step of an entry names. `step`: counted from 1; 0 for the places of all steps."""
    return [place.target for place in entry.places if step in (0, place.step)]


def _list_fronts(entry: GuidanceEntry) -> tuple[HelpTarget, ...]:
    return entry.tool.fronts if entry.tool is not None else ()


def _gave_no_answer(targets: Sequence[HelpTarget], answers: HelpAnswers) -> bool:
    """Return whether all these places were probed and none answered. What was not probed may still answer."""
    return all(answers.get(target) is HelpAnswer.NO_ANSWER for target in targets)
