"""What hostile servers do, one way at a time: data for `lab.hostile`."""

import gzip
import os
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    """What a server says on one connection."""

    again: bytes = b""
    """What it says without end."""
    first: tuple[bytes, ...] = ()
    """What it says before that, each after it has heard something."""
    pause: float = 0.0
    """Seconds between two pieces without end."""


def _frame(kind: int, flags: int, stream: int, body: bytes = b"") -> bytes:
    """Return a frame of HTTP/2."""
    return len(body).to_bytes(3, "big") + struct.pack("!BBI", kind, flags, stream) + body


def _record(kind: int, body: bytes) -> bytes:
    """Return a TLS record."""
    return struct.pack("!BHH", kind, 0x0303, len(body)) + body


def _server_hello() -> bytes:
    body = b"\x03\x03" + os.urandom(32) + b"\0\xc0\x2b\0\x00\x05\xff\x01\x00\x01\x00"
    return _record(22, b"\x02" + len(body).to_bytes(3, "big") + body)


OK = b"HTTP/1.1 200 OK\r\n"
EMPTY = Script(first=(OK + b"Content-Length: 0\r\n\r\n",))
_CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
_BOMB = gzip.compress(bytes(1_000_000))
_BOMBS = Script((b"%x\r\n" % len(_BOMB) + _BOMB + b"\r\n") * 60, (_CHUNKED[:-2] + b"Content-Encoding: gzip\r\n\r\n",))
_HINTS = Script(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500, (b"",))
_HEAD = Script(b"x: y\r\n" * 5_000, (OK,))
_BODY = Script(bytes(65_536), (OK + b"\r\n",))
_SETTINGS = _frame(4, 0, 0)
_HEAD_2 = _SETTINGS + _frame(1, 4, 1, b"\x88")
_NO_DATA = Script(_frame(0, 0, 1) * 5_000, (_HEAD_2,))
# One header of 4,000 bytes goes into the table of the decoder, and each byte that follows stands for all of it.
_TABLED = _SETTINGS + _frame(1, 0, 1, b"\x88\x40\x01a\x7f\xa1\x1e" + b"b" * 4_000)

