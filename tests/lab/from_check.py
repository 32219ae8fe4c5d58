"""A check that a person gave away as a network of the lab: what was seen becomes rules. Its truth stays open.

A rule stands for what was observed, and not for who did it or why: that is for a person to fill in.
"""

import dataclasses
import ipaddress
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dialtone.judge.attempts import Attempt, AttemptIndex, rate
from dialtone.model.catalogue import Catalogue, Endpoint
from dialtone.model.check import Check
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Failure, NetworkFlag, ResolverKind, Step, Wire
from lab.catalog import HOSTS, ISP_BLOCKPAGE, find_hosts
from lab.scenario import (
    CutOff,
    Divert,
    DnsInject,
    DnsLie,
    Fault,
    IpBlock,
    Link,
    Match,
    PayloadBlock,
    Rule,
    Scenario,
    SniBlock,
    Throttle,
)

_CERTIFICATES = (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)
_DENIALS = {
    Failure.NO_SUCH_NAME: "NXDOMAIN",
    Failure.NO_ADDRESS: "NODATA",
    Failure.DNS_FAILED: "SERVFAIL",
    Failure.TIMEOUT: "TIMEOUT",
}
_AT_TCP = {
    Failure.TIMEOUT: "drop",
    Failure.RESET: "rst",
    Failure.REFUSED: "rst",
    Failure.CLOSED: "rst",
    Failure.UNREACHABLE: "icmp",
}
_AT_TLS = {Failure.TIMEOUT: "drop", Failure.RESET: "rst", Failure.CLOSED: "rst", Failure.ALERT: "alert"}
_SPOKEN = {Wire.MTPROTO: "mtproto", Wire.WHATSAPP_NOISE: "wa-noise", Wire.STUN: "stun", Wire.STUN_TCP: "stun"}
_ENOUGH_BYTES, _SLOW_RATE, _TIMES_SLOWER = 4_000, 40_000.0, 3
_STALLS_AFTER = 4_000
_ISP = "isp"


def make_scenario(check: Check, catalogue: Catalogue, name: str = "given") -> Scenario:
    """Return the network that a check was made on, as far as it shows."""
    index = AttemptIndex(check.observations)
    endpoints = _list_endpoints(check, catalogue)
    rules = _Rules()
    faults: list[Fault] = []
    best = _find_best_rate(endpoints, index)
    for endpoint in endpoints:
        for found in _find_causes(endpoint, index, best):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                rules.add(found)
    for rule in _find_injected(endpoints, index):
        rules.add(rule)
    hosts = sorted({e.host for e in endpoints if e.host})
    return Scenario(
        name,
        "A network that somebody checked",
        f"From a check of {check.started_at:%Y-%m-%d} ({check.platform}, Dialtone {check.app_version}).",
        link=_make_link(check),
        rules=tuple(rules.joined()),
        dns_lies=tuple(_join_lies(lie for host in hosts if (lie := _find_lie(host, index)))),
        faults=tuple(dict.fromkeys(faults)),
        expect={"*": "*"},
    )


def make_source(scenario: Scenario) -> str:
    """Return the network as text for one of the ``networks/*.toml``; what is to be filled in is named."""
    lost = sorted(_find_unknown_hosts(scenario))
    rows = {"rules": scenario.rules, "dns_lies": scenario.dns_lies, "faults": scenario.faults}
    lines = [
        "# The truth is open: fill in net, truth and expect from what the person told.",
        *([f"# Not in catalog.HOSTS: {', '.join(lost)}"] if lost else []),
        f"[{scenario.name}]",
        f"title = {_write(scenario.title)}",
        f"description = {_write(scenario.description)}",
        f"link = {_write(scenario.link)}",
    ]
    for key, told in rows.items():
        if told:
            lines += [f"{key} = [", *(f"    {_write(row)}," for row in told), "]"]
    return "\n".join(lines) + "\n"


def _list_endpoints(check: Check, catalogue: Catalogue) -> list[Endpoint]:
    """Return everything that a check asks: the controls, and the endpoints of the messengers that it tested."""
    controls = catalogue.controls
    tested = (catalogue.messenger(verdict.messenger) for verdict in check.messengers)
    return [
        *(c.endpoint for c in controls.sites),
        *controls.sign_in_checks,
        *controls.anchors,
        *controls.udp,
        *(endpoint for messenger in tested if messenger is not None for endpoint in messenger.endpoints),
    ]


