"""Who issues certificates in place of the servers: programs and gateways that inspect TLS, by their issuer names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import field

from dialtone.judge.attempts import AttemptIndex, is_global, steps_of
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.inspector import Inspector, InspectorPlace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step, Variant


class Inspection(Frozen):
    """Which issuers outside the public lists were seen, and where."""

    sites: int = 0
    """Neutral sites that showed any certificate."""
    neutral: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By issuer: the handshakes in which a neutral site abroad showed it."""
    messengers: Mapping[str, Set[str]] = field(default_factory=dict)
    """By issuer: the messengers from abroad at whose servers it was seen. A private address is none of theirs."""
    programs: tuple[Inspector, ...] = ()
    """The inspecting programs that the catalogue knows."""

    def program(self, certificates: Iterable[Observation]) -> Inspector | None:
        """Return the known program that issued one of these certificates."""
        issuers = [
            (issuer_of(certificate), str(certificate.facts.get(Fact.ISSUER_ORGANIZATION, "")))
            for certificate in certificates
        ]
        return next((program for program in self.programs for names in issuers if program.issued(*names)), None)

    def at_neutral_sites(self, certificates: Iterable[Observation]) -> tuple[int, ...]:
        """Return the handshakes with neutral sites that showed the issuer of one of these certificates."""
        issuers = dict.fromkeys(map(issuer_of, certificates))
        return tuple(number for issuer in issuers for number in self.neutral.get(issuer, ()))


def find_inspection(index: AttemptIndex, controls: Controls) -> Inspection:
    """Collect which issuers were seen where."""
    neutral: dict[str, list[int]] = defaultdict(list)
    for handshake in _shown_abroad(index, controls):
        neutral[issuer_of(handshake)].append(handshake.number)
    messengers: dict[str, set[str]] = defaultdict(set)
    for handshake in (o for o in index.steps if o.step is Step.TLS and o.messenger and is_of_nobody_known(o)):
        if handshake.messenger not in controls.at_home and is_global(handshake.host):
            messengers[issuer_of(handshake)].add(handshake.messenger)
    for by_issuer in (neutral, messengers):
        by_issuer.pop("", None)
    sites = sum(bool(_shown(index, control.endpoint)) for control in controls.sites)
    return Inspection(sites, neutral, messengers, controls.inspectors)


def name_inspector(index: AttemptIndex, controls: Controls) -> str:
    """Return the known program that issued the certificates of sites abroad; empty if unknown or a state's."""
    program = Inspection(programs=controls.inspectors).program(_shown_abroad(index, controls))
    return program.name if program is not None and not is_state_authority(program) else ""


def is_local(handshake: Observation) -> bool:
    """Return whether a certificate that this computer accepts chains to a root that is on no public list."""
    return handshake.facts.get(Fact.MOZILLA) is False and handshake.facts.get(Fact.LISTED) is not True


def is_of_nobody_known(handshake: Observation) -> bool:
    """Return whether the certificate of a handshake chains to no public root, whether accepted or refused here."""
    unverified = handshake.variant is Variant.UNVERIFIED and bool(issuer_of(handshake)) and not is_logged(handshake)
    return handshake.ok and (unverified or is_local(handshake))


def is_logged(handshake: Observation) -> bool:
    """Return whether a certificate that was refused carries timestamps of logs: a public authority issued it."""
    return handshake.facts.get(Fact.LOGGED) is True


def issuer_of(handshake: Observation) -> str:
    """Return the issuer name of the certificate that was shown."""
    return str(handshake.facts.get(Fact.ISSUER, ""))


def refused_certificates(index: AttemptIndex, endpoint: Endpoint) -> tuple[Observation, ...]:
    """Return the handshakes that read the certificate which the app would refuse as untrusted."""
    if not any(t.failure is Failure.CERT_UNTRUSTED for t in index.of(endpoint)):
        return ()
    return tuple(tls for tls in steps_of(index.of(endpoint, Variant.UNVERIFIED), Step.TLS) if tls.ok)


def _shown(index: AttemptIndex, endpoint: Endpoint) -> tuple[Observation, ...]:
    accepted = (tls for tls in steps_of(index.of(endpoint), Step.TLS) if tls.ok)
    return (*accepted, *refused_certificates(index, endpoint))


def _shown_abroad(index: AttemptIndex, controls: Controls) -> list[Observation]:
    """Return the handshakes with sites abroad that showed a certificate of no public root."""
    shown = (observation for site in controls.sites_at(Place.FOREIGN) for observation in _shown(index, site))
    return [observation for observation in shown if is_of_nobody_known(observation)]


def is_state_authority(program: Inspector | None) -> bool:
    """Return whether an issuer is an authority that a state asks people to trust."""
    return program is not None and program.place is InspectorPlace.STATE
