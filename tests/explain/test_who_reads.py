"""Who can read along stands at every row, in every country, for ever; what works here is named, the safest first."""

from datetime import date

import pytest

from dialtone.explain.answer_text import say_second_line
from dialtone.explain.answers import clauses_of
from dialtone.explain.card_rows import describe_card, make_card, write_as_text
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_notice
from dialtone.explain.text_report import render_check
from dialtone.explain.who_reads import shape_of
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.help_place import Probing
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus
from explain.leads import check_of
from explain.shipped import CARRIED, CATALOGUE, READABLE, WITH_CALLS, about, blocked, explain, works
from gallery.verdicts import ONLINE
from gallery.working import works_here
from spoken import EXAMPLES


def printed(made: Check, words: Explainer, probing: Probing = Probing.OFFERED) -> list[str]:
    return render_check(made, words, colour=False, width=100, probing=probing).splitlines()


def test_a_state_can_read_these() -> None:
    assert READABLE == ["bale", "bip", "eitaa", "max", "qq", "rubika", "soroush", "telega", "vk_messenger", "wechat"]


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("country", ["", "RU", "IR", "DE"])
@pytest.mark.parametrize("messenger", READABLE)
def test_no_bare_tick_beside_what_a_state_can_read(messenger: str, country: str, language: str) -> None:
    """In any country, and years later."""
    words = explain(language, country, date(2031, 1, 1))
    row = next(line for line in printed(check_of(works(messenger)), words) if line.startswith("  "))
    mark = words.sentences.say("mark.state")
    assert row.strip().startswith("!")
    assert row.endswith(mark)
    card = make_card([works(messenger)], ONLINE, words, CATALOGUE.messengers, date(2031, 1, 1))
    assert "✓" not in write_as_text(card)
    assert mark in write_as_text(card)
    assert mark in describe_card(card)
    (notice,) = say_notice(words.sentences, [works(messenger)], words.readers_of)
    assert notice.endswith(mark)


def test_beside_a_block_no_messenger_that_a_state_can_read_is_named_as_working() -> None:
    """In Moscow the terminal's first sentence offered Bale, of another country's state."""
    words = explain("en", "RU")
    for verdicts, said in (
        ((blocked("whatsapp"), works("bale")), "WhatsApp is blocked here."),
        ((blocked("whatsapp"), works("bale"), works("signal")), "WhatsApp is blocked here. Signal works."),
        ((works("bale"),), "Bale works here."),
    ):
        assert words.say_whole(verdicts, ONLINE) == said


def test_beside_failed_calls_a_person_is_told_that_messages_of_the_same_messenger_work() -> None:
    """As it was found: of MAX with blocked calls, the sentence below the answer left out that its messages work."""
    words = explain("en")
    max_, whatsapp = calls_blocked("max"), calls_blocked("whatsapp")
    for verdicts, second_line in (
        ((max_,), "Messages work."),
        ((max_, whatsapp), "Messages work."),
        ((max_, works("bale")), ""),
    ):
        joint = words.answer_about_all(verdicts, ONLINE)
        answers = [words.answer(verdict, ONLINE) for verdict in verdicts]
        assert say_second_line(words.naming(verdicts).sentences, joint, answers) == second_line


def calls_blocked(messenger: str) -> MessengerVerdict:
    functions = (
        FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS),
        FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,)),
    )
    return replace(works(messenger), status=MessengerStatus.PARTLY, causes=(Cause.CALLS_FILTERED,), functions=functions)


def test_nothing_reassures_beside_what_is_not_safe() -> None:
    words = explain("en")
    swapped = replace(blocked("signal"), causes=(Cause.CERTIFICATE_SWAPPED,), functions=())
    row = next(line for line in printed(check_of(swapped, works("telegram")), words) if "Signal" in line)
    assert "private messages" not in row
    (notice,) = say_notice(words.sentences, [swapped], words.readers_of)
    assert "private messages" not in notice
    assert words.explain_messenger(swapped, ONLINE).who_reads == ""
    readable = replace(blocked("max"), causes=(Cause.CERTIFICATE_SWAPPED,), functions=())
    (row,) = [line for line in printed(check_of(readable), words) if "MAX  " in line]
    assert row.endswith(f" · {words.sentences.say('mark.state')}")


def test_a_row_warns_of_who_can_read_and_reassures_nobody() -> None:
    lines = printed(check_of(works("signal"), works("telegram"), works("discord"), works("imo")), explain("ru"))
    assert {line.split()[1]: line.rpartition(" · ")[2] for line in lines if " · " in line} == {
        "Discord": "компания может читать",
        "imo": "неясно, кто может читать",
    }


def test_the_page_says_who_says_so_and_when_it_was_looked_up() -> None:
    said = explain().explain_messenger(works("max"), ONLINE).who_reads
    assert said.startswith("The company can read the messages. RKS Global wrote that state services can get at them")
    assert said.endswith("looked up on 25 November 2026.")


def test_calls_that_are_closed_to_the_company_are_said_beside_its_messages() -> None:
    assert "Calls are safer" in explain().explain_messenger(works("telegram"), ONLINE).who_reads


