"""What sites abroad do: most of them dead, or certificates of no trusted root shown in their place."""

import pytest

from dialtone.judge.network.abroad import site_abroad_answers
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Confidence, Failure, NetworkStatus, Step
from judge.factory import Record, raw
from judge.neutral_hosts import (
    ABROAD,
    ANCHORS,
    ANCHORS_ABROAD,
    AT_ONCE,
    GROUND,
    HOME,
    LINUX,
    UDP,
    Telling,
    fail,
    judge,
    pages_well,
    swapped,
    white_list,
)
from named_rows import named_rows

TIMEOUT, UNREACHABLE = Failure.TIMEOUT, Failure.UNREACHABLE


@named_rows(
    ("telling", "intercepted"),
    {
        "nobody vouches for any": (swapped, True),
        "two are too few": (lambda r: fail(r.well(*ANCHORS), ABROAD[:2], Failure.CERT_UNTRUSTED, 2, Step.TLS), False),
        "one at home is genuine": (lambda r: swapped(r).well(HOME[0]), True),
        "one abroad is": (lambda r: swapped(r).well(ABROAD[0]), False),
        "those at home hang on a root of their country, and nothing abroad answers": (
            lambda r: fail(fail(r, HOME, Failure.CERT_UNTRUSTED, 1, Step.TLS), ABROAD, TIMEOUT),
            False,
        ),
        "a root of this computer vouches for all": (
            lambda r: [r.about(e).answers(mozilla=False) for e in ABROAD],
            True,
        ),
        "for all but some": (lambda r: [r.about(e).answers(mozilla=e is not ABROAD[0]) for e in ABROAD], False),
        "for two": (lambda r: [r.about(e).answers(mozilla=False) for e in ABROAD[:2]], False),
        "for all, but only once": (
            lambda r: [r.about(e).answers(mozilla=False).answers(mozilla=True) for e in ABROAD],
            False,
        ),
        "no second opinion was given": (lambda r: [r.about(e).answers() for e in ABROAD], False),
    },
)
def test_intercepted(telling: Telling, intercepted: bool) -> None:
    assert (judge(telling).status is NetworkStatus.INTERCEPTED) is intercepted


@pytest.mark.parametrize("cdn", [False, True])
def test_a_cdn_does_not_show_that_packets_come_back_from_abroad(*, cdn: bool) -> None:
    site = replace(ABROAD[0], cdn=cdn)
    controls = replace(GROUND, sites=(replace(GROUND.sites[0], endpoint=site), *GROUND.sites[1:]))
    case = NetworkCase(Record().well(site).results(controls), LINUX)
    assert bool(site_abroad_answers(case)) is not cdn


def _denied(record: Record, failure: Failure = Failure.NO_SUCH_NAME) -> Record:
    record.well(*HOME)
    for each in (*ABROAD, *UDP):
        record.about(each).system(failure=failure)
    return record


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda r: fail(_denied(r), ANCHORS_ABROAD, TIMEOUT), "whitelist_mode likely home_only"),
        (lambda r: _denied(r).well(*ANCHORS_ABROAD), "online unsure"),
        (lambda r: fail(_denied(r, Failure.DNS_FAILED), ANCHORS_ABROAD, TIMEOUT), "online unsure"),
        (lambda r: fail(_denied(r), ANCHORS_ABROAD[:2], TIMEOUT), "online unsure"),
        (lambda r: fail(_denied(r).well(ABROAD[0]), ANCHORS_ABROAD, TIMEOUT), "whitelist_mode likely home_only"),
        (lambda r: fail(_denied(r).well(*ABROAD[:3]), ANCHORS_ABROAD, TIMEOUT), "online sure"),
    ],
    ids=[
        "and every address abroad is silent",
        "and addresses abroad answer: only the resolver is at fault",
        "the resolver itself has lost what is abroad",
        "and too few addresses were tried",
        "but for one name, which answers",
        "but for most, which answer",
    ],
)
def test_names_abroad_that_do_not_exist_answer_no_more_than_sites_that_are_silent(telling: Telling, said: str) -> None:
    verdict = judge(telling)
    assert " ".join(filter(None, (verdict.status, verdict.confidence, verdict.detail))) == said


def web_abroad_refused(record: Record, *, home: int = 3, accepted: int = 0) -> Record:
    """Abroad nobody accepts a connection but so many sites, which then say nothing; UDP passes, and home opens."""
    record.well(*HOME[:home], *UDP)
    fail(record, ABROAD[:accepted], TIMEOUT, step=Step.TLS)
    return fail(record, (*ABROAD[accepted:], *ANCHORS_ABROAD), Failure.REFUSED)


