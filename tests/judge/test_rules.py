"""The tables of the rules: ids, stories, kinds of evidence, and the page that is made of them."""

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import Finding, name_of
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.functions import FUNCTION_ROWS, Doubt, FunctionCase, apply_rows
from dialtone.judge.findings.network import Flag
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.judge.network.packet_loss import PathLoss
from dialtone.judge.network_verdict import judge_network
from dialtone.judge.rules import judge_endpoint, judge_proxied_endpoints
from dialtone.model.catalogue import Controls, Endpoint, Messenger, Operator
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, FactValue
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    ResolverKind,
    Step,
    Weight,
    Wire,
)
from judge.factory import (
    HERE,
    STEPS,
    THERE,
    Record,
    Story,
    case_of,
    certain,
    https,
    knowing,
    online,
    raw,
    relay,
    sample,
    small_ground,
    story,
    timed,
)
from judge.neutral_hosts import MORE_STUN
from rule_page import ALL_RULES, all_signs, id_of, kinds_of, page, reasoning

KNOWN = replace(https(), healthy=200)
CHAT, MEDIA, PAGE = https(), https("app/media", "media.example.org"), https("app/page", read_bytes=16_384)
CENTRE, OWN, BARE = raw(), replace(https(), of_person=True), replace(raw(Wire.TCP), weight=Weight.CONNECTS)
RESET, TIMEOUT, NO_NAME, STALLED = Failure.RESET, Failure.TIMEOUT, Failure.NO_SUCH_NAME, Failure.STALLED
GROUND = small_ground()
ABROAD, HOME = (tuple(c.endpoint for c in GROUND.sites[part]) for part in (slice(4), slice(4, None)))
LINUX = Computer("linux")
OPEN_UDP = timed(stun_ports=frozenset({3478}))
FAST = timed(pages=(sample(500_000.0, 0, 1),))
CLOUD = Operator("cloud", ("157.240.0.0/16",), "made up")

Told = tuple[Evidence, ...]


def _endpoint(
    telling: Callable[[Story], Story],
    endpoint: Endpoint = CHAT,
    network: NetworkVerdict | None = None,
    timing: ControlTiming | None = None,
) -> Callable[[], Told]:
    def told() -> Told:
        case = case_of(telling(story(endpoint)), endpoint, network, timing=timing or timed())
        return judge_endpoint(case).evidence

    return told


def _beside(case: EndpointCase, **known: object) -> EndpointVerdict:
    return judge_endpoint(knowing(case, **known))


def _silent(s: Story) -> Story:
    return s.fails(Step.TCP, TIMEOUT, times=2)


def _cut(s: Story) -> Story:
    return s.fails(Step.TLS, RESET, times=2).neutral_name()


def _in_small_packets(s: Story) -> Story:
    s.fails(Step.TLS, TIMEOUT, times=2).neutral_name(TIMEOUT).other_hello(TIMEOUT, delivered=True)
    return s.in_small_packets()


def _denied(s: Story) -> Story:
    return s.system(failure=NO_NAME, family=4).trusted(THERE).answers(THERE, origin="trusted")


def _network(
    telling: Callable[[Record], object], computer: Computer = LINUX, ground: Controls = GROUND
) -> Callable[[], Told]:
    def told() -> Told:
        record = Record()
        telling(record)
        return judge_network(AttemptIndex(record.observations), ground, computer).evidence

    return told


def _fail(record: Record, endpoints: Iterable[Endpoint], failure: Failure, step: Step | None = None) -> Record:
    for endpoint in endpoints:
        told = record.about(endpoint).system(record.about(endpoint).home) if endpoint.host else record.about(endpoint)
        told.fails(step or STEPS[endpoint.wire][0], failure, times=2)
    return record


def _resolver_silent(record: Record) -> Record:
    for endpoint in (*ABROAD, *HOME):
        record.about(endpoint).system(failure=Failure.DNS_FAILED)
    return record.well(*GROUND.anchors)


def _portal(record: Record) -> None:
    for each in GROUND.sign_in_checks:
        record.about(each).answers(status=302, location_host="login.hotel.example")
    _fail(record, ABROAD, RESET, Step.TLS)


