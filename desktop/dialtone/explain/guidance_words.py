"""Advice and the law in words: what an entry says, how old it is, and which of its places answered here."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from dialtone.explain.answer_text import NOWHERE, say_clause
from dialtone.explain.answers import clauses_of
from dialtone.explain.guidance_choice import is_sharing_risky
from dialtone.explain.joining import join_texts
from dialtone.explain.person import Person, find_record
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import STOPPED_STATES, State
from dialtone.model.explanation import Guidance, HelpOffer
from dialtone.model.guidance import GuidanceEntry, LegalNote, Link, Risk, Scope, Tool
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpTarget
from dialtone.model.situation import is_old
from dialtone.model.verdict import MessengerVerdict

_MOST_SEEN = 3
"""People do not read more reports on one tool than these, the newest."""


def put_into_words(
    sentences: Sentences, entry: GuidanceEntry, person: Person, verdicts: Iterable[MessengerVerdict] = ()
) -> Guidance:
    """Return an entry ready to show, with the steps for the person's system.

    Notes for one country are shown to people there, and to people whose country is unknown. `verdicts`: those of the
    check, if there is one.
    """
    country, answers = person.country, person.answers
    is_probing_dangerous = person.record.wants_quiet or person.record.bans_tools
    risk = _find_risk_level(entry, country)
    local = [words for words in entry.local if country in ("", words.country)]
    own_risk = join_texts((entry.risk, *(words.risk for words in local)))
    steps = (*_say_failing(sentences, entry, verdicts), *steps_in_order(entry, person))
    see_law = sentences.say("advice.see_law") if entry.legal else ""
    return Guidance(
        id=entry.id,
        title=sentences.laid_out(entry.title),
        risk=sentences.laid_out(join_texts((see_law, own_risk))),
        own_risk=sentences.laid_out(own_risk),
        steps=tuple(sentences.laid_out(step) for step in steps),
        does_not=sentences.laid_out(
            join_texts((entry.does_not, *(words.does_not for words in local if words.does_not)))
        ),
        cost=entry.cost,
        links=tuple((sentences.laid_out(link.what), link.url, _say_opened(sentences, link)) for link in entry.links),
        shown_only=frozenset(link.url for link in entry.links if not link.may_open),
        note=_say_written(sentences, entry),
        background=tuple(_say_background(sentences, entry)),
        stale=_say_staleness(sentences, entry, person.today),
        operator=sentences.say("advice.operator", text=entry.operator) if entry.operator else "",
        ahead=entry.shelf or entry.ahead or entry.closing,
        closing=entry.closing,
        action=entry.action,
        answers=say_help_answers(sentences, entry, answers),
        reach=HelpOffer() if is_probing_dangerous else offer_tool_probe(sentences, entry.tool, answers),
        seen=tuple(_say_sightings(sentences, entry.tool, person)) if entry.tool is not None else (),
        marks=tuple(_list_marks(sentences, entry, risk)),
        cost_in_marks=entry.marks is not None and entry.marks.free,
        risk_level=risk,
        stays_here=entry.tool is not None and is_sharing_risky((entry,), country),
        law=_say_law(sentences, entry, person),
        asks_places=bool(entry.places),
        opens=entry.opens,
    )


def _say_failing(sentences: Sentences, entry: GuidanceEntry, verdicts: Iterable[MessengerVerdict]) -> Iterable[str]:
    """Yield a sentence for each messenger that an entry names and that a check found not to work, or not safe."""
    for verdict in verdicts:
        clauses = [clause for clause in clauses_of(verdict) if clause.state in STOPPED_STATES | {State.NOT_SAFE}]
        if clauses and verdict.messenger in entry.names:
            yield join_texts(say_clause(sentences, clause, NOWHERE) for clause in clauses)


def _find_risk_level(entry: GuidanceEntry, country: str) -> str:
    """Return the risk level; at least high if a law of the person's country applies."""
    if entry.marks is None:
        return ""
    return Risk.HIGH if any(note.country == country and not note.regional for note in entry.legal) else entry.marks.risk


