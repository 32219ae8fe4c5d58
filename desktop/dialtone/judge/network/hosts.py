"""Which neutral hosts answer on a network, and whether this computer lets anything out."""

from dialtone.judge.attempts import Attempt, addresses_in, figure, numbers
from dialtone.judge.diagnosis import COMMON, UNCOMMON, Claim
from dialtone.judge.kinds import CERTIFICATE_FAILURES, REFUSED, WRONG_CERTIFICATE, family_of, is_global, is_ipv6_target
from dialtone.judge.network import claims, computer
from dialtone.judge.network.claims import Found, Row
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.signs import Seen, Sign, any_of, by_address, by_block, if_at_several, if_repeated, without
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.thresholds import (
    CLOCK_TOLERANCE_SECONDS,
    COMPANIES_AGREE,
    CONTROLS_AGREE,
    JUST_AWAKE_SECONDS,
    ON_THIS_COMPUTER_SECONDS,
    OTHERS_SEGMENTS,
    REPEATED,
    RESENT_AFTER_SECONDS,
    SITES_ASKED,
    STEPS_READ_LATE,
)
from dialtone.model.vocabulary import Cause, Failure, NetworkDetail, NetworkStatus, ResolverPlace, Step, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind

_NO_WAY_OUT = frozenset({Failure.UNREACHABLE, Failure.DNS_FAILED, Failure.NO_SUCH_NAME, Failure.DENIED})


def controls_answer(case: NetworkCase) -> Seen:
    """Controls of two companies abroad, one outside CDNs, proved their identity: sites, or resolvers. ADR 5, 23."""
    answers = case.answers(case.foreign)
    answering = [e for e in case.foreign if case.answers([e])]
    by_resolvers = {o.endpoint.removeprefix("resolver/") for o in case.proved_resolvers}
    companies = by_resolvers.union(e.owner for e in answering)
    if len(companies) < COMPANIES_AGREE or all(e.cdn for e in answering):
        return ()
    return if_at_several(answers, least=REPEATED) or (*numbers(answers), *(o.number for o in case.proved_resolvers))


def nothing_answers(case: NetworkCase) -> Seen:
    """No host at all answered; at most connections were accepted, and then broken off, as by a box on the path.

    A lookup that failed counts as a try: without names most hosts are not even connected to. Any answer beyond an
    accepted connection, even an error of HTTP, comes from a host. The silence of the first router is another sign.
    """
    if case.answering_messengers or router_silent(case):
        return ()
    attempts = case.attempts((*case.sites, *case.controls.anchors, *case.controls.sign_in_checks, *case.controls.udp))
    tried = len(attempts) + sum(o.step is Step.DNS for o in case.failed)
    if tried < CONTROLS_AGREE:
        return ()
    answers = [o for t in attempts for o in t.steps if o.ok or Fact.STATUS in o.facts]
    if not answers:
        return attempts
    are_all_broken_off = all(o.step is Step.TCP for o in answers) and if_at_several(case.cut(case.sites))
    return attempts if are_all_broken_off else ()


def home_answers(case: NetworkCase) -> Seen:
    """Several companies of one country answered. One is not enough: on an unpaid line some are free."""
    are_several = len(case.companies_at_home) >= COMPANIES_AGREE
    return are_several and (case.answers(case.domestic) or True)  # they may all be messengers


def left_this_computer(attempt: Attempt) -> bool:
    """Return whether its first step took as long as anything that leaves this computer."""
    return attempt.steps[0].seconds >= ON_THIS_COMPUTER_SECONDS


