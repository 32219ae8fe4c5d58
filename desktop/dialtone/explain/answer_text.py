"""An answer in words: applies a language's grammar (`answers.toml`) to its clauses. Every surface uses these."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
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
_FORMS, _FORMS_OF_PARTS, _FORMS_IN_SHORT = ("many", "one"), ("parts", "part"), ("tags", "tag")
"""Keys of the forms of a sentence, for a plural and a singular subject: of any subject, of parts, of parts in a row."""


def say_clause(
    sentences: Sentences,
    clause: Clause,
    here: str = HERE,
    *,
    bare: bool = False,
    tested: int | None = None,
    with_rows: bool = False,
) -> str:
    """Return a clause as a sentence; one that is about no messenger is about the network.

    `here`: the key of the place. `bare`: the messenger and the place have been named already. `tested`: the number of
    messengers tested in all: if the clause is about that many, they are counted and not named; None: they are never
    counted. `with_rows`: a row for each messenger is shown below, so a clause about a part of all names only the part.
    """
    if not clause.about:
        return _say(sentences, _NETWORK, clause, ("",), program=clause.program)
    place = "" if bare else sentences.say(f"answer.here.{here}")
    messengers = _Subject.of_messengers(sentences, clause, tested)
    if not clause.parts:
        text = _say_of(messengers, sentences, clause, (_FORMS,), place)
        return _tidy(text, sentences.language) if messengers.is_counted else _tidy(text)  # a name keeps its spelling
    list_parts: _ListParts = partial(_say_parts_of, messengers)
    if bare or (with_rows and messengers.is_counted):
        list_parts = _list_parts
    parts = _Subject.of_parts(sentences, clause, list_parts)
    return _tidy(_say_of(parts, sentences, clause, (_FORMS_OF_PARTS, _FORMS), place), sentences.language)


def say_first(
    sentences: Sentences, answer: Answer, here: str = HERE, tested: int | None = None, *, with_rows: bool = False
) -> str:
    """Return the clause that every surface shows, as a sentence. Parameters: see `say_clause`."""
    place = "vpn" if answer.through_vpn and here == HERE else here
    return say_clause(sentences, _leading_form(answer.first), place, tested=tested, with_rows=with_rows)


def say_others(sentences: Sentences, answer: Answer, max_clauses: int = _MOST_CLAUSES) -> str:
    """Return the clauses after the first, of at most `max_clauses` in all.

    In an answer about one messenger, it is not named again, and the parts that `say_first` left out come first.
    """
    first, *others = answer.clauses[:max_clauses]
    is_about_one = all(clause.about == first.about and len(clause.about) == 1 for clause in answer.clauses)
    if not is_about_one:
        return join_texts(say_clause(sentences, _leading_form(clause), NOWHERE) for clause in others)
    if _leading_form(first) != first:
        others.insert(0, replace(first, parts=tuple(part for part in first.parts if part is not Function.MESSAGES)))
    return join_texts(say_clause(sentences, clause, NOWHERE, bare=True) for clause in others)


def say_row(
    sentences: Sentences, answer: Answer, max_chars: int = _ROW_CHARACTERS, *, with_untested: bool = True
) -> str:
    """Return an answer about one messenger in a few words: its first clause, and the main doubt within `max_chars`.

    `with_untested`: that a part was not tested is such a doubt; not so beside an answer about other trouble.
    """
    first_clause, *others = answer.clauses
    text = say_in_short(sentences, _leading_form(first_clause), capital=True)
    if not with_untested:
        others = [other for other in others if other.has_messages or other.state is not State.UNTESTED]
    doubt = _find_main_doubt(first_clause, others)
    if doubt is None:
        return text
    second_clause = say_in_short(sentences, _without_web(_leading_form(doubt)))
    two_clauses = sentences.say("answer.subject.row", first=text, last=second_clause)
    return two_clauses if len(two_clauses) <= max_chars else text


def _find_main_doubt(first_clause: Clause, others: Sequence[Clause]) -> Clause | None:
    """Return the clause that a row says after the first: one on messages that do not work, else one on other parts.

    One on other parts must qualify the first clause, and says nothing new if the whole messenger is in that state.
    """
    for other in others:
        if other.has_messages and other.state is not State.WORKS:
            return other
    for other in others:
        is_new = bool(first_clause.parts) or other.state is not first_clause.state
        if is_new and _qualifies(first_clause, other):
            return other
    return None


def say_state(sentences: Sentences, clause: Clause) -> str:
    """Return the state of a part, to be shown next to its label."""
    return _say(sentences, clause.state, clause, ("row",))


def say_parts(sentences: Sentences, parts: Iterable[Function], messenger: str) -> str:
    """Return parts of a messenger as a list, for the middle of a sentence."""
    return sentences.list_of([sentences.say(f"answer.part.{part}", about=messenger) for part in parts])


def say_working(sentences: Sentences, answer: Answer, tested: int | None = None, *, with_rows: bool = False) -> str:
    """Return what still works despite the trouble, or an empty text. Parameters: see `say_clause`."""
    if not answer.still_works:
        return ""
    clause = _leading_form(answer.still_works[0])
    are_named_already = bool(clause.parts) and set(clause.about) == set(answer.first.about)
    return say_clause(sentences, clause, NOWHERE, bare=are_named_already, tested=tested, with_rows=with_rows)


def _say_messages_work(sentences: Sentences, first_clause: Clause, answers: Sequence[Answer]) -> str:
    """Return that messages work, if all that fails is the calls of several messengers and messages work in all of them.

    Otherwise the text is empty. Rows below name only the calls.
    """
    calls = (Function.CALLS,)
    failing_parts = {clause.parts for answer in answers for clause in answer.clauses if clause.state in BAD}
    if first_clause.parts != calls or failing_parts != {calls}:
        return ""
    concerned = [answer for answer in answers if answer.first.about[0] in first_clause.about]
    messages = [answer.still_works[0] for answer in concerned if answer.still_works]
    if len(concerned) == 1 or len(messages) < len(concerned):
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


def _is_told_elsewhere(first_clause: Clause, doubt: Clause) -> bool:
    """Return whether a row says a doubt about working parts, or only the messenger's page does: about the web alone."""
    return _qualifies(first_clause, doubt) or doubt.parts == (Function.WEB,)


