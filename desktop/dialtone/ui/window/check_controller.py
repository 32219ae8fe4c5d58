"""Owns the state: what a request of window or tray does, and what an event changes on the screen."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from dialtone.engine.events import CheckFinished, CheckSettled, CheckStarted, Event, Progressed
from dialtone.engine.requests import CheckRequest
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.wording import SOURCE
from dialtone.store.language_progress import OfferedLanguage, list_offered
from dialtone.store.own_server import with_server
from dialtone.store.settings import Settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, read_language
from dialtone.ui.state.check_runner import Background, CheckRunner
from dialtone.ui.state.languages import spoken_code
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.presenter import Presenter, Screen
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import (
    Phase,
    ScreenState,
    WindowEvent,
    state_after,
    with_check,
    with_comparison,
    without_comparison,
)
from dialtone.ui.state.services import StartupInputs
from dialtone.ui.state.watch_list import (
    WatchList,
    every_messenger,
    others_to_test,
    watch_list_of,
    with_added,
    with_own_server,
)
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.frame import Frame

_log = logging.getLogger(__name__)


class _Window(Protocol):
    """What is asked of the window, whose modules are not loaded in the tray."""

    @property
    def asking(self) -> bool: ...
    def show_content(self, content: LoadedContent) -> None: ...
    def show_screen(self) -> None: ...
    def show_progress(self) -> None: ...
    def show_failure(self, reason: str) -> None: ...
    def say_in_english(self, reason: str) -> None: ...
    def say_results(self, changed: str) -> None: ...
    def say_not_kept(self, problem: Exception) -> None: ...
    def open_messenger(self, messenger: str) -> None: ...
    def take_step(self, result: ResultState) -> None: ...


class CheckController(QObject):
    """Owns the state. Handles requests from window and tray, and events from the check runner.

    Signals:
        language_requested: the window must be rebuilt in another language (or the system's, if empty).
        checking_changed: whether a check is running.
        check_finished: a whole new `Check`.
        settings_changed: the settings changed.
        loaded: a new `LoadedContent`.
        shown: `screen` changed.
    """

    language_requested = Signal(str)
    checking_changed = Signal(bool)
    check_finished = Signal(object)
    settings_changed = Signal()
    loaded = Signal(object)
    shown = Signal()

    def __init__(
        self, inputs: StartupInputs, runner: CheckRunner, frame: Frame | None = None, parent: QObject | None = None
    ) -> None:
        """`frame`: its place is stored, and it is brought forward on request."""
        super().__init__(parent)
        self._inputs, self._runner, self._frame = inputs, runner, frame
        self.settings = inputs.settings
        self.state, self.screen = ScreenState(), Screen()
        """What is known now, and what was shown of it last."""
        self.content: LoadedContent | None = None
        """The loaded content, with the person's own servers."""
        self.presenter: Presenter | None = None
        """Words what is known; None until everything is loaded."""
        self.window: _Window | None = None
        """The content of the window; None in the tray."""
        self.actions = self._make_actions()
        self._loaded: LoadedContent | None = None
        """The content as it was loaded, without the person's own servers."""
        self._language = self._country = ""
        """What the content is loaded for; the country is empty for none."""
        self._unread = ""
        """Why the chosen language cannot be used, until the window says so."""
        self._load_number = 0
        """The number of the last load: the results of earlier ones are outdated."""
        self._changed_messenger = ""
        """The messenger whose settings the person changed before this check: its result is announced first."""
        self._speaks = False
        """The results of a check are announced once they are shown."""
        self._show_timer = QTimer(self, singleShot=True, interval=0)
        """Shows what has changed, once all queued events are folded into the state."""
        self._show_timer.timeout.connect(self.show)
        self._agreed = False
        """The person agreed to a check, which starts once everything is loaded for the country."""
        self._emitted_verdicts: tuple[MessengerVerdict, ...] | None = None
        """The verdicts of the running or last check that were emitted with `check_finished`."""
        self.makers = Background(self)
        """Finds out who made the apps, apart from loading and checks: that can take seconds."""
        runner.happened.connect(self.fold)
        if frame is not None:
            frame.closing.connect(self._on_frame_closing)

    @property
    def first_run(self) -> bool:
        """Whether the person has yet to agree to a check."""
        return not self.settings.first_run_done and self._inputs.saved is None

    @property
    def watch_list(self) -> WatchList:
        """The messengers in the list, and the person's choices for each."""
        return watch_list_of(self.content, self.settings)

    def _make_actions(self) -> WindowActions:
        """Return new commands in the current language; those that check and cancel are connected."""
        actions = WindowActions(self)
        actions.check.triggered.connect(self.check)
        actions.cancel.triggered.connect(self._runner.cancel)
        return actions

    def begin_language(self) -> None:
        """Make the commands again in the current language, and forget the words in the former one."""
        self.actions.deleteLater()
        self.actions, self.presenter, self.screen = self._make_actions(), None, Screen()

    def close(self) -> None:
        """Show nothing more at the end of the program: what threads still bring is ignored."""
        self.makers.close()
        self._show_timer.stop()
        self.blockSignals(True)
        self.window = self.presenter = self._loaded = None

    def load(self, language: str, guess: str = "") -> None:
        """Load everything in the background; while no country is set, for the country `guess`."""
        self._language, self._load_number = language, self._load_number + 1
        self._country = country = self.settings.country or guess
        load = partial(self._inputs.load, language, country, self._inputs.saved)
        self._runner.in_background(load, partial(self._on_loaded, self._load_number))

    def check(self, *, by_itself: bool = False) -> None:
        """Check the watched messengers, if the person agreed and no check runs. `by_itself`: nobody waits for it."""
        if self.state.phase is not Phase.CHECKING and self._may_check():
            self._changed_messenger, self.state = "", without_comparison(self.state)
            self._start(by_itself=by_itself)

    def check_again(self, messenger: str) -> None:
        """Check after something was changed for this messenger, and compare with the verdicts from before."""
        if self._may_check():
            self._changed_messenger = messenger
            self.state = with_comparison(self.state)
            self._start()

    def check_others(self) -> None:
        """Check possible alternatives once, in addition to the watched messengers; the list does not change."""
        if self.state.phase is not Phase.CHECKING and self.content is not None and self._may_check():
            self._start(others_to_test(self.content, self.watch_list))

    def check_outside(self) -> None:
        """Check outside the VPN as well; the person was told what the provider sees of it."""
        self._start(outside=True)

    def _may_check(self) -> bool:
        """Return whether a check may start: the person agreed, no saved check is shown, and the list is not empty."""
        may = self.content is not None and self.content.saved is None and not self.first_run
        return may and bool(self.watch_list.watched)

    def _start(self, others: tuple[str, ...] = (), *, outside: bool = False, by_itself: bool = False) -> None:
        """Start a check of the watched messengers and of `others`; a quiet one leaves out all that adds traces."""
        if self.content is not None:
            quiet = self.watch_list.quiet
            messengers = (*self.watch_list.watched, *(() if quiet else others))
            request = CheckRequest(
                messengers,
                servers=self.settings.servers,
                quiet=quiet,
                outside=outside and not quiet,
                by_itself=by_itself and not quiet,
            )
            self._runner.start(partial(self.content.begin, request), messengers)

    def open(self, messenger: str = "") -> None:
        """Bring the window forward, at a messenger if one is given; the first time, start a check."""
        if self._frame is not None:
            self._frame.come_forward()
        if self.state.phase is Phase.IDLE and not self.settings.quiet_profile:
            self.check()
        if self.window is not None and messenger and not self.window.asking:
            self.window.open_messenger(messenger)

    def _save_settings(self, settings: Settings) -> None:
        """Keep the settings, even if they cannot be written; the window then says so."""
        if settings != self.settings:
            self.settings = settings
            try:
                self._inputs.save_settings(settings)
            except OSError as problem:
                _log.warning("the settings could not be kept: %s", problem)
                if self.window is not None:
                    self.window.say_not_kept(problem)

    def renew_screen(self) -> Screen:
        """Return the screen for what is known now, which is shown a moment later."""
        if self.presenter is not None:
            self.screen = self.presenter.screen(self.state, self.watch_list, self.screen.rows)
        return self.screen

    def show(self) -> None:
        """Show the current state everywhere, at once; announce the results of a check that has just ended."""
        self._show_timer.stop()
        self.renew_screen()
        speaks, self._speaks = self._speaks, False
        if self.window is not None:
            self.window.show_screen()
            if speaks:
                self.window.say_results(self._changed_messenger)
        self.shown.emit()

    def _on_loaded(self, number: int, content: LoadedContent | Exception) -> None:
        """Use the content that was loaded, in English where the language cannot be read, or show why there is none.

        The first content begins a check if its answer will be noticed: the window is on the screen, or watching is
        on. In the quiet profile nothing is checked at a start by itself, only after the person agreed.
        """
        if number != self._load_number:
            return  # for a former country or language
        if isinstance(content, ResourceError) and self._language != SOURCE:
            self._unread = str(content)
            self.load(SOURCE, self._country)
            return
        if isinstance(content, Exception):
            if self.window is not None:
                self.window.show_failure(str(content) or type(content).__name__)
            return
        if self._unread and spoken_code() != SOURCE:
            self.language_requested.emit(SOURCE)  # the window follows, and everything is loaded for it
            return
        may_begin = self.content is None and (self._agreed or not self.settings.quiet_profile)
        self.use_content(content)
        self.loaded.emit(content)
        if content.saved is not None:
            self.state = with_check(ScreenState(), content.saved, Phase.SAVED)
        elif self.state.phase is Phase.LOADING:
            self.state = replace(self.state, phase=Phase.IDLE)
        self.show()
        if self._unread and self.window is not None:
            self.window.say_in_english(self._unread)
            self._unread = ""
        self.find_makers()
        is_noticed = self._frame is None or self._frame.is_on_screen() or self.settings.watch_minutes > 0
        if may_begin and is_noticed:
            self.check()

    def use_content(self, content: LoadedContent) -> None:
        """Keep the content as loaded, and show it with the person's own servers, worded by a new presenter."""
        filled = tuple(with_server(m, self.settings.servers) for m in content.messengers)
        self._loaded, self.content = content, replace(content, messengers=filled)
        self.presenter = Presenter(self.content)
        if self.window is not None:
            self.window.show_content(self.content)

    def revise(self, change: Callable[[LoadedContent], LoadedContent]) -> None:
        """Change the loaded content by what was found apart from checks (makers of apps, answers of hosts); show it."""
        if self._loaded is not None:
            self.use_content(change(self._loaded))
            self.show()

    def _word_for(self, today: date) -> None:
        """Use the words for the day of a check: the program may have been loaded weeks ago."""
        content = self._loaded
        if content is not None and content.words.person.today != today:
            self.use_content(replace(content, words=content.words.for_reader_on(today)))

    def find_makers(self) -> None:
        """Find out who made the apps, for an open window, unless that is known for the loaded content."""
        content = self.content
        if self.window is not None and content is not None and not content.makers and content.find_makers is not None:
            self.makers.in_background(content.find_makers, self._on_makers_found)

    def _on_makers_found(self, makers: object) -> None:
        if isinstance(makers, dict):
            self.revise(lambda content: replace(content, makers=makers))

    def fold(self, event: Event | WindowEvent) -> None:
        """Apply an event to the state; what events that came together change is shown together."""
        if isinstance(event, CheckStarted):
            self._word_for(event.started_at.astimezone().date())
        former, self.state = self.state, state_after(self.state, event)
        if isinstance(event, Progressed):  # some hundred per check
            if self.window is not None:
                self.window.show_progress()
            return
        if self.state != former:  # after a check its network is read again: mostly the same one
            self._show_timer.start()
        if (running := self.state.phase is Phase.CHECKING) != (former.phase is Phase.CHECKING):
            self.checking_changed.emit(running)
        if self.state.phase is Phase.DONE and former.phase is not Phase.DONE:
            self._speaks = True
        if isinstance(event, CheckSettled):
            # at once, so that nothing is lost if the window closes or the network changes
            self._emit_finished(event.check)
        elif isinstance(event, CheckFinished) and event.check.messengers != self._emitted_verdicts:
            self._emit_finished(event.check)
        elif isinstance(event, CheckStarted):
            self._emitted_verdicts = None

    def _emit_finished(self, check: Check) -> None:
        """Emit a check, and remember that: it may be emitted when it is settled, and again if its end changed it."""
        self._emitted_verdicts = check.messengers
        self.check_finished.emit(check)

    def _on_frame_closing(self) -> None:
        """Store the place of the window; the quiet profile stores nothing, and a saved check has its own window."""
        if self._frame is not None and self._inputs.saved is None and not self.settings.quiet_profile:
            self._save_settings(replace(self.settings, window=self._frame.place()))

    def agree(self, settings: Settings) -> None:
        """Store the choices of the start page, and start the first check.

        If another country was chosen, the check starts once everything is loaded for that one.
        """
        self._save_settings(settings)
        self.settings_changed.emit()
        if self._country != self.settings.country:
            self._agreed = True
            self.state = replace(self.state, phase=Phase.LOADING)
            self.show()
            self.content = self._loaded = None  # words and control sites depend on the country
            self.load(self._language)
            return
        self.check()
        if self.state.phase is Phase.IDLE and self._may_check():  # the check is about to say that it began
            watched = frozenset(self.watch_list.watched)
            self.state = replace(self.state, phase=Phase.CHECKING, pending=watched)
        self.show()

    def add(self, messengers: tuple[str, ...]) -> None:
        """Add these to the list, and check; a check that runs is cancelled for that."""
        self._save_settings(with_added(self.settings, messengers))
        self._runner.cancel()
        self.show()
        self.check()

    def add_every(self) -> None:
        """Add all messengers to the list, and check."""
        self.add(every_messenger(self.content))

    def take_server(self, messenger: str, server: str) -> None:
        """Use the person's own server for this messenger, and check it; empty for none."""
        self._save_settings(with_own_server(self.settings, messenger, server))
        # the known verdict is about another server
        without_it = {other: known for other, known in self.state.known.items() if other != messenger}
        self.state = replace(self.state, known=MappingProxyType(without_it))
        if self._loaded is not None:
            self.use_content(self._loaded)
        if server:
            self.add((messenger,))
        else:
            self.show()

    def change_settings(self, settings: Settings) -> None:
        """Store changed settings; a change of country loads other words and control sites.

        Turning the quiet profile on ends an ordinary check, which asks more, quickly, and is stored.
        """
        if settings.quiet_profile and not self.settings.quiet_profile:
            self._runner.cancel()
        country_changed = settings.country != self.settings.country
        self._save_settings(replace(settings, window=self.settings.window))
        self.settings_changed.emit()
        self.show()
        if country_changed and self._loaded is not None:
            self.load(self._language)

    def forget_command(self, messenger: str) -> None:
        """Stop offering to open this messenger: its command is gone or failed."""

        def without_command(content: LoadedContent) -> LoadedContent:
            commands = {other: command for other, command in content.start_commands.items() if other != messenger}
            return replace(content, start_commands=commands)

        self.revise(without_command)

    @cached_property
    def languages(self) -> tuple[OfferedLanguage, ...]:
        """The languages to choose from; none if their files cannot be read."""
        with suppress(ResourceError):
            return list_offered(self._inputs.resources)
        return ()

    @property
    def english_if_draft(self) -> str:
        """The name of English, to be offered if the window's translation is a draft; else empty."""
        folder, code = self._inputs.resources, spoken_code()
        with suppress(ResourceError):
            if code in list_languages(folder) and read_language(folder, code).draft:
                return read_language(folder, SOURCE).name
        return ""

    def choose_language(self, language: str) -> None:
        """Switch to another language; empty for the system's."""
        if language != self.settings.language:
            self._save_settings(replace(self.settings, language=language))
            self._unread = ""
            self.language_requested.emit(language)
