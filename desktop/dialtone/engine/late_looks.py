"""When what passed is said once more: once every server of a messenger is heard, beside whatever takes longer."""

from collections.abc import Sequence

from dialtone.engine.plan import Plan, Task
from dialtone.engine.repetition import Keep, late_look
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Messenger
from dialtone.model.vocabulary import Step
from dialtone.probe.context import ProbeContext


class LateLooks:
    """Remembers which servers are not heard yet, and which messengers were looked at late."""

    def __init__(self, work: Sequence[Task], tools: ProbeContext, keep: Keep) -> None:
        self._tools, self._keep = tools, keep
        self._unheard = {task.endpoint.id for task in work if task.tells_early}
        self._looked = set[str]()

    def note_end(self, task: Task) -> None:
        """Note that all was asked of a server."""
        if not task.proxied:
            self._unheard.discard(task.endpoint.id)

    def early(self, plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
        """Return the late look once a messenger's last server is heard, beside pages, relays and what is repeated.

        Only where the line has room for that: else it comes when all is done, and delays nothing that is timed.
        """
        if messenger.id in self._looked or not self._tools.patience.roomy:
            return []
        read = {step.endpoint for step in self._tools.journal.under_way(Step.FLOW)}  # its head has come, its page comes
        waited = [e for e in messenger.endpoints if e.id in self._unheard - read]
        if any(all(t.failure is None for t in index.of(e)) for e in waited):
            return []
        return self.round(plan, messenger, index)

    def round(self, plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
        """Return the late look, unless there was one."""
        tasks = late_look(plan, messenger, index, self._keep) if messenger.id not in self._looked else []
        self._looked.update(task.endpoint.messenger for task in tasks)
        return tasks
