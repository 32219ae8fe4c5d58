"""What the catalogue says carries each function, proved: cut that alone, then all else of the messenger.

The networks are generated from the catalogue, and cut all messengers at once:

* ``carries-cut-FUNCTION-N``: the Nth group of what FUNCTION needs, of every messenger.  It is never "works".
* ``carries-rest-FUNCTION``: everything of every messenger, as the lab serves it and the catalogue knows it, that does
  not carry FUNCTION.  It is never "blocked" and never "down".

A name is cut where TLS shows it, anything else by its address and port.
"""

import ipaddress
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.vocabulary import Function, Wire
from lab.catalog import HOSTS, OWN_SERVERS, Host, match_name
from lab.scenario import IpBlock, Match, Net, Rule, Scenario, SniBlock
from lab.scenario import Messenger as Untold
from shipped_catalogue import shipped_catalogue

PLATFORM = "linux"
_CUT, _REST = "carries-cut-", "carries-rest-"
_UDP = (Wire.STUN, Wire.TELEGRAM_REFLECTOR, Wire.NTP, Wire.QUIC)
_NO_NAME = (*_UDP, Wire.TCP, Wire.HTTP, Wire.STUN_TCP, Wire.WHATSAPP_NOISE, Wire.MTPROTO, Wire.IMAP, Wire.SMTP)
_WORKS, _CUT_OFF = "works", ("blocked", "down")


@dataclass(frozen=True)
class Carried:
    """One function of one messenger, and what carries it: of every group one endpoint must work."""

    messenger: Messenger
    rule: FunctionRule
    groups: tuple[tuple[Endpoint, ...], ...]
    #: What it and the functions that it depends on need.
    all: tuple[Endpoint, ...]

    @property
    def name(self) -> str:
        """The word for the function."""
        return self.rule.function.value


@cache
def list_served_messengers() -> tuple[Messenger, ...]:
    """Return the messengers that the lab can be asked about; of those of one's own server, with the lab's."""
    known = shipped_catalogue().messengers
    own = [m.with_server(OWN_SERVERS[m.id]) if m.id in OWN_SERVERS else m for m in known]
    return tuple(m for m in own if m.untested is None)


@cache
def list_carried() -> tuple[Carried, ...]:
    """Return every function that is there on the lab's platform, messenger by messenger."""
    return tuple(each for messenger in list_served_messengers() for each in list_carried_by(messenger, PLATFORM))


def list_carried_by(messenger: Messenger, platform: str) -> Iterator[Carried]:
    """Yield the functions of one messenger on a platform."""
    endpoints = {e.id: e for e in messenger.endpoints}
    rules = {r.function: r for r in messenger.functions if not r.platforms or platform in r.platforms}
    for rule in rules.values():
        chain, at = [rule], rule
        while at.depends_on and at.depends_on in rules:
            at = rules[at.depends_on]
            chain.append(at)
        groups = tuple(tuple(endpoints[e] for e in group) for group in _find_groups(rule))
        needed = dict.fromkeys(e for r in chain for group in _find_groups(r) for e in group)
        yield Carried(messenger, rule, groups, tuple(endpoints[e] for e in needed))


def _find_groups(rule: FunctionRule) -> tuple[tuple[str, ...], ...]:
    """Return the groups of endpoints of a function; of calls that cannot be tested, the relays that may be silent."""
    return rule.needs or ((rule.relays,) if rule.relays else ())


# -- The networks ---------------------------------------------------------------------


def list_networks() -> tuple[str, ...]:
    """Return the names of all generated networks: for each function its groups, then the rest."""
    out = []
    for function in Function:
        deepest = max((len(each.groups) for each in list_carried() if each.rule.function is function), default=0)
        out += [f"{_CUT}{function}-{number}" for number in range(1, deepest + 1)]
        out += [f"{_REST}{function}"] if deepest else []
    return tuple(out)


def make_network(name: str) -> Scenario:
    """Return a generated network by its name. Raises `KeyError` for an unknown one."""
    if name not in list_networks():
        raise KeyError(name)
    function, number = _parse_name(name)
    chosen = [each for each in list_carried() if each.name == function]
    if number:
        title = f"What carries {function} is cut (group {number})"
        rules = tuple(_cut_off(e for each in chosen for group in each.groups[number - 1 : number] for e in group))
    else:
        title = f"All that does not carry {function} is cut"
        rules = tuple(_cut_rest({e for each in chosen for e in each.all}))
    own = dict.fromkeys(OWN_SERVERS, Untold(by="none"))
    return Scenario(name, title, __doc__ or "", rules=rules, net=Net(censorship=True), messengers=own)


def list_concerned(name: str) -> list[str]:
    """Return the messengers that a network says something about."""
    function, number = _parse_name(name)
    return [c.messenger.id for c in list_carried() if c.name == function and len(c.groups) >= max(number, 1)]


def _parse_name(name: str) -> tuple[str, int]:
    """Return the function that a network is about, and the number of the group that it cuts; 0: the rest."""
    if name.startswith(_REST):
        return name.removeprefix(_REST), 0
    function, _, number = name.removeprefix(_CUT).rpartition("-")
    return function, int(number)


def _cut_off(endpoints: Iterable[Endpoint]) -> Iterator[Rule]:
    """Yield rules that silence these endpoints and nothing beside them."""
    listed = tuple(dict.fromkeys(endpoints))
    shown = tuple(dict.fromkeys(name for e in listed if e.wire not in _NO_NAME for name in _find_names(e)))
    if shown:
        yield SniBlock(names=shown, action="drop")
    for e in listed:
        if e.wire in _NO_NAME:
            proto = "udp" if e.wire in _UDP else "tcp"
            yield IpBlock(Match(hosts=tuple(sorted(_find_addresses(e))), proto=proto, ports=(e.port, *e.ports)))


