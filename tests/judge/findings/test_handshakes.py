"""The messenger's name dies: on every way or on this one alone, and whether the server itself may have done it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dialtone.judge.findings import handshakes
from dialtone.judge.follow_up import no_name_passes
from dialtone.judge.network.control_results import HostingTrouble, Trouble
from dialtone.judge.network.resolvers import Tampering
from dialtone.judge.rules import first_verdict, judge_endpoint
from dialtone.model.catalogue import Operator
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step, Wire
from judge.factory import (
    ALL_PASSED,
    ELSEWHERE,
    HERE,
    ROUND_TRIP,
    Story,
    ask_addresses,
    brief,
    case_of,
    having,
    https,
    knowing,
    online,
    raw,
    standing,
    story,
)
from judge.stories import Told, check_verdict, expand, findings_of, pairs
from named_rows import named_rows

CHAT, SISTER, MEDIA = https(), https("app/page"), https("app/media", "media.example.org")
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


@named_rows(
    ("failure", "platform", "runs", "expected"),
    {
        "other systems count it as sent": (TIMEOUT, "windows", False, LIKELY),
        "macOS too": (TIMEOUT, "macos", False, LIKELY),
        "a reset came from as far as a router": (RESET, "windows", False, FILTERED),
        "a tool against blocks breaks some names": (TIMEOUT, "linux", True, LIKELY),
    },
)
def test_a_program_here_may_stop_a_name_unseen(failure: Failure, platform: str, runs: bool, expected: str) -> None:
    """A driver here swallowed what carried WhatsApp's name; with zapret on, sites did not open (GoodbyeDPI#387)."""
    told = _cut(story(CHAT), failure).name_elsewhere(failure).neutral_elsewhere(None)
    shown = (Evidence(EvidenceKind.BYPASS_TOOL, (), "bypass_tool_runs"),) if runs else ()
    case = case_of(told, CHAT, replace(online(), evidence=(*online().evidence, *shown)), platform=platform)
    assert brief(ask_addresses(case)) == expected
    of_the_network = knowing(case, tampering=Tampering(on_path=(1,)))
    assert brief(ask_addresses(of_the_network)) == FILTERED


@named_rows(("failure", "expected"), {"silence": (TIMEOUT, "unknown unexplained unsure"), "a reset": (RESET, LIKELY)})
def test_where_marked_packets_are_led_to_a_program_here_silence_is_nobodys(failure: Failure, expected: str) -> None:
    """An agent of a company swallowed Signal's name after it had left, for the system: the network was blamed, sure."""
    told = _cut(story(CHAT), failure, delivered=False).name_elsewhere(failure).neutral_elsewhere(None)
    marked = Evidence(EvidenceKind.BYPASS_TOOL, (), "marked_packets_led_elsewhere")
    case = case_of(told, CHAT, replace(online(), evidence=(*online().evidence, marked)))
    assert brief(ask_addresses(case)) == expected


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


@pytest.mark.parametrize(("passed", "expected"), [(0, FILTERED), (1, LIKELY), (2, "slow name_filtered unsure")])
def test_a_name_that_passes_later_is_not_always_cut(passed: int, expected: str) -> None:
    """Half of the tries at a server were silenced, by bad luck the first three: it was called blocked, for sure."""
    assert _judge(lambda s: _cut(s, TIMEOUT, delivered=False).again(times=passed))[0] == expected
    anywhere = _judge(lambda s: _cut(s, RESET).name_elsewhere(RESET).neutral_elsewhere(None).again(times=passed))
    assert anywhere[0] == expected


@pytest.mark.parametrize(("passed", "expected"), [(0, FILTERED), (1, FILTERED), (2, LIKELY)])
def test_beside_a_name_that_is_cut_at_times_none_is_surely_blocked(passed: int, expected: str) -> None:
    """Guinea reset three handshakes of four, by luck all six with a name of Signal's: "blocked", for sure."""
    other = https("app/files", "files.example.org")
    s = _cut(story(CHAT), TIMEOUT, delivered=False)
    s.record.about(other).fails(Step.TLS, RESET, times=4).again(times=passed)
    assert brief(ask_addresses(case_of(s, CHAT, None, other))) == expected


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


