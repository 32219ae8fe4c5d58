"""What shape and face a verdict has on the screen. No widgets."""

from dialtone.explain.answers import answer_of
from dialtone.explain.who_reads import READABLE
from dialtone.model.answer import State
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.state.standing import Standing, standing_of

OFFLINE = "offline"
"""Beside the vocabulary's words: nothing can get through, and that is certain."""
NO_LINE = frozenset({"offline", "captive_portal", "dns_down"})
"""Of these networks it is known that nothing gets through: that is no question."""


def shown_status(state: ScreenState, verdict: MessengerVerdict | None, readers: str) -> str:
    """Return the vocabulary's word that is painted, or `offline`; empty where there is no verdict.

    Of an answer about another network than the one here it is not known whether it holds here.
    """
    if verdict is None:
        return ""
    known = state.known.get(verdict.messenger)
    if known is not None and standing_of(state, known) is not Standing.HERE:
        return State.UNKNOWN
    network = state.network if known is None else known.network or state.network
    first = answer_of(verdict, network or NetworkVerdict(NetworkStatus.ONLINE)).first
    if network is not None and network.status in NO_LINE and first.state is State.UNKNOWN:
        return OFFLINE
    return READABLE if readers == Readers.STATE and first.sign in ANSWERS else first.sign
