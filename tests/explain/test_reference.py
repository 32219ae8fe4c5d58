"""The reference section: all advice that may be read without a check, and the law on it."""

import pytest

from dialtone.explain.reference import (
    list_reference,
    list_reference_law,
    list_tools,
    say_advice,
    say_reference_law_in_short,
)
from explain.shipped import explain


def test_it_says_where_people_are_punished_and_how_old_that_is() -> None:
    """As it was found: it said "in your country", and whoever had moved read the law of the country before."""
    assert say_reference_law_in_short(explain("en", "IR")).startswith("Some of this can be punished in Iran (as of ")
    assert say_reference_law_in_short(explain("en", "RU")).startswith("The law in Russia applies to some of this")
    assert all(
        line.startswith("The law and how it is used in Russia, as of ")
        for line in list_reference_law(explain("en", "RU"))
    )


@pytest.mark.parametrize("country", ["", "RU", "IR"])
def test_the_law_goes_with_each_way_and_no_mark_beside_it_reassures(country: str) -> None:
    """Beside "in some countries people are punished for a VPN" stood "low risk" in a list of ways."""
    explainer = explain("en", country)
    legal = {entry.id for entry in explainer.entries if entry.legal}
    for way in list_reference(explainer):
        assert not {"low risk", "no risk"} & set(way.marks), way.id
        assert bool(way.law) is (way.id in legal), way.id
        assert "Read about the law first." not in way.risk, "said by the law right above"
    punished = [way for way in list_reference(explain("en", "IR")) if way.law]
    assert punished
    assert all(way.law[0].startswith("Some of this can be punished in Iran") for way in punished)


def test_one_piece_of_advice_is_found_by_its_id_with_its_law_alone() -> None:
    explainer = explain("en", "IR")
    advice = say_advice(explainer, "psiphon")
    assert advice is not None
    assert advice.id == "psiphon"
    assert say_advice(explainer, "no-such-advice") is None
    assert set(list_reference_law(explainer, "psiphon")) <= set(list_reference_law(explainer))
    assert list_reference_law(explainer, "psiphon")
    assert not list_reference_law(explainer, "no-such-advice")


def test_no_tool_is_named_where_tools_are_banned() -> None:
    assert "Psiphon" in [tool.name for tool in list_tools(explain("en", "IR"))]
    assert list_tools(explain("en", "CN")) == ()
