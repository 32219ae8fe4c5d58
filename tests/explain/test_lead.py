"""What comes first: interception and an outage before "works in part", and "works" only of what was tested."""

from datetime import UTC, date, datetime

import pytest

from dialtone.engine.monitoring import Schedule, Watch, after_check
from dialtone.explain.card_rows import alternative_text, card_text, make_card
from dialtone.explain.changes import what_changed
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import notice_lines
from dialtone.explain.text_report import render_check
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, MessengerStatus, NetworkStatus
from explain.leads import (
    BLOCKED,
    CASES,
    LIKELY,
    NAMES,
    PARTLY,
    SAID,
    SURE,
    WORKS,
    F,
    S,
    intercepted,
    judged,
    outage,
    plain,
    web_intercepted,
    without_calls,
)
from gallery.verdicts import ONLINE

NOW = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
MESSENGERS = tuple(Messenger(key, name, name[:1], "#2f9e58") for key, name in NAMES.items())


def check(*verdicts: MessengerVerdict, network: NetworkVerdict = ONLINE) -> Check:
    return Check("0", "2026-11-24", NOW, 1.0, 0, 0, "linux", network, verdicts, ())


@pytest.mark.parametrize("case", CASES)
def test_row_headline_and_text_report_say_it(explainer: Explainer, case: int) -> None:
    verdict, row, headline, _ = SAID[explainer.sentences.language][case]
    words = explainer.messenger(verdict, ONLINE)
    assert plain(words.state) == plain(explainer.state(verdict, verdict.name)) == row
    assert plain(words.headline) == headline
    printed = [plain(line) for line in render_check(check(verdict), explainer, colour=False, width=100).splitlines()]
    assert printed[0].endswith(f"{verdict.name}  {row}")
    if verdict.status is PARTLY:
        assert printed[2] == headline


@pytest.mark.parametrize("case", CASES)
def test_the_card_says_it_in_its_large_line_and_its_row(explainer: Explainer, case: int) -> None:
    verdict, row, headline, _ = SAID[explainer.sentences.language][case]
    card = make_card((verdict,), ONLINE, explainer, MESSENGERS, date(2026, 11, 24))
    assert plain(card.answer) == headline
    assert [plain(one.state) for one in card.rows] == [row]
    for text in (plain(card_text(card)), plain(alternative_text(card))):
        assert text.startswith(headline)
        assert f"{verdict.name}: {row}" in text


@pytest.mark.parametrize("case", CASES)
def test_a_notice_of_a_change_says_it(explainer: Explainer, case: int) -> None:
    verdict, _, _, notice = SAID[explainer.sentences.language][case]
    before = replace(verdict, status=BLOCKED)
    watch, _ = after_check(Watch(), check(before), "home", Schedule(), NOW)
    watch, _ = after_check(watch, check(verdict), "home", Schedule(), NOW)
    _, told = after_check(watch, check(verdict), "home", Schedule(), NOW)
    lines = notice_lines(explainer.sentences, [change.verdict for change in told], NAMES)
    assert [plain(line) for line in lines] == [notice]


TOGETHER: dict[str, list[tuple[tuple[MessengerVerdict, ...], str]]] = {
    "en": [
        (
            (without_calls(), without_calls("telegram")),
            "Messages work here in all 2 tested messengers. Calls were not tested.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", WORKS)),
            "Messages work here in all 2 tested messengers. Not all calls could be tested.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN)),
            "Messages in WhatsApp work. We could not find out about Signal.",
        ),
        (
            (intercepted(), web_intercepted(), outage()),
            "Probably not safe to use here: WhatsApp. Probably not safe here in Telegram: the web version. "
            "Signal itself has a problem.",
        ),
        (
            (web_intercepted(), outage()),
            "Probably not safe here in Telegram: the web version. Signal itself has a problem.",
        ),
    ],
    "ru": [
        (
            (without_calls(), without_calls("telegram")),
            "Сообщения здесь работают. Звонки мы не проверяли. Мессенджеров: 2.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", WORKS)),
            "Сообщения здесь работают. Звонки проверены не все. Мессенджеров: 2.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN)),
            "Сообщения в WhatsApp работают. Про Signal узнать не удалось.",
        ),
        (
            (intercepted(), web_intercepted(), outage()),
            "Здесь, похоже, небезопасно: WhatsApp. "
            "Что здесь, похоже, небезопасно в Telegram: веб-версия. Сбой у самого сервиса Signal.",
        ),
        (
            (web_intercepted(), outage()),
            "Что здесь, похоже, небезопасно в Telegram: веб-версия. Сбой у самого сервиса Signal.",
        ),
    ],
    "fa": [
        (
            (without_calls(), without_calls("telegram")),
            "پیام‌های هر ۲ پیام‌رسانی که بررسی شد اینجا کار می‌کند. تماس را بررسی نکردیم.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", WORKS)),
            "پیام‌های هر ۲ پیام‌رسانی که بررسی شد اینجا کار می‌کند. تماس را در همه نشد بررسی کنیم.",
        ),
        (
            (without_calls(), MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN)),
            "پیام‌های WhatsApp کار می‌کند. دربارهٔ Signal چیزی معلوم نشد.",
        ),
        (
            (intercepted(), web_intercepted(), outage()),
            "اینجا استفاده از این‌ها احتمالاً امن نیست: WhatsApp. "
            "آنچه در Telegram اینجا احتمالاً امن نیست: نسخهٔ وب. خود Signal مشکل دارد.",
        ),
        (
            (web_intercepted(), outage()),
            "آنچه در Telegram اینجا احتمالاً امن نیست: نسخهٔ وب. خود Signal مشکل دارد.",
        ),
    ],
}


