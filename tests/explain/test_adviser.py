"""What is said without a check: the law on the reference section, and the warning before the first request."""

import pytest

from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from explain.shipped import explain


def test_it_says_where_people_are_punished_and_how_old_that_is() -> None:
    """As it was found: it said "in your country", and whoever had moved read the law of the country before."""
    assert say_reference_law_in_short(explain("en", "IR")).startswith("Some of this can be punished in Iran (as of ")
    assert say_reference_law_in_short(explain("en", "RU")).startswith("The law in Russia applies to some of this")
    assert all(
        line.startswith("The law and how it is used in Russia, as of ")
        for line in list_reference_law(explain("en", "RU"))
    )


def test_the_warning_names_the_country_or_is_said_in_general() -> None:
    """It said of the Emirates, where a message in WhatsApp is lawful, that such services mean searches."""
    assert explain("en", "").say_warning("AE") == "Getting around blocks can be punished in the Emirates."
    named = "Getting around blocks can be punished in Iran."
    assert explain("en", "").say_warning("IR").startswith(named)
    assert explain("en", "").say_warning("BY") == (
        "Devices can be searched in Belarus, and people punished for what is found."
    )
    assert "searched or punished in Myanmar" in explain("en", "").say_warning("MM")
    assert explain("en", "").say_warning("").startswith("Some countries search or punish people")
    assert explain("en", "").say_warning("NO") == explain("en", "").say_warning("RU") == ""


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
