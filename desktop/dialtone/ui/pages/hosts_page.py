"""Every host that Dialtone may contact, and why: no other host is contacted."""

from collections.abc import Iterator, Mapping, Sequence

from dialtone.explain.explainer import Explainer
from dialtone.model.catalogue import Messenger
from dialtone.ui.state.labels import translate
from dialtone.ui.state.window_inputs import ContactedHost, LoadedContent
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import FieldItem, TextItem

SEARCH = "search"
_MAX_ADDRESSES = 3  # the most addresses that are shown of a server without a name


def make_hosts_page(hosts: Sequence[ContactedHost]) -> ItemPage:
    """Return the page: a search field, and a row for each messenger, which expands to a line for each host."""
    page = ItemPage(translate("Hosts", "Servers Dialtone connects to"))
    introduction = translate(
        "Hosts",
        "A check connects to the servers of the messengers that you check, and to neutral sites to compare with. "
        "Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.",
    )
    prompt = translate("Hosts", "Find a server or a messenger")

    def show_matches(typed: str) -> None:
        field = FieldItem(prompt, typed, key=SEARCH)
        rows = tuple(_find_rows(hosts, typed))
        page.show_items((TextItem(introduction), field, *((BoxItem(rows),) if rows else ())))

    page.acted.connect(lambda _key, typed: show_matches(str(typed)))  # nothing but the field acts
    show_matches("")
    return page


def _find_rows(hosts: Sequence[ContactedHost], typed: str) -> Iterator[BoxRow]:
    """Yield a row for each group with matches: all its hosts if its name contains `typed`, else those that do."""
    query = typed.casefold().strip()
    for group in dict.fromkeys(host.group for host in hosts):
        of_group = [host for host in hosts if host.group == group]
        name_matches = query in group.casefold()
        matches = [host for host in of_group if name_matches or query in host.place.casefold()]
        # the place is isolated: it is written from left to right in every language
        text = "\n".join(f"\u2066{host.place}\u2069 · {host.reason}" for host in matches)
        if matches:
            yield BoxRow(group, items=(TextItem(text),), opened=bool(query), key=group)


def _list_uses(messenger: Messenger, words: Explainer) -> Mapping[str, list[str]]:
    """Return the labels of the functions that need each endpoint, by its id."""
    uses: dict[str, list[str]] = {}
    for rule in messenger.functions:
        label = words.sentences.say(f"label.{rule.function}", about=messenger.id)
        for endpoint in {endpoint for alternatives in rule.needs for endpoint in alternatives}:
            uses.setdefault(endpoint, []).append(label)
    return uses


def list_contacted_hosts(content: LoadedContent) -> tuple[ContactedHost, ...]:
    """Return every server of the catalogue, messenger by messenger, then the neutral hosts."""
    contacted: list[ContactedHost] = []
    for messenger in content.messengers:
        name = content.names.get(messenger.id, messenger.name)
        uses = _list_uses(messenger, content.words)
        for endpoint in messenger.endpoints:
            server = endpoint.host or ", ".join(endpoint.addresses[:_MAX_ADDRESSES])
            reason = ", ".join(uses.get(endpoint.id, ())) or translate("Hosts", "To find the cause")
            contacted.append(ContactedHost(name, f"{server}:{endpoint.port}", reason))
    return (*contacted, *content.neutral_hosts)
