"""How pages with a known answer are answered, on a ground with five of them."""

from collections.abc import Callable

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step, Wire
from judge.factory import Record, Story, small_ground
from judge.neutral_hosts import CONTROLS, fail

PAGES = tuple(Endpoint(f"sign-in/{n}", "", Wire.HTTP, 80, f"p{n}.example.org", expect_status=204) for n in range(5))
GROUND = replace(small_ground(), sign_in_checks=PAGES)

Said = Callable[[Story], Story]


def told(status: int, *, location_host: str = "", html: bool = False) -> Said:
    """An answer to a page with a known one."""
    if location_host:
        return lambda story: story.answers(status=status, location_host=location_host)
    return lambda story: story.answers(status=status, html=html)


HOTEL = told(302, location_host="login.hotel.example")


def cut(record: Record, failure: Failure = Failure.RESET) -> Record:
    return fail(record, CONTROLS, failure, step=Step.TLS)


def pages(record: Record, *said: Said) -> Record:
    """Let each of the first pages be answered so; 204 is what was wanted."""
    for page, answer in zip(PAGES, said, strict=False):
        answer(record.about(page))
    return record
