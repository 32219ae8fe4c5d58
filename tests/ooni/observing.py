"""A measurement of OONI as observations of Dialtone: what was looked up, connected to, secured and asked."""

import base64
import binascii
import ipaddress
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.x509.oid import NameOID

from dialtone.model.fact import Fact, Facts
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step
from ooni.failures import failure_of
from ooni.reading import Measurement
from ooni.targets import Target, targets

_DEADLINE = 59.0
"""Seconds: OONI ends each of these tests after 60, and what is left then fails at once (probe-cli telegram.go:105)."""
_AT_ONCE = 1.0
_NOWHERE = "192.0.2.1"
"""Stands for an address that a measurement does not name (TEST-NET-1 of RFC 5737)."""
_LONGEST = 3_000.0
_NOT_TELEGRAMS = frozenset({200, 403, 451, 511})
"""Statuses that Telegram's data centres never gave to OONI's POST: theirs are 404, 501, 411 (ts-020, its samples)."""


@dataclass(slots=True)
class _Notes:
    messenger: str
    written: list[Observation] = field(default_factory=list)
    attempts: int = 0

    def write(self, target: Target | None, step: Step, place: str, entry: "_Entry", facts: Facts) -> None:
        self.written.append(
            Observation(
                number=len(self.written) + 1,
                messenger=self.messenger,
                endpoint=target.endpoint if target else f"{self.messenger}/-",
                step=step,
                target=place,
                started=entry.began,
                seconds=max(0.0, entry.ended - entry.began),
                failure=entry.failure,
                facts=facts,
                attempt=self.attempts,
            )
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    raw: Mapping[str, Any]
    failure: Failure | None
    began: float
    ended: float
    address: str = ""
    port: int = 0
    host: str = ""


def observe(measurement: Measurement) -> tuple[Observation, ...]:
    notes = _Notes(measurement.test)
    known = _note_lookups(measurement, notes)
    connects = list(_connects(measurement))
    handshakes = list(_handshakes(measurement))
    requests = list(_requests(measurement))
    for target in targets(measurement.test):
        _note_target(target, notes, known, connects, handshakes, requests)
    return tuple(notes.written)


def _note_lookups(measurement: Measurement, notes: _Notes) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    endpoints = {target.host: target for target in reversed(targets(measurement.test)) if target.host}
    for raw in measurement.entries("queries"):
        host = _text(raw.get("hostname")).lower().rstrip(".")
        if not host:
            continue
        addresses = _addresses(raw)
        known.setdefault(host, set()).update(addresses)
        entry = _entry(raw, raw.get("failure"))
        for family in _families(_text(raw.get("query_type"))):
            mine = tuple(a for a in addresses if (":" in a) == (family == 6))
            failure = None if mine else entry.failure or Failure.NO_ADDRESS
            one = _Entry(raw, failure, entry.began, entry.ended)
            facts: Facts = {Fact.RESOLVER: "system", Fact.FAMILY: family, **({Fact.ADDRESSES: mine} if mine else {})}
            notes.write(endpoints.get(host), Step.DNS, f"{host}@system", one, facts)
    return known


def _families(kind: str) -> tuple[int, ...]:
    return {"A": (4,), "AAAA": (6,), "ANY": (4, 6), "": (4,)}.get(kind.upper(), ())


def _addresses(raw: Mapping[str, Any]) -> tuple[str, ...]:
    answers = raw.get("answers")
    found: dict[str, None] = {}
    for answer in answers if isinstance(answers, list) else ():
        for key in ("ipv4", "ipv6", "answer"):
            if isinstance(answer, Mapping) and (address := _address(answer.get(key))):
                found[address] = None
    return tuple(found)


def _note_target(
    target: Target,
    notes: _Notes,
    known: Mapping[str, set[str]],
    connects: list[_Entry],
    handshakes: list[_Entry],
    requests: list[_Entry],
) -> None:
    """Write every connection to one target. What is used up is taken out of the lists."""
    addresses = set(target.addresses).union(*(known.get(host, set()) for host in target.hosts))
    secured = _take(handshakes, lambda h: h.host in target.hosts) if target.tls else []
    mine = _take_connects(connects, target, secured, lambda c: _is_at(c.address, addresses, target, known))
    asked = _take(requests, lambda r: _is_asked(r, target))
    for connect in mine:
        notes.attempts += 1
        place = _place(connect.address, connect.port)
        notes.write(target, Step.TCP, place, connect, {Fact.FROM: target.origin})
        if connect.failure is None:
            _note_rest(target, notes, place, secured, asked)
        else:
            on_it = [r for r in asked if target.tls or _place(r.host, r.port) == place]
            _drop_same_failure(asked, on_it, connect.failure)
    for rest in list(asked):  # older programs note no connections: the failure alone says how far it came
        notes.attempts += 1
        _note_request(target, notes, _place(rest.address or min(addresses, default=_NOWHERE), rest.port), rest)


def _take_connects(
    connects: list[_Entry], target: Target, secured: list[_Entry], is_at: Callable[[_Entry], bool]
) -> list[_Entry]:
    """Take the connections to a target. Two names may share an address: then each has those that it secured.

    A connection there that failed is evidence for both.
    """
    found: list[_Entry] = []
    for connect in [c for c in connects if c.port in target.ports and is_at(c)]:
        place = _place(connect.address, connect.port)
        handshakes = sum(_place(h.address, h.port) == place for h in secured)
        taken = sum(c.failure is None and _place(c.address, c.port) == place for c in found)
        if connect.failure is None and target.tls and taken >= max(1, handshakes):
            continue
        found.append(connect)
        if connect.failure is None:
            connects[:] = [c for c in connects if c is not connect]
    return found


def _is_at(address: str, addresses: set[str], target: Target, known: Mapping[str, set[str]]) -> bool:
    if addresses:
        return address in addresses
    # Without lookups the port must tell: only WhatsApp's chat has one of its own.
    return not known and target.takes_unknown


def _note_rest(target: Target, notes: _Notes, place: str, secured: list[_Entry], asked: list[_Entry]) -> None:
    if target.tls:
        handshake = next((h for h in secured if _place(h.address, h.port) == place), None)
        if handshake is not None:
            secured.remove(handshake)
            notes.write(target, Step.TLS, place, handshake, _tls_facts(handshake, target))
            if handshake.failure is not None:
                _drop_same_failure(asked, asked, handshake.failure)
                return
    on_it = [r for r in asked if target.tls or _place(r.host, r.port) == place]
    if on_it:
        asked.remove(on_it[0])
        _note_request(target, notes, place, on_it[0])


def _drop_same_failure(asked: list[_Entry], on_it: Sequence[_Entry], failure: Failure) -> None:
    """Drop the request that never left: OONI notes what failed before once more as a failed request."""
    same = next((r for r in on_it if r.failure is failure), None)
    if same is not None:
        asked.remove(same)


_STEP_OF: Mapping[Failure, Step] = {
    Failure.REFUSED: Step.TCP,
    Failure.UNREACHABLE: Step.TCP,
    Failure.CERT_UNTRUSTED: Step.TLS,
    Failure.CERT_NAME: Step.TLS,
    Failure.CERT_EXPIRED: Step.TLS,
    Failure.ALERT: Step.TLS,
}
_OF_LOOKUPS = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, Failure.DNS_FAILED)


