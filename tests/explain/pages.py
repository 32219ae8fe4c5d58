"""What is said of every verdict of the gallery: worded once, since many tests read it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dialtone.explain.explainer import Explainer
from dialtone.model.explanation import Explanation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from gallery.verdicts import ONLINE, every_circumstance, every_verdict

MESSENGERS = [("whatsapp", "WhatsApp"), ("telegram", "Telegram"), ("signal", "Signal")]


class Page(NamedTuple):
    """One verdict on one network, and what is said of it."""

    verdict: MessengerVerdict
    network: NetworkVerdict
    words: Explanation


@lru_cache(maxsize=2 * len(MESSENGERS))  # those of one language, in the present and in the past
def online_pages(explainer: Explainer, messenger: str, name: str) -> tuple[Page, ...]:
    return tuple(pages(explainer, ((one, ONLINE) for one in every_verdict(messenger, name))))


def all_pages(explainer: Explainer, messenger: str, name: str) -> Iterator[Page]:
    yield from online_pages(explainer, messenger, name)
    yield from pages(explainer, every_circumstance(messenger, name))


def pages(explainer: Explainer, cases: Iterable[tuple[MessengerVerdict, NetworkVerdict]]) -> Iterator[Page]:
    return (Page(verdict, network, explainer.explain_messenger(verdict, network)) for verdict, network in cases)
