"""The lab's truth in Dialtone's own words, and the judging of ``dialtone check --json``.

The truth of a scenario speaks of chat, media, calls and web. Here it becomes the closed vocabulary of the program
(docs/scenarios.md lists the result): for each messenger and function, the statuses that are right, those that are
tolerable, and the causes that may be named. The two gross errors that matter most are counted apart: a false
"blocked" (or "down") and a false "works". "We could not find out" is never gross, but a miss where it can be measured.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lab.catalog import NOT_JUDGED
from lab.causes import CAUSES
from lab.promises import load_promises
from lab.scenario import Scenario

MESSENGERS = ("whatsapp", "telegram", "signal")


def choose_messengers(scenario: Scenario) -> tuple[str, ...]:
    """Return those to check in a scenario: those it lists, the three above, or those named if it names none of them."""
    if scenario.checked:
        return scenario.checked
    tested = tuple(name for name in scenario.messengers if not name.startswith("*") and load_promises(name))
    return tested if tested and not set(tested) & set(MESSENGERS) else MESSENGERS


#: Words that say nothing about whether it works.
SILENT = frozenset({"unknown", "not_tested", "retired", "needs_server", "no_server"})
GROSS = ("false_blocked", "false_works", "wrong")

#: Dialtone's functions -> the lab's. Signing in has no word of its own in the lab and is not judged.
FUNCTIONS = {"messages": "chat", "phone": "chat", "media": "media", "calls": "calls", "web": "web"}
#: On Windows and Linux these are their web version; their phones have a way of their own.
WEB_ONLY = frozenset({"whatsapp", "facebook_messenger", "instagram_dm", "snapchat", "google_meet_chat"})
#: Messengers without a web version: the lab's ``web`` is their web site there.
NO_WEB_VERSION = frozenset({"signal"})

#: Their apps trust a root that browsers do not: whether a browser opens the web version nobody can tell.
NOT_FOR_BROWSERS = frozenset({"max"})

#: With these the network or this computer is at fault: "blocked" would accuse somebody of nothing.
NOBODY_BLOCKS = frozenset({"offline", "captive_portal", "dns_down", "this_computer", "own_filter"})
#: Something on this side of the line stops it: "blocked" may be said, with that cause.
_OWN = (frozenset({"this_computer"}), frozenset({"own_filter"}))

#: Of these the computer trusts the root: what is inspected opens all the same. An office's root may be missing.
READ_ALONG = frozenset({"tls_inspection", "tls_mitm_state_root"})

_NETWORK: dict[str, tuple[str, ...]] = {
    "online": ("online",),
    "offline": ("offline",),
    "captive_portal": ("captive_portal",),
    "whitelist_mode": ("whitelist_mode",),
    "dns_broken": ("dns_down",),
    "clock_wrong": ("online", "unstable"),
    "path_broken": ("unstable", "online"),
    "closed": ("offline", "online"),
    "list_only": ("whitelist_mode", "online"),
    "names_astray": ("dns_down", "online"),
    "half_portal": ("captive_portal", "online"),
    "falls_silent": ("unstable", "captive_portal"),
}

_STATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ok": (("works",), ()),
    "slow": (("slow",), ()),
    "flaky": (("slow", "works"), ("blocked",)),
    "partial": (("works", "slow"), ("down", "partly")),
    "intercepted": (("blocked",), ()),
    "outage": (("down",), ()),
    "blocked": (("blocked",), ()),
}
_STOPPED = ("slow", "intercepted", "outage", "blocked")


@dataclass(frozen=True)
class Expected:
    """What Dialtone must say about one function, or about a messenger as a whole."""

    #: The lab's state behind it.
    state: str
    right: tuple[str, ...]
    tolerable: tuple[str, ...] = ()
    #: Any of these may be named, and one of them must come first; empty where there is nothing to explain.
    causes: frozenset[str] = frozenset()

    def words(self) -> str:
        """Return it in short: ``blocked: name_filtered``."""
        causes = "/".join(sorted(self.causes))
        return "/".join(self.right) + (f": {causes}" if causes else "")


def translate_cause(cause: str) -> frozenset[str]:
    """Return Dialtone's words for a (joined) cause of the lab."""
    return frozenset(word for part in cause.split("+") for word in CAUSES[part].said)


_UNKNOWN = ("unknown",)


