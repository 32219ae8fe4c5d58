"""What a check does next. Pure: takes a state, and returns what to start, cancel and announce."""

from collections.abc import Sequence
from functools import cached_property, partial

from dialtone.engine import page_rows
from dialtone.engine.control_rows import ONLY_IN_DOUBT, Choice, Reasons, next_pulse_at
from dialtone.engine.plan import Watching
from dialtone.engine.question import CONTROLS, Question
from dialtone.engine.queueing import queue_about, queue_questions, start_due
from dialtone.engine.rows import ROWS, Stage, Wanted
from dialtone.engine.state import LastJudged, State, Verdicts
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    concerns_every_messenger,
    is_hopeless,
    is_plainly_offline,
    may_die_later,
    needs_no_controls,
    page_is_changed,
    was_tried,
    works_in_full,
)
from dialtone.judge.kinds import APP_HANDSHAKE
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.pending_probes import Judged, changes_nothing, combine_endings, list_endings
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import SECURED, NetworkFlag, NetworkStatus, Step
from dialtone.probe.datagram_greeting import DATAGRAMS

_LOOK_INTERVAL = 0.1  # seconds between two looks at silent servers
_CANCELLABLE = frozenset(row.id for row in ROWS if row.wanted is Wanted.DECISIVE)
"""Rows whose questions are cancelled once no outcome of theirs can change a claim."""


def decide(state: State) -> "Decision":
    """Return what to do next, and the state after it. The same state always gives the same decision."""
    decision = Decision(state)
    decision.take_steps()
    return decision


