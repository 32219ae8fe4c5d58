"""Findings about the network itself, before any messenger is judged, the most serious first; and its flags."""

from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, Claim, Finding, Hypothesis
from dialtone.judge.network import computer, hosts, line, pages
from dialtone.judge.network.network_case import USABLE, NetworkCase
from dialtone.judge.signs import Sign, all_of, any_of, name_of, without
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, NetworkDetail, NetworkFlag, NetworkStatus
from dialtone.model.vocabulary import EvidenceKind as Kind

Row = Hypothesis[NetworkCase]
Found = Finding[NetworkCase]
_ONLINE, _OFFLINE = Claim(NetworkStatus.ONLINE), Claim(NetworkStatus.OFFLINE)
_UNSTABLE, _LISTED = Claim(NetworkStatus.UNSTABLE), Claim(NetworkStatus.WHITELIST_MODE)
_THIS_COMPUTER = Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER)
_BOX_NEARBY = Claim(NetworkStatus.OFFLINE, detail=NetworkDetail.ANSWERED_NEARBY)
_LOSSY = Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.PACKETS_LOST)
_READ_ALONG, _PORTAL = Claim(NetworkStatus.INTERCEPTED), Claim(NetworkStatus.CAPTIVE_PORTAL)
_NO_NAMES = Claim(NetworkStatus.DNS_DOWN)
_NO_NAMES_HERE = Claim(NetworkStatus.DNS_DOWN, Cause.THIS_COMPUTER)
"""A VPN, a filter or a person set the resolver, and that outlasted it (mozilla-mobile/mozilla-vpn-client#1899)."""
_UNENCRYPTED = Claim(NetworkStatus.ONLINE, detail=NetworkDetail.NO_ENCRYPTION)
_ONLY_SMALL = Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.LARGE_PACKETS_LOST)
_NARROW = Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.NARROW)
_ABROAD_SLOWED = Row(
    "abroad_slowed", Claim(NetworkStatus.UNSTABLE, Cause.THROTTLED, NetworkDetail.ABROAD_SLOWED), UNCOMMON
)

_INSPECTORS = (Row("company_gateway", _READ_ALONG, COMMON), Row("antivirus", _READ_ALONG, COMMON))


def _online(finding: str, seen: Sign[NetworkCase], detail: NetworkDetail | None, hypothesis: str = "") -> Found:
    """Return a finding that leaves the network online. Its only hypothesis has its id, unless another is given."""
    row = Row(hypothesis or finding, Claim(NetworkStatus.ONLINE, detail=detail), COMMON)
    reports = ((Kind.CONTROLS_ANSWER, hosts.controls_answer),)
    return Found(finding, seen, reports=reports, fallback=_ONLINE).explained_by(row.proved_by(hosts.controls_answer))


