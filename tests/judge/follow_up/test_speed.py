"""When reading a page again would change nothing."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    count_slow_readings,
    find_fastest_rate,
    find_named_file,
    page_came_fast_once,
    page_is_too_short,
    page_kept_up_or_is_far,
)
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Step
from judge.factory import Record, https, story
from judge.neutral_hosts import GROUND
from named_rows import named_rows

PAGE = https("app/page", read_bytes=32_768)
FIRST, SECOND = (control.endpoint for control in GROUND.sites[:2])
AT_HOME = GROUND.sites[-1].endpoint


def told(seconds: float, *beside: float, size: int = 24_576) -> AttemptIndex:
    """A page of the app that took so long, and pages of neutral sites abroad that did, each of another site."""
    record = story(PAGE).reads(size, seconds).record
    for site, took in zip((FIRST, SECOND), beside, strict=False):
        record.about(site).reads(16_000, took)
    return AttemptIndex(record.observations)


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
    assert not page_kept_up_or_is_far(AttemptIndex(record.observations), GROUND, PAGE)


def test_what_was_read_of_a_page_so_far() -> None:
    slow = story(PAGE).reads(16_000, 4.0).reads(16_000, 1.0).record
    index = AttemptIndex(slow.observations)
    assert (count_slow_readings(index, PAGE), find_fastest_rate(index, PAGE)) == (2, 16_000.0)
    ended = AttemptIndex(story(PAGE).reads(500, 0.1, complete=True, named_path="/app.js").observations)
    assert (page_is_too_short(ended, PAGE), find_named_file(ended, PAGE)) == (True, "/app.js")
    assert (page_is_too_short(index, PAGE), find_named_file(index, PAGE)) == (False, "")
