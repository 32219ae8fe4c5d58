"""Relays of calls: nothing waits for them, and they are left where they would tell nothing."""

import anyio
import pytest

from dialtone.engine.plan import Task
from dialtone.engine.relay_probes import RelayProbes
from dialtone.judge.follow_up import relays_tell_nothing
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, MessengerStatus, Weight, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import observe_endpoint

CHAT = Endpoint("app/chat", "app", Wire.TLS, 443, "chat.example.org")
RELAY = Endpoint("app/relay", "app", Wire.STUN, 3478, "relay.example.org", weight=Weight.RELAYS)
APP = Messenger(
    "app",
    "App",
    "A",
    "#000000",
    endpoints=(CHAT, RELAY),
    functions=(
        FunctionRule(Function.MESSAGES, (("app/chat",),)),
        FunctionRule(Function.CALLS, (), depends_on=Function.MESSAGES, relays=("app/relay",)),
    ),
)


def _verdict(status: FunctionStatus) -> MessengerVerdict:
    function = FunctionVerdict(Function.MESSAGES, status, (), Confidence.SURE)
    return MessengerVerdict("app", "App", MessengerStatus.UNKNOWN, functions=(function,))


@pytest.mark.parametrize(
    ("status", "nothing"),
    [
        (FunctionStatus.BLOCKED, True),
        (FunctionStatus.DOWN, True),
        (FunctionStatus.WORKS, False),
        (FunctionStatus.UNKNOWN, False),
    ],
)
def test_relays_tell_nothing_where_messages_fail(status: FunctionStatus, nothing: bool) -> None:
    """Calls begin with messages, and are judged by them (`needs_messages`)."""
    assert relays_tell_nothing(APP, _verdict(status)) is nothing


def test_calls_that_need_no_messages_have_their_relays_heard() -> None:
    alone = replace(APP.functions[1], depends_on=None)
    assert not relays_tell_nothing(replace(APP, functions=(alone,)), _verdict(FunctionStatus.BLOCKED))
    assert not relays_tell_nothing(replace(APP, functions=()), _verdict(FunctionStatus.BLOCKED)), "nothing to leave"


async def _never(_tools: ProbeContext, _names: Names, _endpoint: Endpoint) -> None:
    await anyio.sleep_forever()


def test_relays_are_counted_apart() -> None:
    relay, chat = Task(observe_endpoint, RELAY), Task(observe_endpoint, CHAT)
    probes = RelayProbes([relay, chat])
    assert probes.pending["app"] == 1
    probes.note_begin(relay)
    probes.note_begin(chat)
    assert probes.pending["app"] == 2
    probes.note_end(relay)
    probes.note_end(chat)
    assert probes.pending["app"] == 1


@pytest.mark.anyio
async def test_what_is_left_ends_and_begins_no_more() -> None:
    """Only relays, and only those of one messenger."""
    probes, ended = RelayProbes([]), list[str]()
    other = replace(RELAY, id="other/relay", messenger="other")
    twice = anyio.Event()

    async def run(endpoint: Endpoint) -> None:
        with probes.observing(Task(_never, endpoint)):
            await anyio.sleep_forever()
        ended.append(endpoint.id)
        if len(ended) == 2:
            twice.set()

    async with anyio.create_task_group() as group:
        for endpoint in (RELAY, CHAT, other):
            group.start_soon(run, endpoint)
        await anyio.wait_all_tasks_blocked()
        probes.leave("app")
        group.start_soon(run, RELAY)
        await twice.wait()
        group.cancel_scope.cancel()
    assert ended == ["app/relay", "app/relay"]