@named_rows(
    ("telling", "expected"),
    {
        "a server that confirmed the name and said nothing": (
            lambda s: _cut(s, TIMEOUT, delivered=True).name_elsewhere(None),
            OPEN,
        ),
        "an end from nearby": (lambda s: _cut(s, CLOSED, NEARBY).name_elsewhere(None), FILTERED),
        "what was never confirmed": (lambda s: _cut(s, TIMEOUT, delivered=False).name_elsewhere(None), FILTERED),
        "an alert to any stranger's name is an answer": (
            lambda s: _cut(s, RESET).name_elsewhere(ALERT).neutral_elsewhere(ALERT),
            OPEN,
        ),
    },
)
def test_where_the_name_passes_elsewhere_the_server_itself_may_have_done_it(telling: Telling, expected: str) -> None:
    assert _judge(telling)[0] == expected


def test_one_name_of_the_messenger_stands_for_all() -> None:
    record = _cut(story(CHAT), CLOSED).name_elsewhere(None).record
    case = case_of(_cut(record.about(MEDIA), CLOSED), MEDIA, None, CHAT)
    assert brief(ask_addresses(case)) == OPEN


@named_rows(
    ("telling", "expected"),
    {
        "the same at servers of others": (
            lambda s: _cut(s, ALERT).name_elsewhere(ALERT).neutral_elsewhere(None),
            FILTERED,
        ),
        "it refuses any name": (lambda s: s.fails(Step.TLS, ALERT, times=2, seconds=NEARBY).neutral_name(ALERT), ""),
        "a first message of another shape lives": (lambda s: _cut(s, ALERT, NEARBY).other_hello(), ""),
    },
)
def test_an_alert_is_the_servers_own_unless_another_is_shown_to_send_it(telling: Telling, expected: str) -> None:
    assert _judge(telling)[0] == expected


def test_close_to_the_server_the_time_of_an_answer_tells_nothing() -> None:
    told = _cut(story(CHAT), ALERT, 0.001)
    assert brief(ask_addresses(case_of(standing(told, 0.01), CHAT))) == OPEN


@pytest.mark.parametrize("failure", [RESET, TIMEOUT])
def test_where_an_address_is_punished_servers_of_others_tell(failure: Failure) -> None:
    def punished(s: Story) -> Story:
        return s.fails(Step.TLS, failure).fails(Step.TCP, failure, times=3).neutral_name(failure, Step.TCP)

    assert _judge(lambda s: punished(s).neutral_elsewhere(None).name_elsewhere(failure))[0] == LIKELY
    assert _judge(lambda s: punished(s).neutral_elsewhere(failure).name_elsewhere(failure))[0] != LIKELY
    assert _judge(lambda s: punished(s).neutral_elsewhere(None).name_elsewhere(None))[0] != LIKELY
    assert no_name_passes(punished(story(CHAT)).index, CHAT)
    assert not no_name_passes(punished(story(CHAT)).neutral_name().index, CHAT)


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


LOSING = having(failures={Step.TCP: (8, 20), Step.TLS: (8, 20)})
BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)
INTERCEPTED = online(NetworkStatus.INTERCEPTED)
LATE_GROUND = online(round_trip=3 * ROUND_TRIP)
CENTRE = raw()
CLOUD = HostingTrouble(Operator("cloud", ("157.240.0.0/16",), "made up"), Trouble.DEAD, (1,))


def _silent(s: Story, step: Step = Step.TLS, *, delivered: bool | None = None) -> Story:
    known: dict[str, Any] = {} if delivered is None else {"delivered": delivered}
    return s.fails(step, TIMEOUT, times=2, **known)


def _hangs(s: Story) -> Story:
    return _silent(s, delivered=True).neutral_name(TIMEOUT)


def _small_passes(s: Story) -> Story:
    return _silent(s).neutral_name(TIMEOUT).in_small_packets()


def _unheard(s: Story) -> Story:
    return _silent(s, Step.MTPROTO, delivered=False)


def _another_answers(s: Story) -> Story:
    return s.fails(Step.MTPROTO, Failure.BAD_ANSWER, times=2)


