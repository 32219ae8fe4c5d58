"""A redacted check: nothing of its maker is left, and the judge says the same of it."""

import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dialtone
from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.computer import OldApp
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.trouble import TroubleError
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, MessengerStatus, NetworkStatus, Step
from dialtone.store.check_file import LARGEST_FILE, decode_check, encode_check, to_json
from dialtone.store.redaction import redact
from judge.saved import saved_checks
from shipped_catalogue import shipped_catalogue

SOURCES = Path(dialtone.__file__).parent
CATALOGUE = shipped_catalogue()
CHECKS = saved_checks()
SECRETS = ("kolokol", "10.7.33.4", "81.23.45.67", "2a02:1234:5678::9", "matrix.kolokol.example", "KOLOKOL")


def _verdicts(check: Check) -> list[object]:
    again = judge_again(check, CATALOGUE)
    whole: list[object] = [(again.network.status, again.network.flags)]
    return whole + [
        (m.messenger, m.status, m.causes, m.confidence, [(f.function, f.status, f.causes) for f in m.functions])
        for m in again.messengers
    ]


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_judge_says_the_same(name: str) -> None:
    check = CHECKS[name]
    kept = {m.messenger for m in redact(check, CATALOGUE).messengers}
    whole = replace(check, messengers=tuple(m for m in check.messengers if m.messenger in kept))
    whole = replace(whole, observations=tuple(o for o in check.observations if o.messenger in {"", *kept}))
    assert _verdicts(redact(check, CATALOGUE)) == _verdicts(whole)


def _text(check: Check) -> str:
    document = encode_check(check, lambda _: ("", "", ()))
    assert decode_check(to_json(document).encode())
    return json.dumps(document)


def _redacted(*steps: Observation) -> tuple[Observation, ...]:
    return redact(replace(CHECKS["clean"], observations=steps), CATALOGUE).observations


def _telling(step: Step, target: str, facts: Facts, number: int, messenger: str = "whatsapp") -> Observation:
    return Observation(number, messenger, f"{messenger}/web-page", step, target, 0.1, 0.1, None, facts, number)


@pytest.mark.parametrize(("host", "kept"), [("10.10.34.34", True), ("router.asus.com", True), ("a.example", False)])
def test_where_a_filter_or_a_router_leads_stays(host: str, kept: bool) -> None:
    """Else the same page would be taken for one to sign in to when the check is judged again."""
    told = [
        _telling(Step.HTTP, "81.23.45.67:80", {Fact.LOCATION_HOST: host, Fact.HTML: True}, 9005),
        _telling(Step.DNS, "web.whatsapp.com@system", {Fact.ADDRESSES: ("10.10.34.36",)}, 9006),
    ]
    page, lookup = _redacted(*CHECKS["clean"].observations, *told)[-2:]
    assert (page.facts[Fact.LOCATION_HOST] == host) is kept
    assert page.facts[Fact.HTML] is True
    assert lookup.facts[Fact.ADDRESSES] == ("10.10.34.36",)


def test_every_neutral_host_keeps_its_name() -> None:
    names = sorted({e.host for e in CATALOGUE.controls.contacted if e.host})
    told = [_telling(Step.DNS, f"{host}@system", {}, 9000 + n, "") for n, host in enumerate(names)]
    assert [o.target.partition("@")[0] for o in _redacted(*told)] == names


