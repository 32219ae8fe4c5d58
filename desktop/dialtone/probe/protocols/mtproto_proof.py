"""The step after `resPQ`: a server that answers it can decrypt what is meant for Telegram. It needs no account.

Our half, 32 random bytes, is encrypted with Telegram's public key. The answer is encrypted with a key derived from
them: only a holder of the private key can have made it.

Sources: core.telegram.org/mtproto/auth_key (steps 2 to 5, RSA_PAD), its samples, and tdlib `Handshake.cpp`.
"""

import hashlib
import secrets
import struct
from collections.abc import Sequence
from math import gcd
from time import sleep  # noqa: TID251 - for no time: it lets another thread run

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from dialtone.model.frozen import Frozen
from dialtone.model.trust_anchors import Proof, RsaKey
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.mtproto import unencrypted

_VECTOR, _INNER_DATA, _REQUEST = 0x1CB5C415, 0xA9F55F95, 0xD712E4BE
_ANSWER_OK, _ANSWER_FAIL = struct.pack("<I", 0xD0E8075C), struct.pack("<I", 0x79CB045D)
_ANSWER_INNER_DATA = struct.pack("<I", 0xB5890DBA)
_HEAD = 20  # header of an unencrypted message: zero key id, message id, length
_KEY_ID_BYTES, _ERROR_BYTES = 8, 4  # at the start of a message; an error is a code alone
_NONCES_END = 36  # a body begins with its constructor and both nonces: 4, 16 and 16 bytes
_DIGEST_BYTES, _BLOCK_BYTES = 20, 16  # of SHA-1 and AES
_LEAST_BLOCKS = 4  # of an answer: digest, constructor and nonces alone fill these
_PADDED = 192  # bytes (RSA_PAD, step 1)
_MAX_KEYS = 64  # a server names two or three
_PQ_BYTES = 8
_LONG_STRING = 254
_MAX_DOUBLINGS = 18  # two 31-bit primes need about 2 ** 16 rounds: we give up on one product in millions
_AT_ONCE = 256  # differences that share one gcd, which takes longer than a multiplication


class Puzzle(Frozen):
    """What a `resPQ` asks for, and which keys its sender claims to have."""

    nonce: bytes
    server_nonce: bytes
    product: int
    fingerprints: tuple[int, ...]


def read_puzzle(frame: bytes) -> Puzzle:
    """Parse a `resPQ` whose nonce was checked. Raises `ProbeError` if it is malformed."""
    body = frame[_HEAD:]
    product, at = _read_string(body, _NONCES_END)
    if len(product) > _PQ_BYTES or len(body) < at + 8:
        raise ProbeError(Failure.BAD_ANSWER)
    vector, count = struct.unpack_from("<II", body, at)
    if vector != _VECTOR or count > _MAX_KEYS or len(body) < at + 8 + 8 * count:
        raise ProbeError(Failure.BAD_ANSWER)
    fingerprints = struct.unpack_from(f"<{count}Q", body, at + 8)
    return Puzzle(body[4:20], body[20:36], int.from_bytes(product, "big"), fingerprints)


def fingerprint(key: RsaKey) -> int:
    """Return the 64 bits by which Telegram identifies a key: the end of the SHA-1 of modulus and exponent."""
    written = _encode_string(_encode_number(key.modulus)) + _encode_string(_encode_number(key.exponent))
    return int.from_bytes(_sha1(written)[-8:], "little")


def choose_key(keys: Sequence[RsaKey], puzzle: Puzzle) -> RsaKey | None:
    """Return the first of our keys that the server claims to have."""
    return next((key for key in keys if fingerprint(key) in puzzle.fingerprints), None)


class Challenge:
    """The question that only a holder of the private key can answer, and the check of the answer."""

    def __init__(self, puzzle: Puzzle, key: RsaKey, data_centre: int, secret: bytes | None = None) -> None:
        self._puzzle = puzzle
        self._key = key
        self._data_centre = data_centre
        self._secret = secret or secrets.token_bytes(32)

    def question(self, unix_time: float) -> bytes:
        """Return the complete message; takes hundredths of a second. Raises `ProbeError` for an unsolvable puzzle."""
        puzzle = self._puzzle
        factors = factorize(puzzle.product)
        if factors is None:
            raise ProbeError(Failure.BAD_ANSWER)
        product, p, q = (_encode_string(_encode_number(n)) for n in (puzzle.product, *factors))
        nonces = puzzle.nonce + puzzle.server_nonce
        p_q_inner_data = struct.pack("<I", _INNER_DATA) + product + p + q + nonces + self._secret
        p_q_inner_data += struct.pack("<i", self._data_centre)
        encrypted_data = _encode_string(encrypt_padded(p_q_inner_data, self._key))
        key_fingerprint = struct.pack("<Q", fingerprint(self._key))
        return unencrypted(struct.pack("<I", _REQUEST) + nonces + p + q + key_fingerprint + encrypted_data, unix_time)

    def judge(self, frame: bytes) -> Proof:
        """Return what the answer shows. Raises `ProbeError` for a false or malformed proof."""
        body = frame[_HEAD:]
        if len(frame) == _ERROR_BYTES or body.startswith(_ANSWER_FAIL):
            return Proof.DECLINED
        nonces = self._puzzle.nonce + self._puzzle.server_nonce
        if frame[:_KEY_ID_BYTES] != bytes(_KEY_ID_BYTES) or body[:_NONCES_END] != _ANSWER_OK + nonces:
            raise ProbeError(Failure.BAD_ANSWER)
        encrypted_answer, _ = _read_string(body, _NONCES_END)
        if len(encrypted_answer) % _BLOCK_BYTES or len(encrypted_answer) < _LEAST_BLOCKS * _BLOCK_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        answer_with_hash = ige_decrypt(encrypted_answer, *answer_key(self._puzzle.server_nonce, self._secret))
        digest, answer = answer_with_hash[:_DIGEST_BYTES], answer_with_hash[_DIGEST_BYTES:]
        # The padding, less than a block, is not in the digest, and its length is stated nowhere.
        is_digest_right = any(digest == _sha1(answer[: len(answer) - padding]) for padding in range(_BLOCK_BYTES))
        if not is_digest_right or answer[:_NONCES_END] != _ANSWER_INNER_DATA + nonces:
            raise ProbeError(Failure.BAD_ANSWER)
        return Proof.VALID


