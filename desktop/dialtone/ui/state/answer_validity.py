"""Whether an answer is about the computer's current network, and what is shown if it is not. No widgets."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum

from dialtone.explain.answers import answer_of
from dialtone.explain.who_reads import shape_of
from dialtone.model.answer import State
from dialtone.model.check import Check
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.labels import translate
from dialtone.ui.state.screen_state import KnownVerdict, ScreenState

OFFLINE = "offline"
"""A status besides the vocabulary's words: certainly nothing gets through."""
OFFLINE_STATUSES = frozenset({"offline", "captive_portal", "dns_down"})
"""The network statuses with which certainly nothing gets through."""


class Validity(Enum):
    """How an answer relates to the computer's current network."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """The answer is about another network."""
    BACK = "back"
    """The answer was that there is no connection, and there is one now."""
    GONE = "gone"
    """The computer is no longer on a network."""


def validity_of(state: ScreenState, known: KnownVerdict) -> Validity:
    """Return the validity of one answer: HERE, too, where networks are not tracked."""
    if (
        state.current_mark is None
        or known.network_mark is None
        or is_same_network(state.current_mark, known.network_mark)
    ):
        return Validity.HERE
    if not state.current_mark:
        return Validity.GONE
    was_offline = known.network is not None and known.network.status is NetworkStatus.OFFLINE
    return Validity.BACK if was_offline else Validity.ELSEWHERE


def validity_of_all(state: ScreenState, messengers: Iterable[str]) -> Validity:
    """Return the validity of the answer about some messengers: the first that is not HERE, else HERE."""
    validities = (validity_of(state, state.known[messenger]) for messenger in messengers if messenger in state.known)
    return next((validity for validity in validities if validity is not Validity.HERE), Validity.HERE)


def valid_check(state: ScreenState) -> Check | None:
    """Return the shown check if all of it is about the current network; else None."""
    if state.check is None:
        return None
    checked = (verdict.messenger for verdict in state.check.messengers)
    return state.check if validity_of_all(state, checked) is Validity.HERE else None


def why_invalid(validity: Validity) -> str:
    """Return the sentence for an answer that is not about the current network; empty for one that is."""
    match validity:
        case Validity.ELSEWHERE:
            return translate("Window", "This was on another network.")
        case Validity.BACK:
            return translate("Window", "The connection is back.")
        case Validity.GONE:
            return translate("Window", "The connection is gone.")
    return ""


def day_of_answer(state: ScreenState) -> date:
    """Return the local day of the shown answer, for words in the past tense; before the first check, today."""
    return (state.checked_at or datetime.now(UTC)).astimezone().date()


def shown_status(state: ScreenState, verdict: MessengerVerdict | None, *, risky: bool) -> str:
    """Return the word that is painted for a messenger, or `offline`; empty without a verdict.

    An answer about another network is unknown here. `risky`: there is a caution (`Explainer.say_caution`).
    """
    if verdict is None:
        return ""
    known = state.known.get(verdict.messenger)
    if known is not None and validity_of(state, known) is not Validity.HERE:
        return State.UNKNOWN
    network = state.network if known is None else known.network or state.network
    clause = answer_of(verdict, network or NetworkVerdict(NetworkStatus.ONLINE)).first
    if network is not None and network.status in OFFLINE_STATUSES and clause.state is State.UNKNOWN:
        return OFFLINE
    return shape_of(clause, risky=risky)
