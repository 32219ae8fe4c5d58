"""The history in words and strips: what happened to each messenger, by day or hour. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from dialtone.explain.evidence import INTERMITTENT_CAUSES
from dialtone.explain.joining import group_by
from dialtone.explain.sentences import Sentences, grade_keys
from dialtone.model.frozen import Frozen, replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import ANSWERS, BROKEN, STOPPED, WORST_FIRST
from dialtone.model.thresholds import HOURS_AGREE, NEWS_DAYS
from dialtone.model.vocabulary import Confidence, Function, MessengerStatus


class Grain(Enum):
    """The period that one cell of a strip covers."""

    HOUR = "hour"
    DAY = "day"


_MIN_SLOTS = {Grain.HOUR: 12, Grain.DAY: 7}
"""With fewer slots than these, a strip that fills its width would show bars instead of cells."""


class Cell(Frozen):
    """One period of a strip."""

    status: str
    """The worst status of that period; empty if nothing was checked."""
    unsure: bool
    """Whether the status is doubtful."""
    when: str
    """The day, with the hour if a cell is an hour."""
    state: str
    """The status in words."""
    spoken: str
    """Time and state, for screen readers."""
    ends: str = ""
    """The status at the end of the period, if the messenger was stopped and came back within it; else empty."""


class Strip(Frozen):
    """One messenger over time."""

    messenger: str
    name: str
    cells: tuple[Cell, ...]
    story: tuple[str, ...]
    """When it stopped and came back, the latest first."""
    last: Cell
    """The newest hour of the last period in which it was checked, by its last verdict; through a VPN as in `cells`."""
    slots: int = 1
    """The number of cells that fit: in the first days it leaves space for those to come."""


class News(Frozen):
    """The last remembered change."""

    messenger: str
    status: str
    """The status after the change: `works` or `blocked`."""
    doubtful: bool
    sentence: str
    """What changed."""
    since: str
    """Since which hour of today, or since which day."""


class _Turn(Frozen):
    stopped: bool
    moment: datetime
    """The hour in which it was first seen, in the reader's time zone."""
    doubtful: bool
    """Whether no check that saw it was sure."""


def make_strips(
    records: Sequence[HistoryRecord], sentences: Sentences, now: datetime, grain: Grain, cells: int
) -> tuple[Strip, ...]:
    """Return a strip for each remembered messenger, by name, with at most `cells` cells.

    All strips begin at the first check, because there is nothing to show before it. `now` has the reader's time zone.
    """
    hours = {record.hour for record in records}
    start_of_hour = {hour: _find_start(hour.astimezone(now.tzinfo), grain) for hour in hours}
    cell_starts = _list_cell_starts(start_of_hour.values(), now, grain, cells)
    slots = max(len(cell_starts), min(cells, _MIN_SLOTS[grain]))
    has_several_networks = len({record.network for record in records}) > 1
    strips = []
    for messenger, its_records in _group_by_messenger(records).items():
        name = sentences.name_of(messenger)
        by_start = group_by(map(_by_messages, its_records), lambda record: start_of_hour[record.hour])
        last_period = by_start[max(by_start)]
        strips.append(
            Strip(
                messenger=messenger,
                name=name,
                cells=tuple(_make_cell(start, by_start.get(start, ()), sentences, grain) for start in cell_starts),
                story=_list_stops(its_records, sentences, name, cell_starts[0], names_network=has_several_networks),
                last=_make_last_cell(last_period, sentences, now.tzinfo),
                slots=slots,
            )
        )
    return tuple(sorted(strips, key=lambda strip: strip.name.casefold()))


def _list_cell_starts(checked: Iterable[datetime], now: datetime, grain: Grain, cells: int) -> list[datetime]:
    """Return when each cell begins, the oldest first: at most `cells`, from the first of the `checked` periods on."""
    current = _find_start(now, grain)
    earliest = min((current, *checked))  # the current period too: the clock may have been set back since the checks
    step = timedelta(hours=1) if grain is Grain.HOUR else timedelta(days=1)
    starts = [current - steps_back * step for steps_back in reversed(range(cells))]
    return [start for start in starts if start >= earliest]


