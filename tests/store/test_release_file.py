"""What an update announces of a newer Dialtone: kept when it is signed, told where it is newer, never believed else."""

import json
import logging
from datetime import date
from pathlib import Path

import pytest

from dialtone import __version__
from dialtone.cli import run
from dialtone.model.packages import Release, ReleaseFile
from dialtone.model.trouble import TroubleError
from dialtone.store.release_file import find_newer_release, parse_release, release_path
from dialtone.store.strict import StrictError
from store.content_maker import TOOL, Maker
from store.strict_files import refusal

SUM = "ab" * 32
TOLD = {
    "version": "9.1",
    "day": "2027-03-04",
    "changes": {"en": ["It says more."], "fa": ["بیشتر می‌گوید."]},
    "files": [{"name": "dialtone_9.1_amd64.deb", "sha256": SUM, "bytes": 31}],
}


def told(**other: object) -> bytes:
    return json.dumps({**TOLD, **other}).encode()


def test_it_is_read_as_written() -> None:
    release = parse_release(told())
    assert release == Release(
        "9.1",
        date(2027, 3, 4),
        {"en": ("It says more.",), "fa": ("بیشتر می‌گوید.",)},
        (ReleaseFile("dialtone_9.1_amd64.deb", SUM, 31),),
    )
    assert release.changes_in("fa") == ("بیشتر می‌گوید.",)
    assert release.changes_in("ru") == ("It says more.",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 5000,
        b" " * 70_000,
        told(version="9.1; rm"),
        told(version="9.1\n"),
        told(day="tomorrow"),
        told(files=[{"name": "dialtone.deb\n", "sha256": SUM, "bytes": 31}]),
        told(day="2027-02-30"),
        told(page="https://example.org"),
        told(changes={"en": ["a\u202eb"]}),
        told(changes={"en": ["a\x1b[31m"]}),
        told(changes={"en": ["a" * 301]}),
        told(files=[{"name": "../x", "sha256": SUM, "bytes": 1}]),
        told(files=[{"name": "x", "sha256": "ab", "bytes": 1}]),
        told(files=[{"name": "x", "sha256": SUM, "bytes": 1}] * 2),
    ],
    ids=range(15),
)
def test_what_it_must_not_hold_is_one_line(data: bytes) -> None:
    assert refusal(StrictError, parse_release, data)


def test_a_newer_version_is_known_from_an_update_and_an_older_one_is_not(maker: Maker) -> None:
    assert find_newer_release(maker.state) is None
    maker.take(maker.make(1, "2027-01-02", release=told()))
    assert find_newer_release(maker.state) == parse_release(told())
    assert find_newer_release(maker.state, "9.1") is None
    assert find_newer_release(maker.state, "10.0") is None


def test_it_is_kept_though_the_content_is_not_newer_and_goes_when_it_is_withdrawn(maker: Maker) -> None:
    maker.take(maker.make(1, "2027-01-02"))
    assert find_newer_release(maker.state) is None
    with pytest.raises(TroubleError, match="update in use"):
        maker.take(maker.make(2, "2027-01-02", release=told()))
    assert find_newer_release(maker.state) is not None
    with pytest.raises(TroubleError, match="update in use"):
        maker.take(maker.make(3, "2027-01-02"))
    assert find_newer_release(maker.state) is None


def test_one_that_nobody_signed_is_not_kept(maker: Maker, tmp_path: Path) -> None:
    TOOL.make_keys(tmp_path / "stranger" / "keys", 3, 2)
    stranger = Maker(tmp_path / "stranger", maker.state)
    with pytest.raises(TroubleError, match="update not signed"):
        maker.take(stranger.make(1, "2027-01-02", release=told()))
    update = maker.make(1, "2027-01-02", release=told())
    forged = update.read_bytes().replace(b"release.json", b"release.jsox")
    update.write_bytes(forged)
    with pytest.raises(TroubleError):
        maker.take(update)
    assert find_newer_release(maker.state) is None


def test_one_for_a_later_dialtone_is_passed_over_and_its_advice_still_counts(maker: Maker) -> None:
    assert maker.take(maker.make(1, "2027-01-02", release=told(more=1))) == "2027-01-02"
    assert find_newer_release(maker.state) is None


def test_a_broken_one_on_the_disk_says_nothing(maker: Maker, caplog: pytest.LogCaptureFixture) -> None:
    release_path(maker.state).parent.mkdir(parents=True)
    release_path(maker.state).write_bytes(b"{")
    with caplog.at_level(logging.WARNING):
        assert find_newer_release(maker.state) is None
    assert "release.json" in caplog.text


def test_the_terminal_says_so_with_what_changed(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dialtone.commands.own_copy.state_dir", lambda: maker.state)
    monkeypatch.setattr("dialtone.commands.own_copy.read_trusted_root", lambda _: maker.root)
    update = maker.make(1, "2027-01-02", release=told())
    for expected in (0, 2):  # the second time there is nothing newer, and it is still said
        assert run(["--lang", "en", "content", "import", str(update)]) == expected
        out = capsys.readouterr().out
        assert f"There is a newer Dialtone: 9.1, dated 4 March 2027. This one is {__version__}." in out
        assert "· It says more." in out
        assert f"dialtone_9.1_amd64.deb, SHA-256: {SUM}" in out
