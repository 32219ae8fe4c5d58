"""Starts automatic checks: when one is due, when the network changes, when the computer wakes up.

A coarse timer reads the clock and the network every ten seconds; this also detects that the computer slept.
`engine/monitoring.py` decides what is due and what is reported.
"""

import logging
import math
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dialtone.engine.monitoring import (
    AFTER_A_CHANGE,
    SECOND_CHECK_AT_CERTAINTY,
    Schedule,
    Watch,
    after_check,
    next_check,
)
from dialtone.explain.remembered import recall_past
from dialtone.model.check import Check
from dialtone.model.history_record import HistoryRecord
from dialtone.store.settings import Settings
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.screen_state import NetworkSeen, PastRecalled
from dialtone.ui.state.services import Services

_log = logging.getLogger(__name__)
_TICK_MS = 10_000
_PAST_DUE_MS = 10
"""A second check does not wait for the next tick: it starts this long after it is due."""
_SLEPT = timedelta(minutes=3)
"""The computer slept between two ticks that are this far apart."""
_BACK = timedelta(minutes=1)
"""The clock counts as set back from this much on."""
_RECALLED = timedelta(days=150)
"""How far back records are read: longer than the longest time after which a messenger signs people out."""
_SHOWN = timedelta(days=7)
"""Older results say nothing about today."""
_LAST_WORD_SECONDS = 4.0
"""How long the program waits for a write at its end: on a new network a process first computes its fingerprint."""


