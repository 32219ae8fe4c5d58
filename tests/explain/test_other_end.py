"""What is known of the country of whom a person wants to reach: reports that count, and those that are too old."""

from datetime import date

from dialtone.explain.other_end import UNKNOWN_END, find_other_end
from dialtone.model.situation import BothCountries, CountryRecord, Pair, Person, Situation, SituationKind
from dialtone.model.vocabulary import Function
from dialtone.model.way import Reach
from dialtone.store.situation_file import load_reach, load_situations
from explain.shipped import CATALOGUE
from spoken import RESOURCES

FACTS = load_reach(RESOURCES, "en")
RECORDS = load_situations(RESOURCES, "en")
TODAY = date(2026, 11, 29)
IN_RUSSIA = Person(TODAY, "RU", records=RECORDS)


def row(what: SituationKind, day: date, messenger: str = "signal") -> CountryRecord:
    functions = (Function.MESSAGES, Function.CALLS)
    return CountryRecord("KZ", day, (Situation(messenger, what, functions, day, "high", ()),), "in it", "across it")


def test_a_word_that_it_is_open_counts_for_90_days_and_that_it_is_closed_stays() -> None:
    for what, day, opened, closed in (
        (SituationKind.OPEN, date(2026, 9, 1), True, False),
        (SituationKind.OPEN, date(2026, 8, 30), False, False),
        (SituationKind.BLOCKED, date(2021, 1, 1), False, True),
    ):
        end = find_other_end(BothCountries(), Person(TODAY, "RU", records=(row(what, day),)), Reach("KZ"))
        assert ("signal" in end.open_there, end.is_closed("signal")) == (opened, closed)
    cut = find_other_end(
        BothCountries(), Person(TODAY, "RU", records=(row(SituationKind.SHUTDOWN, TODAY, "*"),)), Reach("KZ")
    )
    assert cut.is_closed("threema")


def test_nobody_who_was_not_named_is_looked_for() -> None:
    end = find_other_end(FACTS, IN_RUSSIA, Reach(call=True))
    assert end == UNKNOWN_END


def test_who_cannot_have_an_account_is_not_sent_to_it() -> None:
    assert find_other_end(FACTS, IN_RUSSIA, Reach("DE")).is_closed("max")
    assert not find_other_end(FACTS, IN_RUSSIA, Reach("KZ")).is_closed("max")
    assert "max" in find_other_end(FACTS, IN_RUSSIA, Reach("KZ")).listed


def test_every_messenger_of_a_pair_is_in_the_catalogue_and_none_is_known_to_be_closed() -> None:
    known = {one.id for one in CATALOGUE.messengers}
    for pair in FACTS.pairs:
        assert {*pair.messages, *pair.calls} <= known
        for here, there in (pair.ends, pair.ends[::-1]):
            for call, named in ((False, pair.messages), (True, pair.calls)):
                end = find_other_end(FACTS, Person(TODAY, here, records=RECORDS), Reach(there, call=call))
                assert [one for one in named if end.is_closed(one)] == [], pair.ends


def test_a_pair_is_found_from_both_sides() -> None:
    facts = BothCountries((Pair(("RU", "KZ")),))
    assert facts.pair("KZ", "RU") is facts.pair("RU", "KZ")
    assert facts.pair("RU", "DE") is None
