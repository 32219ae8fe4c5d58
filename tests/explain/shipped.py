"""The messengers of the shipped catalogue, made to work or to fail, and an explainer that knows them."""

from datetime import date
from functools import cache

from dialtone.explain.explainer import Explainer
from dialtone.model.explanation import Explanation
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.readers import Readers
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus
from dialtone.model.wording import Wording
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_reach, load_situations, load_way_order
from dialtone.store.wording_file import load_wording
from shipped_catalogue import shipped_catalogue, shipped_messenger
from spoken import RESOURCES

CATALOGUE = shipped_catalogue()
about = shipped_messenger
ORDER = load_way_order(RESOURCES)
READABLE = [m.id for m in CATALOGUE.messengers if m.readers and m.readers.messages is Readers.STATE]
CARRIED = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS),)
WITH_CALLS = (*CARRIED, FunctionVerdict(Function.CALLS, FunctionStatus.WORKS))


@cache
def load_texts(language: str) -> tuple[Wording, tuple[GuidanceEntry, ...]]:
    return load_wording(RESOURCES, language), load_guidance(RESOURCES, language)


def explain(language: str = "en", country: str = "", today: date = date(2026, 11, 25)) -> Explainer:
    return Explainer(
        *load_texts(language),
        today,
        country,
        situations=load_situations(RESOURCES, language),
        messengers=CATALOGUE.messengers,
        order=ORDER,
        countries=load_reach(RESOURCES, language),
    )


def law_of(words: Explanation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for advice in words.guidance for line in advice.law))


def does_not_in_russia(entry: GuidanceEntry) -> str:
    return " ".join((entry.does_not, *(one.does_not for one in entry.local if one.country == "RU")))


def works(messenger: str, functions: tuple[FunctionVerdict, ...] = CARRIED) -> MessengerVerdict:
    return MessengerVerdict(messenger, about(messenger).name, MessengerStatus.WORKS, functions=functions)


def blocked(messenger: str, *, installed: bool = False) -> MessengerVerdict:
    cause = (Cause.NAME_FILTERED,)
    parts = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, cause),)
    name, status = about(messenger).name, MessengerStatus.BLOCKED
    return MessengerVerdict(messenger, name, status, cause, Confidence.SURE, parts, installed=installed)