def clock_off(case: NetworkCase) -> Seen:
    """Most verified sites give another time, or at least half of the refused certificates are expired or not yet valid.

    An answer from a cache carries the time at which it was made. Source: RFC 9111, 5.1; aws/aws-sdk-go-v2#3409.
    """
    dated = [t for t in case.answers(case.sites) if t.fact(Step.HTTP, Fact.SERVER_TIME) is not None]
    off = [t for t in dated if abs(_seconds_ahead(t)) > CLOCK_TOLERANCE_SECONDS]
    if len(off) >= CONTROLS_AGREE and len(off) * 2 > len(dated):
        return off
    refused = [t for t in case.attempts(case.sites) if t.failure in CERTIFICATE_FAILURES]
    out_of_date = [t for t in refused if t.failure not in WRONG_CERTIFICATE]
    return if_at_several(out_of_date) if len(out_of_date) * 2 >= len(refused) else ()


def _seconds_ahead(attempt: Attempt) -> float:
    """Return by how many seconds a server's clock, as its HTTP answer gives the time, is ahead of this computer's."""
    answer = attempt.find(Step.HTTP)
    return figure(answer, Fact.SERVER_TIME) - figure(answer, Fact.OWN_TIME) if answer is not None else 0.0


def computer_busy(case: NetworkCase) -> Seen:
    """Answers of neutral sites waited here unread for longer than they had been on the way, at moments apart."""
    first_end = min((o.started + o.seconds for o in case.read_late), default=0.0)
    lie_apart = any(o.started >= first_end for o in case.read_late)
    return case.read_late if lie_apart and len(case.read_late) >= STEPS_READ_LATE else ()


def no_route(case: NetworkCase) -> Seen:
    """Nothing left this computer: no route, no link, no resolver; and nothing answered."""
    had_no_way_out = case.nothing_succeeded and all(o.failure in _NO_WAY_OUT for o in case.failed_in_time)
    return case.failed_in_time if had_no_way_out else ()


router_silent: NetworkSign = lambda c: c.router_silent if c.nothing_succeeded and not no_route(c) else ()
"""Nothing answered, not even the first router to a packet that expires there; but some routers never do."""
nothing_answers_at_all: NetworkSign = lambda c: no_route(c) or router_silent(c) or nothing_answers(c)
"""Nothing left this computer, or the first router is silent, or no host at all answers; lookups do not count."""
messenger_abroad_answers: NetworkSign = lambda c: bool(c.answering_messengers - c.controls.at_home)
"""A messenger whose servers are not all domestic was answered."""
computer_is_calm: NetworkSign = lambda c: not c.read_late
"""What came was read here without delay."""
taken_nearby: NetworkSign = lambda c: c.answers(c.foreign) if c.control_results.connects_are_local else ()
"""Connections to sites abroad are established long before those can have seen them: a security program here, or a box
on the line, accepts them. Then connections, times of refusals and acknowledgements tell nothing. Source: ADR 23."""
something_passes: NetworkSign = lambda c: c.answers(c.sites) or messenger_abroad_answers(c)
"""A site proved its identity, or a messenger from abroad was answered."""


def found_online(finding: str, seen: Sign[NetworkCase], detail: NetworkDetail | None, hypothesis: str = "") -> Found:
    """Return a finding that leaves the network online. Its only hypothesis has its id, unless another is given."""
    row = Row(hypothesis or finding, Claim(NetworkStatus.ONLINE, detail=detail), COMMON)
    reports = ((Kind.CONTROLS_ANSWER, controls_answer),)
    found = Found(finding, seen, reports=reports, fallback=claims.ONLINE)
    return found.explained_by(row.proved_by(controls_answer))


def nothing_may_leave_here(case: NetworkCase) -> Seen:
    """Nothing gets out, and this computer forbids it: a firewall for Dialtone alone, or the kill switch of a VPN.

    Several times the system said so (EPERM, EACCES), or connections that no router forwards were refused as well, or
    the first router never answered while segments of other programs kept coming. If any host is unreachable, the reason
    may be a router or a missing route.
    """
    if not case.nothing_succeeded or any(o.failure is Failure.UNREACHABLE for o in case.failed):
        return ()
    refused = [t for t in case.one_hop if t.failure in REFUSED]
    others_are_online = any(figure(t.last, Fact.HEARD_BY_OTHERS) >= OTHERS_SEGMENTS for t in case.router_silent)
    swallowed = case.router_silent if others_are_online else ()
    # Whichever of these tells, what was seen of the others is evidence, too.
    ways_to_tell = (system_denies_it(case), if_at_several(refused), if_repeated(swallowed, CONTROLS_AGREE))
    return (*case.denied_here, *numbers((*refused, *swallowed))) if any(ways_to_tell) else ()


