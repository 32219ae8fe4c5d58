"""One handshake: whose certificate, by whose opinion, and how it can go wrong."""

import ssl
import threading
import time
import warnings
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
from dialtone.model.trust_anchors import PublicRootLists, TrustAnchors
from dialtone.model.vocabulary import Failure, Trust
from dialtone.probe.failure import NETWORK_ERRORS, classify
from dialtone.probe.net import Network
from dialtone.probe.protocols.certificate_pins import PublicRoots
from dialtone.probe.protocols.tls import SOCKET, Contexts, secure
from named_rows import named_rows
from probe.certificates import HOST, Authority
from probe.conftest import Authorities
from probe.loopback import Handler, is_silent, resets, says, secured, serve


async def _shake(
    server: Handler,
    contexts: Contexts | None = None,
    context: ssl.SSLContext | None = None,
    trust: Trust = Trust.PUBLIC,
) -> tuple[Facts, Failure | None]:
    """Shake hands with a server; return the facts, and how it failed if it did."""
    contexts, facts, failure = contexts or Contexts(), Facts(), None
    async with serve(server) as port:
        stream = await Network().connect("127.0.0.1", port)
        try:
            with anyio.fail_after(2):
                await secure(stream, contexts, HOST, context or contexts.verified(trust), trust, facts)
        except NETWORK_ERRORS as error:
            failure = classify(error)
            assert failure is not None
        finally:
            await anyio.aclose_forcefully(stream)
    return facts, failure


async def _succeed(server: ssl.SSLContext, contexts: Contexts | None = None, trust: Trust = Trust.PUBLIC) -> Facts:
    facts, failure = await _shake(secured(server, is_silent), contexts, trust=trust)
    assert failure is None
    return facts


async def _fail(server: Handler, contexts: Contexts | None = None, trust: Trust = Trust.PUBLIC) -> Failure | None:
    return (await _shake(server, contexts, trust=trust))[1]


async def test_a_genuine_server(authorities: Authorities) -> None:
    facts = await _succeed(authorities.public.serve(alpn=("h2",)))
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
    listed = PublicRoots(PublicRootLists())._mozillas
    assert all(root in listed.named(root.subject.public_bytes()) for root in roots)


async def test_a_root_that_cannot_be_read_costs_no_other(
    authorities: Authorities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "mozilla.pem"
    bad = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    worse = bad.replace(b"AAAA", b"AAA")  # not base64
    bundle.write_bytes(bad + authorities.public.root_file.read_bytes() + worse)
    monkeypatch.setattr(certifi, "where", lambda: str(bundle))
    facts = await _succeed(authorities.public.serve())
    assert facts[Fact.MOZILLA] is True


async def test_a_root_that_only_this_computer_trusts(authorities: Authorities) -> None:
    """The system says yes, the second opinion says no: somebody reads along."""
    facts = await _succeed(authorities.local.serve())
    assert (facts[Fact.ISSUER], facts[Fact.MOZILLA]) == ("Filter Root", False)


@pytest.mark.parametrize("known_by", ["certificate", "fingerprint", "nothing"])
async def test_a_public_root_that_mozillas_list_does_not_hold(authorities: Authorities, known_by: str) -> None:
    """Retired roots are known whole; of other systems' lists only fingerprints are, and the system has the root."""
    root = authorities.local.root_der
    print_ = authorities.local.root.fingerprint(hashes.SHA256())
    listed = {
        "certificate": PublicRootLists(retired=(root,)),
        "fingerprint": PublicRootLists(fingerprints=frozenset({print_})),
        "nothing": PublicRootLists(),
    }[known_by]
    facts = await _succeed(authorities.local.serve(), Contexts(TrustAnchors(public_root_lists=listed)))
    assert (facts[Fact.MOZILLA], facts[Fact.LISTED]) == (False, known_by != "nothing")


async def test_a_public_root_sent_along_vouches_for_nobody(authorities: Authorities) -> None:
    """Whoever reads along can send certificates that anybody can have: only who signed counts, from the server's on."""
    along = (authorities.local.root, authorities.public.root)
    facts = await _succeed(authorities.local.serve(after=along))
    assert facts[Fact.MOZILLA] is False


async def test_a_servers_certificate_cannot_vouch_for_another_server(authorities: Authorities) -> None:
    """A public authority gives everybody a certificate for a site of one's own: its key may sign no other."""
    along = (authorities.public.vouch(authorities.local, may_sign=False),)
    facts = await _succeed(authorities.local.serve(after=along))
    assert facts[Fact.MOZILLA] is False


async def test_authorities_between_are_followed_in_any_order(authorities: Authorities) -> None:
    """Servers send cross-signed and needless certificates, and not always one after the other (RFC 8446, 4.4.2)."""
    between = authorities.public.vouch(authorities.local)
    for along in ((between,), (authorities.signal.root, between), (between, authorities.local.root)):
        facts = await _succeed(authorities.local.serve(after=along))
        assert facts[Fact.MOZILLA] is True


async def test_a_certificate_that_nobody_can_read_hides_nothing(authorities: Authorities) -> None:
    """The system passes over what it does not need: so must the second opinion, and still give one."""
    broken = bytearray(authorities.public.root_der)
    broken[broken.index(b"\xa0\x03\x02\x01\x02") + 4] = 3  # version 4, which does not exist
    facts = await _succeed(authorities.local.serve(after=(bytes(broken),)))
    assert (facts[Fact.ISSUER], facts[Fact.MOZILLA]) == ("Filter Root", False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x12"),  # version 19
        (b"\x0c\x0bFilter Root", b"\x03\x0b\x00ilter Root"),  # a BIT STRING as the issuer's name
    ],
    ids=["version", "issuer"],
)
async def test_an_odd_certificate_of_a_server_is_no_bug(authorities: Authorities, before: bytes, after: bytes) -> None:
    authorities.local.serve()
    der = authorities.local.made[HOST].public_bytes(Encoding.DER)
    assert before in der
    server = authorities.local.serve_der(der.replace(before, after, 1))
    assert await _fail(secured(server, is_silent)) is Failure.CERT_UNTRUSTED
    facts, failure = await _shake(secured(server, is_silent), context=Contexts().unverified())
    assert failure is None
    assert Fact.ISSUER not in facts


