"""Names: no address, another host's address, or a silent address where another one answers."""

import ipaddress
from itertools import chain

from dialtone.judge.attempts import Lookup, addresses_in, with_address
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, WORKS, blocked, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.findings import handshakes, innocent
from dialtone.judge.findings.innocent import Found, Row
from dialtone.judge.kinds import CUT, NO_REPLY, WRONG_CERTIFICATE, family_of, is_fake_ip, is_global
from dialtone.judge.network.resolvers import domain_of
from dialtone.judge.readings import chance_of_so_many
from dialtone.judge.signs import Seen, all_of, any_of, if_all, if_repeated, without
from dialtone.model.fact import Fact
from dialtone.model.thresholds import NAMES_BY_CHANCE, ONE_MOMENT_SECONDS, REPEATED, RESENT_AFTER_SECONDS
from dialtone.model.vocabulary import AddressOrigin, Cause, Failure, NetworkFlag, Step
from dialtone.model.vocabulary import EvidenceKind as Kind


def name_is_missing(case: EndpointCase) -> Seen:
    """The system gives the app no usable address for the name, and that is no chance.

    Its resolver denies the name; or it answers for none of several names, or errs for this one alone, while the name is
    known elsewhere; or the name servers fail for resolvers abroad as well.
    """
    if not _is_missing(case):
        return ()
    is_unanswered = bool(several_names_are_silent(case) or name_alone_errs(case))
    is_withheld = is_unanswered and bool(known_elsewhere(case))
    if not (name_is_denied(case) or is_withheld or name_servers_fail(case)):
        return ()
    return (*_unanswered_lookups(case), *with_address(case.trusted_lookups))


def other_names_work(case: EndpointCase) -> Seen:
    """The name is denied repeatedly, no resolver abroad answers, and another server of the messenger is up.

    A service that fails for all fails with all its names, and with SERVFAIL, which is no denial. Source:
    blog.cloudflare.com/during-the-facebook-outage, read 2026-11-29.
    """
    if any(lookup.failure is not Failure.TIMEOUT for lookup in case.trusted_lookups):
        return ()
    denied = if_repeated(lookup for lookup in case.system_lookups if lookup.failure is Failure.NO_SUCH_NAME)
    return denied if case.sibling_lives else ()


def home_denies_another_messenger(case: EndpointCase) -> Seen:
    """A resolver that may be at home denies another messenger, too: two services seldom lose their names at once."""
    others = {lookup.observation.messenger for lookup in case.check.names.denied} - {"", case.endpoint.messenger}
    return innocent.lookups_at(case, *innocent.PERHAPS_AT_HOME) if others and name_is_denied(case) else ()


def several_names_are_silent(case: EndpointCase) -> Seen:
    """The system resolver gives no answer at all for several names of the messenger, including this one."""
    is_silent = len(_unanswered_lookups(case)) == len(case.system_lookups) and not name_is_denied(case)
    return case.system_lookups if is_silent and case.messenger.unanswered_name_count >= REPEATED else ()


def name_alone_errs(case: EndpointCase) -> Seen:
    """The system resolver errs for this name, at once and again, and resolves others of the messenger in its domain.

    A resolver that forbids a name by its policy refuses at once (RFC 1035, 4.1.1). One that cannot reach name servers
    takes seconds at first, and fails for the whole domain.
    """
    own_domain = (case.endpoint.messenger, domain_of(case.endpoint.host or ""))
    if own_domain not in case.check.names.resolved_domains:
        return ()
    errors = [lookup.observation for lookup in case.system_lookups if lookup.failure is Failure.DNS_FAILED]
    at_once = [o for o in errors if o.seconds < RESENT_AFTER_SECONDS]
    if len(at_once) < len(case.system_lookups):
        return ()
    for_ipv4 = if_repeated(o for o in at_once if o.facts.get(Fact.FAMILY) == 4)
    return case.system_lookups if for_ipv4 else ()