NETWORK_FINDINGS: tuple[Found, ...] = (
    # A firewall of this computer, or no line at all: the system's own denial proves the firewall.
    Found("forbidden_here", hosts.forbidden_here, Kind.REFUSED_HERE, fallback=_ONLINE).explained_by(
        Row("this_computer", _THIS_COMPUTER, COMMON).proved_by(hosts.denied_by_system),
        Row("offline", _OFFLINE, UNCOMMON),
    ),
    # The finding is its own explanation.
    Found("only_proxy_out", hosts.only_proxy_leads_out, Kind.ONLY_PROXY_LEADS_OUT, fallback=_ONLINE).explained_by(
        Row("only_proxy_out", _ONLINE, COMMON).proved_by(hosts.only_proxy_leads_out)
    ),
    # The line is dead, or a VPN, a proxy, this computer or its waking up cuts it off. The hardest rival is a VPN or
    # proxy whose server is dead; where none is on, it is not considered. Where names are answered, DNS alone may work.
    Found(
        "nothing_answers",
        hosts.nothing_heard,
        reports=(
            (Kind.NOTHING_LEAVES, hosts.router_silent),
            (Kind.NOTHING_ANSWERS, any_of(hosts.no_route, hosts.nothing_answers)),
        ),
        fallback=_OFFLINE,
    ).explained_by(
        Row("offline", _OFFLINE, COMMON).rarer_if(hosts.names_are_answered).proved_by(hosts.line_is_dead),
        Row("only_lookups", Claim(NetworkStatus.OFFLINE, detail=NetworkDetail.ONLY_LOOKUPS), COMMON)
        .given(hosts.names_are_answered)
        .proved_by(hosts.names_are_answered, hosts.router_answers),
        Row("tunnel_dead", Claim(NetworkStatus.OFFLINE, Cause.THIS_COMPUTER), COMMON).given(hosts.way_of_ones_own),
        Row("this_computer", _THIS_COMPUTER, UNCOMMON).unless(
            hosts.no_route, hosts.router_answers, hosts.accepted_beyond
        ),
        Row("just_woke", _UNSTABLE, UNCOMMON).unless(hosts.failing_for_a_while),
    ),
    # A sign-in, a router without a line that answers itself, or a list of approved sites. The hardest rival is such a
    # list, whose notice replaces pages as well; a status made for sign-ins (511) excludes it.
    Found("sign_in_page", pages.sign_in_pages, Kind.PAGE_INSTEAD, fallback=_BOX_NEARBY).explained_by(
        # Rarer where sites pass or pages are genuine: somebody who has not signed in gets none.
        Row("captive_portal", _PORTAL, COMMON)
        .rarer_if(hosts.something_passes, pages.pages_as_expected)
        .proved_by(pages.login_required),
        Row("some_names_pass", Claim(NetworkStatus.CAPTIVE_PORTAL, detail=NetworkDetail.SOME_NAMES_ONLY), COMMON)
        .given(hosts.something_passes)
        .proved_by(pages.login_required),
        Row("router_without_line", _BOX_NEARBY, COMMON)
        .given(pages.names_lead_to_one_private_address)
        .unless(hosts.something_passes, pages.login_required, pages.pages_as_expected),
        # Rarer where each page leads to a sign-in, or some are genuine.
        Row("closed_network", _LISTED, UNCOMMON)
        .unless(pages.login_required)
        .rarer_if(pages.all_lead_to_sign_in, pages.pages_as_expected),
        Row("odd_page", _ONLINE, RARE).unless(pages.several_pages_changed),
    ),
    # Something nearby answers, and nothing decides what it is: all common rows make the same claim.
    Found("gateway_answers", pages.gateway_answers, Kind.PAGE_INSTEAD, fallback=_BOX_NEARBY).explained_by(
        Row("proxy_with_error", _BOX_NEARBY, COMMON),
        Row("router_without_line", _BOX_NEARBY, COMMON),
        Row("closed_network", _BOX_NEARBY, UNCOMMON),
        Row("captive_portal", _PORTAL, RARE),
        Row("odd_page", _ONLINE, RARE).unless(pages.several_pages_changed),
    ),
    # Neutral hosts refuse what they accepted before. Only a changed test page stands against a sign-in, and is rare.
    Found("turned_away", hosts.turned_away, Kind.PAGE_INSTEAD, needs=(pages.portal_marks,)).explained_by(
        Row("captive_portal", _PORTAL, COMMON), Row("odd_page", _ONLINE, RARE).unless(pages.several_pages_changed)
    ),
    # The network's DNS is down, or that of a VPN or of this computer is. The hardest rival is a resolver that is only
    # slow: it is excluded where the system itself gave up waiting.
    Found("resolver_silent", hosts.resolver_silent, Kind.RESOLVER_SILENT, fallback=_NO_NAMES).explained_by(
        Row("dns_down", _NO_NAMES, COMMON).proved_by(hosts.system_gave_up),
        Row("resolver_slow", _UNSTABLE, UNCOMMON).unless(hosts.system_gave_up),
        Row("vpn_resolver", _NO_NAMES_HERE, COMMON).given(computer.tunnel_present),
        Row("this_computer", _NO_NAMES_HERE, COMMON).rarer_if(without(hosts.resolver_is_ones_own)),
        Row("closed_network", _LISTED, UNCOMMON).given(hosts.names_denied),
    ),
    # The network lets nothing encrypted pass, or loses large packets, or an antivirus here breaks all. The hardest
    # rival is the loss of large packets: a handshake in small ones that completes proves it, one that dies excludes it.
    Found(
        "no_handshake",
        line.no_handshake,
        reports=((Kind.HANDSHAKES_CUT, line.cut_whatever_their_size), (Kind.BIG_PACKETS_LOST, line.only_small_passes)),
        fallback=_UNENCRYPTED,
    ).explained_by(
        Row("no_encryption_passes", _UNENCRYPTED, UNCOMMON).rarer_if(line.small_handshake_passes),
        Row("big_packets_lost", _ONLY_SMALL, COMMON)
        .unless(line.handshakes_reset, line.small_handshakes_die)
        .proved_by(line.small_handshake_passes),
        Row(
            "antivirus", Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER, NetworkDetail.NO_ENCRYPTION), UNCOMMON
        ).rarer_if(line.connected_beyond_here),
    ),
    # A list of approved sites, or a line that does not get abroad. The hardest rival is a provider that has lost its
    # way abroad: it looks the same, is rare, and is excluded where a name decides, or any site abroad proved itself.
    # Both kinds of a list are uncommon, so that a sign-in page or a dead IPv4, which are common, go before.
    Found(
        "most_abroad_dead",
        hosts.most_abroad_dead,
        Kind.MOST_ABROAD_SILENT,
        needs=(any_of(hosts.home_proved, hosts.something_passes),),
        fallback=_LISTED,
    ).explained_by(
        Row("closed_network", Claim(NetworkStatus.WHITELIST_MODE, detail=NetworkDetail.HOME_ONLY), UNCOMMON)
        .given(hosts.home_proved)
        .unless(hosts.messenger_from_abroad, hosts.ipv4_gone)
        .proved_by(hosts.names_are_read),
        Row("some_names_pass", Claim(NetworkStatus.WHITELIST_MODE, detail=NetworkDetail.SOME_NAMES_ONLY), UNCOMMON)
        .given(any_of(all_of(hosts.home_proved, hosts.messenger_from_abroad), hosts.few_proved))
        .unless(hosts.ipv4_gone)
        .proved_by(hosts.names_are_read),
        Row("provider_lost_abroad", _UNSTABLE, RARE).unless(
            hosts.dies_at_the_name, hosts.site_abroad_proved, hosts.messenger_from_abroad
        ),
        Row("routers_refuse", _UNSTABLE, UNCOMMON).given(hosts.refused_abroad).unless(hosts.dies_at_the_name),
        Row("big_packets_lost", _ONLY_SMALL, UNCOMMON)
        .given(hosts.first_messages_swallowed)
        .unless(hosts.home_proved, hosts.cut_by_resets, hosts.names_are_read),
        Row("lossy_line", _LOSSY, RARE)
        .given(line.lost_before_a_name)
        .unless(hosts.dies_at_the_name, hosts.cut_by_resets, hosts.ipv4_gone),
        Row("one_family_gone", Claim(NetworkStatus.ONLINE, detail=NetworkDetail.IPV4_GONE), COMMON).given(
            hosts.ipv4_gone
        ),
        Row("captive_portal", _PORTAL, COMMON)
        .given(pages.portal_marks)
        .unless(all_of(hosts.home_proved, without(pages.pages_lead_to_one_host))),
    ),
    # Another host answers in the clear for messengers, and sites are refused: a sign-in, a proxy or a list.
    Found("others_answer_plainly", hosts.others_answer_plainly, Kind.PAGE_INSTEAD, fallback=_BOX_NEARBY).explained_by(
        Row("captive_portal", _PORTAL, COMMON),
        Row("proxy_with_error", _BOX_NEARBY, UNCOMMON),
        Row("closed_network", _LISTED, UNCOMMON),
    ),
    # Somebody reads along, or a company's gateway or an antivirus inspects, which claims the same. The hardest rival is
    # a computer that does not know a public authority: `issued_in_public` shows it, and excludes all inspectors.
    Found(
        "all_certificates_swapped", hosts.foreign_certificates, Kind.CERTIFICATE_WRONG, fallback=_READ_ALONG
    ).explained_by(
        Row("intercepted", _READ_ALONG, COMMON)
        .rarer_if(hosts.issued_in_public)
        .proved_by(hosts.strangers_sign, without(hosts.issued_in_public)),
        *(row.unless(hosts.issued_in_public) for row in _INSPECTORS),
        Row("this_computer", _THIS_COMPUTER, COMMON).given(hosts.issued_in_public),
        Row("router_without_line", _BOX_NEARBY, RARE).unless(hosts.strangers_sign),
        Row("captive_portal", _PORTAL, RARE).given(pages.portal_marks),
    ),
    # A root that this computer alone trusts: all rows claim the same, and the finding proves it.
    Found("local_root_trusted", hosts.local_root_trusted, Kind.LOCAL_ROOT_TRUSTED, fallback=_READ_ALONG).explained_by(
        Row("intercepted", _READ_ALONG, COMMON).proved_by(hosts.local_root_trusted), *_INSPECTORS
    ),
    # The way abroad is slow, and a fast page at home proves it. Neutral sites that are themselves slowed are a rival.
    Found("abroad_slowed", line.only_abroad_is_slow, Kind.NARROW_LINE, fallback=_UNSTABLE).explained_by(
        _ABROAD_SLOWED.proved_by(line.only_abroad_is_slow), Row("neutral_sites_slowed", _ONLINE, UNCOMMON)
    ),
    # The line is narrow. The hardest rival is a slow way abroad alone: handshakes at home that waited exclude it, and
    # it is rarer where a page at home came as slowly.
    Found("narrow_line", line.narrow_line, Kind.NARROW_LINE, fallback=_UNSTABLE).explained_by(
        Row("narrow_line", _NARROW, COMMON).proved_by(line.handshakes_at_home_waited),
        Row("neutral_sites_slowed", _ONLINE, UNCOMMON).unless(line.handshakes_waited),
        _ABROAD_SLOWED.unless(line.handshakes_at_home_waited).rarer_if(line.home_is_slow_too),
    ),
    # Something on the path cuts a share of handshakes, or packets are lost: losses without a name show the latter.
    Found("handshakes_die", line.handshakes_come_and_go, Kind.LOSSY_LINE, fallback=_UNSTABLE).explained_by(
        Row("handshakes_die", Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.HANDSHAKES_DIE), COMMON)
        .unless(line.lost_before_a_name)
        .proved_by(line.several_sites_both_ways),
        Row("lossy_line", _LOSSY, COMMON).given(line.lost_before_a_name).proved_by(line.loss_was_counted),
        Row("computer_busy", _THIS_COMPUTER, UNCOMMON).unless(line.handshakes_reset, hosts.computer_is_calm),
    ),
    # Packets are lost. The hardest rival is a computer that is busy and reads late: counted losses exclude it.
    Found("lossy_line", line.packets_lost, Kind.LOSSY_LINE, fallback=_UNSTABLE).explained_by(
        Row("lossy_line", _LOSSY, COMMON).proved_by(line.loss_was_counted),
        Row("out_of_ports", _LOSSY, UNCOMMON),
        Row("computer_busy", _THIS_COMPUTER, UNCOMMON).unless(line.loss_was_counted),
    ),
    # The network is online: controls proved themselves.
    _online("ipv4_gone", hosts.ipv4_gone, NetworkDetail.IPV4_GONE, "one_family_gone"),
    _online("ipv6_gone", hosts.ipv6_dead, NetworkDetail.IPV6_GONE, "one_family_gone"),
    _online("far_line", line.far, NetworkDetail.FAR),
    _online("one_host_down", hosts.one_host_down, NetworkDetail.ONE_HOST_DOWN),
    _online("controls_answer", hosts.controls_answer, None),
)


