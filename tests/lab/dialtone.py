"""Judging Dialtone's own output (``dialtone check --json``, format ``dialtone-check/1``).

The lab's truth is translated into Dialtone's closed vocabulary (DESIGN.md, 4):
for every messenger and every function, which words are right, which are
tolerable, and which are gross errors.  The two gross errors that matter most
are counted apart: a false "blocked" (or "down") and a false "works".

"We could not find out" (``unknown``, ``not_tested``) is never a gross error,
but it is a miss where the truth can be measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lab.catalog import NOT_JUDGED

#: Function names: the lab's -> Dialtone's.
FUNCTIONS = {"chat": "messages", "media": "media", "calls": "calls", "web": "web"}
#: Words that say nothing.
SILENT = ("unknown", "not_tested", "retired", "needs_server", "no_server")

#: For each state of a function: words that are right, words that are tolerable.  All others but SILENT are gross.
_FUNCTION_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ok": (("works",), ()),
    "slow": (("slow",), ()),
    "flaky": (("slow", "works"), ("blocked",)),
    "partial": (("works", "slow", "down"), ()),
    "intercepted": (("blocked",), ()),
    "outage": (("down",), ()),
    "blocked": (("blocked",), ()),
}

#: The lab's causes -> Dialtone's.
CAUSES: dict[str, tuple[str, ...]] = {
    "dns_nxdomain": ("dns_missing",),
    "dns_bogon": ("dns_forged",),
    "dns_blockpage": ("dns_forged", "block_page"),
    "dns_injection": ("dns_forged",),
    "dns_refused": ("dns_missing", "dns_forged"),
    "dns_timeout": ("dns_missing", "dns_forged"),
    "ip_drop": ("address_blocked",),
    "ip_rst": ("address_blocked",),
    "ip_icmp": ("address_blocked",),
    "tls_sni_drop": ("name_filtered",),
    "tls_sni_rst": ("name_filtered",),
    "protocol_dpi": ("protocol_filtered",),
    "http_blockpage": ("block_page", "name_filtered"),
    "tls_mitm": ("certificate_swapped", "intercepted"),
    "tls_mitm_state_root": ("certificate_swapped", "intercepted"),
    "throttling": ("throttled",),
    "cutoff_16k": ("frozen",),
    "udp_blocked": ("calls_filtered",),
    "stun_dpi": ("calls_filtered",),
    "intermittent_rst": ("name_filtered", "protocol_filtered", "unexplained"),
    "whitelist": ("whitelist_mode",),
    "captive_portal": ("captive_portal",),
    "resolver_dead": ("dns_down",),
    "client_clock": ("this_computer",),
    "mtu_blackhole": ("unexplained", "this_computer"),
    "vpn_dead": ("offline", "this_computer"),
    "no_link": ("offline",),
    "no_route": ("offline",),
    "uplink_dead": ("offline",),
    "uplink_rejects": ("offline",),
}
#: Causes that put the blame on the whole network or on this computer, not on the messenger.
NETWORK_CAUSES = {"offline", "captive_portal", "whitelist_mode", "dns_down", "intercepted", "this_computer"}

_NETWORK: dict[str, tuple[str, ...]] = {
    "online": ("online",),
    "offline": ("offline",),
    "captive_portal": ("captive_portal",),
    "whitelist_mode": ("whitelist_mode",),
    "dns_broken": ("dns_down",),
    "clock_wrong": ("online", "unstable"),
    "path_broken": ("unstable", "online"),
}


def expected_causes(cause: str) -> set[str]:
    """Dialtone's words for a (joined) cause of the lab."""
    out: set[str] = set()
    for part in cause.split("+"):
        out.update(("service_down",) if part.startswith("provider") else CAUSES.get(part, ()))
    return out


def expected_network(truth: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, bool]]:
    """Network statuses that are right, and flags that must be set (True) or must not (False)."""
    net = truth["network"]
    words = _NETWORK[net["status"]]
    if net["tls_interception"] != "none":
        words = ("intercepted", "online")
    if net["quality"] == "slow":
        words = (*words, "unstable")
    online = net["status"] not in ("offline", "captive_portal", "whitelist_mode")
    flags = {"vpn": net["vpn"], "clock_wrong": net["status"] == "clock_wrong"}
    if online:
        flags["udp_blocked"] = net["udp"] == "blocked"
        flags["ipv6_broken"] = net["ipv6"] == "broken"
    return words, flags


@dataclass
class Line:
    """Judgement about one messenger: as a whole or one function of it."""

    scenario: str
    messenger: str
    what: str
    expected: str
    answered: str | None
    #: ``right``, ``tolerable``, ``miss`` (unknown, not tested, absent), ``false_blocked``, ``false_works``, ``wrong``
    verdict: str
    confidence: str | None = None
    causes_right: bool | None = None
    note: str = ""


@dataclass
class Report:
    """Everything about one scenario."""

    scenario: str
    network: str
    network_answered: str | None
    flags_wrong: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def _gross(state: str, word: str) -> str:
    bad_in_truth = state in ("blocked", "outage", "intercepted")
    if word in ("blocked", "down") and not bad_in_truth:
        return "false_blocked"
    if word == "blocked" and state == "outage":
        return "false_blocked"
    if word == "works" and (bad_in_truth or state == "slow"):
        return "false_works"
    return "wrong"


