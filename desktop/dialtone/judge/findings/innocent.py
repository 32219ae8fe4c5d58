"""Innocent reasons for any failure: the line, this computer, a filter at home, the service or its host."""

import ipaddress
from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, Lookup, figure, with_address
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, Finding, Hypothesis, blocked, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.kinds import is_fake_ip
from dialtone.judge.network.computer import MAY_ALTER_PACKETS
from dialtone.judge.network.control_results import Trouble
from dialtone.judge.network.packet_loss import count_datagrams, is_over_udp
from dialtone.judge.network.resolvers import OWN_RESOLVERS
from dialtone.judge.readings import Tally, chance_of_so_many
from dialtone.judge.signs import Seen, all_of, any_of, if_all
from dialtone.model.fact import Fact
from dialtone.model.thresholds import (
    BY_CHANCE,
    NEUTRAL_TRIES,
    OFTEN_FAILING_SHARE,
    ON_THIS_COMPUTER_SECONDS,
    STARVED_SHARE,
)
from dialtone.model.vocabulary import Cause, Failure, NetworkFlag, ResolverPlace, Step

_LED_ELSEWHERE = "marked_packets_led_elsewhere"
_OVER_TCP = (Step.TCP, Step.TLS, Step.HTTP)


def neutral_tries_fail_too(case: EndpointCase) -> Seen:
    """At least a tenth of the neutral tries at the same step (over UDP: datagrams), and more than one, failed."""
    failed = _failures_to_explain(case)
    return failed if _neutral_tries(case, failed).fails_often else ()


def share_is_no_chance(case: EndpointCase) -> Seen:
    """More of the identical tries were cut off than chance explains, compared with neutral tries at the same step."""
    cut = case.tries.cut
    tried = (*case.tries.passed, *cut)
    neutral = _neutral_tries(case, cut)
    own = count_datagrams(tried) if any(map(is_over_udp, cut)) else Tally(len(cut), len(tried))
    is_shown = neutral.tried >= NEUTRAL_TRIES and chance_of_so_many(*own, *neutral) < BY_CHANCE
    return cut if is_shown else ()


def share_is_the_lines(case: EndpointCase) -> Seen:
    """At least a tenth of the neutral tries at the step where some are cut off were cut off as well."""
    neutral = _neutral_tries(case, case.tries.cut)
    return case.tries.cut if neutral.failed and neutral.failed >= OFTEN_FAILING_SHARE * neutral.tried else ()


def computer_is_calm(case: EndpointCase) -> Seen:
    """Neutral hosts answered, and this computer read what came without delay, and has no route of its own there."""
    failed = [t for t in _failures_to_explain(case) if t.failure is not Failure.UNREACHABLE]
    is_busy = bool(failed) and case.flagged(NetworkFlag.COMPUTER_BUSY)
    was_late = any(figure(t.last, Fact.LAG) > STARVED_SHARE * t.last.seconds for t in failed)
    return case.network.controls_answer and not is_busy and not was_late and not leaves_by_own_route(case)


def leaves_by_own_route(case: EndpointCase) -> Seen:
    """All that failed was sent to another adapter or gateway than what goes to neutral hosts: by a route set here."""
    if case.endpoint.of_person or case.check.routes_vary:
        return ()
    return if_all(_failures_to_explain(case), lambda t: t.by_own_route)


def stopped_beyond_this_computer(case: EndpointCase) -> Seen:
    """Connections to its address were established, and none was ended sooner than a router could.

    Programs here that know the name by then may stop them, too. Source:
    learn.microsoft.com/defender-endpoint/network-protection, read 2026-11-30. Of silence, Linux alone tells whether
    packets left (`probe/tcp_info.py`), if only for an adapter of a program here. Tools against blocks break some
    connections as well (ValdikSS/GoodbyeDPI#387).
    """
    connected = [t for t in _failures_to_explain(case) if t.passed(Step.TCP)]
    ended_after = [t.last.seconds - figure(t.last, Fact.LAG) for t in connected if not t.is_silent]
    left = min(ended_after) >= ON_THIS_COMPUTER_SECONDS if ended_after else case.check.platform == "linux"
    interferes = any(e.rule in MAY_ALTER_PACKETS for e in case.network.evidence)
    return connected if left and not interferes else ()


