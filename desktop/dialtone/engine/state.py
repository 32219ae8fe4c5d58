"""The state of a running check. All values are immutable: each method `after_…` returns the state after an event."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from msgspec import field

from dialtone.engine.first_questions import HELD
from dialtone.engine.line import HeadStart, Line
from dialtone.engine.plan import Plan
from dialtone.engine.question import CONTROLS, Question
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import concerns_every_messenger, is_kept_out, needs_explanation
from dialtone.judge.function_verdicts import CheckDay
from dialtone.judge.messenger_verdicts import as_named
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.check import KeptOutcome
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Limits
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Step, Variant, Weight
from dialtone.probe.journal import RunningStep
from dialtone.probe.keeping import LastingConnection

BACKGROUND = frozenset({"control.pulse", "kept.open"})
"""Rows that do not keep a check running: they end with it."""
_TAKES_LONG = (Step.FLOW, Step.SENDING, Step.KEPT)
"""Steps that take long on a slow line, and are odd only if they fail. A slow lookup is odd before it fails: otherwise,
where no name is answered, held questions would wait until all lookups have timed out."""
_FIRST_ROWS = ("control.first", "control.udp", "server.first")  # they tell whether a server answers at all


class Running(Frozen):
    """A question under way."""

    question: Question
    since: float
    """Seconds since the check began."""


class Verdicts(Frozen):
    """The verdicts that followed from the first observations of a check."""

    observation_count: int
    network: NetworkVerdict
    messengers: Mapping[str, MessengerVerdict]
    """By messenger, for those that were judged together with that network."""


class LastJudged(Frozen):
    """What was found when a messenger was last judged."""

    works_in_full: bool
    is_announced: bool
    """Whether the verdict was announced, because no open question can change it."""


class State(Frozen, dict=True):
    """One check at one moment. Times are in seconds since it began."""

    plan: Plan
    head_start: HeadStart
    seed: int = 0
    """From which the pauses of a quiet check are drawn, so that one state always gives the same decision."""
    day: CheckDay | None = None
    """From which the age of catalogue entries is counted; None: none is old."""
    now: float = 0.0
    line: Line = field(default_factory=Line)
    running_steps: tuple[RunningStep, ...] = ()
    index: AttemptIndex = field(default_factory=lambda: AttemptIndex(()))
    queue: tuple[Question, ...] = ()
    """The questions that a row asked, and that have not started yet."""
    held: tuple[Question, ...] = ()
    """First questions that wait for a reason, and are dropped if none comes."""
    running: Mapping[int, Running] = field(default_factory=dict)
    """The questions under way, by the number that each got when it started."""
    cancelled: frozenset[int] = frozenset()
    """The numbers of questions that still run but have been cancelled."""
    asked: Mapping[tuple[str, str], tuple[float, ...]] = field(default_factory=dict)
    """By row and endpoint: the times at which it was asked."""
    first_asked: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """By row and messenger: the time at which the row first asked it anything."""
    left_open: tuple[LastingConnection, ...] = ()
    """The connections that questions left open."""
    next_number: int = 0
    total: int = 0
    """How many questions count as progress."""
    done: int = 0
    news: frozenset[str] = frozenset()
    """Messengers with an observation or a finished question since the rows were last evaluated.

    `CONTROLS` among them is news for all messengers.
    """
    known_silences: frozenset[tuple[str, str, float]] = frozenset()
    """The steps that were oddly silent when the rows were last evaluated: messenger, endpoint and start."""
    anything_odd: bool = False
    """Whether anything needs explaining: something failed, or an exchange has taken too long."""
    head_start_ended_at: float | None = None
    """When the head start of neutral hosts abroad ended, whether they had answered or not."""
    network: NetworkVerdict | None = None
    """The verdict on the network once it was announced; None before that."""
    judged: Mapping[str, LastJudged] = field(default_factory=dict)
    """By messenger, for those that were judged already."""
    kept_in_doubt: frozenset[str] | None = None
    """Messengers whose open connection may still change their verdict; None until nothing else is open."""
    outcomes_judged: int = 0
    """How many assumed outcomes were judged so far, to find out whether open questions can still change a verdict."""
    last_verdicts: Verdicts | None = None
    """The latest verdicts on all that was observed by then: they hold until more is observed."""
    may_take_longer: bool = False
    """The check may take longer because the line is narrow or the computer busy."""

    def after_time(self, now: float, line: Line, running_steps: Sequence[RunningStep] = ()) -> "State":
        """Return the state at a later time; one of the steps under way may have taken oddly long by now."""
        quick_steps = (s for s in running_steps if s.step not in _TAKES_LONG and s.endpoint not in self.relays)
        return replace(
            self,
            now=now,
            line=line,
            running_steps=tuple(running_steps),
            head_start=self.head_start.at(now, line, self.limits.check),
            anything_odd=self.anything_odd or any(s.started <= now - line.brief_limit for s in quick_steps),
        )

    def after_observing(self, observations: Sequence[Observation]) -> "State":
        """Return the state once these are all observations of the check."""
        new = observations[len(self.index.steps) :]
        return replace(
            self,
            index=self.index.up_to(observations),
            anything_odd=self.anything_odd or any(map(needs_explanation, new)),
            news=self.news | {o.messenger for o in new} | {CONTROLS for o in new if concerns_every_messenger(o)},
        )

    def after_asking(self, question: Question) -> "State":
        """Return the state with a question in the queue. Held ones have counted as progress from the start."""
        key = (question.row, question.endpoint.id)
        return replace(
            self,
            queue=(*self.queue, question),
            held=tuple(q for q in self.held if q is not question),
            asked={**self.asked, key: (*self.asked.get(key, ()), self.now)},
            first_asked={(question.row, question.about): self.now, **self.first_asked},
            total=self.total + (question.row not in (*BACKGROUND, *HELD)),
        )

    def after_starting(self, question: Question) -> "State":
        """Return the state after a question of the queue has started."""
        running = {**self.running, self.next_number: Running(question, self.now)}
        queue = tuple(q for q in self.queue if q is not question)
        return replace(self, queue=queue, running=running, next_number=self.next_number + 1)

    def after_end(self, number: int, left_open: LastingConnection | None = None) -> "State":
        """Return the state after a question has ended, or was cancelled; it may have left a connection open.

        A server that left its first question unanswered is odd even if no step failed, for example if its name has no
        address. Held questions then have a reason.
        """
        question = self.running[number].question
        unanswered = question.row in _FIRST_ROWS and self.index.answer(question.endpoint) is None
        return replace(
            self,
            running={n: run for n, run in self.running.items() if n != number},
            left_open=(*self.left_open, left_open) if left_open is not None else self.left_open,
            done=self.done + (question.row not in BACKGROUND),
            news=self.news | {question.about},
            anything_odd=self.anything_odd or unanswered,
        )

    def after_dropping(self, question: Question) -> "State":
        """Return the state without a held or queued question, which will not be asked."""
        held = tuple(q for q in self.held if q is not question)
        queue = tuple(q for q in self.queue if q is not question)
        return replace(self, held=held, queue=queue, done=self.done + 1, news=self.news | {question.about})

    def after_cancelling(self, questions: Collection[Question]) -> "State":
        """Return the state without those of the questions that are queued; those that run are cancelled."""
        state = self
        for question in self.queue:
            if question in questions:
                state = state.after_dropping(question)
        running = (number for number, run in self.running.items() if run.question in questions)
        return replace(state, cancelled=self.cancelled.union(running))

    @property
    def limits(self) -> Limits:
        """The limits of the plan."""
        return self.plan.limits

    @property
    def controls(self) -> Controls:
        """The neutral hosts of the plan."""
        return self.plan.catalogue.controls

    def list_messengers(self, identifiers: Collection[str]) -> list[Messenger]:
        """Return these messengers of the check by id, with their servers as they were actually asked."""
        planned = sorted((m for m in self.plan.messengers if m.id in identifiers), key=lambda m: m.id)
        return [as_named(messenger, self.index) for messenger in planned]

    @cached_property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that are queued or running, except background ones."""
        running = (run.question for run in self.running.values())
        return (*self.queue, *(q for q in running if q.row not in BACKGROUND))

    def list_open_about(self, messenger: str) -> list[Question]:
        """Return the open questions about a messenger; those about `CONTROLS` include held ones."""
        held = self.held if messenger == CONTROLS else ()
        return [*self._open_by_messenger.get(messenger, ()), *(q for q in held if q.about == messenger)]

    @cached_property
    def _open_by_messenger(self) -> Mapping[str, Sequence[Question]]:
        """The open questions by messenger, grouped once because many rows ask whether any about one is open."""
        grouped = defaultdict[str, list[Question]](list)
        for question in self.open_questions:
            grouped[question.about].append(question)
        return grouped

    def list_uncancelled(self) -> list[Question]:
        """Return the questions that are queued, or run and have not been cancelled."""
        return [*self.queue, *(run.question for n, run in self.running.items() if n not in self.cancelled)]

    @cached_property
    def first_pending(self) -> frozenset[str]:
        """The servers of messengers, without relays, whose first question has not ended."""
        return frozenset(q.endpoint.id for q in self.open_questions if q.row == "server.first")

    @cached_property
    def relays(self) -> frozenset[str]:
        """The endpoints of call relays, which are often silent: that means nothing."""
        return frozenset(e.id for m in self.plan.messengers for e in m.endpoints if e.weight is Weight.RELAYS)

    def times_asked(self, endpoint: Endpoint, *rows: str) -> int:
        """Return how often some rows asked an endpoint."""
        return sum(len(self.asked.get((row, endpoint.id), ())) for row in rows)

    def has_asked(self, row: str, messenger: str) -> bool:
        """Return whether a row asked anything of a messenger."""
        return (row, messenger) in self.first_asked

    def is_calm(self, messenger: str, besides: Collection[str] = ()) -> bool:
        """Return whether no question about a messenger is open, apart from relays while the line has spare capacity.

        `besides`: rows whose questions do not count.
        """
        waited_for = [q for q in self.list_open_about(messenger) if q.row not in besides]
        return all(q.endpoint.id in self.relays and self.line.has_capacity for q in waited_for)

    def is_given_up(self, messenger: Messenger) -> bool:
        """Return whether nothing more is asked of a messenger: a sign-in page keeps it out, and no step is recent.

        A recent step counts because a page may keep out IPv4 alone, and retries at other addresses take a moment to
        start. Call relays do not count, because they are often silent, which means nothing.
        """
        if not is_kept_out(messenger, self.network, self.index):
            return False
        servers = {e.id for e in messenger.endpoints} - self.relays
        starts = (s.started for s in self.running_steps if s.endpoint in servers)
        ends = (o.started + o.seconds for o in self.index.steps if o.endpoint in servers)
        return max((*starts, *ends), default=0.0) <= self.now - self.line.brief_limit

    def silent_steps(self, *steps: Step) -> list[RunningStep]:
        """Return the running steps of these kinds that have been silent for oddly long."""
        if (odd := self.line.odd_silence) is None:
            return []
        return [s for s in self.running_steps if s.step in steps and s.started <= self.now - odd]

    def silent_endpoints(self, *steps: Step, variant: Variant | None = None) -> frozenset[str]:
        """Return the endpoints at which one of these steps has been silent for oddly long. `variant`: only its."""
        return frozenset(s.endpoint for s in self.silent_steps(*steps) if variant in (None, s.variant))

    def list_left_open(self, messenger: Messenger) -> list[LastingConnection]:
        """Return the connections to a messenger's servers that were left open, ended or not."""
        return [lasting for lasting in self.left_open if lasting.attempt.endpoint.messenger == messenger.id]

    def list_kept(self) -> list[Question]:
        """Return the questions that keep a connection open and have not been cancelled."""
        return [question for question in self.list_uncancelled() if question.row == "kept.open"]

    def find_kept_outcome(self) -> KeptOutcome:
        """Return whether the open connections in doubt were watched to their end."""
        watched = frozenset(o.messenger for o in self.index.steps if o.step is Step.KEPT)
        if (self.kept_in_doubt or frozenset()) - watched:
            return KeptOutcome.NOT_AWAITED
        return KeptOutcome.AWAITED if watched else KeptOutcome.NOT_NEEDED


def make_initial_state(plan: Plan, questions: Sequence[Question], seed: int, day: CheckDay | None = None) -> State:
    """Return the state before the first packet. Of the first questions, some are held until they have a reason."""
    held = tuple(q for q in questions if q.row in HELD)
    at_once = tuple(q for q in questions if q.row not in HELD)
    state = State(
        plan,
        HeadStart(plan.limits.check.foreign_first),
        seed,
        day,
        held=held,
        total=len(held),
    )
    for question in at_once:
        state = state.after_asking(question)
    return state
