"""An answer in words: applies a language's grammar (`answers.toml`) to its clauses. Every surface uses these."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

from dialtone.explain.answers import may_be_offered
from dialtone.explain.joining import capitalize, join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import BAD, CLAIM_NOTHING, Answer, Clause, State, severity
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Confidence, Function, least_sure

_MOST_NAMED = 3  # of more messengers, a sentence names the first and counts the others
_COUNTED_FROM = 3  # from this many messengers on, "all" are counted instead of named
_MOST_PARTS = 2  # with more parts than this, a row names the first and counts the rest
_ROW_CHARACTERS = 64  # a row longer than this keeps only its first clause
HERE, NOWHERE = "window", "nowhere"
"""Keys of the place that a sentence names: this network, or the VPN if one is on (`say_first`); no place at all."""
_TAKEN_FOR_WORKING = frozenset({Function.MEDIA, Function.CALLS})
"""The parts that people may take for working where messages work."""
_NETWORK = "network"  # in place of the state, in the keys of clauses about the network
_MOST_CLAUSES = 9  # enough for everything that a page says about one messenger
_MOST_GROUPS = 3  # people do not read more sentences than these about many messengers


def say_clause(
    sentences: Sentences,
    clause: Clause,
    here: str = HERE,
    *,
    bare: bool = False,
    tested: int = 0,
    with_rows: bool = False,
) -> str:
    """Return a clause as a sentence; one that is about no messenger is about the network.

    `here`: the key of the place. `bare`: the messenger and the place have been named already. `tested`: the number of
    messengers tested in all: if the clause is about that many, they are counted and not named. `with_rows`: a row for
    each messenger is shown below, so a clause about a part of all of them names only the part.
    """
    if not clause.about:
        return _say(sentences, _NETWORK, clause, ("",), program=clause.program)
    messengers = _Subject.of_messengers(sentences, clause, tested)
    subject = messengers
    if clause.parts:
        is_said_of_parts_alone = bare or (with_rows and messengers.is_counted)
        list_parts = _list_parts if is_said_of_parts_alone else partial(_say_parts_of, messengers)
        subject = _Subject.of_parts(sentences, clause, list_parts)
    forms = ("many", "one") if subject.is_plural else ("one",)
    if clause.parts:
        forms = ("parts", "part", *forms) if subject.is_plural else ("part", *forms)
    place = "" if bare else sentences.say(f"answer.here.{here}")
    text = _say(sentences, clause.state, clause, forms, who=subject.name, whom=subject.object, here=place)
    return _tidy(text, sentences.language if clause.parts or messengers.is_counted else None)


def say_first(
    sentences: Sentences, answer: Answer, here: str = HERE, tested: int = 0, *, with_rows: bool = False
) -> str:
    """Return the clause that every surface shows, as a sentence. Parameters: see `say_clause`."""
    place = "vpn" if answer.through_vpn and here == HERE else here
    return say_clause(sentences, _leading_form(answer.first), place, tested=tested, with_rows=with_rows)


def say_others(sentences: Sentences, answer: Answer, max_clauses: int = _MOST_CLAUSES) -> str:
    """Return the clauses after the first. In an answer about one messenger, it is not named again."""
    first, *others = answer.clauses[:max_clauses]
    is_about_one = all(clause.about == first.about and len(clause.about) == 1 for clause in answer.clauses)
    if not is_about_one:
        others = [_leading_form(clause) for clause in others]
    elif _leading_form(first) != first:  # messages come before other parts in the same state
        others.insert(0, replace(first, parts=tuple(part for part in first.parts if part is not Function.MESSAGES)))
    return join_texts(say_clause(sentences, clause, NOWHERE, bare=is_about_one) for clause in others)


def say_row(
    sentences: Sentences, answer: Answer, max_chars: int = _ROW_CHARACTERS, *, with_untested: bool = True
) -> str:
    """Return an answer about one messenger in a few words: its first clause, and the main doubt within `max_chars`.

    `with_untested`: that a part was not tested is such a doubt; not so beside an answer about other trouble.
    """
    first_clause, *others = answer.clauses
    text = say_in_short(sentences, _leading_form(first_clause), capital=True)
    about_messages = [other for other in others if other.has_messages and other.state is not State.WORKS]
    about_parts = [
        other
        for other in others
        if _qualifies(first_clause, other)
        and (with_untested or other.state is not State.UNTESTED)
        and (first_clause.parts or other.state is not first_clause.state)
    ]
    doubts = about_messages or about_parts
    if not doubts:
        return text
    second_clause = say_in_short(sentences, _without_web(_leading_form(doubts[0])))
    two_clauses = sentences.say("answer.subject.row", first=text, last=second_clause)
    return two_clauses if len(two_clauses) <= max_chars else text


def say_state(sentences: Sentences, clause: Clause) -> str:
    """Return the state of a part, to be shown next to its label."""
    return _say(sentences, clause.state, clause, ("row",))


def say_parts(sentences: Sentences, parts: Iterable[Function], messenger: str) -> str:
    """Return parts of a messenger as a list, for the middle of a sentence."""
    return sentences.list_of([sentences.say(f"answer.part.{part}", about=messenger) for part in parts])


def say_working(sentences: Sentences, answer: Answer, tested: int = 0, *, with_rows: bool = False) -> str:
    """Return what still works despite the trouble, or an empty text. Parameters: see `say_clause`."""
    if not answer.still_works:
        return ""
    clause = _leading_form(answer.still_works[0])
    bare = bool(clause.parts) and set(clause.about) == set(answer.first.about)
    return say_clause(sentences, clause, NOWHERE, bare=bare, tested=tested, with_rows=with_rows)


def _say_messages_work(sentences: Sentences, first_clause: Clause, answers: Sequence[Answer]) -> str:
    """Return that messages work if only the calls of several messengers fail: rows then name only these; else empty."""
    failing_parts = {clause.parts for answer in answers for clause in answer.clauses if clause.state in BAD}
    concerned = [answer for answer in answers if answer.first.about[0] in first_clause.about]
    messages = [clause for answer in concerned for clause in answer.still_works[:1]]
    only_calls_fail = first_clause.parts == (Function.CALLS,) and failing_parts == {first_clause.parts}
    if not only_calls_fail or len(concerned) == 1 or len(messages) < len(concerned):
        return ""
    certainty = least_sure(clause.certainty for clause in messages)
    joined = replace(messages[0], certainty=certainty, about=first_clause.about, parts=(Function.MESSAGES,))
    return say_clause(sentences, joined, NOWHERE, bare=True)


def _qualifies(first_clause: Clause, other: Clause) -> bool:
    """Return whether a row needs a second clause: for trouble, or if a part is unknown that people take for working."""
    if other.state in BAD:
        return True
    is_doubt_about_working = first_clause.state is State.WORKS and other.state is not State.WORKS
    return is_doubt_about_working and not _TAKEN_FOR_WORKING.isdisjoint(other.parts)


def _without_web(clause: Clause) -> Clause:
    """Return a clause about unknown parts without the web version, which few use, unless it is the only one."""
    if clause.state in BAD:
        return clause
    return replace(clause, parts=tuple(part for part in clause.parts if part is not Function.WEB) or clause.parts)


def _leading_form(clause: Clause) -> Clause:
    """Return a clause about messages and other parts as one about messages only; any other clause unchanged."""
    return replace(clause, parts=(Function.MESSAGES,)) if clause.parts and clause.has_messages else clause


@lru_cache(maxsize=128)
def say_in_short(sentences: Sentences, clause: Clause, *, capital: bool = False) -> str:
    """Return a clause about one messenger in a few words. `capital`: for a line of its own, not within a sentence."""
    if not clause.parts:
        return say_state(sentences, clause)
    subject = _Subject.of_parts(sentences, clause, _list_few_parts)
    forms = ("tags", "tag") if subject.is_plural else ("tag",)
    text = _say(sentences, clause.state, clause, forms, who=subject.name, whom=subject.object)
    return _tidy(text, sentences.language if capital else None)


_ListParts = Callable[[Sentences, Clause, str], str]
"""Returns the parts of a clause as a list. The text: the family of the sentences that name a part."""


class _Subject(NamedTuple):
    """What a clause is about: messengers, or parts of them."""

    name: str
    object: str
    """The same as a grammatical object."""
    is_plural: bool
    is_counted: bool = False
    """It is `all 5 messengers` instead of names."""

    @classmethod
    def of_messengers(cls, sentences: Sentences, clause: Clause, tested: int) -> "_Subject":
        """Return the messengers of a clause by name, or counted if they are all of several that were `tested`."""
        is_counted = len(clause.about) == tested >= _COUNTED_FROM
        name = _list_names(sentences, clause.about)
        if is_counted:
            name = sentences.say("answer.subject.all", amount=tested)
        return cls(name, name, len(clause.about) > 1, is_counted)

    @classmethod
    def of_parts(cls, sentences: Sentences, clause: Clause, list_parts: _ListParts) -> "_Subject":
        """Return the parts of a clause, of which there is at least one, as `list_parts` names them."""
        is_plural = len(clause.parts) > 1 or _is_part_plural(sentences, clause)
        return cls(
            list_parts(sentences, clause, "part"), list_parts(sentences, clause, "part_object"), is_plural=is_plural
        )


def _is_part_plural(sentences: Sentences, clause: Clause) -> bool:
    """Return whether the word for the first part is a plural, as `calls`: `part_number` has `one` or `many` for it."""
    return sentences.say(f"answer.part_number.{clause.parts[0]}", about=_only_messenger(clause)) == "many"


def _only_messenger(clause: Clause) -> str:
    return clause.about[0] if len(clause.about) == 1 else ""


def _name_part(sentences: Sentences, clause: Clause, part: Function, *families: str) -> str:
    return sentences.say(*(f"answer.{family}.{part}" for family in families), about=_only_messenger(clause))


def _list_parts(sentences: Sentences, clause: Clause, family: str) -> str:
    """Return the parts of a clause alone: `photos and calls`."""
    return sentences.list_of([_name_part(sentences, clause, part, family, "part") for part in clause.parts])


def _list_few_parts(sentences: Sentences, clause: Clause, family: str) -> str:
    """Return the parts of a clause for a narrow row, by their shortest names: of many the first, and their number."""
    shown = clause.parts if len(clause.parts) <= _MOST_PARTS else clause.parts[:1]
    names = [_name_part(sentences, clause, part, "part_tag", family, "part") for part in shown]
    if len(shown) < len(clause.parts):
        names.append(sentences.say("answer.subject.more", amount=len(clause.parts) - 1))
    return sentences.list_of(names)


def _say_parts_of(messengers: _Subject, sentences: Sentences, clause: Clause, family: str) -> str:
    """Return the parts of a clause with their messengers: `photos of WhatsApp`."""
    # A language may need another case of "all messengers".
    keys = ["answer.subject.part_of_all"] if messengers.is_counted else []
    if len(clause.parts) == 1:
        keys += [f"answer.{key_family}_of.{clause.parts[0]}" for key_family in (family, "part")]
    return sentences.say(
        *keys,
        "answer.subject.part_of",
        about=_only_messenger(clause),
        parts=_list_parts(sentences, clause, family),
        who=messengers.name,
        amount=len(clause.about),
    )


def _list_names(sentences: Sentences, about: Sequence[str]) -> str:
    shown = [sentences.name_of(messenger) for messenger in about]
    if len(shown) > _MOST_NAMED:
        shown = [shown[0], sentences.say("answer.subject.more", amount=len(shown) - 1)]
    return sentences.list_of(shown)


def _say(sentences: Sentences, base: str, clause: Clause, forms: Sequence[str], **values: object) -> str:
    """Return the sentence for a clause, by keys such as `answer.fails.own_filter.calls.now.parts.likely`.

    Keys with the reason come before those of the state (`base`) alone, keys of a single part before general ones, the
    past before the present, and the forms in their order. If there is none with this certainty, a sure one takes its
    place, but only if it claims nothing about a messenger.
    """
    levels = (base, *filter(None, clause.reason.split(".")))
    certainties = (clause.certainty, Confidence.SURE) if base in CLAIM_NOTHING | {_NETWORK} else (clause.certainty,)
    depths = range(len(levels), 0, -1)
    parts = (clause.parts[0], "") if len(clause.parts) == 1 else ("",)
    tenses = ("past", "now") if sentences.past else ("now",)
    keys = (
        ".".join(filter(None, ("answer", *levels[:depth], part, tense, form, certainty)))
        for certainty, depth, part, tense, form in product(certainties, depths, parts, tenses, forms)
    )
    return sentences.say(*keys, about=_only_messenger(clause), **values)


def _tidy(text: str, capital_language: str | None) -> str:
    """Return a sentence without the gaps of empty placeholders, capitalized unless a name begins it (None)."""
    text = " ".join(text.split())
    for mark in ".,:":
        text = text.replace(f" {mark}", mark)
    return text if capital_language is None else capitalize(text, capital_language)


def say_whole(sentences: Sentences, answer: Answer, tested: int) -> str:
    """Return the answer to a whole check in one line; for a saved check it starts with its day and place."""
    if answer.first.state is State.UNTESTED and not answer.first.about:
        return sentences.say("card.nothing")
    opening = sentences.say("answer.subject.then") if sentences.past else ""
    is_working_said = any(clause.state is State.WORKS for clause in answer.clauses[:_MOST_GROUPS])
    working = "" if is_working_said else say_working(sentences, answer)
    first = say_first(sentences, answer, tested=tested)
    others = say_others(sentences, answer, _MOST_GROUPS)
    return join_texts((opening, first, others, working))


def say_second_line(sentences: Sentences, joint: Answer, answers: Sequence[Answer], *, with_rows: bool = False) -> str:
    """Return what still works, below the first clause of a joint answer; if all works, what is in doubt about it.

    `answers`: those about each. `with_rows`: a row for each is shown below, and what a row says is left out.
    """
    if joint.first.state is State.WORKS:
        return _say_doubt(sentences, answers, with_rows=with_rows)
    if with_rows and any(may_be_offered(answer.first) for answer in answers):
        return _say_messages_work(sentences, joint.first, answers)
    return say_working(sentences, joint, len(answers), with_rows=with_rows)


def _say_doubt(sentences: Sentences, answers: Sequence[Answer], *, with_rows: bool) -> str:
    """Return the worst that is said of parts of messengers that work, for all that it concerns; else an empty text."""
    doubts = [
        _without_web(clause)
        for answer in answers
        for clause in answer.clauses[1:]
        if clause.state is not State.WORKS and not (with_rows and _qualifies(answer.first, clause))
    ]
    if with_rows:  # whether the web version works is on the page of the messenger
        doubts = [clause for clause in doubts if clause.state in BAD or clause.parts != (Function.WEB,)]
    if not doubts:
        return ""
    worst: Clause = min(doubts, key=severity)
    concerned = tuple(messenger for clause in doubts if clause.parts == worst.parts for messenger in clause.about)
    is_about_all = len(concerned) == len(answers)  # otherwise the messengers concerned are named
    return say_clause(sentences, replace(worst, about=concerned), NOWHERE, bare=is_about_all)
