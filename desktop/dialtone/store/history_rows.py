"""What the rows of the history say, as records."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_SECONDS = 3600

Row = tuple[int, int, str, int, str, str, str, str, str]
"""Hour, network, messenger, VPN, then words: status, causes, functions, worst and confidence."""


class _Words(NamedTuple):
    """The words of a row, understood."""

    status: MessengerStatus
    causes: tuple[Cause, ...]
    functions: tuple[tuple[Function, FunctionStatus], ...]
    worst: MessengerStatus | None
    confidence: Confidence


def records_of(rows: Iterable[Row]) -> Iterator[HistoryRecord]:
    """Yield the records of rows; those with an unknown word, or damaged, are left out.

    Few rows differ in their words or their hour, so each is understood once.
    """
    known: dict[tuple[str, ...], _Words | None] = {}
    moments: dict[int, datetime] = {}
    for hour, network, messenger, vpn, *rest in rows:
        said = tuple(rest)
        if said not in known:
            known[said] = _understood(*said)
        words = known[said]
        if words is None or not isinstance(network, int) or not isinstance(messenger, str):
            continue
        if hour not in moments:
            try:
                moments[hour] = datetime.fromtimestamp(hour * _SECONDS, UTC)
            except (ValueError, TypeError, OverflowError, OSError):
                continue
        yield HistoryRecord(
            moments[hour],
            network,
            messenger,
            words.status,
            words.causes,
            words.functions,
            bool(vpn),
            words.worst,
            words.confidence,
        )


def _understood(status: str, causes: str, functions: str, worst: str, confidence: str) -> _Words | None:
    try:
        return _Words(
            MessengerStatus(status),
            tuple(Cause(cause) for cause in causes.split()),
            tuple(
                (Function(name), FunctionStatus(state))
                for name, _, state in (f.partition("=") for f in functions.split())
            ),
            MessengerStatus(worst) if worst else None,
            Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None
