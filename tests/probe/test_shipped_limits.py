"""The limits that people's computers use, each from both sides: in virtual time, on a network without sockets."""

import errno
import math
import socket
import ssl
from collections.abc import Callable, Mapping
from typing import Any, cast

import anyio
import anyio.from_thread
import anyio.lowlevel
import anyio.to_thread
import dns.message
import dns.rrset
import pytest
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

from client_hellos import CHROME
from dialtone.model.catalogue import Endpoint, PlainResolver, TrustedResolver
from dialtone.model.computer import Computer, OutsideInterface
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import Allowance, DownloadLimits, PaceLimits
from dialtone.model.observation import Observation
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.vocabulary import AddressOrigin, Failure, ResolverKind, Step, Trust, Variant, Wire
from dialtone.probe.attempt import attempt, attempt_to_leave
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.context import ProbeContext
from dialtone.probe.contrast_probe import probe_app_hello
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.download import Downloads
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.greeting import secure_for_app, upgrade
from dialtone.probe.keeping import Exchange, LastingConnection, keep_open
from dialtone.probe.line_pace import LinePace
from dialtone.probe.meter import Meter, Traffic
from dialtone.probe.net import UdpStream
from dialtone.probe.outside_network import OutsideNetwork
from dialtone.probe.paired_probes import keep_with_controls, retry_after_burst, send_with_controls
from dialtone.probe.protocols.tls import Contexts, secure
from dialtone.probe.proxy import proxy_probe
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.proxy.system_proxy_probe import observe_through_system_proxy
from dialtone.probe.sending import send_large_body
from dialtone.probe.target import Target
from idle_time import LoopClock
from named_rows import named_rows
from probe.loopback import LoopbackNetwork, named
from probe.tools import make_tools
from virtual_time import VIRTUAL_TIME


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return VIRTUAL_TIME


ADDRESS = "10.0.0.1"
TARGET = Target(ADDRESS, 443, AddressOrigin.SYSTEM, "chat.test")
SERVER = Endpoint("chat/one", "chat", Wire.TLS, 443, "chat.test")
CLEAR = replace(SERVER, wire=Wire.HTTP, port=80, read_bytes=10_000_000)


class SilentStream(ByteStream):
    """A connection on which nothing comes back, or what `says` yields at each read."""

    def __init__(self, says: Callable[[], bytes] | None = None, pause: float = 0.0) -> None:
        self._says, self._pause = says, pause

    async def receive(self, max_bytes: int = 65536) -> bytes:
        if self._says is None:
            await anyio.sleep_forever()
        await anyio.sleep(self._pause)
        return self._says() if self._says is not None else b""

    async def send(self, item: bytes) -> None:
        await anyio.lowlevel.checkpoint()

    async def send_eof(self) -> None:
        await anyio.lowlevel.checkpoint()

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {}


class VirtualDatagrams:
    """A UDP socket whose peer sends some datagrams, each some seconds after the last; an address stands for an answer.

    It notes when something was sent.
    """

    def __init__(self, datagrams: list[tuple[float, bytes | str]]) -> None:
        self._datagrams = iter(datagrams)
        self.sent: list[tuple[float, bytes]] = []

    async def send(self, item: bytes) -> None:
        self.sent.append((round(anyio.current_time(), 3), item))
        await anyio.lowlevel.checkpoint()

    async def receive(self) -> bytes:
        pause, datagram = next(self._datagrams, (math.inf, b""))
        await anyio.sleep(pause)
        return answer_to(self.sent[-1][1], datagram) if isinstance(datagram, str) else datagram

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()


