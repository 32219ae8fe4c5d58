"""The tables of the rules: ids, stories, kinds of evidence, and the page that is made of them."""

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from dialtone.judge.diagnosis import Finding
from dialtone.judge.findings.functions import FUNCTION_ROWS, Doubt, apply_rows
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import Flag, judge_endpoint, judge_proxied_endpoints
from dialtone.judge.signs import name_of
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import FactValue
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, FunctionVerdict, NetworkVerdict
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
    Wire,
)
from judge.factory import (
    HERE,
    STEPS,
    Record,
    Story,
    case_of,
    certain,
    function_case,
    having,
    https,
    judged_endpoint,
    online,
    raw,
    small_ground,
    story,
)
from judge.neutral_hosts import MORE_STUN, judge_record
from judge.recorded import judged
from named_rows import named_rows
from rule_page import ALL_RULES, all_signs, id_of, kinds_of, page, reasoning

KNOWN = replace(https(), healthy=200)
CHAT, MEDIA, PAGE = https(), https("app/media", "media.example.org"), https("app/page", read_bytes=16_384)
CENTRE = raw()
RESET, TIMEOUT, NO_NAME, STALLED = Failure.RESET, Failure.TIMEOUT, Failure.NO_SUCH_NAME, Failure.STALLED
GROUND = small_ground()
ABROAD = tuple(c.endpoint for c in GROUND.sites[:4])
LINUX = Computer("linux")

Told = tuple[Evidence, ...]


def _endpoint(
    telling: Callable[[Story], Story],
    endpoint: Endpoint = CHAT,
    network: NetworkVerdict | None = None,
    results: ControlResults | None = None,
) -> Callable[[], Told]:
    def told() -> Told:
        case = case_of(telling(story(endpoint)), endpoint, network, results=results or having())
        return judge_endpoint(case).evidence

    return told


def _network(
    telling: Callable[[Record], object], computer: Computer = LINUX, ground: Controls = GROUND
) -> Callable[[], Told]:
    def told() -> Told:
        record = Record()
        telling(record)
        return judge_record(record, ground, computer).evidence

    return told


def _fail(record: Record, endpoints: Iterable[Endpoint], failure: Failure, step: Step | None = None) -> Record:
    for endpoint in endpoints:
        told = record.about(endpoint).system(record.about(endpoint).home) if endpoint.host else record.about(endpoint)
        told.fails(step or STEPS[endpoint.wire][0], failure, times=2)
    return record


def _offline() -> Told:
    before = certain(FunctionVerdict(Function.CALLS, FunctionStatus.UNKNOWN))
    return apply_rows(before, function_case(online(NetworkStatus.OFFLINE), None, ())).evidence


def _untested_calls(
    *flags: NetworkFlag, seen: EvidenceKind = EvidenceKind.CONTROLS_ANSWER, cause: Cause = Cause.CALLS_FILTERED
) -> Told:
    network = certain(NetworkVerdict(NetworkStatus.ONLINE, flags, (Evidence(seen, (1,)),)))
    silent = (Evidence(EvidenceKind.ADDRESS_SILENT, (2,)),)
    relays = (judged_endpoint(FunctionStatus.BLOCKED, (cause,), Confidence.LIKELY, silent),) * 2
    calls = certain(FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED))
    case = function_case(network, None, (), () if flags else relays)
    return apply_rows(calls, case).evidence


def _swallowed(record: Record) -> None:
    """Let STUN vanish, and other UDP pass, on a system that does not say what arrived."""
    _fail(record.well(*ABROAD, GROUND.udp[2]), [e for e in MORE_STUN.udp if e.wire is Wire.STUN], TIMEOUT)
    for each in GROUND.stun_tcp:
        record.about(each).fails(Step.STUN, TIMEOUT, times=2)


def _shared() -> Told:
    slow = judged_endpoint(FunctionStatus.SLOW, (Cause.THROTTLED,))
    works = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS))
    after = apply_rows(works, function_case(online(), None, (slow, slow)))
    assert after.status is FunctionStatus.SLOW
    return (Evidence(EvidenceKind.SLOWER_THAN_CONTROL, rule="shared_slowness"),)


