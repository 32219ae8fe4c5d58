"""What is known about the person for whom words are chosen follows from the country they named."""

from datetime import date

from dialtone.explain.person import Person, find_record
from dialtone.model.situation import NO_COUNTRY, CountryRecord

DAY = date(2026, 11, 30)
RECORDS = (CountryRecord("RU", DAY), CountryRecord("TM", DAY, bans_tools=True))


def test_the_record_is_that_of_the_named_country() -> None:
    assert Person(DAY, "RU", records=RECORDS).record is RECORDS[0]
    assert find_record(RECORDS, "TM") is RECORDS[1]


def test_without_a_country_nothing_is_known_and_nothing_banned() -> None:
    for person in (Person(DAY, records=RECORDS), Person(DAY, "DE", records=RECORDS)):
        assert person.record is NO_COUNTRY
        assert not person.record.bans_tools


def test_tools_are_banned_where_the_record_says_so() -> None:
    assert [Person(DAY, country, records=RECORDS).record.bans_tools for country in ("RU", "TM")] == [False, True]
