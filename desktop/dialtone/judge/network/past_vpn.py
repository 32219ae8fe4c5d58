"""What went past a VPN that is on: lookups, and connections over IPv6."""

from collections.abc import Iterable, Sequence

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, NetworkFlag, Step, Variant

_TUNNEL = "tunnel"


def ipv6_past_vpn(steps: Sequence[Observation]) -> tuple[int, ...]:
    """Return the connections over IPv6 that stood past a VPN which carried others over IPv4."""
    carried = any(o.ok and o.facts.get(Fact.VIA) == _TUNNEL and not _is_six(o) for o in steps)
    return _sixes(steps) if carried else ()


def note_ipv6_past_vpn(
    verdicts: Iterable[MessengerVerdict], network: NetworkVerdict, steps: Sequence[Observation]
) -> tuple[MessengerVerdict, ...]:
    """Return the verdicts, with what goes past a VPN that leaves IPv6 out."""
    if NetworkFlag.IPV6_BESIDE_VPN not in network.flags:
        return tuple(verdicts)
    return tuple(replace(one, evidence=add_ipv6_beside(one.evidence, steps, one.messenger)) for one in verdicts)


def add_ipv6_beside(evidence: Sequence[Evidence], steps: Iterable[Observation], messenger: str) -> tuple[Evidence, ...]:
    """Return the evidence about a messenger, with what goes past a VPN that leaves IPv6 out.

    Those are its connections that did, and names of it that have such addresses: apps try those first (RFC 8305).
    """
    theirs = [o for o in steps if o.messenger == messenger]
    named = [o.number for o in theirs if o.step is Step.DNS and o.ok and _has_six(o)]
    beside = tuple(sorted({*_sixes(theirs), *named}))
    return (*evidence, Evidence(EvidenceKind.BESIDE_VPN, beside, "ipv6_beside_vpn")) if beside else tuple(evidence)


def _sixes(steps: Iterable[Observation]) -> tuple[int, ...]:
    """Return the connections over IPv6 that stood and did not leave through a VPN."""
    own = (o for o in steps if o.step is Step.TCP and o.ok and o.variant is Variant.APP)
    return tuple(o.number for o in own if _is_six(o) and o.facts.get(Fact.VIA) != _TUNNEL)


def _is_six(observation: Observation) -> bool:
    return observation.target.startswith("[")


def _has_six(observation: Observation) -> bool:
    addresses = observation.facts.get(Fact.ADDRESSES)
    return isinstance(addresses, tuple | list) and any(":" in address for address in addresses)
