"""One attempt: the connection, the steps after it, and the contrasts."""

import errno

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Trust, Variant, Wire
from dialtone.probe.attempt import attempt, attempt_contrast
from dialtone.probe.target import Target
from named_rows import named_rows
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, resets, says, secured, serve

pytestmark = pytest.mark.usefixtures("brisk")

ADDRESS = "10.0.0.1"
TARGET = Target(ADDRESS, 443, AddressOrigin.SYSTEM, HOST)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def _steps(rows: list[Observation]) -> list[tuple[Step, Failure | None]]:
    return [(o.step, o.failure) for o in rows]


async def test_a_connection_alone(run: ProbeRun) -> None:
    assert await run.meet(is_silent, run.endpoint(Wire.TCP, messenger="")) is None
    (only,) = run.seen()
    assert (only.step, only.target, only.facts[Fact.FROM]) == (Step.TCP, "10.0.0.1:443", "system")
    assert set(only.facts) <= {Fact.FROM, Fact.ROUND_TRIP}  # the system's own measure, where it has one
    assert run.tools.timeouts.informed


async def test_the_round_trip_of_a_messenger_teaches_no_patience(run: ProbeRun) -> None:
    await run.meet(is_silent, run.endpoint(Wire.TCP))
    assert not run.tools.timeouts.informed


@named_rows(
    ("address", "source", "hop", "tunnels", "via"),
    {
        "usual": ("157.240.0.60", "192.168.1.23", "eth0/router", (), None),
        "another adapter": ("157.240.0.60", "157.240.0.1", "lab0/", (), "own_route"),
        "another gateway": ("157.240.0.60", "192.168.1.23", "eth0/another", (), "own_route"),
        "a route that rejects all": ("157.240.0.60", "", "", (), "own_route"),
        "a neighbour": ("192.168.1.5", "192.168.1.23", "eth0/", (), None),
        "past a VPN": ("157.240.0.60", "192.168.1.23", "eth0/router", ("tun0",), None),
        "a partial VPN": ("157.240.0.60", "10.8.0.2", "tun0/", (), "tunnel"),
        "here": ("127.0.0.1", "127.0.0.1", "lo/", (), "this_computer"),
    },
)
async def test_what_leads_to_an_address_is_noted_where_it_is_not_the_usual_route(
    run: ProbeRun, address: str, source: str, hop: str, tunnels: tuple[str, ...], via: str | None
) -> None:
    net, target = run.net, replace(TARGET, address=address)
    net.sources[address], net.hops[address], net.hops["198.51.100.1"] = source, hop, "eth0/router"
    net.routes[address, 443] = ConnectionRefusedError(111, "")
    computer = replace(run.tools.computer, tunnels=tunnels, tunnel_addresses=("10.8.0.2",))
    await attempt(replace(run.tools, computer=computer), run.endpoint(Wire.TCP), target)
    assert run.seen()[0].facts.get(Fact.VIA) == via


@pytest.mark.parametrize(
    ("route", "failure"),
    [
        (None, Failure.TIMEOUT),
        (ConnectionRefusedError(111, ""), Failure.REFUSED),
        (ConnectionResetError(104, ""), Failure.RESET),
        (OSError(101, "Network is unreachable"), Failure.UNREACHABLE),
        (PermissionError(13, ""), Failure.DENIED),
    ],
    ids=str,
)
async def test_no_connection(run: ProbeRun, route: Exception | None, failure: Failure) -> None:
    if route is not None:
        run.net.routes[ADDRESS, 443] = route
    failed = await attempt(run.tools, run.endpoint(Wire.HTTPS), TARGET)
    assert failed is not None
    assert (failed.step, failed.failure) == (Step.TCP, failure)
    assert _steps(run.seen()) == [(Step.TCP, failure)]


@named_rows(
    ("number", "failure"), {"EACCES": (errno.EACCES, Failure.UNREACHABLE), "EPERM": (errno.EPERM, Failure.DENIED)}
)
async def test_what_a_router_refuses_over_ipv6_is_no_ban_here(run: ProbeRun, number: int, failure: Failure) -> None:
    """Linux reports ICMPv6's "administratively prohibited" as EACCES, and what netfilter forbids here as EPERM."""
    run.net.routes["2001:db8::1", 443] = PermissionError(number, "")
    failed = await attempt(run.tools, run.endpoint(Wire.HTTPS), replace(TARGET, address="2001:db8::1"))
    assert failed is not None
    assert failed.failure is failure


async def test_a_page(run: ProbeRun) -> None:
    assert (
        await run.meet(secured(run.authorities.public.serve(), says(PAGE)), run.endpoint(Wire.HTTPS, read_bytes=100))
        is None
    )
    assert _steps(run.seen()) == [(Step.TCP, None), (Step.TLS, None), (Step.HTTP, None), (Step.FLOW, None)]
    assert {o.attempt for o in run.seen()} == {1}
    assert run.seen(Step.FLOW)[0].facts[Fact.COMPLETE] is True
    assert abs(int(str(run.seen(Step.HTTP)[0].facts[Fact.OWN_TIME])) - run.tools.clock.today().timestamp()) < 5


