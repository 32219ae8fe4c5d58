"""What types cannot check in the catalogue: what may refer to what, what may decide a function, and the controls."""

import ipaddress
import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from dialtone.model.catalogue import (
    SERVER,
    Control,
    Controls,
    KnownServer,
    Messenger,
    Operator,
    TrustedResolver,
)
from dialtone.model.endpoint import AUTOCONFIG, Endpoint
from dialtone.model.function_rule import UNPUBLISHED, FunctionRule
from dialtone.model.readers import LockOut, WhoReads
from dialtone.model.vocabulary import Function, MessengerStatus, Trust, Weight, Wire
from dialtone.store.endpoint_rules import (
    check_addresses,
    check_distinct,
    check_endpoint,
    check_endpoints,
    check_host,
)
from dialtone.store.strict import StrictError, check_each, quote, within

_PLATFORMS = frozenset({"windows", "macos", "linux"})
_PASSES = (Weight.DECIDES, Weight.CONNECTS, Weight.BOOTSTRAP)
"""The weights of endpoints that a function may need."""
_PROVES = (Weight.DECIDES, Weight.BOOTSTRAP)
"""Those whose answer proves more than that something accepted a connection."""
_MAIL = (Wire.IMAP, Wire.SMTP)
STATUS = "status"
"""The last part of the id of a messenger's status page; no other endpoint has it."""
NEUTRAL: Mapping[str, str] = MappingProxyType(
    {
        "sign_in_checks": "sign-in",
        "anchors": "anchor",
        "udp": "udp",
        "stun_tcp": "stun-tcp",
        "port_witnesses": "port",
    }
)
"""The lists of neutral hosts other than the controls, and the prefix of the ids in each."""


def check_messenger(messenger: Messenger) -> None:
    """Check the whole file of one messenger. Raises `StrictError`."""
    check_endpoints(messenger.endpoints, "endpoints")
    check_each(messenger.endpoints, "endpoints", partial(_check_endpoint, messenger))
    if messenger.status is not None:
        with within(STATUS):
            check_endpoint(messenger.status.endpoint)
    if messenger.readers is not None:
        with within("readers"):
            _check_sources(messenger.readers)
    days = [lock_out.days for lock_out in messenger.lock_outs]
    if days != sorted(set(days)):
        raise StrictError("lock_outs: their days do not rise")
    check_each(messenger.lock_outs, "lock_outs", _check_sources)
    _check_own_server(messenger)
    _check_untested(messenger)
    _check_functions(messenger)


def _check_endpoint(messenger: Messenger, endpoint: Endpoint) -> None:
    """Check an endpoint against the rest of the file: a weight or a root may suit some messengers only."""
    if endpoint.id == STATUS:
        raise StrictError(f"id: {STATUS} is the id of the status page")
    if endpoint.wire is Wire.TCP and endpoint.weight is Weight.DECIDES:  # anything on the path can accept a connection
        raise StrictError(f"weight: a connection alone decides nothing (say {Weight.CONNECTS} or {Weight.INFORMS})")
    if endpoint.trust is Trust.NATIONAL and messenger.home != ("RU",):  # elsewhere that root indicates interception
        raise StrictError(f'trust: {endpoint.trust} is for services of Russia (home = ["RU"])')
    if SERVER in (endpoint.host or "") and messenger.own_server is None:
        raise StrictError(f"host: {SERVER} is filled in only where there is [own_server]")
    _check_named_file(messenger, endpoint)
    _check_named_server(messenger, endpoint)


def _check_named_file(messenger: Messenger, endpoint: Endpoint) -> None:
    """Check that a page of the messenger with a fitting prefix names the file, which must be read only for speed."""
    if endpoint.named_by:
        prefixes = {e.id: e.file_prefix for e in messenger.endpoints}
        if prefixes.get(endpoint.named_by) != f"https://{endpoint.host}{endpoint.path}":
            raise StrictError(f"named_by: {quote(endpoint.named_by)} names no files at that host and path")
        if endpoint.weight is not Weight.SPEED:
            raise StrictError(f"weight: {endpoint.weight} is too much for a file whose name has to be found")


