"""What runs on this computer and how it is set up, and what traffic bypasses its VPN."""

from collections.abc import Iterable, Sequence

from dialtone.judge.attempts import Attempt, addresses_of
from dialtone.judge.kinds import is_ipv6_target
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.signs import Seen, by_endpoint, if_all, if_at_several, if_repeated, name_of
from dialtone.model.catalogue import Endpoint
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import OutsideInterface
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import LEADS_OUT, ON_THIS_COMPUTER_PAST_VPN_SECONDS
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step, Variant, Via

SCRIPT = "script"
"""Marks a proxy that a script chooses for each host: the script is a program, and is not run."""


def names_beside_vpn(case: NetworkCase) -> Seen:
    """A VPN is on, and the system resolver answers although every route to it bypasses the VPN."""
    outside = (o for o in case.direct if o.step is Step.DNS and o.ok and o.facts.get(Fact.ASKED_BESIDE))
    return [o for o in outside if not o.facts.get(Fact.HOSTS_FILE)] if case.computer.tunnels else ()


def ipv6_beside_vpn(case: NetworkCase) -> Seen:
    """A VPN is on and carries IPv4, but IPv6 connections are established outside it."""
    tunnelled = (o for o in case.direct if o.ok and o.facts.get(Fact.VIA) == Via.TUNNEL)
    carries_ipv4 = any(not is_ipv6_target(o.target) for o in tunnelled)
    return _ipv6_connections(case.direct) if case.computer.tunnels and carries_ipv4 else ()


def _answered_through_proxy(case: NetworkCase) -> list[Attempt]:
    return [t for e in case.foreign for t in _tried_through_proxy(case, [e]) if t.answered(e.wire)]


def proxy_leads_out(case: NetworkCase) -> Seen:
    """Sites abroad answered through the system's proxy."""
    return if_at_several(_answered_through_proxy(case), by_endpoint, LEADS_OUT)


def system_proxy_dead(case: NetworkCase) -> Seen:
    """The system's proxy does not answer, whatever the destination: its program was closed (2dust/v2rayN#3205).

    On macOS EHOSTUNREACH is also what a program gets that may not enter the local network (TN3179).
    """
    attempts = _tried_through_proxy(case, case.foreign)
    if case.computer.platform == "macos" and any(t.failure is Failure.UNREACHABLE for t in attempts):
        return ()
    at_entrance = (Step.TCP, Step.PROXY)
    return if_all(attempts, lambda t: t.last.step in at_entrance and t.failure is not Failure.DECLINED)


def _tried_through_proxy(case: NetworkCase, sites: Iterable[Endpoint]) -> list[Attempt]:
    return [t for t in case.attempts(sites, Variant.PROXIED) if not t.is_exempt]


def split_tunnel(case: NetworkCase) -> Seen:
    """Some hosts are reached through a tunnel or a helper program, and the rest of the internet is not."""
    return () if case.computer.tunnels else [t.steps[0] for t in case.every_attempt() if t.by_helper]


def proxy_forbidden_here(case: NetworkCase) -> Seen:
    """The system does not let Dialtone connect to the proxy: its firewall, or macOS for local networks (TN3179)."""
    return if_repeated(number for e in case.foreign for number in case.denied(e, Variant.PROXIED))


def proxy_wants_login(case: NetworkCase) -> Seen:
    """The system's proxy wants a login, which browsers have (RFC 9110, 15.5.8)."""
    declined = [t for t in _tried_through_proxy(case, case.foreign) if t.wants_login]
    return declined if not _answered_through_proxy(case) else ()


tunnel_present: NetworkSign = lambda c: bool(c.computer.tunnels)
"""The default route of this computer goes through a tunnel: the verdicts describe the tunnel's network."""
bypass_tool_runs: NetworkSign = lambda c: bool(c.computer.bypass_tools)
"""A program that is known to change the route to some hosts runs on this computer."""
marked_packets_led_elsewhere: NetworkSign = lambda c: c.computer.leads_marked_elsewhere
"""Packets that a program here marks are led another way than the rest, perhaps to that program."""
MAY_ALTER_PACKETS = tuple(map(name_of, (bypass_tool_runs, marked_packets_led_elsewhere)))
"""The rules whose evidence shows that a program here may change, swallow or carry any connection."""
proxy_set: NetworkSign = lambda c: c.computer.proxy not in ("", SCRIPT)
"""The system has a proxy set: some apps use it, and some do not."""
proxy_script: NetworkSign = lambda c: c.computer.proxy == SCRIPT
"""A script chooses the proxy for each host: the script is a program, and is not run."""


