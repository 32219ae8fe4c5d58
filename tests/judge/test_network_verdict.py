"""The ground: one table for each rule, near its border. The small ground: four sites abroad, three at home."""

from collections.abc import Callable
from datetime import date

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import foreign_controls_answer, is_plainly_offline
from dialtone.judge.network_verdict import judge_network
from dialtone.model.catalogue import Endpoint, TrustedResolver
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import (
    Confidence,
    Degree,
    EvidenceKind,
    Failure,
    NetworkFlag,
    NetworkStatus,
    Step,
    Wire,
)
from judge.factory import Record, https, raw, real_catalogue, typed
from judge.neutral_hosts import (
    ABROAD,
    ANCHORS,
    ANCHORS_ABROAD,
    CONTROLS,
    GROUND,
    HOME,
    PAGES,
    UDP,
    V6,
    fail,
    white_list,
)

LINUX, DUAL = Computer("linux"), Computer("linux", has_ipv6=True)

Telling = Callable[[Record], object]


def judge(telling: Telling, computer: Computer = LINUX) -> NetworkVerdict:
    record = Record()
    telling(record)
    return judge_network(AttemptIndex(record.observations), GROUND, computer)


def pages_well(record: Record) -> Record:
    record.about(PAGES[0]).answers(status=204)
    record.about(PAGES[1]).answers(status=200, text_as_expected=True)
    return record


def well(record: Record) -> Record:
    """A sound network."""
    return pages_well(record.well(*CONTROLS, *ANCHORS, *UDP))


def portal(record: Record, *, controls: Failure = Failure.RESET) -> Record:
    """A page to sign in to, for everything that is not encrypted."""
    for page in PAGES:
        record.about(page).answers(status=302, location_host="login.hotel.example")
    return fail(record, CONTROLS, controls, step=Step.TLS)


AT_ONCE = 0.0004
"""Seconds in which this computer itself says that it has no way to an address."""


def taken_and_mute(record: Record) -> Record:
    """Abroad, connections are taken, and whatever is said on them gets no answer."""
    record.well(*ANCHORS_ABROAD)
    return fail(fail(record, UDP, Failure.TIMEOUT), ABROAD, Failure.TIMEOUT, step=Step.TLS)


def swapped(record: Record) -> Record:
    """Every server shows a certificate of somebody in between."""
    record.well(*ANCHORS, *UDP)
    return fail(pages_well(record), ABROAD, Failure.CERT_UNTRUSTED, 1, Step.TLS)


def no_resolver(record: Record) -> Record:
    """No name is answered, addresses are."""
    for endpoint in (*CONTROLS, *PAGES):
        record.about(endpoint).system(failure=Failure.DNS_FAILED)
    return record.well(*ANCHORS)


@pytest.mark.parametrize(
    ("telling", "status", "kind"),
    [
        (well, "online", "controls_answer"),
        (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE), "offline", "nothing_answers"),
        (lambda r: fail(r, ANCHORS, Failure.TIMEOUT), "offline", "nothing_answers"),
        (portal, "captive_portal", "page_instead"),
        (no_resolver, "dns_down", "resolver_silent"),
        (white_list, "whitelist_mode", "most_abroad_silent"),
        (swapped, "intercepted", "certificate_wrong"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_status(telling: Telling, status: str, kind: str) -> None:
    verdict = judge(telling)
    assert verdict.status is NetworkStatus(status)
    assert verdict.evidence[0].kind is EvidenceKind(kind)
    assert verdict.flags == ()


def test_nothing_observed_is_nothing_known() -> None:
    verdict = judge(lambda r: None)
    assert verdict.confidence is Confidence.UNSURE
    assert not verdict.controls_answer


@pytest.mark.parametrize(
    ("telling", "offline"),
    [
        (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE), True),
        (lambda r: fail(fail(r, ANCHORS, Failure.TIMEOUT), PAGES, Failure.NOT_IN_TIME), True),
        (lambda r: fail(r, ANCHORS[:1], Failure.UNREACHABLE, 1).well(ANCHORS[1]), False),
        (lambda r: fail(r.well(raw()), ANCHORS, Failure.TIMEOUT), False),
        (lambda r: fail(r, ANCHORS[:2], Failure.TIMEOUT, 1), False),
        (lambda r: fail(r.well(UDP[0]), ANCHORS, Failure.TIMEOUT), False),
        (lambda r: fail(r.well(*ANCHORS), CONTROLS, Failure.TIMEOUT, step=Step.TLS), True),
        (lambda r: fail(r.well(*ANCHORS, UDP[0]), CONTROLS, Failure.TIMEOUT, step=Step.TLS), False),
        (lambda r: fail(r.well(*ANCHORS), CONTROLS[:2], Failure.TIMEOUT, step=Step.TLS), False),
    ],
    ids=[
        "no way out",
        "names are answered, and nothing else",
        "one address answers",
        "a messenger answers",
        "two failures are too few",
        "UDP gets through",
        "connections are taken and nothing is ever said",
        "they are, and UDP gets through",
        "few were asked for more",
    ],
)
def test_offline(telling: Telling, offline: bool) -> None:
    assert (judge(telling).status is NetworkStatus.OFFLINE) is offline


@pytest.mark.parametrize(
    ("telling", "dead"),
    [
        (no_resolver, True),
        (lambda r: no_resolver(r).well(CONTROLS[0]), False),
        (lambda r: [r.about(e).system(failure=Failure.DNS_FAILED) for e in CONTROLS], False),
        (lambda r: [r.well(*ANCHORS)] + [r.about(e).system(failure=Failure.DNS_FAILED) for e in CONTROLS[:2]], False),
        (lambda r: [r.well(*ANCHORS)] + [r.about(e).system(failure=Failure.NOT_IN_TIME) for e in CONTROLS], False),
    ],
    ids=["silent", "one name is answered", "no address answers either", "two names", "not in time"],
)
def test_dns_down(telling: Telling, dead: bool) -> None:
    assert (judge(telling).status is NetworkStatus.DNS_DOWN) is dead


def test_a_resolver_that_answers_for_a_messenger_was_only_out_of_reach_for_a_while() -> None:
    record = Record().well(*ANCHORS)
    for endpoint in CONTROLS:
        record.about(endpoint).system(failure=Failure.TIMEOUT)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).status is NetworkStatus.DNS_DOWN
    record.about(https()).system("45.0.0.1")
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).status is not NetworkStatus.DNS_DOWN


