"""What the probes' tests share: authorities, a loopback network, and the tools over it."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import certifi
import pytest

from client_hellos import HELLOS
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, LookupLimits, StepLimits
from dialtone.model.observation import Observation
from dialtone.model.trust_anchors import RsaKey, ServerKeys, TrustAnchors
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.target import Target
from idle_time import IdleTime
from lab import keys
from probe.certificates import HOST, Authority
from probe.loopback import LoopbackNetwork, serve
from probe.tools import make_tools

TARGET = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)


@dataclass(frozen=True)
class Authorities:
    """Three roots: one that everybody trusts, Signal's, and one of somebody in between."""

    public: Authority
    signal: Authority
    local: Authority


@pytest.fixture(scope="session")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> Authorities:
    folder = tmp_path_factory.mktemp("authorities")
    return Authorities(*(Authority(name, folder) for name in ("Public Root", "Signal Root", "Filter Root")))


@pytest.fixture(autouse=True)
def _trust(authorities: Authorities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the public root and the one in between; Mozilla's list knows only the public one."""
    bundle = tmp_path / "system.pem"
    bundle.write_bytes(authorities.public.root_file.read_bytes() + authorities.local.root_file.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    monkeypatch.setattr(certifi, "where", lambda: str(authorities.public.root_file))


@pytest.fixture
def net() -> LoopbackNetwork:
    """The name of the messenger leads to the target, unless a test lets it lead elsewhere."""
    made = LoopbackNetwork()
    made.names[HOST, socket.AF_INET] = (TARGET.address,)
    return made


UNHURRIED = Limits(steps=StepLimits(uninformed=60.0, shortest=60.0))
"""Whoever answers is waited for: a busy computer must not fail a test."""
BRISK = Limits(steps=StepLimits(uninformed=0.3, shortest=0.3, acknowledged=0.3), lookups=LookupLimits(system=0.3))
"""Silence is called silence after a moment."""


@pytest.fixture
def brisk() -> None:
    """Use the brisk limits. Only for tests in which somebody is silent."""


@pytest.fixture
def limits(request: pytest.FixtureRequest) -> Limits:
    return BRISK if "brisk" in request.fixturenames else UNHURRIED


@pytest.fixture
def tools(net: LoopbackNetwork, authorities: Authorities, limits: Limits, idle_time: IdleTime) -> ProbeContext:
    contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,)))
    public = keys.telegram().public_numbers
    known = ServerKeys((RsaKey(public.n, public.e),), (keys.whatsapp_root().public,))
    return make_tools(net, limits, idle_time, contexts, hellos=HELLOS, keys=known)


@pytest.fixture
async def names(tools: ProbeContext) -> AsyncIterator[Lookups]:
    """Only the system is asked, unless a file has a fixture of its own."""
    yield tools.lookups
    await tools.lookups.aclose()


@pytest.fixture
def seen(tools: ProbeContext) -> Callable[..., list[Observation]]:
    """Pick observations of the check by step and variant."""

    def pick(step: Step | None = None, variant: Variant | None = None) -> list[Observation]:
        rows = tools.journal.observations
        return [o for o in rows if step in (None, o.step) and variant in (None, o.variant)]

    return pick


@pytest.fixture
def make_endpoint() -> Callable[..., Endpoint]:
    """Make an endpoint of a messenger."""

    def make(wire: Wire, *, host: str | None = HOST, messenger: str = "chat", **fields: Any) -> Endpoint:
        centre = 2 if wire in (Wire.MTPROTO, Wire.MTPROTO_WEBSOCKET) else 0
        return Endpoint("chat/one", messenger, wire, 443, host, data_centre=centre, **fields)

    return make


@dataclass(frozen=True)
class ProbeRun:
    """A check over the loopback network: what its probes use, and what they have seen."""

    tools: ProbeContext
    net: LoopbackNetwork
    names: Lookups
    authorities: Authorities
    endpoint: Callable[..., Endpoint]
    seen: Callable[..., list[Observation]]

    async def meet(
        self, server: Callable[..., Awaitable[None]], endpoint: Endpoint, target: Target = TARGET
    ) -> tuple[Step, Failure] | None:
        """Attempt an endpoint at a target where a server stands; return the step that failed, and how."""
        async with serve(server) as self.net.routes[target.address, target.port]:
            failed = await attempt(self.tools, endpoint, target)
        return (failed.step, failed.failure) if failed else None


@pytest.fixture
def run(
    tools: ProbeContext,
    net: LoopbackNetwork,
    names: Lookups,
    authorities: Authorities,
    make_endpoint: Callable[..., Endpoint],
    seen: Callable[..., list[Observation]],
) -> ProbeRun:
    return ProbeRun(replace(tools, lookups=names), net, names, authorities, make_endpoint, seen)
