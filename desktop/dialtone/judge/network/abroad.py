"""What neutral sites abroad do: most are dead, or certificates of no trusted root are shown in their place."""

import math
from itertools import chain

from dialtone.judge.attempts import Attempt
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, Claim
from dialtone.judge.kinds import CUT, REFUSED, WRONG_CERTIFICATE
from dialtone.judge.network import claims, hosts, line, pages
from dialtone.judge.network.claims import Found, Row
from dialtone.judge.network.inspection import is_logged
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.signs import Seen, all_of, any_of, by_address, by_block, if_at_several, without
from dialtone.model.thresholds import CONTROLS_AGREE, LISTED_SHARE, LISTED_SITES, OPEN_ELSEWHERE_SHARE, SITES_ABROAD
from dialtone.model.vocabulary import EvidenceKind as Kind
from dialtone.model.vocabulary import Failure, NetworkDetail, NetworkStatus, Step, Variant

_INSPECTORS = (Row("company_gateway", claims.INTERCEPTED, COMMON), Row("antivirus", claims.INTERCEPTED, COMMON))


def most_sites_abroad_are_dead(case: NetworkCase) -> Seen:
    """Hardly any site abroad answered, the rest fail each time, and hardly any other neutral host answers.

    A site is dead, too, if the system resolver says that its name does not exist. Other ports and UDP may be open if no
    site and no anchor abroad accepts a connection while sites of one country do. Source: ADR 19 and 23.
    """
    lookups = {e.id: case.system_lookups([e]) for e in case.foreign}
    denied = {e: names for e, names in lookups.items() if all(f.failure is Failure.NO_SUCH_NAME for f in names)}
    asked = [e for e in case.foreign if case.attempts([e]) or denied.get(e.id)]
    if len(asked) < SITES_ABROAD or len(case.answers(case.foreign)) > max(LISTED_SITES, LISTED_SHARE * len(asked)):
        return ()
    dead = [t for e in case.foreign for t in hosts.dead_attempts(case, e)]
    silent_anchors = [t for t in case.attempts(case.controls.anchors_abroad) if not t.steps[0].ok]
    if not if_at_several([*dead, *(t for t in silent_anchors if not hosts.had_no_route(t))], by_block):
        return ()
    only_home_accepts = hosts.home_answers(case) and not any(t.passed(Step.TCP) for t in case.abroad)
    if _others_answer(case) and not only_home_accepts:
        return ()
    return (*dead, *chain.from_iterable(denied.values()))


def _others_answer(case: NetworkCase) -> bool:
    """Return whether enough neutral hosts abroad other than sites answer, or an anchor still accepts connections."""
    udp = [e for e in case.controls.udp if case.attempts([e])]
    steps = (o for o in case.direct if o.step is not Step.DNS)
    asked = len(udp) + len({o.endpoint for o in steps if o.endpoint.startswith("resolver/")})
    answering = len(case.answers(udp)) + len({o.endpoint for o in case.proved_resolvers})
    if answering > OPEN_ELSEWHERE_SHARE * asked:
        return True
    fell_silent = if_at_several(case.control_results.failed_from_then_on([Failure.TIMEOUT]), by_block)
    are_sites_cut = if_at_several(case.cut(case.foreign))
    return bool(case.answers(case.controls.anchors_abroad)) and not fell_silent and not are_sites_cut


def names_are_read(case: NetworkCase) -> Seen:
    """Connections abroad are reset once a name is sent, in three networks; or their addresses are dead afterwards."""
    reset = case.cut(case.foreign, {Failure.RESET})
    dead_after = list[Attempt]()
    for attempts in (case.attempts([e]) for e in case.foreign):
        first_cut = {t.address: t.last.started for t in reversed(attempts) if t.ended(Step.TLS, CUT)}
        dead = (t for t in attempts if t.ended(Step.TCP, CUT))
        dead_after += (t for t in dead if t.last.started > first_cut.get(t.address, math.inf))
    return if_at_several(reset, by_block) or if_at_several(dead_after, by_block)


def routers_refuse_what_goes_abroad(case: NetworkCase) -> Seen:
    """A router refuses what goes abroad: it may be ordered to, or have lost its route."""
    return [t for t in case.abroad if t.failure is Failure.UNREACHABLE and not hosts.had_no_route(t)]


def connections_die_at_the_name(case: NetworkCase) -> Seen:
    """Connections abroad are established and die when a name is sent, in three networks: packets do return."""
    return () if case.control_results.connects_are_local else if_at_several(case.cut(case.foreign), by_block)


site_abroad_answers: NetworkSign = lambda c: c.answers([e for e in c.foreign if not e.cdn])
"""A site abroad outside CDNs proved its identity: packets come back from there."""
only_few_answer: NetworkSign = lambda c: () if hosts.home_answers(c) else hosts.something_passes(c)
"""A site, or a messenger from abroad, answered, but no two companies of one country did."""
first_messages_swallowed: NetworkSign = lambda c: if_at_several(c.cut(c.foreign, {Failure.TIMEOUT}), by_address)
"""Connections abroad are established, but the first message, which fills a large packet, gets no answer."""
sites_are_reset_or_refuse: NetworkSign = lambda c: [t for t in c.attempts(c.foreign) if t.failure in REFUSED]
"""Sites abroad are reset or refused: that is no packet loss."""

