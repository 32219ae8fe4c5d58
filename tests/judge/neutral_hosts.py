"""The small ground by its parts, and how neutral hosts fail: four sites abroad, three at home."""

from collections.abc import Callable, Iterable

from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
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
MORE_STUN = replace(
    GROUND, udp=(*UDP, *(replace(UDP[0], id=f"udp/stun-{n}", host=f"stun{n}.example.org") for n in (4, 5)))
)
"""The same ground with five neutral STUN servers."""
LINUX, DUAL = Computer("linux"), Computer("linux", has_ipv6=True)
AT_ONCE = 0.0004
"""Seconds in which this computer itself says that it has no way to an address."""
Telling = Callable[[Record], object]


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
    record.well(*HOME[:home], HOME_ANCHOR)
    return fail(record, (*ABROAD, *ANCHORS_ABROAD, *UDP), Failure.TIMEOUT)


def judge(telling: Telling, computer: Computer = LINUX, ground: Controls = GROUND) -> NetworkVerdict:
    record = Record()
    telling(record)
    return judge_record(record, ground, computer)


def judge_record(record: Record, ground: Controls = GROUND, computer: Computer = LINUX) -> NetworkVerdict:
    return judge_network(record.results(ground), computer)


def pages_well(record: Record) -> Record:
    record.about(PAGES[0]).answers(status=204)
    record.about(PAGES[1]).answers(status=200, text_as_expected=True)
    return record


def well(record: Record) -> Record:
    return pages_well(record.well(*CONTROLS, *ANCHORS, *UDP))


def swapped(record: Record) -> Record:
    record.well(*ANCHORS, *UDP)
    return fail(pages_well(record), ABROAD, Failure.CERT_UNTRUSTED, 1, Step.TLS)