async def test_trouble_of_the_server(run: ProbeRun) -> None:
    page = says(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
    await run.meet(secured(run.authorities.public.serve(), page), run.endpoint(Wire.HTTPS, read_bytes=100))
    assert _steps(run.seen())[2:] == [(Step.HTTP, Failure.HTTP_ERROR)]
    assert run.seen(Step.HTTP)[0].facts[Fact.STATUS] == 503


async def test_a_page_in_the_clear(run: ProbeRun) -> None:
    endpoint = run.endpoint(Wire.HTTP, expect_status=200, expect_text="hello")
    assert await run.meet(says(PAGE), endpoint) is None
    assert run.seen(Step.HTTP)[0].facts[Fact.TEXT_AS_EXPECTED] is True


async def test_the_name_is_seen_and_the_line_dies(run: ProbeRun) -> None:
    await run.meet(resets, run.endpoint(Wire.TLS))
    assert _steps(run.seen()) == [(Step.TCP, None), (Step.TLS, Failure.RESET)]
    assert run.seen(Step.TLS)[0].facts[Fact.SNI] == HOST


async def test_signal_is_asked_for_its_own_root(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as run.net.routes[ADDRESS, 443]:
        assert await attempt(run.tools, run.endpoint(Wire.TLS, trust=Trust.SIGNAL), TARGET) is None
        assert await attempt(run.tools, run.endpoint(Wire.TLS), TARGET) is not None
    assert [o.failure for o in run.seen(Step.TLS)] == [None, Failure.CERT_UNTRUSTED]


async def test_a_neutral_name_at_the_same_address(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as run.net.routes[ADDRESS, 443]:
        await attempt_contrast(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.NEUTRAL_NAME)
        await attempt_contrast(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.UNVERIFIED)
    neutral, unverified = run.seen(Step.TLS)
    assert (neutral.variant, neutral.facts[Fact.SNI], neutral.failure) == (Variant.NEUTRAL_NAME, "neutral.test", None)
    assert (unverified.variant, unverified.facts[Fact.SNI]) == (Variant.UNVERIFIED, HOST)
    assert unverified.facts[Fact.ISSUER] == "Signal Root"


async def test_another_first_message_is_older_and_still_verified(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ADDRESS, 443]:
        await attempt_contrast(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.OTHER_HELLO)
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as run.net.routes[ADDRESS, 443]:
        await attempt_contrast(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.OTHER_HELLO)
    good, bad = run.seen(Step.TLS)
    assert (good.variant, good.facts[Fact.VERSION], good.failure) == (Variant.OTHER_HELLO, "TLSv1.2", None)
    assert bad.failure is Failure.CERT_UNTRUSTED


async def test_a_plain_request_at_the_same_address(run: ProbeRun) -> None:
    plain = Target(ADDRESS, 80, AddressOrigin.BUILT_IN, ADDRESS)
    async with serve(says(PAGE)) as run.net.routes[ADDRESS, 80]:
        await attempt_contrast(run.tools, run.endpoint(Wire.MTPROTO, host=None), plain, Variant.NEUTRAL_REQUEST)
    assert run.seen(Step.HTTP)[0].facts[Fact.STATUS] == 200


async def test_every_connection_is_closed(run: ProbeRun) -> None:
    ended = anyio.Event()

    async def listen(stream: ByteStream) -> None:
        try:
            while True:
                await stream.receive()
        finally:
            ended.set()

    async with serve(listen) as run.net.routes[ADDRESS, 443]:
        await attempt(run.tools, run.endpoint(Wire.HTTP), TARGET)
        with anyio.fail_after(1):
            await ended.wait()


@pytest.mark.parametrize(
    ("messenger", "content_type", "html"),
    [("", b"text/html; charset=utf-8", True), ("", b"text/plain", False), ("chat", b"text/html", False)],
    ids=["a page", "a text", "a messenger's page"],
)
async def test_a_neutral_page_is_noted_as_one(run: ProbeRun, messenger: str, content_type: bytes, html: bool) -> None:
    """A sign-in page that answers with 200 is told from an empty or a plain answer by this."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type + b"\r\nContent-Length: 5\r\n\r\nhello"
    await run.meet(says(answer), run.endpoint(Wire.HTTP, messenger=messenger, expect_status=204))
    assert (run.seen(Step.HTTP)[0].facts.get(Fact.HTML) is True) is html


async def test_a_connection_that_was_seen_late_notes_the_lag_where_the_system_counts_nothing(
    run: ProbeRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialtone.probe.attempt.times_resent", lambda _stream: None)
    never = replace(
        run.tools, limits=replace(run.tools.limits, steps=replace(run.tools.limits.steps, noted_after=-1.0))
    )
    async with serve(is_silent) as run.net.routes[ADDRESS, 443]:
        await attempt(never, run.endpoint(Wire.TCP, messenger=""), TARGET)
        await attempt(run.tools, run.endpoint(Wire.TCP, messenger=""), TARGET)
    assert [Fact.LAG in o.facts for o in run.seen()] == [True, False]


@pytest.mark.parametrize(("address", "written"), [("1.2.3.4", "1.2.3.4:443"), ("2001:db8::1", "[2001:db8::1]:443")])
def test_a_target_is_written_as_people_write_it(address: str, written: str) -> None:
    assert str(Target(address, 443, AddressOrigin.SYSTEM)) == written
