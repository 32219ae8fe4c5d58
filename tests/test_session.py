"""The parts wired together: languages, messengers by their names, one check from start to end."""

import shutil
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dialtone.app import session, terminal_runs
from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_runs import wait_for_check
from dialtone.app.terminal_words import choose_language, limit_logging
from dialtone.explain.reference import list_reference
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import Computer, InstalledApp
from dialtone.model.trouble import TroubleError
from dialtone.model.vocabulary import NetworkStatus
from dialtone.probe.net import Network, UdpStream
from dialtone.store.data_folders import resources
from dialtone.store.settings import Settings
from gallery.advice import all_advice
from named_rows import named_rows


@pytest.mark.parametrize(
    ("setting", "system", "chosen"),
    [("ru", "en_GB", "ru"), ("", "ru_RU", "ru"), ("", "fr_FR", "en"), ("fr", "ru_RU", "ru"), ("", None, "en")],
)
def test_the_language(setting: str, system: str | None, chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (system, None))
    assert choose_language(setting, ("en", "ru")) == chosen


def test_a_sentence_that_a_language_lacks_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own files were called damaged, and nothing was said at all."""
    folder = tmp_path / "resources"
    shutil.copytree(resources(), folder)
    for name in ("troubles.toml", "network.toml"):
        (folder / "languages/ru/wording" / name).unlink()
    (folder / "languages/ru/guidance/another-network.toml").unlink()
    monkeypatch.setattr(session, "resources", lambda: folder)
    russian = Session("ru")
    assert russian.say("trouble.missing", place="check.dialtone") == "[en] check.dialtone was not found."
    assert not russian.say("cli.nothing_kept").startswith("[en]")
    assert any(entry.title.startswith("[en] ") for entry in all_advice(russian.explainer))


def test_a_name_as_people_write_it() -> None:
    messenger = Messenger("max", "MAX", "M", "#000000", names_by_language=(("ru", "МАКС"),))
    assert (messenger.name_in("ru"), messenger.name_in("en")) == ("МАКС", "MAX")


def ids(messengers: Sequence[Messenger]) -> list[str]:
    return [m.id for m in messengers]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["whatsapp"], ["whatsapp"]),
        (["WhatsApp"], ["whatsapp"]),
        (["ВАТСАП"], ["whatsapp"]),
        (["تلگرام"], ["telegram"]),
        (["signal", "telegram", "Signal"], ["signal", "telegram"]),
    ],
)
def test_messengers_by_any_of_their_names(wanted: list[str], found: list[str]) -> None:
    assert ids(Session("en").choose_messengers(wanted)) == found


@pytest.mark.parametrize("word", ["", "nothing", "whats", "whatsapp "])
def test_what_is_no_name_is_refused_in_one_line(word: str) -> None:
    with pytest.raises(SessionError, match=r"^No messenger is called .*\. .*dialtone list$") as refused:
        Session("en").choose_messengers([word])
    assert "\n" not in str(refused.value)


@named_rows(
    ("installed", "settings", "chosen"),
    {
        "installed": (["signal"], Settings(), ["signal"]),
        "and added": (["signal"], Settings(messengers_added=("telegram",)), ["signal", "telegram"]),
        "but not hidden": (["signal", "telegram"], Settings(messengers_hidden=("signal",)), ["telegram"]),
        "added once, gone now": (["signal"], Settings(messengers_added=("no-such",)), ["signal"]),
        "none: all": ([], Settings(), None),
        "none left: all": (["signal"], Settings(messengers_hidden=("signal",)), None),
    },
)
def test_which_messengers_are_checked_unasked(
    installed: list[str], settings: Settings, chosen: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "find_installed", lambda *_: tuple(InstalledApp(i, i) for i in installed))
    monkeypatch.setattr(session, "load_settings", lambda _: settings)
    made = Session("en")
    every = ids(made.catalogue.messengers)
    assert sorted(ids(made.choose_messengers([]))) == sorted(every if chosen is None else chosen)


def test_its_own_app_comes_before_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    apps = (InstalledApp("telegram", "Fork", fork=True), InstalledApp("telegram", "Telegram Desktop"))
    monkeypatch.setattr(session, "find_installed", lambda *_: apps)
    made = Session("en")
    (telegram,) = made.choose_messengers(["telegram"])
    assert made.make_list_row(telegram).apps == (apps[1], apps[0])


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20] + b"\n[[")


@pytest.fixture
def installation(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Resources that a test may spoil."""
    folder = tmp_path / "resources"
    shutil.copytree(repository / "resources", folder)
    monkeypatch.setattr(session, "resources", lambda: folder)
    return folder


