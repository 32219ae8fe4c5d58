"""What is left for when something is in doubt, and when that is decided."""

from collections.abc import Callable, Sequence

from dialtone.engine.plan import Task, Turn
from dialtone.engine.turns import Turns
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import all_is_well, is_odd
from dialtone.judge.open_ends import Judged
from dialtone.model.vocabulary import Weight
from dialtone.probe.context import ProbeContext


class LeftForDoubt:
    """Asked with the first that looks odd; left out where all else is done, and well."""

    def __init__(self, work: Sequence[Task], turns: Turns, tools: ProbeContext) -> None:
        self._turns, self._tools = turns, tools
        self._neutral = [t.endpoint for t in work if t.turn is Turn.FIRST and not t.endpoint.messenger]
        self._relays = {t.endpoint.id for t in work if t.endpoint.weight is Weight.RELAYS}
        self._seen = 0
        self.waiting = frozenset(t.endpoint.id for t in work if t.turn is Turn.IN_DOUBT)
        """The ids of what is neither asked nor left out yet."""

    def look(self) -> None:
        """Ask for it while the rest still runs, where something has failed, or keeps us waiting: it tells what did.

        A relay may be silent, and tells nothing by that.
        """
        if not self.waiting:
            return
        journal, patience = self._tools.journal, self._tools.patience
        new, self._seen = journal.observations[self._seen :], len(journal.observations)
        kept_waiting = journal.waiting_for(patience.moment) - self._relays
        if kept_waiting or any(is_odd(o) for o in new if o.endpoint not in self._relays):
            self._decide(doubt=True)

    def note(self, done: Task, index: AttemptIndex, pending: int, judge: Callable[[], Judged]) -> None:
        """Take in what was observed. `pending`: how many tasks are not done, these among them."""
        self.look()
        asked = done.turn is Turn.FIRST and not done.proxied and done.endpoint.weight is not Weight.RELAYS
        failed = asked and index.answer(done.endpoint) is None
        if self.waiting and (failed or pending <= len(self.waiting)):
            self._decide(doubt=failed or not all_is_well(index, self._neutral, *judge()))

    def _decide(self, *, doubt: bool) -> None:
        self.waiting = frozenset()
        self._turns.decide(doubt=doubt)