def test_no_address_name_or_server_of_the_person_remains() -> None:
    private = [
        _telling(Step.DNS, "web.whatsapp.com@udp:10.7.33.4", {Fact.RESOLVER: "kolokol"}, 9001),
        _telling(Step.DNS, "kolokol.example@system", {Fact.ADDRESSES: ("10.7.33.4", "81.23.45.67")}, 9002),
        _telling(Step.TCP, "[2a02:1234:5678::9]:443", {Fact.FROM: "system"}, 9003),
        _telling(Step.TLS, "81.23.45.67:443", {Fact.SNI: "kolokol.example", Fact.ISSUER: "KOLOKOL Proxy CA"}, 9004),
        _telling(Step.HTTP, "81.23.45.67:80", {Fact.LOCATION_HOST: "portal.kolokol.example"}, 9005),
        _telling(Step.HTTP, "matrix.kolokol.example:443", {Fact.STATUS: 200}, 9006, "element"),
    ]
    own = MessengerVerdict("element", "kolokol", MessengerStatus.WORKS, installed=True)
    old = MessengerVerdict("viber", "Viber", MessengerStatus.WORKS, installed=True, old_app=OldApp("1.2", "2", "x"))
    clean = CHECKS["clean"]
    check = replace(
        clean,
        started_at=datetime(2026, 11, 25, 17, 42, 13, tzinfo=UTC),
        messengers=(*clean.messengers, own, *([] if clean.messenger("viber") else [old])),
        observations=(*clean.observations, *private),
    )
    redacted = redact(replace(check, outside=OutsideCheck(OutsideOutcome.ANSWERED, check)), CATALOGUE)
    text = _text(redacted)
    assert not [secret for secret in SECRETS if secret in text]
    assert "17:42" not in text
    assert not any(m.installed or m.old_app for m in redacted.messengers)
    assert redacted.messenger("element") is None or redacted.messenger("element") == clean.messenger("element")