def all_names_lead_there(case: EndpointCase) -> Seen:
    """Every neutral name leads to one of these addresses, too: no name is singled out."""
    return case.control_results.leads_all_astray(case.system_addresses) and case.system_lookups


def only_another_address_connects(case: EndpointCase) -> Seen:
    """The system's addresses do not even accept a connection; at another address of the name the messenger answers."""
    return if_all(case.own_attempts, lambda t: t.ended(Step.TCP, NO_REPLY)) if case.answered_elsewhere else ()


def only_the_name_is_in_the_way(case: EndpointCase) -> Seen:
    """An encrypted resolver answered here, and the messenger answered at an address that it gave."""
    reached = [t for t in case.answered_elsewhere if t.address in case.trusted_addresses]
    return (*case.trusted_lookups, *reached) if reached and not innocent.filter_left_it_out(case) else ()


def _is_missing(case: EndpointCase) -> bool:
    """Return whether the name was looked up, and the system gave the app no address of a family that works here."""
    if not case.system_lookups:
        return False
    if not case.system_addresses:
        return not case.own_attempts
    # Where IPv6 is dead, IPv6 addresses alone count as none if the messenger answers over IPv4 at another address.
    working = case.control_results.families
    targets = [f"[{address}]" if ":" in address else address for address in case.system_addresses]
    if any(family_of(target) in working for target in targets):
        return False
    return any(family_of(t.target) in working for t in case.answered_elsewhere)


def _unanswered_lookups(case: EndpointCase) -> list[Lookup]:
    return [lookup for lookup in case.system_lookups if not lookup.observation.ok]


def _unknown_abroad(case: EndpointCase, failure: Failure) -> Seen:
    """Return the system's lookups and those abroad that failed so, if no resolver abroad knows an address."""
    failed = [lookup for lookup in case.trusted_lookups if lookup.failure is failure]
    return (*case.system_lookups, *failed) if failed and not case.trusted_addresses else ()


name_servers_fail: EndpointSign = lambda c: (
    _unknown_abroad(c, Failure.DNS_FAILED) if several_names_are_silent(c) else ()
)
"""The system resolver is silent on several of its names, and a resolver abroad could not resolve this one."""
name_is_denied: EndpointSign = lambda c: [lookup for lookup in c.system_lookups if lookup.is_denied]
"""The system resolver says that there is no such name, or no address."""
known_elsewhere: EndpointSign = lambda c: (*with_address(c.trusted_lookups), *c.answered_elsewhere)
"""A resolver abroad knows the name, or the messenger answers at an address from another source."""
name_is_vouched_for: EndpointSign = lambda c: name_is_missing(c) and (known_elsewhere(c) or other_names_work(c))
"""The name is missing, and something shows that it exists."""
_VPN_RESOLVER = Row("vpn_resolver", UNEXPLAINED, COMMON).given(innocent.vpn_resolver_asked)
_WHO_ANSWERED = (
    (Kind.NAME_FORGED_ON_THE_WAY, innocent.answers_are_injected),
    (Kind.NAME_MISSING_NATIONALLY, innocent.denied_nationally),
    (Kind.GREETING_ANSWERED, innocent.another_address_answers),
    (Kind.ONLY_THE_NAME, only_the_name_is_in_the_way),
)

name_is_gone: EndpointSign = lambda c: _unknown_abroad(c, Failure.NO_SUCH_NAME) if _is_missing(c) else ()
"""The system has no address for the name, and resolvers abroad do not know it either. Its servers may still be up."""
another_name_is_found: EndpointSign = lambda c: bool(c.messenger.found_names - {c.endpoint.host})
"""Some resolver gives an address for another name of the messenger: services give up names, but seldom lose one."""

