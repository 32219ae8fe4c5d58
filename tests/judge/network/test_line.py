"""How well the line carries what goes to neutral hosts: what is lost, cut for all, or comes slowly for all."""

from collections.abc import Callable

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Confidence, Degree, EvidenceKind, Failure, NetworkStatus, Prior, Step, Wire
from judge.factory import Record, https, typed
from judge.neutral_hosts import (
    ABROAD,
    ANCHORS,
    CONTROLS,
    GROUND,
    HOME,
    LINUX,
    UDP,
    Telling,
    fail,
    judge,
    pages_well,
    well,
)
from named_rows import named_rows

TIMEOUT = Failure.TIMEOUT


def lose(record: Record, times: int) -> Record:
    well(record).about(ABROAD[0]).fails(Step.TLS, TIMEOUT, times=times)
    return record


@pytest.mark.parametrize(
    ("telling", "lossy"),
    [
        (lambda r: lose(r, 1), False),
        (lambda r: lose(r, 3), True),
        (lambda r: fail(well(r), UDP[:1], TIMEOUT, 3), True),
        (lambda r: fail(well(r), [Endpoint("control/dead", "", Wire.TLS, 443)], TIMEOUT, 3), False),
    ],
    ids=["one lost packet", "three", "datagrams", "a host that never answers is dead, not far"],
)
def test_lossy(telling: Telling, lossy: bool) -> None:
    verdict = judge(telling)
    assert verdict.lossy is lossy
    assert (verdict.status is NetworkStatus.UNSTABLE) is lossy


@pytest.mark.parametrize("seconds", [0.3, 0.7])
def test_a_long_way_alone_loses_nothing(seconds: float) -> None:
    """A satellite line takes 0.6 to 0.7 s there and back."""
    record = Record().well(*ABROAD)
    far = [replace(o, seconds=seconds) for o in record.observations]
    verdict = judge_network(AttemptIndex(far), GROUND, LINUX)
    assert (verdict.status, verdict.lossy) == (NetworkStatus.ONLINE, False)
    assert verdict.controls_answer


@named_rows(
    ("telling", "lost"),
    {
        "no handshake at home nor abroad": (lambda r: fail(pages_well(r), CONTROLS, TIMEOUT, step=Step.TLS), True),
        "two of three at home": (lambda r: fail(pages_well(r), CONTROLS[:-1], TIMEOUT, step=Step.TLS), False),
        "nothing was asked abroad": (lambda r: fail(pages_well(r), HOME, TIMEOUT, step=Step.TLS), False),
        "one handshake": (lambda r: fail(pages_well(r).well(CONTROLS[0]), CONTROLS[1:], TIMEOUT, step=Step.TLS), False),
        "cut off": (lambda r: fail(pages_well(r), CONTROLS, Failure.RESET, step=Step.TLS), False),
        "no page answers either": (lambda r: fail(r, CONTROLS, TIMEOUT, step=Step.TLS), False),
    },
)
def test_big_packets_lost(telling: Telling, lost: bool) -> None:
    verdict = judge(lambda r: telling(r.well(*ANCHORS)))
    kinds = [e.kind for e in verdict.evidence]
    assert (EvidenceKind.BIG_PACKETS_LOST in kinds) is lost
    if lost:
        assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, Confidence.UNSURE)


@pytest.mark.parametrize(
    ("failure", "small", "cut"),
    [
        (TIMEOUT, [TIMEOUT] * 2, True),
        (TIMEOUT, [TIMEOUT], False),
        (TIMEOUT, [TIMEOUT] * 2 + [None], False),
        (Failure.RESET, [], True),
        (Failure.RESET, [None], True),
    ],
    ids=["small ones are silent too", "one is too few", "one small one passes", "reset", "reset, but for a small one"],
)
def test_handshakes_cut_for_everybody(failure: Failure, small: list[Failure | None], cut: bool) -> None:
    """Where small packets fare alike, it is not their size: the line is not called unstable."""
    record = fail(pages_well(Record()), CONTROLS, failure, step=Step.TLS)
    for each in small:
        record.about(https()).in_small_packets(each)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (EvidenceKind.HANDSHAKES_CUT in {e.kind for e in verdict.evidence}) is cut
    if cut:
        assert (verdict.status, verdict.degree) == (NetworkStatus.ONLINE, Degree.NO_ENCRYPTION)
        assert verdict.confidence is not Confidence.SURE
        assert not verdict.controls_answer


@pytest.mark.parametrize(
    ("facts", "busy", "confidence"),
    [({"resent": 1}, False, Confidence.SURE), ({"resent": 1}, True, Confidence.SURE), ({}, False, Confidence.UNSURE)],
    ids=["counted by the system", "counted, while the computer was busy", "guessed from the time"],
)
def test_loss_is_sure_where_it_was_counted(facts: dict[str, int], busy: bool, confidence: Confidence) -> None:
    record = well(Record())
    connects = [o for o in record.observations if o.step is Step.TCP][:3]
    for place, connect in enumerate(connects):
        again = replace(connect, seconds=1.05 + place, facts={**connect.facts, **typed(facts)})
        record.observations[record.observations.index(connect)] = again
    if busy:
        _read_one_late(record)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, confidence)


def _read_one_late(record: Record) -> None:
    shake = next(o for o in record.observations if o.step is Step.TLS)
    late = replace(shake, seconds=0.4, facts={**shake.facts, Fact.LAG: 0.39})
    record.observations[record.observations.index(shake)] = late


