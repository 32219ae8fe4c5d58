"""Every host that may be contacted, and what for, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dialtone.explain.explainer import Explainer
from dialtone.model.catalogue import Messenger
from dialtone.ui.state.contacted_host import ContactedHost
from dialtone.ui.state.loaded_content import LoadedContent, Words


def _uses(messenger: Messenger, words: Words) -> Mapping[str, list[str]]:
    """Return what each endpoint is for, in words."""
    uses: dict[str, list[str]] = {}
    for rule in messenger.functions:
        label = str(rule.function)
        if isinstance(words, Explainer):
            label = words.sentences.say(f"label.{rule.function}", about=messenger.id)
        for endpoint in dict.fromkeys(endpoint for group in rule.needs for endpoint in group):
            uses.setdefault(endpoint, []).append(label)
    return uses


def hosts_of(content: LoadedContent) -> tuple[ContactedHost, ...]:
    """Every host of the catalogue, by messenger, then the neutral ones."""
    found: list[ContactedHost] = []
    for messenger in content.messengers:
        name = content.names.get(messenger.id, messenger.name)
        uses = _uses(messenger, content.words)
        for endpoint in messenger.endpoints:
            place = endpoint.host or ", ".join(endpoint.addresses[:3])
            reason = ", ".join(uses.get(endpoint.id, ())) or QCoreApplication.translate("Hosts", "To find the cause")
            found.append(ContactedHost(name, f"{place}:{endpoint.port}", reason))
    return (*found, *content.neutral_hosts)
