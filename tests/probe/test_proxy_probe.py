"""Which ways through a proxy are tried, one after the other: a dressed one that is hard to please."""

import hashlib
import hmac
import socket
from collections.abc import Callable, Sequence

import pytest
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.proxy.proxy_probe import observe_proxy
from lab.mtproxy import SECRET
from probe.clocks import NOW, TwentySecondsBehind
from probe.conftest import ProbeRun
from probe.loopback import serve
from probe.telegram_proxy import Secretive

ADDRESS = "10.0.0.9"
DRESSED = Proxy(ProxyKind.MTPROTO, ADDRESS, 443, SECRET, SecretKind.FAKETLS, "www.example.org", own_network=True)


@pytest.fixture
def endpoints(make_endpoint: Callable[..., Endpoint]) -> Sequence[Endpoint]:
    centre = make_endpoint(Wire.MTPROTO, host=None)
    return centre, replace(centre, id="chat/two", data_centre=4)


class Choosy:
    """A dressed proxy that reads the hello, and hangs up where it does not like it."""

    def __init__(self, likes: Callable[[bytes], bool]) -> None:
        self._likes = likes
        self.hellos: list[bytes] = []

    async def __call__(self, stream: ByteStream) -> None:
        hello = await stream.receive()
        while len(hello) < 5 + int.from_bytes(hello[3:5], "big"):
            hello += await stream.receive()
        self.hellos.append(hello)
        if self._likes(hello):
            await Secretive(dressed=True).serve(stream, hello)


def _stamp(hello: bytes) -> int:
    """Read the time out of a hello, in Unix seconds."""
    digest = hmac.digest(SECRET, hello[:11] + bytes(32) + hello[43:], hashlib.sha256)
    return int.from_bytes(bytes(a ^ b for a, b in zip(digest[28:], hello[39:43], strict=True)), "little")


@pytest.mark.parametrize("older", [False, True])
async def test_one_press_shows_a_disguised_proxy_one_hello(
    run: ProbeRun, endpoints: Sequence[Endpoint], older: bool
) -> None:
    proxy = Choosy(lambda _hello: False)
    _learn(run.tools, 0)
    async with serve(proxy) as run.net.routes[ADDRESS, 443]:
        await observe_proxy(run.tools, replace(DRESSED, older_hello=older), endpoints)
    assert [len(hello) == 517 for hello in proxy.hellos] == [older]
    assert [o.failure for o in run.seen(Step.PROXY)] == [Failure.CLOSED]


async def test_an_address_that_took_no_connection_saw_no_hello(run: ProbeRun, endpoints: Sequence[Endpoint]) -> None:
    proxy = Choosy(lambda _hello: True)
    _learn(run.tools, 0)
    run.net.names["gate.example.org", socket.AF_INET] = ("10.0.0.8", ADDRESS)
    run.net.names["gate.example.org", socket.AF_INET6] = ()
    run.net.routes["10.0.0.8", 443] = ConnectionRefusedError()
    async with serve(proxy) as run.net.routes[ADDRESS, 443]:
        await observe_proxy(run.tools, replace(DRESSED, host="gate.example.org"), endpoints)
    assert [o.ok for o in run.seen(Step.TCP)] == [False, True]
    assert len(proxy.hellos) == 1


async def test_a_hello_bears_the_servers_time_and_not_our_own(run: ProbeRun, endpoints: Sequence[Endpoint]) -> None:
    behind = replace(run.tools, clock=TwentySecondsBehind())
    proxy = Choosy(lambda hello: abs(_stamp(hello) - NOW - 20) <= 3)
    _learn(behind, 20)
    async with serve(proxy) as run.net.routes[ADDRESS, 443]:
        await observe_proxy(behind, DRESSED, endpoints)
    assert [o.failure for o in run.seen(Step.PROXY)] == [None]
    assert len(proxy.hellos) == 1


@pytest.mark.parametrize("inner", ["169.254.169.254", "192.168.0.1", "127.0.0.1", ADDRESS])
async def test_a_strangers_name_does_not_lead_into_an_own_network(
    run: ProbeRun, endpoints: Sequence[Endpoint], inner: str
) -> None:
    proxy = Choosy(lambda _hello: True)
    _learn(run.tools, 0)
    run.net.names["gate.example.org", socket.AF_INET] = (inner,)
    run.net.names["gate.example.org", socket.AF_INET6] = ("fd00::1",)
    async with serve(proxy) as run.net.routes[inner, 443]:
        for host in ("gate.example.org", inner):
            await observe_proxy(run.tools, replace(DRESSED, host=host, own_network=False), endpoints)
    assert (run.seen(Step.TCP), proxy.hellos) == ([], [])


async def test_of_several_addresses_the_public_ones_are_asked(run: ProbeRun, endpoints: Sequence[Endpoint]) -> None:
    proxy = Choosy(lambda _hello: True)
    _learn(run.tools, 0)
    run.net.names["gate.example.org", socket.AF_INET] = ("10.0.0.8", "94.131.20.7")
    run.net.names["gate.example.org", socket.AF_INET6] = ()
    async with serve(proxy) as run.net.routes["94.131.20.7", 443]:
        await observe_proxy(run.tools, replace(DRESSED, host="gate.example.org", own_network=False), endpoints)
    assert [o.target for o in run.seen(Step.TCP)] == ["94.131.20.7:443"]


async def test_a_server_that_has_ipv6_alone_is_asked_for_by_it(run: ProbeRun) -> None:
    proxy = Proxy(ProxyKind.HTTP, ADDRESS, 443, own_network=True)
    endpoint = run.endpoint(Wire.MTPROTO, host=None, addresses=("2001:67c:4e8:f002::a",))
    async with serve(_decline) as run.net.routes[ADDRESS, 443]:
        await observe_proxy(run.tools, proxy, [endpoint])
    assert {o.facts[Fact.ASKED_FOR] for o in run.seen(Step.PROXY)} == {"2001:67c:4e8:f002::a"}


async def _decline(stream: ByteStream) -> None:
    await stream.receive()
    await stream.send(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")


def _learn(tools: ProbeContext, ahead: int) -> None:
    for _ in range(2):
        tools.server_time.learn(int(tools.clock.today().timestamp()) + ahead, tools.clock.today().timestamp())
