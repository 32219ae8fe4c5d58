"""Web apps of PWAsForFirefox: its launchers hold a mark, its own file says which address belongs to it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from dialtone.system.quiet_files import read_start

_MOST_OF_A_FILE = 8_000_000


def firefox_addresses(folders: Iterable[Path]) -> Mapping[str, str]:
    """Return the address of each web app by its mark, from the `config.json` of each folder that has one.

    Source: filips123/PWAsForFirefox `native/src/storage.rs` and `components/site.rs`.
    """
    addresses: dict[str, str] = {}
    for folder in folders:
        for mark, site in _sites(read_start(folder / "config.json", _MOST_OF_A_FILE)).items():
            addresses.setdefault(mark, _address(site))
    return addresses


def _sites(data: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    sites = content.get("sites") if isinstance(content, dict) else None
    return sites if isinstance(sites, dict) else {}


def _address(site: object) -> str:
    """Return its start page: the person's own, else the site's, else the page it was installed from."""
    for part, key in (("config", "start_url"), ("manifest", "start_url"), ("config", "document_url")):
        table = site.get(part) if isinstance(site, dict) else None
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, str) and value.startswith("http"):
            return value
    return ""
