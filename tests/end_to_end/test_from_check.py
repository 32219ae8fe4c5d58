"""A check that was given away becomes a network of the lab, and a check made there says the same again."""

from pathlib import Path

import pytest

from dialtone.judge.rejudge import judge_again
from dialtone.store.check_file import encode_check, load_check, save_check
from dialtone.store.redaction import redact
from end_to_end.conftest import PROGRAM, LabCommand
from judge.saved import CHECKS
from lab.from_check import make_scenario, make_source
from lab.network_file import Networks
from lab.scenario import DnsLie, PayloadBlock, Scenario, SniBlock, Throttle
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()


def _network(name: str) -> Scenario:
    return make_scenario(load_check(CHECKS / f"{name}.json"), CATALOGUE, name)


def test_a_clean_network_has_no_rules() -> None:
    clean = _network("clean")
    assert (clean.rules, clean.dns_lies, clean.faults) == ((), (), ())
    assert make_source(clean).startswith("# The truth is open")


def test_each_obstacle_becomes_its_rule() -> None:
    (lie,) = _network("whatsapp-dns-nxdomain").dns_lies
    assert (lie.answer, "web.whatsapp.com" in lie.names) == ("NXDOMAIN", True)
    (rule,) = _network("telegram-mtproto-dpi").rules
    assert isinstance(rule, PayloadBlock)
    assert rule.kind == "mtproto"
    kinds = {type(rule) for rule in (*_network("russia-2026").rules, *_network("russia-2026").dns_lies)}
    assert {SniBlock, Throttle, DnsLie} <= kinds
    assert _network("offline-link-down").link.state != "up"


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.json")), ids=lambda path: path.stem)
def test_what_is_printed_can_be_put_into_the_lab(tmp_path: Path, path: Path) -> None:
    """The text makes the same network; a redacted check leads to the same rules."""
    check = load_check(path)
    network = make_scenario(check, CATALOGUE, path.stem)
    (tmp_path / "given.toml").write_text(make_source(network), encoding="utf-8")
    assert Networks(tmp_path)[path.stem] == network
    redacted = make_scenario(redact(check, CATALOGUE), CATALOGUE, path.stem)
    assert (redacted.rules, redacted.faults) == (network.rules, network.faults)


@pytest.mark.lab
@pytest.mark.parametrize(
    ("name", "messenger"), [("whatsapp-dns-nxdomain", "whatsapp"), ("telegram-mtproto-dpi", "telegram")]
)
def test_a_check_there_says_the_same(tmp_path: Path, lab_command: LabCommand, name: str, messenger: str) -> None:
    given = redact(load_check(CHECKS / f"{name}.json"), CATALOGUE)
    save_check(tmp_path / "given.json", encode_check(given, lambda _: ("", "", ())))
    answer = lab_command("from-check", str(tmp_path / "given.json"), "--", str(PROGRAM), "check", messenger, "--json")
    (told,) = answer.json["messengers"]
    before = judge_again(given, CATALOGUE).messenger(messenger)
    assert before is not None
    assert (told["status"], told["causes"][:1]) == (before.status, [str(cause) for cause in before.causes[:1]])
