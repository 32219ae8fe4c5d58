"""Neutral hosts that are asked over UDP: left, once they are all that is waited for and no word hangs on them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.engine.plan import Task
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.open_ends import Judged, changes_nothing
from dialtone.model.catalogue import Controls
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Step
from dialtone.probe.journal import Journal

_STEPS = (Step.STUN, Step.NTP, Step.QUIC)


class OpenDatagrams:
    """Those under way in one check.

    They tell why calls fail, and what else gets through where nothing seems to. Where many networks let them through to
    nobody, they are silent for longer than all else takes.
    """

    def __init__(self, controls: Controls, journal: Journal) -> None:
        self._asked = frozenset(endpoint.id for endpoint in controls.udp)
        self._journal = journal
        self._scopes: list[anyio.CancelScope] = []

    @contextmanager
    def observing(self, task: Task) -> Iterator[None]:
        """Run a task; one of these only until they are left."""
        with anyio.CancelScope() as scope:
            if task.endpoint.id in self._asked:
                self._scopes.append(scope)
            yield

    def note(self, pending: int, index: AttemptIndex, judge: Callable[[AttemptIndex], Judged]) -> None:
        """Leave them if nothing else is `pending`, of all tasks of the check, and they can change nothing."""
        answers = self._as_if_answered()
        if answers and len(answers) == pending and changes_nothing(index, answers, judge):
            for scope in self._scopes:
                scope.cancel()

    def _as_if_answered(self) -> list[Observation]:
        running = [r for step in _STEPS for r in self._journal.under_way(step) if r.endpoint in self._asked]
        return [Observation(0, "", r.endpoint, r.step, r.target, r.started, 0.0, None, dict(r.facts)) for r in running]
