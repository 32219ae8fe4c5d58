"""Unencrypted lookups show who tampers with names, and where. No answer here is trusted on its own."""

import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import NamedTuple

import anyio
import dns.message
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

from dialtone.model.catalogue import Endpoint, PlainResolver
from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure, ResolverKind, Step, Variant
from dialtone.probe.dns.addresses import MAX_ADDRESSES, note_addresses
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.dns.message import MAX_BYTES, addresses_of, make_query, read_message
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, StepFailed
from dialtone.probe.net import UdpStream, receive_any

_PORT = 53
_ANSWERED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, Failure.DNS_FAILED)  # failures that an answer reported


class DnsAnswer(NamedTuple):
    """Content of one message: the failure that it reports, or addresses."""

    failure: Failure | None
    addresses: tuple[str, ...]


Outcome = tuple[DnsAnswer, tuple[str, ...]]  # the first answer, and the addresses worth trying
_Ask = Callable[[LookupContext, str, dns.message.Message, Facts], Awaitable[Outcome]]


class PlainLookups:
    """Asks resolvers, unencrypted, about a name that looks missing or forged."""

    def __init__(self, tools: LookupContext, resolvers: Sequence[PlainResolver]) -> None:
        self._tools = tools
        self._public = [r for r in resolvers if r.kind is ResolverKind.PUBLIC]
        self._others = [r for r in resolvers if r.kind is not ResolverKind.PUBLIC]
        self._answering: dict[str, PlainResolver] = {}
        """By transport: the public resolver that answered."""
        self._known: defaultdict[str | None, dict[str, tuple[str, ...]]] = defaultdict(dict)
        """By name and transport: the addresses in public resolvers' answers."""

    async def look_for_tampering(self, endpoint: Endpoint) -> None:
        """Ask each kind once, public ones over UDP and TCP; the decoy twice, since a device in this home may answer."""
        async with anyio.create_task_group() as group:
            for transport in _TRANSPORTS:
                group.start_soon(self._ask_public, transport, endpoint)
            for resolver in self._others:
                group.start_soon(self._ask_one, "udp", resolver, endpoint)
                if resolver.kind is ResolverKind.DECOY:
                    group.start_soon(self._ask_one, "udp", resolver, endpoint, Variant.ONE_HOP)

    async def ask(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return unproved addresses, over a transport that worked before; TCP first, as it is harder to forge."""
        by_transport = self._known[endpoint.host]
        for transport in reversed(_TRANSPORTS):
            resolver = self._answering.get(transport)
            if resolver is not None and transport not in by_transport:
                await self._ask_one(transport, resolver, endpoint)
            if addresses := by_transport.get(transport, ()):
                return addresses
        return ()

    async def _ask_public(self, transport: str, endpoint: Endpoint) -> None:
        for resolver in self._public:
            if await self._ask_one(transport, resolver, endpoint):
                self._answering[transport] = resolver
                return

    async def _ask_one(
        self, transport: str, resolver: PlainResolver, endpoint: Endpoint, variant: Variant = Variant.APP
    ) -> bool:
        """Ask one resolver about a name; return whether it answered, if only with an error."""
        tools, name = self._tools, endpoint.host or ""
        attempt = tools.journal.open_attempt(endpoint.messenger, endpoint.id, variant, row="name.tampering")
        ask = partial(_over_udp, one_hop=True) if variant is Variant.ONE_HOP else _TRANSPORTS[transport]
        target = f"{name}@{transport}:{resolver.address}"
        query = make_query(name)
        try:
            with attempt.step(Step.DNS, target) as facts:  # each transport has limits of its own
                facts[Fact.RESOLVER] = resolver.id
                facts[Fact.TRANSPORT] = transport
                facts[Fact.KIND] = resolver.kind.value
                answer, addresses = await ask(tools, resolver.address, query, facts)
                addresses = addresses[:MAX_ADDRESSES]
                if resolver.kind is ResolverKind.PUBLIC:
                    self._known[endpoint.host][transport] = addresses
                if answer.failure is not None:
                    raise ProbeError(answer.failure)
                note_addresses(answer.addresses, facts)
        except StepFailed as failed:
            return failed.failure in _ANSWERED
        return True


def read_response(wire: bytes, query: dns.message.Message) -> DnsAnswer | None:
    """Read a message; None if it does not answer the query, or is too long."""
    if len(wire) > MAX_BYTES:
        return None
    try:
        message = read_message(wire)
    except ProbeError:
        return None
    if not query.is_response(message):
        return None
    try:
        return DnsAnswer(None, addresses_of(message))
    except ProbeError as error:
        return DnsAnswer(error.failure, ())


async def _over_udp(
    tools: LookupContext, address: str, query: dns.message.Message, facts: Facts, *, one_hop: bool = False
) -> Outcome:
    """Ask over UDP. A second answer that differs shows that one is injected; the later one came from farther away."""
    seconds, most = tools.timeouts.brief_limit, tools.limits.lookups.datagrams
    with anyio.fail_after(seconds):
        udp = await tools.net.open_udp(address, _PORT, one_hop=one_hop)
    try:
        with anyio.fail_after(seconds):
            await udp.send(query.to_wire())
            earliest = await _next_answer(udp, query, most)
        with contextlib.suppress(*NETWORK_ERRORS), anyio.fail_after(min(tools.limits.lookups.second_answer, seconds)):
            later = await _next_answer(udp, query, most, unlike=earliest)
            facts[Fact.SECOND_ANSWER] = later.addresses[:MAX_ADDRESSES] or (str(later.failure),)
            return earliest, later.addresses
    finally:
        await udp.aclose()
    return earliest, earliest.addresses


async def _next_answer(
    udp: UdpStream, query: dns.message.Message, most: int, unlike: DnsAnswer | None = None
) -> DnsAnswer:
    """Return the next answer to the query that says something else than `unlike`. Raises `ProbeError` after `most`."""
    for _ in range(most):
        answer = read_response(await receive_any(udp), query)
        if answer is not None and (unlike is None or not _is_alike(answer, unlike)):
            return answer
    raise ProbeError(Failure.BAD_ANSWER)


def _is_alike(answer: DnsAnswer, other: DnsAnswer) -> bool:
    return answer.failure is other.failure and set(answer.addresses) == set(other.addresses)


async def _over_tcp(tools: LookupContext, address: str, query: dns.message.Message, _facts: Facts) -> Outcome:
    """Ask over TCP, where no injected answer can race the true one. Raises `ProbeError` for anything but an answer."""
    with anyio.fail_after(tools.timeouts.brief_limit):
        stream = await tools.net.connect(address, _PORT)
        try:
            wire = query.to_wire()
            await stream.send(len(wire).to_bytes(2, "big") + wire)
            answer = read_response(await _read_framed(stream), query)
        finally:
            await anyio.aclose_forcefully(stream)
    if answer is None:
        raise ProbeError(Failure.BAD_ANSWER)
    return answer, answer.addresses


async def _read_framed(stream: ByteStream) -> bytes:
    """Return one message, which two bytes with its length precede (RFC 1035, 4.2.2). Raises `ProbeError` if long."""
    received = BufferedByteReceiveStream(stream)
    length = int.from_bytes(await received.receive_exactly(2), "big")
    if length > MAX_BYTES:
        raise ProbeError(Failure.BAD_ANSWER)
    return await received.receive_exactly(length)


_TRANSPORTS: dict[str, _Ask] = {"udp": _over_udp, "tcp": _over_tcp}