async def test_an_endless_row_of_authorities_of_one_name_is_cut_short(authorities: Authorities, tmp_path: Path) -> None:
    authorities.local.serve()
    leaf = authorities.local.made[HOST]
    many = [Authority("Filter Root", tmp_path).root for _ in range(60)]
    began = time.process_time()
    assert not Contexts().public().accept([leaf, *many])
    assert time.process_time() - began < 1


async def test_the_root_of_a_ministry_is_genuine_where_the_catalogue_says_so(authorities: Authorities) -> None:
    """It is the one that is Signal's elsewhere here. Sending it along makes nobody genuine."""
    contexts = Contexts(TrustAnchors(national_roots=(authorities.signal.root_der,)))
    theirs = await _succeed(authorities.signal.serve(), contexts, Trust.NATIONAL)
    assert (theirs[Fact.MOZILLA], theirs[Fact.NATIONAL]) == (False, True)
    public = await _succeed(authorities.public.serve(), contexts, Trust.NATIONAL)
    assert (public[Fact.MOZILLA], public[Fact.NATIONAL]) == (True, False)
    along = await _succeed(authorities.local.serve(after=(authorities.signal.root,)), contexts, Trust.NATIONAL)
    assert along[Fact.NATIONAL] is False
    assert await _fail(secured(authorities.signal.serve(), is_silent), contexts) is Failure.CERT_UNTRUSTED


async def test_signal_trusts_its_own_root_alone(authorities: Authorities) -> None:
    contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,)))
    assert Fact.MOZILLA not in await _succeed(authorities.signal.serve(), contexts, Trust.SIGNAL)
    public = secured(authorities.public.serve(), is_silent)
    assert await _fail(public, contexts, Trust.SIGNAL) is Failure.CERT_UNTRUSTED


async def test_without_verification_any_certificate_is_read(authorities: Authorities) -> None:
    server = secured(authorities.signal.serve("other.test", last_day=0), is_silent)
    facts, _ = await _shake(server, context=Contexts().unverified())
    assert facts[Fact.ISSUER] == "Signal Root"
    assert Fact.MOZILLA not in facts


