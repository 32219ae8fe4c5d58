"""What the neutral hosts said, sorted by what it can show."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.reading import Try, tries
from dialtone.model.catalogue import Endpoint, Ground
from dialtone.model.computer import Computer
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Place, Step, Variant

_EXCHANGES = (Step.TCP, Step.TLS, Step.HTTP)


@dataclass(frozen=True, slots=True)
class NeutralFacts:
    """What the neutral hosts said, sorted by what it can show."""

    observations: Sequence[Observation]
    ground: Ground
    computer: Computer
    domestic: tuple[Endpoint, ...]
    foreign: tuple[Endpoint, ...]
    anchors: tuple[Endpoint, ...]
    messenger_answered: bool
    """Some messenger's greeting was answered by a verified peer."""
    answered_from_abroad: bool
    """The same, by one whose servers do not all stand at home."""

    def good(self, endpoints: Sequence[Endpoint]) -> tuple[Try, ...]:
        """Give one answered try for each endpoint that answered."""
        found = (next((t for t in self.tries(e) if t.answered(e.wire)), None) for e in endpoints)
        return tuple(t for t in found if t is not None)

    def tries(self, endpoint: Endpoint) -> tuple[Try, ...]:
        """Give the tries of one neutral endpoint."""
        return tries(self.observations, endpoint)

    def all_tries(self, endpoints: Sequence[Endpoint]) -> tuple[Try, ...]:
        """Give the tries of many."""
        return tuple(t for endpoint in endpoints for t in self.tries(endpoint))

    @property
    def proved_resolvers(self) -> tuple[Observation, ...]:
        """Handshakes in which a resolver abroad showed a certificate that everybody vouches for."""
        ids = {f"resolver/{resolver.id}" for resolver in self.ground.resolvers}
        proved = (o for o in self.observations if o.step is Step.TLS and o.ok and o.endpoint in ids)
        return tuple(o for o in proved if o.facts.get("mozilla") is not False)

    @property
    def controls(self) -> tuple[Endpoint, ...]:
        """All HTTPS controls."""
        return self.domestic + self.foreign


def sort_neutral(observations: Sequence[Observation], ground: Ground, computer: Computer) -> NeutralFacts:
    """Sort the ground's observations."""
    answered = {
        o.messenger
        for o in observations
        if o.messenger and o.ok and o.variant is Variant.APP and o.step in (Step.HTTP, Step.MTPROTO, Step.NOISE)
    }
    return NeutralFacts(
        observations=observations,
        ground=ground,
        computer=computer,
        domestic=tuple(c.endpoint for c in ground.controls if c.place is Place.DOMESTIC),
        foreign=tuple(c.endpoint for c in ground.controls if c.place is Place.FOREIGN),
        anchors=ground.anchors,
        messenger_answered=bool(answered),
        answered_from_abroad=bool(answered - ground.at_home),
    )


def round_trip(facts: NeutralFacts) -> float:
    """Give the shortest exchange with a neutral host abroad, in seconds; no lost packet or busy moment blurs it.

    A connection, a handshake and a request take one round trip each, or more.
    """
    abroad = (*facts.foreign, *(e for e in facts.anchors if "/foreign" in e.id))
    connects = [o.seconds for t in facts.all_tries(abroad) for o in t.steps if o.step in _EXCHANGES and o.ok]
    return min(connects, default=0.0)
