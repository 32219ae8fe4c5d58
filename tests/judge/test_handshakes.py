"""The messenger's name dies: on every way or on this one alone, and whether the server itself may have done it."""

from collections.abc import Callable
from typing import Any

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.findings import handshakes
from dialtone.judge.follow_up import all_died, name_died
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step
from judge.factory import (
    ELSEWHERE,
    NO_TIMING,
    ROUND_TRIP,
    Story,
    ask_addresses,
    brief,
    case_of,
    https,
    online,
    standing,
    story,
)

CHAT, MEDIA = https(), https("app/media", "media.example.org")
RESET, TIMEOUT, CLOSED, ALERT = Failure.RESET, Failure.TIMEOUT, Failure.CLOSED, Failure.ALERT
NEARBY = 0.3 * ROUND_TRIP
FILTERED, LIKELY, OPEN = "blocked name_filtered sure", "blocked name_filtered likely", "unknown unexplained unsure"

Telling = Callable[[Story], Story]


def _cut(told: Story, failure: Failure, seconds: float = ROUND_TRIP, *, delivered: bool | None = None) -> Story:
    known: dict[str, Any] = {} if delivered is None else {"delivered": delivered}
    return told.fails(Step.TLS, failure, times=2, seconds=seconds, **known).neutral_name()


def _judge(telling: Telling, *, lossy: bool = False) -> tuple[str, set[EvidenceKind]]:
    network = online(NetworkStatus.UNSTABLE, lossy=True) if lossy else online()
    case = case_of(telling(story(CHAT)), CHAT, network)
    verdict = ask_addresses(case)
    return brief(verdict), {e.kind for e in verdict.evidence} if verdict else set()


@pytest.mark.parametrize("failure", [RESET, TIMEOUT, CLOSED])
def test_cut_at_servers_of_others_too_leaves_no_doubt(failure: Failure) -> None:
    """An orderly close may be the server's own; that of three different owners' servers is not."""
    said, kinds = _judge(lambda s: _cut(s, failure).name_elsewhere(failure).neutral_elsewhere(None))
    assert (said, EvidenceKind.NAME_CUT_ANYWHERE in kinds) == (FILTERED, True)


@pytest.mark.parametrize(
    "telling",
    [
        lambda s: _cut(s, CLOSED).name_elsewhere(CLOSED).neutral_elsewhere(CLOSED),
        lambda s: _cut(s, CLOSED).name_elsewhere(CLOSED),
        lambda s: _cut(s, CLOSED).name_elsewhere(CLOSED, ELSEWHERE[0]).neutral_elsewhere(None, ELSEWHERE[0]),
        lambda s: _cut(s, CLOSED).name_elsewhere(CLOSED).neutral_elsewhere(None, "192.0.2.1"),
    ],
    ids=["they cut any stranger's name", "no contrast there", "one of them alone", "the contrast is of another server"],
)
def test_servers_of_others_that_show_nothing_add_nothing(telling: Telling) -> None:
    said, kinds = _judge(telling)
    assert (said, kinds) == (LIKELY, {EvidenceKind.NAME_CUT})


@pytest.mark.parametrize(("passed", "expected"), [(0, FILTERED), (1, LIKELY), (2, "unknown name_filtered unsure")])
def test_a_name_that_passes_later_is_not_always_cut(passed: int, expected: str) -> None:
    """Half of the tries at a server were silenced, by bad luck the first three: it was called blocked, for sure."""
    assert _judge(lambda s: _cut(s, TIMEOUT, delivered=False).again(times=passed))[0] == expected
    anywhere = _judge(lambda s: _cut(s, RESET).name_elsewhere(RESET).neutral_elsewhere(None).again(times=passed))
    assert anywhere[0] == expected


@pytest.mark.parametrize(("passed", "expected"), [(0, "unknown protocol_filtered unsure"), (1, LIKELY)])
def test_a_first_message_that_passes_later_is_not_cut_for_its_shape(passed: int, expected: str) -> None:
    """Three of four tries were reset, and of another shape by luck the only one was not."""
    assert _judge(lambda s: _cut(s, RESET).other_hello().again(times=passed))[0] == expected


def test_a_name_that_rarely_passes_is_cut() -> None:
    def told(s: Story) -> Story:
        return _cut(s, RESET).again(RESET, times=10).again(times=2)

    assert _judge(told)[0] == LIKELY