@pytest.mark.parametrize(
    ("authority", "name", "first_day", "last_day", "failure"),
    [
        ("public", "other.test", -1, 30, Failure.CERT_NAME),
        ("public", HOST, -20, -10, Failure.CERT_EXPIRED),
        ("public", HOST, 10, 20, Failure.CERT_NOT_YET),
        ("signal", HOST, -1, 30, Failure.CERT_UNTRUSTED),
    ],
)
async def test_a_certificate_with_a_fault(
    authorities: Authorities, authority: str, name: str, first_day: int, last_day: int, failure: Failure
) -> None:
    context = getattr(authorities, authority).serve(name, first_day=first_day, last_day=last_day)
    assert await _fail(secured(context, is_silent)) is failure


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
async def test_what_is_not_tls(answer: bytes, failure: Failure) -> None:
    assert await _fail(says(answer)) is failure


async def test_a_reset_when_the_name_is_seen() -> None:
    assert await _fail(resets) is Failure.RESET


async def test_an_endless_chain_of_certificates_is_cut_short(authorities: Authorities) -> None:
    context = authorities.public.serve(padding=400_000)
    assert await _fail(secured(context, is_silent)) is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    "piece",
    [b"\x16\x03\x03\x40\x00" + bytes(0x4000), b"\x16\x03\x03\x00\x04" + bytes(4)],
    ids=["many in a record", "one in a record"],
)
async def test_an_endless_handshake_is_cut_short(piece: bytes) -> None:
    """Empty HelloRequests (RFC 5246, 7.4.1.1) are passed over by OpenSSL for ever, and need no certificate."""

    async def flood(stream: SocketStream) -> None:
        while True:
            await stream.send(piece * (65_536 // len(piece)))

    assert await _fail(flood) is Failure.BAD_ANSWER


async def test_a_server_that_speaks_one_byte_at_a_time_is_left_in_time() -> None:
    async def drip(stream: SocketStream) -> None:
        while True:
            await stream.send(b"\x16")
            await anyio.sleep(0.05)

    assert await _fail(drip) in (Failure.TIMEOUT, Failure.BAD_ANSWER)


def test_each_context_is_made_once(authorities: Authorities) -> None:
    contexts = Contexts(TrustAnchors(signal_roots=(authorities.signal.root_der,)))
    assert contexts.verified(Trust.PUBLIC) is contexts.verified(Trust.PUBLIC)
    assert contexts.verified(Trust.PUBLIC) is not contexts.verified(Trust.PUBLIC, SOCKET)
    assert contexts.verified(Trust.SIGNAL) is not contexts.verified(Trust.PUBLIC)
    assert contexts.unverified().verify_mode is ssl.CERT_NONE
    assert contexts.public() is contexts.public()


async def test_for_an_upgrade_only_http_1_is_offered(authorities: Authorities) -> None:
    server = secured(authorities.public.serve(alpn=("h2", "http/1.1")), is_silent)
    facts, _ = await _shake(server, context=Contexts().verified(Trust.PUBLIC, SOCKET))
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


def _system_store(asked: threading.Event, loop_went_on: threading.Event, verdict: Exception | None) -> ssl.SSLContext:
    kind = type("Asks", (_AsksSlowly,), {"asked": asked, "loop_went_on": loop_went_on, "verdict": verdict})
    context = _SystemStore(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode, context.sslobject_class = False, ssl.CERT_NONE, kind
    return context


@named_rows(
    ("verdict", "failure"),
    {"fine": (None, None), "not trusted": (ssl.SSLCertVerificationError(1, "no"), Failure.CERT_UNTRUSTED)},
)
async def test_the_loop_goes_on_while_the_system_thinks_about_a_certificate(
    authorities: Authorities, verdict: Exception | None, failure: Failure | None
) -> None:
    asked, loop_went_on = threading.Event(), threading.Event()
    ends: list[Failure | None] = []

    async def shake_slowly() -> None:
        server = secured(authorities.public.serve(), is_silent)
        ends.append((await _shake(server, context=_system_store(asked, loop_went_on, verdict)))[1])

    async with anyio.create_task_group() as group:
        group.start_soon(shake_slowly)
        while not asked.is_set():
            await anyio.lowlevel.checkpoint()
        loop_went_on.set()
    assert ends == [failure]


async def test_the_patience_for_a_server_does_not_end_the_systems_thinking(authorities: Authorities) -> None:
    """A step that is over its limit because of the system is no silence of the server."""
    blocks = threading.Event()
    context = _system_store(threading.Event(), blocks, None)
    server = secured(authorities.public.serve(), is_silent)
    assert (await _shake(server, Contexts(system_limit=0.01), context))[1] is Failure.NOT_IN_TIME
    blocks.set()
