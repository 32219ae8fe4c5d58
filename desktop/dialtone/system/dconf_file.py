"""The database in which GNOME's programs keep their settings (`~/.config/dconf/user`), read without its library.

It is a hash table on disk (GVDB, `gvdb-format.h` of GLib): a head, buckets, and items with a key, the parent of the
key, and where the value lies. A value is a GVariant with its type behind it.
"""

import struct
from collections.abc import Mapping

_HEAD = struct.Struct("<8sIIII")
_SIGNATURE = b"GVariant"
_SIZES = struct.Struct("<II")
_ITEM = struct.Struct("<IIIHcxII")
_ROOT_PARENT = 0xFFFFFFFF
_DEEPEST = 16
_MOST_ITEMS = 100_000
_LONGEST = 65_536
"""Bytes of a value that is read; settings of a proxy are shorter."""
_VALUE = b"v"


def read_dconf(data: bytes) -> Mapping[str, str | int | bool | tuple[str, ...]]:
    """Return the settings by path, those that are text, lists of text, numbers or yes and no; {} for a broken file."""
    try:
        return _read(data)
    except (struct.error, UnicodeDecodeError, IndexError):
        return {}


def _read(data: bytes) -> dict[str, str | int | bool | tuple[str, ...]]:
    signature, version, _, start, end = _HEAD.unpack_from(data)
    if signature != _SIGNATURE or version != 0 or not start < end <= len(data):
        return {}
    bloom, buckets = _SIZES.unpack_from(data, start)
    first = start + _SIZES.size + 4 * (bloom & 0x07FFFFFF) + 4 * buckets
    count = (end - first) // _ITEM.size
    if not 0 <= count <= _MOST_ITEMS:
        return {}
    items = [_ITEM.unpack_from(data, first + number * _ITEM.size) for number in range(count)]

    def path(number: int, depth: int = 0) -> str:
        _, parent, at, size, *_ = items[number]
        own = data[at : at + size].decode("utf-8")
        return own if parent == _ROOT_PARENT or depth > _DEEPEST else path(parent, depth + 1) + own

    found: dict[str, str | int | bool | tuple[str, ...]] = {}
    for number, (_, _, _, _, kind, begin, stop) in enumerate(items):
        value = _plain(data[begin:stop]) if kind == _VALUE and begin <= stop <= begin + _LONGEST else None
        if value is not None:
            found[path(number)] = value
    return found


def _plain(variant: bytes) -> str | int | bool | tuple[str, ...] | None:
    value, _, kind = variant.rpartition(b"\0")
    if kind == b"s":
        return value.rstrip(b"\0").decode("utf-8")
    if kind == b"i":
        return int(struct.unpack("<i", value)[0])
    if kind == b"b":
        return value == b"\1"
    return _texts(value) if kind == b"as" else None


def _texts(value: bytes) -> tuple[str, ...]:
    """Read a list of texts: each with its zero, then the ends of all, in numbers as wide as the whole needs."""
    if not value:
        return ()
    wide = 1 if len(value) <= 0xFF else 2 if len(value) <= 0xFFFF else 4
    table = int.from_bytes(value[-wide:], "little")
    ends = [int.from_bytes(value[at : at + wide], "little") for at in range(table, len(value), wide)]
    starts = [0, *ends][: len(ends)]
    return tuple(value[a : b - 1].decode("utf-8") for a, b in zip(starts, ends, strict=True))
