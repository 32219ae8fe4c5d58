"""What is known of a country beside a verdict, in every form, for the gallery."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from itertools import product

from dialtone.explain.country_words import PREPARE, say_country, say_phone_advice, with_report
from dialtone.explain.evidence import About
from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_words import say_law_in_short
from dialtone.explain.reference import say_advice
from dialtone.explain.situation_words import list_useless_steps, say_all_is_old, say_danger, say_warning, with_situation
from dialtone.model.answer import Answer, CausePlace, Clause, State, Why
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.situation import (
    CountryRecord,
    DatePrecision,
    Person,
    ReportedBlock,
    Situation,
    SituationKind,
    SituationSource,
)
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus

Said = tuple[str, tuple[str, ...]]
_SINCE, _NEWEST, _LATER = date(2026, 2, 11), date(2026, 9, 22), date(2027, 9, 22)
_ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
_CLEARED = Why(CausePlace.NETWORK, Confidence.SURE, not_this_computer=True, not_the_service=True)
_SOURCES = (SituationSource("OONI", "", read=True, date=_NEWEST), SituationSource("OONI", "", read=False, date=_SINCE))
_UNDATED = (SituationSource("OONI", "", read=True),)
_TROUBLE = (MessengerStatus.BLOCKED, MessengerStatus.PARTLY)


def every_known(explainer: Explainer, messenger: str, name: str) -> Iterator[Said]:
    sentences = explainer.sentences.naming({messenger: name})
    answer = Answer((Clause(State.BLOCKED),), why=_CLEARED)
    words = Explanation(messenger, name, "", "", "", "", (), (), (), (), (), (), answer)
    hindrances = set(SituationKind) - {SituationKind.PUNISHED}
    for what, status, confidence, today in product(sorted(hindrances), _TROUBLE, Confidence, (_NEWEST, _LATER)):
        verdict = _verdict(messenger, name, status, confidence)
        record = _record(what, messenger)
        said = with_situation(About(sentences, verdict, _ONLINE), words, record, record.rows[0], today)
        yield f"known, {what}", (said.headline, *_sentences(said.summary), *_sentences(said.differs), *said.can_do)
    closed = (SituationKind.BLOCKED, SituationKind.MEASURED)
    for what, today, confidence in product(closed, (_NEWEST, _LATER), Confidence):
        works = MessengerVerdict(messenger, name, MessengerStatus.WORKS, confidence=confidence)
        record = _record(what, messenger)
        said = with_situation(About(sentences, works, _ONLINE), words, record, record.rows[0], today)
        yield "known, and works", tuple(_sentences(said.differs))
    danger = say_danger(sentences, _record(SituationKind.PUNISHED, messenger), messenger, name)
    yield "known, and punished", (*_sentences(danger), sentences.say("mark.punished"))
    record = _record(SituationKind.BLOCKED, messenger)
    (known,) = record.rows
    yield "known, and no country named", (sentences.say("known.ask_country"),)
    person = Person(_LATER, "RU", records=(record,))
    yield "known, and all of it old", (say_all_is_old(sentences, person, _ONLINE),)
    month, inside = sentences.month(_LATER), record.inside
    old = sentences.say("known.content_old", month=month)
    yield "known, and all content old", (old,)
    yield "known, and over", (sentences.say("known.before", inside=inside, text=known.said),)
    for searched, punished in ((True, True), (True, False), (False, True)):
        dangerous = (replace(record, searched=searched, punished=punished),)
        yield "before anything is asked", (say_warning(sentences, dangerous, "RU"),)
    yield "before anything is asked, and no country named", (say_warning(sentences, (), ""),)
    person = replace(person, records=(replace(record, punished=True),))
    noted = [entry for entry in explainer.entries if entry.legal]
    yield "the law, where people are punished", (say_law_in_short(sentences, noted, person),)
    for cause, searched in product(Cause, (False, True)):
        verdict = _verdict(messenger, name, MessengerStatus.BLOCKED, Confidence.SURE, cause)
        there = replace(record, searched=searched, punished=True, bans_tools=True)
        lines = list_useless_steps(About(sentences, verdict, _ONLINE), known, there)
        yield "what will not help", (sentences.say("report.will_not_help"), *lines)
    prepare = say_advice(explainer, PREPARE)
    report = ReportedBlock(messenger, _LATER, _SOURCES)
    record = replace(_record(SituationKind.BLOCKED, messenger), reported=(report,))
    said = with_report(About(sentences, works, _ONLINE), words, Person(_LATER, "RU", records=(record,)), prepare)
    yield "reported, not confirmed", tuple(_sentences(said.reported))
    for what, today, risky in product(
        (SituationKind.OPEN, SituationKind.BLOCKED, SituationKind.CALLS_BLOCKED), (_NEWEST, _LATER), (False, True)
    ):
        there = replace(_record(what, messenger), searched=risky)
        told = say_phone_advice(_knowing(explainer, there, today), there.country)
        assert told is not None
        yield "for someone there", (told.title, told.note, *told.said)
    yield "for someone there, and no file", (sentences.say("for_them.refused", inside=record.inside),)
    for record in _records(messenger):
        page = say_country(_knowing(explainer, record, _NEWEST), record.country)
        assert page is not None
        rows = (row for one in page.messengers for row in one.rows)
        yield "a country", (page.title, page.lead, *(text for row in rows for text in (row.when, row.sources)))


def _knowing(explainer: Explainer, record: CountryRecord, today: date) -> Explainer:
    """Return an explainer that knows one country, no messenger and no law."""
    other = copy(explainer)
    other.person, other.messengers, other.entries = Person(today, records=(record,)), {}, ()
    return other


def _sentences(text: str) -> Iterator[str]:
    yield from (part if part.endswith((".", "؟", "?")) else f"{part}." for part in text.split(". ") if part)


def _verdict(
    messenger: str, name: str, status: MessengerStatus, confidence: Confidence, cause: Cause = Cause.DNS_MISSING
) -> MessengerVerdict:
    causes = (cause, Cause.ADDRESS_BLOCKED) if cause in (Cause.DNS_MISSING, Cause.DNS_FORGED) else (cause,)
    if status is MessengerStatus.PARTLY:
        functions = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, (), confidence),)
    else:
        functions = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, causes, confidence),)
    return MessengerVerdict(messenger, name, status, causes, confidence, functions)


def _row(what: SituationKind, messenger: str, since: date | None = _SINCE, until: date | None = None) -> Situation:
    exact = DatePrecision.DAY if since else DatePrecision.UNKNOWN
    return Situation(
        messenger, what, (Function.MESSAGES,), _NEWEST, "high", _SOURCES, since, exact, until, official=True, said="…"
    )


def _record(what: SituationKind, messenger: str, country: CountryRecord | None = None) -> CountryRecord:
    inside, across = (country.inside, country.across) if country else ("…", "…")
    return CountryRecord("RU", _NEWEST, (_row(what, messenger),), inside, across)


def _records(messenger: str) -> Iterator[CountryRecord]:
    rows = [_row(what, messenger) for what in SituationKind]
    rows += [_row(SituationKind.BLOCKED, "*", None), _row(SituationKind.SHUTDOWN, "*", until=_NEWEST)]
    for exact in (DatePrecision.MONTH, DatePrecision.YEAR):
        rows.append(replace(_row(SituationKind.BLOCKED, messenger), since_exact=exact, official=False))
    rows.append(replace(_row(SituationKind.BLOCKED, messenger), over=True, sources=_UNDATED))
    yield CountryRecord("RU", _NEWEST, tuple(rows), "…", "…")
    yield CountryRecord("BY", _NEWEST, (), "…", "…")
