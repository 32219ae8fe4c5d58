"""A browser's first message, as far as a real server's first answer."""

import socket

import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Variant, Wire
from dialtone.probe.attempt import attempt_browser_hello
from dialtone.probe.browser_probe import greet_as_a_browser
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookups import Names
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.browser_hello import RANDOM_AT, RANDOM_BYTES, check_answer, fresh_hello
from dialtone.probe.target import Origin, Target
from probe.certificates import HOST
from probe.conftest import Authorities
from probe.loopback import Handler, LoopbackNetwork, is_silent, resets, secured, serve

pytestmark = pytest.mark.anyio

PAGE = Endpoint("app/page", "app", Wire.TLS, 443, HOST, addresses=("127.0.0.1",), browser=True)


def test_no_two_are_alike() -> None:
    first, second = fresh_hello(HOST), fresh_hello(HOST)
    assert first[RANDOM_AT : RANDOM_AT + RANDOM_BYTES] != second[RANDOM_AT : RANDOM_AT + RANDOM_BYTES]
    assert bytes(RANDOM_BYTES) not in first
    assert HOST.encode() in first


TARGET = Target("157.240.0.60", 443, Origin.SYSTEM, host_header=HOST)


async def ask(tools: ProbeContext, net: LoopbackNetwork, handler: Handler) -> Failure | None:
    async with serve(handler) as port:
        net.routes[TARGET.address, TARGET.port] = port
        failed = await attempt_browser_hello(tools, PAGE, TARGET)
    return failed.failure if failed else None


async def test_a_real_server_answers(tools: ProbeContext, net: LoopbackNetwork, authorities: Authorities) -> None:
    assert await ask(tools, net, secured(authorities.public.serve(), is_silent)) is None


async def test_a_reset_is_one(tools: ProbeContext, net: LoopbackNetwork) -> None:
    assert await ask(tools, net, resets) in (Failure.RESET, Failure.CLOSED)


async def test_where_it_passes_once_is_enough(
    tools: ProbeContext, net: LoopbackNetwork, authorities: Authorities
) -> None:
    """The good case stays cheap: one message of some 1,800 bytes, and six bytes are read."""
    async with serve(secured(authorities.public.serve(), is_silent)) as port:
        net.names[HOST, socket.AF_INET] = (TARGET.address,)
        net.routes[TARGET.address, TARGET.port] = port
        await greet_as_a_browser(TARGET, tools, Names(tools, TrustedLookups(tools, ())), PAGE)
    tried = {o.attempt for o in tools.journal.observations if o.variant is Variant.BROWSER_HELLO}
    assert len(tried) == 1


@pytest.mark.parametrize("head", [b"\x16\x03\x03\x00\x7a\x02", b"\x15\x03\x03\x00\x02\x02"])
def test_a_hello_and_an_alert_are_answers(head: bytes) -> None:
    check_answer(head)


@pytest.mark.parametrize("head", [b"HTTP/1", b"\x16\x03\x03\x00\x7a\x01", b"\x17\x03\x03\x00\x7a\x02"])
def test_all_else_is_none(head: bytes) -> None:
    with pytest.raises(ProbeError):
        check_answer(head)
