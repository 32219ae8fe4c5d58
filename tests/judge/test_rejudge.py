"""A saved check, judged again with the same rules, says the same."""

from collections.abc import Iterable

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.rejudge import judge_again
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, MessengerStatus, NetworkFlag, NetworkStatus
from judge.saved import CHECKS, FINDINGS, findings, saved_checks
from shipped_catalogue import shipped_catalogue

NAMES = sorted(path.stem for path in CHECKS.glob("*.json"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(scope="module")
def saved() -> dict[str, Check]:
    return saved_checks()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_verdicts(name: str, saved: dict[str, Check], catalogue: Catalogue) -> None:
    check = saved[name]
    again = judge_again(check, catalogue)
    assert again.network == check.network
    for new, old in zip(again.messengers, check.messengers, strict=True):
        assert new == old, f"{old.messenger}: was {old.status} {old.causes}, is {new.status} {new.causes}"
        assert _rules(new) == _rules(old)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_findings(name: str, saved: dict[str, Check], catalogue: Catalogue) -> None:
    kept = (FINDINGS / f"{name}.json").read_text(encoding="utf-8")
    assert findings(saved[name], catalogue).splitlines() == kept.splitlines()


def test_what_was_asked_past_a_vpn_is_judged_again_too(saved: dict[str, Check], catalogue: Catalogue) -> None:
    beside = replace(saved["russia-2026"], messengers=(), outside=None)
    both = replace(saved["clean"], outside=OutsideCheck(OutsideOutcome.ANSWERED, beside))
    assert judge_again(both, catalogue).outside == OutsideCheck(OutsideOutcome.ANSWERED, judge_again(beside, catalogue))
    nothing = OutsideCheck(OutsideOutcome.SILENT)
    assert judge_again(replace(both, outside=nothing), catalogue).outside == nothing


def test_every_saved_check_has_its_findings() -> None:
    assert sorted(path.stem for path in FINDINGS.glob("*.json")) == NAMES


def _rules(verdict: MessengerVerdict) -> list[str]:
    return [evidence.rule for function in verdict.functions for evidence in function.evidence]


@pytest.mark.parametrize(
    ("name", "network", "statuses"),
    [
        ("clean", "online", "works works works"),
        ("whatsapp-dns-nxdomain", "online", "blocked works works"),
        ("telegram-mtproto-dpi", "online", "works partly works"),
        ("whitelist-mode", "whitelist_mode", "blocked blocked blocked"),
        ("captive-portal", "captive_portal", "unknown unknown unknown"),
        ("offline-link-down", "offline", "unknown unknown unknown"),
        ("russia-2026", "online", "blocked slow blocked"),
        ("vpn-up", "online", "works works works"),
        ("mitm-state-root", "online", "partly partly blocked"),
        ("outage-signal-503", "online", "works works partly"),
    ],
)
def test_what_the_saved_checks_say(name: str, network: str, statuses: str, saved: dict[str, Check]) -> None:
    """Guards the saved checks themselves: judging them all again must not quietly keep a false verdict."""
    said = {m.messenger: m.status.value for m in saved[name].messengers}
    assert saved[name].network.status is NetworkStatus(network)
    assert [said[m] for m in ("whatsapp", "telegram", "signal")] == statuses.split()


def test_the_vpn_is_not_forgotten(saved: dict[str, Check], catalogue: Catalogue) -> None:
    assert NetworkFlag.VPN in judge_again(saved["vpn-up"], catalogue).network.flags


def test_old_verdicts_are_not_believed(saved: dict[str, Check], catalogue: Catalogue) -> None:
    check = saved["clean"]
    lies = tuple(replace(m, status=MessengerStatus.BLOCKED, causes=(Cause.FROZEN,)) for m in check.messengers)
    assert judge_again(replace(check, messengers=lies), catalogue) == check


def test_a_messenger_that_the_catalogue_lost_keeps_its_verdict(saved: dict[str, Check], catalogue: Catalogue) -> None:
    gone = MessengerVerdict("icq", "ICQ", MessengerStatus.DOWN, (Cause.SERVICE_DOWN,))
    check = saved["clean"]
    again = judge_again(replace(check, messengers=(*check.messengers, gone)), catalogue)
    assert again.messengers == (*check.messengers, gone)


def test_the_observations_are_grouped_once(
    saved: dict[str, Check], catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = saved["whatsapp-dns-nxdomain"]
    whatsapp = replace(check, messengers=tuple(m for m in check.messengers if m.messenger == "whatsapp"))
    built, grouped = AttemptIndex.__init__, []

    def count(index: AttemptIndex, observations: Iterable[Observation]) -> None:
        built(index, observations)
        grouped.append(len(index.steps))

    monkeypatch.setattr(AttemptIndex, "__init__", count)
    assert judge_again(whatsapp, catalogue) == whatsapp
    assert grouped == [len(check.observations)]


def test_a_check_of_todays_catalogue_is_judged_with_all_of_it(saved: dict[str, Check], catalogue: Catalogue) -> None:
    check = replace(saved["offline-link-down"], catalogue_version=catalogue.version)
    assert judge_again(check, catalogue).network.status is NetworkStatus.OFFLINE


def test_a_proxy_by_script_is_not_forgotten(saved: dict[str, Check], catalogue: Catalogue) -> None:
    check = saved["clean"]
    script = Evidence(EvidenceKind.PROXY_SET, (), "proxy_script")
    network = replace(check.network, flags=(NetworkFlag.PROXY,), evidence=(*check.network.evidence, script))
    again = judge_again(replace(check, network=network), catalogue)
    assert "proxy_script" in {e.rule for e in again.network.evidence}