@pytest.mark.parametrize(
    ("telling", "confidence"),
    [
        (white_list, Confidence.LIKELY),
        (lambda r: white_list(r, home=2), Confidence.LIKELY),
        (lambda r: white_list(r, home=1), Confidence.LIKELY),
        (lambda r: white_list(r).well(ABROAD[0]), Confidence.LIKELY),
        (lambda r: white_list(r).well(*ABROAD[:2]), Confidence.LIKELY),
        (lambda r: white_list(r).well(*ABROAD[:3]), None),
        (lambda r: white_list(r, home=2).well(ABROAD[0]), Confidence.LIKELY),
        (lambda r: white_list(r).well(ABROAD[0], UDP[0]), Confidence.LIKELY),
        (lambda r: white_list(r).well(ABROAD[0], *UDP[:2]), None),
        (lambda r: white_list(r).well(ABROAD[0], ANCHORS_ABROAD[0]), None),
        (lambda r: taken_and_mute(r.well(*HOME)), Confidence.LIKELY),
        (lambda r: taken_and_mute(r.well(*HOME, UDP[0])), Confidence.LIKELY),
        (lambda r: taken_and_mute(r.well(*HOME, ABROAD[0])), Confidence.LIKELY),
        (lambda r: white_list(r).well(ANCHORS_ABROAD[0]), None),
        (lambda r: white_list(r).well(raw()), Confidence.LIKELY),
        (lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), Failure.UNREACHABLE, seconds=AT_ONCE), None),
        (lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), Failure.UNREACHABLE), Confidence.UNSURE),
        (lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), Failure.NOT_IN_TIME), None),
    ],
    ids=[
        "three at home",
        "two at home",
        "one at home",
        "a site abroad is listed",
        "two sites abroad are listed",
        "three are no exception",
        "one is listed, and few at home answer",
        "one is listed, and a datagram passes",
        "one is listed, and more of UDP passes",
        "one is listed, and an address abroad answers",
        "connections abroad are taken and mute",
        "they are, and UDP passes",
        "they are, and a site abroad answers",
        "an address abroad takes connections, and the sites do not",
        "a messenger answers",
        "this computer has no way abroad",
        "a router refuses what goes abroad",
        "nothing abroad in time",
    ],
)
def test_white_list(telling: Telling, confidence: Confidence | None) -> None:
    verdict = judge(telling)
    is_white_list = verdict.status is NetworkStatus.WHITELIST_MODE
    assert (verdict.confidence if is_white_list else None) is confidence


def test_a_resolver_that_proves_itself_is_a_neutral_host_abroad() -> None:
    resolver = TrustedResolver("r", "r.test", ("9.9.9.9",), "/q", "made up", date(2026, 11, 24))
    controls = replace(GROUND, resolvers=(resolver,))
    record = Record().well(*ABROAD[:1])
    assert not judge_network(AttemptIndex(record.observations), controls, LINUX).controls_answer
    record.about(Endpoint("resolver/r", "", Wire.TLS, 443, None, ("9.9.9.9",))).answers(mozilla=False)
    assert not judge_network(AttemptIndex(record.observations), controls, LINUX).controls_answer
    record.about(Endpoint("resolver/r", "", Wire.TLS, 443, None, ("9.9.9.9",))).answers(mozilla=True)
    assert judge_network(AttemptIndex(record.observations), controls, LINUX).controls_answer


def test_a_messenger_from_home_says_nothing_of_the_way_abroad() -> None:
    record = white_list(Record()).well(raw())
    home = replace(GROUND, at_home=frozenset({"app"}))
    assert judge_network(AttemptIndex(record.observations), home, LINUX).status is NetworkStatus.WHITELIST_MODE


