"""Questions in the clear: who is asked, how long a second answer is waited for, and what counts as an answer."""

import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from anyio.abc import ByteStream
from hypothesis import example, given
from hypothesis import strategies as st

from dialtone.model.catalogue import PlainResolver
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, ResolverKind, Step, Variant, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.dns.message import MAX_BYTES
from dialtone.probe.dns.plain import read_response
from dialtone.probe.endpoint_probe import observe_endpoint
from named_rows import named_rows
from probe.certificates import HOST
from probe.conftest import BRISK, ProbeRun
from probe.loopback import LoopbackNetwork, closed_udp_port, is_silent, named, says, secured, serve, serve_udp

Reply = Callable[[bytes], list[bytes]]

FIRST, SECOND, NATIONAL, DECOY = "8.8.8.8", "1.1.1.1", "195.208.4.1", "192.0.2.53"
TRUE, FORGED, NOWHERE = "157.240.0.60", "203.0.113.7", "10.10.34.36"
RESOLVERS = (
    PlainResolver("first", FIRST, ResolverKind.PUBLIC, "made up"),
    PlainResolver("second", SECOND, ResolverKind.PUBLIC, "made up"),
    PlainResolver("national", NATIONAL, ResolverKind.NATIONAL, "made up"),
    PlainResolver("decoy", DECOY, ResolverKind.DECOY, "made up"),
)
PAGE = says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
NO_NAME = socket.gaierror(socket.EAI_NONAME, "")


@pytest.fixture
def limits() -> Limits:
    return replace(BRISK, steps=replace(BRISK.steps, longest_brief_limit=0.15))


@pytest.fixture
def names(tools: ProbeContext) -> Lookups:
    return Lookups(tools, (), RESOLVERS)


def answer(query: bytes, *addresses: str, rcode: dns.rcode.Rcode = dns.rcode.NOERROR) -> bytes:
    """Answer a question as a resolver does."""
    asked = dns.message.from_wire(query)
    message = dns.message.make_response(asked)
    message.set_rcode(rcode)
    if addresses:
        message.answer.append(dns.rrset.from_text(asked.question[0].name, 60, "IN", "A", *addresses))
    return message.to_wire()


def gives(*addresses: str) -> Reply:
    """Return the addresses, honestly or not."""
    return lambda query: [answer(query, *addresses)]


def denies(query: bytes) -> list[bytes]:
    """Say that there is no such name."""
    return [answer(query, rcode=dns.rcode.NXDOMAIN)]


def framed(reply: Reply) -> Callable[[ByteStream], object]:
    """Answer one question over TCP, a few bytes at a time."""

    async def handle(stream: ByteStream) -> None:
        query = (await stream.receive())[2:]
        for wire in reply(query):
            for part in (struct.pack("!H", len(wire))[:1], struct.pack("!H", len(wire))[1:] + wire[:5], wire[5:]):
                await stream.send(part)
                await anyio.sleep(0.01)

    return handle


@asynccontextmanager
async def resolving(
    net: LoopbackNetwork, udp: dict[str, Reply], tcp: dict[str, Reply] | None = None
) -> AsyncIterator[None]:
    """Let resolvers answer; the others are silent. UDP and TCP of one address are told apart by who is asked first."""
    async with AsyncExitStack() as stack:
        ports = {a: await stack.enter_async_context(serve_udp(reply)) for a, reply in udp.items()}
        streams = {a: await stack.enter_async_context(serve(framed(r))) for a, r in (tcp or {}).items()}  # type: ignore[arg-type]
        connect, open_udp = net.connect, net.open_udp

        async def by_tcp(address: str, port: int, *, segment: int = 0) -> ByteStream:
            if port == 53:
                net.routes[address, 53] = streams.get(address)  # type: ignore[assignment]
            return await connect(address, port, segment=segment)

        async def by_udp(address: str, port: int, *, one_hop: bool = False) -> object:
            if port == 53 and not one_hop:
                net.routes[address, 53] = ports.get(address)  # type: ignore[assignment]
            return await open_udp(address, port, one_hop=one_hop)

        net.connect, net.open_udp = by_tcp, by_udp  # type: ignore[method-assign, assignment]
        yield


def _by_target(rows: list[Observation]) -> dict[str, Observation]:
    return {o.target: o for o in rows}


