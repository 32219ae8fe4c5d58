"""What a look that comes by itself leaves for when something is in doubt, and when that is decided."""

from collections.abc import Callable, Sequence

from dialtone.engine.plan import Task, Turn
from dialtone.engine.turns import Turns
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import all_is_well
from dialtone.judge.open_ends import Judged
from dialtone.model.vocabulary import Weight


class LeftForDoubt:
    """Asked with the first failure; left out where all else is done, and well."""

    def __init__(self, work: Sequence[Task], turns: Turns) -> None:
        self._turns = turns
        self._neutral = [t.endpoint for t in work if t.turn is Turn.FIRST and not t.endpoint.messenger]
        self.waiting = frozenset(t.endpoint.id for t in work if t.turn is Turn.IN_DOUBT)
        """The ids of what is neither asked nor left out yet."""

    def note(self, done: Task, index: AttemptIndex, pending: int, judge: Callable[[], Judged]) -> None:
        """Take in what was observed. `pending`: how many tasks are not done, these among them."""
        asked = done.turn is Turn.FIRST and not done.proxied and done.endpoint.weight is not Weight.RELAYS
        failed = asked and index.answer(done.endpoint) is None
        if self.waiting and (failed or pending <= len(self.waiting)):
            self.waiting = frozenset()
            self._turns.decide(doubt=failed or not all_is_well(index, self._neutral, *judge()))
