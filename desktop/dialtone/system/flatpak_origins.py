"""Where a Flatpak came from: the remote it was installed from, and what Flathub says of who publishes it."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.quiet_files import names_in, read_start

_FLATHUB = ("dl.flathub.org", "flathub.org")
_MOST_OF_A_FILE = 1_000_000
_MOST_UNPACKED = 300_000_000
_CHUNK = 1_000_000
_END = b"</component>"
_VERIFIED = re.compile(rb'key="flathub::verification::verified"\s*>\s*true\s*<')


def flatpak_origin(folder: Path, identifier: str) -> Origin:
    """Return where the Flatpak in a folder came from: `…/flatpak/app/org.telegram.desktop`."""
    installation = folder.parent.parent
    # A deployed app begins with the name of its remote (flatpak-dir.c, flatpak_dir_new_deploy_data: "(ssasta{sv})").
    remote = read_start(folder / "current" / "active" / "deploy", 256).partition(b"\0")[0].decode("utf-8", "replace")
    if not remote:
        return Origin(gap=OriginGap.UNREADABLE)
    host, signed = _remote(installation, remote)
    if host not in _FLATHUB or not signed:
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=host or remote)
    return Origin(
        OriginKind.FLATHUB, identifier, verified=_is_verified(installation / "appstream" / remote, identifier)
    )


def _remote(installation: Path, name: str) -> tuple[str, bool]:
    """Return the host of a remote, and whether its signatures are tested."""
    import configparser  # inside: few computers have apps from Flatpaks

    config = configparser.RawConfigParser(strict=False)
    with suppress(configparser.Error):
        text = read_start(installation / "repo" / "config", _MOST_OF_A_FILE).decode("utf-8", "replace")
        config.read_string(text)
    for section in (f'remote "{name}"', f'remote "{name.lower()}"'):
        if config.has_section(section):
            host = urlsplit(config.get(section, "url", fallback="").strip()).hostname or ""
            # OSTree's default is to test; Flatpak writes it down either way.
            return host, config.get(section, "gpg-verify", fallback="true").strip().lower() == "true"
    return "", False


def _is_verified(catalogue: Path, identifier: str) -> bool:
    """Return whether Flathub's own list, as this computer has it, says that its makers publish the app."""
    wanted = re.compile(rb"<id>\s*" + re.escape(identifier.encode()) + rb"(\.desktop)?\s*</id>")
    for architecture in names_in(catalogue):
        for component in _components(catalogue / architecture / "active" / "appstream.xml.gz"):
            if wanted.search(component):
                return _VERIFIED.search(component) is not None
    return False


def _components(path: Path) -> Iterator[bytes]:
    """Yield the entries of a list one after another: unpacked it has some fifty megabytes."""
    unpacker, rest, total = zlib.decompressobj(wbits=31), b"", 0
    with suppress(OSError, zlib.error), path.open("rb") as file:
        while (packed := file.read(_CHUNK)) and total < _MOST_UNPACKED:
            plain = unpacker.decompress(packed, _MOST_UNPACKED - total)
            total += len(plain)
            *whole, rest = (rest + plain).split(_END)
            yield from whole