async def test_everybody_is_asked_once_for_a_messenger(run: ProbeRun) -> None:
    honest = {FIRST: gives(TRUE), NATIONAL: denies}
    async with resolving(run.net, honest, {FIRST: gives(TRUE)}):
        await run.names.look_for_tampering(named(HOST))
        await run.names.look_for_tampering(named("media.test", "chat/two"))
    rows = _by_target(run.seen(Step.DNS))
    assert {target: o.failure for target, o in rows.items()} == {
        f"{HOST}@udp:{FIRST}": None,
        f"{HOST}@tcp:{FIRST}": None,
        f"{HOST}@udp:{NATIONAL}": Failure.NO_SUCH_NAME,
        f"{HOST}@udp:{DECOY}": Failure.TIMEOUT,
    }
    facts = {"resolver": "first", "transport": "udp", "kind": "public", "addresses": (TRUE,)}
    assert rows[f"{HOST}@udp:{FIRST}"].facts == facts
    assert rows[f"{HOST}@tcp:{FIRST}"].facts == {**facts, "transport": "tcp"}


async def test_it_costs_a_few_hundred_bytes(run: ProbeRun, net: LoopbackNetwork) -> None:
    async with resolving(net, dict.fromkeys((FIRST, NATIONAL, DECOY), gives(TRUE)), {FIRST: gives(TRUE)}):
        await run.names.look_for_tampering(named(HOST))
    assert net.traffic.sent + net.traffic.received < 400


async def test_the_second_public_resolver_is_asked_where_the_first_is_silent(run: ProbeRun) -> None:
    async with resolving(run.net, {SECOND: gives(TRUE)}):
        await run.names.look_for_tampering(named(HOST))
    rows = _by_target(run.seen(Step.DNS))
    assert rows[f"{HOST}@udp:{FIRST}"].failure is Failure.TIMEOUT
    assert rows[f"{HOST}@udp:{SECOND}"].facts[Fact.ADDRESSES] == (TRUE,)


async def test_a_resolver_whose_port_is_closed_is_as_silent(run: ProbeRun) -> None:
    """As Windows' own resolver waits on: a forged word of that would end a lookup."""
    run.net.routes[NATIONAL, 53] = closed_udp_port()
    await run.names.look_for_tampering(named(HOST))
    assert _by_target(run.seen(Step.DNS))[f"{HOST}@udp:{NATIONAL}"].failure is Failure.TIMEOUT


@named_rows(
    ("replies", "failure", "second"),
    {
        "injected": ((gives(NOWHERE), gives(TRUE)), None, (TRUE,)),
        "denied after": ((gives(NOWHERE), denies), None, ("no_such_name",)),
        "denied before": ((denies, gives(TRUE)), Failure.NO_SUCH_NAME, (TRUE,)),
        "a packet that came twice": ((gives(TRUE), gives(TRUE)), None, None),
        "another order": ((gives(TRUE, FORGED), gives(FORGED, TRUE)), None, None),
    },
)
async def test_two_answers_that_differ_were_racing(
    run: ProbeRun, replies: tuple[Reply, Reply], failure: Failure | None, second: tuple[str, ...] | None
) -> None:
    def both(query: bytes) -> list[bytes]:
        return [wire for reply in replies for wire in reply(query)]

    async with resolving(run.net, {FIRST: both}):
        await run.names.look_for_tampering(named(HOST))
    found = _by_target(run.seen(Step.DNS))[f"{HOST}@udp:{FIRST}"]
    assert (found.failure, found.facts.get(Fact.SECOND_ANSWER)) == (failure, second)


async def test_what_answers_another_question_is_not_heard(run: ProbeRun) -> None:
    def confused(query: bytes) -> list[bytes]:
        other = dns.message.make_query("other.test", "A", id=dns.message.from_wire(query).id).to_wire()
        number = struct.pack("!H", struct.unpack_from("!H", query)[0] ^ 1)
        return [b"", b"?", query, number + answer(query, FORGED)[2:], answer(other, FORGED), answer(query, TRUE)]

    async with resolving(run.net, {FIRST: confused}):
        await run.names.look_for_tampering(named(HOST))
    found = _by_target(run.seen(Step.DNS))[f"{HOST}@udp:{FIRST}"]
    assert found.facts[Fact.ADDRESSES] == (TRUE,)
    assert Fact.SECOND_ANSWER not in found.facts


