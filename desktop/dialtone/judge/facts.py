"""Everything observed that concerns one endpoint, sorted by what it can show."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.beside import Beside, no_way_from_here, waited_for_the_line
from dialtone.judge.closer import look_closer
from dialtone.judge.network import is_lossy
from dialtone.judge.reading import CERTIFICATE, Lookup, Try, lookups, tries
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Failure, Step, Variant, Wire

REPEATED = 2
"""So many tries must fail alike before a failure means anything."""
_REPEATED_ON_A_LOSSY_LINE = 3
_BY_CHANCE = 0.03
_UNPROVED = "plain"
"""Addresses learnt without encryption: where the messenger does not answer, they may be anybody's."""


@dataclass(frozen=True, slots=True)
class EndpointFacts:
    """Everything observed that concerns one endpoint."""

    endpoint: Endpoint
    network: NetworkVerdict
    own: tuple[Try, ...]
    """Tries on the addresses that the app itself would use."""
    other: tuple[Try, ...]
    """Tries on addresses learnt elsewhere, for contrast."""
    neutral: tuple[Try, ...]
    """Contrasts on the same address with words that nobody filters."""
    other_hello: tuple[Try, ...]
    """Contrasts with the same name in a first message of another shape."""
    elsewhere: tuple[Try, ...]
    """A name of the messenger, shown to servers that have nothing to do with it: one stands for all."""
    neutral_elsewhere: tuple[Try, ...]
    """A neutral name at those same servers."""
    system: tuple[Lookup, ...]
    trusted: tuple[Lookup, ...]
    exposed: frozenset[str]
    """Addresses that showed a certificate of somebody else to another endpoint of the same messenger."""
    disproved: frozenset[str]
    """Those of them that the system gives for a name whose server was found, by its certificate, elsewhere."""
    unanswered_names: int
    """How many of the messenger's names got no answer at all from the system resolver."""
    sibling_lives: bool
    """Another endpoint of the same messenger was answered in the same check."""
    silent_networks: frozenset[str]
    """Parts of the internet in which the messenger's servers do not even accept a connection."""
    living_networks: frozenset[str]
    """Parts of the internet in which some server of the messenger was heard."""
    hanging_networks: frozenset[str]
    """Parts of the internet in which its servers confirm what they are told, and say nothing."""
    beside: Beside
    """What neutral hosts abroad did in the same check."""
    closer: tuple[Evidence, ...] = ()
    """What was seen of who tampers with the messenger's names, and where."""

    def repeated(self, failed: Sequence[Try]) -> bool:
        """Say whether enough tries failed. On a line that loses packets silence has to repeat once more, or oftener.

        Some lose whole conversations, to anybody (one of several ways is dead): by chance all tries may go that way.
        """
        if not is_lossy(self.network) or any(t.failure is not Failure.TIMEOUT for t in failed):
            return len(failed) >= REPEATED
        dead, asked = self.beside.dead, self.beside.dead + len(self.beside.connects)
        chance = (dead / asked) ** len(failed) if asked else 0.0
        return len(failed) >= _REPEATED_ON_A_LOSSY_LINE and chance < _BY_CHANCE


def gather(
    endpoint: Endpoint,
    siblings: Sequence[Endpoint],
    observations: Sequence[Observation],
    network: NetworkVerdict,
    beside: Beside,
) -> EndpointFacts:
    """Sort the observations that concern an endpoint."""

    def heard(asked: Endpoint, variant: Variant = Variant.APP) -> tuple[Try, ...]:
        found = tries(observations, asked, variant)
        return tuple(t for t in found if not waited_for_the_line(t, beside) and not no_way_from_here(t, beside))

    found = heard(endpoint)
    own_origin = "system" if endpoint.host else "built_in"
    host = endpoint.host or ""
    theirs = [t for e in siblings if e is not endpoint for t in heard(e)]
    return EndpointFacts(
        endpoint=endpoint,
        network=network,
        own=tuple(t for t in found if t.origin == own_origin),
        other=tuple(
            t for t in found if t.origin != own_origin and (t.origin != _UNPROVED or t.answered(endpoint.wire))
        ),
        neutral=heard(endpoint, Variant.NEUTRAL_NAME) + heard(endpoint, Variant.NEUTRAL_REQUEST),
        other_hello=heard(endpoint, Variant.OTHER_HELLO),
        elsewhere=tuple(t for e in siblings for t in heard(e, Variant.NAME_ELSEWHERE)),
        neutral_elsewhere=tuple(t for e in siblings for t in heard(e, Variant.NEUTRAL_ELSEWHERE)),
        system=lookups(observations, host, system=True) if host else (),
        trusted=lookups(observations, host, system=False) if host else (),
        unanswered_names=len({e.host for e in siblings if e.host and _is_unanswered(observations, e.host)}),
        exposed=frozenset(t.address for t in theirs if t.failure in CERTIFICATE),
        disproved=frozenset[str]().union(*(_disproved(observations, e) for e in siblings)),
        sibling_lives=any(
            t.answered(e.wire)
            for e in siblings
            if e is not endpoint and e.wire is not Wire.TCP
            for t in tries(observations, e)
        ),
        silent_networks=_silent_networks((*found, *theirs)),
        living_networks=frozenset(
            network_of(t.address) for t in (*found, *theirs) if t.last.step is not Step.TCP and t.failure is None
        ),
        hanging_networks=frozenset(network_of(t.address) for t in (*found, *theirs) if t.delivered),
        beside=beside,
        closer=look_closer(observations, siblings),
    )


def _disproved(observations: Sequence[Observation], endpoint: Endpoint) -> frozenset[str]:
    found = tries(observations, endpoint)
    elsewhere = {t.address for t in found if t.origin != "system" and t.find(Step.TLS) and t.answered(endpoint.wire)}
    wrong = {t.address for t in found if t.origin == "system" and t.failure in CERTIFICATE}
    return frozenset(wrong - elsewhere if elsewhere else ())


def _silent_networks(found: Sequence[Try]) -> frozenset[str]:
    silent = [t for t in found if t.last.step is Step.TCP and t.failure in (Failure.TIMEOUT, Failure.UNREACHABLE)]
    reached = {network_of(t.address) for t in found if (tcp := t.find(Step.TCP)) is not None and tcp.ok}
    return frozenset(network_of(t.address) for t in silent) - reached


def network_of(address: str) -> str:
    """Give the block that an address is in, as large as blocks commonly are: one machine room is seldom larger."""
    size = 32 if ":" in address else 16
    return str(ipaddress.ip_network(f"{address}/{size}", strict=False))


def _is_unanswered(observations: Sequence[Observation], host: str) -> bool:
    asked = lookups(observations, host, system=True)
    heard = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, None)
    return bool(asked) and not any(found.observation.failure in heard for found in asked)
