"""The lab does to its networks what advice promises, by what it changes in the world, and the censor meets it."""

import json
from pathlib import Path

import msgspec
import pytest

from end_to_end.conftest import PROGRAM, LabCommand
from lab import advice, kept_rows, remedies
from lab.advice import Case
from lab.remedy_kinds import Remedy
from lab.scenarios import find_scenario


@pytest.mark.parametrize("remedy", [r for r in Remedy if r not in remedies.UNTRIED])
def test_every_way_that_advice_promises_can_be_applied(remedy: Remedy) -> None:
    assert remedies.apply_remedy(find_scenario("russia-2026"), remedy)


def test_another_line_than_one_with_a_white_list_has_the_usual_blocks() -> None:
    other = remedies.apply_remedy(find_scenario("whitelist-mode"), Remedy.OTHER_NETWORK).scenario
    assert other.rules == find_scenario("russia-2026").rules
    assert remedies.apply_remedy(find_scenario("meta-ip-drop"), Remedy.OTHER_NETWORK).scenario.rules == ()


def test_who_signed_in_meets_no_sign_in_page_and_what_is_aimed_at_somebody() -> None:
    portal, blocked = find_scenario("captive-portal"), find_scenario("telegram-ip-drop")
    assert not remedies.apply_remedy(portal, Remedy.SIGN_IN).scenario.rules
    assert (
        remedies.apply_remedy(find_scenario("captive-portal+telegram-ip-drop"), Remedy.SIGN_IN).scenario.rules
        == blocked.rules
    )


def test_what_the_service_does_stays_whatever_is_done_here() -> None:
    """A way round a network does not mend a server."""
    for remedy in (Remedy.VPN, Remedy.SECURE_NAMES, Remedy.OTHER_NETWORK):
        assert remedies.apply_remedy(find_scenario("outage-signal-503"), remedy).scenario.faults
    assert not remedies.apply_remedy(find_scenario("outage-signal-503"), Remedy.WAIT).scenario.faults


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "rows"
    case = Case("a", "whatsapp", "blocked", (Remedy.VPN, Remedy.TOR), {Remedy.VPN: "works"})
    kept_rows.keep(file, "a", [])
    kept_rows.keep(file, "a", [case])
    kept_rows.keep(file, "b", [])
    with file.open("a") as out:
        out.write('{"network": "c", "fou')
    read = {name: msgspec.convert(found, list[Case]) for name, found in kept_rows.read(file).items()}
    assert read == {"a": [case], "b": []}
    assert kept_rows.read(tmp_path / "none") == kept_rows.read(None) == {}


def test_the_two_figures_count_what_was_tried() -> None:
    good = Case("a", "whatsapp", "blocked", (Remedy.VPN,), {Remedy.VPN: "works", Remedy.PHONE_APP: "works"})
    vain = Case("b", "signal", "blocked", (Remedy.SECURE_NAMES,), {Remedy.SECURE_NAMES: "blocked", Remedy.VPN: "works"})
    slow = Case("c", "telegram", "slow", (Remedy.VPN,), {Remedy.VPN: "slow"})
    assert (good.missed, vain.missed, slow.working) == ((Remedy.PHONE_APP,), (Remedy.VPN,), ())
    printed = advice.make_table([good, vain, slow])
    assert "First way works: 1 of 2 cases in which any does (50 %)." in printed
    assert "Ways offered that did not help: 2, in 2 of 3 cases." in printed


@pytest.mark.lab
@pytest.mark.parametrize(
    ("scenario", "remedy", "messenger", "said", "tunnel"),
    [
        ("russia-2026", "vpn", "signal", "works", "tls"),
        ("meta-ip-drop", "vpn", "whatsapp", "works", "wireguard"),
        ("whitelist-mode", "vpn", "whatsapp", "", ""),
        ("whatsapp-dns-nxdomain", "secure_names", "whatsapp", "works", None),
        ("whatsapp-dns-nxdomain+doh-blocked", "secure_names", "whatsapp", "", None),
        ("meta-ip-drop", "secure_names", "whatsapp", "blocked", None),
    ],
)
def test_the_censor_meets_the_remedy(
    lab_command: LabCommand, tmp_path: Path, scenario: str, remedy: str, messenger: str, said: str, tunnel: str | None
) -> None:
    report = tmp_path / "report.json"
    run = ("run", "-q", "--timeout", "240", "--report", str(report), scenario, "--with", remedy)
    answer = lab_command(*run, "--", str(PROGRAM), "check", messenger, "--json")
    (found,) = answer.json["messengers"]
    messages = next(f["status"] for f in found["functions"] if f["function"] == "messages")
    assert messages == said if said else messages != "works"
    assert json.loads(report.read_text()).get("tunnel") == tunnel
