"""A hosting company that is limited as a whole: its neutral sites show it."""

import pytest

from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.network.control_results import ControlResults, Trouble
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Control, Controls, Endpoint, Operator
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, THERE, Record, app_of, brief, https, online, small_ground
from named_rows import named_rows

CLOUD = Operator("cloud", ("157.240.0.0/16", "45.77.0.0/16"), "made up")
SMALL = small_ground()
WITNESS, OTHER = (replace(c.endpoint, read_bytes=16_384) for c in SMALL.sites[:2])
PAGE = https("app/page", read_bytes=16_384)
STALLED, TIMEOUT = Failure.STALLED, Failure.TIMEOUT


def _ground() -> Controls:
    sites = (
        replace(SMALL.sites[0], endpoint=replace(WITNESS, operator="cloud", cdn=True)),
        replace(SMALL.sites[1], endpoint=replace(OTHER, operator="other")),
        *SMALL.sites[2:],
    )
    return replace(SMALL, sites=sites, operators=(CLOUD,))


GROUND = _ground()


def _told(theirs: str, others: str = "fast") -> Record:
    record = Record()
    for endpoint, trouble in ((WITNESS, theirs), (OTHER, others)):
        told = record.about(endpoint).system(record.about(endpoint).home)
        if trouble == "dead":
            told.fails(Step.TCP, TIMEOUT, times=2)
        elif trouble == "frozen":
            told.reads(15_000, 0.1, STALLED)
        elif trouble != "unread":
            told.reads(16_384, 0.05 if trouble == "fast" else 2.0)
    return record


@pytest.mark.parametrize(
    ("theirs", "others", "trouble"),
    [
        ("slow", "fast", Trouble.SLOW),
        ("frozen", "fast", Trouble.FROZEN),
        ("dead", "fast", Trouble.DEAD),
        ("fast", "fast", None),
        ("slow", "slow", None),
        ("frozen", "frozen", None),
        ("dead", "dead", None),
    ],
)
def test_a_company_is_limited_if_its_sites_fare_worse(theirs: str, others: str, trouble: Trouble | None) -> None:
    found = ControlResults(_told(theirs, others).index, GROUND).hosting_troubles
    assert [f.trouble for f in found] == ([trouble] if trouble else [])


@pytest.mark.parametrize(
    ("page", "others", "trouble"),
    [(24_000, "unread", Trouble.FROZEN), (12_000, "unread", None), (24_000, "frozen", None)],
    ids=["longer", "no longer", "another site froze too"],
)
def test_a_messengers_longer_page_shows_what_passes_where_no_other_site_was_read(
    page: int, others: str, trouble: Trouble | None
) -> None:
    record = _told("frozen", others)
    record.about(replace(PAGE, addresses=(THERE,))).reads(page, 0.1)
    found = record.results(GROUND).hosting_troubles
    assert [f.trouble for f in found] == ([trouble] if trouble else [])


def _said(theirs: str, page: str, address: str = HERE) -> str:
    record = _told(theirs)
    told = record.about(PAGE).system(address)
    if page == "dead":
        told.fails(Step.TCP, TIMEOUT, address, times=2)
    elif page == "frozen":
        told.reads(15_000, 0.1, STALLED).reads(15_000, 0.1, STALLED)
    else:
        told.reads(16_384, 2.0).reads(16_384, 2.0)
    return _judged(record, PAGE)


def _judged(record: Record, endpoint: Endpoint, controls: Controls = GROUND) -> str:
    ground = CheckCase(record.results(controls), online(), "linux")
    return brief(judge_endpoint(EndpointCase(endpoint, MessengerCase(app_of(endpoint), ground))))


@pytest.mark.parametrize(
    ("theirs", "page", "said"),
    [
        ("slow", "slow", "slow hosting_limited likely"),
        ("frozen", "frozen", "blocked hosting_limited likely"),
        ("dead", "dead", "unknown hosting_limited unsure"),
        ("fast", "slow", "slow throttled likely"),
        ("fast", "frozen", "blocked frozen likely"),
        ("fast", "dead", "blocked address_blocked unsure"),
        ("slow", "frozen", "blocked frozen likely"),
        ("frozen", "slow", "slow hosting_limited likely"),
    ],
)
def test_what_stands_there_and_fares_alike_is_not_singled_out(theirs: str, page: str, said: str) -> None:
    assert _said(theirs, page) == said
    assert _said("dead", "dead", THERE) == "blocked address_blocked unsure", "what stands elsewhere is"


@pytest.mark.parametrize(
    ("beside", "said"),
    [(WITNESS, "slow hosting_limited likely"), (replace(SMALL.sites[2].endpoint, read_bytes=16_384), "works")],
    ids=["a site of the same slow company", "somebody else's: the line was slow for all"],
)
def test_beside_sites_of_a_slow_company_alone_nothing_is_compared(beside: Endpoint, said: str) -> None:
    """One of three slow readings overlapped with a page at the same slow company only, and kept up with it."""
    record = Record()
    for moment, control, seconds in ((0.0, beside, 2.0), (10.0, OTHER, 0.05), (20.0, OTHER, 0.05)):
        record.started = moment
        record.about(control).system(record.about(control).home).reads(16_384, seconds)
        record.about(PAGE).system(HERE).reads(16_384, 2.0)
    assert _judged(record, PAGE).startswith(said)


@named_rows(
    ("theirs", "status", "times", "trouble"),
    {
        "two sites": (SMALL.sites[:2], 503, 2, Trouble.ERRS),
        "its one witness": (SMALL.sites[:1], 503, 2, Trouble.ERRS),
        "once": (SMALL.sites[:1], 503, 1, None),
        "they lack that page": (SMALL.sites[:2], 404, 2, None),
        "all sites of anybody that were asked": (SMALL.sites[:3], 503, 2, None),
    },
)
def test_a_company_is_in_error_where_all_its_sites_are(
    theirs: tuple[Control, ...], status: int, times: int, trouble: Trouble | None
) -> None:
    """Cloudflare answered 503 in the place of its customers, and Signal's photos were said to work."""
    owned = tuple(replace(c, endpoint=replace(c.endpoint, operator="cloud")) for c in theirs)
    ground = replace(SMALL, sites=(*owned, *SMALL.sites[len(owned) :]), operators=(CLOUD,))
    record = Record().well(*(c.endpoint for c in ground.sites[2:3] if not c.endpoint.operator))
    for control in owned:
        told = record.about(control.endpoint).system(HERE)
        told.fails(Step.HTTP, Failure.HTTP_ERROR, HERE, status=status, times=times)
    found = record.results(ground).hosting_troubles
    assert [f.trouble for f in found] == ([trouble] if trouble else [])
    files = replace(PAGE, read_bytes=0)
    record.about(files).system(HERE).fails(Step.HTTP, Failure.HTTP_ERROR, HERE, status=status, times=2)
    assert _judged(record, files, ground) == ("down service_down unsure" if trouble else "works unsure")
