"""What runs on this computer and how it is set up, and what traffic bypasses its VPN."""

from collections.abc import Iterable

from dialtone.judge.attempts import Attempt, if_agreed, if_all, if_repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.network.past_vpn import ipv6_past_vpn
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.thresholds import LEADS_OUT
from dialtone.model.vocabulary import Failure, Step, Variant

SCRIPT = "script"
"""Marks a proxy that a script chooses for each host: the script is a program, and is not run."""


def names_beside_vpn(case: NetworkCase) -> Seen:
    """A VPN is on, and the system resolver answers although every route to it bypasses the VPN.

    The provider can see the names looked up there, and may answer falsely. If a program on this computer answers
    lookups, its own route cannot be seen, and this says nothing.
    """
    outside = (o for o in case.direct if o.step is Step.DNS and o.ok and o.facts.get(Fact.ASKED_BESIDE))
    return [o for o in outside if not o.facts.get(Fact.HOSTS_FILE)] if case.computer.tunnels else ()


def _answered_through_proxy(case: NetworkCase) -> list[Attempt]:
    """Return the attempts through the system's proxy that a site abroad answered."""
    return [t for e in case.foreign for t in _tried_through_proxy(case, [e]) if t.answered(e.wire)]


def proxy_leads_out(case: NetworkCase) -> Seen:
    """Sites abroad answered through the system's proxy."""
    return if_agreed(_answered_through_proxy(case), "endpoint", LEADS_OUT)


def system_proxy_dead(case: NetworkCase) -> Seen:
    """The system's proxy does not answer, whatever the destination.

    A helper program that was closed leaves its proxy setting behind (2dust/v2rayN#3205). On macOS an unreachable proxy
    may be open to other apps: EHOSTUNREACH is also what a program gets that may not enter the local network (TN3179).
    """
    attempts = _tried_through_proxy(case, case.foreign)
    if case.computer.platform == "macos" and any(t.failure is Failure.UNREACHABLE for t in attempts):
        return ()
    at_entrance = (Step.TCP, Step.PROXY)
    return if_all(attempts, lambda t: t.last.step in at_entrance and t.failure is not Failure.DECLINED)


def _tried_through_proxy(case: NetworkCase, sites: Iterable[Endpoint]) -> list[Attempt]:
    """Return the attempts at sites through the system's proxy, without those that its settings exempt."""
    return [t for t in case.attempts(sites, Variant.PROXIED) if not t.is_exempt]


tunnel_present: NetworkSign = lambda c: bool(c.computer.tunnels)
"""The default route of this computer goes through a tunnel: the verdicts describe the tunnel's network."""
ipv6_beside_vpn: NetworkSign = lambda c: ipv6_past_vpn(c.direct) if c.computer.tunnels else ()
"""A VPN is on and carries IPv4, but IPv6 connections are established outside it."""
bypass_tool_runs: NetworkSign = lambda c: bool(c.computer.bypass_tools)
"""A program that is known to change the route to some hosts runs on this computer."""
split_tunnel: NetworkSign = lambda c: () if c.computer.tunnels else [t.steps[0] for t in c.app_attempts if t.by_helper]
"""Some hosts are reached through a tunnel or a helper program, and the rest of the internet is not."""
proxy_set: NetworkSign = lambda c: c.computer.proxy not in ("", SCRIPT)
"""The system has a proxy set: some apps use it, and some do not."""
proxy_script: NetworkSign = lambda c: c.computer.proxy == SCRIPT
"""A script chooses the proxy for each host: the script is a program, and is not run."""
proxy_forbidden_here: NetworkSign = lambda c: if_repeated(c.denied_at_proxy)
"""This computer does not let Dialtone connect to the proxy: its firewall, or macOS for the local network (TN3179)."""
proxy_wants_login: NetworkSign = lambda c: (
    () if _answered_through_proxy(c) else [t for t in _tried_through_proxy(c, c.foreign) if t.wants_login]
)
"""The system's proxy wants a login, which browsers have (RFC 9110, 15.5.8)."""
