"""The rules for authors of the catalogue: what may decide a function, which key fits which wire, what needs a source.

`./dev lint`, the tests and `./dev content build` apply them. The program itself checks only types, names, references
and, in an update, addresses (`store/update_rules.py`).
"""

import ipaddress
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from dialtone.model.catalogue import SERVER, Catalogue, Control, Controls, Messenger
from dialtone.model.endpoint import AUTOCONFIG, UNPUBLISHED, Endpoint, FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.readers import LockOut, WhoReads
from dialtone.model.vocabulary import SECURED, Function, MessengerStatus, Trust, Weight, Wire
from dialtone.store.catalogue_file import GROUND, HELLOS, NEUTRAL_LISTS, STATUS, load_catalogue
from dialtone.store.strict import StrictError, list_tables, quote
from dialtone.store.toml_file import name_file_in_errors, read_table

T = TypeVar("T")

_PLATFORMS = frozenset({"windows", "macos", "linux"})
_PASSES = (Weight.DECIDES, Weight.CONNECTS, Weight.BOOTSTRAP)
"""The weights of endpoints that a function may need."""
_PROVES = (Weight.DECIDES, Weight.BOOTSTRAP)
"""Those whose answer proves more than that something accepted a connection."""
_MAIL = (Wire.IMAP, Wire.SMTP)
_PINNABLE = frozenset({Wire.TLS, Wire.HTTPS, Wire.WEBSOCKET, Wire.IMAP, Wire.SMTP, Wire.STUN_TLS})
_NEEDS_NAME = _PINNABLE | {Wire.HTTP, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
_RELAYS = frozenset({Wire.STUN, Wire.TELEGRAM_REFLECTOR})
_HAS_TEXT = frozenset({Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET})
_BUILT_IN = "built_in"
_SOURCED = ("source", "confidence")
_WITHOUT_OPERATOR = ("stun_tcp", "port_witnesses")
"""The lists of neutral hosts whose operators are unknown."""


def load_checked(folder: Path) -> Catalogue:
    catalogue = load_catalogue(folder)
    for messenger in catalogue.messengers:
        path = folder / f"{messenger.id}.toml"
        with name_file_in_errors(path):
            raw = read_table(path)
            _check_sourced(raw, "endpoints", _SOURCED)
            _check_sourced(raw, "publishers", _SOURCED)
            if STATUS in raw:
                _check_needed(raw[STATUS], STATUS, ("host", "path", *_SOURCED))
            if messenger.own_server is not None and "untested" in raw:
                raise StrictError(f"untested: {raw['untested']} contradicts own_server")
            _check_messenger(messenger if messenger.own_server is None else replace(messenger, untested=None))
    if (folder / HELLOS).exists():
        with name_file_in_errors(folder / HELLOS):
            profiles = list_tables(read_table(folder / HELLOS), "profiles")
            _check_distinct([str(profile["id"]) for _, profile in profiles], "profiles")
    with name_file_in_errors(folder / GROUND):
        raw = read_table(folder / GROUND)
        _check_sourced(raw, "controls", ("place", *_SOURCED))
        for key in NEUTRAL_LISTS:
            _check_sourced(raw, key, _SOURCED)
        _check_controls(catalogue.controls)
    return catalogue


def _check_sourced(raw: Mapping[str, Any], key: str, needed: Iterable[str]) -> None:
    for number, table in enumerate(raw.get(key, ())):
        _check_needed(table, f"{key}[{number}]", needed)


def _check_needed(table: Any, at: str, needed: Iterable[str]) -> None:
    for key in needed:
        if key not in table:
            raise StrictError(f"{at}.{key}: missing")


# A messenger


def _check_messenger(messenger: Messenger) -> None:
    if messenger.id in (*NEUTRAL_LISTS.values(), "control"):
        raise StrictError(f"id: {messenger.id} is a word of the ground's")
    _check_endpoints(messenger.endpoints, "endpoints")
    _check_each(messenger.endpoints, "endpoints", partial(_check_of_messenger, messenger))
    if messenger.status_page is not None:
        with _within(STATUS):
            _check_endpoint(messenger.status_page.endpoint)
    if messenger.readers is not None:
        with _within("readers"):
            _check_sources(messenger.readers)
    days = [lock_out.days for lock_out in messenger.lock_outs]
    if days != sorted(set(days)):
        raise StrictError("lock_outs: their days do not rise")
    _check_each(messenger.lock_outs, "lock_outs", _check_sources)
    _check_own_server(messenger)
    _check_untested(messenger)
    _check_functions(messenger)


def _check_of_messenger(messenger: Messenger, endpoint: Endpoint) -> None:
    if endpoint.id == f"{messenger.id}/{STATUS}":
        raise StrictError(f"id: {STATUS} is the id of the status page")
    if endpoint.operator or endpoint.cdn or endpoint.place or endpoint.of_person:
        raise StrictError("operator, cdn, place, of_person: they are for neutral hosts")
    if endpoint.wire is Wire.TCP and endpoint.weight is Weight.DECIDES:  # anything on the path can accept a connection
        raise StrictError(f"weight: a connection alone decides nothing (say {Weight.CONNECTS} or {Weight.INFORMS})")
    if endpoint.trust is Trust.NATIONAL and messenger.home != ("RU",):  # elsewhere that root indicates interception
        raise StrictError(f'trust: {endpoint.trust} is for services of Russia (home = ["RU"])')
    for_messages = [rule.needs for rule in messenger.functions if rule.function is Function.MESSAGES]
    if endpoint.held_open and not any(endpoint.id in chain(*groups) for groups in for_messages):
        raise StrictError("held_open: it is for a server that messages need")
    if SERVER in (endpoint.host or "") and messenger.own_server is None:
        raise StrictError(f"host: {SERVER} is filled in only where there is [own_server]")
    _check_named_file(messenger, endpoint)
    _check_named_server(messenger, endpoint)


def _check_named_file(messenger: Messenger, endpoint: Endpoint) -> None:
    if endpoint.named_by:
        prefixes = {e.id: e.file_prefix for e in messenger.endpoints}
        if prefixes[endpoint.named_by] != f"https://{endpoint.host}{endpoint.path}":
            raise StrictError(f"named_by: {quote(endpoint.named_by)} names no files at that host and path")
        if endpoint.weight is not Weight.SPEED:
            raise StrictError(f"weight: {endpoint.weight} is too much for a file whose name has to be found")


def _check_named_server(messenger: Messenger, endpoint: Endpoint) -> None:
    if endpoint.names_server and not _captures_one_name(endpoint.names_server):
        raise StrictError(f"names_server: {quote(endpoint.names_server)} is no expression with one group")
    for name in endpoint.server_by:
        page = next(e for e in messenger.endpoints if e.id == name)
        wires = _MAIL if page.names_server == AUTOCONFIG else (Wire.HTTPS,)
        if not page.names_server or page.wire is not Wire.HTTPS or endpoint.wire not in wires:
            raise StrictError(f"server_by: {quote(name)} names no server over {endpoint.wire}")
    if endpoint.nth and not endpoint.server_by:
        raise StrictError(f"nth: {endpoint.nth} is not which of several servers that are named")


def _captures_one_name(expression: str) -> bool:
    if expression == AUTOCONFIG:
        return True
    try:
        return re.compile(expression).groups == 1
    except re.error:
        return False


def _check_sources(statement: WhoReads | LockOut) -> None:
    if not any(source.read for source in statement.sources):
        raise StrictError("sources: none that was read")


def _check_own_server(messenger: Messenger) -> None:
    own_server = messenger.own_server
    if own_server is None:
        return
    for number, server in enumerate(own_server.known):
        _check_addresses(server.addresses, f"own_server.known[{number}].addresses")
    if not any(SERVER in (endpoint.host or "") for endpoint in messenger.endpoints):
        raise StrictError(f"own_server: no endpoint has the host {SERVER}")


def _check_untested(messenger: Messenger) -> None:
    untested = messenger.untested
    if untested not in (None, MessengerStatus.RETIRED, MessengerStatus.NO_SERVER):
        raise StrictError(f"untested: {untested} is not valid: retired and no_server can be said")
    if messenger.why_untested and not untested:
        raise StrictError(f"why: {quote(messenger.why_untested)} explains nothing (there is no untested)")
    if untested is MessengerStatus.RETIRED and not messenger.why_untested:
        raise StrictError("why: nothing, but a retired messenger is explained")
    for number, rule in enumerate(messenger.functions):
        if untested and rule.needs:
            raise StrictError(f"functions[{number}].needs: nothing is tested where untested is {untested}")


def _check_functions(messenger: Messenger) -> None:
    weights = {e.id: e.weight for e in messenger.endpoints}
    platforms: dict[Function, set[str]] = {}
    """The systems for which there is a rule, by function."""

    def check_once(rule: FunctionRule) -> None:
        _check_rule(rule, weights)
        earlier = platforms.setdefault(rule.function, set())
        if twice := _platforms(rule) & earlier:
            raise StrictError(f"function: {rule.function} is there twice for {', '.join(sorted(twice))}")
        earlier |= _platforms(rule)

    _check_each(messenger.functions, "functions", check_once)
    _check_each(messenger.functions, "functions", partial(_check_dependence, platforms))


def _check_rule(rule: FunctionRule, weights: Mapping[str, Weight]) -> None:
    if not rule.needs and not rule.why_not:
        raise StrictError("why_not: nothing, but without needs a reason is needed")
    if rule.needs and rule.why_not:
        raise StrictError(f"why_not: {quote(rule.why_not)} contradicts needs")
    for number, group in enumerate(rule.needs):
        _check_weights(group, f"needs[{number}]", weights, _PASSES, "decides nothing")
    if rule.needs and not any(all(weights[name] in _PROVES for name in group) for group in rule.needs):
        raise StrictError("needs: a connection alone proves nothing; another group must hold what decides")
    if (rule.relays or rule.begins_with_stun) and rule.function is not Function.CALLS:
        raise StrictError("function: relays and begins_with_stun are for calls")
    if rule.relays and rule.needs:
        raise StrictError("relays: contradicts needs")
    _check_weights(rule.relays, "relays", weights, (Weight.RELAYS,), "is no relay")
    _check_sources_of(rule)


def _check_weights(
    names: Iterable[str], key: str, weights: Mapping[str, Weight], fitting: Container[Weight], otherwise: str
) -> None:
    for number, name in enumerate(names):
        if weights[name] not in fitting:
            raise StrictError(f"{key}[{number}]: {quote(name)} {otherwise} (its weight is {weights[name]})")


def _check_sources_of(rule: FunctionRule) -> None:
    for key, about in (("dated", "source"), ("second", "source"), ("second_dated", "second"), ("doubt", "source")):
        if getattr(rule, key) and not getattr(rule, about):
            raise StrictError(f"{key}: there is no {about}")
    if rule.source == UNPUBLISHED and (rule.dated or rule.second):
        raise StrictError(f"source: {quote(rule.source)} contradicts dated and second")


def _check_dependence(platforms_by_function: Mapping[Function, set[str]], rule: FunctionRule) -> None:
    if rule.depends_on is None:
        return
    missing = _platforms(rule) - platforms_by_function.get(rule.depends_on, set())
    if rule.depends_on is rule.function or missing:
        lacking = ", ".join(sorted(missing)) or "itself"
        raise StrictError(f"depends_on: {rule.depends_on} has no rule for {lacking}")


def _platforms(rule: FunctionRule) -> frozenset[str]:
    return frozenset(rule.platforms) or _PLATFORMS


# The controls: `ground.toml`


def _check_controls(controls: Controls) -> None:
    endpoints = {key: getattr(controls, key) for key in NEUTRAL_LISTS} | {
        "controls": [c.endpoint for c in controls.sites]
    }
    for key, of_list in endpoints.items():
        _check_endpoints(of_list, key)
        _check_each(of_list, key, _check_neutral)
    _check_each(controls.sites, "controls", _check_trust)
    for key in _WITHOUT_OPERATOR:
        for endpoint in getattr(controls, key):
            if endpoint.operator or endpoint.cdn:
                raise StrictError(f"{key}: nobody knows who hosts {endpoint.id}")
    for key in ("resolvers", "plain_resolvers", "operators", "regions", "filters", "inspectors"):
        _check_distinct([entry.id for entry in getattr(controls, key)], key)
    for number, resolver in enumerate(controls.resolvers):
        _check_addresses(resolver.addresses, f"resolvers[{number}].addresses")
        _check_addresses(resolver.shown_names, f"resolvers[{number}].shown_names")
    for number, plain in enumerate(controls.plain_resolvers):
        _check_addresses((plain.address,), f"plain_resolvers[{number}].address")
    for key in ("operators", "regions", "filters"):
        for number, operator in enumerate(getattr(controls, key)):
            for text in operator.ranges:
                _parsed(
                    ipaddress.ip_network, text, f"{key}[{number}].ranges: {quote(text)} is not a range of addresses"
                )


def _check_neutral(endpoint: Endpoint) -> None:
    if SERVER in (endpoint.host or ""):
        raise StrictError(f"host: {SERVER} belongs to messengers")


def _check_trust(control: Control) -> None:
    if control.endpoint.trust is Trust.NATIONAL and control.countries != ("RU",):
        raise StrictError(f'trust: {control.endpoint.trust} is for sites of Russia (countries = ["RU"])')


# An endpoint


def _check_endpoints(endpoints: Sequence[Endpoint], key: str) -> None:
    _check_distinct([e.id.rpartition("/")[2] for e in endpoints], key)
    _check_each(endpoints, key, _check_endpoint)


def _check_endpoint(endpoint: Endpoint) -> None:
    _check_place(endpoint)
    if endpoint.hello and endpoint.wire not in SECURED:
        raise StrictError(f"hello: {endpoint.wire} has no ClientHello")
    if endpoint.healthy and not (100 <= endpoint.healthy < 500 and endpoint.wire is Wire.HTTPS):
        raise StrictError(f"healthy: {endpoint.healthy} is no answer of a healthy server (100 to 499, for https)")
    _check_wire(endpoint)
    _check_weight(endpoint)


def _check_place(endpoint: Endpoint) -> None:
    if SERVER in (endpoint.host or "") and endpoint.addresses:
        raise StrictError(f"addresses: nobody knows those of {SERVER}")
    if endpoint.host is None and endpoint.wire in _NEEDS_NAME:
        raise StrictError(f"host: nothing, but {endpoint.wire} needs a name")
    if endpoint.host is None and not endpoint.addresses:
        raise StrictError("addresses: nothing, but without a host an address is needed")
    _check_addresses(endpoint.addresses, "addresses")


def _check_wire(endpoint: Endpoint) -> None:
    wire = endpoint.wire
    if endpoint.alpn and wire is not Wire.TLS:
        raise StrictError(f"alpn: {wire} offers its own protocols (alpn is for tls)")
    if endpoint.origin and wire is not Wire.WEBSOCKET:
        raise StrictError(f"origin: {wire} sends none (origin is for websocket)")
    if endpoint.names_fallback and endpoint.host is None:
        raise StrictError("names_fallback: no name is looked up")
    if _BUILT_IN in endpoint.names_fallback and not endpoint.addresses and SERVER not in (endpoint.host or ""):
        raise StrictError(f"names_fallback: {_BUILT_IN} needs addresses")
    if endpoint.expect_text and wire not in _HAS_TEXT:
        raise StrictError(f"expect_text: {wire} brings no text")
    if endpoint.trust is not Trust.PUBLIC and wire not in _PINNABLE:
        raise StrictError(f"trust: {endpoint.trust} means nothing on {wire}")


def _check_weight(endpoint: Endpoint) -> None:
    weight, wire = endpoint.weight, endpoint.wire
    if endpoint.confidence == "low" and weight is not Weight.INFORMS:
        raise StrictError(f"weight: {weight} is too much for a source of low confidence (say {Weight.INFORMS})")
    if weight is Weight.RELAYS and wire not in _RELAYS:
        raise StrictError(f"weight: {wire} is no wire of calls ({Weight.RELAYS} is for those over UDP)")
    if weight is Weight.CONNECTS and wire is not Wire.TCP:
        raise StrictError(f"weight: {wire} shows more than a connection ({Weight.CONNECTS} is for tcp)")


def _check_addresses(addresses: Sequence[str], key: str) -> None:
    for number, address in enumerate(addresses):
        _parsed(ipaddress.ip_address, address, f"{key}[{number}]: {quote(address)} is not an IP address")
        if address in addresses[:number]:
            raise StrictError(f"{key}[{number}]: {quote(address)} is there twice")


def _parsed(parse: Callable[[str], object], text: str, otherwise: str) -> None:
    try:
        parse(text)
    except ValueError:
        raise StrictError(otherwise) from None


def _check_distinct(ids: Sequence[str], key: str) -> None:
    for number, value in enumerate(ids):
        if value in ids[:number]:
            raise StrictError(f"{key}[{number}].id: {quote(value)} is there twice")


@contextmanager
def _within(place: str) -> Iterator[None]:
    try:
        yield
    except StrictError as error:
        raise StrictError(f"{place}.{error}") from None


def _check_each(items: Iterable[T], key: str, check: Callable[[T], object]) -> None:
    for number, item in enumerate(items):
        with _within(f"{key}[{number}]"):
            check(item)