def _find_causes(endpoint: Endpoint, index: AttemptIndex, best: float) -> Iterator[Rule | Fault]:
    """Yield what stops, slows or replaces an endpoint."""
    attempts = index.attempts_at(endpoint)
    failed = [t for t in attempts if not t.answered(endpoint.wire) and t.failure is not None]
    hosts = _find_lab_hosts(endpoint, attempts)
    if attempts and len(failed) == len(attempts):
        last = max(failed, key=lambda t: len(t.steps))
        yield from _explain_failure(endpoint, hosts, last)
    elif failed and any(t.failure is f for t in failed for f in (Failure.RESET, Failure.TIMEOUT, Failure.CLOSED)):
        share = max(0.25, round(4 * len(failed) / len(attempts)) / 4)
        for found in _explain_failure(endpoint, hosts, max(failed, key=lambda t: len(t.steps))):
            yield replace(found, share=share) if isinstance(found, Rule) else found
    for attempt in attempts:
        flow = attempt.find(Step.FLOW)
        if flow is None:
            continue
        size = int(float(str(flow.facts.get(Fact.BYTES, 0))))
        if flow.failure is Failure.STALLED:
            yield CutOff(Match(hosts=hosts, ports=(endpoint.port,)), after_bytes=max(_STALLS_AFTER, size))
        elif flow.ok and size >= _ENOUGH_BYTES and rate(flow) < min(_SLOW_RATE, best / _TIMES_SLOWER):
            yield Throttle(Match(hosts=hosts, ports=(endpoint.port,)), rate_kbit=round(rate(flow) * 8 / 1000, 1))


def _explain_failure(endpoint: Endpoint, hosts: tuple[str, ...], attempt: Attempt) -> Iterator[Rule | Fault]:
    """Yield the rule or fault with which a host would fail in the same way."""
    step, failure = attempt.last.step, attempt.failure
    match = Match(hosts=hosts)
    if failure is None or not hosts:
        return
    if failure is Failure.HTTP_ERROR:
        yield Fault(hosts, "http-503")
    elif step is Step.TCP and failure in _AT_TCP:
        yield IpBlock(match, action=_AT_TCP[failure])
    elif step is Step.TLS and failure in _CERTIFICATES and endpoint.host:
        yield Divert(Match(hosts=hosts, proto="tcp", ports=(443,)), to="mitm", names=(endpoint.host,))
    elif step is Step.TLS and failure in _AT_TLS and endpoint.host:
        yield SniBlock(names=(endpoint.host,), action=_AT_TLS[failure])
    elif endpoint.wire in _SPOKEN and step is not Step.TCP:
        action = "rst" if failure in (Failure.RESET, Failure.CLOSED) else "drop"
        yield PayloadBlock(match, kind=_SPOKEN[endpoint.wire], action=action)
    elif endpoint.wire is Wire.NTP:
        yield IpBlock(replace(match, proto="udp"))
    elif step in (Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO, Step.IMAP, Step.SMTP):
        yield CutOff(replace(match, ports=(endpoint.port,)), after_bytes=_STALLS_AFTER)


def _find_lab_hosts(endpoint: Endpoint, attempts: Iterable[Attempt]) -> tuple[str, ...]:
    """Return names of the lab's hosts that an endpoint stands for: its own, or those at its built-in addresses."""
    if endpoint.host:
        return (endpoint.host,)
    addresses = {t.address for t in attempts} or set(endpoint.addresses)
    found = {host.names[0] for host in HOSTS if addresses & set(host.addresses())}
    return tuple(sorted(found))


def _find_best_rate(endpoints: Iterable[Endpoint], index: AttemptIndex) -> float:
    """Return the best rate at which a control sent something, in bytes a second; infinity without one."""
    flows = [
        f for e in endpoints if not e.messenger for t in index.attempts_at(e) if (f := t.find(Step.FLOW)) is not None
    ]
    return max((rate(f) for f in flows if f.ok), default=float("inf"))


# -- Names --------------------------------------------------------------------


def _find_lie(host: str, index: AttemptIndex) -> DnsLie | None:
    """Return what the system's resolver says instead of the truth about a name; None if it does not lie."""
    system = [found for found in index.lookups(host, system=True) if found.observation.facts.get(Fact.FAMILY) != 6]
    trusted = [a for found in index.lookups(host, system=False) for a in found.addresses]
    if not system:
        return None
    answers = [a for found in system for a in found.addresses]
    if not answers:
        failure = next((found.failure for found in system if found.failure in _DENIALS), None)
        return DnsLie((host,), _DENIALS[failure], (_ISP,)) if failure is not None else None
    impossible = [a for a in answers if not ipaddress.ip_address(a).is_global]
    if impossible:
        return DnsLie((host,), impossible[0], (_ISP,))
    elsewhere = trusted and not {_find_block(a) for a in answers} & {_find_block(a) for a in trusted}
    return DnsLie((host,), ISP_BLOCKPAGE, (_ISP,)) if elsewhere and _is_refuted(answers, index) else None