def unless_by_chance(case: EndpointCase, failed: Sequence[Attempt], step: Step) -> Sequence[Attempt]:
    """Return these failures if neutral hosts fail too seldom at this step for all of them in a row, else none."""
    neutral = case.control_results.tally(step)
    # Attempts that began at one moment are likely to fail together: they count as one.
    at_different_moments = {t.steps[0].started: t for t in failed}.values()
    # Over UDP, each datagram that was sent is a try of its own.
    failures_in_a_row = sum(max(count_datagrams([t]).tried, 1) for t in at_different_moments)
    # That none of a few neutral tries failed does not make the chance 0 (rule of succession).
    chance_of_one = (neutral.failed + 1) / (neutral.tried + 2)
    is_no_chance = neutral.tried >= NEUTRAL_TRIES and chance_of_one**failures_in_a_row < BY_CHANCE
    return failed if is_no_chance else ()


def _failures_to_explain(case: EndpointCase) -> tuple[Attempt, ...]:
    """Return the failures to explain: those that got furthest, or, where the app was answered, all that failed."""
    return case.deepest_failures or tuple(t for t in case.own_attempts if t.failure is not None)


def _neutral_step(failed: Sequence[Attempt]) -> Step:
    """Return the step of neutral hosts to compare with: TLS for an app's own protocol, STUN for anything over UDP."""
    if failed and is_over_udp(failed[0]):
        return Step.STUN
    step = failed[0].last.step if failed else Step.TCP
    return step if step in _OVER_TCP else Step.TLS


def _neutral_tries(case: EndpointCase, failed: Sequence[Attempt]) -> Tally:
    return case.control_results.tally(_neutral_step(failed))


def _trouble_of_its_operator(case: EndpointCase, *troubles: Trouble) -> tuple[int, ...]:
    """Return the numbers of the observations that show such trouble at neutral sites of its hosting company.

    That is a company that has all the addresses tried here; none if they belong to several, or none was tried.
    """
    addresses = [t.address for t in case.all_attempts]
    if not addresses:
        return ()
    in_trouble = (company for company in case.control_results.hosting_troubles if company.trouble in troubles)
    hosting_it = (company for company in in_trouble if all(map(company.operator.has, addresses)))
    return tuple(number for company in hosting_it for number in company.observations)


def another_company_is_frozen(case: EndpointCase) -> Seen:
    """Readings stall at another hosting company, and from that of this server nothing long was read."""
    results = case.control_results
    frozen = [company for company in results.hosting_troubles if company.trouble is Trouble.FROZEN]
    known = (*results.controls.operators, *results.controls.regions) if frozen else ()
    hosts_it = [company for company in known if any(company.has(t.address) for t in case.answered)]
    if not hosts_it or any(company.has(page.host) for company in hosts_it for page in results.pages):
        return ()
    return [number for company in frozen for number in company.observations]


def failures_are_no_chance(case: EndpointCase) -> Seen:
    """Neutral hosts fail at the same step too seldom for these failures in a row.

    If b of n neutral tries fail, k failures at different moments have the probability ((b + 1) / (n + 2)) ^ k.
    """
    failed = _failures_to_explain(case)
    return unless_by_chance(case, failed, _neutral_step(failed))


def left_by_helper(case: EndpointCase) -> Seen:
    """All connections left through a tunnel or helper program here that carries only part of the traffic.

    A VPN for everything counts where it uses fake addresses: it alone knows where they lead, and may have forgotten.
    """
    has_vpn = case.flagged(NetworkFlag.VPN)
    return if_all(case.own_attempts, lambda t: is_fake_ip(t.address) if has_vpn else t.by_helper)


def may_be_swallowed_here(case: EndpointCase) -> Seen:
    """There was nothing but silence, and packets that a program here marks are led another way: perhaps to it."""
    are_led_elsewhere = any(e.rule == _LED_ELSEWHERE for e in case.network.evidence)
    return are_led_elsewhere and if_all(_failures_to_explain(case), lambda t: t.is_silent)