def _cut_rest(kept: set[Endpoint]) -> Iterator[Rule]:
    """Yield rules that silence all else: what the catalogue knows, and what the lab serves beside it."""
    spared = {a for e in kept for a in _find_addresses(e)}
    names_kept = tuple(dict.fromkeys(name for e in kept for name in _find_names(e)))
    known = (e for messenger in list_served_messengers() for e in messenger.endpoints if e not in kept)
    others = [e for e in known if not _is_same_place(e, kept)]
    yield from _cut_off(others)
    ids = {m.id for m in list_served_messengers()}
    owned = [h for h in HOSTS if h.messenger in ids]
    shown = tuple(dict.fromkeys(n for h in owned for n in h.names if not match_name(n, names_kept)))
    yield SniBlock(names=shown, not_names=names_kept, action="drop")
    silent = tuple(sorted({_normalise(a) for h in owned for a in h.addresses()} - spared))
    yield IpBlock(Match(hosts=silent))


def _is_same_place(endpoint: Endpoint, kept: set[Endpoint]) -> bool:
    """Return whether a censor cannot tell it from something kept: the same name in TLS, or address and port."""
    if endpoint.wire not in _NO_NAME:
        return any(e.host == endpoint.host and e.wire not in _NO_NAME for e in kept)
    ports = {endpoint.port, *endpoint.ports}
    return any(
        ports & {e.port, *e.ports}
        and (e.wire in _UDP) == (endpoint.wire in _UDP)
        and _find_addresses(e) & _find_addresses(endpoint)
        for e in kept
    )


def _find_addresses(endpoint: Endpoint) -> set[str]:
    """Return the addresses at which the lab has an endpoint."""
    return {_normalise(a) for a in (*endpoint.addresses, *(a for h in _find_hosts(endpoint) for a in h.addresses()))}


def _find_names(endpoint: Endpoint) -> tuple[str, ...]:
    """Return an endpoint's name; where another server names it to the app, all names that the lab has of its chat."""
    host = endpoint.host
    beside = (n for h in _find_hosts(endpoint) for n in h.names if endpoint.server_by and n != host)
    return (host, *beside) if host else ()


def _find_hosts(endpoint: Endpoint) -> list[Host]:
    """Return the hosts of the lab that an endpoint may be."""
    named = [h for h in HOSTS if endpoint.host and _has_name(h, endpoint.host)]
    if not endpoint.server_by:
        return named
    owner = next(m for m in list_served_messengers() if m.id == endpoint.messenger)
    known = {e.host for e in owner.endpoints if e.host and e.host != endpoint.host}
    chat = (h for h in HOSTS if h.messenger == owner.id and h.role == "chat")
    return [*named, *(h for h in chat if h not in named and not any(_has_name(h, name) for name in known))]


def _has_name(host: Host, name: str) -> bool:
    return match_name(name, host.names)


def _normalise(address: str) -> str:
    return str(ipaddress.ip_address(address))


# -- What was said --------------------------------------------------------------------


@dataclass
class Row:
    """One function of one messenger: what was said with it cut, and with the rest cut."""

    carried: Carried
    cut: list[str] = field(default_factory=list)
    rest: str = ""
    wrong: list[str] = field(default_factory=list)


def join_answers(printed: str) -> dict[str, Any]:
    """Return checks that were printed one after the other as one: a check of everything would not end in time."""
    checks, at = [], 0
    while at < len(printed.rstrip()):
        check, end = json.JSONDecoder().raw_decode(printed, at)
        checks.append(check)
        at = len(printed) - len(printed[end:].lstrip())
    messengers = [messenger for check in checks for messenger in check["messengers"]]
    return {**checks[-1], "messengers": messengers, "seconds": sum(check["seconds"] for check in checks)}


def judge(answers: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Compare what was answered in each network: name -> the check as JSON."""
    rows = [Row(each) for each in list_carried()]
    for name, answer in answers.items():
        function, number = _parse_name(name)
        said = {m["id"]: {f["function"]: f["status"] for f in m["functions"]} for m in answer["messengers"]}
        for row in rows:
            word = said.get(row.carried.messenger.id, {}).get(function)
            if row.carried.name == function and word is not None and number <= len(row.carried.groups):
                _note_word(row, number, word, name)
    return rows


def _note_word(row: Row, number: int, word: str, network: str) -> None:
    """Add what was said in a network to a row, and whether it is wrong."""
    if number:
        row.cut.append(word)
        bad = word == _WORKS
    else:
        row.rest = word
        bad = word in _CUT_OFF
    if bad:
        row.wrong.append(f"{word!r} in {network}")


def make_table(rows: Iterable[Row]) -> str:
    """Return messengers by functions: what is said with the carriers cut, then with the rest cut; and the source."""
    rows = [row for row in rows if row.cut or row.rest or not row.carried.groups]
    head = ("messenger", "function", "carriers cut", "rest cut", "", "source")
    lines = [head, *(_make_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip() + "\n"
        for line in lines
    )


def _make_cells(row: Row) -> tuple[str, ...]:
    """Return the cells of one function of one messenger."""
    rule = row.carried.rule
    source = f"{rule.source} ({rule.dated})" if rule.dated else rule.source
    second = f"; {rule.second} ({rule.second_dated})" if rule.second else ""
    doubt = f"; in doubt: {rule.doubt}" if rule.doubt else ""
    cut = ", ".join(row.cut) or ("-" if row.carried.groups else "not tested")
    verdict = "; ".join(row.wrong) and f"WRONG: {'; '.join(row.wrong)}"
    return (row.carried.messenger.id, row.carried.name, cut, row.rest or "-", verdict, source + second + doubt)
