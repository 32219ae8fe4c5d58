"""What is really the matter in each network, as hypotheses of the judge: by messenger and function, and of the line.

A table turns the lab's causes into the ids of hypotheses (`Hypothesis.id` in `judge/findings/`); where several stand
in a row, any of them is the truth. Networks that the table cannot tell apart have rows of their own.
"""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from lab.dialtone import FUNCTIONS, WEB_ONLY
from lab.promises import promises
from lab.scenario import Scenario

#: The lab's causes -> hypotheses.
TRUE: Mapping[str, tuple[str, ...]] = {
    "none": ("works",),
    "dns_nxdomain": ("dns_missing",),
    "dns_refused": ("dns_missing",),
    "dns_timeout": ("dns_missing",),
    "dns_bogon": ("dns_forged",),
    "dns_injection": ("dns_forged",),
    "dns_blockpage": ("dns_forged", "block_page"),
    "ip_drop": ("address_blocked",),
    "ip_drop_of_one": ("address_blocked",),
    "ip_rst": ("address_blocked",),
    "ip_icmp": ("address_blocked",),
    "tls_sni_drop": ("name_filtered",),
    "tls_sni_rst": ("name_filtered",),
    "protocol_dpi": ("protocol_filtered",),
    "http_blockpage": ("block_page", "name_filtered"),
    "tls_mitm": ("certificate_swapped", "intercepted"),
    "tls_mitm_state_root": ("certificate_swapped", "intercepted", "read_along"),
    "tls_inspection": ("company_gateway", "antivirus", "read_along"),
    "tls_app_hello": ("browser_shape_cut", "our_shape_cut", "name_filtered_in_this_shape"),
    "phone_hello": ("phone_differs",),
    "throttling": ("throttled",),
    "throttling_late": ("too_short_to_tell",),
    "cut_late": ("dies_later",),
    "cut_late_for_all": ("line_stops", "dies_later"),
    "gateway_down": ("one_family_gone",),
    "hosting_limited": ("hosting_limited",),
    "packet_loss": ("loses_on_its_way",),
    "cutoff_16k": ("frozen",),
    "cutoff_packets": ("frozen",),
    "cutoff_sending": ("frozen",),
    "cutoff_everywhere": ("line_stops",),
    "udp_blocked": ("calls_filtered",),
    "udp_port_closed": ("port_closed",),
    "calls_over_tcp": ("calls_filtered",),
    "datagrams_lost": ("lossy_line",),
    "relays_retired": ("switched_off", "relay_retired"),
    "stun_dpi": ("calls_filtered",),
    "intermittent_rst": ("by_share",),
    "whitelist": ("closed_network",),
    "list_only": ("closed_network",),
    "abroad_lost": ("provider_lost_abroad",),
    "captive_portal": ("captive_portal",),
    "resolver_dead": ("dns_down",),
    "client_clock": ("clock_wrong",),
    "hosts_file": ("hosts_file", "this_computer"),
    "search_domain": ("search_list",),
    "local_firewall": ("this_computer", "own_firewall"),
    "own_filter": ("own_filter",),
    "proxy_dead": ("way_of_ones_own",),
    "proxy_only": ("way_of_ones_own",),
    "helper_down": ("way_of_ones_own",),
    "vpn_dead": ("tunnel_dead",),
    "no_link": ("offline",),
    "no_route": ("offline",),
    "uplink_dead": ("offline",),
    "uplink_rejects": ("offline",),
    "closed_network": ("closed_network",),
    "turned_away": ("refused_here", "service_refuses"),
    "mtu_blackhole": ("big_packets_lost",),
    "overloaded": ("handshakes_die",),
    "tls_cut_for_all": ("no_encryption_passes",),
    "answers_dropped": ("filter_that_swallows_answers",),
    "impostor": ("impostor",),
    "other_server": ("other_server",),
    "own_server_dropped": ("address_blocked",),
    "ports_closed": ("port_closed",),
    "seeds": ("address_blocked",),
    "provider_502": ("service_down",),
    "provider_503": ("service_down",),
    "provider_silent": ("service_hangs",),
    "provider_blackhole": ("whole_service_down",),
    "provider_refuses": ("refuses_itself", "switched_off"),
    "provider_one_site": ("one_site_down",),
    "provider_at_operator": ("operator_down",),
    "provider_abroad": ("closed_to_abroad",),
    "provider_dns": ("gone_everywhere",),
    "provider_name_servers": ("name_servers_dead",),
    "provider_expired": ("certificate_expired",),
    "provider_mixed_up": ("server_mixed_up",),
    "provider_refuses_name": ("server_refuses_its_name",),
    "provider_ignores_name": ("server_refuses_its_name",),
}

