"""Who suppresses or changes a messenger's names, and where: seen by plain-text lookups at other resolvers."""

from collections.abc import Sequence

from dialtone.judge.attempts import FOREIGN, AttemptIndex, Lookup, addresses_in, is_global, numbers
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, ResolverKind, Step

_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_SAID = (None, *_DENIED, Failure.DNS_FAILED)


class Tampering(Frozen):
    """What happened to a messenger's names, as the observations that show it; empty if nothing does."""

    on_path: tuple[int, ...] = ()
    """Answers were injected on the path. Then any resolver's answer may come from another host."""
    national: tuple[int, ...] = ()
    """The country's own resolver denies a name that others know."""
    forged: frozenset[str] = frozenset()
    """The addresses that were certainly injected, for any name."""
    at_home: tuple[int, ...] = ()
    """A query that no router forwards was answered: a program here or the first router answers in place of every
    resolver. Then no answer in plain text tells whether it was made at home or passed on."""


class _Name:
    """The lookups of one name of a messenger."""

    def __init__(self, name: str, messenger: str, index: AttemptIndex, endpoints: Sequence[Endpoint]) -> None:
        attempts = [(e, t) for e in endpoints if e.host == name for t in index.of(e)]
        given = addresses_in(index.lookups(name, system=True, messenger=messenger))
        self.plain = index.lookups(name, plain=True, messenger=messenger)
        self.trusted = index.lookups(name, messenger=messenger)
        self.proved = {t.address for e, t in attempts if t.find(Step.TLS) and t.answered(e.wire)}
        """Addresses where the messenger itself answered, proved by its certificate."""
        self.wrong = {t.address for _, t in attempts if t.failure in FOREIGN and t.address in given}
        """Addresses from the system resolver where another host answered."""

    def by(self, kind: ResolverKind) -> tuple[Lookup, ...]:
        """Return the answers of resolvers of one kind."""
        return tuple(lookup for lookup in self.plain if lookup.is_by(kind))

    @property
    def known(self) -> tuple[Lookup, ...]:
        """Answers that show that the name exists: from encrypted resolvers, or proved by the messenger itself."""
        public = [lookup for lookup in self.by(ResolverKind.PUBLIC) if self.proved & set(lookup.addresses)]
        return (*(lookup for lookup in self.trusted if lookup.addresses), *public)

    @property
    def injected(self) -> tuple[Lookup, ...]:
        """Signs of injection: a decoy's answer, two differing answers, or a false one from a resolver abroad."""
        decoys = (lookup for lookup in self.by(ResolverKind.DECOY) if lookup.failure in _SAID)
        return (*decoys, *filter(self._is_forged, self.by(ResolverKind.PUBLIC)))

    def _is_forged(self, lookup: Lookup) -> bool:
        """Return whether an answer is false: a second one raced it, it denies a known name, or its addresses are wrong.

        Addresses are wrong if another host answered at each of them, or if no server can have any of them.
        """
        true_addresses = addresses_in(self.known)
        if Fact.SECOND_ANSWER in lookup.observation.facts:
            return True
        if lookup.failure in _DENIED:
            return any("." in address for address in true_addresses)
        addresses = set(lookup.addresses)
        if not addresses or addresses & (true_addresses | self.proved):
            return False
        return addresses <= self.wrong or not any(map(is_global, addresses))

    @property
    def forged(self) -> frozenset[str]:
        """The addresses that were injected: a decoy answers, as no honest resolver does.

        Some networks redirect all lookups to their own resolver, which answers in the decoy's place and tells the
        truth. It gives no address that no server can have, and does not race another answer.
        """
        decoy = addresses_in(self.by(ResolverKind.DECOY))
        raced = [f for f in self.by(ResolverKind.PUBLIC) if Fact.SECOND_ANSWER in f.observation.facts]
        if not decoy or (not raced and any(map(is_global, decoy))):
            return frozenset()
        return frozenset(decoy | addresses_in(raced))

    @property
    def denied_nationally(self) -> tuple[Lookup, ...]:
        """Denials by the country's own resolver, with the answers of those that know the name."""
        denied = tuple(f for f in self.by(ResolverKind.NATIONAL) if f.failure in _DENIED)
        return (*denied, *self.known) if denied and self.known else ()


def find_tampering(index: AttemptIndex, endpoints: Sequence[Endpoint]) -> Tampering:
    """Return what happened to a messenger's names, if they were looked up in plain text at other resolvers."""
    messenger = next((e.messenger for e in endpoints), "")
    asked = (name for name in index.by_name if index.lookups(name, plain=True, messenger=messenger))
    names = [_Name(name, messenger, index, endpoints) for name in asked]
    within_one_hop = [lookup for name in names for lookup in name.plain if lookup.is_of_one_hop]
    if at_home := numbers(lookup for lookup in within_one_hop if lookup.failure in _SAID):
        return Tampering(at_home=at_home)
    if on_path := numbers([lookup for name in names for lookup in name.injected]):
        return Tampering(on_path, forged=frozenset[str]().union(*(name.forged for name in names)))
    return Tampering(national=numbers([lookup for name in names for lookup in name.denied_nationally]))