def _check_named_server(messenger: Messenger, endpoint: Endpoint) -> None:
    """Check that a page of the messenger names the server, in a form that can be parsed."""
    if endpoint.names_server and not _captures_one_name(endpoint.names_server):
        raise StrictError(f"names_server: {quote(endpoint.names_server)} is no expression with one group")
    for name in endpoint.server_by:
        pages = (e for e in messenger.endpoints if e.names_server and e.wire is Wire.HTTPS)
        page = next((page for page in pages if page.id == name), None)
        wires = _MAIL if page is not None and page.names_server == AUTOCONFIG else (Wire.HTTPS,)
        if page is None or endpoint.wire not in wires:
            raise StrictError(f"server_by: {quote(name)} names no server over {endpoint.wire}")
    if endpoint.nth and not endpoint.server_by:
        raise StrictError(f"nth: {endpoint.nth} is not which of several servers that are named")


def _captures_one_name(expression: str) -> bool:
    """Return whether what finds a server's name on a page has exactly one group: the name."""
    if expression == AUTOCONFIG:
        return True
    try:
        return re.compile(expression).groups == 1
    except re.error:
        return False


def _check_sources(statement: WhoReads | LockOut) -> None:
    """Check that a source of a statement was read."""
    if not any(source.read for source in statement.sources):
        raise StrictError("sources: none that was read")


def _check_own_server(messenger: Messenger) -> None:
    """Check what is said about servers that people run themselves; some endpoint must be theirs."""
    own_server = messenger.own_server
    if own_server is None:
        return
    with within("own_server"):
        check_host(own_server.example, "example")
        check_each(own_server.known, "known", _check_known_server)
    if not any(SERVER in (endpoint.host or "") for endpoint in messenger.endpoints):
        raise StrictError(f"own_server: no endpoint has the host {SERVER}")
    if messenger.untested:
        raise StrictError(f"untested: {messenger.untested} contradicts own_server")


def _check_known_server(server: KnownServer) -> None:
    check_host(server.host, "host")
    check_addresses(server.addresses, "addresses")


def _check_untested(messenger: Messenger) -> None:
    """Check why a messenger is said to be untestable: only retirement, or the lack of any server, can be stated."""
    if messenger.untested not in (None, MessengerStatus.RETIRED, MessengerStatus.NO_SERVER):
        raise StrictError(f"untested: {messenger.untested} is wrong: retired and no_server can be said")
    if messenger.why and not messenger.untested:
        raise StrictError(f"why: {quote(messenger.why)} explains nothing (there is no untested)")
    if messenger.untested is MessengerStatus.RETIRED and not messenger.why:
        raise StrictError("why: nothing, but a retired messenger is explained")
    for number, rule in enumerate(messenger.functions):
        if messenger.untested and rule.needs:
            at = f"functions[{number}].needs"
            raise StrictError(f"{at}: nothing is tested where untested is {messenger.untested}")


def _check_functions(messenger: Messenger) -> None:
    """Check the rules of a messenger's functions: one at most for each function on each system."""
    weights = {e.id: e.weight for e in messenger.endpoints}
    platforms: dict[Function, set[str]] = {}
    """The systems for which there is a rule, by function."""

    def check_once(rule: FunctionRule) -> None:
        """Check a rule, and that no earlier one is for the same function on the same system."""
        _check_rule(rule, weights)
        earlier = platforms.setdefault(rule.function, set())
        if twice := _platforms(rule) & earlier:
            raise StrictError(f"function: {rule.function} is there twice for {', '.join(sorted(twice))}")
        earlier |= _platforms(rule)

    check_each(messenger.functions, "functions", check_once)
    check_each(messenger.functions, "functions", partial(_check_dependence, platforms))


def _check_rule(rule: FunctionRule, weights: Mapping[str, Weight]) -> None:
    """Check that a function is tested with endpoints that prove something, or that a reason is given why not.

    `weights`: those of the file's endpoints, by their short ids. Raises `StrictError`.
    """
    if not rule.needs and not rule.why_not:
        raise StrictError("why_not: nothing, but without needs a reason is needed")
    if rule.needs and rule.why_not:
        raise StrictError(f"why_not: {quote(rule.why_not)} contradicts needs")
    for number, group in enumerate(rule.needs):
        _check_names(group, f"needs[{number}]", weights, _PASSES, "decides nothing")
    if rule.needs and not any(all(weights[name] in _PROVES for name in group) for group in rule.needs):
        raise StrictError("needs: a connection alone proves nothing; another group must hold what decides")
    _check_names(rule.speed, "speed", weights)
    _check_relays(rule, weights)
    _check_sources_of(rule)


