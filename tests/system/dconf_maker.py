"""A database as GNOME's programs keep it, made for a test. `gsettings` reads it too (tried by hand)."""

import struct

_ROOT, _BUCKETS = 0xFFFFFFFF, 1


def dconf(values: dict[str, bytes]) -> bytes:
    """Return a file with settings by path; each value is a GVariant with a zero and its type behind it."""
    folders = sorted({path[: at + 1] for path in values for at, letter in enumerate(path) if letter == "/"})
    items = [(path, b"L") for path in folders] + [(path, b"v") for path in sorted(values)]
    numbers = {path: number for number, (path, _) in enumerate(items)}
    start = 24
    begin = start + 8 + 4 * _BUCKETS + 24 * len(items)
    body, table = b"", b""
    for path, kind in items:
        parent = path.rstrip("/").rpartition("/")[0] + "/" if path != "/" else ""
        key = path.removeprefix(parent).encode()
        at = begin + len(body)
        body += key
        if kind == b"v":
            body += b"\0" * (-(begin + len(body)) % 8)
            where = begin + len(body)
            body += values[path]
        else:
            inside = [numbers[p] for p, _ in items if p != path and p.rstrip("/").rpartition("/")[0] + "/" == path]
            body += b"\0" * (-(begin + len(body)) % 4)
            where = begin + len(body)
            body += struct.pack(f"<{len(inside)}I", *inside)
        end = begin + len(body)
        above = numbers[parent] if parent else _ROOT
        table += struct.pack("<IIIHcxII", _hash(path), above, at, len(key), kind, where, end)
    root = struct.pack("<III", 0, _BUCKETS, 0) + table
    return struct.pack("<8sIIII", b"GVariant", 0, 0, start, start + len(root)) + root + body


def text(value: str) -> bytes:
    """Return a text."""
    return value.encode() + b"\0\0s"


def number(value: int) -> bytes:
    """Return a number."""
    return struct.pack("<i", value) + b"\0i"


def texts(*values: str) -> bytes:
    """Return a short list of texts."""
    body, ends = b"", b""
    for value in values:
        body += value.encode() + b"\0"
        ends += bytes([len(body)])
    return body + ends + b"\0as"


def _hash(path: str) -> int:
    found = 5381
    for letter in path.encode():
        found = (found * 33 + letter) & 0xFFFFFFFF
    return found