class Flag(Frozen):
    """A condition that qualifies every verdict, set if its sign is seen. It has the name of that sign."""

    flag: NetworkFlag
    kind: Kind
    seen: Sign[NetworkCase]
    on: tuple[NetworkStatus, ...] = tuple(NetworkStatus)
    """The network states in which it is considered."""

    @property
    def id(self) -> str:
        """The name of the sign."""
        return name_of(self.seen)


_NOT_OFFLINE = tuple(status for status in NetworkStatus if status is not NetworkStatus.OFFLINE)
FLAGS: tuple[Flag, ...] = (
    Flag(NetworkFlag.VPN, Kind.BYPASS_TOOL, computer.tunnel_present),
    Flag(NetworkFlag.NAMES_BESIDE_VPN, Kind.BESIDE_VPN, computer.names_beside_vpn),
    Flag(NetworkFlag.IPV6_BESIDE_VPN, Kind.BESIDE_VPN, computer.ipv6_beside_vpn),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.bypass_tool_runs),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.marked_packets_led_elsewhere),
    Flag(NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.split_tunnel),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_set),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_script),
    Flag(NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_leads_out),
    Flag(NetworkFlag.PROXY, Kind.FAILED_THROUGH_PROXY, computer.system_proxy_dead),
    Flag(NetworkFlag.PROXY, Kind.PROXY_FORBIDDEN_HERE, computer.proxy_forbidden_here),
    Flag(NetworkFlag.PROXY, Kind.PROXY_WANTS_LOGIN, computer.proxy_wants_login),
    Flag(NetworkFlag.CLOCK_WRONG, Kind.CLOCK_OFF, hosts.clock_off),
    Flag(NetworkFlag.CALLS_FILTERED, Kind.STUN_FILTERED, line.stun_filtered, USABLE),
    Flag(NetworkFlag.CALLS_FILTERED, Kind.STUN_FILTERED_FOR_MOST, line.stun_filtered_for_most, USABLE),
    Flag(NetworkFlag.UDP_BLOCKED, Kind.UDP_SILENT, line.udp_silent, USABLE),
    Flag(NetworkFlag.UDP_BLOCKED, Kind.UDP_SILENT, line.stun_unanswered, USABLE),
    Flag(NetworkFlag.CONNECTS_ARE_LOCAL, Kind.CONNECTS_ARE_LOCAL, hosts.taken_nearby),
    Flag(NetworkFlag.COMPUTER_BUSY, Kind.COMPUTER_BUSY, hosts.computer_busy),
    Flag(NetworkFlag.IPV6_BROKEN, Kind.IPV6_DEAD, hosts.ipv6_dead, _NOT_OFFLINE),
)
"""All flags whose signs are seen are set, whatever the finding."""