#: What is said in the state of the network -> hypotheses about the line.
_GROUND: Mapping[str, tuple[str, ...]] = {
    "offline": ("offline",),
    "captive_portal": ("captive_portal",),
    "whitelist_mode": ("closed_network",),
    "list_only": ("closed_network",),
    "dns_broken": ("dns_down",),
    "names_astray": ("works",),
    "clock_wrong": ("clock_wrong",),
    "path_broken": ("big_packets_lost",),
}

#: The line's truth where the state does not say it; patterns of names, the first that fits.
_LINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rival-provider-lost-abroad", ("provider_lost_abroad",)),
    ("router-wan-down", ("router_without_line",)),
    ("gateway-404-names-gone", ("router_without_line", "closed_network")),
    ("factory-squid-403", ("proxy_with_error", "closed_network")),
    ("vpn-dead", ("tunnel_dead",)),
    ("woke-up-no-route", ("just_woke", "offline")),
    ("explicit-proxy-wants-login", ("way_of_ones_own", "offline")),
    ("dialtone-alone-*", ("this_computer",)),
    ("explicit-*", ("only_proxy_out",)),
    ("socks-only-*", ("only_proxy_out",)),
    ("taken-and-mute", ("offline",)),
    ("mitm-untrusted", ("intercepted", "works")),
    ("mitm-state-root*", ("intercepted", "works")),
    ("mitm-everything-untrusted", ("intercepted", "company_gateway")),
    ("mitm-*", ("company_gateway", "antivirus", "works")),
    ("inspection-*", ("company_gateway", "antivirus", "works")),
    ("all-tls-cut*", ("no_encryption_passes",)),
    ("satellite", ("far_line",)),
    ("slow-honest", ("far_line", "lossy_line")),
    ("pep-takes-all", ("far_line", "works")),
    ("line-late", ("just_woke", "lossy_line")),
    ("line-upload-64k", ("narrow_line", "works")),
    ("line-far-second", ("far_line",)),
    ("line-los*", ("lossy_line",)),
    ("udp-loses-*", ("lossy_line", "works")),
    ("lossy-line-*", ("lossy_line",)),
    ("cgnat-out-of-ports", ("out_of_ports",)),
    ("overloaded-box-*", ("handshakes_die",)),
    ("narrow-line-policed", ("narrow_line", "lossy_line", "handshakes_die")),
    ("narrow-line-*", ("narrow_line",)),
    ("line-*k*", ("narrow_line",)),
    ("line-1m", ("narrow_line", "works")),
    ("line-freezes", ("line_stops", "works")),
    ("kashmir-2g-list", ("closed_network", "some_names_pass", "narrow_line")),
    ("office-microsoft-only", ("closed_network", "some_names_pass")),
    ("roaming-social-pass", ("closed_network", "some_names_pass")),
    ("ir-shutdown-with-penalty", ("closed_network", "some_names_pass", "punished_addresses")),
    ("signal-sni-punished", ("punished_addresses",)),
    ("udp-3478-closed", ("port_closed",)),
    ("udp-closed-but-quic", ("port_closed", "udp_closed")),
    ("only-443-and-80*", ("port_closed",)),
    ("only-tcp-443-leaves", ("port_closed",)),
    ("nat64-gateway-down", ("one_family_gone",)),
    ("ipv4-gone", ("one_family_gone",)),
    ("ir-only-names-pass", ("only_lookups",)),
    ("ipv6-broken*", ("one_family_gone",)),
    ("dns-slow", ("resolver_slow", "works")),
    ("ipv6-resolver-dead-second-slow", ("resolver_slow",)),
    ("first-nameserver-dead*", ("resolver_slow",)),
    ("udp-flood-guard", ("works", "udp_closed")),
    ("antivirus-inspects-*", ("antivirus",)),
    ("office-inspects-*", ("company_gateway",)),
    ("home-router-table-full", ("lossy_line", "out_of_ports")),
    ("ipv6-tunnel-loses-large-packets", ("big_packets_lost", "works")),
    ("gateway-rates-each-name-first", ("handshakes_die",)),
    ("hotel-portal-forgets-ipv6", ("captive_portal", "one_family_gone")),
    ("hotel-minutes-run-out", ("captive_portal", "works")),
    ("ipv6-dead-*", ("one_family_gone",)),
    ("nat64-without-dns64", ("one_family_gone",)),
    ("plane-signed-in", ("far_line", "port_closed")),
    ("router-table-full-*", ("lossy_line", "out_of_ports")),
    ("tls-tunnel-held-to-400k", ("narrow_line", "lossy_line")),
    ("by-tls-abroad-dies-*", ("no_encryption_passes", "works")),
    ("kz-three-of-four-read", ("intercepted", "works")),
    ("mm-list-with-viber-and-zoom", ("closed_network", "some_names_pass")),
    ("resolver-ignores-every-aaaa", ("resolver_slow", "works")),
    ("ir-abroad-crawls-*", ("throttled", "abroad_slowed")),
    ("cgnat-quota-says-prohibited", ("out_of_ports", "lossy_line", "works")),
    ("ship-with-a-package-*", ("captive_portal", "far_line", "some_names_pass")),
    ("own-firewall-closes-udp", ("this_computer", "udp_closed")),
    ("ipv6-tunnel-says-no-way", ("one_family_gone", "works")),
    ("far-lossy-line-and-*", ("far_line", "lossy_line")),
    ("office-reads-*", ("company_gateway",)),
    ("gateway-resets-all-ipv6", ("one_family_gone", "works")),
    ("line-gone-for-three-*", ("lossy_line", "works")),
    ("router-for-ipv6-unplugged", ("one_family_gone", "works")),
    ("ipv4-by-*", ("far_line", "works")),
    ("red-sea-cables-*", ("lossy_line", "far_line", "works")),
)

