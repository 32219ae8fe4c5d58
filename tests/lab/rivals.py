"""The matrix conclusion x rival: in networks where the rival is true, what is said, and how surely.

A rival leaves the same picture as a conclusion (`judge/findings/`). For the commonest pairs there is a network in which
the rival is the truth, and for each conclusion one in which it is. The rival may not be found, but the conclusion is
then never sure, and never above unsure where the rival is common.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from lab import truths
from lab.scenarios import get

COMMON, UNCOMMON, RARE = "common", "uncommon", "rare"
_ORDER = ("", "unsure", "likely", "sure")

#: The networks whose status is a conclusion; the rest are causes of functions, or `works`.
_GROUND: Mapping[str, tuple[str, ...]] = {
    "offline": ("offline",),
    "captive_portal": ("captive_portal",),
    "closed_network": ("whitelist_mode",),
    "dns_down": ("dns_down",),
    "intercepted": ("intercepted",),
    "lossy_line": ("unstable",),
    "narrow_line": ("unstable",),
    "handshakes_die": ("unstable",),
}
#: Words with which a cause accuses somebody, or excuses.
_SAYS: Mapping[str, tuple[str, ...]] = {
    "works": ("works",),
    "service_down": ("down",),
    "service_refuses": ("unknown",),
    "own_filter": ("blocked", "unknown"),
    "this_computer": ("blocked", "unknown"),
    "throttled": ("slow",),
}
_BLOCKED = ("blocked", "slow")


@dataclass(frozen=True)
class Pair:
    """A conclusion and a rival of it; no rival: the conclusion itself is true."""

    conclusion: str
    rival: str
    prior: str
    #: Networks in which the rival is true, each with the messenger that it is true of; none: of the line.
    networks: tuple[tuple[str, str], ...]


def _pair(conclusion: str, rival: str, prior: str, *networks: str) -> Pair:
    """A row: `network` where the rival is true of the line, `network/messenger` where it is of a messenger."""
    split = tuple((name, who) for name, _, who in (network.partition("/") for network in networks))
    return Pair(conclusion, rival, prior, split)


def _true(conclusion: str, *networks: str) -> Pair:
    return _pair(conclusion, "", COMMON, *networks)


PAIRS: tuple[Pair, ...] = (
    # ---- the ground ----
    _true("offline", "offline-uplink-dead", "offline-no-route"),
    _pair("offline", "closed_network", UNCOMMON, "factory-squid-403", "whitelist-strict"),
    _true("captive_portal", "captive-portal"),
    _pair("captive_portal", "router_without_line", COMMON, "router-wan-down", "gateway-404-names-gone"),
    _pair("captive_portal", "closed_network", UNCOMMON, "ir-shutdown-http-301", "ir-shutdown-http-403"),
    _pair("captive_portal", "proxy_with_error", COMMON, "factory-squid-403"),
    _pair("captive_portal", "some_names_pass", COMMON, "office-microsoft-only"),
    _true("closed_network", "whitelist-mode", "whitelist-refuses"),
    _pair("closed_network", "captive_portal", COMMON, "captive-portal", "airline-messages-free"),
    _pair("closed_network", "big_packets_lost", UNCOMMON, "path-loses-big-packets"),
    _pair("closed_network", "one_family_gone", COMMON, "nat64-gateway-down"),
    _pair("closed_network", "clock_wrong", COMMON, "clock-behind"),
    _pair("closed_network", "intercepted", COMMON, "mitm-untrusted"),
    _pair("closed_network", "no_encryption_passes", UNCOMMON, "all-tls-cut"),
    _pair("closed_network", "provider_lost_abroad", RARE, "rival-provider-lost-abroad"),
    _true("dns_down", "isp-dns-dead"),
    _pair("dns_down", "resolver_slow", UNCOMMON, "dns-slow", "ipv6-resolver-dead-second-slow"),
    _true("intercepted", "mitm-everything-untrusted"),
    _pair("intercepted", "clock_wrong", UNCOMMON, "clock-behind"),
    _pair("lossy_line", "punished_addresses", COMMON, "ir-shutdown-with-penalty", "signal-sni-punished"),
    _pair("lossy_line", "far_line", COMMON, "satellite"),
    # ---- names ----
    _true("dns_missing", "whatsapp-dns-nxdomain/whatsapp", "signal-dns-nxdomain/signal"),
    _pair(
        "dns_missing",
        "own_filter",
        COMMON,
        "family-dns/signal",
        "own-resolver-denies/signal",
        "home-filter-denies/signal",
    ),
    _pair("dns_missing", "gone_everywhere", UNCOMMON, "outage-whatsapp-gone/whatsapp"),
    _pair(
        "dns_missing",
        "name_servers_dead",
        COMMON,
        "rival-name-servers-dead-whatsapp/whatsapp",
        "rival-name-servers-dead-signal/signal",
        "rival-name-servers-silent-signal/signal",
    ),
    _pair("dns_missing", "resolver_slow", UNCOMMON, "dns-slow/whatsapp", "ipv6-resolver-dead-second-slow/signal"),
    _true("dns_forged", "whatsapp-dns-bogon-loopback/whatsapp", "tm-loopback-injection/signal"),
    _pair("dns_forged", "own_filter", COMMON, "pihole-zero/whatsapp", "own-resolver-forges/signal"),
    _pair("dns_forged", "hosts_file", COMMON, "hosts-file-whatsapp-web/whatsapp"),
    _pair("dns_forged", "intercepted", COMMON, "mitm-untrusted/whatsapp", "mitm-untrusted/signal"),
    _pair(
        "dns_forged", "one_site_down", UNCOMMON, "whatsapp-one-site-dead/whatsapp", "whatsapp-one-site-alert/whatsapp"
    ),
    # ---- addresses and handshakes ----
    _true(
        "address_blocked", "meta-ip-drop/whatsapp", "telegram-ip-rst/telegram", "rival-address-blocked-signal/signal"
    ),
    _pair(
        "address_blocked",
        "one_place_down",
        UNCOMMON,
        "outage-telegram-one-dc/telegram",
        "viber-message-servers-down/viber",
    ),
    _pair(
        "address_blocked",
        "whole_service_down",
        RARE,
        "outage-telegram-blackhole/telegram",
        "rival-whole-service-down-whatsapp/whatsapp",
        "rival-whole-service-down-signal/signal",
    ),
    _pair("address_blocked", "operator_down", COMMON, "outage-cloudflare/signal", "amazon-gone/signal"),
    _pair("address_blocked", "one_family_gone", COMMON, "nat64-gateway-down/telegram", "nat64-gateway-down/signal"),
    _pair(
        "address_blocked",
        "refuses_itself",
        COMMON,
        "outage-telegram-refuse/telegram",
        "rival-refuses-itself-whatsapp/whatsapp",
        "rival-refuses-itself-signal/signal",
    ),
    _pair("address_blocked", "port_closed", COMMON, "only-443-and-80/viber", "only-tcp-443-leaves/whatsapp"),
    _pair("address_blocked", "closed_to_abroad", COMMON, "rubika-refused-abroad/rubika", "eitaa-abroad/eitaa"),
    _pair("address_blocked", "one_site_down", UNCOMMON, "whatsapp-one-site-dead/whatsapp"),
    _pair("address_blocked", "out_of_ports", COMMON, "cgnat-out-of-ports/whatsapp"),
    _pair("address_blocked", "lossy_line", COMMON, "line-loses-third-up/telegram", "line-lossy/signal"),
    _true("name_filtered", "whatsapp-sni-rst/whatsapp", "signal-sni-drop/signal"),
    _pair(
        "name_filtered",
        "server_refuses_its_name",
        COMMON,
        "outage-signal-refuses-its-name/signal",
        "outage-signal-hangs-up-on-its-name/signal",
        "outage-signal-ignores-its-name/signal",
        "rival-refuses-its-own-name-whatsapp/whatsapp",
    ),
    _pair("name_filtered", "our_shape_cut", COMMON, "chrome-hello-cut/whatsapp", "libsignal-hello-cut/signal"),
    _pair(
        "name_filtered", "handshakes_die", COMMON, "overloaded-box-half-rst/signal", "overloaded-box-half-drop/whatsapp"
    ),
    _pair(
        "name_filtered",
        "big_packets_lost",
        RARE,
        "signal-large-packets-lost/signal",
        "rival-big-packets-lost-telegram/telegram",
    ),
    _true("protocol_filtered", "telegram-mtproto-dpi/telegram"),
    _pair("protocol_filtered", "service_hangs", COMMON, "outage-telegram-silent/telegram"),
    _pair("protocol_filtered", "answers_late", COMMON, "telegram-answers-late/telegram"),
    _true("certificate_swapped", "mitm-untrusted/signal"),
    _pair(
        "certificate_swapped",
        "company_gateway",
        COMMON,
        "mitm-spares-two-neutral/whatsapp",
        "mitm-untrusted-spares-two-neutral/signal",
    ),
    _pair("certificate_swapped", "antivirus", COMMON, "mitm-spares-all-neutral-known-issuer/whatsapp"),
    _pair("certificate_swapped", "server_mixed_up", COMMON, "outage-whatsapp-misrouted/whatsapp"),
    _pair("certificate_swapped", "clock_wrong", COMMON, "clock-behind/whatsapp", "clock-behind/signal"),
    _pair(
        "certificate_swapped",
        "certificate_expired",
        UNCOMMON,
        "outage-signal-expired/signal",
        "rival-certificate-expired-whatsapp/whatsapp",
    ),
    _true("service_down", "outage-signal-503/signal", "outage-whatsapp-503/whatsapp"),
    _pair("service_down", "refused_here", UNCOMMON, "service-refuses-country/slack", "soroush-403-abroad/soroush"),
    _pair("service_down", "our_request_wrong", RARE, "roots-answer-503/discord", "whatsapp-page-400/whatsapp"),
    _true("service_refuses", "service-refuses-country/slack"),
    _pair("service_refuses", "riddle_for_browsers", UNCOMMON, "challenge-403/discord"),
    # ---- speed, calls, works ----
    _true("throttled", "telegram-throttle-128k/telegram", "pk-media-crawls/whatsapp"),
    _pair("throttled", "hosting_limited", COMMON, "cdn-limited-not-messenger/discord"),
    _pair("throttled", "narrow_line", COMMON, "narrow-line-finite-queue/whatsapp", "line-64k/telegram"),
    _pair(
        "throttled",
        "answers_late",
        COMMON,
        "telegram-answers-late/telegram",
        "whatsapp-answers-late/whatsapp",
        "signal-answers-late/signal",
    ),
    _true("frozen", "telegram-frozen-16k/telegram", "whatsapp-frozen-16k/whatsapp"),
    _pair("frozen", "line_stops", COMMON, "line-freezes/whatsapp", "line-freezes/telegram"),
    _pair("frozen", "hosting_limited", COMMON, "cdn-freezes-not-messenger/discord"),
    _true("calls_filtered", "stun-dpi/whatsapp", "om-licensed-calls-pass/whatsapp", "relays-by-address-signal/signal"),
    _pair("calls_filtered", "udp_closed", COMMON, "udp-closed/whatsapp", "udp-closed/signal", "udp-closed/telegram"),
    _pair(
        "calls_filtered",
        "port_closed",
        COMMON,
        "udp-3478-closed/whatsapp",
        "udp-3478-closed/signal",
        "office-lets-some-relays-through/whatsapp",
    ),
    _pair("calls_filtered", "switched_off", COMMON, "relays-retired-whatsapp/whatsapp"),
    _pair("calls_filtered", "relay_retired", UNCOMMON, "relays-one-retired/whatsapp", "relays-one-retired/signal"),
    _true("own_filter", "pihole-zero/whatsapp", "family-dns/signal"),
    _true("this_computer", "local-firewall-denied/telegram", "hosts-file-whatsapp-web/whatsapp"),
    _true("works", "clean/whatsapp", "clean/telegram", "clean/signal"),
    _pair(
        "works",
        "too_short_to_tell",
        COMMON,
        "meta-slow-after-64k/whatsapp",
        "rival-too-short-to-tell-telegram/telegram",
    ),
    _pair(
        "works",
        "dies_later",
        UNCOMMON,
        "telegram-cut-after-four-seconds/telegram",
        "rival-dies-later-whatsapp/whatsapp",
        "rival-dies-later-signal/signal",
    ),
    _pair(
        "works",
        "passes_at_first",
        UNCOMMON,
        "signal-first-six-pass/signal",
        "whatsapp-first-three-pass/whatsapp",
        "telegram-one-greeting-passes/telegram",
    ),
    _pair(
        "works",
        "by_share",
        UNCOMMON,
        "signal-half-drop/signal",
        "whatsapp-three-quarters-reset/whatsapp",
        "telegram-half-reset/telegram",
    ),
    _pair("works", "browser_shape_cut", UNCOMMON, "chrome-hello-cut/whatsapp", "libsignal-hello-cut/signal"),
    _pair("works", "phone_differs", UNCOMMON, "whatsapp-noise-phones-rst/whatsapp"),
    _pair("works", "read_along", COMMON, "mitm-state-root/whatsapp", "mitm-spares-two-neutral/telegram"),
)


def networks() -> list[str]:
    """The networks of all pairs, each once."""
    return list(dict.fromkeys(name for pair in PAIRS for name, _ in pair.networks))


@dataclass(frozen=True)
class Cell:
    """What was said in one network of a pair."""

    pair: Pair
    network: str
    messenger: str
    #: How surely the conclusion was said; empty: it was not.
    surely: str
    #: All that was said there.
    said: str

    @property
    def remark(self) -> str:
        """What the matrix says beside it."""
        return "unseen" if self.unseen else self.wrong

    @property
    def unseen(self) -> bool:
        """Whether the check saw what a sound line shows, so that no rule could say anything else of it."""
        return self.pair.conclusion == "works" and self.network in truths.UNSEEN

    @property
    def wrong(self) -> str:
        """What must not be: too sure while the rival is true, or not found while the conclusion itself is."""
        if not self.pair.rival:
            return "" if self.surely else "not found"
        if self.unseen:
            return ""
        most = "unsure" if self.pair.prior == COMMON else "likely"
        return "too sure" if _ORDER.index(self.surely) > _ORDER.index(most) else ""


def cells(answers: Mapping[str, Mapping[str, Any]]) -> list[Cell]:
    """Each network of each pair that was asked."""
    return [
        _cell(pair, name, messenger, answers[name])
        for pair in PAIRS
        for name, messenger in pair.networks
        if name in answers
    ]


def _cell(pair: Pair, name: str, messenger: str, answer: Mapping[str, Any]) -> Cell:
    if not messenger:
        network = answer["network"]
        claimed = network["status"] in _GROUND.get(pair.conclusion, ())
        said = f"{network['status']} {network['confidence']}"
        return Cell(pair, name, messenger, network["confidence"] if claimed else "", said)
    found = next((m for m in answer["messengers"] if m["id"] == messenger), None)
    functions = _concerned(pair, name, messenger, found["functions"]) if found else []
    surely = [f["confidence"] for f in functions if _claims(pair.conclusion, f)]
    said = ", ".join(" ".join((f["function"], f["status"], *f["causes"], f["confidence"])) for f in functions)
    return Cell(pair, name, messenger, max(surely, key=_ORDER.index, default=""), said or "(not asked)")


def _concerned(
    pair: Pair, name: str, messenger: str, functions: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The functions of which the rival is true; all of them where it is true of something else."""
    functions = [f for f in functions if f["status"] != "not_tested"]
    true = {f["function"]: truths.of_function(get(name), messenger, f["function"]) for f in functions}
    wanted = pair.rival or pair.conclusion
    return [f for f in functions if wanted in true[f["function"]]] or functions


