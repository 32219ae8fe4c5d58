"""The history in words and strips: what happened to each messenger, per day or per hour. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum

from dialtone.explain.sentences import Sentences
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import ANSWERS, STOPPED, WORST_FIRST
from dialtone.model.vocabulary import MessengerStatus

_CONFIRMED = 2
"""Hours in a row that must agree, unless no later hour is known: a single check may be wrong."""


class Grain(Enum):
    """The time that one cell of a strip covers."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of a strip."""

    start: datetime
    """In the reader's time zone."""
    status: str
    """The worst status of that time; empty where nothing was checked."""
    when: str
    state: str
    spoken: str
    """Time and state in words."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One messenger through time."""

    messenger: str
    name: str
    cells: tuple[Cell, ...]
    story: tuple[str, ...]
    """When it stopped and came back, the latest first."""
    mark: str = ""
    """Who can read along, in a few words."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """The moment at which a messenger stopped or came back."""

    stopped: bool
    day: date


def make_strips(
    memories: Sequence[HistoryRecord],
    sentences: Sentences,
    names: Mapping[str, str],
    now: datetime,
    grain: Grain,
    cells: int,
) -> tuple[Strip, ...]:
    """Return a strip for each messenger that is remembered. `now` carries the reader's time zone."""
    starts = _starts(now, grain, cells)
    zone = now.tzinfo
    strips = []
    for messenger in sorted({m.messenger for m in memories}, key=lambda m: names.get(m, m).casefold()):
        own = sorted((m for m in memories if m.messenger == messenger), key=lambda m: m.hour)
        name = names.get(messenger, messenger)
        by_start: dict[datetime, list[MessengerStatus]] = {}
        for memory in own:
            by_start.setdefault(_start(memory.hour.astimezone(zone), grain), []).append(memory.status)
        strips.append(
            Strip(
                messenger,
                name,
                tuple(_cell(start, by_start.get(start, ()), sentences, grain) for start in starts),
                _story(own, sentences, name, zone),
            )
        )
    return tuple(strips)


def _starts(now: datetime, grain: Grain, cells: int) -> list[datetime]:
    last = _start(now, grain)
    if grain is Grain.HOUR:
        return [last - timedelta(hours=back) for back in range(cells - 1, -1, -1)]
    return [last - timedelta(days=back) for back in range(cells - 1, -1, -1)]


def _start(moment: datetime, grain: Grain) -> datetime:
    hour = moment.hour if grain is Grain.HOUR else 0
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)


def _cell(start: datetime, statuses: Iterable[MessengerStatus], sentences: Sentences, grain: Grain) -> Cell:
    worst = next((status for status in WORST_FIRST if status in set(statuses)), None)
    state = sentences.say(f"row.{worst}") if worst else sentences.say("history.nothing")
    when = sentences.date(start.date())
    if grain is Grain.HOUR:
        hour = sentences.say("report.time", hour=f"{start.hour:02}", minute="00")
        when = sentences.say("history.when", date=when, time=hour)
    return Cell(start, worst or "", when, state, sentences.say("history.cell", when=when, state=state))


def _story(memories: Sequence[HistoryRecord], sentences: Sentences, name: str, zone: tzinfo | None) -> tuple[str, ...]:
    """Tell of each stop and each return, on each network by itself."""
    several = len({m.network for m in memories}) > 1
    told: list[tuple[date, str]] = []
    for network in sorted({m.network for m in memories}):
        for turn in _turns([m for m in memories if m.network == network], zone):
            key = "history.stopped" if turn.stopped else "history.back"
            text = sentences.say(key, messenger=name, date=sentences.date(turn.day))
            if several:
                text = sentences.say("history.on_network", number=network, text=text)
            told.append((turn.day, text))
    return tuple(text for _, text in sorted(told, key=lambda pair: pair[0], reverse=True))


def _turns(memories: Sequence[HistoryRecord], zone: tzinfo | None) -> list[_Turn]:
    """Find the confirmed changes between going and stopped; what could not be told is passed over."""
    known = [m for m in memories if m.status in STOPPED | ANSWERS and not m.vpn]
    runs: list[list[HistoryRecord]] = []
    for memory in known:
        if runs and (runs[-1][-1].status in STOPPED) == (memory.status in STOPPED):
            runs[-1].append(memory)
        else:
            runs.append([memory])
    solid = [run for run in runs if len(run) >= _CONFIRMED or run is runs[-1]]
    turns: list[_Turn] = []
    before: bool | None = None
    for run in solid:
        stopped = run[0].status in STOPPED
        if before is not None and stopped != before:
            turns.append(_Turn(stopped, run[0].hour.astimezone(zone).date()))
        before = stopped
    return turns
