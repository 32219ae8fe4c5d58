"""One handshake: whose certificate, by whose opinion, and how it can go wrong."""

import ssl
import threading
import time
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
import certifi
import pytest
from anyio.abc import SocketStream
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning

from dialtone.model.fact import Fact, Facts
from dialtone.model.trust_anchors import ListedRoots, TrustAnchors
from dialtone.model.vocabulary import Failure, Trust
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, classify
from dialtone.probe.net import Network
from dialtone.probe.protocols.certificate_pins import PublicRoots
from dialtone.probe.protocols.tls import SOCKET, Contexts, secure
from named_rows import named_rows
from probe.certificates import HOST, Authority
from probe.conftest import Authorities
from probe.loopback import Handler, is_silent, resets, says, secured, serve

pytestmark = pytest.mark.anyio

Shake = Callable[..., Awaitable[Facts | Failure]]


@pytest.fixture
def shake(authorities: Authorities) -> Shake:
    """Shake hands with a server; give the facts or the failure."""
    contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,)))

    async def run(server: Handler, *, trust: Trust = Trust.PUBLIC, verify: bool = True) -> Facts | Failure:
        facts: Facts = {}
        context = contexts.verified(trust) if verify else contexts.unverified()
        async with serve(server) as port:
            stream = await Network().connect("127.0.0.1", port)
            try:
                with anyio.fail_after(2):
                    await secure(stream, contexts, HOST, context, trust, facts)
            except NETWORK_ERRORS as error:
                failure = classify(error)
                assert failure is not None
                return failure
            finally:
                await anyio.aclose_forcefully(stream)
        return facts

    return run


async def test_a_genuine_server(shake: Shake, authorities: Authorities) -> None:
    facts = await shake(secured(authorities.public.serve(alpn=("h2",)), is_silent))
    assert isinstance(facts, dict)
    assert (facts[Fact.SNI], facts[Fact.ISSUER], facts[Fact.MOZILLA]) == (HOST, "Public Root", True)
    assert (facts[Fact.VERSION], facts[Fact.ALPN]) == ("TLSv1.3", "h2")
    assert len(str(facts[Fact.CERTIFICATE])) == 32


async def test_each_root_of_mozillas_list_is_found_by_its_name_and_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning fails this test, as all: six of the roots made the library warn."""
    bundle = Path(certifi.__file__).with_name("cacert.pem")
    monkeypatch.setattr(certifi, "where", lambda: str(bundle))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        roots = x509.load_pem_x509_certificates(bundle.read_bytes())
    assert len(roots) > 100
    listed = PublicRoots(ListedRoots())._mozillas
    assert all(root in listed.named(root.subject.public_bytes()) for root in roots)


async def test_one_root_that_cannot_be_read_costs_no_other(
    shake: Shake, authorities: Authorities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "mozilla.pem"
    bad = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    worse = bad.replace(b"AAAA", b"AAA")  # not base64
    bundle.write_bytes(bad + authorities.public.root_file.read_bytes() + worse)
    monkeypatch.setattr(certifi, "where", lambda: str(bundle))
    facts = await shake(secured(authorities.public.serve(), is_silent))
    assert isinstance(facts, dict)
    assert facts[Fact.MOZILLA] is True


async def test_a_root_that_only_this_computer_trusts(shake: Shake, authorities: Authorities) -> None:
    """The system says yes, the second opinion says no: somebody reads along."""
    facts = await shake(secured(authorities.local.serve(), is_silent))
    assert isinstance(facts, dict)
    assert (facts[Fact.ISSUER], facts[Fact.MOZILLA]) == ("Filter Root", False)


@pytest.mark.parametrize("known_by", ["certificate", "fingerprint", "nothing"])
async def test_a_public_root_that_mozillas_list_does_not_hold(authorities: Authorities, known_by: str) -> None:
    """Retired roots are known whole; of other systems' lists only fingerprints are, and the system has the root."""
    root = authorities.local.root_der
    print_ = authorities.local.root.fingerprint(hashes.SHA256())
    listed = {
        "certificate": ListedRoots(certificates=(root,)),
        "fingerprint": ListedRoots(fingerprints=frozenset({print_})),
        "nothing": ListedRoots(),
    }[known_by]
    contexts = Contexts(TrustAnchors(listed=listed))
    facts: Facts = {}
    async with serve(secured(authorities.local.serve(), is_silent)) as port:
        stream = await Network().connect("127.0.0.1", port)
        with anyio.fail_after(2):
            await secure(stream, contexts, HOST, contexts.verified(Trust.PUBLIC), Trust.PUBLIC, facts)
        await anyio.aclose_forcefully(stream)
    assert (facts[Fact.MOZILLA], facts[Fact.LISTED]) == (False, known_by != "nothing")


