"""Findings about the network itself, before any messenger is judged, the gravest first; and the flags beside them."""

from dialtone.judge.diagnosis import Claim, Finding, Hypothesis, Layer, Sign, all_of, any_of
from dialtone.judge.network.network_case import USABLE, NetworkCase
from dialtone.judge.signs import computer, network, pages
from dialtone.judge.signs import neutral_line as line
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Degree, NetworkFlag, NetworkStatus, Prior
from dialtone.model.vocabulary import EvidenceKind as Kind

Row = Hypothesis[NetworkCase]
Ground = Finding[NetworkCase]
_ONLINE, _OFFLINE = Claim(NetworkStatus.ONLINE), Claim(NetworkStatus.OFFLINE)
_UNSTABLE, _LISTED = Claim(NetworkStatus.UNSTABLE), Claim(NetworkStatus.WHITELIST_MODE)
_THIS_COMPUTER = Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER)
_BOX_NEARBY = Claim(NetworkStatus.OFFLINE, degree=Degree.ANSWERED_NEARBY)
_LOSSY = Claim(NetworkStatus.UNSTABLE, degree=Degree.PACKETS_LOST)
_READ_ALONG = Claim(NetworkStatus.INTERCEPTED)

FORBIDDEN_HERE = Ground(
    "forbidden_here",
    Layer.ADDRESS,
    seen=network.forbidden_here,
    tells=((Kind.REFUSED_HERE, network.forbidden_here),),
    may_be=(
        Row("this_computer", _THIS_COMPUTER, Prior.COMMON, proof=network.denied_by_system),
        Row("offline", _OFFLINE, Prior.UNCOMMON, ask="whether another program gets through"),
    ),
    in_common=_ONLINE,
)
ONLY_PROXY_OUT = Ground(
    "only_proxy_out",
    Layer.ADDRESS,
    seen=network.only_proxy_leads_out,
    tells=((Kind.ONLY_PROXY_LEADS_OUT, network.only_proxy_leads_out),),
    may_be=(Row("only_proxy_out", _ONLINE, Prior.COMMON, proof=network.only_proxy_leads_out),),
    in_common=_ONLINE,
)
NOTHING_ANSWERS = Ground(
    "nothing_answers",
    Layer.ADDRESS,
    seen=network.nothing_heard,
    tells=(
        (Kind.NOTHING_LEAVES, network.router_silent),
        (Kind.NOTHING_ANSWERS, any_of(network.no_route, network.nothing_answers)),
    ),
    may_be=(
        Row(
            "offline",
            _OFFLINE,
            Prior.COMMON,
            less=(network.names_are_answered,),
            proof=network.line_is_dead,
        ),
        Row(
            "only_lookups",
            Claim(NetworkStatus.OFFLINE, degree=Degree.ONLY_LOOKUPS),
            Prior.COMMON,
            needs=network.names_are_answered,
            proof=all_of(network.names_are_answered, network.router_answers),
            ask="whether home sites answer; the same in five minutes",
        ),
        Row(
            "tunnel_dead",
            Claim(NetworkStatus.OFFLINE, Cause.THIS_COMPUTER),
            Prior.COMMON,
            needs=network.way_of_ones_own,
            ask="the same past the tunnel",
        ),
        Row(
            "this_computer",
            _THIS_COMPUTER,
            Prior.UNCOMMON,
            out=(network.no_route, network.router_answers, network.accepted_beyond),
            ask="a packet that the first router has to answer",
        ),
        Row(
            "just_woke",
            _UNSTABLE,
            Prior.UNCOMMON,
            out=(network.failing_for_a_while,),
            ask="the same in five seconds",
        ),
    ),
    in_common=_OFFLINE,
)
SIGN_IN_PAGE = Ground(
    "sign_in_page",
    Layer.PROTOCOL,
    seen=pages.sign_in_pages,
    tells=((Kind.SIGN_IN_PAGE, pages.sign_in_pages),),
    may_be=(
        Row(
            "captive_portal",
            Claim(NetworkStatus.CAPTIVE_PORTAL),
            Prior.COMMON,
            less=(pages.something_passes, pages.pages_as_expected),
            proof=pages.login_required,
            ask="the page's first bytes: a form, whose name",
        ),
        Row(
            "some_names_pass",
            Claim(NetworkStatus.CAPTIVE_PORTAL, degree=Degree.SOME_NAMES_ONLY),
            Prior.COMMON,
            needs=pages.something_passes,
            proof=pages.login_required,
        ),
        Row(
            "router_without_line",
            _BOX_NEARBY,
            Prior.UNCOMMON,
            needs=pages.names_lead_to_one_private_address,
            out=(pages.something_passes, pages.login_required),
            ask="the page at that address",
        ),
        Row("closed_network", _LISTED, Prior.RARE, out=(pages.login_required,), ask="the page's words"),
        Row("odd_page", _ONLINE, Prior.RARE, out=(pages.several_pages_changed,), ask="the other known pages"),
    ),
    in_common=_BOX_NEARBY,
)
GATEWAY_ANSWERS = Ground(
    "gateway_answers",
    Layer.PROTOCOL,
    seen=pages.gateway_answers,
    tells=((Kind.SIGN_IN_PAGE, pages.gateway_answers),),
    may_be=(
        Row("proxy_with_error", _BOX_NEARBY, Prior.COMMON),
        Row("router_without_line", _BOX_NEARBY, Prior.COMMON),
        Row("closed_network", _BOX_NEARBY, Prior.UNCOMMON),
        Row(
            "captive_portal",
            Claim(NetworkStatus.CAPTIVE_PORTAL),
            Prior.RARE,
            ask="the page's first bytes: a form, whose name",
        ),
        Row("odd_page", _ONLINE, Prior.RARE, out=(pages.several_pages_changed,), ask="the other known pages"),
    ),
    in_common=_BOX_NEARBY,
)
RESOLVER_SILENT = Ground(
    "resolver_silent",
    Layer.DNS,
    seen=network.resolver_silent,
    tells=((Kind.RESOLVER_SILENT, network.resolver_silent),),
    may_be=(
        Row("dns_down", Claim(NetworkStatus.DNS_DOWN), Prior.COMMON, proof=network.system_gave_up),
        Row(
            "resolver_slow",
            _UNSTABLE,
            Prior.UNCOMMON,
            out=(network.system_gave_up,),
            ask="wait as long as the system does",
        ),
        Row(
            "vpn_resolver",
            Claim(NetworkStatus.DNS_DOWN, Cause.THIS_COMPUTER),
            Prior.COMMON,
            needs=computer.tunnel_present,
            ask="the same past the tunnel",
        ),
        Row("closed_network", _LISTED, Prior.UNCOMMON, needs=pages.names_denied, ask="the second resolver alone"),
    ),
    in_common=Claim(NetworkStatus.DNS_DOWN),
)
NO_HANDSHAKE = Ground(
    "no_handshake",
    Layer.TLS,
    seen=line.no_handshake,
    tells=(
        (Kind.HANDSHAKES_CUT, line.cut_whatever_their_size),
        (Kind.BIG_PACKETS_LOST, line.only_small_passes),
    ),
    may_be=(
        Row(
            "no_encryption_passes",
            Claim(NetworkStatus.ONLINE, degree=Degree.NO_ENCRYPTION),
            Prior.UNCOMMON,
            less=(line.small_handshake_passes,),
            ask="TLS on another port",
        ),
        Row(
            "big_packets_lost",
            Claim(NetworkStatus.UNSTABLE, degree=Degree.LARGE_PACKETS_LOST),
            Prior.COMMON,
            out=(line.handshakes_reset, line.small_handshakes_die),
            proof=line.small_handshake_passes,
            ask="the same in small packets",
        ),
        Row(
            "antivirus",
            Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER, Degree.NO_ENCRYPTION),
            Prior.UNCOMMON,
            less=(line.connected_beyond_here,),
            ask="a connection that no router passes on",
        ),
    ),
    in_common=Claim(NetworkStatus.ONLINE, degree=Degree.NO_ENCRYPTION),
)
MOST_ABROAD_DEAD = Ground(
    "most_abroad_dead",
    Layer.ADDRESS,
    seen=network.most_abroad_dead,
    needs=(any_of(network.home_proved, pages.something_passes),),
    tells=((Kind.MOST_ABROAD_SILENT, network.most_abroad_dead),),
    may_be=(
        Row(
            "closed_network",
            Claim(NetworkStatus.WHITELIST_MODE, degree=Degree.HOME_ONLY),
            Prior.UNCOMMON,
            needs=network.home_proved,
            out=(network.messenger_from_abroad, network.ipv4_gone),
            proof=network.names_are_read,
            ask="sites that lists are known to hold; the same in five minutes",
        ),
        Row(
            "some_names_pass",
            Claim(NetworkStatus.WHITELIST_MODE, degree=Degree.SOME_NAMES_ONLY),
            Prior.UNCOMMON,
            needs=any_of(all_of(network.home_proved, network.messenger_from_abroad), network.few_proved),
            out=(network.ipv4_gone,),
            proof=network.names_are_read,
            ask="sites that lists are known to hold; the same in five minutes",
        ),
        Row(
            "provider_lost_abroad",
            _UNSTABLE,
            Prior.RARE,
            out=(network.dies_at_the_name, network.site_abroad_proved, network.messenger_from_abroad),
            ask="the same in five minutes",
        ),
        Row(
            "routers_refuse",
            _UNSTABLE,
            Prior.UNCOMMON,
            needs=network.refused_abroad,
            out=(network.dies_at_the_name,),
            ask="the same in five minutes",
        ),
        Row(
            "big_packets_lost",
            Claim(NetworkStatus.UNSTABLE, degree=Degree.LARGE_PACKETS_LOST),
            Prior.UNCOMMON,
            needs=network.first_messages_swallowed,
            out=(network.home_proved, network.cut_by_resets, network.names_are_read, pages.pages_die),
            ask="the same in small packets",
        ),
        Row(
            "lossy_line",
            _LOSSY,
            Prior.RARE,
            needs=line.lost_before_a_name,
            out=(network.dies_at_the_name, network.cut_by_resets, network.ipv4_gone),
            ask="ten connections to one address",
        ),
        Row(
            "one_family_gone",
            Claim(NetworkStatus.ONLINE, degree=Degree.IPV4_GONE),
            Prior.COMMON,
            needs=network.ipv4_gone,
            ask="a neutral host over IPv4 alone",
        ),
    ),
    in_common=_LISTED,
)
_INSPECTORS = (
    Row("company_gateway", _READ_ALONG, Prior.UNCOMMON, ask="the same past the proxy"),
    Row("antivirus", _READ_ALONG, Prior.UNCOMMON, ask="whose the issuer is at sites of this country"),
)
FOREIGN_CERTIFICATES = Ground(
    "all_certificates_swapped",
    Layer.TLS,
    seen=network.foreign_certificates,
    tells=((Kind.CERTIFICATE_WRONG, network.foreign_certificates),),
    may_be=(
        Row("intercepted", _READ_ALONG, Prior.COMMON, proof=network.strangers_sign),
        *_INSPECTORS,
        Row("router_without_line", _BOX_NEARBY, Prior.RARE, out=(network.strangers_sign,), ask="a known page"),
    ),
    in_common=_READ_ALONG,
)
LOCAL_ROOT_TRUSTED = Ground(
    "local_root_trusted",
    Layer.TLS,
    seen=network.local_root_trusted,
    tells=((Kind.LOCAL_ROOT_TRUSTED, network.local_root_trusted),),
    may_be=(Row("intercepted", _READ_ALONG, Prior.COMMON, proof=network.local_root_trusted), *_INSPECTORS),
    in_common=_READ_ALONG,
)
NARROW_LINE = Ground(
    "narrow_line",
    Layer.SPEED,
    seen=line.narrow_line,
    tells=((Kind.NARROW_LINE, line.narrow_line),),
    may_be=(
        Row(
            "narrow_line",
            Claim(NetworkStatus.UNSTABLE, degree=Degree.NARROW),
            Prior.COMMON,
            proof=line.handshakes_waited,
            ask="one page alone",
        ),
        Row("neutral_sites_slowed", _ONLINE, Prior.RARE, out=(line.handshakes_waited,), ask="a page at home"),
    ),
    in_common=_UNSTABLE,
)
HANDSHAKES_DIE = Ground(
    "handshakes_die",
    Layer.TLS,
    seen=line.handshakes_come_and_go,
    tells=((Kind.LOSSY_LINE, line.handshakes_come_and_go),),
    may_be=(
        Row(
            "handshakes_die",
            Claim(NetworkStatus.UNSTABLE, degree=Degree.HANDSHAKES_DIE),
            Prior.COMMON,
            out=(line.lost_before_a_name,),
            proof=line.several_sites_both_ways,
            ask="eight more handshakes at one neutral site",
        ),
        Row("lossy_line", _LOSSY, Prior.COMMON, needs=line.lost_before_a_name, proof=line.loss_was_counted),
        Row("computer_busy", _THIS_COMPUTER, Prior.UNCOMMON, out=(line.handshakes_reset, network.computer_is_calm)),
    ),
    in_common=_UNSTABLE,
)
PACKETS_LOST = Ground(
    "lossy_line",
    Layer.SPEED,
    seen=line.packets_lost,
    tells=((Kind.LOSSY_LINE, line.packets_lost),),
    may_be=(
        Row("lossy_line", _LOSSY, Prior.COMMON, proof=line.loss_was_counted),
        Row("out_of_ports", _LOSSY, Prior.UNCOMMON, ask="ten connections to one address"),
        Row(
            "computer_busy",
            _THIS_COMPUTER,
            Prior.UNCOMMON,
            out=(line.loss_was_counted,),
            ask="the system's own count of what was sent again",
        ),
    ),
    in_common=_UNSTABLE,
)


