"""How much may be read again, and which neutral pages stand beside it."""

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Wire
from dialtone.probe.shared_state import SecondReadings

PAGE, OTHER, NEUTRAL = (
    Endpoint(name, "", Wire.HTTPS, 443, None, read_bytes=64) for name in ("page", "other", "neutral")
)


async def test_a_slow_page_gives_back_what_did_not_come_of_it() -> None:
    readings = SecondReadings(3 * 64)
    for _ in range(4):
        assert await readings.reserve(PAGE, ()) == []
        readings.end(PAGE, 16)
    assert await readings.reserve(PAGE, (NEUTRAL,)) == [NEUTRAL]


async def test_what_may_fit_later_waits_for_what_is_being_read() -> None:
    readings = SecondReadings(3 * 64)
    await readings.reserve(PAGE, (NEUTRAL,))
    begun = list[list[Endpoint] | None]()

    async def begin() -> None:
        begun.append(await readings.reserve(OTHER, (NEUTRAL, PAGE)))

    async with anyio.create_task_group() as group:
        group.start_soon(begin)
        await anyio.wait_all_tasks_blocked()
        assert not begun
        readings.end(NEUTRAL, 64)
        readings.end(PAGE, 64)
    assert begun == [None], "nothing is left to wait for"


async def test_a_neutral_page_serves_one_reading_of_each_page() -> None:
    readings = SecondReadings(64 * 64)
    assert await readings.reserve(PAGE, (NEUTRAL,)) == [NEUTRAL]
    assert await readings.reserve(OTHER, (NEUTRAL,)) == []
    assert await readings.reserve(PAGE, (NEUTRAL,)) == [NEUTRAL], "the same page at another moment"


async def test_the_end_of_one_reading_does_not_hide_another_of_the_same_neutral_page() -> None:
    readings = SecondReadings(64 * 64)
    for _ in range(2):
        assert await readings.reserve(PAGE, (NEUTRAL,)) == [NEUTRAL]
    readings.end(NEUTRAL, 64)
    assert await readings.reserve(OTHER, (NEUTRAL,)) == [], "the second reading is under way, and serves it"
    readings.end(NEUTRAL, 64)
    assert await readings.reserve(OTHER, (NEUTRAL,)) == [NEUTRAL], "none is under way"
