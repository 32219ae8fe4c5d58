"""Starts automatic checks: when one is due, when the network changes, when the computer wakes up.

`engine/monitoring.py` decides what is due and what is reported.
"""

import logging
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dialtone.engine.monitoring import Schedule, Watch, after_check, next_check
from dialtone.explain.remembered import Past, recall_past
from dialtone.model.check import Check
from dialtone.model.history_record import HistoryRecord
from dialtone.store.settings import Settings
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.screen_state import NetworkSeen
from dialtone.ui.state.window_inputs import TROUBLE, Services

_log = logging.getLogger(__name__)
_TICK_MS = 10_000  # how often clock and network are read; this also shows that the computer slept
_PAST_DUE_MS = 10
"""A second check does not wait for the next tick: it starts this long after it is due."""
_SLEEP_FROM = timedelta(minutes=3)
"""If two ticks are further apart, the computer slept in between."""
_SET_BACK_FROM = timedelta(minutes=1)
"""If the clock goes back by more, it was set back."""
_SIGN_OUT_PERIOD = timedelta(days=150)
"""How far back records are read: longer than the longest time after which a messenger signs people out."""
_PAST_PERIOD = timedelta(days=7)
"""How far back results are shown: older ones say nothing about today."""
_CLOSE_SECONDS = 4.0
"""How long the program waits for a write at its end: on a new network a process first computes its fingerprint."""