TRUTHS: Mapping[str, Told] = {
    "name_cut: name_filtered": Told(_cut_for_all, FILTERED),
    "name_cut: server_refuses_its_name": Told(lambda s: _stopped(s).name_elsewhere(None), OPEN),
    "name_cut: server_hangs_up": Told(lambda s: _cut(s, CLOSED), LIKELY),
    "name_cut: name_filtered_at_times": Told(
        lambda s: _cut_for_all(s).again(times=2).neutral_name().neutral_name(), "slow name_filtered likely"
    ),
    "name_cut: server_drops_some": Told(lambda s: _stopped(s).again(times=2), "slow name_filtered unsure"),
    "name_cut: our_shape_cut": Told(
        lambda s: _cut_for_all(s).other_hello().other_hello().app_hello(), "unknown protocol_filtered likely"
    ),
    "name_cut: passed_by_luck": Told(lambda s: _stopped(s).other_hello(), "unknown protocol_filtered unsure"),
    "name_cut: name_filtered_in_this_shape": Told(
        lambda s: _cut_for_all(s).other_hello().other_hello().app_hello(RESET, times=3), LIKELY
    ),
    "name_cut: filter_that_swallows_answers": Told(lambda s: _silent(s, delivered=True).neutral_name(), LIKELY),
    "name_cut: big_packets_lost": Told(lambda s: _silent(s).neutral_name(ALERT), LIKELY),
    "name_cut: by_chance": Told(_stopped, LIKELY, {"results": having()}),
    "name_cut: line_fails_alike": Told(_stopped, "blocked name_filtered unsure", {"results": LOSING}),
    "name_cut: this_computer": Told(_stopped, LIKELY, {"network": BUSY}),
    "name_cut: way_of_ones_own": Told(
        lambda s: s.fails(Step.TLS, RESET, times=2, via="tunnel").neutral_name(), "blocked name_filtered unsure"
    ),
    "name_cut: catalogue_old": Told(_stopped, LIKELY),
    "name_refused: name_filtered": Told(lambda s: _refused(s).name_elsewhere(ALERT).neutral_elsewhere(None), FILTERED),
    "name_refused: server_refuses_its_name": Told(_refused, OPEN),
    "residual_censorship: name_filtered": Told(_punished, LIKELY),
    "large_packets_lost: big_packets_lost": Told(
        lambda s: _small_passes(s).other_hello(TIMEOUT, delivered=True), "unknown unexplained likely"
    ),
    "large_packets_lost: our_shape_cut": Told(lambda s: _small_passes(s).other_hello(), OPEN),
    "silent_to_any_name: address_blocked": Told(
        lambda s: s.fails(Step.TLS, RESET, times=2, seconds=NEARBY).neutral_name(RESET), "blocked address_blocked sure"
    ),
    "silent_to_any_name: service_hangs filter_that_swallows_answers": Told(_hangs, "down service_down unsure"),
    "silent_to_any_name: server_hangs_up": Told(
        lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name(RESET), "blocked address_blocked unsure"
    ),
    "silent_to_any_name: accepted_nearby": Told(_hangs, OPEN, {"network": LATE_GROUND}),
    "silent_to_any_name: closed_to_abroad": Told(_hangs, OPEN, {"serves_one_country": True}),
    "silent_to_any_name: operator_down": Told(_hangs, OPEN, {"results": having(ALL_PASSED, hosting_troubles=(CLOUD,))}),
    "silent_to_any_name: outage_reported": Told(_hangs, "down service_down likely", {"outage_reported": (1,)}),
    "silent_to_any_name: our_shape_cut": Told(
        lambda s: _hangs(s).in_small_packets(TIMEOUT).other_hello().other_hello(), "unknown protocol_filtered likely"
    ),
    "silent_to_any_name: big_packets_lost": Told(lambda s: _hangs(s).other_hello().other_hello(), OPEN),
    "silent_to_any_name: passed_by_luck": Told(lambda s: _hangs(s).in_small_packets(TIMEOUT).other_hello(), OPEN),
    "silent_to_any_name: throttled": Told(
        lambda s: _silent(s).neutral_name(TIMEOUT).other_hello(TIMEOUT, delivered=True), OPEN
    ),
    "greeting_cut: protocol_filtered": Told(lambda s: _unheard(s).neutral_request(), "blocked protocol_filtered sure"),
    "greeting_cut: by_share": Told(
        lambda s: _unheard(s).neutral_request().again(times=2).again(TIMEOUT, times=4, step=Step.MTPROTO), OPEN
    ),
    "greeting_cut: address_blocked": Told(
        lambda s: _unheard(s).neutral_request(TIMEOUT), "blocked address_blocked likely"
    ),
    "greeting_cut: service_hangs filter_that_swallows_answers": Told(
        lambda s: _silent(s, Step.MTPROTO, delivered=True).neutral_request(TIMEOUT), "down service_down unsure"
    ),
    "greeting_cut: server_hangs_up": Told(
        lambda s: s.fails(Step.MTPROTO, RESET, times=2), "blocked protocol_filtered unsure"
    ),
    "greeting_cut: accepted_nearby": Told(
        lambda s: _silent(s, Step.MTPROTO, delivered=True).neutral_request(TIMEOUT), OPEN, {"network": LATE_GROUND}
    ),
    "greeting_cut: transparent_proxy": Told(
        lambda s: standing(_silent(s, Step.MTPROTO).neutral_request(), 0.01), "blocked protocol_filtered unsure"
    ),
    "greeting_cut: app_changed": Told(
        lambda s: s.fails(Step.MTPROTO, CLOSED, times=2).neutral_request(), "blocked protocol_filtered unsure"
    ),
    "greeting_cut: outage_reported": Told(
        lambda s: _silent(s, Step.MTPROTO, delivered=True), "down service_down likely", {"outage_reported": (1,)}
    ),
    "browser_hello_cut: browser_shape_cut other_way": Told(
        lambda s: s.answers().app_hello(RESET, times=3), "unknown protocol_filtered likely"
    ),
    "browser_hello_cut: app_changed": Told(
        lambda s: s.answers().app_hello(RESET, times=3, in_doubt=True), "unknown protocol_filtered unsure"
    ),
    "browser_hello_cut: by_chance": Told(
        lambda s: s.answers().app_hello(RESET, times=3), "unknown protocol_filtered unsure", {"results": LOSING}
    ),
    "page_instead: block_page proxy_with_error impostor": Told(_another_answers, "blocked block_page unsure"),
    "page_instead: intercepted": Told(_another_answers, "unknown intercepted likely", {"network": INTERCEPTED}),
}
"""For a finding and what is true behind it: what is observed then, what is said, and what is known beside it."""


