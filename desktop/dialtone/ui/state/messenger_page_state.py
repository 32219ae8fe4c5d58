"""What the page of one messenger shows. No widgets."""

from collections.abc import Mapping

from msgspec import field

from dialtone.explain.makers import MakerWords
from dialtone.model.answer import BAD, State
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import Frozen
from dialtone.ui.state.answer_validity import Validity
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState

_IN_TROUBLE = BAD | {State.UNKNOWN}


class MessengerPageState(Frozen):
    """A messenger with its words, or what is known before there are any."""

    messenger: Messenger
    name: str
    """The name in the reader's language."""
    words: Explanation | None
    pending: bool
    """It is being checked."""
    watched: bool
    """It is part of a check of everything."""
    is_saved: bool
    """A saved check is shown: nothing can be run."""
    copy_note: str = ""
    """Why a copy of the page leaves the advice out; empty if it may include it."""
    server: str = ""
    """The person's own server for this messenger."""
    muted: bool = False
    """It is checked without notices."""
    maker: MakerWords = field(default_factory=MakerWords)
    """The makers of its apps, once known."""
    face: str = ""
    """The status of the face beside the answer; empty if there is no verdict."""
    validity: Validity = Validity.HERE
    """Whether the answer is about the current network; if not, the page must say so."""
    outside: tuple[str, ...] = ()
    """The results with and without the VPN, if both were checked."""
    changed: str = ""
    """The effect of a change that the person made, in a sentence."""
    lock_out: str = ""
    """When it last answered here, and the risk of being signed out."""
    may_ask_help: bool = False
    """The hosts that the advice names can be tested."""
    asking_help: bool = False
    """The hosts that the advice names are being tested."""
    may_test_others: bool = False
    """It does not work here, and other messengers could be tested."""
    day: str = ""
    """The day of the shown check, in words."""
    known_until: str = ""
    """That nothing newer than some month is known about the person's country; empty where something is."""
    answer: ResultState = field(default_factory=ResultState)
    """The answer at the top of the page."""
    row: Row | None = None
    """The line from here to it; None if none is drawn."""
    notices_on: bool | None = None
    """Whether the person gets notices when it stops or comes back; None if that is not available."""
    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's settings that can be opened."""

    @property
    def in_trouble(self) -> bool:
        """Whether its state is bad or unknown."""
        return self.words is not None and self.words.answer.first.state in _IN_TROUBLE

    @property
    def headline(self) -> str:
        """The answer in a sentence; if it works after a change, the sentence about the change instead."""
        if self.words is None:
            return ""
        healed = self.words.answer.first.state is State.WORKS and self.changed
        return self.changed if healed else self.words.headline
