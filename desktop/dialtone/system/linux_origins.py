"""The origin of the apps on a Linux computer: a Flatpak, a Snap, a Debian package. No network is used."""

import json
import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.quiet_files import list_names, path_exists, read_start

_FLATHUB = ("dl.flathub.org", "flathub.org")
_MAX_FILE_BYTES = 1_000_000
_MAX_UNPACKED = 300_000_000
_CHUNK = 1_000_000
_COMPONENT_END = b"</component>"
_VERIFIED = re.compile(rb'key="flathub::verification::verified"\s*>\s*true\s*<')
_SNAPD_SECONDS = 2.0
_MAX_ANSWER_BYTES = 2_000_000
_COMPARED_FIELDS = ("Package", "Version", "Installed-Size", "Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces")
"""Fields that must be equal: apt also compares these (its VersionHash), because dpkg stores no checksum."""
_DISTRIBUTIONS = ("Debian", "Ubuntu", "Debian Backports")
_PACKAGES = "_Packages"  # how the names of apt's lists of packages end
_MAX_RELEASE_BYTES = 2_000_000
_MAX_STANZA_BYTES = 200_000
_SUITE = re.compile(r"^(.*_dists_.+?)_[^_]+_binary-[^_]+$")
"""`updates.signal.org_desktop_apt_dists_xenial_main_binary-amd64`: source and suite come before the component."""


# Flatpaks: the remote that an app was installed from, and whether Flathub verified its publisher


def find_flatpak_origin(folder: Path, identifier: str) -> Origin:
    """Return the origin of the Flatpak in a folder such as `…/flatpak/app/org.telegram.desktop`."""
    installation = folder.parent.parent
    # Deploy data starts with the name of the remote (flatpak-dir.c, flatpak_dir_new_deploy_data: "(ssasta{sv})").
    remote = read_start(folder / "current" / "active" / "deploy", 256).partition(b"\0")[0].decode("utf-8", "replace")
    if not remote:
        return Origin(gap=OriginGap.UNREADABLE)
    source = _read_remote(installation, remote)
    if source.host not in _FLATHUB or not source.is_signed:
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=source.host or remote)
    return Origin(
        OriginKind.FLATHUB, identifier, verified=_is_verified(installation / "appstream" / remote, identifier)
    )


class _Remote(NamedTuple):
    """Where a Flatpak comes from."""

    host: str = ""
    is_signed: bool = False
    """Whether signatures are verified."""


def _read_remote(installation: Path, name: str) -> _Remote:
    """Return a Flatpak remote by name, from the configuration of its OSTree repository; without a host if unknown."""
    import configparser  # imported here: few computers have Flatpak apps

    config = configparser.RawConfigParser(strict=False)
    with suppress(configparser.Error):
        text = read_start(installation / "repo" / "config", _MAX_FILE_BYTES).decode("utf-8", "replace")
        config.read_string(text)
    section = f'remote "{name}"'
    if not config.has_section(section):
        return _Remote()
    host = urlsplit(config.get(section, "url", fallback="").strip()).hostname or ""
    # OSTree verifies unless told otherwise; Flatpak always writes the key.
    verifies = config.get(section, "gpg-verify", fallback="true")
    return _Remote(host, is_signed=verifies.strip().lower() == "true")


def _is_verified(catalogue: Path, identifier: str) -> bool:
    """Return whether this computer's copy of Flathub's list says that the app is published by its makers."""
    wanted = re.compile(rb"<id>\s*" + re.escape(identifier.encode()) + rb"(\.desktop)?\s*</id>")
    for architecture in list_names(catalogue):
        for component in _read_components(catalogue / architecture / "active" / "appstream.xml.gz"):
            if wanted.search(component):
                return _VERIFIED.search(component) is not None
    return False


def _read_components(path: Path) -> Iterator[bytes]:
    """Yield the entries of a gzipped list one by one, since it has about fifty megabytes when unpacked."""
    import gzip  # imported here: few computers have Flatpak apps

    incomplete = b""
    with suppress(OSError, EOFError, zlib.error), gzip.open(path) as file:
        while file.tell() < _MAX_UNPACKED and (plain := file.read(_CHUNK)):
            *components, incomplete = (incomplete + plain).split(_COMPONENT_END)
            yield from components


