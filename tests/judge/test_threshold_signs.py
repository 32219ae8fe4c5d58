"""Each threshold from both sides, at the sign or the figure that uses it: just enough, and just short of it.

What verdicts say on both sides of some is in `test_thresholds.py`; `../moved_thresholds.py` moves each.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dialtone.judge.attempts import Attempt
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.servers import IdenticalTries
from dialtone.judge.findings import answers, certificates, connections, functions, handshakes, innocent, names, speed
from dialtone.judge.findings.functions import apply_rows
from dialtone.judge.follow_up import find_ended_nearby
from dialtone.judge.network import abroad, computer, hosts, pages
from dialtone.judge.network import line as neutral_line
from dialtone.judge.network.computer import judge_outside
from dialtone.judge.network.inspection import Inspection
from dialtone.judge.network.network_case import NetworkCase
from dialtone.judge.network.packet_loss import lost_on_the_way, was_sent_again
from dialtone.judge.readings import is_late, is_slow, keeps_up, round_trips_explain, tells_speed
from dialtone.model.catalogue import Control, Controls, Endpoint, Operator
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import Computer, OutsideInterface
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact, Facts, FactValue
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Diagnosis, EndpointVerdict, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Failure,
    Function,
    FunctionStatus,
    NetworkStatus,
    Place,
    Step,
    Variant,
    Wire,
)
from judge.factory import (
    HERE,
    Record,
    Story,
    case_of,
    connected,
    function_case,
    having,
    https,
    knowing,
    online,
    raw,
    sample,
    small_ground,
    story,
    typed,
)

CHAT, PAGE = https(), https("app/page", read_bytes=100_000)
GROUND = small_ground()
ABROAD = [c.endpoint for c in GROUND.sites if c.place is Place.FOREIGN]
HOME = [c.endpoint for c in GROUND.sites if c.place is Place.DOMESTIC]
TIMEOUT, REFUSED, RESET = Failure.TIMEOUT, Failure.REFUSED, Failure.RESET
MOMENT = (0.0, 9.0)


def sites(count: int, *, operators: bool = False) -> Controls:
    each = (
        Endpoint(f"control/{n}", "", Wire.HTTPS, 443, f"site{n}.example.org", operator=f"op{n}" if operators else "")
        for n in range(count)
    )
    return replace(GROUND, sites=tuple(Control(replace(e, place=Place.FOREIGN)) for e in each))


def seen(record: Record, controls: Controls = GROUND) -> NetworkCase:
    return NetworkCase(record.results(controls), Computer("linux"))


def step(
    kind: Step, seconds: float, failure: Failure | None = None, started: float = 0.0, **facts: FactValue
) -> Observation:
    known: Facts = {Fact.FROM: "built_in", **typed(facts)}
    return Observation(1, "", "control/a", kind, "1.1.1.1:443", started, seconds, failure, known, 1)


def each_of(
    endpoints: list[Endpoint], count: int, tell: Callable[[Story], object], record: Record | None = None
) -> Record:
    record = record or Record()
    for endpoint in endpoints[:count]:
        tell(record.about(endpoint))
    return record


def silent(times: int, lag: float = 0.0) -> Story:
    return story(CHAT).fails(Step.TCP, TIMEOUT, times=times, seconds=1.0, lag=lag)


def at_moments(times: int) -> Story:
    told = story(CHAT)
    for _ in range(times):
        told.fails(Step.TCP, TIMEOUT).later(1.0)
    return told


def chance(moments: int, cut: int, tried: int) -> bool:
    results = having(failures={Step.TCP: (cut, tried)})
    return bool(innocent.failures_are_no_chance(case_of(at_moments(moments), CHAT, results=results)))


def silent_names(controls: int) -> bool:
    case = case_of(story(CHAT).system(failure=TIMEOUT), CHAT, results=having(failures={Step.DNS: (0, controls)}))
    return bool(names.silence_is_no_chance(knowing(case, unanswered_name_count=2)))


def line_fails(tried: int) -> bool:
    results = having(failures={Step.TCP: (2, tried)})
    return bool(innocent.neutral_tries_fail_too(case_of(silent(2), CHAT, results=results)))


def read_late(lag: float, seconds: float) -> bool:
    return bool(seen(each_of(HOME, 1, lambda s: s.takes(seconds, lag=lag))).read_late)


def busy(steps: int) -> bool:
    record = Record()
    for site in HOME[:steps]:
        record.about(site).takes(0.3, lag=0.2).later(1.0)
    return bool(hosts.computer_busy(seen(record)))


def read_together(count: int, spread: float) -> bool:
    ends = [0.04] + [1.05] * (count - 1) + [1.05 + spread]
    told = [replace(step(Step.TCP, s), number=n, target=f"1.1.1.{n}:443") for n, s in enumerate(ends, 1)]
    return not lost_on_the_way(told)


def lossy(lost: int, asked: int) -> bool:
    told = [
        replace(step(Step.TCP, 0.04, resent=int(n < lost)), number=n + 1, target=f"1.1.1.{n}:443") for n in range(asked)
    ]
    return bool(lost_on_the_way(told))


def lost_far_away(seconds: float) -> bool:
    near, late = step(Step.TCP, 0.6), step(Step.TCP, seconds, resent=1)
    return bool(lost_on_the_way([replace(o, number=n) for n, o in enumerate((near, late, late), 1)]))


def refused_past_vpn(seconds: float) -> bool:
    told, when = step(Step.TCP, seconds, REFUSED), datetime(2026, 11, 25, tzinfo=UTC)
    check = Check("0", "0", when, 1.0, 0, 0, "linux", NetworkVerdict(NetworkStatus.OFFLINE), (), (told,))
    return judge_outside(check, OutsideInterface("eth0", 2, leads_out=True)) is OutsideOutcome.LOCKED


def refused_here(seconds: float) -> bool:
    told = story(CHAT).fails(Step.TCP, REFUSED, times=2, seconds=seconds).one_hop(REFUSED, seconds)
    return bool(connections.refused_here(case_of(told, CHAT)))


def failing(seconds: float) -> bool:
    return bool(
        hosts.failures_last_for_a_while(seen(each_of(HOME, 1, lambda s: s.fails(Step.TCP, TIMEOUT, seconds=seconds))))
    )


def nearby(times: int, seconds: float) -> bool:
    told = story(CHAT).fails(Step.TLS, RESET, times=times, seconds=seconds)
    return bool(find_ended_nearby(told.index, (CHAT,), GROUND))


def from_afar(seconds: float, beside: float = 1.0) -> bool:
    told = story(CHAT).fails(Step.TCP, REFUSED, times=2, seconds=seconds)
    results = having(connects=(connected(beside, *MOMENT),))
    return bool(connections.refused_from_afar(case_of(told, CHAT, online(round_trip=0.1), results=results)))


def gateway(seconds: float) -> bool:
    record = each_of(ABROAD, 3, lambda s: s.system(failure=Failure.NO_SUCH_NAME))
    record.about(GROUND.sign_in_checks[0]).takes(seconds, 0.04, status=500)
    return bool(pages.box_nearby_answers(seen(record)))


def accepted(connect: float, handshake: float, count: int = 3) -> bool:
    record = each_of(ABROAD, count, lambda s: s.takes(connect, handshake))
    return record.results().connects_are_local


def distance(known: int) -> bool:
    controls = sites(known, operators=True)
    record = Record().well(*(c.endpoint for c in controls.sites))
    return record.results(controls).distance > 0


def closed(asked: int, proved: int, *, udp: int = 0, answering: int = 0) -> bool:
    controls = replace(
        sites(asked), udp=tuple(Endpoint(f"udp/{n}", "", Wire.NTP, 123, f"time{n}.example.org") for n in range(udp))
    )
    record = Record().well(*(c.endpoint for c in controls.sites[:proved]), *controls.udp[:answering])
    for control in controls.sites[proved:]:
        record.about(control.endpoint).fails(Step.TCP, TIMEOUT)
    for endpoint in controls.udp[answering:]:
        record.about(endpoint).fails(Step.NTP, TIMEOUT)
    for anchor in controls.anchors[:3]:
        record.about(anchor).fails(Step.TCP, TIMEOUT)
    return bool(abroad.most_sites_abroad_are_dead(seen(record, controls)))


def one_of(asked: int) -> bool:
    controls = sites(asked)
    record = Record().well(*(c.endpoint for c in controls.sites[1:]))
    record.about(controls.sites[0].endpoint).fails(Step.TCP, TIMEOUT, times=2)
    return bool(hosts.one_host_is_down(seen(record, controls)))


def swallowed(segments: int) -> bool:
    record = each_of(ABROAD, 3, lambda s: s.one_hop(TIMEOUT, 1.0, heard_by_others=segments))
    return bool(hosts.nothing_may_leave_here(seen(record)))


def changed(count: int) -> bool:
    checks = list(GROUND.sign_in_checks)
    return bool(pages.several_pages_changed(seen(each_of(checks, count, lambda s: s.answers(status=500)))))


def both_ways(count: int) -> bool:
    record = each_of(ABROAD, count, lambda s: s.fails(Step.TLS, RESET).answers())
    return bool(neutral_line.several_sites_both_ways(seen(record)))


def same_issuer(messengers: int, at_sites: int = 4) -> bool:
    found = Inspection(sites=at_sites, messengers={"X": frozenset(map(str, range(messengers)))})
    told = story(CHAT).answers(mozilla=False, issuer="X")
    return bool(certificates.several_messengers_show_the_issuer(case_of(told, CHAT, inspection=found)))


def port_closed(count: int) -> bool:
    witnesses = tuple(Endpoint(f"port/{n}", "", Wire.TCP, 5222, None, (f"9.9.{n}.9",)) for n in range(count))
    controls = replace(GROUND, port_witnesses=witnesses)
    record = each_of(list(witnesses), count, lambda s: s.fails(Step.TCP, TIMEOUT))
    return 5222 in record.results(controls).closed_ports


def operator_silent(count: int) -> bool:
    controls = replace(GROUND, operators=(Operator("op", ("1.1.1.0/24", "8.8.8.0/24"), ""),))
    record = each_of(list(GROUND.anchors), count, lambda s: s.fails(Step.TCP, TIMEOUT))
    return bool(record.results(controls).hosting_troubles)


def port_open(ports: int) -> bool:
    relay = raw(Wire.TELEGRAM_REFLECTOR)
    results = having(stun_ports=frozenset(range(1000, 1000 + ports)))
    told = story(relay).fails(Step.REFLECTOR, TIMEOUT, times=2)
    return not connections.port_is_not_open(case_of(told, relay, results=results))


def places(count: int) -> bool:
    told = story(CHAT)
    for n in range(count):
        told.fails(Step.TCP, TIMEOUT, f"157.240.{n}.60", times=2)
    return bool(connections.silent_in_many_places(case_of(told, CHAT)))


def hosts_err(count: int) -> bool:
    others = [replace(PAGE, id=f"app/{n}", host=f"host{n}.example.org") for n in range(1, count)]
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
    each_of(others, count, lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), told.record)
    return bool(answers.all_its_hosts_err(case_of(told, CHAT, None, *others)))


def hello_cut(times: int) -> bool:
    return bool(handshakes.app_handshake_is_cut(case_of(story(CHAT).answers().app_hello(TIMEOUT, times=times), CHAT)))


def came(size: int, seconds: float) -> Observation:
    return step(Step.FLOW, seconds, None, bytes=size, flow_seconds=seconds)


def crept(seconds: float) -> bool:
    told = story(PAGE).reads(1_000, seconds, Failure.STALLED)
    return bool(speed.readings_crept(case_of(told, PAGE, results=having(pages=(sample(100_000.0, *MOMENT),)))))


def uneven(factor: float) -> bool:
    told = https("app/page")
    exchanges = {(Step.TLS, 4): [0.06] * 12, (Step.HTTP, 4): [0.06] * 12}
    case = case_of(story(told).takes(0.04, 1.0, factor), told, results=having(exchanges=exchanges))
    return bool(speed.exchanges_are_late_unevenly(case))


def prompt(seconds: float) -> bool:
    told = story(CHAT).fails(Step.TCP, TIMEOUT).neutral_name()
    told.record.observations = [replace(o, seconds=seconds) if o.step is Step.TLS else o for o in told.observations]
    return bool(speed.neutral_name_is_prompt_there(case_of(told, CHAT)))


def tries(count: int, *, later: float = 0.0) -> tuple[Attempt, ...]:
    told = story(CHAT).later(later).answers(times=count)
    return told.index.attempts_at(CHAT)


def share(passed: int, cut: int, neutral: int = 0) -> IdenticalTries:
    contrasts = story(CHAT)
    for _ in range(neutral):
        contrasts.neutral_name()
    found = contrasts.index.attempts_at(CHAT, Variant.NEUTRAL_NAME)
    return IdenticalTries(tries(passed), tries(cut, later=1.0), found)


def again(times: int) -> bool:
    told = story(CHAT).answers().again(RESET, times=times, step=Step.TCP)
    return bool(case_of(told, CHAT).tries.cut)


def has_repeated(case: EndpointCase) -> bool:
    return bool(innocent.failures_repeat(case))


def no_way_from_here(seconds: float) -> bool:
    told = story(CHAT).fails(Step.TCP, Failure.UNREACHABLE, seconds=seconds)
    return hosts.had_no_route(told.index.attempts_at(CHAT)[0])


def all_slow(count: int) -> bool:
    page = EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,))
    return bool(functions.pages_are_slow(function_case(online(), None, (page,) * count)))


def calls_are_stopped(silent_relays: int) -> bool:
    found = EndpointVerdict(FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), diagnosis=Diagnosis("calls_filtered"))
    rule = FunctionRule(Function.CALLS, ())
    case = function_case(online(), None, (), (found,) * silent_relays, False, rule=rule)
    return apply_rows(FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED), case).status is FunctionStatus.BLOCKED


Says = Callable[[float], bool]
SIDES: dict[str, tuple[Says, float, float]] = {
    "REPEATED_ON_LOSSY_LINE": (lambda n: has_repeated(case_of(silent(int(n)), CHAT, online(lossy=True))), 3, 2),
    "BY_CHANCE": (lambda tried: chance(2, 1, int(tried)), 10, 9),
    "NAMES_BY_CHANCE": (lambda controls: silent_names(int(controls)), 44, 43),
    "CONTROLS_AGREE": (lambda n: accepted(0.001, 1.0, int(n)), 3, 2),
    "COMPANIES_AGREE": (lambda n: bool(hosts.home_answers(seen(Record().well(*HOME[: int(n)])))), 2, 1),
    "NEUTRAL_TRIES": (lambda n: chance(3, 0, int(n)), 4, 3),
    "OFTEN_FAILING_SHARE": (lambda tried: line_fails(int(tried)), 20, 21),
    "STARVED_SHARE": (lambda lag: bool(innocent.computer_is_calm(case_of(silent(2, lag=lag), CHAT))), 0.25, 0.26),
    "STARVED_SECONDS": (lambda lag: read_late(lag, lag * 1.5), 0.15, 0.149),
    "STARVED_MOSTLY": (lambda seconds: read_late(0.2, seconds), 0.4, 0.41),
    "STEPS_READ_LATE": (lambda n: busy(int(n)), 3, 2),
    "READ_TOGETHER": (lambda n: read_together(int(n), 0.0), 4, 3),
    "ONE_MOMENT_SECONDS": (lambda spread: read_together(4, spread), 0.0499, 0.0501),
    "ON_THIS_COMPUTER_SECONDS": (no_way_from_here, 0.0019, 0.002),
    "ON_THIS_COMPUTER_PAST_VPN_SECONDS": (refused_past_vpn, 0.0029, 0.003),
    "HELD_BACK_SECONDS": (refused_here, 0.02, 0.021),
    "JUST_AWAKE_SECONDS": (failing, 5.0, 4.9),
    "PLAINLY_NEARBY_FACTOR": (lambda s: nearby(6, s), 0.0159, 0.0161),
    "TRIES_NEARBY": (lambda n: nearby(int(n), 0.001), 6, 5),
    "FROM_AFAR_SHARE": (from_afar, 0.081, 0.08),
    "CALM_ROUND_TRIPS": (lambda times: from_afar(0.1, times), 1.39, 1.4),
    "ACCEPTED_NEARBY_SECONDS": (gateway, 0.0099, 0.01),
    "ACCEPTED_HERE_SECONDS": (lambda s: accepted(s, 1.0), 0.0199, 0.02),
    "ACCEPTED_SHARE": (lambda s: accepted(s, 0.05), 0.0099, 0.0101),
    "DISTANCES_KNOWN": (lambda n: distance(int(n)), 2, 1),
    "SATELLITE_SECONDS": (
        lambda s: bool(neutral_line.line_is_far(seen(each_of(ABROAD, 1, lambda told: told.takes(s, s, s))))),
        0.41,
        0.4,
    ),
    "SITES_ABROAD": (lambda n: closed(int(n), 0), 4, 3),
    "LISTED_SITES": (lambda n: closed(4, int(n)), 2, 3),
    "LISTED_SHARE": (lambda n: closed(10, int(n)), 4, 5),
    "OPEN_ELSEWHERE_SHARE": (lambda udp: closed(4, 0, udp=int(udp), answering=2), 8, 7),
    "SITES_ASKED": (lambda n: one_of(int(n)), 6, 5),
    "OTHERS_SEGMENTS": (lambda n: swallowed(int(n)), 10, 9),
    "PAGES_REPLACED": (lambda n: changed(int(n)), 2, 1),
    "CUT_AND_PASSED": (lambda n: both_ways(int(n)), 2, 1),
    "SAME_ISSUER": (lambda n: same_issuer(int(n)), 2, 1),
    "SITES_INSPECTED": (lambda n: same_issuer(2, int(n)), 4, 3),
    "NAMES_ASTRAY": (lambda n: having(neutral_addresses=(frozenset({HERE}),) * int(n)).leads_all_astray({HERE}), 3, 2),
    "DEAD_ON_PORT": (lambda n: port_closed(int(n)), 2, 1),
    "DEAD_AT_OPERATOR": (lambda n: operator_silent(int(n)), 2, 1),
    "LEADS_OUT": (
        lambda n: bool(computer.proxy_leads_out(seen(each_of(ABROAD, int(n), lambda told: told.proxied(None))))),
        2,
        1,
    ),
    "OPEN_PORTS": (lambda n: port_open(int(n)), 2, 1),
    "SLOW_PAGES": (lambda n: all_slow(int(n)), 2, 1),
    "RELAYS_SILENT": (lambda n: calls_are_stopped(int(n)), 2, 1),
    "BLOCKS_REFUSE": (lambda n: places(int(n)), 3, 2),
    "HOSTS_ERR": (lambda n: hosts_err(int(n)), 3, 2),
    "EVERY_HELLO": (lambda n: hello_cut(int(n)), 3, 2),
    "SLOW_RATE": (lambda size: is_slow(came(int(size), 1.0), 0.0), 39_999, 40_000),
    "SLOW_SHARE": (lambda size: keeps_up(came(int(size), 1.0), 100_000), 20_000, 19_999),
    "SLOW_LINE_SHARE": (lambda size: keeps_up(came(int(size), 1.0), 30_000), 15_000, 14_999),
    "RATE_BYTES": (lambda size: tells_speed(came(int(size), 0.1)), 12_000, 11_999),
    "RATE_SECONDS": (lambda s: tells_speed(came(1, s)), 2.5, 2.4),
    "CREPT_SECONDS": (crept, 1.0, 0.9),
    "FEW_ROUND_TRIPS": (lambda s: round_trips_explain(came(1, s), 0.1), 0.79, 0.81),
    "LATE_EXCHANGE_SECONDS": (lambda s: is_late(s, 0.01), 0.8, 0.79),
    "LATE_FACTOR": (lambda s: is_late(s, 0.5), 1.5, 1.49),
    "UNEVEN_FACTOR": (uneven, 1.26, 1.24),
    "PROMPT_HANDSHAKE_SECONDS": (prompt, 0.49, 0.5),
    "RESENT_AFTER_SECONDS": (lambda s: was_sent_again(step(Step.TCP, s)), 0.91, 0.9),
    "SYN_SENT_AGAIN_SECONDS": (lost_far_away, 1.6, 1.59),
    "LINE_LOSSES_COUNT": (lambda n: lossy(int(n), 10), 2, 1),
    "LINE_LOSS_SHARE": (lambda asked: lossy(3, int(asked)), 50, 51),
    "SHARE_REPEATS": (lambda n: again(int(n)), 3, 2),
    "SHARE_ERROR": (lambda n: share(int(n), int(n)).is_known, 5, 4),
    "SHARE_ATTEMPTS": (lambda n: share(1, int(n) - 1).has_many_tries, 8, 7),
    "SHARE_MINOR": (lambda tried: share(int(tried) - 2, 2).is_seldom_cut, 14, 13),
    "SHARE_RARE": (lambda tried: share(2, int(tried) - 2).seldom_passes, 10, 9),
    "CUT_FROM_THEN_ON": (lambda n: share(1, int(n)).passed_only_at_first, 5, 4),
    "SHARE_CONTRASTS": (lambda n: share(1, 1, int(n)).neutral_names_pass, 3, 2),
}
"""By threshold: a question that it decides, a figure that is just enough, and one that is not."""


@pytest.mark.parametrize("name", SIDES)
def test_a_threshold_from_both_sides(name: str) -> None:
    says, enough, short = SIDES[name]
    assert says(enough), f"{name}: {enough} is enough"
    assert not says(short), f"{name}: {short} is not"