class VirtualNetwork(LoopbackNetwork):
    """Accepts connections to the addresses that have a stream, after some seconds, and notes when each was opened."""

    def __init__(self, *, resolves_after: float = 0.0, connects_after: float = 0.0) -> None:
        super().__init__()
        self.resolves_after, self.connects_after = resolves_after, connects_after
        self.streams: dict[str, ByteStream] = {}
        self.opened: list[tuple[float, str]] = []
        self.datagrams: list[tuple[float, bytes | str]] = []
        self.udp: list[VirtualDatagrams] = []

    async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> UdpStream:
        self.udp.append(VirtualDatagrams(self.datagrams))
        return cast(UdpStream, self.udp[-1])

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        self.asked.append((name, family))
        await anyio.sleep(self.resolves_after)
        return (ADDRESS,)

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        self.opened.append((round(anyio.current_time(), 3), address))
        await anyio.sleep(self.connects_after)
        if (stream := self.streams.get(address)) is not None:
            return stream
        await self._route(address, port)
        raise ConnectionRefusedError(errno.ECONNREFUSED, "")

    async def connect_one_hop(self, address: str, port: int) -> None:
        await anyio.sleep_forever()


def accepting(stream: SilentStream | None = None, *, after: float = 0.0) -> VirtualNetwork:
    """Return a network that accepts connections after some seconds, silent ones unless a stream is given."""
    net = VirtualNetwork(connects_after=after)
    net.streams[ADDRESS] = stream or SilentStream()
    return net


def seen(tools: ProbeContext, step: Step) -> list[Observation]:
    return [o for o in tools.journal.observations if o.step is step]


# Lookups


@pytest.mark.parametrize(
    ("nameservers", "seconds", "found"), [(1, 5.9, True), (1, 6.1, False), (2, 7.9, True), (2, 8.1, False)]
)
async def test_a_system_has_six_seconds_and_with_a_second_nameserver_five_and_three(
    nameservers: int, seconds: float, found: bool
) -> None:
    tools = make_tools(
        VirtualNetwork(resolves_after=seconds), computer=Computer("linux", nameservers=("192.0.2.1",) * nameservers)
    )
    assert bool(await Lookups(tools).ask_system(named("chat.test"))) is found


@pytest.mark.parametrize(("seconds", "asked"), [(0.9, 1), (1.1, 2)])
async def test_after_a_second_of_silence_a_name_is_asked_for_again(seconds: float, asked: int) -> None:
    net = VirtualNetwork(resolves_after=seconds)
    await Lookups(make_tools(net)).ask_system(named("chat.test"))
    assert len(net.asked) == asked


async def test_trusted_resolvers_begin_three_tenths_of_a_second_apart_and_their_further_addresses_a_twentieth() -> None:
    net = VirtualNetwork()
    resolvers = [
        TrustedResolver(name, f"{name}.test", (f"{place}.1", f"{place}.2"), "/dns-query", "made up")
        for name, place in (("first", "10.1.0"), ("second", "10.2.0"))
    ]
    assert await TrustedLookups(make_tools(net), resolvers).ask(named("chat.test")) == ()
    assert net.opened == [(0.0, "10.1.0.1"), (0.3, "10.2.0.1"), (0.6, "10.1.0.2"), (0.65, "10.2.0.2")]


PUBLIC = PlainResolver("public", "8.8.8.8", ResolverKind.PUBLIC, "made up")


def answer_to(query: bytes, address: str) -> bytes:
    message = dns.message.make_response(dns.message.from_wire(query))
    message.answer.append(dns.rrset.from_text("chat.test.", 60, "IN", "A", address))
    return message.to_wire()


async def ask_publicly(*datagrams: tuple[float, bytes | str]) -> Observation:
    """Return the lookup at a resolver that sends these after some seconds each: noise, or an answer with an address."""
    net = VirtualNetwork()
    net.datagrams = list(datagrams)
    tools = make_tools(net)
    await Lookups(tools, (), (PUBLIC,)).look_for_tampering(named("chat.test"))
    (over_udp,) = [o for o in seen(tools, Step.DNS) if "@udp:" in o.target]
    return over_udp


