"""How well the line carries what goes to neutral hosts: what is lost, cut for all, or comes slowly for all."""

from collections.abc import Callable

import pytest

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, NetworkDetail, NetworkStatus, Prior, Step
from judge.factory import Record, https, typed
from judge.neutral_hosts import ABROAD, ANCHORS, CONTROLS, HOME, Telling, fail, judge, judge_record, pages_well, well
from named_rows import named_rows

TIMEOUT = Failure.TIMEOUT


def lose(record: Record, times: int) -> Record:
    well(record).about(ABROAD[0]).fails(Step.TLS, TIMEOUT, times=times)
    return record


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


@named_rows(
    ("failure", "small", "cut"),
    {
        "small ones are silent too": (TIMEOUT, [TIMEOUT] * 2, True),
        "one is too few": (TIMEOUT, [TIMEOUT], False),
        "one small one passes": (TIMEOUT, [TIMEOUT] * 2 + [None], False),
        "reset": (Failure.RESET, [], True),
        "reset, but for a small one": (Failure.RESET, [None], True),
    },
)
def test_handshakes_cut_for_everybody(failure: Failure, small: list[Failure | None], cut: bool) -> None:
    """Where small packets fare alike, it is not their size: the line is not called unstable."""
    record = fail(pages_well(Record()), CONTROLS, failure, step=Step.TLS)
    for each in small:
        record.about(https()).in_small_packets(each)
    verdict = judge_record(record)
    assert (EvidenceKind.HANDSHAKES_CUT in {e.kind for e in verdict.evidence}) is cut
    if cut:
        assert (verdict.status, verdict.detail) == (NetworkStatus.ONLINE, NetworkDetail.NO_ENCRYPTION)
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
    verdict = judge_record(record)
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
    verdict = judge_record(record)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, confidence)


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
@named_rows(
    ("home", "row", "degree", "rival"),
    {
        "nothing at home was read": (None, "", NetworkDetail.NARROW, Prior.UNCOMMON),
        "home is as slow": (16.0, "page.home", NetworkDetail.NARROW, Prior.RARE),
        "it may be abroad": (16.0, "page.domestic", NetworkDetail.NARROW, Prior.UNCOMMON),
        "it may be, and is quick": (0.2, "page.domestic", NetworkDetail.NARROW, Prior.UNCOMMON),
        "home is quick": (0.2, "page.home", NetworkDetail.ABROAD_SLOWED, None),
    },
)
def test_where_only_what_is_abroad_was_slow_it_may_be_slowed_alone(
    abroad: Callable[[Record], Record], home: float | None, row: str, degree: NetworkDetail, rival: Prior | None
) -> None:
    """Of a country that nobody named it is not known whether it is abroad here."""

    def slow(record: Record) -> None:
        abroad(record)
        if home:
            record.asked_by(row).about(HOME[0]).reads(32_000, home)

    verdict = judge(slow)
    assert (verdict.status, verdict.detail) == (NetworkStatus.UNSTABLE, degree)
    assert verdict.confidence is not Confidence.SURE
    assert next((r.prior for r in verdict.diagnosis.standing if r.id == "abroad_slowed"), None) is rival


def test_handshakes_that_waited_before_a_page_at_home_was_read_were_a_passing_moment() -> None:
    def passed(record: Record) -> None:
        handshakes_abroad(record).asked_by("page.home").about(HOME[0]).later(5.0).reads(32_000, 0.2)

    assert judge(passed).status is NetworkStatus.ONLINE
