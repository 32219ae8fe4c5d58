"""Before a block: what a named source reports for a day that has not passed, while the messenger still works here.

It is said as reported and not confirmed, with the five things to do now, and no more once the day has passed.
"""

from datetime import date

from dialtone.explain.joining import joined
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.frozen import replace
from dialtone.model.situation import CountryRecord, ReportedBlock
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag

PREPARE = "prepare-ahead"
"""The piece of advice that stands beside it."""


def find_report(
    record: CountryRecord | None, verdict: MessengerVerdict, network: NetworkVerdict, today: date
) -> ReportedBlock | None:
    """Return the next day for which a block is reported; None once it has passed, or where nothing works to be lost."""
    if record is None or verdict.status not in ANSWERS or NetworkFlag.VPN in network.flags:
        return None
    ahead = [one for one in record.reported if one.messenger == verdict.messenger and today <= one.reported_for]
    return min(ahead, key=lambda one: one.reported_for, default=None)


def report_sentences(sentences: Sentences, record: CountryRecord, report: ReportedBlock, name: str) -> tuple[str, str]:
    """Return what is reported of a messenger, and by whom."""
    newest = max(source.date for source in report.sources if source.date is not None)
    publishers = tuple(dict.fromkeys(source.publisher for source in report.sources))
    day = sentences.date(report.reported_for)
    return (
        sentences.say("reported.headline", messenger=name, inside=record.inside, date=day),
        sentences.say("reported.source", list=sentences.list_of(publishers), date=sentences.date(newest)),
    )


def with_report(
    sentences: Sentences,
    words: Explanation,
    record: CountryRecord | None,
    report: ReportedBlock | None,
    prepare: Guidance | None,
) -> Explanation:
    """Return the explanation with the report above everything, and with what to do before the day comes."""
    if report is None or record is None:
        return words
    said = [*report_sentences(sentences, record, report, words.name)]
    if prepare is None:
        return replace(words, reported=joined(said))
    said.append(sentences.say_counted(len(prepare.steps), "reported.now", amount=len(prepare.steps)))
    others = tuple(entry for entry in words.guidance if entry.id != prepare.id)
    return replace(words, reported=joined(said), guidance=(prepare, *others))
