"""Windows' own verdict on a signed program (WinVerifyTrust): whether it is valid, and the name in the certificate."""

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID


class TrustResult(NamedTuple):
    """What Windows says about a file."""

    status: int
    """The result of WinVerifyTrust: 0 for a valid signature."""
    signer: str = ""
    """The signer's name; empty if there is none."""


WindowsTrust = Callable[[Path], TrustResult]
"""Verifies a file."""

_NO_WINDOW = 2  # WTD_UI_NONE
_NO_REVOCATION = 0  # WTD_REVOKE_NONE
_ONE_FILE = 1  # WTD_CHOICE_FILE
_VERIFY = 1  # WTD_STATEACTION_VERIFY
_CLOSE = 2  # WTD_STATEACTION_CLOSE
_NO_NETWORK = 0x1000 | 0x10 | 0x2000  # WTD_CACHE_ONLY_URL_RETRIEVAL, WTD_REVOCATION_CHECK_NONE; WTD_DISABLE_MD2_MD4
_ATTRIBUTE = 3  # CERT_NAME_ATTR_TYPE
_NAMES = (b"2.5.4.3", b"2.5.4.10")  # common name, else organization
_LONGEST_NAME = 256
_FAILED = 0x80092003  # CRYPT_E_FILE_ERROR: also used if the library itself could not be called


class FileInfo(ctypes.Structure):
    """WINTRUST_FILE_INFO: the file to be verified."""

    _fields_ = (
        ("cbStruct", ctypes.c_uint32),
        ("pcwszFilePath", ctypes.c_wchar_p),
        ("hFile", ctypes.c_void_p),
        ("pgKnownSubject", ctypes.c_void_p),
    )


class TrustData(ctypes.Structure):
    """WINTRUST_DATA: the request, and the handle to its result."""

    _fields_ = (
        ("cbStruct", ctypes.c_uint32),
        ("pPolicyCallbackData", ctypes.c_void_p),
        ("pSIPClientData", ctypes.c_void_p),
        ("dwUIChoice", ctypes.c_uint32),
        ("fdwRevocationChecks", ctypes.c_uint32),
        ("dwUnionChoice", ctypes.c_uint32),
        ("pFile", ctypes.c_void_p),
        ("dwStateAction", ctypes.c_uint32),
        ("hWVTStateData", ctypes.c_void_p),
        ("pwszURLReference", ctypes.c_void_p),
        ("dwProvFlags", ctypes.c_uint32),
        ("dwUIContext", ctypes.c_uint32),
    )


class ProviderCertificate(ctypes.Structure):
    """The beginning of CRYPT_PROVIDER_CERT."""

    _fields_ = (("cbStruct", ctypes.c_uint32), ("pCert", ctypes.c_void_p))


_GENERIC_VERIFY = UUID("00aac56b-cd44-11d0-8cc2-00c04fc295ee").bytes_le
"""WINTRUST_ACTION_GENERIC_VERIFY_V2: Authenticode."""


def verify_trust(path: Path) -> TrustResult:
    """Return Windows' result for a file, without a window or the network."""
    if sys.platform != "win32":
        return TrustResult(_FAILED)
    try:
        trust = ctypes.WinDLL("wintrust")
        crypt = ctypes.WinDLL("crypt32")
    except OSError:
        return TrustResult(_FAILED)
    for helper in ("WTHelperProvDataFromStateData", "WTHelperGetProvSignerFromChain", "WTHelperGetProvCertFromChain"):
        getattr(trust, helper).restype = ctypes.c_void_p
    file = FileInfo(ctypes.sizeof(FileInfo), str(path), None, None)
    data = TrustData(
        cbStruct=ctypes.sizeof(TrustData),
        dwUIChoice=_NO_WINDOW,
        fdwRevocationChecks=_NO_REVOCATION,
        dwUnionChoice=_ONE_FILE,
        pFile=ctypes.addressof(file),
        dwStateAction=_VERIFY,
        dwProvFlags=_NO_NETWORK,
    )
    request = (ctypes.c_void_p(-1), _GENERIC_VERIFY, ctypes.byref(data))
    status = int(trust.WinVerifyTrust(*request)) & 0xFFFFFFFF
    try:
        return TrustResult(status, _read_signer(trust, crypt, data.hWVTStateData))
    finally:
        data.dwStateAction = _CLOSE
        trust.WinVerifyTrust(*request)


def _read_signer(trust: ctypes.CDLL, crypt: ctypes.CDLL, state: int | None) -> str:
    """Return the name in the signer's certificate; empty without one. `state`: the handle to the result."""
    provider = trust.WTHelperProvDataFromStateData(ctypes.c_void_p(state)) if state else None
    signer = trust.WTHelperGetProvSignerFromChain(ctypes.c_void_p(provider), 0, 0, 0) if provider else None
    certificate_at = trust.WTHelperGetProvCertFromChain(ctypes.c_void_p(signer), 0) if signer else None
    certificate = ProviderCertificate.from_address(certificate_at).pCert if certificate_at else None
    if not certificate:
        return ""
    for name in _NAMES:
        text = ctypes.create_unicode_buffer(_LONGEST_NAME)
        request = (ctypes.c_void_p(certificate), _ATTRIBUTE, 0, name, text, _LONGEST_NAME)
        signer_name = ctypes.wstring_at(text, max(crypt.CertGetNameStringW(*request) - 1, 0))
        if signer_name:
            return "" if "\0" in signer_name else signer_name  # a NUL in it is there to deceive
    return ""
