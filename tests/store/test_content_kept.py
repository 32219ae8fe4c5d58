"""What stays of an update that is refused or cut off: what was verified, and content that is whole."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialtone.model.trouble import TroubleError
from dialtone.store import content_import
from dialtone.store.content import clean_up, content_folder, find_imported_folder, find_newest_content, remove_content
from store.content_maker import REPOSITORY, RESOURCES, TOOL, Maker


def in_use(maker: Maker) -> str:
    return find_newest_content(RESOURCES, maker.state).version


def test_a_revoked_key_stays_revoked_though_the_content_beside_it_is_not_newer(maker: Maker) -> None:
    maker.take(maker.make(3, "2027-03-01"))
    with pytest.raises(TroubleError, match="in use"):
        maker.take(maker.rotation("2027-03-01"))
    with pytest.raises(TroubleError, match="not signed"):
        maker.take(maker.make(50, "2030-01-01"))
    assert in_use(maker) == "2027-03-01"


def test_a_revoked_key_stays_revoked_though_the_update_has_expired(maker: Maker) -> None:
    past = datetime.now(UTC) - timedelta(days=10)
    with pytest.raises(TroubleError, match="expired"):
        maker.take(maker.rotation("2027-04-01", days=5, now=past))
    with pytest.raises(TroubleError, match="not signed"):
        maker.take(maker.make(50, "2030-01-01"))


def test_a_revoked_key_stays_revoked_beside_mistaken_content(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_import, "_LARGEST_PART", 10)
    with pytest.raises(TroubleError):
        maker.take(maker.rotation("2027-04-01"))
    monkeypatch.undo()
    with pytest.raises(TroubleError, match="not signed"):
        maker.take(maker.make(50, "2030-01-01"))


def test_one_key_of_two_signs_no_content(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TOOL, "ONLINE", {**TOOL.ONLINE, "targets": ("targets-1",)})
    with pytest.raises(TroubleError, match="not signed"):
        maker.take(maker.make(1, "2027-01-02"))


Kill = Callable[[pytest.MonkeyPatch], None]


class Killed(BaseException):
    """Ends an import as a kill does: nothing of ours may catch it."""


def before_the_new_one_is_in_place(patch: pytest.MonkeyPatch) -> None:
    def rename(self: Path, target: Path) -> Path:
        if target.name == "current":
            raise Killed
        return real(self, target)

    real = Path.rename
    patch.setattr(Path, "rename", rename)


def before_the_old_one_is_deleted(patch: pytest.MonkeyPatch) -> None:
    def rmtree(folder: Path, **_options: bool) -> None:
        raise Killed

    patch.setattr("shutil.rmtree", rmtree)


def before_the_old_one_is_set_aside(patch: pytest.MonkeyPatch) -> None:
    def replace_content(_fresh: Path, _state: Path) -> None:
        raise Killed

    patch.setattr(content_import, "replace_content", replace_content)


@pytest.mark.parametrize(
    "kill", [before_the_old_one_is_set_aside, before_the_new_one_is_in_place, before_the_old_one_is_deleted]
)
def test_an_import_that_was_killed_can_be_repeated_and_leaves_nothing(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, kill: Kill
) -> None:
    maker.take(maker.make(3, "2027-03-01"))
    newer = maker.make(4, "2027-04-01")
    kill(monkeypatch)
    with pytest.raises(Killed):
        maker.take(newer)
    monkeypatch.undo()
    assert in_use(maker) in {"2027-03-01", "2027-04-01"}
    try:
        assert maker.take(newer) == "2027-04-01"
    except TroubleError as refused:
        assert "update in use" in str(refused)  # noqa: PT017 - it was in place already, and this is the same one
    assert in_use(maker) == "2027-04-01"
    assert {path.name for path in content_folder(maker.state).iterdir()} == {"current", "metadata", "writing.lock"}


def test_what_a_kill_set_aside_is_used_at_once_and_taken_back(maker: Maker) -> None:
    maker.take(maker.make(3, "2027-03-01"))
    place = content_folder(maker.state)
    (place / "current").rename(place / "current.old")
    (place / "new-abc" / "current").mkdir(parents=True)
    (place / "metadata" / "tmpabc").write_bytes(b"")
    assert in_use(maker) == "2027-03-01"
    clean_up(place)
    assert find_imported_folder(maker.state) == place / "current"
    assert in_use(maker) == "2027-03-01"
    assert not [*place.glob("new-*"), *place.glob("metadata/tmp*")]


def test_content_of_an_earlier_dialtone_has_no_hash_and_is_compared_by_its_day(maker: Maker) -> None:
    update = maker.make(3, "2027-03-01")
    maker.take(update)
    (content_folder(maker.state) / "current" / "sha256").unlink()
    with pytest.raises(TroubleError, match="in use"):
        maker.take(update)
    assert maker.take(maker.make(4, "2027-04-01")) == "2027-04-01"


def test_removing_takes_away_what_a_kill_set_aside_too(maker: Maker) -> None:
    maker.take(maker.make(3, "2027-03-01"))
    place = content_folder(maker.state)
    (place / "current").rename(place / "current.old")
    remove_content(maker.state)
    assert not find_newest_content(RESOURCES, maker.state).imported


def test_two_imports_at_once_leave_one_of_both(maker: Maker) -> None:
    (maker.folder / "root").write_bytes(maker.root)
    program = "\n".join(
        (
            "import sys; from pathlib import Path",
            "from dialtone.model.trouble import TroubleError",
            "from dialtone.store.content_import import import_content",
            "bundle, resources, state, root = map(Path, sys.argv[1:])",
            "try: import_content(bundle, resources, state, root.read_bytes())",
            "except TroubleError as error: assert 'in use' in str(error) or 'older' in str(error), error",
        )
    )
    updates = [maker.make(number, f"2027-0{number}-01") for number in (3, 4)]
    words = [str(RESOURCES), str(maker.state), str(maker.folder / "root")]
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(one), *words], cwd=REPOSITORY / "desktop")
        for one in updates
    ]
    assert [process.wait() for process in started] == [0, 0]
    assert in_use(maker) == "2027-04-01"


def test_a_folder_that_cannot_be_looked_into_holds_no_update(tmp_path: Path) -> None:
    state = tmp_path / ("long" * 100)
    assert find_imported_folder(state) == content_folder(state) / "current"
