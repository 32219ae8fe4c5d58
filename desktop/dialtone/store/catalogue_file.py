"""The catalogue: everything that can be tested, from one TOML file per messenger and one for the controls.

Files are decoded straight into the model. What a file may not state (the owner of an endpoint, the place of an anchor)
is added to its tables beforehand; short ids are extended to catalogue-wide ones after all other checks.
"""

import logging
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from dialtone.model.catalogue import Catalogue, Controls, Endpoint, Messenger
from dialtone.model.client_hello import ClientHello, check_notation
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import Frozen, replace
from dialtone.model.vocabulary import MessengerStatus, Place, Platform, Weight, Wire
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.strict import StrictError, add_keys, convert, list_tables, quote
from dialtone.store.toml_file import ResourceError, name_file_in_errors, read_table, read_toml

log = logging.getLogger(__name__)

GROUND = "ground.toml"
HELLOS = "client_hellos.toml"
NAMES = "names.toml"
_CONTROL_KEYS = ("countries", "reserve", "messengers", "read_in")  # keys of a control that do not describe its endpoint
STATUS = "status"
"""The last part of the id of a messenger's status page; no other endpoint has it."""
NEUTRAL_LISTS: Mapping[str, str] = {
    "sign_in_checks": "sign-in",
    "anchors": "anchor",
    "udp": "udp",
    "stun_tcp": "stun-tcp",
    "port_witnesses": "port",
}
"""The lists of neutral hosts other than the controls, by their key in the file; the prefix of the ids in each."""
_Version = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]


class _Hellos(Frozen):
    profiles: tuple[ClientHello, ...]


def load_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in a folder, with the names in `languages/` beside it. Raises `ResourceError`."""
    try:
        files = [path for path in sorted(folder.iterdir()) if path.suffix == ".toml"]
    except OSError as error:
        raise ResourceError(f"{folder}: the catalogue cannot be read ({error.strerror})") from None
    ground = read_table(folder / GROUND)
    with name_file_in_errors(folder / GROUND):
        version = convert(ground.pop("version", None), _Version, "version")
        controls = _read_controls(ground)
    hellos = load_hellos(folder)
    names = _read_all_names(folder.parent / LANGUAGES)
    messengers = tuple(
        _read_messenger(path, hellos, names.get(path.stem, ())) for path in files if path.name not in (GROUND, HELLOS)
    )
    at_home = frozenset(m.id for m in messengers if m.home)
    return Catalogue(version, messengers, replace(controls, at_home=at_home), hellos)


def load_hellos(folder: Path) -> dict[str, ClientHello]:
    """Return the ClientHello profiles of a catalogue by id; an older catalogue has none. Raises `ResourceError`."""
    if not (folder / HELLOS).exists():
        return {}
    profiles = read_toml(folder / HELLOS, _Hellos).profiles
    with name_file_in_errors(folder / HELLOS):
        for number, profile in enumerate(profiles):
            try:
                check_notation(profile)
            except ValueError as error:
                raise StrictError(f"profiles[{number}]: {error}") from None
    return {profile.id: profile for profile in profiles}


def _read_all_names(languages: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return pairs of a language and its name for a messenger, by messenger id; an unreadable file is skipped."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in sorted(languages.glob(f"*/{NAMES}")):
        try:
            names_by_id = read_toml(path, dict[str, str])
        except ResourceError as error:
            log.warning("%s", error)
            continue
        for messenger, name in names_by_id.items():
            names[messenger] = (*names.get(messenger, ()), (path.parent.name, name))
    return names


# A messenger


def _read_messenger(path: Path, hellos: Mapping[str, ClientHello], names: tuple[tuple[str, str], ...]) -> Messenger:
    """Return the messenger of a file. `names`: pairs of a language and its name for it. Raises `ResourceError`."""
    identifier = path.stem
    raw = read_table(path)
    with name_file_in_errors(path):
        add_keys(raw, "", id=identifier, names_by_language=names)
        for table_key, table in list_tables(raw, "endpoints"):
            add_keys(table, table_key, messenger=identifier, hello=_take_hello(table, hellos))
        _nest_status_endpoint(raw, identifier)
        messenger = convert(raw, Messenger)
        _check_references(messenger)
    page = messenger.status_page
    return replace(
        messenger,
        endpoints=tuple(_with_full_ids(endpoint, identifier) for endpoint in messenger.endpoints),
        functions=tuple(_rule_with_full_ids(rule, identifier) for rule in messenger.functions),
        status_page=page and replace(page, endpoint=_with_full_ids(page.endpoint, identifier)),
        untested=MessengerStatus.NEEDS_SERVER if messenger.own_server is not None else messenger.untested,
    )


def _take_hello(table: dict[str, object], hellos: Mapping[str, ClientHello]) -> ClientHello | None:
    """Remove the id of a profile from an endpoint's table, and return the profile; None without an id."""
    profile = table.pop("hello", "")
    if profile and not (isinstance(profile, str) and profile in hellos):
        raise StrictError(f"endpoints.{quote(table.get('id'))}.hello: {quote(profile)} is not a profile in {HELLOS}")
    return hellos.get(str(profile))


