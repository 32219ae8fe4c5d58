"""Who signed a file that was sent or downloaded: it is read, never run. No network is used."""

import re
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.operating_system import Run, run_tool
from dialtone.system.quiet_files import path_exists, read_start
from dialtone.system.windows_trust import TrustResult, WindowsTrust, verify_trust

_APPLE_KINDS = (".app", ".dmg")
_CODESIGN = "/usr/bin/codesign"
_TEAM = re.compile(r"^TeamIdentifier=([A-Z0-9]{10})$", re.MULTILINE)
_CHANGED = re.compile(r"a sealed resource is missing or invalid|invalid signature|code or signature have been modified")
_UNSIGNED = re.compile(r"code object is not signed at all")
_LARGEST_FILE = 1_000_000_000
_LARGEST_TABLE = 10_000_000
"""Real certificate tables have 5 to 100 KB. The size is checked before the table is read or mapped."""
_PROGRAM = b"MZ"
_INSTALLER = bytes.fromhex("d0cf11e0a1b11ae1")
_DIRECTORIES = {(b"PE\0\0", 0x10B): 24 + 96, (b"PE\0\0", 0x20B): 24 + 112}
"""Where the data directories begin in the headers, by signature and kind (PE32 or PE32+)."""
_SECURITY = 4  # IMAGE_DIRECTORY_ENTRY_SECURITY: the data directory with the position of the certificate table
_VALID = 0
_GAPS = {
    0x800B0100: OriginGap.UNSIGNED,  # TRUST_E_NOSIGNATURE
    0x800B0001: OriginGap.UNSIGNED,  # TRUST_E_PROVIDER_UNKNOWN
    0x800B0003: OriginGap.UNSIGNED,  # TRUST_E_SUBJECT_FORM_UNKNOWN: not a program, whatever its first bytes
    0x80096010: OriginGap.CHANGED,  # TRUST_E_BAD_DIGEST
    0x80092003: OriginGap.UNREADABLE,  # CRYPT_E_FILE_ERROR
}
"""Results of WinVerifyTrust; any other one is a signature that no trusted authority vouches for."""


def find_file_origin(path: Path) -> Origin:
    """Return who signed a program or an installer, as far as this system can tell."""
    if not path_exists(path):
        return Origin(gap=OriginGap.UNREADABLE)
    if sys.platform == "darwin" and path.suffix.lower() in _APPLE_KINDS:
        return find_codesign_origin(path)
    start = read_start(path, 16)
    if start.startswith((_PROGRAM, _INSTALLER)):
        return find_authenticode_origin(path)
    return Origin(gap=OriginGap.NOT_A_PROGRAM if start else OriginGap.UNREADABLE)


def find_authenticode_origin(path: Path, trust: WindowsTrust | None = None) -> Origin:
    """Return who signed a Windows program or installer. `trust`: replaces Windows' own verdict, for tests.

    Other systems have no such verdict: there only a missing signature is certain.
    """
    trust = trust or (verify_trust if sys.platform == "win32" else None)
    try:
        with path.open("rb") as file:
            if file.seek(0, 2) > _LARGEST_FILE:
                return Origin(gap=OriginGap.UNREADABLE)
            table_size = _read_table_size(file)
            if table_size is not None and table_size > _LARGEST_TABLE:
                return Origin(gap=OriginGap.UNREADABLE)
        if table_size == 0 and trust is None:
            return Origin(gap=OriginGap.UNSIGNED)
        if trust is None:
            return Origin(OriginKind.AUTHENTICODE, gap=OriginGap.UNVERIFIED)
        return _make_origin(trust(path.resolve()))
    except OSError:
        return Origin(gap=OriginGap.UNREADABLE)


def _make_origin(trust: TrustResult) -> Origin:
    """Return the origin for a result of WinVerifyTrust. A signer that nobody vouches for is named too, with the gap."""
    signer = trust.signer
    if trust.status == _VALID:
        return Origin(OriginKind.AUTHENTICODE, signer, OriginGap.NONE if signer else OriginGap.UNKNOWN_ROOT)
    gap = _GAPS.get(trust.status, OriginGap.UNKNOWN_ROOT)
    if gap in (OriginGap.UNSIGNED, OriginGap.UNREADABLE):
        return Origin(gap=gap)
    return Origin(OriginKind.AUTHENTICODE, signer, gap)


def _read_table_size(file: BinaryIO) -> int | None:
    """Return the bytes of a program's certificate table, 0 if it has none; None for an installer.

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
        count, offset, size = struct.unpack_from(f"<I{8 * _SECURITY}xII", headers, _DIRECTORIES[magic] - 4)
    except (struct.error, KeyError):
        return 0
    return int(size) if count > _SECURITY and offset else 0


def find_codesign_origin(path: Path, run: Run = run_tool) -> Origin:
    """Return the Apple developer team that signed an application. `run` is replaced in tests.

    `-dv` shows the team without verification, and `--verify` verifies the rest: Apple signs App Store applications on
    behalf of the team, so only the signature names it. Without a team, the application was re-signed locally.
    """
    description = run([_CODESIGN, "-dv", "--verbose=2", str(path)]).output
    verification = run([_CODESIGN, "--verify", "--strict", "-R=anchor apple generic", str(path)])
    team = _TEAM.search(description)
    name = team[1] if team is not None else ""
    if verification.code == 0 and name:
        return Origin(OriginKind.TEAM, name)
    if _UNSIGNED.search(description + verification.output):
        return Origin(gap=OriginGap.UNSIGNED)
    if verification.code is None:
        return Origin(gap=OriginGap.UNREADABLE)
    if _CHANGED.search(verification.output):
        return Origin(OriginKind.TEAM, name, OriginGap.CHANGED)
    return Origin(OriginKind.TEAM, name, OriginGap.UNKNOWN_ROOT)
