"""Who takes a messenger's names away or changes them, and where: seen by asking others in the clear."""

import ipaddress
from collections import defaultdict
from collections.abc import Sequence

from dialtone.judge.attempts import FOREIGN, AttemptIndex, Lookup, numbers
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import NAMES_ASTRAY
from dialtone.model.vocabulary import Failure, ResolverKind, Step

_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_SAID = (None, *_DENIED, Failure.DNS_FAILED)


class Tampering(Frozen):
    """What a messenger's names went through, as the observations that show it; empty where nothing does."""

    on_path: tuple[int, ...] = ()
    """Answers were injected on the way. Then, whichever resolver was asked, another host may have answered."""
    national: tuple[int, ...] = ()
    """The country's own resolver denies a name that others know."""
    forged: frozenset[str] = frozenset()
    """The addresses that were injected beyond doubt, for whichever name."""


class _Name(Frozen):
    """What was heard about one name."""

    plain: tuple[Lookup, ...]
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
        return Tampering(on_path, forged=frozenset[str]().union(*map(_forged, names)))
    return Tampering(national=numbers([found for name in names for found in _denied_nationally(name)]))


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


def _forged(name: _Name) -> frozenset[str]:
    """Return the addresses that were injected: a decoy answers, and in a way in which no honest resolver does.

    Some networks lead all questions to their own resolver, which answers in a decoy's place and tells the truth. It
    names no address of no server, and does not answer before another one.
    """
    decoy = {address for found in name.by(ResolverKind.DECOY) for address in found.addresses}
    raced = [f for f in name.by(ResolverKind.PUBLIC) if Fact.SECOND_ANSWER in f.observation.facts]
    if not decoy or (not raced and any(ipaddress.ip_address(a).is_global for a in decoy)):
        return frozenset()
    return frozenset(decoy.union(*(found.addresses for found in raced)))


def find_shared_places(index: AttemptIndex) -> dict[str, tuple[Lookup, ...]]:
    """Return the addresses to which the system leads the names of several services, and where none of them answered.

    A neutral site counts as a service. Hosts of many tenants answer for each of them.
    """
    led: dict[str, list[Lookup]] = defaultdict(list)
    for found in map(Lookup, (o for o in index.steps if o.step is Step.DNS and o.ok)):
        for address in found.addresses if found.by_system else ():
            led[address].append(found)
    crowded = {a for a, found in led.items() if len({f.observation.messenger or f.name for f in found}) >= NAMES_ASTRAY}
    if not crowded:
        return {}
    alive = {t.address for t in index.every_attempt() if (tls := t.find(Step.TLS)) is not None and tls.ok}
    return {address: tuple(led[address]) for address in crowded - alive}


def _denied_nationally(name: _Name) -> tuple[Lookup, ...]:
    denied = tuple(f for f in name.by(ResolverKind.NATIONAL) if f.failure in _DENIED)
    return (*denied, *name.known) if denied and name.known else ()


def _gather(name: str, asked: Sequence[Lookup], index: AttemptIndex, endpoints: Sequence[Endpoint]) -> _Name:
    messenger = next((e.messenger for e in endpoints), "")
    system = index.lookups(name, system=True, messenger=messenger)
    theirs = [(e, t) for e in endpoints if e.host == name for t in index.of(e)]
    given = {address for found in system for address in found.addresses}
    return _Name(
        plain=tuple(found for found in asked if found.name == name),
        trusted=index.lookups(name, system=False, messenger=messenger),
        proved=frozenset(t.address for e, t in theirs if t.find(Step.TLS) and t.answered(e.wire)),
        wrong=frozenset(t.address for _, t in theirs if t.failure in FOREIGN and t.address in given),
    )