def _big_packets() -> Told:
    lost = certain(NetworkVerdict(NetworkStatus.UNSTABLE, evidence=(Evidence(EvidenceKind.BIG_PACKETS_LOST),)))
    verdict = certain(FunctionVerdict(Function.MEDIA, FunctionStatus.WORKS))
    return apply_rows(verdict, function_case(lost, None, ())).evidence


def _proxied(failure: Failure | None, step: Step, **facts: FactValue) -> Told:
    told = story(CHAT).proxied(failure, step, **facts).proxied(failure, step, **facts)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,))
    app = Messenger("app", "App", "A", "#000000", endpoints=(replace(CHAT, healthy=200),))
    return judge_proxied_endpoints(app, told.index, network, {})[CHAT.id].evidence


def _ways(past: FunctionStatus, through: FunctionStatus, function: Function = Function.MESSAGES) -> FunctionVerdict:
    direct = certain(FunctionVerdict(function, past, (Cause.NAME_FILTERED,) if past is FunctionStatus.BLOCKED else ()))
    other = certain(
        FunctionVerdict(function, through, (), Confidence.LIKELY, (Evidence(EvidenceKind.ANSWERED_THROUGH_PROXY),))
    )
    case = function_case(online(NetworkStatus.ONLINE, NetworkFlag.PROXY), None, (), through_proxy=other)
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
    after = apply_rows(before, function_case(ground, None, ()))
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
    assert apply_rows(direct, function_case(ground, None, (), through_proxy=through)) == through
    untold = apply_rows(direct, function_case(ground, None, ()))
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
    verdict = judge_record(record, GROUND, Computer("linux", proxy="http"))
    assert kind in {e.kind for e in verdict.evidence}
    assert verdict.flags == (NetworkFlag.PROXY,)


SPEAKS_IN: Mapping[str, str] = {
    "russia-2026": """
        controls_answer greeting_answered name_cut name_missing needs_messages no_connection relays_silent
        slower_than_control""",
    "socks-only-and-whatsapp-gone": """
        answered_through_proxy not_enough only_proxy_out proxy_leads_out proxy_set trouble_through_proxy udp_silent""",
    "inspection-and-telegram-mtproto-dpi": "certificate_wrong computer_busy greeting_cut signed_by_local_root",
    "ipv6-broken-and-signal-dns-nxdomain": "ipv6_dead ipv6_gone names_fallback",
    "vpn-whose-packets-are-too-large": "no_handshake tunnel_present",
    "vpn-for-ipv4-alone-where-ipv6-is-filtered": "ipv6_beside_vpn",
    "clock-behind": "certificate_out_of_date clock_off",
    "system-proxy-dead": "proxy_dead system_proxy_dead",
    "fake-ip-far-end-down": "another_site_answers split_tunnel",
    "overloaded-box-half-rst": "handshakes_die intermittent",
    "explicit-proxy-wants-login": "nothing_answers proxy_wants_login",
    "telegram-freeze-25-packets": "frozen_by_packets frozen_early",
    "local-proxy-takes-all-meta-drop": "silent_to_any_name taken_nearby",
    "calls-filtered-and-telegram-upload-frozen": "sending_stops stun_filtered",
    "cn-line-kakao-discord": "led_elsewhere only_connects",
    "google-cloud-june-2025": "error_reached server_trouble",
    "line-64k": "narrow_line",
    "ipv4-gone": "most_abroad_dead",
    "line-late": "lossy_line",
    "satellite": "far_line",
    "eitaa-abroad": "name_gone_everywhere",
    "isp-dns-dead": "resolver_silent",
    "captive-portal": "sign_in_page",
    "china-controls": "one_host_down",
    "names-on-a-list": "residual_censorship",
    "router-wan-down": "gateway_answers",
    "pk-media-crawls": "exchanges_crawl",
    "signal-sni-alert": "name_refused",
    "bypass-tool-runs": "bypass_tool_runs",
    "own-agent-swallows-signals-name": "marked_packets_led_elsewhere",
    "chrome-hello-cut": "browser_hello_cut",
    "vpn-names-beside": "names_beside_vpn",
    "telegram-impostor": "unproved",
    "soroush-403-abroad": "service_refuses",
    "nat64-gateway-down": "ipv4_gone",
    "local-firewall-drop": "refused_here",
    "local-firewall-denied": "denied_here",
    "ve-signal-names-silent": "name_cut_at_built_in",
    "dialtone-alone-silenced": "forbidden_here",
    "rival-dies-later-signal": "stopped_later",
    "hosts-file-whatsapp-web": "local_override",
    "mitm-everything-untrusted": "all_certificates_swapped",
    "signal-large-packets-lost": "large_packets_lost",
    "signal-upload-throttle-128k": "sending_slower_than_control",
    "system-proxy-spares-whatsapp": "past_the_proxy",
    "eg-calls-drown": "silent_where_packets_are_lost",
    "hotel-minutes-run-out": "refused_later",
    "kz-three-of-four-read": "certificate_wrong_at_times",
    "om-licensed-calls-pass": "stun_filtered_for_most",
    "search-domain-with-a-wildcard": "search_list",
    "office-inspects-old-exceptions": "local_root_trusted",
    "ir-abroad-crawls-home-is-quick": "abroad_slowed",
    "portal-that-lets-the-checks-pass": "others_answer_plainly",
    "parental-proxy-here-refuses-whatsapp": "declined_by_proxy",
    "discord-bans-the-address-that-many-share": "rate_limited",
}
"""By a recorded network of the lab: rules that speak there."""

