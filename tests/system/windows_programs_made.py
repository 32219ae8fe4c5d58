"""Small Windows programs."""

import struct


def program() -> bytes:
    """Return a program of one empty section: a DOS header, the headers of PE32+, 16 directories, 512 bytes."""
    dos = b"MZ" + bytes(58) + struct.pack("<I", 64)
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0x22)
    optional = struct.pack("<HBBIIIIIQIIHHHHHHIIIIHHQQQQII", 0x20B, 14, 0, 512, 0, 0, 0x1000, 0x1000,
                           0x140000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 3, 0,
                           0x100000, 0x1000, 0x100000, 0x1000, 0, 16) + bytes(128)  # fmt: skip
    section = struct.pack("<8sIIIIIIHHI", b".text", 512, 0x1000, 512, 0x200, 0, 0, 0, 0, 0x60000020)
    return (dos + coff + optional + section).ljust(0x200, b"\0") + b"\xc3" * 512


def program_with_table(size: int) -> bytes:
    """Return the same program, which says that a certificate table of `size` bytes follows it."""
    data = bytearray(program())
    struct.pack_into("<II", data, 64 + 24 + 112 + 8 * 4, len(data), size)
    return bytes(data)
