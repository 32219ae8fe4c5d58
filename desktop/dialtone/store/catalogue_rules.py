"""What types cannot check in a messenger's file: what may refer to what, and what may decide a function."""

import re
from collections.abc import Iterable, Mapping

from dialtone.model.catalogue import SERVER, Messenger
from dialtone.model.endpoint import AUTOCONFIG
from dialtone.model.function_rule import UNPUBLISHED, FunctionRule
from dialtone.model.readers import FactSource
from dialtone.model.vocabulary import Function, MessengerStatus, Trust, Weight, Wire
from dialtone.store.endpoint_rules import check_addresses, check_endpoint, check_endpoints, check_host
from dialtone.store.strict import StrictError, show

_PLATFORMS = frozenset({"windows", "macos", "linux"})
_PASSES = (Weight.DECIDES, Weight.CONNECTS, Weight.BOOTSTRAP)
_PROVES = (Weight.DECIDES, Weight.BOOTSTRAP)
_MAIL = (Wire.IMAP, Wire.SMTP)
STATUS = "status"
"""The last part of the id of a messenger's status page; no other endpoint has it."""


def check_messenger(messenger: Messenger) -> None:
    """Check the whole file of one messenger. Raises `StrictError`."""
    check_endpoints(messenger.endpoints, "endpoints")
    _check_status(messenger)
    _check_readers(messenger)
    _check_lock_outs(messenger)
    _check_named_files(messenger)
    _check_named_servers(messenger)
    _check_connections(messenger)
    _check_trust(messenger)
    _check_own_server(messenger)
    _check_untested(messenger)
    _check_functions(messenger)


def _check_named_files(messenger: Messenger) -> None:
    """Check that a page of the messenger with a fitting prefix names the file, which must be read only for speed."""
    pages = {e.id: e for e in messenger.endpoints if e.file_prefix}
    for number, endpoint in enumerate(messenger.endpoints):
        at = f"endpoints[{number}]"
        if not endpoint.named_by:
            continue
        page = pages.get(endpoint.named_by)
        if page is None or page.file_prefix != f"https://{endpoint.host}{endpoint.path}":
            raise StrictError(f"{at}.named_by: {show(endpoint.named_by)} names no files at that host and path")
        if endpoint.weight is not Weight.SPEED:
            raise StrictError(f"{at}.weight: {endpoint.weight} is too much for a file whose name has to be found")


def _check_named_servers(messenger: Messenger) -> None:
    """Check that a page of the messenger names the server, in a form that can be parsed."""
    naming = {e.id: e.names_server for e in messenger.endpoints if e.names_server and e.wire is Wire.HTTPS}
    for number, endpoint in enumerate(messenger.endpoints):
        at = f"endpoints[{number}]"
        if endpoint.names_server and not _names_one(endpoint.names_server):
            raise StrictError(f"{at}.names_server: {show(endpoint.names_server)} is no expression with one group")
        for name in endpoint.server_by:
            if endpoint.wire not in (_MAIL if naming.get(name) == AUTOCONFIG else (Wire.HTTPS,)) or name not in naming:
                raise StrictError(f"{at}.server_by: {show(name)} names no server over {endpoint.wire}")
        if endpoint.nth and not endpoint.server_by:
            raise StrictError(f"{at}.nth: {endpoint.nth} is not which of several servers that are named")


def _names_one(expression: str) -> bool:
    if expression == AUTOCONFIG:
        return True
    try:
        return re.compile(expression).groups == 1
    except re.error:
        return False


def _check_connections(messenger: Messenger) -> None:
    """Check that no bare connection decides: anything on the path can accept one."""
    for number, endpoint in enumerate(messenger.endpoints):
        if endpoint.wire is Wire.TCP and endpoint.weight is Weight.DECIDES:
            raise StrictError(
                f"endpoints[{number}].weight: a connection alone decides nothing"
                f" (say {Weight.CONNECTS} or {Weight.INFORMS})"
            )


def _check_trust(messenger: Messenger) -> None:
    """Check that only services of Russia accept that country's root: elsewhere it indicates interception."""
    for number, endpoint in enumerate(messenger.endpoints):
        if endpoint.trust is Trust.NATIONAL and messenger.home != ("RU",):
            raise StrictError(f'endpoints[{number}].trust: {endpoint.trust} is for services of Russia (home = ["RU"])')


def _check_status(messenger: Messenger) -> None:
    if any(endpoint.id == STATUS for endpoint in messenger.endpoints):
        raise StrictError(f"endpoints: {STATUS} is the id of the status page")
    if messenger.status is not None:
        check_endpoint(messenger.status.endpoint, STATUS)


def _check_readers(messenger: Messenger) -> None:
    """Check that statements about who can read along have a source that was read."""
    if messenger.readers is not None:
        _check_sources(messenger.readers.sources, "readers.sources")


def _check_lock_outs(messenger: Messenger) -> None:
    """Check that lock-out periods are sorted from short to long, each with a source that was read."""
    days = [lock_out.days for lock_out in messenger.lock_outs]
    if days != sorted(set(days)):
        raise StrictError("lock_outs: their days do not rise")
    for number, lock_out in enumerate(messenger.lock_outs):
        _check_sources(lock_out.sources, f"lock_outs[{number}].sources")