def _gateway(record: Record) -> None:
    for each in GROUND.sign_in_checks:
        record.about(each).answers(status=404)


def _only_small(record: Record) -> None:
    record.about(GROUND.sign_in_checks[0]).answers(status=204)
    record.about(GROUND.sign_in_checks[1]).answers(status=200, text_as_expected=True)
    _fail(record, (*ABROAD, *HOME), TIMEOUT, Step.TLS)


def _local_roots(record: Record) -> None:
    for each in ABROAD:
        record.about(each).answers(mozilla=False)


def _old_certificates(record: Record) -> None:
    _fail(record, ABROAD, Failure.CERT_EXPIRED, Step.TLS)


def _six_past_the_vpn(record: Record) -> None:
    record.well(*ABROAD).about(CHAT).answers(via="tunnel")
    record.about(GROUND.anchors[4]).answers()


def _lossy(record: Record) -> None:
    record.well(*ABROAD).about(ABROAD[0]).answers(resent=1).answers(resent=1)


def _swallowed_here(record: Record) -> None:
    for each in GROUND.anchors[:3]:
        record.about(each).fails(Step.TCP, TIMEOUT).one_hop(TIMEOUT)


def _half_of_all(record: Record) -> None:
    for site in ABROAD:
        record.about(site).fails(Step.TLS, RESET).answers()


def _only_six(record: Record) -> None:
    for number, site in enumerate(ABROAD, 1):
        record.about(site).fails(Step.TCP, Failure.UNREACHABLE).answers(f"2001:db8:{number}::1")


def _over_a_satellite(record: Record) -> None:
    for site in ABROAD:
        record.about(site).takes(0.65, 0.7, 0.7)


def _narrow(record: Record) -> None:
    for each in ABROAD:
        record.about(each).answers(line_rate=15_000)


def _slow_abroad(record: Record) -> None:
    for each in ABROAD:
        record.about(each).reads(32_000, 16.0)
    record.asked_by("page.home").about(HOME[0]).reads(32_000, 0.2)


def _accepted_nearby(record: Record) -> None:
    record.well(*ABROAD)
    record.observations = [replace(o, seconds=0.001) if o.step is Step.TCP else o for o in record.observations]


def _read_late(record: Record) -> None:
    record.well(*ABROAD)
    record.observations = [
        replace(o, started=float(o.number), seconds=0.4, facts={**o.facts, Fact.LAG: 0.3}) if o.step is Step.TLS else o
        for o in record.observations
    ]


def _losing() -> Told:
    loss = PathLoss(frozenset({"157.240.0.0/16"}), frozenset(), (1,), True)
    return _beside(case_of(_silent(story(CHAT)), CHAT), path_loss=loss).evidence


def _function(network: NetworkStatus = NetworkStatus.ONLINE, base: FunctionStatus | None = None) -> Told:
    before = certain(FunctionVerdict(Function.CALLS, FunctionStatus.UNKNOWN))
    below = certain(FunctionVerdict(Function.MESSAGES, base)) if base else None
    return apply_rows(before, FunctionCase(online(network), below, ())).evidence


def _untested_calls(*flags: NetworkFlag, seen: EvidenceKind = EvidenceKind.CONTROLS_ANSWER) -> Told:
    network = certain(NetworkVerdict(NetworkStatus.ONLINE, flags, (Evidence(seen, (1,)),)))
    silent = (Evidence(EvidenceKind.ADDRESS_SILENT, (2,)),)
    relays = (certain(EndpointVerdict(FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), Confidence.LIKELY, silent)),) * 2
    calls = certain(FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED))
    case = FunctionCase(network, None, (), () if flags else relays)
    return apply_rows(calls, case).evidence


def _swallowed(record: Record, *, is_told: bool, passing: int = 0) -> None:
    """Let STUN vanish but at some servers, and other UDP pass. `is_told`: the system says that nothing arrived."""
    stun = [e for e in MORE_STUN.udp if e.wire is Wire.STUN]
    _fail(record.well(*ABROAD, GROUND.udp[2], *stun[:passing]), stun[passing:], TIMEOUT)
    for each in GROUND.stun_tcp:
        if is_told:
            record.about(each).fails(Step.STUN, TIMEOUT, times=2, delivered=False)
        else:
            record.about(each).fails(Step.STUN, TIMEOUT, times=2)


