"""What is asked again of servers that only ever refused a connection: how soon they do so tells who it was."""

from collections.abc import Sequence
from functools import partial

from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import anchors_abroad
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.nearby import sent_from_nearby
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Failure, Step
from dialtone.probe.paired_probes import retry_after_burst

_REFUSALS = (Failure.REFUSED, Failure.RESET, Failure.UNREACHABLE)


def refusal_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask those again, without a burst, that only ever refused a connection.

    Those reported as unreachable are asked again as well, as long as any host answers at all. Where it is plain already
    that no server can have refused so soon, nobody is asked again.
    """
    anchors = anchors_abroad(plan)[:1]
    if not any(o.ok for o in index.steps):
        return []
    refusing = _in_doubt(plan, messenger, [e for e in messenger.endpoints if _only_refuses(index.of(e))], index)
    return [Task(partial(retry_after_burst, anchors if number == 0 else []), e) for number, e in enumerate(refusing)]


def early_refusal_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask them once more, a moment after they refused repeatedly, beside what is still asked of their sisters.

    Where that is read as early as it came, nobody has to be asked again when all else is done.
    """
    refusing = [e for e in messenger.endpoints if len(index.of(e)) >= REPEATED and _only_refuses(index.of(e))]
    doubtful = _in_doubt(plan, messenger, refusing, index)
    return [Task(partial(retry_after_burst, [], times=1), e) for e in doubtful]


def _in_doubt(plan: Plan, messenger: Messenger, refusing: Sequence[Endpoint], index: AttemptIndex) -> list[Endpoint]:
    told = sent_from_nearby(index, messenger.endpoints, plan.catalogue.controls) if refusing else ()
    return [e for e in refusing if e.id not in told]


def _only_refuses(found: Sequence[Attempt]) -> bool:
    return bool(found) and all(t.last.step is Step.TCP and t.failure in _REFUSALS for t in found)
