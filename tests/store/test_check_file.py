"""Saved checks come back as they went, and a hostile file is one clear line."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.computer import OldApp
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.trouble import TroubleError
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkStatus,
    Step,
)
from dialtone.store.check_file import LARGEST_FILE, decode_check, encode_check, load_check, save_check, to_json
from judge.saved import CHECKS
from store.checks import checks
from store.strict_files import refusal

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "check.schema.json").read_text()))

SAVED = sorted((ROOT / "tests").glob("*/checks/*.json"))

CHECK = Check(
    app_version="0.1.0",
    catalogue_version="2026-11-24",
    started_at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
    seconds=1.42,
    bytes_sent=21344,
    bytes_received=80211,
    platform="linux",
    network=NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER, (3,)),)),
    messengers=(MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, installed=True),),
    observations=(
        Observation(3, "whatsapp", "whatsapp/web-chat", Step.TLS, "157.240.0.60:443", 0.113, 0.041, Failure.RESET),
    ),
)


def _words(verdict: MessengerVerdict) -> tuple[str, str, tuple[str, ...]]:
    return f"{verdict.name} is blocked here.", "Its name is filtered.\nWe are sure.", ("use-a-vpn",)


def _no_words(_verdict: MessengerVerdict) -> tuple[str, str, tuple[str, ...]]:
    return "", "", ()


def _plain() -> dict[str, object]:
    return encode_check(CHECK, _words)


def _data(document: object) -> bytes:
    return json.dumps(document).encode()


@settings(max_examples=60, deadline=None)
@given(check=checks(), headline=st.text(max_size=30))
def test_a_check_comes_back_as_it_went_and_fits_the_schema(check: Check, headline: str) -> None:
    document = encode_check(check, lambda verdict: (headline, "", (verdict.messenger,)))
    VALIDATOR.validate(document)
    assert decode_check(to_json(document).encode()) == check


def test_the_words_go_into_the_file() -> None:
    messenger = json.loads(to_json(_plain()))["messengers"][0]
    assert messenger["headline"] == "WhatsApp is blocked here."
    assert messenger["explanation"] == "Its name is filtered.\nWe are sure."
    assert messenger["guidance"] == ["use-a-vpn"]


def test_the_rule_that_spoke_goes_along_and_older_files_name_none() -> None:
    spoken = Evidence(EvidenceKind.CONTROLS_ANSWER, (3,), "controls_answer")
    document = encode_check(replace(CHECK, network=replace(CHECK.network, evidence=(spoken,))), _words)
    VALIDATOR.validate(document)
    assert decode_check(_data(document)).network.evidence[0].rule == "controls_answer"
    assert "rule" not in to_json(_plain())
    assert decode_check(_data(_plain())).network.evidence[0].rule == ""


def test_the_time_is_given_in_utc() -> None:
    elsewhere = CHECK.started_at.astimezone(timezone(timedelta(hours=3)))
    document = encode_check(replace(CHECK, started_at=elsewhere), _words)
    assert document["started_at"] == "2026-11-24T10:00:00Z"


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_a_saved_check_comes_back_byte_for_byte(path: Path) -> None:
    text = to_json(encode_check(load_check(path), _no_words))
    assert json.loads(text)["observations"] == json.loads(path.read_text(encoding="utf-8"))["observations"]
    assert to_json(encode_check(decode_check(text.encode()), _no_words)) == text


def test_a_fact_of_another_version_is_left_out() -> None:
    document = _plain()
    _with("observations", 0, "facts", value={"of_tomorrow": 1, "sni": "x"})(document)
    assert decode_check(_data(document)).observations[0].facts == {Fact.SNI: "x"}


def test_what_cannot_be_said_in_json_never_breaks_a_file() -> None:
    odd = replace(
        CHECK.observations[0], target="\x1b[2Jbad\ud800\n" + "x" * 9000, facts={Fact.LAG: float("nan"), Fact.SENT: 1}
    )
    check = decode_check(to_json(encode_check(replace(CHECK, observations=(odd,)), _words)).encode())
    assert check.observations[0].target.startswith("�[2Jbad� xxx")
    assert check.observations[0].facts == {Fact.SENT: 1}


def test_what_turns_the_writing_around_does_not_come_out_of_a_file() -> None:
    document = _plain()
    _with("observations", 0, "facts", value={"sni": "moc.\u202eelgoog", "path": "a\u2028b"})(document)
    _with("observations", 0, "target", value="\u202eelgoog:443")(document)
    [observation] = decode_check(_data(document)).observations
    assert observation.target == "�elgoog:443"
    assert observation.facts[Fact.SNI] == "moc.�elgoog"


def test_an_odd_version_of_a_real_app_is_written_so_that_it_can_be_read() -> None:
    old = OldApp("1.0 (beta)\n" + "9" * 60, "2", "generic")
    messenger = replace(CHECK.messengers[0], name="W\u202ehatsApp " + "x" * 80, old_app=old)
    check = decode_check(to_json(encode_check(replace(CHECK, messengers=(messenger,)), _no_words)).encode())
    [read] = check.messengers
    assert read.old_app is not None
    assert read.old_app.version.startswith("1.0__beta__999")
    assert read.name == ("WhatsApp " + "x" * 80)[:60]


@pytest.mark.parametrize("text", ["\x1b[2J\u202e\ud800\n", "x" * 5000])
def test_no_text_of_a_check_makes_its_file_unreadable(text: str) -> None:
    evidence = (Evidence(EvidenceKind.CONTROLS_ANSWER, (3,), program=text),)
    function = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, evidence=evidence, why_not=text)
    messenger = MessengerVerdict(
        text,
        text,
        MessengerStatus.BLOCKED,
        functions=(function,),
        evidence=evidence,
        why=text,
        note=text,
        old_app=OldApp(text, text, text),
    )
    facts: Facts = {Fact.SNI: text, Fact.ADDRESSES: (text, text)}
    step = Observation(3, text, text, Step.TLS, text, 0.1, 0.1, facts=facts, row=text)
    network = replace(CHECK.network, evidence=evidence)
    odd = replace(CHECK, app_version=text, catalogue_version=text, platform=text, network=network)
    odd = replace(odd, messengers=(messenger,), observations=(step,))
    odd = replace(odd, outside=OutsideCheck(OutsideOutcome.ANSWERED, odd))
    document = encode_check(odd, lambda _: (text, text, (text,)), lambda _: text)
    VALIDATOR.validate(document)
    read = decode_check(to_json(document).encode())
    assert read.messengers[0].functions[0].evidence[0].observations == (3,)


def _without(key: str) -> Callable[[dict[str, object]], None]:
    def change(document: dict[str, object]) -> None:
        del document[key]

    return change


def _with(*path: str | int, value: object) -> Callable[[dict[str, object]], None]:
    def change(document: dict[str, object]) -> None:
        place: object = document
        for step in path[:-1]:
            place = place[step]  # type: ignore[index]
        place[path[-1]] = value  # type: ignore[index]

    return change


def _with_old_app(version: str, below: str) -> Callable[[dict[str, object]], None]:
    return _with("messengers", 0, "old_app", value={"version": version, "below": below, "why": "generic"})


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (_without("format"), "not a check: format: dialtone-check/1 is needed"),
        (_with("format", value="dialtone-check/9"), "check newer: format: dialtone-check/1 is needed"),
        (_without("network"), "network: missing"),
        (_with("more", value=1), "more: 1 (unknown key)"),
        (_with("seconds", value="long"), "seconds: long is not valid: expected `float`, got `str`"),
        (_with("seconds", value=-1), "seconds: -1 is not valid: expected `float` >= 0.0"),
        (_with("bytes_sent", value=10**30), "bytes_sent: 1000000000000000000000000000000 is not valid"),
        (_with("started_at", value="yesterday"), "started_at: yesterday is not valid: invalid RFC3339"),
        (_with("started_at", value="2026-11-24T10:00:00"), "started_at: 2026-11-24T10:00:00 is not valid: expected"),
        (_with("messengers", 0, "status", value="fine"), "messengers[0].status: fine is not valid: invalid enum value"),
        (_with("messengers", 0, "name", value="\x1b[31m"), "messengers[0].name: ?[31m is not valid: expected `str`"),
        (
            _with("started_at", value="0001-01-01T00:00:00+14:00"),
            "started_at: 0001-01-01T00:00:00+14:00 is not a plausible time",
        ),
        (
            _with("started_at", value="9999-12-31T23:59:59-12:00"),
            "started_at: 9999-12-31T23:59:59-12:00 is not a plausible time",
        ),
        (_with("messengers", 0, "name", value="WhatsApp \u202eppAstahW"), "messengers[0].name: WhatsApp ?ppAstahW"),
        (_with("messengers", 0, "name", value="x" * 61), "messengers[0].name: xxx"),
        (_with("messengers", 0, "name", value="Sure\n"), "messengers[0].name: Sure? is not valid"),
        (_with("messengers", 0, "why", value="skype\n"), "messengers[0].why: skype? is not valid"),
        (_with("app_version", value="9\n"), "app_version: 9? is not valid"),
        (
            _with_old_app("2.24, by the police;", "3"),
            "messengers[0].old_app.version: 2.24, by the police; is not valid",
        ),
        (
            _with_old_app("2", "get https://x.example/"),
            "messengers[0].old_app.below: get https://x.example/ is not valid",
        ),
        (_with("app_version", value="9, the police reads this"), "app_version: 9, the police reads this is not valid"),
        (_with("platform", value="call 555 1234"), "platform: call 555 1234 is not valid"),
        (_with("network", "evidence", 0, "program", value="x" * 61), "network.evidence[0].program: xxx"),
        (
            _with("observations", 0, "facts", value={"deep": {}}),
            "observations[0].facts[...]: {'deep': {}} is not valid",
        ),
        (_with("observations", 0, "failure", value="boom"), "observations[0].failure: boom is not valid: invalid enum"),
        (
            _with("network", "evidence", 0, "observations", value=[9]),
            "evidence controls_answer: refers to unknown observation 9",
        ),
    ],
)
def test_a_wrong_value_is_one_line_with_key_and_value(change: Callable[[dict[str, object]], None], line: str) -> None:
    document = _plain()
    change(document)
    said = refusal(TroubleError, decode_check, _data(document))
    assert said.removeprefix("check damaged: ").startswith(line)


@pytest.mark.parametrize("key", ["messengers", "observations"])
def test_nothing_is_there_twice(key: str) -> None:
    document = _plain()
    document[key] = [*document[key], *document[key]]  # type: ignore[misc]
    with pytest.raises(TroubleError, match="duplicate"):
        decode_check(_data(document))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 1_000_000,
        b'{"format": ' + b'{"a":' * 500_000,
        b'{"format": NaN}',
        b'{"format": "dialtone-check/1", "seconds": 1e999}',
        b"null",
        b'"dialtone-check/1"',
        b"{}",
        b" " * (LARGEST_FILE + 1),
        b'{"format": "dialtone-check/1"}\x00',
        b'{"format": "\xc3\x28"}',
    ],
    ids=lambda data: repr(data[:20]),
)
def test_a_hostile_file_is_one_line(data: bytes) -> None:
    assert len(refusal(TroubleError, decode_check, data)) < 300


def test_a_file_goes_to_the_disk_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "checks" / "one.json"
    save_check(path, _plain())
    assert load_check(path) == CHECK
    assert path.read_text().endswith("}\n")


def test_no_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match=r"none\.json: missing"):
        load_check(tmp_path / "none.json")
    with pytest.raises(TroubleError, match="not read"):
        load_check(tmp_path)


def test_a_place_that_cannot_be_written_is_one_line() -> None:
    with pytest.raises(TroubleError, match="not written"):
        save_check(Path(os.devnull) / "check.json", _plain())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_check_that_windows_wrote_in_its_own_way_opens(tmp_path: Path, encoding: str) -> None:
    """As it was found: `dialtone check --json > file` in PowerShell 5.1 made a file that no Dialtone opened."""
    file = tmp_path / "check.json"
    file.write_bytes((CHECKS / "clean.json").read_text("utf-8").encode(encoding))
    assert load_check(file) == load_check(CHECKS / "clean.json")