system_denies_it: NetworkSign = lambda c: if_repeated(c.denied_here, CONTROLS_AGREE)
"""The system itself says that it does not let this program out (EPERM, EACCES)."""
FORBIDDEN_HERE = Found(
    "forbidden_here", nothing_may_leave_here, Kind.REFUSED_HERE, fallback=claims.ONLINE
).explained_by(
    Row("this_computer", claims.THIS_COMPUTER, COMMON).proved_by(system_denies_it),
    Row("offline", claims.OFFLINE, UNCOMMON),
)

only_proxy_leads_out: NetworkSign = lambda c: computer.proxy_leads_out(c) if nothing_answers_at_all(c) else ()
"""Nothing answers directly, but sites abroad do through the system's proxy, as in many companies. Source: ADR 30."""

# The finding is its own explanation.
ONLY_PROXY_OUT = Found(
    "only_proxy_out", only_proxy_leads_out, Kind.ONLY_PROXY_LEADS_OUT, fallback=claims.ONLINE
).explained_by(Row("only_proxy_out", claims.ONLINE, COMMON).proved_by(only_proxy_leads_out))


def failures_last_for_a_while(case: NetworkCase) -> Seen:
    """Steps kept failing for at least five seconds: the computer has not merely just woken up."""
    began = min((o.started for o in case.failed_in_time), default=0.0)
    ended = max((o.started + o.seconds for o in case.failed_in_time), default=0.0)
    return case.failed_in_time if ended - began >= JUST_AWAKE_SECONDS else ()


def names_are_answered(case: NetworkCase) -> Seen:
    """The system resolver gives most neutral names an address, each its own, on the public internet."""
    asked = [of_name for e in (*case.named_controls, *case.controls.udp) if (of_name := case.system_lookups([e]))]
    by_network = [of_name for of_name in asked if not any(lookup.is_local for lookup in of_name)]
    resolved = [of_name for of_name in by_network if any(map(is_global, addresses_in(of_name)))]
    lookups = [lookup for of_name in resolved for lookup in of_name]
    are_different = len(set(filter(is_global, addresses_in(lookups)))) >= CONTROLS_AGREE
    are_most = len(resolved) >= CONTROLS_AGREE and 2 * len(resolved) > len(asked)
    return lookups if are_different and are_most else ()


def router_answers(case: NetworkCase) -> Seen:
    """The first router answered packets that expire there, and no connection was accepted beyond: it is the line."""
    if any(o.ok and o.step is Step.TCP for o in case.direct):
        return ()
    return if_repeated((t for t in case.one_hop if t.failure is Failure.UNREACHABLE), CONTROLS_AGREE)


def connections_accepted_beyond_here(case: NetworkCase) -> Seen:
    """Connections took longer to be accepted than on this computer alone."""
    accepted = (t for t in case.attempts(case.sites) if t.steps[0].ok)
    return if_repeated(filter(left_this_computer, accepted), CONTROLS_AGREE)


vpn_or_proxy_is_on: NetworkSign = lambda c: bool(c.computer.proxy or c.computer.tunnels)
"""A VPN is on, or a proxy is set: the direct path may be dead or lead nowhere."""
line_is_dead: NetworkSign = lambda c: no_route(c) or (() if names_are_answered(c) else router_answers(c))
"""Nothing left this computer; or the first router answers, nothing does beyond it, and no name is resolved."""