#: Truths of a messenger that the causes do not tell apart: pattern of the name, messenger, and what is true there.
_HERE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("outage-telegram-one-dc", "telegram", ("one_place_down",)),
    ("whatsapp-first-three-pass", "whatsapp", ("passes_at_first", "name_filtered")),
    ("signal-first-six-pass", "signal", ("passes_at_first", "name_filtered")),
    ("telegram-one-greeting-passes", "telegram", ("passes_at_first", "protocol_filtered")),
    ("system-proxy-around-filter", "telegram", ("works", "address_blocked")),
    ("system-proxy-and-*", "telegram", ("works", "address_blocked", "protocol_filtered")),
    ("telegram-http-passes", "telegram", ("works", "protocol_filtered")),
    ("whatsapp-noise-mac-drop", "whatsapp", ("works", "protocol_filtered")),
    ("ir-shutdown-with-penalty", "telegram", ("closed_network", "protocol_filtered", "dns_forged")),
    ("turkmenistan-controls-dead", "signal", ("name_filtered", "address_blocked")),
    ("tr-throttled-by-name", "telegram", ("too_short_to_tell", "throttled", "works")),
    ("tr-throttled-by-name", "whatsapp", ("too_short_to_tell", "throttled", "works")),
    ("private-sni-rst", "session", ("name_filtered",)),
    ("system-proxy-spares-whatsapp", "telegram", ("works", "name_filtered", "protocol_filtered", "address_blocked")),
    ("system-proxy-around-filter", "telegram", ("works", "address_blocked")),
    ("system-proxy-and-*", "telegram", ("works", "address_blocked", "protocol_filtered")),
    ("telegram-http-passes", "telegram", ("works", "protocol_filtered")),
    ("whatsapp-noise-mac-drop", "whatsapp", ("works", "protocol_filtered")),
    ("ir-shutdown-with-penalty", "telegram", ("closed_network", "protocol_filtered", "dns_forged")),
    ("turkmenistan-controls-dead", "signal", ("name_filtered", "operator_down", "address_blocked")),
    ("whatsapp-one-site-alert", "whatsapp", ("one_site_down", "server_refuses_its_name")),
    ("*-answers-late", "*", ("answers_late",)),
    ("telegram-late-and-*", "telegram", ("answers_late",)),
    ("relays-one-retired", "*", ("relay_retired", "works")),
    ("challenge-403", "discord", ("riddle_for_browsers",)),
    ("roots-answer-503", "*", ("our_request_wrong",)),
    ("head-answers-501", "*", ("our_request_wrong",)),
    ("whatsapp-page-400", "whatsapp", ("our_request_wrong", "works")),
    ("outage-discord-admitted", "discord", ("whole_service_down",)),
    ("viber-message-servers-down", "viber", ("one_place_down",)),
    ("amazon-gone", "whatsapp", ("works", "operator_down")),
    ("np-forged-a-true-aaaa", "whatsapp", ("works", "dns_forged")),
    ("ru-2018-*", "whatsapp", ("works", "address_blocked")),
    ("eg-calls-drown", "*", ("calls_filtered", "loses_on_its_way")),
    ("antivirus-inspects-all-but-signal", "signal", ("works", "antivirus")),
    ("office-tls-on-443-alone", "signal", ("works", "udp_closed", "port_closed")),
    ("system-proxy-around-whatsapp-names", "whatsapp", ("works", "name_filtered")),
    ("office-reads-*", "signal", ("works", "company_gateway")),
    ("resolver-forges-aaaa-alone", "*", ("works", "dns_forged")),
    ("ir-whatsapp-open-again-*", "whatsapp", ("works", "dns_forged")),  # two of its relays have names of Facebook's
    ("meta-october-2021", "whatsapp", ("name_servers_dead", "whole_service_down")),
    ("tm-three-clouds-refused", "whatsapp", ("works", "address_blocked", "hosting_limited")),
    ("telegram-dropped-over-ipv4-slow-*", "telegram", ("address_blocked", "throttled", "calls_filtered")),
    (
        "ke-telegram-every-second-connection",
        "telegram",
        ("works", "by_share", "loses_on_its_way"),
    ),  # whoever tries again gets there
)

