"""Ways to reach one person elsewhere: for 25 pairs of countries, and what is said where one end is closed."""

import pytest

import reach_pairs
from dialtone.explain.reaching import find_ways_to_reach
from dialtone.model.way import Reach, WayKind
from explain.leads import ONLINE
from explain.shipped import explain, works

_PAIRS, _SITUATIONS = 25, 4
LEAST = 60  # of a hundred; what the issue asks for


def test_25_pairs_in_four_situations_reach_a_conversation_and_no_risk_comes_unwarned() -> None:
    every = list(reach_pairs.cases())
    assert len(every) == _PAIRS * _SITUATIONS
    assert sum(bool(case.leads) for case in every) >= LEAST
    assert [case.risks_first for case in every if case.risks_first] == []


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_no_language_leads_elsewhere(language: str) -> None:
    said = [case.words.ways for case in reach_pairs.cases(language)]
    english = [case.words.ways for case in reach_pairs.cases()]
    assert [[way.kind for way in ways] for ways in said] == [[way.kind for way in ways] for ways in english]


def test_no_ordinary_call_is_offered_where_none_gets_through() -> None:
    cases = [case for case in reach_pairs.cases() if case.pair.ends == ("RU", "UA")]
    assert all(WayKind.CALL not in [way.kind for way in case.words.ways] for case in cases)
    assert all("Ordinary calls between Russia and Ukraine" in " ".join(case.words.said) for case in cases)


def test_a_country_without_a_word_is_not_called_open() -> None:
    """Somebody abroad whose own line works is told of the other end, and never that nothing is wrong."""
    cases = [case for case in reach_pairs.cases(from_second=True) if case.pair.ends == ("TM", "TR")]
    for case in cases:
        assert case.words.ways[0].kind == WayKind.CALL
        assert "WhatsApp" not in case.printed
        assert any("in Turkmenistan" in line for line in case.words.said)
        assert all(way.kind in (WayKind.CALL, WayKind.NO_WORD) for way in case.words.ways)


def test_a_call_to_somebody_may_go_through_what_works_here() -> None:
    """From Germany a call to Iran, with WhatsApp at both ends, was answered by the phone alone."""
    said = find_ways_to_reach(explain(country="DE"), Reach("IR", ("whatsapp",), call=True), [works("whatsapp")], ONLINE)
    assert any("WhatsApp" in line for line in said.said)