@pytest.mark.parametrize(
    ("telling", "intercepted"),
    [
        (swapped, True),
        (lambda r: fail(r.well(*ANCHORS), ABROAD[:2], Failure.CERT_UNTRUSTED, 2, Step.TLS), False),
        (lambda r: swapped(r).well(HOME[0]), True),
        (lambda r: swapped(r).well(ABROAD[0]), False),
        (lambda r: fail(fail(r, HOME, Failure.CERT_UNTRUSTED, 1, Step.TLS), ABROAD, Failure.TIMEOUT), False),
        (lambda r: [r.about(e).answers(mozilla=False) for e in ABROAD], True),
        (lambda r: [r.about(e).answers(mozilla=e is not ABROAD[0]) for e in ABROAD], False),
        (lambda r: [r.about(e).answers(mozilla=False) for e in ABROAD[:2]], False),
        (lambda r: [r.about(e).answers(mozilla=False).answers(mozilla=True) for e in ABROAD], False),
        (lambda r: [r.about(e).answers() for e in ABROAD], False),
    ],
    ids=[
        "nobody vouches for any",
        "two are too few",
        "one at home is genuine",
        "one abroad is",
        "those at home hang on a root of their country, and nothing abroad answers",
        "a root of this computer vouches for all",
        "for all but some",
        "for two",
        "for all, but only once",
        "no second opinion was given",
    ],
)
def test_intercepted(telling: Telling, intercepted: bool) -> None:
    assert (judge(telling).status is NetworkStatus.INTERCEPTED) is intercepted


def lose(record: Record, times: int) -> Record:
    """Let hosts that answer also leave so many connections without an answer."""
    well(record).about(ABROAD[0]).fails(Step.TLS, Failure.TIMEOUT, times=times)
    return record


@pytest.mark.parametrize(
    ("telling", "lossy"),
    [
        (lambda r: lose(r, 1), False),
        (lambda r: lose(r, 3), True),
        (lambda r: fail(well(r), UDP[:1], Failure.TIMEOUT, 3), True),
        (lambda r: fail(well(r), [Endpoint("control/dead", "", Wire.TLS, 443)], Failure.TIMEOUT, 3), False),
    ],
    ids=["one lost packet", "three", "datagrams", "a host that never answers is dead, not far"],
)
def test_lossy(telling: Telling, lossy: bool) -> None:
    verdict = judge(telling)
    assert verdict.lossy is lossy
    assert (verdict.status is NetworkStatus.UNSTABLE) is lossy


@pytest.mark.parametrize("seconds", [0.3, 0.7])
def test_a_long_way_alone_loses_nothing(seconds: float) -> None:
    """A satellite line takes 0.6 to 0.7 s there and back."""
    record = Record().well(*ABROAD)
    far = [replace(o, seconds=seconds) for o in record.observations]
    verdict = judge_network(AttemptIndex(far), GROUND, LINUX)
    assert (verdict.status, verdict.lossy) == (NetworkStatus.ONLINE, False)
    assert verdict.controls_answer


@pytest.mark.parametrize("failure", [Failure.UNREACHABLE, Failure.TIMEOUT])
def test_past_a_proxy_or_in_a_vpn_nothing_is_surely_offline(failure: Failure) -> None:
    """An office may let out its proxy alone, and a VPN may be dead on a line that lives."""

    def dead(record: Record) -> None:
        for each in ANCHORS:
            record.about(each).fails(Step.TCP, failure, seconds=6.0).one_hop(Failure.UNREACHABLE)

    for computer in (Computer("linux", proxy="script"), Computer("linux", tunnels=("tun0",))):
        verdict = judge(dead, computer)
        assert (verdict.status, verdict.confidence) == (NetworkStatus.OFFLINE, Confidence.UNSURE)
    assert judge(dead).confidence is Confidence.SURE


@pytest.mark.parametrize(
    ("computer", "flags"),
    [
        (LINUX, ()),
        (Computer("linux", tunnels=("tun0",)), (NetworkFlag.VPN,)),
        (Computer("linux", proxy="http"), (NetworkFlag.PROXY,)),
    ],
)
def test_circumstances(computer: Computer, flags: tuple[NetworkFlag, ...]) -> None:
    assert judge(well, computer).flags == flags


def _dated(record: Record, offset: int, servers: int) -> object:
    return [
        record.about(e).answers(server_time=1_700_000_000, own_time=1_700_000_000 + offset) for e in ABROAD[:servers]
    ]