@named_rows(
    ("path", "spoil"),
    {
        "half a file": ("catalogue/ground.toml", _cut_short),
        "no ground": ("catalogue/ground.toml", Path.unlink),
        "no catalogue": ("catalogue", shutil.rmtree),
        "no words": ("languages/en", shutil.rmtree),
        "no roots": ("roots", shutil.rmtree),
    },
)
def test_a_broken_installation_is_one_line(path: str, spoil: Callable[[Path], None], installation: Path) -> None:
    spoil(installation / path)
    with pytest.raises(TroubleError) as refused:
        Session("en")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("path", ["wording/network.toml", "guidance/no-internet.toml", "language.toml"])
def test_a_broken_language_falls_to_english(path: str, installation: Path, caplog: pytest.LogCaptureFixture) -> None:
    _cut_short(installation / "languages" / "ru" / path)
    made = Session("ru")
    assert made.explainer.sentences.language == "en"
    assert made.say("cli.nothing_kept") == Session("en").say("cli.nothing_kept")
    assert list_reference(made.explainer) == list_reference(Session("en").explainer)
    (said,) = (record.msg for record in caplog.records)
    assert isinstance(said, TroubleError)
    assert path in said.detail


def test_a_language_whose_names_are_broken_ends_no_other(installation: Path, caplog: pytest.LogCaptureFixture) -> None:
    _cut_short(installation / "languages" / "ru" / "names.toml")
    made = Session("en")
    assert made.names["telegram"] == "Telegram"
    assert "names.toml" in caplog.text


def test_a_language_that_cannot_be_read_is_not_offered(installation: Path, caplog: pytest.LogCaptureFixture) -> None:
    _cut_short(installation / "languages" / "ru" / "language.toml")
    with pytest.raises(SessionError, match=r"Available: .*\bfa, tr\b") as refused:
        Session("tlh")
    assert "ru" not in str(refused.value)
    assert "language.toml" in caplog.text


def test_the_catalogue_may_hold_fewer_messengers(installation: Path) -> None:
    (installation / "catalogue" / "telegram.toml").unlink()
    assert "telegram" not in ids(Session("en").catalogue.messengers)


class Nowhere(Network):
    """A computer without any network."""

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        raise OSError(101, "Network is unreachable")

    async def connect(self, address: str, port: int, *, segment: int = 0) -> object:  # type: ignore[override]
        raise OSError(101, "Network is unreachable")

    async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> UdpStream:
        raise OSError(101, "Network is unreachable")


def test_a_check_from_start_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_runs, "make_network", lambda _plan: Nowhere())
    monkeypatch.setattr(session, "inspect_computer", lambda _system: Computer("linux"))
    monkeypatch.setattr(session, "find_installed", lambda *_: (InstalledApp("signal", "Signal"),))
    made, told = Session("en"), []
    check = wait_for_check(made, made.choose_messengers([]), lambda done, total: told.append((done, total)))
    assert isinstance(check, Check)
    assert check.network.status is NetworkStatus.OFFLINE
    assert [(m.messenger, m.installed) for m in check.messengers] == [("signal", True)]
    assert told
    assert all(done <= total for done, total in told)


def test_an_interruption_stops_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_runs, "make_network", lambda _plan: Nowhere())
    monkeypatch.setattr(session, "inspect_computer", lambda _system: Computer("linux"))

    async def interrupted(*_: object) -> Check:
        raise KeyboardInterrupt

    monkeypatch.setattr(terminal_runs, "run_check", interrupted)
    with pytest.raises(KeyboardInterrupt):
        wait_for_check(Session("en"), (), lambda done, total: None)


def test_a_terminal_shows_no_warnings_of_libraries() -> None:
    limit_logging("")
    warnings.warn("a library does not like something", UserWarning, stacklevel=1)


def test_words_load_beside_a_check_and_broken_ones_end_it(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (installation / "languages" / "en" / "wording" / "reasons.toml").write_text("half a", encoding="utf-8")
    monkeypatch.setattr(terminal_runs, "make_network", lambda _plan: Nowhere())
    monkeypatch.setattr(session, "inspect_computer", lambda _system: Computer("linux"))
    made = Session("en")
    with pytest.raises(TroubleError):
        wait_for_check(made, made.choose_messengers(["signal"]), lambda done, total: None)
