"""How the history knows a network again. Loaded only where a network is hashed: OpenSSL is 4 MB."""

import hashlib
import hmac

SIZE = 8


def network_fingerprint(salt: bytes, mark: bytes) -> bytes:
    """Return the salted fingerprint of a network, which takes a fifth of a second to make."""
    return slow_hash(hmac.new(salt, mark, hashlib.sha256).digest()[:SIZE], salt)


def slow_hash(quick: object, salt: object) -> bytes:
    """Return what takes a fifth of a second and 16 MB, for who guesses too (scrypt, RFC 7914).

    Both are bytes, but in a damaged file, where anything will do.
    """
    first, second = (one if isinstance(one, bytes) else repr(one).encode() for one in (quick, salt))
    return hashlib.scrypt(first, salt=second, n=2**14, r=8, p=6, dklen=SIZE)
