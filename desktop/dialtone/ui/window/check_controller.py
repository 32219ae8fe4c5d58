"""Owns the state of the window and the tray: handles what the person requests, and the events of checks."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from dialtone.engine.events import CheckFinished, CheckSettled, CheckStarted, Event, Progressed
from dialtone.engine.requests import CheckRequest, Profile
from dialtone.explain.makers import MakerWords
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.wording import SOURCE
from dialtone.store.own_server import with_server
from dialtone.store.settings import Settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import Language, list_offered
from dialtone.ui.state.check_runner import Background, CheckRunner
from dialtone.ui.state.labels import translate
from dialtone.ui.state.languages import current_language
from dialtone.ui.state.presenter import Presenter, Screen
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import NetworkSeen, Phase, ScreenState, state_after, with_check, with_comparison
from dialtone.ui.state.watch_list import WatchList, others_to_test, watch_list_of, with_added, with_own_server
from dialtone.ui.state.window_inputs import LoadedContent, StartupInputs, say_files_unreadable, trouble_text
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.content_loader import ContentLoader
from dialtone.ui.window.frame import Frame

if TYPE_CHECKING:
    from dialtone.ui.widgets.notice_bar import OutcomeBar

_log = logging.getLogger(__name__)


class _Window(Protocol):
    """The window as the controller uses it: in the tray its modules are not loaded."""

    @property
    def on_start_page(self) -> bool: ...
    @property
    def outcome_bar(self) -> "OutcomeBar": ...
    def show_content(self, content: LoadedContent) -> None: ...
    def show_screen(self) -> None: ...
    def show_progress(self) -> None: ...
    def show_failure(self, reason: str) -> None: ...
    def say_results(self, changed: str) -> None: ...
    def open_messenger(self, messenger: str) -> None: ...
    def take_step(self, result: ResultState) -> None: ...
    def follow_link(self, result: ResultState) -> None: ...


class CheckController(QObject):
    """Owns the state. Handles requests from window and tray, and events from the check runner.

    Signals:
        language_requested: the window must be rebuilt in another language (or the system's, if empty).
        checking_changed: a check started (True) or ended (False).
        check_finished: a `Check` that is settled, and again at its end if that changed its verdicts.
        settings_changed: the settings changed.
        loaded: a new `LoadedContent`.
        shown: `screen` was derived again, and the window shows it.
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
        """`frame`: its geometry is stored when it closes, and it is brought forward on request; None in tests."""
        super().__init__(parent)
        self._inputs, self._runner, self._frame = inputs, runner, frame
        self.settings = inputs.settings
        self.state = ScreenState()
        self.screen = Screen()
        """What was last derived from `state` to be shown."""
        self.content: LoadedContent | None = None
        """The loaded content, with the person's own servers; None until it is first loaded."""
        self.window: _Window | None = None
        """None in the tray."""
        self.actions = self._make_actions()
        self._loaded: LoadedContent | None = None
        """The content as it was loaded in the current language, without the person's own servers; None until then."""
        self._loader = ContentLoader(
            lambda language, country: inputs.load(language, country, inputs.saved), runner, self
        )
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_load_failed)
        self._language_error = ""
        """Why the files of the chosen language cannot be used, until the window says so; empty if they can."""
        self._settings_trouble = inputs.settings_trouble
        """Why not all stored settings are in use, until the window says so; None if they are."""
        self._changed_messenger = ""
        """The messenger whose settings the person changed before this check: its result is announced first."""
        self._announces_results = False
        """A check has ended: its results are announced to screen readers once they are shown."""
        self._show_timer = QTimer(self, singleShot=True, interval=0)
        """Shows what has changed, once all queued events are folded into the state."""
        self._show_timer.timeout.connect(self.show)
        self._emitted_verdicts: tuple[MessengerVerdict, ...] | None = None
        """The verdicts of the running or last check with which `check_finished` was emitted; None if it was not."""
        self.makers = Background(self)
        """Finds out who made the apps. That can take seconds, so loading and checks do not wait for it."""
        runner.happened.connect(self.fold)
        if frame is not None:
            frame.closing.connect(self._on_frame_closing)

    @property
    def first_run(self) -> bool:
        """Whether the person has yet to agree to a check."""
        return not self.settings.first_run_done and self._inputs.saved is None

    @property
    def may_open_pages(self) -> bool:
        """Whether pages can be opened: the person agreed, and there is content for the chosen country and language.

        While another country is loaded, they would show the law and the advice of the former one. Without a presenter
        the content, if any, is in a former language: that of the chosen one is still to be loaded, or failed to load.
        """
        return not self.first_run and not self._loader.is_loading and self.presenter is not None

    @property
    def presenter(self) -> Presenter | None:
        """Puts what `screen` shows into words; None until everything is loaded in the chosen language."""
        if self._loaded is None or self.content is None:
            return None
        return Presenter(self.content, self.screen.state, self.screen.watch_list)

    @property
    def watch_list(self) -> WatchList:
        """The messengers in the list, and the person's choices for each."""
        return watch_list_of(self.content, self.settings)

    def _make_actions(self) -> WindowActions:
        actions = WindowActions(self)
        actions.check.triggered.connect(self.check)
        actions.cancel.triggered.connect(self._runner.cancel)
        return actions

    def begin_language(self) -> None:
        """Make the actions again in the current language, and forget the words in the former one."""
        self.actions.deleteLater()
        self.actions = self._make_actions()
        self._loaded = None  # a check that starts meanwhile must not use the former words
        self.screen = Screen()

    def close(self) -> None:
        """Show nothing any more, at the end of the program: results that threads still deliver are ignored."""
        self.makers.close()
        self._show_timer.stop()
        self.blockSignals(True)
        self.window = self._loaded = None

    def load(self, language: str) -> None:
        """Load everything in the background, for the country of the settings."""
        self._loader.load(language, self.settings.country)

    def check(self, *, unattended: bool = False) -> None:
        """Check the watched messengers, if the person agreed and no check runs. `unattended`: nobody waits for it."""
        if self.state.phase is not Phase.CHECKING and self._may_check():
            self._changed_messenger = ""
            self.state = replace(self.state, before_change=MappingProxyType({}))
            self._start(unattended=unattended)

    def check_again(self, messenger: str) -> None:
        """Check after the person changed something for this messenger, and compare with the verdicts from before."""
        if self._may_check():
            self._changed_messenger = messenger
            self.state = with_comparison(self.state)
            self._start()

    def check_others(self) -> None:
        """Check possible alternatives once, in addition to the watched messengers; the list does not change."""
        if self.state.phase is not Phase.CHECKING and self.content is not None and self._may_check():
            self._start(others_to_test(self.content, self.watch_list))

    def check_outside(self) -> None:
        """Check through the VPN and outside it. The caller has shown what the provider sees of that."""
        self._start(outside=True)

    def _may_check(self) -> bool:
        """Return whether a check may start: the person agreed, all is loaded for their country, the list not empty."""
        is_live = self.state.phase not in (Phase.LOADING, Phase.SAVED)
        return is_live and not self.first_run and bool(self.watch_list.watched)

    def _start(self, others: tuple[str, ...] = (), *, outside: bool = False, unattended: bool = False) -> None:
        """Start a check of the watched messengers and of `others`."""
        if self.content is not None:
            quiet = self.watch_list.quiet
            usual = Profile.UNATTENDED if unattended else Profile.USUAL
            messengers = (*self.watch_list.watched, *others)
            request = CheckRequest(
                messengers,
                servers=self.settings.servers,
                profile=Profile.QUIET if quiet else usual,
                outside=outside and not quiet,
            )
            self._runner.start(partial(self.content.make_run, request), messengers)

    def open(self, messenger: str = "") -> None:
        """Bring the window forward, at a messenger if one is given; start a check if there has been none."""
        if self._frame is not None:
            self._frame.bring_to_front()
        if self.state.phase is Phase.IDLE and not self.settings.quiet_profile:
            self.check()
        if self.window is not None and messenger and not self.window.on_start_page:
            self.window.open_messenger(messenger)

    def _save_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and write them; if that fails, the window says so."""
        if settings != self.settings:
            self.settings = settings
            try:
                self._inputs.save_settings(settings)
            except TroubleError as problem:
                _log.warning("the settings could not be kept: %s", problem)
                if self.window is not None:
                    self.window.outcome_bar.say_trouble(trouble_text(self.content, problem))

    def renew_screen(self) -> Screen:
        """Derive `screen` from what is known now, without showing it yet, and return it."""
        if self._loaded is not None and self.content is not None:
            self.screen = Presenter(self.content, self.state, self.watch_list).make_screen(self.screen.rows)
        return self.screen

    def show(self) -> None:
        """Show the current state everywhere at once, and announce the results of a check that has just ended."""
        self._show_timer.stop()
        self.renew_screen()
        announces_results, self._announces_results = self._announces_results, False
        if self.window is not None:
            self.window.show_screen()
            if announces_results:
                self.window.say_results(self._changed_messenger)
            if self.presenter is not None:
                self._say_start_troubles(self.window)
        self.shown.emit()

    def _say_start_troubles(self, window: _Window) -> None:
        """Say once, in the window, which of the settings and the files of the language are not in use, and why."""
        sentences = []
        if self._settings_trouble is not None:
            sentences.append(trouble_text(self.content, self._settings_trouble))
        if self._language_error:
            sentences.append(say_files_unreadable(self._language_error))
        if sentences:
            window.outcome_bar.say_trouble(" ".join(sentences))
        self._settings_trouble = None
        self._language_error = ""

    def _on_loaded(self, content: LoadedContent) -> None:
        """Begin with this content; if it replaces that of a faulty language, first build the window in English."""
        if self._language_error and current_language() != SOURCE:
            self.language_requested.emit(SOURCE)  # which loads it again
        else:
            self._begin_with(content)

    def _on_load_failed(self, problem: Exception) -> None:
        """Keep the former country if another one fails to load, and load English for a language; say what else fails.

        A language that is being loaded has no presenter yet.
        """
        reason = str(problem) or type(problem).__name__
        if (presenter := self.presenter) is not None:
            self._keep_country(presenter.content.country, reason)
        elif isinstance(problem, ResourceError) and self._loader.language != SOURCE:
            self._language_error = str(problem)
            self.load(SOURCE)  # if that fails too, the fault is not in the language, and the window keeps it
        elif self.window is not None:
            self.window.show_failure(say_files_unreadable(reason))

    def _keep_country(self, country: str, reason: str) -> None:
        """Go on with the country whose content there is, and say why it is not the chosen one.

        The first check, which waited for the country of the start page, starts without it.
        """
        self._loader.country = country
        check_waits = self.state.phase is Phase.LOADING
        if check_waits:
            self.state = replace(self.state, phase=Phase.IDLE)
        self._save_settings(replace(self.settings, country=country))
        self.settings_changed.emit()
        self.show()
        if self.window is not None:
            kept = translate("Window", "The country could not be changed.")
            self.window.outcome_bar.say_trouble(f"{kept} {say_files_unreadable(reason)}")
        if check_waits:
            self.check()

    def _begin_with(self, content: LoadedContent) -> None:
        """Show the loaded content; start a check if the window is on the screen or automatic checks are on."""
        is_first = self.content is None
        was_loading = self.state.phase is Phase.LOADING
        if content.saved is not None:
            self.state = with_check(ScreenState(), content.saved, Phase.SAVED)
        elif was_loading:
            self.state = replace(self.state, phase=Phase.IDLE)
        self.use_content(content)
        self.loaded.emit(content)
        self.show()
        self.find_makers()
        is_noticed = self._frame is None or self._frame.is_on_screen() or self.settings.watch_minutes > 0
        waits_for_person = is_first and self.settings.quiet_profile  # then the start checks nothing
        if was_loading and is_noticed and not waits_for_person:
            self.check()

    def use_content(self, content: LoadedContent) -> None:
        """Use this content from now on: with the person's own servers."""
        messengers = tuple(with_server(m, self.settings.servers) for m in content.messengers)
        self._loaded = content
        self.content = replace(content, messengers=messengers)
        if self.window is not None:
            self.window.show_content(self.content)

    def change_content(self, change: Callable[[LoadedContent], LoadedContent]) -> None:
        """Apply `change` to the content, for what was found apart from checks (makers of apps, answers of hosts)."""
        if self._loaded is not None:
            self.use_content(change(self._loaded))
            self.show()

    def _use_words_for(self, day: date) -> None:
        """Use words that hold on the day of a check: the program may have been loaded weeks ago."""
        content = self._loaded
        if content is not None and content.words.person.today != day:
            self.use_content(replace(content, words=content.words.for_reader_on(day)))

    def find_makers(self) -> None:
        """Find out who made the apps if there is a window to show it and the content does not have it yet."""
        if self.window is None or self.content is None:
            return
        computer = self.content.computer
        if not computer.makers and computer.find_makers is not None:
            self.makers.in_background(computer.find_makers, self._on_makers_found)

    def _on_makers_found(self, makers: Mapping[str, MakerWords] | Exception) -> None:
        if not isinstance(makers, Exception):
            self._change_computer(makers=makers)

    def _change_computer(self, **found: Any) -> None:
        """Use what was found on this computer: values of `ThisComputer`, by name."""
        self.change_content(lambda content: replace(content, computer=replace(content.computer, **found)))

    def learn(self, **known: Any) -> None:
        """Use what was found apart from checks: values of `ScreenState`, by name."""
        former, self.state = self.state, replace(self.state, **known)
        if self.state != former:
            self._show_timer.start()

    def fold(self, event: Event | NetworkSeen) -> None:
        """Apply an event to the state; the changes of events that come together are shown together."""
        former = self.state
        self.state = state_after(former, event)
        if isinstance(event, Progressed):  # some hundred per check
            if self.window is not None:
                self.window.show_progress()
            return
        if self.state != former:  # after a check its network is read again: mostly the same one
            self._show_timer.start()
        if isinstance(event, CheckStarted):
            self._use_words_for(event.started_at.astimezone().date())
            self._emitted_verdicts = None
        self._announce_phase(former.phase)
        if isinstance(event, CheckSettled | CheckFinished):
            self._announce_verdicts(event.check)

    def _announce_phase(self, former: Phase) -> None:
        """Tell the program that a check has started or ended, and let its results be announced once they are shown."""
        phase = self.state.phase
        if (phase is Phase.CHECKING) is not (former is Phase.CHECKING):
            self.checking_changed.emit(phase is Phase.CHECKING)
        if phase is Phase.DONE and former is not Phase.DONE:
            self._announces_results = True

    def _announce_verdicts(self, check: Check) -> None:
        """Emit a settled check, so that nothing is lost if the window closes; again if its end changes verdicts."""
        if check.messengers != self._emitted_verdicts:
            self._emitted_verdicts = check.messengers
            self.check_finished.emit(check)

    def _on_frame_closing(self) -> None:
        """Store the geometry of the window; not in the quiet profile, nor for the window of a saved check."""
        if self._frame is not None and self._inputs.saved is None and not self.settings.quiet_profile:
            self._save_settings(replace(self.settings, window=self._frame.geometry_to_restore()))

    def agree(self, settings: Settings) -> None:
        """Store the choices of the start page, and start the first check, once all is loaded for their country."""
        self._save_settings(settings)
        self.settings_changed.emit()
        if self._loader.country != self.settings.country:
            self.state = replace(self.state, phase=Phase.LOADING)
            self.load(self._loader.language)
            self.show()
            return
        self.check()
        self.show()

    def add(self, messengers: tuple[str, ...]) -> None:
        """Add these to the list, and check them with the others; a running check is cancelled."""
        self._save_settings(with_added(self.settings, messengers))
        self._runner.cancel()
        self.show()
        self.check()

    def set_own_server(self, messenger: str, server: str) -> None:
        """Use the person's own server for this messenger, and check it. An empty `server` removes the former one."""
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
        """Store changed settings, and load what depends on the country.

        Turning the quiet profile on cancels a running check: an ordinary one asks more, and quickly, and is stored.
        """
        if settings.quiet_profile and not self.settings.quiet_profile:
            self._runner.cancel()
        country_changed = settings.country != self.settings.country
        self._save_settings(replace(settings, window=self.settings.window))
        self.settings_changed.emit()
        if country_changed and self._loader.language:
            self.load(self._loader.language)
        self.show()

    def forget_command(self, messenger: str) -> None:
        """Offer no longer to open this messenger's app: its start command is gone or failed."""
        if (content := self.content) is not None:
            commands = content.computer.start_commands.items()
            self._change_computer(start_commands={other: command for other, command in commands if other != messenger})

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages to choose from; empty if their files cannot be read."""
        with suppress(ResourceError):
            return list_offered(self._inputs.resources)
        return ()

    def choose_language(self, language: str) -> None:
        """Switch to another language; empty for the system's."""
        if language != self.settings.language:
            self._save_settings(replace(self.settings, language=language))
            self._language_error = ""
            self.language_requested.emit(language)
