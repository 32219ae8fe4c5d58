"""The real program on simulated networks: each verdict is the scenario's truth."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from lab import dialtone
from lab.scenarios import find_scenario

SCENARIOS = (
    "clean",
    "clean-ipv4-only",
    "offline-link-down",
    "offline-no-route",
    "whatsapp-dns-nxdomain",
    "telegram-ip-drop",
    "telegram-mtproto-dpi",
    "signal-sni-rst",
    "mitm-state-root-disguised",
    "signal-grpc-sni-drop",
    "first-nameserver-dead",
    "captive-portal",
)


@pytest.mark.lab
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_dialtone_tells_the_truth(scenario: str, in_lab: Callable[..., Any], check_schema: dict[str, Any]) -> None:
    done = in_lab(scenario, ["dialtone", "check", "--json", "--wait", *dialtone.MESSENGERS])
    assert "Traceback" not in done.stderr, done.stderr
    answer = done.json
    jsonschema.validate(answer, check_schema)
    report = dialtone.judge(find_scenario(scenario).truth(), answer)
    assert report.network_right, (report.network, report.network_answered)
    assert not report.flags_wrong
    assert {m["id"] for m in answer["messengers"]} == set(dialtone.MESSENGERS)
    wrong = [line for line in report.lines if line.verdict != "right" or line.first_cause_right is False]
    assert not wrong, "\n".join(map(str, wrong))
    assert not [line for line in report.lines if line.extra_causes]
    assert done.exit_code in dialtone.list_exit_codes(answer)


@pytest.mark.lab
@pytest.mark.parametrize(("scenario", "code"), [("clean", 0), ("signal-sni-rst", 1), ("captive-portal", 3)])
def test_the_text_has_a_line_for_each_messenger(scenario: str, code: int, in_lab: Callable[..., Any]) -> None:
    done = in_lab(scenario, ["dialtone", "check", "--lang", "en", *dialtone.MESSENGERS])
    assert done.exit_code == code, done.stdout + done.stderr
    for name in ("WhatsApp", "Telegram", "Signal"):
        assert name in done.stdout
    assert "\x1b[" not in done.stdout, "colour only on a terminal"
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.lab
def test_a_computer_without_any_network(program: Callable[..., Any]) -> None:
    """An empty network namespace: not even an address."""
    done = program("check", "--lang", "en", prefix=("unshare", "--net"))
    assert done.exit_code == 3, done.stdout + done.stderr
    assert "internet" in done.stdout.lower()
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.lab
def test_a_computer_without_any_network_as_json(program: Callable[..., Any], check_schema: dict[str, Any]) -> None:
    done = program("check", "--json", *dialtone.MESSENGERS, prefix=("unshare", "--net"))
    assert done.exit_code == 3, done.stdout + done.stderr
    jsonschema.validate(done.json, check_schema)
    assert done.json["network"]["status"] == "offline"
    assert {m["status"] for m in done.json["messengers"]} == {"unknown"}


@pytest.mark.lab
@pytest.mark.parametrize("scenario", ["clean", "max-ministry-root-installed", "whatsapp-ministry-root"])
def test_the_ministrys_root_is_maxs_own_and_an_interceptors_for_anybody_else(
    scenario: str, in_lab: Callable[..., Any], check_schema: dict[str, Any]
) -> None:
    answer = in_lab(scenario, ["dialtone", "check", "--json", "max", "whatsapp"]).json
    jsonschema.validate(answer, check_schema)
    verdicts = {m["id"]: m for m in answer["messengers"]}
    functions = {f["function"]: f["status"] for f in verdicts["max"]["functions"]}
    assert (verdicts["max"]["status"], functions["messages"], functions["media"]) == ("works", "works", "works")
    assert functions["web"] == "unknown", "browsers do not trust that root"
    assert "certificate_swapped" not in verdicts["max"]["causes"]
    intercepted = bool({"certificate_swapped", "intercepted"} & set(verdicts["whatsapp"]["causes"]))
    assert intercepted is (scenario == "whatsapp-ministry-root")


PROXY = "https_proxy=http://192.168.1.1:3128"
"""The gateway; nobody is there, and nobody is asked: only that it is set counts."""


@pytest.mark.lab
@pytest.mark.parametrize("scenario", ["clean", "signal-sni-rst", "offline-uplink-dead"])
def test_past_the_systems_proxy_nothing_is_sure(scenario: str, in_lab: Callable[..., Any]) -> None:
    answer = in_lab(scenario, ["env", PROXY, "dialtone", "check", "--json", "signal", "whatsapp"]).json
    assert set(answer["network"]["flags"]) - {"computer_busy"} == {"proxy"}  # the tests beside this one keep it busy
    assert answer["network"]["status"] != "offline" or answer["network"]["confidence"] == "unsure"
    assert {m["confidence"] for m in answer["messengers"]} == {"unsure"}


@pytest.mark.lab
@pytest.mark.parametrize(
    ("scenario", "said", "unsaid"),
    [
        ("vpn-dead", "Nothing gets through while the VPN is on.", "No internet"),
        ("clock-behind", "Secure connections fail until the clock is right.", "program or a setting"),
    ],
)
def test_dead_vpns_and_wrong_clocks_are_told(scenario: str, said: str, unsaid: str, in_lab: Callable[..., Any]) -> None:
    text = " ".join(in_lab(scenario, ["dialtone", "check", "--lang", "en", "signal"]).stdout.split())
    assert said in text
    assert unsaid not in text