def _note_request(target: Target, notes: _Notes, place: str, request: _Entry) -> None:
    if request.failure in _OF_LOOKUPS:
        return
    step = _STEP_OF.get(request.failure, Step.HTTP) if request.failure is not None else Step.HTTP
    facts: Facts = {Fact.FROM: target.origin}
    status = _status(request.raw)
    if status:
        facts[Fact.STATUS] = status
    if location := _location_host(request.raw):
        facts[Fact.LOCATION_HOST] = location
    if step is Step.HTTP and request.failure is None and not target.tls and _is_a_strangers(status):
        request = _Entry(request.raw, Failure.BAD_ANSWER, request.began, request.ended)
    notes.write(target, step, place, request, facts)


def _is_a_strangers(status: int) -> bool:
    """Return whether what answers in plain HTTP at a data centre's address is another host: a block page, a portal."""
    return status in _NOT_TELEGRAMS or 300 <= status < 400


def _connects(measurement: Measurement) -> Iterator[_Entry]:
    for raw in measurement.entries("tcp_connect"):
        status = raw.get("status")
        status = status if isinstance(status, Mapping) else {}
        word = status.get("failure")
        if word in (None, False, "") and status.get("success") is False:
            word = "unknown_failure"
        if address := _address(raw.get("ip")):
            yield _entry(raw, word, address, _port(raw.get("port")))