def _list_marks(sentences: Sentences, entry: GuidanceEntry, risk: str) -> Iterable[str]:
    """Yield what to consider. A low risk is never mentioned: a law unknown here may say otherwise."""
    marks = entry.marks
    if marks is None:
        return
    if marks.free:
        yield sentences.say("mark_of_advice.free")
    if marks.minutes:
        yield sentences.say("mark_of_advice.minutes", amount=marks.minutes)
    if marks.scope is Scope.COMPUTER:  # the title states the other scopes
        yield sentences.say(f"mark_of_advice.scope.{marks.scope}")
    if risk == Risk.HIGH:
        yield sentences.say(f"mark_of_advice.risk.{risk}")


def _say_sightings(sentences: Sentences, tool: Tool, person: Person) -> Iterable[str]:
    """Yield where a tool was last seen to work or to fail, by whom and when; or that no report was found.

    For a chosen country, reports from there; without one, the newest from anywhere.
    """
    sightings = [sighting for sighting in tool.seen if person.country in ("", sighting.country)][:_MOST_SEEN]
    for sighting in sightings:
        record = find_record(person.records, sighting.country)
        if record.country:
            key = "tool.worked" if sighting.worked else "tool.failed"
            month, by = sentences.month(sighting.on), sighting.source.publisher
            yield sentences.say(key, inside=record.inside, month=month, publisher=by)
    if not sightings:
        yield sentences.say("tool.no_word")


def _say_opened(sentences: Sentences, link: Link) -> str:
    """Return when a link was opened for this advice; empty for one that was not."""
    if link.checked is None:
        return ""  # stated once for all of them, in the background
    return sentences.say("advice.link_opened", date=sentences.date(link.checked))


def _say_staleness(sentences: Sentences, entry: GuidanceEntry, today: date) -> str:
    """Return that an entry is old, only if it is: a warning on everything warns about nothing."""
    due = entry.written + timedelta(days=entry.review_every_days)
    if today > entry.expires:
        return sentences.say("advice.expired", date=sentences.date(entry.expires))
    return sentences.say("advice.due", date=sentences.date(due)) if today > due else ""


def _say_written(sentences: Sentences, entry: GuidanceEntry) -> str:
    """Return when it was written, and from how many sources."""
    written = sentences.date(entry.written)
    if entry.last_reviewed is None:
        return sentences.say("advice.general_knowledge", date=written)
    return sentences.say_counted(len(entry.sources), "advice.written", date=written, amount=len(entry.sources))


def _say_background(sentences: Sentences, entry: GuidanceEntry) -> Iterable[str]:
    """Yield its publishers, and what was not verified. Never the address of a source."""
    publishers = tuple(dict.fromkeys(source.publisher for source in entry.sources))
    yield sentences.say("advice.sources", list=sentences.list_of(publishers))
    if entry.last_reviewed is not None:
        yield sentences.say("advice.newest", date=sentences.date(entry.last_reviewed))
    if any(link.checked is None for link in entry.links):
        yield sentences.say("advice.link_unopened")
    if not entry.menus_compared:
        yield sentences.say("advice.menus")


def _say_law(sentences: Sentences, entry: GuidanceEntry, person: Person) -> tuple[str, ...]:
    """Return what is known about the law on one piece of advice; first that people are punished for it."""
    short = law_in_short(sentences, (entry,), person) if person.record.punished else ""
    return tuple(dict.fromkeys(filter(None, (short, *say_law_above(sentences, (entry,), person)))))


def say_law_above(sentences: Sentences, entries: Sequence[GuidanceEntry], person: Person) -> tuple[str, ...]:
    """Return what is known about the law on these entries, to be shown once above them; empty if no law applies."""
    notes = tuple(dict.fromkeys(note for entry in entries for note in entry.legal))
    if not notes:
        return ()
    return tuple(say_legal_notes(sentences, notes, person)) or (sentences.say("advice.law_unknown"),)


def law_in_short(sentences: Sentences, entries: Sequence[GuidanceEntry], person: Person) -> str:
    """Return the one sentence on the law shown before the first step, with the day of the newest note.

    It says if people are punished, or threatened with punishment. Empty if no law applies to the entries, or only one
    of a part of the country.
    """
    notes = [note for entry in entries for note in entry.legal]
    if not notes:
        return ""
    if not (notes_here := [note for note in notes if note.country == person.country]):
        return sentences.say("advice.law_unknown")
    if not (days := [note.as_of for note in notes_here if not note.regional]):
        return ""
    key = "advice.law_punishes" if person.record.punished else "advice.law_in_short"
    return sentences.say(key, inside=_inside(sentences, person), date=sentences.date(max(days)))


