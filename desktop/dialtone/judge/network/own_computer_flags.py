"""Rules about what this computer itself does to the network that Dialtone sees. The table: `rules.py`."""

from dialtone.judge.attempts import numbers
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step

_ENOUGH = 3
"""The least number of connections that this computer forbade before it is said to forbid them all."""
_SEGMENTS = 10
"""The least number of segments of other programs: one or two may come from this home."""
_REFUSED = (Failure.REFUSED, Failure.RESET)


def forbidden_here(case: NetworkCase) -> Evidence | None:
    """Nothing gets out, and it is this computer that forbids it: a firewall for Dialtone alone, or the lock of a VPN.

    The system says so (EPERM, EACCES), or a connection that no router passes on is refused as well. Or the first router
    never answers one, while segments of other programs keep coming: what Dialtone sends is swallowed here. Whether
    those programs are online cannot be seen, so this is not called "no internet".
    """
    if not case.nothing_succeeded or any(o.failure is Failure.UNREACHABLE for o in case.failed):
        return None
    denied = [o.number for o in case.failed if o.failure is Failure.DENIED and o.step is not Step.DNS]
    denied += case.not_let_out
    refused = [t for t in case.one_hop if t.failure in _REFUSED]
    swallowed = case.router_silent if case.heard_by_others >= _SEGMENTS else ()
    if max(len(denied), len({t.target for t in refused}), len(swallowed)) < _ENOUGH:
        return None
    return Evidence(EvidenceKind.FORBIDDEN_HERE, (*denied, *numbers((*refused, *swallowed))))


def nothing_leaves(case: NetworkCase) -> Evidence | None:
    """Nothing answered, and not even the first router said anything to a packet that ends there.

    A line that is dead further on leaves that router alive. Some routers never say anything, though: so it is a dead
    line, or a firewall of this computer that swallows what Dialtone sends, and nobody can tell which.
    """
    silent = case.router_silent
    return Evidence(EvidenceKind.NOTHING_LEAVES, numbers(silent)) if silent and case.nothing_succeeded else None


def bypass_tool_runs(case: NetworkCase) -> Evidence | None:
    """A program that is known to change the way to some hosts runs on this computer."""
    return Evidence(EvidenceKind.BYPASS_TOOL) if case.computer.bypass_tools else None


def split_tunnel(case: NetworkCase) -> Evidence | None:
    """Some hosts are reached through a tunnel or a helper program, and the rest of the internet is not."""
    if case.computer.tunnels or not case.helped:
        return None
    return Evidence(EvidenceKind.SPLIT_TUNNEL, case.helped)