def _online(name: str, layer: Layer, seen: Sign[NetworkCase], degree: Degree | None, truth: str = "") -> Ground:
    """Return a row for what is no fault of the network, or of a part of it alone: it is online."""
    row = Row(truth or name, Claim(NetworkStatus.ONLINE, degree=degree), Prior.COMMON, proof=network.controls_answer)
    return Ground(name, layer, seen, ((Kind.CONTROLS_ANSWER, network.controls_answer),), (row,), in_common=_ONLINE)


GROUND: tuple[Ground, ...] = (
    FORBIDDEN_HERE,
    ONLY_PROXY_OUT,
    NOTHING_ANSWERS,
    SIGN_IN_PAGE,
    GATEWAY_ANSWERS,
    RESOLVER_SILENT,
    NO_HANDSHAKE,
    MOST_ABROAD_DEAD,
    FOREIGN_CERTIFICATES,
    LOCAL_ROOT_TRUSTED,
    NARROW_LINE,
    HANDSHAKES_DIE,
    PACKETS_LOST,
    _online("ipv4_gone", Layer.ADDRESS, network.ipv4_gone, Degree.IPV4_GONE, "one_family_gone"),
    _online("ipv6_gone", Layer.ADDRESS, network.ipv6_gone, Degree.IPV6_GONE, "one_family_gone"),
    _online("far_line", Layer.SPEED, line.far, Degree.FAR),
    _online("one_host_down", Layer.ADDRESS, network.one_host_down, Degree.ONE_HOST_DOWN),
    _online("controls_answer", Layer.SERVICE, network.controls_answer, None),
)


