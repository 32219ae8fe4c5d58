"""Pages with a known answer that something else answers: who asks to sign in, and who only answers in their place."""

from collections.abc import Callable

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network_verdict import judge_network
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Confidence, Degree, Failure, NetworkStatus, Step, Wire
from judge.factory import Record, https, raw
from judge.plain_answers import ABROAD, ANCHORS, CONTROLS, GROUND, HOME, HOTEL, PAGES, Said, cut, pages, told

ASKED = 0.004
"""Seconds in which a gateway nearby accepts a connection."""

Telling = Callable[[Record], object]


def judge(telling: Telling, ground: Controls = GROUND) -> NetworkVerdict:
    record = Record()
    telling(record)
    return judge_network(AttemptIndex(record.observations), ground, Computer("linux"))


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        ([HOTEL] * 5, Confidence.LIKELY),
        ([HOTEL] * 3, Confidence.LIKELY),
        ([HOTEL] * 2, Confidence.LIKELY),
        ([HOTEL], Confidence.LIKELY),
        ([told(511)] * 3, Confidence.SURE),
        ([told(200, html=True)] * 5, Confidence.LIKELY),
        ([HOTEL] * 2 + [told(302, location_host="other.example")], Confidence.LIKELY),
        ([HOTEL] * 3 + [told(204)], Confidence.LIKELY),
        ([HOTEL] * 3 + [told(404)], Confidence.UNSURE),
        ([HOTEL] * 2 + [told(204)] * 2, None),
        ([told(200)] * 5, None),
        ([told(404)] * 5, None),
        ([told(403, html=True)] * 5, None),
        ([told(503)] + [told(204)] * 4, None),
        ([told(302, location_host="10.10.34.34")] * 5, None),
        ([told(302, location_host="router.asus.com")] * 5, None),
        ([told(302)] * 5, None),
    ],
    ids=[
        "all lead to one host",
        "three do",
        "two do",
        "only one was answered",
        "the status made for it",
        "a page instead of an empty answer",
        "they lead to several hosts",
        "one came as it should",
        "one answer has no mark",
        "half came as they should",
        "some text instead",
        "a bare 404",
        "a proxy denies",
        "one server is out of order",
        "a state's filter leads to its own page",
        "a router leads to its own page",
        "nobody says whither",
    ],
)
def test_marks_of_a_portal(said: list[Said], confidence: Confidence | None) -> None:
    verdict = judge(lambda r: pages(cut(r), *said))
    is_portal = verdict.status is NetworkStatus.CAPTIVE_PORTAL
    assert (verdict.confidence if is_portal else None) is confidence


@pytest.mark.parametrize(
    ("telling", "confidence"),
    [
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(CONTROLS[0]), Confidence.UNSURE),
        (lambda r: pages(cut(r), *[HOTEL] * 2).well(CONTROLS[0]), Confidence.UNSURE),
        (lambda r: pages(cut(r), HOTEL).well(CONTROLS[0]), None),
        (lambda r: pages(cut(r), HOTEL, told(302, location_host="other.example")).well(CONTROLS[0]), None),
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(raw()), Confidence.UNSURE),
        (lambda r: pages(cut(r), *[HOTEL] * 2).well(raw()), Confidence.UNSURE),
        (lambda r: pages(cut(r), HOTEL).well(raw()), None),
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(*ABROAD[:2]), Confidence.UNSURE),
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(*ABROAD[:3]), None),
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(HOME[0]), Confidence.UNSURE),
        (lambda r: pages(cut(r), *[HOTEL] * 5).well(*HOME[:2]), None),
        (lambda r: [pages(cut(r), *[HOTEL] * 5).about(https()).system("10.10.34.36")], None),
    ],
    ids=[
        "one site is let through",
        "one is, and the two pages that a check asks lead to one host",
        "one is, and one page is known",
        "one is, and the two pages lead to two hosts",
        "one app is free",
        "one is, and the two pages lead to one host",
        "one is, and one page is known",
        "two sites are let through",
        "three are no exception: plain pages alone are replaced",
        "one company at home is free",
        "several at home prove themselves",
        "a name leads to the page of a state's filter",
    ],
)
def test_what_is_open_beside_a_portal(telling: Telling, confidence: Confidence | None) -> None:
    verdict = judge(telling)
    is_portal = verdict.status is NetworkStatus.CAPTIVE_PORTAL
    assert (verdict.confidence if is_portal else None) is confidence