@pytest.mark.parametrize(
    ("telling", "wrong"),
    [
        (lambda r: _dated(r, -86_400, 3), True),
        (lambda r: _dated(r, 86_400, 3), True),
        (lambda r: _dated(r, -86_400, 2), False),
        (lambda r: _dated(r, 3_000, 4), False),
        (lambda r: fail(r.well(*ANCHORS), ABROAD, Failure.CERT_NOT_YET, 1, Step.TLS), True),
        (lambda r: fail(r.well(*ANCHORS), ABROAD[:2], Failure.CERT_EXPIRED, 1, Step.TLS), False),
        (
            lambda r: fail(
                fail(r.well(*ANCHORS), ABROAD[:3], Failure.CERT_EXPIRED, 1, Step.TLS),
                (*ABROAD[3:], *HOME),
                Failure.CERT_UNTRUSTED,
                1,
                Step.TLS,
            ),
            False,
        ),
    ],
    ids=[
        "a day behind",
        "a day ahead",
        "two servers are too few",
        "less than an hour",
        "certificates of the future",
        "two of them",
        "most are wrong in another way",
    ],
)
def test_clock(telling: Telling, wrong: bool) -> None:
    assert (NetworkFlag.CLOCK_WRONG in judge(telling).flags) is wrong


@pytest.mark.parametrize(
    ("telling", "blocked"),
    [
        (lambda r: fail(r.well(*CONTROLS), UDP, Failure.TIMEOUT), True),
        (lambda r: fail(r.well(*CONTROLS), UDP, Failure.REFUSED), True),
        (lambda r: fail(r.well(*CONTROLS, UDP[2]), UDP[:2], Failure.TIMEOUT), True),
        (lambda r: fail(r.well(*CONTROLS), UDP[:1], Failure.TIMEOUT), False),
        (lambda r: fail(r.well(*CONTROLS), UDP, Failure.NOT_IN_TIME), False),
        (white_list, False),
        (lambda r: fail(r, (*ANCHORS, *UDP), Failure.TIMEOUT), False),
        (lambda r: fail(fail(r.well(*ANCHORS), CONTROLS, Failure.CERT_NAME, 1, Step.TLS), UDP, Failure.TIMEOUT), False),
    ],
    ids=[
        "closed",
        "rejected",
        "time answers",
        "one server",
        "not in time",
        "a white list",
        "offline",
        "names lead astray",
    ],
)
def test_udp_blocked(telling: Telling, blocked: bool) -> None:
    assert (NetworkFlag.UDP_BLOCKED in judge(telling).flags) is blocked


def _six(record: Record, *failures: Failure | None) -> Record:
    for number, failure in enumerate(failures, 1):
        told, address = record.about(V6), f"2001:db8::{number}"
        told.answers(address) if failure is None else told.fails(Step.TCP, failure, address)
    return record


def _late_six(record: Record) -> Record:
    """A messenger's server answers over IPv6."""
    record.about(https()).answers("2001:db8::9")
    return record


@pytest.mark.parametrize(
    ("telling", "computer", "broken"),
    [
        (lambda r: _six(well(r), Failure.TIMEOUT, Failure.TIMEOUT), DUAL, True),
        (lambda r: _six(well(r), Failure.UNREACHABLE, Failure.UNREACHABLE), DUAL, True),
        (lambda r: _six(well(r), Failure.TIMEOUT, None), DUAL, False),
        (lambda r: _six(well(r), Failure.TIMEOUT), DUAL, False),
        (lambda r: _six(well(r), Failure.TIMEOUT, Failure.TIMEOUT), LINUX, False),
        (lambda r: _six(fail(r, ANCHORS, Failure.TIMEOUT), Failure.TIMEOUT, Failure.TIMEOUT), DUAL, False),
        (lambda r: _six(well(r), Failure.NOT_IN_TIME, Failure.NOT_IN_TIME), DUAL, False),
        (lambda r: _late_six(_six(well(r), Failure.TIMEOUT, Failure.TIMEOUT)), DUAL, False),
    ],
    ids=["silent", "no route", "one answers", "once", "not set up", "IPv4 is dead too", "not in time", "later it does"],
)
def test_ipv6_broken(telling: Telling, computer: Computer, broken: bool) -> None:
    assert (NetworkFlag.IPV6_BROKEN in judge(telling, computer).flags) is broken


@pytest.mark.parametrize(
    ("late", "apart", "times", "busy"),
    [
        (0.3, 1.0, 4, True),
        (0.3, 1.0, 2, False),
        (0.1, 1.0, 4, False),
        (0.19, 1.0, 4, False),
        (0.3, 0.0, 4, False),
        (0.0, 1.0, 4, False),
    ],
    ids=["late each time", "twice", "hardly late", "most was the line", "one hitch for all", "never late"],
)
def test_a_busy_computer_says_so(late: float, apart: float, times: int, busy: bool) -> None:
    """Once late is a computer that wakes up; late again and again is one that cannot keep up."""
    record = Record().well(*ABROAD, *ANCHORS)
    shakes = [o for o in record.observations if o.step is Step.TLS][:times]
    for place, shake in enumerate(shakes):
        facts = {**shake.facts, Fact.LAG: late}
        changed = replace(shake, started=1.0 + apart * place, seconds=0.4, facts=facts)
        record.observations[record.observations.index(shake)] = changed
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (NetworkFlag.COMPUTER_BUSY in verdict.flags) is busy
    assert verdict.status is NetworkStatus.ONLINE


