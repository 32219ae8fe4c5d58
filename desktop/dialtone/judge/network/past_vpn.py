"""Traffic outside an active VPN: lookups, connections over IPv6, and deliberate probes.

A socket bound to the interface below a VPN may fail for reasons that say nothing about the network: the VPN's kill
switch, a missing route, a kernel filter. So there is a verdict only if controls, bound the same way, answered. Source:
measured on Linux 6.18 in a namespace, 2026-11-25 (docs/decisions, "The VPN from both sides").
"""

from collections.abc import Iterable, Sequence

from dialtone.judge.attempts import addresses_of
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import OutsideInterface
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ON_THIS_COMPUTER_PAST_VPN
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step, Variant, Via

_BY_NETWORK = {NetworkStatus.CAPTIVE_PORTAL: OutsideOutcome.SIGN_IN, NetworkStatus.DNS_DOWN: OutsideOutcome.NO_NAMES}


def ipv6_past_vpn(steps: Sequence[Observation]) -> tuple[int, ...]:
    """Return the numbers of the IPv6 connections outside a VPN that carried connections over IPv4, else none."""
    carries_ipv4 = any(o.ok and o.facts.get(Fact.VIA) == Via.TUNNEL and not o.target.startswith("[") for o in steps)
    return _ipv6_connections(steps) if carries_ipv4 else ()


def note_ipv6_past_vpn(
    verdicts: Iterable[MessengerVerdict], network: NetworkVerdict, steps: Sequence[Observation]
) -> tuple[MessengerVerdict, ...]:
    """Return the verdicts; where the VPN leaves IPv6 out, with evidence of what bypasses it."""
    if NetworkFlag.IPV6_BESIDE_VPN not in network.flags:
        return tuple(verdicts)
    return tuple(
        replace(verdict, evidence=add_ipv6_past_vpn(verdict.evidence, steps, verdict.messenger)) for verdict in verdicts
    )


def add_ipv6_past_vpn(
    evidence: Sequence[Evidence], steps: Iterable[Observation], messenger: str
) -> tuple[Evidence, ...]:
    """Return the evidence about a messenger, with what of it bypasses a VPN that leaves IPv6 out.

    These are its IPv6 connections outside the VPN, and its names with IPv6 addresses: apps try those first (RFC 8305).
    """
    of_messenger = [o for o in steps if o.messenger == messenger]
    lookups = (o for o in of_messenger if o.step is Step.DNS and o.ok)
    with_ipv6 = (o.number for o in lookups if any(":" in address for address in addresses_of(o)))
    numbers = tuple(sorted({*_ipv6_connections(of_messenger), *with_ipv6}))
    return (*evidence, Evidence(EvidenceKind.BESIDE_VPN, numbers, "ipv6_beside_vpn")) if numbers else tuple(evidence)


def _ipv6_connections(steps: Iterable[Observation]) -> tuple[int, ...]:
    """Return the numbers of the IPv6 connections that were established and did not leave through a VPN."""
    connected = (o for o in steps if o.step is Step.TCP and o.ok and o.variant is Variant.APP)
    return tuple(o.number for o in connected if o.target.startswith("[") and o.facts.get(Fact.VIA) != Via.TUNNEL)


def judge_outside(check: Check, interface: OutsideInterface, *, may_send: bool = True) -> OutsideOutcome:
    """Return whether the controls answered outside the VPN, else why not. `may_send`: this computer lets UDP out."""
    network = check.network
    kinds = {evidence.kind for evidence in network.evidence}
    if network.status is NetworkStatus.WHITELIST_MODE or EvidenceKind.CONTROLS_ANSWER in kinds:
        return OutsideOutcome.ANSWERED
    if network.status in _BY_NETWORK:
        return _BY_NETWORK[network.status]
    tried = [o for o in check.observations if o.step is Step.TCP and o.variant is Variant.APP and "[" not in o.target]
    if any(o.ok for o in tried):
        return OutsideOutcome.SILENT
    any_denied = any(o.failure is Failure.DENIED and o.step is not Step.DNS for o in check.observations)
    unreachable = [o for o in tried if o.failure is Failure.UNREACHABLE]
    rejected = [o for o in tried if o.failure is Failure.REFUSED] + unreachable
    rejected_here = sum(o.seconds < ON_THIS_COMPUTER_PAST_VPN for o in rejected)
    if any_denied or not may_send or EvidenceKind.REFUSED_HERE in kinds or rejected_here * 2 > len(tried):
        return OutsideOutcome.LOCKED
    if interface.leads_out is False or len(unreachable) * 2 > len(tried):
        return OutsideOutcome.NO_ROUTE
    return OutsideOutcome.STRICT_PATHS if interface.strict else OutsideOutcome.SILENT