def judge_word(state: str, cause: str, word: str | None, causes: Iterable[str], twin_states: Iterable[str] = ()) -> str:
    """Verdict about one word for one function state."""
    if word is None or word in SILENT:
        return "miss"
    right, tolerable = _FUNCTION_WORDS[state]
    network_wide = not expected_causes(cause).isdisjoint(NETWORK_CAUSES)
    if network_wide and state in ("blocked", "flaky"):
        # nobody blocks this messenger: the word is right only if the blame is put where it belongs
        blamed = set(causes)
        if word in ("blocked", "down"):
            return "right" if blamed and blamed <= NETWORK_CAUSES else "false_blocked"
        return "false_works" if word == "works" and state == "blocked" else "tolerable"
    if word in right:
        return "right"
    if word in tolerable:
        return "tolerable"
    if any(word in _FUNCTION_WORDS[twin][0] for twin in twin_states):
        return "tolerable"
    return _gross(state, word)


def _whole(functions: Mapping[str, Mapping[str, str]]) -> tuple[set[str], set[str]]:
    """Messenger statuses that are right, and tolerable, for its function states."""
    states = {name: f["state"] for name, f in functions.items()}
    values = set(states.values())
    if values == {"ok"}:
        return {"works"}, set()
    if values <= {"slow"}:
        return {"slow"}, {"partly"}
    if values <= {"blocked", "intercepted"}:
        return {"blocked"}, {"partly"}
    if values <= {"outage"}:
        return {"down"}, {"partly"}
    if "slow" in values and not values & {"outage"}:
        return {"slow", "partly"}, set()
    if values <= {"flaky"}:
        return {"partly", "slow", "works"}, {"blocked"}
    if states["chat"] == "outage":
        return {"down", "partly"}, set()
    if states["chat"] in ("blocked", "intercepted"):
        return {"blocked", "partly"}, set()
    # something other than messages does not work
    return {"partly"}, {"works"} if states["media"] == states["web"] == "ok" else set()


def judge(truth: Mapping[str, Any], answer: Mapping[str, Any], twins: Iterable[Mapping[str, Any]] = ()) -> Report:
    """Compare one check with the truth of the scenario it ran in."""
    twins = list(twins)
    words, flags = expected_network(truth)
    network = answer.get("network", {})
    report = Report(truth["scenario"], "/".join(words), network.get("status"))
    seen_flags = set(network.get("flags", ()))
    report.flags_wrong = [f for f, wanted in flags.items() if (f in seen_flags) != wanted]
    given = {m["id"]: m for m in answer.get("messengers", ())}
    for ident, entry in truth["messengers"].items():
        if ident in NOT_JUDGED or ident not in given:
            continue
        messenger = given[ident]
        twin_entries = [t["messengers"][ident] for t in twins]
        report.lines.append(_judge_whole(truth["scenario"], ident, entry, messenger, twin_entries))
        answered = {f["function"]: f for f in messenger.get("functions", ())}
        for name, word in FUNCTIONS.items():
            truth_f = entry["functions"][name]
            f = answered.get(word)
            causes = f.get("causes", ()) if f else ()
            verdict = judge_word(
                truth_f["state"],
                truth_f["cause"],
                f.get("status") if f else None,
                causes,
                [t["functions"][name]["state"] for t in twin_entries],
            )
            report.lines.append(
                Line(
                    truth["scenario"],
                    ident,
                    word,
                    f"{truth_f['state']} ({truth_f['cause']})",
                    f.get("status") if f else None,
                    verdict,
                    causes_right=bool(expected_causes(truth_f["cause"]) & set(causes))
                    if verdict == "right" and causes
                    else None,
                )
            )
    return report


def _judge_whole(
    scenario: str, ident: str, entry: Mapping[str, Any], answer: Mapping[str, Any], twins: list[Mapping[str, Any]]
) -> Line:
    status = answer.get("status")
    causes = set(answer.get("causes", ()))
    expected = set().union(*(expected_causes(c) for c in entry["causes"])) if entry["causes"] else set()
    right, tolerable = _whole(entry["functions"])
    line = Line(
        scenario,
        ident,
        "(whole)",
        "/".join(sorted(right)),
        status,
        "wrong",
        answer.get("confidence"),
        note=entry["status"],
    )
    if status is None or status in SILENT:
        line.verdict = "miss"
        return line
    if expected & NETWORK_CAUSES and status in ("blocked", "down", "partly"):
        line.verdict = "right" if causes and causes <= NETWORK_CAUSES else "false_blocked"
    elif status in right:
        line.verdict = "right"
    elif status in tolerable or any(status in _whole(t["functions"])[0] for t in twins):
        line.verdict = "tolerable"
    elif status in ("blocked", "down"):
        line.verdict = "false_blocked"
    elif status == "works":
        line.verdict = "false_works"
    if line.verdict == "right" and expected:
        line.causes_right = bool(causes & expected)
    return line


def summary(reports: Iterable[Report]) -> dict[str, Any]:
    """Counts over many scenarios."""
    reports = list(reports)
    lines = [line for report in reports for line in report.lines]
    whole = [line for line in lines if line.what == "(whole)"]
    parts = [line for line in lines if line.what != "(whole)"]
    causes = [line.causes_right for line in lines if line.causes_right is not None]
    overconfident = [
        ln for ln in whole if ln.confidence == "sure" and ln.verdict in ("false_blocked", "false_works", "wrong")
    ]
    return {
        "scenarios": len(reports),
        "network_right": sum(
            r.network_answered is not None and r.network_answered in r.network.split("/") for r in reports
        ),
        "flags_wrong": dict(Counter(flag for r in reports for flag in r.flags_wrong)),
        "messengers": dict(Counter(line.verdict for line in whole)),
        "functions": dict(Counter(line.verdict for line in parts)),
        "causes_right": f"{sum(causes)}/{len(causes)}",
        "sure_and_wrong": len(overconfident),
    }