class AutoCheck(QObject):
    """Schedules automatic checks, stores finished ones, and reports what changed.

    Signals:
        check_due: start a check. True for a regular one, for which nobody waits. False if it must confirm a change
            that the previous one saw: then everything is checked, and quickly.
        changed: a tuple of `Change`, each confirmed and outside the quiet hours.
        stored: None after a check that was written to the history, or while none is kept; else the exception.
        records_read: a tuple of `HistoryRecord`, after a check was stored: those of the last months, with that check.
        past_found: the last `Past` of each messenger on this network, at the start and after each stored check.
        network_seen: a `NetworkSeen`, at the start, when the network changes, and when a check starts.
    """

    check_due = Signal(bool)
    changed = Signal(object)
    stored = Signal(object)
    records_read = Signal(object)
    past_found = Signal(object)
    network_seen = Signal(object)

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        metered: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`settings`, `metered`: return the current settings, and whether the connection is metered now."""
        super().__init__(parent)
        self._services, self._settings, self._metered = services, settings, metered
        self._watch = Watch()
        """What the last checks found, and whether a second one must confirm it."""
        self._last_network = ""
        """The mark of the current network; while offline, that of the last one."""
        self._current_network: str | None = None
        """The mark in the last `network_seen`: empty for no network, None before the first."""
        self._started_on = ""
        """The mark of the network on which the running check started; empty for none."""
        self._interrupted = False
        """Since the running or last check started, the network changed or came back, or the computer slept."""
        self._emitting_due = False
        """Whether `check_due` is being emitted: a check that starts now is automatic."""
        self._automatic = False
        """Whether the running or last check was automatic."""
        self._background = Background(self)
        self._last_check: datetime | None = None
        self.due: datetime | None = None
        """When the next check is due; None before the first check, and for never."""
        self._last_look: datetime | None = None
        self.paused = False
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.tick)
        # precise, because coarse timers may fire early
        self._second_check_timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second_check_timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Start watching. The first check is started elsewhere, once the content is loaded."""
        self._look_for_interruption()
        self._interrupted = False
        self._timer.start()
        self.reload_past()

    def reload_past(self) -> None:
        """Read the history of this network, and emit `past_found`: at the start, and whenever the history changed."""
        if self._keeps_history() and self._last_network:
            read_past = partial(self._read_past, self._last_network)
            self._background.in_background(read_past, self._on_past_read, expected=TROUBLE)

    def _keeps_history(self) -> bool:
        """Return whether checks are stored: the quiet profile stores none, whatever the setting says."""
        settings = self._settings()
        return settings.keep_history and not settings.quiet_profile

    def _read_past(self, mark: str) -> Mapping[str, Past]:
        """Return the history of this network. Runs on a thread: a disk may be slow."""
        history = self._services.history
        records = history.read(self._services.now().astimezone(UTC) - _PAST_PERIOD)
        return recall_past(records, history.find_network_number(mark) if records else 0)

    def _on_past_read(self, past: Mapping[str, Past] | Exception) -> None:
        if isinstance(past, Exception):
            _log.warning("not recalled: %s", past)
        else:
            self.past_found.emit(past)

    def tick(self) -> None:
        """Read the clock and the network, and emit `check_due` if a check is due: soon after an interruption."""
        now = self._services.now()
        interrupted = self._look_for_interruption()
        if self.paused or make_schedule(self._settings()).every is None:
            return
        if interrupted:
            self.due = now + self._after_change
        if self.due is None or now < self.due or (self._metered() and not self._settings().watch_on_metered):
            return
        # before the request: if that check does not run, the next one is due as if it had
        self._last_check = now
        self.due = self._next_regular_check()
        self._emitting_due = True
        self.check_due.emit(self._watch.second_check is None)
        self._emitting_due = False

    @property
    def _after_change(self) -> timedelta:
        return timedelta(seconds=make_schedule(self._settings()).limits.after_change)

    def _look_for_interruption(self) -> bool:
        """Return whether the computer slept, the network changed or came back, or the clock was set back."""
        now = self._services.now()
        last_look = self._last_look
        self._last_look = now
        elapsed = now - last_look if last_look is not None else timedelta()
        interrupted = self._read_network() or elapsed > _SLEEP_FROM or elapsed < -_SET_BACK_FROM
        self._interrupted = self._interrupted or interrupted
        return interrupted

    def _read_network(self) -> bool:
        """Read the network, and emit `network_seen` if its mark is new; return whether it changed or came back."""
        mark = self._services.network_mark()
        is_same = is_same_network(mark, self._last_network)
        was_gone = self._current_network == ""
        if mark and (not is_same or len(mark) >= len(self._last_network)):  # a mark may lack a gateway that was known
            self._last_network = mark
        current = self._last_network if mark else ""
        if current != self._current_network:
            self._current_network = current
            self.network_seen.emit(NetworkSeen(current))
        return bool(mark) and (was_gone or not is_same)

    def on_checking_changed(self, running: bool) -> None:
        """Note on which network a check starts; when the first one ends, however it ends, schedule the next."""
        if running:
            self._look_for_interruption()
            self._interrupted = False
            self._started_on = self._current_network or ""
            self._automatic = self._emitting_due
            self.network_seen.emit(NetworkSeen(self._started_on, begins=True))
        elif self.due is None:
            self._last_check = self._services.now()
            self.due = self._next_regular_check()

    def on_check_finished(self, check: Check) -> None:
        """Emit what changed if the person wants notices, store the check, and schedule the next one.

        After an interruption the next one is only scheduled: this check may be about two networks, or about connections
        that were open while the computer slept. The loss of the network is none: the check is about the network lost.
        """
        settings = self._settings()
        now = self._services.now()
        self._last_check = now
        self._look_for_interruption()
        current_network = self._current_network or ""
        if not is_same_network(self._started_on, current_network):
            self.network_seen.emit(NetworkSeen(current_network, mixed=True))
        if self._interrupted:
            self.due = now + self._after_change
            return
        self._watch, changes = after_check(self._watch, check, self._last_network, make_schedule(settings), now)
        self.reschedule()
        if changes and settings.notify:
            self.changed.emit(changes)
        if self._keeps_history():
            add_and_read = partial(self._add_and_read, check, self._last_network)
            self._background.in_background(add_and_read, self._on_stored, expected=TROUBLE)
        else:
            self.stored.emit(None)

    def reschedule(self) -> None:
        """Schedule the next check; a second one waits longer after one that the person started and now reads."""
        second_after = self._watch.second_check
        if second_after is not None and self._last_check is not None:
            at_certainty = make_schedule(self._settings()).limits.second_check_at_certainty
            wait_after = second_after if self._automatic else max(second_after, timedelta(seconds=at_certainty))
            self.due = self._last_check + wait_after
            wait = max(0.0, (self.due - self._services.now()).total_seconds())
            self._second_check_timer.start(math.ceil(wait * 1000) + _PAST_DUE_MS)
        else:
            self._second_check_timer.stop()
            self.due = self._next_regular_check()

    def _next_regular_check(self) -> datetime | None:
        if self._last_check is None:
            return None
        schedule = make_schedule(self._settings())
        services = self._services
        return next_check(self._last_check, schedule, services.chance(), on_battery=services.on_battery())

    def close(self) -> None:
        """Stop the timers, and wait for a pending write to finish."""
        self._timer.stop()
        self._second_check_timer.stop()
        self._background.wait_closed(_CLOSE_SECONDS)

    def _add_and_read(self, check: Check, mark: str) -> tuple[HistoryRecord, ...]:
        """Store a check, and return the records of the last months. Runs on a thread."""
        self._services.history.add(check, mark)
        return self._services.history.read(check.started_at - _SIGN_OUT_PERIOD)

    def _on_stored(self, records: tuple[HistoryRecord, ...] | Exception) -> None:
        if isinstance(records, Exception):
            _log.warning("not remembered: %s", records)
            self.stored.emit(records)
            self.records_read.emit(())
        else:
            self.stored.emit(None)
            self.records_read.emit(records)
        self.reload_past()


def make_schedule(settings: Settings) -> Schedule:
    """Return the schedule in the settings; invalid values count as not set."""
    quiet_from, quiet_to = _parse_time(settings.quiet_from), _parse_time(settings.quiet_to)
    minutes = settings.watch_minutes
    return Schedule(
        every=timedelta(minutes=minutes) if minutes > 0 and not settings.quiet_profile else None,
        quiet=(quiet_from, quiet_to) if quiet_from is not None and quiet_to is not None else None,
        muted=frozenset(settings.muted),
    )


def _parse_time(text: str) -> time | None:
    """Return the time of day in a setting, such as 23:00; None if it is empty or invalid."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
