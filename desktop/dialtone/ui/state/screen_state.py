"""What the window knows at one moment: a frozen state, and how an event changes it. No Qt."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import MappingProxyType

from msgspec import field

from dialtone.engine.events import (
    CheckCancelled,
    CheckFailed,
    CheckFinished,
    CheckSettled,
    CheckStarted,
    Event,
    MessengerJudged,
    NetworkJudged,
    Progressed,
)
from dialtone.explain.answers import clauses_of
from dialtone.explain.remembered import Past
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen, replace
from dialtone.model.observation import Observation
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.system.network_mark import is_same_network


class Phase(Enum):
    """The phases of the window."""

    LOADING = "loading"
    IDLE = "idle"
    CHECKING = "checking"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    SAVED = "saved"
    """A saved check is shown: nothing is measured."""


class Validity(Enum):
    """How an answer relates to the computer's current network."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """The answer is about another network."""
    BACK = "back"
    """The answer was that there is no connection, and there is one now."""
    GONE = "gone"
    """The computer is no longer on a network."""


class KnownVerdict(Frozen):
    """A verdict with its evidence."""

    verdict: MessengerVerdict
    network: NetworkVerdict | None
    """The verdict of the same check on the network; None if that came later."""
    observations: tuple[Observation, ...] = ()
    """Those about the messenger; none until the whole check is done."""
    network_mark: str | None = None
    """The mark of the network that it is about: empty for none, None if networks are not tracked."""


class ScreenState(Frozen):
    """Everything that the window shows, except words."""

    phase: Phase = Phase.LOADING
    started_at: datetime | None = None
    checked_at: datetime | None = None
    share_done: float = 0.0
    network: NetworkVerdict | None = None
    known: Mapping[str, KnownVerdict] = field(default_factory=lambda: MappingProxyType({}))
    pending: frozenset[str] = frozenset()
    """The ids of the messengers that the running check has yet to judge."""
    check: Check | None = None
    """The whole check that is shown, for sharing and saving; None before one has ended."""
    past: Mapping[str, Past] = field(default_factory=lambda: MappingProxyType({}))
    """The last stored result of each messenger on this network."""
    before_change: Mapping[str, MessengerVerdict] = field(default_factory=lambda: MappingProxyType({}))
    """The verdicts from before the person changed something; kept until the next ordinary check."""
    current_mark: str | None = None
    """The mark of the computer's current network: empty for none, None if networks are not tracked."""
    checked_mark: str | None = None
    """The mark of the network of the running check, or of the last one; None before the first."""
    answered: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """The last day on which each messenger answered here, if a history is kept."""
    worked_elsewhere: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """The last day on which each worked on another network, if a history is kept."""
    history_error: Exception | None = None
    """Why the last check could not be stored in the history; None if it was, or none is kept."""
    asking_help: bool = False

    def network_of(self, messenger: str) -> NetworkVerdict | None:
        """Return the verdict on the network on which a messenger was checked; without one, the last on any network."""
        known = self.known.get(messenger)
        return (known.network if known is not None else None) or self.network

    def validity_of(self, messengers: Iterable[str]) -> Validity:
        """Return the validity of the answer about some messengers: the first that is not HERE, else HERE."""
        validities = (self._validity_of(self.known[messenger]) for messenger in messengers if messenger in self.known)
        return next((validity for validity in validities if validity is not Validity.HERE), Validity.HERE)

    def _validity_of(self, known: KnownVerdict) -> Validity:
        """Return the validity of one answer: HERE, too, where networks are not tracked."""
        mark = self.current_mark
        if mark is None or known.network_mark is None or is_same_network(mark, known.network_mark):
            return Validity.HERE
        if not mark:
            return Validity.GONE
        was_offline = known.network is not None and known.network.status is NetworkStatus.OFFLINE
        return Validity.BACK if was_offline else Validity.ELSEWHERE

    def is_here(self, messenger: str) -> bool:
        """Return whether the answer about a messenger, if there is one, is about the current network."""
        return self.validity_of((messenger,)) is Validity.HERE

    @property
    def day_of_answer(self) -> date:
        """The local day of the shown answer; before the first check, today."""
        return (self.checked_at or datetime.now(UTC)).astimezone().date()

    @property
    def verdicts_here(self) -> tuple[MessengerVerdict, ...]:
        """The known verdicts that are about the current network."""
        return tuple(known.verdict for messenger, known in self.known.items() if self.is_here(messenger))

    @property
    def valid_check(self) -> Check | None:
        """The shown check if all of it is about the current network; else None."""
        check = self.check
        return check if check is not None and all(self.is_here(v.messenger) for v in check.messengers) else None


class NetworkSeen(Frozen):
    """The computer's network was read. Nothing is sent for that."""

    network_mark: str
    """The mark of the network; empty for none."""
    begins: bool = False
    mixed: bool = False
    """The check that has just ended started on another network: it is about neither."""


_MIXED = "?"  # the mark of an answer that is half about one network and half about another


