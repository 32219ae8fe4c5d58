"""What is certain by now in a check that still runs, and what needs another probe."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    count_slow_readings,
    find_fastest_rate,
    find_named_file,
    home_answers,
    is_hopeless,
    is_name_cut,
    is_plainly_offline,
    nothing_abroad_answers,
    page_came_fast_once,
    page_is_changed,
    page_is_too_short,
    page_kept_up_or_is_far,
    was_tried,
)
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step, Wire
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources
from judge.factory import Record, https, raw, relay, story
from judge.neutral_hosts import ANCHORS, AT_ONCE, DUAL, GROUND, HOME, LINUX, UDP, V6, Telling, fail
from judge.recorded import recorded
from named_rows import named_rows


@named_rows(
    ("telling", "offline"),
    {
        "no way to any": (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), True),
        "a router refuses: home may answer": (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE), False),
        "not all are done": (lambda r: fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), False),
        "one is only silent": (
            lambda r: fail(fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), ANCHORS[3:], Failure.TIMEOUT),
            False,
        ),
        "something answered": (lambda r: fail(r.well(UDP[0]), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), False),
        "nothing yet": (lambda r: None, False),
    },
)
def test_plainly_offline(telling: Telling, offline: bool) -> None:
    record = Record()
    telling(record)
    assert is_plainly_offline(record.index, GROUND, LINUX) is offline


def test_a_network_of_ipv6_alone_is_not_plainly_offline_before_ipv6_was_tried() -> None:
    record = fail(Record(), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE)
    assert not is_plainly_offline(record.index, GROUND, DUAL)
    fail(record, (V6,), Failure.UNREACHABLE, seconds=AT_ONCE)
    assert is_plainly_offline(record.index, GROUND, DUAL)


def test_where_nothing_abroad_answers_home_may() -> None:
    for hosts, at_home_alone in ((HOME[:2], True), ((HOME[0], *ANCHORS[:1]), False)):
        index = Record().well(*hosts).index
        assert nothing_abroad_answers(index, GROUND) is home_answers(index, GROUND) is at_home_alone


def test_every_captive_portal_changed_a_page() -> None:
    controls = load_catalogue(resources() / "catalogue").controls
    portals = [c for c in recorded().values() if c.network.status is NetworkStatus.CAPTIVE_PORTAL]
    assert len(portals) >= REPEATED
    assert all(page_is_changed(AttemptIndex(check.observations), controls) for check in portals)
    assert not page_is_changed(AttemptIndex(recorded()["clean"].observations), controls)


PAGE = https("app/page", read_bytes=32_768)
CENTRE, RELAY, PLAIN = raw(), relay(), replace(https("app/plain"), wire=Wire.HTTP, port=80)
APP = Messenger("app", "App", "A", "#000000", endpoints=(CENTRE, PAGE, RELAY, PLAIN))


@named_rows(
    ("telling", "tried", "hopeless"),
    {
        "its own protocol is answered": (lambda r: r.about(CENTRE).answers(), True, False),
        "a page with its certificate": (lambda r: r.about(PAGE).answers(), True, False),
        "reset": (lambda r: r.about(CENTRE).fails(Step.TCP, Failure.RESET), True, True),
        "somebody else's certificate": (lambda r: r.about(PAGE).fails(Step.TLS, Failure.CERT_NAME), True, True),
        "not answered yet": (lambda r: r.about(CENTRE).fails(Step.TCP, None), False, True),
        "a page that anybody may send": (lambda r: r.about(PLAIN).answers(), False, True),
        "a relay that proves nothing": (lambda r: r.about(RELAY).answers(), False, True),
    },
)
def test_behind_a_sign_in_page_one_that_passes_is_worth_a_check(telling: Telling, tried: bool, hopeless: bool) -> None:
    record = Record()
    telling(record)
    index = record.index
    portal = NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)
    assert (was_tried(APP, index), is_hopeless(portal, [APP], index)) == (tried, hopeless)
    assert is_hopeless(NetworkVerdict(NetworkStatus.OFFLINE), [APP], index)
    assert not is_hopeless(NetworkVerdict(NetworkStatus.ONLINE), [APP], index)


CHAT = https()


def test_which_names_look_filtered() -> None:
    for failure in (Failure.RESET, Failure.TIMEOUT, Failure.CLOSED, Failure.ALERT):
        assert is_name_cut(story(CHAT).fails(Step.TLS, failure, times=2).neutral_name().index, CHAT)
    assert not is_name_cut(story(CHAT).fails(Step.TLS, Failure.RESET).neutral_name().index, CHAT)
    assert not is_name_cut(
        story(CHAT).fails(Step.TLS, Failure.RESET, times=2).neutral_name(Failure.TIMEOUT).index,
        CHAT,
    )
    assert not is_name_cut(story(CHAT).fails(Step.TCP, Failure.TIMEOUT, times=2).neutral_name().index, CHAT)


FIRST, SECOND = (control.endpoint for control in GROUND.sites[:2])
AT_HOME = GROUND.sites[-1].endpoint


def told(seconds: float, *beside: float, size: int = 24_576) -> AttemptIndex:
    """A page of the app that took so long, and pages of neutral sites abroad that did, each of another site."""
    record = story(PAGE).reads(size, seconds).record
    for site, took in zip((FIRST, SECOND), beside, strict=False):
        record.about(site).reads(16_000, took)
    return record.index


@named_rows(
    ("index", "settled", "slow_no_more"),
    {
        "as slow as two neutral pages": (told(3.0, 2.0, 2.0), True, True),
        "one neutral page may be slow itself": (told(3.0, 2.0), False, False),
        "nothing was read beside it": (told(3.0), False, False),
        "at a third of what neutral pages had: a doubt is left": (told(8.0, 2.0, 2.0), False, True),
        "one neutral page of two came fast": (told(8.0, 0.1, 2.0), False, False),
        "slower than neutral pages that came fast, but not by far": (told(1.0, 0.2, 0.2), True, True),
        "much slower than neutral pages": (told(3.0, 0.1, 0.1), False, False),
        "little, for long": (told(2.6, 2.0, 2.0, size=11_000), True, True),
        "too little to tell": (told(1.0, 2.0, 2.0, size=11_000), False, False),
        "a far line": (told(0.31, size=12_000), True, False),
    },
)
def test_when_nothing_is_left_to_be_read(index: AttemptIndex, settled: bool, slow_no_more: bool) -> None:
    assert page_kept_up_or_is_far(index, GROUND, PAGE) is settled
    assert page_came_fast_once(index, GROUND, PAGE) is slow_no_more


def test_a_connection_that_was_read_late_makes_no_server_far() -> None:
    """Where the system does not tell the round trip, a busy computer's first connections seem to have taken long."""
    read = story(PAGE).reads(32_768, 1.7)
    late = [replace(o, seconds=0.25) if o.step is Step.TCP else o for o in read.record.observations]
    assert page_kept_up_or_is_far(AttemptIndex(late), GROUND, PAGE)
    sent = read.sends(16_000, 0.1).record.observations[len(late) :]
    assert not page_kept_up_or_is_far(AttemptIndex((*late, *sent)), GROUND, PAGE)


def test_pages_at_home_tell_nothing_of_the_way_abroad() -> None:
    record = Record()
    record.about(PAGE).reads(24_576, 3.0)
    for site in (AT_HOME, GROUND.sites[-2].endpoint):
        record.about(site).reads(16_000, 2.0)
    assert not page_kept_up_or_is_far(record.index, GROUND, PAGE)


def test_what_was_read_of_a_page_so_far() -> None:
    slow = story(PAGE).reads(16_000, 4.0).reads(16_000, 1.0).record
    index = slow.index
    assert (count_slow_readings(index, PAGE), find_fastest_rate(index, PAGE)) == (2, 16_000.0)
    ended = story(PAGE).reads(500, 0.1, complete=True, named_path="/app.js").index
    assert (page_is_too_short(ended, PAGE), find_named_file(ended, PAGE)) == (True, "/app.js")
    assert (page_is_too_short(index, PAGE), find_named_file(index, PAGE)) == (False, "")