@pytest.mark.parametrize(("busy", "confidence"), [(False, Confidence.SURE), (True, Confidence.UNSURE)])
def test_what_a_busy_computer_gave_up_on_may_have_come(busy: bool, confidence: Confidence) -> None:
    record = lose(Record(), 3)
    if busy:
        _read_one_late(record)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, confidence)


def test_a_line_over_which_a_page_came_fast_is_not_narrow() -> None:
    assert judge(handshakes_abroad).status is NetworkStatus.UNSTABLE
    page = https("app/page", read_bytes=32_768)
    assert judge(lambda r: handshakes_abroad(r).about(page).reads(32_768, 0.2)).status is NetworkStatus.ONLINE
    assert judge(lambda r: handshakes_abroad(r).about(page).reads(24_576, 1.6)).status is NetworkStatus.UNSTABLE


@pytest.mark.parametrize(
    ("read", "narrow"),
    [((2.0, 2.0), True), ((2.0,), False), ((2.0, 0.2), False), ((2.0, 2.0, 0.3), False), ((0.5, 0.5), True)],
    ids=["two sites", "one may be slow itself", "another came fast", "of three", "near what is called slow"],
)
def test_where_every_neutral_page_comes_slowly_the_line_is_narrow(read: tuple[float, ...], narrow: bool) -> None:
    def slow(record: Record) -> Record:
        for site, seconds in zip(ABROAD, read, strict=False):
            record.about(site).reads(16_000, seconds)
        for site in ABROAD[len(read) :]:
            record.about(site).answers()
        return record

    verdict = judge(slow)
    assert (verdict.status is NetworkStatus.UNSTABLE) is narrow
    assert (EvidenceKind.NARROW_LINE in [e.kind for e in verdict.evidence]) is narrow
    page = https("app/page", read_bytes=32_768)
    assert judge(lambda r: slow(r).about(page).reads(32_768, 0.2)).status is NetworkStatus.ONLINE


def pages_abroad(record: Record) -> Record:
    for site in ABROAD:
        record.about(site).reads(32_000, 16.0)
    return record


def handshakes_abroad(record: Record) -> Record:
    for site in ABROAD:
        record.about(site).answers(line_rate=6_000)
    return record


@pytest.mark.parametrize("abroad", [pages_abroad, handshakes_abroad])
@pytest.mark.parametrize(
    ("home", "row", "degree", "rival"),
    [
        (None, "", Degree.NARROW, Prior.UNCOMMON),
        (16.0, "page.home", Degree.NARROW, Prior.RARE),
        (16.0, "page.domestic", Degree.NARROW, Prior.UNCOMMON),
        (0.2, "page.domestic", Degree.NARROW, Prior.UNCOMMON),
        (0.2, "page.home", Degree.ABROAD_SLOWED, None),
    ],
    ids=["nothing at home was read", "home is as slow", "it may be abroad", "it may be, and is quick", "home is quick"],
)
def test_where_only_what_is_abroad_was_slow_it_may_be_slowed_alone(
    abroad: Callable[[Record], Record], home: float | None, row: str, degree: Degree, rival: Prior | None
) -> None:
    """Of a country that nobody named it is not known whether it is abroad here."""

    def slow(record: Record) -> None:
        abroad(record)
        if home:
            record.asked_by(row).about(HOME[0]).reads(32_000, home)

    verdict = judge(slow)
    assert (verdict.status, verdict.degree) == (NetworkStatus.UNSTABLE, degree)
    assert verdict.confidence is not Confidence.SURE
    assert next((r.prior for r in verdict.diagnosis.standing if r.id == "abroad_slowed"), None) is rival


@pytest.mark.parametrize("home_waited", [False, True])
def test_handshakes_that_waited_abroad_do_not_show_that_home_is_as_slow(*, home_waited: bool) -> None:
    def waited(record: Record) -> None:
        handshakes_abroad(record).asked_by("control.home" if home_waited else "control.reserve")
        for site in HOME[:2]:
            record.about(site).answers(line_rate=6_000)

    verdict = judge(waited)
    assert verdict.degree is Degree.NARROW
    standing = [rival.id for rival in verdict.diagnosis.standing]
    assert ("abroad_slowed" in standing) is not home_waited
    assert (verdict.confidence is Confidence.SURE) is home_waited


def test_nothing_slows_all_that_is_abroad_where_one_page_from_there_came_fast() -> None:
    def one_fast(record: Record) -> None:
        for site, seconds in zip(ABROAD, (16.0, 16.0, 0.2), strict=False):
            record.about(site).reads(32_000, seconds)
        record.asked_by("page.home").about(HOME[0]).reads(32_000, 0.2)

    assert judge(one_fast).status is NetworkStatus.ONLINE


def test_handshakes_that_waited_before_a_page_at_home_was_read_were_a_passing_moment() -> None:
    def passed(record: Record) -> None:
        handshakes_abroad(record).asked_by("page.home").about(HOME[0]).later(5.0).reads(32_000, 0.2)

    assert judge(passed).status is NetworkStatus.ONLINE


def test_further_pages_at_home_do_not_make_it_another_line() -> None:
    """Sites that were asked to see whether the line stops, and a messenger whose servers are at home."""

    def slow(record: Record) -> None:
        handshakes_abroad(record).asked_by("page.home").about(HOME[0]).reads(32_000, 0.2)
        for site in HOME[1:]:
            record.asked_by("page.domestic").about(site).reads(32_000, 0.2)

    assert judge(slow).degree is Degree.ABROAD_SLOWED