@pytest.mark.parametrize(("answering", "holds"), [(0, False), (1, False), (2, True), (4, True)])
def test_two_sites_abroad_must_answer(answering: int, holds: bool) -> None:
    """Before those at home are left out it has to be three: two may stand on a white list."""
    record = Record().well(*ABROAD[:answering], *HOME, *ANCHORS)
    assert foreign_controls_answer(AttemptIndex(record.observations), GROUND) is (answering > 2)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).controls_answer is holds


@pytest.mark.parametrize(
    ("telling", "offline"),
    [
        (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), True),
        (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE), False),
        (lambda r: fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), False),
        (
            lambda r: fail(fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), ANCHORS[3:], Failure.TIMEOUT),
            False,
        ),
        (lambda r: fail(r.well(UDP[0]), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), False),
        (lambda r: None, False),
    ],
    ids=[
        "no way to any",
        "a router refuses: home may answer",
        "not all are done",
        "one is only silent",
        "something answered",
        "nothing yet",
    ],
)
def test_plainly_offline(telling: Telling, offline: bool) -> None:
    record = Record()
    telling(record)
    assert is_plainly_offline(AttemptIndex(record.observations), GROUND, LINUX) is offline


def test_a_network_of_ipv6_alone_is_not_plainly_offline_before_ipv6_was_tried() -> None:
    record = fail(Record(), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE)
    assert not is_plainly_offline(AttemptIndex(record.observations), GROUND, DUAL)
    fail(record, (V6,), Failure.UNREACHABLE, seconds=AT_ONCE)
    assert is_plainly_offline(AttemptIndex(record.observations), GROUND, DUAL)


def test_the_round_trip_is_the_shortest_one_abroad() -> None:
    record = Record().well(*HOME)
    for endpoint, seconds in zip(ANCHORS_ABROAD, (0.12, 0.05, 1.2), strict=True):
        record.about(endpoint).fails(Step.TCP, None, seconds=seconds)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).round_trip == pytest.approx(0.05)


STUN = tuple(e for e in UDP if e.wire is Wire.STUN)
TIME, QUIC = UDP[2], UDP[4]


def swallowed(record: Record, *, delivered: bool | None = False, failure: Failure = Failure.TIMEOUT) -> Record:
    """Let neutral STUN over TCP connect and get no answer."""
    told = {} if delivered is None else {"delivered": delivered}
    for endpoint in GROUND.stun_tcp:
        record.about(endpoint).fails(Step.STUN, failure, times=2, **told)
    return record


@pytest.mark.parametrize(
    ("telling", "flag"),
    [
        (lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN, Failure.TIMEOUT)), NetworkFlag.CALLS_FILTERED),
        (lambda r: fail(r.well(*CONTROLS, QUIC, *GROUND.stun_tcp), STUN, Failure.TIMEOUT), NetworkFlag.CALLS_FILTERED),
        (lambda r: fail(r.well(*CONTROLS, TIME, *GROUND.stun_tcp), STUN, Failure.TIMEOUT), NetworkFlag.UDP_BLOCKED),
        (lambda r: fail(r.well(*CONTROLS, TIME, QUIC), STUN, Failure.TIMEOUT), NetworkFlag.UDP_BLOCKED),
        (lambda r: swallowed(fail(r.well(*CONTROLS), UDP, Failure.TIMEOUT)), NetworkFlag.UDP_BLOCKED),
        (
            lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN, Failure.TIMEOUT), delivered=True),
            NetworkFlag.UDP_BLOCKED,
        ),
        (
            lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN, Failure.TIMEOUT), delivered=None),
            NetworkFlag.UDP_BLOCKED,
        ),
        (
            lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN, Failure.TIMEOUT), failure=Failure.CLOSED),
            NetworkFlag.UDP_BLOCKED,
        ),
        (lambda r: swallowed(fail(r.well(*CONTROLS, TIME, STUN[0]), STUN[1:], Failure.TIMEOUT)), None),
        (lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN[:1], Failure.TIMEOUT)), None),
        (lambda r: swallowed(fail(r.well(*ANCHORS, TIME), STUN, Failure.TIMEOUT)), None),
    ],
    ids=[
        "swallowed over TCP at two operators",
        "silent where QUIC gets through, answered over TCP",
        "the time alone is open, answered over TCP",
        "nothing was asked over TCP",
        "no UDP at all",
        "a box takes it and says nothing",
        "nobody says whether it arrived",
        "a program here hangs up",
        "one answers",
        "one was asked",
        "no site answers",
    ],
)
def test_calls_filtered_by_shape_or_closed_for_all(telling: Telling, flag: NetworkFlag | None) -> None:
    found = set(judge(telling).flags) & {NetworkFlag.CALLS_FILTERED, NetworkFlag.UDP_BLOCKED}
    assert found == ({flag} if flag else set())