STORIES: Mapping[str, Callable[[], Told]] = {
    "proxy_script": _network(lambda r: r.well(*ABROAD), Computer("linux", proxy="script")),
    "proxy_forbidden_here": _network(
        lambda r: _through_proxy(r.well(*ABROAD), Failure.DENIED, Step.TCP), Computer("macos", proxy="http")
    ),
    "stun_unanswered": _network(_swallowed),
    "nothing_read_whole": _endpoint(lambda s: s.reads(90_000, 0.1, STALLED), PAGE),
    "other_server": _endpoint(
        lambda s: s.answers(status=200, text_as_expected=False), replace(KNOWN, of_person=True, expect_text="versions")
    ),
    "page_instead": _endpoint(lambda s: s.fails(Step.MTPROTO, Failure.BAD_ANSWER, times=2), CENTRE),
    "not_tried": _endpoint(lambda s: s),
    "network_at_fault": _offline,
    "calls_stopped_by_shape": lambda: _untested_calls(NetworkFlag.CALLS_FILTERED, seen=EvidenceKind.STUN_FILTERED),
    "calls_without_udp": lambda: _untested_calls(NetworkFlag.UDP_BLOCKED, seen=EvidenceKind.UDP_SILENT),
    "calls_without_relays": lambda: _untested_calls(),
    "calls_forbidden_here": lambda: _untested_calls(cause=Cause.THIS_COMPUTER),
    "shared_slowness": _shared,
    "big_packets": _big_packets,
    "read_by_proxy": lambda: _proxied(None, Step.HTTP, mozilla=False),
    "failed_through_proxy": lambda: _proxied(Failure.TIMEOUT, Step.TLS),
}
"""For each other rule, by its id, what makes it speak: the evidence of the whole verdict."""

SAYS = {id_of(row): kinds_of(row) for row in ALL_RULES}


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(map(id_of, ALL_RULES)).items() if times > 1] == []


def test_every_rule_gives_its_reasoning() -> None:
    assert [id_of(row) for row in ALL_RULES if not isinstance(row, Finding | Flag) and not row.__doc__] == []
    assert [name_of(sign) for sign in all_signs() if not reasoning(sign)] == []


def test_every_rule_speaks_in_a_network_or_in_a_story() -> None:
    doubts = {row.id for row in ALL_RULES if isinstance(row, Doubt)}
    spoken = [rule for rules in SPEAKS_IN.values() for rule in rules.split()]
    assert {*spoken, *STORIES} == set(SAYS) - doubts - {"name_given_up", "set_on_this_computer", "phone_may_lack_it"}


