"""What the page of one messenger shows. No widgets."""

from collections.abc import Mapping

from msgspec import field

from dialtone.explain.makers import MakerWords
from dialtone.model.answer import BAD, State
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import Frozen
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.standing import Standing

_IN_TROUBLE = BAD | {State.UNKNOWN}


class MessengerPageState(Frozen):
    """A messenger with its words, or what can be said before there are any."""

    messenger: Messenger
    name: str
    """In the reader's language."""
    words: Explanation | None
    pending: bool
    """It is being checked."""
    watched: bool
    """A check of everything checks it."""
    fixed: bool
    """A saved check is shown: nothing can be run."""
    may_try: bool = False
    """A proxy can be tried."""
    copy_note: str = ""
    """Why a copy of the page holds no advice; empty where it may hold it."""
    server: str = ""
    """The person's own server for it."""
    muted: bool = False
    """It is checked without notices."""
    maker: MakerWords = field(default_factory=MakerWords)
    """Who made its apps, once that is known."""
    face: str = ""
    """The word for the face beside the answer; empty where there is no verdict."""
    stands: Standing = Standing.HERE
    """Whether it has to say itself that it is not about the network here."""
    outside: tuple[str, ...] = ()
    """How it fares with the VPN and without it, where both were asked."""
    changed: str = ""
    """What a change by the person changed, in a sentence."""
    works_here: str = ""
    """What works here in its place, in a sentence."""
    lock_out: str = ""
    """When it last answered here, and what may come of that."""
    may_ask_help: bool = False
    """It can be asked whether the places that the advice names answer here."""
    asking_help: bool = False
    """That is under way."""
    may_test_others: bool = False
    """It does not work here, and others could be tested."""
    day: str = ""
    """The day of the check that is shown, in words."""
    answer: ResultState = field(default_factory=ResultState)
    """What stands above everything else."""
    row: Row | None = None
    """The line from here to it; None where none is drawn."""
    telling: bool | None = None
    """The person is told when it stops or comes back; None where that cannot be had."""
    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's own settings that can be opened."""

    @property
    def in_trouble(self) -> bool:
        """Whether it was found not to work well."""
        return self.words is not None and self.words.answer.first.state in _IN_TROUBLE

    @property
    def headline(self) -> str:
        """The answer in a sentence; of what works after a change, that: it is said once."""
        if self.words is None:
            return ""
        healed = self.words.answer.first.state is State.WORKS and self.changed
        return self.changed if healed else self.words.headline
