"""Where an app came from on Linux: Debian packages, Flatpaks, Snaps, copied programs; and who opens links."""

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dialtone.app.app_makers import find_makers
from dialtone.model.maker import AppMaker, LinkHandler, Maker, MakersOfApps, OriginGap, OriginKind
from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from shipped_catalogue import shipped_catalogue
from system.recorded import plant
from system.recorded_linux import entry

ENVIRON = {"HOME": "/home/vera", "PATH": "/usr/bin", "XDG_CURRENT_DESKTOP": "GNOME"}

SIGNAL = """Package: signal-desktop
Status: install ok installed
Installed-Size: 512000
Version: 8.24.1
Depends: libnotify4, libxtst6 (>= 1.2)
"""
LISTED = """Package: signal-desktop
Version: 8.24.1
Installed-Size: 512000
Depends: libnotify4,  libxtst6 (>=1.2)
Filename: pool/main/s/signal-desktop/signal-desktop_8.24.1_amd64.deb

Package: signal-desktop-beta
Version: 9.0
"""
RELEASE = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOrigin: {origin}\nSuite: stable\n"
LISTS = "/var/lib/apt/lists/"
SIGNALS_LIST = LISTS + "updates.signal.org_desktop_apt_dists_xenial_main_binary-amd64_Packages"
SIGNALS_RELEASE = LISTS + "updates.signal.org_desktop_apt_dists_xenial_InRelease"
SIGNALS = {"/var/lib/dpkg/status": SIGNAL, SIGNALS_LIST: LISTED, SIGNALS_RELEASE: RELEASE.format(origin="Signal")}
"""What Signal's package leaves, installed from Signal's own source."""


def look(root: Path) -> MakersOfApps:
    system = Linux(root, ENVIRON)
    messengers = shipped_catalogue().messengers
    return find_makers(messengers, find_installed(messengers, system), system)


def only(root: Path) -> AppMaker:
    (app,) = look(root).apps
    return app


# Debian packages


def test_a_package_in_the_makers_signed_lists_is_made_by_it(tmp_path: Path) -> None:
    plant(tmp_path, SIGNALS)
    app = only(tmp_path)
    assert (app.messenger, app.maker, app.origin.kind) == ("signal", Maker.MESSENGER, OriginKind.APT)
    assert app.origin.publisher == "updates.signal.org"


@pytest.mark.parametrize(
    "listed",
    [
        LISTED.replace("8.24.1\nI", "8.24.0\nI"),  # another version: it was installed from a file
        LISTED.replace("512000", "512001"),  # the same version, another package
        LISTED.replace("libnotify4,", "libnotify4, curl,"),
    ],
)
def test_a_package_that_the_lists_do_not_hold_came_from_nobody_knows_where(tmp_path: Path, listed: str) -> None:
    plant(tmp_path, {**SIGNALS, SIGNALS_LIST: listed})
    app = only(tmp_path)
    assert (app.maker, app.origin.gap) == (Maker.UNKNOWN, OriginGap.PACKAGE)


def test_a_list_without_a_signed_description_vouches_for_nobody(tmp_path: Path) -> None:
    plant(tmp_path, {"/var/lib/dpkg/status": SIGNAL, SIGNALS_LIST: LISTED})
    assert only(tmp_path).maker is Maker.UNKNOWN
    plant(tmp_path, {SIGNALS_RELEASE.replace("_InRelease", "_Release"): "Origin: Signal\n"})
    assert only(tmp_path).maker is Maker.UNKNOWN
    plant(tmp_path, {SIGNALS_RELEASE.replace("_InRelease", "_Release.gpg"): "-----BEGIN PGP SIGNATURE-----"})
    assert only(tmp_path).maker is Maker.MESSENGER


def test_two_sources_with_the_same_package_name_nobody(tmp_path: Path) -> None:
    other = "packages.example.org_dists_stable_main_binary-amd64_Packages"
    plant(
        tmp_path,
        {
            **SIGNALS,
            LISTS + other: LISTED,
            LISTS + "packages.example.org_dists_stable_InRelease": RELEASE.format(origin="Example"),
        },
    )
    assert only(tmp_path).maker is Maker.UNKNOWN


