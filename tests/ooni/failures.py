"""OONI's words for failures (df-007 errors, and those of its older programs) as Dialtone's."""

from collections.abc import Mapping
from types import MappingProxyType

from dialtone.model.vocabulary import Failure

_WORDS: Mapping[str, Failure] = MappingProxyType(
    {
        "generic_timeout_error": Failure.TIMEOUT,
        "tcp_timed_out_error": Failure.TIMEOUT,
        "deferred_timeout_error": Failure.TIMEOUT,
        "task_timed_out": Failure.TIMEOUT,
        "timed_out": Failure.TIMEOUT,
        "response_never_received": Failure.CLOSED,
        "connection_reset": Failure.RESET,
        "connection_lost_error": Failure.RESET,
        "connection_aborted": Failure.RESET,
        "network_reset": Failure.RESET,
        "connection_refused": Failure.REFUSED,
        "connection_refused_error": Failure.REFUSED,
        "eof_error": Failure.CLOSED,
        "connection_done": Failure.CLOSED,
        "connection_already_closed": Failure.NOT_IN_TIME,
        "interrupted": Failure.NOT_IN_TIME,
        "host_unreachable": Failure.UNREACHABLE,
        "network_unreachable": Failure.UNREACHABLE,
        "network_down": Failure.UNREACHABLE,
        "address_family_not_supported_error": Failure.UNREACHABLE,
        "operation_not_permitted": Failure.DENIED,
        "permission_denied": Failure.DENIED,
        "dns_nxdomain_error": Failure.NO_SUCH_NAME,
        "dns_no_answer": Failure.NO_ADDRESS,
        "dns_bogon_error": Failure.BAD_ANSWER,
        "dns_refused_error": Failure.DNS_FAILED,
        "dns_server_misbehaving": Failure.DNS_FAILED,
        "dns_servfail_error": Failure.DNS_FAILED,
        "dns_temporary_failure": Failure.DNS_FAILED,
        "dns_non_recoverable_failure": Failure.DNS_FAILED,
        "dns_reply_with_wrong_query_id": Failure.DNS_FAILED,
        "android_dns_cache_no_data": Failure.DNS_FAILED,
        "dns_lookup_error": Failure.DNS_FAILED,
        "dns_name_error": Failure.NO_SUCH_NAME,
        "dns_name_failure": Failure.DNS_FAILED,
        "ssl_unknown_authority": Failure.CERT_UNTRUSTED,
        "ssl_invalid_hostname": Failure.CERT_NAME,
        "ssl_invalid_certificate": Failure.CERT_EXPIRED,
        "ssl_failed_handshake": Failure.ALERT,
        "ssl_error": Failure.ALERT,
        "http_request_failed": Failure.BAD_ANSWER,
        "json_parse_error": Failure.BAD_ANSWER,
        "http_unexpected_redirect_url": Failure.BAD_ANSWER,
        "http_invalid_redirect_location_host": Failure.BAD_ANSWER,
    }
)
_PARTS: tuple[tuple[str, Failure], ...] = (
    ("connection reset", Failure.RESET),
    ("forcibly closed", Failure.RESET),  # Windows' words for a reset
    ("broken pipe", Failure.RESET),
    ("connection refused", Failure.REFUSED),
    ("actively refused", Failure.REFUSED),
    ("first record does not look like a tls", Failure.BAD_ANSWER),
    ("malformed http", Failure.BAD_ANSWER),
    ("remote error", Failure.ALERT),
    ("handshake failure", Failure.ALERT),
    ("unknown authority", Failure.CERT_UNTRUSTED),
    ("not trusted", Failure.CERT_UNTRUSTED),
    ("certificate is valid for", Failure.CERT_NAME),
    ("expired", Failure.CERT_EXPIRED),
    ("x509", Failure.CERT_UNTRUSTED),
    ("no such host", Failure.NO_SUCH_NAME),
    ("nxdomain", Failure.NO_SUCH_NAME),
    ("getaddrinfo", Failure.DNS_FAILED),
    ("unreachable", Failure.UNREACHABLE),
    ("no route", Failure.UNREACHABLE),
    ("not permitted", Failure.DENIED),
    ("timeout", Failure.TIMEOUT),
    ("timed out", Failure.TIMEOUT),
    ("deadline exceeded", Failure.TIMEOUT),
    ("eof", Failure.CLOSED),
)
"""What Go, Python and the systems write where OONI had no word of its own: the first that occurs."""


def failure_of(word: object) -> Failure | None:
    """Return the failure that a value stands for: null, false and an empty text are none.

    A word that nobody knows says nothing about the network: it is treated as a bug.
    """
    if word is None or word is False or word == "":
        return None
    if not isinstance(word, str):
        return Failure.BUG
    known = _WORDS.get(word.strip().lower())
    if known is not None:
        return known
    lower = word.lower()
    return next((failure for part, failure in _PARTS if part in lower), Failure.BUG)