def test_what_works_here_is_said_the_safest_first() -> None:
    found = check_of(blocked("whatsapp"), works("max"), works("discord"), works("wire"), works("signal", WITH_CALLS))
    said = works_here(explain(), found.messengers)
    assert said == (
        "What worked in this check: Signal (messages and calls), Wire (messages) and Discord (messages)."
        " This worked too, but a state can read it: MAX (messages)."
    )


def test_only_what_a_state_can_read_is_never_said_to_work_without_it() -> None:
    """As in the lab's `whitelist-mode`."""
    said = works_here(explain(), [blocked("whatsapp"), works("max"), works("vk_messenger")])
    assert said.startswith("Only this worked in this check, and a state can read it: MAX (messages) and VK Messenger")


@pytest.mark.parametrize(
    "doubtful",
    [
        FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, confidence=Confidence.UNSURE),
        FunctionVerdict(Function.MESSAGES, FunctionStatus.SLOW),
        FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,)),
    ],
)
def test_what_was_not_surely_seen_to_work_is_not_named(doubtful: FunctionVerdict) -> None:
    assert works_here(explain(), [blocked("whatsapp"), replace(works("signal"), functions=(doubtful,))]) == ""


def test_what_may_be_read_on_the_way_is_not_named() -> None:
    swapped = FunctionVerdict(Function.WEB, FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,))
    assert works_here(explain(), [blocked("whatsapp"), works("signal", (*CARRIED, swapped))]) == ""


def test_what_probably_works_is_named_with_its_doubt_where_nothing_surely_does() -> None:
    likely = replace(CARRIED[0], confidence=Confidence.LIKELY)
    probably = works_here(explain(), [blocked("whatsapp"), works("signal", (likely,)), works("max", (likely,))])
    assert probably == (
        "What probably worked in this check: Signal (messages). "
        "This probably worked too, but a state can read it: MAX (messages)."
    )
    both = works_here(explain(), [blocked("whatsapp"), works("signal", (likely,)), works("telegram")])
    assert both == "What worked in this check: Telegram (messages)."


def test_nothing_is_said_where_nothing_fails() -> None:
    assert works_here(explain(), [works("signal"), works("whatsapp")]) == ""


def test_others_are_offered_where_they_were_not_tested_and_the_network_carries_something() -> None:
    words, one = explain(), [blocked("whatsapp")]
    assert words.may_test_others(one, ONLINE)
    assert "  ".join(printed(check_of(*one), words)).count("dialtone check --all") == 1
    # the quiet profile refuses --all, and told people in Myanmar to use it
    assert "dialtone check --all" not in "  ".join(printed(check_of(*one), words, Probing.NEVER))
    assert not words.may_test_others(one, NetworkVerdict(NetworkStatus.OFFLINE))
    assert not words.may_test_others([works("signal")], ONLINE)
    unclear = MessengerVerdict("telegram", "Telegram", MessengerStatus.UNKNOWN)
    no_calls = FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,))
    assert words.may_test_others([unclear], ONLINE)
    assert words.may_test_others(
        [replace(works("whatsapp", (*CARRIED, no_calls)), status=MessengerStatus.PARTLY)], ONLINE
    )
    every = [blocked("whatsapp"), *(works(m.id) for m in CATALOGUE.messengers if m.id != "whatsapp")]
    assert not words.may_test_others(every, ONLINE)


def test_the_long_list_begins_with_what_most_people_use_and_ends_short() -> None:
    verdicts = [
        MessengerVerdict(m.id, m.name, m.untested) if m.untested else blocked(m.id) for m in CATALOGUE.messengers
    ]
    lines = printed(check_of(*verdicts), explain())
    assert lines[1].split()[1] == "WhatsApp"
    paragraphs = [line for line in lines if line in {m.name for m in CATALOGUE.messengers}]
    assert paragraphs[0].startswith("WhatsApp")
    assert any(line.startswith("They use no server, so there is nothing to test: Briar, Cwtch") for line in lines[-8:])
    assert not [line for line in lines if line.startswith("  –")]


def test_persian_names_are_persian() -> None:
    for messenger in ("whatsapp", "telegram", "signal", "viber", "max", "discord"):
        assert not about(messenger).name_in("fa").isascii()


def test_no_tick_for_what_only_may_work_and_no_half_for_what_is_not_safe() -> None:
    may_work = works("telegram", (replace(CARRIED[0], confidence=Confidence.UNSURE),))
    assert shape_of(clauses_of(may_work)[0], risky=False) == "unknown"
    assert shape_of(clauses_of(works("telegram"))[0], risky=False) == "works"
    read = (Cause.INTERCEPTED,)
    functions = (
        FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, read, Confidence.LIKELY),
        FunctionVerdict(Function.MEDIA, FunctionStatus.UNKNOWN, read, Confidence.LIKELY),
        FunctionVerdict(Function.WEB, FunctionStatus.WORKS, (), Confidence.SURE),
    )
    opens = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.PARTLY, read, Confidence.LIKELY, functions)
    assert shape_of(clauses_of(opens)[0], risky=False) == "blocked"
