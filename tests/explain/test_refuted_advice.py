"""No advice that the check itself has just refuted. The checks were made in the lab (`dialtone check … --json`)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.explain.ranking import WayContext, rank_ways
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check
from dialtone.model.situation import Person
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, Wire
from dialtone.store.check_file import load_check
from dialtone.store.guidance_file import load_guidance
from explain.shipped import ORDER
from judge.saved import CHECKS
from lab.remedy_kinds import Remedy
from shipped_catalogue import shipped_catalogue
from spoken import RESOURCES

TODAY = date(2026, 11, 24)
ENTRIES = load_guidance(RESOURCES, "en")
CATALOGUE = shipped_catalogue()
HERE = Path(__file__).with_name("checks")
FILES = sorted((*CHECKS.glob("*.json"), *HERE.glob("*.json")))
SYSTEMS = ("linux", "macos", "windows")
CALLS = (Wire.STUN, Wire.STUN_TCP)


def judged(file: Path) -> Check:
    return judge_again(load_check(file), CATALOGUE)


def offered(check: Check, verdict: MessengerVerdict, system: str) -> list[str]:
    found = find_fitting_advice(ENTRIES, verdict, check.network, Person(TODAY, platform=system))
    return [way.entry for way in rank_ways(WayContext(ORDER), (), found)]


def of_secure_names(check: Check, verdict: MessengerVerdict) -> list[str]:
    found = [entry for system in SYSTEMS for entry in offered(check, verdict, system)]
    return [entry for entry in found if entry.startswith("encrypted-")]


def answered_past_the_network(check: Check, verdict: MessengerVerdict) -> Iterator[str]:
    """Servers that answered the app's greeting at an address learnt from somebody else than the network."""
    messenger = CATALOGUE.messenger(verdict.messenger)
    index = AttemptIndex(check.observations)
    for endpoint in messenger.endpoints if messenger else ():
        found = index.attempts_at(endpoint) if endpoint.wire not in CALLS else ()
        yield from (t.target for t in found if t.origin not in ("system", "built_in") and t.answered(endpoint.wire))


@pytest.mark.parametrize("network", ["iran-2026", "china-2026"])
@pytest.mark.parametrize("messenger", ["whatsapp", "signal"])
def test_where_the_true_addresses_failed_too_secure_names_are_not_offered(network: str, messenger: str) -> None:
    check = judged(HERE / f"{network}.json")
    verdict = check.messenger(messenger)
    assert verdict is not None
    assert "dns_forged" in verdict.causes
    assert of_secure_names(check, verdict) == []
    assert len(offered(check, verdict, "linux")) > 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_secure_names_are_offered_only_where_a_true_address_answered(file: Path) -> None:
    check = judged(file)
    for verdict in check.messengers:
        if of_secure_names(check, verdict):
            assert list(answered_past_the_network(check, verdict)), verdict.messenger


def messages_of(verdict: MessengerVerdict) -> FunctionStatus:
    return next((f.status for f in verdict.functions if f.function is Function.MESSAGES), FunctionStatus.NOT_TESTED)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_newer_app_and_no_way_of_this_check_is_offered_that_it_saw_fail(file: Path) -> None:
    """The check greets as today's apps do; the web version and the phone's way it asked itself."""
    known = {entry.id: entry.remedy for entry in ENTRIES}
    check = judged(file)
    for verdict in check.messengers:
        remedies = {known[ident] for system in SYSTEMS for ident in offered(check, verdict, system)}
        working = {f.function for f in verdict.functions if f.status is FunctionStatus.WORKS}
        assert Remedy.NEWER_APP not in remedies or messages_of(verdict) is FunctionStatus.WORKS
        assert Remedy.PHONE_APP not in remedies or Function.PHONE in working
        assert Remedy.WEB_VERSION not in remedies or Function.WEB in working


def test_where_telegrams_own_protocol_is_cut_the_web_version_that_answered_comes_first() -> None:
    check = judged(CHECKS / "telegram-mtproto-dpi.json")
    verdict = check.messenger("telegram")
    assert verdict is not None
    assert offered(check, verdict, "linux")[:3] == ["web-version", "ordinary-call", "telegram-own-proxy"]


def test_where_only_the_name_is_gone_secure_names_are_offered_after_a_call() -> None:
    check = judged(CHECKS / "whatsapp-dns-nxdomain.json")
    verdict = check.messenger("whatsapp")
    assert verdict is not None
    assert offered(check, verdict, "macos")[:3] == ["ordinary-call", "encrypted-names", "encrypted-dns-macos"]
