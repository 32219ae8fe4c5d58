"""How much is tried for one endpoint, and what is never tried."""

import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date

import anyio
import pytest
from anyio.abc import ByteStream, SocketStream

from dialtone.model.catalogue import Endpoint, PlainResolver, TrustedResolver
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, RetryLimits, StepLimits
from dialtone.model.vocabulary import AddressOrigin, Failure, ResolverKind, Step, Variant, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.contrast_probe import make_contrast, probe_phone_handshake
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.endpoint_probe import confirm_answer, observe_control, observe_endpoint, show_name_elsewhere
from dialtone.probe.failure import StepFailed
from dialtone.probe.paired_probes import read_with_controls, retry_after_burst
from dialtone.probe.shared_state import SecondReadings
from dialtone.probe.target import Target
from dialtone.probe.timeouts import AdaptiveTimeouts
from lab.mtproto import Session
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.doh_server import Resolver
from probe.loopback import LoopbackNetwork, is_silent, resets, says, secured, serve, serve_udp
from probe.tools import with_lookups

pytestmark = pytest.mark.usefixtures("brisk")

REFUSED = ConnectionRefusedError(111, "")
NO_ROUTE = OSError(101, "Network is unreachable")
PAGE = says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
LONG_PAGE = says(b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2_000)
RESOLVER = TrustedResolver("abroad", "abroad.test", ("10.9.0.1",), "/q", "made up", date(2026, 11, 24))


@pytest.fixture
async def names(tools: ProbeContext, net: LoopbackNetwork) -> AsyncIterator[Lookups]:
    """The resolver abroad refuses, where a test does not route to one."""
    net.routes["10.9.0.1", 443] = REFUSED
    names = Lookups(tools, [RESOLVER])
    yield names
    await names.aclose()


def _addresses(net: LoopbackNetwork) -> list[str]:
    return [address for address, _ in net.connected if address != "10.9.0.1"]