def test_a_distribution_s_own_package_is_packed_by_it(tmp_path: Path) -> None:
    telegram = SIGNAL.replace("signal-desktop", "telegram-desktop").replace("8.24.1", "4.6.5+ds-2+b2")
    listed = LISTED.replace("signal-desktop", "telegram-desktop").replace("8.24.1", "4.6.5+ds-2+b2", 1)
    plant(
        tmp_path,
        {
            "/var/lib/dpkg/status": telegram,
            LISTS + "deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages": listed,
            LISTS + "deb.debian.org_debian_dists_bookworm_InRelease": RELEASE.format(origin="Debian"),
        },
    )
    app = only(tmp_path)
    assert (app.maker, app.by, app.own_program) == (Maker.OTHER, "Debian", False)


# Flatpaks


FLATHUB = '[core]\nrepo_version=1\n\n[remote "flathub"]\nurl=https://dl.flathub.org/repo/\ngpg-verify=true\n'
TELEGRAM = "/var/lib/flatpak/app/org.telegram.desktop/current/active/"
DEPLOYED = b"flathub\x00" + b"a" * 64 + b"\x00"


def appstream(identifier: str, verified: str) -> bytes:
    component = f"""<component type="desktop-application"><id>{identifier}</id>
      <custom><value key="flathub::verification::verified">{verified}</value></custom></component>"""
    other = component.replace(identifier, "org.example.Other").replace(">false<", ">true<")
    return gzip.compress(f"<components>{other}{component}{other}</components>".encode())


def flatpak(root: Path, identifier: str, *, verified: str = "true", config: str = FLATHUB) -> None:
    at = f"/var/lib/flatpak/app/{identifier}/current/active/"
    plant(
        root,
        {
            at + "metadata": "",
            at + "deploy": DEPLOYED,
            "/var/lib/flatpak/repo/config": config,
            "/var/lib/flatpak/appstream/flathub/x86_64/active/appstream.xml.gz": appstream(identifier, verified),
        },
    )


@pytest.mark.parametrize(
    ("identifier", "verified", "maker", "by"),
    [
        ("org.telegram.desktop", "true", Maker.MESSENGER, ""),
        ("org.telegram.desktop", "false", Maker.UNKNOWN, ""),
        ("org.signal.Signal", "false", Maker.OTHER, "volunteers"),
    ],
)
def test_flathub_vouches_if_it_verified(tmp_path: Path, identifier: str, verified: str, maker: Maker, by: str) -> None:
    flatpak(tmp_path, identifier, verified=verified)
    app = only(tmp_path)
    assert (app.maker, app.by, app.own_program) == (maker, by, False)
    assert (app.origin.kind, app.origin.verified) == (OriginKind.FLATHUB, verified == "true")


@pytest.mark.parametrize(
    "config",
    [
        FLATHUB.replace("dl.flathub.org", "dl.flathub.example"),  # a remote may have any name
        FLATHUB.replace("gpg-verify=true", "gpg-verify=false"),
        "",
    ],
)
def test_a_remote_that_only_calls_itself_flathub_vouches_for_nobody(tmp_path: Path, config: str) -> None:
    flatpak(tmp_path, "org.telegram.desktop", config=config)
    app = only(tmp_path)
    assert (app.maker, app.origin.gap) == (Maker.UNKNOWN, OriginGap.OTHER_SOURCE)


# Snaps


@contextmanager
def snapd(root: Path, publisher: object) -> Iterator[None]:
    place = root / "run" / "snapd.socket"
    place.parent.mkdir(parents=True)
    body = json.dumps({"type": "sync", "result": {"name": "x", "publisher": publisher}}).encode()

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join(5)


def snap(name: str) -> dict[str, str]:
    return {f"/snap/{name}/current/meta/snap.yaml": f"name: {name}\nversion: 1.2\n"}


@pytest.mark.parametrize(
    ("name", "account", "validation", "maker", "by"),
    [
        ("slack", "slack", "verified", Maker.MESSENGER, ""),
        ("slack", "slack", "unproven", Maker.UNKNOWN, ""),
        ("signal-desktop", "snapcrafters", "starred", Maker.OTHER, "volunteers"),
    ],
)
def test_the_snap_store_vouches_for_accounts_that_it_has_verified(
    tmp_path: Path, name: str, account: str, validation: str, maker: Maker, by: str
) -> None:
    plant(tmp_path, snap(name))
    with snapd(tmp_path, {"username": account, "display-name": account.title(), "validation": validation}):
        app = only(tmp_path)
    assert (app.maker, app.by) == (maker, by)
    assert app.origin.gap is (OriginGap.OTHER_SOURCE if validation == "unproven" else OriginGap.NONE)


