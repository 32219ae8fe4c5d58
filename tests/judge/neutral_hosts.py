"""The small ground by its parts, and how neutral hosts fail: four sites abroad, three at home."""

from collections.abc import Iterable

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Step
from judge.factory import ROUND_TRIP, STEPS, Record, small_ground

GROUND = small_ground()
CONTROLS = tuple(c.endpoint for c in GROUND.sites)
ABROAD, HOME = CONTROLS[:4], CONTROLS[4:]
ANCHORS, (ANCHORS_ABROAD, HOME_ANCHOR, V6) = (
    GROUND.anchors[:4],
    (GROUND.anchors[:3], GROUND.anchors[3], GROUND.anchors[4]),
)
PAGES, UDP = GROUND.sign_in_checks, GROUND.udp


def fail(
    record: Record,
    endpoints: Iterable[Endpoint],
    failure: Failure,
    times: int = 2,
    step: Step | None = None,
    seconds: float = ROUND_TRIP,
) -> Record:
    """Let neutral endpoints fail at their first step, or at another one."""
    for endpoint in endpoints:
        told = record.about(endpoint)
        if endpoint.host:
            told.system(told.home)
        told.fails(step or STEPS[endpoint.wire][0], failure, times=times, seconds=seconds)
    return record


def white_list(record: Record, home: int = 3) -> Record:
    """Home answers; nothing abroad does."""
    record.well(*HOME[:home], HOME_ANCHOR)
    return fail(record, (*ABROAD, *ANCHORS_ABROAD, *UDP), Failure.TIMEOUT)