def test_silence_elsewhere_on_a_line_that_loses_packets_adds_nothing() -> None:
    def told(s: Story) -> Story:
        return _cut(s, RESET).name_elsewhere(TIMEOUT).neutral_elsewhere(None)

    assert EvidenceKind.NAME_CUT_ANYWHERE in _judge(told)[1]
    assert EvidenceKind.NAME_CUT_ANYWHERE not in _judge(told, lossy=True)[1]


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        (lambda s: _cut(s, RESET).name_elsewhere(None), OPEN),
        (lambda s: _cut(s, CLOSED).name_elsewhere(None), OPEN),
        (lambda s: _cut(s, TIMEOUT, delivered=True).name_elsewhere(None), OPEN),
        (lambda s: _cut(s, TIMEOUT).name_elsewhere(None), OPEN),
        (lambda s: _cut(s, RESET, NEARBY).name_elsewhere(None), FILTERED),
        (lambda s: _cut(s, CLOSED, NEARBY).name_elsewhere(None), FILTERED),
        (lambda s: _cut(s, TIMEOUT, delivered=False).name_elsewhere(None), FILTERED),
        (lambda s: _cut(s, RESET).name_elsewhere(ALERT).neutral_elsewhere(ALERT), OPEN),
        (lambda s: _cut(s, TIMEOUT, delivered=True), LIKELY),
    ],
    ids=[
        "a reset from the server's own distance",
        "an end in order",
        "a server that confirmed the name and said nothing",
        "silence of which nobody knows whether it arrived",
        "a reset from nearby",
        "an end from nearby",
        "what was never confirmed",
        "an alert to any stranger's name is an answer",
        "without that contrast",
    ],
)
def test_where_the_name_passes_elsewhere_the_server_itself_may_have_done_it(telling: Telling, expected: str) -> None:
    assert _judge(telling)[0] == expected


def test_one_name_of_the_messenger_stands_for_all() -> None:
    record = _cut(story(CHAT), CLOSED).name_elsewhere(None).record
    case = case_of(_cut(record.about(MEDIA), CLOSED), MEDIA, None, CHAT)
    assert brief(ask_addresses(case)) == OPEN


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        (lambda s: _cut(s, ALERT).name_elsewhere(ALERT).neutral_elsewhere(None), FILTERED),
        (lambda s: _cut(s, ALERT, NEARBY).name_elsewhere(None), FILTERED),
        (lambda s: _cut(s, ALERT, NEARBY), FILTERED),
        (lambda s: _cut(s, ALERT), OPEN),
        (lambda s: _cut(s, ALERT).name_elsewhere(None), OPEN),
        (lambda s: _cut(s, ALERT).name_elsewhere(ALERT).neutral_elsewhere(ALERT), OPEN),
        (lambda s: s.fails(Step.TLS, ALERT, times=2, seconds=NEARBY).neutral_name(ALERT), ""),
        (lambda s: s.fails(Step.TLS, ALERT, times=2, seconds=NEARBY), ""),
        (lambda s: _cut(s, ALERT, NEARBY).other_hello(), ""),
        (lambda s: s.fails(Step.TLS, ALERT, seconds=NEARBY).fails(Step.TLS, ALERT).neutral_name(), OPEN),
    ],
    ids=[
        "the same at servers of others",
        "from nearby, on the way to the messenger alone",
        "from nearby, and no contrast elsewhere",
        "from the server's own distance",
        "and it passes elsewhere",
        "the others refuse any stranger's name",
        "it refuses any name",
        "no contrast",
        "a first message of another shape lives",
        "once from nearby",
    ],
)
def test_an_alert_is_the_servers_own_unless_somebody_else_is_shown_to_have_made_it(
    telling: Telling, expected: str
) -> None:
    assert _judge(telling)[0] == expected


def test_close_to_the_server_the_time_of_an_answer_tells_nothing() -> None:
    told = _cut(story(CHAT), ALERT, 0.001)
    assert brief(ask_addresses(case_of(standing(told, 0.01), CHAT))) == OPEN


def test_a_server_is_as_far_as_its_own_connections_say_though_a_control_is_near() -> None:
    """Sites that stand in many places are a few milliseconds away; the messenger's servers are not."""
    told = _cut(story(CHAT), ALERT, NEARBY)
    assert brief(ask_addresses(case_of(told, CHAT, online(round_trip=0.004)))) == FILTERED


@pytest.mark.parametrize("failure", [RESET, TIMEOUT])
def test_where_an_address_is_punished_servers_of_others_tell(failure: Failure) -> None:
    def punished(s: Story) -> Story:
        return s.fails(Step.TLS, failure).fails(Step.TCP, failure, times=3).neutral_name(failure, Step.TCP)

    assert _judge(lambda s: punished(s).neutral_elsewhere(None).name_elsewhere(failure))[0] == LIKELY
    assert _judge(lambda s: punished(s).neutral_elsewhere(failure).name_elsewhere(failure))[0] != LIKELY
    assert _judge(lambda s: punished(s).neutral_elsewhere(None).name_elsewhere(None))[0] != LIKELY
    assert all_died(AttemptIndex(punished(story(CHAT)).observations), CHAT)
    assert not all_died(AttemptIndex(punished(story(CHAT)).neutral_name().observations), CHAT)


def test_which_names_look_filtered() -> None:
    for failure in (RESET, TIMEOUT, CLOSED, ALERT):
        assert name_died(AttemptIndex(_cut(story(CHAT), failure).observations), CHAT)
    assert not name_died(AttemptIndex(story(CHAT).fails(Step.TLS, RESET).neutral_name().observations), CHAT)
    assert not name_died(
        AttemptIndex(story(CHAT).fails(Step.TLS, RESET, times=2).neutral_name(TIMEOUT).observations), CHAT
    )
    assert not name_died(AttemptIndex(story(CHAT).fails(Step.TCP, TIMEOUT, times=2).neutral_name().observations), CHAT)


