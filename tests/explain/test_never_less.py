"""No surface says less than the row: over every status and cause, the band, the picture, the signs and the terminal."""

from collections.abc import Iterator
from datetime import date

import pytest

from dialtone.explain.answers import clauses_of, sort_by_attention
from dialtone.explain.card_rows import make_card
from dialtone.explain.explainer import Explainer
from dialtone.explain.ranking import certainty_of_messages
from dialtone.explain.status_signs import sign_of
from dialtone.explain.text_report import render_check
from dialtone.model.answer import State
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from explain.leads import LIKELY, ONLINE, PARTLY, SURE, UNSURE, WORKS, F, S, check_of, judged, web_intercepted
from gallery.working import works_here

_OF_THE_NETWORK = frozenset(map(str, NetworkStatus))
_OF_A_FUNCTION = {
    MessengerStatus.WORKS: FunctionStatus.WORKS,
    MessengerStatus.PARTLY: FunctionStatus.BLOCKED,
    MessengerStatus.SLOW: FunctionStatus.SLOW,
    MessengerStatus.BLOCKED: FunctionStatus.BLOCKED,
    MessengerStatus.DOWN: FunctionStatus.DOWN,
    MessengerStatus.UNKNOWN: FunctionStatus.UNKNOWN,
}
_INTERCEPTORS = (EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY, EvidenceKind.READ_ALONG)


@pytest.fixture(scope="session")
def keys(english: Explainer) -> Explainer:
    """Say the keys of the sentences in place of the sentences."""
    wording = english.sentences.wording
    said = {key: text if key.startswith("language.") else f"<{key}>" for key, text in wording.sentences.items()}
    return Explainer(replace(wording, sentences=said), (), date(2026, 11, 24), messengers=_MESSENGERS)


_MESSENGERS = (Messenger("whatsapp", "WhatsApp", "W", "#2f9e58"), Messenger("signal", "Signal", "S", "#2f9e58"))
_FINE = MessengerVerdict("signal", "Signal", WORKS, functions=(FunctionVerdict(F.MESSAGES, S.WORKS),))


def _verdict(status: MessengerStatus, cause: Cause, confidence: Confidence, *seen: Evidence) -> MessengerVerdict:
    causes = () if status is MessengerStatus.WORKS else (cause,)
    functions: tuple[FunctionVerdict, ...] = (
        FunctionVerdict(Function.MESSAGES, _OF_A_FUNCTION[status], causes, confidence, seen),
    )
    if status is PARTLY:
        functions += (FunctionVerdict(Function.WEB, FunctionStatus.WORKS),)
    return MessengerVerdict("whatsapp", "WhatsApp", status, causes, confidence, functions, seen)


def every_pair() -> Iterator[tuple[MessengerVerdict, NetworkVerdict]]:
    for status in WORST_FIRST:
        for cause in Cause:
            for confidence in Confidence:
                network = NetworkVerdict(NetworkStatus(cause.value)) if cause in _OF_THE_NETWORK else ONLINE
                yield _verdict(status, cause, confidence), network
                if cause is Cause.INTERCEPTED:
                    for kind in _INTERCEPTORS:
                        yield _verdict(status, cause, confidence, Evidence(kind, program="Kaspersky")), ONLINE
    for kind in (EvidenceKind.ANSWERED_THROUGH_PROXY, EvidenceKind.FAILED_THROUGH_PROXY):
        seen = (Evidence(kind), Evidence(EvidenceKind.GREETING_ANSWERED))
        yield _verdict(MessengerStatus.UNKNOWN, Cause.UNEXPLAINED, SURE, *seen), ONLINE


def test_what_is_not_safe_is_red_with_a_cross_and_comes_first_everywhere(keys: Explainer) -> None:
    blocked = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,))
    for verdict, network in every_pair():
        first = clauses_of(verdict)[0]
        if network is not ONLINE or first.state is not State.NOT_SAFE:
            continue
        words = keys.explain_messenger(verdict, network)
        assert sign_of(words.answer.first.status_word, doubtful=words.doubtful) == (
            "✕" if first.certainty is SURE else "✕?"
        )
        assert sort_by_attention((blocked, verdict)) == (verdict, blocked)
        card = make_card((blocked, verdict), network, keys, _MESSENGERS, date(2026, 11, 24))
        assert [row.name for row in card.rows] == ["WhatsApp", "Signal"]
        assert card.status == "blocked"
        assert card.answer.startswith("<answer.not_safe")
        assert {one.status for one in words.functions if one.label == "<label.messages>"} == {"blocked"}


def test_a_part_that_is_not_safe_colours_the_picture_too(keys: Explainer) -> None:
    card = make_card((_FINE, replace(web_intercepted(), messenger="whatsapp")), ONLINE, keys, _MESSENGERS, date.min)
    assert card.status == "blocked"


