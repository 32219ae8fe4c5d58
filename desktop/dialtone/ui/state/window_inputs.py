"""What the window gets from the program (`app/window_services.py`): its pages use no files and make no system calls."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import field

from dialtone.engine.requests import Request
from dialtone.explain.explainer import Explainer
from dialtone.explain.makers import MakerWords
from dialtone.explain.trouble_words import say_trouble
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import PhoneAdvice
from dialtone.model.frozen import Frozen
from dialtone.model.packages import Release
from dialtone.model.situation import CountryName
from dialtone.model.trouble import TroubleError
from dialtone.store.settings import Settings
from dialtone.system.autostart import Autostart
from dialtone.ui.state.check_runner import Run
from dialtone.ui.state.labels import translate

if TYPE_CHECKING:  # the history is loaded after the first paint
    from dialtone.store.history import History


TROUBLE = (TroubleError, OSError)
"""The exceptions that are shown to the person, in the words of `trouble_text`."""


class ContactedHost(Frozen):
    """One line of the page of hosts."""

    group: str
    """The messenger's name, or the purpose of the host."""
    place: str
    """A host name or an address, with its port."""
    reason: str


class ThisComputer(Frozen):
    """What was found on this computer, and what can be opened on it. Of a saved check's computer, nothing is known."""

    installed: frozenset[str] = frozenset()
    """The ids of the messengers on it."""
    sandbox: str = ""
    """`flatpak` or `snap` if Dialtone is confined in one and cannot see what is installed."""
    makers: Mapping[str, MakerWords] = field(default_factory=dict)
    """The makers of each messenger's apps, once known."""
    find_makers: Callable[[], Mapping[str, MakerWords]] | None = None
    """Finds `makers`; can take seconds. None for a saved check."""
    identify_file: Callable[[Path], Sequence[str]] | None = None
    """Returns sentences on who made a file."""
    start_commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The commands that start the installed messengers, by id: a program and its arguments."""
    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's settings that can be opened, by the vocabulary's word."""
    find_telegram_opener: Callable[[], str] = str
    """Returns the name of Telegram's own app if it opens Telegram links; empty if another app does, or none."""


class LoadedContent(Frozen):
    """The messengers, the words for a language and a country, and how to start a check."""

    messengers: tuple[Messenger, ...]
    words: Explainer
    names: Mapping[str, str]
    """The messengers' names in the reader's language, by id."""
    make_run: Callable[[Request], Run]
    """Returns the run of a request, in a process of its own, with what is known about this computer."""
    prepare_process: Callable[[], None] | None = None
    """Starts the process of the next check ahead of time; takes a moment. None for a saved check."""
    computer: ThisComputer = field(default_factory=ThisComputer)
    saved: Check | None = None
    """A saved check to show; nothing is measured then."""
    country: str = ""
    """The country it was loaded for; empty if the person would rather not say."""
    countries: tuple[CountryName, ...] = ()
    """The countries to choose from, in the order of the reader's alphabet."""
    day: str = ""
    """The version of catalogue and advice: their date."""
    neutral_hosts: tuple[ContactedHost, ...] = ()
    """The hosts that a check contacts besides those of messengers."""
    phone_advice_in_their_language: Callable[[str], PhoneAdvice | None] | None = None
    """Returns what to tell a person in a country (a code), in a language of that country; None if nothing is known."""

    def messenger(self, identifier: str) -> Messenger | None:
        """Return the messenger with this id; None if it is not in the catalogue."""
        return next((m for m in self.messengers if m.id == identifier), None)


class Services(Frozen):
    """The services of all pages besides the result. Where it says so, they may raise an exception of `TROUBLE`."""

    # Automatic checks, and what they remember

    history: "History"
    """The stored results of earlier checks. Each call may raise one of `TROUBLE`."""
    autostart: Autostart
    """Whether Dialtone starts when the person signs in."""
    network_mark: Callable[[], str]
    """Returns a text that identifies the computer's current network; empty without a network. Sends nothing."""
    on_battery: Callable[[], bool]
    """Returns whether the computer runs on its battery: automatic checks are rarer then."""
    now: Callable[[], datetime]
    """Returns the time in the person's time zone."""
    chance: Callable[[], float]
    """Returns a random number from 0 up to 1, which makes the times of automatic checks irregular."""

    # Pages that write or read files

    write_file: Callable[[Path, bytes], None]
    """Writes a file atomically. Raises one of `TROUBLE`."""
    log_folder: Path
    """The folder of the log files, which a report for the developers includes."""
    redact: Callable[[Check], Check]
    """Returns a check without what shows whose it is, what is installed there, and on which network it was made."""
    import_content: Callable[[Path], str]
    """Imports an update of catalogue and advice and returns its day. Raises one of `TROUBLE`."""
    write_copy_for_others: Callable[[Explainer, Path, tuple[Path, ...]], tuple[Path, tuple[str, ...]]]
    """Copies this program and packages into a folder; returns the place and lines to show. Raises one of `TROUBLE`."""
    remove_traces: Callable[[], None]
    """Removes all Dialtone data from this computer; nothing may be stored after it. Raises one of `TROUBLE`."""

    # This copy of Dialtone

    read_home_page: Callable[[], str]
    """Returns the web page of its publisher; empty if there is none."""
    read_received: Callable[[Path | bytes], str] = lambda _: ""
    """Returns the text that a friend sent in a file or a picture. Raises one of `TROUBLE`, or a `ResultLineError`."""
    licences: Callable[[], str] = str
    """Returns the licences of this program and its libraries."""
    newer_release: Callable[[], Release | None] = lambda: None
    """Returns the newer version of this program that an update announced; None for none."""


class StartupInputs(Frozen):
    """The inputs of the window, from `app/window_services.py`."""

    resources: Path
    settings: Settings
    save_settings: Callable[[Settings], None]
    load: Callable[[str, str, Check | None], LoadedContent]
    """Loads everything else, for a language, a country and a saved check. Runs on its own thread."""
    services: Callable[[], Services]
    saved: Check | None = None
    settings_trouble: TroubleError | None = None
    """Why not all stored settings are in use, for the window to say; None if they are."""


def trouble_text(content: LoadedContent | None, problem: Exception) -> str:
    """Return the sentence for an error; before the sentences are loaded, the error's own message."""
    return str(problem) if content is None else say_trouble(content.words.sentences, problem)


def say_files_unreadable(reason: str) -> str:
    """Return the sentence that Dialtone's own files could not be loaded."""
    text = translate(
        "Window", "Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}"
    )
    return text.format(reason=reason)
