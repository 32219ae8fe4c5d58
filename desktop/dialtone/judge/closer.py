"""A closer look at names: who takes them away or changes them, and where. It adds evidence and changes no verdict."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialtone.judge.reading import Lookup, lookups, numbers, plain_lookups, tries
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, ResolverKind, Step

_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_SOMEBODY_ELSE = (Failure.CERT_NAME, Failure.CERT_UNTRUSTED)
_SAID = (None, *_DENIED, Failure.DNS_FAILED)


@dataclass(frozen=True, slots=True)
class _Look:
    """What was heard about one name."""

    plain: tuple[Lookup, ...]
    system: tuple[Lookup, ...]
    trusted: tuple[Lookup, ...]
    proved: frozenset[str]
    """Addresses where the messenger itself answered, by its certificate."""
    wrong: frozenset[str]
    """Addresses of the system's where somebody else answered."""

    def by(self, kind: ResolverKind) -> tuple[Lookup, ...]:
        """Give the answers of one kind of resolver."""
        return tuple(found for found in self.plain if found.observation.facts.get("kind") == kind.value)

    @property
    def known(self) -> tuple[Lookup, ...]:
        """Answers which show that the name exists: of encrypted resolvers, or proved by the messenger itself."""
        public = [found for found in self.by(ResolverKind.PUBLIC) if self.proved & set(found.addresses)]
        return (*(found for found in self.trusted if found.addresses), *public)


def look_closer(observations: Sequence[Observation], endpoints: Sequence[Endpoint]) -> tuple[Evidence, ...]:
    """Say what a messenger's names went through, where others were asked about them in the clear."""
    asked = plain_lookups(observations)
    found = [_look(name, asked, observations, endpoints) for name in dict.fromkeys(map(_name, asked))]
    on_the_way = _merge(EvidenceKind.NAME_FORGED_ON_THE_WAY, map(forged_on_the_way, found))
    if on_the_way:
        return on_the_way  # whoever was asked, somebody else may have answered
    return (
        *_merge(EvidenceKind.NAME_MISSING_NATIONALLY, map(missing_nationally, found)),
        *_merge(EvidenceKind.NAME_MISSING_AT_PROVIDER, map(missing_at_provider, found)),
    )


def forged_on_the_way(look: _Look) -> tuple[Lookup, ...]:
    """A decoy answers, two answers race, or a resolver abroad says in the clear what cannot be its own word."""
    return (
        *(found for found in look.by(ResolverKind.DECOY) if found.observation.failure in _SAID),
        *(found for found in look.by(ResolverKind.PUBLIC) if _is_forged(found, look)),
    )


def _is_forged(found: Lookup, look: _Look) -> bool:
    if "second_answer" in found.observation.facts:
        return True
    if found.observation.failure in _DENIED:
        return any("." in address for witness in look.known for address in witness.addresses)
    addresses = set(found.addresses)
    true = look.proved.union(*(witness.addresses for witness in look.known))
    if not addresses or addresses & true:
        return False
    return addresses <= look.wrong or not any(ipaddress.ip_address(a).is_global for a in addresses)


def missing_nationally(look: _Look) -> tuple[Lookup, ...]:
    """The country's own resolver denies a name that others know."""
    denied = tuple(f for f in look.by(ResolverKind.NATIONAL) if f.observation.failure in _DENIED)
    return (*denied, *look.known) if denied and look.known else ()


def missing_at_provider(look: _Look) -> tuple[Lookup, ...]:
    """The system's resolver denies a name that a public resolver gives, asked in the same plain way."""
    denied = tuple(f for f in look.system if is_denied(f))
    given = tuple(f for f in look.by(ResolverKind.PUBLIC) if f.addresses)
    return (*denied, *given) if denied and given else ()


def is_denied(found: Lookup) -> bool:
    """Say whether the system's resolver answered that there is no such name or no address, rather than nothing."""
    observation = found.observation
    return observation.failure is Failure.NO_SUCH_NAME or (
        observation.failure is Failure.NO_ADDRESS and observation.facts.get("family") == 4
    )


def _look(
    name: str, asked: Sequence[Lookup], observations: Sequence[Observation], endpoints: Sequence[Endpoint]
) -> _Look:
    system = lookups(observations, name, system=True)
    theirs = [(e, t) for e in endpoints if e.host == name for t in tries(observations, e)]
    given = {address for found in system for address in found.addresses}
    return _Look(
        plain=tuple(found for found in asked if _name(found) == name),
        system=system,
        trusted=lookups(observations, name, system=False),
        proved=frozenset(t.address for e, t in theirs if t.find(Step.TLS) and t.answered(e.wire)),
        wrong=frozenset(t.address for _, t in theirs if t.failure in _SOMEBODY_ELSE and t.address in given),
    )


def _name(found: Lookup) -> str:
    return found.observation.target.rpartition("@")[0]


def _merge(kind: EvidenceKind, found: Iterable[tuple[Lookup, ...]]) -> tuple[Evidence, ...]:
    rests_on = numbers([lookup for part in found for lookup in part])
    return (Evidence(kind, rests_on),) if rests_on else ()
