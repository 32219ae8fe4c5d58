"""What is asked of neutral hosts while a check runs, and when those that wait for a reason have one."""

from collections.abc import Iterator
from functools import partial

from dialtone.engine.plan import Plan, is_near, is_possible, own_page
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.follow_up import foreign_controls_answer, home_answers, nothing_abroad_answers, page_is_as_expected
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.vocabulary import Place, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.known_targets import known_targets
from dialtone.probe.paired_probes import observe_ports

_WEB_PORTS = (80, 443)


def anchors_abroad(plan: Plan) -> list[Endpoint]:
    """Return neutral addresses abroad."""
    return [endpoint for endpoint in plan.catalogue.controls.anchors if endpoint.place is Place.FOREIGN]


def next_pulse(state: State) -> float:
    """Return when the next neutral address is connected to, in seconds since the check began."""
    times = (times[-1] for (row, _), times in state.asked.items() if row == "control.pulse")
    return max(times, default=0.0) + state.limits.retries.pulse


def pulse(state: State) -> Iterator[Question]:
    """One neutral address after another, as long as a check lasts: a line that dies for a while is no block."""
    anchors = [e for e in anchors_abroad(state.plan) if is_possible(e, state.plan.computer)]
    if anchors and state.now >= next_pulse(state):
        fewest = min(anchors, key=lambda e: state.times(e, "control.pulse"))
        yield Question("control.pulse", fewest, ask_once)


async def ask_once(tools: ProbeContext, names: Names, endpoint: Endpoint) -> None:
    """Ask an endpoint as its app does, without repetition or contrast."""
    if targets := await known_targets(tools, names, endpoint):
        await attempt(tools, endpoint, targets[0])


def port(state: State, messenger: Messenger) -> Iterator[Question]:
    """No connection came about at an odd port: neutral servers at that port, else at other ports."""
    witnesses = state.controls.port_witnesses
    dead = [e for e in messenger.endpoints if _is_dead_on_odd_port(e, state)]
    if not dead or not witnesses:
        return
    wanted = {e.port for e in dead}
    beside = [w for w in witnesses if w.port in wanted]
    asked = beside if wanted <= {w.port for w in beside} else witnesses
    if untold := tuple(w for w in asked if not state.index.of(w)):
        yield Question("control.port", dead[0], partial(observe_ports, untold))


def _is_dead_on_odd_port(endpoint: Endpoint, state: State) -> bool:
    found = state.index.of(endpoint)
    odd = endpoint.port not in _WEB_PORTS and endpoint.wire not in (Wire.STUN, Wire.NTP)
    return odd and bool(found) and all(t.failure is not None and t.last.step is Step.TCP for t in found)


class Reasons:
    """Whether what waits for a reason has one, or will have none: one look at a state."""

    def __init__(self, state: State) -> None:
        self._state, index, controls = state, state.index, state.controls
        near = [c for c in controls.sites if is_near(c, state.plan.country)]
        pending = {q.endpoint.id for q in state.open_of("") if not q.proxied}
        self.abroad_fine = foreign_controls_answer(index, controls)
        first = {c.endpoint.id for c in near if c.place is Place.FOREIGN and not c.reserve}
        self.abroad_known = self.abroad_fine or pending.isdisjoint(first)
        self.home_fine = home_answers(index, controls)
        self.home_known = self.home_fine or pending.isdisjoint(c.endpoint.id for c in near)
        own = own_page(state.plan)
        done = own is not None and own.id not in pending
        expected = done and own is not None and page_is_as_expected(index, own)
        self._page_fine = expected and self.abroad_fine
        self._page_known = done and (self._page_fine or not expected or self.abroad_known)

    def of(self, question: Question) -> bool | None:
        """Return whether it is asked now (true), or not at all (false); None where that is open."""
        state, limits = self._state, self._state.limits.check
        if state.now < question.not_before:
            return None
        since = question.not_before if state.plan.quiet else 0.0
        over = state.wait.over and state.now >= since + limits.foreign_first
        if question.row == "control.page":
            return False if self._page_fine else (self._page_known or over) or None
        if question.row == "control.reserve":
            return False if self.abroad_fine else (self.abroad_known or over) or None
        if question.row != "control.elsewhere":
            return state.odd or None
        if self.abroad_fine:
            return False
        if state.abroad_over is None or not (self.home_known or state.now >= state.abroad_over + limits.home_first):
            return None
        return not self.home_fine and nothing_abroad_answers(state.index, state.controls)
