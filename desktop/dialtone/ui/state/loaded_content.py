"""What the window works with once everything is loaded: passed in by `app/window_services.py`: pages know no files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import field

from dialtone.engine.requests import Request
from dialtone.explain.answer_text import Reader
from dialtone.explain.explainer import Explainer
from dialtone.explain.makers import MakerWords
from dialtone.explain.trouble_words import say_trouble
from dialtone.model.answer import Answer
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import SettingsPlace
from dialtone.model.country import CountryName
from dialtone.model.explanation import Explanation, ForThem, NetworkWords, OutsideWords
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.ui.state.check_runner import Run


class ContactedHost(Frozen):
    """One line of the page."""

    group: str
    """The messenger's name, or what the host is for."""
    place: str
    """A name or an address, with its port."""
    reason: str


class Words(Protocol):
    """Turns verdicts into sentences; `explain.explainer.Explainer` is one."""

    def of_day(self, day: date) -> "Words":
        """The same words for what was found out on another day, or on another network: told in the past."""

    def messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        names: Mapping[str, str] = ...,
        observations: Sequence[Observation] = ...,
        beside: Sequence[MessengerVerdict] = ...,
        worked_elsewhere: date | None = ...,
    ) -> Explanation:
        """A messenger's verdict in words. `beside`: all that the check tested, for what works in its place.

        `worked_elsewhere`: the day on which it last worked on another network.
        """

    def reader(self, names: Mapping[str, str] = ...) -> Reader:
        """For whom answers are said."""

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, beside: Sequence[MessengerVerdict] = ...
    ) -> Answer:
        """What a check says of one messenger, with the next step; `beside`: all that was tested."""

    def answer_to_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """What a check says of all of these, with the next step."""

    def readers(self, messenger: str) -> str:
        """The vocabulary's word for who can read along; empty where no source was read."""

    def mark(self, messenger: str, verdict: MessengerVerdict | None = None) -> str:
        """The same in a few words; nothing that reassures beside what is not safe."""

    def reach(self, messenger: str) -> int:
        """About how many millions use it; 0 where it is not known."""

    def wants_quiet(self, country: str = ...) -> bool:
        """Whether people are searched or punished there; without a country, where the reader is."""

    def warning(self, country: str) -> str:
        """What is said before the first request: that people are searched or punished; empty where not known."""

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        """Whether something does not work here, and others could be tested."""

    def since(self, verdict: MessengerVerdict, answered: date | None, names: Mapping[str, str] = ...) -> str:
        """Since when a messenger does not work, and what may come of that."""

    def network(self, verdict: NetworkVerdict) -> NetworkWords:
        """The network's verdict in words."""

    def outside(self, check: Check, names: Mapping[str, str] = ...) -> OutsideWords | None:
        """Both sides of a VPN in words; None where only one was asked."""

    def copy_note(self) -> str:
        """Why a copied page holds no advice; empty where it may hold it."""

    def changed(self, before: MessengerVerdict, after: MessengerVerdict, name: str) -> str:
        """Two verdicts of one messenger, compared in a sentence."""


class LoadedContent(Frozen):
    """The messengers, what is installed, the words, and how to begin a check of some of them."""

    messengers: tuple[Messenger, ...]
    installed: frozenset[str]
    words: Words
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


def explainer_of(content: LoadedContent | None) -> Explainer | None:
    """Return what has all the sentences; None before anything is loaded."""
    return content.words if content is not None and isinstance(content.words, Explainer) else None


def trouble_text(content: LoadedContent | None, problem: Exception) -> str:
    """Return the sentence; while the sentences are being loaded, the line for the log."""
    if content is None or not isinstance(content.words, Explainer):
        return str(problem)
    return say_trouble(content.words.sentences, problem)
