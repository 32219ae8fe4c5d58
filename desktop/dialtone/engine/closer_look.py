"""The first round of a closer look at a messenger, once all of it was asked: all that looks wrong, at the same time."""

from dialtone.engine.name_rechecks import sni_recheck
from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import doubt_recheck, loss_recheck, port_recheck, status_page_check
from dialtone.engine.refusal_rechecks import refusal_recheck
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Messenger


def look_closer(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Return what is asked again, elsewhere and of others; nothing where all is well."""
    return [
        *doubt_recheck(messenger, index),
        *refusal_recheck(plan, messenger, index),
        *loss_recheck(plan, messenger, index),
        *sni_recheck(plan, messenger, index),
        *port_recheck(plan, messenger, index),
        *status_page_check(messenger, index),
    ]