# No resolver knows the name. Decides whether the service has lost it or the catalogue is old; that another name of the
# messenger is found speaks for the catalogue. Inside its own country, a service closed to abroad is unknown only to
# resolvers abroad, which the system's may be.
NAME_GONE = Found("name_gone_everywhere", name_is_gone, Kind.SERVER_TROUBLE).explained_by(
    Row("gone_everywhere", DOWN, UNCOMMON),
    innocent.CLOSED_TO_ABROAD.unless(innocent.serves_this_country),
    Row("resolver_abroad", UNEXPLAINED, UNCOMMON).given(innocent.serves_one_country, innocent.serves_this_country),
    Row("catalogue_old", UNEXPLAINED, UNCOMMON).rarer_if(without(another_name_is_found)),
)


def app_finds_another_address(case: EndpointCase) -> Seen:
    """The system gives no usable address; at one that the app finds in another way, the messenger answers.

    Source: signalapp/libsignal@b056faa rust/net/infra/src/dns.rs (2026-08-14), chatmail/core@4888889 src/net/dns.rs
    (2026-08-22).
    """
    if not _is_missing(case) and not app_gets_false_address(case):
        return ()
    where_the_app_looks = answered_where_the_app_looks(case)
    if where_the_app_looks or "cache" not in case.endpoint.names_fallback:
        return where_the_app_looks
    # The app keeps addresses that it was given before: any at which the messenger answers may be among them.
    return case.answered_elsewhere


def answered_where_the_app_looks(case: EndpointCase) -> Seen:
    """The messenger answers at an address built into the app, or from the resolver that the app itself asks."""
    fallback = case.endpoint.names_fallback
    app_addresses = addresses_in(lookup for lookup in case.trusted_lookups if lookup.resolver in fallback)
    app_addresses |= set(case.endpoint.addresses if AddressOrigin.BUILT_IN in fallback else ())
    return [t for t in case.answered_elsewhere if t.address in app_addresses]


def app_gets_false_address(case: EndpointCase) -> Seen:
    """The system resolver gives an address that is not the messenger's, and the app tries others in addition."""
    true_addresses = case.trusted_addresses.union(case.endpoint.addresses)
    false = [lookup for lookup in with_address(case.system_lookups) if true_addresses.isdisjoint(lookup.addresses)]
    return false if "beside" in case.endpoint.names_fallback else ()


name_has_no_address: EndpointSign = lambda c: _unanswered_lookups(c) if _is_missing(c) else ()
"""The system's resolver gives no address."""

# The name fails, and the app has another way to an address, so that it works. The rival is an app that was never opened
# elsewhere and knows no such address: uncommon, and excluded where a built-in address or its own resolver suffices.
NAMES_FALLBACK = Found(
    "names_fallback",
    app_finds_another_address,
    needs=(innocent.controls_answer,),
    reports=(
        (Kind.NAME_FORGED, app_gets_false_address),
        (Kind.NAME_MISSING, name_has_no_address),
        (Kind.GREETING_ANSWERED, app_finds_another_address),
    ),
).explained_by(
    Row("works", WORKS, COMMON),
    Row("kept_no_address", blocked(Cause.DNS_MISSING), UNCOMMON).unless(answered_where_the_app_looks),
)


def name_is_cut_at_built_in(case: EndpointCase) -> Seen:
    """The system has no address for the name, and at the app's built-in addresses, which it then uses, it is cut."""
    if AddressOrigin.BUILT_IN not in case.endpoint.names_fallback or case.system_addresses:
        return ()
    there = case.behind_the_name(AddressOrigin.BUILT_IN)
    is_stopped = innocent.failures_repeat(there) and not handshakes.only_this_shape_is_cut(there)
    by_filter = is_stopped and any(sign(there) for sign in handshakes.NOT_BY_SERVER)
    return handshakes.name_is_cut(there) if by_filter else ()


def name_passes_at_built_in(case: EndpointCase) -> Seen:
    """Two later handshakes with the name passed there."""
    return handshakes.name_passes_repeatedly(case.behind_the_name(AddressOrigin.BUILT_IN))