def test_each_row_with_a_cross_or_a_question_has_its_reason(keys: Explainer) -> None:
    for verdict, network in every_pair():
        words = keys.explain_messenger(verdict, network)
        if words.answer.first.status_word not in ("blocked", "unknown") or verdict.status is WORKS:
            continue
        printed = render_check(check_of(verdict, _FINE, network=network), keys, colour=False, width=100).replace(
            "\n", " "
        )
        told = words.summary in printed or "<answer.network." in printed
        assert told, (verdict.status, verdict.causes, printed)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (EvidenceKind.INSPECTED_BY_PROGRAM, "In the settings of Kaspersky, exclude"),
        (EvidenceKind.INSPECTED_BY_GATEWAY, "Use another network for what is private."),
        (EvidenceKind.INSPECTED, "Leave this network, and use another one."),
        (EvidenceKind.READ_ALONG, "Leave this network, and use another one."),
    ],
)
def test_who_inspects_decides_the_first_step(english: Explainer, kind: EvidenceKind, first: str) -> None:
    verdict = _verdict(MessengerStatus.UNKNOWN, Cause.INTERCEPTED, SURE, Evidence(kind, program="Kaspersky"))
    words = english.explain_messenger(verdict, ONLINE)
    assert words.state == "Not safe"
    steps = [step for entry in words.guidance if not entry.ahead for step in entry.steps]
    assert (steps or words.can_do)[0].startswith(first)
    leaves = any("Leave this network" in line for line in (*steps, *words.can_do))
    assert leaves is (kind in (EvidenceKind.INSPECTED, EvidenceKind.READ_ALONG))


def test_advice_for_the_network_is_not_printed_again_under_no_name(english: Explainer) -> None:
    seen = Evidence(EvidenceKind.READ_ALONG)
    whole = _verdict(MessengerStatus.UNKNOWN, Cause.INTERCEPTED, SURE, seen)
    part = replace(web_intercepted(), messenger="signal", name="Signal")
    check = check_of(whole, part, network=NetworkVerdict(NetworkStatus.INTERCEPTED))
    printed = render_check(check, english, colour=False, width=100)
    assert printed.count("Leave this network, then find the cause") == 1
    assert printed.startswith("Something is interfering")


def slow_and_no_calls(messages: FunctionStatus = S.SLOW) -> MessengerVerdict:
    """As Telegram in the lab's `telegram-throttle-128k+calls-udp-drop`."""
    slow = (F.MEDIA, S.SLOW, Cause.THROTTLED)
    calls = (F.CALLS, S.BLOCKED, Cause.CALLS_FILTERED)
    verdict = judged("telegram", PARTLY, LIKELY, (F.MESSAGES, messages, Cause.THROTTLED), slow, calls)
    first = replace(verdict.functions[0], confidence=UNSURE if messages is S.SLOW else SURE)
    return replace(verdict, functions=(first, *verdict.functions[1:]), confidence=UNSURE)


def test_what_is_slow_stays_slow_where_calls_fail_too(english: Explainer) -> None:
    verdict = slow_and_no_calls()
    words = english.explain_messenger(verdict, ONLINE)
    assert words.headline == "Calls in Telegram are probably blocked here."
    assert words.other_clauses == "Messages and photos may be slow."
    assert words.state == "Calls probably blocked, messages may be slow"
    whole = english.say_whole((verdict, _FINE), ONLINE)
    assert whole == "Calls in Telegram are probably blocked here. Signal works."
    photos = english.explain_messenger(slow_and_no_calls(S.WORKS), ONLINE)
    assert photos.state == "Calls probably blocked, photos probably slow"
    assert photos.other_clauses == "Photos are probably slow. Messages work."


def test_where_calls_alone_are_in_doubt_messages_are_not(english: Explainer) -> None:
    sure = [(one, S.WORKS) for one in (F.MESSAGES, F.MEDIA, F.WEB)]
    verdict = judged("signal", WORKS, UNSURE, *sure, (F.CALLS, S.WORKS))
    doubted = replace(verdict, functions=(*verdict.functions[:3], FunctionVerdict(F.CALLS, S.WORKS, (), UNSURE)))
    words = english.explain_messenger(doubted, ONLINE)
    assert (words.headline, words.other_clauses) == (
        "Messages in Signal work here.",
        "Photos and the website work. Calls may work.",
    )
    assert (words.state, words.answer.first.status_word, words.doubtful) == ("Messages work", "works", False)
    assert certainty_of_messages(doubted) is SURE


def test_what_only_may_work_is_not_offered_as_what_works(english: Explainer) -> None:
    """As Threema in the lab: messages answered, and the phone's own way was not proved."""
    parts = (FunctionVerdict(F.MESSAGES, S.WORKS), FunctionVerdict(F.PHONE, S.WORKS, (), UNSURE))
    verdict = MessengerVerdict("threema", "Threema", WORKS, (), UNSURE, parts)
    gone = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,))
    assert "Threema" in works_here(english, (gone, verdict))  # its messages surely work
    doubted = replace(verdict, functions=tuple(replace(f, confidence=UNSURE) for f in verdict.functions))
    assert works_here(english, (gone, doubted)) == ""
    assert "Signal" in works_here(english, (gone, doubted, _FINE))


def test_a_wrong_clock_comes_before_lost_packets(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.UNSTABLE, (NetworkFlag.CLOCK_WRONG,))
    words = english.explain_network(network)
    assert words.banner == "The clock of this computer is wrong."
    assert not any("router" in line for line in words.can_do)
    assert "unstable" in english.explain_network(NetworkVerdict(NetworkStatus.UNSTABLE)).banner
