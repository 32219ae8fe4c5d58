"""Hosts for which the settings of a computer leave its proxy out."""

import ipaddress
from fnmatch import fnmatchcase

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def usual_address(endpoint: Endpoint) -> str:
    """Return the built-in address that is asked first: one of IPv4 where there is any."""
    return next((a for a in endpoint.addresses if ":" not in a), endpoint.addresses[0])


class ProxyExceptions(Frozen):
    """What a list of exceptions says, whichever system's it is."""

    names: tuple[str, ...] = ()
    """Shapes of names in small letters, `*` for any letters."""
    networks: tuple[Network, ...] = ()

    def spare(self, endpoint: Endpoint) -> bool:
        """Return whether a program that follows the settings goes past the proxy to an endpoint."""
        if endpoint.host:
            return any(fnmatchcase(endpoint.host.lower(), shape) for shape in self.names)
        return bool(endpoint.addresses) and self._has(usual_address(endpoint))

    def _has(self, address: str) -> bool:
        ip = ipaddress.ip_address(address)
        inside = any(ip.version == each.version and ip in each for each in self.networks)
        return inside or any(fnmatchcase(address, shape) for shape in self.names)
