"""The questions to neutral hosts while a check runs, and when those that wait for a reason have one."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import partial

from dialtone.engine.plan import can_reach, find_system_sign_in_page, is_abroad_or_home
from dialtone.engine.question import CONTROLS, Question
from dialtone.engine.state import State
from dialtone.judge.follow_up import (
    foreign_controls_answer,
    home_answers,
    nothing_abroad_answers,
    page_is_as_expected,
)
from dialtone.model.catalogue import Control, Endpoint, Messenger
from dialtone.model.vocabulary import Failure, Place, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.known_targets import find_targets
from dialtone.probe.paired_probes import observe_ports

ONLY_IN_DOUBT = frozenset({"control.home", "control.host", "control.datagram"})
"""Rows whose questions are held, and asked only if something fails."""
_WEB_PORTS = (80, 443)


def next_pulse_at(state: State) -> float:
    """Return when to connect to the next neutral address, in seconds since the check began."""
    last_times = (times[-1] for (row, _), times in state.asked.items() if row == "control.pulse")
    return max(last_times, default=0.0) + state.limits.retries.pulse


def ask_next_anchor(state: State) -> Iterator[Question]:
    """Connect to the anchor that was asked least often, if no neutral address was asked for a while.

    This goes on throughout the check, because a line that dies for a while must not look like a block.
    """
    anchors = [e for e in state.controls.anchors_abroad if can_reach(e, state.plan.computer)]
    if not anchors or state.now < next_pulse_at(state):
        return
    least_asked = min(anchors, key=lambda e: state.times_asked(e, "control.pulse"))
    yield Question("control.pulse", least_asked, partial(_ask_anchor, _find_page_after(least_asked, state)))


def _find_page_after(anchor: Endpoint, state: State) -> Endpoint | None:
    """Return the sign-in page to ask for if an anchor no longer answers.

    None if the anchor never answered, or the page failed before: then the page would show nothing new.
    """
    page = find_system_sign_in_page(state.plan)
    if page is None or state.index.answer(anchor) is None:
        return None
    if any(t.failure is not None for t in state.index.attempts_at(page)):
        return None
    return page


async def _ask_anchor(page: Endpoint | None, tools: ProbeContext, anchor: Endpoint) -> None:
    """Connect to an anchor. If that fails, ask for the sign-in page, as access that was paid for may have run out."""
    targets = await find_targets(tools, anchor)
    if not targets:
        return
    failed = await attempt(tools, anchor, targets[0])
    if failed and page is not None:
        await ask_once(tools, page)


async def ask_once(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Ask an endpoint as its app does, without retries or contrasts; ask nothing if it has no target."""
    targets = await find_targets(tools, endpoint)
    if targets:
        await attempt(tools, endpoint, targets[0])