controls_answer: EndpointSign = lambda c: c.network.controls_answer
"""Controls of two companies abroad proved their identity."""
failures_repeat: EndpointSign = lambda c: c.failed if c.enough_failed(c.failed) else ()
"""Enough attempts failed: two, or more on a line that loses packets. None was answered without a proof."""
failed_repeatedly = all_of(controls_answer, failures_repeat)
"""Failures repeat, while controls answer: what any accusation takes."""
neutral_name_was_tried: EndpointSign = lambda c: c.name_contrasts
"""A neutral name was sent to the same address."""
app_was_answered: EndpointSign = lambda c: c.answered
"""The app handshake was answered, at an address that the app itself would use."""
another_address_answers: EndpointSign = lambda c: c.answered_elsewhere
"""The app handshake was answered at an address of the same name from another source."""
another_endpoint_answers: EndpointSign = lambda c: c.sibling_lives
"""Another endpoint of the messenger was answered in the same check."""
all_failures_silent: EndpointSign = lambda c: if_all([t for t in c.all_attempts if t.failure], lambda t: t.is_silent)
"""Every failed attempt, at any step, timed out: none was refused, cut or answered."""
tunnel_is_split: EndpointSign = lambda c: () if c.flagged(NetworkFlag.VPN) else left_by_helper(c)
"""Like `left_by_helper`, while other connections take their own path."""
outage_is_reported: EndpointSign = lambda c: c.messenger.outage_reported
"""The service's own status page, verified by a public root, reports a serious incident. Source: ADR 11."""
serves_one_country: EndpointSign = lambda c: c.messenger.serves_one_country
"""It is a service of one country and may refuse clients abroad, or be silent to them. Source: ADR 13."""
serves_this_country: EndpointSign = lambda c: c.messenger.at_home
"""All of its servers are in the country that the person named, whose sites answered as those of home."""
is_a_persons_own: EndpointSign = lambda c: c.endpoint.of_person
"""It is a person's own server: one machine somewhere, more often switched off than blocked."""
operator_is_silent: EndpointSign = lambda c: _trouble_of_its_operator(c, Trouble.DEAD)
"""Every neutral host of the company that hosts these addresses is just as silent, or every messenger in its region.

Source: ADR 19 and 23.
"""
operator_is_frozen: EndpointSign = lambda c: _trouble_of_its_operator(c, Trouble.FROZEN)
"""Readings of every neutral site of the company that hosts these addresses stall as well. Source: ADR 23."""
operator_is_limited: EndpointSign = lambda c: _trouble_of_its_operator(c, Trouble.SLOW, Trouble.FROZEN)
"""Every neutral site of the company that hosts these addresses is slow or stalls as well. Source: ADR 23."""
operator_errs: EndpointSign = lambda c: _trouble_of_its_operator(c, Trouble.ERRS)
"""Every neutral site of the company that hosts these addresses answers with an error of a server, and others do not."""
answers_are_injected: EndpointSign = lambda c: c.messenger.tampering.on_path
"""Answers for the messenger's names were injected on the path: a decoy answers, or two answers race."""
denied_nationally: EndpointSign = lambda c: c.messenger.tampering.national
"""The country's own resolver denies a name that others know."""

# A filter of one's own: at home, on this computer, or a resolver chosen for that.
PERHAPS_AT_HOME = (ResolverPlace.STUB, ResolverPlace.PRIVATE)
"""A system stub, which does not say whom it asks; and a home router or the like, which filters or only forwards."""
_AT_HOME = (*PERHAPS_AT_HOME, *OWN_RESOLVERS)
"""Resolvers that a home or an office may have set up to suppress names."""
_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def is_no_server(address: str) -> bool:
    """Return whether an address is of this computer or of a private network."""
    ip = ipaddress.ip_address(address)
    return ip.is_loopback or ip.is_unspecified or any(ip in part for part in _PRIVATE)


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
    if denied_nationally(case) or (answers_are_injected(case) and not zero):
        return ()
    at_filter = lookups_at(case, *OWN_RESOLVERS) if case.network.controls_answer else ()
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
    """Return whether this check shows interference that no device at home causes; other denied names are none."""
    is_stopped = case.check.has_interference_beyond_names or case.flagged(NetworkFlag.CALLS_FILTERED)
    return bool(is_stopped or case.check.inspection.messengers or answers_are_injected(case) or denied_nationally(case))


