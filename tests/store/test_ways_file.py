"""The order of ways, and what is known of both ends: every kind has its place, and nothing is said without a source."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dialtone.model.way import NO_WAYS, Needs, WayKind
from dialtone.store.guidance_file import load_guidance
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages
from situation_rules import check_reach, check_ways

RESOURCES = Path(__file__).parents[2] / "resources"


def test_what_the_order_names_is_advice_of_that_kind() -> None:
    kinds = {entry.id: entry.kind for entry in load_guidance(RESOURCES, "en")}
    order = check_ways(RESOURCES)
    for row in order.kinds:
        assert [one for one in row.first if kinds.get(one) is not row.kind] == []
    assert {row.needs for row in order.kinds} == set(Needs)
    assert order.row(WayKind.VPN).needs is Needs.VPN
    assert all(row.needs is Needs.NOTHING for row in order.kinds if row.kind in NO_WAYS)


def test_both_ends_are_said_in_every_language() -> None:
    read = [check_reach(RESOURCES, language) for language in list_languages(RESOURCES)]
    for facts in read:
        assert facts.pairs == read[0].pairs
        said = [*(row.said for row in facts.accounts), *(row.said for row in facts.no_calls)]
        assert all(one and not one.endswith(".") for one in said)


WRONG = [
    (check_ways, "ways.toml", 'kind = "vpn"', 'kind = "tool"', "tool stands there 2 times"),
    (check_ways, "ways.toml", 'kind = "vpn"', 'kind = "magic"', "magic"),
    (lambda place: check_reach(place, "en"), "reach.toml", '["RU", "DE"]', '["RU", "XX"]', "XX is no country"),
    (lambda place: check_reach(place, "en"), "reach.toml", '["RU", "DE"]', '["UA", "RU"]', "RU and UA stand there"),
    (
        lambda place: check_reach(place, "en"),
        "reach.toml",
        "[[accounts]]",
        '[[accounts]]\nsaid = "x"',
        "stands in languages",
    ),
    (lambda place: check_reach(place, "en"), "reach.toml", "read = true", "read = false", "no source was read"),
    (lambda place: check_reach(place, "en"), "reach.toml", '"vedomosti"', '"nobody"', "nobody is not in"),
]


@pytest.mark.parametrize(("load", "name", "right", "wrong", "complaint"), WRONG)
def test_what_is_wrong_is_refused(
    load: Callable[[Path], object], name: str, right: str, wrong: str, complaint: str, tmp_path: Path
) -> None:
    text = (RESOURCES / name).read_text("utf-8")
    assert right in text
    (tmp_path / name).write_text(text.replace(right, wrong), "utf-8")
    for part in ("situations", "languages"):
        (tmp_path / part).symlink_to(RESOURCES / part)
    with pytest.raises(ResourceError, match=complaint):
        load(tmp_path)
