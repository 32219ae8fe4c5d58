"""Where every server attacks, a check stays within its limits and meets no bug; docs/hostile.md has all ways."""

from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM
from lab import hostile

pytestmark = pytest.mark.lab

# One of each kind: a check of each takes some seconds.
CHOSEN = (
    "tls-hello-requests",
    "http2-empty-data",
    "websocket-fragments",
    "dns-thousands-of-addresses",
    "dns-noise",
    "doh-packed-bomb",
    "udp-noise",
    "proxy-connect-hints",
)


@pytest.mark.parametrize("way", CHOSEN)
def test_an_attack_costs_little_and_is_no_bug(way: str) -> None:
    row = hostile.run(way, [str(PROGRAM), "check", "signal", "--json"])
    assert not hostile.is_too_much(row), row
    assert row.observations, "it was met at all"
    assert "works" not in row.messengers


@pytest.mark.parametrize(("way", "messenger"), [("dns-home-addresses", "signal"), ("http1-endless-body", "telegram")])
def test_who_answers_for_everybody_blocks_nobody_alone(way: str, messenger: str) -> None:
    """A resolver names addresses of the home for all names; a host answers in the place of all, on all ports."""
    row = hostile.run(way, [str(PROGRAM), "check", messenger, "--json"])
    assert (row.network, row.messengers) == ("intercepted", "unknown")


def test_a_mirror_that_floods_is_left() -> None:
    row = hostile.run("mirror-endless-body", [str(PROGRAM), "check"])
    assert not hostile.is_too_much(row), row
    assert row.network, "a line says why: damaged, or on a busy computer too slow"
    assert row.received, "it was met at all"


def test_the_page_names_every_way() -> None:
    page = (Path(__file__).parents[2] / "docs" / "hostile.md").read_text(encoding="utf-8")
    named = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")][1:]
    assert named == list(hostile.WAYS), "write it again: ./dev lab hostile > docs/hostile.md"