def test_where_nobody_says_whether_it_arrived_over_tcp_that_is_seen_too() -> None:
    told = judge(lambda r: swallowed(fail(r.well(*CONTROLS, TIME), STUN, Failure.TIMEOUT), delivered=None))
    (silent,) = (e for e in told.evidence if e.kind is EvidenceKind.UDP_SILENT)
    assert silent.rule == "stun_unanswered"
    assert len(silent.observations) == 2 * len(STUN) + 4 * len(GROUND.stun_tcp), "of TCP two steps each"


def _free(*sites: Endpoint, changed: bool = True) -> NetworkVerdict:
    """Judge a line on which only one company's sites and its messenger answer, and plain pages lead to a bill."""
    controls = replace(
        GROUND,
        at_home=frozenset({"app"}),
        sign_in_checks=tuple(replace(PAGES[0], id=f"sign-in/{n}") for n in range(3)),
        sites=tuple(
            replace(c, endpoint=replace(c.endpoint, operator="one"), messengers=("app",))
            if c.endpoint in HOME[:2]
            else c
            for c in GROUND.sites
        ),
    )
    record = fail(Record().well(*sites, raw()), (*ABROAD, *ANCHORS_ABROAD, *UDP), Failure.TIMEOUT)
    for page in controls.sign_in_checks if changed else ():
        record.about(page).answers(status=302, location_host="pay.provider.example")
    return judge_network(AttemptIndex(record.observations), controls, LINUX)


def test_an_unpaid_line_that_lets_a_messenger_of_home_through_is_no_white_list() -> None:
    """Some providers let one company through for nothing: its site and its messenger together are one witness."""
    assert _free(*HOME[:2]).status is NetworkStatus.CAPTIVE_PORTAL
    assert _free(*HOME[:2], changed=False).degree is Degree.SOME_NAMES_ONLY
    assert _free(*HOME, changed=False).degree is Degree.HOME_ONLY


def test_a_messenger_of_home_is_a_witness_beside_a_site_of_another_company() -> None:
    record = fail(Record().well(HOME[0], raw()), (*ABROAD, *ANCHORS_ABROAD), Failure.TIMEOUT)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).degree is Degree.SOME_NAMES_ONLY
    controls = replace(GROUND, at_home=frozenset({"app"}))
    assert judge_network(AttemptIndex(record.observations), controls, LINUX).degree is Degree.HOME_ONLY


def test_sites_of_two_countries_are_no_two_witnesses_of_one() -> None:
    there = {HOME[0].id: ("IR",), HOME[1].id: ("CN",), HOME[2].id: ("IR",)}
    sites = tuple(replace(c, countries=there.get(c.endpoint.id, ())) for c in GROUND.sites)
    controls = replace(GROUND, sites=sites)
    record = fail(Record().well(*HOME[:2]), (*ABROAD, *ANCHORS_ABROAD), Failure.TIMEOUT)
    assert judge_network(AttemptIndex(record.observations), controls, LINUX).degree is Degree.SOME_NAMES_ONLY
    record.well(HOME[2])
    assert judge_network(AttemptIndex(record.observations), controls, LINUX).degree is Degree.HOME_ONLY


def _owned(endpoint: Endpoint, operator: str, *, cdn: bool = False) -> Endpoint:
    return replace(endpoint, operator=operator, cdn=cdn)


@pytest.mark.parametrize(
    ("owners", "holds"),
    [
        ((("one", False), ("two", False)), True),
        ((("one", False), ("two", True)), True),
        ((("one", False), ("one", False)), False),
        ((("one", True), ("two", True)), False),
    ],
    ids=["two companies", "one of them a CDN", "one company twice", "CDNs alone"],
)
def test_companies_are_counted_and_a_cdn_is_not_enough(owners: tuple[tuple[str, bool], ...], holds: bool) -> None:
    """A CDN answers from a house nearby: it tells little of the way abroad."""
    sites = tuple(
        replace(c, endpoint=_owned(c.endpoint, *owner[:1], cdn=owner[1]))
        for c, owner in zip(GROUND.sites[:2], owners, strict=True)
    )
    controls = replace(GROUND, sites=(*sites, *GROUND.sites[2:]))
    record = Record().well(*ABROAD[:2])
    assert judge_network(AttemptIndex(record.observations), controls, LINUX).controls_answer is holds


def test_a_messenger_with_built_in_addresses_shows_that_the_resolver_alone_is_dead() -> None:
    record = Record().well(raw())
    for endpoint in (*CONTROLS, *PAGES):
        record.about(endpoint).system(failure=Failure.DNS_FAILED)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).status is NetworkStatus.DNS_DOWN


