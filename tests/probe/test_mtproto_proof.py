"""Telegram's proof: the published samples, and servers that have the key, have not, or only say so."""

import os
import secrets
import struct
from collections.abc import Callable

import pytest

from dialtone.model.trust_anchors import Proof, RsaKey
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.mtproto_proof import (
    Challenge,
    answer_key,
    choose_key,
    encrypt_padded,
    factorize,
    fingerprint,
    ige_decrypt,
    ige_encrypt,
    read_puzzle,
)
from dialtone.store.data_folders import resources
from dialtone.store.roots import load_keys
from lab import keys, mtproto

LAB = RsaKey(keys.telegram().public_numbers.n, keys.telegram().public_numbers.e)
NONCE = bytes(range(16))


def test_the_shipped_key_is_telegrams() -> None:
    (key,) = load_keys(resources() / "roots").telegram
    assert fingerprint(key) == 0xD09D1D85DE64FD85  # as resPQ names it in core.telegram.org/mtproto/samples-auth_key


# OpenSSL's test of IGE: key and vector counted up, 32 zero bytes.
_IGE = bytes.fromhex("1a8519a6557be652e9da8e43da4ef4453cf456b4ca488aa383c79c98b34797cb")


def test_the_chain_of_blocks() -> None:
    key, vector = bytes(range(16)), bytes(range(32))
    assert ige_encrypt(bytes(32), key, vector) == _IGE
    assert ige_decrypt(_IGE, key, vector) == bytes(32)


def test_the_published_sample_of_an_answer() -> None:
    """core.telegram.org/mtproto/samples-auth_key: the beginning of encrypted_answer, and what is in it."""
    server_nonce = bytes.fromhex("a5cf4d33f4a11ea877ba4aa573907330")
    secret = bytes.fromhex("311c85db234aa2640afc4a76a735cf5b1f0fd68bd17fa181e1229ad867cc024d")
    key, vector = answer_key(server_nonce, secret)
    assert key.hex() == "f011280887c7bb01df0fc4e17830e0b91fbb8be4b2267cb985ae25f33b527253"
    assert vector.hex() == "3212d579ee35452ed23e0d0c92841aa7d31b2e9bdef2151e80d15860311c85db"
    hidden = (
        "28a92fe20173b347a8bb324b5fab2667c9a8bbce6468d5b509a4cbddc186240a"
        "c912cf7006af8926de606a2e74c0493caa57741e6c82451f54d3e068f5ccc49b"
    )
    plain = ige_decrypt(bytes.fromhex(hidden), key, vector)
    assert plain[20:56].hex() == "ba0d89b53e0549828cca27e966b301a48fece2fc" + server_nonce.hex()


# A public vector for RSA_PAD, made by another program (modulus, what is hidden, the random bytes, the result).
_MODULUS = int(
    "2534288944884041556497168959071347320689884775908477905258202659454602246385394058588521595116849196"
    "5708222649399180603818074200620463776135424884632162512403163793083921641631564740959529419359595852"
    "9411668489405859523376133330223960965841179548922160312292373029437018775884567383353986024616752250"
    "8179182039315375750495263623495132323782003654358104782690612092797248736680529211579223142368426126"
    "2330394324750785450942589751755390156647751460719351439969059949569615302809050721500330239005077889"
    "8553239175099482557220816446894421272976054225797071426466607688253028322019083022955732574278960318"
    "30742328565032949"
)
_INSIDE = (
    "955ff5a9081a8e635f5743de9b00000004453dc27100000004622f1fcb000000f7a81627bbf511fa4afef71e94a09374"
    "74586c1add9198dda81a5df8393871c8293623c5fb968894af1be7dfe9c7be813f9307789242fd0cb0c16a5cb39a8d3e"
)
_RANDOM = (
    "12270000635593b03fee033d0672f9afddf9124de9e77df6251806cba93482e4c9e6e06e7d44e4c4baae821aff91af44"
    "789689faaee9bdfc7b2df8c08709afe57396c4638ceaa0dc30114f82447e81d3b53edc423b32660c43a5b8ad057b6450"
    "aaf68fe9554ec7a59c03e4035952b220b47a8d06aad71134110d8c44948901f8"
)
_HIDDEN = (
    "c6d211349fc10cda6983276250b09f4be9b39f533b5d314b732b51a6dd72234dab4224209992c894e0e4c9f30249f1db"
    "bd1630a27b98f2f92a53c00baabbd46f380bd35f417e5ec2edb43f7644b5c81af011d736eb369265e848b553ae5e6350"
    "dd5695efc72bde0e35f3c3fc827b91eb97cf1efdbff12269b9c33f81645adebc89ed167edc19d285237a754bf629aa35"
    "8ed08498863b2aec8b7139001627bbe8bdef239474a5a43e664d278f39e72d694a206d7b838fd40868a71c4bfbffa38b"
    "7679faa502b7795cbe5ae1bd05ca7eb01ff5b05107265fd39bd5b4e19d392b735a3b0b5b21473062981bff86ff9084a7"
    "b594775e3127c05fd454e19f794a4ab4"
)


