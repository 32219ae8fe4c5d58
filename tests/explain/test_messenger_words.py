"""A messenger in words: the answer first, grammatically right, as sure as the verdict and no surer."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.model.answer import State
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)
from explain.leads import LIKELY, SURE, UNSURE
from gallery.verdicts import ONLINE
from judge.recorded import judged
from named import named


def partly(
    broken: list[Function], fine: list[Function], confidence: Confidence = SURE, messenger: str = "telegram"
) -> MessengerVerdict:
    functions = (
        *(FunctionVerdict(f, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), confidence) for f in broken),
        *(FunctionVerdict(f, FunctionStatus.WORKS) for f in fine),
    )
    causes = (Cause.CALLS_FILTERED,)
    return MessengerVerdict(messenger, messenger.title(), MessengerStatus.PARTLY, causes, confidence, functions)


def lookup(number: int, name: str) -> Observation:
    return Observation(number, "whatsapp", "e", Step.DNS, f"{name}@system", 0.0, 0.02, Failure.NO_SUCH_NAME)


def blocked(*causes: Cause, confidence: Confidence = LIKELY, evidence: tuple[Evidence, ...] = ()) -> MessengerVerdict:
    return MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, causes, confidence, evidence=evidence)


F = Function
PARTLY = [
    (partly([F.CALLS], [F.MESSAGES]), "Calls in Telegram are blocked here.", "Звонки в Telegram здесь блокируют."),
    (
        partly([F.CALLS, F.WEB], [F.MESSAGES]),
        "Calls and the web version of Telegram are blocked here.",
        "Звонки и веб-версию в Telegram здесь блокируют.",
    ),
    (
        partly([F.WEB], [F.MESSAGES], LIKELY),
        "The web version of Telegram is probably blocked here.",
        "Веб-версию Telegram здесь, похоже, блокируют.",
    ),
    (
        partly([F.CALLS], [F.MESSAGES], UNSURE),
        "Calls in Telegram may not work here.",
        "Звонки в Telegram здесь, возможно, не работают.",
    ),
    (
        partly([F.MESSAGES, F.MEDIA], [F.WEB]),
        "Messages in Telegram are blocked here.",
        "Сообщения в Telegram здесь блокируют.",
    ),
    (
        partly([F.WEB], [F.MESSAGES], messenger="signal"),
        "The website of Signal is blocked here.",
        "Сайт Signal здесь блокируют.",
    ),
]


@pytest.mark.parametrize(("verdict", "in_english", "in_russian"), PARTLY)
def test_partly_says_what_works_and_what_does_not(
    english: Explainer, russian: Explainer, verdict: MessengerVerdict, in_english: str, in_russian: str
) -> None:
    assert english.explain_messenger(verdict, ONLINE).headline == in_english
    assert russian.explain_messenger(verdict, ONLINE).headline == in_russian


ROWS = [
    (MessengerVerdict("x", "X", MessengerStatus.WORKS), "Works"),
    (blocked(Cause.NAME_FILTERED, confidence=SURE), "Blocked"),
    (blocked(Cause.NAME_FILTERED), "Probably blocked"),
    (blocked(Cause.NAME_FILTERED, confidence=UNSURE), "May not work"),
    (partly([F.CALLS], [F.MESSAGES]), "Calls blocked"),
    (partly([F.WEB], [F.MESSAGES]), "Web blocked"),
    (MessengerVerdict("x", "X", MessengerStatus.SLOW, (Cause.THROTTLED,)), "Slow"),
    (MessengerVerdict("x", "X", MessengerStatus.UNKNOWN), "Unclear"),
    (MessengerVerdict("x", "X", MessengerStatus.UNKNOWN, (Cause.OFFLINE,)), "No internet"),
    (MessengerVerdict("x", "X", MessengerStatus.UNKNOWN, (Cause.CAPTIVE_PORTAL,)), "Needs sign-in"),
]


@pytest.mark.parametrize(("verdict", "row"), ROWS)
def test_the_row_is_short_and_says_it(english: Explainer, verdict: MessengerVerdict, row: str) -> None:
    assert english.explain_messenger(verdict, ONLINE).state == row


def test_who_is_affected_is_said_when_the_controls_answered(english: Explainer) -> None:
    words = english.explain_messenger(blocked(Cause.DNS_MISSING), ONLINE)
    assert words.headline == "WhatsApp is probably blocked here."
    assert words.summary.endswith("No fault was seen in this computer or in WhatsApp itself.")


def test_who_decided_a_block_and_what_is_only_likely_are_among_what_we_cannot_tell(english: Explainer) -> None:
    who, likely = english.sentences.say("cannot_tell.who"), english.sentences.say("cannot_tell.likely")
    assert {who, likely} <= set(english.explain_messenger(blocked(Cause.NAME_FILTERED), ONLINE).cannot_tell)
    swapped = english.explain_messenger(blocked(Cause.CERTIFICATE_SWAPPED), ONLINE).cannot_tell
    assert who not in swapped  # it may be a program on this computer
    assert likely in swapped
    sure = replace(blocked(Cause.NAME_FILTERED), confidence=Confidence.SURE)
    assert likely not in english.explain_messenger(sure, ONLINE).cannot_tell
    assert who not in english.explain_messenger(blocked(Cause.UNEXPLAINED), ONLINE).cannot_tell


def test_with_a_vpn_on_the_provider_is_not_blamed(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,), ONLINE.evidence)
    words = english.explain_messenger(blocked(Cause.DNS_MISSING), network)
    assert words.summary == "A VPN was on, so this is about the VPN's network, not yours."
    assert "We tested the VPN's network, not yours." in words.cannot_tell
    assert "To test your own network, turn the VPN off and check again." in words.can_do


def test_a_program_on_the_computer_is_not_ruled_out_when_certificates_are_swapped(english: Explainer) -> None:
    for cause, cleared in ((Cause.NAME_FILTERED, True), (Cause.CERTIFICATE_SWAPPED, False)):
        words = english.explain_messenger(blocked(cause), ONLINE)
        assert words.answer.why is not None
        assert words.answer.why.not_this_computer is cleared
        assert ("in this computer" in words.summary) is cleared


def test_what_we_saw_names_the_name_that_was_looked_up(english: Explainer) -> None:
    verdict = blocked(Cause.DNS_MISSING, evidence=(Evidence(EvidenceKind.NAME_MISSING, (7,)),))
    words = english.explain_messenger(verdict, ONLINE, observations=(lookup(7, "web.whatsapp.com"),))
    assert words.observed == ("The network did not give the address of web.whatsapp.com.",)
    assert words.details == ("7 · name lookup · web.whatsapp.com@system · no such name (NXDOMAIN) · 20 ms",)
    without_observations = english.explain_messenger(verdict, ONLINE).observed
    assert without_observations == ("The network did not give the address of WhatsApp.",)


def test_details_say_first_which_rules_spoke(explainer: Explainer, english: Explainer) -> None:
    seen = (
        Evidence(EvidenceKind.NAME_CUT, (7, 8), "name_cut"),
        Evidence(EvidenceKind.NEEDS_MESSAGES, (), "needs_messages"),
    )
    verdict = replace(blocked(Cause.NAME_FILTERED), evidence=(*seen, Evidence(EvidenceKind.NOT_ENOUGH, (9,))))
    observations = (Observation(7, verdict.messenger, "x", Step.TLS, "192.0.2.1:443", 0.0, 0.02, Failure.RESET),)
    lines = english.explain_messenger(verdict, ONLINE, observations=observations).details
    assert lines[:2] == ("rule name_cut · name_cut · 7, 8", "rule needs_messages · needs_messages")
    assert len(lines) == 3, "a check saved by an older version names no rule"
    assert "name_cut" in explainer.explain_messenger(verdict, ONLINE, observations=observations).details[0]
    assert english.explain_messenger(verdict, ONLINE).details == ()


def test_details_are_the_messenger_s_own_and_in_order(english: Explainer) -> None:
    observations = [
        Observation(number, messenger, "e", Step.TCP, "192.0.2.1:443", 0.0, 0.04)
        for number, messenger in ((3, "whatsapp"), (1, "whatsapp"), (2, "signal"))
    ]
    details = english.explain_messenger(blocked(Cause.DNS_MISSING), ONLINE, observations=observations).details
    assert [line.split(" ")[0] for line in details] == ["1", "3"]


def test_facts_from_the_network_cannot_break_a_line(english: Explainer) -> None:
    facts: Facts = {Fact.LOCATION_HOST: "a\r\n\x1b[31m{name}" + "b" * 500}
    nasty = Observation(1, "whatsapp", "e", Step.HTTP, "192.0.2.1:80", 0.0, 0.04, None, facts)
    (line,) = english.explain_messenger(blocked(Cause.BLOCK_PAGE), ONLINE, observations=(nasty,)).details
    assert line.isprintable()
    assert len(line) < 200


@pytest.mark.parametrize(("cause", "said"), [(Cause.OFFLINE, False), (Cause.DNS_MISSING, True)])
def test_what_calls_need_is_left_out_where_nothing_gets_through(
    english: Explainer, cause: Cause, *, said: bool
) -> None:
    seen = (Evidence(EvidenceKind.NEEDS_MESSAGES, (), "needs_messages"),)
    words = english.explain_messenger(replace(blocked(cause), evidence=seen), ONLINE)
    assert ("Calls begin through messages, and messages did not get through." in words.observed) is said
    assert words.observed


def test_functions_left_out_are_named(english: Explainer) -> None:
    functions = (
        FunctionVerdict(F.MESSAGES, FunctionStatus.WORKS),
        FunctionVerdict(F.CALLS, FunctionStatus.NOT_TESTED, why_not="no_test_without_account"),
        FunctionVerdict(F.WEB, FunctionStatus.UNKNOWN),
    )
    telegram = MessengerVerdict("telegram", "Telegram", MessengerStatus.WORKS, functions=functions)
    words = english.explain_messenger(telegram, ONLINE)
    assert words.functions[1].sentence == "This can only be tested from inside an account, and we never sign in."
    assert (words.functions[2].state, words.functions[2].sentence) == ("Unclear", ""), "once is enough"
    assert not [line for line in words.cannot_tell if "calls" in line or "web" in line]


def test_a_block_and_an_outage_may_look_alike(english: Explainer) -> None:
    alike = "From inside this network, a block and a fault at WhatsApp can look the same."
    assert alike in english.explain_messenger(blocked(Cause.ADDRESS_BLOCKED), ONLINE).cannot_tell
    assert alike not in english.explain_messenger(blocked(Cause.BLOCK_PAGE), ONLINE).cannot_tell


def test_the_reader_s_own_name_for_a_messenger_is_used(russian: Explainer) -> None:
    words = named(russian, {"whatsapp": "Ватсап"}).explain_messenger(blocked(Cause.DNS_MISSING), ONLINE)
    assert words.name == "Ватсап"
    assert words.headline.startswith("Ватсап ")


def test_the_messenger_is_not_cleared_where_an_outage_would_look_the_same(english: Explainer) -> None:
    likely = english.explain_messenger(blocked(Cause.ADDRESS_BLOCKED), ONLINE)
    assert likely.summary.endswith("No fault was seen in this computer.")
    sure = english.explain_messenger(blocked(Cause.ADDRESS_BLOCKED, confidence=SURE), ONLINE)
    assert sure.summary.endswith("We ruled out this computer and WhatsApp itself.")


def test_what_lies_behind_the_first_cause_is_not_told_as_certain(english: Explainer) -> None:
    words = english.explain_messenger(blocked(Cause.DNS_MISSING, Cause.ADDRESS_BLOCKED, confidence=SURE), ONLINE)
    first, second = words.means
    assert first.startswith("This network hides addresses of WhatsApp:")
    assert second.startswith("It looks as if this network ")


def test_each_kind_of_evidence_is_told_once(english: Explainer) -> None:
    lookups = (lookup(0, "web.whatsapp.com"), lookup(1, "g.whatsapp.net"))
    seen = tuple(Evidence(EvidenceKind.NAME_MISSING, (number,)) for number in range(2))
    words = english.explain_messenger(blocked(Cause.DNS_MISSING, evidence=seen), ONLINE, observations=lookups)
    assert words.observed == ("The network did not give the address of web.whatsapp.com.",)


def test_an_answer_by_another_way_is_not_told_as_working(english: Explainer) -> None:
    seen = (Evidence(EvidenceKind.GREETING_ANSWERED, (1,)),)
    words = english.explain_messenger(blocked(Cause.DNS_MISSING, evidence=seen), ONLINE)
    assert words.observed == ("By another route, the servers of WhatsApp did answer.",)


def test_where_messages_get_no_reply_the_web_versions_is_not_told_as_that_of_all_servers(english: Explainer) -> None:
    """Below "no reply came from Telegram" stood "The servers of Telegram answered as they should."."""
    silent = (Evidence(EvidenceKind.ONLY_CONNECTS, (1,)),)
    web = (Evidence(EvidenceKind.GREETING_ANSWERED, (2,)),)
    functions = (
        FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=silent),
        FunctionVerdict(Function.WEB, FunctionStatus.WORKS, evidence=web),
    )
    unknown, cause = MessengerStatus.UNKNOWN, (Cause.UNEXPLAINED,)
    partly = MessengerVerdict("telegram", "Telegram", unknown, cause, functions=functions)
    saw = english.explain_messenger(partly, ONLINE).observed
    assert "The servers of Telegram answered as they should." not in saw
    assert "By another route, the servers of Telegram did answer." in saw
    untested = replace(functions[0], status=FunctionStatus.NOT_TESTED, causes=(), evidence=(), why_not="site_alone")
    only_site = replace(partly, status=MessengerStatus.NOT_TESTED, causes=(), functions=(untested, functions[1]))
    assert english.explain_messenger(only_site, ONLINE).observed == (
        "The servers of Telegram answered as they should.",
    )


def test_where_messages_are_unclear_what_works_here_is_offered(english: Explainer) -> None:
    """Telegram did not reply and WhatsApp probably worked, but Telegram's page named only another network."""
    check = judged("outage-telegram-silent")
    telegram = next(verdict for verdict in check.messengers if verdict.messenger == "telegram")
    words = english.explain_messenger(telegram, check.network, (), check.messengers)
    assert words.answer.first.state is State.UNKNOWN
    assert [way.title for way in words.ways if way.guidance is None]
