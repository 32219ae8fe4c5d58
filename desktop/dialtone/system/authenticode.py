"""Who signed a Windows program or installer (Authenticode), read on any system and without a network.

Signify tests the sum of the file, the signature and the chain against Microsoft's list of roots, which comes with it.
"""

import ctypes.util
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from dialtone.model.maker import Origin, OriginGap, OriginKind

_LARGEST = 1_000_000_000
ONE_FIGURE = r"\b(\d\.\d\.\d[a-z]*)\b"
"""How oscrypto looks for the version."""
_VERSION = r"\b(\d+\.\d+\.\d+[a-z]*)\b"
_LOADED = Path("/proc/self/maps")
"""Linux: what this process has loaded, one part of a file in a line, its path last."""
_PROGRAM, _INSTALLER = b"MZ", bytes.fromhex("d0cf11e0a1b11ae1")


def may_be_signed(start: bytes) -> bool:
    """Return whether a file that begins so is a Windows program or installer (.exe, .msi)."""
    return start.startswith((_PROGRAM, _INSTALLER))


def authenticode_origin(path: Path, roots: object | None = None) -> Origin:
    """Return who signed a file. `roots` instead of Microsoft's, for tests."""
    try:
        if path.stat().st_size > _LARGEST:
            return Origin(gap=OriginGap.UNREADABLE)
        return _read(path, roots)
    except OSError:
        return Origin(gap=OriginGap.UNREADABLE)


def _read(path: Path, roots: object | None) -> Origin:
    with any_openssl():
        # Inside: a large library that brings a parser of its own, and is wanted only where somebody asks.
        from signify.authenticode import AuthenticodeFile, AuthenticodeVerificationResult

    trusted: dict[str, Any] = {"trusted_certificate_store": roots} if roots is not None else {}
    with path.open("rb") as file:
        try:
            signed = AuthenticodeFile.from_stream(file)
            result, _ = signed.explain_verify(**trusted)
            valid = result is AuthenticodeVerificationResult.OK
            # Of several signatures only the one that holds may name somebody.
            signatures = [each[0] for each in signed.verify(**trusted)] if valid else list(signed.signatures)
            signer = _signer(signatures)
        except Exception:  # noqa: BLE001 - anybody may have made this file: whatever its parsers stumble over is no name
            return Origin(gap=OriginGap.UNREADABLE)
    match result:
        case AuthenticodeVerificationResult.OK:
            return Origin(OriginKind.AUTHENTICODE, signer)
        case AuthenticodeVerificationResult.NOT_SIGNED:
            return Origin(gap=OriginGap.UNSIGNED)
        case AuthenticodeVerificationResult.INVALID_DIGEST | AuthenticodeVerificationResult.INVALID_ADDITIONAL_HASH:
            return Origin(OriginKind.AUTHENTICODE, signer, OriginGap.CHANGED)
    return Origin(OriginKind.AUTHENTICODE, signer, OriginGap.UNKNOWN_ROOT)


@contextmanager
def any_openssl() -> Iterator[None]:
    """Let oscrypto, below signify, be loaded beside every OpenSSL, and with the one that Python brought along.

    Its 1.3.0, the last, reads one figure in each place of the version, and refuses 3.0.10 and later, as Debian 12's. It
    looks for the system's OpenSSL, which a bare Debian 12 does not have.
    """
    search, find = re.search, ctypes.util.find_library

    def patient(pattern: Any, *rest: Any) -> Any:
        return search(_VERSION if pattern == ONE_FIGURE else pattern, *rest)

    def own(name: str) -> str | None:
        return loaded_openssl() if name == "crypto" else find(name)

    vars(re)["search"] = patient
    if loaded_openssl():
        vars(ctypes.util)["find_library"] = own
    try:
        yield
    finally:
        vars(re)["search"] = search
        vars(ctypes.util)["find_library"] = find


def loaded_openssl() -> str | None:
    """Return where the OpenSSL lies that Python itself has loaded; None where it is built in, or nobody can tell."""
    import_module("_ssl")  # it is loaded with it
    try:
        lines = _LOADED.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    paths = (line.split(maxsplit=5)[-1] for line in lines)
    return next((path for path in paths if Path(path).name.startswith("libcrypto.so")), None)


def _signer(signatures: Sequence[Any]) -> str:
    """Return the name in the certificate that signed; empty where there is none."""
    for signature in signatures:
        signer = signature.signer_info
        for certificate in signature.certificates:
            if certificate.serial_number == signer.serial_number and certificate.issuer == signer.issuer:
                names = list(certificate.subject.get_components("CN")) or list(certificate.subject.get_components("O"))
                return str(names[0]) if names else ""
    return ""
