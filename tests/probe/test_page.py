"""How a page is read: as far as wanted, for so long, to the name of a file."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import anyio
import pytest

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import SlowLimits
from dialtone.probe.page_request import Reading, find_script, read_flow
from dialtone.probe.protocols.http_transport import Response
from idle_time import LoopClock
from named_rows import named_rows

PREFIX = "https://static.example.net/rsrc.php/"
SCRIPT = b'<script src="https://static.example.net/rsrc.php/v4/yQ/r/b_1-x.js" async></script>'


async def _body(parts: Sequence[bytes], pause: float) -> AsyncIterator[bytes]:
    for part in parts:
        await anyio.sleep(pause)
        yield part


async def _read(parts: Sequence[bytes], reading: Reading, pause: float = 0.0) -> Facts:
    facts: Facts = {}
    await read_flow(Response(200, (), _body(parts, pause)), reading, LoopClock(), facts)
    return facts


async def test_what_comes_slowly_is_left_after_its_time_and_is_no_failure() -> None:
    facts = await _read([b"a" * 100] * 99, Reading(9_900, 1.0, 0.1), pause=0.03)
    assert 100 <= int(str(facts[Fact.BYTES])) < 9_900
    assert Fact.COMPLETE not in facts


async def test_no_further_than_to_the_file_that_it_names() -> None:
    parts = [b"<html>" * 50, SCRIPT[:30], SCRIPT[30:], b"x" * 900]
    facts = await _read(parts, Reading(32_768, 1.0, 5.0, PREFIX))
    assert facts[Fact.NAMED_PATH] == "/rsrc.php/v4/yQ/r/b_1-x.js"
    assert (facts[Fact.BYTES], Fact.COMPLETE in facts) == (300 + len(SCRIPT), False)


@named_rows(
    ("text", "found"),
    {
        "a script": (SCRIPT, "/rsrc.php/v4/yQ/r/b_1-x.js"),
        "escaped": (SCRIPT.replace(b"/", rb"\/"), "/rsrc.php/v4/yQ/r/b_1-x.js"),
        "after a picture": (b'"https://static.example.net/rsrc.php/v4/a.png" ' + SCRIPT, "/rsrc.php/v4/yQ/r/b_1-x.js"),
        "no script": (b'"https://static.example.net/rsrc.php/v4/a.json"', ""),
        "another host": (b'"https://static.example.net.evil.org/rsrc.php/v4/a.js"', ""),
        "endless": (b'"https://static.example.net/rsrc.php/' + b"a" * 300 + b'.js"', ""),
        "nothing": (b"", ""),
    },
)
def test_the_first_script(text: bytes, found: str) -> None:
    assert find_script(text, PREFIX) == found


@named_rows(("received", "took", "reading", "over"), {
"plain": (25_000, 1.5, {}, True),
"too soon": (25_000, 1.3, {}, False),
"a freeze may still come": (20_000, 3.0, {}, False),
"a control is read whole": (25_000, 1.5, {"slow": None}, False),
"half of slow": (45_000, 1.5, {}, False),
"a far line": (25_000, 2.3, {"round_trip": 0.2}, False),
"and longer": (25_000, 2.5, {"round_trip": 0.2}, True),
"this computer was late": (25_000, 1.5, {"lag": lambda: 0.3}, False),
"the time is over": (1, 5.0, {}, True),
})  # fmt: skip
async def test_a_plainly_slow_page_is_left(received: int, took: float, reading: dict[str, Any], over: bool) -> None:
    known: dict[str, Any] = {"slow": SlowLimits(), **reading}
    assert Reading(65_536, 1.6, 5.0, **known).is_over(received, took) is over


@pytest.mark.parametrize(("received", "took", "over"), [(9_000, 5.1, True), (9_000, 4.9, False), (120_000, 5.1, False)])
async def test_what_was_plainly_slow_for_long_is_left_however_little(received: int, took: float, over: bool) -> None:
    """On a busy computer a step has much time, and what comes at 3 KB/s would take all of a check."""
    reading = Reading(65_536, 4.0, 11.0, slow=SlowLimits(), round_trip=0.9)
    assert reading.is_over(received, took) is over, "its own way is as long as it is slowed"
    assert not replace(reading, line_round_trip=0.7).is_over(received, took), "the line is far"


def test_a_neutral_page_that_comes_slowly_is_left_sooner() -> None:
    neutral, own = (Reading(32_768, 1.6, 5.0, slow=slow) for slow in (SlowLimits().for_neutral, SlowLimits()))
    assert (neutral.is_over(12_100, 1.5), own.is_over(12_100, 1.5)) == (True, False)
    assert not neutral.is_over(11_900, 1.5)
    assert not neutral.is_over(12_100, 1.3)
    assert not neutral.is_over(32_000, 1.5), "fast enough to be read on"
