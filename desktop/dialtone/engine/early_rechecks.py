"""What is asked elsewhere while a server is still silent, or still asked again: that need not have ended."""

from collections.abc import Callable, Sequence

from dialtone.engine.name_rechecks import cut_recheck, silence_recheck
from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import informing_look
from dialtone.engine.refusal_rechecks import early_refusal_recheck
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Messenger
from dialtone.model.vocabulary import Failure, Step
from dialtone.probe.context import ProbeContext

_CUT = (Failure.RESET, Failure.CLOSED, Failure.ALERT)
_REFUSED = (Failure.REFUSED, Failure.RESET)


class EarlyRechecks:
    """Remembers what was begun early, and how much of the journal was looked at."""

    def __init__(self, plan: Plan, tools: ProbeContext, index: Callable[[], AttemptIndex]) -> None:
        self._plan, self._tools, self._index = plan, tools, index
        self._cut, self._refused = set[str](), set[str]()
        self._failed, self._informed = set[str](), set[str]()
        self._shown, self._asked = set[str](), set[str]()
        self._seen = 0

    def work(self, pending: Sequence[Messenger]) -> list[Task]:
        """Return what to ask now of those messengers of which something is still under way."""
        limit = self._tools.patience.odd_silence
        silent = self._tools.journal.silent(Step.TLS, limit) if limit is not None else frozenset[str]()
        dead = self._tools.journal.silent(Step.TCP, limit) if limit is not None else frozenset[str]()
        news = self._news()
        tasks = list[Task]()
        for messenger in pending:
            if messenger.id not in self._shown and (silent or messenger.id in news & self._cut):
                tasks += self._show_name(messenger, silent)
            if messenger.id in news & self._refused and self._tools.patience.roomy:
                tasks += self._ask_refusing(messenger)
            if messenger.id not in self._informed and (silent or dead or messenger.id in news & self._failed):
                tasks += self._inform(messenger, silent | dead)
        return tasks

    def _inform(self, messenger: Messenger, silent: frozenset[str]) -> list[Task]:
        found = informing_look(messenger, self._index(), silent)
        self._informed.update(task.endpoint.messenger for task in found)
        return found

    def _show_name(self, messenger: Messenger, silent: frozenset[str]) -> list[Task]:
        found = silence_recheck(self._plan, messenger, self._index(), silent) if silent else []
        if not found and messenger.id in self._cut:
            found = cut_recheck(self._plan, messenger, self._index())
        self._shown.update(task.endpoint.messenger for task in found)
        return found

    def _ask_refusing(self, messenger: Messenger) -> list[Task]:
        found = early_refusal_recheck(self._plan, messenger, self._index())
        new = [task for task in found if task.endpoint.id not in self._asked]
        self._asked.update(task.endpoint.id for task in new)
        return new

    def _news(self) -> set[str]:
        """Return the messengers of which something was observed since the last look; note whose connections end."""
        observations = self._tools.journal.observations
        new, self._seen = observations[self._seen :], len(observations)
        for o in new:
            if o.step is Step.TLS and o.failure in _CUT:
                self._cut.add(o.messenger)
            if o.step is Step.TCP and o.failure in _REFUSED:
                self._refused.add(o.messenger)
            if o.failure not in (None, Failure.NO_ADDRESS):
                self._failed.add(o.messenger)
        return {o.messenger for o in new}
