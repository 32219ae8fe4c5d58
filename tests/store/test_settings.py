"""Settings survive other versions and broken disks."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.settings import Settings, load_settings, save_settings
from dialtone.store.startup_settings import StartupSettings, read_startup_settings

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
CHOSEN = Settings(
    language="ru",
    messengers_added=("signal",),
    messengers_hidden=("telegram",),
    servers={"element": "matrix.example.org"},
    country="RU",
    first_run_done=True,
    window=(10, 20, 900, 640),
)


def test_nobody_is_watched_for_unless_they_chose_that(tmp_path: Path) -> None:
    """Who chose it before it was off at first keeps it."""
    assert load_settings(tmp_path).watch_minutes == 0
    (tmp_path / "settings.json").write_text('{"first_run_done": true}')
    assert load_settings(tmp_path).watch_minutes == 0
    (tmp_path / "settings.json").write_text('{"first_run_done": true, "watch_minutes": 60}')
    assert load_settings(tmp_path).watch_minutes == 60


def test_no_file_gives_the_defaults_silently(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load_settings(tmp_path / "nowhere") == Settings()
    assert not caplog.records


def _make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe and a link")
@pytest.mark.parametrize("put", [Path.mkdir, _make_pipe, lambda path: path.symlink_to(path)])
def test_what_cannot_be_read_turns_the_quiet_profile_on_and_stays(
    tmp_path: Path, put: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    """As it was found: without access to the file everything installed was checked, and the defaults replaced it."""
    put(tmp_path / "settings.json")
    assert load_settings(tmp_path) == Settings(quiet_profile=True)
    (record,) = caplog.records
    assert "quiet profile assumed" in record.getMessage()
    before = (tmp_path / "settings.json").lstat()
    with pytest.raises(TroubleError):
        save_settings(tmp_path, CHOSEN)
    assert (tmp_path / "settings.json").lstat().st_ino == before.st_ino


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root, to become a user without access")
def test_a_file_without_access_is_not_overwritten(tmp_path: Path) -> None:
    save_settings(tmp_path, CHOSEN)
    kept = (tmp_path / "settings.json").read_bytes()
    (tmp_path / "settings.json").chmod(0)
    os.chown(tmp_path, 65534, -1)
    program = (
        "import os, sqlite3, sys; from pathlib import Path; from dialtone.store.settings import *; os.setuid(65534)\n"
        "before = load_settings(Path(sys.argv[1]))\n"
        "assert before == Settings(quiet_profile=True)\n"
        "try: save_settings(Path(sys.argv[1]), Settings(country='RU'), before)\n"
        "except TroubleError as error: print(error.kind)\n"
    )
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(S_IMODE(folder.stat().st_mode) | 0o055)  # one of them may be /tmp, which all users write to
    done = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=DESKTOP, capture_output=True, check=True)
    assert done.stdout.split() == [b"not_allowed"]
    assert (tmp_path / "settings.json").read_bytes() == kept


def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As it was found: without access to the folder each command ended, and the window with a traceback."""
    assert load_settings(tmp_path / ("long" * 100)) == Settings(quiet_profile=True)
    (record,) = caplog.records
    assert "quiet profile assumed" in record.getMessage()


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"language": "en", "of_tomorrow": {"a": [1]}}')
    assert load_settings(tmp_path).language == "en"
    save_settings(tmp_path, CHOSEN)
    kept = json.loads(file.read_text())
    assert kept["of_tomorrow"] == {"a": [1]}
    assert kept["language"] == "ru"


