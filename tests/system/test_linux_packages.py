"""Package databases, Flatpaks, Snaps and AppImages on Linux."""

import os
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.linux import Linux
from dialtone.system.linux_packages import LinuxPackages
from named_rows import named_rows
from system.recorded import plant
from system.recorded_linux import ENVIRON, entry
from system.shown_apps import find_shown


def find(root: Path) -> tuple[InstalledApp, ...]:
    return find_shown(Linux(root, ENVIRON))


def header(name: str, version: str) -> bytes:
    """An rpm header as the database keeps it, with a region mark and a list before what is wanted."""
    data = b"\0" * 16 + name.encode() + b"\0" + version.encode() + b"\0"
    entries = [(62, 7, 0, 16), (1000, 6, 16, 1), (1001, 6, 17 + len(name.encode()), 1)]
    return struct.pack(">II", len(entries), len(data)) + b"".join(struct.pack(">IIII", *e) for e in entries) + data


def rpm_database(path: Path, packages: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
        database.execute("CREATE TABLE 'Name' (key TEXT NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)")
        for number, (name, blob) in enumerate(packages.items(), 1):
            database.execute("INSERT INTO Packages VALUES (?, ?)", (number, blob))
            database.execute("INSERT INTO Name VALUES (?, ?, 0)", (name, number))
        database.commit()


@pytest.mark.parametrize("place", ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"])
def test_rpm_where_it_keeps_sqlite(tmp_path: Path, place: str) -> None:
    database = tmp_path / place / "rpmdb.sqlite"
    rpm_database(database, {"glibc": header("glibc", "2.42"), "signal-desktop": header("signal-desktop", "8.24.1")})
    before = sorted(database.parent.iterdir()), database.stat().st_mtime_ns
    assert find(tmp_path) == (InstalledApp("signal", "Signal", "8.24.1", FoundIn.PACKAGE),)
    assert (sorted(database.parent.iterdir()), database.stat().st_mtime_ns) == before, "nothing is written beside it"


@pytest.mark.parametrize("blob", [b"", b"\0", b"\xff" * 40, header("x", "1")[:30], struct.pack(">II", 2**31, 5)])
def test_a_broken_header_still_has_a_name_in_the_index(tmp_path: Path, blob: bytes) -> None:
    rpm_database(tmp_path / "var/lib/rpm/rpmdb.sqlite", {"signal-desktop": blob})
    assert find(tmp_path) == (InstalledApp("signal", "Signal", "", FoundIn.PACKAGE),)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 2000])
def test_what_is_no_database_is_skipped(tmp_path: Path, content: bytes) -> None:
    plant(tmp_path, {"/var/lib/rpm/rpmdb.sqlite": content, "/var/lib/rpm/Packages": b"\0\0\0\0bdb"})
    assert find(tmp_path) == ()


def test_packages_of_arch_linux(tmp_path: Path) -> None:
    plant(tmp_path, {"/var/lib/pacman/local/telegram-desktop-6.9.2-1/desc": "", "/var/lib/pacman/local/bad/desc": ""})
    assert find(tmp_path) == (InstalledApp("telegram", "Telegram", "6.9.2", FoundIn.PACKAGE),)


def test_a_debian_package_in_a_status_of_odd_shape(tmp_path: Path) -> None:
    plant(tmp_path, {"/var/lib/dpkg/status": b"\n\n\nPackage: a\nStatus: install ok installed\n\n\n\xff\nPackage: b\n"})
    assert list(LinuxPackages(tmp_path).find_versions(("a", "b", "c"), ())) == [("a", "")]


@pytest.mark.parametrize(
    ("description", "version"),
    [
        ('<component><releases><release date="2026-01-01" version="6.9.2"/></releases></component>', "6.9.2"),
        ("<releases>\n<release\n   type='stable' version='1.0~beta' />", "1.0~beta"),
        ("<component/>", ""),
        ('<release version="">', ""),
    ],
)
def test_the_version_of_a_flatpak_is_what_its_description_says(tmp_path: Path, description: str, version: str) -> None:
    place = "/var/lib/flatpak/app/org.telegram.desktop/current/active/files/share/metainfo"
    plant(tmp_path, {f"{place}/org.telegram.desktop.metainfo.xml": description})
    assert find(tmp_path) == (InstalledApp("telegram", "Telegram", version, FoundIn.FLATPAK, kind=AppKind.FLATPAK),)


