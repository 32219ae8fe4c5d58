"""The terminal's commands, with a check that is already made: exit codes, JSON, files that cannot be written."""

import io
import json
from argparse import Namespace
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dialtone.app import session
from dialtone.app.session import Session
from dialtone.cli import run
from dialtone.commands import dispatch
from dialtone.commands.arguments import make_parser
from dialtone.commands.terminal import replace_unknown_letters
from dialtone.engine.plan import Watching
from dialtone.judge import rejudge
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, FunctionStatus, MessengerStatus, NetworkStatus
from dialtone.store.check_file import encode_check, load_check, save_check
from dialtone.store.data_folders import resources
from dialtone.store.wording_file import list_languages
from judge.saved import CHECKS
from ready_session import Settled, let_check, of_these

CLEAN = load_check(CHECKS / "clean.json")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    """Let the next check come out as given."""

    def make(check: Check) -> None:
        let_check(monkeypatch, lambda _session, messengers, _settled: of_these(check, messengers))

    return make


@pytest.fixture
def schema(repository: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((repository / "docs/check.schema.json").read_bytes())
    return found


def with_status(status: MessengerStatus) -> Check:
    return replace(CLEAN, messengers=(MessengerVerdict("whatsapp", "WhatsApp", status),))


def test_every_command_has_a_function() -> None:
    """Most are loaded by name, which no type checker sees."""
    for name in ("start", *make_parser(str).names):
        (options,) = signature(dispatch.find_command(name)).parameters.values()
        assert options.annotation is Namespace, name


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (MessengerStatus.WORKS, 0),
        (MessengerStatus.NOT_TESTED, 0),
        (MessengerStatus.RETIRED, 0),
        (MessengerStatus.NO_SERVER, 0),
        (MessengerStatus.NEEDS_SERVER, 0),
        (MessengerStatus.PARTLY, 1),
        (MessengerStatus.SLOW, 1),
        (MessengerStatus.BLOCKED, 1),
        (MessengerStatus.DOWN, 1),
        (MessengerStatus.UNKNOWN, 1),
    ],
)
def test_exit_code_of_a_messenger(status: MessengerStatus, code: int, made: Callable[[Check], None]) -> None:
    made(with_status(status))
    assert run(["check", "whatsapp"]) == code


class Terminal(io.StringIO):
    """Standard output where somebody reads along."""

    def isatty(self) -> bool:
        return True


def shown_of(early: Check, final: Check, monkeypatch: pytest.MonkeyPatch, *options: str, tty: bool = True) -> str:
    """Return what a check prints whose open connections are waited for."""

    def check(_session: Session, _messengers: tuple[Messenger, ...], settled: Settled) -> Check:
        settled(early)
        return final

    let_check(monkeypatch, check)
    screen = Terminal() if tty else io.StringIO()
    monkeypatch.setattr("sys.stdout", screen)
    run(["check", "--lang", "en", *options, "whatsapp"])
    return screen.getvalue()


def test_a_terminal_shows_the_answer_before_connections_were_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    works = with_status(MessengerStatus.WORKS)
    text = shown_of(works, works, monkeypatch)
    assert text.count("WhatsApp works here") == 1, "nothing changed: it is not printed again"
    assert "Ten seconds later" not in text


def test_a_terminal_shows_what_died_while_it_was_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown_of(with_status(MessengerStatus.WORKS), with_status(MessengerStatus.BLOCKED), monkeypatch)
    early, later = text.split("Ten seconds later:")
    assert "WhatsApp works here" in early
    assert "WhatsApp worked before and does not work now." in later
    assert later.count("WhatsApp") > 1, "the report stands below"


