"""Lock-out periods: when a messenger last answered here, and what its service does to devices that stay away.

Whether the phone or this computer reached it elsewhere is not known here, so every sentence says "if". Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.catalogue import Messenger
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import LockOut
from dialtone.model.status_groups import ANSWERS
from dialtone.model.vocabulary import Function, FunctionStatus

_GETS_THROUGH = frozenset({FunctionStatus.WORKS, FunctionStatus.SLOW})


def find_last_answers(records: Iterable[HistoryRecord]) -> Mapping[str, date]:
    """Return the last day on which each messenger answered, by its id: on any network, also through a VPN."""
    in_order = sorted(records, key=lambda record: record.hour)
    return {record.messenger: record.hour.date() for record in in_order if _messages_answered(record)}


def _messages_answered(record: HistoryRecord) -> bool:
    """Return whether messages got through in that hour; for a record without that function, whether anything did."""
    messages = dict(record.functions).get(Function.MESSAGES)
    return messages in _GETS_THROUGH if messages is not None else record.status in ANSWERS


def say_since(sentences: Sentences, answered: date | None, messenger: Messenger | None, today: date, name: str) -> str:
    """Return when a messenger that fails last answered here, and what followed or may follow; empty if it never did."""
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
        half_time, end = answered + timedelta(days=(lock_out.days + 1) // 2), _find_end(lock_out, answered)
        if previous_day < half_time <= last_day < end:
            name, day = sentences.name_of(messenger.id, messenger.name), sentences.date(answered)
            sentence = sentences.say("lock_out.notice", messenger=name, date=day, until=sentences.date(end))
            notices.append((messenger.id, sentence))
    return tuple(notices)


def _find_end(lock_out: LockOut, answered: date) -> date:
    """Return the first day on which a service may have locked out a device that was away since `answered`."""
    return answered + timedelta(days=lock_out.days)
