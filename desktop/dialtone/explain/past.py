"""What is remembered of each messenger on this network: its last verdict. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from dialtone.model.frozen import Frozen
from dialtone.model.history_record import HistoryRecord
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Confidence, FunctionStatus

_FINE = frozenset({FunctionStatus.WORKS, FunctionStatus.NOT_TESTED})


class Past(Frozen):
    """What is remembered of one messenger."""

    hour: datetime
    """The hour of the last verdict, in UTC."""
    verdict: MessengerVerdict


def past_of(records: Iterable[HistoryRecord], network: int) -> Mapping[str, Past]:
    """Return the past of each messenger on a network, without what was seen through a VPN: that was another line."""
    last: dict[str, HistoryRecord] = {}
    for record in records:
        if record.network == network and not record.vpn:
            known = last.get(record.messenger)
            last[record.messenger] = record if known is None or known.hour <= record.hour else known
    return {messenger: Past(record.hour, _verdict(record)) for messenger, record in last.items()}


def _verdict(record: HistoryRecord) -> MessengerVerdict:
    """Return a verdict as far as it was remembered: the causes are those of what did not work.

    How sure the worst of the hour was says nothing of a later one.
    """
    confidence = record.confidence if record.worst_status is record.status else Confidence.SURE
    functions = (
        FunctionVerdict(function, status, confidence=confidence)
        if status in _FINE
        else FunctionVerdict(function, status, record.causes, confidence)
        for function, status in record.functions
    )
    return MessengerVerdict(
        record.messenger, record.messenger, record.status, record.causes, confidence, tuple(functions)
    )