# A list of approved sites, or a line that does not get abroad. The hardest rival is a provider that has lost its
# way abroad: it looks the same, is rare, and is excluded where a name decides, or any site abroad proved itself.
# Both kinds of a list are uncommon, so that a sign-in page or a dead IPv4, which are common, go before.
MOST_ABROAD_DEAD = Found(
    "most_abroad_dead",
    most_sites_abroad_are_dead,
    Kind.MOST_ABROAD_SILENT,
    needs=(any_of(hosts.home_answers, hosts.something_passes),),
    fallback=claims.WHITELIST_MODE,
).explained_by(
    Row("closed_network", Claim(NetworkStatus.WHITELIST_MODE, detail=NetworkDetail.HOME_ONLY), UNCOMMON)
    .given(hosts.home_answers)
    .unless(hosts.messenger_abroad_answers, hosts.ipv4_is_dead)
    .proved_by(names_are_read),
    Row("some_names_pass", Claim(NetworkStatus.WHITELIST_MODE, detail=NetworkDetail.SOME_NAMES_ONLY), UNCOMMON)
    .given(any_of(all_of(hosts.home_answers, hosts.messenger_abroad_answers), only_few_answer))
    .unless(hosts.ipv4_is_dead)
    .proved_by(names_are_read),
    Row("provider_lost_abroad", claims.UNSTABLE, RARE).unless(
        connections_die_at_the_name, site_abroad_answers, hosts.messenger_abroad_answers
    ),
    Row("routers_refuse", claims.UNSTABLE, UNCOMMON)
    .given(routers_refuse_what_goes_abroad)
    .unless(connections_die_at_the_name),
    Row("big_packets_lost", claims.LARGE_PACKETS_LOST, UNCOMMON)
    .given(first_messages_swallowed)
    .unless(hosts.home_answers, sites_are_reset_or_refuse, names_are_read),
    Row("lossy_line", claims.PACKETS_LOST, RARE)
    .given(line.lost_without_a_name)
    .unless(connections_die_at_the_name, sites_are_reset_or_refuse, hosts.ipv4_is_dead),
    Row("one_family_gone", Claim(NetworkStatus.ONLINE, detail=NetworkDetail.IPV4_GONE), COMMON).given(
        hosts.ipv4_is_dead
    ),
    Row("captive_portal", claims.CAPTIVE_PORTAL, COMMON)
    .given(pages.pages_look_like_a_sign_in)
    .unless(all_of(hosts.home_answers, without(pages.pages_lead_to_one_host))),
)


def all_certificates_are_wrong(case: NetworkCase) -> Seen:
    """Controls abroad, not domestic sites, show only certificates of no root that is trusted here. Source: ADR 10."""
    refused = [t for t in case.attempts(case.foreign) if t.failure in WRONG_CERTIFICATE]
    return if_at_several(refused) if not case.answers(case.foreign) else ()


def roots_are_untrusted(case: NetworkCase) -> Seen:
    """Several controls show untrusted certificates; one with another name may be a gateway's."""
    return if_at_several([t for t in case.attempts(case.foreign) if t.failure is Failure.CERT_UNTRUSTED])


def public_authorities_issued_them(case: NetworkCase) -> Seen:
    """Public authorities issued the certificates of several controls, and this computer knows none of them.

    Timestamps of public logs show it (RFC 6962, 3.3): the list here is old, or another one (SSL_CERT_FILE).
    """
    read = ((t, t.passed(Step.TLS)) for t in case.attempts(case.foreign, Variant.UNVERIFIED))
    return if_at_several([t for t, handshake in read if handshake and is_logged(handshake)])


# Somebody reads along, or a company's gateway or an antivirus inspects, which claims the same. The hardest rival is
# a computer that does not know a public authority: `public_authorities_issued_them` shows it, and excludes them.
ALL_CERTIFICATES_SWAPPED = Found(
    "all_certificates_swapped", all_certificates_are_wrong, Kind.CERTIFICATE_WRONG, fallback=claims.INTERCEPTED
).explained_by(
    Row("intercepted", claims.INTERCEPTED, COMMON)
    .rarer_if(public_authorities_issued_them)
    .proved_by(roots_are_untrusted, without(public_authorities_issued_them)),
    *(row.unless(public_authorities_issued_them) for row in _INSPECTORS),
    Row("this_computer", claims.THIS_COMPUTER, COMMON).given(public_authorities_issued_them),
    Row("router_without_line", claims.ANSWERED_NEARBY, RARE).unless(roots_are_untrusted),
    Row("captive_portal", claims.CAPTIVE_PORTAL, RARE).given(pages.pages_look_like_a_sign_in),
)


def all_show_a_local_root(case: NetworkCase) -> Seen:
    """Controls abroad show certificates of a root that this computer alone trusts. Source: ADR 10, ADR 19."""
    answered = [t for e in case.foreign for t in case.attempts([e]) if t.answered(e.wire)]
    are_local = all(t.shows_local_root for t in answered)
    return answered if are_local and len(case.answers(case.foreign)) >= CONTROLS_AGREE else ()


# A root that this computer alone trusts: all rows claim the same, and the finding proves it.
LOCAL_ROOT_TRUSTED = Found(
    "local_root_trusted", all_show_a_local_root, Kind.LOCAL_ROOT_TRUSTED, fallback=claims.INTERCEPTED
).explained_by(Row("intercepted", claims.INTERCEPTED, COMMON).proved_by(all_show_a_local_root), *_INSPECTORS)