# The name is missing, and cut at an address built into the app by something other than the server there. The rival of a
# filter is a service that gave up the name: rare, because its servers still stand there.
NAME_CUT_AT_BUILT_IN = Found(
    "name_cut_at_built_in",
    name_is_cut_at_built_in,
    Kind.NAME_CUT,
    needs=(innocent.controls_answer, without(name_is_vouched_for)),
    reports=(
        (Kind.NAME_CUT_ANYWHERE, handshakes.name_dies_at_unrelated_servers),
        (Kind.SOME_ATTEMPTS_FAIL, name_passes_at_built_in),
    ),
).explained_by(
    Row("name_filtered", blocked(Cause.NAME_FILTERED), COMMON).unless(name_passes_at_built_in),
    Row("name_filtered_at_times", unknown(Cause.NAME_FILTERED), UNCOMMON).given(name_passes_at_built_in),
    Row("gone_everywhere", DOWN, RARE).unless(known_elsewhere),
)


def name_is_denied_altogether(case: EndpointCase) -> Seen:
    """The system resolver denies the name as such (RFC 8020: for any record type), or addresses of both families."""
    without_address = [lookup for lookup in case.system_lookups if lookup.failure is Failure.NO_ADDRESS]
    in_both = {4, 6} <= {lookup.observation.facts.get(Fact.FAMILY) for lookup in without_address}
    denied = [lookup for lookup in case.system_lookups if lookup.failure is Failure.NO_SUCH_NAME]
    return denied or (without_address if in_both else ())


def silence_is_no_chance(case: EndpointCase) -> Seen:
    """Several names go unanswered, and neutral ones too seldom for that to happen by chance (Fisher's exact test).

    Where the resolver leaves out names because many are asked at once, it is no chance, but no name is singled out.
    """
    if silent_names_are_answered_later(case):
        return ()
    names = case.messenger.unanswered_name_count
    chance = chance_of_so_many(names, names, *case.control_results.tally(Step.DNS))
    return several_names_are_silent(case) if chance < NAMES_BY_CHANCE else ()


def one_domain_is_gone(case: EndpointCase) -> Seen:
    """Of all known names the system denies those of one domain alone, as if a registry had suspended it.

    Some resolvers remember that for hours (RFC 2308, 5). Source: zoom.statuspage.io, 16 April 2025.
    """
    return name_is_denied(case) if case.check.names.gone_domain and not innocent.points_beyond_home(case) else ()


def one_domain_errs(case: EndpointCase) -> Seen:
    """Of all known names the system errs for those of one domain alone.

    That is what a resolver does that cannot validate a zone or reach its servers (ooni/spec, tq-009; RFC 4035, 5.5).
    Some networks block so, too, but seldom one service alone: CANTV in Venezuela (ooni/explorer#904), AS136480 in
    Myanmar (ooni/probe#1467); both read 2026-12-03.
    """
    errors = [lookup for lookup in case.system_lookups if lookup.failure is Failure.DNS_FAILED]
    return errors if domain_of(case.endpoint.host or "") == case.check.names.gone_domain else ()


def silent_while_busy(case: EndpointCase) -> Seen:
    """Several names got no answer, and this computer was too busy to read answers on time.

    An error that was read together with an answer for another name was in time: the resolver errs for this one.
    """
    if not case.flagged(NetworkFlag.COMPUTER_BUSY) or _error_was_in_time(case):
        return ()
    return several_names_are_silent(case)


def _error_was_in_time(case: EndpointCase) -> bool:
    """Return whether an error for this name was read at the moment of an answer with an address for any name."""
    with_addresses = chain.from_iterable(case.check.names.by_address.values())
    answers = {_end_of(lookup) for lookup in with_addresses if not lookup.is_local}
    errors = [_end_of(lookup) for lookup in case.system_lookups if lookup.failure is Failure.DNS_FAILED]
    return any(abs(error - answer) <= ONE_MOMENT_SECONDS for error in errors for answer in answers)


