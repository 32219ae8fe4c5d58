"""Maps exceptions to the closed list of failures, with the only table of errno values and TLS reasons.

The exceptions of probe/, none of which leaves the observation of an endpoint:

* Exception
  + ProbeError          inside a step: the answer is wrong, though the system reports no error
    + HttpError         an HTTP request has no answer (`protocols/http_transport.py`)
  + StepFailed          between the steps of an attempt: the step is recorded as failed
  + MissingFileError    in a download (`download.py`): the server has no such file
"""

import errno
import socket
import ssl
from collections.abc import Iterator

import anyio

from dialtone.model.vocabulary import Failure, Step

CERTIFICATE = (Failure.CERT_UNTRUSTED, Failure.CERT_NAME, Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)


class ProbeError(Exception):
    """A failure that the system does not report: the answer violates the protocol, or the server sends a 503."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class StepFailed(Exception):  # noqa: N818 - not a program error: the step's failure is recorded
    """A step failed, and was recorded; the steps after it are skipped."""

    def __init__(self, step: Step, failure: Failure) -> None:
        super().__init__(f"{step.value}: {failure.value}")
        self.step = step
        self.failure = failure


_BY_ERRNO: dict[int, Failure] = {
    errno.ECONNRESET: Failure.RESET,
    errno.EPIPE: Failure.RESET,
    errno.ECONNABORTED: Failure.RESET,
    errno.ECONNREFUSED: Failure.REFUSED,
    errno.ENETUNREACH: Failure.UNREACHABLE,
    errno.EHOSTUNREACH: Failure.UNREACHABLE,
    errno.EHOSTDOWN: Failure.UNREACHABLE,
    errno.ENETDOWN: Failure.UNREACHABLE,
    errno.EADDRNOTAVAIL: Failure.UNREACHABLE,
    errno.EAFNOSUPPORT: Failure.UNREACHABLE,
    errno.ETIMEDOUT: Failure.TIMEOUT,
    errno.EACCES: Failure.DENIED,
    errno.EPERM: Failure.DENIED,
}

# Windows: Winsock's error numbers, and those of the overlapped calls that asyncio makes there.
_BY_WINERROR: dict[int, Failure] = {
    10013: Failure.DENIED,
    10047: Failure.UNREACHABLE,
    10049: Failure.UNREACHABLE,
    10050: Failure.UNREACHABLE,
    10051: Failure.UNREACHABLE,
    10053: Failure.RESET,
    10054: Failure.RESET,
    10060: Failure.TIMEOUT,
    10061: Failure.REFUSED,
    10065: Failure.UNREACHABLE,
    64: Failure.RESET,  # ERROR_NETNAME_DELETED
    121: Failure.TIMEOUT,  # ERROR_SEM_TIMEOUT
    1214: Failure.UNREACHABLE,  # ERROR_INVALID_NETNAME
    1225: Failure.REFUSED,
    1231: Failure.UNREACHABLE,
    1232: Failure.UNREACHABLE,
    1236: Failure.RESET,
}

_NO_NAME = {socket.EAI_NONAME, 11001}
_NO_ADDRESS = {getattr(socket, "EAI_NODATA", -5), 11004}

# Values of SSLCertVerificationError.verify_code: OpenSSL's X509_V_ERR_*; where truststore asks the system,
# Windows' CERT_E_* and macOS' errSec*.
_BY_VERIFY_CODE: dict[int, Failure] = {
    9: Failure.CERT_NOT_YET,
    10: Failure.CERT_EXPIRED,
    62: Failure.CERT_NAME,
    64: Failure.CERT_NAME,
    0x800B0101: Failure.CERT_EXPIRED,  # or not valid yet: Windows has one number for both
    0x800B010F: Failure.CERT_NAME,
    -67602: Failure.CERT_NAME,
    -67818: Failure.CERT_EXPIRED,
    -67819: Failure.CERT_NOT_YET,
}

# OpenSSL's prefixes for alerts from the peer; some, such as TLSV1_UNRECOGNIZED_NAME, lack the word ALERT.
_ALERTS = ("TLSV1_", "TLSV13_", "SSLV3_ALERT_")

_ENDED = (anyio.EndOfStream, anyio.IncompleteRead, anyio.BrokenResourceError, anyio.ClosedResourceError)
NETWORK_ERRORS = (OSError, TimeoutError, *_ENDED, ProbeError)
"""The exceptions that come from the network. Everything else is a bug in Dialtone and propagates."""


def classify(error: BaseException) -> Failure | None:
    """Return the failure that an exception stands for; None if it does not come from the network."""
    for link in _links(error):
        failure = _classify_link(link)
        if failure is not None:
            return failure
    return _fallback(error)


def _links(error: BaseException, deepest: int = 32) -> Iterator[BaseException]:
    """Yield the causes of an error, then the error itself: a library's wrapper tells less than what it wraps."""
    below = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for link in (error.__cause__, *reversed(below)):
        if link is not None and deepest:
            yield from _links(link, deepest - 1)
    yield error


def _classify_link(error: BaseException) -> Failure | None:
    """Return the failure that one error stands for, without its causes; None for an error that is no failure."""
    if isinstance(error, ProbeError):
        return error.failure
    if isinstance(error, socket.gaierror):
        return _lookup_failure(error)
    if isinstance(error, ssl.SSLError):
        return _tls_failure(error)
    if isinstance(error, TimeoutError):
        return Failure.TIMEOUT
    if isinstance(error, OSError):
        return _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    return None


def _lookup_failure(error: socket.gaierror) -> Failure:
    """Return what a failed lookup means, by its code from getaddrinfo."""
    if error.errno in _NO_NAME:  # first: Windows defines EAI_NODATA as EAI_NONAME
        return Failure.NO_SUCH_NAME
    if error.errno in _NO_ADDRESS:
        return Failure.NO_ADDRESS
    return Failure.DNS_FAILED


def _tls_failure(error: ssl.SSLError) -> Failure:
    """Return what an error of the TLS library means: a bad certificate, an alert, the end, or no TLS at all."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_VERIFY_CODE.get(getattr(error, "verify_code", 0), Failure.CERT_UNTRUSTED)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure.CLOSED
    if (error.reason or "").startswith(_ALERTS):
        return Failure.ALERT
    return Failure.BAD_ANSWER


def _fallback(error: BaseException) -> Failure | None:
    """Return the failure for an error that no table lists; None for one that is a bug."""
    if isinstance(error, _ENDED):
        return Failure.CLOSED
    if isinstance(error, OSError):
        return Failure.DENIED  # something on this computer: no file descriptors left, a sandbox, a filter driver
    return None
