"""The questions to neutral hosts while a check runs, and when those that wait for a reason have one."""

from collections.abc import Iterator
from functools import cached_property, partial

from dialtone.engine.plan import Plan, is_near, is_possible, own_page
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.follow_up import foreign_controls_answer, home_answers, nothing_abroad_answers, page_is_as_expected
from dialtone.model.catalogue import Control, Endpoint, Messenger
from dialtone.model.vocabulary import Place, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.known_targets import known_targets
from dialtone.probe.paired_probes import observe_ports

_WEB_PORTS = (80, 443)


def anchors_abroad(plan: Plan) -> list[Endpoint]:
    """Return neutral addresses abroad."""
    return [endpoint for endpoint in plan.catalogue.controls.anchors if endpoint.place is Place.FOREIGN]


def next_pulse(state: State) -> float:
    """Return when to connect to the next neutral address, in seconds since the check began."""
    times = (times[-1] for (row, _), times in state.asked.items() if row == "control.pulse")
    return max(times, default=0.0) + state.limits.retries.pulse


def pulse(state: State) -> Iterator[Question]:
    """Throughout the check, one neutral address after another: a line that dies for a while is not a block."""
    anchors = [e for e in anchors_abroad(state.plan) if is_possible(e, state.plan.computer)]
    if anchors and state.now >= next_pulse(state):
        least_asked = min(anchors, key=lambda e: state.times_asked(e, "control.pulse"))
        yield Question("control.pulse", least_asked, ask_once)


async def ask_once(tools: ProbeContext, names: Lookups, endpoint: Endpoint) -> None:
    """Ask an endpoint as its app does, without retries or contrasts."""
    if targets := await known_targets(tools, names, endpoint):
        await attempt(tools, endpoint, targets[0])


def odd_port(state: State, messenger: Messenger) -> Iterator[Question]:
    """No connection succeeded at an unusual port: neutral servers at that port, or else at other ports."""
    witnesses = state.controls.port_witnesses
    dead = [e for e in messenger.endpoints if _is_dead_on_odd_port(e, state)]
    if not dead or not witnesses:
        return
    dead_ports = {e.port for e in dead}
    same_port = [w for w in witnesses if w.port in dead_ports]
    suitable = same_port if dead_ports <= {w.port for w in same_port} else witnesses
    if unasked := tuple(w for w in suitable if not state.index.of(w)):
        yield Question("control.port", dead[0], partial(observe_ports, unasked))


def _is_dead_on_odd_port(endpoint: Endpoint, state: State) -> bool:
    """Return whether no connection to a server succeeded, at a port that is not the web's: some filters stop those."""
    attempts = state.index.of(endpoint)
    is_odd = endpoint.port not in _WEB_PORTS and endpoint.wire not in (Wire.STUN, Wire.NTP)
    return is_odd and bool(attempts) and all(t.failure is not None and t.last.step is Step.TCP for t in attempts)


class Reasons:
    """Whether held questions have a reason by now, or can no longer get one, in one state of a check."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pending = {q.endpoint.id for q in state.open_of("") if not q.proxied}

    @cached_property
    def _near_sites(self) -> list[Control]:
        """The sites abroad and those at home."""
        return [c for c in self._state.controls.sites if is_near(c, self._state.plan.country)]

    @cached_property
    def abroad_reachable(self) -> bool:
        """Whether neutral hosts abroad are reachable."""
        return foreign_controls_answer(self._state.index, self._state.controls)

    @cached_property
    def abroad_settled(self) -> bool:
        """Whether hosts abroad are known to be reachable, or all that were asked first have ended."""
        asked_first = (c.endpoint.id for c in self._near_sites if c.place is Place.FOREIGN and not c.reserve)
        return self.abroad_reachable or self._pending.isdisjoint(asked_first)

    @cached_property
    def _home_reachable(self) -> bool:
        """Whether neutral hosts at home are reachable."""
        return home_answers(self._state.index, self._state.controls)

    @cached_property
    def _home_settled(self) -> bool:
        """Whether hosts at home are known to be reachable, or no near site is open any more."""
        return self._home_reachable or self._pending.isdisjoint(c.endpoint.id for c in self._near_sites)

    @cached_property
    def _other_page(self) -> bool | None:
        """Whether to ask another sign-in page; None while undecided."""
        system_page = own_page(self._state.plan)
        if system_page is None or system_page.id in self._pending:
            return None
        expected = page_is_as_expected(self._state.index, system_page)
        return False if expected and self.abroad_reachable else (not expected or self.abroad_settled) or None

    @cached_property
    def _wants_elsewhere(self) -> bool | None:
        """Whether to ask sites of other countries: those at home come first. None while undecided."""
        state = self._state
        if self.abroad_reachable:
            return False
        if state.abroad_over is None:
            return None
        if not self._home_settled and state.now < state.abroad_over + state.limits.check.home_first:
            return None
        return not self._home_reachable and nothing_abroad_answers(state.index, state.controls)

    def _has_waited(self, question: Question) -> bool:
        """Return whether hosts abroad have had their head start; in a quiet check, since the question may be asked."""
        since = question.not_before if self._state.plan.quiet else 0.0
        return self._state.head_start.over and self._state.now >= since + self._state.limits.check.foreign_first

    def of(self, question: Question) -> bool | None:
        """Return True to ask a question now, False never to ask it; None while undecided."""
        if self._state.now < question.not_before:
            return None
        match question.row:
            case "control.page":
                return self._other_page if self._other_page is not None else self._has_waited(question) or None
            case "control.reserve" | "control.home":
                return False if self.abroad_reachable else self.abroad_settled or self._has_waited(question) or None
            case "control.elsewhere":
                return self._wants_elsewhere
            case _:
                return self._state.anything_odd or None