def test_the_padding_of_rsa(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = bytes.fromhex(_RANDOM)
    pieces = iter((stock[:96], stock[96:]))
    monkeypatch.setattr(secrets, "token_bytes", lambda _size: next(pieces))
    assert encrypt_padded(bytes.fromhex(_INSIDE), RsaKey(_MODULUS, 65537)).hex() == _HIDDEN


def test_what_is_hidden_is_never_larger_than_the_modulus() -> None:
    small = RsaKey(LAB.modulus >> 1 | 1 << 2046, LAB.exponent)  # half of all tries are too large for it
    for _ in range(8):
        assert int.from_bytes(encrypt_padded(bytes(100), small), "big") < small.modulus


@pytest.mark.parametrize(
    ("product", "factors"),
    [
        (0x17ED48941A08F981, (0x494C553B, 0x53911073)),  # the published sample
        (1229739323 * 1402015859, (1229739323, 1402015859)),
        (1000003 * 1000003, (1000003, 1000003)),
        (15, (3, 5)),
        ((1 << 61) - 1, None),
        (2 * 1229739323, None),
        (1, None),
        (0, None),
    ],
)
def test_the_proof_of_work(product: int, factors: tuple[int, int] | None) -> None:
    assert factorize(product) == factors


def _asked(answer: bytes | None = None) -> Challenge:
    puzzle = read_puzzle(answer or mtproto.res_pq(NONCE))
    key = choose_key((RsaKey(LAB.modulus + 2, 65537), LAB), puzzle)
    assert key is LAB
    return Challenge(puzzle, key, 2)


def test_who_holds_the_key_proves_it() -> None:
    challenge = _asked()
    answer = mtproto.answer_message(challenge.question(1_795_514_400.0))
    assert challenge.judge(answer) is Proof.VALID
    assert challenge.judge(answer + bytes(15)) is Proof.VALID  # padded transports add to a frame


def test_the_same_answer_proves_nothing_to_somebody_else() -> None:
    puzzle = mtproto.res_pq(NONCE)
    first, second = _asked(puzzle), _asked(puzzle)
    answer = mtproto.answer_message(first.question(0))
    with pytest.raises(ProbeError):
        second.judge(answer)


def _other_nonce(question: bytes) -> bytes:
    answer = bytearray(mtproto.answer_message(question))
    answer[30] ^= 1
    return bytes(answer)


def _one_bit(question: bytes) -> bytes:
    answer = bytearray(mtproto.answer_message(question))
    answer[-1] ^= 1
    return bytes(answer)


def _ok(question: bytes, rest: bytes) -> bytes:
    return mtproto.envelope(struct.pack("<I", mtproto.DH_PARAMS_OK) + question[24:56] + rest)


def _guessed(question: bytes) -> bytes:
    """Somebody who knows everything but the key, and so cannot know our half."""
    nonces = question[24:56]
    inside = struct.pack("<I", mtproto.DH_INNER_DATA) + nonces + bytes(500)
    return mtproto.dh_params_ok(nonces, inside, os.urandom(32))


@pytest.mark.parametrize(
    "answer",
    [
        _guessed,
        _other_nonce,
        _one_bit,
        lambda question: question,
        lambda question: mtproto.res_pq(NONCE),
        lambda question: _ok(question, b""),
        lambda question: _ok(question, b"\x03abc"),
        lambda question: _ok(question, b"\xfe\xff\xff\xff"),
        lambda question: b"",
        lambda question: bytes(4000),
    ],
    ids=range(10),
)
def test_who_does_not_is_found_out(answer: Callable[[bytes], bytes]) -> None:
    challenge = _asked()
    with pytest.raises(ProbeError) as caught:
        challenge.judge(answer(challenge.question(0)))
    assert caught.value.failure is Failure.BAD_ANSWER


def test_an_error_is_no_proof_and_no_lie() -> None:
    challenge = _asked()
    assert challenge.judge(struct.pack("<i", -404)) is Proof.DECLINED
    assert challenge.judge(mtproto.envelope(struct.pack("<I", 0x79CB045D) + bytes(48))) is Proof.DECLINED


def test_keys_that_are_not_known_are_said_to_be_so() -> None:
    puzzle = read_puzzle(mtproto.res_pq(NONCE, (1, 2, 3)))
    assert puzzle.fingerprints == (1, 2, 3)
    assert choose_key((LAB,), puzzle) is None


_WHOLE = mtproto.res_pq(NONCE)


@pytest.mark.parametrize("length", range(40, len(_WHOLE)))
def test_a_puzzle_that_is_cut_off(length: int) -> None:
    with pytest.raises(ProbeError):
        read_puzzle(_WHOLE[:length])


def test_a_puzzle_with_more_keys_than_anybody_has() -> None:
    with pytest.raises(ProbeError):
        read_puzzle(mtproto.res_pq(NONCE, tuple(range(65))))
