"""Reading observations back: which steps belong to one connection, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant, Wire

GREETING: dict[Wire, Step] = {
    Wire.TCP: Step.TCP,
    Wire.TLS: Step.TLS,
    Wire.HTTPS: Step.HTTP,
    Wire.HTTP: Step.HTTP,
    Wire.WEBSOCKET: Step.WEBSOCKET,
    Wire.WHATSAPP_WEBSOCKET: Step.NOISE,
    Wire.WHATSAPP_NOISE: Step.NOISE,
    Wire.MTPROTO: Step.MTPROTO,
    Wire.MTPROTO_WEBSOCKET: Step.MTPROTO,
    Wire.STUN: Step.STUN,
    Wire.STUN_TCP: Step.STUN,
    Wire.NTP: Step.NTP,
    Wire.IMAP: Step.IMAP,
    Wire.SMTP: Step.SMTP,
}
"""The step whose success is the app's own greeting answered by a verified peer. Anything less proves nothing."""

CERTIFICATE = frozenset({Failure.CERT_UNTRUSTED, Failure.CERT_NAME, Failure.CERT_EXPIRED, Failure.CERT_NOT_YET})
CUT = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CLOSED, Failure.REFUSED})
"""Ways in which a connection dies without an answer."""
SILENT_ABOUT_NETWORK = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
"""Failures that say nothing about the network."""

_ENCRYPTED = "https"
"""The transport of a lookup that can be trusted; the system's own names none."""


@dataclass(frozen=True, slots=True)
class Try:
    """The steps of one connection, in order."""

    variant: Variant
    origin: str
    """`system`, `trusted`, `plain` or `built_in`: how the address was learnt."""
    steps: tuple[Observation, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The observations it consists of."""
        return tuple(step.number for step in self.steps)

    @property
    def last(self) -> Observation:
        """The last step that exists."""
        return self.steps[-1]

    @property
    def failure(self) -> Failure | None:
        """The failure it ended with, if any."""
        return self.last.failure

    @property
    def target(self) -> str:
        """The address and port."""
        return self.last.target

    @property
    def address(self) -> str:
        """The address alone."""
        return self.target.rpartition(":")[0].strip("[]")

    def find(self, step: Step) -> Observation | None:
        """The observation of one step, where it exists."""
        return next((o for o in self.steps if o.step is step), None)

    @property
    def delivered(self) -> bool | None:
        """Whether the other end confirmed what was said in the last step; None where nobody knows."""
        said = self.last.facts.get("delivered")
        return said if isinstance(said, bool) else None

    def answered(self, wire: Wire) -> bool:
        """Whether the app's greeting was answered (what was read afterwards is another question).

        An answer whose sender was asked for a proof and gave none is nobody's.
        """
        greeting, proof = self.find(GREETING[wire]), self.find(Step.PROOF)
        return greeting is not None and greeting.ok and (proof is None or proof.ok)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One answer of one resolver about one name."""

    observation: Observation

    @property
    def addresses(self) -> tuple[str, ...]:
        """What it answered."""
        found = self.observation.facts.get("addresses", ())
        return tuple(found) if isinstance(found, tuple | list) else ()


def tries(observations: Iterable[Observation], endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[Try, ...]:
    """Give all connections to an endpoint of one variant; those that say nothing about the network are left out."""
    grouped: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.endpoint == endpoint.id and observation.variant is variant and observation.step is not Step.DNS:
            grouped[observation.attempt].append(observation)
    found = tuple(Try(variant, str(steps[0].facts.get("from", "")), tuple(steps)) for steps in grouped.values())
    return tuple(t for t in found if t.failure not in SILENT_ABOUT_NETWORK)


def lookups(observations: Iterable[Observation], name: str, *, system: bool) -> tuple[Lookup, ...]:
    """Give all answers about a name: the system's own, or those of encrypted resolvers abroad. Whoever asked first."""
    return tuple(
        Lookup(o)
        for o in observations
        if o.step is Step.DNS
        and o.target.rpartition("@")[0] == name
        and (o.facts.get("resolver") == "system") == system
        and o.facts.get("transport", _ENCRYPTED) == _ENCRYPTED
        and o.failure not in SILENT_ABOUT_NETWORK
    )


def plain_lookups(observations: Iterable[Observation]) -> tuple[Lookup, ...]:
    """Give all answers that came without encryption, about any name. Nothing in them is trusted by itself."""
    return tuple(
        Lookup(o)
        for o in observations
        if o.step is Step.DNS
        and o.facts.get("transport", _ENCRYPTED) != _ENCRYPTED
        and o.failure not in SILENT_ABOUT_NETWORK
    )


def numbers(items: Sequence[Try | Lookup]) -> tuple[int, ...]:
    """Give the numbers of all observations in some tries and lookups, in order."""
    found: list[int] = []
    for item in items:
        found.extend(item.numbers if isinstance(item, Try) else (item.observation.number,))
    return tuple(sorted(set(found)))
