"""How the history recognises a network. OpenSSL, which is 4 MB, is loaded only where a network is hashed."""

_SIZE = 8  # in bytes


def compute_fingerprint(salt: bytes, network_mark: bytes) -> bytes:
    """Return the salted fingerprint of a network, which takes a fifth of a second to compute."""
    import hmac  # loads OpenSSL

    return slow_hash(hmac.digest(salt, network_mark, "sha256")[:_SIZE], salt)


def slow_hash(quick: object, salt: object) -> bytes:
    """Return a hash that takes a fifth of a second and 16 MB, also for anyone guessing (scrypt, RFC 7914).

    Both arguments are bytes, except in a damaged file, where SQLite passes whatever is stored.
    """
    import hashlib  # loads OpenSSL too

    password, salt_bytes = (value if isinstance(value, bytes) else repr(value).encode() for value in (quick, salt))
    # 128 * n * r bytes are 16 MB (RFC 7914, section 2); p rounds one after the other take the time
    return hashlib.scrypt(password, salt=salt_bytes, n=2**14, r=8, p=6, dklen=_SIZE)
