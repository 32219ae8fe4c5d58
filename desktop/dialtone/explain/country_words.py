"""What is known about messengers in one country, in words: all of it, announced blocks, and what to tell people there.

What to tell them is meant for the phone. It may be passed on in writing only where neither tools nor messengers are
punished. It never names a tool.
"""

from collections.abc import Collection
from datetime import date

from dialtone.explain.evidence import About
from dialtone.explain.guidance_choice import is_sharing_risky
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import say_readers_in_short
from dialtone.model.explanation import (
    CountryWords,
    Explanation,
    Guidance,
    KnownMessenger,
    KnownRow,
    PhoneAdvice,
    WayWords,
)
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers
from dialtone.model.situation import (
    CLOSED_KINDS,
    OPEN_KINDS,
    WHOLE_COUNTRY,
    CountryRecord,
    Person,
    ReportedBlock,
    Situation,
    SituationKind,
    SituationSource,
    find_record,
    is_old,
)
from dialtone.model.status_groups import ANSWERS
from dialtone.model.vocabulary import Function
from dialtone.model.way import WayKind
from dialtone.model.wording import SOURCE

PREPARE = "prepare-ahead"
"""The advice that is shown with an announced block."""
_MAX_NAMES = 3  # people do not remember more names than these from a phone call


def list_known_countries(material: Material) -> tuple[str, ...]:
    """Return the codes of the countries about which something is known."""
    return tuple(record.country for record in material.person.records if record.rows)


def say_country(material: Material, code: str) -> CountryWords | None:
    """Return all that is known about a country: first on its internet, then on each messenger, newest rows first.

    None if nothing is known.
    """
    record = find_record(material.person.records, code)
    if not record.country:
        return None
    sentences = material.sentences
    say = sentences.say
    newest_first = sorted(record.rows, key=lambda row: row.since or date.min, reverse=True)
    order = dict.fromkeys(row.messenger for row in sorted(record.rows, key=lambda row: row.messenger != WHOLE_COUNTRY))
    return CountryWords(
        title=say("country.title", inside=record.inside),
        lead=say("country.lead", month=sentences.month(record.newest)) if record.rows else say("country.nothing"),
        messengers=tuple(
            KnownMessenger(
                sentences.name_of(messenger) if messenger != WHOLE_COUNTRY else say("country.whole"),
                tuple(_say_known_row(sentences, row) for row in newest_first if row.messenger == messenger),
            )
            for messenger in order
        ),
        reported=tuple(
            join_texts(_say_report(sentences, record, report, sentences.name_of(report.messenger)))
            for report in _list_announced(record, material.person.today)
        ),
    )


def _say_known_row(sentences: Sentences, row: Situation) -> KnownRow:
    """Return one row about a messenger in words: what happened and when, who announced or measured it, its sources."""
    when = _say_when(sentences, row)
    sources = sentences.say("country.separator").join(_say_source(sentences, source) for source in row.sources)
    return KnownRow(
        sentences.say("country.over", text=when) if row.over else when,
        tuple(sentences.say("known.said", text=text) for text in (row.said, row.also) if text),
        sentences.say("country.sources", text=sources),
    )


def _say_source(sentences: Sentences, source: SituationSource) -> str:
    if source.date is None:
        return sentences.say("country.source_undated", text=source.publisher)
    key = "country.source" if source.read else "country.source_unread"
    return sentences.say(key, text=source.publisher, date=sentences.date(source.date))


def _say_when(sentences: Sentences, row: Situation) -> str:
    """Return what happened and when, as exactly as the sources of a row give it."""
    event = sentences.say(f"country.what.{row.what}")
    if row.since is None:
        return sentences.say("country.undated", text=event)
    day, month = sentences.date(row.since), sentences.month(row.since)
    if row.until is not None:
        return sentences.say("country.ended", text=event, first=day, last=sentences.date(row.until))
    return sentences.say(f"country.since.{row.since_exact}", text=event, date=day, month=month, year=row.since.year)


def _say_report(sentences: Sentences, record: CountryRecord, report: ReportedBlock, name: str) -> tuple[str, str]:
    """Return two sentences: which block of a messenger is announced, and by whom. `name`: the messenger's."""
    newest = max(source.date for source in report.sources if source.date is not None)
    publishers = tuple(dict.fromkeys(source.publisher for source in report.sources))
    day = sentences.date(report.reported_for)
    return (
        sentences.say("reported.headline", messenger=name, inside=record.inside, date=day),
        sentences.say("reported.source", list=sentences.list_of(publishers), date=sentences.date(newest)),
    )