@pytest.mark.parametrize("zone", ["UTC", "America/Caracas", "Asia/Tehran", "Pacific/Auckland", "Pacific/Honolulu"])
@pytest.mark.parametrize("hour", [1, 10, 22])
def test_the_day_is_that_of_the_person(zone: str, hour: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: a check saved in Venezuela was shown as one of the day before, in New Zealand of the next."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        started_at = datetime(2026, 11, 25, hour, 42).astimezone(UTC)
        once = redact(replace(CHECKS["clean"], started_at=started_at), CATALOGUE)
        assert redact(once, CATALOGUE).started_at == once.started_at
        shown = once.started_at.astimezone()
        assert (shown.day, shown.minute) == (25, datetime(2026, 11, 25, 12, tzinfo=UTC).astimezone().minute)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_addresses_of_the_services_lose_their_end_and_stay_told_apart() -> None:
    places = [_telling(Step.TCP, f"{a}:443", {}, n) for n, a in enumerate(("157.240.9.60", "157.240.8.60"), start=9001)]
    first, second = (o.target for o in _redacted(*places))
    assert first.startswith("157.240.")
    assert len({first, second, "157.240.9.60:443", "157.240.8.60:443"}) == 4


@pytest.mark.parametrize("address", ["0.0.0.0", "198.18.44.5", "100.99.1.2", "127.0.0.1", "10.1.2.3", "fe80::5"])
def test_an_address_that_no_server_has_is_still_none(address: str) -> None:
    facts: Facts = {Fact.RESOLVER: "system", Fact.ADDRESSES: (address,)}
    (found,) = _redacted(_telling(Step.DNS, "web.whatsapp.com@system", facts, 9001))
    assert found.facts[Fact.ADDRESSES] != (address,) or address in ("0.0.0.0", "127.0.0.1")
    assert str(found.facts[Fact.ADDRESSES]).startswith(f"('{address[:4]}") or address in ("10.1.2.3", "fe80::5")


def test_who_inspects_is_told_by_kind_and_not_by_name() -> None:
    """A known program stays known, one authority stays one, and no company is named."""
    program = CATALOGUE.controls.inspectors[0]
    shape = program.issuers[0].replace("*", "x")
    issuers = ("KOLOKOL Proxy CA", "KOLOKOL Proxy CA", "Another CA of KOLOKOL", shape)
    steps = [
        _telling(Step.TLS, "1.2.3.4:443", {Fact.ISSUER: issuer, Fact.MOZILLA: False}, number)
        for number, issuer in enumerate(issuers, start=9001)
    ]
    first, again, other, known = (str(o.facts[Fact.ISSUER]) for o in _redacted(*steps))
    assert first == again != other
    assert "KOLOKOL" not in first + other
    assert program.issued(known)


def test_clocks_are_as_far_apart_as_they_were() -> None:
    facts: Facts = {Fact.SERVER_TIME: 1_790_000_000, Fact.OWN_TIME: 1_790_000_100}
    (found,) = _redacted(_telling(Step.HTTP, "1.2.3.4:443", facts, 9001))
    theirs, ours = found.facts[Fact.SERVER_TIME], found.facts[Fact.OWN_TIME]
    assert isinstance(theirs, int | float)
    assert isinstance(ours, int | float)
    assert theirs - ours == -100
    assert ours != 1_790_000_100


@settings(deadline=None)
@given(
    step=st.sampled_from(Step),
    target=st.text(max_size=40),
    fact=st.sampled_from(Fact),
    value=st.text(min_size=6, max_size=20) | st.lists(st.text(min_size=6, max_size=20), max_size=2).map(tuple),
)
def test_whatever_a_step_holds_is_hidden(step: Step, target: str, fact: Fact, value: str | tuple[str, ...]) -> None:
    odd = Observation(9001, "", "control/x", step, target, 0.0, 0.0, Failure.TIMEOUT, {fact: value}, 1)
    redacted = redact(replace(CHECKS["clean"], messengers=(), observations=(odd,)), CATALOGUE)
    assert redacted.network.status is NetworkStatus.ONLINE
    assert decode_check(to_json(encode_check(redacted, lambda _: ("", "", ()))).encode())


def _read_by_the_judge() -> set[Fact]:
    """Every fact that the rules about a check read: those about tests of proxies have files of their own."""
    files = [f for f in (SOURCES / "judge").rglob("*.py") if f.name != "proxy_outcome.py"]
    return {Fact[name] for file in files for name in re.findall(r"\bFact\.([A-Z_]+)", file.read_text("utf-8"))}


@pytest.mark.parametrize("fact", sorted(_read_by_the_judge()))
def test_what_the_judge_reads_of_a_step_is_left_in_some_form(fact: Fact) -> None:
    """Else a rule could not hold for a check that was given away."""
    facts: Facts = {fact: ("203.0.113.5",) if fact in (Fact.ADDRESSES, Fact.SECOND_ANSWER) else 7}
    facts |= {Fact.ISSUER: "One"} if fact is Fact.ISSUER_ORGANIZATION else {}
    facts |= {Fact.SERVER_TIME: 5, Fact.OWN_TIME: 7} if fact in (Fact.SERVER_TIME, Fact.OWN_TIME) else {}
    (found,) = _redacted(_telling(Step.TLS, "1.2.3.4:443", facts, 9001))
    left = {Fact.ISSUER} if fact is Fact.ISSUER_ORGANIZATION else {fact}  # which of an issuer's names says who it is
    assert left <= found.facts.keys()


def test_the_name_of_a_file_of_a_page_is_nobodys_business() -> None:
    facts: Facts = {Fact.NAMED_PATH: "/app-kolokol.js"}
    (found,) = _redacted(_telling(Step.FLOW, "1.2.3.4:443", facts, 9001))
    assert found.facts == {Fact.NAMED_PATH: "/hidden"}


def test_totals_are_round_so_that_no_provider_finds_the_line_by_them() -> None:
    check = replace(CHECKS["clean"], seconds=19.566, bytes_sent=112_669, bytes_received=6_727_354)
    given_away = redact(check, CATALOGUE)
    assert (given_away.seconds, given_away.bytes_sent, given_away.bytes_received) == (20.0, 110_000, 6_730_000)


def test_what_is_redacted_can_be_opened_again_however_large_it_was() -> None:
    """As it was found: a check near the limit that came in one line was written with indents, and then too large."""
    step = CHECKS["clean"].observations[5]
    steps = tuple(
        replace(step, number=n, target=f"{n % 250 + 1}.{n // 250 % 250}.1.9:443", attempt=n) for n in range(15_000)
    )
    large = replace(CHECKS["clean"], network=NetworkVerdict(NetworkStatus.ONLINE), messengers=(), observations=steps)
    document = encode_check(large, lambda _: ("", "", ()))
    assert len(json.dumps(document, indent=1)) > LARGEST_FILE
    assert decode_check(to_json(encode_check(redact(large, CATALOGUE), lambda _: ("", "", ()))).encode())
    with pytest.raises(TroubleError, match="too large"):
        to_json(encode_check(replace(large, observations=steps * 3), lambda _: ("", "", ())))
