"""What is said once more, late in a check: does it still pass; and where a try failed, how many of many pass."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

import anyio

from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import answer_at_home, target_of
from dialtone.engine.sending_rechecks import upload_look
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.share import Share, share_of
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.function_rule import FunctionRule
from dialtone.model.limits import RetryLimits
from dialtone.model.vocabulary import Failure, Function, Step, Variant, Weight, Wire
from dialtone.model.wires import SECURED
from dialtone.probe.attempt import attempt_again, attempt_neutral_name
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.greeting import GREETINGS
from dialtone.probe.keeping import CAN_BE_KEPT
from dialtone.probe.target import Target

_FIRST = (Function.MESSAGES, Function.MEDIA, Function.WEB, Function.PHONE, Function.CALLS, Function.LOGIN)
"""In this order functions are looked at."""
_IN_VAIN = 6
"""Further tries of which none passed, after which it is no bad luck."""
_TOGETHER = 2
"""Times as many tries are made at once where those that fail are silent: each such round takes long."""
_GREETED = frozenset(GREETINGS) - {Wire.TCP}
"""Wires with a connection and a greeting."""


Keep = Callable[[Target, ProbeContext, Names, Endpoint], Awaitable[None]]
"""Greets a server as far as is waited for, and leaves the connection open."""


def late_look(plan: Plan, messenger: Messenger, index: AttemptIndex, keep: Keep) -> list[Task]:
    """Greet once more, when all else of a messenger is done, a server or two that answered: it may pass no longer.

    Some filters let the first connections pass. An app connects again and again. To one of them a body is sent, and one
    that carries messages is kept open.
    """
    if messenger.id not in [m.id for m in plan.messengers[: plan.limits.retries.late_messengers]]:
        return []
    answered = [(e, t) for e in _needed(plan, messenger) if (t := answer_at_home(e, index)) is not None]
    if any(share_of(e, messenger.endpoints, index).cut for e, _ in answered):
        return []  # it is asked often enough as it is
    messages = [rule for rule in _rules(plan, messenger) if rule.function is Function.MESSAGES]
    carry = {name for rule in messages for group in rule.needs for name in group}
    lasts = [(e, t) for e, t in answered if e.id in carry and e.wire in CAN_BE_KEPT]
    lasting = lasts[:1] if messenger.id in plan.chosen else []
    sent = [*upload_look(plan, messenger, index), *(Task(partial(keep, target_of(e, t)), e) for e, t in lasting)]
    greeted = {_server(task.endpoint) for task in sent}
    first = {_server(e): (e, t) for e, t in reversed(answered) if _server(e) not in greeted}
    chosen = [each for each in answered if each in first.values()][: max(0, plan.limits.retries.late - len(sent))]
    return [*sent, *(Task(partial(_greet_again, target_of(e, t)), e) for e, t in chosen)]


def share_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask until it is known how many of many pass, where some passed and some did not, and wherever the same is said.

    What was asked once and passed may be cut off the next time, by the same filter; and what was silent three times
    may have had bad luck: of four such servers one has, where half of the tries pass.
    """
    needed = [e for e in _needed(plan, messenger) if index.of(e)]
    shares = {e.id: share_of(e, messenger.endpoints, index) for e in needed}
    mixed = [e for e in needed if shares[e.id].is_mixed]
    if not mixed:
        return []
    kinds = {_kind(m) for m in mixed}
    alike = [e for e in needed if _kind(e) in kinds and (shares[e.id].tried or _is_said_in_vain(e, index))]
    first = {_server(e): e for e in reversed([*mixed, *alike])}
    chosen = [e for e in needed if first.get(_server(e)) == e]
    retries = plan.limits.retries
    asked = [e for e in chosen if not shares[e.id].is_known][: retries.shares]
    return [
        Task(partial(_repeat, retries, messenger.endpoints, _asked_before(e, shares[e.id], index)), e) for e in asked
    ]


def _needed(plan: Plan, messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints that decide something for the app on this system, those of messages first."""
    rules = sorted(_rules(plan, messenger), key=lambda r: _FIRST.index(r.function))
    wanted = dict.fromkeys(name for rule in rules for group in rule.needs for name in group)
    known = {e.id: e for e in messenger.endpoints if e.weight is Weight.DECIDES}
    return [known[name] for name in wanted if name in known and known[name].wire in _GREETED]


def _rules(plan: Plan, messenger: Messenger) -> list[FunctionRule]:
    platform = plan.computer.platform
    return [r for r in messenger.functions if not r.platforms or platform in r.platforms]


def _is_said_in_vain(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether connections stand, and what is said there is never answered."""
    return all(t.failure is not None and t.last.step is not Step.TCP for t in index.of(endpoint))


def _kind(endpoint: Endpoint) -> bool:
    return endpoint.wire in SECURED


def _server(endpoint: Endpoint) -> tuple[bool, str | None, tuple[str, ...]]:
    return _kind(endpoint), endpoint.host, () if endpoint.host else endpoint.addresses


def _asked_before(endpoint: Endpoint, share: Share, index: AttemptIndex) -> Target:
    """Return the target of a try that passed; where none did at this endpoint, that of its first one."""
    own = index.of(endpoint)
    passed = [t for t in share.passed if t in own]
    same = [t for t in passed if t.target == own[0].target]
    return target_of(endpoint, (same or passed or own)[0])


def _is_silent(share: Share) -> bool:
    return all(t.failure is Failure.TIMEOUT for t in share.cut)


async def try_until_many(
    endpoints: Sequence[Endpoint], target: Target, tools: ProbeContext, names: Names, endpoint: Endpoint
) -> None:
    """Connect again now and then, up to eight times in all: a share that is cut off shows itself in them.

    Where one is, it is measured at once.
    """
    while not (share := share_of(endpoint, endpoints, AttemptIndex(tools.journal.observations))).is_many:
        if share.cut:
            await _repeat(tools.limits.retries, endpoints, target, tools, names, endpoint)
            return
        await anyio.sleep(tools.limits.keeping.pause)
        await attempt_again(tools, endpoint, target, whole=False)


async def _greet_again(target: Target, tools: ProbeContext, _names: Names, endpoint: Endpoint) -> None:
    await attempt_again(tools, endpoint, target, whole=False)


async def _repeat(
    retries: RetryLimits,
    endpoints: Iterable[Endpoint],
    target: Target,
    tools: ProbeContext,
    _names: Names,
    endpoint: Endpoint,
) -> None:
    """Ask again, a few at once, until the share is known. Beside the first of them neutral names are shown."""
    contrasts = retries.share_at_once if endpoint.wire in SECURED else 0
    while True:
        index = AttemptIndex(tools.journal.observations)
        share = share_of(endpoint, endpoints, index)
        again = len(index.of(endpoint, Variant.AGAIN))
        at_once = retries.share_at_once * (_TOGETHER if share.cut and _is_silent(share) else 1)
        tries = min(at_once, retries.share_tries - max(share.tried, again))
        if share.is_known or tries <= 0 or (tools.patience.lossy and _is_silent(share)):
            return
        if not share.passed and again >= _IN_VAIN:
            return
        whole = any(t.last.step not in (Step.TCP, Step.TLS) for t in share.cut)
        async with anyio.create_task_group() as group:
            for _ in range(tries):
                group.start_soon(partial(attempt_again, whole=whole), tools, endpoint, target)
            for _ in range(contrasts - len(index.of(endpoint, Variant.NEUTRAL_NAME))):
                group.start_soon(attempt_neutral_name, tools, endpoint, target)
        contrasts = 0
