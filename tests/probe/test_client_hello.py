"""ClientHello profiles: what is made of them is what the programs send, and a real server answers it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from client_hellos import CHROME, HELLOS
from dialtone.model.catalogue import Endpoint
from dialtone.model.client_hello import FRESH_DAYS, MOST_BYTES, ClientHello
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import AddressOrigin, Failure, Variant, Wire
from dialtone.probe.attempt import attempt_app_hello
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.contrast_probe import probe_app_hello
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.client_hello import RANDOM_AT, RANDOM_BYTES, check_answer, fresh_hello, make_hello
from dialtone.probe.target import Target
from hello_page import page
from ja4 import ja4
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import Handler, LoopbackNetwork, is_silent, resets, secured, serve

REPOSITORY = Path(__file__).parents[2]
CAPTURES = Path(__file__).with_name("client_hellos")
PAGE = Endpoint("app/page", "app", Wire.TLS, 443, HOST, addresses=("127.0.0.1",), hello=CHROME)
TARGET = Target("157.240.0.60", 443, AddressOrigin.SYSTEM, host_header=HOST)


class OnDay(Clock):
    """A clock on which it is a certain day."""

    def __init__(self, day: date) -> None:
        self._day = day

    def today(self) -> datetime:
        return datetime(self._day.year, self._day.month, self._day.day, tzinfo=UTC)


@pytest.mark.parametrize("profile", HELLOS.values(), ids=list(HELLOS))
def test_a_message_has_the_fingerprint_of_its_program(profile: ClientHello) -> None:
    hello = fresh_hello(profile, HOST)
    assert ja4(hello) == profile.ja4
    assert HOST.encode() in hello
    assert len(hello) <= MOST_BYTES


@pytest.mark.parametrize("profile", [p for p in HELLOS.values() if p.captured], ids=lambda p: p.id)
def test_a_message_is_like_the_capture(profile: ClientHello) -> None:
    """Recorded on the day of the profile, of `web.whatsapp.com`."""
    captured = (CAPTURES / f"{profile.id}.bin").read_bytes()
    made = fresh_hello(profile, "web.whatsapp.com")
    assert ja4(captured) == profile.ja4
    assert made[:3] == captured[:3]
    assert abs(len(made) - len(captured)) <= 96  # Chrome draws the length of its ECH extension


@pytest.mark.parametrize("profile", HELLOS.values(), ids=list(HELLOS))
def test_it_is_one_whole_record_with_an_empty_random(profile: ClientHello) -> None:
    hello = make_hello(profile, HOST)
    assert hello[:3] == b"\x16\x03\x01"
    assert int.from_bytes(hello[3:5], "big") == len(hello) - 5
    assert int.from_bytes(hello[6:9], "big") == len(hello) - 9
    assert hello[RANDOM_AT : RANDOM_AT + RANDOM_BYTES] == bytes(RANDOM_BYTES)


def test_no_two_are_alike() -> None:
    first, second = fresh_hello(CHROME, HOST), fresh_hello(CHROME, HOST)
    assert first[RANDOM_AT : RANDOM_AT + RANDOM_BYTES] != second[RANDOM_AT : RANDOM_AT + RANDOM_BYTES]
    assert bytes(RANDOM_BYTES) not in first


def test_a_short_message_is_padded() -> None:
    padded = replace(HELLOS["libsignal"], padded_bytes=517)
    assert len(make_hello(padded, HOST)) == 517


def test_no_extension_is_there_twice() -> None:
    """Two GREASE extensions, drawn from sixteen values: by chance they would be alike in one of sixteen."""
    only = replace(CHROME, extensions=("grease:",) * 16, shuffled=False)
    types = make_hello(only, HOST)[-64:]
    assert len({types[at : at + 2] for at in range(0, 64, 4)}) == 16


async def ask(tools: ProbeContext, net: LoopbackNetwork, handler: Handler) -> Failure | None:
    async with serve(handler) as port:
        net.routes[TARGET.address, TARGET.port] = port
        failed = await attempt_app_hello(tools, PAGE, TARGET, CHROME)
    return failed.failure if failed else None


@pytest.mark.parametrize("profile", HELLOS.values(), ids=list(HELLOS))
async def test_a_real_server_answers(run: ProbeRun, profile: ClientHello) -> None:
    async with serve(secured(run.authorities.public.serve(), is_silent)) as port:
        run.net.routes[TARGET.address, TARGET.port] = port
        assert await attempt_app_hello(run.tools, PAGE, TARGET, profile) is None


async def test_a_reset_is_one(run: ProbeRun) -> None:
    assert await ask(run.tools, run.net, resets) in (Failure.RESET, Failure.CLOSED)


@pytest.mark.parametrize(
    ("profile", "age", "in_doubt"),
    [(CHROME, 0, None), (CHROME, FRESH_DAYS, None), (CHROME, FRESH_DAYS + 1, True), (HELLOS["libsignal"], 0, True)],
    ids=["captured today", "on its last day", "old", "never captured"],
)
async def test_it_is_noted_where_the_app_may_send_another(
    profile: ClientHello, age: int, in_doubt: bool | None, tools: ProbeContext, net: LoopbackNetwork
) -> None:
    tools = replace(tools, clock=OnDay(profile.dated + timedelta(days=age)))
    async with serve(resets) as port:
        net.routes[TARGET.address, TARGET.port] = port
        await attempt_app_hello(tools, PAGE, TARGET, profile)
    facts = tools.journal.observations[-1].facts
    assert (facts[Fact.JA4], facts.get(Fact.SHAPE_IN_DOUBT)) == (profile.ja4, in_doubt)


async def test_where_it_passes_once_is_enough(run: ProbeRun) -> None:
    """The good case stays cheap: one message of some 2,000 bytes, and six bytes are read."""
    async with serve(secured(run.authorities.public.serve(), is_silent)) as port:
        run.net.routes[TARGET.address, TARGET.port] = port
        await probe_app_hello(TARGET, CHROME, run.tools, PAGE)
    tried = {o.attempt for o in run.tools.journal.observations if o.variant is Variant.APP_HELLO}
    assert len(tried) == 1


@pytest.mark.parametrize("head", [b"\x16\x03\x03\x00\x7a\x02", b"\x15\x03\x03\x00\x02\x02"])
def test_a_hello_and_an_alert_are_answers(head: bytes) -> None:
    check_answer(head)


@pytest.mark.parametrize("head", [b"HTTP/1", b"\x16\x03\x03\x00\x7a\x01", b"\x17\x03\x03\x00\x7a\x02"])
def test_all_else_is_none(head: bytes) -> None:
    with pytest.raises(ProbeError):
        check_answer(head)


def test_the_page_is_made_anew() -> None:
    assert (REPOSITORY / "docs" / "client-hellos.md").read_text() == page()
