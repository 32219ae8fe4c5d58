"""A whole check in one line, each messenger by name, the worst first; and what of a page a saved check keeps."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.store.check_file import load_check
from explain.leads import (
    LIKELY,
    ONLINE,
    SURE,
    UNSURE,
    intercepted,
    judged,
    only_calls_fail,
    outage,
    plain,
    web_intercepted,
    without_calls,
)
from judge.saved import CHECKS

S, F, P = MessengerStatus, Function, FunctionStatus
WORKS, BLOCKED, SLOW, UNKNOWN, PARTLY, DOWN = S.WORKS, S.BLOCKED, S.SLOW, S.UNKNOWN, S.PARTLY, S.DOWN
NAMES = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal", "discord": "Discord", "skype": "Skype"}


def one(
    messenger: str, status: MessengerStatus, confidence: Confidence = SURE, cause: Cause = Cause.NAME_FILTERED
) -> MessengerVerdict:
    causes = (cause,) if status is BLOCKED else ()
    return MessengerVerdict(messenger, NAMES.get(messenger, messenger), status, causes, confidence)


def in_part(messenger: str, function: Function, confidence: Confidence = SURE) -> MessengerVerdict:
    other = F.WEB if function is F.MESSAGES else F.MESSAGES
    parts = (function, P.BLOCKED, Cause.NAME_FILTERED), (other, P.WORKS)
    return replace(judged(messenger, PARTLY, confidence, *parts), causes=())


CASES = [
    ((one("whatsapp", WORKS), one("signal", WORKS)), "WhatsApp and Signal work here.", WORKS),
    ((one("whatsapp", BLOCKED), one("signal", WORKS)), "WhatsApp is blocked here. Signal works.", BLOCKED),
    ((one("whatsapp", BLOCKED), one("signal", BLOCKED)), "WhatsApp and Signal are blocked here.", BLOCKED),
    (
        (one("whatsapp", BLOCKED), one("telegram", SLOW, UNSURE), one("signal", WORKS), one("discord", WORKS)),
        "WhatsApp is blocked here. Telegram may be slow. Signal and Discord work.",
        BLOCKED,
    ),
    (
        (one("whatsapp", BLOCKED), one("signal", BLOCKED, LIKELY)),
        "WhatsApp is blocked here. Signal is probably blocked.",
        BLOCKED,
    ),
    (
        (one("whatsapp", BLOCKED), one("signal", BLOCKED, UNSURE)),
        "WhatsApp is blocked here. Signal may not work.",
        BLOCKED,
    ),
    ((one("telegram", SLOW, UNSURE), one("signal", WORKS)), "Telegram may be slow here. Signal works.", SLOW),
    (
        (one("whatsapp", UNKNOWN), one("signal", UNKNOWN)),
        "Whether WhatsApp and Signal work here is unclear.",
        UNKNOWN,
    ),
    (
        (one("whatsapp", UNKNOWN), one("signal", DOWN)),
        "Signal itself has a problem. Whether WhatsApp works is unclear.",
        DOWN,
    ),
    (
        (one("whatsapp", UNKNOWN), one("signal", WORKS, LIKELY), one("telegram", UNKNOWN)),
        "Whether WhatsApp and Telegram work here is unclear. Signal probably works.",
        UNKNOWN,
    ),
    ((one("whatsapp", WORKS), one("signal", WORKS, LIKELY)), "WhatsApp works here. Signal probably works.", WORKS),
    ((one("whatsapp", WORKS), one("signal", S.NOT_TESTED)), "WhatsApp works here.", WORKS),
    ((one("skype", S.RETIRED),), "Nothing was tested.", S.NOT_TESTED),
    ((), "Nothing was tested.", S.NOT_TESTED),
    (
        (in_part("telegram", F.MEDIA), one("signal", WORKS)),
        "Photos in Telegram are blocked here. Signal works.",
        PARTLY,
    ),
    (
        (in_part("telegram", F.MEDIA), in_part("signal", F.MEDIA)),
        "Photos in Telegram and Signal are blocked here. Messages work.",
        PARTLY,
    ),
    (
        (in_part("telegram", F.MESSAGES, LIKELY), one("signal", WORKS)),
        "Messages in Telegram are probably blocked here. Signal works.",
        BLOCKED,
    ),
    (
        (only_calls_fail(), without_calls("telegram"), only_calls_fail("signal")),
        "Calls in WhatsApp and Signal are probably blocked here. Messages in Telegram work.",
        PARTLY,
    ),
    (
        (intercepted(), one("signal", WORKS)),
        "WhatsApp is probably not safe here. Signal works.",
        BLOCKED,
    ),
    ((outage(), one("whatsapp", WORKS)), "A service outage is stopping messages in Signal. WhatsApp works.", DOWN),
    (
        (one("whatsapp", BLOCKED), web_intercepted(), outage(), one("discord", SLOW), one("viber", WORKS)),
        "The web version of Telegram is probably not safe here. WhatsApp is blocked. "
        "A service outage is stopping messages in Signal. viber works.",
        BLOCKED,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("verdicts", "said", "status"), CASES)
def test_each_is_named_and_the_worst_comes_first(
    english: Explainer, verdicts: tuple[MessengerVerdict, ...], said: str, status: MessengerStatus
) -> None:
    assert english.say_whole(verdicts, ONLINE) == said
    assert english.answer_about_all(verdicts, ONLINE).first.status_word == status


@pytest.mark.parametrize(
    ("cause", "said"),
    [(Cause.UNEXPLAINED, "Signal does not work."), (Cause.THIS_COMPUTER, "Something on this computer stops Signal.")],
)
def test_only_what_the_network_stops_is_called_blocked(english: Explainer, cause: Cause, said: str) -> None:
    whole = english.say_whole((one("whatsapp", BLOCKED), one("signal", BLOCKED, cause=cause)), ONLINE)
    assert whole == f"WhatsApp is blocked here. {said}"


def test_many_are_counted_behind_the_first(english: Explainer) -> None:
    many = [one(f"app-{number:02}", WORKS) for number in range(20)]
    said = english.say_whole((*many, one("whatsapp", BLOCKED)), ONLINE)
    assert said == "WhatsApp is blocked here. app-00 and 19 more work."
    three = english.say_whole((*many[:3], one("whatsapp", BLOCKED)), ONLINE)
    assert three == "WhatsApp is blocked here. app-00, app-01 and app-02 work."


def test_where_the_network_fails_the_line_is_about_it(explainer: Explainer) -> None:
    offline = load_check(CHECKS / "offline-link-down.json")
    whole = explainer.say_whole(offline.messengers, offline.network)
    assert whole == explainer.explain_network(offline.network).headline
    assert explainer.answer_about_all(offline.messengers, offline.network).is_about_network


def test_a_wrong_clock_is_said_before_what_it_keeps_from_us(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CLOCK_WRONG,))
    whole = english.say_whole((one("whatsapp", UNKNOWN), one("telegram", WORKS, UNSURE)), network)
    assert whole == (
        "The clock of this computer is wrong. Secure connections can fail because of it. Telegram may work."
    )
    told = english.say_whole((one("whatsapp", WORKS), one("telegram", BLOCKED)), network)
    assert told == "Telegram is blocked here. WhatsApp works."


@pytest.mark.parametrize(
    ("status", "colour"),
    [
        (NetworkStatus.WHITELIST_MODE, BLOCKED),
        (NetworkStatus.INTERCEPTED, BLOCKED),
        (NetworkStatus.CAPTIVE_PORTAL, UNKNOWN),
    ],
)
def test_a_networks_line_has_its_own_colour(status: NetworkStatus, colour: MessengerStatus, english: Explainer) -> None:
    found = MessengerVerdict("whatsapp", "WhatsApp", UNKNOWN, (Cause(status.value),))
    answer = english.answer_about_all((found,), NetworkVerdict(status, confidence=LIKELY))
    assert (answer.first.status_word, answer.first.doubtful) == (colour, colour is BLOCKED)
    assert answer.is_about_network


def test_an_unstable_network_still_lets_the_messengers_speak(english: Explainer) -> None:
    unstable = NetworkVerdict(NetworkStatus.UNSTABLE)
    verdicts = (one("signal", WORKS), one("whatsapp", BLOCKED))
    assert english.say_whole(verdicts, unstable) == "WhatsApp is blocked here. Signal works."
    assert not english.answer_about_all(verdicts, unstable).is_about_network


NAMED = {
    "en": "WhatsApp is probably blocked here. Telegram may be slow. Signal works.",
    "ru": "WhatsApp здесь, похоже, блокируют. Telegram, возможно, работает медленно. Signal работает.",
    "fa": "WhatsApp اینجا احتمالاً مسدود است. Telegram شاید کند باشد. Signal کار می‌کند.",
}


def test_in_every_language_it_names_them(explainer: Explainer) -> None:
    verdicts = (one("signal", WORKS), one("telegram", SLOW, UNSURE), one("whatsapp", BLOCKED, LIKELY))
    assert plain(explainer.say_whole(verdicts, ONLINE)) == NAMED[explainer.sentences.language]


def test_in_short_gives_what_a_saved_check_holds(english: Explainer) -> None:
    messages = FunctionVerdict(F.MESSAGES, FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,))
    verdict = replace(one("whatsapp", BLOCKED, LIKELY), functions=(replace(messages, confidence=LIKELY),))
    headline, explanation, advice = english.summarize(verdict, ONLINE)
    assert headline == "WhatsApp is probably blocked here."
    assert "recognised on this network" in explanation
    assert advice == ("ordinary-call", "whatsapp-phone-proxy", "beware-of-fakes")