@pytest.mark.parametrize(
    ("line", "version"),
    [("version: 8.1", "8.1"), ("version: '8.1' # x", "8.1"), ('version: "8.1-2"', "8.1-2"), ("", "")],
)
def test_the_version_of_a_snap(tmp_path: Path, line: str, version: str) -> None:
    plant(tmp_path, {"/var/lib/snapd/snap/signal-desktop/current/meta/snap.yaml": f"name: x\n{line}\napps:\n"})
    assert find(tmp_path) == (InstalledApp("signal", "Signal", version, FoundIn.SNAP, kind=AppKind.SNAP),)


def test_a_package_and_a_flatpak_of_one_messenger_are_two(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "/var/lib/dpkg/status": "Package: signal-desktop\nStatus: install ok installed\nVersion: 8.24.1\n",
            "/var/lib/flatpak/app/org.signal.Signal/current/active/metadata": "",
            "/opt/Signal/signal-desktop": "",
        },
    )
    assert [(app.kind, app.version) for app in find(tmp_path)] == [(AppKind.APP, "8.24.1"), (AppKind.FLATPAK, "")]


def test_an_entry_that_starts_a_flatpak_needs_the_flatpak(tmp_path: Path) -> None:
    start = entry("Telegram", "/usr/bin/flatpak run --branch=stable org.telegram.desktop -- %u")
    plant(tmp_path, {"/home/vera/.local/share/applications/telegramdesktop.desktop": start, "/usr/bin/flatpak": ""})
    assert find(tmp_path) == ()
    plant(tmp_path, {"/var/lib/flatpak/app/org.telegram.desktop/current/active/metadata": ""})
    assert find(tmp_path) == (InstalledApp("telegram", "Telegram", "", FoundIn.FLATPAK, kind=AppKind.FLATPAK),)


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("Signal-8.24.1.AppImage", [("signal", "8.24.1")]),
        ("signal-desktop-8.24.1-x86_64.AppImage", [("signal", "8.24.1")]),
        ("Signal_0123456789abcdef0123456789abcdef.AppImage", [("signal", "")]),
        ("Telegram.AppImage", [("telegram", "")]),
        ("AyuGram-v6.3.10-linux_x64.AppImage", [("telegram", "6.3.10")]),
        ("Signal Processing-1.0.AppImage", []),
        ("signaller.AppImage", []),
        ("1.0.AppImage", []),
    ],
)
def test_app_images_are_named_by_their_file(tmp_path: Path, file: str, found: list[tuple[str, str]]) -> None:
    start = entry("Anything", f'"/home/vera/My Apps/{file}" %U')
    plant(tmp_path, {"/home/vera/.local/share/applications/appimagekit_12-x.desktop": start})
    assert find(tmp_path) == (), "the file itself is gone"
    plant(tmp_path, {f"/home/vera/My Apps/{file}": ""})
    apps = find(tmp_path)
    assert [(app.messenger, app.version) for app in apps] == found
    assert all(app.kind is AppKind.APPIMAGE for app in apps)
    assert all(app.fork == file.startswith("Ayu") for app in apps)


def test_what_put_an_app_image_into_the_menu_may_know_its_version(tmp_path: Path) -> None:
    start = entry("Signal", "/opt/Signal.AppImage", "X-AppImage-Version=8.24.1")
    plant(tmp_path, {"/usr/share/applications/signal-desktop.desktop": start, "/opt/Signal.AppImage": ""})
    assert [(app.version, app.kind) for app in find(tmp_path)] == [("8.24.1", AppKind.APPIMAGE)]


def test_an_entry_in_a_folder_has_the_folder_in_its_id(tmp_path: Path) -> None:
    plant(tmp_path, {"/usr/share/applications/org/telegram.desktop": entry("X", "/x"), "/x": ""})
    assert find(tmp_path) == ()
    plant(tmp_path, {"/usr/share/applications/telegram/desktop.desktop": entry("Telegram", "/x")})
    assert [app.messenger for app in find(tmp_path)] == ["telegram"]


@named_rows(
    ("tree", "more", "sandbox"),
    {
        "none": ({}, {}, ""),
        "flatpak": ({"/.flatpak-info": "[Application]"}, {}, "flatpak"),
        "snap": ({}, {"SNAP": "/snap/dialtone/1", "SNAP_NAME": "dialtone"}, "snap"),
        "started from another snap": ({}, {"SNAP": "/snap/code/1", "SNAP_NAME": "code"}, ""),
    },
)
def test_what_dialtone_is_shut_in(tmp_path: Path, tree: dict[str, str], more: dict[str, str], sandbox: str) -> None:
    plant(tmp_path, tree)
    assert Linux(tmp_path, {**ENVIRON, **more}).sandbox == sandbox


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="other systems have none")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "usr/share/applications").mkdir(parents=True)
    os.mkfifo(tmp_path / "usr/share/applications/signal.desktop")
    assert find(tmp_path) == ()
