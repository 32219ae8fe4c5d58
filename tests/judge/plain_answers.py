"""How pages with a known answer are answered, on a ground with five of them."""

from collections.abc import Callable

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Wire
from judge.factory import STEPS, Record, Story, small_ground

PAGES = tuple(Endpoint(f"sign-in/{n}", "", Wire.HTTP, 80, f"p{n}.example.org", expect_status=204) for n in range(5))
GROUND = replace(small_ground(), sign_in_checks=PAGES)
CONTROLS = tuple(c.endpoint for c in GROUND.sites)
ABROAD, HOME, ANCHORS = CONTROLS[:4], CONTROLS[4:], GROUND.anchors[:4]

Said = Callable[[Story], Story]


def told(status: int, *, location_host: str = "", html: bool = False) -> Said:
    """An answer to a page with a known one."""
    if location_host:
        return lambda story: story.answers(status=status, location_host=location_host)
    return lambda story: story.answers(status=status, html=html)


HOTEL = told(302, location_host="login.hotel.example")


def cut(record: Record, failure: Failure = Failure.RESET) -> Record:
    for each in CONTROLS:
        told = record.about(each)
        told.system(told.home).fails(STEPS[each.wire][1], failure, times=2)
    return record


def pages(record: Record, *said: Said) -> Record:
    """Let each of the first pages be answered so; 204 is what was wanted."""
    for page, answer in zip(PAGES, said, strict=False):
        answer(record.about(page))
    return record
