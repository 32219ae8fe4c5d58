"""What a VPN that is on leaves out: names, or IPv6. The table: `rules.py`."""

from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind


def names_beside_vpn(case: NetworkCase) -> Evidence | None:
    """A VPN is on, and the system's resolver answers although every way to it leads past the VPN.

    The provider can see the names that are asked for there, and may answer falsely. Where a program on this computer
    answers lookups, its own way cannot be seen, and this says nothing.
    """
    if not case.computer.tunnels or not case.lookups_past_vpn:
        return None
    return Evidence(EvidenceKind.NAMES_BESIDE_VPN, case.lookups_past_vpn)


def ipv6_beside_vpn(case: NetworkCase) -> Evidence | None:
    """A VPN is on and carries IPv4, and connections over IPv6 stand that did not leave through it."""
    if not case.computer.tunnels or not case.ipv6_past_vpn:
        return None
    return Evidence(EvidenceKind.IPV6_BESIDE_VPN, case.ipv6_past_vpn)