RAW = {
    "raw-zeros": Script(bytes(65_536)),
    "raw-ones": Script(b"\xff" * 65_536),
    "raw-noise": Script(os.urandom(65_536)),
    "raw-drip": Script(b"\x16", pause=0.2),
    "raw-small-frames": Script(b"\x04\0\0\0\x6c\xfe\xff\xff" * 8_000),
    "tls-hello-requests": Script((b"\x16\x03\x03\x40\x00" + bytes(16_384)) * 2),
    "tls-endless-certificate": Script(
        _record(22, b"\0\xff" * 8_000) * 2, (_server_hello() + _record(22, b"\x0b\xff\xff\xf0"),)
    ),
    "tls-empty-records": Script(_record(23, b"") * 10_000, (_server_hello(),)),
}
"""Without any certificate, on all ports."""
WITHIN = {
    "http1-early-hints": _HINTS,
    "http1-tiny-chunks": Script(b"1\r\nz\r\n" * 5_000, (_CHUNKED,)),
    "http1-chunk-extension": Script(b"e" * 65_536, (_CHUNKED + b"1;",)),
    "http1-endless-head": _HEAD,
    "http1-endless-line": Script(b"y" * 65_536, (OK + b"x: ",)),
    "http1-endless-body": _BODY,
    "http1-packed-bomb": _BOMBS,
    "http1-drip": Script(b"x", (OK,), 0.2),
    "http2-settings": Script(_frame(4, 0, 0, struct.pack("!HI", 3, 50)) * 500, (_SETTINGS,)),
    "http2-pings": Script(_frame(6, 0, 0, bytes(8)) * 500, (_SETTINGS,)),
    "http2-empty-data": _NO_DATA,
    "http2-unknown-frames": Script(_frame(0xEE, 0, 0, bytes(16_000)) * 4, (_HEAD_2,)),
    "http2-continuations": Script(_frame(9, 0, 1, b"\x82" * 16_000) * 4, (_SETTINGS + _frame(1, 0, 1, b"\x88"),)),
    "http2-headers-that-unfold": Script(_frame(9, 0, 1, b"\xbe" * 16_000) * 4, (_TABLED,)),
    "http2-resets": Script(_frame(3, 0, 1, b"\0\0\0\1") * 500, (_SETTINGS,)),
    "http2-farewells": Script(_frame(7, 0, 0, bytes(8) + b"d" * 16_000) * 4, (_SETTINGS,)),
    "mail-endless-greeting": Script(b"* OK wait\r\n220-wait\r\n" * 2_000),
}
"""Inside TLS with a root that this computer trusts, and in the clear: the worst that a state can send."""
SOCKETS = {
    "websocket-pings": Script(b"\x89\x00" * 5_000),
    "websocket-fragments": Script(b"\x00\x00" * 5_000, (b"\x02\x01a",)),
    "websocket-single-bytes": Script(b"\x00\x01z" * 5_000, (b"\x02\x01a",)),
    "websocket-huge-frame": Script(b"z" * 65_536, (b"\x82\x7f" + struct.pack("!Q", 2**62),)),
    "websocket-masked": Script(b"\x82\x81abcdz" * 5_000),
    "websocket-texts": Script(b"\x81\x01z" * 5_000),
}
"""After an upgrade that was granted, where one is asked for."""
CERTIFICATES = {
    "certificate-version-19": (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x12"),
    "certificate-odd-issuer": (b"\x0c\x0bFilter Root", b"\x03\x0b\x00ilter Root"),
}
NAMES = (
    "dns-thousands-of-addresses",
    "dns-alias-of-itself",
    "dns-home-addresses",
    "dns-noise",
    "dns-tcp-thousands-of-addresses",
    "dns-tcp-endless",
    "dns-tcp-drip",
)
"""What resolvers do; over TCP where they said that the answer does not fit."""
SECURE_NAMES = {
    "doh-endless-body": Script(bytes(65_536), (OK + b"Content-Type: application/dns-message\r\n\r\n",)),
    "doh-packed-bomb": _BOMBS,
    "doh-early-hints": _HINTS,
    "doh-thousands-of-addresses": EMPTY,
}
"""The network says that no name exists, and those who are asked instead over HTTPS attack."""
DATAGRAMS = ("udp-noise", "udp-echo")
"""Each datagram is answered by two thousand."""
_GRANTED = b"\x05\0\0\x01" + bytes(6)
_LINK = "{}://203.0.113.80:8080"
_TELEGRAM = "tg://proxy?server=203.0.113.80&port=8080&secret="
PROXIES = {
    "proxy-socks-endless": (_LINK.format("socks5"), Script(b"\x05\0" * 20_000, (b"\x05\0",))),
    "proxy-socks-then-zeros": (_LINK.format("socks5"), Script(bytes(65_536), (b"\x05\0", _GRANTED))),
    "proxy-socks-drip": (_LINK.format("socks5"), Script(b"\x05", (b"",), 0.5)),
    "proxy-connect-hints": (_LINK.format("http"), Script(b"HTTP/1.1 100 Continue\r\n\r\n" * 500, (b"",))),
    "proxy-connect-endless-head": (_LINK.format("http"), _HEAD),
    "proxy-connect-then-noise": (_LINK.format("http"), Script(os.urandom(65_536), (OK + b"\r\n", b""))),
    "proxy-mtproto-zeros": (_TELEGRAM + "dd" + "01" * 16, Script(bytes(65_536), (b"",))),
    "proxy-faketls-empty-records": (
        _TELEGRAM + "ee" + "01" * 16 + b"site.test".hex(), Script(_record(23, b"") * 10_000, (_server_hello(),))
    ),
    "proxy-faketls-hellos": (_TELEGRAM + "ee" + "01" * 16 + b"site.test".hex(), Script(_server_hello() * 500, (b"",))),
}  # fmt: skip
"""What a proxy does that `dialtone try` is given, by its link."""
MIRRORS = {
    "mirror-endless-body": _BODY,
    "mirror-endless-head": _HEAD,
    "mirror-early-hints": _HINTS,
    "mirror-packed-bomb": _BOMBS,
    "mirror-empty-data": _NO_DATA,
}
"""What a mirror does that `dialtone content update` asks."""
HTTP_2 = (*(way for way in WITHIN if way.startswith("http2")), "mirror-empty-data")
WAYS = (
    *RAW, *WITHIN, *SOCKETS, *CERTIFICATES, *NAMES, *SECURE_NAMES, *DATAGRAMS, *PROXIES, *MIRRORS
)  # fmt: skip
