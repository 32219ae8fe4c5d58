"""Each messenger's own first words, against servers that know them."""

import socket
import struct
from collections.abc import Awaitable, Callable

import anyio.lowlevel
import pytest
from anyio.abc import ByteStream
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, Request

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.datagram_greeting import PortUnreachableTimer
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Target
from dialtone.probe.timeouts import AdaptiveTimeouts
from lab.mtproto import Session as Telegram
from lab.mtproto import answer_message
from lab.wanoise import Session as WhatsApp
from named_rows import named_rows
from probe.certificates import HOST
from probe.clocks import HandClock
from probe.conftest import ProbeRun
from probe.loopback import closed_udp_port, is_silent, resets, says, secured, serve, serve_udp

ADDRESS = "10.0.0.1"
TARGET = Target(ADDRESS, 443, AddressOrigin.SYSTEM, HOST)


class Answering:
    """A server around a session that takes bytes and gives bytes."""

    def __init__(self, session: Callable[[], Telegram | WhatsApp]) -> None:
        self._session = session

    async def __call__(self, stream: ByteStream) -> None:
        session = self._session()
        while True:
            await stream.send(session.feed(await stream.receive()))

    async def over_websocket(self, stream: ByteStream) -> None:
        session, protocol = self._session(), WSConnection(ConnectionType.SERVER)
        while True:
            protocol.receive_data(await stream.receive())
            for event in protocol.events():
                if isinstance(event, Request):
                    chosen = event.subprotocols[0] if event.subprotocols else None
                    await stream.send(protocol.send(AcceptConnection(subprotocol=chosen)))
                elif isinstance(event, BytesMessage) and (answer := session.feed(bytes(event.data))):
                    await stream.send(protocol.send(BytesMessage(data=answer)))


def _steps(rows: list[Observation]) -> list[tuple[Step, Failure | None]]:
    return [(o.step, o.failure) for o in rows]


async def test_telegram_over_http(run: ProbeRun) -> None:
    async def answer(stream: ByteStream) -> None:
        data = b""
        while True:
            data += await stream.receive()
            head, _, body = data.partition(b"\r\n\r\n")
            if len(body) < int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 1 << 20):
                continue
            told, data = answer_message(body), b""
            await stream.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(told)}\r\n\r\n".encode() + told)

    target = replace(TARGET, port=80, transport=Transport.HTTP)
    assert await run.meet(answer, run.endpoint(Wire.MTPROTO, host=None), target) is None
    assert run.seen(Step.MTPROTO)[0].facts == {Fact.TRANSPORT: "http", Fact.ANSWER: "resPQ"}
    assert run.seen(Step.PROOF)[0].facts == {"proof": "shown"}


@pytest.mark.parametrize("transport", [one for one in Transport if one is not Transport.HTTP])
async def test_telegram(run: ProbeRun, transport: Transport) -> None:
    target = replace(TARGET, transport=transport)
    assert await run.meet(Answering(Telegram), run.endpoint(Wire.MTPROTO, host=None), target) is None
    assert run.seen(Step.MTPROTO)[0].facts == {Fact.TRANSPORT: transport.value, Fact.ANSWER: "resPQ"}
    assert _steps(run.seen())[2:] == [(Step.PROOF, None)]
    assert run.seen(Step.PROOF)[0].facts == {"proof": "shown"}


async def test_telegram_over_websocket(run: ProbeRun) -> None:
    server = secured(run.authorities.public.serve(), Answering(Telegram).over_websocket)
    assert await run.meet(server, run.endpoint(Wire.MTPROTO_WEBSOCKET)) is None
    assert [o.step for o in run.seen()] == [Step.TCP, Step.TLS, Step.WEBSOCKET, Step.MTPROTO]


@pytest.mark.usefixtures("brisk")
@named_rows(
    ("server", "failure"),
    {
        "silent": (is_silent, Failure.TIMEOUT),
        "reset": (resets, Failure.RESET),
        "closed": (says(b""), Failure.CLOSED),
        "wrong": (says(struct.pack("<I", 40) + bytes(40)), Failure.BAD_ANSWER),
    },
)
@pytest.mark.parametrize("wire", [Wire.MTPROTO, Wire.WHATSAPP_NOISE])
async def test_the_greeting_is_not_answered(
    run: ProbeRun, wire: Wire, server: Callable[[ByteStream], Awaitable[None]], failure: Failure
) -> None:
    target = replace(TARGET, transport=Transport.INTERMEDIATE)
    failed = await run.meet(server, run.endpoint(wire), target)
    assert failed is not None
    assert failed[1] is failure
    assert len(run.seen()) == 2