def _shared() -> Told:
    slow = certain(EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,)))
    works = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS))
    after = apply_rows(works, FunctionCase(online(), None, (slow, slow)))
    assert after.status is FunctionStatus.SLOW
    return (Evidence(EvidenceKind.SLOWER_THAN_CONTROL, rule="shared_slowness"),)


def _big_packets() -> Told:
    lost = certain(NetworkVerdict(NetworkStatus.UNSTABLE, evidence=(Evidence(EvidenceKind.BIG_PACKETS_LOST),)))
    verdict = certain(FunctionVerdict(Function.MEDIA, FunctionStatus.WORKS))
    changed = apply_rows(verdict, FunctionCase(lost, None, ()))
    return changed.evidence


def _past_the_proxy() -> Told:
    works = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS))
    case = FunctionCase(online(NetworkStatus.ONLINE, NetworkFlag.PROXY), None, ())
    assert apply_rows(works, case).confidence is Confidence.UNSURE
    spares = Evidence(EvidenceKind.PROXY_SPARES)
    return apply_rows(works, replace(case, left_out=(spares,))).evidence


def _proxied(failure: Failure | None, step: Step, *kinds: EvidenceKind, **facts: FactValue) -> Told:
    told = story(CHAT).proxied(failure, step, **facts).proxied(failure, step, **facts)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), tuple(map(Evidence, kinds)))
    app = Messenger("app", "App", "A", "#000000", endpoints=(replace(CHAT, healthy=200),))
    return judge_proxied_endpoints(app, AttemptIndex(told.observations), network, {})[CHAT.id].evidence


def _ways(past: FunctionStatus, through: FunctionStatus, function: Function = Function.MESSAGES) -> FunctionVerdict:
    """What is said of a function on a computer with a proxy."""
    direct = certain(FunctionVerdict(function, past, (Cause.NAME_FILTERED,) if past is FunctionStatus.BLOCKED else ()))
    other = certain(
        FunctionVerdict(function, through, (), Confidence.LIKELY, (Evidence(EvidenceKind.ANSWERED_THROUGH_PROXY),))
    )
    case = FunctionCase(online(NetworkStatus.ONLINE, NetworkFlag.PROXY), None, (), through=other)
    return apply_rows(direct, case)


@pytest.mark.parametrize(
    ("past", "through", "said", "confidence"),
    [
        ("works", "works", "works", "sure"),
        ("blocked", "blocked", "blocked", "likely"),
        ("blocked", "works", "unknown", "unsure"),
        ("works", "blocked", "unknown", "unsure"),
        ("blocked", "unknown", "blocked", "unsure"),
        ("unknown", "works", "unknown", "unsure"),
    ],
)
def test_past_a_proxy_and_through_it(past: str, through: str, said: str, confidence: str) -> None:
    verdict = _ways(FunctionStatus(past), FunctionStatus(through))
    assert (verdict.status, verdict.confidence) == (said, confidence)


def test_what_this_computer_forbids_is_no_block() -> None:
    ground = certain(
        NetworkVerdict(NetworkStatus.ONLINE, (), (Evidence(EvidenceKind.REFUSED_HERE),), Confidence.UNSURE)
    )
    before = certain(
        FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE)
    )
    after = apply_rows(before, FunctionCase(ground, None, ()))
    assert (after.status, after.causes) == (FunctionStatus.UNKNOWN, (Cause.THIS_COMPUTER,))


def test_what_the_system_denies_in_one_family_is_this_computer() -> None:
    told = story(CHAT).fails(Step.TCP, Failure.UNREACHABLE, times=2).fails(Step.TCP, Failure.DENIED, times=2)
    assert judge_endpoint(case_of(told, CHAT)).causes == (Cause.THIS_COMPUTER,)


def test_browsers_take_the_proxy() -> None:
    assert _ways(FunctionStatus.BLOCKED, FunctionStatus.WORKS, Function.WEB).status is FunctionStatus.WORKS
    assert _ways(FunctionStatus.WORKS, FunctionStatus.BLOCKED, Function.WEB).status is FunctionStatus.BLOCKED


