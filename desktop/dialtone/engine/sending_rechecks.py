"""What is sent to see whether it arrives: once late in a check, and again beside neutral sites where it did not."""

from collections.abc import Iterable
from functools import partial

from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import answer_at_home, target_of
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import came_slowly, sending_stopped, sent_slowly, stopped
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.function_rule import FunctionRule
from dialtone.model.vocabulary import Function, Variant, Weight, Wire
from dialtone.probe.attempt import attempt_sending
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.paired_probes import send_with_controls
from dialtone.probe.sending import TAKES_PIECES, send_first_body, send_in_pieces, send_large_body
from dialtone.probe.target import Target


def upload_look(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Return the task that sends a body to one server of a messenger whose speed counts, where it answered.

    Where a page stopped or came slowly, what is known already is not asked again.
    """
    if _is_known(messenger, index):
        return []
    for endpoint in _timed(plan, messenger, (Function.MEDIA, Function.WEB)):
        answer = answer_at_home(endpoint, index)
        if answer is not None and endpoint.weight is Weight.DECIDES:
            return [Task(partial(_send_first, target_of(endpoint, answer)), endpoint)]
    return []


def _is_known(messenger: Messenger, index: AttemptIndex) -> bool:
    return any(stopped(index, e) or came_slowly(index, e) for e in messenger.endpoints)


def sending_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Send more beside neutral sites, where what was sent stopped or arrived slowly, and pages did not."""
    if _is_known(messenger, index):
        return []
    large = partial(send_with_controls, yardsticks(plan), Variant.UPLOAD, send_large_body)
    tried = [e for e in messenger.endpoints if index.of(e, Variant.UPLOAD)]
    doubted = [e for e in tried if sending_stopped(index, e) or sent_slowly(index, e)]
    further = [e for e in _timed(plan, messenger, (Function.MEDIA,)) if e.weight is Weight.SPEED]
    return [Task(large, e) for e in dict.fromkeys([*doubted, *(further if doubted else ())])]


def pieces_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Send a small message in pieces, beside a neutral site, as soon as a page or something sent has stopped.

    It tells a filter that counts packets from one that counts bytes.
    """
    halted = [e for e in messenger.endpoints if sending_stopped(index, e)]
    if not halted and not any(stopped(index, e) for e in messenger.endpoints):
        return []
    doubted = dict.fromkeys([*halted, *_servers(plan, messenger, index)])
    return [_in_pieces(yardsticks(plan) if number == 0 else [], e) for number, e in enumerate(doubted)]


def yardsticks(plan: Plan) -> list[Endpoint]:
    """Return the neutral sites beside which something is asked again."""
    sites = plan.catalogue.controls.sites
    return [c.endpoint for c in sites if c.endpoint.read_bytes][: plan.limits.sending.yardsticks]


def _in_pieces(beside: list[Endpoint], endpoint: Endpoint) -> Task:
    return Task(partial(send_with_controls, beside, Variant.IN_PIECES, send_in_pieces), endpoint)


def _rules(plan: Plan, messenger: Messenger, functions: Iterable[Function]) -> list[FunctionRule]:
    platform = plan.computer.platform
    mine = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    return [r for function in functions for r in mine if r.function is function]


def _timed(plan: Plan, messenger: Messenger, functions: Iterable[Function]) -> list[Endpoint]:
    """Return the pages by which some functions are timed."""
    known = {e.id: e for e in messenger.endpoints if e.wire is Wire.HTTPS}
    wanted = dict.fromkeys(name for rule in _rules(plan, messenger, functions) for name in rule.speed)
    return [known[name] for name in wanted if name in known]


def _servers(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Endpoint]:
    """Return the servers that messages, media and the web need and that answered, each name or address once."""
    known = {e.id: e for e in messenger.endpoints if e.wire in TAKES_PIECES}
    rules = _rules(plan, messenger, (Function.MESSAGES, Function.PHONE, Function.MEDIA, Function.WEB))
    wanted = dict.fromkeys(name for rule in rules for group in rule.needs for name in group)
    answered = [known[n] for n in wanted if n in known and answer_at_home(known[n], index) is not None]
    return answered[: plan.limits.sending.servers]


async def _send_first(target: Target, tools: ProbeContext, _names: Names, endpoint: Endpoint) -> None:
    # Where the line loses packets, or is slow for all, it would take long and say nothing; a narrow one it would fill.
    if not (tools.patience.lossy or tools.pace.is_narrow or tools.pace.makes_all_wait):
        await attempt_sending(tools, endpoint, target, Variant.UPLOAD, send_first_body)
