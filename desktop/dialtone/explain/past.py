"""What is remembered of each messenger on this network: its last verdict, and the worst of each hour. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from dialtone.model.frozen import Frozen
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Confidence, MessengerStatus

HOURS = 24
_HOUR = timedelta(hours=1)


class PastHour(Frozen):
    """The worst of an hour."""

    status: MessengerStatus
    unsure: bool = False
    """It may be otherwise."""


class Past(Frozen):
    """What is remembered of one messenger."""

    hour: datetime
    """The hour of the last verdict, in UTC."""
    verdict: MessengerVerdict
    hours: tuple[PastHour | None, ...]
    """The last `HOURS`, the oldest first; None where nothing was checked."""


def past_of(records: Iterable[HistoryRecord], network: int, now: datetime) -> Mapping[str, Past]:
    """Return the past of each messenger on a network, without what was seen through a VPN: that was another line."""
    own: dict[str, list[HistoryRecord]] = {}
    for record in records:
        if record.network == network and not record.vpn:
            own.setdefault(record.messenger, []).append(record)
    return {messenger: _past(sorted(seen, key=lambda one: one.hour), now) for messenger, seen in own.items()}


def _past(seen: list[HistoryRecord], now: datetime) -> Past:
    first = now.replace(minute=0, second=0, microsecond=0) - (HOURS - 1) * _HOUR
    hours: list[PastHour | None] = [None] * HOURS
    for record in seen:
        place = (record.hour - first) // _HOUR
        if 0 <= place < HOURS and record.worst_status in WORST_FIRST:
            hours[place] = PastHour(record.worst_status, record.confidence is not Confidence.SURE)
    return Past(seen[-1].hour, _verdict(seen[-1]), tuple(hours))


def _verdict(record: HistoryRecord) -> MessengerVerdict:
    """Return a verdict as far as it was remembered. How sure the worst was says nothing of a later one."""
    same = record.worst_status is record.status
    return MessengerVerdict(
        record.messenger,
        record.messenger,
        record.status,
        record.causes,
        record.confidence if same else Confidence.SURE,
        tuple(FunctionVerdict(function, status) for function, status in record.functions),
    )
