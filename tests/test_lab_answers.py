"""The lab's file of what real hosts answer."""

import msgspec
import pytest

from lab.answers import Answers, load_answers
from lab.catalog import HOSTS


def test_every_row_says_where_it_is_from() -> None:
    answers = load_answers()
    rows = (*answers.operators.values(), *answers.distances, *answers.answers)
    assert rows
    assert all(row.source.strip() for row in rows)


def test_operators_are_owners_of_the_catalogue() -> None:
    assert set(load_answers().operators) <= {host.owner for host in HOSTS}


def test_a_place_counts_before_the_operator_and_an_unknown_one_has_no_distance() -> None:
    answers = load_answers()
    assert answers.one_way_ms("1.1.1.1", "cloudflare") == 2.0
    assert answers.one_way_ms("149.154.171.5", "telegram") == 100.0
    assert answers.one_way_ms("149.154.167.51", "telegram") is None
    assert answers.one_way_ms("87.240.132.72", "vk") is None


def test_whatsapp_answers_a_browser_and_nobody_else() -> None:
    answers = load_answers()
    bare = answers.answer("GET", "web.whatsapp.com", "/", {})
    browser = answers.answer("GET", "web.whatsapp.com", "/", {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"})
    assert bare is not None
    assert browser is not None
    assert (bare.status, bare.length) == (400, 1542)
    assert (browser.status, browser.length > 65536) == (200, True)
    assert answers.answer("HEAD", "web.whatsapp.com", "/", {}) == bare
    assert answers.answer("POST", "web.whatsapp.com", "/", {}) is None
    assert answers.answer("GET", "web.whatsapp.com", "/elsewhere", {}) is None


@pytest.mark.parametrize(
    "row",
    [
        'name = "X"\nkind = "recorded"\ndate = "2026-11-24"',
        'name = "X"\nkind = "recorded"\nsource = "s"',
        'name = "X"\nkind = "believed"\ndate = "2026-11-25"\nsource = "s"',
        'name = "X"\nkind = "assumed"\ndate = "2026-11-25"\nsource = "s"\nspeed = 3',
    ],
)
def test_a_row_without_source_or_day_with_another_kind_or_an_unknown_key_is_refused(row: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(f"[operators.x]\n{row}\n", type=Answers)