def test_where_only_the_proxy_leads_out_it_answers() -> None:
    ground = certain(
        NetworkVerdict(
            NetworkStatus.ONLINE, (NetworkFlag.PROXY,), (Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT),), Confidence.SURE
        )
    )
    direct = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,)))
    through = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, (), Confidence.LIKELY))
    assert apply_rows(direct, FunctionCase(ground, None, (), through=through)) == through
    untold = apply_rows(direct, FunctionCase(ground, None, ()))
    assert (untold.status, untold.confidence) == (FunctionStatus.UNKNOWN, Confidence.UNSURE)


def _through_proxy(record: Record, trouble: Failure | None, step: Step = Step.HTTP, status: int = 200) -> Record:
    for endpoint in ABROAD:
        record.about(endpoint).proxied(trouble, step, status=status)
    return record


@pytest.mark.parametrize(
    ("kind", "failure", "step", "status"),
    [
        (EvidenceKind.PROXY_SET, None, Step.HTTP, 200),
        (EvidenceKind.FAILED_THROUGH_PROXY, Failure.REFUSED, Step.TCP, 0),
        (EvidenceKind.PROXY_WANTS_LOGIN, Failure.DECLINED, Step.PROXY, 407),
        (EvidenceKind.PROXY_FORBIDDEN_HERE, Failure.DENIED, Step.TCP, 0),
    ],
)
def test_what_came_of_the_proxy(kind: EvidenceKind, failure: Failure | None, step: Step, status: int) -> None:
    record = _through_proxy(Record().well(*ABROAD), failure, step, status)
    verdict = judge_network(AttemptIndex(record.observations), GROUND, Computer("linux", proxy="http"))
    assert kind in {e.kind for e in verdict.evidence}
    assert verdict.flags == (NetworkFlag.PROXY,)


def _turned_away(record: Record) -> Record:
    _portal(record.well(*ABROAD, *GROUND.anchors[:3]))
    return _fail(record, GROUND.anchors[:3], Failure.REFUSED)


def _answered_plainly(record: Record) -> Record:
    for address in ("149.154.167.50", "149.154.167.51", "149.154.175.50"):
        record.about(CENTRE).fails(Step.MTPROTO, Failure.BAD_ANSWER, address, port=80)
    record.about(GROUND.sign_in_checks[0]).answers(status=204)
    return _fail(record, (*ABROAD, *HOME), Failure.REFUSED)