def _stopped(s: Story) -> Story:
    return _cut(s, RESET)


def _cut_for_all(s: Story) -> Story:
    """Let the name die at servers of others, too."""
    return _stopped(s).name_elsewhere(RESET).neutral_elsewhere(None)


def _punished(s: Story) -> Story:
    cut = s.fails(Step.TLS, RESET).fails(Step.TCP, TIMEOUT, times=3).neutral_name(TIMEOUT, Step.TCP)
    return cut.neutral_elsewhere(None).name_elsewhere(RESET)


def _refused(s: Story) -> Story:
    return _cut(s, ALERT)


LOSING = ControlTiming(fared={Step.TCP: (8, 20), Step.TLS: (8, 20)})
BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)
TRUTHS: dict[tuple[str, str], tuple[Telling, ControlTiming, NetworkVerdict | None, str]] = {
    ("name_cut", "name_filtered"): (_cut_for_all, NO_TIMING, None, FILTERED),
    ("name_cut", "server_refuses_its_name"): (lambda s: _stopped(s).name_elsewhere(None), NO_TIMING, None, OPEN),
    ("name_cut", "server_hangs_up"): (lambda s: _cut(s, CLOSED), NO_TIMING, None, LIKELY),
    ("name_cut", "name_filtered_at_times"): (
        lambda s: _cut_for_all(s).again(times=2).neutral_name().neutral_name(),
        NO_TIMING,
        None,
        "unknown name_filtered likely",
    ),
    ("name_cut", "server_drops_some"): (
        lambda s: _stopped(s).again(times=2),
        NO_TIMING,
        None,
        "unknown name_filtered unsure",
    ),
    ("name_cut", "our_shape_cut"): (
        lambda s: _cut_for_all(s).other_hello().app_hello(),
        NO_TIMING,
        None,
        "unknown protocol_filtered likely",
    ),
    ("name_cut", "name_filtered_in_this_shape"): (
        lambda s: _cut_for_all(s).other_hello().app_hello(RESET, times=3),
        NO_TIMING,
        None,
        "blocked name_filtered likely",
    ),
    ("name_cut", "big_packets_lost"): (
        lambda s: s.fails(Step.TLS, TIMEOUT, times=2).neutral_name(ALERT),
        NO_TIMING,
        None,
        LIKELY,
    ),
    ("name_cut", "by_chance"): (_stopped, ControlTiming(), None, "blocked name_filtered likely"),
    ("name_cut", "line_fails_alike"): (_stopped, LOSING, None, "blocked name_filtered unsure"),
    ("name_cut", "this_computer"): (_stopped, NO_TIMING, BUSY, "blocked name_filtered likely"),
    ("name_cut", "way_of_ones_own"): (
        lambda s: s.fails(Step.TLS, RESET, times=2, via="tunnel").neutral_name(),
        NO_TIMING,
        None,
        "blocked name_filtered unsure",
    ),
    ("name_cut", "catalogue_old"): (_stopped, NO_TIMING, None, LIKELY),
    ("name_refused", "name_filtered"): (
        lambda s: _refused(s).name_elsewhere(ALERT).neutral_elsewhere(None),
        NO_TIMING,
        None,
        FILTERED,
    ),
    ("name_refused", "server_refuses_its_name"): (_refused, NO_TIMING, None, OPEN),
    ("name_refused", "by_chance"): (_refused, ControlTiming(), None, OPEN),
    ("residual_censorship", "name_filtered"): (_punished, NO_TIMING, None, LIKELY),
    ("residual_censorship", "this_computer"): (_punished, NO_TIMING, BUSY, "blocked name_filtered unsure"),
}
"""For a finding and what is true behind it: what is observed then, and what is said."""


@pytest.mark.parametrize(("finding", "truth"), TRUTHS, ids=" ".join)
def test_the_truth_stands_and_nothing_more_is_said_than_it_lets(finding: str, truth: str) -> None:
    telling, timing, network, expected = TRUTHS[finding, truth]
    verdict = ask_addresses(case_of(telling(story(CHAT)), CHAT, network, timing=timing))
    assert verdict is not None
    assert {e.rule for e in verdict.evidence} == {finding}
    assert brief(verdict) == expected
    assert truth not in {each.id for each in verdict.diagnosis.excluded}
    claimed = verdict.diagnosis.hypothesis
    if claimed != truth:
        assert truth in {rival.id for rival in verdict.diagnosis.standing}
        assert verdict.confidence is not Confidence.SURE


def test_every_explanation_of_a_cut_name_has_been_the_truth() -> None:
    """What is behind any accusation is told of once, at the commonest finding."""
    told = {truth for _, truth in TRUTHS}
    for finding in (handshakes.NAME_CUT, handshakes.NAME_REFUSED, handshakes.RESIDUAL_CENSORSHIP):
        assert {h.id for h in finding.may_be} - told == {"own_firewall"} | (
            {"address_blocked"} if finding is handshakes.RESIDUAL_CENSORSHIP else set()
        )