async def test_a_public_root_sent_along_vouches_for_nobody(shake: Shake, authorities: Authorities) -> None:
    """Whoever reads along can send certificates that anybody can have: only who signed counts, from the server's on."""
    along = (authorities.local.root, authorities.public.root)
    facts = await shake(secured(authorities.local.serve(after=along), is_silent))
    assert isinstance(facts, dict)
    assert facts[Fact.MOZILLA] is False


async def test_a_servers_certificate_cannot_vouch_for_another_server(shake: Shake, authorities: Authorities) -> None:
    """A public authority gives everybody a certificate for a site of one's own: its key may sign no other."""
    along = (authorities.public.vouch(authorities.local, may_sign=False),)
    facts = await shake(secured(authorities.local.serve(after=along), is_silent))
    assert isinstance(facts, dict)
    assert facts[Fact.MOZILLA] is False


async def test_authorities_between_are_followed_in_any_order(shake: Shake, authorities: Authorities) -> None:
    """Servers send cross-signed and needless certificates, and not always one after the other (RFC 8446, 4.4.2)."""
    between = authorities.public.vouch(authorities.local)
    for along in ((between,), (authorities.signal.root, between), (between, authorities.local.root)):
        facts = await shake(secured(authorities.local.serve(after=along), is_silent))
        assert isinstance(facts, dict)
        assert facts[Fact.MOZILLA] is True


async def test_a_certificate_that_nobody_can_read_hides_nothing(shake: Shake, authorities: Authorities) -> None:
    """The system passes over what it does not need: so must the second opinion, and still give one."""
    broken = bytearray(authorities.public.root_der)
    broken[broken.index(b"\xa0\x03\x02\x01\x02") + 4] = 3  # version 4, which does not exist
    facts = await shake(secured(authorities.local.serve(after=(bytes(broken),)), is_silent))
    assert isinstance(facts, dict)
    assert (facts[Fact.ISSUER], facts[Fact.MOZILLA]) == ("Filter Root", False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x12"),  # version 19
        (b"\x0c\x0bFilter Root", b"\x03\x0b\x00ilter Root"),  # a BIT STRING as the issuer's name
    ],
    ids=["version", "issuer"],
)
async def test_an_odd_certificate_of_the_servers_own_is_no_bug(
    shake: Shake, authorities: Authorities, before: bytes, after: bytes
) -> None:
    authorities.local.serve()
    der = authorities.local.made[HOST].public_bytes(Encoding.DER)
    assert before in der
    server = authorities.local.serve_der(der.replace(before, after, 1))
    assert await shake(secured(server, is_silent)) is Failure.CERT_UNTRUSTED
    facts = await shake(secured(server, is_silent), verify=False)
    assert isinstance(facts, dict)
    assert Fact.ISSUER not in facts


async def test_an_endless_row_of_authorities_of_one_name_is_cut_short(authorities: Authorities, tmp_path: Path) -> None:
    authorities.local.serve()
    leaf = authorities.local.made[HOST]
    many = [Authority("Filter Root", tmp_path).root for _ in range(60)]
    began = time.process_time()
    assert not Contexts().public().accept([leaf, *many])
    assert time.process_time() - began < 1


@pytest.fixture
def shake_nationally(authorities: Authorities) -> Shake:
    """Shake hands with a server that may hang on its country's root: the one that is Signal's elsewhere here."""
    contexts = Contexts(TrustAnchors(national_roots=(authorities.signal.root_der,)))

    async def run(server: Handler, trust: Trust = Trust.NATIONAL) -> Facts | Failure:
        facts: Facts = {}
        async with serve(server) as port:
            stream = await Network().connect("127.0.0.1", port)
            try:
                with anyio.fail_after(2):
                    await secure(stream, contexts, HOST, contexts.verified(trust), trust, facts)
            except NETWORK_ERRORS as error:
                failure = classify(error)
                assert failure is not None
                return failure
            finally:
                await anyio.aclose_forcefully(stream)
        return facts

    return run


