"""Where every server attacks, a check stays within its limits and meets no bug; docs/hostile.md has all ways."""

import pytest

from end_to_end.conftest import PROGRAM
from lab import hostile

pytestmark = pytest.mark.lab

# One of each kind, and the worst of it by what it cost once.
CHOSEN = (
    *("tls-hello-requests", "http1-early-hints", "http2-empty-data"),
    *("certificate-odd-issuer", "dns-thousands-of-addresses"),
)


@pytest.mark.parametrize("way", CHOSEN)
def test_an_attack_costs_little_and_is_no_bug(way: str) -> None:
    row = hostile.run(way, [str(PROGRAM), "check", "signal", "--json"])
    assert not hostile.is_too_much(row), row
    assert row.observations > 10, "it was met at all"
    assert row.messengers == "unknown", "nothing works, and nobody is called blocked"
