"""Rules about what this computer itself does to the network that Dialtone sees. The table: `rules.py`."""

from dialtone.judge.attempts import numbers
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step

_ENOUGH = 3
"""The least number of connections that this computer forbade before it is said to forbid them all."""
_REFUSED = (Failure.REFUSED, Failure.RESET)


def forbidden_here(case: NetworkCase) -> Evidence | None:
    """Nothing gets out, and it is this computer that forbids it: a firewall for Dialtone alone, or the lock of a VPN.

    The system says so (EPERM, EACCES), or a connection that no router passes on is refused as well. Whether other
    programs are online cannot be seen, so this is not called "no internet".
    """
    if not case.nothing_succeeded or any(o.failure is Failure.UNREACHABLE for o in case.failed):
        return None
    denied = [o.number for o in case.failed if o.failure is Failure.DENIED and o.step is not Step.DNS]
    refused = [t for t in case.one_hop if t.failure in _REFUSED]
    if max(len(denied), len({t.target for t in refused})) < _ENOUGH:
        return None
    return Evidence(EvidenceKind.FORBIDDEN_HERE, (*denied, *numbers(refused)))


def bypass_tool_runs(case: NetworkCase) -> Evidence | None:
    """A program that is known to change the way to some hosts runs on this computer."""
    return Evidence(EvidenceKind.BYPASS_TOOL) if case.computer.bypass_tools else None


def split_tunnel(case: NetworkCase) -> Evidence | None:
    """Some hosts are reached through a tunnel or a helper program, and the rest of the internet is not."""
    if case.computer.tunnels or not case.helped:
        return None
    return Evidence(EvidenceKind.SPLIT_TUNNEL, case.helped)
