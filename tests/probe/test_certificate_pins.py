"""Servers known by a fingerprint: the right one passes without any public root, every other one fails."""

from collections.abc import Awaitable, Callable

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.trust_anchors import Pins, TrustAnchors
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Trust, Variant, Wire
from dialtone.probe.attempt import attempt, attempt_contrast
from dialtone.probe.context import ProbeContext
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.target import Target
from named_rows import named_rows
from probe.certificates import HOST, Authority
from probe.conftest import Authorities, ProbeRun
from probe.loopback import LoopbackNetwork, is_silent, secured, serve

ADDRESS = "10.0.0.1"
TARGET = Target(ADDRESS, 5223, AddressOrigin.SYSTEM, HOST)
Shake = Callable[..., Awaitable[Failure | None]]


def leaf(authority: Authority) -> Pins:
    return Pins(leaf_sha256=frozenset({authority.made[HOST].fingerprint(SHA256())}))


def vouching(authority: Authority) -> Pins:
    return Pins(ca_sha256=frozenset({authority.root.fingerprint(SHA256())}))


@pytest.fixture
def endpoint(make_endpoint: Callable[..., Endpoint]) -> Endpoint:
    return replace(make_endpoint(Wire.TLS, trust=Trust.PINNED), port=5223, alpn=("smp/1",))


@pytest.fixture
def shake(tools: ProbeContext, net: LoopbackNetwork, endpoint: Endpoint, authorities: Authorities) -> Shake:
    """Shake hands with a server whose pins are known; give how it failed."""

    async def run(pins: Pins, authority: Authority, *, along: Authority | None = None) -> Failure | None:
        after = (along.root,) if along else ()
        context = authority.serve(alpn=("smp/1",), after=after)
        if not pins.ca_sha256 and not pins.leaf_sha256:
            pins = leaf(authority)
        contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,), pins={endpoint.id: pins}))
        async with serve(secured(context, is_silent)) as port:
            net.routes[ADDRESS, 5223] = port
            failed = await attempt(replace(tools, contexts=contexts), endpoint, TARGET)
        return failed.failure if failed else None

    return run


async def test_the_pinned_certificate_is_genuine_though_no_public_root_knows_it(run: ProbeRun, shake: Shake) -> None:
    assert await shake(Pins(), run.authorities.signal) is None
    (handshake,) = run.seen(Step.TLS)
    assert handshake.facts[Fact.ALPN] == "smp/1"
    assert Fact.MOZILLA not in handshake.facts


@named_rows(
    ("authority", "along", "failure"),
    {
        "it vouches": ("signal", True, None),
        "it was not sent": ("signal", False, Failure.CERT_UNTRUSTED),
        "sending it along is not enough": ("local", True, Failure.CERT_UNTRUSTED),
    },
)
async def test_the_pinned_authority_vouches_for_the_server(
    shake: Shake, authorities: Authorities, authority: str, along: bool, failure: Failure | None
) -> None:
    pins, sent = vouching(authorities.signal), authorities.signal if along else None
    assert await shake(pins, getattr(authorities, authority), along=sent) is failure


async def test_a_public_chain_is_not_the_pinned_server(shake: Shake, authorities: Authorities) -> None:
    authorities.signal.serve()
    assert await shake(leaf(authorities.signal), authorities.public) is Failure.CERT_UNTRUSTED


async def test_a_hello_of_another_shape_is_held_to_the_same(run: ProbeRun, endpoint: Endpoint) -> None:
    contexts = Contexts(TrustAnchors(pins={endpoint.id: vouching(run.authorities.signal)}))
    async with serve(secured(run.authorities.local.serve(), is_silent)) as port:
        run.net.routes[ADDRESS, 5223] = port
        await attempt_contrast(replace(run.tools, contexts=contexts), endpoint, TARGET, Variant.OTHER_HELLO)
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.CERT_UNTRUSTED]


async def test_without_a_pin_it_is_our_mistake_and_not_the_networks(run: ProbeRun, endpoint: Endpoint) -> None:
    async with serve(secured(run.authorities.signal.serve(), is_silent)) as port:
        run.net.routes[ADDRESS, 5223] = port
        with pytest.raises(KeyError):
            await attempt(run.tools, endpoint, TARGET)
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.BUG]
