"""Lookups of the endpoints' names in one check: each name is looked up once, however many endpoints share it."""

import ipaddress
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import anyio

from dialtone.model.catalogue import Endpoint, PlainResolver, TrustedResolver
from dialtone.model.fact import SYSTEM_RESOLVER, Fact, Facts
from dialtone.model.vocabulary import Step
from dialtone.probe.at_once import at_once
from dialtone.probe.dns.addresses import note_addresses
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.failure import StepFailed

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.dns.plain import PlainLookups

_MAX_SERVERS = 3  # MAXNS in glibc's resolv.h
_THIS_NETWORK = ipaddress.IPv4Network("0.0.0.0/8")


class Lookups:
    """Asks the system for names, and on request trusted resolvers and plain ones: those asked without encryption."""

    def __init__(
        self, tools: LookupContext, trusted: Sequence[TrustedResolver] = (), plain: Sequence[PlainResolver] = ()
    ) -> None:
        self._tools = tools
        self._trusted = TrustedLookups(tools, trusted)
        self._resolvers = plain
        self._under_way = defaultdict[tuple[str, str | None], anyio.Lock](anyio.Lock)
        self._found: dict[tuple[str, str | None], tuple[str, ...]] = {}
        """The addresses found, by kind of lookup and name."""
        self._system_answered = False
        """Whether the system has answered any lookup yet."""
        self._first_is_dead = False
        """Whether every answer so far came when the system had asked its next nameserver (resolv.conf(5))."""
        self._repeated = 0
        """How many lookups were repeated after silence."""

    async def ask_system(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return the addresses that the apps on this computer get; empty if the lookup failed."""
        return await self._once("system", endpoint.host, partial(self._look_up, endpoint))

    async def ask_system_again(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Ask the system again after a failed lookup: one lost packet must not look like a missing name.

        It is not asked if it has answered no lookup at all, because the first one has asked twice already.
        """
        if not self._system_answered:
            return ()
        return await self._once("system again", endpoint.host, partial(self._look_up, endpoint, again=True))

    async def ask_trusted(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return the addresses that a resolver abroad gives; empty if it failed or none could be reached."""
        return await self._once("trusted", endpoint.host, partial(self._trusted.ask, endpoint))

    @cached_property
    def _plain(self) -> "PlainLookups":
        from dialtone.probe.dns.plain import PlainLookups  # lazy: see `libraries.py`

        return PlainLookups(self._tools, self._resolvers)

    async def look_for_tampering(self, endpoint: Endpoint) -> None:
        """Ask other resolvers about a name that looks missing or forged: one name per messenger is enough."""
        await self._once("tampering", endpoint.messenger, partial(self._plain.look_for_tampering, endpoint))

    async def ask_plain(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return addresses learnt without encryption, which prove nothing; empty if a trusted resolver was reached."""

        async def ask_without_encryption() -> tuple[str, ...]:
            await self.ask_trusted(endpoint)
            if self._trusted.reached:
                return ()
            await self.look_for_tampering(endpoint)
            return await self._plain.ask(endpoint)

        return await self._once("plain", endpoint.host, ask_without_encryption)

    async def aclose(self) -> None:
        """Close the connection to the trusted resolver."""
        await self._trusted.aclose()

    async def _once(
        self, kind: str, name: str | None, look: Callable[[], Awaitable[tuple[str, ...] | None]]
    ) -> tuple[str, ...]:
        """Return the addresses that `look` found for this kind and name: those who ask meanwhile wait for the first."""
        async with self._under_way[kind, name]:
            if (kind, name) not in self._found:
                self._found[kind, name] = await look() or ()
            return self._found[kind, name]

    async def _look_up(self, endpoint: Endpoint, *, again: bool = False) -> tuple[str, ...]:
        """Return the addresses of both families, IPv4 first; empty if the lookup failed."""
        found: dict[int, tuple[str, ...]] = {}

        async def ask(family: int) -> None:
            found[family] = await self._look_up_family(endpoint, family, again=again)

        families = self._choose_families(endpoint.host or "")
        await at_once(partial(ask, family) for family in families)
        return tuple(address for family in families for address in found[family])

    def _choose_families(self, name: str) -> tuple[int, ...]:
        """Return the families to ask for, each in a lookup of its own.

        Where the hosts file or the search list overrides the resolver, ask for both at once, as apps do: a lookup of
        one family would return what is overridden.
        """
        if name in self._tools.local_names or self._is_searched_first(name):
            return (socket.AF_UNSPEC,)
        return (socket.AF_INET, socket.AF_INET6) if self._tools.computer.has_ipv6 else (socket.AF_INET,)

    async def _look_up_family(self, endpoint: Endpoint, family: int, *, again: bool) -> tuple[str, ...]:
        """Return the addresses of one family; empty if the lookup failed. One made `again` gets no extra time."""
        tools, name = self._tools, endpoint.host or ""
        attempt = tools.journal.open_attempt(
            endpoint.messenger, endpoint.id, row="name.lookup_again" if again else "name.lookup"
        )
        in_vain = tools.limits.lookups.each_server if self._first_is_dead else 0.0
        limit = longest = in_vain + tools.timeouts.limit
        if not again:
            limit = max(tools.limits.lookups.system, limit)
            longest = max(limit, self._slowest_answer)
        try:
            with attempt.step(Step.DNS, f"{name}@{SYSTEM_RESOLVER}") as facts, anyio.fail_after(longest):
                self._note_asked(name, family, facts)
                addresses = await self._resolve(self._name_to_ask(name), family, facts, limit)
                if self._is_searched_first(name) and not await self._share_address(f"{name}.", family, addresses):
                    facts[Fact.SEARCH_LIST] = True
                return note_addresses(addresses, facts)
        except StepFailed:
            return ()

    def _note_asked(self, name: str, family: int, facts: Facts) -> None:
        """Note who answers the system's lookup of a name, as far as its settings tell."""
        tools = self._tools
        facts[Fact.RESOLVER] = SYSTEM_RESOLVER
        if tools.resolver_place is not None:
            facts[Fact.ASKED_AT] = tools.resolver_place.value
        if tools.computer.names_beside:
            facts[Fact.ASKED_BESIDE] = True
        if name in tools.local_names:
            facts[Fact.HOSTS_FILE] = True
        facts[Fact.FAMILY] = 6 if family == socket.AF_INET6 else 4

    async def _share_address(self, name: str, family: int, addresses: tuple[str, ...]) -> bool:
        """Return whether another name has any of these addresses."""
        try:
            return not set(addresses).isdisjoint(await self._tools.net.resolve(name, family))
        except OSError:
            return False

    @property
    def _slowest_answer(self) -> float:
        """Seconds within which even a slow last nameserver answers, after those before it timed out."""
        limits, servers = self._tools.limits.lookups, min(len(self._tools.computer.nameservers), _MAX_SERVERS)
        return limits.each_server * (servers - 1) + limits.slow_server

    def _is_searched_first(self, name: str) -> bool:
        """Return whether the system tries its search list before the name as it is (`ndots`, resolv.conf(5))."""
        return name.count(".") < self._tools.computer.searched_below

    def _name_to_ask(self, name: str) -> str:
        """Return the name to pass to the system: with a trailing dot if the search list would only be tried afterwards.

        Otherwise the list may answer for a family that the name lacks, since we ask for each alone, as no app does.
        """
        whole = self._tools.computer.searched_below and not self._is_searched_first(name)
        return f"{name}." if whole and name not in self._tools.local_names else name

    async def _resolve(self, name: str, family: int, facts: Facts, limit: float) -> tuple[str, ...]:
        """Return the first answer; ask again every second while there is none: systems retry only after five seconds.

        Wait beyond the limit only if the system has not answered any lookup yet: its first resolvers may be dead.
        Raises `TimeoutError` without an answer, and `OSError` if the answer is an error.
        """
        limits, began = self._tools.limits.lookups, self._tools.clock.now()
        answers: list[tuple[str, ...] | OSError] = []
        async with anyio.create_task_group() as group:
            ask = partial(self._ask_once, name, family, answers, group.cancel_scope)
            group.start_soon(ask)
            for times in range(2, limits.times + 1):
                await anyio.sleep(limits.asked_again_after)
                if self._system_answered or self._repeated < limits.asked_again_unheard:
                    self._repeated += 1
                    facts[Fact.ASKED] = times
                    group.start_soon(ask)
            await anyio.sleep(max(0.0, limit - (self._tools.clock.now() - began)))
            if self._system_answered:
                group.cancel_scope.cancel()
        if not answers:
            raise TimeoutError
        self._note_answered(self._tools.clock.now() - began, facts)
        if isinstance(answers[0], OSError):
            raise answers[0]
        return answers[0]

    async def _ask_once(
        self, name: str, family: int, answers: list[tuple[str, ...] | OSError], wait: anyio.CancelScope
    ) -> None:
        """Add the system's answer or its error to the answers, and end the wait for others."""
        try:
            answers.append(await self._tools.net.resolve(name, family))
        except OSError as error:
            answers.append(error)
        wait.cancel()

    def _note_answered(self, seconds: float, facts: Facts) -> None:
        """Note that the system answered after some seconds, and where its next nameserver is if that one answered."""
        answered_by_next = seconds >= self._tools.limits.lookups.each_server
        self._first_is_dead = answered_by_next and (self._first_is_dead or not self._system_answered)
        self._system_answered = True
        if self._first_is_dead and self._tools.next_resolver_place is not None:
            facts[Fact.ASKED_AT] = self._tools.next_resolver_place.value


def may_be_reachable(address: str) -> bool:
    """Return whether it makes sense to connect to an address: not if it leads to this computer, or nowhere."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    if isinstance(ip, ipaddress.IPv4Address) and (ip in _THIS_NETWORK or ip.is_reserved):
        return False  # the system itself refuses these, which would look like a local ban
    return not (ip.is_loopback or ip.is_unspecified or ip.is_multicast or ip.is_link_local)
