"""Verdicts on the network and on endpoints: that of the first finding that is seen. See `docs/rules.md`."""

from collections.abc import Mapping, Sequence

from dialtone.judge.attempts import AttemptIndex, numbers
from dialtone.judge.diagnosis import Diagnosed, Finding, combine_required, diagnose, join_causes, verdict_of
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings import answers, certificates, connections, handshakes, names, speed
from dialtone.judge.findings.certificates import find_inspector
from dialtone.judge.findings.proxied import PROXIED, ProxiedCase
from dialtone.judge.findings.speed import add_speed
from dialtone.judge.kinds import family_of
from dialtone.judge.network import abroad, claims, computer, hosts, line, pages
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import name_inspector
from dialtone.judge.network.network_case import USABLE, NetworkCase
from dialtone.judge.signs import Sign, name_of, numbers_of
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, NetworkVerdict, shows
from dialtone.model.vocabulary import EvidenceKind as Kind
from dialtone.model.vocabulary import FunctionStatus, NetworkFlag, NetworkStatus, Variant

_NAMED = (Kind.INSPECTED_BY_PROGRAM, Kind.INSPECTED_BY_GATEWAY)

NETWORK_FINDINGS: tuple[Finding[NetworkCase], ...] = (
    hosts.FORBIDDEN_HERE,
    hosts.ONLY_PROXY_OUT,
    hosts.NOTHING_ANSWERS,
    pages.SIGN_IN_PAGE,
    pages.GATEWAY_ANSWERS,
    pages.REFUSED_LATER,
    hosts.RESOLVER_SILENT,
    line.NO_HANDSHAKE,
    abroad.MOST_ABROAD_DEAD,
    hosts.OTHERS_ANSWER_PLAINLY,
    abroad.ALL_CERTIFICATES_SWAPPED,
    abroad.LOCAL_ROOT_TRUSTED,
    line.ABROAD_SLOWED,
    line.NARROW_LINE,
    line.HANDSHAKES_DIE,
    line.LOSSY_LINE,
    hosts.IPV4_GONE,
    hosts.IPV6_GONE,
    line.FAR_LINE,
    hosts.ONE_HOST_DOWN,
    hosts.CONTROLS_ANSWER,
)
"""The most serious first. With the last ones the network is online: controls proved themselves."""
_NOTHING_SEEN = Diagnosed(hosts.CONTROLS_ANSWER, claims.ONLINE, (), Diagnosis())
"""Nothing is wrong with the network as far as is known, but not even controls proved it."""


class Flag(Frozen):
    """A condition that qualifies every verdict, set if its sign is seen. It has the name of that sign."""

    flag: NetworkFlag
    kind: Kind
    seen: Sign[NetworkCase]
    on: tuple[NetworkStatus, ...] = tuple(NetworkStatus)
    """The network states in which it is considered."""

    @property
    def id(self) -> str:
        """The name of the sign."""
        return name_of(self.seen)


_NOT_OFFLINE = tuple(status for status in NetworkStatus if status is not NetworkStatus.OFFLINE)
FLAGS: tuple[Flag, ...] = (
    Flag(NetworkFlag.VPN, Kind.BYPASS_TOOL, computer.tunnel_present),
    Flag(NetworkFlag.NAMES_BESIDE_VPN, Kind.BESIDE_VPN, computer.names_beside_vpn),
    Flag(NetworkFlag.IPV6_BESIDE_VPN, Kind.BESIDE_VPN, computer.ipv6_beside_vpn),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.bypass_tool_runs),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.marked_packets_led_elsewhere),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.split_tunnel),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_set),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_script),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_leads_out),
    Flag(NetworkFlag.PROXY, Kind.FAILED_THROUGH_PROXY, computer.system_proxy_dead),
    Flag(NetworkFlag.PROXY, Kind.PROXY_FORBIDDEN_HERE, computer.proxy_forbidden_here),
    Flag(NetworkFlag.PROXY, Kind.PROXY_WANTS_LOGIN, computer.proxy_wants_login),
    Flag(NetworkFlag.CLOCK_WRONG, Kind.CLOCK_OFF, hosts.clock_off),
    Flag(NetworkFlag.CALLS_FILTERED, Kind.STUN_FILTERED, line.stun_filtered, USABLE),
    Flag(NetworkFlag.CALLS_FILTERED, Kind.STUN_FILTERED_FOR_MOST, line.stun_filtered_for_most, USABLE),
    Flag(NetworkFlag.UDP_BLOCKED, Kind.UDP_SILENT, line.udp_silent, USABLE),
    Flag(NetworkFlag.UDP_BLOCKED, Kind.UDP_SILENT, line.stun_unanswered, USABLE),
    Flag(NetworkFlag.CONNECTS_ARE_LOCAL, Kind.CONNECTS_ARE_LOCAL, hosts.taken_nearby),
    Flag(NetworkFlag.COMPUTER_BUSY, Kind.COMPUTER_BUSY, hosts.computer_busy),
    Flag(NetworkFlag.IPV6_BROKEN, Kind.IPV6_DEAD, hosts.ipv6_dead, _NOT_OFFLINE),
)
"""All flags whose signs are seen are set, whatever the finding."""

