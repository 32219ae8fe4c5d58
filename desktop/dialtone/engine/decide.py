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
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import SECURED, NetworkFlag, NetworkStatus, Step, Wire
from dialtone.probe.datagram_greeting import DATAGRAMS
from dialtone.probe.target import Target

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
        """Return whether no open question can change the verdict on the network.

        As a rule none may be open to a neutral host. A network that is plainly offline is known sooner, and so is one
        with a sign-in page, once the sites have ended and each messenger has been tried.
        """
        state = self.state
        pending = state.list_open_about(CONTROLS)
        if any(question.proxied for question in pending):
            return False  # the system's proxy may be the only way out
        if any(page_rows.ask_domestic_page(state)):
            return False  # the certainty of all verdicts rests on this page
        if is_plainly_offline(state.index, state.controls, state.plan.computer):
            return True
        if any(self._decides_on_network(question) for question in pending):
            return False
        if page_is_changed(state.index, state.controls) and self.network.status is NetworkStatus.CAPTIVE_PORTAL:
            # The sign-in page may let messengers through, which their own questions will show.
            return all(was_tried(m, state.index) or not state.list_open_about(m.id) for m in state.plan.messengers)
        return not pending

    def _decides_on_network(self, question: Question) -> bool:
        """Return whether a question is to a site or a sign-in page, and is not merely held until something fails."""
        controls = self.state.controls
        if question.row in ONLY_IN_DOUBT and question in self.state.held:
            return False
        sites = (site.endpoint for site in controls.sites)
        return question.endpoint.id in {endpoint.id for endpoint in (*sites, *controls.sign_in_checks)}

    def _give_up_messengers(self) -> None:
        """Cancel all questions about messengers of which nothing more is asked: a sign-in page keeps them out."""
        for messenger in self.state.plan.messengers:
            if self.state.is_given_up(messenger):
                self.state = self.state.after_cancelling(self.state.list_open_about(messenger.id))

    def _announce_messengers(self, news: frozenset[str]) -> None:
        """Judge the messengers that are ready, and announce each verdict that no open question can change.

        Then decide whether neutral hosts get less time, since no verdict needs them once all that is tested works.
        """
        ready = self._list_ready(news)
        if not ready:
            return
        verdicts = self._judge(ready, self.state.network or self.network)
        judged = dict(self.state.judged)
        for messenger, verdict in zip(ready, verdicts, strict=True):
            is_final = self._is_final(messenger, verdict)
            judged[messenger.id] = LastJudged(works_in_full(verdict), is_announced=is_final)
            if is_final:
                self.verdicts.append(verdict)
        self.state = replace(self.state, judged=judged)
        working = {name for name, last in judged.items() if last.works_in_full}
        tested = {m.id for m in self.state.plan.messengers if _is_tested(m)}
        self.shortens_control_timeouts = bool(tested) and tested <= working

    def _is_final(self, messenger: Messenger, verdict: MessengerVerdict) -> bool:
        """Return whether no open question can change a verdict on a messenger about which no question is open."""
        if self.state.network is not None:
            return True
        return needs_no_controls(messenger, verdict, self.state.index, self.state.controls)

    def _list_ready(self, news: frozenset[str]) -> list[Messenger]:
        """Return the messengers with news of which no verdict was announced, and about which no question is open.

        Before the network is judged, only news of a messenger itself counts, and only if it is tested; afterwards news
        of neutral hosts counts for all. Once nothing at all is held or open, none is returned, since all are judged for
        the whole check, unless the check goes on because connections are kept open.
        """
        state = self.state
        if state.kept_in_doubt is None and not (state.held or state.open_questions):
            return []
        announced = {name for name, last in state.judged.items() if last.is_announced}
        still_asked = {question.about for question in state.open_questions}
        candidates = [m for m in state.plan.messengers if m.id not in announced | still_asked]
        if state.network is None:
            return [m for m in candidates if m.id in news and _is_tested(m)]
        if CONTROLS in news:
            return candidates
        return [m for m in candidates if m.id in news]

    def _cancel_useless(self) -> None:
        """Cancel questions whose outcomes can change no verdict: all that are open or held, if all of them are such.

        Once the network is judged, the questions about each messenger are first looked at by themselves.
        """
        messengers = self.state.plan.messengers
        if self.state.network is not None:
            for messenger in messengers:
                self._cancel_if_useless(self.state.list_open_about(messenger.id), [messenger])
        self._cancel_if_useless([*self.state.held, *self.state.open_questions], messengers)

    def _cancel_if_useless(self, questions: Sequence[Question], messengers: Sequence[Messenger]) -> None:
        """Cancel all of `questions`, if no combination of their outcomes changes the verdicts on these messengers.

        None is cancelled if a row among them is always wanted, if the address of one is not known yet, which leaves its
        possible outcomes unknown, or if the combinations, counted in the state, are more than one check may judge.
        """
        is_any_left = any(question in questions for question in self.state.list_uncancelled())
        are_cancellable = all(question.row in _CANCELLABLE for question in questions)
        if not is_any_left or not are_cancellable:
            return
        chains = [steps_to_answer(self.state, question) for question in questions]
        if not all(chains):
            return
        combinations = list(combine_endings([list_endings(chain) for chain in chains]))
        judged = self.state.outcomes_judged + len(combinations)
        if judged > self.state.limits.check.outcomes:
            return
        self.state = replace(self.state, outcomes_judged=judged)
        if changes_nothing(self.state.index, combinations, partial(self._judge_assumed, messengers)):
            self.state = self.state.after_cancelling(questions)

    def _judge_assumed(self, messengers: Sequence[Messenger], index: AttemptIndex) -> Judged:
        """Return the verdicts from an index of all observations, and of assumed outcomes after them, if it has any."""
        assumed = index.steps[len(self.state.index.steps) :]
        if not assumed:
            return Judged(self.network, self._judge(messengers, self.network))
        results = ControlResults(index, self.state.controls)
        network = self.network
        if any(map(concerns_every_messenger, assumed)):
            network = judge_network(results, self.state.plan.computer)
        return Judged(network, self._judge_from(results, messengers, network))

    def _cancel_or_await_kept(self) -> None:
        """Cancel the connections that are kept open, or wait for what they may show, once nothing else is open.

        A connection is in doubt if its messenger works but may stop later. It is awaited, with further questions beside
        it, unless the plan watches none. One that is not awaited is cancelled, unless the plan watches all to the end.
        """
        kept = self.state.list_kept()
        if not kept or self.state.held or self.state.open_questions:
            return
        watching = self.state.plan.watching
        in_doubt = self.state.kept_in_doubt
        if in_doubt is None:
            in_doubt = self._find_kept_in_doubt(kept)
            self.state = replace(self.state, kept_in_doubt=in_doubt)
            is_doubt_awaited = watching is Watching.IN_DOUBT and bool(in_doubt)
            self.announces_unfinished = watching is Watching.WHOLE_TIME or is_doubt_awaited
        awaited = set[str]()
        if watching is not Watching.NOT_AT_ALL:
            awaited = {question.about for question in kept if question.about in in_doubt}
        for messenger in self.state.list_messengers(awaited):
            self.state = queue_about(self.state, messenger, Stage.IDLE)
        if watching is not Watching.WHOLE_TIME:
            self.state = self.state.after_cancelling([q for q in kept if q.about not in awaited])

    def _find_kept_in_doubt(self, kept: Sequence[Question]) -> frozenset[str]:
        """Return the messengers that work but may stop later, of those to which a connection is kept open."""
        verdicts = self.judge_all().messengers
        return frozenset(v.messenger for v in verdicts if may_die_later(v)).intersection(q.about for q in kept)

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
        known: dict[str, MessengerVerdict] = {}
        last = self.state.last_verdicts
        if last is not None and last.observation_count == count and last.network == network:
            known.update(last.messengers)
        unknown = [messenger for messenger in messengers if messenger.id not in known]
        if unknown:
            judged = self._judge_from(self._control_results, unknown, network)
            known.update((verdict.messenger, verdict) for verdict in judged)
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
    """Return the steps that a question would go through to be answered, as successes.

    The list is empty while no address is known: no step at one is under way, and the catalogue has none.
    """
    endpoint = question.endpoint
    target = _find_target(state, endpoint)
    if not target:
        return []
    facts = {Fact.FROM: endpoint.address_origin.value}
    return [
        Observation(0, question.about, endpoint.id, step, target, started=state.now, seconds=0.0, facts=facts)
        for step in _list_steps(endpoint.wire)
    ]


def _find_target(state: State, endpoint: Endpoint) -> str:
    """Return the address and port that an endpoint is asked at, or else its first built-in one; empty without any."""
    for running in state.running_steps:
        if running.endpoint == endpoint.id and running.step is not Step.DNS:
            return running.target
    if endpoint.addresses:
        return str(Target(endpoint.addresses[0], endpoint.port, endpoint.address_origin))
    return ""


def _list_steps(wire: Wire) -> list[Step]:
    """Return the steps of an attempt up to the app handshake, which on a few wires is the handshake of TCP or TLS."""
    steps = [APP_HANDSHAKE[wire]]
    if wire in SECURED:
        steps = [Step.TLS, *steps]
    if wire not in DATAGRAMS:
        steps = [Step.TCP, *steps]
    return list(dict.fromkeys(steps))