_CHANCE = ("line_fails_alike", "by_chance", "passed_by_luck")
#: The same truth as the tables call it elsewhere: at another step, or with what it does to an endpoint in its name.
AS_CALLED: Mapping[str, tuple[str, ...]] = {
    "works": ("one_host_down", "answers_everybody_so", "works_through_proxy", "controls_answer"),
    "dns_missing": ("dns_missing_beyond_it", "kept_no_address"),
    "dns_forged": ("dns_forged_beyond_it", "forged_on_the_way_to_it"),
    "name_filtered": ("name_filtered_in_this_shape",),
    "by_share": ("name_filtered_at_times",),
    "throttled": ("abroad_slowed",),
    "passes_at_first": ("name_filtered_at_times", "by_share"),
    "whole_service_down": ("service_down", "outage_reported"),
    "closed_to_abroad": ("refuses_abroad",),
    "filter_that_swallows_answers": ("address_blocked", "protocol_filtered"),
    "other_server": ("another_site",),
    "our_request_wrong": ("answers_everybody_so",),
    "way_of_ones_own": ("proxy_rule", "proxy_dead", "tunnel_dead"),
    "server_refuses_its_name": ("server_hangs_up",),
    **dict.fromkeys(
        ("lossy_line", "out_of_ports", "handshakes_die", "narrow_line", "line_stops", "just_woke", "far_line"), _CHANCE
    ),
}

#: What lets a first answer through: where one of these is true, an answer does not mean that it works.
AFTER_ANSWER = frozenset({"too_short_to_tell", "throttled_unseen", "dies_later", "by_share", "passes_at_first"})

#: Networks in which nothing is odd until later than a check looks, so that what it saw is what a sound line shows.
UNSEEN = {
    "meta-slow-after-64k": "a check of three messengers may use 250 KB, so that it reads 32 of each connection",
    "rival-too-short-to-tell-telegram": "the same",
    "telegram-crawls-after-256k": "the same",
    "whatsapp-dies-after-fifteen-seconds": "a connection is kept open for ten",
    "pk-pictures-stop-at-100-kb": "no picture of that length can be read without an account",
}