def ask_controls_at_port(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask neutral servers at that port or other unusual ones, if no connection succeeded at an unusual port.

    Those at other ports are asked too where one of the ports has no neutral server.
    """
    dead = [e for e in messenger.endpoints if _is_dead_at_unusual_port(e, state)]
    if not dead:
        return
    dead_ports = {e.port for e in dead}
    witnesses = state.controls.port_witnesses
    if dead_ports <= {w.port for w in witnesses}:
        witnesses = tuple(w for w in witnesses if w.port in dead_ports)
    unasked = tuple(w for w in witnesses if not state.index.attempts_at(w))
    if unasked:
        yield Question("control.port", dead[0], partial(observe_ports, unasked))


def _is_dead_at_unusual_port(endpoint: Endpoint, state: State) -> bool:
    """Return whether each attempt at a server, at least one, failed to connect to a TCP port other than the web's.

    Some filters stop all such ports.
    """
    if endpoint.port in _WEB_PORTS or endpoint.wire in (Wire.STUN, Wire.NTP):
        return False
    attempts = state.index.attempts_at(endpoint)
    return bool(attempts) and all(t.failure is not None and t.last.step is Step.TCP for t in attempts)


class Choice(Enum):
    """What becomes of a held question now."""

    ASK = auto()
    """It has a reason."""
    DROP = auto()
    """It can no longer get one."""
    WAIT = auto()
    """It may still get one, or it is not due yet."""


class Reasons:
    """Tells what becomes of each held question in one state of a check."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pending = {q.endpoint.id for q in state.list_open_about(CONTROLS) if not q.proxied}
        """The neutral hosts whose question is open or held."""
        abroad_and_home = [c for c in state.controls.sites if is_abroad_or_home(c, state.plan.country)]
        first_abroad = [c for c in abroad_and_home if c.place is Place.FOREIGN and not c.reserve]
        self._abroad_reachable = foreign_controls_answer(state.index, state.controls)
        self.abroad_settled = self._abroad_reachable or self._have_ended(first_abroad)
        """Whether hosts abroad are known to be reachable, or all that were asked first have ended."""
        self._home_reachable = home_answers(state.index, state.controls)
        self._home_settled = self._home_reachable or self._have_ended(abroad_and_home)
        self._may_still_fail = bool(state.open_questions) or any(q.row not in ONLY_IN_DOUBT for q in state.held)
        """Whether a question is open, or held that may be asked although nothing has failed."""

    def _have_ended(self, controls: Sequence[Control]) -> bool:
        return self._pending.isdisjoint(control.endpoint.id for control in controls)

    def choose(self, question: Question) -> Choice:
        """Return what to do with a held question now."""
        if self._state.now < question.not_before:
            return Choice.WAIT
        match question.row:
            case "control.page":
                return self._choose_other_page(question)
            case "control.reserve":
                return self._choose_unless_abroad_answers(question)
            case "control.home":
                if self._abroad_reachable:
                    return self._choose_home()
                return self._choose_unless_abroad_answers(question)
            case "control.elsewhere":
                return self._choose_elsewhere()
        # All other rows ask if anything is odd.
        if self._state.anything_odd:
            return Choice.ASK
        return Choice.WAIT if self._may_still_fail else Choice.DROP

    def _choose_unless_abroad_answers(self, question: Question) -> Choice:
        """Ask once the questions to hosts abroad have ended in vain, or their head start has."""
        if self._abroad_reachable:
            return Choice.DROP
        return Choice.ASK if self.abroad_settled or self._has_waited(question) else Choice.WAIT

    def _has_waited(self, question: Question) -> bool:
        """Return whether the head start of hosts abroad is over, and as long has passed since the question was due.

        Only in a quiet check a question is due later than at the beginning.
        """
        earliest = question.not_before + self._state.limits.check.foreign_first
        return self._state.head_start.over and self._state.now >= earliest

    def _choose_other_page(self, question: Question) -> Choice:
        """Ask another sign-in page, unless the system's own one is as expected and hosts abroad are reachable.

        It is asked as soon as either is known not to be so, or else after the head start of hosts abroad.
        """
        own_page = find_system_sign_in_page(self._state.plan)
        if own_page is None or own_page.id in self._pending:
            return Choice.ASK if self._has_waited(question) else Choice.WAIT
        if not page_is_as_expected(self._state.index, own_page):
            return Choice.ASK
        return self._choose_unless_abroad_answers(question)

    def _choose_home(self) -> Choice:
        """Ask a site at home, although hosts abroad answer, if a messenger or a name fails that is hosted there."""
        plan, index = self._state.plan, self._state.index
        at_home = [m for m in plan.messengers if plan.country in (*m.home, *m.hosted_in)]
        if not at_home:
            return Choice.DROP
        ids = {m.id for m in at_home}
        lookups = (lookup for lookup in index.lookups_by_system if lookup.observation.messenger in ids)
        # Most names have no address of one family (`NO_ADDRESS`).
        if any(lookup.failure not in (None, Failure.NO_ADDRESS) for lookup in lookups):
            return Choice.ASK
        if any(t.failure is not None for m in at_home for t in index.attempts(m.endpoints)):
            return Choice.ASK
        return Choice.WAIT if self._may_still_fail else Choice.DROP

    def _choose_elsewhere(self) -> Choice:
        """Ask sites of other countries if neither a host abroad nor, within its head start, one at home answers."""
        state = self._state
        if self._abroad_reachable:
            return Choice.DROP
        if state.head_start_ended_at is None:
            return Choice.WAIT
        if not self._home_settled and state.now < state.head_start_ended_at + state.limits.check.home_first:
            return Choice.WAIT
        if self._home_reachable:
            return Choice.DROP
        return Choice.ASK if nothing_abroad_answers(state.index, state.controls) else Choice.DROP