ADDRESS_RULES: tuple[Finding[EndpointCase], ...] = (
    certificates.CERTIFICATE_WRONG,
    handshakes.PAGE_INSTEAD,
    handshakes.RESIDUAL_CENSORSHIP,
    handshakes.NAME_CUT,
    handshakes.NAME_REFUSED,
    handshakes.LARGE_PACKETS_LOST,
    handshakes.SILENT_TO_ANY_NAME,
    handshakes.GREETING_CUT,
    connections.RELAYS_SILENT,
    connections.REFUSED_HERE,
    connections.NO_CONNECTION,
)
"""Every attempt at the endpoint's address failed: the failed step and its contrasts say why."""

ENDPOINT_RULES: tuple[Finding[EndpointCase], ...] = (
    answers.REFUSES_TO_SERVE,
    answers.RATE_LIMITED,
    certificates.SWAPPED_AT_TIMES,
    answers.COMES_AND_GOES,
    certificates.SIGNED_BY_LOCAL_ROOT,
    speed.STOPS_AFTER_PACKETS,
    speed.READS_SLOWLY,
    speed.STOPS_EARLY,
    speed.SENDING_STOPS,
    speed.SENDS_SLOWLY,
    speed.CRAWLS,
    speed.NOTHING_CAME_WHOLE,
    answers.ONLY_CONNECTS,
    answers.OTHER_SERVER,
    handshakes.BROWSER_HELLO_CUT,
    answers.STOPPED_LATER,
    answers.ANSWERED,
    answers.NOT_PROVED,
    names.HOSTS_FILE,
    names.SEARCH_LIST,
    answers.SERVER_TROUBLE,
    answers.ERROR_REACHED,
    certificates.OUT_OF_DATE,
    speed.SILENT_WHERE_PACKETS_ARE_LOST,
    names.NAME_GONE,
    names.NAMES_FALLBACK,
    names.NAME_CUT_AT_BUILT_IN,
    names.NAME_MISSING,
    names.LED_ELSEWHERE,
    names.ONLY_ELSEWHERE,
    *ADDRESS_RULES,
    connections.DENIED_HERE,
    answers.NOT_ENOUGH,
    answers.NOT_TRIED,
)


def judge_endpoint(case: EndpointCase) -> EndpointVerdict:
    """Judge one endpoint by the first finding that is seen, with what its readings tell about the speed."""
    verdict = first_verdict(ENDPOINT_RULES, case) or EndpointVerdict(FunctionStatus.UNKNOWN)
    if any(e.rule == answers.NOT_ENOUGH.id for e in verdict.evidence):
        verdict = _judge_families_apart(case) or verdict
    program = find_inspector(case) if any(e.kind in _NAMED for e in verdict.evidence) else None
    if program is not None:
        named = (replace(e, program=program.name) if e.kind in _NAMED else e for e in verdict.evidence)
        verdict = replace(verdict, evidence=tuple(named))
    return replace(add_speed(verdict, case), times_tried=len(case.own_attempts))


