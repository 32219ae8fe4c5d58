"""Who signed a Windows program or installer (Authenticode). Only Windows can verify it; elsewhere the name is read."""

import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.windows_trust import WindowsTrust, find_verifier

_LARGEST_FILE = 1_000_000_000
_LARGEST_TABLE = 10_000_000
"""Real certificate tables have 5 to 100 KB. The size is checked before the table is read or mapped."""
_LARGEST_SIGNATURE = 1_000_000
"""Maximum bytes in which the name is looked for: parsing ten thousand tiny certificates takes 100 times their size."""
_PROGRAM, _INSTALLER = b"MZ", bytes.fromhex("d0cf11e0a1b11ae1")
_PE32, _PE32_PLUS = 0x10B, 0x20B
_SECURITY = 4
"""IMAGE_DIRECTORY_ENTRY_SECURITY: the data directory with the position of the certificate table."""
_PKCS_SIGNED_DATA = 2
_VALID = 0
_GAPS = {
    0x800B0100: OriginGap.UNSIGNED,  # TRUST_E_NOSIGNATURE
    0x800B0001: OriginGap.UNSIGNED,  # TRUST_E_PROVIDER_UNKNOWN
    0x800B0003: OriginGap.UNSIGNED,  # TRUST_E_SUBJECT_FORM_UNKNOWN: not a program, whatever its first bytes
    0x80096010: OriginGap.CHANGED,  # TRUST_E_BAD_DIGEST
    0x80092003: OriginGap.UNREADABLE,  # CRYPT_E_FILE_ERROR
}
"""Results of WinVerifyTrust; any other one is a signature that no trusted authority vouches for."""


def may_be_signed(start: bytes) -> bool:
    """Return whether a file with these first bytes is a Windows program or installer (.exe, .msi)."""
    return start.startswith((_PROGRAM, _INSTALLER))


def find_authenticode_origin(path: Path, trust: WindowsTrust | None = None) -> Origin:
    """Return who signed a file. `trust` replaces Windows' own, for tests."""
    trust = trust or find_verifier()
    try:
        with path.open("rb") as file:
            if file.seek(0, 2) > _LARGEST_FILE:
                return Origin(gap=OriginGap.UNREADABLE)
            table = _find_certificate_table(file)
            if table is not None and table[1] > _LARGEST_TABLE:
                return Origin(gap=OriginGap.UNREADABLE)
            if trust is None:
                return _origin_if_unverified(file, table)
        return _origin_if_verified(*trust(path.resolve()))
    except OSError:
        return Origin(gap=OriginGap.UNREADABLE)


def _origin_if_verified(status: int, signer: str) -> Origin:
    """Return the origin for a result of WinVerifyTrust; a signer that is not vouched for is named too, with the gap."""
    if status == _VALID:
        return Origin(OriginKind.AUTHENTICODE, signer, OriginGap.NOTHING_THERE if signer else OriginGap.UNKNOWN_ROOT)
    gap = _GAPS.get(status, OriginGap.UNKNOWN_ROOT)
    if gap in (OriginGap.UNSIGNED, OriginGap.UNREADABLE):
        return Origin(gap=gap)
    return Origin(OriginKind.AUTHENTICODE, signer, gap)


def _origin_if_unverified(file: BinaryIO, table: tuple[int, int] | None) -> Origin:
    """Return the origin by the name in the signature, which is no proof by itself.

    `table`: the offset and size of the certificate table, zeros if there is none; None for an installer.
    """
    if table == (0, 0):
        return Origin(gap=OriginGap.UNSIGNED)
    signer = _find_signer(_read_signature(file, *table)) if table is not None else ""
    return Origin(OriginKind.AUTHENTICODE, signer, OriginGap.UNVERIFIED)


def _find_certificate_table(file: BinaryIO) -> tuple[int, int] | None:
    """Return offset and size of a program's certificate table, zeros if it has none; None for an installer.

    Source: Microsoft, "PE Format". The headers begin where the field at 60 says: 24 bytes of signature and file header,
    then the optional header, with 96 (PE32) or 112 bytes before its data directories of 8 bytes each.
    """
    file.seek(0)
    start = file.read(64)
    if start.startswith(_INSTALLER):
        return None
    try:
        file.seek(struct.unpack_from("<I", start, 60)[0])
        headers = file.read(24 + 112 + 8 * (_SECURITY + 1))
        magic = struct.unpack_from("<4s20xH", headers)
        directories = {(b"PE\0\0", _PE32): 24 + 96, (b"PE\0\0", _PE32_PLUS): 24 + 112}[magic]
        count, offset, size = struct.unpack_from(f"<I{8 * _SECURITY}xII", headers, directories - 4)
    except (struct.error, KeyError):
        return 0, 0
    return (offset, size) if count > _SECURITY and offset and size else (0, 0)


def _read_signature(file: BinaryIO, offset: int, size: int) -> bytes:
    """Return the DER of the first signature, without padding."""
    file.seek(offset)
    length, _, kind = struct.unpack("<IHH", file.read(8).ljust(8, b"\0"))
    data = file.read(max(min(length, size, _LARGEST_SIGNATURE) - 8, 0)) if kind == _PKCS_SIGNED_DATA else b""
    if len(data) < 2 or not 0x81 <= data[1] <= 0x84:  # no signature is shorter than 128 bytes
        return b""
    head = 2 + data[1] - 0x80
    return data[: head + int.from_bytes(data[2:head], "big")]


def _find_signer(signature: bytes) -> str:
    """Return the name in the only code-signing certificate; empty if there is none, or more than one name."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # anything it warns about is not strict DER, which no signer produces
            names = set(_list_signers(signature))
    except Exception:  # noqa: BLE001 - a file from anybody: whatever the parsers raise, there is no name
        return ""
    return names.pop() if len(names) == 1 else ""


def _list_signers(signature: bytes) -> Iterator[str]:
    """Yield the names in the certificates that are meant for signing programs."""
    # Inside: large libraries, needed only when someone wants to know who made a program.
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs7
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    for certificate in pkcs7.load_der_pkcs7_certificates(signature):
        values = [extension.value for extension in certificate.extensions]
        signs = any(isinstance(v, x509.ExtendedKeyUsage) and ExtendedKeyUsageOID.CODE_SIGNING in v for v in values)
        if not signs or any(isinstance(value, x509.BasicConstraints) and value.ca for value in values):
            continue
        subject = certificate.subject
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            if attributes := subject.get_attributes_for_oid(kind):
                yield str(attributes[0].value)
                break