async def test_the_root_of_a_ministry_is_genuine_where_the_catalogue_says_so(
    shake_nationally: Shake, authorities: Authorities
) -> None:
    theirs = await shake_nationally(secured(authorities.signal.serve(), is_silent))
    assert isinstance(theirs, dict)
    assert (theirs[Fact.MOZILLA], theirs[Fact.NATIONAL]) == (False, True)
    public = await shake_nationally(secured(authorities.public.serve(), is_silent))
    assert isinstance(public, dict)
    assert (public[Fact.MOZILLA], public[Fact.NATIONAL]) == (True, False)
    elsewhere = secured(authorities.signal.serve(), is_silent)
    assert await shake_nationally(elsewhere, Trust.PUBLIC) is Failure.CERT_UNTRUSTED


async def test_sending_that_root_along_makes_nobody_genuine(shake_nationally: Shake, authorities: Authorities) -> None:
    between = authorities.local.serve(after=(authorities.signal.root,))
    facts = await shake_nationally(secured(between, is_silent))
    assert isinstance(facts, dict)
    assert facts[Fact.NATIONAL] is False


async def test_signal_trusts_its_own_root_alone(shake: Shake, authorities: Authorities) -> None:
    facts = await shake(secured(authorities.signal.serve(), is_silent), trust=Trust.SIGNAL)
    assert isinstance(facts, dict)
    assert Fact.MOZILLA not in facts
    public = secured(authorities.public.serve(), is_silent)
    assert await shake(public, trust=Trust.SIGNAL) is Failure.CERT_UNTRUSTED


async def test_without_verification_any_certificate_is_read(shake: Shake, authorities: Authorities) -> None:
    facts = await shake(secured(authorities.signal.serve("other.test", last_day=0), is_silent), verify=False)
    assert isinstance(facts, dict)
    assert facts[Fact.ISSUER] == "Signal Root"
    assert Fact.MOZILLA not in facts


@pytest.mark.parametrize(
    ("name", "first_day", "last_day", "failure"),
    [
        ("other.test", -1, 30, Failure.CERT_NAME),
        (HOST, -20, -10, Failure.CERT_EXPIRED),
        (HOST, 10, 20, Failure.CERT_NOT_YET),
    ],
)
async def test_a_certificate_with_a_fault(
    shake: Shake, authorities: Authorities, name: str, first_day: int, last_day: int, failure: Failure
) -> None:
    context = authorities.public.serve(name, first_day=first_day, last_day=last_day)
    assert await shake(secured(context, is_silent)) is failure


async def test_nobody_trusts_the_root(shake: Shake, authorities: Authorities) -> None:
    assert await shake(secured(authorities.signal.serve(), is_silent)) is Failure.CERT_UNTRUSTED


async def test_a_reset_when_the_name_is_seen(shake: Shake) -> None:
    assert await shake(resets) is Failure.RESET


@named_rows(
    ("answer", "failure"),
    {
        "closed": (b"", Failure.CLOSED),
        "http": (b"HTTP/1.1 400 Bad Request\r\n\r\n", Failure.BAD_ANSWER),
        "noise": (bytes(range(256)) * 40, Failure.BAD_ANSWER),
        "long record": (b"\x16\x03\x03\x40\x00" + b"\xff" * 0x4000, Failure.BAD_ANSWER),
        "half a record": (b"\x16\x03\x03", Failure.CLOSED),
        "handshake failure": (b"\x15\x03\x03\x00\x02\x02\x28", Failure.ALERT),
        "unknown name": (b"\x15\x03\x03\x00\x02\x02\x70", Failure.ALERT),
        "close notify": (b"\x15\x03\x03\x00\x02\x01\x00", Failure.CLOSED),
    },
)
async def test_what_is_not_tls(shake: Shake, answer: bytes, failure: Failure) -> None:
    assert await shake(says(answer)) is failure