def test_an_answer_without_an_end_is_not_read_whole(tmp_path: Path) -> None:
    plant(tmp_path, snap("slack"))
    with snapd(tmp_path, {"username": "slack", "validation": "verified", "more": "x" * 2_000_000}):
        assert only(tmp_path).origin.gap is OriginGap.UNREADABLE


def test_a_snap_nobody_can_be_asked_about_is_unknown(tmp_path: Path) -> None:
    plant(tmp_path, snap("slack"))
    assert only(tmp_path).origin.gap is OriginGap.UNREADABLE


# Copied programs and forks


def test_a_copied_folder_has_nothing_to_check_it_by(tmp_path: Path) -> None:
    plant(tmp_path, {"/usr/bin/Telegram": ""})
    app = only(tmp_path)
    assert (app.maker, app.origin.gap) == (Maker.UNKNOWN, OriginGap.COPIED)


def test_a_fork_goes_by_its_own_name(tmp_path: Path) -> None:
    flatpak(tmp_path, "com.rtosta.zapzap")
    app = only(tmp_path)
    assert (app.messenger, app.maker, app.own_program) == ("whatsapp", Maker.OTHER, True)


# Links


HANDLERS = "[Default Applications]\nx-scheme-handler/tg=strange.desktop;org.telegram.desktop.desktop;\n"
STRANGE = {
    "/usr/share/applications/strange.desktop": entry("Fast Telegram", "/opt/strange/run %u"),
    "/opt/strange/run": "",
}


def test_a_stranger_that_opens_links_is_named(tmp_path: Path) -> None:
    plant(tmp_path, {"/home/vera/.config/mimeapps.list": HANDLERS, **STRANGE})
    assert look(tmp_path).foreign_handlers == (LinkHandler("telegram", "Fast Telegram"),)


def test_an_entry_whose_program_is_gone_is_passed_over(tmp_path: Path) -> None:
    real = {
        "/usr/share/applications/org.telegram.desktop.desktop": entry("Telegram", "/usr/bin/Telegram -- %u"),
        "/usr/bin/Telegram": "",
    }
    dead = {name: text for name, text in STRANGE.items() if name.endswith(".desktop")}
    plant(tmp_path, {"/home/vera/.config/mimeapps.list": HANDLERS, **dead, **real})
    assert look(tmp_path).foreign_handlers == ()


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("/home/vera/.config/gnome-mimeapps.list", HANDLERS),
        ("/etc/xdg/mimeapps.list", HANDLERS),
        ("/home/vera/.local/share/applications/mimeapps.list", HANDLERS),
        ("/usr/share/applications/mimeinfo.cache", HANDLERS.replace("Default Applications", "MIME Cache")),
    ],
)
def test_every_place_of_the_specification_counts(tmp_path: Path, place: str, text: str) -> None:
    plant(tmp_path, {place: text, **STRANGE})
    assert [handler.program for handler in look(tmp_path).foreign_handlers] == ["Fast Telegram"]


@pytest.mark.parametrize(
    "known",
    [
        entry("AyuGram", "/usr/bin/ayugram-desktop %u"),
        entry("Telegram Desktop", "/usr/bin/Telegram -- %u"),
        entry("Firefox", "/usr/bin/firefox %u", "Categories=Network;WebBrowser;\n"),
    ],
)
def test_a_known_program_or_a_browser_is_no_stranger(tmp_path: Path, known: str) -> None:
    programs = {f"/usr/bin/{name}": "" for name in ("ayugram-desktop", "Telegram", "firefox")}
    plant(
        tmp_path,
        {
            "/home/vera/.config/mimeapps.list": "[Default Applications]\nx-scheme-handler/tg=userapp-1.desktop\n",
            "/home/vera/.local/share/applications/userapp-1.desktop": known,
            **programs,
        },
    )
    assert look(tmp_path).foreign_handlers == ()