async def test_a_flood_is_no_answer(run: ProbeRun) -> None:
    async with resolving(run.net, {FIRST: lambda _query: [b"noise"] * 40}):
        await run.names.look_for_tampering(named(HOST))
    assert _by_target(run.seen(Step.DNS))[f"{HOST}@udp:{FIRST}"].failure is Failure.BAD_ANSWER


@pytest.mark.parametrize("said", [b"\xff\xff" + bytes(MAX_BYTES), b"\0\0", b"\0\x05hello", b"HTTP/1.1 400 Bad\r\n\r\n"])
async def test_noise_over_tcp_is_no_answer(run: ProbeRun, said: bytes) -> None:
    async with serve(says(said)) as run.net.routes[FIRST, 53]:
        await run.names.look_for_tampering(named(HOST))
    assert _by_target(run.seen(Step.DNS))[f"{HOST}@tcp:{FIRST}"].failure in (Failure.BAD_ANSWER, Failure.CLOSED)


@pytest.mark.parametrize(("tcp", "tried"), [({FIRST: gives(TRUE)}, TRUE), ({}, "157.240.0.61")])
async def test_without_encryption_a_plain_address_is_tried(run: ProbeRun, tcp: dict[str, Reply], tried: str) -> None:
    """Over TCP, which is harder to forge, where that is answered; else over UDP."""
    run.net.names[HOST, socket.AF_INET] = NO_NAME
    async with (
        resolving(run.net, {FIRST: gives("157.240.0.61")}, tcp),
        serve(secured(run.authorities.public.serve(), PAGE)) as run.net.routes[tried, 443],
    ):
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    (proof,) = run.seen(Step.HTTP, Variant.APP)
    (connected,) = run.seen(Step.TCP, Variant.APP)
    assert (proof.target, proof.failure, connected.facts[Fact.FROM]) == (f"{tried}:443", None, "plain")


@pytest.mark.parametrize("address", [NOWHERE, "127.0.0.1", "192.168.1.1"])
async def test_a_plain_address_at_home_is_never_tried(run: ProbeRun, address: str) -> None:
    run.net.names[HOST, socket.AF_INET] = NO_NAME
    async with resolving(run.net, {FIRST: gives(address)}):
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    assert not run.seen(Step.TCP)


@pytest.mark.parametrize("wire", [Wire.TCP, Wire.STUN])
async def test_where_an_answer_proves_nothing_a_plain_address_is_not_tried(run: ProbeRun, wire: Wire) -> None:
    run.net.names[HOST, socket.AF_INET] = NO_NAME
    async with resolving(run.net, {FIRST: gives(TRUE)}):
        await observe_endpoint(run.tools, run.endpoint(wire))
    assert not run.seen(Step.TCP)
    assert not run.seen(Step.STUN)


async def test_nobody_is_asked_about_a_name_that_works(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = (TRUE,)
    async with serve(secured(run.authorities.public.serve(), PAGE)) as run.net.routes[TRUE, 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    assert run.net.connected == [(TRUE, 443)]


async def test_a_certificate_of_somebody_else_makes_us_ask(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = (TRUE,)
    async with serve(secured(run.authorities.public.serve("page.test"), is_silent)) as run.net.routes[TRUE, 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert {(DECOY, 53), (NATIONAL, 53)} <= set(run.net.connected)


QUERY = dns.message.make_query(HOST, "A", use_edns=False, id=7)


def test_an_answer_of_thousands_of_addresses_is_none() -> None:
    many = [f"93.0.{number // 250}.{number % 250}" for number in range(1_500)]
    assert read_response(answer(QUERY.to_wire(), *many[:20]), QUERY)
    assert read_response(answer(QUERY.to_wire(), *many), QUERY) is None


@example(changes=[(106, 1)], cut=0, rcode=dns.rcode.NOERROR)  # an A record of a class that does not exist
@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=8),
    st.integers(0, 60),
    st.sampled_from(list(dns.rcode.Rcode)),
)
def test_a_damaged_answer_is_read_or_left(changes: list[tuple[int, int]], cut: int, rcode: dns.rcode.Rcode) -> None:
    wire = bytearray(answer(QUERY.to_wire(), TRUE, FORGED, rcode=dns.rcode.Rcode(rcode & 15)))
    for place, value in changes:
        wire[place % len(wire)] = value
    said = read_response(bytes(wire[: len(wire) - cut]), QUERY)
    assert said is None or bool(said[0]) != bool(said[1])
