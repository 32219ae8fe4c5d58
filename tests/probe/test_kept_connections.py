"""A file is asked for on the connection that its server answered on before, and on a fresh one where that has ended."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import anyio
import h2.config
import h2.connection
import h2.events
import pytest
from anyio.abc import ByteStream, SocketStream
from anyio.streams.tls import TLSAttribute, TLSStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.target import Target
from probe.certificates import HOST
from probe.conftest import Authorities, ProbeRun
from probe.loopback import serve

Seen = Callable[..., list[Observation]]
Make = Callable[..., Endpoint]
_SCRIPT = "/rsrc/first.js"
_LENGTH = 40_000
_WANTED = 32_768
_TARGET = Target("10.0.0.1", 443, AddressOrigin.TRUSTED, host_header=HOST)
_WHOLE, _FILE = [Step.TCP, Step.TLS, Step.HTTP], [Step.HTTP, Step.FLOW]


@dataclass
class _Files:
    """A server of files: no page at its root, one script."""

    ends_after_head: bool = False
    """It hangs up once it has answered for the root."""
    silent_after_head: bool = False
    connections: int = 0
    asked: list[tuple[int, str, str]] = field(default_factory=list)
    """The number of the connection, the method and the path of each request."""
    idle: anyio.Event = field(default_factory=anyio.Event)
    """The first connection has ended."""

    def status(self, number: int, method: str, path: str) -> int:
        self.asked.append((number, method, path))
        return 200 if path == _SCRIPT else 404

    async def talk(self, stream: ByteStream) -> None:
        self.connections += 1
        speak = self._http2 if isinstance(stream, TLSStream) and _is_http2(stream) else self._http1
        try:
            await speak(stream, self.connections)
        finally:
            self.idle.set()

    async def _http1(self, stream: ByteStream, number: int) -> None:
        raw = b""
        while True:
            while b"\r\n\r\n" not in raw:
                raw += await stream.receive()
            method, path = re.match(rb"(\S+) (\S+)", raw).groups()  # type: ignore[union-attr]
            raw = raw.partition(b"\r\n\r\n")[2]
            status = self.status(number, method.decode(), path.decode())
            if self.silent_after_head and method == b"GET":
                await anyio.sleep_forever()
            body = bytes(_LENGTH) if status == 200 and method == b"GET" else b""
            await stream.send(f"HTTP/1.1 {status} so\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            if self.ends_after_head and number == 1:
                await stream.aclose()
                return

    async def _http2(self, stream: ByteStream, number: int) -> None:
        server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        server.initiate_connection()
        while True:
            await stream.send(server.data_to_send())
            for event in server.receive_data(await stream.receive()):
                if isinstance(event, h2.events.RequestReceived):
                    head = {str(name): str(value) for name, value in event.headers}
                    status = self.status(number, head[":method"], head[":path"])
                    has_body = status == 200
                    server.send_headers(event.stream_id, [(":status", str(status))], end_stream=not has_body)
                    while has_body and (room := min(server.local_flow_control_window(event.stream_id), 8192)):
                        server.send_data(event.stream_id, bytes(room))
                elif isinstance(event, h2.events.ConnectionTerminated):
                    return


def _is_http2(stream: TLSStream) -> bool:
    return stream.extra(TLSAttribute.alpn_protocol) == "h2"


def _served(authorities: Authorities, files: _Files, *alpn: str) -> Callable[[SocketStream], Awaitable[None]]:
    context = authorities.public.serve(alpn=alpn)

    async def handle(stream: SocketStream) -> None:
        await files.talk(await TLSStream.wrap(stream, server_side=True, ssl_context=context, standard_compatible=False))

    return handle


@pytest.fixture
def root(make_endpoint: Make) -> Endpoint:
    return make_endpoint(Wire.HTTPS)


@pytest.fixture
def script(root: Endpoint) -> Endpoint:
    """What a page elsewhere has named."""
    return replace(root, id="chat/file", path=_SCRIPT, read_bytes=_WANTED, named_by="chat/page")


@pytest.fixture
async def keeping(tools: ProbeContext, script: Endpoint) -> AsyncIterator[ProbeContext]:
    yield (keeps := replace(tools, kept=KeptConnections([script])))
    await keeps.kept.aclose()


def _steps(seen: Seen, endpoint: Endpoint) -> list[Step]:
    return [o.step for o in seen() if o.endpoint == endpoint.id]


@pytest.mark.parametrize("alpn", [(), ("h2",)], ids=["http/1.1", "http/2"])
async def test_a_file_comes_over_the_connection_that_answered(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint, alpn: tuple[str, ...]
) -> None:
    """No second connection, and as much is read as over one of its own."""
    files = _Files()
    async with serve(_served(run.authorities, files, *alpn)) as run.net.routes["10.0.0.1", 443]:
        assert await attempt(keeping, root, _TARGET) is None
        assert await attempt(keeping, script, _TARGET) is None
    assert files.asked == [(1, "HEAD", "/"), (1, "GET", _SCRIPT)]
    assert (_steps(run.seen, root), _steps(run.seen, script)) == (_WHOLE, _FILE)
    asked, read = [o for o in run.seen() if o.endpoint == script.id]
    assert (asked.facts[Fact.FROM], asked.facts[Fact.STATUS], asked.target) == ("trusted", 200, "10.0.0.1:443")
    assert int(str(read.facts[Fact.BYTES])) >= _WANTED


async def test_a_server_that_ended_what_was_idle_is_connected_to_anew_and_blamed_for_nothing(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint
) -> None:
    files = _Files(ends_after_head=True)
    async with serve(_served(run.authorities, files)) as run.net.routes["10.0.0.1", 443]:
        assert await attempt(keeping, root, _TARGET) is None
        await files.idle.wait()
        assert await attempt(keeping, script, _TARGET) is None
    assert files.asked == [(1, "HEAD", "/"), (2, "GET", _SCRIPT)]
    assert _steps(run.seen, script) == [*_WHOLE, Step.FLOW]
    assert [o.failure for o in run.seen()] == [None] * 7


@pytest.mark.usefixtures("brisk")
async def test_silence_on_a_kept_connection_is_silence(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint
) -> None:
    """A filter may swallow what is asked for there: that is no server that has hung up."""
    files = _Files(silent_after_head=True)
    # A first answer is waited for as long as apps wait; this server has given one already.
    keeping = replace(keeping, limits=replace(keeping.limits, steps=replace(keeping.limits.steps, acknowledged=600.0)))
    async with serve(_served(run.authorities, files)) as run.net.routes["10.0.0.1", 443]:
        await attempt(keeping, root, _TARGET)
        failed = await attempt(keeping, script, _TARGET)
    assert failed is not None
    assert (failed.step, failed.failure) == (Step.HTTP, Failure.TIMEOUT)
    assert [(o.step, o.failure) for o in run.seen() if o.endpoint == script.id] == [(Step.HTTP, Failure.TIMEOUT)]
    assert files.connections == 1


async def test_another_address_and_a_check_that_keeps_nothing_have_connections_of_their_own(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint
) -> None:
    files = _Files()
    async with serve(_served(run.authorities, files)) as port:
        run.net.routes["10.0.0.1", 443] = run.net.routes["10.0.0.2", 443] = port
        await attempt(keeping, root, _TARGET)
        await attempt(keeping, script, replace(_TARGET, address="10.0.0.2"))
        await attempt(run.tools, root, _TARGET)
        await attempt(run.tools, script, _TARGET)
    assert [number for number, _, _ in files.asked] == [1, 2, 3, 4]
    assert _steps(run.seen, script) == [*_WHOLE, Step.FLOW] * 2


async def test_what_nobody_took_is_closed_at_the_end(run: ProbeRun, keeping: ProbeContext, root: Endpoint) -> None:
    files = _Files()
    async with serve(_served(run.authorities, files)) as run.net.routes["10.0.0.1", 443]:
        await attempt(keeping, root, _TARGET)
        assert not files.idle.is_set()
        await keeping.kept.aclose()
        await files.idle.wait()


async def test_a_connection_that_is_about_to_answer_is_waited_for(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint
) -> None:
    """The page may name its file before the server of files has answered for its root."""
    keeping.timeouts.learn_round_trip(30.0)  # two round trips of that: a busy computer fails no test
    files = _Files()
    async with (
        serve(_served(run.authorities, files)) as run.net.routes["10.0.0.1", 443],
        anyio.create_task_group() as group,
    ):
        group.start_soon(attempt, keeping, root, _TARGET)
        await anyio.lowlevel.checkpoint()
        assert not files.asked
        await attempt(keeping, script, _TARGET)
    assert files.asked == [(1, "HEAD", "/"), (1, "GET", _SCRIPT)]


async def test_one_request_alone_gets_what_was_kept(
    run: ProbeRun, keeping: ProbeContext, root: Endpoint, script: Endpoint
) -> None:
    async with serve(_served(run.authorities, _Files())) as run.net.routes["10.0.0.1", 443]:
        await attempt(keeping, root, _TARGET)
        kept = await keeping.kept.take(script, _TARGET, 0)
        assert kept is not None
        assert await keeping.kept.take(script, _TARGET, 0) is None
        await anyio.aclose_forcefully(kept.tcp_stream)
