"""What is known of messengers in one country, in words."""

from collections.abc import Mapping
from datetime import date

from dialtone.explain.joining import joined
from dialtone.explain.reported import report_sentences
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import CountryWords, KnownMessenger, KnownRow
from dialtone.model.situation import WHOLE_COUNTRY, CountryRecord, Exactness, Situation, SituationSource


def country_words(sentences: Sentences, record: CountryRecord, names: Mapping[str, str], today: date) -> CountryWords:
    """Return all rows of a country by messenger, the newest first; those about the whole country before all."""
    say = sentences.say
    order = dict.fromkeys(row.messenger for row in sorted(record.rows, key=_whole_country_first))
    groups = (
        KnownMessenger(
            names.get(messenger, messenger) if messenger != WHOLE_COUNTRY else say("country.whole"),
            tuple(_row_words(sentences, row) for row in _newest_first(record, messenger)),
        )
        for messenger in order
    )
    ahead = sorted((one for one in record.reported if today <= one.reported_for), key=lambda one: one.reported_for)
    month = sentences.month(record.newest)
    return CountryWords(
        title=say("country.title", inside=record.inside),
        lead=say("country.lead", month=month) if record.rows else say("country.nothing"),
        messengers=tuple(groups),
        reported=tuple(
            joined(report_sentences(sentences, record, one, names.get(one.messenger, one.messenger))) for one in ahead
        ),
    )


def _whole_country_first(row: Situation) -> bool:
    return row.messenger != WHOLE_COUNTRY


def _newest_first(record: CountryRecord, messenger: str) -> list[Situation]:
    rows = [row for row in record.rows if row.messenger == messenger]
    return sorted(rows, key=lambda row: row.since or date.min, reverse=True)


def _row_words(sentences: Sentences, row: Situation) -> KnownRow:
    said = tuple(sentences.say("known.said", text=text) for text in (row.said, row.also) if text)
    sources = (_source_words(sentences, one) for one in row.sources)
    return KnownRow(
        _when(sentences, row),
        said,
        sentences.say("country.sources", text=sentences.say("country.separator").join(sources)),
    )


def _source_words(sentences: Sentences, source: SituationSource) -> str:
    if source.date is None:
        return sentences.say("country.source_undated", text=source.publisher)
    key = "country.source" if source.read else "country.source_unread"
    return sentences.say(key, text=source.publisher, date=sentences.date(source.date))


def _when(sentences: Sentences, row: Situation) -> str:
    """Return the time of a row as exactly as its sources give it, with what it was, and that it is over."""
    began = _beginning(sentences, row)
    return sentences.say("country.over", text=began) if row.over else began


def _beginning(sentences: Sentences, row: Situation) -> str:
    say = sentences.say
    what = say(f"country.what.{row.what}")
    if row.since is None:
        return say("country.undated", text=what)
    if row.until is not None:
        return say("country.ended", text=what, first=sentences.date(row.since), last=sentences.date(row.until))
    month = sentences.month(row.since)
    if row.since_exact is Exactness.DAY:
        return say("country.since.day", text=what, date=sentences.date(row.since))
    return say(f"country.since.{row.since_exact}", text=what, month=month, year=row.since.year)
