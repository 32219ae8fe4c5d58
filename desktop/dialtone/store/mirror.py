"""Mirrors with updates of catalogue and advice: folders on the web, entered by the person or shipped."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from dialtone.model.frozen import Frozen
from dialtone.model.host import dns_form
from dialtone.store.toml_file import read_toml

_LONGEST = 500
_PATH = re.compile(r"[A-Za-z0-9._~/%+@-]*")
_HTTPS = 443
_MAX_MIRRORS = 8


class Mirror(Frozen):
    """A folder on a web server, over HTTPS only."""

    host: str
    port: int
    path: str
    """Begins and ends with a slash."""

    def __str__(self) -> str:
        """Return the address as stored in the settings."""
        port = "" if self.port == _HTTPS else f":{self.port}"
        return f"https://{self.host}{port}{self.path}"


def parse_mirror(text: str) -> Mirror:
    """Return the mirror at an address such as `https://mirror.example.org/dialtone/`. Raises `ValueError`."""
    parts = urlsplit(text.strip())
    port = parts.port
    host = dns_form(parts.hostname or "")
    is_plain_https = parts.scheme == "https" and parts.username is None and not parts.query and not parts.fragment
    is_on_a_server = "." in host and port != 0
    is_folder = _PATH.fullmatch(parts.path) and ".." not in parts.path.split("/")
    if len(text) > _LONGEST or not (is_plain_https and is_on_a_server and is_folder):
        raise ValueError(text)
    return Mirror(host, port or _HTTPS, f"{parts.path.rstrip('/')}/")


class _MirrorsTable(Frozen):
    mirrors: tuple[str, ...] = ()


def load_mirrors(resources: Path, chosen: tuple[str, ...]) -> tuple[Mirror, ...]:
    """Return those of the `chosen` texts that are mirrors, then the package's: at most 8. Raises `ResourceError`."""
    path = resources / "content" / "mirrors.toml"
    shipped = read_toml(path, _MirrorsTable).mirrors if path.is_file() else ()
    mirrors: list[Mirror] = []
    for text in (*chosen, *shipped):
        try:
            mirrors.append(parse_mirror(text))
        except ValueError:
            continue
    return tuple(dict.fromkeys(mirrors))[:_MAX_MIRRORS]
