"""When a page that is still being read comes plainly slowly, by a clock that is set by hand."""

from datetime import UTC, datetime

import pytest

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.vocabulary import Step, Variant
from dialtone.probe.context import ProbeContext
from dialtone.probe.journal import Journal
from dialtone.probe.line_pace import LinePace
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.slow_look import slow_on_a_slow_line, slow_so_far
from dialtone.probe.timeouts import AdaptiveTimeouts
from probe.loopback import LoopbackNetwork


class SetClock:
    """Shows what it was set to."""

    seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def today(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def tools(clock: SetClock) -> ProbeContext:
    """A quick line, of which enough is known."""
    patience, limits = AdaptiveTimeouts(Limits().steps), Limits()
    known = ProbeContext(
        LoopbackNetwork(), clock, Journal(clock), patience, Contexts([], {}), "neutral.test", "", frozenset(), False
    )
    patience.learn(0.04)
    for _ in range(limits.steps.handshakes_known):
        patience.note_handshake(0.05)
    return known


def begin(tools: ProbeContext, variant: Variant, step: Step, facts: Facts) -> None:
    """Begin a step."""
    tools.journal.begin(tools.journal.attempt("app", "app/page", variant), step, "t", 0.0, facts)


def read(tools: ProbeContext, **facts: float) -> None:
    """Begin to read a page of which so much came so far."""
    begin(tools, Variant.APP, Step.FLOW, {Fact(key): value for key, value in facts.items()})


def test_little_for_half_a_second_and_still_something(tools: ProbeContext, clock: SetClock) -> None:
    read(tools, bytes=8_000, flow_seconds=0.5)
    clock.seconds = 0.4
    assert slow_so_far(tools) == ()
    clock.seconds = 0.6
    assert slow_so_far(tools) == ("app/page",)


@pytest.mark.parametrize(
    "facts",
    [
        {"bytes": 16_000, "flow_seconds": 0.5},
        {"bytes": 8_000, "flow_seconds": 0.2},
        {"bytes": 0},
        {"bytes": 8_000, "flow_seconds": 0.5, "lag": 0.3},
    ],
    ids=["quick", "stopped", "nothing yet", "a busy computer"],
)
def test_what_is_quick_or_has_stopped_or_was_read_late_is_not(
    tools: ProbeContext, clock: SetClock, facts: dict[str, float]
) -> None:
    read(tools, **facts)
    clock.seconds = 0.6
    assert slow_so_far(tools) == ()


def test_only_what_the_app_itself_reads(tools: ProbeContext, clock: SetClock) -> None:
    begin(tools, Variant.UPLOAD, Step.FLOW, {Fact.BYTES: 8_000, Fact.FLOW_SECONDS: 0.5})
    begin(tools, Variant.APP, Step.HTTP, {Fact.BYTES: 8_000, Fact.FLOW_SECONDS: 0.5})
    clock.seconds = 0.6
    assert slow_so_far(tools) == ()


def test_nothing_is_slow_so_early_where_the_line_loses_packets_or_is_narrow(
    tools: ProbeContext, clock: SetClock
) -> None:
    read(tools, bytes=8_000, flow_seconds=0.5)
    clock.seconds = 0.6
    narrow = LinePace()
    for _ in range(3):
        narrow.learn(3.0, 0.04, neutral=True)
    narrow.rate = 8_000.0
    assert narrow.is_narrow
    assert slow_so_far(replace(tools, pace=narrow)) == ()
    tools.patience.note_loss()
    assert slow_so_far(tools) == ()


def test_where_every_handshake_was_slow_a_page_stands_beside_neutral_ones_first(
    tools: ProbeContext, clock: SetClock
) -> None:
    read(tools, bytes=4_000, flow_seconds=0.5)
    clock.seconds = 0.6
    slow = LinePace()
    for _ in range(2):
        slow.learn(0.6, 0.04, neutral=True)
    assert slow_on_a_slow_line(tools) == ()
    on_it = replace(tools, pace=slow)
    assert (slow_on_a_slow_line(on_it), slow_so_far(on_it)) == (("app/page",), ())
    clock.seconds = 0.4
    assert slow_on_a_slow_line(on_it) == ()


def test_a_line_that_handshakes_fill_is_the_yardstick_itself(tools: ProbeContext, clock: SetClock) -> None:
    read(tools, bytes=4_000, flow_seconds=0.5)
    clock.seconds = 0.6
    narrow = LinePace()
    for _ in range(3):
        narrow.learn(3.0, 0.04, neutral=True)
    narrow.rate = 8_000.0
    assert narrow.makes_all_wait
    assert slow_on_a_slow_line(replace(tools, pace=narrow)) == ()