class Flag(Frozen):
    """A condition that qualifies every verdict, set where its sign is seen."""

    id: str
    layer: Layer
    flag: NetworkFlag
    kind: Kind
    seen: Sign[NetworkCase]
    on: tuple[NetworkStatus, ...] = tuple(NetworkStatus)
    """The states of the network in which it is asked."""

    @property
    def says(self) -> tuple[Kind, ...]:
        """All kinds of evidence that it may give."""
        return (self.kind,)


FLAGS: tuple[Flag, ...] = (
    Flag("tunnel_present", Layer.ADDRESS, NetworkFlag.VPN, Kind.BYPASS_TOOL, computer.tunnel_present),
    Flag("names_beside_vpn", Layer.DNS, NetworkFlag.NAMES_BESIDE_VPN, Kind.BESIDE_VPN, computer.names_beside_vpn),
    Flag("ipv6_beside_vpn", Layer.ADDRESS, NetworkFlag.IPV6_BESIDE_VPN, Kind.BESIDE_VPN, computer.ipv6_beside_vpn),
    Flag("bypass_tool_runs", Layer.ADDRESS, NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.bypass_tool_runs),
    Flag("split_tunnel", Layer.ADDRESS, NetworkFlag.BYPASS_TOOL, Kind.BYPASS_TOOL, computer.split_tunnel),
    Flag("proxy_set", Layer.ADDRESS, NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_set),
    Flag("proxy_script", Layer.ADDRESS, NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_script),
    Flag("proxy_leads_out", Layer.ADDRESS, NetworkFlag.PROXY, Kind.PROXY_SET, computer.proxy_leads_out),
    Flag("system_proxy_dead", Layer.ADDRESS, NetworkFlag.PROXY, Kind.FAILED_THROUGH_PROXY, computer.proxy_dead),
    Flag("proxy_wants_login", Layer.ADDRESS, NetworkFlag.PROXY, Kind.PROXY_WANTS_LOGIN, computer.proxy_wants_login),
    Flag("clock_off", Layer.TLS, NetworkFlag.CLOCK_WRONG, Kind.CLOCK_OFF, network.clock_off),
    Flag(
        "stun_filtered",
        Layer.PROTOCOL,
        NetworkFlag.CALLS_FILTERED,
        Kind.STUN_FILTERED,
        network.stun_filtered,
        USABLE,
    ),
    Flag("udp_silent", Layer.ADDRESS, NetworkFlag.UDP_BLOCKED, Kind.UDP_SILENT, network.udp_silent, USABLE),
    Flag("taken_nearby", Layer.ADDRESS, NetworkFlag.CONNECTS_ARE_LOCAL, Kind.CONNECTS_ARE_LOCAL, network.taken_nearby),
    Flag("computer_busy", Layer.SPEED, NetworkFlag.COMPUTER_BUSY, Kind.COMPUTER_BUSY, network.computer_busy),
    Flag(
        "ipv6_dead",
        Layer.ADDRESS,
        NetworkFlag.IPV6_BROKEN,
        Kind.IPV6_DEAD,
        network.ipv6_gone,
        tuple(status for status in NetworkStatus if status is not NetworkStatus.OFFLINE),
    ),
)
"""All that are seen are set, whatever the finding."""