def find_last_news(records: Sequence[HistoryRecord], sentences: Sentences, now: datetime) -> News | None:
    """Return the last change of the past week on the networks of the newest hour, in unknown order; else None."""
    newest_hour = max((record.hour for record in records), default=None)
    newest_networks = {record.network for record in records if record.hour == newest_hour}
    changes = [change for network in sorted(newest_networks) for change in _find_recent_news(records, network, now)]
    if not changes:
        return None
    turn, record = max(changes, key=lambda change: (change[0].moment, change[0].stopped, change[1].messenger))
    doubtful = turn.doubtful or record.last_confidence is not Confidence.SURE
    key = _make_key("now_stopped" if turn.stopped else "now_back", doubtful=doubtful)
    sentence = sentences.say(key, messenger=sentences.name_of(record.messenger))
    if len(newest_networks) > 1:
        sentence = sentences.say("history.on_network", number=record.network, text=sentence)
    since = sentences.say("history.since_day", date=sentences.date(turn.moment.date()))
    if turn.moment.date() == now.date():
        since = sentences.say("history.since_today", time=_say_hour(turn.moment, sentences))
    return News(record.messenger, "blocked" if turn.stopped else "works", doubtful, sentence, since)


def _find_recent_news(
    records: Sequence[HistoryRecord], network: int, now: datetime
) -> Iterator[tuple[_Turn, HistoryRecord]]:
    """Yield each messenger's last change on a network, with its newest record, if the change is recent enough to tell.

    A messenger that came back is news only if it works in full. What was seen through a VPN does not count.
    """
    on_network = [record for record in records if record.network == network and not record.vpn]
    for its_records in _group_by_messenger(on_network).values():
        # What a helper program reaches says nothing about the line without it: only the path checked last is followed.
        with_helper = its_records[-1].helper
        on_last_path = [record for record in its_records if record.helper is with_helper]
        turns = _find_turns(on_last_path, now.tzinfo)
        if not turns:
            continue
        last_turn, newest = turns[-1], on_last_path[-1]
        is_recent = now - last_turn.moment < timedelta(days=NEWS_DAYS)
        has_come_back = not last_turn.stopped and newest.status is MessengerStatus.WORKS
        if is_recent and (last_turn.stopped or has_come_back):
            yield last_turn, newest


def _group_by_messenger(records: Iterable[HistoryRecord]) -> Mapping[str, list[HistoryRecord]]:
    return group_by(sorted(records, key=attrgetter("hour")), attrgetter("messenger"))


def _find_start(moment: datetime, grain: Grain) -> datetime:
    """Return when the period begins to which a moment belongs."""
    hour = moment.hour if grain is Grain.HOUR else 0
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)


def _make_cell(start: datetime, records: Sequence[HistoryRecord], sentences: Sentences, grain: Grain) -> Cell:
    """Return the cell of the period that begins at `start`: its worst status, as sure as its surest hour."""
    when = sentences.date(start.date())
    if grain is Grain.HOUR:
        when = sentences.say("history.when", date=when, time=_say_hour(start, sentences))
    counted = _prefer_without_vpn(records)
    statuses = {record.worst_status for record in counted}
    worst = next((status for status in WORST_FIRST if status in statuses), None)
    if worst is None:
        state = sentences.say("history.nothing")
        return Cell("", False, when, state, spoken=sentences.say("history.cell", when=when, state=state))
    worst_hours = [record for record in counted if record.worst_status is worst]
    confidence = min((record.confidence for record in worst_hours), key=lambda found: found.doubt)
    state = sentences.say(*grade_keys(confidence, f"history.state.{worst}"))
    if all(map(_is_intermittent, worst_hours)):
        state = sentences.say("history.state.on_and_off")
    final_status = max(counted, key=attrgetter("hour")).status
    return Cell(
        status=worst,
        unsure=confidence is not Confidence.SURE,
        when=when,
        state=state,
        spoken=sentences.say("history.cell", when=when, state=state),
        ends=final_status if worst in STOPPED and final_status in ANSWERS else "",
    )


def _make_last_cell(records: Sequence[HistoryRecord], sentences: Sentences, zone: tzinfo | None) -> Cell:
    """Return the cell of the newest hour, by the last verdicts in it. `records`: those of the last period, in order."""
    counted = _prefer_without_vpn(records)
    newest = counted[-1].hour
    in_newest = [record for record in counted if record.hour == newest]
    last_verdicts = (replace(record, worst=None, confidence=record.last_confidence) for record in in_newest)
    return _make_cell(newest.astimezone(zone), [*map(_by_messages, last_verdicts)], sentences, Grain.HOUR)


def _by_messages(record: HistoryRecord) -> HistoryRecord:
    """Return the record of an hour with the state of messages if they failed throughout: a part never softens that.

    Functions are of the last verdict of an hour, and say nothing of one that was worse.
    """
    messages = next((f for f in record.functions if f.function is Function.MESSAGES), None)
    if record.worst_status is not MessengerStatus.PARTLY or record.worst or not messages:
        return record
    if messages.status not in BROKEN:
        return record
    certainty = messages.certainty or Confidence.LIKELY
    return replace(record, status=MessengerStatus(messages.status.value), confidence=certainty)