def state_after(state: ScreenState, event: Event | NetworkSeen) -> ScreenState:
    """Return the state after an event. Old verdicts stay until new ones replace them."""
    match event:
        case CheckStarted(messengers, started_at):
            pending = frozenset(messengers)
            return replace(state, phase=Phase.CHECKING, started_at=started_at, share_done=0.0, pending=pending)
        case NetworkSeen():
            return _with_network(state, event)
        case Progressed(done, total):
            return replace(state, share_done=done / total if total else 0.0)
        case NetworkJudged(network):
            return replace(state, network=network)
        case MessengerJudged(verdict):
            known = KnownVerdict(verdict, state.network, network_mark=state.checked_mark)
            return replace(
                state,
                known=MappingProxyType({**state.known, verdict.messenger: known}),
                pending=state.pending - {verdict.messenger},
            )
        case CheckSettled(check) | CheckFinished(check):
            return with_check(state, check, Phase.DONE)
        case CheckCancelled():
            return replace(state, phase=Phase.CANCELLED, pending=frozenset())
        case CheckFailed():
            return replace(state, phase=Phase.FAILED, pending=frozenset())
    return state


def _with_network(state: ScreenState, event: NetworkSeen) -> ScreenState:
    """Return the state on another network. The verdicts of a check that met two (`mixed`) are about neither."""
    mixed = {v.messenger for v in state.check.messengers} if event.mixed and state.check is not None else frozenset()
    known = {m: _with_mark(verdict, _MIXED if m in mixed else event.network_mark) for m, verdict in state.known.items()}
    same = not event.network_mark or is_same_network(event.network_mark, state.checked_mark or "")
    elsewhere = state.worked_elsewhere if same else MappingProxyType({})  # the other network may be the current one now
    state = replace(state, current_mark=event.network_mark, known=MappingProxyType(known), worked_elsewhere=elsewhere)
    if event.begins:
        moved = state.checked_mark is not None and not is_same_network(state.checked_mark, event.network_mark)
        return replace(state, checked_mark=event.network_mark, network=None if moved else state.network)
    if state.phase is Phase.CHECKING and not is_same_network(state.checked_mark or "", event.network_mark):
        return replace(state, checked_mark=_MIXED)
    return state


def _with_mark(known: KnownVerdict, mark: str) -> KnownVerdict:
    """Return the verdict with this mark if it is `_MIXED`, or a fuller one of the same network; else unchanged."""
    if known.network_mark is None or known.network_mark == mark:
        return known
    # the gateway's hardware address may become known later
    is_fuller = is_same_network(known.network_mark, mark) and len(mark) > len(known.network_mark)
    return replace(known, network_mark=mark) if is_fuller or mark == _MIXED else known


def mark_of_check(state: ScreenState, check: Check) -> str:
    """Return the mark of the network on which a whole check was made; empty if unknown or mixed."""
    of_check = [known for known in state.known.values() if any(known.verdict is v for v in check.messengers)]
    marks = {known.network_mark for known in of_check}
    mark = marks.pop() if len(marks) == 1 else None
    return mark if mark and mark != _MIXED else ""


def is_check_shown(state: ScreenState) -> bool:
    """Return whether the whole check is shown: a cancelled one, or another server, may have replaced a part."""
    check = state.check
    if check is None or state.network != check.network:
        return False
    shown = {messenger: known.verdict for messenger, known in state.known.items()}
    return all(shown.get(verdict.messenger) == verdict for verdict in check.messengers)


def with_check(state: ScreenState, check: Check, phase: Phase) -> ScreenState:
    """Return the state that shows a whole check: a new one, or a saved one."""
    observations: dict[str, list[Observation]] = {verdict.messenger: [] for verdict in check.messengers}
    for observation in check.observations:
        if observation.messenger in observations:
            observations[observation.messenger].append(observation)
        elif not observation.messenger:  # such as of a control: it is evidence for all
            for of_messenger in observations.values():
                of_messenger.append(observation)
    fresh = {
        v.messenger: KnownVerdict(v, check.network, tuple(observations[v.messenger]), state.checked_mark)
        for v in check.messengers
    }
    return replace(
        state,
        phase=phase,
        started_at=check.started_at,
        checked_at=check.started_at + timedelta(seconds=check.seconds),
        network=check.network,
        known=MappingProxyType({**state.known, **fresh}),
        pending=frozenset(),
        check=check,
    )


def with_comparison(state: ScreenState) -> ScreenState:
    """Return the state that keeps its verdicts for comparison with the next ones; after two changes, the first ones."""
    if state.before_change and state.phase is Phase.CHECKING:
        return state
    former = {m: known.verdict for m, known in state.known.items()}
    if state.phase is Phase.CHECKING and state.check is not None:  # the known verdicts are partly new
        former |= {verdict.messenger: verdict for verdict in state.check.messengers}
    return replace(state, before_change=MappingProxyType(former))


def find_worst_status(state: ScreenState, watched: tuple[str, ...]) -> str:
    """Return the worst status among these messengers, as the vocabulary's word; empty if nothing is known."""
    statuses = {clauses_of(state.known[m].verdict)[0].status_word for m in watched if m in state.known}
    return next((str(status) for status in WORST_FIRST if status in statuses), "")
