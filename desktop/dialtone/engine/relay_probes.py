"""The relays of calls that a check asks: nothing else waits for them; where they would tell nothing they are left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.engine.plan import Task
from dialtone.model.vocabulary import Weight


class RelayProbes:
    """Counts those that are under way, and ends them where nothing hangs on them any more."""

    def __init__(self, work: Iterable[Task]) -> None:
        self.pending: Counter[str] = Counter(task.endpoint.messenger for task in work if _is_relay(task))
        """How many are still asked, by messenger."""
        self._scopes: defaultdict[str, list[anyio.CancelScope]] = defaultdict(list)
        self._left = set[str]()

    @contextmanager
    def observing(self, task: Task) -> Iterator[None]:
        """Run a task; one at a relay only until its messenger's relays are left."""
        if not _is_relay(task):
            yield
            return
        messenger = task.endpoint.messenger
        with anyio.CancelScope() as scope:
            self._scopes[messenger].append(scope)
            if messenger in self._left:
                scope.cancel()
            yield

    def note_begin(self, task: Task) -> None:
        """Count a task that comes to it."""
        self.pending[task.endpoint.messenger] += _is_relay(task)

    def note_end(self, task: Task) -> None:
        """Count a task that is done."""
        self.pending[task.endpoint.messenger] -= _is_relay(task)

    def leave(self, messenger: str) -> None:
        """Ask a messenger's relays no longer."""
        self._left.add(messenger)
        for scope in self._scopes[messenger]:
            scope.cancel()


def _is_relay(task: Task) -> bool:
    return task.endpoint.weight is Weight.RELAYS
