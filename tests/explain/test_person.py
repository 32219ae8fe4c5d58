"""What is known of the country that a person named."""

from datetime import date

from dialtone.explain.person import Person, find_record
from dialtone.model.situation import NO_COUNTRY, CountryRecord

TODAY = date(2026, 12, 1)
RECORDS = (CountryRecord("RU", TODAY), CountryRecord("IR", TODAY))


def test_a_person_has_the_record_of_the_country_that_was_named() -> None:
    assert Person(TODAY, "IR", records=RECORDS).record is RECORDS[1]


def test_nothing_is_known_of_no_country_and_of_another() -> None:
    assert find_record(RECORDS, "") is NO_COUNTRY
    assert find_record(RECORDS, "NO") is NO_COUNTRY