@pytest.mark.parametrize(("options", "tty"), [((), False), (("--json",), True)])
def test_who_reads_it_whole_gets_one(options: tuple[str, ...], tty: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown_of(
        with_status(MessengerStatus.WORKS), with_status(MessengerStatus.BLOCKED), monkeypatch, *options, tty=tty
    )
    assert "Ten seconds later" not in text
    assert "WhatsApp works here" not in text


@pytest.mark.parametrize(
    ("options", "watching"),
    [
        ((), Watching.IN_DOUBT),
        (("--json",), Watching.NOT_AT_ALL),
        (("--json", "--wait"), Watching.IN_DOUBT),
        (("--json", "--keep-open"), Watching.WHOLE_TIME),
    ],
)
def test_json_comes_at_once_unless_the_whole_is_wanted(
    options: tuple[str, ...], watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Watching] = []

    def check(session: Session, messengers: tuple[Messenger, ...], _settled: Settled) -> Check:
        plans.append(session.make_plan(messengers).watching)
        return CLEAN

    let_check(monkeypatch, check)
    run(["check", "--lang", "en", *options, "whatsapp"])
    assert plans == [watching]


@pytest.mark.parametrize("status", NetworkStatus)
def test_exit_code_of_the_network(status: NetworkStatus, made: Callable[[Check], None]) -> None:
    made(replace(with_status(MessengerStatus.UNKNOWN), network=NetworkVerdict(status)))
    unusable = status in (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL)
    assert run(["check", "whatsapp"]) == (3 if unusable else 1)


@pytest.mark.parametrize("name", sorted(path.stem for path in CHECKS.glob("*.json")))
@pytest.mark.parametrize("language", ["en", "ru"])
def test_json_is_as_the_schema_says(
    name: str, language: str, made: Callable[[Check], None], schema: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    made(load_check(CHECKS / f"{name}.json"))
    run(["check", "--all", "--json", "--lang", language])
    out, err = capsys.readouterr()
    assert err == "", "nobody watches: no progress either"
    assert len(out.splitlines()) == 1, "one object, one line"
    document = json.loads(out)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert all(m["headline"] for m in document["messengers"])


def test_saved_checks_open(made: Callable[[Check], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(CLEAN)
    file = tmp_path / "new folder" / "check.json"
    assert run(["check", "--all", "--save", str(file), "--lang", "en"]) == 0
    first = capsys.readouterr().out
    assert run(["open", str(file), "--text", "--lang", "en"]) == 0
    strip, _, rest = capsys.readouterr().out.partition("\n\n")
    assert strip.startswith("A saved check. Anyone can edit such a file: trust it as far as you trust its sender.")
    assert "WhatsApp  Messages work, calls untested" in first
    assert "WhatsApp  Messages worked, calls untested" in rest, "a saved check is told in the past"
    assert rest.splitlines()[-2:] == first.splitlines()[-2:]
    assert load_check(file).observations == CLEAN.observations


def test_a_saved_check_is_judged_again_by_todays_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it said once is forgotten: what was seen says it anew."""
    cut = (Evidence(EvidenceKind.NAME_CUT, (), "name_cut"),)
    outdated = replace(
        CLEAN,
        messengers=tuple(
            replace(
                m,
                status=MessengerStatus.BLOCKED,
                functions=tuple(replace(f, status=FunctionStatus.BLOCKED, evidence=cut) for f in m.functions),
            )
            for m in CLEAN.messengers
        ),
    )
    file = tmp_path / "check.json"
    save_check(file, encode_check(outdated, lambda _: ("", "", ())))
    assert run(["open", str(file), "--text", "--lang", "en"]) == 1
    outdated_text = capsys.readouterr().out
    assert run(["open", str(file), "--again", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said != outdated_text
    assert "Today's rules judge it differently:" in said
    assert "(rule: name_cut → greeting_answered)" in said
    save_check(file, encode_check(CLEAN, lambda _: ("", "", ())))
    assert run(["open", str(file), "--again", "--lang", "en"]) == 0
    assert "Today's rules say the same of this check." in capsys.readouterr().out


def test_a_check_whose_observations_make_no_sense_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def judge_again(check: Check, catalogue: object) -> Check:
        raise ValueError("an address that is none")

    file = tmp_path / "check.json"
    save_check(file, encode_check(CLEAN, lambda _: ("", "", ())))
    monkeypatch.setattr(rejudge, "judge_again", judge_again)
    assert run(["open", str(file), "--again", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dialtone: This check cannot be judged again")
    assert err.count("\n") == 1


def test_what_a_path_holds_does_not_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", str(tmp_path / "no\x1b[31mfile.json"), "--text"]) == 2
    assert run(["no\x1b[31mcommand"]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "no?[31mfile.json" in err


@pytest.mark.parametrize("command", [["check", "--all", "--save"], ["card", "--out"]])
@pytest.mark.parametrize("wrong", ["folder", "file/new/check.json"])
def test_a_place_where_no_file_can_be_is_refused_before_the_check(
    command: list[str], wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it was found: `--save FOLDER` failed after the whole check."""

    def check(_session: Session, _messengers: tuple[Messenger, ...], _settled: Settled) -> Check:
        raise AssertionError("a check was made")

    let_check(monkeypatch, check)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    assert run([*command, str(tmp_path / wrong), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert str(tmp_path / wrong) in err
    assert (tmp_path / "file").read_text() == "mine"


def test_a_check_that_cannot_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "check.json"

    def check_while_a_folder_takes_the_name(
        _session: Session, messengers: tuple[Messenger, ...], _settled: object
    ) -> Check:
        file.mkdir()
        return of_these(CLEAN, messengers)

    let_check(monkeypatch, check_while_a_folder_takes_the_name)
    assert run(["check", "--all", "--lang", "en", "--save", str(file)]) == 2
    out, err = capsys.readouterr()
    assert "WhatsApp" in out, "a finished check is not lost"
    assert err.count("\n") == 1
    assert str(file) in err


def test_an_unknown_messenger(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "whatsapp", "icq9000"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "dialtone: No messenger is called icq9000. To list them: dialtone list\n"


@pytest.mark.parametrize("command", [["list"], ["check", "whatsapp"], ["open", str(CHECKS / "clean.json"), "--text"]])
def test_an_unknown_language(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--lang", "xx"]) == 2
    out, err = capsys.readouterr()
    known = ", ".join(list_languages(resources()))
    assert (out, err) == ("", f"dialtone: There is no language xx. Available: {known}.\n")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "not a check"),
        (b'{"format": "dialtone-check/9"}', "dialtone-check/1"),
        (b"\xff\xfe\x00", "not JSON"),
    ],
)
def test_a_file_that_is_no_check(content: bytes, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "check.json"
    file.write_bytes(content)
    assert run(["open", str(file), "--text"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert str(file) in err
    assert word in err


def test_list_names_every_messenger(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert all(m.name in out for m in Session("en").catalogue.messengers)


def test_without_a_screen_no_arguments_mean_one_check(
    made: Callable[[Check], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("dialtone.cli.has_screen", lambda: False)
    made(CLEAN)
    assert run(["--lang", "en"]) == 0
    assert "WhatsApp" in capsys.readouterr().out


def test_a_broken_file_of_ours_ends_with_one_line(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "resources", lambda: broken)
    assert run(["list"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "whatsapp.toml" in err


@pytest.fixture
def broken(repository: Path, tmp_path: Path) -> Path:
    """Resources with a mistake in one file."""
    folder = tmp_path / "resources"
    for part in ("catalogue", "roots", "languages/en", "guidance"):
        for file in (repository / "resources" / part).rglob("*"):
            if file.is_file():
                copy = folder / file.relative_to(repository / "resources")
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
    target = folder / "catalogue" / "whatsapp.toml"
    target.write_text(target.read_text(encoding="utf-8").replace("port = 443", 'port = "all"', 1), encoding="utf-8")
    return folder


def test_on_windows_pipes_and_files_get_every_letter() -> None:
    file, pipe = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(file, encoding="cp1252"), io.TextIOWrapper(pipe, encoding="ascii")]
    replace_unknown_letters(streams[:1], windows=True)
    replace_unknown_letters([None, streams[1]], windows=False)
    for stream in streams:
        stream.write("✕ Сообщения")
        stream.flush()
    assert file.getvalue().decode() == "✕ Сообщения"
    assert pipe.getvalue() == b"? ?????????"


def test_a_link_can_come_by_a_pipe_that_no_other_user_sees(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("https://t.me/proxy?server=a.example&port=0&secret=SECRET\n"))
    assert run(["try", "-", "--lang", "en"]) == 2
    from_pipe = capsys.readouterr().err
    assert run(["try", "https://t.me/proxy?server=a.example&port=0&secret=SECRET", "--lang", "en"]) == 2
    assert capsys.readouterr().err == from_pipe
    assert "SECRET" not in from_pipe


class _Endless(io.StringIO):
    """A device of which each line is as long as it is read."""

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        assert size in range(10_000), "its memory would grow until it is killed"
        return "a" * size


@pytest.mark.parametrize("words", [["try", "-"], ["compare", "-"]])
@pytest.mark.parametrize(
    "open_input",
    [lambda: None, lambda: io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), "utf-8"), lambda: _Endless("a" * 1_000_000)],
    ids=["closed", "no text", "endless"],
)
def test_input_that_is_no_text_is_one_line(
    words: list[str],
    open_input: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As it was found: each was called a mistake of Dialtone itself, and a device took all memory."""
    monkeypatch.setattr("sys.stdin", open_input())
    assert run([*words, "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "mistake" not in line


def test_punishment_is_warned_of_first(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []

    def check(*_: object) -> Check:
        said.append(capsys.readouterr().out)
        return with_status(MessengerStatus.WORKS)

    let_check(monkeypatch, check)
    warning = (
        "Getting around blocks can be punished in Iran. "
        "A quiet check is slower and leaves fewer traces: --quiet-profile.\n\n"
    )
    for words, before in (
        (["check", "whatsapp", "--country", "IR"], warning),
        (["check", "whatsapp", "--country", "NO"], ""),
        (["check", "whatsapp"], ""),
        (["check", "whatsapp", "--country", "IR", "--json"], ""),
        (["check", "whatsapp", "--country", "IR", "--quiet-profile"], ""),
    ):
        run([*words, "--lang", "en"])
        assert said.pop() == before
        assert "punished" not in capsys.readouterr().out


def test_where_somebody_watches_and_no_country_is_named_it_is_said_in_general(
    monkeypatch: pytest.MonkeyPatch, made: Callable[[Check], None]
) -> None:
    made(with_status(MessengerStatus.WORKS))
    watched = Terminal()
    monkeypatch.setattr("sys.stderr", watched)
    run(["check", "whatsapp", "--lang", "en"])
    assert watched.getvalue().startswith("Some countries search or punish people for using messengers. A quiet")
