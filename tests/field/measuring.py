"""Asking every endpoint and control once, as Dialtone does, and reading its page further than Dialtone would."""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import anyio
import certifi
import msgspec
from anyio.streams.tls import TLSStream
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from dialtone.app.session import Session
from dialtone.engine.plan import Plan, is_abroad_or_home, make_context
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.kinds import APP_HANDSHAKE
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Catalogue, Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import Allowance
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.endpoint_probe import observe_control
from dialtone.probe.known_targets import find_targets
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import presented_chain
from dialtone.probe.target import Target
from field.networks import Networks
from field.recording import Answer, Root, Row

_FURTHEST = 131_072
_AT_ONCE = 6
_TLS_WIRES = (
    *(Wire.TLS, Wire.HTTPS, Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET, Wire.IMAP, Wire.SMTP),
)
_PAGES = (Wire.HTTPS, Wire.HTTP)
_PAGE = "#page"
"""Added to the id of an endpoint whose page is read further."""
_ALLOWANCE = Allowance(connection=2_000_000, in_all=200_000_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run found."""

    rows: tuple[Row, ...]
    network: NetworkVerdict


def plan_of(session: Session) -> Plan:
    """Return a plan with room for whole pages."""
    plan = session.make_plan(())
    return replace(plan, limits=replace(plan.limits, allowance=_ALLOWANCE))


def all_endpoints(catalogue: Catalogue, messengers: Iterable[str] = (), country: str = "") -> tuple[Endpoint, ...]:
    """Return the controls, and every endpoint of the messengers that can be tested.

    Where some are named, only theirs, and of the sites at home only those of the country.
    """
    controls, wanted = catalogue.controls, frozenset(messengers)
    theirs = [m for m in catalogue.messengers if m.untested is None and (not wanted or m.id in wanted)]
    return (
        *(c.endpoint for c in controls.sites if not wanted or is_abroad_or_home(c, country)),
        *controls.sign_in_checks,
        *controls.anchors,
        *controls.udp,
        *(e for m in theirs for e in (*m.endpoints, *((m.status_page.endpoint,) if m.status_page else ()))),
    )


async def measure(plan: Plan, endpoints: tuple[Endpoint, ...], networks: Networks) -> Measured:
    """Ask every endpoint; the controls first, since they show whether the line is open at all."""
    net = Network(plan.limits.allowance, plan.limits.lookups.at_once)
    tools = make_context(plan, net, Clock())
    roots = Roots(plan)
    rows: dict[str, Row] = {}
    turns = anyio.CapacityLimiter(_AT_ONCE)

    async def ask(endpoint: Endpoint) -> None:
        async with turns:
            try:
                rows[endpoint.id] = await _measure_one(tools, endpoint, networks, roots)
            except Exception as error:  # noqa: BLE001 - one surprise must not lose what a person waited for
                rows[endpoint.id] = Row(id=endpoint.id, wire=endpoint.wire.value, failure=f"bug: {error!r}"[:200])

    try:
        for group in ([e for e in endpoints if not e.messenger], [e for e in endpoints if e.messenger]):
            async with anyio.create_task_group() as tasks:
                for endpoint in group:
                    tasks.start_soon(ask, endpoint)
    finally:
        await tools.lookups.aclose()
    seen = [o for o in tools.journal.observations if not o.endpoint.endswith(_PAGE)]
    network = judge_network(ControlResults(AttemptIndex(seen), plan.catalogue.controls), plan.computer)
    return Measured(tuple(rows[e.id] for e in endpoints), network)


async def _measure_one(tools: ProbeContext, endpoint: Endpoint, networks: Networks, roots: "Roots") -> Row:
    targets = await find_targets(tools, endpoint)
    row = Row(
        id=endpoint.id,
        wire=endpoint.wire.value,
        host=endpoint.host or "",
        path=endpoint.path if endpoint.wire in _PAGES else "",
        addresses=tuple(t.address for t in targets),
        failure="" if targets else "dns: no address",
    )
    if not targets:
        return row
    target = targets[0]
    if endpoint.messenger:
        await attempt(tools, endpoint, target)
    else:
        await observe_control(tools, endpoint)
    page = None
    if endpoint.wire in _PAGES:
        plain = replace(endpoint, expect_text="", expect_status=None, names_server="")
        whole = replace(plain, id=endpoint.id + _PAGE, read_bytes=_FURTHEST)
        await attempt(tools, whole, target)
        page = _answer(_steps(tools, whole.id), "GET")
    chain = await _chain(tools, endpoint, target) if endpoint.wire in _TLS_WIRES else []
    steps = _steps(tools, endpoint.id)
    connect = next((o for o in steps if o.step is Step.TCP and o.ok), None)
    return msgspec.structs.replace(
        row,
        target=str(target),
        network=networks.number(target.address),
        operator=networks.operator(target.address),
        country=networks.country(target.address),
        connected_in=round(connect.seconds, 4) if connect else 0.0,
        failure=_failure(steps, endpoint.wire),
        head=_answer(steps, "GET" if endpoint.read_bytes else "HEAD") if endpoint.wire in _PAGES else None,
        page=page,
        text_as_expected=_text(steps),
        chain=tuple(_readable(certificate.issuer) for certificate in chain),
        root=roots.of(chain) if chain else None,
    )


def _steps(tools: ProbeContext, endpoint: str) -> list[Observation]:
    found = [o for o in tools.journal.observations if o.endpoint == endpoint and o.step is not Step.DNS]
    last = max((o.attempt for o in found), default=0)
    return [o for o in found if o.attempt == last]


def _failure(steps: list[Observation], wire: Wire) -> str:
    greeting = next((o for o in steps if o.step is APP_HANDSHAKE[wire]), None)
    if greeting is not None and greeting.ok and all(o.ok for o in steps if o.step is not Step.FLOW):
        return ""
    failed = next((o for o in steps if o.failure is not None), None)
    return f"{failed.step}: {failed.failure}" if failed is not None else "no answer"


def _text(steps: list[Observation]) -> bool | None:
    told = (o.facts.get(Fact.TEXT_AS_EXPECTED) for o in steps)
    return next((said for said in told if isinstance(said, bool)), None)


def _answer(steps: list[Observation], method: Any) -> Answer:
    said = next((o for o in steps if o.step is Step.HTTP), None)
    flow = next((o for o in steps if o.step is Step.FLOW), None)
    failed = next((o for o in steps if o.failure is not None), None)
    return Answer(
        method=method,
        status=_whole(said, Fact.STATUS),
        length=_whole(flow, Fact.BYTES),
        whole=flow is not None and flow.facts.get(Fact.COMPLETE) is True,
        seconds=round(sum(o.seconds for o in steps if o.step in (Step.HTTP, Step.FLOW)), 4),
        failure=f"{failed.step}: {failed.failure}" if failed is not None else "",
    )


def _whole(observation: Observation | None, fact: Fact) -> int:
    value = observation.facts.get(fact, 0) if observation is not None else 0
    return value if isinstance(value, int) else 0


async def _chain(tools: ProbeContext, endpoint: Endpoint, target: Target) -> list[x509.Certificate]:
    """Return the certificates that a server shows, whoever signed them; none where it shows none."""
    try:
        with anyio.fail_after(10):
            stream = await tools.net.connect(target.address, target.port)
            try:
                tls = await TLSStream.wrap(
                    stream,
                    hostname=endpoint.host or target.address,
                    ssl_context=tools.contexts.unverified(),
                    standard_compatible=False,
                )
                return presented_chain(tls)
            finally:
                await anyio.aclose_forcefully(stream)
    except (OSError, ssl.SSLError, TimeoutError, anyio.EndOfStream, anyio.BrokenResourceError, ValueError):
        return []


class Roots:
    """The lists of roots that this program has."""

    def __init__(self, plan: Plan) -> None:
        with open(certifi.where(), "rb") as handle:
            mozilla = x509.load_pem_x509_certificates(handle.read())
        self._lists = {
            "mozilla": mozilla,
            "signal": [x509.load_der_x509_certificate(der) for der in plan.trust.signal_roots],
            "national": [x509.load_der_x509_certificate(der) for der in plan.trust.national_roots],
        }

    def of(self, chain: list[x509.Certificate]) -> Root:
        """Return the root that a chain leads to, walked from the server's own certificate."""
        top = chain[0]
        for _ in range(len(chain)):
            if (found := self._issuer_of(top)) is not None:
                return found
            above = next((c for c in chain if c.subject == top.issuer and c is not top and _signs(c, top)), None)
            if above is None:
                break
            top = above
        return Root(name=_readable(top.issuer), list="unknown")

    def _issuer_of(self, certificate: x509.Certificate) -> Root | None:
        for name, roots in self._lists.items():
            for root in roots:
                if root.subject == certificate.issuer and _signs(root, certificate):
                    listed: Any = name
                    return Root(
                        name=_readable(root.subject), list=listed, sha256=root.fingerprint(hashes.SHA256()).hex()
                    )
        return None


def _signs(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001 - a key of a kind that the library does not know, a false name, a false signature
        return False
    return True


def _readable(name: x509.Name) -> str:
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(oid):
            return str(attribute.value)[:100]
    return ""