async def test_one_success_is_enough(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    async with serve(secured(run.authorities.public.serve(), PAGE)) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    assert run.net.connected == [("10.0.0.1", 443)]
    assert [o.step for o in run.seen()] == [Step.DNS, Step.TCP, Step.TLS, Step.HTTP]


async def test_a_failure_is_repeated_elsewhere_contrasted_and_asked_about_abroad(run: ProbeRun) -> None:
    """The name is cut at the system's addresses; the resolver abroad knows another one, which works."""
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    async with (
        serve(resets) as cut,
        serve(secured(run.authorities.public.serve(), PAGE)) as run.net.routes["10.0.0.9", 443],
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        run.net.routes["10.0.0.1", 443] = run.net.routes["10.0.0.2", 443] = cut
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    app = [(o.target, o.failure) for o in run.seen(Step.TLS, Variant.APP) if o.messenger]
    assert app[0] == ("10.0.0.1:443", Failure.RESET)
    assert sorted(app[1:], key=str) == [
        ("10.0.0.1:443", Failure.RESET),  # what is cut off is tried more often: some filters cut but a share
        ("10.0.0.1:443", Failure.RESET),
        ("10.0.0.2:443", Failure.RESET),
        ("10.0.0.9:443", None),
    ]
    (neutral,) = run.seen(Step.TLS, Variant.NEUTRAL_NAME)
    assert (neutral.target, neutral.facts[Fact.SNI]) == ("10.0.0.1:443", "neutral.test")
    assert len(run.seen(Step.TLS, Variant.OTHER_HELLO)) == 1
    assert {o.facts[Fact.FROM] for o in run.seen(Step.TCP, Variant.APP) if o.target == "10.0.0.9:443"} == {"trusted"}


async def test_what_else_stands_behind_a_forged_name_is_seen_twice_and_beside_a_contrast(run: ProbeRun) -> None:
    """The system's address leads nowhere; at the true one, which a resolver abroad gives, the name is cut."""
    run.net.routes["10.0.0.1", 443] = REFUSED
    async with (
        serve(resets) as run.net.routes["10.0.0.9", 443],
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    assert [o.failure for o in run.seen(Step.TLS, Variant.APP) if o.target == "10.0.0.9:443"] == [Failure.RESET] * 2
    assert [o.target for o in run.seen(Step.TLS, Variant.NEUTRAL_NAME)] == ["10.0.0.9:443"]


@pytest.mark.parametrize("alike", [True, False])
@pytest.mark.parametrize(("wire", "step"), [(Wire.HTTPS, Step.TLS), (Wire.WHATSAPP_NOISE, Step.NOISE)])
async def test_a_name_that_is_cut_at_the_true_address_as_well_was_not_forged(
    run: ProbeRun, wire: Wire, step: Step, alike: bool
) -> None:
    """One try there shows it. If it meets something else, that is repeated, and other resolvers are asked as well."""
    run.net.names[HOST, socket.AF_INET] = ("93.184.216.99",)
    decoy = PlainResolver("decoy", "10.9.0.2", ResolverKind.DECOY, "made up")
    tools = with_lookups(run.tools, [RESOLVER], [decoy])
    async with (
        serve(resets) as cut,
        serve(is_silent) as silent,
        serve_udp(lambda _: []) as run.net.routes["10.9.0.2", 53],
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        run.net.routes["93.184.216.99", 443] = cut
        run.net.routes["10.0.0.9", 443] = cut if alike else silent
        await observe_endpoint(tools, run.endpoint(wire))
        await tools.lookups.aclose()
    there = [o for o in run.seen(step) if o.target == "10.0.0.9:443"]
    assert [o.variant for o in there if o.variant is Variant.APP] == [Variant.APP] * (1 if alike else 2)
    assert (len(there) == 1) is alike, "no contrast either"
    assert (not [o for o in run.seen(Step.DNS) if o.row == "name.tampering"]) is alike


@pytest.mark.parametrize(("cuts", "tries"), [(2, 4), (4, 2)])
async def test_a_cut_is_not_repeated_once_other_servers_showed_it(run: ProbeRun, cuts: int, tries: int) -> None:
    """Two cuts here and four there: a filter that cuts a share of the connections would have let some pass."""
    tools, endpoint = _patient(run.tools), run.endpoint(Wire.TLS)
    for _ in range(cuts):
        attempt = tools.journal.open_attempt(endpoint.messenger, "app/other")
        with suppress(StepFailed), attempt.step(Step.TLS, "10.0.0.3:443"):
            raise ConnectionResetError(104, "")
    async with serve(resets) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(tools, endpoint)
    assert len([o for o in run.seen(Step.TLS, Variant.APP) if o.endpoint == endpoint.id]) == tries


async def test_a_name_that_is_swallowed_is_repeated_at_the_true_address_at_once(run: ProbeRun) -> None:
    """The second try there, and the contrast, do not wait for the silence of the first."""
    async with (
        serve(is_silent) as silent,
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        run.net.routes["10.0.0.1", 443] = run.net.routes["10.0.0.9", 443] = silent
        await observe_endpoint(run.tools, run.endpoint(Wire.HTTPS))
    first, second = [o for o in run.seen(Step.TLS, Variant.APP) if o.target == "10.0.0.9:443"]
    assert (first.failure, second.failure) == (Failure.TIMEOUT, Failure.TIMEOUT)
    assert max(first.started, second.started) < min(o.started + o.seconds for o in (first, second))
    assert [o.target for o in run.seen(Step.TLS, Variant.NEUTRAL_NAME)] == ["10.0.0.1:443", "10.0.0.9:443"]


async def test_where_there_is_one_address_it_is_tried_again(run: ProbeRun) -> None:
    run.net.routes["10.0.0.1", 443] = REFUSED
    await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert _addresses(run.net) == ["10.0.0.1", "10.0.0.1"]


async def test_calmly_a_neutral_address_is_asked_each_time_as_well(run: ProbeRun) -> None:
    at_once = replace(run.tools, limits=replace(run.tools.limits, retries=RetryLimits(calm=0.0)))
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.7"):
        run.net.routes[address, 443] = REFUSED
    anchor = Endpoint("anchor/foreign", "", Wire.TCP, 443, None, ("10.0.0.7",))
    await retry_after_burst([anchor], at_once, run.endpoint(Wire.TLS))
    assert sorted(_addresses(run.net)) == ["10.0.0.1", "10.0.0.1", "10.0.0.7", "10.0.0.7"]


async def test_beside_a_page_a_neutral_one_is_read(run: ProbeRun) -> None:
    run.net.routes["10.0.0.1", 443] = run.net.routes["10.0.0.7", 443] = NO_ROUTE
    neutral = Endpoint("control/neutral", "", Wire.TLS, 443, None, ("10.0.0.7",))
    await read_with_controls([neutral], (), run.tools, run.endpoint(Wire.TLS))
    assert sorted(_addresses(run.net)) == ["10.0.0.1", "10.0.0.7"]


async def test_a_page_is_read_again_at_the_address_that_is_preferred(run: ProbeRun) -> None:
    """One address of a page is silent, as where a filter drops IPv4 alone and slows what comes over IPv6."""
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    run.net.routes["10.0.0.1", 80] = REFUSED
    page = replace(run.endpoint(Wire.HTTP), port=80)
    async with serve(LONG_PAGE) as run.net.routes["10.0.0.2", 80]:
        await observe_endpoint(run.tools, page)
        asked_at_first = len(_addresses(run.net))
        await read_with_controls([], {"10.0.0.2:80"}, run.tools, page)
    assert _addresses(run.net)[asked_at_first:] == ["10.0.0.2"]


async def test_one_reading_of_a_neutral_page_stands_beside_all_that_is_read_meanwhile(run: ProbeRun) -> None:
    run.net.routes["10.0.0.1", 443] = NO_ROUTE
    neutral = Endpoint("control/neutral", "", Wire.TCP, 443, None, ("10.0.0.7",))
    pages = [replace(run.endpoint(Wire.TLS), id=f"page/{number}") for number in range(3)]
    async with serve(is_silent) as run.net.routes["10.0.0.7", 443], anyio.create_task_group() as group:
        for page in pages:
            group.start_soon(read_with_controls, [neutral], (), run.tools, page)
    assert sorted(_addresses(run.net)) == [*["10.0.0.1"] * 3, "10.0.0.7"]


async def test_no_more_is_read_again_than_is_allowed(run: ProbeRun) -> None:
    neutral = Endpoint("control/neutral", "", Wire.HTTP, 80, None, ("10.0.0.7",), read_bytes=1_000)
    page = replace(run.endpoint(Wire.HTTP, read_bytes=1_000), port=80)
    frugal = replace(run.tools, second_readings=SecondReadings(5_000))
    async with serve(LONG_PAGE) as run.net.routes["10.0.0.1", 80], serve(LONG_PAGE) as run.net.routes["10.0.0.7", 80]:
        for _ in range(4):
            await read_with_controls([neutral], (), frugal, page)
    assert sorted(_addresses(run.net)) == [*["10.0.0.1"] * 2, *["10.0.0.7"] * 2]


async def test_what_a_first_reading_brought_meanwhile_is_not_counted_as_read_again(run: ProbeRun) -> None:
    page = replace(run.endpoint(Wire.HTTP, read_bytes=4_000), port=80)
    again = replace(run.tools, row="page.early", second_readings=SecondReadings(9_000))

    async def answer(stream: ByteStream) -> None:
        first = run.tools.journal.open_attempt(page.messenger, page.id, row="server.first")
        with first.step(Step.FLOW, "10.0.0.1:80") as facts:
            facts[Fact.BYTES] = 4_000
        await LONG_PAGE(stream)

    async with serve(answer) as run.net.routes["10.0.0.1", 80]:
        for _ in range(4):
            await read_with_controls([], (), again, page)
    assert _addresses(run.net) == ["10.0.0.1"] * 3, "2,000 bytes each"


async def test_a_mixed_result_gets_a_third_try(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    run.net.routes["10.0.0.1", 443] = REFUSED
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["10.0.0.2", 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert _addresses(run.net) == ["10.0.0.1", "10.0.0.2", "10.0.0.1"]


async def test_a_certificate_that_fails_is_read(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    (read,) = run.seen(Step.TLS, Variant.UNVERIFIED)
    assert read.facts[Fact.ISSUER] == "Signal Root"
    assert not run.seen(variant=Variant.NEUTRAL_NAME)


@pytest.mark.parametrize(("address", "knocked"), [("10.0.0.1", True), ("93.184.216.99", False)])
async def test_whether_a_private_address_is_on_this_network_is_seen_where_a_host_answers_there(
    run: ProbeRun, address: str, *, knocked: bool
) -> None:
    """A filter of a home leads names to itself, and shows a certificate of its own."""
    run.net.names[HOST, socket.AF_INET] = (address,)
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as run.net.routes[address, 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert ((address, 443) in run.net.knocked) is knocked


async def test_where_one_family_has_no_way_the_other_is_tried(run: ProbeRun) -> None:
    both = with_lookups(replace(run.tools, computer=Computer("linux", has_ipv6=True)))
    run.net.names[HOST, socket.AF_INET6] = ("2001:db8::1",)
    run.net.routes["10.0.0.1", 443] = NO_ROUTE
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["2001:db8::1", 443]:
        await observe_endpoint(both, run.endpoint(Wire.TLS))
        assert run.net.connected == [("10.0.0.1", 443), ("2001:db8::1", 443)]
        await observe_control(both, run.endpoint(Wire.TLS))
    assert run.net.connected[2:] == [("10.0.0.1", 443), ("2001:db8::1", 443)]


async def test_without_ipv6_such_addresses_are_no_targets(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = ("2001:db8::1", "10.0.0.1")
    run.net.routes["10.0.0.1", 443] = NO_ROUTE
    await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert _addresses(run.net) == ["10.0.0.1"]


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "255.255.255.255"])
async def test_a_forged_answer_never_leads_to_this_computer(run: ProbeRun, address: str) -> None:
    """The name is asked about again and abroad, and the true address is tried."""
    both = with_lookups(replace(run.tools, computer=Computer("linux", has_ipv6=True)), [RESOLVER])
    run.net.names[HOST, socket.AF_INET] = (address,)
    run.net.names[HOST, socket.AF_INET6] = ()
    async with (
        serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["10.0.0.9", 443],
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        await observe_endpoint(both, run.endpoint(Wire.TLS))
        await both.lookups.aclose()
    assert _addresses(run.net) == ["10.0.0.9"]
    assert len([o for o in run.seen(Step.DNS) if o.target.endswith("@system")]) == 4


async def test_a_missing_name_falls_back_to_addresses_known_to_be_good(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = socket.gaierror(socket.EAI_NONAME, "")
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["10.0.0.7", 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS, addresses=("10.0.0.7",)))
    assert [o.failure for o in run.seen(Step.DNS)] == [Failure.NO_SUCH_NAME] * 2
    (connected,) = [o for o in run.seen(Step.TCP) if o.messenger]
    assert connected.facts[Fact.FROM] == "built_in"


@pytest.mark.parametrize("ipv6", [True, False])
async def test_an_app_finds_its_built_in_addresses_of_either_family(run: ProbeRun, *, ipv6: bool) -> None:
    """On a line without IPv4, those of IPv6 are all that is left where no name is found."""
    either = with_lookups(replace(run.tools, computer=Computer("linux", has_ipv6=ipv6)))
    for family in (socket.AF_INET, socket.AF_INET6):
        run.net.names[HOST, family] = socket.gaierror(socket.EAI_FAIL, "")
    run.net.routes["10.0.0.7", 443] = NO_ROUTE
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["2001:db8::7", 443]:
        known = run.endpoint(Wire.TLS, addresses=("10.0.0.7", "2001:db8::7"))
        await observe_endpoint(either, known)
    assert set(_addresses(run.net)) == ({"10.0.0.7", "2001:db8::7"} if ipv6 else {"10.0.0.7"})


async def test_where_the_second_answer_of_the_system_has_an_address_it_is_tried(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = [socket.gaierror(socket.EAI_AGAIN, ""), ("10.0.0.1",)]
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(run.tools, run.endpoint(Wire.TLS))
    assert [o.failure for o in run.seen(Step.DNS)] == [Failure.DNS_FAILED, None]
    assert [(o.target, o.failure) for o in run.seen(Step.TLS)] == [("10.0.0.1:443", None)]
    assert {o.facts[Fact.FROM] for o in run.seen(Step.TCP) if o.messenger} == {"system"}


async def test_telegram_is_tried_on_its_other_ports_and_framings(run: ProbeRun) -> None:
    endpoint = run.endpoint(Wire.MTPROTO, host=None, addresses=("10.0.0.1", "10.0.0.2"), ports=(80, 5222))

    async def answer(stream: SocketStream) -> None:
        session = Session()
        while True:
            await stream.send(session.feed(await stream.receive()))

    async with serve(is_silent) as silent, serve(answer) as run.net.routes["10.0.0.1", 5222]:
        for address, port in (("10.0.0.1", 443), ("10.0.0.2", 443), ("10.0.0.1", 80)):
            run.net.routes[address, port] = silent
        await observe_endpoint(run.tools, endpoint)
    greeted = {(o.target, o.facts[Fact.TRANSPORT]): o.failure for o in run.seen(Step.MTPROTO)}
    assert greeted == {
        ("10.0.0.1:443", "obfuscated"): Failure.TIMEOUT,
        ("10.0.0.2:443", "obfuscated"): Failure.TIMEOUT,
        ("10.0.0.1:80", "abridged"): Failure.TIMEOUT,
        ("10.0.0.1:80", "http"): Failure.TIMEOUT,
        ("10.0.0.1:5222", "padded"): None,
    }
    assert [o.target for o in run.seen(Step.TCP, Variant.NEUTRAL_REQUEST)] == ["10.0.0.1:80"]
    assert run.net.asked == []


async def test_an_answer_in_doubt_is_asked_for_twice_more(run: ProbeRun) -> None:
    run.net.routes["10.0.0.1", 80] = REFUSED
    await confirm_answer(Target("10.0.0.1", 80, AddressOrigin.BUILT_IN), run.tools, run.endpoint(Wire.TCP))
    assert [(o.target, o.facts[Fact.FROM]) for o in run.seen(Step.TCP)] == [("10.0.0.1:80", "built_in")] * 2


async def test_a_control_that_works_is_asked_once(run: ProbeRun) -> None:
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    async with serve(is_silent) as run.net.routes["10.0.0.1", 443]:
        await observe_control(run.tools, run.endpoint(Wire.TCP, messenger=""))
    assert _addresses(run.net) == ["10.0.0.1"]


async def test_where_no_name_is_found_a_plain_page_is_asked_by_address(run: ProbeRun) -> None:
    """A sign-in page answers whatever address is asked, also where somebody set a resolver that is out of reach."""
    del run.net.names[HOST, socket.AF_INET]
    page = run.endpoint(Wire.HTTP, messenger="", addresses=("10.0.0.7",), expect_status=204)
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://login.test/\r\nContent-Length: 0\r\n\r\n"
    limits = run.tools.limits
    hasty = replace(run.tools, limits=replace(limits, lookups=replace(limits.lookups, asked_again_after=0.05)))
    async with serve(says(answer)) as run.net.routes["10.0.0.7", page.port]:
        await observe_control(hasty, page)
    assert [o.facts[Fact.STATUS] for o in run.seen(Step.HTTP)] == [302]
    assert run.seen(Step.HTTP)[0].started < max(o.seconds for o in run.seen(Step.DNS)), "while the name is silent"


@pytest.mark.parametrize(("informed", "tries"), [(True, ["10.0.0.1", "10.0.0.2"]), (False, ["10.0.0.1"])])
async def test_a_control_that_fails_is_repeated_where_others_work(
    run: ProbeRun, informed: bool, tries: list[str]
) -> None:  # fmt: skip
    if informed:
        run.tools.timeouts.learn_round_trip(0.01)
    run.net.names[HOST, socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    run.net.routes["10.0.0.1", 443] = run.net.routes["10.0.0.2", 443] = REFUSED
    await observe_control(run.tools, run.endpoint(Wire.TCP, messenger=""))
    assert _addresses(run.net) == tries


async def test_a_check_that_ends_leaves_a_record_of_what_was_under_way(run: ProbeRun) -> None:
    connected = anyio.Event()

    async def listen(stream: ByteStream) -> None:
        await stream.receive()
        connected.set()
        await is_silent(stream)

    async with serve(listen) as run.net.routes["10.0.0.1", 443], anyio.create_task_group() as group:
        group.start_soon(observe_endpoint, run.tools, run.endpoint(Wire.TLS))
        await connected.wait()
        group.cancel_scope.cancel()
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.NOT_IN_TIME]


async def test_a_name_shown_elsewhere_needs_a_contrast_only_where_it_dies(run: ProbeRun) -> None:
    async with (
        serve(secured(run.authorities.public.serve("stranger.test"), is_silent)) as run.net.routes["10.8.0.1", 443],
        serve(resets) as run.net.routes["10.8.0.2", 443],
    ):
        await show_name_elsewhere(("10.8.0.1", "10.8.0.2"), "alive.test", run.tools, run.endpoint(Wire.HTTPS))
    shown = {o.target: (o.facts[Fact.SNI], o.failure) for o in run.seen(Step.TLS, Variant.NAME_ELSEWHERE)}
    assert shown == {"10.8.0.1:443": (HOST, None), "10.8.0.2:443": (HOST, Failure.RESET)}
    neutral = {o.target: (o.facts[Fact.SNI], o.failure) for o in run.seen(Step.TLS, Variant.NEUTRAL_ELSEWHERE)}
    assert neutral == {"10.8.0.1:443": ("alive.test", None), "10.8.0.2:443": ("alive.test", Failure.RESET)}
    order = [o.variant for o in run.seen(Step.TLS) if o.target == "10.8.0.2:443"]
    assert order == [Variant.NEUTRAL_ELSEWHERE, Variant.NAME_ELSEWHERE]
    assert not run.seen(variant=Variant.APP)


async def test_no_name_is_shown_where_a_neutral_one_finds_no_connection(run: ProbeRun) -> None:
    run.net.routes["10.8.0.1", 443] = REFUSED
    await show_name_elsewhere(("10.8.0.1",), "alive.test", run.tools, run.endpoint(Wire.HTTPS))
    assert [(o.variant, o.failure) for o in run.seen()] == [(Variant.NEUTRAL_ELSEWHERE, Failure.REFUSED)]


async def test_a_silent_relay_is_asked_for_a_connection_as_well(run: ProbeRun) -> None:
    """A host that is there takes or refuses one, and a retired one does neither."""
    run.net.routes["10.0.0.1", 443] = REFUSED
    async with serve_udp(lambda _: []) as run.net.routes["10.0.0.1", 3478]:
        await observe_endpoint(run.tools, replace(run.endpoint(Wire.STUN), port=3478))
    contrast = [o for o in run.seen() if o.variant is Variant.NEUTRAL_REQUEST]
    assert {(o.step, o.target, o.failure) for o in contrast} >= {(Step.TCP, "10.0.0.1:443", Failure.REFUSED)}
    assert {o.failure for o in run.seen() if o.step is Step.STUN} == {Failure.TIMEOUT}


async def test_silence_over_udp_does_not_make_the_line_lossy(run: ProbeRun) -> None:
    """Many networks let no STUN through: that must not make every other silence repeat once more."""
    run.tools.timeouts.learn_round_trip(0.01)
    async with serve_udp(lambda _: []) as run.net.routes["10.0.0.1", 443]:
        for _ in range(3):
            await observe_control(run.tools, run.endpoint(Wire.STUN, messenger=""))
    assert not run.tools.timeouts.lossy


PATIENT = Limits(steps=StepLimits(uninformed=1.0, shortest=1.0, longest=1.0, odd_silence=0.1))


def _patient(tools: ProbeContext, *, quick: bool = True) -> ProbeContext:
    timeouts = AdaptiveTimeouts(PATIENT.steps)
    timeouts.learn_round_trip(0.01 if quick else 0.5)
    for _ in range(PATIENT.steps.handshakes_known):
        timeouts.note_handshake(0.01)
    return replace(tools, limits=PATIENT, timeouts=timeouts)


@pytest.mark.parametrize("quick", [True, False])
async def test_the_closer_look_at_silence_begins_before_it_has_run_out(run: ProbeRun, quick: bool) -> None:
    """On a line that is far or full silence is nothing odd: there it begins when the first attempt has ended."""
    async with serve(is_silent) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(_patient(run.tools, quick=quick), run.endpoint(Wire.HTTPS))
    first, second = run.seen(Step.TLS, Variant.APP)
    assert (first.failure, second.failure) == (Failure.TIMEOUT, Failure.TIMEOUT), "each gets its whole time"
    assert min(first.seconds, second.seconds) > 0.9
    assert (second.started < first.started + first.seconds - 0.5) is quick
    assert len(run.seen(Step.TLS, Variant.OTHER_HELLO)) == 1
    (neutral,), (small,) = run.seen(Step.TLS, Variant.NEUTRAL_NAME), run.seen(Step.TLS, Variant.SMALL_PACKETS)
    assert (small.started < neutral.started + neutral.seconds - 0.5) is quick


async def test_smaller_packets_are_not_tried_where_not_even_a_connection_is_answered(run: ProbeRun) -> None:
    """A filter may punish an address for a name: then it takes no connection for a while, whatever is sent on it."""
    target = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
    silent = StepFailed(Step.TLS, Failure.TIMEOUT)
    await make_contrast(_patient(run.tools), run.endpoint(Wire.HTTPS), target, silent)
    assert [o.failure for o in run.seen(Step.TCP, Variant.NEUTRAL_NAME)] == [Failure.TIMEOUT]
    assert not run.seen(variant=Variant.SMALL_PACKETS)


async def test_so_does_the_closer_look_at_the_true_address(run: ProbeRun) -> None:
    """The system's address refuses; the one that a resolver abroad gives accepts, and says nothing."""
    run.net.routes["10.0.0.1", 443] = REFUSED
    async with (
        serve(is_silent) as run.net.routes["10.0.0.9", 443],
        serve(secured(run.authorities.public.serve("abroad.test"), Resolver())) as run.net.routes["10.9.0.1", 443],
    ):
        await observe_endpoint(_patient(run.tools), run.endpoint(Wire.HTTPS))
    first, second = [o for o in run.seen(Step.TLS, Variant.APP) if o.target == "10.0.0.9:443"]
    assert (first.failure, second.failure) == (Failure.TIMEOUT, Failure.TIMEOUT)
    assert second.started < first.started + first.seconds - 0.5


@pytest.mark.parametrize("quick", [True, False])
async def test_a_phones_words_are_said_again_at_once_where_nobody_answers(run: ProbeRun, quick: bool) -> None:
    async with serve(is_silent) as run.net.routes["10.0.0.1", 443]:
        target = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
        await probe_phone_handshake(_patient(run.tools, quick=quick), run.endpoint(Wire.WHATSAPP_NOISE), target)
    first, *others = sorted(run.seen(Step.NOISE, Variant.PHONE_HELLO), key=lambda o: o.started)
    assert len(others) == RetryLimits().after_cut
    assert {o.failure for o in (first, *others)} == {Failure.TIMEOUT}
    assert (others[-1].started < first.started + first.seconds - 0.5) is quick
    assert others[-1].started < min(o.started + o.seconds for o in others), "all at once"


async def test_a_phones_words_are_said_again_where_they_are_cut(run: ProbeRun) -> None:
    async with serve(resets) as run.net.routes["10.0.0.1", 443]:
        target = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
        await probe_phone_handshake(run.tools, run.endpoint(Wire.WHATSAPP_NOISE), target)
    cut = run.seen(Step.NOISE, Variant.PHONE_HELLO)
    assert [o.failure for o in cut] == [Failure.RESET] * (1 + RetryLimits().after_cut)


async def test_who_answers_late_has_answered(run: ProbeRun) -> None:
    """The closer look was in vain, and costs a few connections."""
    handshake = secured(run.authorities.public.serve(), PAGE)

    async def hesitate(stream: SocketStream) -> None:
        await anyio.sleep(0.3)
        await handshake(stream)

    async with serve(hesitate) as run.net.routes["10.0.0.1", 443]:
        await observe_endpoint(_patient(run.tools), run.endpoint(Wire.HTTPS))
    assert {o.failure for o in run.seen(Step.HTTP, Variant.APP)} == {None}
    assert len(run.seen(Step.TLS, Variant.APP)) == 2, "both were answered: nothing is mixed"
