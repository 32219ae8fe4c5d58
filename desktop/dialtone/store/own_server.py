"""The person's own server, as typed, and the catalogue with such servers filled in."""

import logging
import re
from collections.abc import Mapping

from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.frozen import replace
from dialtone.model.host import dns_form, is_numeric
from dialtone.model.vocabulary import MessengerStatus

log = logging.getLogger(__name__)

_ALL_PORTS = range(1, 65536)


def parse_server(text: str) -> str:
    """Return the server in a typed text or a web address, as `chat.example.org` or `chat.example.org:8443`.

    Names in other scripts are returned in DNS form (`xn--…`). Raises `ValueError`, also for a numeric address:
    certificates are for names.
    """
    address = text.strip().casefold()
    for scheme in ("https://", "http://"):
        address = address.removeprefix(scheme)
    host, colon, port = re.split(r"[/?#]", address, maxsplit=1)[0].rstrip(".").partition(":")
    host = dns_form(host)
    is_port = port.isascii() and port.isdigit() and int(port) in _ALL_PORTS
    if "." not in host or is_numeric(host) or (colon and not is_port):
        raise ValueError(text)
    return f"{host}:{int(port)}" if colon else host


def with_servers(catalogue: Catalogue, servers: Mapping[str, str]) -> Catalogue:
    """Return the catalogue with the person's server in each messenger that needs one. `servers`: by messenger id."""
    return replace(catalogue, messengers=tuple(with_server(m, servers) for m in catalogue.messengers))


def with_server(messenger: Messenger, servers: Mapping[str, str]) -> Messenger:
    """Return the messenger with its server, as typed (by messenger id); unchanged if it needs none, or it is wrong."""
    typed = servers.get(messenger.id, "")
    if messenger.untested is not MessengerStatus.NEEDS_SERVER or not typed:
        return messenger
    try:
        host, _, port = parse_server(typed).partition(":")
    except ValueError:
        log.warning("settings: the server of %s cannot be used", messenger.id)
        return messenger
    return messenger.with_server(host, int(port) if port else None)
