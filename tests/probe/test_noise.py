"""WhatsApp's greeting, against a responder written apart from it, and its certificates.

One vector of the signatures, and chains that are true, foreign, borrowed or broken.
"""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.noise import PHONE_PROLOGUE, NoiseGreeting, is_signed, prove
from dialtone.store.data_folders import resources
from dialtone.store.roots import load_keys
from lab import keys
from lab.wanoise import Session, chain, field, number, single
from named_rows import named_rows


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(3, "big") + message


def _fails(greeting: NoiseGreeting, wire: bytes) -> Failure:
    with pytest.raises(ProbeError) as caught:
        greeting.feed(wire)
    return caught.value.failure


def test_a_true_hello_is_believed_in_whatever_pieces_it_comes() -> None:
    greeting, server = NoiseGreeting(), Session()
    answer = server.feed(greeting.first_message())
    results = [greeting.feed(bytes([byte])) for byte in answer]
    assert results == [False] * (len(answer) - 1) + [True]


def test_the_first_message_is_prologue_and_key() -> None:
    first = NoiseGreeting().first_message()
    assert first[:4] == b"WA\x06\x03"
    assert first[4:7] == (36).to_bytes(3, "big")
    assert len(first) == 43
    assert first != NoiseGreeting().first_message()


def test_phones_begin_with_another_byte_and_take_the_same_answer() -> None:
    greeting, server = NoiseGreeting(prologue=PHONE_PROLOGUE), Session()
    assert greeting.first_message()[:4] == b"WA\x05\x03"
    assert greeting.feed(server.feed(greeting.first_message()))
    assert _fails(NoiseGreeting(), Session().feed(NoiseGreeting(prologue=PHONE_PROLOGUE).first_message()))


def test_an_answer_to_somebody_else_a_changed_one_and_an_echo_are_not_believed() -> None:
    private = X25519PrivateKey.generate()
    first = NoiseGreeting(private).first_message()
    changed = bytearray(Session().feed(first))
    changed[60] ^= 1
    for answer in (Session().feed(NoiseGreeting().first_message()), bytes(changed), first):
        assert _fails(NoiseGreeting(private), answer) is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    "wire",
    [
        bytes(3),
        b"\xff\xff\xff",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        _framed(b"\xff" * 30),
        _framed(field(3, b"")),
        _framed(field(3, field(1, bytes(32)))),
        _framed(field(3, field(1, bytes(32)) + field(2, bytes(48)))),  # a key that shares nothing
        _framed(field(3, field(1, b"\x09" + bytes(31)) + field(2, bytes(48)))),
        _framed(field(3, field(1, bytes(31)) + field(2, bytes(48)))),
        _framed(field(2, field(1, bytes(32)))),
        _framed(b"\x08\x01"),
        _framed(b"\x1a\x7fshort"),
        _framed(b"\x1a\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        _framed(b"\x1a"),
    ],
    ids=range(14),
)
def test_what_is_no_hello(wire: bytes) -> None:
    assert _fails(NoiseGreeting(), wire) is Failure.BAD_ANSWER


def test_a_hello_that_never_ends_is_not_collected() -> None:
    greeting = NoiseGreeting()
    assert not greeting.feed((8192).to_bytes(3, "big"))
    assert not greeting.feed(bytes(8191))
    assert _fails(greeting, bytes(1)) is Failure.BAD_ANSWER


# libsignal's test of signatures with Curve25519 keys (libsignal-protocol-c tests/test_curve25519.c).
_KEY = bytes.fromhex("ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64")
_MESSAGE = bytes.fromhex("05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a")
_SIGNATURE = bytes.fromhex(
    "5de88ca9a89b4a115da79109c67c9c7464a3e4180274f1cb8c63c2984e286dfb"
    "ede82deb9dcd9fae0bfbb821569b3d9001bd8130cd11d486cef047bd60b86e88"
)
ROOT = keys.whatsapp_root()
SERVER = keys.Signer("a server").public
STRANGER = keys.Signer("somebody else")


def test_the_shipped_root() -> None:
    (root,) = load_keys(resources() / "roots").whatsapp
    assert root.hex() == "142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b"


def test_a_published_signature() -> None:
    assert is_signed(_KEY, _MESSAGE, _SIGNATURE)
    for place in range(64):
        changed = bytearray(_SIGNATURE)
        changed[place] ^= 1
        assert not is_signed(_KEY, _MESSAGE, bytes(changed))
    assert not is_signed(_KEY, _MESSAGE + b"x", _SIGNATURE)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), b"\xff" * 32, (2**255 - 20).to_bytes(32, "little")])
def test_keys_that_are_none(key: bytes) -> None:
    assert not is_signed(key, _MESSAGE, _SIGNATURE)


def test_signers_of_both_signs_are_understood() -> None:
    for name in map(str, range(8)):
        signer = keys.Signer(name)
        assert is_signed(signer.public, b"hello", signer.sign(b"hello"))


def test_the_whole_greeting_proves_whose_it_is() -> None:
    greeting, server = NoiseGreeting(), Session()
    assert greeting.feed(server.feed(greeting.first_message()))
    assert greeting.prove([STRANGER.public, ROOT.public]) is Proof.VALID
    assert greeting.prove([STRANGER.public]) is Proof.UNKNOWN_KEY
    assert greeting.prove([]) is Proof.UNKNOWN_KEY


@pytest.mark.parametrize("certificates", [chain, single])
def test_both_forms_prove_it_and_one_from_another_root_may_be_anybodys(
    certificates: Callable[[keys.Signer, bytes], bytes],
) -> None:
    assert prove(certificates(ROOT, SERVER), SERVER, [ROOT.public]) is Proof.VALID
    assert prove(certificates(STRANGER, SERVER), SERVER, [ROOT.public]) is Proof.UNKNOWN_KEY


@pytest.mark.parametrize(
    "certificates",
    [
        b"",
        number(1, 5),
        field(1, b""),
        field(2, b"") + field(1, b""),
        b"\x0a\xff\x01",
        b"\x0d1234",
        b"\xff" * 12,
        b"\x0a",
        field(2, b"\xff"),
    ],
    ids=range(9),
)
def test_without_certificates_that_can_be_read_nothing_is_known(certificates: bytes) -> None:
    assert prove(certificates, SERVER, [ROOT.public]) is Proof.UNKNOWN_KEY


def _with_own_leaf(key: bytes) -> bytes:
    """WhatsApp's certificate in between, and below it one that somebody else has written."""
    true = chain(ROOT, SERVER)
    details = number(1, 8) + number(2, 7) + field(3, key)
    own = field(1, field(1, details) + field(2, STRANGER.sign(details)))
    return own + _between(true)


def _between(certificates: bytes) -> bytes:
    leaf_length = certificates[1] if certificates[1] < 0x80 else (certificates[1] & 0x7F) | certificates[2] << 7
    return certificates[(2 if certificates[1] < 0x80 else 3) + leaf_length :]


@named_rows(
    "certificates",
    {
        "another server's": lambda: chain(ROOT, STRANGER.public),
        "another server's, alone": lambda: single(ROOT, STRANGER.public),
        "signed by nobody": lambda: _with_own_leaf(SERVER),
        "another's and signed by nobody": lambda: _with_own_leaf(STRANGER.public),
    },
)
def test_borrowed_certificates_are_found_out(certificates: Callable[[], bytes]) -> None:
    with pytest.raises(ProbeError) as caught:
        prove(certificates(), SERVER, [ROOT.public])
    assert caught.value.failure is Failure.BAD_ANSWER
