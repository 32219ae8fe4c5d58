"""Who issues certificates in place of the servers: programs and gateways that inspect TLS, by their issuer names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import field

from dialtone.judge.attempts import AttemptIndex, shows_local_root, successes
from dialtone.judge.kinds import is_global
from dialtone.model.catalogue import Controls, Endpoint, Inspector, InspectorPlace
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step, Variant


class Inspection(Frozen):
    """Which issuers outside the public lists were seen, and where."""

    sites: int = 0
    """How many neutral sites, domestic ones included, showed a certificate."""
    neutral: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By issuer: the numbers of the handshakes in which a neutral site abroad showed it."""
    messengers: Mapping[str, Set[str]] = field(default_factory=dict)
    """By issuer: the messengers from abroad at whose servers it was seen. A private address is none of theirs."""
    programs: tuple[Inspector, ...] = ()
    """The issuers that the catalogue knows: programs, gateways and authorities of states."""

    def at_neutral_sites(self, handshakes: Iterable[Observation]) -> tuple[int, ...]:
        """Return the numbers of the handshakes with neutral sites that showed the issuer of one of these."""
        issuers = dict.fromkeys(map(issuer_of, handshakes))
        return tuple(number for issuer in issuers for number in self.neutral.get(issuer, ()))


def find_inspection(index: AttemptIndex, controls: Controls) -> Inspection:
    """Return which issuers outside the public lists were seen in a check, and where."""
    neutral: dict[str, list[int]] = defaultdict(list)
    for handshake in _not_public_abroad(index, controls):
        neutral[issuer_of(handshake)].append(handshake.number)
    messengers: dict[str, set[str]] = defaultdict(set)
    with_messengers = (o for o in index.steps if o.step is Step.TLS and o.messenger and has_no_public_root(o))
    for handshake in with_messengers:
        if handshake.messenger not in controls.at_home and is_global(handshake.host):
            messengers[issuer_of(handshake)].add(handshake.messenger)
    neutral.pop("", None)  # the handshakes of which no issuer was read
    messengers.pop("", None)
    sites = sum(bool(_certificates_shown(index, control.endpoint)) for control in controls.sites)
    return Inspection(sites, neutral, messengers, controls.inspectors)


def find_program(programs: Iterable[Inspector], handshakes: Iterable[Observation]) -> Inspector | None:
    """Return the first of these programs that issued the certificate of one of these handshakes; None if none did."""
    issuers = [(issuer_of(each), str(each.facts.get(Fact.ISSUER_ORGANIZATION, ""))) for each in handshakes]
    return next((program for program in programs for names in issuers if program.issued(*names)), None)


def name_inspector(index: AttemptIndex, controls: Controls) -> str:
    """Return the known program that issued certificates of sites abroad; empty if unknown or a state's authority."""
    program = find_program(controls.inspectors, _not_public_abroad(index, controls))
    return program.name if program is not None and not is_state_authority(program) else ""


def has_no_public_root(handshake: Observation) -> bool:
    """Return whether the certificate of a handshake chains to no public root, whether it was accepted here or not.

    Of a refused one no chain was verified: it must name an issuer, and carry no timestamps of public logs.
    """
    refused = handshake.variant is Variant.UNVERIFIED and bool(issuer_of(handshake)) and not is_logged(handshake)
    return handshake.ok and (refused or shows_local_root(handshake))


def is_logged(handshake: Observation) -> bool:
    """Return whether a refused certificate carries timestamps of public logs: a public authority issued it."""
    return handshake.facts.get(Fact.LOGGED) is True


def issuer_of(handshake: Observation) -> str:
    """Return the name of the issuer of the certificate that was shown; empty if it was not read."""
    return str(handshake.facts.get(Fact.ISSUER, ""))


def find_refused_certificates(index: AttemptIndex, endpoint: Endpoint) -> tuple[Observation, ...]:
    """Return the handshakes that read a certificate of an endpoint which the app refuses as untrusted."""
    if not any(t.failure is Failure.CERT_UNTRUSTED for t in index.attempts_at(endpoint)):
        return ()
    return successes(index.attempts_at(endpoint, Variant.UNVERIFIED), Step.TLS)


def _certificates_shown(index: AttemptIndex, endpoint: Endpoint) -> tuple[Observation, ...]:
    return (*successes(index.attempts_at(endpoint), Step.TLS), *find_refused_certificates(index, endpoint))


def _not_public_abroad(index: AttemptIndex, controls: Controls) -> list[Observation]:
    shown = (tls for site in controls.sites_at(Place.FOREIGN) for tls in _certificates_shown(index, site))
    return [tls for tls in shown if has_no_public_root(tls)]


def is_state_authority(program: Inspector | None) -> bool:
    """Return whether an issuer is an authority that a state asks people to trust."""
    return program is not None and program.place is InspectorPlace.STATE