@pytest.mark.parametrize(
    ("telling", "lost"),
    [
        (lambda r: fail(pages_well(r), CONTROLS, Failure.TIMEOUT, step=Step.TLS), True),
        (lambda r: fail(pages_well(r), CONTROLS[:-1], Failure.TIMEOUT, step=Step.TLS), False),
        (lambda r: fail(pages_well(r), HOME, Failure.TIMEOUT, step=Step.TLS), False),
        (lambda r: fail(pages_well(r).well(CONTROLS[0]), CONTROLS[1:], Failure.TIMEOUT, step=Step.TLS), False),
        (lambda r: fail(pages_well(r), CONTROLS, Failure.RESET, step=Step.TLS), False),
        (lambda r: fail(r, CONTROLS, Failure.TIMEOUT, step=Step.TLS), False),
    ],
    ids=[
        "no handshake at home nor abroad",
        "two of three at home",
        "nothing was asked abroad",
        "one handshake",
        "cut off",
        "no page answers either",
    ],
)
def test_big_packets_lost(telling: Telling, lost: bool) -> None:
    verdict = judge(lambda r: telling(r.well(*ANCHORS)))
    kinds = [e.kind for e in verdict.evidence]
    assert (EvidenceKind.BIG_PACKETS_LOST in kinds) is lost
    if lost:
        assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, Confidence.UNSURE)


@pytest.mark.parametrize(
    ("failure", "small", "cut"),
    [
        (Failure.TIMEOUT, [Failure.TIMEOUT] * 2, True),
        (Failure.TIMEOUT, [Failure.TIMEOUT], False),
        (Failure.TIMEOUT, [Failure.TIMEOUT] * 2 + [None], False),
        (Failure.RESET, [], True),
        (Failure.RESET, [None], True),
    ],
    ids=["small ones are silent too", "one is too few", "one small one passes", "reset", "reset, but for a small one"],
)
def test_handshakes_cut_for_everybody(failure: Failure, small: list[Failure | None], cut: bool) -> None:
    """Where small packets fare alike, it is not their size: the line is not called unstable."""
    record = fail(pages_well(Record()), CONTROLS, failure, step=Step.TLS)
    for each in small:
        record.about(https()).in_small_packets(each)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (EvidenceKind.HANDSHAKES_CUT in {e.kind for e in verdict.evidence}) is cut
    if cut:
        assert (verdict.status, verdict.degree) == (NetworkStatus.ONLINE, Degree.NO_ENCRYPTION)
        assert verdict.confidence is not Confidence.SURE
        assert not verdict.controls_answer


@pytest.mark.parametrize(
    ("failure", "confidence"),
    [
        (Failure.DNS_FAILED, Confidence.SURE),
        (Failure.NO_SUCH_NAME, Confidence.LIKELY),
        (Failure.TIMEOUT, Confidence.UNSURE),
    ],
    ids=["the system gave up", "every name is denied", "Dialtone gave up before the system"],
)
def test_the_resolver_is_surely_dead_once_the_system_has_given_up(failure: Failure, confidence: Confidence) -> None:
    """A first resolver that is dead and a second one that is slow take seven seconds (glibc waits five for each)."""
    record = Record().well(*ANCHORS)
    for endpoint in (*CONTROLS, *PAGES):
        record.about(endpoint).system(failure=failure)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.DNS_DOWN, confidence)


def test_a_certificate_of_another_name_may_be_that_of_a_gateway() -> None:
    def judged(failure: Failure) -> NetworkVerdict:
        return judge(lambda r: fail(pages_well(r.well(*ANCHORS)), ABROAD, failure, 1, Step.TLS))

    assert judged(Failure.CERT_UNTRUSTED).confidence is Confidence.SURE
    assert (judged(Failure.CERT_NAME).status, judged(Failure.CERT_NAME).confidence) == (
        NetworkStatus.INTERCEPTED,
        Confidence.LIKELY,
    )


@pytest.mark.parametrize(
    ("facts", "busy", "confidence"),
    [
        ({"resent": 1}, False, Confidence.SURE),
        ({"resent": 1}, True, Confidence.SURE),
        ({}, False, Confidence.UNSURE),
    ],
    ids=["counted by the system", "counted, while the computer was busy", "guessed from the time"],
)
def test_loss_is_sure_where_it_was_counted(facts: dict[str, int], busy: bool, confidence: Confidence) -> None:
    record = well(Record())
    connects = [o for o in record.observations if o.step is Step.TCP][:3]
    for place, connect in enumerate(connects):
        again = replace(connect, seconds=1.05 + place, facts={**connect.facts, **typed(facts)})
        record.observations[record.observations.index(connect)] = again
    if busy:
        shake = next(o for o in record.observations if o.step is Step.TLS)
        late = replace(shake, seconds=0.4, facts={**shake.facts, Fact.LAG: 0.39})
        record.observations[record.observations.index(shake)] = late
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, confidence)