def lookups_at(case: EndpointCase, *places: ResolverPlace) -> list[Lookup]:
    """Return the system's lookups that first go to a resolver at one of these places.

    Where a program here or the first router answers in the place of every resolver, all of them go to the home.
    """
    if case.messenger.tampering.at_home:
        return [*case.system_lookups] if ResolverPlace.PRIVATE in places else []
    return [lookup for lookup in case.system_lookups if lookup.asked_at in places]


def public_resolver_asked(case: EndpointCase) -> Seen:
    """The system asks a public resolver, or the provider's, which suppresses nothing on a home's behalf."""
    in_public = lookups_at(case, ResolverPlace.PUBLIC)
    return in_public if len(in_public) == len(case.system_lookups) else ()


def vpn_resolver_asked(case: EndpointCase) -> Seen:
    """Lookups go through a VPN, whose own resolver may suppress some names."""
    by_vpn = case.flagged(NetworkFlag.VPN) and not case.flagged(NetworkFlag.NAMES_BESIDE_VPN)
    return case.system_lookups if by_vpn else ()


filtering_resolver_asked: EndpointSign = lambda c: lookups_at(c, *OWN_RESOLVERS)
"""The system says whom it asks: a program here, or a public resolver that filters."""

Row = Hypothesis[EndpointCase]
Found = Finding[EndpointCase]

# Chance is uncommon, because most findings take repeated failures. Where neutral hosts fail often as well, the line is
# as common an explanation as a block.
CHANCE = (
    Row("by_chance", UNEXPLAINED, UNCOMMON).unless(failures_are_no_chance),
    Row("line_fails_alike", UNEXPLAINED, COMMON).given(neutral_tries_fail_too).unless(failures_are_no_chance),
)

# Uncommon, and excluded where neutral hosts were read without delay; a route set here for this address proves it.
THIS_COMPUTER = (
    Row("this_computer", unknown(Cause.THIS_COMPUTER), UNCOMMON).unless(computer_is_calm).proved_by(leaves_by_own_route)
)
WAY_OF_ONES_OWN = Row("way_of_ones_own", UNEXPLAINED, COMMON).given(any_of(left_by_helper, may_be_swallowed_here))
"""Some answer for names with addresses of their own (Zscaler: zscaler.az-ap.com/article/18, read 2026-11-30)."""
INNOCENT_REASONS = (
    *CHANCE,
    THIS_COMPUTER,
    Row("own_firewall", blocked(Cause.THIS_COMPUTER), RARE).unless(
        stopped_beyond_this_computer, answers_are_injected, denied_nationally
    ),
    WAY_OF_ONES_OWN,
    Row("catalogue_old", UNEXPLAINED, RARE).unless(another_address_answers, another_endpoint_answers),
)
"""For findings that end in a failure at an address. Findings about names pick those that fit."""
OTHER_REASONS_FOR_SILENCE = (operator_is_silent, outage_is_reported, serves_one_country)
"""Each explains by itself that an address is silent to everybody, or to everybody here, without any block."""
OUTAGE_REPORTED = Row("outage_reported", DOWN, COMMON).given(outage_is_reported).proved_by(outage_is_reported)

# Rarer where a reported outage explains the silence, or the person is in that country.
CLOSED_TO_ABROAD = (
    Row("closed_to_abroad", UNEXPLAINED, COMMON)
    .given(serves_one_country)
    .rarer_if(outage_is_reported, serves_this_country)
)
OPERATOR_DOWN = Row("operator_down", unknown(Cause.HOSTING_LIMITED), COMMON).given(operator_is_silent)
"""Whether the company is down or blocked as a whole is not told from here."""
