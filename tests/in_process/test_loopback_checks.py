"""Whole checks on the system that runs the tests, with servers of this process: what needs neither Linux nor root.

The lab with namespaces is Linux's. Here are real sockets, and what this system tells of them.
"""

import ipaddress
import socket
from contextlib import AsyncExitStack
from types import SimpleNamespace

import anyio
import pytest

from dialtone.engine.check_run import run_check
from dialtone.model.check import Check
from dialtone.model.vocabulary import NetworkStatus
from dialtone.probe import tcp_info
from dialtone.probe.net import Network
from dialtone.probe.tcp_info import is_acked, received, round_trip, times_resent
from dialtone.system.this_system import this_system
from engine.small_plan import ANCHOR, CHAT, CONTROLS, PLAN
from idle_time import IdleTime
from probe.loopback import Handler, LoopbackNetwork, is_silent, resets, says, serve

ANSWERS = says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", then_wait=True)
REFUSED = ConnectionRefusedError(111, "Connection refused")


async def _check(chat: Handler | Exception, idle: IdleTime) -> Check:
    net = LoopbackNetwork(PLAN.limits.allowance)
    async with AsyncExitStack() as servers:
        answers = await servers.enter_async_context(serve(ANSWERS))
        for site in (*(control.endpoint for control in CONTROLS.sites), CHAT):
            net.names[site.host or "", socket.AF_INET] = site.addresses
            net.names[site.host or "", socket.AF_INET6] = ()
            net.routes[site.addresses[0], site.port] = answers
        net.routes[ANCHOR.addresses[0], ANCHOR.port] = answers
        theirs = chat if isinstance(chat, Exception) else await servers.enter_async_context(serve(chat))
        net.routes[CHAT.addresses[0], CHAT.port] = theirs
        return await run_check(PLAN, net, idle, lambda _: None)


@pytest.mark.parametrize("tells", [True, False], ids=["told", "not-told"])
@pytest.mark.parametrize(
    ("chat", "said"),
    [
        pytest.param(ANSWERS, ("works", "sure"), id="answers"),
        pytest.param(resets, ("blocked", "unsure"), id="resets"),
        pytest.param(is_silent, ("blocked", "unsure"), id="silent"),
        pytest.param(REFUSED, ("blocked", "unsure"), id="refuses"),
    ],
)
def test_a_whole_check_says_the_same_on_every_system(
    chat: Handler | Exception, said: tuple[str, str], tells: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By one server alone nobody is accused for sure."""
    if not tells:
        monkeypatch.setattr(tcp_info, "sys", SimpleNamespace(platform="one that does not tell"))
    idle = IdleTime()
    done = idle.run(_check, chat, idle)
    (verdict,) = done.messengers
    assert done.network.status is NetworkStatus.ONLINE
    assert (verdict.status, verdict.confidence) == said


def test_this_system_tells_what_became_of_packets() -> None:
    """Where one of these is None, what rests on it is not said there: docs/packaging.md."""

    async def ask() -> tuple[object, ...]:
        async with serve(says(b"0123456789", then_wait=True)) as port:
            stream = await Network().connect("127.0.0.1", port)
            await stream.send(b"hello")
            while not received(stream) or not is_acked(stream):
                await anyio.lowlevel.checkpoint()
            told = is_acked(stream), received(stream), times_resent(stream), round_trip(stream)
            await stream.aclose()
            return told

    acked, count, again, trip = IdleTime().run(ask)
    assert (acked, count, again) == (True, 10, 0)
    assert trip is not None


def test_this_systems_resolvers_are_addresses_and_it_knows_itself() -> None:
    here = this_system()
    assert [ipaddress.ip_address(address.partition("%")[0]) for address in here.read_resolvers().nameservers]
    assert IdleTime().run(Network().resolve, "localhost", socket.AF_INET) == ("127.0.0.1",)
