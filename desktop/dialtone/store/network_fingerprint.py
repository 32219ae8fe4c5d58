"""How the history recognises a network. OpenSSL, which is 4 MB, is loaded only where one is hashed."""

SIZE = 8


def compute_fingerprint(salt: bytes, mark: bytes) -> bytes:
    """Return the salted fingerprint of a network, which takes a fifth of a second to compute."""
    import hmac  # loads OpenSSL

    return slow_hash(hmac.digest(salt, mark, "sha256")[:SIZE], salt)


def slow_hash(quick: object, salt: object) -> bytes:
    """Return a hash that takes a fifth of a second and 16 MB, for anyone guessing too (scrypt, RFC 7914).

    Both are bytes, except in a damaged file, where anything is accepted.
    """
    import hashlib  # as above

    password, salt_bytes = (value if isinstance(value, bytes) else repr(value).encode() for value in (quick, salt))
    # 128 * n * r bytes are 16 MB (RFC 7914, section 2); p rounds one after the other take the time
    return hashlib.scrypt(password, salt=salt_bytes, n=2**14, r=8, p=6, dklen=SIZE)
