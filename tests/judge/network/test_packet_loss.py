"""Packets lost on the way to hosts that do answer."""

from collections.abc import Callable

import pytest

from dialtone.judge.network.packet_loss import lost_on_the_way
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step, Wire
from judge.factory import Record, https, raw, small_ground, typed
from named_rows import named_rows

CONTROLS = tuple(c.endpoint for c in small_ground().sites)
UDP = small_ground().udp

Telling = Callable[[Record], object]


def late(record: Record, seconds: float, times: int, **facts: int) -> Record:
    done = record.observations[:]
    for number in [i for i, o in enumerate(done) if o.step is Step.TCP][:times]:
        record.observations[number] = replace(
            done[number], seconds=seconds, facts={**done[number].facts, **typed(facts)}
        )
    return record


def test_datagrams_that_all_come_after_a_second_one_was_sent_show_distance_and_no_loss() -> None:
    """A box of a satellite line accepts connections nearby, so that what is sent beside them seems late."""
    record = Record().well(*CONTROLS, raw(Wire.STUN_TCP, "stun-tcp/one"))
    for endpoint in UDP:
        record.about(endpoint).answers(sent=2)
    assert not lost_on_the_way(record.observations)


@named_rows(
    ("telling", "lost"),
    {
        "nothing": (lambda r: r, 0),
        "one packet": (lambda r: r.about(CONTROLS[0]).fails(Step.TLS, Failure.TIMEOUT), 0),
        "two packets": (lambda r: r.about(CONTROLS[0]).fails(Step.TLS, Failure.TIMEOUT, times=2), 2),
        "resets are no loss": (lambda r: r.about(CONTROLS[0]).fails(Step.TLS, Failure.RESET, times=5), 0),
        "an address that takes connections and never answers": (
            lambda r: r.about(CONTROLS[0]).fails(Step.TLS, Failure.TIMEOUT, "9.9.9.11", times=5),
            0,
        ),
        "two that were sent again": (lambda r: late(r, 1.05, 2), 2),
        "two that a busy computer read late": (lambda r: late(r, 1.05, 2, resent=0), 0),
        "a far line loses nothing": (lambda r: late(r, 0.6, 7), 0),
        "datagrams that were sent again": (lambda r: r.about(UDP[0]).answers(sent=2).answers(sent=3), 2),
        "a messenger's packets may be dropped on purpose": (
            lambda r: r.about(https()).fails(Step.TCP, Failure.TIMEOUT, times=5),
            0,
        ),
        "an address that never answers": (
            lambda r: r.about(CONTROLS[0]).fails(Step.TCP, Failure.TIMEOUT, "9.9.9.10", times=5),
            0,
        ),
    },
)
def test_lost_on_the_way(telling: Telling, lost: int) -> None:
    record = Record().well(*CONTROLS, *UDP)
    telling(record)
    assert len(lost_on_the_way(record.observations)) == lost


def test_a_datagram_that_was_answered_at_once_shows_that_no_host_is_far() -> None:
    record = late(Record().well(*CONTROLS), 1.05, len(CONTROLS), resent=1)
    record.about(UDP[0]).answers(sent=1)
    assert len(lost_on_the_way(record.observations)) == len(CONTROLS)


def test_what_did_not_end_in_time_does_not_make_the_line_look_better() -> None:
    record = Record().well(*CONTROLS)
    record.about(CONTROLS[0]).fails(Step.TLS, Failure.TIMEOUT, times=2)
    record.about(CONTROLS[1]).fails(Step.TCP, Failure.NOT_IN_TIME, times=40)
    assert len(lost_on_the_way(record.observations)) == 2


def _standing_still(record: Record, apart: float, **facts: float) -> Record:
    """Let connections that were begun one after the other be seen to stand after a second and a half."""
    done = record.observations[:]
    for place, number in enumerate([i for i, o in enumerate(done) if o.step is Step.TCP][:4]):
        began, seen = 0.1 * place, 1.6 + apart * place
        noted = {**done[number].facts, **typed(facts)}
        record.observations[number] = replace(done[number], started=began, seconds=seen - began, facts=noted)
    return record


@pytest.mark.parametrize(
    ("apart", "facts", "lost"),
    [(0.003, {}, 0), (0.1, {}, 4), (0.1, {"lag": 1.2}, 0), (0.003, {"resent": 1}, 4)],
    ids=["together", "one after the other", "while this computer stood still", "together, and counted"],
)
def test_connections_that_stand_together_after_a_stall(apart: float, facts: dict[str, float], lost: int) -> None:
    """Where the system does not count what it sent again, the time is a guess (seen with Wine, 2026-11-29)."""
    record = _standing_still(Record().well(*CONTROLS, *UDP), apart, **facts)
    assert len(lost_on_the_way(record.observations)) == lost