def _expect(state: str, cause: str) -> Expected:
    """Return what Dialtone must say about a function that is in a state for a (joined) cause, both the lab's words."""
    causes = translate_cause(cause)
    right, tolerable = _STATES[state]
    if state in ("blocked", "flaky") and causes & NOBODY_BLOCKS:
        words = ("unknown", "blocked") if causes in _OWN else _UNKNOWN
        return Expected(state, words, right if state == "flaky" else (), causes)
    meant = CAUSES.get(cause)
    if meant and meant.right:
        causes = frozenset(meant.told) or causes
        return Expected("ok" if cause == "seeds" else state, meant.right, meant.tolerable, causes)
    if state == "intercepted" and cause in READ_ALONG:
        # It opens, and is not safe: "blocked" would be as wrong as "works".
        return Expected(state, _UNKNOWN, (), causes)
    if cause == "packet_loss":
        tolerable = _UNKNOWN  # chance may let nothing through while it is asked
    if state == "blocked" and "frozen" in causes:
        tolerable = ("slow",)
    return Expected(state, right, tolerable, causes)


def expect_functions(truth: Mapping[str, Any], messenger: str) -> dict[str, Expected]:
    """Return what Dialtone on Linux must say, by Dialtone's functions."""
    states = truth["messengers"][messenger]["functions"]
    promised = load_promises(messenger)
    out: dict[str, Expected] = {}
    for mine, theirs in FUNCTIONS.items():
        if mine in promised and (mine != "web" or messenger not in NO_WEB_VERSION):
            state = states["web" if mine == "messages" and messenger in WEB_ONLY else theirs]
            out[mine] = _expect(state["state"], state["cause"])
            if mine == "web" and messenger in NOT_FOR_BROWSERS and state["state"] == "ok":
                out[mine] = Expected("ok", ("unknown",), (), frozenset({"unexplained"}))
            if truth["network"]["udp"] == "blocked" and state["state"] == "blocked" and state["cause"] == "udp_blocked":
                # Closed for everyone: whether these calls find another way nobody can see without making one.
                out[mine] = Expected("blocked", ("unknown",), (), frozenset({"unexplained"}))
    if "phone" in out and out["phone"].causes == {"this_computer"} and "blocked" in out["phone"].right:
        # What stops this computer alone says nothing about a phone.
        out["phone"] = replace(out["phone"], right=_UNKNOWN)
    if "phone" in out and truth["network"]["vpn"]:
        # A phone has no part of this computer's VPN: what it meets nobody can see.
        out["phone"] = replace(out["phone"], right=("not_tested", *_UNKNOWN), tolerable=())
    if messenger == "whatsapp" and out["messages"].causes == {"frozen"}:
        # The page does not load, but the socket beside it opens and carries the first kilobytes.
        blocks = "blocked" in out["messages"].right
        found = (
            Expected("flaky", ("slow", "works", "blocked"))
            if blocks
            else Expected("ok", ("works",), ("slow", "unknown"))
        )
        out["messages"] = replace(found, causes=out["messages"].causes)
    quick_socket = states["web"]["cause"] != "throttling_of_socket_too"
    if (
        quick_socket
        and messenger in WEB_ONLY
        and states["chat"]["state"] == "ok"
        and out["messages"].causes == {"throttled"}
    ):
        # The page's files come late; the socket that carries the messages is another host and is not slowed.
        out["messages"] = replace(
            out["messages"], state="ok", right=("works",), tolerable=("slow",), causes=frozenset()
        )
    if truth["network"]["quality"] == "slow":
        # Slow like everything else here: as long as nobody is accused of throttling.
        out = {name: replace(want, tolerable=("slow",)) if want.state == "ok" else want for name, want in out.items()}
    untested = {name: promised[name].depends_on for name in out if not promised[name].tested}
    return out | {name: _expect_untested(out[name], out.get(needed)) for name, needed in untested.items()}


def _expect_untested(function: Expected, needed: Expected | None) -> Expected:
    """Return what may stay untested: what is not hindered. Where it cannot even begin, the reason of that is right."""
    right, tolerable = function.right, function.tolerable
    causes = function.causes
    if function.state == "ok":
        right = ("not_tested",)
    elif function.state == "flaky":
        tolerable = (*tolerable, "not_tested")
    if needed is not None and (needed.state != "ok" or "works" not in needed.right):
        causes |= needed.causes
        tolerable = (*tolerable, *needed.tolerable)
        if "works" not in needed.right:
            right = tuple(dict.fromkeys((*right, *needed.right)))
    return Expected(function.state, right, tolerable, causes)


