"""The JA4 fingerprint of a ClientHello (FoxIO, technical_details/JA4.md), for messages in one record over TCP."""

import hashlib
import struct
from collections.abc import Iterable

_SNI, _ALPN, _SIGNATURES, _VERSIONS = 0, 16, 13, 43
_VERSION_NAMES = {0x0304: "13", 0x0303: "12", 0x0302: "11", 0x0301: "10"}


def ja4(record: bytes) -> str:
    """Return the fingerprint of a whole record, `t13d1517h2_…_…`. GREASE values count nowhere."""
    ciphers, extensions = _read(record[9:])
    kinds = [kind for kind in extensions if not _is_grease(kind)]
    alpn = extensions.get(_ALPN, b"")
    protocol = alpn[3 : 3 + alpn[2]].decode() if alpn else "00"
    name = "d" if _SNI in extensions else "i"
    counts = f"{min(len(ciphers), 99):02}{min(len(kinds), 99):02}{protocol[0]}{protocol[-1]}"
    signatures = _numbers(extensions.get(_SIGNATURES, b"")[2:])
    rest = _listed(sorted(kind for kind in kinds if kind not in (_SNI, _ALPN)))
    return "_".join(
        (
            f"t{_version(extensions)}{name}{counts}",
            _hash(_listed(sorted(ciphers))),
            _hash(f"{rest}_{_listed(signatures)}" if signatures else rest),
        )
    )


def _read(hello: bytes) -> tuple[list[int], dict[int, bytes]]:
    at = 34 + 1 + hello[34]
    end = at + 2 + int.from_bytes(hello[at : at + 2], "big")
    ciphers = _numbers(hello[at + 2 : end])
    at = end + 1 + hello[end] + 2
    extensions: dict[int, bytes] = {}
    while at < len(hello):
        kind, size = struct.unpack_from("!HH", hello, at)
        extensions[kind] = hello[at + 4 : at + 4 + size]
        at += 4 + size
    return ciphers, extensions


def _version(extensions: dict[int, bytes]) -> str:
    versions = _numbers(extensions.get(_VERSIONS, b"\x02\x03\x03")[1:])
    return _VERSION_NAMES[max(versions)]


def _numbers(data: bytes) -> list[int]:
    found = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data) - 1, 2)]
    return [number for number in found if not _is_grease(number)]


def _is_grease(number: int) -> bool:
    return number & 0x0F0F == 0x0A0A and number >> 8 == number & 0xFF


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(f"{number:04x}" for number in numbers)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