@pytest.mark.parametrize(
    ("content", "why", "kept"),
    [
        (b"{", "this is not JSON", Settings(quiet_profile=True)),
        (b"\xff\xfe", "this is not JSON", Settings(quiet_profile=True)),
        (b"[1]", "this is not a JSON object", Settings(quiet_profile=True)),
        (b'{"language": 7}', "language: 7 is not valid: expected `str`, got `int`", Settings()),
        (b'{"window": [1, 2]}', "window: [1, 2] is not valid", Settings()),
        (b"[" * 100_000, "this is not JSON", Settings(quiet_profile=True)),
        (b" " * 2_000_000, "the file is too large", Settings(quiet_profile=True)),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes | str) else "",
)
def test_a_broken_file_is_set_aside_and_said(
    tmp_path: Path, content: bytes, why: str, kept: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Where nothing can be read the quiet profile is on, since it may have been: a loud check can endanger somebody."""
    file = tmp_path / "settings.json"
    (tmp_path / "settings.broken-1.json").write_text("an older one")
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load_settings(tmp_path) == kept
    [record] = caplog.records
    assert why in record.getMessage()
    assert "it is kept as settings.broken-2.json" in record.getMessage()
    assert (tmp_path / "settings.broken-2.json").read_bytes() == content
    assert (tmp_path / "settings.broken-1.json").read_text() == "an older one"
    assert load_settings(tmp_path) == kept


def test_a_mistake_costs_one_setting_and_ends_no_quiet_profile(tmp_path: Path) -> None:
    """As it was found: after a wrong size of the window everything installed was checked at once, and stored."""
    content = b'{"quiet_profile": true, "quiet_messengers": ["signal"], "country": "IR", "window": "large"}'
    (tmp_path / "settings.json").write_bytes(content)
    for _ in ("the first time", "every other time"):
        intact = load_settings(tmp_path)
        assert intact == Settings(quiet_profile=True, quiet_messengers=("signal",), country="IR")
    assert (tmp_path / "settings.broken-1.json").read_bytes() == content


def test_a_quiet_profile_that_cannot_be_read_counts_as_on(tmp_path: Path) -> None:
    """Otherwise everything installed would be checked at the next start, since the first page was answered."""
    for value, quiet in (('"yes"', True), ("false", False), ("true", True)):
        (tmp_path / "settings.json").write_text(f'{{"first_run_done": true, "window": 1, "quiet_profile": {value}}}')
        assert load_settings(tmp_path) == Settings(first_run_done=True, quiet_profile=quiet)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("{", TroubleKind.QUIET_PROFILE_ASSUMED),
        ('{"quiet_profile": "yes"}', TroubleKind.QUIET_PROFILE_ASSUMED),
        ('{"quiet_profile": true, "window": 1}', TroubleKind.SETTINGS_IGNORED),
        ('{"window": 1}', TroubleKind.SETTINGS_IGNORED),
    ],
)
def test_it_is_told_if_the_quiet_profile_was_turned_on(tmp_path: Path, content: str, kind: TroubleKind) -> None:
    """As it was found: the window said that the default is used, which is off."""
    (tmp_path / "settings.json").write_text(content)
    reported: list[TroubleError] = []
    load_settings(tmp_path, reported.append)
    assert [trouble.kind for trouble in reported] == [kind]


def test_saving_over_a_broken_file_loses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "settings.json").write_bytes(b"{")
    with caplog.at_level(logging.WARNING):
        save_settings(tmp_path, CHOSEN)
    assert (tmp_path / "settings.broken-1.json").read_bytes() == b"{"
    assert load_settings(tmp_path) == CHOSEN


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(TroubleError) as caught:
        save_settings(tmp_path / "file" / "dialtone", CHOSEN)
    assert "not written" in str(caught.value)


def test_a_window_that_ends_undoes_nothing_that_a_command_kept_meanwhile(tmp_path: Path) -> None:
    """As it was found: the window wrote all that it knew, and the command's server and country were gone."""
    opened = Settings(servers={"element": "old.example.org"}, mirrors=("https://a.example.org/",))
    save_settings(tmp_path, opened)
    save_settings(tmp_path, replace(opened, servers={"element": "mine.example.org"}, country="IR"), opened)
    save_settings(tmp_path, replace(opened, mirrors=(*opened.mirrors, "https://b.example.org/")), opened)
    at_end = replace(opened, window=(1, 2, 900, 600), servers={**opened.servers, "mattermost": "m.example.org"})
    save_settings(tmp_path, at_end, opened)
    kept = load_settings(tmp_path)
    assert kept.country == "IR"
    assert kept.servers == {"element": "mine.example.org", "mattermost": "m.example.org"}
    assert kept.mirrors == ("https://a.example.org/", "https://b.example.org/")
    assert kept.window == (1, 2, 900, 600)


def test_what_was_taken_out_stays_out(tmp_path: Path) -> None:
    before = Settings(servers={"element": "a.example.org", "zulip": "z.example.org"}, muted=("signal", "viber"))
    save_settings(tmp_path, before)
    save_settings(tmp_path, replace(before, servers={"zulip": "z.example.org"}, muted=("viber",)), before)
    kept = load_settings(tmp_path)
    assert kept.servers == {"zulip": "z.example.org"}
    assert kept.muted == ("viber",)


def test_a_file_that_went_bad_costs_nothing_known_before(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for content in (b"{", b'{"language": 7}'):
        (tmp_path / "settings.json").write_bytes(content)
        with caplog.at_level(logging.WARNING):
            save_settings(tmp_path, replace(CHOSEN, country="IR"), CHOSEN)
        assert load_settings(tmp_path) == replace(CHOSEN, country="IR")


def test_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """As it was found: three commands at once lost a setting in eleven of fifteen rounds."""
    program = "\n".join(
        (
            "import sys; from pathlib import Path; from dialtone.model.frozen import replace",
            "from dialtone.store.settings import Settings, load_settings, save_settings",
            "folder, name = Path(sys.argv[1]), sys.argv[2]",
            "for number in range(15):",
            "    before = load_settings(folder)",
            "    servers = {**before.servers, name + str(number): 'a.example.org'}",
            "    save_settings(folder, replace(before, servers=servers), before)",
        )
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name], cwd=DESKTOP) for name in ("a", "b", "c")
    ]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert len(load_settings(tmp_path).servers) == 45


@pytest.mark.parametrize("window", [[0, 0, 9999999999, 5], [0, -(2**31), 5, 5], [0.5, 0, 9, 9], [True, 0, 9, 9]])
def test_a_window_that_no_screen_can_show_is_forgotten(tmp_path: Path, window: list[object]) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"window": window, "language": "fa"}))
    assert read_startup_settings(tmp_path) == StartupSettings("fa")


@pytest.mark.parametrize(("written", "read"), [("dark", "dark"), ("", ""), (7, ""), (None, "")])
def test_the_first_frame_knows_the_scheme(tmp_path: Path, written: object, read: str) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"scheme": written}))
    assert read_startup_settings(tmp_path).scheme == read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("watch_minutes", 10**12),
        ("watch_minutes", -30),
        ("quiet_from", "23:00+01:00"),
        ("quiet_to", "7 o'clock"),
        ("quiet_to", "24:00"),
        ("country", "\u202eRU"),
        ("window", [10**30, 0, 900, 640]),
    ],
)
def test_a_value_that_makes_no_sense_costs_that_setting_alone(tmp_path: Path, key: str, value: object) -> None:
    """As it was found: such an interval, or hours with a zone, ended the automatic checks of a window with an error."""
    (tmp_path / "settings.json").write_text(json.dumps({"language": "ru", key: value}))
    assert load_settings(tmp_path, list[TroubleError]().append) == Settings(language="ru")
    save_settings(tmp_path, Settings(watch_minutes=10_080, quiet_from="23:59", quiet_to="00:00", country="RU"))
    assert load_settings(tmp_path).watch_minutes == 10_080
