"""Updates of catalogue and guidance: taken in when they are ours and new, refused with one line when not."""

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from dialtone.cli import run
from dialtone.explain.sentences import Sentences
from dialtone.explain.trouble_words import say_in_full
from dialtone.model.trouble import TroubleError
from dialtone.store.content import (
    content_folder,
    find_newest_content,
    load_catalogue_in_use,
    load_content,
    remove_content,
)
from dialtone.store.content_import import read_trusted_root
from dialtone.store.wording_file import load_wording
from store.content_maker import REPOSITORY, RESOURCES, TOOL, Maker

Change = Callable[[dict[str, bytes]], None]


def changed(bundle: Path, change: Change) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = bundle.with_name("changed.zip")
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out


def test_an_update_replaces_what_came_with_the_program(maker: Maker) -> None:
    assert maker.take(maker.make(1, "2027-01-02")) == "2027-01-02"
    content = load_content(RESOURCES, maker.state, "en")
    catalogue, guidance = content.catalogue, content.guidance
    assert catalogue.version == "2027-01-02"
    assert catalogue == load_catalogue_in_use(RESOURCES, maker.state), "what checks reads no advice"
    assert guidance
    assert maker.take(maker.make(2, "2027-02-02")) == "2027-02-02"


def test_the_built_in_copy_remains_and_can_be_gone_back_to(maker: Maker) -> None:
    maker.take(maker.make(1, "2027-01-02"))
    remove_content(maker.state)
    assert not find_newest_content(RESOURCES, maker.state).imported
    remove_content(maker.state)  # nothing is left to remove


def test_an_older_update_is_refused_even_after_going_back(maker: Maker) -> None:
    old = maker.make(1, "2027-01-02")
    maker.take(maker.make(2, "2027-02-02"))
    remove_content(maker.state)
    with pytest.raises(TroubleError, match="update older"):
        maker.take(old)


def spoil(name: str, replace: Callable[[bytes], bytes]) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        for key in parts:
            if name in key:
                parts[key] = replace(parts[key])

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(spoil("content.zip", lambda data: data[:-4] + b"evil"), id="the content"),
        pytest.param(spoil("content.zip", lambda data: data + bytes(1000)), id="a longer content"),
        pytest.param(spoil("timestamp", lambda data: data.replace(b'"version": 2', b'"version": 9')), id="a number"),
        pytest.param(spoil("snapshot", lambda _: b"{}"), id="an empty part"),
        pytest.param(spoil("targets.json", lambda _: bytes(3_000_000)), id="a part of three megabytes"),
        pytest.param(lambda parts: parts.pop("metadata/timestamp.json"), id="a missing part"),
        pytest.param(lambda parts: parts.clear(), id="nothing"),
    ],
)
def test_what_was_tampered_with_is_refused_and_nothing_is_lost(maker: Maker, change: Change) -> None:
    maker.take(maker.make(1, "2027-01-02"))
    with pytest.raises(TroubleError) as caught:
        maker.take(changed(maker.make(2, "2027-02-02"), change))
    assert "\n" not in str(caught.value)
    assert find_newest_content(RESOURCES, maker.state).version == "2027-01-02"
    assert {path.name for path in content_folder(maker.state).iterdir()} == {"current", "metadata", "writing.lock"}
    assert maker.take(maker.make(2, "2027-02-02")) == "2027-02-02"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_update_is_one_line(maker: Maker, data: bytes) -> None:
    (maker.folder / "file").write_bytes(data)
    with pytest.raises(TroubleError, match="not an update"):
        maker.take(maker.folder / "file")