def _end_of(lookup: Lookup) -> float:
    return lookup.observation.started + lookup.observation.seconds


def neutral_names_are_silent(case: EndpointCase) -> Seen:
    """At least a tenth of the lookups of neutral names, and more than one, got no answer either."""
    are_neutral_silent = case.control_results.tally(Step.DNS).fails_often
    return (several_names_are_silent(case) or name_alone_errs(case)) if are_neutral_silent else ()


def silent_names_are_answered_later(case: EndpointCase) -> Seen:
    """Several names that got no answer, of whichever messenger, are answered when asked again.

    The resolver answers only some of them a second (AdGuard Home: `ratelimit`, twenty a second).
    """
    answers = case.check.names.answered_late
    return answers if len({lookup.name for lookup in answers}) >= REPEATED else ()


def home_filter_is_unlikely(case: EndpointCase) -> Seen:
    """No filter at home shows itself, and either something points to a block beyond the home, or nothing to a filter.

    A resolver at home that denies a name points to a filter if the name exists. Most routers only forward the
    provider's answers, but one may be a Pi-hole set to NXDOMAIN. Older checks did not record who was asked.
    """
    if innocent.filter_left_it_out(case):
        return False
    if innocent.lookups_at(case, *innocent.PERHAPS_AT_HOME) and name_is_vouched_for(case):
        return innocent.points_beyond_home(case)
    return True


# The system has no address. Decides whether the provider, a filter of the home or the service itself is the reason. The
# hardest rival of a block is the home's own filter, which denies a name as a provider does: as common, unless no
# resolver at home was asked or something points beyond it. Silence may also be a slow resolver's.
NAME_MISSING = Found(
    "name_missing",
    name_is_missing,
    needs=(innocent.controls_answer,),
    reports=(
        (Kind.OWN_FILTER, innocent.filter_left_it_out),
        (Kind.NAME_MISSING, all_of(name_is_missing, without(innocent.filter_left_it_out))),
        *_WHO_ANSWERED,
    ),
    looks_behind_name=True,
).explained_by(
    Row("dns_missing", blocked(Cause.DNS_MISSING), COMMON)
    .unless(innocent.filter_left_it_out, name_servers_fail)
    .rarer_if(without(any_of(known_elsewhere, other_names_work)))
    .rarer_if(all_of(one_domain_errs, without(innocent.points_beyond_home)))
    .proved_by(name_is_denied, known_elsewhere, home_filter_is_unlikely),
    Row("own_filter", blocked(Cause.OWN_FILTER), COMMON)
    .given(any_of(name_is_denied, name_alone_errs))
    .unless(innocent.public_resolver_asked, innocent.answers_are_injected, innocent.denied_nationally)
    .rarer_if(home_filter_is_unlikely),
    Row("dns_missing_beyond_it", blocked(Cause.DNS_MISSING), RARE).given(innocent.filter_left_it_out),
    Row("gone_everywhere", DOWN, UNCOMMON)
    .unless(known_elsewhere, name_servers_fail)
    .rarer_if(other_names_work, home_denies_another_messenger),
    Row("name_servers_dead", DOWN, COMMON).given(name_servers_fail),
    Row("resolver_errs", unknown(Cause.DNS_MISSING), COMMON)
    .given(one_domain_errs)
    .unless(name_servers_fail)
    .rarer_if(innocent.points_beyond_home),
    Row("old_answer", UNEXPLAINED, RARE).given(one_domain_is_gone),
    Row("resolver_slow", UNEXPLAINED, COMMON)
    .given(any_of(several_names_are_silent, name_alone_errs))
    .unless(silence_is_no_chance)
    .rarer_if(without(silent_names_are_answered_later)),
    Row("lossy_line", UNEXPLAINED, COMMON).given(neutral_names_are_silent).unless(silence_is_no_chance),
    Row("this_computer", unknown(Cause.THIS_COMPUTER), COMMON).given(silent_while_busy),
    _VPN_RESOLVER,
    Row("split_horizon", UNEXPLAINED, RARE).given(name_is_denied).unless(name_is_denied_altogether),
    Row("catalogue_old", UNEXPLAINED, RARE).unless(known_elsewhere),
)