def answer_key(server_nonce: bytes, secret: bytes) -> tuple[bytes, bytes]:
    """Derive the key and vector of the answer from both halves."""
    secret_then_nonce = _sha1(secret + server_nonce)
    nonce_then_secret = _sha1(server_nonce + secret)
    secret_twice = _sha1(secret + secret)
    return secret_then_nonce + nonce_then_secret[:12], nonce_then_secret[12:] + secret_twice + secret[:4]


def encrypt_padded(data: bytes, key: RsaKey) -> bytes:
    """Encrypt up to 144 bytes with a public key as RSA_PAD specifies; return 256 bytes."""
    data_with_padding = data + secrets.token_bytes(_PADDED - len(data))
    while True:
        temp_key = secrets.token_bytes(32)
        data_with_hash = data_with_padding[::-1] + hashlib.sha256(temp_key + data_with_padding).digest()
        aes_encrypted = ige_encrypt(data_with_hash, temp_key, bytes(32))
        number = int.from_bytes(_xor(temp_key, hashlib.sha256(aes_encrypted).digest()) + aes_encrypted, "big")
        if number < key.modulus:
            return pow(number, key.exponent, key.modulus).to_bytes(256, "big")


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data).digest()  # noqa: S324 - as Telegram does


def _encode_number(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def _encode_string(data: bytes) -> bytes:
    """Encode a string in TL, Telegram's type language: length, bytes, zeros up to a multiple of four."""
    head = bytes([len(data)]) if len(data) < _LONG_STRING else b"\xfe" + len(data).to_bytes(3, "little")
    return head + data + bytes(-(len(head) + len(data)) % 4)


def _read_string(data: bytes, at: int) -> tuple[bytes, int]:
    """Decode such a string; return it and where the next field begins. Raises `ProbeError` if it is truncated."""
    if len(data) < at + 4:
        raise ProbeError(Failure.BAD_ANSWER)
    start, length = at + 1, data[at]
    if length >= _LONG_STRING:
        start, length = at + 4, int.from_bytes(data[at + 1 : at + 4], "little")
    if len(data) < start + length:
        raise ProbeError(Failure.BAD_ANSWER)
    return data[start : start + length], start + length + -(start - at + length) % 4


def ige_encrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Encrypt whole blocks with AES-IGE, which only Telegram still uses, and the library lacks.

    `vector` is 32 bytes: the ciphertext and plaintext before the first block.
    """
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - single blocks; the chaining is below
    return _chain(data, block, before=vector[_BLOCK_BYTES:], made_before=vector[:_BLOCK_BYTES])


def ige_decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Undo `ige_encrypt`."""
    block = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305 - as above
    return _chain(data, block, before=vector[:_BLOCK_BYTES], made_before=vector[_BLOCK_BYTES:])


def _chain(data: bytes, block: CipherContext, before: bytes, made_before: bytes) -> bytes:
    """Process block by block; each depends on the block before it, and on what was made of that."""
    out = b""
    for at in range(0, len(data), _BLOCK_BYTES):
        piece = data[at : at + _BLOCK_BYTES]
        made_before = _xor(block.update(_xor(piece, made_before)), before)
        before = piece
        out += made_before
    return out


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def factorize(product: int) -> tuple[int, int] | None:
    """Return both prime factors, the smaller one first (Brent's rho); None if not found in half a second."""
    if product % 2 == 0 or product < 9 or pow(2, product - 1, product) == 1:
        return None
    for start in (3, 5, 7):
        divisor = _divisor(product, start)
        if divisor is not None:
            return min(divisor, product // divisor), max(divisor, product // divisor)
    return None


def _divisor(product: int, start: int) -> int | None:
    """Return a divisor, by Pollard's rho method with Brent's cycle detection; None if none is found from `start`."""
    y = start
    for length in (1 << doubled for doubled in range(_MAX_DOUBLINGS + 1)):
        x = y
        for _ in range(length):
            y = (y * y + 1) % product
        for stepped in range(0, length, _AT_ONCE):
            batch_start, differences = y, 1
            for _ in range(min(_AT_ONCE, length - stepped)):
                y = (y * y + 1) % product
                differences = differences * (x - y) % product
            sleep(0)  # else the thread of the check waits up to 5 ms for its turn (sys.getswitchinterval)
            if gcd(differences, product) != 1:
                return _step_by_step(product, x, batch_start)
    return None


def _step_by_step(product: int, x: int, y: int) -> int | None:
    """Return the factor that the first difference from `y` on shares with the product; None if that is all of it.

    Of a batch it is only known that one of its differences shares a factor.
    """
    while True:
        y = (y * y + 1) % product
        divisor = gcd(x - y, product)
        if divisor != 1:
            return divisor if divisor != product else None