# Snaps: from the system's own service, through its socket on this computer


def find_snap_origin(root: Path, name: str) -> Origin:
    """Return the account that published a Snap. Only a verified account is named as publisher."""
    answer = _query_snapd(root / "run" / "snapd.socket", f"/v2/snaps/{quote(name, safe='')}")
    result = answer.get("result")
    publisher = result.get("publisher") if isinstance(result, dict) else None
    if not isinstance(publisher, dict):
        was_answered = isinstance(result, dict) and "name" in result  # a Snap that is not from the store has none
        return Origin(gap=OriginGap.OTHER_SOURCE if was_answered else OriginGap.UNREADABLE)
    account, shown = (str(publisher.get(key) or "") for key in ("username", "display-name"))
    if publisher.get("validation") not in ("verified", "starred"):
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=account, shown=shown)
    return Origin(OriginKind.SNAP, account, shown=shown)


def _query_snapd(socket_path: Path, resource: str) -> dict[str, object]:
    """Return the response of the service; empty if there is none, or it is too large."""
    if not path_exists(socket_path):
        return {}
    import httpx  # large, and few computers have Snaps

    with suppress(OSError, ValueError, httpx.HTTPError):
        # Nothing to verify: it is unencrypted, and stays on this computer.
        transport = httpx.HTTPTransport(uds=str(socket_path), verify=False, trust_env=False)
        client = httpx.Client(transport=transport, timeout=_SNAPD_SECONDS, trust_env=False)
        with client, client.stream("GET", f"http://localhost{resource}") as response:
            body = b""
            for part in response.iter_raw():
                body += part
                if len(body) > _MAX_ANSWER_BYTES:
                    return {}
        answer = json.loads(body)
        return answer if isinstance(answer, dict) else {}
    return {}


# Debian packages: apt's lists of its sources, which apt verified when it downloaded them


def find_package_origin(root: Path, installed: Mapping[str, str]) -> Origin:
    """Return the only publisher whose signed lists contain a package with these fields of dpkg, if there is one."""
    lists = root / "var" / "lib" / "apt" / "lists"
    origins = {_find_publisher(lists, name) for name in list_names(lists) if _contains_package(lists / name, installed)}
    return origins.pop() if len(origins) == 1 else Origin(gap=OriginGap.PACKAGE)


def parse_fields(stanza: bytes) -> dict[str, str]:
    """Return the single-line fields of a stanza, by name."""
    lines = stanza.decode("utf-8", "replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line and line[0] != " ")


def _contains_package(path: Path, installed: Mapping[str, str]) -> bool:
    """Return whether a file of apt is a list with the installed package: one whose `_COMPARED_FIELDS` are equal."""
    if not path.name.endswith(_PACKAGES):
        return False
    wanted = [_normalise(installed.get(key, "")) for key in _COMPARED_FIELDS]
    listed = map(parse_fields, _find_stanzas(path, installed.get("Package", "")))
    return any([_normalise(fields.get(key, "")) for key in _COMPARED_FIELDS] == wanted for fields in listed)


def _normalise(value: str) -> str:
    """Return a field's value without spaces, in lower case, as apt compares it: dpkg reformats some fields."""
    return "".join(value.split()).lower()


def _find_stanzas(path: Path, package: str) -> Iterator[bytes]:
    """Yield the stanzas of a package in a list, which is mapped and searched, since it may have a hundred megabytes."""
    start = f"Package: {package}\n".encode()
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        position = data.find(start)
        while position >= 0:
            if position == 0 or data[position - 1] == ord("\n"):
                end = data.find(b"\n\n", position)
                yield data[position : end if end >= 0 else position + _MAX_STANZA_BYTES]
            position = data.find(start, position + 1)


def _find_publisher(lists: Path, name: str) -> Origin:
    """Return the publisher of a list, from the signed description of its source; without one the host, with a gap."""
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