async def test_whatsapp_on_a_bare_line(run: ProbeRun) -> None:
    assert await run.meet(Answering(WhatsApp), run.endpoint(Wire.WHATSAPP_NOISE)) is None
    assert _steps(run.seen()) == [(Step.TCP, None), (Step.NOISE, None), (Step.PROOF, None)]


async def test_whatsapp_over_websocket(run: ProbeRun) -> None:
    server = secured(run.authorities.public.serve(), Answering(WhatsApp).over_websocket)
    async with serve(server) as run.net.routes[ADDRESS, 443]:
        assert await attempt(run.tools, run.endpoint(Wire.WHATSAPP_WEBSOCKET), TARGET) is None
        assert await attempt(run.tools, run.endpoint(Wire.WEBSOCKET), TARGET) is None
    assert [o.step for o in run.seen()][:4] == [Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE]


def _stun(request: bytes) -> list[bytes]:
    """Answer after two datagrams that nobody asked for."""
    mapped = struct.pack("!HHBBH", 0x20, 8, 0, 1, 0x2112) + bytes(4)
    answer = struct.pack("!HHI", 0x0101, len(mapped), 0x2112A442) + request[8:20] + mapped
    return [b"stray", answer[:8] + bytes(12) + answer[20:], answer]


class _Relay:
    """Answer on a connection, in pieces."""

    def __init__(self, change: Callable[[bytes], bytes]) -> None:
        self._change = change

    async def __call__(self, stream: ByteStream) -> None:
        answer = self._change(_stun(await stream.receive())[-1])
        await stream.send(answer[:7])
        await anyio.lowlevel.checkpoint()
        await stream.send(answer[7:])


@named_rows(
    ("change", "failure"),
    {
        "whole": (lambda answer: answer, None),
        "of another question": (lambda answer: answer[:8] + bytes(12) + answer[20:], Failure.BAD_ANSWER),
        "a web server": (lambda answer: b"HTTP/1.1 400 Bad Request\r\n\r\n", Failure.BAD_ANSWER),
        "too long": (lambda answer: answer[:2] + b"\xff\xff" + answer[4:], Failure.BAD_ANSWER),
        "cut": (lambda answer: answer[:24], Failure.CLOSED),
        "without an address": (lambda answer: answer[:2] + b"\0\0" + answer[4:20], Failure.BAD_ANSWER),
    },
)
async def test_a_relay_on_a_connection(
    run: ProbeRun, change: Callable[[bytes], bytes], failure: Failure | None
) -> None:
    await run.meet(_Relay(change), run.endpoint(Wire.STUN_TCP))
    assert _steps(run.seen()) == [(Step.TCP, None), (Step.STUN, failure)]


async def test_a_relay_inside_tls(run: ProbeRun) -> None:
    relay = secured(run.authorities.public.serve(), _Relay(lambda answer: answer))
    assert await run.meet(relay, run.endpoint(Wire.STUN_TLS)) is None
    assert _steps(run.seen()) == [(Step.TCP, None), (Step.TLS, None), (Step.STUN, None)]
    assert Fact.ALPN not in run.seen(Step.TLS)[0].facts


def _ntp(request: bytes) -> list[bytes]:
    return [bytes([0x24, 1]) + bytes(22) + request[40:48] + bytes(16)]


@pytest.mark.parametrize(("wire", "reply", "step"), [(Wire.STUN, _stun, Step.STUN), (Wire.NTP, _ntp, Step.NTP)])
async def test_datagrams(run: ProbeRun, wire: Wire, reply: Callable[[bytes], list[bytes]], step: Step) -> None:
    async with serve_udp(reply) as run.net.routes[ADDRESS, 443]:
        assert await attempt(run.tools, run.endpoint(wire), TARGET) is None
    (only,) = run.seen()
    assert (only.step, only.failure, only.facts) == (step, None, {"from": "system", "sent": 1})


