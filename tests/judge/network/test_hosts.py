"""Which hosts answer on a network, who signs for them, and how much passes of UDP: each sign near its border."""

import pytest

from dialtone.judge.follow_up import foreign_controls_answer
from dialtone.judge.network.hosts import names_are_answered, router_answers
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.catalogue import Endpoint
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, Step, Wire
from judge.factory import Record, https
from judge.neutral_hosts import (
    ABROAD,
    ANCHORS,
    CONTROLS,
    DUAL,
    GROUND,
    HOME,
    LINUX,
    MORE_STUN,
    UDP,
    V6,
    Telling,
    fail,
    judge,
    judge_record,
    well,
)
from named_rows import named_rows

NOW, TIMEOUT = 1_700_000_000, Failure.TIMEOUT


def _dated(record: Record, offset: int, servers: int) -> object:
    return _all_dated(record, *[offset] * servers)


def _all_dated(record: Record, *offsets: int) -> object:
    by_site = zip(CONTROLS, offsets, strict=False)
    return [record.about(e).answers(server_time=NOW - offset, own_time=NOW) for e, offset in by_site]


@named_rows(
    ("telling", "wrong"),
    {
        "a day behind": (lambda r: _dated(r, -86_400, 3), True),
        "a day ahead": (lambda r: _dated(r, 86_400, 3), True),
        "two servers are too few": (lambda r: _dated(r, -86_400, 2), False),
        "less than an hour": (lambda r: _dated(r, 3_000, 4), False),
        "three answers out of caches": (lambda r: _all_dated(r, 86_400, 15_420, 39_600, 0, 1, 0), False),
        "most tell another time": (lambda r: _all_dated(r, 86_400, 86_401, 86_400, 3_000), True),
        "certificates of the future": (
            lambda r: fail(r.well(*ANCHORS), ABROAD, Failure.CERT_NOT_YET, 1, Step.TLS),
            True,
        ),
        "two of them": (lambda r: fail(r.well(*ANCHORS), ABROAD[:2], Failure.CERT_EXPIRED, 1, Step.TLS), False),
        "most are wrong in another way": (
            lambda r: fail(
                fail(r.well(*ANCHORS), ABROAD[:3], Failure.CERT_EXPIRED, 1, Step.TLS),
                (*ABROAD[3:], *HOME),
                Failure.CERT_UNTRUSTED,
                1,
                Step.TLS,
            ),
            False,
        ),
    },
)
def test_clock(telling: Telling, wrong: bool) -> None:
    assert (NetworkFlag.CLOCK_WRONG in judge(telling).flags) is wrong


def _six(record: Record, *failures: Failure | None) -> Record:
    for number, failure in enumerate(failures, 1):
        told, address = record.about(V6), f"2001:db8::{number}"
        told.answers(address) if failure is None else told.fails(Step.TCP, failure, address)
    return record


def _late_six(record: Record) -> Record:
    record.about(https()).answers("2001:db8::9")
    return record


@named_rows(
    ("telling", "computer", "broken"),
    {
        "silent": (lambda r: _six(well(r), TIMEOUT, TIMEOUT), DUAL, True),
        "no route": (lambda r: _six(well(r), Failure.UNREACHABLE, Failure.UNREACHABLE), DUAL, True),
        "one answers": (lambda r: _six(well(r), TIMEOUT, None), DUAL, False),
        "once": (lambda r: _six(well(r), TIMEOUT), DUAL, False),
        "not set up": (lambda r: _six(well(r), TIMEOUT, TIMEOUT), LINUX, False),
        "IPv4 is dead too": (lambda r: _six(fail(r, ANCHORS, TIMEOUT), TIMEOUT, TIMEOUT), DUAL, False),
        "not in time": (lambda r: _six(well(r), Failure.NOT_IN_TIME, Failure.NOT_IN_TIME), DUAL, False),
        "later it does": (lambda r: _late_six(_six(well(r), TIMEOUT, TIMEOUT)), DUAL, False),
    },
)
def test_ipv6_broken(telling: Telling, computer: Computer, broken: bool) -> None:
    assert (NetworkFlag.IPV6_BROKEN in judge(telling, computer).flags) is broken


@pytest.mark.parametrize(("answering", "holds"), [(0, False), (1, False), (2, True), (4, True)])
def test_two_sites_abroad_must_answer(answering: int, holds: bool) -> None:
    """Before those at home are left out it has to be three: two may stand on a white list."""
    record = Record().well(*ABROAD[:answering], *HOME, *ANCHORS)
    assert foreign_controls_answer(record.index, GROUND) is (answering > 2)
    assert judge_record(record).controls_answer is holds