class AutoCheck(QObject):
    """Emits when a check is due and what changed.

    Signals:
        check_due: start a check. False if the previous one saw a change: then everything is checked, and quickly.
        changed: a tuple of `Change`, each confirmed and outside the quiet hours.
        remembered: a check was written to the history (None), or could not be: the exception.
        past_found: a `PastRecalled`, at the start and after each check.
        network_seen: a `NetworkSeen`, at the start, when the network changes, and when a check starts.
        recalled: a tuple of `HistoryRecord`: the records of the last months, including the new check.
    """

    check_due = Signal(bool)
    changed = Signal(object)
    remembered = Signal(object)
    recalled = Signal(object)
    past_found = Signal(object)
    network_seen = Signal(object)

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        metered: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._settings, self._metered = services, settings, metered
        self._watch = Watch()
        """What the last checks found, and whether a second one must confirm it."""
        self._mark = ""
        """The mark of the current network, or of the last one if there is none."""
        self._emitted_mark: str | None = None
        """The mark that was last emitted; empty for no network."""
        self._started_on = ""
        """The mark of the network on which the running check started; empty for none."""
        self._interrupted = False
        """Since the running or last check started, the network changed or came back, or the computer slept."""
        self._emitting_due = self._automatic = False
        """Whether `check_due` is being emitted; whether that started the running or last check."""
        self._offline = False
        """The computer was on no network when that was last read."""
        self._background = Background(self)
        self._last_check: datetime | None = None
        self._due: datetime | None = None
        """When the next check is due; None before the first check, and for never."""
        self._last_look: datetime | None = None
        """When clock and network were last read."""
        self.paused = False
        """The person paused automatic checks."""
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.tick)
        # coarser timers may fire early
        self._second_check_timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second_check_timer.timeout.connect(self.tick)

    @property
    def due(self) -> datetime | None:
        """When the next automatic check is due; None for never."""
        return None if self.paused else self._due

    def begin(self) -> None:
        """Start watching. The first check is started elsewhere, once the content is loaded."""
        self._look_for_interruption()
        self._interrupted = False
        self._timer.start()
        self.recall()

    def recall(self) -> None:
        """Read the history of this network again: at the start, and after it was deleted or restored."""
        if self._keeps_history() and self._mark:
            self._background.in_background(partial(self._read_past, self._mark), self._emit_past)

    def _keeps_history(self) -> bool:
        """Return whether checks are stored; the quiet profile stores none, whatever the setting."""
        settings = self._settings()
        return settings.keep_history and not settings.quiet_profile

    def _read_past(self, mark: str) -> PastRecalled | None:
        """Return the history of this network; None if it cannot be read. Runs on a thread: a disk may be slow."""
        now = self._services.now().astimezone(UTC)
        try:
            records = self._services.history.read(now - _SHOWN)
            network = self._services.history.find_network_number(mark) if records else 0
        except self._services.trouble as problem:
            _log.warning("not recalled: %s", problem)
            return None
        return PastRecalled(recall_past(records, network))

    def _emit_past(self, past: PastRecalled | Exception | None) -> None:
        """Emit `past_found`, unless the history could not be read."""
        if isinstance(past, PastRecalled):
            self.past_found.emit(past)

    def tick(self) -> None:
        """Read the clock and the network, and emit `check_due` if a check is due by now.

        Emits `network_seen` too if the network changed. After a sleep, a change of the network or a clock set back, a
        check is due soon, as the last answer may be outdated, or its time wrong.
        """
        now, interrupted = self._services.now(), self._look_for_interruption()
        if self.paused or schedule_of(self._settings()).every is None:
            return
        if interrupted:
            self._due = now + AFTER_A_CHANGE
        if self._due is not None and now >= self._due and not self._skips_metered():
            # In case this check does not run: the next one is then due as if it had.
            self._last_check = now
            self._due = self._next_regular_check()
            self._request_check()

    def _request_check(self) -> None:
        """Emit `check_due`. The check starts within it, and `on_checking` then knows that nobody pressed a button."""
        unattended = self._watch.second_check is None
        self._emitting_due = True
        self.check_due.emit(unattended)
        self._emitting_due = False

    def _look_for_interruption(self) -> bool:
        """Read the clock and the network; return whether anything makes the last answer outdated since the last look.

        That is a sleep, another network, one that came back, and a clock that was set back.
        """
        now, before = self._services.now(), self._last_look
        self._last_look = now
        since = now - before if before is not None else timedelta()
        interrupted = self._read_network() or since > _SLEPT or since < -_BACK
        self._interrupted = self._interrupted or interrupted
        return interrupted

    def _read_network(self) -> bool:
        """Read the network, and emit `network_seen` if its mark is new; return whether it changed or came back."""
        mark = self._services.network_mark()
        changed = False
        if mark:
            same = is_same_network(mark, self._mark)
            changed = self._offline or not same
            self._mark = max(mark, self._mark, key=len) if same else mark  # the fullest mark is kept
        self._offline = not mark
        if self._current_mark != self._emitted_mark:
            self._emit_network()
        return changed

    @property
    def _current_mark(self) -> str:
        """The mark of the current network; empty for none."""
        return "" if self._offline else self._mark

    def _emit_network(self, *, begins: bool = False, mixed: bool = False) -> None:
        """Emit `network_seen` for the current network; the options are those of `NetworkSeen`."""
        self._emitted_mark = self._current_mark
        self.network_seen.emit(NetworkSeen(self._current_mark, begins, mixed))

    def _skips_metered(self) -> bool:
        """Return whether an automatic check is skipped because the connection is metered."""
        return self._metered() and not self._settings().watch_on_metered

    def on_checking(self, running: bool) -> None:
        """React to the start or end of a check; a cancelled or failed one is also followed by the next."""
        now = self._services.now()
        if running:
            self._look_for_interruption()
            self._interrupted = False
            self._started_on, self._automatic = self._current_mark, self._emitting_due
            self._emit_network(begins=True)
        elif self._due is None:  # no check before it has scheduled the next one
            self._last_check = now
            self._due = self._next_regular_check()

    def on_checked(self, check: Check) -> None:
        """Process a finished check: emit changes, store it, and schedule the next one.

        One that was interrupted only schedules the next: it may have been made on two networks, and the failures of a
        connection that was open while the computer slept are not the network's. The loss of a network alone does not
        count: such a check is about the network that was lost. Changes are emitted if the person wants notices.
        """
        settings, now = self._settings(), self._services.now()
        schedule = schedule_of(settings)
        self._last_check = now
        self._look_for_interruption()
        if not is_same_network(self._started_on, self._current_mark):
            self._emit_network(mixed=True)
        if self._interrupted:
            self._due = now + AFTER_A_CHANGE
            return
        self._watch, changes = after_check(self._watch, check, self._mark, schedule, now)
        self.reschedule()
        if changes and settings.notify:
            self.changed.emit(changes)
        if self._keeps_history():
            self._remember(check, self._mark)

    def reschedule(self) -> None:
        """Schedule the next check after a change of settings or the end of a check.

        After a check that the person started, a second one waits longer: they are reading the answer.
        """
        second_after = self._watch.second_check
        if second_after is not None and self._last_check is not None:
            wait_after = second_after if self._automatic else max(second_after, SECOND_CHECK_AT_CERTAINTY)
            self._due = self._last_check + wait_after
            wait = max(0.0, (self._due - self._services.now()).total_seconds())
            self._second_check_timer.start(math.ceil(wait * 1000) + _PAST_DUE_MS)
        else:
            self._second_check_timer.stop()
            self._due = self._next_regular_check()

    def _next_regular_check(self) -> datetime | None:
        """Return when the next regular check is due; None before the first."""
        if self._last_check is None:
            return None
        schedule, services = schedule_of(self._settings()), self._services
        return next_check(self._last_check, schedule, services.chance(), on_battery=services.on_battery())

    def close(self) -> None:
        """Stop the timers, and wait for a pending write to finish."""
        self._timer.stop()
        self._second_check_timer.stop()
        self._background.wait_closed(_LAST_WORD_SECONDS)

    def _remember(self, check: Check, mark: str) -> None:
        """Store a check, and read again what the history says, on a thread: a slow disk must not block the window."""

        def write() -> tuple[Exception | None, tuple[HistoryRecord, ...]]:
            """Return why the check was not stored, or None, and the recent records of the history."""
            try:
                self._services.history.add(check, mark)
                return None, self._services.history.read(check.started_at - _RECALLED)
            except self._services.trouble as problem:
                _log.warning("not remembered: %s", problem)
                return problem, ()

        self._background.in_background(write, self._on_written)

    def _on_written(self, outcome: tuple[Exception | None, tuple[HistoryRecord, ...]]) -> None:
        """Tell whether the check was stored, and pass on what the history says now."""
        problem, records = outcome
        self.remembered.emit(problem)
        self.recalled.emit(records)
        self.recall()


def schedule_of(settings: Settings) -> Schedule:
    """Return the schedule from the settings; invalid values count as not set."""
    quiet = (_time_of_day(settings.quiet_from), _time_of_day(settings.quiet_to))
    minutes = settings.watch_minutes
    return Schedule(
        every=timedelta(minutes=minutes) if minutes > 0 and not settings.quiet_profile else None,
        quiet=(quiet[0], quiet[1]) if quiet[0] is not None and quiet[1] is not None else None,
        muted=frozenset(settings.muted),
    )


def _time_of_day(text: str) -> time | None:
    """Return the time of day in a setting, such as 23:00; None if it is empty or invalid."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
