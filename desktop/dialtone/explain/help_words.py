"""Which of the places that advice names answered here: the order of steps that follows, and what is said of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import HelpOffer
from dialtone.model.guidance import GuidanceEntry, Tool
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpTarget


def out_of_reach(entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> frozenset[str]:
    """Return the ids of the entries of which no place answered here."""

    def asked(entry: GuidanceEntry) -> list[HelpTarget]:
        return [*_targets(entry), *(entry.tool.fronts if entry.tool is not None else ())]

    return frozenset(one.id for one in entries if asked(one) and _gave_no_answer(asked(one), answers))


def steps_in_order(entry: GuidanceEntry, answers: HelpAnswers, system: str, country: str = "") -> tuple[str, ...]:
    """Return the steps for a system and a country, or for all where they are empty.

    Among those next to each other that name a place, the ones without an answer come last.
    """
    numbered = [step for step in enumerate(entry.steps, start=1) if _is_for(entry, step[0], system, country)]
    placed = {place.step for place in entry.places}
    ordered: list[str] = []
    for names_a_place, run in groupby(numbered, key=lambda step: step[0] in placed):
        steps = list(run)
        if names_a_place:
            steps.sort(key=lambda step: _gave_no_answer(_targets(entry, step[0]), answers))
        ordered.extend(text for _, text in steps)
    return tuple(ordered)


def _is_for(entry: GuidanceEntry, step: int, system: str, country: str) -> bool:
    """Return whether a step is for a system and a country: nobody is told to go through the menus of three."""
    menus = entry.systems[step - 1] if step <= len(entry.systems) else ""
    where = entry.step_countries[step - 1] if step <= len(entry.step_countries) else ""
    return (not system or menus in ("", system)) and (not country or where in ("", country))


def answer_lines(sentences: Sentences, entry: GuidanceEntry, answers: HelpAnswers) -> tuple[str, ...]:
    """Return which of the places of an entry answered here, which did not, and of which it could not be told."""
    found: list[str] = []
    for answer in HelpAnswer:
        names = [target.name for target in _targets(entry) if answers.get(target) is answer]
        if names:
            found.append(sentences.say(f"help.{answer}", list=sentences.list_of(tuple(dict.fromkeys(names)))))
    fronts = entry.tool.fronts if entry.tool is not None else ()
    return (*found, *(sentences.say(f"help.tool.{answers[one]}", text=one.tool) for one in fronts if one in answers))


def reach_offer(sentences: Sentences, tool: Tool | None, answers: HelpAnswers) -> HelpOffer:
    """Return the offer to ask the way in that one tool itself uses; what the provider sees of it is said before."""
    wanted = tuple(one for one in (tool.fronts if tool is not None else ()) if one not in answers)
    return HelpOffer(wanted, sentences.say("help.sees_tool", text=wanted[0].tool)) if wanted else HelpOffer()


def help_offer(sentences: Sentences, entries: Iterable[GuidanceEntry], answers: HelpAnswers) -> HelpOffer:
    """Return what can be asked that was not asked yet, and what to know before: the provider sees it."""
    wanted = dict.fromkeys(t for entry in entries for t in _targets(entry) if t.is_asked and t not in answers)
    names = tuple(dict.fromkeys(target.name for target in wanted))
    return HelpOffer(tuple(wanted), sentences.say("help.sees", list=sentences.list_of(names)) if names else "")


def _targets(entry: GuidanceEntry, step: int = 0) -> list[HelpTarget]:
    """Return the places of an entry, or those that one of its steps names."""
    return [place.target for place in entry.places if step in (0, place.step)]


def _gave_no_answer(targets: Sequence[HelpTarget], answers: HelpAnswers) -> bool:
    return all(answers.get(target) is HelpAnswer.NO_ANSWER for target in targets)
