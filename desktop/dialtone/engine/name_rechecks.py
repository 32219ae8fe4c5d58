"""What is observed once a messenger's name looks filtered: the name at unrelated servers, and its end once more."""

from collections.abc import Container, Sequence
from functools import partial

from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import answer_at_home, target_of
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.follow_up import all_died, answers_neutral_name, name_died
from dialtone.judge.nearby import sent_from_nearby
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.vocabulary import Failure, Place, Step, Variant
from dialtone.probe.endpoint_probe import show_name_elsewhere
from dialtone.probe.paired_probes import retry_after_burst


def sni_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Show one name that looks filtered to unrelated servers, unless it was: it may be filtered on every way."""
    named = _own_names(messenger)
    found = [e for e in named if name_died(index, e)]
    first = _most_needed(messenger, found) or _most_needed(messenger, [e for e in named if all_died(index, e)])
    if first is None:
        return []
    # How soon the end came tells who made it. A computer in a rush reads it late.
    told = sent_from_nearby(index, messenger.endpoints, plan.catalogue.controls)
    ended = [(e, [t for t in index.of(e) if _is_ended(t)]) for e in found if e.id not in told]
    again = [Task(partial(retry_after_burst, [], at=target_of(e, cut[0])), e) for e, cut in ended if cut]
    return _show_elsewhere(plan, messenger, index, first) + again


def silence_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex, silent: Container[str]) -> list[Task]:
    """Show a name elsewhere while its own server still says nothing to it, and has answered a neutral one."""
    odd = [e for e in _own_names(messenger) if e.id in silent and answers_neutral_name(index, e)]
    first = _most_needed(messenger, odd)
    return _show_elsewhere(plan, messenger, index, first) if first is not None else []


def cut_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Show a name elsewhere as soon as it was cut repeatedly, beside what is still asked at its own servers.

    Whatever is needed more has to be heard first: one name of a messenger is shown, and that is the one it needs most.
    """
    for endpoint in _by_need(messenger, _own_names(messenger)):
        if name_died(index, endpoint):
            return _show_elsewhere(plan, messenger, index, endpoint)
        if answer_at_home(endpoint, index) is None:
            return []
    return []


def _own_names(messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints with names, but never a person's own server: others must not learn its name."""
    return [e for e in messenger.endpoints if e.host and not e.of_person]


def _most_needed(messenger: Messenger, found: Sequence[Endpoint]) -> Endpoint | None:
    return next(iter(_by_need(messenger, found)), None)


def _by_need(messenger: Messenger, found: Sequence[Endpoint]) -> list[Endpoint]:
    """Return those of some endpoints that a function needs, in the order in which they are needed."""
    known = {e.id: e for e in found}
    needed = (name for rule in messenger.functions for group in rule.needs for name in group)
    return [known[name] for name in dict.fromkeys(needed) if name in known]


def _show_elsewhere(plan: Plan, messenger: Messenger, index: AttemptIndex, first: Endpoint) -> list[Task]:
    """Return the task that shows a name elsewhere; none where one of the messenger was shown."""
    addresses = tuple(a for resolver in plan.catalogue.controls.resolvers for a in resolver.shown_names)
    if not addresses or any(index.of(e, Variant.NAME_ELSEWHERE) for e in messenger.endpoints):
        return []
    return [Task(partial(show_name_elsewhere, addresses, _name_that_lives(plan, index)), first)]


def _name_that_lives(plan: Plan, index: AttemptIndex) -> str:
    """Return the name of a neutral site that answered: some networks let through only the names on a list.

    Where none has yet, return one abroad that has not failed: a messenger that is reset is done before the sites.
    """
    controls = plan.catalogue.controls
    named = [c for c in controls.sites if c.endpoint.host]
    alive = [c.endpoint.host for c in named if answer_at_home(c.endpoint, index) is not None]
    failed = {o.endpoint for o in index.steps if o.failure is not None and o.step is not Step.DNS}
    untold = [c.endpoint.host for c in named if c.place is Place.FOREIGN and c.endpoint.id not in failed]
    return next((name for name in (*alive, *untold) if name), controls.neutral_name)


def _is_ended(attempt: Attempt) -> bool:
    return attempt.last.step is Step.TLS and attempt.failure in (Failure.RESET, Failure.CLOSED, Failure.ALERT)