_BY_NETWORK = {NetworkStatus.CAPTIVE_PORTAL: OutsideOutcome.SIGN_IN, NetworkStatus.DNS_DOWN: OutsideOutcome.NO_NAMES}


def note_ipv6_past_vpn(
    verdicts: Iterable[MessengerVerdict], network: NetworkVerdict, steps: Sequence[Observation]
) -> tuple[MessengerVerdict, ...]:
    """Return the verdicts; where the VPN leaves IPv6 out, with what bypasses it: apps try IPv6 first (RFC 8305)."""
    if NetworkFlag.IPV6_BESIDE_VPN not in network.flags:
        return tuple(verdicts)
    return tuple(_add_ipv6(verdict, [o for o in steps if o.messenger == verdict.messenger]) for verdict in verdicts)


def _add_ipv6(verdict: MessengerVerdict, steps: Sequence[Observation]) -> MessengerVerdict:
    """Return a verdict with its messenger's IPv6 connections past the VPN, and the lookups that gave IPv6 addresses."""
    lookups = (o for o in steps if o.step is Step.DNS and o.ok)
    with_ipv6 = (o.number for o in lookups if any(":" in address for address in addresses_of(o)))
    numbers = tuple(sorted({*_ipv6_connections(steps), *with_ipv6}))
    if not numbers:
        return verdict
    bypassing = Evidence(EvidenceKind.BESIDE_VPN, numbers, "ipv6_beside_vpn")
    return replace(verdict, evidence=(*verdict.evidence, bypassing))


def _ipv6_connections(steps: Iterable[Observation]) -> tuple[int, ...]:
    """Return the numbers of the IPv6 connections that were established and did not leave through a VPN.

    Connections to resolvers, which have no `Fact.FROM`, are left out: by which route they leave is not recorded.
    """
    connected = (o for o in steps if o.step is Step.TCP and o.ok and o.variant is Variant.APP)
    over_ipv6 = (o for o in connected if is_ipv6_target(o.target))
    with_known_route = (o for o in over_ipv6 if Fact.FROM in o.facts)
    return tuple(o.number for o in with_known_route if o.facts.get(Fact.VIA) != Via.TUNNEL)


def judge_outside(check: Check, interface: OutsideInterface, *, may_send: bool = True) -> OutsideOutcome:
    """Return whether the controls answered outside the VPN, else why not. `may_send`: this computer lets UDP out.

    A check outside the VPN says something about messengers only if controls, whose sockets are bound in the same way,
    answered: such sockets may fail by the VPN's kill switch, a missing route or a filter of the kernel (Linux 6.18 in a
    namespace, 2026-11-25; "The VPN from both sides").
    """
    network = check.network
    kinds = {evidence.kind for evidence in network.evidence}
    if network.status is NetworkStatus.WHITELIST_MODE or EvidenceKind.CONTROLS_ANSWER in kinds:
        return OutsideOutcome.ANSWERED
    if network.status in _BY_NETWORK:
        return _BY_NETWORK[network.status]
    connects = (o for o in check.observations if o.step is Step.TCP and o.variant is Variant.APP)
    tried = [o for o in connects if not is_ipv6_target(o.target)]
    if any(o.ok for o in tried):
        return OutsideOutcome.SILENT
    any_denied = any(o.failure is Failure.DENIED and o.step is not Step.DNS for o in check.observations)
    if any_denied or not may_send or EvidenceKind.REFUSED_HERE in kinds:
        return OutsideOutcome.LOCKED
    rejected = [o for o in tried if o.failure in (Failure.REFUSED, Failure.UNREACHABLE)]
    rejected_here = [o for o in rejected if o.seconds < ON_THIS_COMPUTER_PAST_VPN_SECONDS]
    if len(rejected_here) * 2 > len(tried):
        return OutsideOutcome.LOCKED
    unreachable = [o for o in tried if o.failure is Failure.UNREACHABLE]
    if interface.leads_out is False or len(unreachable) * 2 > len(tried):
        return OutsideOutcome.NO_ROUTE
    return OutsideOutcome.STRICT_PATHS if interface.strict else OutsideOutcome.SILENT
