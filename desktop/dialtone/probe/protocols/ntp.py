"""A time request: 48 bytes out, 48 back (RFC 5905, section 7.3)."""

_CLIENT = bytes([0b00_100_011])  # no leap second warning, version 4, client
_SERVER_MODE = 4
_LENGTH = 48
_TRANSMIT = slice(40, 48)
_ORIGINATE = slice(24, 32)


def time_request(stamp: bytes) -> bytes:
    """Make a request. `stamp` is 8 random bytes in place of our time, which the server only repeats."""
    return _CLIENT + bytes(_LENGTH - 9) + stamp


def is_answer(datagram: bytes, request: bytes) -> bool:
    """Return whether a datagram answers this request."""
    return (
        len(datagram) >= _LENGTH and datagram[0] & 0b111 == _SERVER_MODE and datagram[_ORIGINATE] == request[_TRANSMIT]
    )
