"""Trusted resolvers: over HTTPS, by IP address, one connection for all names of a check."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING

import anyio
from anyio.streams.tls import TLSStream

from dialtone.model.catalogue import Endpoint, TrustedResolver
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Trust
from dialtone.probe.dns.addresses import note_addresses
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, StepFailed
from dialtone.probe.libraries import load_names
from dialtone.probe.protocols.request_headers import Sender
from dialtone.probe.protocols.tls import secure
from dialtone.probe.target import Target

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.protocols.http import Conversation

_PORT = 443
_LINE_DIED = (Failure.CLOSED, Failure.RESET, Failure.TIMEOUT)  # nothing more will come on this connection


class _Connection(Frozen):
    resolver: TrustedResolver
    client: "Conversation"
    by_ipv6: bool
    """Whether the resolver is reached over IPv6, so that IPv4 addresses may be of no use."""


class TrustedLookups:
    """Asks the first trusted resolver that answers; nothing is sent before the first lookup."""

    def __init__(self, tools: LookupContext, resolvers: Sequence[TrustedResolver]) -> None:
        self._tools = tools
        self._resolvers = resolvers
        self._lock = anyio.Lock()
        self._open: _Connection | None = None
        """The connection that won the latest race; None before the first, and if all failed."""
        self._races = 0
        self._cut = set[str]()
        """Addresses at which the connection was cut when the SNI named the resolver: it is tried without a name."""

    @property
    def reached(self) -> bool:
        """Whether a resolver was reached that proved its identity."""
        return self._open is not None

    async def ask(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return the addresses of an endpoint's name; empty if it has none or no resolver could be reached.

        If the open connection has died, ask again over another.
        """
        for _ in range(self._tools.limits.lookups.races):
            connection = await self._find_connection()
            if connection is None:
                return ()
            try:
                return await self._ask_one(connection, endpoint)
            except StepFailed as failed:
                if failed.failure not in _LINE_DIED:
                    return ()
            is_replaced = await self._replace(connection)
            if not is_replaced:
                return ()
        return ()

    async def _ask_one(self, connection: _Connection, endpoint: Endpoint) -> tuple[str, ...]:
        """Ask over an open connection; return the addresses of the endpoint's name. Raises `StepFailed`."""
        resolver, client, name = connection.resolver, connection.client, endpoint.host or ""
        attempt = self._tools.journal.open_attempt(endpoint.messenger, endpoint.id, row="name.trusted")
        with attempt.step(Step.DNS, f"{name}@{resolver.id}") as facts, anyio.fail_after(self._tools.timeouts.limit):
            facts[Fact.RESOLVER] = resolver.id
            facts[Fact.TRANSPORT] = "https"
            headers = {"accept": "application/dns-message"}
            return note_addresses(await _lookup(client, resolver.path, name, headers, ipv6=connection.by_ipv6), facts)

    async def _find_connection(self) -> _Connection | None:
        """Return the open connection, which the first lookup opens; None if none could be opened."""
        async with self._lock:
            if not self._races:
                await self._race()
            return self._open

    async def _replace(self, connection: _Connection) -> bool:
        """Replace a connection that died, unless another lookup did; return False if there were enough races."""
        async with self._lock:
            if self._open is connection and self._races < self._tools.limits.lookups.races:
                self._open = None
                await _close(connection.client, self._tools.limits.lookups.closing)
                await self._race()
            return self._open is not connection

    async def _race(self) -> None:
        """Connect to the resolvers' addresses in order; keep the first connection that proves its identity.

        The first address of each resolver has a longer head start than the others: most likely it answers.
        """
        limits = self._tools.limits.lookups
        self._races += 1
        has_started = set[str]()
        async with anyio.create_task_group() as group:
            group.start_soon(self._preload)
            for resolver, address in interleave_addresses(self._resolvers, has_ipv6=self._tools.computer.has_ipv6):
                head_start = limits.next_address if resolver.id in has_started else limits.head_start
                has_started.add(resolver.id)
                failed = anyio.Event()
                group.start_soon(self._compete, group.cancel_scope, resolver, address, failed)
                with anyio.move_on_after(head_start):
                    await failed.wait()

    async def _preload(self) -> None:
        """Load the library that reads the answer during the handshake, on a thread, as answers are being timed."""
        await anyio.sleep(self._tools.timeouts.round_trip)
        await anyio.to_thread.run_sync(load_names, abandon_on_cancel=True)

    async def _compete(
        self, race: anyio.CancelScope, resolver: TrustedResolver, address: str, failed: anyio.Event
    ) -> None:
        """Connect to an address. If it is the first to answer, keep the connection and end the race; else close it."""
        client = await self._connect(resolver, address, resolver.host)
        if client is None and address in self._cut:
            # The best-known resolvers have certificates for their addresses as well.
            client = await self._connect(resolver, address, address)
        if client is None:
            failed.set()
        elif self._open is None:
            self._open = _Connection(resolver, client, by_ipv6=":" in address)
            race.cancel()
        else:
            await _close(client, self._tools.limits.lookups.closing)

    async def _connect(self, resolver: TrustedResolver, address: str, name: str) -> "Conversation | None":
        """Return a connection to a resolver under this TLS name; None if it failed."""
        from dialtone.probe.protocols.http import Conversation  # lazy: see `libraries.py`

        tools = self._tools
        attempt = tools.journal.open_attempt("", f"resolver/{resolver.id}", row="name.resolver")
        target = str(Target(address, _PORT, AddressOrigin.BUILT_IN))
        try:
            with attempt.step(Step.TCP, target), anyio.fail_after(tools.timeouts.limit):
                stream = await tools.net.connect(address, _PORT)
            try:
                with attempt.step(Step.TLS, target) as facts, anyio.fail_after(tools.timeouts.limit):
                    context = tools.contexts.verified(Trust.PUBLIC)
                    tls: TLSStream = await secure(stream, tools.contexts, name, context, Trust.PUBLIC, facts)
            except BaseException:
                await anyio.aclose_forcefully(stream)
                raise
        except StepFailed as failed:
            if failed.step is Step.TLS and failed.failure in _LINE_DIED:
                self._cut.add(address)
            return None
        return Conversation(tls, "https", resolver.host, sender=Sender.NOBODY)

    async def aclose(self) -> None:
        """Close the connection."""
        if self._open:
            await _close(self._open.client, self._tools.limits.lookups.closing)