def _is_refuted(answers: Iterable[str], index: AttemptIndex) -> bool:
    """Return whether another host stands at these addresses: services have many blocks, which alone proves nothing."""
    places = set(answers)
    tried = [o for o in index.steps if o.step is not Step.DNS and o.target.rpartition(":")[0].strip("[]") in places]
    return any(o.failure in _CERTIFICATES for o in tried) or not any(o.ok and o.step is not Step.TCP for o in tried)


def _find_block(address: str) -> str:
    return str(ipaddress.ip_network(f"{address}/{32 if ':' in address else 16}", strict=False))


def _find_injected(endpoints: Iterable[Endpoint], index: AttemptIndex) -> Iterator[Rule]:
    """Yield rules for false answers to questions that went in the clear to a resolver abroad."""
    for messenger in sorted({e.messenger for e in endpoints if e.messenger}):
        heard = (f for found in index.by_name.values() for f in found if f.observation.messenger == messenger)
        found = [f for f in heard if f.is_plain and f.resolver_kind == ResolverKind.PUBLIC]
        for name in sorted({f.name for f in found if f.failure is Failure.NO_SUCH_NAME}):
            if any(t.addresses for t in index.lookups(name)):
                yield DnsInject(names=(name,), tcp="pass")


def _join_lies(lies: Iterable[DnsLie]) -> Iterator[DnsLie]:
    """Yield the lies, those that say the same in one."""
    alike: dict[str, list[str]] = defaultdict(list)
    for lie in lies:
        alike[lie.answer] += lie.names
    for answer, names in alike.items():
        yield DnsLie(tuple(sorted(names)), answer, (_ISP,))


# -- The rest of a scenario ---------------------------------------------------


class _Rules:
    """Rules as they are found; those that do the same to several hosts or names become one."""

    def __init__(self) -> None:
        self._alike: dict[Rule, list[Rule]] = defaultdict(list)

    def add(self, rule: Rule) -> None:
        """Take in a rule."""
        self._alike[_remove_names(rule)].append(rule)

    def joined(self) -> Iterator[Rule]:
        """Yield all rules, each once."""
        for alike in self._alike.values():
            hosts = tuple(sorted({host for rule in alike for host in rule.match.hosts}))
            joined = replace(alike[0], match=replace(alike[0].match, hosts=hosts))
            if isinstance(joined, SniBlock | Divert | DnsInject):
                names = {
                    name for rule in alike if isinstance(rule, SniBlock | Divert | DnsInject) for name in rule.names
                }
                joined = replace(joined, names=tuple(sorted(names)))
            yield joined


def _remove_names(rule: Rule) -> Rule:
    """Return a rule without its hosts and names: what rules have in common that become one."""
    bare = replace(rule, match=replace(rule.match, hosts=()))
    return replace(bare, names=()) if isinstance(bare, SniBlock | Divert | DnsInject) else bare


def _make_link(check: Check) -> Link:
    """Return the line that a check shows."""
    succeeded = [o for o in check.observations if o.ok]
    if not succeeded:
        nowhere = any(o.failure is Failure.UNREACHABLE for o in check.observations)
        return Link(state="no-route" if nowhere else "down")
    link = Link()
    if check.network.round_trip:
        half = check.network.round_trip * 500
        link = replace(link, world_ms=round(max(0.0, half - link.access_ms), 1))
    if NetworkFlag.IPV6_BROKEN in check.network.flags:
        return replace(link, ipv6="broken")
    return link if any(o.target.startswith("[") for o in check.observations) else replace(link, ipv6="none")


def _find_unknown_hosts(scenario: Scenario) -> set[str]:
    """Return the hosts and names that the lab does not have."""
    wanted = {host for rule in scenario.rules for host in rule.match.hosts}
    wanted |= {name for lie in scenario.dns_lies for name in lie.names}
    return {host for host in wanted if not find_hosts(host)}


def _write(value: Any) -> str:
    """Return a value as TOML: words as one string, of a dataclass only what differs from its defaults."""
    if isinstance(value, tuple) and all(isinstance(word, str) for word in value):
        return _write(" ".join(value))
    if dataclasses.is_dataclass(value):
        return "{ " + ", ".join(_write_fields(value)) + " }"
    return json.dumps(value, ensure_ascii=False)


def _write_fields(value: Any) -> Iterator[str]:
    """Yield the fields of a dataclass that differ from their defaults, those of its `Match` among them."""
    if isinstance(value, Rule):
        yield f'rule = "{type(value).__name__}"'
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if isinstance(found, Match):
            yield from _write_fields(found)
        elif found != field.default:
            yield f"{field.name} = {_write(found)}"
