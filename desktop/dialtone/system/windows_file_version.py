"""The version in a Windows program's file, for programs that are in no list of the system."""

import struct
from contextlib import suppress
from pathlib import Path

_MAX_HEAD_BYTES = 4096
_MAX_RESOURCES_BYTES = 8_000_000
_TITLE = "VS_VERSION_INFO".encode("utf-16-le")
_SIGNATURE = struct.pack("<I", 0xFEEF04BD)
"""The beginning of `VS_FIXEDFILEINFO`."""
_FILE_VERSION = 8
"""Where `VS_FIXEDFILEINFO` has the file version: four numbers of 16 bits, in two words with the higher one first."""
_MAX_PADDING = 64
"""Maximum distance in bytes from the title to the signature: there is only padding in between."""


def read_file_version(path: Path) -> str:
    """Return the file version of a program, `6.9.1`; empty if there is none.

    Only the headers and the resource section are read; nothing is run. Source: Microsoft, "PE Format" and
    `VS_FIXEDFILEINFO`.
    """
    with suppress(OSError, ValueError, struct.error), path.open("rb") as file:
        offset, size = _find_resources(file.read(_MAX_HEAD_BYTES))
        file.seek(offset)
        return _read_version(file.read(min(size, _MAX_RESOURCES_BYTES)))
    return ""


def _find_resources(head: bytes) -> tuple[int, int]:
    """Return the position of the resource section in the file, and its size; 0 and 0 if there is none.

    The PE header begins where the field at 0x3C says. It has the number of sections at 6 and the size of its optional
    part at 20; after that come the sections, with 40 bytes each.
    """
    (start,) = struct.unpack_from("<I", head, 0x3C)
    if head[:2] != b"MZ" or head[start : start + 4] != b"PE\0\0":
        return 0, 0
    sections, optional = struct.unpack_from("<H", head, start + 6)[0], struct.unpack_from("<H", head, start + 20)[0]
    for number in range(sections):
        name, size, offset = struct.unpack_from("<8s8xII", head, start + 24 + optional + 40 * number)
        if name.rstrip(b"\0") == b".rsrc":
            return offset, size
    return 0, 0


def _read_version(resources: bytes) -> str:
    """Return the version that a resource section states, without zeros at its end; empty if it states none."""
    title = resources.find(_TITLE)
    info = resources.find(_SIGNATURE, title, title + len(_TITLE) + _MAX_PADDING) if title >= 0 else -1
    if info < 0:
        return ""
    high, low = struct.unpack_from("<II", resources, info + _FILE_VERSION)
    numbers = [high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF]
    while len(numbers) > 2 and numbers[-1] == 0:
        numbers.pop()
    return ".".join(map(str, numbers)) if any(numbers) else ""