@named_rows(
    ("telling", "status"),
    {
        "nobody abroad accepts one": (web_abroad_refused, "whitelist_mode"),
        "home may be closed too": (lambda r: web_abroad_refused(r, home=1), "online"),
        "one accepts it": (lambda r: web_abroad_refused(r, accepted=1), "online"),
        "two answer": (lambda r: web_abroad_refused(r).well(ABROAD[3], ABROAD[2]), "online"),
    },
)
def test_where_connections_end_at_the_border_other_ways_may_be_open(telling: Telling, status: str) -> None:
    """China, August 2025: every SYN to port 443 abroad was reset, and no other port was."""
    assert judge(telling).status is NetworkStatus(status)


def list_begins(record: Record, *, anchors: int = 3, later: bool = False) -> Record:
    """Anchors accept connections at first, so many of them do not later, and sites at home open."""
    record.well(*ANCHORS_ABROAD)
    record.started += 1.0
    fail(record.well(*HOME), (*ABROAD, *UDP, *ANCHORS_ABROAD[:anchors]), TIMEOUT)
    record.started += 1.0
    return record.well(*ANCHORS_ABROAD[:1]) if later else record


@named_rows(
    ("telling", "listed"),
    {
        "none accepts any more": (list_begins, True),
        "two fail, which may be chance": (lambda r: list_begins(r, anchors=2), False),
        "one still accepts": (lambda r: list_begins(r, later=True), False),
    },
)
def test_an_anchor_that_fell_silent_answers_no_more(telling: Telling, listed: bool) -> None:
    """A white list began while somebody looked: the first connections abroad had passed."""
    assert (judge(telling).status is NetworkStatus.WHITELIST_MODE) is listed


def taken_and_mute(record: Record) -> Record:
    record.well(*ANCHORS_ABROAD)
    return fail(fail(record, UDP, TIMEOUT), ABROAD, TIMEOUT, step=Step.TLS)


@named_rows(
    ("telling", "confidence"),
    {
        "three at home": (white_list, Confidence.LIKELY),
        "two at home": (lambda r: white_list(r, home=2), Confidence.LIKELY),
        "one at home": (lambda r: white_list(r, home=1), Confidence.LIKELY),
        "a site abroad is listed": (lambda r: white_list(r).well(ABROAD[0]), Confidence.LIKELY),
        "two sites abroad are listed": (lambda r: white_list(r).well(*ABROAD[:2]), Confidence.LIKELY),
        "three are no exception": (lambda r: white_list(r).well(*ABROAD[:3]), None),
        "one is listed, and few at home answer": (lambda r: white_list(r, home=2).well(ABROAD[0]), Confidence.LIKELY),
        "one is listed, and a datagram passes": (lambda r: white_list(r).well(ABROAD[0], UDP[0]), Confidence.LIKELY),
        "one is listed, and more of UDP passes": (lambda r: white_list(r).well(ABROAD[0], *UDP[:2]), None),
        "one is listed, and an address abroad answers": (
            lambda r: white_list(r).well(ABROAD[0], ANCHORS_ABROAD[0]),
            None,
        ),
        "connections abroad are taken and mute": (lambda r: taken_and_mute(r.well(*HOME)), Confidence.LIKELY),
        "they are, and UDP passes": (lambda r: taken_and_mute(r.well(*HOME, UDP[0])), Confidence.LIKELY),
        "they are, and a site abroad answers": (lambda r: taken_and_mute(r.well(*HOME, ABROAD[0])), Confidence.LIKELY),
        "an address abroad takes connections, and the sites do not": (
            lambda r: white_list(r).well(ANCHORS_ABROAD[0]),
            None,
        ),
        "a messenger answers": (lambda r: white_list(r).well(raw()), Confidence.LIKELY),
        "this computer has no way abroad": (
            lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), UNREACHABLE, seconds=AT_ONCE),
            None,
        ),
        "a router refuses what goes abroad": (
            lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), UNREACHABLE),
            Confidence.UNSURE,
        ),
        "nothing abroad in time": (
            lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), Failure.NOT_IN_TIME),
            None,
        ),
    },
)
def test_white_list(telling: Telling, confidence: Confidence | None) -> None:
    verdict = judge(telling)
    is_white_list = verdict.status is NetworkStatus.WHITELIST_MODE
    assert (verdict.confidence if is_white_list else None) is confidence


def test_a_certificate_of_another_name_may_be_that_of_a_gateway() -> None:
    def judged(failure: Failure) -> NetworkVerdict:
        return judge(lambda r: fail(pages_well(r.well(*ANCHORS)), ABROAD, failure, 1, Step.TLS))

    assert judged(Failure.CERT_UNTRUSTED).confidence is Confidence.SURE
    assert (judged(Failure.CERT_NAME).status, judged(Failure.CERT_NAME).confidence) == (
        NetworkStatus.INTERCEPTED,
        Confidence.LIKELY,
    )