def _without_web(clause: Clause) -> Clause:
    """Return a clause about unknown parts without the web version, which few use, unless it is the only one."""
    if clause.state in BAD:
        return clause
    return replace(clause, parts=tuple(part for part in clause.parts if part is not Function.WEB) or clause.parts)


def _leading_form(clause: Clause) -> Clause:
    """Return a clause about messages and other parts as one about messages only; any other clause unchanged."""
    return replace(clause, parts=(Function.MESSAGES,)) if clause.parts and clause.has_messages else clause


def say_in_short(sentences: Sentences, clause: Clause, *, capital: bool = False) -> str:
    """Return a clause about one messenger in a few words. `capital`: for a line of its own, not within a sentence.

    The sentences keep the text: the window says the rows of all messengers again after each event of a check.
    """
    key = (clause, capital)
    if key not in sentences.said_in_short:
        sentences.said_in_short[key] = _compose_in_short(sentences, clause, capital=capital)
    return sentences.said_in_short[key]


def _compose_in_short(sentences: Sentences, clause: Clause, *, capital: bool) -> str:
    if not clause.parts:
        return say_state(sentences, clause)
    parts = _Subject.of_parts(sentences, clause, _list_few_parts)
    text = _say_of(parts, sentences, clause, (_FORMS_IN_SHORT,), place="")
    return _tidy(text, sentences.language) if capital else _tidy(text)


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
    def of_messengers(cls, sentences: Sentences, clause: Clause, tested: int | None) -> "_Subject":
        """Return the messengers of a clause by name, or counted if they are all of several that were `tested`."""
        amount = len(clause.about)
        if amount == tested and amount >= _COUNTED_FROM:
            counted = sentences.say("answer.subject.all", amount=amount)
            return cls(counted, counted, is_plural=True, is_counted=True)
        names = _list_names(sentences, clause.about)
        return cls(names, names, is_plural=amount > 1)

    @classmethod
    def of_parts(cls, sentences: Sentences, clause: Clause, list_parts: _ListParts) -> "_Subject":
        """Return the parts of a clause, of which there is at least one, as `list_parts` names them."""
        return cls(
            name=list_parts(sentences, clause, "part"),
            object=list_parts(sentences, clause, "part_object"),
            is_plural=len(clause.parts) > 1 or _is_part_plural(sentences, clause),
        )