@pytest.mark.parametrize(("busy", "confidence"), [(False, Confidence.SURE), (True, Confidence.UNSURE)])
def test_what_a_busy_computer_gave_up_on_may_have_come(busy: bool, confidence: Confidence) -> None:
    record = lose(Record(), 3)
    if busy:
        shake = next(o for o in record.observations if o.step is Step.TLS)
        late = replace(shake, seconds=0.4, facts={**shake.facts, Fact.LAG: 0.39})
        record.observations[record.observations.index(shake)] = late
    verdict = judge_network(AttemptIndex(record.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, confidence)


def test_a_narrow_line_is_sure_where_handshakes_had_to_wait() -> None:
    record = Record()
    for each in ABROAD:
        record.about(each).answers(line_rate=15_000)
    assert judge_network(AttemptIndex(record.observations), GROUND, LINUX).confidence is Confidence.SURE
    slow = Record()
    for each in ABROAD:
        slow.about(each).reads(32_000, 16.0)
    verdict = judge_network(AttemptIndex(slow.observations), GROUND, LINUX)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.UNSTABLE, Confidence.UNSURE)


def _others(record: Record, hop: Failure, heard: int) -> Record:
    """Nothing answers Dialtone; what of packets that end at the first router, and what other programs got."""
    for anchor in ANCHORS:
        record.about(anchor).fails(Step.TCP, Failure.TIMEOUT).one_hop(hop, heard_by_others=heard)
    return record


@pytest.mark.parametrize(
    ("telling", "status", "confidence", "kind"),
    [
        (
            lambda r: _others(r, Failure.TIMEOUT, 40),
            NetworkStatus.ONLINE,
            Confidence.UNSURE,
            EvidenceKind.REFUSED_HERE,
        ),
        (
            lambda r: _others(r, Failure.TIMEOUT, 2),
            NetworkStatus.OFFLINE,
            Confidence.UNSURE,
            EvidenceKind.NOTHING_LEAVES,
        ),
        (
            lambda r: _others(r, Failure.UNREACHABLE, 40),
            NetworkStatus.OFFLINE,
            Confidence.LIKELY,
            EvidenceKind.NOTHING_ANSWERS,
        ),
        (lambda r: _others(r, Failure.DENIED, 0), NetworkStatus.ONLINE, Confidence.LIKELY, EvidenceKind.REFUSED_HERE),
    ],
    ids=[
        "other programs get answers",
        "nobody gets any",
        "the first router answers",
        "the system says that it is forbidden",
    ],
)
def test_whether_what_is_sent_leaves_this_computer(
    telling: Telling, status: NetworkStatus, confidence: Confidence, kind: EvidenceKind
) -> None:
    """A line that is dead further on leaves the first router alive; a firewall here may swallow without a word."""
    verdict = judge(telling)
    assert (verdict.status, verdict.confidence) == (status, confidence)
    assert kind in [e.kind for e in verdict.evidence]


def test_a_line_over_which_a_page_came_fast_is_not_narrow() -> None:
    """Handshakes may have waited for something else, once."""

    def narrow(record: Record) -> Record:
        for site in ABROAD:
            record.about(site).answers(line_rate=15_000)
        return record

    assert judge(narrow).status is NetworkStatus.UNSTABLE
    page = https("app/page", read_bytes=32_768)
    assert judge(lambda r: narrow(r).about(page).reads(32_768, 0.2)).status is NetworkStatus.ONLINE
    assert judge(lambda r: narrow(r).about(page).reads(24_576, 1.6)).status is NetworkStatus.UNSTABLE


@pytest.mark.parametrize(
    ("read", "narrow"),
    [
        ((2.0, 2.0), True),
        ((2.0,), False),
        ((2.0, 0.2), False),
        ((2.0, 2.0, 0.3), False),
        ((0.5, 0.5), True),
    ],
    ids=["two sites", "one may be slow itself", "another came fast", "of three", "near what is called slow"],
)
def test_where_every_neutral_page_comes_slowly_the_line_is_narrow(read: tuple[float, ...], narrow: bool) -> None:
    """Each connection has a small rate of its own: then handshakes wait for nobody, and all are slow."""

    def slow(record: Record) -> Record:
        for site, seconds in zip(ABROAD, read, strict=False):
            record.about(site).reads(16_000, seconds)
        for site in ABROAD[len(read) :]:
            record.about(site).answers()
        return record

    verdict = judge(slow)
    assert (verdict.status is NetworkStatus.UNSTABLE) is narrow
    assert (EvidenceKind.NARROW_LINE in [e.kind for e in verdict.evidence]) is narrow
    page = https("app/page", read_bytes=32_768)
    assert judge(lambda r: slow(r).about(page).reads(32_768, 0.2)).status is NetworkStatus.ONLINE


@pytest.mark.parametrize(
    ("issuer", "named"), [("Zscaler Root CA", "Zscaler"), ("Some Office CA", ""), ("Russian Trusted Sub CA", "")]
)
def test_the_network_names_the_program_that_inspects_all_and_no_state(issuer: str, named: str) -> None:
    ground = replace(GROUND, inspectors=real_catalogue().controls.inspectors)
    record = Record()
    for endpoint in ABROAD:
        record.about(endpoint).answers(mozilla=False, issuer=issuer)
    network = judge_network(AttemptIndex(record.observations), ground, LINUX)
    assert network.status is NetworkStatus.INTERCEPTED
    assert next(e.program for e in network.evidence if e.kind is EvidenceKind.LOCAL_ROOT_TRUSTED) == named
