"""The hosts that Dialtone may contact other than the messengers' servers, each with its reason, for their page."""

from collections.abc import Sequence

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import list_tools
from dialtone.model.catalogue import Controls
from dialtone.model.endpoint import Endpoint
from dialtone.model.guidance import GuidanceEntry
from dialtone.store.data_folders import config_dir, resources
from dialtone.store.mirror import load_mirrors
from dialtone.store.settings import load_settings
from dialtone.ui.state.window_inputs import ContactedHost


def list_neutral_hosts(words: Explainer, controls: Controls) -> tuple[ContactedHost, ...]:
    """Return the hosts that a check may contact other than the messengers' servers."""

    def say(key: str) -> str:
        return words.sentences.say(f"host.{key}")

    rows = [
        *(("neutral", _format_place(control.endpoint), "compare") for control in controls.sites),
        *(("neutral", _format_place(endpoint), "sign_in") for endpoint in controls.sign_in_checks),
        *(("neutral", _format_place(endpoint), "port") for endpoint in controls.port_witnesses),
        *(("neutral", _format_place(endpoint), "line") for endpoint in controls.anchors),
        *(("neutral", _format_place(endpoint), "calls") for endpoint in (*controls.udp, *controls.stun_tcp)),
        *(("resolvers", f"{resolver.host}:443", "names") for resolver in controls.resolvers),
        *(("resolvers", f"{name}:443", "shown") for resolver in controls.resolvers for name in resolver.shown_names),
        *(("resolvers", f"{resolver.address}:53", "plain") for resolver in controls.plain_resolvers),
    ]
    return tuple(ContactedHost(say(group), address, say(reason)) for group, address, reason in rows)


def _format_place(endpoint: Endpoint) -> str:
    return f"{endpoint.host or ', '.join(endpoint.addresses)}:{endpoint.port}"


def list_help_hosts(words: Explainer, entries: Sequence[GuidanceEntry]) -> tuple[ContactedHost, ...]:
    """Return the hosts named in advice, which are contacted only on a click."""
    group = words.sentences.say("host.help")
    reason = words.sentences.say("host.help_why")
    targets = [place.target for entry in entries for place in entry.places if place.target.can_be_probed]
    targets += [front for tool in list_tools(words) for front in tool.fronts]
    addresses = dict.fromkeys((target.addresses or (target.host,))[0] for target in targets)
    return tuple(ContactedHost(group, f"{address}:443", reason) for address in addresses)


def list_mirror_hosts(words: Explainer) -> tuple[ContactedHost, ...]:
    """Return the mirrors where Dialtone may look for updates of the advice: none by default. Raises `ResourceError`."""
    mirrors = load_mirrors(resources(), load_settings(config_dir()).mirrors)
    group = words.sentences.say("host.mirrors")
    reason = words.sentences.say("host.mirror")
    return tuple(ContactedHost(group, f"{mirror.host}:{mirror.port}", reason) for mirror in mirrors)