async def test_an_endless_chain_of_certificates_is_cut_short(shake: Shake, authorities: Authorities) -> None:
    context = authorities.public.serve(padding=400_000)
    assert await shake(secured(context, is_silent)) is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    "piece",
    [b"\x16\x03\x03\x40\x00" + bytes(0x4000), b"\x16\x03\x03\x00\x04" + bytes(4)],
    ids=["many in a record", "one in a record"],
)
async def test_an_endless_handshake_is_cut_short(shake: Shake, piece: bytes) -> None:
    """Empty HelloRequests (RFC 5246, 7.4.1.1) are passed over by OpenSSL for ever, and need no certificate."""

    async def flood(stream: SocketStream) -> None:
        while True:
            await stream.send(piece * (65_536 // len(piece)))

    assert await shake(flood) is Failure.BAD_ANSWER


async def test_a_server_that_speaks_one_byte_at_a_time_is_left_in_time(shake: Shake) -> None:
    async def drip(stream: SocketStream) -> None:
        while True:
            await stream.send(b"\x16")
            await anyio.sleep(0.05)

    assert await shake(drip) in (Failure.TIMEOUT, Failure.BAD_ANSWER)


def test_each_context_is_made_once(authorities: Authorities) -> None:
    contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,)))
    assert contexts.verified(Trust.PUBLIC) is contexts.verified(Trust.PUBLIC)
    assert contexts.verified(Trust.PUBLIC) is not contexts.verified(Trust.PUBLIC, SOCKET)
    assert contexts.verified(Trust.SIGNAL) is not contexts.verified(Trust.PUBLIC)
    assert contexts.unverified().verify_mode is ssl.CERT_NONE
    assert contexts.public() is contexts.public()


async def test_for_an_upgrade_only_http_1_is_offered(authorities: Authorities) -> None:
    contexts = Contexts()
    facts: Facts = {}
    async with serve(secured(authorities.public.serve(alpn=("h2", "http/1.1")), is_silent)) as port:
        stream = await Network().connect("127.0.0.1", port)
        context = contexts.verified(Trust.PUBLIC, SOCKET)
        await secure(stream, contexts, HOST, context, Trust.PUBLIC, facts)
        await anyio.aclose_forcefully(stream)
    assert facts[Fact.ALPN] == "http/1.1"


class _AsksSlowly(ssl.SSLObject):
    """What the system's store looks like where it takes its time: the verdict comes when the loop has gone on."""

    asked: threading.Event
    loop_went_on: threading.Event
    verdict: Exception | None

    def do_handshake(self) -> None:
        super().do_handshake()
        self.asked.set()
        assert self.loop_went_on.wait(5), "the loop stood still meanwhile"
        if self.verdict is not None:
            raise self.verdict


class _SystemStore(ssl.SSLContext):
    """Any context that is not OpenSSL's own is taken for one that asks the system."""


@pytest.mark.parametrize("verdict", [None, ssl.SSLCertVerificationError(1, "no")], ids=["fine", "not trusted"])
async def test_the_loop_goes_on_while_the_system_thinks_about_a_certificate(
    authorities: Authorities, verdict: Exception | None
) -> None:
    asked, loop_went_on = threading.Event(), threading.Event()
    kind = type("Asks", (_AsksSlowly,), {"asked": asked, "loop_went_on": loop_went_on, "verdict": verdict})
    context = _SystemStore(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode, context.sslobject_class = False, ssl.CERT_NONE, kind
    ends: list[BaseException | None] = []

    async def shake_slowly(port: int) -> None:
        stream = await Network().connect("127.0.0.1", port)
        try:
            await secure(stream, Contexts(), HOST, context, Trust.PUBLIC, {})
            ends.append(None)
        except ssl.SSLError as error:
            ends.append(error)
        await anyio.aclose_forcefully(stream)

    async with serve(secured(authorities.public.serve(), is_silent)) as port, anyio.create_task_group() as group:
        group.start_soon(shake_slowly, port)
        while not asked.is_set():
            await anyio.lowlevel.checkpoint()
        loop_went_on.set()
    assert ends == [verdict]


async def test_the_patience_for_a_server_does_not_end_the_systems_thinking(authorities: Authorities) -> None:
    """A step that is over its limit because of the system is no silence of the server."""
    blocks = threading.Event()
    kind = type("Asks", (_AsksSlowly,), {"asked": threading.Event(), "loop_went_on": blocks, "verdict": None})
    context = _SystemStore(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode, context.sslobject_class = False, ssl.CERT_NONE, kind
    async with serve(secured(authorities.public.serve(), is_silent)) as port:
        stream = await Network().connect("127.0.0.1", port)
        with pytest.raises(ProbeError) as caught:
            await secure(stream, Contexts(system_limit=0.01), HOST, context, Trust.PUBLIC, {})
        blocks.set()
        await anyio.aclose_forcefully(stream)
    assert caught.value.failure is Failure.NOT_IN_TIME
