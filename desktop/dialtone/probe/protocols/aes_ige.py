"""AES in IGE mode, which only Telegram still uses: built from single blocks, as the library lacks this mode."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 16


def encrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Encrypt whole blocks. `vector` is 32 bytes: the ciphertext and plaintext before the first block."""
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - single blocks; the chaining is below
    hidden, plain = vector[:_BLOCK], vector[_BLOCK:]
    out = b""
    for at in range(0, len(data), _BLOCK):
        piece = data[at : at + _BLOCK]
        hidden = xor(block.update(xor(piece, hidden)), plain)
        plain = piece
        out += hidden
    return out


def decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Undo `encrypt`."""
    block = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305 - as above
    hidden, plain = vector[:_BLOCK], vector[_BLOCK:]
    out = b""
    for at in range(0, len(data), _BLOCK):
        piece = data[at : at + _BLOCK]
        plain = xor(block.update(xor(piece, plain)), hidden)
        hidden = piece
        out += plain
    return out


def xor(one: bytes, other: bytes) -> bytes:
    """XOR two byte strings of the same length."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
