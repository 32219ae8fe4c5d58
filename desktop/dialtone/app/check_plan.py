"""The plans of checks and proxy tests for requests of the window; some parts serve a session too."""

from pathlib import Path
from typing import TYPE_CHECKING

from dialtone.engine.plan import Plan, Watching
from dialtone.engine.requests import CheckRequest, Profile, ProxyTestRequest
from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.model.trust_anchors import TrustAnchors
from dialtone.probe.net import Network
from dialtone.store.content import find_imported_folder, load_catalogue_in_use, read_imported_hash
from dialtone.store.data_folders import config_dir, resources, state_dir
from dialtone.store.own_server import with_servers
from dialtone.store.roots import load_keys, load_national_roots, load_pins, load_public_root_lists, load_signal_roots
from dialtone.store.settings import load_settings
from dialtone.system.computer_scan import inspect_computer
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.system_proxy import find_proxy_exceptions, find_system_proxy
from dialtone.system.this_system import this_system

if TYPE_CHECKING:  # most processes make only one kind of plan
    from dialtone.model.proxy import Proxy
    from dialtone.probe.outside_network import OutsideNetwork


def load_trust_anchors(folder: Path) -> TrustAnchors:
    """Return the trust anchors from the files in a folder. Raises `ResourceError` if one of them cannot be used."""
    return TrustAnchors(
        load_signal_roots(folder),
        load_national_roots(folder),
        load_public_root_lists(folder),
        load_pins(folder),
        load_keys(folder),
    )


class PlanBasis(Frozen):
    """The parts of a plan that do not depend on the request."""

    content: tuple[Path, str]
    """The folder of imported content and the hash of its update, as they were before everything else was read."""
    catalogue: Catalogue
    trust: TrustAnchors


def read_plan_basis() -> PlanBasis:
    """Return the basis of a plan, which is slow to read. Raises `ResourceError` without a usable built-in catalogue."""
    content = _find_content_in_use()
    catalogue = load_catalogue_in_use(resources(), state_dir())
    return PlanBasis(content, catalogue, load_trust_anchors(resources() / "roots"))


def _find_content_in_use() -> tuple[Path, str]:
    return find_imported_folder(state_dir()), read_imported_hash(state_dir())


def with_system_proxy(plan: Plan, system: OperatingSystem) -> Plan:
    """Return a plan with the system's proxy, and with the hosts that bypass it according to the system's settings."""
    return replace(plan, proxy=find_system_proxy(system), proxy_exceptions=find_proxy_exceptions(system))


def make_network(plan: Plan) -> Network:
    """Return the computer's network, within the limits of a plan."""
    return Network(plan.limits.allowance, plan.limits.lookups.at_once)


def make_outside_network(plan: Plan) -> "OutsideNetwork | None":
    """Return the network past the VPN; None if there is no interface for it."""
    from dialtone.probe.outside_network import OutsideNetwork  # imported here: only past a VPN

    interface = plan.computer.outside
    return None if interface is None else OutsideNetwork(interface, plan.limits.allowance, plan.limits.lookups.past_vpn)


def plan_check(request: CheckRequest, prepared: PlanBasis | None = None) -> Plan:
    """Return the plan of a check for a request of the window, with the state of this computer.

    `prepared`: a basis read before; it is read again if other content was imported since. Raises `ResourceError`.
    """
    basis = prepared
    if basis is None or basis.content != _find_content_in_use():
        basis = read_plan_basis()
    catalogue = with_servers(basis.catalogue, request.servers)
    system = this_system()
    added = load_settings(config_dir()).messengers_added
    # Nobody waits for an unattended check, and one past a VPN takes twice as long: both end as soon as they can.
    ends_early = request.profile is Profile.UNATTENDED or request.outside
    plan = Plan(
        catalogue=catalogue,
        messengers=tuple(m for m in catalogue.messengers if m.id in request.messengers),
        computer=inspect_computer(system),
        installed=request.installed,
        trust=basis.trust,
        old_apps=request.old_apps,
        country=request.country,
        chosen=request.installed.union(added),
        profile=request.profile,
        watching=Watching.IN_DOUBT if ends_early else Watching.WHOLE_TIME,
    )
    return with_system_proxy(plan, system)


def plan_proxy_test(
    request: ProxyTestRequest, prepared: PlanBasis | None = None
) -> "tuple[Plan, Proxy, tuple[Messenger, ...]]":
    """Return the plan of a proxy test, the proxy, and the messengers to test it for.

    Unless the link or the request names a messenger, these are some of the installed ones, but in the quiet profile of
    those ticked for it: the owner of the proxy shall not learn what is installed. Raises `ResourceError`, and
    `ProxyLinkError`, which does not quote the link.
    """
    from dialtone.engine.proxy_test import choose_proxied_messengers  # imported here: only for a proxy
    from dialtone.model.proxy_link import parse_link  # imported here: only for a proxy

    proxy = replace(parse_link(request.link), older_hello=request.older_hello, own_network=request.own_network)
    plan = plan_check(CheckRequest((), request.installed, request.country, request.servers), prepared)
    settings = load_settings(config_dir())
    usual = frozenset(settings.quiet_messengers) if settings.quiet_profile else request.installed
    platform = plan.computer.platform
    chosen = choose_proxied_messengers(plan.catalogue.messengers, proxy, platform, usual, request.messenger)
    return plan, proxy, chosen
