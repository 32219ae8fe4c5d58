"""What a check does next. Pure: takes a state, and returns what to start, cancel and announce."""

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from dialtone.engine import page_rows
from dialtone.engine.asking import Start, queue_about, queue_questions, start_due
from dialtone.engine.control_rows import Reasons, next_pulse
from dialtone.engine.question import Question
from dialtone.engine.rows import ROWS, Stage, Wanted
from dialtone.engine.state import Asked, Dropped, State, Verdicts
from dialtone.judge.attempts import APP_HANDSHAKE, AttemptIndex
from dialtone.judge.follow_up import (
    all_answered,
    is_hopeless,
    is_odd,
    is_plainly_offline,
    may_die_later,
    page_is_changed,
    stands_alone,
    tells_of_everybody,
    was_tried,
    works_in_full,
)
from dialtone.judge.functions import CheckDay
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network_verdict import judge_network
from dialtone.judge.open_ends import Judged, changes_nothing, endings, ways_to_end
from dialtone.model.catalogue import Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen, replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import SECURED, NetworkFlag, NetworkStatus, Step
from dialtone.probe.datagram_greeting import DATAGRAMS

_LOOK_INTERVAL = 0.1
"""Seconds between two looks at silent servers."""
_NEAR_THE_END = 0.95
"""Fraction of a check's time after which the check may be given more."""
_MOST_ENDS = 60
"""Most combinations of outcomes of open questions to examine in one check: each has to be judged."""
_ONLY_IN_DOUBT = frozenset({"control.host", "control.datagram"})
"""Rows whose questions are held, and asked only if something fails."""
_OPEN = frozenset(row.id for row in ROWS if row.wanted is Wanted.OPEN)
"""Rows whose questions are cancelled once no outcome of theirs can change a claim."""


class Cancel(Frozen):
    """Cancel a question: steps under way end as `not_in_time`."""

    number: int


class Hurry(Frozen):
    """All of every messenger works: shorten the timeout of neutral hosts to a multiple of their slowest handshake."""


class Say(Frozen):
    """Announce a verdict that no open question can change."""

    verdict: NetworkVerdict | MessengerVerdict


class Settle(Frozen):
    """Announce the check as it is: only the fate of connections that are kept open is unknown."""


class Wake(Frozen):
    """Decide again no later than this, in seconds since the check began."""

    at: float


class Stop(Frozen):
    """End the check: nothing is open, nothing more can be found out, or the time is up."""


Action = Start | Cancel | Hurry | Say | Settle | Wake | Stop


def decide(state: State, day: CheckDay | None) -> tuple[State, list[Action]]:
    """Return the next actions, and the state after them."""
    deciding = _Decision(state, day)
    actions = list(deciding.run())
    return deciding.state, actions


def judge_all(state: State, day: CheckDay | None) -> Judged:
    """Return the verdicts on all observations."""
    return _Decision(state, day).judge_all()


