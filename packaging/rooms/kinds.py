"""How each kind of package is installed, replaced and removed in a fresh Debian, as a person would do it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from room import BUNDLE, PROJECT, Room

INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
DESKTOP = (
    *("libegl1", "libgl1", "libx11-6", "libx11-xcb1", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-render-util0", "libxcb-shape0", "libwayland-cursor0", "libwayland-egl1", "shared-mime-info"),
)
"""What Qt finds on a desktop. The .deb asks for it itself; nothing else here can."""
TRUSTED = "/packages/trusted.crt"
"""What this computer trusts: behind a proxy with a root of its own, downloads need it."""


@dataclass(frozen=True)
class Kind:
    """A kind of package: its files' names, and what is done with one."""

    files: str
    install: Callable[[Room, Path], None]
    replace: Callable[[Room, Path], None]
    remove: Callable[[Room], object]
    command: tuple[str, ...]
    inside: str
    """Where certifi and the program's data lie, from the root; a pattern."""


def _given(room: Room, file: Path) -> str:
    """Put a file where the person finds it; return its place in the room."""
    folder = room.root / "packages"
    folder.mkdir(exist_ok=True)
    shutil.copy(file, folder)
    return f"/packages/{file.name}"


def _install_deb(room: Room, file: Path) -> None:
    room.inside(*INSTALL, "ca-certificates", _given(room, file))


def _install_rpm(room: Room, file: Path) -> None:
    """Without what it asks for by Fedora's names: the libraries are there by Debian's."""
    room.inside(*INSTALL, "rpm", *DESKTOP)
    room.inside("rpm", "-i", "--nodeps", _given(room, file))


def _replace_rpm(room: Room, file: Path) -> None:
    room.inside("rpm", "-U", "--nodeps", _given(room, file))


def _install_appimage(room: Room, file: Path) -> None:
    """One file in the person's folder; it is unpacked as well, since the lab cannot reach into it."""
    room.inside(*INSTALL, *DESKTOP)
    for old in room.home.glob("*.AppImage"):
        old.unlink()
    shutil.rmtree(room.home / "squashfs-root", ignore_errors=True)
    shutil.copy(file, room.home / "Dialtone.AppImage")
    room.inside("chown", "person:", "/home/person/Dialtone.AppImage")
    room.person("/home/person/Dialtone.AppImage", "--self-test")
    room.person("sh", "-c", "cd && ./Dialtone.AppImage --appimage-extract >/dev/null")


def _remove_appimage(room: Room) -> None:
    room.person("rm", "-r", "/home/person/Dialtone.AppImage", "/home/person/squashfs-root")


def _uv(room: Room, *words: str) -> None:
    room.person("env", f"SSL_CERT_FILE={TRUSTED}", "/opt/uv/bin/uv", "--quiet", "tool", *words)


def _install_wheel(room: Room, file: Path) -> None:
    """By uv from a folder of wheels, and everything it needs from the registry; the window too."""
    _given(room, file)
    room.inside(*INSTALL, "python3-venv", *DESKTOP)
    if not (room.root / "opt/uv").exists():
        shutil.copy(PROJECT / "packaging/uv.txt", room.root / "packages/uv.txt")
        room.inside("python3", "-m", "venv", "/opt/uv")
        shutil.copy(BUNDLE, room.root / TRUSTED[1:])
        pip = ("/opt/uv/bin/pip", "install", "-q", "--cert", TRUSTED)
        room.inside(*pip, "--require-hashes", "-r", "/packages/uv.txt")
    _uv(room, "install", "--find-links", "/packages", "dialtone-desktop[window]")


def _replace_wheel(room: Room, file: Path) -> None:
    _given(room, file)
    _uv(room, "upgrade", "dialtone-desktop")
    uvx = ("env", f"SSL_CERT_FILE={TRUSTED}", "/opt/uv/bin/uvx", "--find-links", "/packages")
    room.person(*uvx, "--from", "dialtone-desktop[window]", "dialtone", "--self-test")
    room.person(*uvx, "dialtone-desktop", "--version")


KINDS: Mapping[str, Kind] = {
    "deb": Kind(
        "dialtone_*_amd64.deb", _install_deb, _install_deb,
        lambda room: room.inside("apt-get", "purge", "-y", "dialtone"), ("dialtone",), "usr/lib/dialtone/_internal",
    ),
    "rpm": Kind(
        "dialtone-*.x86_64.rpm", _install_rpm, _replace_rpm,
        lambda room: room.inside("rpm", "-e", "dialtone"), ("dialtone",), "usr/lib/dialtone/_internal",
    ),
    "AppImage": Kind(
        "Dialtone-*.AppImage", _install_appimage, _install_appimage, _remove_appimage,
        ("/home/person/squashfs-root/AppRun",), "home/person/squashfs-root/usr/lib/dialtone/_internal",
    ),
    "wheel": Kind(
        "dialtone_desktop-*.whl", _install_wheel, _replace_wheel,
        lambda room: _uv(room, "uninstall", "dialtone-desktop"), ("dialtone",),
        "home/person/.local/share/uv/tools/dialtone-desktop/lib/python3.*/site-packages",
    ),
}  # fmt: skip