def _prefer_without_vpn(records: Sequence[HistoryRecord]) -> Sequence[HistoryRecord]:
    """Return what was seen without a VPN; if nothing was, everything."""
    return [record for record in records if not record.vpn] or records


def _is_intermittent(record: HistoryRecord) -> bool:
    """Return whether an hour was `slow` throughout because some attempts failed. Causes are of its last verdict."""
    is_all_slow = record.status is MessengerStatus.SLOW and record.worst_status is MessengerStatus.SLOW
    return is_all_slow and bool(record.causes) and record.causes[0] in INTERMITTENT_CAUSES


def _say_hour(moment: datetime, sentences: Sentences) -> str:
    """Return the time of a moment in whole hours: the history remembers no minutes."""
    return sentences.time(moment.replace(minute=0))


def _list_stops(
    records: Sequence[HistoryRecord], sentences: Sentences, name: str, start: datetime, *, names_network: bool
) -> tuple[str, ...]:
    """Return when a messenger stopped and came back on each network, a sentence each, the latest first.

    What a helper program carried is told apart from the rest of a network, and what a VPN carried is left out. So is
    what was over before `start`, which has the reader's time zone.
    """
    without_vpn = [record for record in records if not record.vpn]
    by_path = group_by(without_vpn, lambda record: (record.network, record.helper))
    lines: list[tuple[datetime, str]] = []
    for network, helper in sorted(by_path):
        for moment, text in _say_stops(_find_turns(by_path[network, helper], start.tzinfo), sentences, name, start):
            line = sentences.say("history.on_network", number=network, text=text) if names_network else text
            lines.append((moment, line))
    lines.sort(key=itemgetter(0), reverse=True)
    return tuple(line for _, line in lines)


def _say_stops(
    turns: Sequence[_Turn], sentences: Sentences, name: str, start: datetime
) -> Iterator[tuple[datetime, str]]:
    """Yield the moment and a sentence for each stop, together with its return; also for a return without known stop.

    A stop that was over before `start` is left out.
    """
    stop: _Turn | None = None
    for turn in turns:
        if turn.stopped:
            stop = turn
            continue
        if turn.moment >= start:
            key = "back" if stop is None else "away"
            yield turn.moment, _say_turns(sentences, name, key, stop or turn, turn)
        stop = None
    if stop is not None:
        yield stop.moment, _say_turns(sentences, name, "stopped", stop, stop)


def _say_turns(sentences: Sentences, name: str, key: str, first: _Turn, last: _Turn) -> str:
    """Return the sentence about a stop, a return, or both (`away`), as sure as the less sure turn."""
    until = sentences.date(last.moment.date())
    if key == "away" and first.moment.date() == last.moment.date():
        key = "away_hours"
        until = _say_hour(last.moment, sentences)
    day = sentences.date(first.moment.date())
    full_key = _make_key(key, doubtful=first.doubtful or last.doubtful)
    return sentences.say(full_key, messenger=name, date=day, time=_say_hour(first.moment, sentences), until=until)


def _make_key(key: str, *, doubtful: bool) -> str:
    return f"history.{key}.likely" if doubtful else f"history.{key}"


def _find_turns(records: Sequence[HistoryRecord], zone: tzinfo | None) -> list[_Turn]:
    """Return the confirmed changes between working and stopped in the records of one messenger on one path."""
    clear = [
        record
        for record in records
        if record.status in STOPPED | ANSWERS and record.last_confidence is not Confidence.UNSURE
    ]
    runs = [list(run) for _, run in groupby(clear, key=_is_stopped)]
    if clear and clear[0].worst_status in STOPPED and clear[0].status in ANSWERS:
        runs.insert(0, [replace(clear[0], status=clear[0].worst_status)])  # it stopped and came back in the first hour
    # A stop of a single hour counts too if the history begins with it: else its end would never be told.
    first_run = runs[0] if len(runs) == 2 and _is_stopped(runs[0][0]) else None
    confirmed = [run for run in runs if len(run) >= HOURS_AGREE or run is runs[-1] or run is first_run]
    return [
        _Turn(
            _is_stopped(run[0]),
            run[0].hour.astimezone(zone),
            all(record.last_confidence is not Confidence.SURE for record in run),
        )
        for earlier_run, run in pairwise(confirmed)
        if _is_stopped(run[0]) is not _is_stopped(earlier_run[0])
    ]


def _is_stopped(record: HistoryRecord) -> bool:
    return record.status in STOPPED