def hosts_file_leads_away(case: EndpointCase) -> Seen:
    """The hosts file of this computer sends the name to an address where the messenger is not.

    Some people write its true address there, to do without a resolver. So an address that a server can have counts only
    if the messenger answers at another one.
    """
    replaced = [lookup for lookup in case.system_lookups if lookup.observation.facts.get(Fact.HOSTS_FILE) is True]
    if not replaced or case.system_addresses & case.genuine_addresses:
        return ()
    is_possible = any(_may_be_its_server(address, case) for address in addresses_in(replaced))
    if is_possible and not case.answered_elsewhere:
        return ()
    return (*replaced, *case.own_attempts)


def _may_be_its_server(address: str, case: EndpointCase) -> bool:
    """Return whether the messenger's server can have an address; a person's own can have any but 0.0.0.0 and ::."""
    if case.endpoint.of_person:
        return not ipaddress.ip_address(address).is_unspecified
    return is_global(address)


HOSTS_FILE = Found("local_override", hosts_file_leads_away, Kind.LOCAL_OVERRIDE).explained_by(
    Row("hosts_file", blocked(Cause.THIS_COMPUTER), COMMON).proved_by(hosts_file_leads_away)
)


def search_list_leads_away(case: EndpointCase) -> Seen:
    """A name from this computer's search list was resolved instead of this one, as for every neutral name (`ndots`)."""
    replaced = [lookup for lookup in case.system_lookups if lookup.observation.facts.get(Fact.SEARCH_LIST) is True]
    return (*replaced, *case.own_attempts) if replaced and all_names_lead_there(case) else ()


SEARCH_LIST = Found("search_list", search_list_leads_away, Kind.LOCAL_OVERRIDE).explained_by(
    Row("search_list", blocked(Cause.THIS_COMPUTER), COMMON).proved_by(search_list_leads_away)
)


def name_leads_elsewhere(case: EndpointCase) -> Seen:
    """The system gives addresses at which the messenger cannot be.

    None of them is known to be the messenger's, and none is a fake address from a program on this computer.
    """
    if case.system_addresses & case.genuine_addresses or any(map(is_fake_ip, case.system_addresses)):
        return ()
    to_shared = address_is_shared_and_dead(case)
    other_signs = (shows_another_host, name_leads_nowhere, address_was_injected, leads_to_silent_notice)
    if not to_shared and not any(map(case.look, other_signs)):
        return ()
    return (*with_address(case.system_lookups), *case.trusted_lookups, *case.own_attempts, *to_shared)


def name_leads_nowhere(case: EndpointCase) -> Seen:
    """The addresses are no server's: on this computer, or inside a home's or a provider's network."""
    if not case.system_addresses or case.endpoint.of_person or any(map(is_global, case.system_addresses)):
        return ()
    if all(map(innocent.is_no_server, case.system_addresses)):
        return case.system_lookups
    # The messenger may stand in a provider's own range, unless another address is known, or it was tried there in vain.
    was_tried_in_vain = len(case.own_attempts) >= REPEATED
    return case.system_lookups if case.genuine_addresses or was_tried_in_vain else ()


def nobody_answers_there(case: EndpointCase) -> Seen:
    """No company's server answers at that address: it was tried in vain, or it is this computer's."""
    if case.own_attempts:
        return case.own_attempts
    addresses = [ipaddress.ip_address(a) for a in case.system_addresses]
    return case.system_lookups if all(ip.is_loopback or ip.is_unspecified for ip in addresses) else ()