STUN = tuple(e for e in UDP if e.wire is Wire.STUN)
FIVE = tuple(e for e in MORE_STUN.udp if e.wire is Wire.STUN)
TIME, QUIC = UDP[2], UDP[4]


def swallowed(record: Record, *, delivered: bool | None = False, failure: Failure = TIMEOUT) -> Record:
    for story in map(record.about, GROUND.stun_tcp):
        if delivered is None:
            story.fails(Step.STUN, failure, times=2)
        else:
            story.fails(Step.STUN, failure, times=2, delivered=delivered)
    return record


def no_stun(record: Record, *others: Endpoint) -> Record:
    """Let all sites and some others answer, and no neutral STUN server over UDP."""
    return fail(record.well(*CONTROLS, *others), STUN, TIMEOUT)


FILTERED, CLOSED = NetworkFlag.CALLS_FILTERED, NetworkFlag.UDP_BLOCKED


@named_rows(
    ("telling", "flag"),
    {
        "swallowed over TCP at two operators": (lambda r: swallowed(no_stun(r, TIME)), FILTERED),
        "QUIC gets through, answered over TCP": (lambda r: no_stun(r, QUIC, *GROUND.stun_tcp), FILTERED),
        "the time alone is open, answered over TCP": (lambda r: no_stun(r, TIME, *GROUND.stun_tcp), CLOSED),
        "nothing was asked over TCP": (lambda r: no_stun(r, TIME, QUIC), CLOSED),
        "no UDP at all": (lambda r: swallowed(fail(r.well(*CONTROLS), UDP, TIMEOUT)), CLOSED),
        "a box takes it and says nothing": (lambda r: swallowed(no_stun(r, TIME), delivered=True), CLOSED),
        "nobody says whether it arrived": (lambda r: swallowed(no_stun(r, TIME), delivered=None), CLOSED),
        "a program here hangs up": (lambda r: swallowed(no_stun(r, TIME), failure=Failure.CLOSED), CLOSED),
        "one answers": (lambda r: swallowed(fail(r.well(*CONTROLS, TIME, STUN[0]), STUN[1:], TIMEOUT)), None),
        "one was asked": (lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN[:1], TIMEOUT)), None),
        "no site answers": (lambda r: swallowed(fail(r.well(*ANCHORS, TIME), STUN, TIMEOUT)), None),
    },
)
def test_calls_filtered_by_shape_or_closed_for_all(telling: Telling, flag: NetworkFlag | None) -> None:
    found = set(judge(telling).flags) & {NetworkFlag.CALLS_FILTERED, NetworkFlag.UDP_BLOCKED}
    assert found == ({flag} if flag else set())


def _but_at(
    record: Record, *answering: Endpoint, delivered: bool | None = False, others: tuple[Endpoint, ...] = (TIME,)
) -> Record:
    record.well(*CONTROLS, *others, *answering)
    return swallowed(fail(record, [e for e in FIVE if e not in answering], TIMEOUT), delivered=delivered)


@named_rows(
    ("telling", "holds"),
    {
        "one answers": (lambda r: _but_at(r, FIVE[0]), True),
        "two answer": (lambda r: _but_at(r, *FIVE[:2]), True),
        "most answer": (lambda r: _but_at(r, *FIVE[:3]), False),
        "over TCP a box takes it": (lambda r: _but_at(r, FIVE[0], delivered=True), False),
        "over TCP nobody says whether it arrived": (lambda r: _but_at(r, FIVE[0], delivered=None), False),
        "no other UDP gets through": (lambda r: _but_at(r, FIVE[0], others=()), False),
        "nothing was asked over TCP": (
            lambda r: fail(r.well(*CONTROLS, TIME, QUIC, FIVE[0]), FIVE[1:], TIMEOUT),
            False,
        ),
        "over TCP they answer": (
            lambda r: fail(r.well(*CONTROLS, TIME, FIVE[0], *GROUND.stun_tcp), FIVE[1:], TIMEOUT),
            False,
        ),
        "none answers: filtered for all": (lambda r: _but_at(r), False),
    },
)
def test_calls_filtered_for_most(telling: Telling, holds: bool) -> None:
    """An office's list of addresses, lost datagrams and dead servers do not swallow what is said over TCP."""
    told = judge(telling, ground=MORE_STUN)
    kinds = {e.kind for e in told.evidence}
    assert (EvidenceKind.STUN_FILTERED_FOR_MOST in kinds) is holds
    assert (NetworkFlag.CALLS_FILTERED in told.flags) is (holds or EvidenceKind.STUN_FILTERED in kinds)
    assert not {EvidenceKind.STUN_FILTERED_FOR_MOST, EvidenceKind.STUN_FILTERED} <= kinds