@named_rows(
    ("companies", "far", "said"),
    {
        "at both companies": (2, 0.1, "blocked address_blocked likely"),
        "at one of two: another place of it may be nearer": (1, 0.1, OPEN),
        "their other hosts are as near": (2, 0.012, OPEN),
    },
)
def test_servers_nearer_than_their_companies_are_a_box_on_the_path(companies: int, far: float, said: str) -> None:
    """All of Signal was accepted 10 ms away and never answered, its companies' other hosts 100 ms away."""
    told = _hangs(story(CHAT))
    told.record.about(MEDIA).fails(Step.TLS, TIMEOUT, "104.18.0.1", times=2, delivered=True)
    known = (Operator("a", ("157.240.0.0/16",), "made up"), Operator("b", ("104.18.0.0/16",), "made up"))
    results = having(ALL_PASSED, company_distances=tuple((each, far) for each in known[:companies]))
    case = case_of(standing(told, 0.01), CHAT, online(round_trip=0.1), MEDIA, results=results)
    verdict = first_verdict([handshakes.SILENT_TO_ANY_NAME], case)
    assert verdict is not None
    assert brief(verdict) == said


@named_rows(
    ("living", "said"),
    {
        "its neighbour is further away": ("157.240.0.61", "blocked address_blocked likely"),
        "a server in another place of that company is": ("157.240.9.61", OPEN),
    },
)
def test_a_server_that_answers_from_nearer_than_its_neighbours_is_a_box_on_the_path(living: str, said: str) -> None:
    """One company's other hosts are 100 ms away; of the other company only another server of the messenger is known."""
    told = _hangs(story(CHAT))
    told.record.about(MEDIA).fails(Step.TLS, TIMEOUT, "104.18.0.1", times=2, delivered=True)
    told = standing(told, 0.01)
    told.record.about(SISTER).answers(living)
    results = having(ALL_PASSED, company_distances=((Operator("b", ("104.18.0.0/16",), "made up"), 0.1),))
    case = case_of(told, CHAT, online(round_trip=0.1), MEDIA, SISTER, results=results)
    verdict = first_verdict([handshakes.SILENT_TO_ANY_NAME], case)
    assert verdict is not None
    assert brief(verdict) == said


