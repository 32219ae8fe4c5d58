"""What the types cannot check in a messenger's file: what may refer to what, and what decides a function."""

import re
from collections.abc import Iterable, Mapping

from dialtone.model.catalogue import SERVER
from dialtone.model.endpoint import AUTOCONFIG
from dialtone.model.function_rule import UNPUBLISHED
from dialtone.model.vocabulary import Function, Trust, Weight, Wire
from dialtone.store.catalogue_tables import FactSourceTable, FunctionTable, MessengerTable
from dialtone.store.endpoint_rules import (
    check_addresses,
    check_countries,
    check_endpoints,
    check_host,
    check_link,
    check_path,
    check_source,
)
from dialtone.store.strict import StrictError, show

_HUE = re.compile(r"#[0-9a-f]{6}")
_HASH = re.compile(r"sha256:[0-9a-f]{16}")
_DATED = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_PLATFORMS = frozenset({"windows", "macos", "linux"})
_PASSES = (Weight.DECIDES, Weight.CONNECTS, Weight.BOOTSTRAP)
_PROVES = (Weight.DECIDES, Weight.BOOTSTRAP)
_MAIL = (Wire.IMAP, Wire.SMTP)
STATUS = "status"
"""The last part of the id of a messenger's status page, as if it were an endpoint."""


def check_messenger(table: MessengerTable) -> None:
    """Check all of one messenger's file. Raises `StrictError`."""
    if not table.name.strip():
        raise StrictError("name: it is empty")
    if not 1 <= len(table.letter) <= 2:
        raise StrictError(f"letter: {show(table.letter)} is not one or two letters")
    if not _HUE.fullmatch(table.hue):
        raise StrictError(f"hue: {show(table.hue)} is not a colour (#rrggbb)")
    for key in ("status_page", "download_page", "help_page"):
        check_link(getattr(table, key), key)
    check_countries(table.home, "home")
    check_countries(table.used_in, "used_in")
    check_endpoints(table.endpoints, "endpoints")
    _check_status(table)
    _check_readers(table)
    _check_lock_outs(table)
    _check_named_files(table)
    _check_named_servers(table)
    _check_connections(table)
    _check_trust(table)
    _check_own_server(table)
    _check_untested(table)
    _check_functions(table)


def _check_named_files(table: MessengerTable) -> None:
    """Check that a file is named by a page of the messenger that says where its files lie, and only read for speed."""
    pages = {e.id: e for e in table.endpoints if e.file_prefix}
    for number, endpoint in enumerate(table.endpoints):
        at = f"endpoints[{number}]"
        check_link(endpoint.file_prefix, f"{at}.file_prefix")
        if not endpoint.named_by:
            continue
        page = pages.get(endpoint.named_by)
        if page is None or page.file_prefix != f"https://{endpoint.host}{endpoint.path}":
            raise StrictError(f"{at}.named_by: {show(endpoint.named_by)} names no files at that host and path")
        if endpoint.weight is not Weight.SPEED:
            raise StrictError(f"{at}.weight: {endpoint.weight} is too much for a file whose name has to be found")


def _check_named_servers(table: MessengerTable) -> None:
    """Check that a server is named by a page of the messenger, in a form that can be read."""
    naming = {e.id: e.names_server for e in table.endpoints if e.names_server and e.wire is Wire.HTTPS}
    for number, endpoint in enumerate(table.endpoints):
        at = f"endpoints[{number}]"
        if endpoint.names_server and not _names_one(endpoint.names_server):
            raise StrictError(f"{at}.names_server: {show(endpoint.names_server)} is no expression with one group")
        for name in endpoint.server_by:
            if endpoint.wire not in (_MAIL if naming.get(name) == AUTOCONFIG else (Wire.HTTPS,)) or name not in naming:
                raise StrictError(f"{at}.server_by: {show(name)} names no server over {endpoint.wire}")
        if endpoint.nth < 0 or (endpoint.nth and not endpoint.server_by):
            raise StrictError(f"{at}.nth: {endpoint.nth} is not which of several servers that are named")


