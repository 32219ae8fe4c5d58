"""The network outside a VPN: every socket is bound to the interface below it, or fails if that does not hold.

Binding needs no privileges on Linux since 5.7, on Windows and on macOS. Names are looked up at that interface's own
resolvers, as the system would query its resolvers through the VPN.
"""

import errno
import socket
import struct
from contextlib import suppress

import anyio

from dialtone.model.computer import OutsideInterface
from dialtone.model.limits import Allowance, LookupLimits
from dialtone.model.vocabulary import Failure
from dialtone.probe.dns.message import make_query
from dialtone.probe.dns.plain import DnsAnswer, read_response
from dialtone.probe.net import Network, receive_any

_IP, _IPV6, _SOCKET = 0, 41, 1
"""IPPROTO_IP, IPPROTO_IPV6 and SOL_SOCKET: Python only has those of the system it runs on."""
_TO_DEVICE = 25  # SO_BINDTODEVICE (Linux, asm-generic/socket.h)
_UNICAST_IF = 31  # IP_UNICAST_IF and IPV6_UNICAST_IF (Windows, ws2ipdef.h)
_BOUND_IF, _BOUND_IF_6 = 25, 125  # IP_BOUND_IF and IPV6_BOUND_IF (macOS, netinet/in.h and netinet6/in6.h)
_PORT = 53
_KINDS = ((socket.AF_INET, "A"), (socket.AF_INET6, "AAAA"))
_NO_ADDRESS = getattr(socket, "EAI_NODATA", -5)


def bind_option(outside: OutsideInterface, *, of_six: bool) -> tuple[int, int, int | bytes]:
    """Return the socket option to set: SO_BINDTODEVICE, IP_UNICAST_IF or IP_BOUND_IF, as level, option and value.

    Windows wants the interface index in network byte order for IPv4, and in host byte order for IPv6.
    """
    if outside.platform == "windows":
        return (_IPV6, _UNICAST_IF, outside.index) if of_six else (_IP, _UNICAST_IF, struct.pack("!I", outside.index))
    if outside.platform == "macos":
        return (_IPV6, _BOUND_IF_6, outside.index) if of_six else (_IP, _BOUND_IF, outside.index)
    return _SOCKET, _TO_DEVICE, outside.name.encode()


class OutsideNetwork(Network):
    """A `Network` bound to one interface."""

    def __init__(
        self,
        interface: OutsideInterface,
        allowance: Allowance | None = None,
        answer_seconds: float = LookupLimits().past_vpn,
    ) -> None:
        super().__init__(allowance)
        self._interface, self._answer_seconds = interface, answer_seconds
        self._answering = ""
        """The resolver that answered last; empty before any has."""

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        """Ask the interface's resolvers one after another until one answers. Raises `socket.gaierror`."""
        answers = [await self._ask_any(name, kind) for version, kind in _KINDS if family in (version, socket.AF_UNSPEC)]
        resolved = tuple(address for answer in answers for address in answer.addresses)
        if not resolved:
            failures = {answer.failure for answer in answers}
            code = _NO_ADDRESS if failures == {Failure.NO_ADDRESS} else socket.EAI_AGAIN
            # That a name does not exist holds for every kind of address (RFC 8020).
            raise socket.gaierror(socket.EAI_NONAME if Failure.NO_SUCH_NAME in failures else code, "no address")
        return resolved

    def _bind(self, raw: socket.socket) -> None:
        """Bind a socket to the interface. Raises `OSError` if the system does not permit it."""
        level, option, value = bind_option(self._interface, of_six=raw.family == socket.AF_INET6)
        raw.setsockopt(level, option, value)

    def _confirm_interface(self, raw: socket.socket) -> None:
        """Raise `OSError` if a socket uses another interface all the same: on macOS a VPN may capture bound sockets."""
        if self._interface.addresses and raw.getsockname()[0].partition("%")[0] not in self._interface.addresses:
            raise OSError(errno.EADDRNOTAVAIL, "it would not leave through the interface")

    async def _ask_any(self, name: str, kind: str) -> DnsAnswer:
        """Return a resolver's answer, asking the one that answered last before the others; empty if none answers."""
        for address in sorted(self._interface.nameservers, key=lambda resolver: resolver != self._answering):
            with suppress(OSError, TimeoutError, anyio.BrokenResourceError, anyio.ClosedResourceError):
                answer = await self._ask(address, name, kind)
                self._answering = address
                return answer
        return DnsAnswer(None, ())

    async def _ask(self, address: str, name: str, kind: str) -> DnsAnswer:
        """Ask a resolver over UDP for records of one kind. Raises `TimeoutError`."""
        query = make_query(name, kind)
        udp = await self.open_udp(address, _PORT)
        try:
            await udp.send(query.to_wire())
            with anyio.fail_after(self._answer_seconds):
                while True:
                    answer = read_response(await receive_any(udp), query)
                    if answer is not None:
                        return answer
        finally:
            await udp.aclose()
