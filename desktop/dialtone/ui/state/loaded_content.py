"""What the window works with once everything is loaded: passed in by `app/window_services.py`: pages know no files."""

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
    """One line of the page."""

    group: str
    """The messenger's name, or what the host is for."""
    place: str
    """A name or an address, with its port."""
    reason: str


class LoadedContent(Frozen):
    """The messengers, what is installed, the words, and how to begin a check of some of them."""

    messengers: tuple[Messenger, ...]
    installed: frozenset[str]
    words: Explainer
    names: Mapping[str, str]
    """The messengers' names in the reader's language, by id."""
    begin: Callable[[Request], Run]
    """Begins what is requested, in a process of its own, with what is known of this computer. Not for a saved check."""
    country: str = ""
    """The country it was loaded for; empty where the person would rather not say."""
    countries: tuple[CountryName, ...] = ()
    """Those to choose from, in the order of the reader's alphabet."""
    day: str = ""
    """The version of catalogue and advice: the day they are of."""
    saved: Check | None = None
    """A saved check to show; nothing is measured then."""
    neutral_hosts: tuple[ContactedHost, ...] = ()
    """What a check contacts beside the messengers."""
    sandbox: str = ""
    """`flatpak` or `snap` where Dialtone is shut in one and cannot see what is installed."""

    makers: Mapping[str, MakerWords] = field(default_factory=dict)
    """Who made the apps of each messenger, once that is known."""
    find_makers: Callable[[], Mapping[str, MakerWords]] | None = None
    """Finds that out; takes up to seconds. None where a saved check is shown."""
    sent_to: Callable[[str], ForThem | None] | None = None
    """What to say to a person in a country, in the language of those there."""
    look_at_file: Callable[[Path], Sequence[str]] | None = None
    """Says who made a file."""

    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's own settings that can be opened, by the vocabulary's word."""
    start_commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What starts the installed messengers, by id: a program and its arguments; none of those that are not started."""
    telegram_opener: Callable[[], str] | None = None
    """Returns the program of Telegram's own that opens its links; empty where another one does, or none."""

    prepare: Callable[[], None] | None = None
    """Start the process of the next check, so that its check begins at once; takes moments. None for a saved check."""

    def messenger(self, identifier: str) -> Messenger | None:
        """The messenger with this id."""
        return next((m for m in self.messengers if m.id == identifier), None)


def trouble_text(content: LoadedContent | None, problem: Exception) -> str:
    """Return the sentence; while the sentences are being loaded, the line for the log."""
    return str(problem) if content is None else say_trouble(content.words.sentences, problem)