def _check_sources(sources: tuple[FactSource, ...], at: str) -> None:
    if not any(source.read for source in sources):
        raise StrictError(f"{at}: none that was read")


def _check_own_server(messenger: Messenger) -> None:
    filled = [number for number, e in enumerate(messenger.endpoints) if SERVER in (e.host or "")]
    if messenger.own_server is None:
        if filled:
            raise StrictError(f"endpoints[{filled[0]}].host: {SERVER} is filled in only where there is [own_server]")
        return
    check_host(messenger.own_server.example, "own_server.example")
    for number, known in enumerate(messenger.own_server.known):
        check_host(known.host, f"own_server.known[{number}].host")
        check_addresses(known.addresses, f"own_server.known[{number}].addresses")
    if not filled:
        raise StrictError(f"own_server: no endpoint has the host {SERVER}")
    if messenger.untested:
        raise StrictError(f"untested: {messenger.untested} contradicts own_server")


def _check_untested(messenger: Messenger) -> None:
    if messenger.untested not in (None, MessengerStatus.RETIRED, MessengerStatus.NO_SERVER):
        raise StrictError(f"untested: {messenger.untested} is wrong: retired and no_server can be said")
    if messenger.why and not messenger.untested:
        raise StrictError(f"why: {show(messenger.why)} explains nothing (there is no untested)")
    if messenger.untested is MessengerStatus.RETIRED and not messenger.why:
        raise StrictError("why: nothing, but a retired messenger is explained")
    if messenger.untested:
        for number, rule in enumerate(messenger.functions):
            if rule.needs:
                at = f"functions[{number}].needs"
                raise StrictError(f"{at}: nothing is tested where untested is {messenger.untested}")


def _check_functions(messenger: Messenger) -> None:
    weights = {e.id: e.weight for e in messenger.endpoints}
    where: dict[Function, set[str]] = {}
    for number, rule in enumerate(messenger.functions):
        at = f"functions[{number}]"
        _check_rule(rule, weights, at)
        platforms = _platforms(rule)
        taken = where.setdefault(rule.function, set())
        if platforms & taken:
            raise StrictError(
                f"{at}.function: {rule.function} is there twice for {', '.join(sorted(platforms & taken))}"
            )
        taken |= platforms
    for number, rule in enumerate(messenger.functions):
        _check_dependence(rule, where, f"functions[{number}]")


def _check_rule(rule: FunctionRule, weights: Mapping[str, Weight], at: str) -> None:
    """Check one rule. `weights`: those of the endpoints by name. `at`: the place in the file. Raises `StrictError`."""
    if not rule.needs and not rule.why_not:
        raise StrictError(f"{at}.why_not: nothing, but without needs a reason is needed")
    if rule.needs and rule.why_not:
        raise StrictError(f"{at}.why_not: {show(rule.why_not)} contradicts needs")
    for group_number, group in enumerate(rule.needs):
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


def _check_sources_of(rule: FunctionRule, at: str) -> None:
    """Check that a date, a second source and a doubt each have what they refer to."""
    for key, about in (("dated", "source"), ("second", "source"), ("second_dated", "second"), ("doubt", "source")):
        if getattr(rule, key) and not getattr(rule, about):
            raise StrictError(f"{at}.{key}: there is no {about}")
    if rule.source == UNPUBLISHED and (rule.dated or rule.second):
        raise StrictError(f"{at}.source: {show(rule.source)} contradicts dated and second")


def _check_relays(rule: FunctionRule, weights: Mapping[str, Weight], at: str) -> None:
    """Check that relays that only hint at calls are used for calls, and only for calls that are not tested."""
    if (rule.relays or rule.begins_with_stun) and rule.function is not Function.CALLS:
        raise StrictError(f"{at}: relays and begins_with_stun are for calls")
    if rule.relays and rule.needs:
        raise StrictError(f"{at}.relays: contradicts needs")
    for number, name in enumerate(rule.relays):
        _check_known(name, weights, f"{at}.relays[{number}]")
        if weights[name] is not Weight.RELAYS:
            raise StrictError(f"{at}.relays[{number}]: {show(name)} is no relay (say weight = {Weight.RELAYS})")


def _check_dependence(rule: FunctionRule, where: Mapping[Function, set[str]], at: str) -> None:
    if rule.depends_on is None:
        return
    missing = _platforms(rule) - where.get(rule.depends_on, set())
    if rule.depends_on is rule.function or missing:
        platforms = ", ".join(sorted(missing)) or "itself"
        raise StrictError(f"{at}.depends_on: {rule.depends_on} has no rule for {platforms}")


def _platforms(rule: FunctionRule) -> frozenset[str]:
    return frozenset(rule.platforms) or _PLATFORMS


def _check_known(name: str, known: Iterable[str], at: str) -> None:
    if name not in known:
        raise StrictError(f"{at}: {show(name)} is no endpoint of this file")