def _judge_families_apart(case: EndpointCase) -> EndpointVerdict | None:
    """Return one block if an endpoint is blocked over several address families, by whatever means; else None."""
    families = {family_of(t.target) for t in case.failed}
    verdicts = [first_verdict(ADDRESS_RULES, case.over_family(family)) for family in sorted(families)]
    blocked = [verdict for verdict in verdicts if verdict is not None and verdict.status is FunctionStatus.BLOCKED]
    if len(families) < REPEATED or len(blocked) < len(families):
        return None
    return replace(_join(blocked), diagnosis=combine_required([verdict.diagnosis for verdict in blocked]))


def first_verdict(rules: Sequence[Finding[EndpointCase]], case: EndpointCase) -> EndpointVerdict | None:
    """Return the verdict of the first finding that is seen; None if none is.

    Behind a name that is blocked, its true addresses are judged as well, unless the messenger answered at one of them.
    """
    diagnosed = diagnose(rules, case)
    if diagnosed is None:
        return None
    verdict = verdict_of(diagnosed)
    is_name_blocked = diagnosed.finding.looks_behind_name and verdict.status is FunctionStatus.BLOCKED
    if not is_name_blocked or case.answered_elsewhere:
        return verdict
    behind = first_verdict(ADDRESS_RULES, case.behind_the_name())
    return _join([verdict, behind]) if behind is not None else verdict


def _join(obstacles: Sequence[EndpointVerdict]) -> EndpointVerdict:
    evidence = tuple(e for each in obstacles for e in each.evidence)
    return replace(obstacles[0], causes=join_causes(obstacles), evidence=evidence)


def judge_proxied_endpoints(
    messenger: Messenger, index: AttemptIndex, network: NetworkVerdict, direct: Mapping[str, EndpointVerdict]
) -> dict[str, EndpointVerdict]:
    """Return the verdicts, by id, on the endpoints that were tried through the proxy.

    `direct`: those on the direct path. A proxy that wants a login counts as not tried. If the settings exempt a host,
    its direct verdict holds: every app connects to it directly.
    """
    verdicts = {}
    wants_login = shows(network, Kind.PROXY_WANTS_LOGIN)
    for endpoint in messenger.endpoints:
        attempts = index.attempts_at(endpoint, Variant.PROXIED)
        exempt = [t for t in attempts if t.is_exempt]
        if exempt and endpoint.id in direct:
            verdict = direct[endpoint.id]
            exemption = Evidence(Kind.PROXY_SPARES, numbers(exempt), "past_the_proxy")
            verdicts[endpoint.id] = replace(verdict, evidence=(*verdict.evidence, exemption))
        tried = () if wants_login else tuple(t for t in attempts if not t.is_exempt)
        diagnosed = diagnose(PROXIED, ProxiedCase(endpoint, tried, network)) if tried else None
        if diagnosed is not None:
            verdicts[endpoint.id] = verdict_of(diagnosed)
    return verdicts


def judge_network(control_results: ControlResults, computer: Computer) -> NetworkVerdict:
    """Judge the network by the first finding that is seen in all observations of a check; without any it is online."""
    case = NetworkCase(control_results, computer)
    diagnosed = diagnose(NETWORK_FINDINGS, case) or _NOTHING_SEEN
    status = NetworkStatus(diagnosed.claim.status)
    evidence = list(diagnosed.evidence)
    if status is NetworkStatus.INTERCEPTED:
        evidence = [replace(item, program=name_inspector(case.index, case.controls)) for item in evidence]
    answered = case.look(hosts.controls_answer)
    if status in USABLE and answered:
        evidence.append(Evidence(Kind.CONTROLS_ANSWER, numbers_of(answered), "controls_answer"))
    flags = [row for row in FLAGS if status in row.on and case.look(row.seen)]
    evidence += [Evidence(row.kind, numbers_of(case.look(row.seen)), row.id) for row in flags]
    return NetworkVerdict(
        status=status,
        flags=tuple(dict.fromkeys(row.flag for row in flags)),
        evidence=tuple(dict.fromkeys(evidence)),
        confidence=diagnosed.diagnosis.confidence,
        round_trip=case.round_trip,
        detail=diagnosed.claim.detail,
        diagnosis=diagnosed.diagnosis,
    )
