"""Websites that a browser installed as an app. The launchers differ between systems, but contain the same."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn
from dialtone.model.frozen import Frozen
from dialtone.system.operating_system import FoundTrace
from dialtone.system.quiet_files import read_start

APP_ID = re.compile(r"-app-id=([a-p]{32})\b")
"""How launchers and uninstallers of Chromium-based browsers identify an app."""
_LETTERS = "abcdefghijklmnop"  # Chromium's digits of a hexadecimal number
_MAX_FILE_BYTES = 8_000_000


class WebApp(Frozen):
    """The contents of one launcher."""

    name: str
    address: str = ""
    """The start page; empty if the launcher does not contain it."""
    app_id: str = ""
    """The 32 letters by which Chromium-based browsers identify an app; empty for other browsers."""


def make_chromium_app_id(address: str) -> str:
    """Return Chromium's id for the address that identifies an app: the first half of the SHA-256 of its SHA-256.

    Source: chromium `web_app_helpers.cc` and `crx_file/id_util.cc`; checked with WhatsApp's and Google Chat's ids.
    """
    import hashlib  # OpenSSL is 4 MB, and few computers have such apps

    digest = hashlib.sha256(hashlib.sha256(address.encode()).digest()).hexdigest()[:32]
    return "".join(_LETTERS[int(letter, 16)] for letter in digest)


def find_web_apps(traces: Traces, apps: Sequence[WebApp]) -> Iterator[FoundTrace]:
    """Yield a trace for each launcher that belongs to a messenger with these traces."""
    if not apps or not (traces.web_apps or traces.web_app_names):
        return
    needs_ids = any(app.app_id for app in apps)  # hashing loads OpenSSL
    sites_by_id = {app_id: site for site in traces.web_apps for app_id in _list_ids(site)} if needs_ids else {}
    names = {name.casefold(): name for name in traces.web_app_names}
    for app in apps:
        if app.address:  # conclusive, unlike a name
            trace = next((site for site in traces.web_apps if _leads_to(app.address, site)), None)
        else:
            trace = sites_by_id.get(app.app_id) or names.get(app.name.casefold())
        if trace:
            yield FoundTrace(trace, FoundIn.WEB_APP, name=app.name, kind=AppKind.WEB_APP)


def _list_ids(site: str) -> Iterator[str]:
    """Yield the ids that Chromium may have made for a site (`host/path`), with a slash at its end and without."""
    host, _, path = site.partition("/")
    for address in dict.fromkeys((f"https://{host}/{path}", f"https://{host}/{path.rstrip('/')}")):
        yield make_chromium_app_id(address)


def _leads_to(address: str, site: str) -> bool:
    """Return whether a web address is that of a site (`host/path`) or below it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host, _, path = site.partition("/")
    is_host_right = (parts.hostname or "").removeprefix("www.") == host.removeprefix("www.")
    is_path_below = f"{parts.path.rstrip('/')}/".startswith(f"/{path}".rstrip("/") + "/")
    return parts.scheme in ("http", "https") and is_host_right and is_path_below


def find_launched_web_app(name: str, command: Sequence[str], firefox: Mapping[str, str]) -> WebApp | None:
    """Return the web app that a launcher's command starts; None if it starts anything else.

    `name`: the launcher's. `firefox`: the addresses of PWAsForFirefox's apps by id.
    """
    for number, word in enumerate(command):
        if match := APP_ID.search(word):
            return WebApp(name, app_id=match[1])
        address = word.removeprefix("--app=")
        if number > 0 and address.startswith(("https://", "http://")):
            return WebApp(name, address=address)
    if tuple(command[1:3]) == ("site", "launch") and len(command) > 3:  # `firefoxpwa site launch <id>`
        return WebApp(name, address=firefox.get(command[3], ""))
    return None


# PWAsForFirefox: its launchers contain an id, and its own file maps ids to addresses


def read_firefox_addresses(folders: Iterable[Path]) -> Mapping[str, str]:
    """Return the address of each web app by id (PWAsForFirefox `native/src/storage.rs` and `components/site.rs`)."""
    addresses: dict[str, str] = {}
    for folder in folders:
        for site_id, site in _read_sites(read_start(folder / "config.json", _MAX_FILE_BYTES)).items():
            addresses.setdefault(site_id, _read_address(site))
    return addresses


def _read_sites(data: bytes) -> Mapping[str, object]:
    """Return the sites, by id, in the content of a `config.json`; empty if it is broken."""
    try:
        content = json.loads(data) if data else {}
    except (ValueError, RecursionError):  # the second for thousands of nested brackets
        return {}
    sites = content.get("sites") if isinstance(content, dict) else None
    return sites if isinstance(sites, dict) else {}


def _read_address(site: object) -> str:
    """Return a site's start page: the person's own, the site's, or where it was installed from; empty without one."""
    for part, key in (("config", "start_url"), ("manifest", "start_url"), ("config", "document_url")):
        table = site.get(part) if isinstance(site, dict) else None
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, str) and value.startswith("http"):
            return value
    return ""