@pytest.mark.parametrize(("seconds", "noted"), [(0.45, True), (0.55, False)])
async def test_an_answer_that_differs_is_waited_for_half_a_second(seconds: float, noted: bool) -> None:
    lookup = await ask_publicly((0.0, "192.0.2.7"), (seconds, "192.0.2.8"))
    assert (Fact.SECOND_ANSWER in lookup.facts) is noted


@pytest.mark.parametrize(("noise", "failure"), [(15, None), (16, Failure.BAD_ANSWER)])
async def test_sixteen_datagrams_that_answer_nothing_are_a_flood(noise: int, failure: Failure | None) -> None:
    assert (await ask_publicly(*[(0.0, b"noise")] * noise, (0.0, "192.0.2.7"))).failure is failure


# Steps


async def test_the_first_router_gets_a_third_of_the_time_of_a_step() -> None:
    tools = make_tools(VirtualNetwork())
    await attempt_to_leave(tools, SERVER, TARGET)
    assert [o.seconds for o in seen(tools, Step.TCP)] == [pytest.approx(1.05)]


@pytest.mark.parametrize(("seconds", "noted"), [(0.45, False), (0.55, True)])
async def test_half_a_second_of_connecting_notes_what_this_computer_slept_through(seconds: float, noted: bool) -> None:
    tools = make_tools(accepting(after=seconds))
    await attempt(tools, SERVER, TARGET)
    assert [Fact.LAG in o.facts for o in seen(tools, Step.TCP)] == [noted]


async def test_a_greeting_that_arrived_is_waited_for_eight_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialtone.probe.attempt_context.is_acked", lambda _stream: True)
    tools = make_tools(accepting())
    await attempt(tools, SERVER, TARGET)
    assert [o.seconds for o in seen(tools, Step.TLS)] == [pytest.approx(8.0, abs=0.01)]