# The line is dead, or a VPN, a proxy, this computer or its waking up cuts it off. The hardest rival is a VPN or
# proxy whose server is dead; where none is on, it is not considered. Where names are answered, DNS alone may work.
NOTHING_ANSWERS = Found(
    "nothing_answers",
    nothing_answers_at_all,
    reports=((Kind.NOTHING_LEAVES, router_silent), (Kind.NOTHING_ANSWERS, any_of(no_route, nothing_answers))),
    fallback=claims.OFFLINE,
).explained_by(
    Row("offline", claims.OFFLINE, COMMON).rarer_if(names_are_answered).proved_by(line_is_dead),
    Row("only_lookups", Claim(NetworkStatus.OFFLINE, detail=NetworkDetail.ONLY_LOOKUPS), COMMON)
    .given(names_are_answered)
    .proved_by(names_are_answered, router_answers),
    Row("tunnel_dead", Claim(NetworkStatus.OFFLINE, Cause.THIS_COMPUTER), COMMON).given(vpn_or_proxy_is_on),
    Row("this_computer", claims.THIS_COMPUTER, UNCOMMON).unless(
        no_route, router_answers, connections_accepted_beyond_here
    ),
    Row("just_woke", claims.UNSTABLE, UNCOMMON).unless(failures_last_for_a_while),
)


def system_gave_up(case: NetworkCase) -> Seen:
    """The system itself ended each lookup: one on which Dialtone gave up may still be answered."""
    asked = case.system_lookups(case.named_controls)
    return () if any(lookup.failure is Failure.TIMEOUT for lookup in asked) else asked


def resolver_silent(case: NetworkCase) -> Seen:
    """The system resolver answered for no name at all, while addresses reached without names answer."""
    lookups = case.system_lookups(case.named_controls)
    reached = case.answers(case.controls.anchors)
    is_silent = len(lookups) >= CONTROLS_AGREE and not case.system_answered
    return (*lookups, *reached) if is_silent and (reached or case.answering_messengers) else ()


def names_denied(case: NetworkCase) -> Seen:
    """The system resolver says of every name that it does not exist."""
    denied = [o for o in case.failed if o.step is Step.DNS and o.failure is Failure.NO_SUCH_NAME]
    return () if case.system_answered else if_at_several(denied)


def resolver_was_chosen_here(case: NetworkCase) -> Seen:
    """Names are asked of a program or a part of the system on this computer, or of a public resolver that filters."""
    chosen_here = (ResolverPlace.LOOPBACK, ResolverPlace.STUB, ResolverPlace.FILTER)
    return [lookup for lookup in case.system_lookups(case.named_controls) if lookup.asked_at in chosen_here]


# The network's DNS is down, or that of a VPN or of this computer is. The hardest rival is a resolver that is only
# slow: it is excluded where the system itself gave up waiting.
RESOLVER_SILENT = Found(
    "resolver_silent", resolver_silent, Kind.RESOLVER_SILENT, fallback=claims.DNS_DOWN
).explained_by(
    Row("dns_down", claims.DNS_DOWN, COMMON).proved_by(system_gave_up),
    Row("resolver_slow", claims.UNSTABLE, UNCOMMON).unless(system_gave_up),
    Row("vpn_resolver", claims.DNS_DOWN_HERE, COMMON).given(computer.tunnel_present),
    Row("this_computer", claims.DNS_DOWN_HERE, COMMON).rarer_if(without(resolver_was_chosen_here)),
    Row("closed_network", claims.WHITELIST_MODE, UNCOMMON).given(names_denied),
)


def others_answer_in_the_clear(case: NetworkCase) -> Seen:
    """In a messenger's place another host answers in the clear, at several addresses; all sites are refused."""
    answers = [t for t in case.every_attempt() if t.messenger and t.failure is Failure.BAD_ANSWER]
    refused = [t for t in case.attempts(case.sites) if t.ended(Step.TCP, REFUSED)]
    is_shut = if_at_several(refused, by_block) and not case.answers(case.sites) and not case.answering_messengers
    return if_at_several(answers, by_address) if is_shut else ()