def test_where_nobody_says_whether_it_arrived_over_tcp_that_is_seen_too() -> None:
    told = judge(lambda r: swallowed(no_stun(r, TIME), delivered=None))
    (silent,) = (e for e in told.evidence if e.kind is EvidenceKind.UDP_SILENT)
    assert silent.rule == "stun_unanswered"
    assert len(silent.observations) == 2 * len(STUN) + 4 * len(GROUND.stun_tcp), "of TCP two steps each"


def _owned(endpoint: Endpoint, operator: str, *, cdn: bool = False) -> Endpoint:
    return replace(endpoint, operator=operator, cdn=cdn)


@named_rows(
    ("owners", "holds"),
    {
        "two companies": ((("one", False), ("two", False)), True),
        "one of them a CDN": ((("one", False), ("two", True)), True),
        "one company twice": ((("one", False), ("one", False)), False),
        "CDNs alone": ((("one", True), ("two", True)), False),
    },
)
def test_companies_are_counted_and_a_cdn_is_not_enough(owners: tuple[tuple[str, bool], ...], holds: bool) -> None:
    """A CDN answers from a house nearby: it tells little of the way abroad."""
    sites = tuple(
        replace(c, endpoint=_owned(c.endpoint, *owner[:1], cdn=owner[1]))
        for c, owner in zip(GROUND.sites[:2], owners, strict=True)
    )
    controls = replace(GROUND, sites=(*sites, *GROUND.sites[2:]))
    record = Record().well(*ABROAD[:2])
    assert judge_record(record, controls).controls_answer is holds


@pytest.mark.parametrize(("count", "answered"), [(3, True), (2, False)])
def test_three_names_with_addresses_of_their_own_show_a_resolver(count: int, answered: bool) -> None:
    record = Record()
    for number, site in enumerate(ABROAD[:count], 1):
        record.about(site).system(f"9.9.{number}.9")
    assert bool(names_are_answered(NetworkCase(record.results(), LINUX))) is answered


def _others(record: Record, hop: Failure, heard: int) -> Record:
    """Nothing answers Dialtone; what of packets that end at the first router, and what other programs got."""
    for anchor in ANCHORS:
        record.about(anchor).fails(Step.TCP, TIMEOUT).one_hop(hop, heard_by_others=heard)
    return record


@named_rows(
    ("hop", "heard", "said"),
    {
        "other programs get answers": (TIMEOUT, 40, "online unsure refused_here"),
        "nobody gets any": (TIMEOUT, 2, "offline unsure nothing_leaves"),
        "the first router answers": (Failure.UNREACHABLE, 40, "offline likely nothing_answers"),
        "the system says that it is forbidden": (Failure.DENIED, 0, "online likely refused_here"),
    },
)
def test_whether_what_is_sent_leaves_this_computer(hop: Failure, heard: int, said: str) -> None:
    """A line that is dead further on leaves the first router alive; a firewall here may swallow without a word."""
    verdict = judge(lambda r: _others(r, hop, heard))
    assert f"{verdict.status} {verdict.confidence} {verdict.evidence[0].kind}" == said


def test_of_the_router_nothing_is_said_where_a_vpn_carries_the_packets_past_it() -> None:
    """With a dead VPN stood "Not even the router answered": what ends at the first router ends behind the tunnel."""
    verdict = judge(lambda r: _others(r, TIMEOUT, 2), Computer("linux", tunnels=("tun0",)))
    assert verdict.evidence[0].kind is EvidenceKind.NOTHING_ANSWERS


@pytest.mark.parametrize(("answered", "accepted", "dead"), [(3, 0, True), (2, 0, False), (3, 1, False)])
def test_where_only_the_router_answers_the_line_beyond_is_dead(answered: int, accepted: int, dead: bool) -> None:
    record = Record().well(*ANCHORS[3 : 3 + accepted])
    for anchor in ANCHORS[:answered]:
        record.about(anchor).fails(Step.TCP, TIMEOUT).one_hop(Failure.UNREACHABLE)
    case = NetworkCase(record.results(), LINUX)
    assert bool(router_answers(case)) is dead