def shows_another_host(case: EndpointCase) -> Seen:
    """Another host shows its certificate at the address; the messenger answers elsewhere, or its name is filtered."""
    is_shown = _is_another_host(case) and (case.answered_elsewhere or _is_filtered_as_well(case))
    return (*case.own_attempts, *case.answered_elsewhere) if is_shown else ()


def _is_filtered_as_well(case: EndpointCase) -> bool:
    """Return whether the name is tampered with in another way, too, so that its address is hardly a mistake.

    It leads where the name of another service leads; or handshakes with it die at unrelated servers, or repeatedly at
    its other addresses, at which a handshake with a neutral name does not.
    """
    if case.look(other_names_lead_there) or case.look(handshakes.name_dies_at_unrelated_servers):
        return True
    alive = {t.address for t in case.name_contrasts if t.failure not in CUT}
    died_at_other_addresses = case.behind_the_name().ended(CUT, Step.TLS)
    return sum(t.address in alive for t in died_at_other_addresses) >= REPEATED


def _is_another_host(case: EndpointCase) -> bool:
    """Return whether another host showed its certificate at an address from the system, but not at the true ones."""
    if any(t.failure in WRONG_CERTIFICATE for t in case.other_attempts):
        return False
    if any(t.failure in WRONG_CERTIFICATE for t in case.own_attempts):
        return True
    wrong = {t.address for t in case.messenger.attempts if t.failure in WRONG_CERTIFICATE}
    return bool(case.own_attempts) and all(t.address in wrong for t in case.own_attempts)


def address_is_shared_and_dead(case: EndpointCase) -> list[Lookup]:
    """The names of several services lead to the address, and none of them answers there."""
    shared = case.check.names.dead_shared_addresses
    return [lookup for address in case.system_addresses for lookup in shared.get(address, ())]


def address_is_false(case: EndpointCase) -> Seen:
    """No server can have the address, or another host showed its certificate there; the messenger's own is known."""
    is_impossible = bool(case.genuine_addresses) and bool(name_leads_nowhere(case))
    is_another_hosts = bool(case.answered_elsewhere) and _is_another_host(case)
    if not is_impossible and not is_another_hosts:
        return ()
    return (*case.system_lookups, *case.trusted_lookups, *case.own_attempts, *case.answered_elsewhere)


def address_was_injected(case: EndpointCase) -> Seen:
    """The addresses are among those injected on the path."""
    are_forged = case.system_addresses and case.system_addresses <= case.messenger.tampering.forged
    return case.system_lookups if are_forged else ()


def other_names_lead_there(case: EndpointCase) -> Seen:
    """Another name, which resolvers abroad know in other networks, leads there as well: no server ever had both."""
    return case.system_lookups if case.system_addresses & case.check.names.impossible_addresses else ()


def leads_to_silent_notice(case: EndpointCase) -> Seen:
    """Names of several services lead to one silent address, and their lookups are answered on the path, over TCP reset.

    A provider's own copies of sites, which may be down, do not need the latter.
    """
    reset = case.messenger.tampering.reset
    leads_there = other_names_lead_there(case) and only_another_address_connects(case)
    return (*case.system_lookups, *reset) if leads_there and len(reset) >= REPEATED else ()


