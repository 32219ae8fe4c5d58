"""The ceremony of docs/content.md with throw-away keys: updates, rotations, lost and stolen keys."""

import shutil
from pathlib import Path

import pytest

from dialtone.model.trouble import TroubleError
from dialtone.store.content import find_newest_content
from dialtone.store.content_import import import_content
from store.content_maker import RESOURCES, TOOL, Maker


class Ceremony:
    """Two people with a folder of keys for each year, and a person who has installed Dialtone."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.password = place / "password"
        self.password.write_text("six random words that nobody keeps\n", encoding="utf-8")
        self.shipped = b""
        """The root that came with the person's Dialtone."""

    def run(self, *words: object) -> None:
        assert TOOL.main([str(word) for word in words]) == 0

    def keys(self, year: str) -> Path:
        self.run("keys", self.place / year, "--password-file", self.password)
        return self.place / year

    def rotate(self, old: Path, new: Path) -> None:
        secret = ("--password-file", self.password, "--new-password-file", self.password)
        self.run("rotate", "--keys", old, "--new", new, *secret)

    def update(self, keys: Path, number: int, day: str) -> Path:
        source = Maker(self.place, self.place / "state").source(day)
        out = self.place / f"update-{keys.name}-{number}.zip"
        return Path(TOOL.build(keys, number, 90, out, source=source, password=self.password.read_bytes().strip()))

    def take(self, update: Path) -> str:
        return import_content(update, RESOURCES, self.place / "state", self.shipped).version


@pytest.fixture
def ceremony(tmp_path: Path) -> Ceremony:
    return Ceremony(tmp_path)


@pytest.fixture
def first(ceremony: Ceremony) -> Path:
    """Return the keys of the first ceremony, whose root is shipped."""
    keys = ceremony.keys("2026")
    ceremony.shipped = (keys / "root.json").read_bytes()
    return keys


def test_what_both_read_in_the_first_root(first: Path, ceremony: Ceremony) -> None:
    root = TOOL.Metadata.from_bytes(ceremony.shipped).signed
    assert {name: (len(role.keyids), role.threshold) for name, role in root.roles.items()} == {
        "root": (3, 2), "targets": (2, 2), "snapshot": (1, 1), "timestamp": (1, 1),
    }  # fmt: skip
    assert len({keyid for role in root.roles.values() for keyid in role.keyids}) == 7, "no key has two roles"
    assert all(b"ENCRYPTED" in key.read_bytes() for key in first.glob("*.pem"))
    assert all(key.stat().st_mode & 0o077 == 0 for key in first.glob("*.pem"))
    with pytest.raises(SystemExit, match="there are keys already"):
        ceremony.keys("2026")


def test_from_empty_folders_to_an_update_taken_and_a_changed_one_refused(first: Path, ceremony: Ceremony) -> None:
    update = ceremony.update(first, 1, "2027-01-02")
    changed = bytearray(update.read_bytes())
    changed[changed.index(b"targets/") + 200] ^= 1
    bad = ceremony.place / "bad.zip"
    bad.write_bytes(changed)
    with pytest.raises(TroubleError):
        ceremony.take(bad)
    assert ceremony.take(update) == "2027-01-02"


def test_two_rotations_are_followed_also_by_who_missed_the_first(first: Path, ceremony: Ceremony) -> None:
    second, third = ceremony.keys("2028"), ceremony.keys("2030")
    ceremony.rotate(first, second)
    ceremony.rotate(second, third)
    assert ceremony.take(ceremony.update(third, 5, "2030-03-01")) == "2030-03-01"
    for old in (first, second):
        with pytest.raises(TroubleError, match="update not signed"):
            ceremony.take(ceremony.update(old, 50, "2031-01-01"))
    assert find_newest_content(RESOURCES, ceremony.place / "state").version == "2030-03-01"


def test_one_lost_root_key_is_survived_and_two_are_not(first: Path, ceremony: Ceremony) -> None:
    new = ceremony.keys("2027")
    (first / "root-2.pem").unlink()
    left = ceremony.place / "left"
    shutil.copytree(first, left)
    (left / "root-1.pem").unlink()
    with pytest.raises(SystemExit, match="1 of its root keys are here, and 2 must sign"):
        ceremony.rotate(left, new)
    ceremony.rotate(first, new)
    assert ceremony.take(ceremony.update(new, 2, "2027-02-02")) == "2027-02-02"


def test_a_thief_with_one_root_key_and_keys_of_his_own_makes_nobody_follow(first: Path, ceremony: Ceremony) -> None:
    thief = ceremony.keys("thief")
    shutil.copy(first / "root-1.pem", thief / "root-0.pem")
    root = TOOL.Metadata.from_bytes((thief / "root.json").read_bytes())
    root.signed.version = 2
    root.signatures.clear()
    password = ceremony.password.read_bytes().strip()
    signers = [TOOL.read_key(thief / f"root-{number}.pem", password) for number in range(4)]
    (thief / "root.json").write_bytes(TOOL.signed(root, signers))
    (thief / "1.root.json").write_bytes(ceremony.shipped)
    with pytest.raises(TroubleError, match="update not signed"):
        ceremony.take(ceremony.update(thief, 2, "2027-02-02"))