def say_legal_notes(sentences: Sentences, notes: Iterable[LegalNote], person: Person) -> list[str]:
    """Return the notes about the chosen country. A warning never expires: its day is stated."""
    lines = []
    for note in (note for note in notes if note.country == person.country):
        text = note.text if is_old(note.as_of, person.today) else join_texts((note.text, note.reassurance))
        day, publisher = sentences.date(note.as_of), note.source.publisher
        inside = _inside(sentences, person)
        lines.append(sentences.say("advice.law", inside=inside, date=day, publisher=publisher, text=text))
    return lines


def _inside(sentences: Sentences, person: Person) -> str:
    """Return `in Russia`: who has moved sees whose law it is. `in your country` where nothing else is known of it."""
    return person.record.inside or sentences.say("advice.in_your_country")


def out_of_reach(entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> frozenset[str]:
    """Return the ids of the entries with places or fronts of which none answered here."""

    def targets_of(entry: GuidanceEntry) -> list[HelpTarget]:
        return [*_list_targets(entry), *(entry.tool.fronts if entry.tool is not None else ())]

    return frozenset(entry.id for entry in entries if targets_of(entry) and _gave_no_answer(targets_of(entry), answers))


def steps_in_order(entry: GuidanceEntry, person: Person) -> tuple[str, ...]:
    """Return the steps for the person's system and country; for all if these are empty.

    Among adjacent steps that name a place, those without an answer come last.
    """
    numbered = [step for step in enumerate(entry.steps, start=1) if _is_for(entry, step[0], person)]
    placed = {place.step for place in entry.places}
    ordered: list[str] = []
    for names_a_place, run in groupby(numbered, key=lambda step: step[0] in placed):
        steps = list(run)
        if names_a_place:
            steps.sort(key=lambda step: _gave_no_answer(_list_targets(entry, step[0]), person.answers))
        ordered.extend(text for _, text in steps)
    return tuple(ordered)


def _is_for(entry: GuidanceEntry, step: int, person: Person) -> bool:
    """Return whether a step is for this system and country, so that nobody reads the menus of three systems."""
    menus = entry.systems[step - 1] if step <= len(entry.systems) else ""
    step_country = entry.step_countries[step - 1] if step <= len(entry.step_countries) else ""
    has_these_menus = not person.platform or menus in ("", person.platform)
    return has_these_menus and (not person.country or step_country in ("", person.country))


def say_help_answers(sentences: Sentences, entry: GuidanceEntry, answers: HelpAnswers) -> tuple[str, ...]:
    """Return which places of an entry answered here, which did not, and which are unclear."""
    lines: list[str] = []
    for answer in HelpAnswer:
        names = [target.name for target in _list_targets(entry) if answers.get(target) is answer]
        if names:
            lines.append(sentences.say(f"help.{answer}", list=sentences.list_of(tuple(dict.fromkeys(names)))))
    fronts = entry.tool.fronts if entry.tool is not None else ()
    return (
        *lines,
        *(sentences.say(f"help.tool.{answers[front]}", text=front.tool) for front in fronts if front in answers),
    )


def offer_tool_probe(sentences: Sentences, tool: Tool | None, answers: HelpAnswers) -> HelpOffer:
    """Return the offer to probe a tool's own entry points, with what the provider will see."""
    fronts = tuple(front for front in (tool.fronts if tool is not None else ()) if front not in answers)
    return HelpOffer(fronts, sentences.say("help.sees_tool", text=fronts[0].tool)) if fronts else HelpOffer()


def offer_probes(sentences: Sentences, entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> HelpOffer:
    """Return what can still be probed, and what to know before: the provider sees it."""
    targets = dict.fromkeys(t for entry in entries for t in _list_targets(entry) if t.is_asked and t not in answers)
    names = tuple(dict.fromkeys(target.name for target in targets))
    return HelpOffer(tuple(targets), sentences.say("help.sees", list=sentences.list_of(names)) if names else "")


def _list_targets(entry: GuidanceEntry, step: int = 0) -> list[HelpTarget]:
    """Return the places of an entry, or those that one of its steps names."""
    return [place.target for place in entry.places if step in (0, place.step)]


def _gave_no_answer(targets: Sequence[HelpTarget], answers: HelpAnswers) -> bool:
    """Return whether all of these were probed and none answered; what was not probed may still answer."""
    return all(answers.get(target) is HelpAnswer.NO_ANSWER for target in targets)
