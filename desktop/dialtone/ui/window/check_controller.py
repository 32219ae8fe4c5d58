"""Connects window and check runner: what a request does, and what an event changes on the screen."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dialtone.engine.events import CheckFinished, CheckSettled, CheckStarted, Event, Progressed
from dialtone.engine.requests import CheckRequest
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.wording import SOURCE
from dialtone.store.language_progress import OfferedLanguage, offered_languages
from dialtone.store.own_server import with_server
from dialtone.store.settings import Settings
from dialtone.store.wording_file import WordingError, languages, read_language
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.languages import spoken_code
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Noticed, Phase, ScreenState, after, compared, finished, uncompared
from dialtone.ui.state.services import StartupInputs
from dialtone.ui.state.watch_list import (
    WatchList,
    every_messenger,
    others_to_test,
    watch_list_of,
    with_added,
    with_own_server,
)
from dialtone.ui.window.frame import Frame

if TYPE_CHECKING:  # in the tray there is no window, and its modules are not loaded
    from dialtone.ui.window.actions import WindowActions
    from dialtone.ui.window.main_window import MainWindow

_log = logging.getLogger(__name__)


class CheckController(QObject):
    """Owns the state. Handles requests from window and tray, and events from the check runner.

    Signals:
        language_requested: the window must be rebuilt in another language (or the system's, if empty).
        checking_changed: whether a check is running.
        check_finished: a whole new `Check`.
        settings_changed: the settings changed.
        loaded: a new `LoadedContent`.
        shown: the state or its words changed.
    """

    language_requested = Signal(str)
    checking_changed = Signal(bool)
    check_finished = Signal(object)
    settings_changed = Signal()
    loaded = Signal(object)
    shown = Signal()

    def __init__(self, inputs: StartupInputs, runner: CheckRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inputs = inputs
        self._runner = runner
        self._settings = inputs.settings
        self._state = ScreenState()
        self.presenter: Presenter | None = None
        """Words what is known; None until everything is loaded."""
        self._loaded: LoadedContent | None = None
        self._content: LoadedContent | None = None
        self._language = self._country = self._changed = ""
        self._load_number, self._unshown = 0, False
        self._agreed = False
        """The person agreed to a check, which starts once everything is loaded for the country."""
        self._emitted_verdicts: tuple[MessengerVerdict, ...] | None = None
        """The verdicts of the running or last check that were emitted with `check_finished`."""
        self._frame: Frame | None = None
        self._window: MainWindow | None = None
        self._actions: WindowActions | None = None
        runner.happened.connect(self.fold)
        runner.prepared.connect(self._on_runner_prepared)

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    @property
    def state(self) -> ScreenState:
        """The current state."""
        return self._state

    @property
    def content(self) -> LoadedContent | None:
        """The loaded content, with the person's own servers."""
        return self._content

    @property
    def first_run(self) -> bool:
        """Whether the person has yet to agree to a check."""
        return not self._settings.first_run_done and self._inputs.saved is None

    @property
    def watch_list(self) -> WatchList:
        """The messengers in the list, and the person's choices for each."""
        return watch_list_of(self._content, self._settings)

    @property
    def window(self) -> "MainWindow | None":
        """The current window; None while there is none."""
        return self._window

    def take_actions(self, actions: "WindowActions") -> None:
        """Connect these commands; they may outlive their window."""
        if actions is not self._actions:
            self._actions = actions
            actions.check.triggered.connect(self.check)
            actions.cancel.triggered.connect(self._runner.cancel)

    def take_window(self, window: "MainWindow") -> None:
        """Connect this window."""
        self._window = window
        self.take_actions(window.window_actions)
        window.agreed.connect(lambda: self._on_window_agreed(window))
        window.check_one_requested.connect(lambda messenger: self._add((messenger,)))
        window.menu.language_requested.connect(self.choose_language)
        window.check_all_requested.connect(lambda: self._add(every_messenger(self._content)))
        window.list_changes.changed.connect(lambda change: self.change_settings(change(self._settings)))
        window.result.outside_requested.connect(lambda: self._start(outside=True))
        window.messenger_actions.check_requested.connect(self.check_again)
        detail = window.detail
        detail.does["again"] = lambda _value: self.check_again(detail.messenger_id)
        detail.does["others"] = lambda _value: self.check_others()
        detail.does["server"] = lambda server: self._take_server(detail.messenger_id, server)
        window.not_started.connect(self._on_not_started)

    def take_frame(self, frame: Frame) -> None:
        """Use this frame: store its place, and bring it forward on request."""
        self._frame = frame
        frame.closing.connect(self._on_frame_closing)

    def fill_window(self) -> None:
        """Show the current state in a rebuilt window."""
        if self._window is not None and self._content is not None:
            self._window.show_content(self._content, self.presenter)
            self._show()

    def leave_window(self) -> None:
        """Continue without a window."""
        self._window = None
        self._show()

    def close(self) -> None:
        """Disconnect everything at the end of the program: results of threads are ignored."""
        self._runner.happened.disconnect(self.fold)
        self._runner.prepared.disconnect(self._on_runner_prepared)
        self._window = self._actions = self._loaded = None

    def load(self, language: str, guess: str = "") -> None:
        """Load everything in the background; while no country is set, for the country `guess`."""
        self._language, self._load_number = language, self._load_number + 1
        self._country = self._settings.country or guess
        number, country, saved = self._load_number, self._country, self._inputs.saved
        self._runner.prepare(lambda: (number, self._inputs.load(language, country, saved)))

    def check(self, *, by_itself: bool = False) -> None:
        """Check the watched messengers, if the person agreed and no check runs. `by_itself`: nobody waits for it."""
        if self._state.phase is not Phase.CHECKING and self._may_check():
            self._changed, self._state = "", uncompared(self._state)
            self._start(by_itself=by_itself)

    def check_again(self, messenger: str) -> None:
        """Check after something was changed for this messenger, and compare with the verdicts from before."""
        if self._may_check():
            self._changed = messenger
            self._state = compared(self._state)
            self._start()

    def check_others(self) -> None:
        """Check possible alternatives once, in addition to the watched messengers; the list does not change."""
        if self._state.phase is not Phase.CHECKING and self._content is not None and self._may_check():
            self._start(others_to_test(self._content, self.watch_list))

    def _may_check(self) -> bool:
        may = self._content is not None and self._content.saved is None and not self.first_run
        return may and bool(self.watch_list.watched)

    def _start(self, others: tuple[str, ...] = (), *, outside: bool = False, by_itself: bool = False) -> None:
        if self._content is not None:
            quiet = self.watch_list.quiet
            asked = (*self.watch_list.watched, *(() if quiet else others))
            request = CheckRequest(
                asked,
                servers=self._settings.servers,
                quiet=quiet,
                outside=outside and not quiet,
                by_itself=by_itself and not quiet,
            )
            self._runner.start(partial(self._content.begin, request), asked)

    def open(self, messenger: str = "") -> None:
        """Bring the window forward, at a messenger if one is given; the first time, start a check."""
        if self._frame is not None:
            self._frame.come_forward()
        if self._state.phase is Phase.IDLE and not self._settings.quiet_profile:
            self.check()
        if self._window is not None and messenger and not self._window.asking:
            self._window.open_messenger(messenger)

    def _remember(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            try:
                self._inputs.save_settings(settings)
            except OSError as problem:
                _log.warning("the settings could not be kept: %s", problem)
                if self._window is not None:
                    self._window.say_not_kept(problem)

    def _show(self) -> None:
        if self._window is not None:
            self._window.show_state(self._state, self.watch_list)
        self.shown.emit()

    def _on_runner_prepared(self, said: Prepared | PreparationFailed) -> None:
        if isinstance(said, PreparationFailed):
            if self._window is not None:
                self._window.show_failure(said.reason)
            return
        number, content = said.value if isinstance(said.value, tuple) else (0, None)
        if number != self._load_number or not isinstance(content, LoadedContent):
            return  # loaded for another country or language, and outdated
        fresh = self._content is None and (self._agreed or not self._settings.quiet_profile)
        self._use_content(content)
        self.loaded.emit(content)
        if content.saved is not None:
            self._state = finished(ScreenState(), content.saved, Phase.SAVED)
        elif self._state.phase is Phase.LOADING:
            self._state = replace(self._state, phase=Phase.IDLE)
        self._show()
        if fresh and (self._frame is None or self._frame.is_seen() or self._settings.watch_minutes > 0):
            self.check()

    def _use_content(self, content: LoadedContent) -> None:
        """Keep the content as loaded, and show it with the person's own servers."""
        filled = tuple(with_server(m, self._settings.servers) for m in content.messengers)
        self._loaded, self._content = content, replace(content, messengers=filled)
        self.presenter = Presenter(self._content)
        if self._window is not None:
            self._window.show_content(self._content, self.presenter)

    def revise(self, change: Callable[[LoadedContent], LoadedContent]) -> None:
        """Show what was found apart from checks: the makers of apps, which help answers."""
        if self._loaded is not None:
            self._use_content(change(self._loaded))
            self._show()

    def fold(self, event: Event | Noticed) -> None:
        """Apply an event to the state, and show what it changes."""
        before, self._state = self._state.phase, after(self._state, event)
        if isinstance(event, Progressed) and self._window is not None and not self._unshown:
            self._window.show_progress(self._state)  # some hundred per check
            return
        self._unshown = self._runner.more_comes  # queued events are shown together
        if not self._unshown:
            self._show()
        if (running := self._state.phase is Phase.CHECKING) != (before is Phase.CHECKING):
            self.checking_changed.emit(running)
        if self._state.phase is Phase.DONE and before is not Phase.DONE and self._window is not None:
            self._window.say_results(self._changed, self.watch_list.watched)
        if isinstance(event, CheckSettled):
            self._take(event.check)  # at once, so that nothing is lost if the window closes or the network changes
        elif isinstance(event, CheckFinished) and event.check.messengers != self._emitted_verdicts:
            self._take(event.check)
        elif isinstance(event, CheckStarted):
            self._emitted_verdicts = None

    def _take(self, check: Check) -> None:
        self._emitted_verdicts = check.messengers
        self.check_finished.emit(check)

    def _on_frame_closing(self) -> None:
        if self._frame is not None and self._inputs.saved is None and not self._settings.quiet_profile:
            self._remember(replace(self._settings, window=self._frame.place()))

    def _on_window_agreed(self, window: "MainWindow") -> None:
        self._remember(window.first_choice(self._settings))
        window.leave_start_page()
        self.settings_changed.emit()
        if self._country != self._settings.country:
            self._agreed = True
            self._content = self._loaded = None  # words and control sites depend on the country
            self.load(self._language)
        else:
            self.check()

    def _add(self, messengers: tuple[str, ...]) -> None:
        self._remember(with_added(self._settings, messengers))
        self._runner.cancel()
        self._show()
        self.check()

    def _take_server(self, messenger: str, server: str) -> None:
        self._remember(with_own_server(self._settings, messenger, server))
        known = {m: k for m, k in self._state.known.items() if m != messenger}  # that verdict is about another server
        self._state = replace(self._state, known=MappingProxyType(known))
        if self._loaded is not None:
            self._use_content(self._loaded)
        if server:
            self._add((messenger,))
        else:
            self._show()

    def change_settings(self, settings: Settings) -> None:
        """Store changed settings; a change of country loads other words and control sites."""
        elsewhere = settings.country != self._settings.country
        self._remember(replace(settings, window=self._settings.window))
        self.settings_changed.emit()
        self._show()
        if elsewhere and self._loaded is not None:
            self.load(self._language)

    def _on_not_started(self, messenger: str) -> None:
        """Stop offering to open this messenger: its command is gone or failed."""

        def without_command(content: LoadedContent) -> LoadedContent:
            left = {one: command for one, command in content.start_commands.items() if one != messenger}
            return replace(content, start_commands=left)

        self.revise(without_command)

    @cached_property
    def languages(self) -> tuple[OfferedLanguage, ...]:
        """The languages to choose from; none if their files cannot be read."""
        with suppress(WordingError):
            return offered_languages(self._inputs.resources)
        return ()

    @property
    def draft_in(self) -> str:
        """The name of English if the window's translation is a draft; else empty."""
        folder, code = self._inputs.resources, spoken_code()
        with suppress(WordingError):
            if code in languages(folder) and read_language(folder, code).draft:
                return read_language(folder, SOURCE).name
        return ""

    def choose_language(self, language: str) -> None:
        """Switch to another language; empty for the system's."""
        if language != self._settings.language:
            self._remember(replace(self._settings, language=language))
            self.language_requested.emit(language)
