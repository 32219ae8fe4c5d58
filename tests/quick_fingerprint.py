"""A quick fingerprint of a network for `History`; the program's own takes a fifth of a second on purpose."""

from hashlib import sha256


def quick_fingerprint(salt: bytes, mark: bytes) -> bytes:
    return sha256(salt + mark).digest()[:8]
