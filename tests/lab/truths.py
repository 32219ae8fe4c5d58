"""What is really the matter in each network, as hypotheses of the judge: by messenger and function, and of the line.

`causes.toml` turns the lab's causes into the ids of hypotheses (`Hypothesis.id` in `judge/findings/`). Networks that it
cannot tell apart name theirs (`Scenario.hypotheses`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lab.causes import CAUSES
from lab.dialtone import FUNCTIONS, WEB_ONLY
from lab.promises import load_promises
from lab.scenario import Scenario
from lab.scenarios import find_scenario

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
    "ru-telegram-files-crawl-after-the-greeting": "no file can be read without an account",
    "films-to-telegram-do-not-leave": "nothing of that length can be sent without an account",
}

#: Where a finding lacks the truth, or excludes it, until its row is mended: endpoint and finding.
OPEN: Mapping[str, frozenset[tuple[str, str]]] = {
    "discord-reports-an-incident-and-works": frozenset([("discord/updates", "not_tried")]),
    "discords-gateway-freezes-before-it-tells-all": frozenset(
        [("discord/api", "greeting_answered"), ("discord/gateway", "greeting_answered")]
    ),
    "familyshield-denies-discord": frozenset(
        (f"discord/{host}", "another_site_answers")
        for host in ("api", "gateway", "media", "media-previews", "web-page-read")
    ),
    "guard-here-limits-new-connections": frozenset([("whatsapp/media", "another_site_answers")]),
    "hetzner-gone-with-two-small-messengers": frozenset(
        (f"session/relay{number}", "relays_silent") for number in (1, 2, 3, 4, 5)
    ),
    "private-addresses-that-pass-everything-on": frozenset([("whatsapp/web-page-read", "led_elsewhere")]),
    "signals-words-crawl-pictures-do-not": frozenset([("signal/grpc-chat", "silent_to_any_name")]),
    "telegram-three-seconds-late": frozenset(
        [
            *((f"telegram/dc{number}", "no_connection") for number in (2, 3, 4, 5)),
            *((f"telegram/{media}", "no_connection") for media in ("media-dc", "dc2-media", "dc4-media")),
            *((f"telegram/{web}", "no_connection") for web in ("ws-dc2", "ws-k-dc2", "web-page")),
            *((f"telegram/reflector-{number}", "relays_silent") for number in (1, 2, 3)),
        ]
    ),
    "two-providers-by-turns-and-one-filters": frozenset([("telegram/reflector-3", "intermittent")]),
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


def find_of_line(scenario: Scenario) -> frozenset[str]:
    """Return what is true of the line: `works`, where nothing is the matter with it that its state would tell."""
    found = scenario.hypotheses.get("network", ())
    parts = map(find_scenario, scenario.name.split("+")) if "+" in scenario.name else ()
    more = tuple(each for part in parts for each in part.hypotheses.get("network", ()))
    net = scenario.net
    said = _GROUND.get(net.status, ()) if not found else ()
    udp = {"blocked": ("udp_closed",), "stun_filtered": ("calls_filtered",)}.get(net.udp, ())
    fine = ("works",) if net.status == "online" and net.quality == "good" and net.tls_interception == "none" else ()
    return frozenset((*found, *more, *said, *udp, *fine)) or frozenset({"works"})


def add_other_names(true: frozenset[str]) -> frozenset[str]:
    """Return truths by all their names."""
    return true.union(*(AS_CALLED.get(each, ()) for each in true))


def find_of_function(scenario: Scenario, messenger: str, function: str) -> frozenset[str]:
    """Return what is true of a function of a messenger, in Dialtone's words for both."""
    return _find_of_function(scenario, scenario.truth()["messengers"][messenger], messenger, function)


def _find_of_function(scenario: Scenario, truth: Mapping[str, Any], messenger: str, function: str) -> frozenset[str]:
    state = truth["functions"][_translate_function(messenger, function)]
    here = scenario.hypotheses.get(messenger, scenario.hypotheses.get("*", ()))
    # With a proxy set, what works through it may be stopped on the direct way.
    if here and (state["state"] != "ok" or truth["status"] == "ok" or scenario.net.proxy):
        return frozenset(here)
    causes = state["cause"].split("+") if state["state"] != "ok" or state["cause"] == "seeds" else ["none"]
    closed = {"udp_blocked": ("udp_closed",)} if scenario.net.udp == "blocked" else {}  # whatever is called
    return frozenset(i for cause in causes for i in closed.get(cause, CAUSES[cause].true))


def _translate_function(messenger: str, function: str) -> str:
    """Return the lab's word for a function of Dialtone."""
    if function == "messages" and messenger in WEB_ONLY:
        return "web"
    return FUNCTIONS.get(function, "chat")


def find_of_messenger(scenario: Scenario, messenger: str) -> dict[str, frozenset[str]]:
    """Return what is true of each function that Dialtone speaks of."""
    truth = scenario.truth()["messengers"][messenger]
    return {name: _find_of_function(scenario, truth, messenger, name) for name in load_promises(messenger)}


def list_labels(scenarios: Iterable[Scenario]) -> set[str]:
    """Return every label that some network bears."""
    out: set[str] = set()
    for scenario in scenarios:
        truth = scenario.truth()["messengers"]
        functions = (_find_of_function(scenario, truth[m], m, name) for m in truth for name in load_promises(m))
        out |= find_of_line(scenario).union(*functions)
    return out
