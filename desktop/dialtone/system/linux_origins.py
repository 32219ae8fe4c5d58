"""The origin of the apps on a Linux computer: a Flatpak, a Snap, a Debian package. No network is used."""

import json
import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.quiet_files import is_there, names_in, read_start

_FLATHUB = ("dl.flathub.org", "flathub.org")
_MAX_FILE_BYTES = 1_000_000
_MAX_UNPACKED = 300_000_000
_CHUNK = 1_000_000
_END = b"</component>"
_VERIFIED = re.compile(rb'key="flathub::verification::verified"\s*>\s*true\s*<')
_SECONDS = 2.0
_MAX_ANSWER_BYTES = 2_000_000
_COMPARED_FIELDS = ("Package", "Version", "Installed-Size", "Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces")
"""Fields that must be equal: apt compares the same ones, as dpkg stores no checksum (its VersionHash)."""
_DISTRIBUTIONS = ("Debian", "Ubuntu", "Debian Backports")
_PACKAGES = "_Packages"
_MAX_RELEASE_BYTES = 2_000_000
_MAX_STANZA_BYTES = 200_000
_SUITE = re.compile(r"^(.*_dists_.+?)_[^_]+_binary-[^_]+$")
"""`updates.signal.org_desktop_apt_dists_xenial_main_binary-amd64`: source and suite come before the component."""


# A Flatpak: the remote it was installed from, and what Flathub says about its publisher


def find_flatpak_origin(folder: Path, identifier: str) -> Origin:
    """Return the origin of the Flatpak in a folder: `…/flatpak/app/org.telegram.desktop`."""
    installation = folder.parent.parent
    # Deploy data starts with the name of the remote (flatpak-dir.c, flatpak_dir_new_deploy_data: "(ssasta{sv})").
    remote = read_start(folder / "current" / "active" / "deploy", 256).partition(b"\0")[0].decode("utf-8", "replace")
    if not remote:
        return Origin(gap=OriginGap.UNREADABLE)
    host, signed = _read_remote(installation, remote)
    if host not in _FLATHUB or not signed:
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=host or remote)
    return Origin(
        OriginKind.FLATHUB, identifier, verified=_is_verified(installation / "appstream" / remote, identifier)
    )


def _read_remote(installation: Path, name: str) -> tuple[str, bool]:
    """Return the host of a remote, and whether its signatures are verified."""
    import configparser  # inside: few computers have Flatpak apps

    config = configparser.RawConfigParser(strict=False)
    with suppress(configparser.Error):
        text = read_start(installation / "repo" / "config", _MAX_FILE_BYTES).decode("utf-8", "replace")
        config.read_string(text)
    for section in (f'remote "{name}"', f'remote "{name.lower()}"'):
        if config.has_section(section):
            host = urlsplit(config.get(section, "url", fallback="").strip()).hostname or ""
            # OSTree verifies by default; Flatpak writes it down either way.
            return host, config.get(section, "gpg-verify", fallback="true").strip().lower() == "true"
    return "", False


def _is_verified(catalogue: Path, identifier: str) -> bool:
    """Return whether this computer's copy of Flathub's list says that the app is published by its makers."""
    wanted = re.compile(rb"<id>\s*" + re.escape(identifier.encode()) + rb"(\.desktop)?\s*</id>")
    for architecture in names_in(catalogue):
        for component in _read_components(catalogue / architecture / "active" / "appstream.xml.gz"):
            if wanted.search(component):
                return _VERIFIED.search(component) is not None
    return False


def _read_components(path: Path) -> Iterator[bytes]:
    """Yield the entries of a list one by one: unpacked it has about fifty megabytes."""
    unpacker, incomplete, total = zlib.decompressobj(wbits=31), b"", 0
    with suppress(OSError, zlib.error), path.open("rb") as file:
        while (packed := file.read(_CHUNK)) and total < _MAX_UNPACKED:
            plain = unpacker.decompress(packed, _MAX_UNPACKED - total)
            total += len(plain)
            *components, incomplete = (incomplete + plain).split(_END)
            yield from components


# A Snap: from the system's own service, through its socket on this computer