def expect_whole(functions: Mapping[str, Expected]) -> Expected:
    """Return what Dialtone must say about a messenger with these functions."""
    states = {name: f.state for name, f in functions.items()}
    values = set(states.values())
    causes = frozenset[str]().union(*(f.causes for f in functions.values()))
    if "messages" not in functions:
        # The rest alone says little about a messenger whose messages nobody can test.
        rest = [word for f in functions.values() for word in f.right if word != "works"]
        return Expected("unknown", ("unknown", "not_tested"), tuple(rest), causes)
    messages = functions["messages"]
    if messages.right[0] == "unknown":
        # Where one way works, and what goes the other way is stopped here or read along, it works in part.
        read = messages.state == "intercepted" and "intercepted" in messages.causes
        partly = ("partly",) if "ok" in values and ("blocked" in messages.right or read) else ()
        while_it_lasted = ("partly",) if messages.state == "flaky" else ()
        return Expected(messages.state, (*messages.right, *partly), (*messages.tolerable, *while_it_lasted), causes)
    right, tolerable = _expect_whole_words(states, values)
    if any("works" in f.tolerable for f in functions.values() if f.state in ("slow", "flaky")):
        tolerable = (*tolerable, "works")
    if values == {"ok"}:
        tolerable = ("slow", "partly") if messages.tolerable else ()
    if any("unknown" in f.right for f in functions.values()):
        right = (*right, "works") if messages.state == "ok" and "works" not in right else right
    return Expected(messages.state, right, tolerable, causes)


