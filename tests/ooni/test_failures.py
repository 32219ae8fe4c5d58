"""OONI's words for failures, of all its generations."""

import pytest

from dialtone.model.vocabulary import Failure
from ooni.failures import failure_of


@pytest.mark.parametrize(
    ("word", "failure"),
    [
        *((None, None), (False, None), ("", None)),
        ("generic_timeout_error", Failure.TIMEOUT),
        ("connection_refused_error", Failure.REFUSED),
        ("eof_error", Failure.CLOSED),
        ("interrupted", Failure.NOT_IN_TIME),
        ("unknown_failure: read tcp [scrubbed]: wsarecv: An existing connection was forcibly closed", Failure.RESET),
        ("unknown_failure: tls: first record does not look like a TLS handshake", Failure.BAD_ANSWER),
        ("unknown_failure: remote error: tls: unrecognized name", Failure.ALERT),
        (True, Failure.BUG),
        (3, Failure.BUG),
        ("unknown_failure: whatever", Failure.BUG),
    ],
)
def test_words(word: object, failure: Failure | None) -> None:
    assert failure_of(word) is failure