class Decision:
    """What to do next, and the state after it. No step adds an observation, so all steps share the same verdicts."""

    def __init__(self, state: State) -> None:
        self._before = state
        self.state = state
        """The state as given; each step replaces it."""
        self.verdicts: list[NetworkVerdict | MessengerVerdict] = []
        """Verdicts to announce: no open question can change them."""
        self.shortens_control_timeouts = False
        """Whether neutral hosts get only some round trips from now on, because all of every messenger works."""
        self.announces_unfinished = False
        """Whether to announce the check before its end: only the fate of connections that are kept open is unknown."""
        self.ends = False
        """Whether to end the check: nothing is open, nothing more can be found out, or the time is up."""
        self.wake_at = 0.0
        """Decide again no later than this, in seconds since the check began."""

    @property
    def cancelled(self) -> list[int]:
        """The numbers of running questions to cancel. Their steps under way end as `not_in_time`."""
        return sorted(self.state.cancelled - self._before.cancelled)

    @property
    def started(self) -> dict[int, Question]:
        """Questions to start, by the number that identifies each from now on."""
        started = self.state.running.keys() - self._before.running.keys()
        return {number: self.state.running[number].question for number in sorted(started)}

    def take_steps(self) -> None:
        """Take each step of the decision once, in this order, because each reads the state that the last one left."""
        news = self.state.news  # queueing clears it
        self._allow_longer_if_needed()
        self.ends = self.state.line.flooded or self.state.now >= self._deadline()
        if self.ends:
            return
        self._ask_or_drop_held()
        self._announce_network()
        announced = self.state.network
        self.ends = announced is not None and is_hopeless(announced, self.state.plan.messengers, self.state.index)
        if self.ends:
            return
        self._give_up_messengers()
        # Queue before announcing: a question that is queued now may still change a verdict.
        self.state = queue_questions(self.state)
        if news:
            self._announce_messengers(news)
            self._cancel_useless()
        self._cancel_or_await_kept()
        # Start last, so that nothing is started only to be cancelled.
        self.state = start_due(self.state)
        self._end_or_wait()

    def _allow_longer_if_needed(self) -> None:
        """Let the check take longer, once it is near its end, on a narrow line or a busy computer."""
        state, limits = self.state, self.state.limits.check
        if state.now >= limits.near_the_end * limits.seconds and not state.may_take_longer:
            longer = state.line.narrow or NetworkFlag.COMPUTER_BUSY in self.network.flags
            self.state = replace(state, may_take_longer=longer)

    def _deadline(self) -> float:
        limits = self.state.limits.check
        return limits.narrow_seconds if self.state.may_take_longer else limits.seconds

    def _ask_or_drop_held(self) -> None:
        """Ask the held questions that have a reason by now, and drop those that can no longer get one."""
        if not self.state.held:
            return
        reasons = Reasons(self.state)
        if self.state.head_start_ended_at is None and (reasons.abroad_settled or self.state.head_start.over):
            self.state = replace(self.state, head_start_ended_at=self.state.now)
            reasons = Reasons(self.state)
        for question in self.state.held:
            choice = reasons.choose(question)
            if choice is Choice.ASK:
                self.state = self.state.after_asking(question)
            elif choice is Choice.DROP:
                self.state = self.state.after_dropping(question)

    def _announce_network(self) -> None:
        """Announce the verdict on the network as soon as it is settled, once in a check."""
        if self.state.network is None and self.state.news and self._is_network_settled():
            self.state = replace(self.state, network=self.network)
            self.verdicts.append(self.network)

    def _is_network_settled(self) -> bool:
        """Return whether no open question can change the verdict on the network."""
        state = self.state
        pending = state.list_open_about(CONTROLS)
        is_proxy_pending = any(q.proxied for q in pending)  # the system's proxy may be the only way out
        is_home_page_wanted = any(page_rows.ask_domestic_page(state))  # the certainty of all verdicts rests on it
        if is_proxy_pending or is_home_page_wanted:
            return False
        if is_plainly_offline(state.index, state.controls, state.plan.computer):
            return True
        awaited = {q.endpoint.id for q in pending if q.row not in ONLY_IN_DOUBT or q not in state.held}
        decisive = {c.endpoint.id for c in state.controls.sites} | {e.id for e in state.controls.sign_in_checks}
        if not awaited.isdisjoint(decisive):
            return False
        # Questions to other neutral hosts may be open for seconds: until then judge only what may be a portal.
        may_be_portal = page_is_changed(state.index, state.controls)
        if may_be_portal and self.network.status is NetworkStatus.CAPTIVE_PORTAL:
            # the sign-in page may let messengers through, which their own questions will show
            return all(was_tried(m, state.index) or not state.list_open_about(m.id) for m in state.plan.messengers)
        return not pending

    def _give_up_messengers(self) -> None:
        """Cancel all questions about messengers of which nothing more is asked: a sign-in page keeps them out."""
        for messenger in self.state.plan.messengers:
            if self.state.is_given_up(messenger):
                self.state = self.state.after_cancelling(self.state.list_open_about(messenger.id))

    def _announce_messengers(self, news: frozenset[str]) -> None:
        """Judge the messengers that are ready, and announce each verdict that no open question can change."""
        ready = self._list_ready(news)
        if not ready:
            return
        index, controls, is_network_known = self.state.index, self.state.controls, self.state.network is not None
        judged = dict(self.state.judged)
        for messenger, verdict in zip(ready, self._judge(ready, self.state.network or self.network), strict=True):
            is_final = is_network_known or needs_no_controls(messenger, verdict, index, controls)
            judged[messenger.id] = LastJudged(works_in_full(verdict), is_announced=is_final)
            if is_final:
                self.verdicts.append(verdict)
        self.state = replace(self.state, judged=judged)
        # Once every tested messenger works in full, no verdict needs the neutral hosts.
        working = {name for name, last in judged.items() if last.works_in_full}
        tested = {m.id for m in self.state.plan.messengers if _is_tested(m)}
        self.shortens_control_timeouts = bool(tested) and tested <= working

    def _list_ready(self, news: frozenset[str]) -> list[Messenger]:
        """Return the messengers with news of which no verdict was announced, and about which no question is open.

        News of neutral hosts is news for all messengers, but no reason to judge one before the network is judged. None
        are returned once nothing is held or open: then all are judged for the whole check.
        """
        state = self.state
        if state.kept_in_doubt is None and not (state.held or state.open_questions):
            return []
        announced = {name for name, last in state.judged.items() if last.is_announced}
        unready = announced | {question.about for question in state.open_questions}
        candidates = [m for m in state.plan.messengers if m.id not in unready]
        if state.network is None:
            return [m for m in candidates if m.id in news and _is_tested(m)]
        return [m for m in candidates if m.id in news or CONTROLS in news]

    def _cancel_useless(self) -> None:
        """Cancel questions whose outcomes can change no verdict, first messenger by messenger, then all open ones."""
        messengers = self.state.plan.messengers
        still_asked = {q.about for q in self.state.open_questions if q.row not in _CANCELLABLE}
        for messenger in messengers if self.state.network is not None else ():
            if messenger.id not in still_asked:
                self._cancel_if_useless(self.state.list_open_about(messenger.id), [messenger])
        self._cancel_if_useless([*self.state.held, *self.state.open_questions], messengers)

    def _cancel_if_useless(self, questions: Sequence[Question], messengers: Sequence[Messenger]) -> None:
        """Cancel all of `questions`, if no combination of their outcomes changes the verdicts on these messengers.

        The combinations are counted in the state: if there are too many to judge in one check, nothing is cancelled.
        """
        is_any_left = any(question in questions for question in self.state.list_uncancelled())
        if not is_any_left or any(q.row not in _CANCELLABLE for q in questions):
            return
        chains = [steps_to_answer(self.state, q) for q in questions]
        if not all(chains):
            return  # one has no address yet, so its possible outcomes are unknown
        combinations = list(combine_endings([list_endings(chain) for chain in chains]))
        judged = self.state.outcomes_judged + len(combinations)
        if judged > self.state.limits.check.outcomes:
            return
        self.state = replace(self.state, outcomes_judged=judged)
        if changes_nothing(self.state.index, combinations, partial(self._judge_assumed, messengers)):
            self.state = self.state.after_cancelling(questions)

    def _judge_assumed(self, messengers: Sequence[Messenger], index: AttemptIndex) -> Judged:
        """Return the verdicts with the assumed outcomes that `index` has beyond the observations, if it has any."""
        assumed = index.steps[len(self.state.index.steps) :]
        if not assumed:
            return Judged(self.network, self._judge(messengers, self.network))
        results = ControlResults(index, self.state.controls)
        concerns_all = any(map(concerns_every_messenger, assumed))
        network = judge_network(results, self.state.plan.computer) if concerns_all else self.network
        return Judged(network, self._judge_from(results, messengers, network))

    def _cancel_or_await_kept(self) -> None:
        """Cancel the connections that are kept open, or wait for what they may show, once nothing else is open.

        A connection is awaited if its messenger works but may stop later. Meanwhile further questions are asked.
        """
        watching = self.state.plan.watching
        awaits = watching is not Watching.NOT_AT_ALL
        kept = self.state.list_kept()
        if not kept or self.state.held or self.state.open_questions:
            return
        in_doubt = self.state.kept_in_doubt
        if in_doubt is None:
            verdicts = self.judge_all().messengers
            in_doubt = frozenset(v.messenger for v in verdicts if may_die_later(v)).intersection(q.about for q in kept)
            self.state = replace(self.state, kept_in_doubt=in_doubt)
            self.announces_unfinished = watching is Watching.WHOLE_TIME or bool(awaits and in_doubt)
        awaited = {q.about for q in kept if awaits and q.about in in_doubt}
        for messenger in filter(None, map(self.state.find_messenger, sorted(awaited))):
            self.state = queue_about(self.state, messenger, Stage.IDLE)
        if watching is not Watching.WHOLE_TIME:
            self.state = self.state.after_cancelling([q for q in kept if q.about not in awaited])

    def _end_or_wait(self) -> None:
        """End the check if nothing is held, open or kept open; otherwise set when to decide again."""
        state = self.state
        self.ends = not (state.held or state.list_kept() or state.open_questions)
        starts = (q.not_before for q in state.queue if q.not_before > state.now)
        self.wake_at = min(state.now + _LOOK_INTERVAL, next_pulse_at(state), self._deadline(), *starts)

    @cached_property
    def network(self) -> NetworkVerdict:
        """The verdict on the network, from all observations."""
        return judge_network(self._control_results, self.state.plan.computer)

    @cached_property
    def _control_results(self) -> ControlResults:
        return ControlResults(self.state.index, self.state.controls)

    def judge_all(self) -> Judged:
        """Return the verdicts on all observations."""
        return Judged(self.network, self._judge(self.state.plan.messengers, self.network))

    def _judge(self, messengers: Sequence[Messenger], network: NetworkVerdict) -> tuple[MessengerVerdict, ...]:
        """Return the verdicts on some messengers, from all observations. They are kept until more is observed."""
        count = len(self.state.index.steps)
        last = self.state.last_verdicts
        is_valid = last is not None and last.observation_count == count and last.network == network
        known = dict(last.messengers) if last is not None and is_valid else {}
        if unknown := [messenger for messenger in messengers if messenger.id not in known]:
            judged = self._judge_from(self._control_results, unknown, network)
            known |= {verdict.messenger: verdict for verdict in judged}
            self.state = replace(self.state, last_verdicts=Verdicts(count, network, known))
        return tuple(known[messenger.id] for messenger in messengers)

    def _judge_from(
        self, results: ControlResults, messengers: Sequence[Messenger], network: NetworkVerdict
    ) -> tuple[MessengerVerdict, ...]:
        plan = self.state.plan
        verdicts = judge_messengers(messengers, results, network, plan.computer, plan.installed, self.state.day)
        return tuple(replace(verdict, old_app=plan.old_apps.get(verdict.messenger)) for verdict in verdicts)


def _is_tested(messenger: Messenger) -> bool:
    return bool(messenger.endpoints) and messenger.untested is None


def steps_to_answer(state: State, question: Question) -> list[Observation]:
    """Return the steps that a question would go through to be answered, as successes; none without an address yet."""
    endpoint = question.endpoint
    running = (s for s in state.running_steps if s.endpoint == endpoint.id and s.step is not Step.DNS)
    target = next((s.target for s in running), "")
    if not target and endpoint.addresses:
        target = f"{endpoint.addresses[0]}:{endpoint.port}"
    if not target:
        return []
    if endpoint.wire in DATAGRAMS:
        connecting: tuple[Step, ...] = ()
    else:
        connecting = (Step.TCP, Step.TLS) if endpoint.wire in SECURED else (Step.TCP,)
    facts = {Fact.FROM: endpoint.address_origin.value}
    return [
        Observation(0, question.about, endpoint.id, step, target, started=state.now, seconds=0.0, facts=facts)
        for step in dict.fromkeys((*connecting, APP_HANDSHAKE[endpoint.wire]))
    ]