def _handshakes(measurement: Measurement) -> Iterator[_Entry]:
    for raw in measurement.entries("tls_handshakes"):
        address, _, port = _text(raw.get("address")).rpartition(":")
        yield _entry(raw, raw.get("failure"), _address(address.strip("[]")), _port(port), raw.get("server_name"))


def _requests(measurement: Measurement) -> Iterator[_Entry]:
    for raw in measurement.entries("requests"):
        request = raw.get("request")
        url = _text(request.get("url")) if isinstance(request, Mapping) else ""
        try:
            link = urlsplit(url)
            port = link.port or (443 if link.scheme == "https" else 80)
        except ValueError:
            continue
        word = raw.get("failure")
        if word in (None, False, "") and not _status(raw):
            word = "unknown_failure"  # neither an answer nor a reason why there is none
        yield _entry(raw, word, _address(link.hostname), port, link.hostname)


def _entry(raw: Mapping[str, Any], word: object, address: str = "", port: int = 0, host: object = "") -> _Entry:
    ended, began = _seconds(raw.get("t")), _seconds(raw.get("t0"))
    told = isinstance(raw.get("t0"), int | float)
    failure = failure_of(word)
    if failure is Failure.TIMEOUT and told and ended >= _DEADLINE and ended - began < _AT_ONCE:
        failure = Failure.NOT_IN_TIME
    return _Entry(raw, failure, began if told else ended, ended, address, port, _text(host).lower().rstrip("."))


def _is_asked(request: _Entry, target: Target) -> bool:
    hosts = target.hosts or target.addresses
    url = request.raw.get("request")
    scheme = _text(url.get("url")).partition(":")[0].lower() if isinstance(url, Mapping) else ""
    return request.host in hosts and request.port in target.ports and scheme == ("https" if target.tls else "http")


def _tls_facts(handshake: _Entry, target: Target) -> Facts:
    facts: Facts = {Fact.SNI: handshake.host}
    if version := _text(handshake.raw.get("tls_version")):
        facts[Fact.VERSION] = version
    if alpn := _text(handshake.raw.get("negotiated_protocol")):
        facts[Fact.ALPN] = alpn
    if issuer := issuer_of(handshake.raw):
        facts[Fact.ISSUER] = issuer
    if handshake.failure is None and target.public and handshake.raw.get("no_tls_verify") is not True:
        facts[Fact.MOZILLA] = True  # OONI checks with Mozilla's list, and not with the computer's
    return facts


def issuer_of(raw: Mapping[str, Any]) -> str:
    chain = raw.get("peer_certificates")
    first = chain[0] if isinstance(chain, list) and chain else None
    data = _text(first.get("data")) if isinstance(first, Mapping) else ""
    try:
        issuer = x509.load_der_x509_certificate(base64.b64decode(data)).issuer
        names = [*issuer.get_attributes_for_oid(NameOID.COMMON_NAME), *issuer]
        return str(names[0].value)[:200] if names else ""
    except (ValueError, binascii.Error, TypeError):
        return ""


def _location_host(raw: Mapping[str, Any]) -> str:
    response = raw.get("response")
    headers = response.get("headers") if isinstance(response, Mapping) else None
    for name, value in headers.items() if isinstance(headers, Mapping) else ():
        text = value.get("data") if isinstance(value, Mapping) else value
        if _text(name).lower() == "location":
            try:
                return urlsplit(_text(text)).hostname or ""
            except ValueError:
                return ""
    return ""


def _status(raw: Mapping[str, Any]) -> int:
    response = raw.get("response")
    code = response.get("code") if isinstance(response, Mapping) else 0
    return code if isinstance(code, int) and not isinstance(code, bool) and 100 <= code < 600 else 0


def _take(entries: list[_Entry], wanted: Callable[[_Entry], bool]) -> list[_Entry]:
    found = [entry for entry in entries if wanted(entry)]
    entries[:] = [entry for entry in entries if not any(entry is one for one in found)]
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _address(value: object) -> str:
    try:
        return str(ipaddress.ip_address(_text(value)))
    except ValueError:
        return ""


def _port(value: object) -> int:
    try:
        number = int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0
    return number if 0 < number < 65536 else 0


def _seconds(value: object) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
    return min(max(number, 0.0), _LONGEST) if number == number else 0.0


def _place(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
