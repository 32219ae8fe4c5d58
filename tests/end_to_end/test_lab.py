"""The lab shows the symptoms it claims, and the verdicts expected of Dialtone follow from its truth."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from client_hellos import HELLOS
from dialtone.probe.protocols.client_hello import make_hello
from lab import dialtone, packets, scoring
from lab.scenarios import SCENARIOS, find_scenario

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def _answer(network: str = "online", **messengers: tuple[str, dict[str, tuple[str, ...]]]) -> dict[str, Any]:
    """A check in short: messenger=(status, {function: (status, cause...)})."""
    return {
        "network": {"status": network, "flags": []},
        "messengers": [
            {
                "id": ident,
                "status": status,
                "causes": [cause for words in functions.values() for cause in words[1:]],
                "functions": [
                    {"function": name, "status": words[0], "causes": list(words[1:])}
                    for name, words in functions.items()
                ],
            }
            for ident, (status, functions) in messengers.items()
        ],
    }


def _verdicts(scenario: str, answer: dict[str, Any]) -> dict[str, str]:
    report = dialtone.judge(
        find_scenario(scenario).truth(), answer, [find_scenario(twin).truth() for twin in find_scenario(scenario).twins]
    )
    return {line.what: line.verdict for line in report.lines}


def test_the_page_of_scenarios_is_up_to_date() -> None:
    page = (REPOSITORY / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert page == scoring.make_table(SCENARIOS.values()), "write it again: ./dev lab table > docs/scenarios.md"


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_every_scenario_says_what_dialtone_must_say(name: str) -> None:
    truth = SCENARIOS[name].truth()
    for messenger in dialtone.MESSENGERS:
        for function, want in dialtone.expect_functions(truth, messenger).items():
            assert want.right, (messenger, function)
            assert want.state in ("ok", "flaky") or want.causes, (messenger, function)  # what all lose has no cause
    assert all(twin in SCENARIOS for twin in SCENARIOS[name].twins)


@pytest.mark.parametrize(
    ("scenario", "function", "words"),
    [
        # the desktop app is the web client's socket; the phone speaks Noise without a server name
        ("whatsapp-web-sni-drop", "messages", "blocked: name_filtered"),
        ("whatsapp-web-sni-drop", "phone", "works"),
        ("whatsapp-web-sni-drop", "media", "works"),
        ("whatsapp-sni-rst", "messages", "blocked: name_filtered"),
        ("whatsapp-sni-rst", "phone", "works"),
        ("mitm-untrusted", "messages", "blocked: certificate_swapped/intercepted"),
        ("mitm-untrusted", "phone", "works"),
        ("whatsapp-dns-nxdomain", "phone", "blocked: dns_missing"),
        ("whatsapp-dns-nxdomain", "calls", "blocked: dns_missing"),
        ("cutoff-16k-foreign", "media", "blocked: frozen"),
        ("offline-no-route", "messages", "unknown: offline"),
        ("whitelist-mode", "messages", "blocked: whitelist_mode"),
    ],
)
def test_whatsapp_on_a_computer_follows_the_web(scenario: str, function: str, words: str) -> None:
    assert dialtone.expect_functions(find_scenario(scenario).truth(), "whatsapp")[function].words() == words


Case = tuple[str, dict[str, Any], dict[str, str]]

CASES: dict[str, Case] = {
    "the truth": (
        "telegram-mtproto-dpi",
        _answer(telegram=("blocked", {"messages": ("blocked", "protocol_filtered"), "web": ("works",)})),
        {"(whole)": "right", "messages": "right", "web": "right"},
    ),
    "blocked though it works": (
        "clean",
        _answer(telegram=("blocked", {"messages": ("blocked", "address_blocked")})),
        {"(whole)": "false_blocked", "messages": "false_blocked"},
    ),
    "works though it is blocked": (
        "telegram-ip-drop",
        _answer(telegram=("works", {"messages": ("works",)})),
        {"(whole)": "false_works", "messages": "false_works"},
    ),
    "works though it is slowed": (
        "telegram-throttle-128k",
        _answer(telegram=("works", {"messages": ("works",)})),
        {"(whole)": "false_works", "messages": "false_works"},
    ),
    "a block where the service is down": (
        "outage-signal-503",
        _answer(signal=("blocked", {"messages": ("blocked", "address_blocked")})),
        {"(whole)": "false_blocked", "messages": "false_blocked"},
    ),
    "a block where there is no line": (
        "offline-no-route",
        _answer("offline", signal=("blocked", {"messages": ("blocked", "address_blocked")})),
        {"(whole)": "false_blocked", "messages": "false_blocked"},
    ),
    "nothing is claimed where there is no line": (
        "offline-no-route",
        _answer("offline", signal=("unknown", {"messages": ("unknown", "offline"), "media": ("unknown", "offline")})),
        {"(whole)": "right", "messages": "right", "media": "right"},
    ),
    "a white list blamed on the messenger": (
        "whitelist-mode",
        _answer("whitelist_mode", signal=("blocked", {"messages": ("blocked", "address_blocked")})),
        {"(whole)": "false_blocked", "messages": "false_blocked"},
    ),
    "could not find out": (
        "signal-sni-rst",
        _answer(signal=("unknown", {"messages": ("unknown",)})),
        {"(whole)": "miss", "messages": "miss"},
    ),
    "a twin's answer": (
        "telegram-ip-drop",
        _answer(telegram=("down", {"messages": ("down", "service_down")})),
        {"(whole)": "tolerable", "messages": "tolerable"},
    ),
    "a function is missing": (
        "clean",
        _answer(whatsapp=("works", {"messages": ("works",)})),
        {"(whole)": "right", "messages": "right", "phone": "miss"},
    ),
    "calls that were not tested, and are filtered": (
        "calls-udp-drop",
        _answer(telegram=("works", {"messages": ("works",), "calls": ("not_tested",)})),
        {"(whole)": "false_works", "messages": "right", "calls": "miss"},
    ),
    "calls that are filtered": (
        "calls-udp-drop",
        _answer(telegram=("partly", {"messages": ("works",), "calls": ("blocked", "calls_filtered")})),
        {"(whole)": "right", "messages": "right", "calls": "right"},
    ),
    "calls that were not tested, and work": (
        "clean",
        _answer(telegram=("works", {"messages": ("works",), "calls": ("not_tested",)})),
        {"(whole)": "right", "messages": "right", "calls": "right"},
    ),
    "calls that nobody tested are said to work": (
        "clean",
        _answer(telegram=("works", {"messages": ("works",), "calls": ("works",)})),
        {"(whole)": "right", "messages": "right", "calls": "wrong"},
    ),
    "nobody's calls get through, and a messenger is accused": (
        "udp-closed-but-ntp",
        _answer(telegram=("partly", {"messages": ("works",), "calls": ("blocked", "calls_filtered")})),
        {"(whole)": "right", "messages": "right", "calls": "false_blocked"},
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_judging(name: str) -> None:
    scenario, answer, verdicts = CASES[name]
    assert _verdicts(scenario, answer) == verdicts


def test_a_wrong_first_cause_is_told_apart_from_a_wrong_verdict() -> None:
    answer = _answer(signal=("blocked", {"messages": ("blocked", "dns_missing", "name_filtered")}))
    (line,) = [
        ln for ln in dialtone.judge(find_scenario("signal-sni-rst").truth(), answer).lines if ln.what == "messages"
    ]
    assert (line.verdict, line.first_cause_right, line.extra_causes) == ("right", False, ("dns_missing",))


@pytest.mark.parametrize("first", [b"\x16", b"\x16\x03", b"\x16\x03\x01\xff", b"WA", b"ED", b"\x15", b"GET"])
def test_an_obfuscated_opening_is_seen_whatever_it_begins_with(first: bytes) -> None:
    """Telegram's opening is random but for a few words that it avoids."""
    rest = random.Random(12).randbytes(64)
    assert packets.looks_like_mtproto(first + rest[len(first) :])
    assert packets.looks_like_mtproto(first + rest + bytes(44))


@pytest.mark.parametrize(
    "data",
    [
        make_hello(HELLOS["faketls-classic"], "www.example.org"),
        make_hello(HELLOS["faketls-current"], "www.example.org"),
        b"WA\x06\x03" + b"\x09" * 60,
        b"ED\x00\x01" + b"\x09" * 60,
        b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n" + bytes(64),
        b"SSH-2.0-" + bytes(64),
    ],
)
def test_another_protocol_is_not_taken_for_telegram(data: bytes) -> None:
    assert not packets.looks_like_mtproto(data)


@pytest.mark.lab
def test_the_lab_shows_its_symptoms(lab_command: Callable[..., Any]) -> None:
    """One scenario of each kind, proved by an independent client that knows nothing of the lab."""
    scenarios = ("clean", "whatsapp-dns-nxdomain", "telegram-ip-drop", "telegram-mtproto-dpi", "captive-portal")
    done = lab_command("selftest", "--jobs", "2", *scenarios, limit=600)
    assert done.exit_code == 0, done.stdout + done.stderr
