"""Which ways through a proxy are tried, one after the other: a dressed one that is hard to please."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable, Sequence

import pytest
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.vocabulary import Failure, Step, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookups import Names
from dialtone.probe.proxy.proxy_probe import observe_proxy
from lab.mtproxy import SECRET
from probe.clocks import NOW, TwentySecondsBehind
from probe.loopback import LoopbackNetwork, serve
from probe.telegram_proxy import Secretive

pytestmark = pytest.mark.anyio

Seen = Callable[..., list[Observation]]
ADDRESS = "10.0.0.9"
DRESSED = Proxy(ProxyKind.MTPROTO, ADDRESS, 443, SECRET, SecretKind.FAKETLS, "www.example.org")


@pytest.fixture
async def names(tools: ProbeContext) -> AsyncIterator[Names]:
    trusted = TrustedLookups(tools, ())
    yield Names(tools, trusted)
    await trusted.aclose()


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


async def test_after_an_orderly_end_the_other_ways_are_tried(
    tools: ProbeContext, net: LoopbackNetwork, names: Names, endpoints: Sequence[Endpoint], seen: Seen
) -> None:
    proxy = Choosy(lambda hello: len(hello) == 517)
    _learn(tools, 0)
    async with serve(proxy) as net.routes[ADDRESS, 443]:
        await observe_proxy(tools, names, DRESSED, endpoints)
    assert [o.failure for o in seen(Step.PROXY)] == [Failure.CLOSED, Failure.CLOSED, None]
    assert [o.ok for o in seen(Step.PROOF)] == [True]


async def test_a_hello_bears_the_time_of_the_servers_and_not_of_this_computer(
    tools: ProbeContext, net: LoopbackNetwork, names: Names, endpoints: Sequence[Endpoint], seen: Seen
) -> None:
    behind = replace(tools, clock=TwentySecondsBehind())
    proxy = Choosy(lambda hello: abs(_stamp(hello) - NOW - 20) <= 3)
    _learn(behind, 20)
    async with serve(proxy) as net.routes[ADDRESS, 443]:
        await observe_proxy(behind, names, DRESSED, endpoints)
    assert [o.failure for o in seen(Step.PROXY)] == [None]
    assert len(proxy.hellos) == 1


async def test_a_hello_that_was_refused_is_sent_again_when_the_time_is_known(
    tools: ProbeContext, net: LoopbackNetwork, names: Names, endpoints: Sequence[Endpoint], seen: Seen
) -> None:
    behind = replace(tools, clock=TwentySecondsBehind())

    def likes(hello: bytes) -> bool:
        if behind.server_time.ahead == 0:  # the servers speak only after the first hello
            behind.server_time.learn(NOW + 20, NOW)
            behind.server_time.learn(NOW + 20, NOW)
        return abs(_stamp(hello) - NOW - 20) <= 3

    async with serve(Choosy(likes)) as net.routes[ADDRESS, 443]:
        await observe_proxy(behind, names, DRESSED, endpoints)
    assert seen(Step.PROXY)[0].failure is Failure.CLOSED
    assert {o.ok for o in seen(Step.PROOF)} == {True}


def _learn(tools: ProbeContext, ahead: int) -> None:
    for _ in range(2):
        tools.server_time.learn(int(tools.clock.today().timestamp()) + ahead, tools.clock.today().timestamp())