@named_rows(
    ("piece", "seconds"),
    {
        "quickly: 1.8 times the limit of a step, so that the last silence fits into three times": (5_000, 5.4),
        "slowly: five seconds": (100, 5.0),
    },
)
async def test_for_how_long_a_page_is_read_that_never_ends(piece: int, seconds: float) -> None:
    """A piece comes each tenth of a second."""
    head = iter([b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"])
    tools = make_tools(accepting(SilentStream(lambda: next(head, bytes(piece)), 0.1)))
    await attempt(tools, CLEAR, replace(TARGET, port=80))
    (flow,) = seen(tools, Step.FLOW)
    assert flow.ok
    assert flow.seconds == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize(("seconds", "opened"), [(1.9, 1), (2.1, 2)])
async def test_a_connection_that_waited_two_seconds_for_its_turn_is_opened_anew(seconds: float, opened: int) -> None:
    tools = replace(make_tools(net := accepting()), pace=LinePace(PaceLimits(max_slots=1)))
    held = anyio.Event()

    async def hold_the_slot() -> None:
        async with tools.pace.turn(tools.clock):
            held.set()
            await anyio.sleep(seconds)

    async with anyio.create_task_group() as group:
        group.start_soon(hold_the_slot)
        await held.wait()
        await attempt(tools, SERVER, TARGET)
    assert len(net.opened) == opened


async def test_a_system_that_verifies_certificates_itself_has_eight_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finished:
        def extra(self, _attribute: object) -> "Finished":
            return self

        def do_handshake(self) -> None:
            """It is done already."""

    class System(ssl.SSLContext):
        """Like truststore's."""

    async def wrap(*_: object, **__: object) -> object:
        return Finished()

    async def block(*_: object, **__: object) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr(TLSStream, "wrap", wrap)
    monkeypatch.setattr(anyio.to_thread, "run_sync", block)
    context = System(ssl.PROTOCOL_TLS_CLIENT)
    with pytest.raises(ProbeError):
        await secure(SilentStream(), Contexts(), "chat.test", context, Trust.PUBLIC, {})
    assert anyio.current_time() == pytest.approx(8.0)


@pytest.mark.parametrize(("read_bytes", "fits"), [(980_000, True), (1_020_000, False)])
async def test_a_million_bytes_may_be_read_again(read_bytes: int, fits: bool) -> None:
    readings = make_tools(VirtualNetwork()).second_readings
    assert (await readings.reserve(replace(CLEAR, read_bytes=read_bytes), ()) is not None) is fits


async def test_a_datagram_is_sent_three_times_half_a_second_apart() -> None:
    tools = make_tools(net := VirtualNetwork())
    tools.timeouts.learn_round_trip(0.01)
    await attempt(tools, replace(SERVER, wire=Wire.STUN), TARGET)
    assert [when for when, _ in net.udp[0].sent] == [0.0, 0.5, 1.0]


async def keep_busy(seconds: float, silent_after: int = 99) -> list[float]:
    """Return when something was sent on a connection that is kept open, each answered at once, up to some number."""
    net, sent = VirtualNetwork(), list[float]()
    tools = make_tools(net)
    tools.timeouts.learn_round_trip(0.01)

    async def exchange() -> None:
        sent.append(round(anyio.current_time(), 3))
        if len(sent) > silent_after:
            await anyio.sleep_forever()

    async def complete() -> Exchange:
        return exchange

    context = AttemptContext.begin(tools, SERVER, TARGET, Variant.KEPT)
    with anyio.move_on_after(seconds):
        await keep_open(LastingConnection(context, SilentStream(), 0.0, complete))
    return [*sent, round(anyio.current_time(), 3)]


async def test_a_connection_is_kept_open_for_ten_seconds_and_used_every_second_and_a_half() -> None:
    assert await keep_busy(60.0) == [1.5, 3.0, 4.5, 6.0, 7.5, 9.0, 10.0, 10.0]


async def test_on_a_kept_connection_two_seconds_of_silence_are_its_end() -> None:
    assert await keep_busy(60.0, silent_after=1) == [1.5, 3.0, 5.0]


# How much may arrive


def allowed(traffic: Traffic, allowance: Allowance, received: int, events: int = 1, *, datagrams: bool = False) -> bool:
    """Return whether a connection on which so many bytes arrived, in so many pieces, may receive more."""
    meter = Meter(traffic, allowance, of_datagrams=datagrams)
    for _ in range(events):
        meter.note_received(b"")
    meter.note_arrived(received + 1)
    try:
        meter.check_allowance()
    except ProbeError:
        return False
    return True


CHECK, UPDATE = Allowance(), DownloadLimits().allowance


@named_rows(
    ("allowance", "connection", "in_all", "events", "events_in_all"),
    {"check": (CHECK, 390_000, 4_500_000, 4_000, 40_000), "update": (UPDATE, 12_000_000, 40_000_000, 50_000, 200_000)},
)
def test_how_much_one_connection_may_bring_and_all_of_them(
    allowance: Allowance, connection: int, in_all: int, events: int, events_in_all: int
) -> None:
    less, more = 0.98, 1.02
    assert allowed(Traffic(), allowance, int(less * connection))
    assert not allowed(Traffic(), allowance, int(more * connection))
    assert allowed(Traffic(received=int(less * in_all)), allowance, 0)
    assert not allowed(Traffic(received=int(more * in_all)), allowance, 0)
    assert allowed(Traffic(), allowance, 0, int(less * events))
    assert not allowed(Traffic(), allowance, 0, int(more * events))
    assert allowed(Traffic(events=int(less * events_in_all)), allowance, 0)
    assert not allowed(Traffic(events=int(more * events_in_all)), allowance, 0)


@pytest.mark.parametrize(
    ("of_this", "of_all", "more"), [(63, 0, True), (65, 0, False), (0, 255, True), (0, 257, False)]
)
def test_datagrams_may_bring_64_kilobytes_from_one_and_256_from_all(of_this: int, of_all: int, more: bool) -> None:
    traffic = Traffic(datagrams=1024 * of_all)
    assert allowed(traffic, CHECK, 1024 * of_this, datagrams=True) is more


@pytest.mark.parametrize(("seconds", "given_up_after"), [(14.0, 29.0), (16.0, 15.0)])
async def test_each_step_of_an_update_has_fifteen_seconds(seconds: float, given_up_after: float) -> None:
    """A lookup, and a connection that never comes."""
    limits = DownloadLimits()
    downloads = Downloads(VirtualNetwork(resolves_after=seconds), LoopClock(), Contexts(), "chat.test", 443, limits)
    with pytest.raises((TimeoutError, OSError)):
        await downloads.begin("/")
    assert anyio.current_time() == pytest.approx(given_up_after)


@pytest.mark.parametrize(("seconds", "left"), [(118.0, 2.0), (122.0, 0.0)])
async def test_an_update_has_two_minutes(seconds: float, left: float) -> None:
    net = VirtualNetwork(resolves_after=60.0)
    downloads = Downloads(net, LoopClock(), Contexts(), "chat.test", 443, DownloadLimits())
    await anyio.sleep(seconds)
    with pytest.raises(TimeoutError):
        await downloads.begin("/")
    assert anyio.current_time() - seconds == pytest.approx(left)


# How often


@pytest.fixture
def refusing() -> VirtualNetwork:
    net = VirtualNetwork()
    net.routes[ADDRESS, 443] = ConnectionRefusedError(errno.ECONNREFUSED, "")
    return net


async def test_after_the_first_burst_attempts_follow_a_quarter_of_a_second_apart(refusing: VirtualNetwork) -> None:
    tools = make_tools(refusing)
    await retry_after_burst((), tools, SERVER)
    assert [when for when, _ in refusing.opened] == [0.25, 0.5]


async def test_the_apps_own_hello_is_sent_four_times_where_it_fails_and_ours_once(refusing: VirtualNetwork) -> None:
    tools = make_tools(refusing)
    await probe_app_hello(TARGET, CHROME, tools, SERVER)
    variants = [o.variant for o in seen(tools, Step.TCP)]
    assert (variants.count(Variant.APP_HELLO), variants.count(Variant.AGAIN)) == (4, 1)


async def test_what_is_sent_beside_controls_is_sent_twice(refusing: VirtualNetwork) -> None:
    tools, server = make_tools(refusing), replace(SERVER, host=None, addresses=(ADDRESS,))
    await send_with_controls((), Variant.UPLOAD, send_large_body, tools, server)
    assert len(refusing.opened) == 2


async def test_what_ended_is_kept_open_twice_more(refusing: VirtualNetwork) -> None:
    tools = make_tools(refusing)
    await keep_with_controls((), TARGET, tools, SERVER)
    assert len(refusing.opened) == 2


# Proxies


PROXY = Proxy(ProxyKind.SOCKS5, ADDRESS, 1080, own_network=True)


async def test_the_systems_proxy_has_twice_the_time_of_a_step_and_two_attempts() -> None:
    tools = make_tools(accepting())
    await observe_through_system_proxy(PROXY, tools, SERVER)
    assert [o.seconds for o in seen(tools, Step.PROXY)] == pytest.approx([6.0, 6.0])


@named_rows(("takes", "passes", "routes"), {"quick": (1.4, True, 1), "slow": (1.6, True, 2), "dead": (0.1, False, 5)})
async def test_a_proxy_that_took_a_second_and_a_half_is_tried_again_and_a_dead_one_on_five_routes(
    monkeypatch: pytest.MonkeyPatch, takes: float, passes: bool, routes: int
) -> None:
    """Each of three servers has two, by its name and by its address, and the first is tried once more."""
    tried: list[ProxyRoute] = []

    async def attempt_through(_tools: ProbeContext, route: ProxyRoute) -> StepFailed | None:
        tried.append(route)
        await anyio.sleep(takes)
        return None if passes else StepFailed(Step.TCP, Failure.REFUSED)

    monkeypatch.setattr(proxy_probe, "attempt_through_proxy", attempt_through)
    tools = make_tools(VirtualNetwork())
    servers = [replace(SERVER, id=f"chat/{n}", host=f"host{n}.test") for n in range(4)]
    await proxy_probe.observe_proxy(tools, PROXY, servers)
    assert len(tried) == routes


@pytest.mark.parametrize(("seconds", "failure"), [(0.45, Failure.DENIED), (0.55, Failure.UNREACHABLE)])
async def test_macos_keeps_a_program_off_the_local_network_in_half_a_second(seconds: float, failure: Failure) -> None:
    net = VirtualNetwork(connects_after=seconds)
    net.routes[ADDRESS, 1080] = OSError(errno.EHOSTUNREACH, "")
    tools = replace(make_tools(net), computer=Computer("macos"))
    route = ProxyRoute(PROXY, SERVER, replace(TARGET, port=1080), destination="chat.test")
    failed = await attempt_through_proxy(tools, route)
    assert failed is not None
    assert failed.failure is failure


async def test_before_a_disguised_hello_the_time_of_servers_is_waited_for_two_seconds() -> None:
    tools = make_tools(net := VirtualNetwork())
    disguised = replace(PROXY, kind=ProxyKind.MTPROTO, secret_kind=SecretKind.FAKETLS)
    await proxy_probe.observe_proxy(tools, disguised, [SERVER])
    assert [when for when, _ in net.opened] == [2.0]


@pytest.mark.parametrize(("servers", "routes"), [(2, 2), (4, 3)])
async def test_three_servers_of_a_messenger_are_asked_for_through_a_proxy(servers: int, routes: int) -> None:
    tools = make_tools(net := VirtualNetwork())
    centres = [
        Endpoint(f"chat/{n}", "chat", Wire.MTPROTO, 443, None, (f"192.0.2.{n}",), data_centre=n) for n in range(1, 5)
    ]
    telegram = replace(PROXY, kind=ProxyKind.MTPROTO, secret=bytes(16), secret_kind=SecretKind.PLAIN)
    await proxy_probe.observe_proxy(tools, telegram, centres[:servers])
    assert len(net.opened) == routes


async def test_a_handshake_that_a_mail_server_is_asked_for_has_twice_the_time_of_a_step() -> None:
    tools = make_tools(VirtualNetwork())
    context = AttemptContext.begin(tools, SERVER, TARGET, Variant.APP)
    with pytest.raises(StepFailed):
        await secure_for_app(context, SilentStream(), start_tls=anyio.lowlevel.checkpoint)
    assert [o.seconds for o in seen(tools, Step.TLS)] == [pytest.approx(6.0)]


async def test_a_server_that_another_names_is_waited_for_as_long_as_three_steps(refusing: VirtualNetwork) -> None:
    tools = make_tools(refusing)
    await observe_endpoint(tools, replace(SERVER, server_by=("chat/page",)))
    assert refusing.opened[0][0] == pytest.approx(9.0)


async def test_past_a_vpn_each_resolver_has_three_seconds() -> None:
    class SilentResolvers(OutsideNetwork):
        async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> UdpStream:
            return cast(UdpStream, VirtualDatagrams([]))

    net = SilentResolvers(OutsideInterface("eth0", 1, nameservers=("192.0.2.1", "192.0.2.2")))
    with pytest.raises(socket.gaierror):
        await net.resolve("chat.test", socket.AF_INET)
    assert anyio.current_time() == pytest.approx(6.0)


async def test_a_first_message_after_an_upgrade_has_twice_the_time_of_a_step() -> None:
    tools = make_tools(VirtualNetwork())
    context = AttemptContext.begin(tools, replace(SERVER, expect_text="hello"), TARGET, Variant.APP)
    with pytest.raises(StepFailed):
        await upgrade(context, SilentStream())
    assert [o.seconds for o in seen(tools, Step.WEBSOCKET)] == [pytest.approx(6.0)]
