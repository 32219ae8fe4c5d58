"""From exceptions to failures: the table, by operating system."""

import errno
import socket
import ssl

import anyio
import pytest

from dialtone.model.vocabulary import Failure
from dialtone.probe import failure
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, classify
from dialtone.probe.protocols.http_transport import HttpError


def _os_error(number: int, *, windows: int | None = None) -> OSError:
    error = OSError(number, "as the system says")
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]
    return error


def _verify_error(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "as the library says")
    error.verify_code = code
    return error


_ERRNOS = {
    Failure.RESET: (errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED),
    Failure.REFUSED: (errno.ECONNREFUSED,),
    Failure.UNREACHABLE: (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN, errno.EADDRNOTAVAIL),
    Failure.TIMEOUT: (errno.ETIMEDOUT,),
    Failure.DENIED: (errno.EACCES, errno.EPERM, errno.EMFILE),
}
_WINERRORS = {
    Failure.RESET: (10053, 10054, 64, 1236),  # ERROR_NETNAME_DELETED, ERROR_CONNECTION_ABORTED
    Failure.REFUSED: (10061, 1225),  # ERROR_CONNECTION_REFUSED, of overlapped sockets
    # ERROR_INVALID_NETNAME: no such address here; ERROR_NETWORK_UNREACHABLE, ERROR_HOST_UNREACHABLE
    Failure.UNREACHABLE: (10047, 10049, 10050, 10051, 10065, 1214, 1231, 1232),
    Failure.TIMEOUT: (10060, 121),  # ERROR_SEM_TIMEOUT
    Failure.DENIED: (10013,),
}


def _chained(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        *[(_os_error(number), expected) for expected, numbers in _ERRNOS.items() for number in numbers],
        *[(_os_error(errno.EINVAL, windows=n), expected) for expected, numbers in _WINERRORS.items() for n in numbers],
        (TimeoutError(), Failure.TIMEOUT),
        (anyio.EndOfStream(), Failure.CLOSED),
        (anyio.IncompleteRead(), Failure.CLOSED),
        (anyio.BrokenResourceError(), Failure.CLOSED),
        (_chained(anyio.BrokenResourceError(), ConnectionResetError(errno.ECONNRESET, "")), Failure.RESET),
        (ssl.SSLEOFError(8, "EOF"), Failure.CLOSED),
        (HttpError(), Failure.BAD_ANSWER),
        (HttpError(Failure.CLOSED), Failure.CLOSED),
        (ProbeError(Failure.HTTP_ERROR), Failure.HTTP_ERROR),
        (ExceptionGroup("", [ConnectionRefusedError(errno.ECONNREFUSED, "")]), Failure.REFUSED),
        (KeyError("ours"), None),
        (AssertionError("ours"), None),
    ],
    ids=repr,
)
def test_each_exception_has_one_failure(error: BaseException, expected: Failure | None) -> None:
    assert classify(error) is expected


def test_what_the_network_can_raise_is_expected() -> None:
    assert issubclass(HttpError, NETWORK_ERRORS)
    assert not issubclass(KeyError, NETWORK_ERRORS)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (10, Failure.CERT_EXPIRED),
        (9, Failure.CERT_NOT_YET),
        (62, Failure.CERT_NAME),
        (64, Failure.CERT_NAME),
        (18, Failure.CERT_UNTRUSTED),
        (20, Failure.CERT_UNTRUSTED),
        (0x800B0101, Failure.CERT_EXPIRED),  # Windows: CERT_E_EXPIRED
        (0x800B010F, Failure.CERT_NAME),  # CERT_E_CN_NO_MATCH
        (0x800B0109, Failure.CERT_UNTRUSTED),  # CERT_E_UNTRUSTEDROOT
        (-67818, Failure.CERT_EXPIRED),  # macOS: errSecCertificateExpired
        (-67819, Failure.CERT_NOT_YET),  # errSecCertificateNotValidYet
        (-67602, Failure.CERT_NAME),  # errSecHostNameMismatch
        (-67843, Failure.CERT_UNTRUSTED),  # errSecNotTrusted
    ],
)
def test_each_system_says_in_its_own_number_what_is_wrong_with_a_certificate(code: int, expected: Failure) -> None:
    assert classify(_verify_error(code)) is expected


def test_a_certificate_error_without_a_number_is_not_trusted() -> None:
    assert classify(ssl.SSLCertVerificationError("Peer sent no certificates to verify")) is Failure.CERT_UNTRUSTED


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (socket.EAI_NONAME, Failure.NO_SUCH_NAME),
        (11001, Failure.NO_SUCH_NAME),
        (11004, Failure.NO_ADDRESS),
        (socket.EAI_AGAIN, Failure.DNS_FAILED),
        (11002, Failure.DNS_FAILED),
        (socket.EAI_FAIL, Failure.DNS_FAILED),
    ],
)
def test_lookup_errors(number: int, expected: Failure) -> None:
    assert classify(socket.gaierror(number, "")) is expected


def test_a_missing_name_stays_one_where_the_system_has_one_number_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows defines EAI_NODATA as EAI_NONAME."""
    monkeypatch.setattr(failure, "_NO_ADDRESS", failure._NO_ADDRESS | {11001})
    assert classify(socket.gaierror(11001, "")) is Failure.NO_SUCH_NAME


def test_a_chain_of_causes_that_bites_its_tail_ends() -> None:
    first, second = anyio.EndOfStream(), anyio.BrokenResourceError()
    first.__cause__, second.__cause__ = second, first
    assert classify(first) is Failure.CLOSED
