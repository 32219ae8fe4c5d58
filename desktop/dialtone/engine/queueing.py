"""What is queued, and what of that is started: which rows are evaluated when, and how many questions run at once."""

from collections.abc import Iterator
from random import Random

from dialtone.engine import page_rows
from dialtone.engine.question import Question
from dialtone.engine.rows import ROWS, Stage
from dialtone.engine.state import BACKGROUND, State
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Step
from dialtone.probe.datagram_greeting import DATAGRAMS


def queue_questions(state: State) -> State:
    """Queue what all rows ask now: of neutral hosts, and of each messenger about which anything is new.

    An observation is new once, as is a step that has become oddly silent. A page that comes slowly is new each time,
    because what is asked about it depends on how long it has been slow. Messengers that were given up are left out.
    """
    for row in ROWS:
        if row.ask_controls is not None:
            state = _enqueue(state, row.ask_controls(state))
    silences = frozenset((s.messenger, s.endpoint, s.started) for s in state.silent_steps(Step.TCP, Step.TLS))
    newly_silent = {messenger for messenger, *_ in silences - state.known_silences}
    odd_pages = page_rows.list_odd_pages(state)
    slow = {s.messenger for s in state.running_steps if s.endpoint in odd_pages}
    for messenger in state.list_messengers(state.news | newly_silent | slow):
        if not state.is_given_up(messenger):
            state = _queue_stages(state, messenger)
    return replace(state, news=frozenset(), known_silences=silences)


def _queue_stages(state: State, messenger: Messenger) -> State:
    """Queue what the rows ask about a messenger, stage by stage.

    What one stage queues ends the calm for the next. Only CALM and LATE share one moment, and LATE needs no calm: its
    rows find out themselves whether they are due.
    """
    state = queue_about(state, messenger, Stage.NEWS)
    if state.is_calm(messenger.id):
        state = queue_about(state, messenger, Stage.CALM, Stage.LATE)
    else:
        state = queue_about(state, messenger, Stage.LATE)
    for stage in (Stage.SHARE, Stage.SENDING):
        if state.is_calm(messenger.id):
            state = queue_about(state, messenger, stage)
    return state


def queue_about(state: State, messenger: Messenger, *stages: Stage) -> State:
    """Queue what the rows of these stages ask about a messenger."""
    for row in ROWS:
        if row.stage in stages and row.ask is not None:
            state = _enqueue(state, row.ask(state, messenger))
    return state


def start_due(state: State) -> State:
    """Start the queued questions that are due and have a free place; drop those of them that are no longer wanted."""
    free_places = _count_free_places(state)
    for question in state.queue:
        places = 1 if _is_limited(question) else 0
        if places > free_places or not _is_due(state, question):
            continue
        if not page_rows.is_still_wanted(state, question):
            state = state.after_dropping(question)
            continue
        free_places -= places
        state = state.after_starting(question)
    return state


def _is_due(state: State, question: Question) -> bool:
    """Return whether the time of a question has come, and, where it reads a page again, its turn as well."""
    if question.not_before > state.now:
        return False
    return question.row not in page_rows.REREADS or page_rows.may_read_again(state)


def _enqueue(state: State, questions: Iterator[Question]) -> State:
    """Queue the questions of one row, at most one per endpoint; in the quiet profile each starts after a random pause.

    Background questions start without a pause in the quiet profile too.
    """
    seen = set[str]()
    for question in questions:
        if question.endpoint.id in seen:
            continue
        seen.add(question.endpoint.id)
        if state.plan.is_quiet and question.row not in BACKGROUND:
            random = Random(f"{state.seed}/{state.total}")  # noqa: S311 - a pause, no secret
            pause = random.uniform(*state.limits.quiet.late_pause)
            question = replace(question, not_before=state.now + pause)
        state = state.after_asking(question)
    return state


def _count_free_places(state: State) -> int:
    """Return how many more questions may start now, by the limits on those under way and on those started lately."""
    limits = state.limits.starts
    under_way = [running for running in state.running.values() if _is_limited(running.question)]
    recent = sum(running.since > state.now - limits.passed_on_after for running in under_way)
    return max(0, min(limits.in_all - len(under_way), limits.at_once - recent))


def _is_limited(question: Question) -> bool:
    """Return whether the limits apply to a question: datagrams and background questions delay no connection."""
    return question.row not in BACKGROUND and question.endpoint.wire not in DATAGRAMS