def with_report(about: About, words: Explanation, person: Person, preparation: Guidance | None) -> Explanation:
    """Return the explanation, preceded by the next block of the messenger that is announced, if one is.

    Nothing is added for a messenger that does not work now, or with a VPN on. `preparation`: the advice on preparing
    for a block, which comes before other ways; None if there is no such advice.
    """
    if about.verdict.status not in ANSWERS or about.has_vpn:
        return words
    announced = _list_announced(person.record, person.today)
    report = next((report for report in announced if report.messenger == about.verdict.messenger), None)
    if report is None:
        return words
    reported = join_texts(_say_report(about.sentences, person.record, report, words.name))
    if preparation is None:
        return replace(words, reported=reported)
    number = len(preparation.steps)
    steps = about.sentences.say_counted(number, "reported.now", amount=number)
    way = WayWords(WayKind.REFERENCE, preparation.title, preparation.marks, guidance=preparation)
    return replace(words, reported=join_texts((reported, steps)), ways=(way, *words.ways))


def _list_announced(record: CountryRecord, today: date) -> list[ReportedBlock]:
    """Return the blocks announced for today or later, the next one first."""
    ahead = (report for report in record.reported if today <= report.reported_for)
    return sorted(ahead, key=lambda report: report.reported_for)


def say_phone_advice(material: Material, code: str) -> PhoneAdvice | None:
    """Return what to tell a person in a country by phone; None if nothing is known about the country."""
    record = find_record(material.person.records, code)
    if not record.country:
        return None
    sentences = material.sentences
    inside = record.inside
    passing_on_is_punished = is_sharing_risky(material.entries, code)
    may_be_passed_on = not (record.wants_quiet or record.bans_tools or passing_on_is_punished)
    using_is_punished = any(row.what is SituationKind.PUNISHED for row in record.rows)
    what_is_open = _say_rows(material, record, "open", OPEN_KINDS) or sentences.say("for_them.none_open", inside=inside)
    what_is_closed = _say_rows(material, record, "closed", CLOSED_KINDS)
    if not what_is_closed:
        what_is_closed = _say_rows(material, record, "calls", frozenset({SituationKind.CALLS_BLOCKED}))
    spoken_lines = [what_is_open, what_is_closed, sentences.say("for_them.call")]
    if record.wants_quiet or using_is_punished:
        spoken_lines.append(sentences.say("for_them.risk", inside=inside))
    spoken_lines.append(sentences.say("for_them.test"))
    note_key = "for_them.may_be_passed_on" if may_be_passed_on else "for_them.only_said"
    return PhoneAdvice(
        title=sentences.say("for_them.title", inside=inside),
        said=tuple(filter(None, spoken_lines)),
        note=sentences.say(note_key, inside=inside),
        may_be_passed_on=may_be_passed_on,
    )


def _say_rows(material: Material, record: CountryRecord, key: str, kinds: frozenset[SituationKind]) -> str:
    """Return the sentence that lists the current rows of some kinds, or nothing without any. `key`: the sentence's."""
    rows = _list_current_rows(material, record, kinds)
    if not rows:
        return ""
    are_all_old = all(is_old(row.confirmed_until, material.person.today) for row in rows)
    tense = "_past" if are_all_old and key != "calls" else ""  # that on calls is in the past tense anyway
    item_key = "open_item" if key == "open" else "closed_item"
    items = material.sentences.list_of([_say_item(material, item_key, row) for row in rows])
    return material.sentences.say(f"for_them.{key}{tense}", inside=record.inside, list=items)


def _say_item(material: Material, key: str, row: Situation) -> str:
    sentences = material.sentences
    return sentences.say(
        f"for_them.{key}",
        messenger=sentences.name_of(row.messenger),
        month=sentences.month(row.confirmed_until),
        text=say_readers_in_short(sentences, material.readers_of(row.messenger) or Readers.UNKNOWN),
    )


def choose_language_for(record: CountryRecord, languages: Collection[str]) -> str:
    """Return the language for a person in a country: the first spoken there that Dialtone has, else English."""
    return next((language for language in record.spoken if language in languages), SOURCE)


def _list_current_rows(material: Material, record: CountryRecord, kinds: frozenset[SituationKind]) -> list[Situation]:
    """Return at most three current rows of these kinds, of widely used messengers first.

    Old rows count only if no recent one exists. That a messenger is open is left out if people are punished for it.
    """
    current = [
        row
        for row in record.rows
        if row.goes_on
        and row.what in kinds
        and row.messenger != WHOLE_COUNTRY
        and (Function.MESSAGES in row.functions or row.what is SituationKind.CALLS_BLOCKED)
        and not (row.what in OPEN_KINDS and record.find_punished(row.messenger))
    ]
    recent = [row for row in current if not is_old(row.confirmed_until, material.person.today)]
    return sorted(recent or current, key=lambda row: -material.count_users(row.messenger))[:_MAX_NAMES]