STORIES: Mapping[str, Callable[[], Told]] = {
    "nothing_answers": _network(_swallowed_here),
    "sign_in_page": _network(_portal),
    "gateway_answers": _network(_gateway),
    "turned_away": _network(_turned_away),
    "others_answer_plainly": _network(_answered_plainly),
    "rate_limited": _endpoint(lambda s: s.answers(status=429)),
    "resolver_silent": _network(_resolver_silent),
    "most_abroad_dead": _network(lambda r: _fail(r.well(*HOME), (*ABROAD, *GROUND.anchors[:3]), TIMEOUT)),
    "all_certificates_swapped": _network(lambda r: _fail(r, ABROAD, Failure.CERT_UNTRUSTED, Step.TLS)),
    "local_root_trusted": _network(_local_roots),
    "no_handshake": _network(_only_small),
    "handshakes_die": _network(_half_of_all),
    "abroad_slowed": _network(_slow_abroad),
    "narrow_line": _network(_narrow),
    "lossy_line": _network(_lossy),
    "controls_answer": _network(lambda r: r.well(*ABROAD)),
    "tunnel_present": _network(lambda r: r.well(*ABROAD), Computer("linux", tunnels=("tun0",))),
    "names_beside_vpn": _network(
        lambda r: r.well(*ABROAD).about(CHAT).system(HERE, asked_beside=True).record,
        Computer("linux", tunnels=("tun0",)),
    ),
    "ipv6_beside_vpn": _network(_six_past_the_vpn, Computer("linux", tunnels=("tun0",), has_ipv6=True)),
    "forbidden_here": _network(lambda r: _fail(r, GROUND.anchors[:4], Failure.DENIED)),
    "only_proxy_out": _network(
        lambda r: _through_proxy(_fail(r, (*ABROAD, *GROUND.anchors[:4]), TIMEOUT), None),
        Computer("linux", proxy="http"),
    ),
    "proxy_leads_out": _network(lambda r: _through_proxy(r.well(*ABROAD), None), Computer("linux", proxy="http")),
    "proxy_script": _network(lambda r: r.well(*ABROAD), Computer("linux", proxy="script")),
    "system_proxy_dead": _network(
        lambda r: _through_proxy(r.well(*ABROAD), Failure.REFUSED, Step.TCP), Computer("linux", proxy="http")
    ),
    "proxy_forbidden_here": _network(
        lambda r: _through_proxy(r.well(*ABROAD), Failure.DENIED, Step.TCP), Computer("macos", proxy="http")
    ),
    "proxy_wants_login": _network(
        lambda r: _through_proxy(r.well(*ABROAD), Failure.DECLINED, Step.PROXY, status=407),
        Computer("linux", proxy="http"),
    ),
    "bypass_tool_runs": _network(lambda r: r.well(*ABROAD), Computer("linux", bypass_tools=("winws",))),
    "split_tunnel": _network(
        lambda r: r.well(*ABROAD).about(CHAT).answers("198.18.0.7").record,
    ),
    "proxy_set": _network(lambda r: r.well(*ABROAD), Computer("linux", proxy="proxy.example.org")),
    "clock_off": _network(_old_certificates),
    "stun_filtered": _network(partial(_swallowed, is_told=True)),
    "stun_filtered_for_most": _network(partial(_swallowed, is_told=True, passing=1), ground=MORE_STUN),
    "stun_unanswered": _network(partial(_swallowed, is_told=False)),
    "udp_silent": _network(lambda r: _fail(r.well(*ABROAD), GROUND.udp, TIMEOUT)),
    "taken_nearby": _network(_accepted_nearby),
    "computer_busy": _network(_read_late),
    **dict.fromkeys(
        ("ipv6_dead", "ipv6_gone"),
        _network(
            lambda r: r.well(*ABROAD, *GROUND.anchors[:4]).about(GROUND.anchors[4]).fails(Step.TCP, TIMEOUT, times=2),
            Computer("linux", has_ipv6=True),
        ),
    ),
    "ipv4_gone": _network(_only_six),
    "far_line": _network(_over_a_satellite),
    "one_host_down": _network(lambda r: _fail(r.well(*ABROAD, *HOME[1:]), HOME[:1], TIMEOUT)),
    "intermittent": _endpoint(lambda s: s.answers().fails(Step.TLS, RESET, times=2)),
    "certificate_wrong_at_times": _endpoint(lambda s: s.answers().fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2)),
    "signed_by_local_root": _endpoint(lambda s: s.answers(mozilla=False)),
    "frozen_early": _endpoint(lambda s: s.reads(14_000, 0.1, STALLED).reads(14_000, 0.1, STALLED), PAGE),
    "nothing_read_whole": _endpoint(lambda s: s.reads(90_000, 0.1, STALLED), PAGE),
    "slower_than_control": _endpoint(lambda s: s.reads(16_384, 2.0).reads(16_384, 2.0), PAGE, None, FAST),
    "exchanges_crawl": _endpoint(lambda s: s.takes(0.04, 3.0, 2.0), CHAT, None, timed(handshake=0.05)),
    "frozen_by_packets": _endpoint(
        lambda s: (
            s.answers()
            .sends(60, 2.0, STALLED, in_pieces=True, delivered=False)
            .sends(60, 2.0, STALLED, in_pieces=True, delivered=False)
        ),
        PAGE,
    ),
    "sending_stops": _endpoint(
        lambda s: s.answers().sends(24_000, 2.0, STALLED, delivered=False).sends(24_000, 2.0, STALLED, delivered=False),
        PAGE,
    ),
    "sending_slower_than_control": _endpoint(
        lambda s: s.answers().sends(24_000, 2.0).sends(24_000, 2.0),
        PAGE,
        None,
        timed(uploads=(sample(500_000.0, 0, 1),)),
    ),
    "only_connects": _endpoint(lambda s: s.answers(), BARE),
    "stopped_later": _endpoint(lambda s: s.answers().keeps(Failure.STALLED, lived=4.0, times=2)),
    "greeting_answered": _endpoint(lambda s: s.answers()),
    "other_server": _endpoint(
        lambda s: s.answers(status=200, text_as_expected=False), replace(KNOWN, of_person=True, expect_text="versions")
    ),
    "unproved": _endpoint(lambda s: s.fails(Step.PROOF, Failure.BAD_ANSWER), CENTRE),
    "local_override": _endpoint(lambda s: s.system("127.0.0.1", hosts_file=True)),
    "search_list": _endpoint(
        lambda s: s.system("10.20.0.80", search_list=True),
        timing=timed(given=(frozenset({"10.20.0.80"}),) * 3),
    ),
    "server_trouble": _endpoint(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR), KNOWN),
    "error_reached": _endpoint(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR)),
    "service_refuses": _endpoint(lambda s: s.answers(status=403), KNOWN),
    "certificate_out_of_date": _endpoint(lambda s: s.fails(Step.TLS, Failure.CERT_EXPIRED)),
    "name_gone_everywhere": _endpoint(lambda s: s.system(failure=NO_NAME).trusted(failure=NO_NAME)),
    "names_fallback": _endpoint(_denied, replace(CHAT, addresses=(THERE,), names_fallback=("built_in",))),
    "name_missing": _endpoint(_denied),
    "name_cut_at_built_in": _endpoint(
        lambda s: (
            s.system(failure=TIMEOUT)
            .fails(Step.TLS, TIMEOUT, THERE, times=2, origin="built_in", delivered=False)
            .neutral_name()
        ),
        replace(CHAT, addresses=(THERE,), names_fallback=("built_in",)),
    ),
    "led_elsewhere": _endpoint(
        lambda s: s.system(HERE).fails(Step.TLS, Failure.CERT_NAME).trusted(THERE).answers(THERE, origin="trusted")
    ),
    "another_site_answers": _endpoint(
        lambda s: s.system(HERE).fails(Step.TCP, TIMEOUT).trusted(THERE).answers(THERE, origin="trusted")
    ),
    "denied_here": _endpoint(lambda s: s.fails(Step.TCP, Failure.DENIED, times=2)),
    "refused_here": _endpoint(
        lambda s: s.fails(Step.TCP, Failure.REFUSED, times=2, seconds=0.0002).one_hop(Failure.REFUSED)
    ),
    "certificate_wrong": _endpoint(lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2)),
    "page_instead": _endpoint(lambda s: s.fails(Step.MTPROTO, Failure.BAD_ANSWER, times=2), CENTRE),
    "residual_censorship": _endpoint(
        lambda s: (
            s.fails(Step.TLS, RESET)
            .fails(Step.TCP, RESET, times=3)
            .neutral_name(RESET, Step.TCP)
            .name_elsewhere(RESET)
            .neutral_elsewhere(None)
        )
    ),
    "name_cut": _endpoint(lambda s: _cut(s).name_elsewhere(RESET).neutral_elsewhere(None)),
    "name_refused": _endpoint(lambda s: s.fails(Step.TLS, Failure.ALERT, times=2).neutral_name().name_elsewhere(None)),
    "large_packets_lost": _endpoint(_in_small_packets),
    "silent_to_any_name": _endpoint(lambda s: s.fails(Step.TLS, TIMEOUT, times=2).neutral_name(TIMEOUT)),
    "greeting_cut": _endpoint(lambda s: s.fails(Step.MTPROTO, TIMEOUT, times=2, delivered=True), CENTRE),
    "relays_silent": _endpoint(lambda s: s.fails(Step.STUN, TIMEOUT, times=2), relay(), None, OPEN_UDP),
    "no_connection": _endpoint(_silent),
    "not_enough": _endpoint(lambda s: s.fails(Step.TCP, TIMEOUT)),
    "not_tried": _endpoint(lambda s: s),
    "silent_where_packets_are_lost": _losing,
    "browser_hello_cut": _endpoint(lambda s: s.answers().app_hello(RESET, times=4)),
    "network_at_fault": lambda: _function(NetworkStatus.OFFLINE),
    "needs_messages": lambda: _function(base=FunctionStatus.BLOCKED),
    "calls_stopped_by_shape": lambda: _untested_calls(NetworkFlag.CALLS_FILTERED, seen=EvidenceKind.STUN_FILTERED),
    "calls_without_udp": lambda: _untested_calls(NetworkFlag.UDP_BLOCKED, seen=EvidenceKind.UDP_SILENT),
    "calls_without_relays": lambda: _untested_calls(),
    "shared_slowness": _shared,
    "big_packets": _big_packets,
    "past_the_proxy": _past_the_proxy,
    "read_by_proxy": lambda: _proxied(None, Step.HTTP, mozilla=False),
    "answered_through_proxy": lambda: _proxied(None, Step.HTTP, mozilla=True),
    "proxy_dead": lambda: _proxied(Failure.REFUSED, Step.TCP, EvidenceKind.FAILED_THROUGH_PROXY),
    "declined_by_proxy": lambda: _proxied(Failure.DECLINED, Step.PROXY, status=403),
    "trouble_through_proxy": lambda: _proxied(Failure.HTTP_ERROR, Step.HTTP, mozilla=True),
    "failed_through_proxy": lambda: _proxied(Failure.TIMEOUT, Step.TLS),
}
"""For each rule, by its id, what makes it speak: the evidence of the whole verdict."""

