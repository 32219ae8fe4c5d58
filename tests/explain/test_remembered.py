"""The networks of the history, compared in one sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.remembered import compare_networks, find_worked_elsewhere
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus

WORKS, BLOCKED = MessengerStatus.WORKS, MessengerStatus.BLOCKED
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
NAMES = {"whatsapp": "WhatsApp", "signal": "Signal"}


def record(
    network: int, status: MessengerStatus, *, days: int = 0, messenger: str = "whatsapp", cause: Cause | None = None
) -> HistoryRecord:
    causes = (cause,) if cause else ()
    return HistoryRecord(NOW - timedelta(days=days), network, messenger, status, causes)


def said(words: Explainer, *records: HistoryRecord) -> tuple[str, ...]:
    return compare_networks(words.sentences.naming(NAMES), records)


def test_what_fails_on_one_network_and_works_on_another(english: Explainer) -> None:
    both = (record(1, WORKS, days=1), record(1, WORKS, messenger="signal"))
    failed = (record(2, BLOCKED, days=2), record(2, BLOCKED), record(2, BLOCKED, messenger="signal"))
    assert said(english, *both, *failed) == (
        "Failed on network 2, worked on network 1: Signal and WhatsApp. "
        "Network 2 or its provider is probably the reason. "
        "Networks are numbered in the order in which they were first checked.",
    )


@pytest.mark.parametrize("works", [0, 3], ids=["afterwards", "before"])
def test_what_worked_elsewhere_at_another_time_may_have_been_down_for_all(english: Explainer, works: int) -> None:
    """Telegram was down, at the office: at home, in the evening, it works again."""
    failed = (record(2, BLOCKED, days=2), record(2, BLOCKED, days=1))
    assert said(english, record(1, WORKS, days=works), *failed) == ()


def test_each_pair_has_a_sentence_of_its_own(english: Explainer) -> None:
    lines = said(
        english,
        *(record(1, BLOCKED), record(2, WORKS)),
        *(record(1, WORKS, messenger="signal"), record(2, BLOCKED, messenger="signal")),
    )
    assert [line.split(":")[0] for line in lines] == [
        "Failed on network 1, worked on network 2",
        "Failed on network 2, worked on network 1",
    ]


def test_of_several_networks_the_latest_are_named(english: Explainer) -> None:
    failed = [record(network, BLOCKED, days=days) for network, days in ((1, 9), (1, 1), (2, 4), (2, 0))]
    (line,) = said(english, *failed, record(3, WORKS, days=3))
    assert line.startswith("Failed on network 2, worked on network 3: WhatsApp.")


def test_the_last_clear_word_of_each_network_counts(english: Explainer) -> None:
    assert said(english, record(1, WORKS), record(1, BLOCKED, days=1), record(2, WORKS, days=2)) == ()


@pytest.mark.parametrize(
    "elsewhere",
    [
        record(2, WORKS, days=40),
        replace(record(2, WORKS), vpn=True),
        replace(record(2, WORKS), helper=True),
        record(2, MessengerStatus.UNKNOWN),
        record(2, MessengerStatus.SLOW),
        record(2, BLOCKED),
    ],
    ids=["long ago", "through a VPN", "through a helper", "not known", "slow", "the same"],
)
def test_what_says_too_little_is_left_out(english: Explainer, elsewhere: HistoryRecord) -> None:
    assert said(english, record(1, BLOCKED), elsewhere) == ()


@pytest.mark.parametrize(("days", "compared"), [(30, True), (31, False)])
def test_networks_are_compared_by_what_the_last_month_showed(english: Explainer, days: int, compared: bool) -> None:
    newest = record(1, WORKS, messenger="signal")
    assert bool(said(english, newest, record(1, BLOCKED, days=days), record(2, WORKS, days=days))) is compared


def test_a_white_list_is_no_word_on_one_messenger(english: Explainer) -> None:
    assert said(english, record(1, WORKS), record(2, BLOCKED, cause=Cause.WHITELIST_MODE)) == ()


def test_what_may_fail_or_fails_by_this_computer_is_no_word_on_a_network(english: Explainer) -> None:
    """The firewall of a laptop stopped it at the cafe, and the network was "probably the reason"."""
    unsure = replace(record(2, BLOCKED), confidence=Confidence.UNSURE)
    assert said(english, record(1, WORKS), unsure) == ()
    assert said(english, record(1, WORKS), record(2, BLOCKED, cause=Cause.THIS_COMPUTER)) == ()
    assert said(english, record(1, WORKS), replace(unsure, confidence=Confidence.LIKELY)) != ()


def test_where_it_worked_in_several_hours_of_late_it_is_offered_for_the_other_network() -> None:
    here, there = record(1, BLOCKED), (record(2, WORKS, days=2), record(2, WORKS, days=3))
    assert find_worked_elsewhere((here, *there)) == {"whatsapp": date(2026, 11, 24)}
    two_weeks_ago = (record(2, WORKS, days=13), record(2, WORKS, days=14))
    assert find_worked_elsewhere((here, *two_weeks_ago)) == {"whatsapp": date(2026, 11, 13)}
    assert find_worked_elsewhere(()) == {}


@pytest.mark.parametrize(
    "records",
    [
        (),
        (record(2, WORKS, days=2),),
        (record(1, WORKS, days=2), record(1, WORKS, days=3)),
        (record(2, WORKS, days=15), record(2, WORKS, days=16)),
        (record(2, BLOCKED, days=1), record(2, WORKS, days=2), record(2, WORKS, days=3)),
        (record(2, WORKS), record(2, WORKS, days=2), record(2, WORKS, days=3)),
        tuple(replace(record(2, WORKS, days=days), vpn=True) for days in (2, 3)),
        tuple(replace(record(2, WORKS, days=days), helper=True) for days in (2, 3)),
        tuple(replace(record(2, WORKS, days=days), worst=BLOCKED) for days in (2, 3)),
        tuple(replace(record(2, WORKS, days=days), confidence=Confidence.UNSURE) for days in (2, 3)),
        tuple(record(2, WORKS, days=days, messenger="signal") for days in (2, 3)),
    ],
)
def test_an_hour_alone_an_old_one_a_vpn_or_this_network_is_no_word_of_another(
    records: tuple[HistoryRecord, ...],
) -> None:
    assert find_worked_elsewhere((record(1, BLOCKED), *records)) == {}
