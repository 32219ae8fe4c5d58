"""Whether a filter of one's own left a name out: at home, on this computer, or at a resolver chosen for that."""

import ipaddress
from collections.abc import Iterable

from dialtone.judge.attempts import Lookup
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.findings.line import answers_are_injected, denied_nationally
from dialtone.judge.signs import Seen
from dialtone.model.vocabulary import NetworkFlag, ResolverPlace

_FILTERS = (ResolverPlace.FILTER, ResolverPlace.LOOPBACK)
"""A public resolver that filters, or a program on this computer."""
PERHAPS_AT_HOME = (ResolverPlace.STUB, ResolverPlace.PRIVATE)
"""A system stub, which does not say whom it asks; and a home router or the like, which filters or only forwards."""
_AT_HOME = (*PERHAPS_AT_HOME, *_FILTERS)
"""Resolvers that a home or an office may have set up to suppress names."""
_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def is_no_server(address: str) -> bool:
    """Return whether an address is of this computer or of a private network."""
    ip = ipaddress.ip_address(address)
    return ip.is_loopback or ip.is_unspecified or any(ip in part for part in _PRIVATE)


def with_address(lookups: Iterable[Lookup]) -> list[Lookup]:
    """Return the lookups that gave an address."""
    return [lookup for lookup in lookups if lookup.addresses]


def zero_at_home(case: EndpointCase) -> Seen:
    """A resolver that may have been set up to suppress names answers 0.0.0.0: at home, or on this computer."""
    answers = with_address(lookups_at(case, *_AT_HOME))
    return [lookup for lookup in answers if all(ipaddress.ip_address(a).is_unspecified for a in lookup.addresses)]


def filter_left_it_out(case: EndpointCase) -> Seen:
    """A resolver that was set up to suppress names did so: on this computer, in this home, or a public one.

    Filters at home answer 0.0.0.0. That a home router denies a name says nothing: most only forward the provider's
    answers. Many homes redirect all lookups to their own filter, which then answers in a decoy's place: then only
    0.0.0.0 counts. Source: docs.pi-hole.net/ftldns/blockingmode, read 2026-11-29; ooni/blocking-fingerprints@01f6ac3
    fingerprints_dns.csv, `cl.dns_br_allzero`.
    """
    zero = zero_at_home(case)
    if case.answered or denied_nationally(case) or (answers_are_injected(case) and not zero):
        return ()
    at_filter = lookups_at(case, *_FILTERS) if case.network.controls_answer else ()
    return zero or leads_into_this_network(case) or at_filter


def leads_into_this_network(case: EndpointCase) -> Seen:
    """A resolver at home, or a stub that may ask one, gives a private address, and a host on this network has it."""
    reached = {t.address for t in case.answered_in_one_hop if is_no_server(t.address)}
    at_home = with_address(lookups_at(case, *_AT_HOME))
    return (*at_home, *case.answered_in_one_hop) if reached and case.system_addresses <= reached else ()


def home_may_have_the_address(case: EndpointCase) -> Seen:
    """A resolver that may be at home gives private addresses, and nothing points to a block page beyond it."""
    are_private = bool(case.system_addresses) and all(map(is_no_server, case.system_addresses))
    return lookups_at(case, *PERHAPS_AT_HOME) if are_private and not points_beyond_home(case) else ()


def points_beyond_home(case: EndpointCase) -> bool:
    """Return whether something is odd in this check that no device of a home does; other denied names are not."""
    is_stopped = case.check.has_interference_beyond_names or case.flagged(NetworkFlag.CALLS_FILTERED)
    return bool(is_stopped or case.check.inspection.messengers or answers_are_injected(case) or denied_nationally(case))


def lookups_at(case: EndpointCase, *places: ResolverPlace) -> list[Lookup]:
    """Return the system's lookups that first go to a resolver at one of these places, or to what answers for all."""
    if case.messenger.tampering.at_home:
        return [*case.system_lookups] if ResolverPlace.PRIVATE in places else []
    return [lookup for lookup in case.system_lookups if lookup.is_asked_at(*places)]


def public_resolver_asked(case: EndpointCase) -> Seen:
    """The system asks a public resolver, or the provider's, which suppresses nothing on a home's behalf."""
    in_public = lookups_at(case, ResolverPlace.PUBLIC)
    return in_public if len(in_public) == len(case.system_lookups) else ()


def vpn_resolver_asked(case: EndpointCase) -> Seen:
    """Lookups go through a VPN, whose own resolver may suppress some names."""
    by_vpn = case.flagged(NetworkFlag.VPN) and not case.flagged(NetworkFlag.NAMES_BESIDE_VPN)
    return case.system_lookups if by_vpn else ()


filtering_resolver_asked: EndpointSign = lambda c: lookups_at(c, *_FILTERS)
"""The system says whom it asks: a program here, or a public resolver that filters."""
