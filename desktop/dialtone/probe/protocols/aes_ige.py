"""AES in IGE mode, which only Telegram still uses: built from single blocks, as the library lacks this mode."""

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

_BLOCK = 16


def encrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Encrypt whole blocks. `vector` is 32 bytes: the ciphertext and plaintext before the first block."""
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - single blocks; the chaining is below
    return _chain(data, block, before=vector[_BLOCK:], made_before=vector[:_BLOCK])


def decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Undo `encrypt`."""
    block = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305 - as above
    return _chain(data, block, before=vector[:_BLOCK], made_before=vector[_BLOCK:])


def _chain(data: bytes, block: CipherContext, before: bytes, made_before: bytes) -> bytes:
    """Process block by block; each depends on the block before it, and on what was made of that."""
    out = b""
    for at in range(0, len(data), _BLOCK):
        piece = data[at : at + _BLOCK]
        made_before = xor(block.update(xor(piece, made_before)), before)
        before = piece
        out += made_before
    return out


def xor(left: bytes, right: bytes) -> bytes:
    """XOR two byte strings of the same length."""
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
