"""What the history remembers: the last verdicts on a network, two networks compared, and lock-out periods. Pure.

Whether the phone or this computer reached a messenger elsewhere is not known here, so sentences on lock-out say "if".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile
from operator import attrgetter

from dialtone.explain.joining import group_by, join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import LockOut
from dialtone.model.status_groups import ANSWERS
from dialtone.model.thresholds import COMPARED_DAYS, ELSEWHERE_DAYS
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_WITHOUT_CAUSE = frozenset({FunctionStatus.WORKS, FunctionStatus.NOT_TESTED})
_COMPARABLE = frozenset({MessengerStatus.WORKS, MessengerStatus.BLOCKED})
"""What works partly or slowly says too little about a network."""
_NOT_ABOUT_MESSENGER = frozenset(
    {Cause.WHITELIST_MODE, Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN, Cause.THIS_COMPUTER}
)
"""Causes that stop all messengers alike."""
_GETS_THROUGH = frozenset({FunctionStatus.WORKS, FunctionStatus.SLOW})


class Past(Frozen):
    """What is remembered about one messenger."""

    hour: datetime
    """The hour of the last verdict, in UTC."""
    verdict: MessengerVerdict


def recall_past(records: Iterable[HistoryRecord], network: int) -> Mapping[str, Past]:
    """Return the last verdict on each messenger on a network, by its id; not through a VPN, which is another path."""
    # A helper program or a proxy may always be on: what was seen with one counts.
    here = (r for r in records if r.network == network and not r.vpn)
    last = {record.messenger: record for record in sorted(here, key=attrgetter("hour"))}
    return {messenger: Past(record.hour, _recall_verdict(record)) for messenger, record in last.items()}


def _recall_verdict(record: HistoryRecord) -> MessengerVerdict:
    """Return a verdict as far as it was remembered: its causes are given to the functions that did not work."""
    confidence = record.last_confidence
    functions = tuple(
        FunctionVerdict(function, status, () if status in _WITHOUT_CAUSE else record.causes, certainty or confidence)
        for function, status, certainty in record.functions
    )
    return MessengerVerdict(record.messenger, record.messenger, record.status, record.causes, confidence, functions)


def compare_networks(sentences: Sentences, records: Sequence[HistoryRecord]) -> tuple[str, ...]:
    """Return a sentence for each pair of networks of which a messenger fails on one and works on the other.

    It has to work on the other in an hour in which it fails on the first, or between two such hours: an outage of the
    service, or a block that has ended, says nothing about a network. The networks are numbered, as in the stories.
    """
    clear = [
        record
        for record in _list_recent_direct(records, COMPARED_DAYS)
        if record.status in _COMPARABLE
        and record.last_confidence is not Confidence.UNSURE
        and _NOT_ABOUT_MESSENGER.isdisjoint(record.causes)
    ]
    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for messenger, its_records in group_by(clear, attrgetter("messenger")).items():
        if pair := _find_pair(group_by(its_records, attrgetter("network"))):
            pairs[pair].append(sentences.name_of(messenger))
    return tuple(
        sentences.say("history.networks", number=failing, other=working, list=sentences.list_of(sorted(names)))
        for (failing, working), names in sorted(pairs.items())
    )


def _list_recent_direct(records: Sequence[HistoryRecord], days: int) -> list[HistoryRecord]:
    """Return what was seen directly in the last days before the newest record, the oldest first."""
    in_order = sorted(records, key=attrgetter("hour"))
    return [r for r in in_order if r.is_direct and in_order[-1].hour - r.hour <= timedelta(days=days)]


def _find_pair(by_network: Mapping[int, Sequence[HistoryRecord]]) -> tuple[int, int] | None:
    """Return the network on which a messenger failed last, and one on which it worked meanwhile; else None.

    `by_network`: its records on each, the oldest first.
    """
    worked: list[HistoryRecord] = []
    for records in by_network.values():
        if records[-1].status is MessengerStatus.WORKS:
            worked += [record for record in records if record.status is MessengerStatus.WORKS]
    pairs = []
    for network, records in by_network.items():
        latest_first = reversed(records)
        failures = list(takewhile(lambda record: record.status is MessengerStatus.BLOCKED, latest_first))
        if failures:
            last_hour = failures[0].hour
            first_hour = failures[-1].hour
            meanwhile = [record for record in worked if first_hour <= record.hour <= last_hour]
            pairs += [(last_hour, network, record.hour, record.network) for record in meanwhile]
    if not pairs:
        return None
    _, failing_network, _, working_network = max(pairs)
    return failing_network, working_network


def find_worked_elsewhere(records: Sequence[HistoryRecord]) -> Mapping[str, date]:
    """Return the last day on which each messenger of the newest hour worked on another network, by its id.

    It is left out unless it worked there in two recent hours or more, including the last one there. Checks through a
    VPN do not count.
    """
    newest = max((record.hour for record in records), default=None)
    here = {(record.messenger, record.network) for record in records if record.hour == newest}
    checked_here = {messenger for messenger, _ in here}
    by_line = group_by(_list_recent_direct(records, ELSEWHERE_DAYS), attrgetter("messenger", "network"))
    days: dict[str, date] = {}
    for (messenger, network), its_records in by_line.items():
        if messenger not in checked_here or (messenger, network) in here:
            continue
        sure_enough = (record for record in its_records if record.last_confidence is not Confidence.UNSURE)
        worked = [record for record in sure_enough if record.worst_status is MessengerStatus.WORKS]
        if len(worked) > 1 and worked[-1] is its_records[-1]:
            days[messenger] = max(days.get(messenger, date.min), worked[-1].hour.date())
    return days


def find_last_answers(records: Iterable[HistoryRecord]) -> Mapping[str, date]:
    """Return the last day on which each messenger answered, by its id: on any network, also through a VPN."""
    days: dict[str, date] = {}
    for record in sorted(records, key=attrgetter("hour")):
        messages = next((f.status for f in record.functions if f.function is Function.MESSAGES), None)
        # A record without messages counts if anything got through.
        if messages in _GETS_THROUGH or (messages is None and record.status in ANSWERS):
            days[record.messenger] = record.hour.date()
    return days


def say_since(sentences: Sentences, answered: date | None, messenger: Messenger | None, today: date, name: str) -> str:
    """Return when a messenger that fails last answered here, and what followed or may follow; empty if it never did.

    `messenger`: its entry in the catalogue, with the lock-out periods from the shortest; None if it has none.
    """
    if answered is None:
        return ""
    lock_outs = messenger.lock_outs if messenger is not None else ()
    passed = [lock_out for lock_out in lock_outs if _find_end(lock_out, answered) < today]
    ahead = [lock_out for lock_out in lock_outs if _find_end(lock_out, answered) >= today]
    lines = [sentences.say("lock_out.last", messenger=name, date=sentences.date(answered))]
    if passed:
        until = sentences.date(_find_end(passed[-1], answered))
        lines.append(sentences.say(f"lock_out.past.{passed[-1].away}", until=until))
    if ahead:
        until = sentences.date(_find_end(ahead[0], answered))
        lines.append(sentences.say(f"lock_out.{ahead[0].away}", until=until))
        lines.append(sentences.say("lock_out.open", messenger=name))
    return join_texts(lines)


def say_half_times(
    sentences: Sentences, messengers: Sequence[Messenger], records: Sequence[HistoryRecord]
) -> tuple[tuple[str, str], ...]:
    """Return (messenger id, notice) for each whose first lock-out period became half over with the newest check."""
    last_answers = find_last_answers(records)
    newest = max((record.hour for record in records), default=None)
    notices = []
    for messenger in messengers:
        hours = sorted({record.hour for record in records if record.messenger == messenger.id})
        answered = last_answers.get(messenger.id)
        if not messenger.lock_outs or answered is None or len(hours) < 2 or hours[-1] != newest:
            continue
        previous_day, last_day = hours[-2].date(), hours[-1].date()
        lock_out = messenger.lock_outs[0]
        half_time = answered + timedelta(days=(lock_out.days + 1) // 2)
        end = _find_end(lock_out, answered)
        if previous_day < half_time <= last_day < end:
            name = sentences.name_of(messenger.id, messenger.name)
            day = sentences.date(answered)
            sentence = sentences.say("lock_out.notice", messenger=name, date=day, until=sentences.date(end))
            notices.append((messenger.id, sentence))
    return tuple(notices)


def _find_end(lock_out: LockOut, answered: date) -> date:
    """Return the first day on which a service may have locked out a device that was away since `answered`."""
    return answered + timedelta(days=lock_out.days)