def _expect_whole_words(states: Mapping[str, str], values: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the right and the tolerable words for a messenger with functions in these states."""
    simple: list[tuple[set[str], tuple[str, ...], tuple[str, ...]]] = [
        ({"ok"}, ("works",), ()),
        ({"slow"}, ("slow",), ("partly",)),
        ({"blocked", "intercepted"}, ("blocked",), ("partly",)),
        ({"outage"}, ("down",), ("partly",)),
        ({"flaky", "ok"}, ("partly", "slow", "works"), ("blocked",)),
        ({"partial", "ok"}, ("works", "partly", "slow"), ("down",)),
    ]
    for allowed, right, tolerable in simple:
        if values <= allowed:
            return right, tolerable
    if "slow" in values and "outage" not in values:
        return ("slow", "partly"), ()
    if states["messages"] == "flaky":
        return ("partly", "slow"), ("blocked",)
    if states["messages"] == "outage":
        return ("down", "partly"), ()
    if states["messages"] in ("blocked", "intercepted"):
        return ("blocked", "partly"), ()
    return ("partly",), ()


def expect_network(truth: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, bool]]:
    """Return the network statuses that are right, and the flags that must be set (True) or must not (False)."""
    net = truth["network"]
    words = _NETWORK[net["status"]]
    if net["tls_interception"] != "none":
        words = ("intercepted", "online")
    if net["quality"] == "slow":
        words = (*words, "unstable")
    flags = {
        "vpn": net["vpn"],
        "proxy": net["proxy"],
        "bypass_tool": net["helper"],
        "clock_wrong": net["status"] == "clock_wrong",
    }
    if net["status"] not in ("offline", "captive_portal", "whitelist_mode", "closed", "list_only"):
        if net["udp"] != "stun_filtered":  # what cannot be told from a closed UDP without an own server
            flags["udp_blocked"] = net["udp"] == "blocked"
        flags["calls_filtered"] = net["udp"] == "stun_filtered"
        if net["ipv6"] != "large_packets_lost":  # a check connects over IPv6, and says nothing long there
            flags["ipv6_broken"] = net["ipv6"] == "broken"
    return words, flags


@dataclass
class Line:
    """Judgement about one messenger: as a whole or one function of it."""

    scenario: str
    messenger: str
    #: A function, or ``(whole)``.
    what: str
    expected: str
    answered: str | None
    #: ``right``, ``tolerable``, ``miss`` (unknown, not tested, absent), ``false_blocked``, ``false_works``, ``wrong``
    verdict: str
    causes: tuple[str, ...] = ()
    #: The first cause named is one of the true ones (None: nothing to judge).
    first_cause_right: bool | None = None
    #: Causes named that are not true here.
    extra_causes: tuple[str, ...] = ()
    confidence: str | None = None
    #: Somebody or something out there stops or slows it, or its servers are down: neither this computer nor the line.
    stopped: bool = False


@dataclass
class Report:
    """Everything about one scenario."""

    scenario: str
    network: tuple[str, ...]
    network_answered: str | None
    flags_wrong: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def network_right(self) -> bool:
        """Whether the network's own status is right."""
        return self.network_answered in self.network

    def gross(self) -> list[Line]:
        """Return the lines that must never be."""
        return [line for line in self.lines if line.verdict in GROSS]


def judge_word(expected: Expected, word: str | None, causes: Iterable[str] = (), twins: Iterable[Expected] = ()) -> str:
    """Return the verdict about one word."""
    if word is None:
        return "miss"
    if word == "blocked" and _is_misplaced_blame(expected, causes):
        return "false_blocked"
    if word == "slow" and expected.state == "ok" and "throttled" in causes:
        return "wrong"
    if word in expected.right:
        return "right"
    if word in expected.tolerable:
        return "tolerable"
    if word in SILENT:
        return "miss"
    if any(word in twin.right for twin in twins):
        return "tolerable"
    bad = expected.state in ("blocked", "outage", "intercepted")
    if (word in ("blocked", "down") and not bad) or (word == "blocked" and expected.state == "outage"):
        return "false_blocked"
    if word in ("blocked", "down") and expected.right[0] == "unknown":
        return "false_blocked"
    broken = bad or expected.state == "slow" or expected.right == ("partly",)
    return "false_works" if word == "works" and broken else "wrong"


def _is_misplaced_blame(expected: Expected, causes: Iterable[str]) -> bool:
    """Return whether nobody blocks this messenger alone, and the causes do not say so."""
    network_wide = NOBODY_BLOCKS | {"whitelist_mode"}
    if expected.state not in ("blocked", "flaky") or not expected.causes & network_wide:
        return False
    return expected.causes <= network_wide and not (set(causes) and set(causes) <= network_wide)


def judge(truth: Mapping[str, Any], answer: Mapping[str, Any], twins: Iterable[Mapping[str, Any]] = ()) -> Report:
    """Compare one check with the truth of the scenario it ran in."""
    twins = list(twins)
    words, flags = expect_network(truth)
    network = answer.get("network", {})
    report = Report(truth["scenario"], words, network.get("status"))
    seen = set(network.get("flags", ()))
    report.flags_wrong = [name for name, wanted in flags.items() if (name in seen) != wanted]
    for messenger in answer.get("messengers", ()):
        ident = messenger["id"]
        if ident in truth["messengers"] and ident not in NOT_JUDGED and messenger["status"] != "needs_server":
            report.lines += _judge_messenger(truth, messenger, twins)
    return report


def _judge_messenger(
    truth: Mapping[str, Any], messenger: Mapping[str, Any], twins: list[Mapping[str, Any]]
) -> list[Line]:
    """Return the lines about a messenger of an answer: the whole first, then its functions."""
    ident = messenger["id"]
    answered = {f["function"]: f for f in messenger.get("functions", ())}
    expected = expect_functions(truth, ident)
    others = [expect_functions(twin, ident) for twin in twins]
    lines = [
        _judge_line(truth["scenario"], ident, name, want, answered.get(name, {}), [other[name] for other in others])
        for name, want in expected.items()
        if name in answered or name in ("messages", "phone")
    ]
    judged = {line.what for line in lines}
    promised = load_promises(ident)
    tested = [
        name
        for name in expected
        if name in judged
        and (promised[name].tested or answered[name]["status"] != "not_tested" or _is_hindered(expected[name]))
    ]
    whole = expect_whole({name: expected[name] for name in tested})
    whole_twins = [expect_whole({name: other[name] for name in tested}) for other in others]
    return [_judge_line(truth["scenario"], ident, "(whole)", whole, messenger, whole_twins), *lines]


def _is_hindered(function: Expected) -> bool:
    """Return whether an untested function counts in the whole: where somebody stops it, "works" would be false."""
    return function.state in ("blocked", "outage", "intercepted") and "unknown" not in function.right


def _judge_line(
    scenario: str, ident: str, what: str, want: Expected, answer: Mapping[str, Any], twins: list[Expected]
) -> Line:
    """Return the line about one function or the whole of a messenger."""
    status = answer.get("status")
    causes = tuple(answer.get("causes", ()))
    verdict = judge_word(want, status, causes, twins)
    line = Line(scenario, ident, what, want.words(), status, verdict, causes, confidence=answer.get("confidence"))
    line.stopped = want.state in _STOPPED and not want.causes & NOBODY_BLOCKS
    if verdict == "right" and status not in ("works", "not_tested"):
        untold = (status, causes) == ("unknown", ("unexplained",))  # names no cause, right or wrong
        line.first_cause_right = bool(causes) and causes[0] in want.causes if want.causes and not untold else None
        line.extra_causes = tuple(cause for cause in causes if cause not in want.causes)
    return line


def list_exit_codes(answer: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the exit codes that fit what was answered."""
    network = answer["network"]["status"]
    if network in ("offline", "captive_portal"):
        return (3,)
    fine = {"works", *SILENT} - {"unknown"}
    codes = (0,) if all(m["status"] in fine for m in answer["messengers"]) else (1,)
    return (*codes, 3) if network in ("dns_down", "whitelist_mode") else codes