# The name leads to a wrong address. Decides whether the provider or the home's own filter forged it. The hardest rivals
# are such a filter, which is rarer where it does not show itself, and for a person's own server an answer that is old.
LED_ELSEWHERE = Found(
    "led_elsewhere",
    name_leads_elsewhere,
    needs=(any_of(innocent.controls_answer, innocent.filter_left_it_out),),
    reports=(
        (Kind.OWN_FILTER, innocent.filter_left_it_out),
        (Kind.NAME_FORGED, all_of(name_leads_elsewhere, without(innocent.filter_left_it_out))),
        *_WHO_ANSWERED,
    ),
    looks_behind_name=True,
).explained_by(
    Row("dns_forged", blocked(Cause.DNS_FORGED), COMMON)
    .given(innocent.controls_answer)
    .unless(innocent.filter_left_it_out, all_names_lead_there)
    .proved_by(address_is_false, without(innocent.home_may_have_the_address)),
    Row("own_filter", blocked(Cause.OWN_FILTER), COMMON)
    .unless(
        innocent.public_resolver_asked,
        innocent.denied_nationally,
        all_of(innocent.answers_are_injected, without(innocent.zero_at_home)),
        all_names_lead_there,
    )
    .rarer_if(without(innocent.filter_left_it_out)),
    Row("dns_forged_beyond_it", blocked(Cause.DNS_FORGED), UNCOMMON)
    .given(innocent.filter_left_it_out)
    .rarer_if(innocent.filtering_resolver_asked, innocent.leads_into_this_network),
    Row("all_led_astray", UNEXPLAINED, COMMON).given(all_names_lead_there),
    # Common only for a person's own server, which may have another address since.
    Row("old_answer", UNEXPLAINED, COMMON)
    .given(innocent.another_address_answers)
    .unless(name_leads_nowhere, address_is_shared_and_dead, address_was_injected, other_names_lead_there)
    .rarer_if(without(innocent.is_a_persons_own)),
    # Rarer where the names have other addresses abroad (ADR 62).
    Row("host_of_many_down", UNEXPLAINED, UNCOMMON)
    .given(any_of(address_is_shared_and_dead, leads_to_silent_notice))
    .unless(name_leads_nowhere, address_was_injected, address_is_false)
    .rarer_if(known_elsewhere),
    Row("split_horizon", UNEXPLAINED, RARE).given(name_leads_nowhere).unless(nobody_answers_there),
    innocent.WAY_OF_ONES_OWN,
    _VPN_RESOLVER,
)


def resolvers_abroad_agree(case: EndpointCase) -> Seen:
    """Resolvers abroad give the same address."""
    return [lookup for lookup in case.trusted_lookups if case.system_addresses.intersection(lookup.addresses)]


address_is_invented: EndpointSign = lambda c: c.system_lookups if any(map(is_fake_ip, c.system_addresses)) else ()
"""The address is a fake one from a program here, which alone knows where it leads. Source: ADR 56."""

_another_address_lives = any_of(innocent.another_address_answers, only_another_address_connects)

# A filter at home is uncommon where it gives an address other than 0.0.0.0 (ADR 62).
LED_TO_ANOTHER_ADDRESS = (
    Row("dns_forged", blocked(Cause.DNS_FORGED), UNCOMMON).given(_another_address_lives).unless(resolvers_abroad_agree),
    Row("own_filter", blocked(Cause.OWN_FILTER), UNCOMMON)
    .given(_another_address_lives)
    .unless(resolvers_abroad_agree, innocent.public_resolver_asked, innocent.denied_nationally),
)
"""For findings where the address that the system gave fails, and another one of the same name may have answered."""

# Its own address fails and another one of it answers. One site that is down, a forged name and a blocked address are
# equally uncommon, so that none is claimed; resolvers abroad that give the failing address exclude the forgery.
ONLY_ELSEWHERE = Found(
    "another_site_answers",
    only_another_address_connects,
    Kind.ADDRESS_SILENT,
    needs=(innocent.controls_answer,),
    reports=((Kind.GREETING_ANSWERED, innocent.another_address_answers), (Kind.BYPASS_TOOL, innocent.tunnel_is_split)),
).explained_by(
    Row("way_of_ones_own", UNEXPLAINED, COMMON).given(address_is_invented),
    Row("one_site_down", DOWN, UNCOMMON),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), UNCOMMON),
    and_by=(*LED_TO_ANOTHER_ADDRESS, *innocent.CHANCE, innocent.THIS_COMPUTER),
)
