"""What the window needs once everything is loaded, passed in by `app/window_services.py`: pages read no files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import field

from dialtone.engine.requests import Request
from dialtone.explain.explainer import Explainer
from dialtone.explain.makers import MakerWords
from dialtone.explain.trouble_words import say_trouble
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import SettingsPlace
from dialtone.model.country import CountryName
from dialtone.model.explanation import ForThem
from dialtone.model.frozen import Frozen
from dialtone.ui.state.check_runner import Run


class ContactedHost(Frozen):
    """One line of the page of hosts."""

    group: str
    """The messenger's name, or the purpose of the host."""
    place: str
    """A host name or an address, with its port."""
    reason: str


class LoadedContent(Frozen):
    """The messengers, which are installed, the words, and how to start a check."""

    messengers: tuple[Messenger, ...]
    installed: frozenset[str]
    words: Explainer
    names: Mapping[str, str]
    """The messengers' names in the reader's language, by id."""
    make_run: Callable[[Request], Run]
    """Returns the run of a request, in a process of its own, with what is known about this computer."""
    country: str = ""
    """The country it was loaded for; empty if the person would rather not say."""
    countries: tuple[CountryName, ...] = ()
    """The countries to choose from, in the order of the reader's alphabet."""
    day: str = ""
    """The version of catalogue and advice: their date."""
    saved: Check | None = None
    """A saved check to show; nothing is measured then."""
    neutral_hosts: tuple[ContactedHost, ...] = ()
    """The hosts that a check contacts besides those of messengers."""
    sandbox: str = ""
    """`flatpak` or `snap` if Dialtone is confined in one and cannot see what is installed."""

    makers: Mapping[str, MakerWords] = field(default_factory=dict)
    """The makers of each messenger's apps, once known."""
    find_makers: Callable[[], Mapping[str, MakerWords]] | None = None
    """Finds `makers`; can take seconds. None for a saved check."""
    for_them_in_their_language: Callable[[str], ForThem | None] | None = None
    """Returns what to tell a person in a country (a code), in a language of that country; None if nothing is known."""
    identify_file: Callable[[Path], Sequence[str]] | None = None
    """Returns sentences on who made a file."""

    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's settings that can be opened, by the vocabulary's word."""
    start_commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The commands that start the installed messengers, by id: a program and its arguments."""
    telegram_opener: Callable[[], str] | None = None
    """Returns the name of Telegram's own app if it opens Telegram links; empty if another app does, or none."""

    prepare_process: Callable[[], None] | None = None
    """Starts the process of the next check ahead of time; takes a moment. None for a saved check."""

    def messenger(self, identifier: str) -> Messenger | None:
        """Return the messenger with this id; None if it is not in the catalogue."""
        return next((m for m in self.messengers if m.id == identifier), None)


def trouble_text(content: LoadedContent | None, problem: Exception) -> str:
    """Return the sentence for an error; before the sentences are loaded, the error's own message."""
    return str(problem) if content is None else say_trouble(content.words.sentences, problem)