def _is_part_plural(sentences: Sentences, clause: Clause) -> bool:
    """Return whether the word for the first part is a plural, as `calls`: `part_number` has `one` or `many` for it."""
    return sentences.say(f"answer.part_number.{clause.parts[0]}", about=_only_messenger(clause)) == "many"


def _only_messenger(clause: Clause) -> str:
    """Return the messenger whose own words a sentence may use: the only one of a clause; empty if it has several."""
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


def _say_of(
    subject: _Subject, sentences: Sentences, clause: Clause, pairs_of_forms: Iterable[tuple[str, str]], place: str
) -> str:
    """Return what a clause says of its subject, by the first form that has a sentence; a singular takes no plural."""
    forms = [form for plural, singular in pairs_of_forms for form in (plural, singular)]
    if not subject.is_plural:
        forms = [singular for _, singular in pairs_of_forms]
    return _say(sentences, clause.state, clause, forms, who=subject.name, whom=subject.object, here=place)


def _say(sentences: Sentences, base: str, clause: Clause, forms: Sequence[str], **values: object) -> str:
    """Return the sentence for a clause, by keys such as `answer.fails.own_filter.calls.now.parts.likely`.

    Keys with the reason come before those of the state (`base`) alone, keys of a single part before general ones, the
    past before the present, and the forms in their order. If there is none with this certainty, a sure one takes its
    place, but only if it claims nothing about a messenger.
    """
    levels = (base, *filter(None, clause.reason.split(".")))
    stems = [levels[:depth] for depth in range(len(levels), 0, -1)]
    parts = (clause.parts[0], "") if len(clause.parts) == 1 else ("",)
    tenses = ("past", "now") if sentences.past else ("now",)
    claims_nothing = base in CLAIM_NOTHING or base == _NETWORK
    certainties = (clause.certainty, Confidence.SURE) if claims_nothing else (clause.certainty,)
    keys = (
        ".".join(filter(None, ("answer", *stem, part, tense, form, certainty)))
        for certainty, stem, part, tense, form in product(certainties, stems, parts, tenses, forms)
    )
    return sentences.say(*keys, about=_only_messenger(clause), **values)


def _tidy(text: str, language: str | None = None) -> str:
    """Return a sentence without the gaps of empty placeholders. `language`: whose capital letter begins it, if any."""
    text = " ".join(text.split())
    for mark in ".,:":
        text = text.replace(f" {mark}", mark)
    return text if language is None else capitalize(text, language)


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

    `answers`: those about each messenger. `with_rows`: a row for each is shown below, and what a row says is left out.
    """
    if joint.first.state is State.WORKS:
        return _say_doubt(sentences, answers, with_rows=with_rows)
    if with_rows and any(may_be_offered(answer.first) for answer in answers):
        return _say_messages_work(sentences, joint.first, answers)
    return say_working(sentences, joint, len(answers), with_rows=with_rows)


def _say_doubt(sentences: Sentences, answers: Sequence[Answer], *, with_rows: bool) -> str:
    """Return the worst that is said of parts of messengers that work; else an empty text.

    It is said of all messengers with a doubt about the same parts, which are named unless they are all.
    """
    doubts: list[Clause] = []
    for answer in answers:
        for clause in map(_without_web, answer.clauses[1:]):
            if clause.state is State.WORKS or (with_rows and _is_told_elsewhere(answer.first, clause)):
                continue
            doubts.append(clause)
    if not doubts:
        return ""
    worst = min(doubts, key=severity)
    concerned = tuple(messenger for clause in doubts if clause.parts == worst.parts for messenger in clause.about)
    is_about_all = len(concerned) == len(answers)
    return say_clause(sentences, replace(worst, about=concerned), NOWHERE, bare=is_about_all)
