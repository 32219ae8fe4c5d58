"""What advice promises, done to a network: each remedy changes what it would change in the world, and nothing else.

Secure names are a real stub that asks abroad over HTTPS, through the same censor; proxies are the lab's own, reached
over the same line; a VPN and Tor are a tunnel whose packets the censor sees. What is set right on this computer or
line is set right. Another network is another line, without this provider's rules; which ones it would have nobody
knows, save that white lists rule mobile internet while other lines have the country's usual blocks
(net4people/bbs#650, 2025 and 2026).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lab import catalog as c
from lab import secure_names, tunnel
from lab.mtproxy import SECRET
from lab.remedy_kinds import Remedy
from lab.scenario import Divert, DnsLie, IpBlock, Link, Rule, Scenario, Vpn
from lab.scenarios import SCENARIOS

_MASK = "www.ubuntu.com"
"""The site that the proxy hides behind: who runs one takes a name that passes where it is used. The lab's takes any."""
_DRESSED = f"tg://proxy?server=94.131.20.13&port=443&secret=ee{SECRET.hex()}{_MASK.encode().hex()}"
#: Links as somebody who runs such a proxy gives them away.
LINKS: Mapping[Remedy, str] = {
    Remedy.TELEGRAM_PROXY: _DRESSED,
    Remedy.SIGNAL_RELAY: "https://signal.tube/#signal.openway.org",
    Remedy.WHATSAPP_PHONE_PROXY: "https://wa.me/proxy?host=185.232.71.25&chatPort=443&mediaPort=587&chatTLS=true",
}
#: The function of Dialtone that a remedy is about, where that is not the messages of the app on this computer.
FUNCTIONS: Mapping[Remedy, str] = {
    Remedy.WEB_VERSION: "web",
    Remedy.TOR: "web",
    Remedy.TOR_BRIDGE: "web",
    Remedy.PHONE_APP: "phone",
}
#: Those that change nothing in the network: the check itself has tried them. It asks as today's apps do.
TRIED_BY_THE_CHECK = frozenset({Remedy.WEB_VERSION, Remedy.PHONE_APP, Remedy.NEWER_APP})
#: Nobody could try it here: it leads over hosts of third parties that the lab does not have.
UNTRIED = frozenset({Remedy.SIGNAL_SWITCH, Remedy.NONE})


@dataclass(frozen=True)
class Treated:
    """A network with a remedy applied, and the link that `dialtone try` is given there, where it is a proxy."""

    scenario: Scenario
    link: str = ""


def apply_remedy(scenario: Scenario, remedy: Remedy) -> Treated:
    """Return the network with the remedy applied. Raises KeyError for one that cannot be applied."""
    if remedy in LINKS:
        return Treated(scenario, LINKS[remedy])
    return Treated(scenario if remedy in TRIED_BY_THE_CHECK else _CHANGES[remedy](scenario))


def _use_secure_names(scenario: Scenario) -> Scenario:
    """Let the client ask for names over HTTPS, through a program on it."""
    program = 'exec python "${LAB_PUBLIC_CA%/*}/secure_names.py"'
    here = (secure_names.LISTENS,)
    return replace(scenario, nameservers=here, client_programs=(*scenario.client_programs, program))


def _use_other_resolver(scenario: Scenario) -> Scenario:
    """Let the client ask two public resolvers instead of the provider's."""
    return replace(scenario, nameservers=("8.8.8.8", "1.1.1.1"))


def _make_tunnel_change(server: str, *dresses: str) -> Callable[[Scenario], Scenario]:
    """Return the change that gives the client a tunnel to a server, in the first of these dresses that gets through."""

    def change(scenario: Scenario) -> Scenario:
        # The program of a VPN sets the names' way as well.
        return replace(scenario, vpn=Vpn(server=server, dresses=dresses), nameservers=(c.VPN_GATEWAY_V4,))

    return change


def _change_line(scenario: Scenario) -> Scenario:
    """Leave this provider's line: no rules, but the country's usual ones where this line has a white list."""
    white = scenario.net.status == "whitelist_mode"
    russia = SCENARIOS["russia-2026"]
    rules, lies = (russia.rules, russia.dns_lies) if white else ((), ())
    everywhere = tuple(lie for lie in scenario.dns_lies if "*" in lie.resolvers)
    return replace(
        scenario, rules=rules, dns_lies=(*lies, *everywhere), link=Link(), first_nameservers=(), nameservers=()
    )


def _sign_in(scenario: Scenario) -> Scenario:
    """Remove the sign-in page, and what it closes for everybody; what is aimed at somebody stays."""
    rules = tuple(rule for rule in scenario.rules if not isinstance(rule, Divert) and not _is_for_everybody(rule))
    return replace(scenario, rules=rules, dns_lies=tuple[DnsLie, ...]())


def _is_for_everybody(rule: Rule) -> bool:
    """Return whether a rule stops everything, whoever runs it."""
    return isinstance(rule, IpBlock) and not rule.match.groups and not rule.match.hosts


_CHANGES: Mapping[Remedy, Callable[[Scenario], Scenario]] = {
    Remedy.SECURE_NAMES: _use_secure_names,
    Remedy.OTHER_RESOLVER: _use_other_resolver,
    Remedy.VPN: _make_tunnel_change(c.VPN_SERVER_V4, tunnel.WIREGUARD, tunnel.TLS),
    Remedy.TOR: _make_tunnel_change(c.TOR_RELAY_V4, tunnel.TLS),
    Remedy.TOR_BRIDGE: _make_tunnel_change(c.TOR_BRIDGE_V4, tunnel.BLURRED),
    Remedy.OTHER_NETWORK: _change_line,
    Remedy.WAIT: lambda scenario: replace(scenario, faults=()),
    Remedy.SIGN_IN: _sign_in,
    Remedy.REPAIRED_LINE: lambda scenario: replace(scenario, link=Link(), rules=(), dns_lies=()),
    Remedy.RIGHT_CLOCK: lambda scenario: replace(scenario, clock_offset_days=0.0),
    Remedy.HOSTS_FILE: lambda scenario: replace(scenario, hosts_file=()),
    Remedy.ALLOWED_APP: lambda scenario: replace(scenario, client_setup=(), client_group=""),
    Remedy.OWN_FILTER: lambda scenario: replace(scenario, nameservers=(), client_programs=()),
    Remedy.VPN_OFF: lambda scenario: replace(scenario, vpn=None),
    Remedy.PROXY_OFF: lambda scenario: replace(scenario, client_env=()),
}
APPLICABLE = (*LINKS, *TRIED_BY_THE_CHECK, *_CHANGES)
