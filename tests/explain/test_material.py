"""What every text is made from: for whom it is said, on which day, and what is remembered of a messenger."""

from datetime import date

import pytest

from dialtone.explain.answers import answer_of
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.model.vocabulary import MessengerStatus
from explain.leads import ONLINE, SURE, F, S, judged
from explain.shipped import blocked, explain, works


@pytest.mark.parametrize(("country", "risky"), [("RU", True), ("IR", True), ("BY", True), ("DE", False), ("", False)])
@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2029, 1, 1)])
def test_a_warning_before_something_is_passed_on_is_said_where_that_is_risky(
    country: str, risky: bool, today: date
) -> None:
    material = explain(country=country, today=today)
    warning = material.sentences.say("advice.not_copied")
    assert material.say_sharing_note("advice.not_copied") == (warning if risky else "")


def test_a_variant_leaves_the_material_as_it_was() -> None:
    material = explain(country="RU")
    today, sentences = material.person.today, material.sentences
    place = HelpTarget("https://example.org")
    assert material.with_answers({place: HelpAnswer.ANSWERS}).person.answers == {place: HelpAnswer.ANSWERS}
    assert material.for_reader_on(date(2030, 1, 1)).person.today == date(2030, 1, 1)
    assert material.of_day(today).sentences.past
    newcomer = judged("newcomer", MessengerStatus.WORKS, SURE, (F.MESSAGES, S.WORKS))
    assert material.naming([newcomer]).sentences.name_of("newcomer") == "Newcomer"
    assert not material.person.answers
    assert (material.person.today, material.sentences, sentences.past) == (today, sentences, False)


def test_a_quiet_check_is_offered_in_a_country_that_is_asked_for_or_in_ones_own() -> None:
    assert explain(country="IR").wants_quiet()
    assert explain(country="DE").wants_quiet("IR")
    assert not explain(country="IR").wants_quiet("DE")


@pytest.mark.parametrize(
    ("country", "messenger", "said"),
    [("BY", "telegram", "mark.punished"), ("DE", "signal", ""), ("DE", "max", "mark.state"), ("DE", "unknown", "")],
)
def test_few_words_of_caution_name_a_punishment_or_a_state_that_reads(country: str, messenger: str, said: str) -> None:
    material = explain(country=country)
    assert material.say_caution(messenger) == (material.sentences.say(said) if said else "")


def test_in_a_list_the_worst_comes_first_and_among_equals_what_most_people_use() -> None:
    material = explain()
    verdicts = [works("signal"), works("whatsapp"), blocked("signal"), blocked("whatsapp")]
    ranked = sorted(verdicts, key=lambda v: material.rank_in_list(v.messenger, answer_of(v, ONLINE).first))
    said = [(verdict.messenger, verdict.status) for verdict in ranked]
    assert said == [
        *(("whatsapp", MessengerStatus.BLOCKED), ("signal", MessengerStatus.BLOCKED)),
        *(("whatsapp", MessengerStatus.WORKS), ("signal", MessengerStatus.WORKS)),
    ]
    assert material.count_users("unknown") == 0


@pytest.mark.parametrize(
    ("country", "has_vpn", "note"),
    [("RU", False, ""), ("RU", True, "home_only"), ("DE", False, "home_only")],
)
def test_what_happens_abroad_is_not_said_to_somebody_at_home(country: str, has_vpn: bool, note: str) -> None:
    material = explain(country=country)
    assert material.find_note("max", "home_only", has_vpn=has_vpn) == note
    assert material.find_note("max", "another_note", has_vpn=has_vpn) == "another_note"
