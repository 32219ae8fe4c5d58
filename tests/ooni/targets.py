"""What OONI's tests ask, as endpoints of Dialtone's catalogue: fewer than Dialtone asks, and less of each."""

from dataclasses import dataclass
from functools import cache

from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Function, Trust, Weight, Wire
from shipped_catalogue import shipped_catalogue

_CENTRES = {
    "dc1": ("149.154.175.50",),
    "dc2": ("149.154.167.51", "95.161.76.100"),
    "dc3": ("149.154.175.100",),
    "dc4": ("149.154.167.91",),
    "dc5": ("149.154.171.5", "91.108.56.130", "149.154.171.255"),
}
"""Telegram's, as OONI has asked them at one time or another (telegram.go; its older samples)."""
_CHAT = tuple(f"e{number}.whatsapp.net" for number in range(1, 17))
_SIGNAL = {
    "chat": ("chat.signal.org", "textsecure-service.whispersystems.org"),
    "storage": ("storage.signal.org",),
    "contacts": ("cdsi.signal.org", "api.directory.signal.org"),
    "cdn": ("cdn.signal.org",),
    "cdn2": ("cdn2.signal.org",),
    "sfu": ("sfu.voip.signal.org",),
    "keys": ("api.backup.signal.org",),
    "proxy": ("contentproxy.signal.org",),
}
"""By version of the test (0.2.0 to 0.2.5); the first two names are one service, renamed in 2022."""


@dataclass(frozen=True, slots=True)
class Target:
    endpoint: str
    hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    ports: tuple[int, ...] = (443,)
    tls: bool = True
    public: bool = True
    """Its certificate leads to a public root: not Signal's own."""
    takes_unknown: bool = False
    """A connection to an address that no lookup names is one to this target."""

    @property
    def host(self) -> str:
        return self.hosts[0] if self.hosts else ""

    @property
    def origin(self) -> str:
        return "system" if self.hosts else "built_in"


def targets(test: str) -> tuple[Target, ...]:
    """Return what a test asks; pages first, since a name's addresses decide whose a connection is."""
    if test == "whatsapp":
        return (
            Target("whatsapp/web-page", ("web.whatsapp.com",)),
            Target("whatsapp/registration", ("v.whatsapp.net",)),
            Target("whatsapp/noise-e", _CHAT, ports=(443, 5222), tls=False, takes_unknown=True),
        )
    if test == "telegram":
        centres = (Target(f"telegram/{i}", (), a, (80, 443), tls=False) for i, a in _CENTRES.items())
        return (Target("telegram/web-page", ("web.telegram.org",)), *centres)
    return tuple(Target(f"signal/{name}", hosts, public=False) for name, hosts in _SIGNAL.items())


@cache
def messenger(test: str) -> Messenger:
    whole = shipped_catalogue().messenger(test)
    if whole is None:
        raise LookupError(test)
    return _REDUCED[test](whole)


def _whatsapp(whole: Messenger) -> Messenger:
    endpoints = (
        _page("whatsapp/web-page", "web.whatsapp.com"),
        _page("whatsapp/registration", "v.whatsapp.net"),
        # OONI connects and says nothing: that proves little (ADR 17).
        Endpoint("whatsapp/noise-e", "whatsapp", Wire.TCP, 443, _CHAT[0], ports=(5222,), weight=Weight.CONNECTS),
    )
    functions = (
        _function(Function.PHONE, "whatsapp/noise-e"),
        _function(Function.WEB, "whatsapp/web-page"),
        _function(Function.LOGIN, "whatsapp/registration"),
    )
    return replace(whole, endpoints=endpoints, functions=functions, status_page=None)


def _telegram(whole: Messenger) -> Messenger:
    centres = tuple(
        # OONI asks in plain HTTP, and any host can answer that.
        Endpoint(
            f"telegram/{name}", "telegram", Wire.HTTP, 80, addresses=addresses, ports=(443,), weight=Weight.CONNECTS
        )
        for name, addresses in _CENTRES.items()
    )
    functions = (
        _function(Function.MESSAGES, *(centre.id for centre in centres)),
        _function(Function.WEB, "telegram/web-page"),
    )
    endpoints = (_page("telegram/web-page", "web.telegram.org"), *centres)
    return replace(whole, endpoints=endpoints, functions=functions, status_page=None)


def _signal(whole: Messenger) -> Messenger:
    endpoints = tuple(
        replace(_page(f"signal/{name}", hosts[0]), trust=Trust.SIGNAL, messenger="signal")
        for name, hosts in _SIGNAL.items()
    )
    functions = (_function(Function.MESSAGES, "signal/chat"), _function(Function.MEDIA, "signal/cdn", "signal/cdn2"))
    return replace(whole, endpoints=endpoints, functions=functions, status_page=None)


def _page(identifier: str, host: str) -> Endpoint:
    return Endpoint(identifier, identifier.partition("/")[0], Wire.HTTPS, 443, host)


def _function(function: Function, *needs: str) -> FunctionRule:
    return FunctionRule(function, (needs,))


_REDUCED = {"whatsapp": _whatsapp, "telegram": _telegram, "signal": _signal}
