"""What the history remembers: the last verdicts on a network, and networks compared in one sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialtone.explain.answers import answer_of
from dialtone.explain.explainer import Explainer
from dialtone.explain.remembered import compare_networks, find_worked_elsewhere, recall_past
from dialtone.model.answer import State
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord, RememberedFunction
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus
from named_rows import named_rows

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


@named_rows("works", {"afterwards": 0, "before": 3})
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


@named_rows(
    "elsewhere",
    {
        "long ago": record(2, WORKS, days=40),
        "through a VPN": replace(record(2, WORKS), vpn=True),
        "through a helper": replace(record(2, WORKS), helper=True),
        "not known": record(2, MessengerStatus.UNKNOWN),
        "slow": record(2, MessengerStatus.SLOW),
        "the same": record(2, BLOCKED),
    },
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
def test_one_hour_an_old_one_a_vpn_or_this_network_say_nothing_of_another(records: tuple[HistoryRecord, ...]) -> None:
    assert find_worked_elsewhere((record(1, BLOCKED), *records)) == {}


def of_hour(
    back: int,
    status: MessengerStatus,
    *,
    network: int = 1,
    vpn: bool = False,
    worst: MessengerStatus | None = None,
    confidence: Confidence = Confidence.SURE,
) -> HistoryRecord:
    messages = (RememberedFunction(Function.MESSAGES, FunctionStatus.WORKS),)
    hour = NOW - timedelta(hours=back)
    return HistoryRecord(hour, network, "signal", status, (), messages, vpn, worst=worst, confidence=confidence)


def test_what_was_blocked_is_remembered_as_blocked() -> None:
    """It was told as "does not work": nothing was remembered of why each part did not."""
    functions = (
        RememberedFunction(Function.MESSAGES, FunctionStatus.BLOCKED),
        RememberedFunction(Function.WEB, FunctionStatus.WORKS),
    )
    kept = HistoryRecord(NOW, 1, "signal", MessengerStatus.PARTLY, (Cause.NAME_FILTERED,), functions)
    clauses = answer_of(recall_past([kept], 1)["signal"].verdict, NetworkVerdict(NetworkStatus.ONLINE)).clauses
    assert [one.state for one in clauses] == [State.BLOCKED, State.WORKS]


def test_the_last_verdict_is_the_last_word_of_the_last_hour() -> None:
    past = recall_past([of_hour(5, BLOCKED), of_hour(2, WORKS, worst=BLOCKED, confidence=Confidence.UNSURE)], 1)[
        "signal"
    ]
    assert past.hour == NOW - timedelta(hours=2)
    assert (past.verdict.status, past.verdict.confidence) == (WORKS, Confidence.LIKELY), "how sure it was is forgotten"
    assert past.verdict.function(Function.MESSAGES) is not None
    unsure = recall_past([of_hour(2, BLOCKED, confidence=Confidence.LIKELY)], 1)["signal"]
    assert unsure.verdict.confidence is Confidence.LIKELY


def test_each_part_is_remembered_as_surely_as_it_was_told() -> None:
    """As it was found: no web version is ever sure to work, so "messages work" became "probably work" overnight."""
    certainties = {Function.MESSAGES: Confidence.SURE, Function.WEB: Confidence.LIKELY}
    functions = tuple(RememberedFunction(part, FunctionStatus.WORKS, told) for part, told in certainties.items())
    kept = replace(of_hour(2, WORKS, confidence=Confidence.LIKELY), functions=functions)
    verdict = recall_past([kept], 1)["signal"].verdict
    assert {function.function: function.confidence for function in verdict.functions} == certainties


def test_another_network_and_a_vpn_are_another_line() -> None:
    kept = [of_hour(1, BLOCKED, network=2), of_hour(1, BLOCKED, vpn=True)]
    assert recall_past(kept, 1) == {}
    assert recall_past(kept, 0) == {}


def test_who_always_has_a_proxy_on_is_told_what_was_seen_with_it() -> None:
    """As it was found: with a company's proxy set, the start said "Not checked yet" of all that was checked."""
    proxied = [replace(of_hour(hours, status), helper=True) for hours, status in ((3, BLOCKED), (2, WORKS))]
    assert recall_past([of_hour(4, BLOCKED), *proxied], 1)["signal"].verdict.status is WORKS