def test_a_router_that_leads_every_name_to_itself_looks_like_a_portal() -> None:
    """So it is never certain, whatever its name for itself is."""

    def telling(record: Record) -> None:
        for page in PAGES:
            record.about(page).answers("10.0.0.1", status=302, location_host="unknown.router.example")
        cut(record)

    assert judge(telling).confidence is Confidence.LIKELY


def test_one_wrong_answer_beside_a_filter_for_everybody_is_no_portal() -> None:
    """All TLS cut, four pages as they should be, and one server out of order."""
    verdict = judge(lambda r: pages(cut(r, Failure.TIMEOUT), told(503), *[told(204)] * 4))
    assert verdict.status is not NetworkStatus.CAPTIVE_PORTAL
    assert verdict.confidence is not Confidence.SURE


def _names_denied(record: Record) -> Record:
    for each in (*CONTROLS, *PAGES):
        record.about(each).system(failure=Failure.NO_SUCH_NAME)
    return record.well(*ANCHORS)


def _impostors(record: Record, resolvers: int = 2) -> Record:
    for number in range(resolvers):
        resolver = Endpoint(f"resolver/{number}", "", Wire.TLS, 443, None, (f"9.9.9.{number + 9}",))
        record.about(resolver).fails(Step.TLS, Failure.CERT_NAME)
    return record


def _soon(record: Record, seconds: float = ASKED) -> Record:
    record.observations = [replace(o, seconds=seconds) if o.step is Step.TCP else o for o in record.observations]
    return record


@pytest.mark.parametrize(
    ("telling", "closed"),
    [
        (lambda r: pages(cut(r), *[told(403, html=True)] * 5), True),
        (lambda r: pages(cut(r), *[told(404)] * 2), True),
        (lambda r: pages(cut(r), told(404)), False),
        (lambda r: pages(cut(r), *[told(404)] * 2, told(204)), False),
        (lambda r: pages(cut(r), *[told(302, location_host="router.asus.com")] * 5), True),
        (lambda r: pages(cut(r), *[told(403)] * 5).well(CONTROLS[0]), False),
        (lambda r: pages(cut(r), *[told(403)] * 5).well(raw()), False),
        (lambda r: [pages(cut(r), *[told(403)] * 5).about(https()).system("10.10.34.36")], False),
        (lambda r: _soon(pages(_names_denied(r), told(404))), True),
        (lambda r: pages(_names_denied(r), told(404)), False),
        (lambda r: _impostors(pages(_names_denied(r), told(404))), True),
        (lambda r: _impostors(pages(_names_denied(r), told(404)), 1), False),
        (lambda r: _soon(pages(_names_denied(r).well(https()), told(404))), False),
    ],
    ids=[
        "a proxy denies every page",
        "two pages are not found",
        "one server may be out of order",
        "one page came as it should",
        "a router leads to its own page",
        "a site proves itself",
        "a messenger answers",
        "a name leads to the page of a state's filter",
        "names are denied, and one page is answered nearby",
        "names are denied, and a server far away answers oddly",
        "names are denied, and resolvers show certificates of somebody else",
        "one resolver does",
        "names are not all denied",
    ],
)
def test_a_gateway_answers_in_the_place_of_everything(telling: Telling, closed: bool) -> None:
    verdict = judge(telling)
    assert (verdict.degree is Degree.ANSWERED_NEARBY) is closed
    if closed:
        assert (verdict.status, verdict.confidence) == (NetworkStatus.OFFLINE, Confidence.LIKELY)


def test_an_answer_that_is_no_number_is_none() -> None:
    record = Record()
    record.about(PAGES[0]).answers(status="odd")
    assert judge_network(AttemptIndex(record.observations), GROUND, Computer("linux")).evidence == ()
    assert Fact.STATUS in record.observations[-1].facts
