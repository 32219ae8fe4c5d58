"""Who takes a messenger's names away or changes them, and where: seen by asking others in the clear."""

import ipaddress
from collections.abc import Sequence

from dialtone.judge.attempts import AttemptIndex, Lookup, numbers
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, ResolverKind, Step

_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_SOMEBODY_ELSE = (Failure.CERT_NAME, Failure.CERT_UNTRUSTED)
_SAID = (None, *_DENIED, Failure.DNS_FAILED)


class Tampering(Frozen):
    """What a messenger's names went through, as the observations that show it; empty where nothing does."""

    on_path: tuple[int, ...] = ()
    """Answers were injected on the way. Then, whichever resolver was asked, another host may have answered."""
    national: tuple[int, ...] = ()
    """The country's own resolver denies a name that others know."""
    at_provider: tuple[int, ...] = ()
    """The system's resolver denies a name that a public resolver gives, asked in the same plain way."""


class _Name(Frozen):
    """What was heard about one name."""

    plain: tuple[Lookup, ...]
    system: tuple[Lookup, ...]
    trusted: tuple[Lookup, ...]
    proved: frozenset[str]
    """Addresses where the messenger itself answered, by its certificate."""
    wrong: frozenset[str]
    """Addresses given by the system where another host answered."""

    def by(self, kind: ResolverKind) -> tuple[Lookup, ...]:
        """Return the answers of one kind of resolver."""
        return tuple(found for found in self.plain if found.is_by(kind))

    @property
    def known(self) -> tuple[Lookup, ...]:
        """Answers which show that the name exists: of encrypted resolvers, or proved by the messenger itself."""
        public = [found for found in self.by(ResolverKind.PUBLIC) if self.proved & set(found.addresses)]
        return (*(found for found in self.trusted if found.addresses), *public)


def find_tampering(index: AttemptIndex, endpoints: Sequence[Endpoint]) -> Tampering:
    """Return what a messenger's names went through, where other resolvers were asked about them in the clear."""
    asked = [found for messenger in {e.messenger for e in endpoints} for found in index.plain_lookups(messenger)]
    names = [_gather(name, asked, index, endpoints) for name in dict.fromkeys(found.name for found in asked)]
    on_path = numbers([found for name in names for found in _injected(name)])
    if on_path:
        return Tampering(on_path)
    return Tampering(
        national=numbers([found for name in names for found in _denied_nationally(name)]),
        at_provider=numbers([found for name in names for found in _denied_by_provider(name)]),
    )


def _injected(name: _Name) -> tuple[Lookup, ...]:
    """Return what shows injection: a decoy's answer, two differing answers, or a false one from a resolver abroad."""
    return (
        *(found for found in name.by(ResolverKind.DECOY) if found.failure in _SAID),
        *(found for found in name.by(ResolverKind.PUBLIC) if _is_forged(found, name)),
    )


def _is_forged(found: Lookup, name: _Name) -> bool:
    if Fact.SECOND_ANSWER in found.observation.facts:
        return True
    if found.failure in _DENIED:
        return any("." in address for witness in name.known for address in witness.addresses)
    addresses = set(found.addresses)
    true = name.proved.union(*(witness.addresses for witness in name.known))
    if not addresses or addresses & true:
        return False
    return addresses <= name.wrong or not any(ipaddress.ip_address(a).is_global for a in addresses)


def _denied_nationally(name: _Name) -> tuple[Lookup, ...]:
    denied = tuple(f for f in name.by(ResolverKind.NATIONAL) if f.failure in _DENIED)
    return (*denied, *name.known) if denied and name.known else ()


def _denied_by_provider(name: _Name) -> tuple[Lookup, ...]:
    denied = tuple(f for f in name.system if f.is_denied)
    given = tuple(f for f in name.by(ResolverKind.PUBLIC) if f.addresses)
    return (*denied, *given) if denied and given else ()


def _gather(name: str, asked: Sequence[Lookup], index: AttemptIndex, endpoints: Sequence[Endpoint]) -> _Name:
    messenger = next((e.messenger for e in endpoints), "")
    system = index.lookups(name, system=True, messenger=messenger)
    theirs = [(e, t) for e in endpoints if e.host == name for t in index.of(e)]
    given = {address for found in system for address in found.addresses}
    return _Name(
        plain=tuple(found for found in asked if found.name == name),
        system=system,
        trusted=index.lookups(name, system=False, messenger=messenger),
        proved=frozenset(t.address for e, t in theirs if t.find(Step.TLS) and t.answered(e.wire)),
        wrong=frozenset(t.address for _, t in theirs if t.failure in _SOMEBODY_ELSE and t.address in given),
    )
