"""All rules in their order, and how they are run. `docs/rules.md` is generated from these tables.

A rule is a row: a stable id, its layer, what must hold before it is asked, and a function whose docstring gives the
reasoning. No rule calls another table; what goes together is put together here. The id goes with every evidence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from dialtone.judge.diagnosis import Finding, Layer, diagnose, said
from dialtone.judge.endpoint import adjustments as adjust
from dialtone.judge.endpoint import answer_rules as answer
from dialtone.judge.endpoint import own_computer_rules as own
from dialtone.judge.endpoint import relay_rules as relay
from dialtone.judge.endpoint import sending_rules as sending
from dialtone.judge.endpoint import speed_rules as speed
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings import certificates, handshakes
from dialtone.judge.findings.connections import NO_CONNECTION
from dialtone.judge.findings.names import (
    HOSTS_FILE,
    LED_ELSEWHERE,
    NAME_CUT_AT_BUILT_IN,
    NAME_GONE,
    NAME_MISSING,
    NAMES_FALLBACK,
    ONLY_ELSEWHERE,
)
from dialtone.judge.network import flag_rules as flags
from dialtone.judge.network import network_rules as network
from dialtone.judge.network import own_computer_flags as here
from dialtone.judge.network import plain_pages as pages
from dialtone.judge.network import proxy_rules as proxies
from dialtone.judge.network import tunnel_rules as tunnel
from dialtone.judge.rule_rows import Adjustment, Need, NetworkRule, Rule
from dialtone.judge.signs.certificates import inspector
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import EvidenceKind as Kind
from dialtone.model.vocabulary import FunctionStatus, NetworkFlag, NetworkStatus

DNS, ADDRESS, TLS, PROTOCOL, SPEED, SERVICE = Layer

EndpointRow = Rule | Finding[EndpointCase]
_OF_PROXY = (Kind.PROXY_SCRIPT, Kind.PROXY_LEADS_OUT, Kind.PROXY_DEAD, Kind.PROXY_WANTS_LOGIN)
NETWORK_RULES: tuple[NetworkRule, ...] = (
    NetworkRule("forbidden_here", ADDRESS, NetworkStatus.ONLINE, here.forbidden_here, (Kind.FORBIDDEN_HERE,)),
    NetworkRule("only_proxy_out", ADDRESS, NetworkStatus.ONLINE, proxies.only_proxy_out, (Kind.ONLY_PROXY_LEADS_OUT,)),
    NetworkRule("no_route", ADDRESS, NetworkStatus.OFFLINE, network.no_route, (Kind.NO_ROUTE,)),
    NetworkRule("nothing_leaves", ADDRESS, NetworkStatus.OFFLINE, here.nothing_leaves, (Kind.NOTHING_LEAVES,)),
    NetworkRule("nothing_answers", ADDRESS, NetworkStatus.OFFLINE, network.nothing_answers, (Kind.NOTHING_ANSWERS,)),
    NetworkRule("sign_in_page", PROTOCOL, NetworkStatus.CAPTIVE_PORTAL, pages.sign_in_page, (Kind.SIGN_IN_PAGE,)),
    NetworkRule("gateway_answers", PROTOCOL, NetworkStatus.OFFLINE, pages.gateway_answers, (Kind.GATEWAY_ANSWERS,)),
    NetworkRule("resolver_silent", DNS, NetworkStatus.DNS_DOWN, network.resolver_silent, (Kind.RESOLVER_SILENT,)),
    NetworkRule(
        "only_domestic_answers",
        ADDRESS,
        NetworkStatus.WHITELIST_MODE,
        network.only_domestic_answers,
        (Kind.ONLY_DOMESTIC_ANSWERS,),
    ),
    NetworkRule(
        "all_certificates_swapped",
        TLS,
        NetworkStatus.INTERCEPTED,
        network.all_certificates_swapped,
        (Kind.ALL_CERTIFICATES_SWAPPED,),
    ),
    NetworkRule(
        "local_root_trusted", TLS, NetworkStatus.INTERCEPTED, network.local_root_trusted, (Kind.LOCAL_ROOT_TRUSTED,)
    ),
    NetworkRule("handshakes_cut", TLS, NetworkStatus.ONLINE, network.handshakes_cut, (Kind.HANDSHAKES_CUT,)),
    NetworkRule(
        "big_packets_lost", ADDRESS, NetworkStatus.UNSTABLE, network.big_packets_lost, (Kind.BIG_PACKETS_LOST,)
    ),
    NetworkRule("narrow_line", SPEED, NetworkStatus.UNSTABLE, network.narrow_line, (Kind.NARROW_LINE,)),
    NetworkRule("lossy_line", SPEED, NetworkStatus.UNSTABLE, network.lossy_line, (Kind.LOSSY_LINE,)),
    NetworkRule("controls_answer", SERVICE, NetworkStatus.ONLINE, network.controls_answer, (Kind.CONTROLS_ANSWER,)),
    NetworkRule("tunnel_present", ADDRESS, NetworkFlag.VPN, flags.tunnel_present, (Kind.TUNNEL_PRESENT,)),
    NetworkRule(
        "names_beside_vpn", DNS, NetworkFlag.NAMES_BESIDE_VPN, tunnel.names_beside_vpn, (Kind.NAMES_BESIDE_VPN,)
    ),
    NetworkRule(
        "ipv6_beside_vpn", ADDRESS, NetworkFlag.IPV6_BESIDE_VPN, tunnel.ipv6_beside_vpn, (Kind.IPV6_BESIDE_VPN,)
    ),
    NetworkRule("bypass_tool_runs", ADDRESS, NetworkFlag.BYPASS_TOOL, here.bypass_tool_runs, (Kind.BYPASS_TOOL,)),
    NetworkRule("split_tunnel", ADDRESS, NetworkFlag.BYPASS_TOOL, here.split_tunnel, (Kind.SPLIT_TUNNEL,)),
    NetworkRule("proxy_set", ADDRESS, NetworkFlag.PROXY, proxies.proxy_set, (Kind.PROXY_SET,)),
    NetworkRule("proxy_tried", ADDRESS, NetworkFlag.PROXY, proxies.proxy_tried, _OF_PROXY),
    NetworkRule("clock_off", TLS, NetworkFlag.CLOCK_WRONG, flags.clock_off, (Kind.CLOCK_OFF,)),
    NetworkRule(
        "stun_filtered",
        PROTOCOL,
        NetworkFlag.CALLS_FILTERED,
        flags.stun_filtered,
        (Kind.STUN_FILTERED,),
        (Need.USABLE,),
    ),
    NetworkRule("udp_silent", ADDRESS, NetworkFlag.UDP_BLOCKED, flags.udp_silent, (Kind.UDP_SILENT,), (Need.USABLE,)),
    NetworkRule(
        "taken_nearby", ADDRESS, NetworkFlag.CONNECTS_ARE_LOCAL, flags.taken_nearby, (Kind.CONNECTS_ARE_LOCAL,)
    ),
    NetworkRule("computer_busy", SPEED, NetworkFlag.COMPUTER_BUSY, flags.computer_busy, (Kind.COMPUTER_BUSY,)),
    NetworkRule("ipv6_dead", ADDRESS, NetworkFlag.IPV6_BROKEN, flags.ipv6_dead, (Kind.IPV6_DEAD,), (Need.NOT_OFFLINE,)),
)

_FAILED = (Need.CONTROLS, Need.REPEATED)
_NAME_CUT = (Kind.NAME_CUT, Kind.NAME_CUT_ANYWHERE, Kind.NAME_PASSES_ELSEWHERE, Kind.SOME_ATTEMPTS_FAIL)
_NAMED = (Kind.INSPECTED_BY_PROGRAM, Kind.INSPECTED_BY_GATEWAY)
_RELAYS = (Kind.RELAYS_SILENT, Kind.RELAYS_REFUSE, Kind.UDP_SILENT, Kind.PORT_SILENT, Kind.STUN_FILTERED)
_SAID = (Kind.GREETING_ANSWERED, Kind.NATIONAL_ROOT, Kind.SOME_ATTEMPTS_FAIL)

ADDRESS_RULES: tuple[EndpointRow, ...] = (
    certificates.CERTIFICATE_WRONG,
    handshakes.PAGE_INSTEAD,
    handshakes.RESIDUAL_CENSORSHIP,
    handshakes.NAME_CUT,
    handshakes.NAME_REFUSED,
    handshakes.LARGE_PACKETS_LOST,
    handshakes.SILENT_TO_ANY_NAME,
    handshakes.GREETING_CUT,
    Rule("relays_silent", PROTOCOL, relay.relays_silent, _RELAYS, _FAILED),
    Rule("refused_here", ADDRESS, own.refused_here, (Kind.REFUSED_HERE,), _FAILED),
    NO_CONNECTION,
)
"""Every attempt failed at its address: the step it failed at, and the contrast beside it, say why."""

ENDPOINT_RULES: tuple[EndpointRow, ...] = (
    Rule("service_refuses", SERVICE, answer.service_refuses, (Kind.SERVICE_REFUSES,), (Need.CONTROLS,)),
    Rule("intermittent", PROTOCOL, answer.intermittent, (Kind.SOME_ATTEMPTS_FAIL, Kind.PASSES_AT_FIRST)),
    certificates.SIGNED_BY_LOCAL_ROOT,
    Rule("unfinished", SPEED, speed.unfinished, (Kind.SLOWER_THAN_CONTROL,), (Need.ANSWERED,)),
    Rule("frozen_early", SPEED, speed.frozen_early, (Kind.STOPS_EARLY,), (Need.ANSWERED,)),
    Rule("frozen_by_packets", SPEED, sending.frozen_by_packets, (Kind.STOPS_AFTER_PACKETS,), (Need.ANSWERED,)),
    Rule("nothing_read_whole", SPEED, speed.nothing_read_whole, (Kind.NOT_ENOUGH,), (Need.ANSWERED,)),
    Rule("slower_than_control", SPEED, speed.slower_than_control, (Kind.SLOWER_THAN_CONTROL,), (Need.ANSWERED,)),
    Rule("exchanges_crawl", SPEED, speed.exchanges_crawl, (Kind.SLOWER_THAN_CONTROL,), (Need.ANSWERED,)),
    Rule("sending_stops", SPEED, sending.sending_stops, (Kind.SENDING_STOPS,)),
    Rule("sending_slower_than_control", SPEED, sending.sending_slower_than_control, (Kind.SENDING_SLOWER,)),
    Rule("only_connects", ADDRESS, answer.only_connects, (Kind.ONLY_CONNECTS,), (Need.ANSWERED,)),
    Rule("other_server", SERVICE, answer.other_server, (Kind.OTHER_SERVER,), (Need.ANSWERED,)),
    Rule("greeting_answered", PROTOCOL, answer.greeting_answered, _SAID, (Need.ANSWERED,)),
    Rule("unproved", PROTOCOL, answer.unproved, (Kind.UNPROVED,)),
    HOSTS_FILE,
    Rule("server_trouble", SERVICE, answer.server_trouble, (Kind.SERVER_TROUBLE,)),
    Rule("error_reached", SERVICE, answer.error_reached, (Kind.ERROR_REACHED,)),
    certificates.OUT_OF_DATE,
    NAME_GONE,
    NAMES_FALLBACK,
    NAME_CUT_AT_BUILT_IN,
    NAME_MISSING,
    LED_ELSEWHERE,
    ONLY_ELSEWHERE,
    *ADDRESS_RULES,
    Rule("denied_here", ADDRESS, own.denied_here, (Kind.REFUSED_HERE,)),
    Rule("not_enough", SERVICE, answer.not_enough, (Kind.NOT_ENOUGH,)),
)

ADJUSTMENTS: tuple[Adjustment, ...] = (
    Adjustment("outage_reported", SERVICE, adjust.outage_reported, (Kind.SERVICE_ADMITS,)),
    Adjustment("path_loss", SPEED, adjust.path_loss, (Kind.PACKETS_LOST,)),
    Adjustment("browser_hello_cut", PROTOCOL, adjust.browser_hello_cut, (Kind.BROWSER_HELLO_CUT,)),
    Adjustment("phone_hello", PROTOCOL, adjust.phone_hello, (Kind.PHONE_HELLO_CUT, Kind.PHONE_HELLO_PASSES)),
    Adjustment("hosting_limited", SERVICE, adjust.hosting_limited, (Kind.OPERATOR_LIMITED,)),
    Adjustment("silent_abroad", SERVICE, adjust.silent_abroad, ()),
    Adjustment("through_a_helper", ADDRESS, own.through_a_helper, (Kind.SPLIT_TUNNEL,)),
    Adjustment("bootstrap_only", SERVICE, adjust.bootstrap_only, ()),
)

_MET: Mapping[Need, Callable[[EndpointCase], bool]] = MappingProxyType(
    {
        Need.ANSWERED: lambda case: bool(case.good),
        Need.CONTROLS: lambda case: case.network.controls_answer,
        Need.REPEATED: lambda case: case.repeated(case.failed),
        Need.CONTRAST: lambda case: bool(case.contrast),
    }
)


def judge_endpoint(case: EndpointCase) -> EndpointVerdict:
    """Judge one endpoint: the first rule that holds decides; then what is known beside it adjusts the verdict."""
    verdict = first_verdict(ENDPOINT_RULES, case) or EndpointVerdict(FunctionStatus.UNKNOWN)  # the last row holds
    verdict = adjusted(ADJUSTMENTS, verdict, case)
    if (program := inspector(case)) is not None:
        named = (replace(e, program=program.name) if e.kind in _NAMED else e for e in verdict.evidence)
        verdict = replace(verdict, evidence=tuple(named))
    doubted = verdict.status is FunctionStatus.WORKS and speed.is_doubted(case)
    return replace(verdict, timed=speed.is_timed(case), doubted=doubted)


def first_verdict(rules: Sequence[EndpointRow], case: EndpointCase) -> EndpointVerdict | None:
    """Return the verdict of the first row that holds, with its id at all evidence; None where none does."""
    for rule in rules:
        if isinstance(rule, Finding):
            found = diagnose((rule,), case)
            verdict = said(found) if found is not None else None
        else:
            verdict = _as_ruled(rule, case)
        if verdict is not None:
            return _with_what_is_behind(verdict, rule, case)
    return None


def _as_ruled(rule: Rule, case: EndpointCase) -> EndpointVerdict | None:
    verdict = rule.decide(case) if all(_MET[need](case) for need in rule.needs) else None
    return verdict and replace(verdict, evidence=signed(verdict.evidence, rule.id))


def _with_what_is_behind(verdict: EndpointVerdict, rule: EndpointRow, case: EndpointCase) -> EndpointVerdict:
    """Return the verdict joined with that of another obstacle at the true address, behind a name tampered with."""
    asked = isinstance(rule, Finding) and rule.behind and verdict.status is FunctionStatus.BLOCKED
    behind = first_verdict(ADDRESS_RULES, case.behind_the_name()) if asked and not case.good_elsewhere else None
    if behind is None:
        return verdict
    causes = tuple(dict.fromkeys((*verdict.causes, *behind.causes)))
    return replace(verdict, causes=causes, evidence=(*verdict.evidence, *behind.evidence))


def adjusted(adjustments: Sequence[Adjustment], verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict:
    """Return the verdict after all adjustments that hold; their ids go with the evidence that they add."""
    for row in adjustments:
        if (changed := row.decide(verdict, case)) is not None:
            verdict = replace(changed, evidence=signed(changed.evidence, row.id))
    return verdict


def signed(evidence: Iterable[Evidence], rule: str) -> tuple[Evidence, ...]:
    """Return the evidence with the rule that spoke; what another rule said before keeps its own."""
    return tuple(one if one.rule else replace(one, rule=rule) for one in evidence)