def _claims(conclusion: str, function: Mapping[str, Any]) -> bool:
    """Whether a function's verdict is this conclusion."""
    words = _SAYS.get(conclusion, _BLOCKED)
    return function["status"] in words and (conclusion == "works" or conclusion in function["causes"][:1])


def table(found: Iterable[Cell]) -> str:
    """The matrix as text: a block for each conclusion, a line for each network."""
    out, last = [], ""
    for cell in found:
        if cell.pair.conclusion != last:
            last = cell.pair.conclusion
            out.append(f"\n{last}")
        true = f"{cell.pair.rival} ({cell.pair.prior})" if cell.pair.rival else "(itself)"
        where = f"{cell.network} {cell.messenger}".strip()
        out.append(f"  {true:34} {where:48} {cell.surely or '-':7} {cell.remark:10} {cell.said}".rstrip())
    return "\n".join(out).lstrip("\n") + "\n"


def page(found: list[Cell], day: date) -> str:
    """docs/rivals.md."""
    lines = [_HEAD.format(day=day, summary=summary(found))]
    for conclusion, of_it in groupby(found, key=lambda cell: cell.pair.conclusion):
        lines += [
            f"\n## {conclusion}\n",
            "| what is true | network | conclusion said | all that was said |",
            "|---|---|---|---|",
        ]
        for cell in of_it:
            true = f"{cell.pair.rival} ({cell.pair.prior})" if cell.pair.rival else "**itself**"
            where = f"{cell.network} {cell.messenger}".strip()
            surely = f"{cell.surely or 'no'}{f' (**{cell.remark}**)' if cell.remark else ''}"
            lines.append(f"| {true} | {where} | {surely} | {cell.said} |")
    return "\n".join(lines) + "\n"


