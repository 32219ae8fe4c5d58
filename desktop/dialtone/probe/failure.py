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
from contextlib import contextmanager

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

    def is_same(self, other: "StepFailed | None") -> bool:
        """Return whether another attempt failed too, in the same step and in the same way."""
        return other is not None and (other.step, other.failure) == (self.step, self.failure)


_NOWHERE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN)
_ERRNOS = {
    Failure.RESET: (errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED),
    Failure.REFUSED: (errno.ECONNREFUSED,),
    Failure.UNREACHABLE: (*_NOWHERE, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT),
    Failure.TIMEOUT: (errno.ETIMEDOUT,),
    Failure.DENIED: (errno.EACCES, errno.EPERM),
}
_WINERRORS = {
    Failure.RESET: (10053, 10054, 64, 1236),  # 64: ERROR_NETNAME_DELETED
    Failure.REFUSED: (10061, 1225),
    Failure.UNREACHABLE: (10047, 10049, 10050, 10051, 10065, 1214, 1231, 1232),  # 1214: ERROR_INVALID_NETNAME
    Failure.TIMEOUT: (10060, 121),  # 121: ERROR_SEM_TIMEOUT
    Failure.DENIED: (10013,),
}
"""Windows: Winsock's error numbers, and those of the overlapped calls that asyncio makes there."""
_BY_ERRNO = {number: failure for failure, numbers in _ERRNOS.items() for number in numbers}
_BY_WINERROR = {number: failure for failure, numbers in _WINERRORS.items() for number in numbers}

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

_STREAM_ENDED = (anyio.EndOfStream, anyio.IncompleteRead, anyio.BrokenResourceError, anyio.ClosedResourceError)
NETWORK_ERRORS = (OSError, TimeoutError, *_STREAM_ENDED, ProbeError)
"""The exceptions that come from the network. Everything else is a bug in Dialtone and propagates."""


@contextmanager
def stalled_after(seconds: float) -> Iterator[None]:
    """Run the body; raise a `ProbeError` for a stalled answer if that takes longer."""
    try:
        with anyio.fail_after(seconds):
            yield
    except TimeoutError:
        raise ProbeError(Failure.STALLED) from None


def classify(error: BaseException) -> Failure | None:
    """Return the failure that an exception stands for; None if it does not come from the network."""
    for link in _links(error):
        if (failure := _classify_link(link)) is not None:
            return failure
    if isinstance(error, _STREAM_ENDED):
        return Failure.CLOSED
    if isinstance(error, OSError):
        return Failure.DENIED  # something on this computer: no file descriptors left, a sandbox, a filter driver
    return None


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
        if error.errno in _NO_NAME:  # first: Windows defines EAI_NODATA as EAI_NONAME
            return Failure.NO_SUCH_NAME
        return Failure.NO_ADDRESS if error.errno in _NO_ADDRESS else Failure.DNS_FAILED
    if isinstance(error, ssl.SSLError):
        return _tls_failure(error)
    if isinstance(error, TimeoutError):
        return Failure.TIMEOUT
    if isinstance(error, OSError):
        return _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    return None


def _tls_failure(error: ssl.SSLError) -> Failure:
    """Return what an error of the TLS library means: a bad certificate, an alert, the end, or no TLS at all."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_VERIFY_CODE.get(getattr(error, "verify_code", 0), Failure.CERT_UNTRUSTED)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure.CLOSED
    if (error.reason or "").startswith(_ALERTS):
        return Failure.ALERT
    return Failure.BAD_ANSWER