OF_ALL = {"by_chance", "line_fails_alike", "this_computer", "own_firewall", "way_of_ones_own", "catalogue_old"}
"""What is behind any accusation has its stories at the commonest finding."""
ELSEWHERE_TOLD = {("greeting_cut", "closed_to_abroad"), ("greeting_cut", "operator_down")}
FINDINGS, PAIRS = findings_of(handshakes), expand(TRUTHS)


@pytest.mark.parametrize(("finding", "truth"), PAIRS)
def test_the_truth_stands_and_nothing_more_is_said_than_it_lets(finding: str, truth: str) -> None:
    story_of, said, beside = PAIRS[finding, truth]
    endpoint, known = CENTRE if finding in ("greeting_cut", "page_instead") else CHAT, dict(beside or {})
    network, results = known.pop("network", None), known.pop("results", ALL_PASSED)
    case = case_of(story_of(story(endpoint)), endpoint, network, results=results)
    verdict = first_verdict([*FINDINGS.values()], knowing(case, **known))
    check_verdict(verdict, FINDINGS[finding], truth, said)


def test_every_explanation_has_been_the_truth() -> None:
    """Each row of the tables has a story in which it is true."""
    rows = {pair for pair in pairs(*FINDINGS.values()) if pair[1] not in OF_ALL}
    assert rows - ELSEWHERE_TOLD == {pair for pair in PAIRS if pair[1] not in OF_ALL}


def said(telling: Telling) -> str:
    return brief(judge_endpoint(case_of(telling(story(CHAT).system(HERE)), CHAT, None, SISTER)))


@named_rows(
    ("telling", "expected"),
    {
        "reset every time": (lambda s: s.answers().app_hello(RESET, times=4), "unknown protocol_filtered likely"),
        "silence every time": (lambda s: s.answers().app_hello(TIMEOUT, times=4), "unknown protocol_filtered likely"),
        "ours is cut off too": (
            lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name().app_hello(RESET, times=4),
            "blocked name_filtered",
        ),
    },
)
def test_the_apps_own_client_hello(telling: Telling, expected: str) -> None:
    assert said(telling).startswith(expected)


def test_it_is_said_of_the_whole_server() -> None:
    """Asked once for each server: what holds for the page holds for the chat at the same name."""
    told = story(CHAT).system(HERE).answers()
    told.record.about(SISTER).app_hello(RESET, times=4)
    assert said(lambda _: told).startswith("unknown")


NOISE = raw(Wire.WHATSAPP_NOISE)
PASSES, CUT = EvidenceKind.PHONE_HELLO_PASSES, EvidenceKind.GREETING_CUT


@named_rows(
    ("telling", "said"),
    {
        "the phone's passes": (lambda s: s.fails(Step.NOISE, RESET, times=3).as_a_phone(), PASSES),
        "both are cut": (lambda s: s.fails(Step.NOISE, RESET, times=3).as_a_phone(RESET, times=3), None),
        "the phone's is cut": (lambda s: s.answers().as_a_phone(RESET, times=3), CUT),
        "both are cut at this port, and ours passes at another": (
            lambda s: s.answers(port=5222).fails(Step.NOISE, RESET, times=3).as_a_phone(RESET, times=3),
            None,
        ),
    },
)
def test_a_phones_first_message(telling: Callable[[Story], Story], said: EvidenceKind | None) -> None:
    verdict = judge_endpoint(case_of(telling(story(NOISE)), NOISE))
    told = {e.kind for e in verdict.evidence if e.kind is PASSES or (e.kind is CUT and e.rule == "greeting_answered")}
    assert told == ({said} if said else set())
