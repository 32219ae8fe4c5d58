"""What is observed only once something looks wrong: a yardstick for speed, rare answers again, the service's word."""

from collections.abc import Iterable, Sequence
from functools import partial

from dialtone.engine.plan import Plan, Task
from dialtone.judge.reading import Try, tries
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Step, Weight
from dialtone.probe.endpoint import confirm_answer, observe_control, observe_endpoint, observe_status
from dialtone.probe.mtproto import Transport
from dialtone.probe.target import Origin, Target


def closer_work(plan: Plan, messenger: str) -> list[Task]:
    """What to read where a messenger came slowly: a neutral host as the yardstick, and its own further pages."""
    yardsticks = (c.endpoint for c in plan.catalogue.ground.controls if c.endpoint.read_bytes)
    theirs = (endpoint for m in plan.messengers if m.id == messenger for endpoint in m.endpoints)
    return [
        *(Task(observe_control, endpoint) for endpoint in yardsticks),
        *(Task(observe_endpoint, endpoint) for endpoint in _speed(theirs)),
    ]


def doubtful_work(messenger: Messenger, observations: Sequence[Observation]) -> list[Task]:
    """Ask again what answered, where at least half of the servers that could do the same did not.

    A filter that guesses lets one of many through by chance.
    """
    endpoints = {endpoint.id: endpoint for endpoint in messenger.endpoints}
    found = {name: _answer(endpoint, observations) for name, endpoint in endpoints.items()}
    doubtful: dict[str, Try] = {}
    for group in (group for rule in messenger.functions for group in rule.needs):
        answered = {name: answer for name in group if (answer := found[name]) is not None}
        if len(answered) * 2 <= len(group):
            doubtful |= answered
    return [Task(partial(confirm_answer, _target(endpoints[n], t)), endpoints[n]) for n, t in doubtful.items()]


def status_work(messenger: Messenger, observations: Sequence[Observation]) -> list[Task]:
    """The service's own word, where something of it gets no answer."""
    deciding = [endpoint for endpoint in messenger.endpoints if endpoint.weight is Weight.DECIDES]
    page = messenger.status
    if page is None or all(_answer(endpoint, observations) is not None for endpoint in deciding):
        return []
    return [Task(partial(observe_status, page.format), page.endpoint)]


def _speed(endpoints: Iterable[Endpoint]) -> Iterable[Endpoint]:
    return (endpoint for endpoint in endpoints if endpoint.weight is Weight.SPEED)


def _answer(endpoint: Endpoint, observations: Sequence[Observation]) -> Try | None:
    """Give the first answer at an address that the app itself would use."""
    own = Origin.SYSTEM if endpoint.host else Origin.BUILT_IN
    return next((t for t in tries(observations, endpoint) if t.origin == own and t.answered(endpoint.wire)), None)


def _target(endpoint: Endpoint, answered: Try) -> Target:
    """Give the target of a try that was recorded."""
    greeting = answered.find(Step.MTPROTO)
    framing = greeting.facts.get("transport") if greeting is not None else None
    return Target(
        answered.address,
        int(answered.target.rpartition(":")[2]),
        Origin(answered.origin),
        host_header=endpoint.host or answered.address,
        transport=Transport(str(framing)) if framing else Transport.OBFUSCATED,
    )
