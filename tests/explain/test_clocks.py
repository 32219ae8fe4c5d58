"""What is shown of law and advice on days to come: warnings stay, what grew old says so."""

from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import list_reference
from dialtone.model.explanation import Explanation
from dialtone.model.vocabulary import Cause, MessengerStatus
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from explain.leads import LIKELY, ONLINE, F, S, judged
from explain.shipped import does_not_in_russia, law_of
from spoken import RESOURCES

NOW, SOON, CHRISTMAS, NEXT_YEAR = date(2026, 11, 25), date(2026, 12, 10), date(2026, 12, 25), date(2027, 11, 25)
ENTRIES = load_guidance(RESOURCES, "en")
WORDING = load_wording(RESOURCES, "en")
PROXIES_AND_BRIDGES = ("signal-phone-proxy", "telegram-own-proxy", "whatsapp-phone-proxy", "tor-bridges")

every_day = pytest.mark.parametrize("today", [SOON, CHRISTMAS, NEXT_YEAR])


def at(today: date, country: str = "") -> Explainer:
    return Explainer(WORDING, ENTRIES, today, country)


def blocked(today: date, country: str) -> Explanation:
    parts = ((F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED), (F.WEB, S.BLOCKED, Cause.NAME_FILTERED))
    verdict = judged("whatsapp", MessengerStatus.BLOCKED, LIKELY, *parts)
    return at(today, country).explain_messenger(verdict, ONLINE)


def notes(today: date) -> dict[str, str]:
    return {one.id: " ".join((one.stale, one.written, *one.background)) for one in list_reference(at(today, "RU"))}


@every_day
@pytest.mark.parametrize("country", sorted({note.country for entry in ENTRIES for note in entry.legal}))
def test_every_warning_stays(today: date, country: str) -> None:
    assert law_of(blocked(today, country)) == law_of(blocked(NOW, country)) != ()


@every_day
def test_how_a_proxy_or_a_bridge_is_set_does_not_vanish_and_says_its_day(today: date) -> None:
    shown = notes(today)
    assert set(PROXIES_AND_BRIDGES) <= set(shown)
    for entry in ENTRIES:
        if entry.id in PROXIES_AND_BRIDGES:
            assert entry.last_reviewed is not None
            there = does_not_in_russia(entry)
            assert "In Russia" in there
            assert "often" in there or "usually fails" in there
            assert "2026" in there
    assert all("due for review" in shown[one] for one in PROXIES_AND_BRIDGES) is (today == NEXT_YEAR)


@pytest.mark.parametrize("country", ["AE", "RU"])
def test_no_advice_vanishes_with_time(country: str) -> None:
    assert {one.id for one in list_reference(at(NOW, country))} == {
        one.id for one in list_reference(at(NEXT_YEAR, country))
    }


def test_a_year_later_all_of_it_says_that_it_is_old() -> None:
    shown = notes(NEXT_YEAR)
    assert set(shown) == set(notes(NOW))
    assert all("It may be out of date." in note for note in shown.values())
    assert "We do not know" not in "".join(law_of(blocked(NEXT_YEAR, "MM")))
