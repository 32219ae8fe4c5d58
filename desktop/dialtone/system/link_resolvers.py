"""The resolvers of one interface on Linux, as systemd's own files hold them. Both call themselves private data.

So nothing is taken on trust: what is no plain address is passed over. systemd-resolved keeps what others set for a link
(NetworkManager does), src/resolve/resolved-link.c, link_save_user; systemd-networkd what a lease or a file gave it,
src/network/networkd-state-file.c, link_save.
"""

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import read_start

_MOST = 20_000


def read_link_nameservers(root: Path, index: int) -> tuple[str, ...]:
    """Return the addresses of the resolvers that were given for an interface, the first one first; may be empty."""
    systemd = root / "run" / "systemd"
    places = ((systemd / "resolve" / "netif", "SERVERS"), (systemd / "netif" / "links", "DNS"))
    found = (address for folder, key in places for address in _listed(folder / str(index), key))
    return tuple(dict.fromkeys(found))


def _listed(path: Path, key: str) -> Iterator[str]:
    for line in read_start(path, _MOST).decode("ascii", "replace").splitlines():
        name, _, value = line.partition("=")
        for word in value.split() if name == key else ():
            address = word.partition("#")[0].partition("%")[0]  # the name for TLS, and the interface
            with suppress(ValueError):
                yield str(ipaddress.ip_address(address))
