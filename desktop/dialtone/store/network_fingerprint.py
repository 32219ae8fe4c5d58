"""How the history recognises a network. Loaded only where a network is hashed: OpenSSL is 4 MB."""

import hashlib
import hmac

SIZE = 8


def network_fingerprint(salt: bytes, mark: bytes) -> bytes:
    """Return the salted fingerprint of a network, which takes a fifth of a second to compute."""
    return slow_hash(hmac.new(salt, mark, hashlib.sha256).digest()[:SIZE], salt)


def slow_hash(quick: object, salt: object) -> bytes:
    """Return a hash that takes a fifth of a second and 16 MB, for anyone guessing too (scrypt, RFC 7914).

    Both are bytes, except in a damaged file, where anything is accepted.
    """
    first, second = (value if isinstance(value, bytes) else repr(value).encode() for value in (quick, salt))
    return hashlib.scrypt(first, salt=second, n=2**14, r=8, p=6, dklen=SIZE)