def _check_references(messenger: Messenger) -> None:
    """Check that the endpoints named in a file are in it: judging relies on that. Raises `StrictError`."""
    ids = {endpoint.id for endpoint in messenger.endpoints}
    for number, rule in enumerate(messenger.functions):
        for name in chain(*rule.needs, rule.speed, rule.relays):
            if name not in ids:
                raise StrictError(f"functions[{number}]: {quote(name)} is not an endpoint of this file")
    for endpoint in messenger.endpoints:
        for name in filter(None, (endpoint.named_by, *endpoint.server_by)):
            if name not in ids:
                raise StrictError(f"endpoints.{endpoint.id}: {quote(name)} is not an endpoint of this file")


def _nest_status_endpoint(raw: dict[str, object], messenger: str) -> None:
    """Move the keys of a status page's endpoint into one `endpoint`, in place; it is always requested over HTTPS."""
    if isinstance(table := raw.get(STATUS), dict):
        page_format = {"format": table.pop("format")} if "format" in table else {}
        add_keys(table, STATUS, id=STATUS, messenger=messenger, wire=Wire.HTTPS, port=443, weight=Weight.INFORMS)
        raw[STATUS] = {"endpoint": convert(table, Endpoint, STATUS), **page_format}


def _rule_with_full_ids(rule: FunctionRule, messenger: str) -> FunctionRule:
    """Return a function's rule with catalogue-wide ids (`signal/chat`) instead of the short ones of the file."""
    return replace(
        rule,
        needs=tuple(tuple(f"{messenger}/{name}" for name in group) for group in rule.needs),
        speed=tuple(f"{messenger}/{name}" for name in rule.speed),
        relays=tuple(f"{messenger}/{name}" for name in rule.relays),
    )


def _with_full_ids(endpoint: Endpoint, prefix: str) -> Endpoint:
    """Return an endpoint with catalogue-wide ids (`signal/chat`), its own and those of the endpoints that it names."""
    return replace(
        endpoint,
        id=f"{prefix}/{endpoint.id}",
        named_by=f"{prefix}/{endpoint.named_by}" if endpoint.named_by else "",
        server_by=tuple(f"{prefix}/{name}" for name in endpoint.server_by),
    )


# The controls: ground.toml


def _read_controls(raw: dict[str, object]) -> Controls:
    """Return the controls of the ground file, completed with what follows from their place. Raises `StrictError`."""
    add_keys(raw, "", own_pages=_take_pages_of_systems(raw), at_home=())
    for key in NEUTRAL_LISTS:
        for table_key, table in list_tables(raw, key):
            # An anchor's id starts with its place (`foreign-1`), unless it has none (`v6`).
            places = (place for place in Place if key == "anchors" and str(table.get("id")).startswith(place.value))
            add_keys(table, table_key, messenger="", hello=None, place=next(places, None))
    for table_key, table in list_tables(raw, "controls"):
        _nest_control_endpoint(table, table_key)
    controls = convert(raw, Controls)
    sites = tuple(replace(site, endpoint=_with_full_ids(site.endpoint, "control")) for site in controls.sites)
    neutral_lists: dict[str, Any] = {
        key: tuple(_with_full_ids(endpoint, prefix) for endpoint in getattr(controls, key))
        for key, prefix in NEUTRAL_LISTS.items()
    }
    return replace(controls, sites=sites, **neutral_lists)


def _take_pages_of_systems(raw: dict[str, object]) -> list[tuple[Platform, str]]:
    """Remove from each sign-in page the systems that request it by themselves; return pairs of system and page id."""
    pages: list[tuple[Platform, str]] = []
    for table_key, table in list_tables(raw, "sign_in_checks"):
        systems = convert(table.pop("systems", ()), tuple[Platform, ...], f"{table_key}.systems")
        page_id = f"{NEUTRAL_LISTS['sign_in_checks']}/{table.get('id')}"
        pages += ((system, page_id) for system in systems)
    return pages


def _nest_control_endpoint(table: dict[str, object], table_key: str) -> None:
    """Move the keys of a control that describe its endpoint into one `endpoint`, in place: in files they are flat."""
    own_keys = {key: table.pop(key) for key in _CONTROL_KEYS if key in table}
    add_keys(table, table_key, messenger="", hello=None)
    endpoint = convert(table, Endpoint, table_key)
    table.clear()
    table.update(own_keys, endpoint=endpoint)