def interleave_addresses(resolvers: Sequence[TrustedResolver], *, has_ipv6: bool) -> list[tuple[TrustedResolver, str]]:
    """Return the usable addresses, each with its resolver: the first ones of all resolvers, then the second ones."""
    usable = [[(r, a) for a in r.addresses if has_ipv6 or ":" not in a] for r in resolvers]
    return [entry for nth_of_all in zip_longest(*usable) for entry in nth_of_all if entry is not None]


async def _lookup(
    client: "Conversation", path: str, name: str, headers: dict[str, str], *, ipv6: bool
) -> tuple[str, ...]:
    """Return the addresses of a name; with `ipv6`, IPv6 addresses if there are any. Raises `ProbeError`."""
    from dialtone.probe.dns.message import MAX_BYTES, question, read_answer  # lazy: see `libraries.py`

    if ipv6:
        try:
            return read_answer(await client.fetch(f"{path}?dns={question(name, ipv6=True)}", headers, MAX_BYTES))
        except ProbeError as error:
            if error.failure is not Failure.NO_ADDRESS:
                raise
    return read_answer(await client.fetch(f"{path}?dns={question(name)}", headers, MAX_BYTES))


async def _close(client: "Conversation", limit: float) -> None:
    """Close a connection within `limit` seconds, even in a step that was cancelled; an error does not matter."""
    with anyio.CancelScope(shield=True), anyio.move_on_after(limit), suppress(*NETWORK_ERRORS):
        await client.aclose()
