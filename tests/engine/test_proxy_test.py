"""What a proxy of each kind is tried with, and a trial on a line that is down."""

import errno
from datetime import UTC, datetime

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.engine.plan import Plan
from dialtone.engine.proxy_test import choose_proxied_messengers, proxied_endpoints, run_proxy_test
from dialtone.model.catalogue import Catalogue
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.proxy import ProxyKind, ProxyOutcome
from dialtone.model.proxy_link import parse_link
from dialtone.model.vocabulary import Failure, NetworkStatus, Wire
from dialtone.probe.clock import Clock
from engine.simulated import SimulatedNetwork, unreachable
from probe.clocks import HandClock
from shipped_catalogue import shipped_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.mark.parametrize(
    ("messenger", "kind", "platform", "first"),
    [
        ("telegram", ProxyKind.MTPROTO, "linux", "dc2"),
        ("telegram", ProxyKind.SOCKS5, "windows", "dc2"),
        ("signal", ProxyKind.SIGNAL, "linux", "grpc-chat"),
        ("signal", ProxyKind.HTTP, "macos", "grpc-chat"),
        ("whatsapp", ProxyKind.WHATSAPP, "linux", "noise-g"),
        ("whatsapp", ProxyKind.SOCKS5, "linux", "web-chat"),
        ("whatsapp", ProxyKind.SOCKS5, "macos", "noise-g"),
    ],
)
async def test_a_proxy_is_tried_with_what_the_messenger_needs_for_messages(
    catalogue: Catalogue, messenger: str, kind: ProxyKind, platform: str, first: str
) -> None:
    found = catalogue.messenger(messenger)
    assert found is not None
    assert proxied_endpoints(found, kind, platform)[0].id == f"{messenger}/{first}"


@pytest.mark.parametrize(
    ("link", "installed", "wanted", "chosen"),
    [
        ("tg://socks?server=1.2.3.4&port=1080", {"signal"}, "whatsapp", ["telegram"]),
        ("socks5://1.2.3.4:1080", {"signal"}, "whatsapp", ["whatsapp"]),
        ("socks5://1.2.3.4:1080", {"signal", "viber"}, "", ["signal"]),
        ("socks5://1.2.3.4:1080", {"viber"}, "viber", ["whatsapp", "telegram", "signal"]),
    ],
)
async def test_for_whom_a_proxy_is_tried(
    catalogue: Catalogue, link: str, installed: set[str], wanted: str, chosen: list[str]
) -> None:
    found = choose_proxied_messengers(catalogue.messengers, parse_link(link), "linux", frozenset(installed), wanted)
    assert [m.id for m in found] == chosen


async def test_calls_alone_are_no_entrance(catalogue: Catalogue) -> None:
    wires = {e.wire for m in catalogue.messengers for e in proxied_endpoints(m, ProxyKind.SOCKS5, "linux")}
    assert wires.isdisjoint({Wire.STUN, Wire.NTP, Wire.TCP})


class _Still(Clock):
    """A clock that stands still: nothing here measures."""

    def now(self) -> float:
        return 0.0

    def today(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)


async def test_without_a_way_out_nothing_is_said_of_the_proxy(catalogue: Catalogue) -> None:
    controls = catalogue.controls
    neutral = (*controls.anchors, *controls.udp, *(c.endpoint for c in controls.sites))
    addresses = {"192.0.2.9", *(a for e in neutral for a in e.addresses)}
    addresses |= {a for r in controls.resolvers for a in r.addresses}
    net = SimulatedNetwork(fates={address: unreachable() for address in addresses})
    for endpoint in (*neutral, *controls.sign_in_checks):
        net.names[endpoint.host or ""] = unreachable()
    telegram = catalogue.messenger("telegram")
    assert telegram is not None
    plan = Plan(catalogue, (), Computer(platform="linux"), frozenset())
    proxy = replace(parse_link("tg://proxy?server=192.0.2.9&port=443&secret=" + "00" * 16), own_network=True)
    trial = await run_proxy_test(plan, proxy, (telegram,), net, _Still())
    assert trial.network.status is NetworkStatus.OFFLINE
    assert trial.outcome is ProxyOutcome.NETWORK_UNUSABLE
    assert [p.outcome for p in trial.results] == [ProxyOutcome.NETWORK_UNUSABLE]


class _SleepsOnTheWay(SimulatedNetwork):
    """Whenever a connection to the proxy begins, the computer goes to sleep; then its router has forgotten it."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__()
        self._clock = clock

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        if address != "192.0.2.9":
            return await super().connect(address, port, segment=segment)
        self._clock.asleep += 3600
        await anyio.sleep(0.1)
        raise ConnectionResetError(errno.ECONNRESET, "reset")


async def test_while_the_computer_sleeps_nothing_is_seen_of_a_proxy(catalogue: Catalogue) -> None:
    telegram = catalogue.messenger("telegram")
    assert telegram is not None
    clock = HandClock()
    plan = Plan(catalogue, (), Computer(platform="linux"), frozenset())
    proxy = replace(parse_link("tg://proxy?server=192.0.2.9&port=443&secret=" + "00" * 16), own_network=True)
    trial = await run_proxy_test(plan, proxy, (telegram,), _SleepsOnTheWay(clock), clock)
    assert {o.failure for o in trial.observations if o.messenger} == {Failure.NOT_IN_TIME}


async def test_a_bug_in_a_trial_is_logged_alone(catalogue: Catalogue, caplog: pytest.LogCaptureFixture) -> None:
    telegram = catalogue.messenger("telegram")
    assert telegram is not None
    controls = catalogue.controls
    neutral = (*controls.anchors, *controls.udp, *(c.endpoint for c in controls.sites), *controls.sign_in_checks)
    broken = RuntimeError("a mistake")
    addresses = {"192.0.2.9", *(a for e in neutral for a in e.addresses)}
    net = SimulatedNetwork(fates=dict.fromkeys(addresses, broken))
    for endpoint in neutral:
        net.names[endpoint.host or ""] = broken
    plan = Plan(catalogue, (), Computer(platform="linux"), frozenset())
    proxy = replace(parse_link("tg://proxy?server=192.0.2.9&port=443&secret=" + "00" * 16), own_network=True)
    trial = await run_proxy_test(plan, proxy, (telegram,), net, _Still())
    assert trial.outcome is not ProxyOutcome.WORKS
    assert "because of a bug in Dialtone" in caplog.text