def find_snap_origin(root: Path, name: str) -> Origin:
    """Return the account that published a Snap. Only a verified account is named as publisher."""
    answer = _query_snapd(root / "run" / "snapd.socket", f"/v2/snaps/{quote(name, safe='')}")
    result = answer.get("result")
    publisher = result.get("publisher") if isinstance(result, dict) else None
    if not isinstance(publisher, dict):
        return Origin(
            gap=OriginGap.OTHER_SOURCE if isinstance(result, dict) and "name" in result else OriginGap.UNREADABLE
        )
    account, shown = (str(publisher.get(key) or "") for key in ("username", "display-name"))
    if publisher.get("validation") not in ("verified", "starred"):
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=account, shown=shown)
    return Origin(OriginKind.SNAP, account, shown=shown)


def _query_snapd(socket_path: Path, resource: str) -> dict[str, object]:
    """Return the response of the service; empty if there is none, or it is too large."""
    if not is_there(socket_path):
        return {}
    import httpx  # large, and few computers have Snaps

    with suppress(OSError, ValueError, httpx.HTTPError):
        # Nothing to verify: it is unencrypted, and stays on this computer.
        transport = httpx.HTTPTransport(uds=str(socket_path), verify=False, trust_env=False)
        client = httpx.Client(transport=transport, timeout=_SECONDS, trust_env=False)
        with client, client.stream("GET", f"http://localhost{resource}") as response:
            body = b""
            for part in response.iter_raw():
                body += part
                if len(body) > _MAX_ANSWER_BYTES:
                    return {}
        answer = json.loads(body)
        return answer if isinstance(answer, dict) else {}
    return {}


# A Debian package: apt's lists of its sources, which apt verified when it downloaded them


def find_package_origin(root: Path, installed: Mapping[str, str]) -> Origin:
    """Return the publisher whose signed lists contain an installed package with these fields.

    Several sources with the same package must have the same publisher, or none can be named.
    """
    lists = root / "var" / "lib" / "apt" / "lists"
    origins = {_judge_source(lists, name) for name in names_in(lists) if _contains_package(lists / name, installed)}
    return origins.pop() if len(origins) == 1 else Origin(gap=OriginGap.PACKAGE)


def parse_fields(stanza: bytes) -> dict[str, str]:
    """Return the single-line fields of a stanza."""
    lines = stanza.decode("utf-8", "replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line and line[0] != " ")


def _contains_package(path: Path, installed: Mapping[str, str]) -> bool:
    """Return whether one of apt's lists contains the installed package: one with the same fields `_COMPARED_FIELDS`."""
    return path.name.endswith(_PACKAGES) and any(
        all(
            _normalise(parse_fields(stanza).get(key, "")) == _normalise(installed.get(key, ""))
            for key in _COMPARED_FIELDS
        )
        for stanza in _find_stanzas(path, installed.get("Package", ""))
    )


def _normalise(value: str) -> str:
    """Return a field as apt compares it: dpkg reformats some of them."""
    return "".join(value.split()).lower()


def _find_stanzas(path: Path, package: str) -> Iterator[bytes]:
    """Yield the stanzas of a package. Lists have a hundred megabytes: they are searched in place, not read."""
    start = f"Package: {package}\n".encode()
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        at = data.find(start)
        while at >= 0:
            if at == 0 or data[at - 1] == ord("\n"):
                end = data.find(b"\n\n", at)
                yield data[at : end if end >= 0 else at + _MAX_STANZA_BYTES]
            at = data.find(start, at + 1)


def _judge_source(lists: Path, name: str) -> Origin:
    """Return the publisher of a list. Apt stores a source's signed description with it, or drops the source."""
    suite = _SUITE.match(name.removesuffix(_PACKAGES))
    release = b""
    if suite is not None:
        release = read_start(lists / f"{suite[1]}_InRelease", _MAX_RELEASE_BYTES)
        if not release and read_start(lists / f"{suite[1]}_Release.gpg", 1):
            release = read_start(lists / f"{suite[1]}_Release", _MAX_RELEASE_BYTES)
    origin = parse_fields(release.replace(b"\r", b"")).get("Origin", "")
    host = name.partition("_")[0]
    if not release:
        return Origin(publisher=host, gap=OriginGap.PACKAGE)
    if origin in _DISTRIBUTIONS:
        return Origin(OriginKind.DISTRIBUTION, origin.partition(" ")[0])
    return Origin(OriginKind.APT, host)
