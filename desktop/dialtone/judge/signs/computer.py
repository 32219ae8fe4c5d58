"""What runs and is set on this computer, and what goes past it."""

from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.network_case import NetworkCase
from dialtone.judge.network.past_vpn import ipv6_past_vpn, lookups_past_vpn

SCRIPT = "script"
"""Stands for a proxy that a script chooses for each host: that is a program, and is not run."""


def tunnel_present(case: NetworkCase) -> Seen:
    """The default route of this computer goes through a tunnel: the verdicts describe the tunnel's network."""
    return bool(case.computer.tunnels)


def names_beside_vpn(case: NetworkCase) -> Seen:
    """A VPN is on, and the system's resolver answers although every way to it leads past the VPN.

    The provider can see the names that are asked for there, and may answer falsely. Where a program on this computer
    answers lookups, its own way cannot be seen, and this says nothing.
    """
    return lookups_past_vpn(case.direct) if case.computer.tunnels else ()


def ipv6_beside_vpn(case: NetworkCase) -> Seen:
    """A VPN is on and carries IPv4, and connections over IPv6 stand that did not leave through it."""
    return ipv6_past_vpn(case.direct) if case.computer.tunnels else ()


def bypass_tool_runs(case: NetworkCase) -> Seen:
    """A program that is known to change the way to some hosts runs on this computer."""
    return bool(case.computer.bypass_tools)


def split_tunnel(case: NetworkCase) -> Seen:
    """Some hosts are reached through a tunnel or a helper program, and the rest of the internet is not."""
    helped = tuple(t.steps[0].number for t in case.as_apps_do if t.by_helper)
    return () if case.computer.tunnels else helped


def proxy_set(case: NetworkCase) -> Seen:
    """The system has a proxy set: some apps go through it, and some do not."""
    return case.computer.proxy not in ("", SCRIPT)


def proxy_script(case: NetworkCase) -> Seen:
    """A script chooses the proxy for each host: that is a program, and is not run."""
    return case.computer.proxy == SCRIPT


def proxy_leads_out(case: NetworkCase) -> Seen:
    """Sites abroad answered through the system's proxy."""
    return case.proxied.leads_out


def proxy_dead(case: NetworkCase) -> Seen:
    """The system's proxy does not answer, whatever it is asked for.

    A helper program that was ended leaves its setting behind (2dust/v2rayN#3205).
    """
    return case.proxied.dead


def proxy_wants_login(case: NetworkCase) -> Seen:
    """The system's proxy wants a login, which browsers have (RFC 9110, 15.5.8)."""
    return case.proxied.wants_login