def _names_one(expression: str) -> bool:
    if expression == AUTOCONFIG:
        return True
    try:
        return re.compile(expression).groups == 1
    except re.error:
        return False


def _check_connections(table: MessengerTable) -> None:
    """Check that no bare connection decides: anything on the way can accept one."""
    for number, endpoint in enumerate(table.endpoints):
        if endpoint.wire is Wire.TCP and endpoint.weight is Weight.DECIDES:
            raise StrictError(
                f"endpoints[{number}].weight: a connection alone decides nothing"
                f" (say {Weight.CONNECTS} or {Weight.INFORMS})"
            )


def _check_trust(table: MessengerTable) -> None:
    """Check that only services of Russia have that country's root: on another server it is an interceptor's."""
    for number, endpoint in enumerate(table.endpoints):
        if endpoint.trust is Trust.NATIONAL and table.home != ("RU",):
            raise StrictError(f'endpoints[{number}].trust: {endpoint.trust} is for services of Russia (home = ["RU"])')


def _check_status(table: MessengerTable) -> None:
    if any(endpoint.id == STATUS for endpoint in table.endpoints):
        raise StrictError(f"endpoints: {STATUS} is the id of the status page")
    if table.status is not None:
        check_host(table.status.host, "status.host")
        check_path(table.status.path, "status.path")
        check_source(table.status.source, "status.source")


def _check_readers(table: MessengerTable) -> None:
    """Check that what is said of who can read along rests on a source that was read."""
    if table.reach < 0:
        raise StrictError(f"reach: {table.reach} is not a number of people")
    if table.readers is None:
        return
    _check_sources(table.readers.sources, "readers.sources")


def _check_lock_outs(table: MessengerTable) -> None:
    """Check that clocks run from the shortest to the longest, each by a source that was read."""
    days = [one.days for one in table.lock_outs]
    if days != sorted(set(days)) or any(number < 1 for number in days):
        raise StrictError("lock_outs: their days do not rise")
    for number, one in enumerate(table.lock_outs):
        _check_sources(one.sources, f"lock_outs[{number}].sources")


def _check_sources(sources: tuple[FactSourceTable, ...], at: str) -> None:
    if not any(source.read for source in sources):
        raise StrictError(f"{at}: none that was read")
    for number, source in enumerate(sources):
        if not source.publisher.strip():
            raise StrictError(f"{at}[{number}].publisher: it is empty")
        if not _DATED.fullmatch(source.dated):
            raise StrictError(f"{at}[{number}].dated: {show(source.dated)} is no year, month or day")
        if not _HASH.fullmatch(source.address):
            raise StrictError(f"{at}[{number}].address: an address is never shipped, only its hash")


def _check_own_server(table: MessengerTable) -> None:
    filled = [number for number, e in enumerate(table.endpoints) if SERVER in (e.host or "")]
    if table.own_server is None:
        if filled:
            raise StrictError(f"endpoints[{filled[0]}].host: {SERVER} is filled in only where there is [own_server]")
        return
    check_host(table.own_server.example, "own_server.example")
    for number, known in enumerate(table.own_server.known):
        check_host(known.host, f"own_server.known[{number}].host")
        check_addresses(known.addresses, f"own_server.known[{number}].addresses")
    if not filled:
        raise StrictError(f"own_server: no endpoint has the host {SERVER}")
    if table.untested:
        raise StrictError(f"untested: {table.untested} contradicts own_server")


def _check_untested(table: MessengerTable) -> None:
    for key in ("why", "note"):
        if getattr(table, key) and not _KEY.fullmatch(getattr(table, key)):
            raise StrictError(f"{key}: {show(getattr(table, key))} is not a key of the wording")
    if table.why and not table.untested:
        raise StrictError(f"why: {show(table.why)} explains nothing (there is no untested)")
    if table.untested == "retired" and not table.why:
        raise StrictError("why: nothing, but a retired messenger is explained")
    if table.untested:
        for number, rule in enumerate(table.functions):
            if rule.needs:
                raise StrictError(f"functions[{number}].needs: nothing is tested where untested is {table.untested}")