class _Decision:
    """One decision: the state changes with each action; its observations stay the same, and are judged once.

    What is asked next is decided in `engine/asking.py`, which needs no verdict.
    """

    def __init__(self, state: State, day: CheckDay | None) -> None:
        self.state = state
        self._day = day

    def run(self) -> Iterator[Action]:
        """Yield the next actions: what to announce, what to cancel and to start, then when to decide again."""
        news = self.state.news
        if self._is_over():
            yield Stop()
            return
        if self.state.held:
            self._decide_held()
        yield from self._announce_network()
        if self._is_hopeless():
            yield Stop()
            return
        for messenger in self.state.plan.messengers:
            if self.state.is_given_up(messenger):
                yield from self._cancel(self.state.open_of(messenger.id))
        self.state = queue_questions(self.state)
        if news:
            yield from self._announce_messengers(news)
            yield from self._cancel_useless()
        yield from self._end_or_await_kept()
        self.state, started = start_due(self.state)
        yield from started
        state = self.state
        if not (state.held or state.keeping_questions().keys() - state.cancelled or any(state.open())):
            yield Stop()
            return
        soon = (q.not_before for q in state.queue if q.not_before > state.now)
        yield Wake(min(state.now + _LOOK_INTERVAL, next_pulse(state), self._deadline(), *soon))

    def _is_over(self) -> bool:
        """Return whether the time is up, or a flood of data has used up the allowance.

        Near its end a check is given more time, noted in the state, if the line is narrow or the computer busy.
        """
        state = self.state
        if state.now >= _NEAR_THE_END * state.limits.check.seconds and not state.may_take_longer:
            longer = state.line.narrow or NetworkFlag.COMPUTER_BUSY in self.network.flags
            self.state = replace(state, may_take_longer=longer)
        return state.line.flooded or state.now >= self._deadline()

    def _is_hopeless(self) -> bool:
        """Return whether the network is judged, and nothing more can be learned about any messenger."""
        state = self.state
        return state.network is not None and is_hopeless(state.network, state.plan.messengers, state.index)

    def _deadline(self) -> float:
        """Return when the check has to end, in seconds since it began."""
        limits = self.state.limits.check
        return limits.narrow_seconds if self.state.may_take_longer else limits.seconds

    def _decide_held(self) -> None:
        """Ask the held questions that have a reason by now, and drop those that can no longer get one."""
        reasons = Reasons(self.state)
        if self.state.abroad_over is None and (reasons.abroad_settled or self.state.head_start.over):
            self.state = replace(self.state, abroad_over=self.state.now)
            reasons = Reasons(self.state)
        for question in self.state.held:
            if (wanted := reasons.of(question)) is not None:
                self.state = self.state.after(Asked(question) if wanted else Dropped(question))
        in_doubt = [q for q in self.state.held if q.row in _ONLY_IN_DOUBT]
        if in_doubt and len(in_doubt) == len(self.state.held) and not any(self.state.open()):
            failed = any(map(is_odd, self.state.index.steps))  # `anything_odd` leaves out relays, which may be silent
            for question in in_doubt:
                self.state = self.state.after(Asked(question) if failed else Dropped(question))

    def _announce_network(self) -> Iterator[Action]:
        """Announce the verdict on the network, once no open question can change it."""
        state = self.state
        pending = state.open_of("")
        if state.network is not None or not state.news or any(q.proxied for q in pending):
            return  # the system's proxy may be the only way out
        if any(page_rows.domestic_page(state)):
            return  # a page at home is about to be read: how sure all verdicts are rests on it
        waiting = {q.endpoint.id for q in pending if q.row not in _ONLY_IN_DOUBT or q not in state.held}
        sites = {c.endpoint.id for c in state.controls.sites} | {e.id for e in state.controls.sign_in_checks}
        settled = is_plainly_offline(state.index, state.controls, state.plan.computer)
        if not settled and waiting.isdisjoint(sites):
            # Judged only where it can be a portal: other neutral hosts may keep this open for seconds.
            changed = page_is_changed(state.index, state.controls)
            portal = changed and self.network.status is NetworkStatus.CAPTIVE_PORTAL
            settled = self._were_all_tried() if portal else not pending
        if settled:
            self.state = replace(state, network=self.network)
            yield Say(self.network)

    def _were_all_tried(self) -> bool:
        """Return whether an attempt at each messenger has ended, or there is none: the sign-in page may spare them."""
        state = self.state
        return all(was_tried(m, state.index) or not state.open_of(m.id) for m in state.plan.messengers)

    def _announce_messengers(self, news: frozenset[str]) -> Iterator[Action]:
        """Announce the verdicts that no open question can change, for messengers with news ("": of neutral hosts).

        Once every tested messenger works in full, hurry the neutral hosts, which no verdict needs any more.
        """
        state = self.state
        pending = state.announced.keys() | {question.about for question in state.open()}
        concerned = [m for m in state.plan.messengers if "" in news or m.id in news]
        ready = [m for m in concerned if m.id not in pending and self._may_be_announced(m, news)]
        if not ready:
            return
        works, announced = dict(state.works_in_full), dict(state.announced)
        for messenger, verdict in zip(ready, self._verdicts_so_far(ready, state.network or self.network), strict=True):
            works[messenger.id] = works_in_full(verdict)
            if state.network is not None or stands_alone(messenger, verdict, state.index, state.controls):
                announced[messenger.id] = verdict
                yield Say(verdict)
        self.state = replace(state, works_in_full=works, announced=announced)
        tested = [works.get(m.id) for m in state.plan.messengers if _is_tested(m)]
        if tested and all(tested):
            yield Hurry()

    def _may_be_announced(self, messenger: Messenger, news: frozenset[str]) -> bool:
        """Return whether a messenger's verdict may be announced now.

        Before the network is judged, only one that stands alone: a test is needed for that, and where there is nothing
        new but of neutral hosts, an answer of every endpoint.
        """
        if self.state.network is not None:
            return True
        return _is_tested(messenger) and (messenger.id in news or all_answered(messenger, self.state.index))

    def _cancel_useless(self) -> Iterator[Action]:
        """Cancel relays and neutral hosts asked over UDP, if nothing else is open and they can change nothing."""
        state, still_asked = self.state, {q.about for q in self.state.open() if q.row not in _OPEN}
        for messenger in state.plan.messengers if state.network is not None else ():
            if messenger.id not in still_asked:
                yield from self._cancel_if_useless(state.open_of(messenger.id), [messenger])
        yield from self._cancel_if_useless([*self.state.held, *self.state.open()], state.plan.messengers)

    def _cancel_if_useless(self, waited: Sequence[Question], messengers: Sequence[Messenger]) -> Iterator[Action]:
        """Cancel all of `waited`, if no combination of their outcomes changes the verdicts on these messengers.

        The combinations are counted in the state: if there are too many to judge in one check, nothing is cancelled.
        """
        if any(q.row not in _OPEN for q in waited) or not (self._numbers_running(waited) or self._not_started(waited)):
            return
        chains = [steps_to_answer(self.state, q) for q in waited]
        if not all(chains):
            return  # one has no address yet, so its possible outcomes are unknown
        combinations = list(ways_to_end([endings(chain) for chain in chains]))
        judged = self.state.outcomes_judged + len(combinations)
        if judged > _MOST_ENDS:
            return
        self.state = replace(self.state, outcomes_judged=judged)
        if changes_nothing(self.state.index, combinations, partial(self._judge_assumed, messengers)):
            yield from self._cancel(waited)

    def _judge_assumed(self, messengers: Sequence[Messenger], index: AttemptIndex) -> Judged:
        """Return the verdicts with the assumed outcomes that `index` has beyond the observations, if it has any.

        The network is judged again only if one of these concerns everybody.
        """
        assumed = index.steps[len(self.state.index.steps) :]
        if not assumed:
            return self.network, self._verdicts_so_far(messengers, self.network)
        network = self._network_from(index) if any(map(tells_of_everybody, assumed)) else self.network
        return network, self._verdicts_from(messengers, network, index)

    def _cancel(self, questions: Sequence[Question]) -> Iterator[Action]:
        """Drop those of the questions that are queued, and yield an action for each that runs."""
        running, queued = self._numbers_running(questions), self._not_started(questions)
        self.state = replace(self.state, cancelled=self.state.cancelled | frozenset(running))
        for question in queued:
            self.state = self.state.after(Dropped(question))
        yield from map(Cancel, running)

    def _numbers_running(self, questions: Sequence[Question]) -> list[int]:
        """Return the numbers of those that run and have not been cancelled."""
        state = self.state
        return [n for n, each in state.running.items() if n not in state.cancelled and each.question in questions]

    def _not_started(self, questions: Sequence[Question]) -> list[Question]:
        """Return those that have not started."""
        return [q for q in self.state.queue if q in questions]

    def _end_or_await_kept(self) -> Iterator[Action]:
        """Once nothing else is open, cancel the connections that are kept open, or wait for what they may show.

        Wait where messages work but may stop later, as far as the judge can tell; meanwhile ask further questions.
        """
        state = self.state
        kept = {question.about: number for number, question in state.keeping_questions().items()}
        if state.held or any(state.open()) or not kept:
            return
        if state.doubted is None:
            _, verdicts = self.judge_all()
            doubted = frozenset(v.messenger for v in verdicts if may_die_later(v)) & kept.keys()
            self.state = replace(self.state, doubted=doubted)
            if state.plan.keeps_open or (doubted and state.plan.awaits_kept):
                yield Settle()
        awaited = (state.plan.awaits_kept and self.state.doubted) or frozenset[str]()
        for waiting in filter(None, map(self.state.messenger, sorted(awaited & kept.keys()))):
            self.state = queue_about(self.state, waiting, Stage.IDLE)
        if not state.plan.keeps_open:
            useless = [number for messenger, number in kept.items() if messenger not in awaited]
            self.state = replace(self.state, cancelled=self.state.cancelled.union(useless))
            yield from map(Cancel, useless)

    @cached_property
    def network(self) -> NetworkVerdict:
        """The verdict on the network, from all observations."""
        return self._network_from(self.state.index)

    def _network_from(self, index: AttemptIndex) -> NetworkVerdict:
        """Return the verdict on the network, from these attempts."""
        return judge_network(index, self.state.controls, self.state.plan.computer)

    def judge_all(self) -> Judged:
        """Return the verdicts on all observations."""
        return self.network, self._verdicts_so_far(self.state.plan.messengers, self.network)

    def _verdicts_so_far(self, asked: Sequence[Messenger], network: NetworkVerdict) -> tuple[MessengerVerdict, ...]:
        """Return the verdicts on some messengers; they are remembered until something else is observed."""
        by_messenger = self._valid_verdicts(network)
        if any(messenger.id not in by_messenger for messenger in asked):
            by_messenger |= {
                verdict.messenger: verdict for verdict in self._verdicts_from(asked, network, self.state.index)
            }
            self.state = replace(self.state, last_verdicts=Verdicts(len(self.state.index.steps), network, by_messenger))
        return tuple(by_messenger[messenger.id] for messenger in asked)

    def _valid_verdicts(self, network: NetworkVerdict) -> dict[str, MessengerVerdict]:
        """Return the verdicts that are still valid: on this network, with nothing observed since. By messenger."""
        judged = self.state.last_verdicts
        if judged is None or judged.steps != len(self.state.index.steps) or judged.network != network:
            return {}
        return dict(judged.messengers)

    def _verdicts_from(
        self, asked: Sequence[Messenger], network: NetworkVerdict, index: AttemptIndex
    ) -> tuple[MessengerVerdict, ...]:
        """Return the verdicts on some messengers, from these attempts on that network, with which apps are outdated."""
        plan = self.state.plan
        circumstances = (plan.catalogue.controls, plan.computer, plan.installed, self._day)
        verdicts = judge_messengers(asked, index, network, *circumstances)
        return tuple(replace(verdict, old_app=plan.old_apps.get(verdict.messenger)) for verdict in verdicts)


def _is_tested(messenger: Messenger) -> bool:
    return bool(messenger.endpoints) and messenger.untested is None


def steps_to_answer(state: State, question: Question) -> list[Observation]:
    """Return the steps that a question would go through to be answered; none if it has no address yet."""
    endpoint = question.endpoint
    running = next((s for s in state.steps if s.endpoint == endpoint.id and s.step is not Step.DNS), None)
    target = running.target if running is not None else ""
    if not target and endpoint.addresses:
        target = f"{endpoint.addresses[0]}:{endpoint.port}"
    secured = endpoint.wire in SECURED
    connecting = () if endpoint.wire in DATAGRAMS else (Step.TCP, Step.TLS) if secured else (Step.TCP,)
    steps = dict.fromkeys((*connecting, APP_HANDSHAKE[endpoint.wire])) if target else ()
    facts = {Fact.FROM: "system" if endpoint.host else "built_in"}
    return [
        Observation(
            number=0,
            messenger=question.about,
            endpoint=endpoint.id,
            step=step,
            target=target,
            started=state.now,
            seconds=0.0,
            failure=None,
            facts=facts,
        )
        for step in steps
    ]
