"""Pages with a known answer that something else answers: who asks to sign in, and who only answers in their place."""

import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Confidence, Failure, NetworkDetail, NetworkStatus, Step, Wire
from judge import neutral_hosts
from judge.factory import Record, https, raw
from judge.neutral_hosts import ABROAD, ANCHORS, CONTROLS, HOME, Telling
from judge.plain_answers import GROUND, HOTEL, PAGES, Said, cut, pages, told
from named_rows import named_rows

ASKED = 0.004
"""Seconds in which a gateway nearby accepts a connection."""


def judge(telling: Telling) -> NetworkVerdict:
    return neutral_hosts.judge(telling, ground=GROUND)


@named_rows(
    ("said", "confidence"),
    {
        "all lead to one host": ([HOTEL] * 5, Confidence.LIKELY),
        "three do": ([HOTEL] * 3, Confidence.LIKELY),
        "two do": ([HOTEL] * 2, Confidence.LIKELY),
        "only one was answered": ([HOTEL], Confidence.LIKELY),
        "the status made for it": ([told(511)] * 3, Confidence.SURE),
        "a page instead of an empty answer": ([told(200, html=True)] * 5, Confidence.LIKELY),
        "they lead to several hosts": ([HOTEL] * 2 + [told(302, location_host="other.example")], Confidence.LIKELY),
        "one came as it should": ([HOTEL] * 3 + [told(204)], Confidence.LIKELY),
        "one answer has no mark": ([HOTEL] * 3 + [told(404)], Confidence.UNSURE),
        "half came as they should": ([HOTEL] * 2 + [told(204)] * 2, None),
        "some text instead": ([told(200)] * 5, None),
        "a bare 404": ([told(404)] * 5, None),
        "a proxy denies": ([told(403, html=True)] * 5, None),
        "one server is out of order": ([told(503)] + [told(204)] * 4, None),
        "a state's filter leads to its own page": ([told(302, location_host="10.10.34.34")] * 5, None),
        "a router leads to its own page": ([told(302, location_host="router.asus.com")] * 5, None),
        "nobody says whither": ([told(302)] * 5, None),
    },
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
        (lambda r: pages(cut(r), *[told(200, html=True)] * 2).well(CONTROLS[0]), None),
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
        "one is, and two pages of its own name no host",
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
    def telling(record: Record) -> None:
        for page in PAGES:
            record.about(page).answers("10.0.0.1", status=302, location_host="unknown.router.example")
        cut(record)

    assert judge(telling).confidence is Confidence.LIKELY


def test_one_wrong_answer_beside_a_filter_for_everybody_is_no_portal() -> None:
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


def _soon(record: Record) -> Record:
    record.observations = [replace(o, seconds=ASKED) if o.step is Step.TCP else o for o in record.observations]
    return record


@named_rows(
    ("telling", "closed"),
    {
        "a proxy denies every page": (lambda r: pages(cut(r), *[told(403, html=True)] * 5), True),
        "two pages are not found": (lambda r: pages(cut(r), *[told(404)] * 2), True),
        "one server may be out of order": (lambda r: pages(cut(r), told(404)), False),
        "one page came as it should": (lambda r: pages(cut(r), *[told(404)] * 2, told(204)), False),
        "half ask to sign in": (lambda r: pages(cut(r), *[told(404)] * 2, *[HOTEL] * 2), False),
        "a router leads to its own page": (
            lambda r: pages(cut(r), *[told(302, location_host="router.asus.com")] * 5),
            True,
        ),
        "a site proves itself": (lambda r: pages(cut(r), *[told(403)] * 5).well(CONTROLS[0]), False),
        "a messenger answers": (lambda r: pages(cut(r), *[told(403)] * 5).well(raw()), False),
        "a name leads to the page of a state's filter": (
            lambda r: [pages(cut(r), *[told(403)] * 5).about(https()).system("10.10.34.36")],
            False,
        ),
        "names are denied, and one page is answered nearby": (
            lambda r: _soon(pages(_names_denied(r), told(404))),
            True,
        ),
        "names are denied, and a server far away answers oddly": (lambda r: pages(_names_denied(r), told(404)), False),
        "names are denied, and resolvers show certificates of somebody else": (
            lambda r: _impostors(pages(_names_denied(r), told(404))),
            True,
        ),
        "one resolver does": (lambda r: _impostors(pages(_names_denied(r), told(404)), 1), False),
        "names are not all denied": (lambda r: _soon(pages(_names_denied(r).well(https()), told(404))), False),
    },
)
def test_a_gateway_answers_in_the_place_of_everything(telling: Telling, closed: bool) -> None:
    verdict = judge(telling)
    assert (verdict.detail is NetworkDetail.ANSWERED_NEARBY) is closed
    if closed:
        assert (verdict.status, verdict.confidence) == (NetworkStatus.OFFLINE, Confidence.LIKELY)