_HEAD = """# Conclusions and their rivals

Written on {day} by `./dev lab rivals --out FILE --page > docs/rivals.md`, which runs a check in each network of the
lab; do not edit. `FILE` keeps the answers, so that the page can be made in parts (`--only`).

Each block is a conclusion. Its first rows are networks in which it is true: there it must be found. In the others a
*rival* is true, something else that looks the same: there the conclusion may be said at most with "likely", and at
most with "unsure" if the rival is common. "no" is best. "unseen": the fault begins after the check has ended, so the
check saw a healthy line. The last column has function, status, cause and certainty; of the network if no messenger is
named. How certainty is computed: [ADR 62](decisions/0062-certainty-from-rivals.md). The rows: [rules.md](rules.md).
The pairs: `tests/lab/rivals.py`.

{summary}."""


def summary(found: list[Cell]) -> str:
    """How many pairs and networks, and how many were wrong."""
    rivals = [cell for cell in found if cell.pair.rival]
    pairs = {(cell.pair.conclusion, cell.pair.rival) for cell in rivals}
    conclusions = {cell.pair.conclusion for cell in found if not cell.pair.rival}
    too_sure = sum(bool(cell.wrong) for cell in rivals)
    lost = sum(bool(cell.wrong) for cell in found if not cell.pair.rival)
    said = sum(bool(cell.surely) for cell in rivals)
    return (
        f"{len(pairs)} pairs in {len(rivals)} networks: the conclusion was said in {said}, too surely in {too_sure}; "
        f"{len(conclusions)} conclusions where they are true, {lost} not found"
    )
