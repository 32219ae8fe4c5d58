"""Who changes the answers for a messenger's names, as lookups in plain text show: on the path, nationally, or here."""

from collections.abc import Sequence

from dialtone.judge.attempts import WRONG_CERTIFICATE, AttemptIndex, Lookup, addresses_in, is_global, numbers
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure, ResolverKind, Step

_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_ANSWERED = (None, *_DENIED, Failure.DNS_FAILED)


class Tampering(Frozen):
    """What happened to a messenger's names: the numbers of the observations that show it; empty if nothing does."""

    on_path: tuple[int, ...] = ()
    """Answers were injected on the path: any resolver's answer may come from another host."""
    national: tuple[int, ...] = ()
    """The country's own resolver denies a name that others know."""
    forged: frozenset[str] = frozenset()
    """The addresses that were certainly injected, for any name."""
    reset: tuple[int, ...] = ()
    """Besides, lookups over TCP were reset: a network that hands all lookups to its own resolver need not do that."""
    at_home: tuple[int, ...] = ()
    """A query that no router forwards was answered: a program here or the first router answers for every resolver."""


class _NameLookups:
    """The lookups of one name of a messenger."""

    def __init__(self, name: str, messenger: str, index: AttemptIndex, endpoints: Sequence[Endpoint]) -> None:
        attempts = [(e, t) for e in endpoints if e.host == name for t in index.attempts_at(e)]
        from_system = addresses_in(index.lookups(name, system=True, messenger=messenger))
        self.plain = index.lookups(name, plain=True, messenger=messenger)
        self.proved = {t.address for e, t in attempts if t.find(Step.TLS) and t.answered(e.wire)}
        """Addresses where the messenger itself answered, proved by its certificate."""
        self.wrong = {t.address for _, t in attempts if t.failure in WRONG_CERTIFICATE and t.address in from_system}
        """Addresses from the system resolver where another host answered."""
        trusted = [lookup for lookup in index.lookups(name, messenger=messenger) if lookup.addresses]
        proved = [lookup for lookup in self.plain_by(ResolverKind.PUBLIC) if self.proved & set(lookup.addresses)]
        self.known = (*trusted, *proved)
        """Answers that show that the name exists: from encrypted resolvers, or proved by the messenger itself."""

    def plain_by(self, kind: ResolverKind) -> list[Lookup]:
        return [lookup for lookup in self.plain if lookup.is_by(kind)]

    @property
    def injected(self) -> list[Lookup]:
        """Lookups that were answered on the path: at a decoy, with two differing answers, or falsely from abroad."""
        decoys = [lookup for lookup in self.plain_by(ResolverKind.DECOY) if lookup.failure in _ANSWERED]
        return [*decoys, *filter(self._is_forged, self.plain_by(ResolverKind.PUBLIC))]

    def _is_forged(self, lookup: Lookup) -> bool:
        """Return whether a second answer raced this one, or it denies a known name, or no address of it can be true."""
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
    def forged(self) -> set[str]:
        """The addresses that were injected: a decoy answers, as no honest resolver does."""
        from_decoys = addresses_in(self.plain_by(ResolverKind.DECOY))
        raced = [f for f in self.plain_by(ResolverKind.PUBLIC) if Fact.SECOND_ANSWER in f.observation.facts]
        # Some networks redirect all lookups to their own resolver, which answers in the decoy's place, and truly: it
        # gives no address that no server can have, and does not race another answer.
        is_redirected = not raced and any(map(is_global, from_decoys))
        return from_decoys | addresses_in(raced) if from_decoys and not is_redirected else set()

    @property
    def denied_nationally(self) -> list[Lookup]:
        """Denials by the country's own resolver, with the answers of those that know the name."""
        denied = [f for f in self.plain_by(ResolverKind.NATIONAL) if f.failure in _DENIED]
        return [*denied, *self.known] if denied and self.known else []


def find_tampering(index: AttemptIndex, endpoints: Sequence[Endpoint]) -> Tampering:
    """Return what happened to a messenger's names, if they were looked up in plain text at other resolvers."""
    messenger = next((e.messenger for e in endpoints), "")
    asked_in_plain = (name for name in index.by_name if index.lookups(name, plain=True, messenger=messenger))
    names = [_NameLookups(name, messenger, index, endpoints) for name in asked_in_plain]
    within_one_hop = [lookup for name in names for lookup in name.plain if lookup.is_of_one_hop]
    if at_home := numbers(lookup for lookup in within_one_hop if lookup.failure in _ANSWERED):
        return Tampering(at_home=at_home)
    if on_path := numbers([lookup for name in names for lookup in name.injected]):
        forged = frozenset[str]().union(*(name.forged for name in names))
        over_tcp = (lookup for name in names for lookup in name.plain if not lookup.is_of_one_hop)
        reset = numbers(lookup for lookup in over_tcp if lookup.failure is Failure.RESET)
        return Tampering(on_path, forged=forged, reset=reset)
    return Tampering(national=numbers([lookup for name in names for lookup in name.denied_nationally]))
