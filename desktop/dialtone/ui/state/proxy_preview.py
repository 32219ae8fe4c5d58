"""What can be said about a proxy's link before anything is sent. No widgets."""

from dialtone.explain.proxy_test_words import proxy_title, what_it_sees
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.proxy_link import ProxyLinkError, parse_link


class ProxyPreview(Frozen):
    """Either what is wrong with the link, or whose proxy it is. Nothing secret of the link is in it."""

    fault: str = ""
    title: str = ""
    lead: str = ""
    sees: tuple[str, ...] = ()


def preview_of(sentences: Sentences, text: str) -> ProxyPreview:
    """Read a link that was pasted."""
    try:
        proxy = parse_link(text)
    except ProxyLinkError as error:
        return ProxyPreview(fault=sentences.say(f"proxy_link.{error.fault}"))
    return ProxyPreview(
        title=proxy_title(sentences, proxy.kind, proxy.host, proxy.port),
        lead=sentences.say("proxy.sees"),
        sees=what_it_sees(sentences, proxy.kind, proxy.host),
    )