#: Where a finding lacks the truth, or excludes it, until its row is mended: endpoint and finding.
OPEN: Mapping[str, frozenset[tuple[str, str]]] = {
    "discord-reports-an-incident-and-works": frozenset([("discord/updates", "not_tried")]),
    "own-test-network-over-metas-addresses": frozenset(
        (f"whatsapp/{name}", "another_site_answers")
        for name in ("web-chat", "web-page", "static", "static-file", "media", "noise-g")
    ),
    "private-addresses-that-pass-everything-on": frozenset([("whatsapp/web-page-read", "led_elsewhere")]),
    "ru-mobile-list-forgets-ipv6": frozenset([("network", "most_abroad_dead")]),
    "tr-discord-october-2024": frozenset(
        (f"discord/{name}", "certificate_wrong")
        for name in ("api", "gateway", "media", "media-previews", "web-page-read")
    ),
    "vn-telegram-denied-and-lossy": frozenset([("telegram/web-page", "no_connection")]),
}

#: True somewhere in the lab, and in no table yet.
AWAITED = frozenset(
    [
        "answers_late",
        "calls_filtered",
        "dies_later",
        "frozen",
        "hosting_limited",
        "loses_on_its_way",
        "other_server",
        "our_request_wrong",
        "phone_differs",
        "punished_addresses",
        "refused_here",
        "relay_retired",
        "riddle_for_browsers",
        "service_refuses",
        "switched_off",
        "throttled",
        "too_short_to_tell",
        "udp_closed",
    ]
)


def of_line(scenario: Scenario) -> frozenset[str]:
    """What is true of the line: `works`, where nothing is the matter with it that its state would tell."""
    found = next((ids for pattern, ids in _LINES if fnmatchcase(scenario.name, pattern)), ())
    parts = [part for part in scenario.name.split("+") if part != scenario.name]
    more = tuple(i for part in parts for pattern, ids in _LINES if fnmatchcase(part, pattern) for i in ids)
    net = scenario.net
    said = _GROUND.get(net.status, ()) if not found else ()
    udp = {"blocked": ("udp_closed",), "stun_filtered": ("calls_filtered",)}.get(net.udp, ())
    fine = ("works",) if net.status == "online" and net.quality == "good" and net.tls_interception == "none" else ()
    return frozenset((*found, *more, *said, *udp, *fine)) or frozenset({"works"})


def as_called(true: frozenset[str]) -> frozenset[str]:
    """Truths by all their names."""
    return true.union(*(AS_CALLED.get(each, ()) for each in true))


def of_function(scenario: Scenario, messenger: str, function: str) -> frozenset[str]:
    """What is true of a function of a messenger, in Dialtone's words for both."""
    return _of_function(scenario, scenario.truth()["messengers"][messenger], messenger, function)


def _of_function(scenario: Scenario, truth: Mapping[str, Any], messenger: str, function: str) -> frozenset[str]:
    state = truth["functions"][_theirs(messenger, function)]
    here = (ids for pattern, who, ids in _HERE if fnmatchcase(scenario.name, pattern) and who in (messenger, "*"))
    # With a proxy set, what works through it may be stopped on the direct way.
    if (state["state"] != "ok" or truth["status"] == "ok" or scenario.net.proxy) and (ids := next(here, None)):
        return frozenset(ids)
    causes = state["cause"].split("+") if state["state"] != "ok" or state["cause"] == "seeds" else ["none"]
    closed = {"udp_blocked": ("udp_closed",)} if scenario.net.udp == "blocked" else {}  # whatever is called
    return frozenset(i for cause in causes for i in closed.get(cause, TRUE[cause]))


def _theirs(messenger: str, function: str) -> str:
    if function == "messages" and messenger in WEB_ONLY:
        return "web"
    return FUNCTIONS.get(function, "chat")


def of_messenger(scenario: Scenario, messenger: str) -> dict[str, frozenset[str]]:
    """What is true of each function that Dialtone speaks of."""
    truth = scenario.truth()["messengers"][messenger]
    return {name: _of_function(scenario, truth, messenger, name) for name in promises(messenger)}


def named(scenarios: Iterable[Scenario]) -> set[str]:
    """Every label that some network bears."""
    out: set[str] = set()
    for scenario in scenarios:
        truth = scenario.truth()["messengers"]
        functions = (_of_function(scenario, truth[m], m, name) for m in truth for name in promises(m))
        out |= of_line(scenario).union(*functions)
    return out