@pytest.mark.parametrize("case", range(len(TOGETHER["en"])))
def test_the_card_of_several_says_it_too(explainer: Explainer, case: int) -> None:
    verdicts, answer = TOGETHER[explainer.sentences.language][case]
    card = make_card(verdicts, ONLINE, explainer, MESSENGERS, date(2026, 11, 24))
    assert plain(card.answer) == answer


SINCE = {
    "en": "Messages in WhatsApp work now.",
    "ru": "Сообщения в WhatsApp теперь работают.",
    "fa": "پیام‌های WhatsApp حالا می‌رسند.",
}


def test_before_and_after_claim_no_more(explainer: Explainer) -> None:
    before = MessengerVerdict("whatsapp", "WhatsApp", BLOCKED)
    said = what_changed(explainer.sentences, before, without_calls(), "WhatsApp")
    assert plain(said) == SINCE[explainer.sentences.language]


def test_where_calls_were_tested_or_there_are_none_it_works(english: Explainer) -> None:
    for parts in ([(F.MESSAGES, S.WORKS), (F.CALLS, S.WORKS)], [(F.MESSAGES, S.WORKS)]):
        words = english.messenger(judged("signal", WORKS, SURE, *parts), ONLINE)
        assert (words.state, words.headline) == ("Works", "Signal works here.")


def test_the_whole_page_tells_of_the_interception(english: Explainer) -> None:
    """Also where another cause stands first: what to do about the danger must not be missing."""
    mixed = judged(
        "whatsapp",
        PARTLY,
        LIKELY,
        (F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED),
        (F.WEB, S.BLOCKED, Cause.CERTIFICATE_SWAPPED),
        (F.PHONE, S.WORKS),
    )
    for verdict in (intercepted(), mixed):
        words = english.messenger(verdict, ONLINE)
        assert (
            words.summary == "If so, someone between you and WhatsApp, or a program on this computer, is interfering."
        )
        assert words.can_do[0] == "Do not enter passwords on this network."
        assert [one.state for one in words.functions if one.function == "web"] == ["Probably not safe"]


def test_where_everything_is_intercepted_a_part_is_not_hidden_by_what_works(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.INTERCEPTED)
    verdict = judged("telegram", WORKS, SURE, (F.MESSAGES, S.WORKS), (F.WEB, S.UNKNOWN, Cause.INTERCEPTED))
    words = english.messenger(verdict, network)
    assert (words.status, words.state) == (WORKS, "Part of it is not safe here")
    assert words.headline == "Not safe here in Telegram: the web version."
    assert words.can_do[0] == "Do not enter passwords on this network."


def test_an_outage_is_as_sure_as_it_was_judged_and_no_matter_of_the_network(english: Explainer) -> None:
    words = english.messenger(outage(LIKELY), ONLINE)
    assert words.headline.startswith("Signal itself probably has a problem.")
    assert words.state == "Probably the service's problem"
    assert words.summary == "No fault was seen in your network or your computer."


def test_a_block_of_the_messages_is_not_told_as_an_outage(english: Explainer) -> None:
    parts = ((F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED), (F.WEB, S.DOWN, Cause.SERVICE_DOWN), (F.PHONE, S.WORKS))
    words = english.messenger(judged("whatsapp", PARTLY, SURE, *parts), ONLINE)
    assert words.state == "Messages do not work"
