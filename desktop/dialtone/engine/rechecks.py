"""What is observed only once something looks wrong: rare answers again, names elsewhere, the status page."""

from collections.abc import Collection, Sequence
from functools import partial

from dialtone.engine.plan import Plan, Task, asked_on_need
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.follow_up import (
    looks_lossy,
)
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step, Variant, Weight, Wire
from dialtone.probe.app_hello_probe import probe_app_hello
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import (
    confirm_answer,
    observe_status,
)
from dialtone.probe.known_targets import known_targets
from dialtone.probe.paired_probes import observe_ports, retry_after_burst
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Origin, Target

_WEB_PORTS = (80, 443)


def app_hello_check(endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
    """Return the task that sends the app's own ClientHello where ours was answered, beside all else that follows."""
    tried = index.of(endpoint)
    answered = bool(tried) and all(t.failure is None for t in tried)
    if endpoint.hello is None or not answered or index.of(endpoint, Variant.APP_HELLO):
        return []
    asked = replace(endpoint, hello=None, read_bytes=0)  # what reads nothing waits for nobody's page
    return [Task(partial(probe_app_hello, target_of(endpoint, tried[0]), endpoint.hello), asked)]


def doubt_recheck(messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask again what answered, where at least half of the servers that could do the same did not.

    A filter that guesses lets one of many through by chance.
    """
    endpoints = {endpoint.id: endpoint for endpoint in messenger.endpoints}
    found = {name: answer_at_home(endpoint, index) for name, endpoint in endpoints.items()}
    doubtful: dict[str, Attempt] = {}
    for group in (group for rule in messenger.functions for group in rule.needs):
        answered = {name: answer for name in group if (answer := found.get(name)) is not None}
        if len(answered) * 2 <= sum(name in found for name in group):
            doubtful |= answered
    return [Task(partial(confirm_answer, target_of(endpoints[n], t)), endpoints[n]) for n, t in doubtful.items()]


def loss_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask again, in a calmer moment, where packets had to be resent: the whole line may have been bad just then."""
    anchors = anchors_abroad(plan)[:1]
    lossy = looks_lossy(messenger.endpoints, index)[: plan.limits.retries.lossy_endpoints]
    return [Task(partial(_retry_on_wide_line, anchors if number == 0 else []), e) for number, e in enumerate(lossy)]


async def _retry_on_wide_line(
    anchors: Sequence[Endpoint], tools: ProbeContext, names: Names, endpoint: Endpoint
) -> None:
    """Ask again, unless the line is narrow: there whatever waits is sent again, and nothing got lost."""
    if not tools.pace.is_narrow:
        await retry_after_burst(anchors, tools, names, endpoint)


def anchors_abroad(plan: Plan) -> list[Endpoint]:
    """Return neutral addresses abroad."""
    return [endpoint for endpoint in plan.catalogue.controls.anchors if endpoint.place is Place.FOREIGN]


def port_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask neutral servers on the port at which no connection came about; where there are none, on other ports."""
    witnesses = plan.catalogue.controls.port_witnesses
    dead = [e for e in messenger.endpoints if _is_dead_on_odd_port(e, index)]
    if not dead or not witnesses:
        return []
    wanted = {e.port for e in dead}
    beside = [w for w in witnesses if w.port in wanted]
    asked = beside if wanted <= {w.port for w in beside} else witnesses
    untold = tuple(w for w in asked if not index.of(w))
    return [Task(partial(observe_ports, untold), dead[0])] if untold else []


def _is_dead_on_odd_port(endpoint: Endpoint, index: AttemptIndex) -> bool:
    found = index.of(endpoint)
    odd = endpoint.port not in _WEB_PORTS and endpoint.wire not in (Wire.STUN, Wire.NTP)
    return odd and bool(found) and all(t.failure is not None and t.last.step is Step.TCP for t in found)


def informing_look(messenger: Messenger, index: AttemptIndex, silent: Collection[str] = ()) -> list[Task]:
    """Ask what only informs, once something that decides has failed: then it may tell what else is in the way.

    Or once it is oddly `silent`. It is asked once: nothing rests on it, so that nothing waits for its repetition
    either, nor for a resolver that says nothing of its name, as it said nothing of the others.
    """
    deciding = {e.id for e in messenger.endpoints if e.weight is Weight.DECIDES}
    failed = any(o.endpoint in deciding and _is_told(o) for o in index.steps) or not deciding.isdisjoint(silent)
    asked = {o.endpoint for o in index.steps}
    return [Task(_ask_once, e) for e in asked_on_need(messenger) if e.id not in asked] if failed else []


def _is_told(step: Observation) -> bool:
    unheard = (Failure.TIMEOUT, Failure.DNS_FAILED) if step.step is Step.DNS else ()
    return step.failure not in (None, Failure.NO_ADDRESS, *unheard)


async def _ask_once(tools: ProbeContext, names: Names, endpoint: Endpoint) -> None:
    if targets := await known_targets(tools, names, endpoint):
        await attempt(tools, endpoint, targets[0])


def status_page_check(messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Return the task that reads the service's status page, where something of it gets no answer."""
    deciding = [endpoint for endpoint in messenger.endpoints if endpoint.weight is Weight.DECIDES]
    page = messenger.status
    if page is None or all(answer_at_home(endpoint, index) is not None for endpoint in deciding):
        return []
    return [Task(partial(observe_status, page.format), page.endpoint)]


def answer_at_home(endpoint: Endpoint, index: AttemptIndex) -> Attempt | None:
    """Return the first answer at an address that the app itself would use."""
    own = Origin.SYSTEM if endpoint.host else Origin.BUILT_IN
    return next((t for t in index.of(endpoint) if t.origin == own and t.answered(endpoint.wire)), None)


def target_of(endpoint: Endpoint, answered: Attempt) -> Target:
    """Return the target of a recorded attempt."""
    greeting = answered.find(Step.MTPROTO)
    framing = greeting.facts.get(Fact.FRAMING) if greeting is not None else None
    return Target(
        answered.address,
        int(answered.target.rpartition(":")[2]),
        Origin(answered.origin),
        host_header=endpoint.host or answered.address,
        transport=Transport(str(framing)) if framing else Transport.OBFUSCATED,
    )