def _check_functions(table: MessengerTable) -> None:
    weights = {e.id: e.weight for e in table.endpoints}
    where: dict[Function, set[str]] = {}
    for number, rule in enumerate(table.functions):
        at = f"functions[{number}]"
        _check_rule(rule, weights, at)
        platforms = _platforms(rule)
        taken = where.setdefault(rule.function, set())
        if platforms & taken:
            raise StrictError(
                f"{at}.function: {rule.function} is there twice for {', '.join(sorted(platforms & taken))}"
            )
        taken |= platforms
    for number, rule in enumerate(table.functions):
        _check_dependence(rule, where, f"functions[{number}]")


def _check_rule(rule: FunctionTable, weights: Mapping[str, Weight], at: str) -> None:
    if not rule.needs and not rule.why_not:
        raise StrictError(f"{at}.why_not: nothing, but without needs a reason is needed")
    if rule.needs and rule.why_not:
        raise StrictError(f"{at}.why_not: {show(rule.why_not)} contradicts needs")
    for group_number, group in enumerate(rule.needs):
        if not group:
            raise StrictError(f"{at}.needs[{group_number}]: it is empty")
        for number, name in enumerate(group):
            here = f"{at}.needs[{group_number}][{number}]"
            _check_known(name, weights, here)
            if weights[name] not in _PASSES:
                raise StrictError(f"{here}: {show(name)} decides nothing (its weight is {weights[name]})")
    if rule.needs and not any(all(weights[name] in _PROVES for name in group) for group in rule.needs):
        raise StrictError(f"{at}.needs: a connection alone proves nothing; another group must hold what decides")
    for number, name in enumerate(rule.speed):
        _check_known(name, weights, f"{at}.speed[{number}]")
    _check_relays(rule, weights, at)
    _check_sources_of(rule, at)


def _check_sources_of(rule: FunctionTable, at: str) -> None:
    """Check that a date, a second source and a dispute each have what they are about."""
    for key, about in (("dated", "source"), ("second", "source"), ("second_dated", "second"), ("doubt", "source")):
        if getattr(rule, key) and not getattr(rule, about):
            raise StrictError(f"{at}.{key}: there is no {about}")
    if rule.source == UNPUBLISHED and (rule.dated or rule.second):
        raise StrictError(f"{at}.source: {show(rule.source)} contradicts dated and second")


def _check_relays(rule: FunctionTable, weights: Mapping[str, Weight], at: str) -> None:
    """Check that relays which only hint at calls stand at calls, and at those that are not tested."""
    if (rule.relays or rule.begins_with_stun) and rule.function is not Function.CALLS:
        raise StrictError(f"{at}: relays and begins_with_stun are for calls")
    if rule.relays and rule.needs:
        raise StrictError(f"{at}.relays: contradicts needs")
    for number, name in enumerate(rule.relays):
        _check_known(name, weights, f"{at}.relays[{number}]")
        if weights[name] is not Weight.RELAYS:
            raise StrictError(f"{at}.relays[{number}]: {show(name)} is no relay (say weight = {Weight.RELAYS})")


def _check_dependence(rule: FunctionTable, where: Mapping[Function, set[str]], at: str) -> None:
    if rule.depends_on is None:
        return
    missing = _platforms(rule) - where.get(rule.depends_on, set())
    if rule.depends_on is rule.function or missing:
        platforms = ", ".join(sorted(missing)) or "itself"
        raise StrictError(f"{at}.depends_on: {rule.depends_on} has no rule for {platforms}")


def _platforms(rule: FunctionTable) -> frozenset[str]:
    return frozenset(rule.platforms) or _PLATFORMS


def _check_known(name: str, known: Iterable[str], at: str) -> None:
    if name not in known:
        raise StrictError(f"{at}: {show(name)} is no endpoint of this file")