@pytest.mark.parametrize("packed_by", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_the_packages_cannot_unpack_is_refused_everywhere(maker: Maker, packed_by: int) -> None:
    whole, other = maker.make(1, "2027-01-02"), maker.folder / "other.zip"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(other, "w", packed_by) as again:
        for name in archive.namelist():
            again.writestr(name, archive.read(name))
    with pytest.raises(TroubleError, match="update damaged"):
        maker.take(other)
    assert maker.take(whole) == "2027-01-02"


def test_a_missing_file_is_one_line(maker: Maker) -> None:
    with pytest.raises(TroubleError, match="missing"):
        maker.take(maker.folder / "nowhere.zip")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe", "a folder"])
def test_what_is_no_file_is_one_line(maker: Maker, make: Callable[[Path], None]) -> None:
    """As it was found: a pipe was waited for without an end, in the window too."""
    make(maker.folder / "content.zip")
    with pytest.raises(TroubleError, match="not read"):
        maker.take(maker.folder / "content.zip")


def test_a_file_too_large_is_refused_before_it_is_read(maker: Maker) -> None:
    with (maker.folder / "big").open("wb") as file:
        file.truncate(21_000_000)
    with pytest.raises(TroubleError, match="too large"):
        maker.take(maker.folder / "big")


def test_a_day_that_is_not_newer_is_refused(maker: Maker) -> None:
    with pytest.raises(TroubleError, match="update in use"):
        maker.take(maker.make(1, "2020-01-01"))


def _with_part(maker: Maker, name: str, data: bytes) -> Path:
    folder = maker.source("2027-01-02")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    built: Path = TOOL.build(maker.folder / "keys", 1, 90, maker.folder / "odd.zip", source=folder)
    return built


@pytest.mark.parametrize("part", ["catalogue/new.toml", "languages/ru/names.toml"])
def test_a_signed_mistake_of_ours_replaces_nothing(maker: Maker, part: str) -> None:
    with pytest.raises(TroubleError, match=f"update unusable.*{part}"):
        maker.take(_with_part(maker, part, b"nonsense ="))
    assert not find_newest_content(RESOURCES, maker.state).imported


def test_an_update_for_another_version_is_refused_in_one_line_that_says_so(maker: Maker) -> None:
    """An older Dialtone's keys may be gone here, as a newer one's are not there yet: neither is skipped in silence."""
    signal = (RESOURCES / "catalogue" / "signal.toml").read_bytes()
    with pytest.raises(TroubleError, match=r"signal\.toml: former_key: 1 \(unknown key\)$") as refused:
        maker.take(_with_part(maker, "catalogue/signal.toml", b"former_key = 1\n" + signal))
    said = say_in_full(Sentences(load_wording(RESOURCES, "en")), refused.value)
    assert said.startswith("This update cannot be used: it is faulty, or made for another version of Dialtone.")
    assert not find_newest_content(RESOURCES, maker.state).imported


@pytest.mark.parametrize("name", ["../evil.toml", "catalogue/../../evil.toml", "roots/pins.toml", "catalogue/a.py"])
def test_a_signed_file_cannot_be_put_elsewhere(maker: Maker, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = TOOL.zipped

    def with_more(parts: object) -> bytes:
        made = list(parts)  # type: ignore[call-overload]
        inner = any(key.startswith("catalogue/") for key, _ in made)
        packed: bytes = plain([*made, (name, b"")] if inner else made)
        return packed

    monkeypatch.setattr(TOOL, "zipped", with_more)
    with pytest.raises(TroubleError, match="unexpected file"):
        maker.take(maker.make(1, "2027-01-02"))


def test_a_bomb_is_stopped_by_its_size(maker: Maker) -> None:
    with pytest.raises(TroubleError, match="too large"):
        maker.take(_with_part(maker, "guidance/bomb.toml", bytes(5_000_000)))


def test_an_import_that_went_bad_on_the_disk_is_passed_over(maker: Maker) -> None:
    maker.take(maker.make(1, "2027-01-02"))
    (content_folder(maker.state) / "current" / "catalogue" / "signal.toml").write_bytes(b"nonsense")
    catalogue = load_content(RESOURCES, maker.state, "en").catalogue
    assert catalogue.version != "2027-01-02"
    assert catalogue == load_catalogue_in_use(RESOURCES, maker.state)


@pytest.mark.parametrize("spoilt", ["catalogue/signal.toml", "guidance/slow-media.toml", "catalogue/ground.toml"])
def test_an_import_that_went_bad_on_the_disk_is_repaired_by_the_same_update(maker: Maker, spoilt: str) -> None:
    """As it was found: "You already have this update", though nothing of it could be read."""
    update = maker.make(1, "2027-01-02")
    maker.take(update)
    (content_folder(maker.state) / "current" / spoilt).write_bytes(b'version = "newest of all"')
    assert maker.take(update) == "2027-01-02"
    assert load_content(RESOURCES, maker.state, "en").catalogue.version == "2027-01-02"


def test_without_a_key_nothing_is_taken_in(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="updates without key"):
        read_trusted_root(tmp_path)


def test_the_same_sources_give_the_same_content() -> None:
    parts = [("a", b"1"), ("b", b"2")]
    assert TOOL.zipped(parts) == TOOL.zipped(parts)
    with zipfile.ZipFile(BytesIO(TOOL.zipped(parts))) as archive:
        assert archive.namelist() == ["a", "b"]


def test_the_terminal_says_what_is_in_use_and_refuses_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialtone.commands.own_copy.state_dir", lambda: tmp_path)
    assert run(["--lang", "en", "content"]) == 0
    assert "came with Dialtone" in capsys.readouterr().out
    (tmp_path / "file").write_bytes(b"nonsense")
    assert run(["content", "import", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_keys_are_never_in_the_repository() -> None:
    kept = ("desktop", "docs", "packaging", "resources", "tests")
    written = [path for folder in kept for path in (REPOSITORY / folder).rglob("*.pem")]
    assert not [path for path in written if b"PRIVATE KEY" in path.read_bytes()]
    root = RESOURCES / "content" / "root.json"
    assert not root.exists() or b'"_type": "root"' in root.read_bytes()