@pytest.mark.usefixtures("brisk")
async def test_a_lost_datagram_is_sent_again(run: ProbeRun) -> None:
    steps = replace(run.tools.limits.steps, datagram_wait=0.05)
    hasty = replace(run.tools, limits=replace(run.tools.limits, steps=steps))
    requests: list[bytes] = []

    def reply(request: bytes) -> list[bytes]:
        requests.append(request)
        return _stun(request) if len(requests) == 2 else []

    async with serve_udp(reply) as run.net.routes[ADDRESS, 443]:
        assert await attempt(hasty, run.endpoint(Wire.STUN), TARGET) is None
    assert requests[0] == requests[1]
    assert run.seen()[0].facts[Fact.SENT] == 2


def _within(tools: ProbeContext, seconds: float, datagram_wait: float) -> ProbeContext:
    """Give each step that many seconds: enough on a computer however busy."""
    steps = replace(tools.limits.steps, uninformed=seconds, shortest=seconds, datagram_wait=datagram_wait)
    return replace(tools, limits=replace(tools.limits, steps=steps), timeouts=AdaptiveTimeouts(steps))


@pytest.mark.parametrize("wire", [Wire.STUN, Wire.TELEGRAM_REFLECTOR, Wire.NTP, Wire.QUIC])
@named_rows("datagram_wait", {"all tries": 0.05, "no time for a second try": 60.0})
async def test_a_closed_port_is_told_from_silence(run: ProbeRun, wire: Wire, datagram_wait: float) -> None:
    run.net.routes[ADDRESS, 443] = closed_udp_port()
    await attempt(_within(run.tools, 2.0, datagram_wait), run.endpoint(wire), TARGET)
    (only,) = run.seen()
    assert only.failure is Failure.REFUSED
    assert Fact.REFUSED_AFTER in only.facts


def test_the_fastest_refusal_counts_and_none_seems_faster_than_it_was() -> None:
    """A busy computer reads the first report late. One that may refer to an earlier request counts from that one."""
    clock = HandClock()
    refusals = PortUnreachableTimer(clock)

    def after(*events: tuple[float, Callable[[], object]]) -> float:
        for moment, event in events:
            clock.time = 100.0 + moment
            event()
        return round(refusals.stop(), 3)

    ask = refusals.start
    assert after((0.0, ask), (0.06, int)) == 0.06
    assert after((0.5, ask), (0.508, int)) == 0.008
    assert after((1.0, ask), (1.004, int)) == 0.004
    assert after((1.001, int)) == 0.004, "a duplicate is about no request of ours"


def test_a_refusal_from_further_away_than_the_wait_seems_no_nearer() -> None:
    clock = HandClock()
    refusals = PortUnreachableTimer(clock)
    refusals.start()
    clock.time += 0.5
    refusals.start()
    clock.time += 0.1
    assert round(refusals.stop(), 3) == 0.6
    clock.time += 0.4
    refusals.start()
    clock.time += 0.1
    assert round(refusals.stop(), 3) == 0.6


async def test_refused_once_and_then_answered_is_answered(run: ProbeRun) -> None:
    port = closed_udp_port()
    run.net.routes[ADDRESS, 443] = port
    steps = replace(run.tools.limits.steps, datagram_wait=0.05, datagrams=600)

    async def open_late() -> None:
        """Listen once the port was refused."""
        while True:
            await anyio.sleep(0.01)
            if any(Fact.REFUSED_AFTER in running.facts for running in run.tools.journal.running_steps()):
                break
        server = await anyio.create_udp_socket(family=socket.AF_INET, local_host="127.0.0.1", local_port=port)
        async with server:
            async for data, peer in server:
                for answer in _stun(data):
                    await server.sendto(answer, *peer)

    async with anyio.create_task_group() as group:
        group.start_soon(open_late)
        hasty = replace(run.tools, limits=replace(run.tools.limits, steps=steps))
        assert await attempt(hasty, run.endpoint(Wire.STUN), TARGET) is None
        group.cancel_scope.cancel()
    (only,) = run.seen()
    assert only.failure is None
    assert Fact.REFUSED_AFTER in only.facts


@pytest.mark.usefixtures("brisk")
@named_rows("reply", {"silent": lambda _: [], "echo": lambda request: [request]})
async def test_no_datagram_comes_back(run: ProbeRun, reply: Callable[[bytes], list[bytes]]) -> None:
    async with serve_udp(reply) as run.net.routes[ADDRESS, 443]:
        await attempt(run.tools, run.endpoint(Wire.STUN), TARGET)
    assert _steps(run.seen()) == [(Step.STUN, Failure.TIMEOUT)]