def _check_relays(rule: FunctionRule, weights: Mapping[str, Weight]) -> None:
    """Check that relays that only hint at calls are used for calls, and only for calls that are not tested."""
    if (rule.relays or rule.begins_with_stun) and rule.function is not Function.CALLS:
        raise StrictError("function: relays and begins_with_stun are for calls")
    if rule.relays and rule.needs:
        raise StrictError("relays: contradicts needs")
    _check_names(rule.relays, "relays", weights, (Weight.RELAYS,), "is no relay")


def _check_names(
    names: Iterable[str],
    key: str,
    weights: Mapping[str, Weight],
    fitting: Container[Weight] = tuple(Weight),
    otherwise: str = "",
) -> None:
    """Check that names are those of endpoints with a fitting weight. `otherwise`: what is said of another weight."""
    for number, name in enumerate(names):
        if name not in weights:
            raise StrictError(f"{key}[{number}]: {quote(name)} is no endpoint of this file")
        if weights[name] not in fitting:
            raise StrictError(f"{key}[{number}]: {quote(name)} {otherwise} (its weight is {weights[name]})")


def _check_sources_of(rule: FunctionRule) -> None:
    """Check that a date, a second source and a doubt each have what they refer to."""
    for key, about in (("dated", "source"), ("second", "source"), ("second_dated", "second"), ("doubt", "source")):
        if getattr(rule, key) and not getattr(rule, about):
            raise StrictError(f"{key}: there is no {about}")
    if rule.source == UNPUBLISHED and (rule.dated or rule.second):
        raise StrictError(f"source: {quote(rule.source)} contradicts dated and second")


def _check_dependence(platforms_by_function: Mapping[Function, set[str]], rule: FunctionRule) -> None:
    """Check that a function depends on another one that has a rule for the same systems."""
    if rule.depends_on is None:
        return
    missing = _platforms(rule) - platforms_by_function.get(rule.depends_on, set())
    if rule.depends_on is rule.function or missing:
        lacking = ", ".join(sorted(missing)) or "itself"
        raise StrictError(f"depends_on: {rule.depends_on} has no rule for {lacking}")


def _platforms(rule: FunctionRule) -> frozenset[str]:
    return frozenset(rule.platforms) or _PLATFORMS


# The controls: `ground.toml`


def check_controls(version: str, controls: Controls) -> None:
    """Check the whole of `ground.toml`. Raises `StrictError`."""
    try:
        date.fromisoformat(version)
    except ValueError:
        raise StrictError(f"version: {quote(version)} is not a day (YYYY-MM-DD)") from None
    check_host(controls.neutral_name, "neutral_name")
    endpoints = {key: getattr(controls, key) for key in NEUTRAL} | {"controls": [c.endpoint for c in controls.sites]}
    for key, of_list in endpoints.items():
        check_endpoints(of_list, key)
        check_each(of_list, key, _check_host)
    check_each(controls.sites, "controls", _check_trust)
    for key in ("resolvers", "plain_resolvers", "operators", "filters", "inspectors"):
        check_distinct([entry.id for entry in getattr(controls, key)], key)
    check_each(controls.resolvers, "resolvers", _check_resolver)
    for number, plain in enumerate(controls.plain_resolvers):
        check_addresses((plain.address,), f"plain_resolvers[{number}].address")
    check_each(controls.operators, "operators", _check_ranges)
    check_each(controls.filters, "filters", _check_ranges)


def _check_host(endpoint: Endpoint) -> None:
    if SERVER in (endpoint.host or ""):
        raise StrictError(f"host: {SERVER} belongs to messengers")


def _check_trust(control: Control) -> None:
    if control.endpoint.trust is Trust.NATIONAL and control.countries != ("RU",):
        raise StrictError(f'trust: {control.endpoint.trust} is for sites of Russia (countries = ["RU"])')


def _check_resolver(resolver: TrustedResolver) -> None:
    check_host(resolver.host, "host")
    check_addresses(resolver.addresses, "addresses")
    check_addresses(resolver.shown_names, "shown_names")


def _check_ranges(operator: Operator) -> None:
    """Check that each range of an operator or a filter is in CIDR notation."""
    for number, text in enumerate(operator.ranges):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise StrictError(f"ranges[{number}]: {quote(text)} is not a range of addresses") from None