@named_rows(
    ("function", "causes", "asks_own_resolver", "status"),
    {
        "hosts file": (Function.PHONE, (Cause.THIS_COMPUTER,), False, FunctionStatus.UNKNOWN),
        "web version": (Function.WEB, (Cause.THIS_COMPUTER,), False, FunctionStatus.BLOCKED),
        "own resolver": (Function.PHONE, (Cause.OWN_FILTER,), True, FunctionStatus.UNKNOWN),
        "filter of the home": (Function.PHONE, (Cause.OWN_FILTER,), False, FunctionStatus.BLOCKED),
        "network as well": (Function.PHONE, (Cause.THIS_COMPUTER, Cause.ADDRESS_BLOCKED), True, FunctionStatus.BLOCKED),
    },
)
def test_what_stops_this_computer_alone_says_nothing_about_a_phone(
    function: Function, causes: tuple[Cause, ...], asks_own_resolver: bool, status: FunctionStatus
) -> None:
    stopped = certain(FunctionVerdict(function, FunctionStatus.BLOCKED, causes))
    told = apply_rows(stopped, function_case(online(), None, (), asks_own_resolver=asks_own_resolver))
    assert (told.status, told.causes) == (status, causes)


WENT_BY_TUNNEL = (Evidence(EvidenceKind.BYPASS_TOOL, (1,), "greeting_answered"),)
BY_PROXY_ALONE = Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT, (1,), "only_proxy_out")
TOOL_RUNS = Evidence(EvidenceKind.BYPASS_TOOL, (), "bypass_tool_runs")
A_TUNNEL_LEADS_SOMEWHERE = Evidence(EvidenceKind.BYPASS_TOOL, (1,), "split_tunnel")
VPN = online(NetworkStatus.ONLINE, NetworkFlag.VPN)
_PHONE = FunctionVerdict(Function.PHONE, FunctionStatus.WORKS)
_NO_TEST = FunctionStatus.NOT_TESTED


@pytest.mark.parametrize(
    ("verdict", "network", "status"),
    [
        (replace(_PHONE, evidence=WENT_BY_TUNNEL), online(), _NO_TEST),
        (replace(_PHONE, evidence=WENT_BY_TUNNEL, function=Function.WEB), online(), FunctionStatus.WORKS),
        (_PHONE, replace(online(), evidence=(A_TUNNEL_LEADS_SOMEWHERE,)), FunctionStatus.WORKS),
        (_PHONE, VPN, _NO_TEST),
        (replace(_PHONE, status=FunctionStatus.BLOCKED, causes=(Cause.DNS_MISSING,)), VPN, _NO_TEST),
        (replace(_PHONE, status=FunctionStatus.UNKNOWN), VPN, FunctionStatus.UNKNOWN),
        (_PHONE, replace(online(), evidence=(BY_PROXY_ALONE,)), _NO_TEST),
        (_PHONE, replace(online(), evidence=(TOOL_RUNS,)), _NO_TEST),
        (
            replace(_PHONE, status=FunctionStatus.BLOCKED, causes=(Cause.NAME_FILTERED,)),
            replace(online(), evidence=(TOOL_RUNS,)),
            FunctionStatus.BLOCKED,
        ),
    ],
    ids=[
        *("by a tunnel here", "web version", "past the tunnel", "by a VPN", "blocked beside or behind a VPN"),
        *("unknown anyway", "by the proxy alone", "a tool may help", "in spite of a tool"),
    ],
)
def test_what_goes_by_a_vpn_a_proxy_or_a_tool_of_this_computer_is_no_test_of_a_phone(
    verdict: FunctionVerdict, network: NetworkVerdict, status: FunctionStatus
) -> None:
    assert apply_rows(certain(verdict), function_case(network, None, ())).status is status


@pytest.mark.parametrize("name", STORIES)
def test_the_rule_speaks_in_its_story(name: str) -> None:
    check_spoken(STORIES[name](), {name})


@pytest.mark.parametrize("network", SPEAKS_IN)
def test_rules_speak_in_their_network(network: str) -> None:
    check = judged(network)
    told = [*check.network.evidence]
    for messenger in check.messengers:
        told += (*messenger.evidence, *(evidence for function in messenger.functions for evidence in function.evidence))
    check_spoken(told, set(SPEAKS_IN[network].split()))


def check_spoken(told: Sequence[Evidence], rules: set[str]) -> None:
    """Assert that these rules spoke, and that each row names every kind of evidence that it gives."""
    assert rules <= {evidence.rule for evidence in told}
    assert [(e.rule, e.kind) for e in told if SAYS[e.rule] and e.kind not in SAYS[e.rule]] == []


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
    kept = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
    assert kept.read_text(encoding="utf-8") == page()
