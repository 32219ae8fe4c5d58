"""The questions to neutral hosts while a check runs, and when those that wait for a reason have one."""

from collections.abc import Iterator, Sequence
from functools import partial

from dialtone.engine.plan import can_reach, find_system_sign_in_page, is_abroad_or_home
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.follow_up import (
    foreign_controls_answer,
    home_answers,
    nothing_abroad_answers,
    page_is_as_expected,
)
from dialtone.model.catalogue import Control, Endpoint, Messenger
from dialtone.model.vocabulary import Place, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.known_targets import find_targets
from dialtone.probe.paired_probes import observe_ports

ONLY_IN_DOUBT = frozenset({"control.home", "control.host", "control.datagram"})
"""Rows whose questions are held, and asked only if something fails."""
_WEB_PORTS = (80, 443)


def next_pulse_at(state: State) -> float:
    """Return when to connect to the next neutral address, in seconds since the check began."""
    times = (times[-1] for (row, _), times in state.asked.items() if row == "control.pulse")
    return max(times, default=0.0) + state.limits.retries.pulse


def ask_next_anchor(state: State) -> Iterator[Question]:
    """Connect to the anchor that was asked least often, if no neutral address was asked for a while.

    This goes on throughout the check, because a line that dies for a while must not look like a block.
    """
    if state.now < next_pulse_at(state):
        return
    if anchors := [e for e in state.controls.anchors_abroad if can_reach(e, state.plan.computer)]:
        least_asked = min(anchors, key=lambda e: state.times_asked(e, "control.pulse"))
        had_answered = state.index.answer(least_asked) is not None
        page = find_system_sign_in_page(state.plan) if had_answered else None
        has_failed = page is not None and any(t.failure for t in state.index.attempts_at(page))
        yield Question("control.pulse", least_asked, partial(_ask_anchor, None if has_failed else page))


async def _ask_anchor(page: Endpoint | None, tools: ProbeContext, anchor: Endpoint) -> None:
    """Connect to an anchor; where that fails, ask for the sign-in page, since a time that was paid for may be over."""
    targets = await find_targets(tools, anchor)
    if targets and await attempt(tools, anchor, targets[0]) and page is not None:
        await ask_once(tools, page)


async def ask_once(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Ask an endpoint as its app does, without retries or contrasts."""
    if targets := await find_targets(tools, endpoint):
        await attempt(tools, endpoint, targets[0])


def ask_controls_at_port(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask neutral servers at that port or other unusual ones, if no connection succeeded at an unusual port."""
    dead = [e for e in messenger.endpoints if _is_dead_at_unusual_port(e, state)]
    dead_ports = {e.port for e in dead}
    witnesses = state.controls.port_witnesses
    same_port = [w for w in witnesses if w.port in dead_ports]
    suitable = same_port if dead_ports <= {w.port for w in same_port} else witnesses
    unasked = tuple(w for w in suitable if not state.index.attempts_at(w))
    if dead and unasked:
        yield Question("control.port", dead[0], partial(observe_ports, unasked))


def _is_dead_at_unusual_port(endpoint: Endpoint, state: State) -> bool:
    """Return whether no connection succeeded to a server at a port other than the web's, which some filters stop."""
    attempts = state.index.attempts_at(endpoint)
    is_unusual = endpoint.port not in _WEB_PORTS and endpoint.wire not in (Wire.STUN, Wire.NTP)
    return is_unusual and bool(attempts) and all(t.failure is not None and t.last.step is Step.TCP for t in attempts)


class Reasons:
    """Which held questions have a reason by now, and which can no longer get one, in one state of a check."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pending = {q.endpoint.id for q in state.list_open_about("") if not q.proxied}
        """The neutral hosts whose question is open or held."""
        abroad_and_home = [c for c in state.controls.sites if is_abroad_or_home(c, state.plan.country)]
        first_abroad = [c for c in abroad_and_home if c.place is Place.FOREIGN and not c.reserve]
        self._abroad_reachable = foreign_controls_answer(state.index, state.controls)
        self.abroad_settled = self._abroad_reachable or self._have_ended(first_abroad)
        """Whether hosts abroad are known to be reachable, or all that were asked first have ended."""
        self._home_reachable = home_answers(state.index, state.controls)
        self._home_settled = self._home_reachable or self._have_ended(abroad_and_home)
        self._may_still_fail = bool(state.open_questions) or any(q.row not in ONLY_IN_DOUBT for q in state.held)

    def _have_ended(self, controls: Sequence[Control]) -> bool:
        return self._pending.isdisjoint(control.endpoint.id for control in controls)

    def wants(self, question: Question) -> bool | None:
        """Return True to ask a held question now, False never to ask it; None while undecided."""
        if self._state.now < question.not_before:
            return None
        match question.row:
            case "control.page":
                wants_page = self._wants_other_page()
                return self._has_waited(question) or None if wants_page is None else wants_page
            case "control.reserve" | "control.home":
                if self._abroad_reachable:
                    return self._wants_home() if question.row == "control.home" else False
                return self.abroad_settled or self._has_waited(question) or None
            case "control.elsewhere":
                return self._wants_elsewhere()
            case _:
                return self._state.anything_odd or (None if self._may_still_fail else False)

    def _has_waited(self, question: Question) -> bool:
        """Return whether hosts abroad have had their head start; in a quiet check, since the question may be asked."""
        earliest = question.not_before + self._state.limits.check.foreign_first
        return self._state.head_start.over and self._state.now >= earliest

    def _wants_other_page(self) -> bool | None:
        """Return whether to ask another sign-in page than the system's own; None while undecided."""
        own_page = find_system_sign_in_page(self._state.plan)
        if own_page is None or own_page.id in self._pending:
            return None
        if not page_is_as_expected(self._state.index, own_page):
            return True
        return False if self._abroad_reachable else self.abroad_settled or None

    def _wants_home(self) -> bool | None:
        """Return whether to ask a site at home, where a service fails that is hosted there; None while undecided."""
        plan, index = self._state.plan, self._state.index
        at_home = [m for m in plan.messengers if plan.country in (*m.home, *m.hosted_in)]
        if any(t.failure for m in at_home for t in index.attempts(m.endpoints)):
            return True
        return None if at_home and self._may_still_fail else False

    def _wants_elsewhere(self) -> bool | None:
        """Return whether to ask sites of other countries: those at home come first. None while undecided."""
        state = self._state
        if self._abroad_reachable:
            return False
        if state.head_start_ended_at is None:
            return None
        if not self._home_settled and state.now < state.head_start_ended_at + state.limits.check.home_first:
            return None
        return not self._home_reachable and nothing_abroad_answers(state.index, state.controls)