SAYS = {id_of(row): kinds_of(row) for row in ALL_RULES}


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(map(id_of, ALL_RULES)).items() if times > 1] == []


def test_every_rule_gives_its_reasoning() -> None:
    assert [id_of(row) for row in ALL_RULES if not isinstance(row, Finding | Flag) and not row.__doc__] == []
    assert [name_of(sign) for sign in all_signs() if not reasoning(sign)] == []


def test_every_rule_has_a_story() -> None:
    doubts = {row.id for row in ALL_RULES if isinstance(row, Doubt)}
    assert set(STORIES) == set(SAYS) - doubts - {"name_given_up"}


@pytest.mark.parametrize("name", STORIES)
def test_the_rule_speaks_in_its_story(name: str) -> None:
    told = STORIES[name]()
    assert name in {evidence.rule for evidence in told}
    unsaid = [(e.rule, e.kind) for e in told if e.kind not in SAYS[e.rule] and SAYS[e.rule]]
    assert unsaid == [], "a row names every kind of evidence that it gives"


def test_every_kind_of_evidence_has_a_row() -> None:
    assert frozenset(EvidenceKind) - frozenset[EvidenceKind]().union(*SAYS.values()) == frozenset()


def test_rules_look_at_their_case_alone() -> None:
    """The index, and with it every observation, is for those who make the cases."""
    asked: list[Callable[..., object]] = [row for row in FUNCTION_ROWS if not isinstance(row, Doubt)]
    files = {Path(inspect.getsourcefile(each) or "") for each in (*asked, *all_signs())}
    assert len(files) >= 7
    assert [file.name for file in files if re.search(r"\bindex\b|AttemptIndex", file.read_text(encoding="utf-8"))] == []


def test_what_is_behind_the_name_keeps_the_id_of_its_own_rule() -> None:
    told = _endpoint(
        lambda s: (
            s.system(failure=NO_NAME)
            .trusted(HERE)
            .fails(Step.TLS, RESET, origin="trusted", times=2)
            .neutral_name()
            .plainly(ResolverKind.DECOY, HERE)
        )
    )()
    assert [e.rule for e in told] == ["name_missing", "name_missing", "name_cut"]


def test_the_id_is_no_part_of_the_claim() -> None:
    """Verdicts are compared, and what two rules saw alike is told once."""
    assert Evidence(EvidenceKind.NAME_CUT, (1,), "name_cut") == Evidence(EvidenceKind.NAME_CUT, (1,))


def test_the_page_is_current() -> None:
    """`./dev rules > docs/rules.md`."""
    kept = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
    assert kept.read_text(encoding="utf-8") == page()
