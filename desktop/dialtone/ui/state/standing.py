"""Whether an answer is about the network that the computer is on, and what is said where it is not. No widgets."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from dialtone.explain.answers import answer_of
from dialtone.explain.who_reads import READABLE
from dialtone.model.answer import State
from dialtone.model.check import Check
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.screen_state import Known, ScreenState


class Standing(Enum):
    """What an answer has to do with the network that the computer is on now."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """It is about another network."""
    BACK = "back"
    """It is that there was no connection, and there is one now."""
    GONE = "gone"
    """The computer is on no network any more."""


def standing_of(state: ScreenState, known: Known) -> Standing:
    """Return how one answer stands."""
    if state.here is None or known.seen_on is None or is_same_network(state.here, known.seen_on):
        return Standing.HERE
    if not state.here:
        return Standing.GONE
    cut_off = known.network is not None and known.network.status is NetworkStatus.OFFLINE
    return Standing.BACK if cut_off else Standing.ELSEWHERE


def standing(state: ScreenState, messengers: Iterable[str]) -> Standing:
    """Return how the answer about some messengers stands: not here where any of it does not."""
    found = (standing_of(state, state.known[one]) for one in messengers if one in state.known)
    return next((one for one in found if one is not Standing.HERE), Standing.HERE)


def standing_check(state: ScreenState) -> Check | None:
    """Return the check that is shown, where all of it is about the network that the computer is on; else None."""
    check = state.check
    if check is None or standing(state, (one.messenger for one in check.messengers)) is not Standing.HERE:
        return None
    return check


def standing_sentence(stands: Standing) -> str:
    """Return what is said of an answer that is not about the network here; empty for one that is."""
    match stands:
        case Standing.ELSEWHERE:
            return QCoreApplication.translate("Window", "This was another network.")
        case Standing.BACK:
            return QCoreApplication.translate("Window", "The connection is back.")
        case Standing.GONE:
            return QCoreApplication.translate("Window", "The connection is gone.")
    return ""


def check_here(stands: Standing) -> str:
    """Return what the button says that checks here; empty where there is nothing to check."""
    asks = stands in (Standing.ELSEWHERE, Standing.BACK)
    return QCoreApplication.translate("Window", "Check here") if asks else ""


def day_told(state: ScreenState) -> date:
    """Return the day with which such an answer is told: in the past, as a saved check is."""
    return (state.checked_at or datetime.now(UTC)).astimezone().date()


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