# Another host answers in the clear for messengers, and sites are refused: a sign-in, a proxy or a list.
OTHERS_ANSWER_PLAINLY = Found(
    "others_answer_plainly", others_answer_in_the_clear, Kind.PAGE_INSTEAD, fallback=claims.ANSWERED_NEARBY
).explained_by(
    Row("captive_portal", claims.CAPTIVE_PORTAL, COMMON),
    Row("proxy_with_error", claims.ANSWERED_NEARBY, UNCOMMON),
    Row("closed_network", claims.WHITELIST_MODE, UNCOMMON),
)


def ipv4_is_dead(case: NetworkCase) -> Seen:
    """Three neutral hosts or more fail over IPv4, translated or not, none answers there, and three answer over IPv6."""
    succeeded = [o for o in case.direct if o.ok and o.step is not Step.DNS]
    neutral = case.attempts((*case.sites, *case.controls.anchors))
    failed = [t for t in neutral if t.failure and family_of(t.target) != 6]
    only_ipv6 = all(family_of(o.target) == 6 for o in succeeded)
    alive = {o.target for o in succeeded}
    is_ipv6_alive = only_ipv6 and len(alive) >= CONTROLS_AGREE
    return if_at_several(failed, by_address) if is_ipv6_alive else ()


# The network is online: controls proved themselves.
IPV4_GONE = found_online("ipv4_gone", ipv4_is_dead, NetworkDetail.IPV4_GONE, "one_family_gone")


def ipv6_dead(case: NetworkCase) -> Seen:
    """IPv6 is set up on this computer, with a route, but nobody answers there, and IPv4 works."""
    any_answered = any(t.failure is None and is_ipv6_target(t.target) for t in case.every_attempt())
    ipv4_works = any(not is_ipv6_target(t.target) for t in case.answers(case.controls.anchors))
    if not case.computer.has_ipv6 or any_answered or not ipv4_works:
        return ()
    over_ipv6 = [t for t in case.attempts(case.controls.anchors) if is_ipv6_target(t.target)]
    return if_repeated(over_ipv6) if not any(t.answered(Wire.TCP) for t in over_ipv6) else ()


IPV6_GONE = found_online("ipv6_gone", ipv6_dead, NetworkDetail.IPV6_GONE, "one_family_gone")


def had_no_route(attempt: Attempt) -> bool:
    """Return whether this computer itself had no route to an address; a router on the path takes longer to say so."""
    return attempt.failure is Failure.UNREACHABLE and attempt.last.seconds < ON_THIS_COMPUTER_SECONDS


def dead_attempts(case: NetworkCase, site: Endpoint) -> list[Attempt]:
    """Return the attempts at a site if it never answered, not even with a refused certificate."""
    attempts = case.attempts([site])
    answered = case.answers([site]) or any(t.failure in CERTIFICATE_FAILURES for t in attempts)
    return [] if answered else [t for t in attempts if not had_no_route(t)]


def one_host_is_down(case: NetworkCase) -> Seen:
    """One of at least six neutral sites does not answer at least two packets, and all the others answer."""
    asked = [e for e in case.sites if case.attempts([e])]
    dead = [attempts for e in asked if (attempts := dead_attempts(case, e))]
    if len(asked) < SITES_ASKED or len(dead) != 1 or len(case.answers(asked)) != len(asked) - 1:
        return ()
    return dead[0] if len(dead[0]) >= REPEATED or dead[0][0].last.seconds >= RESENT_AFTER_SECONDS else ()


ONE_HOST_DOWN = found_online("one_host_down", one_host_is_down, NetworkDetail.ONE_HOST_DOWN)

CONTROLS_ANSWER = found_online("controls_answer", controls_answer, None)
