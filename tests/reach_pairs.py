"""`./dev reach`: whether the ways that Dialtone offers lead to a conversation, for 25 pairs of countries.

Each pair is asked four times: messages or a call, on a computer alone or with a phone beside it. The person is at the
first end, where what is known to be closed is blocked and the rest works; the words are those of the product. A way
leads to a conversation where `resources/reach.toml` says that it reaches both ends, and it needs nothing they lack:
both have the messengers of the pair, a browser, and a phone where one is beside them. Nothing of this was measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialtone.explain.explainer import Explainer
from dialtone.explain.reaching import find_ways_to_reach
from dialtone.explain.text_report import render_reach
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import ReachWords, WayWords
from dialtone.model.situation import BothCountries, CountryRecord, Pair, SituationKind
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus
from dialtone.model.way import Reach, WayKind
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_reach, load_situations, load_way_order
from dialtone.store.wording_file import load_wording
from guidance_rules import OF_MESSENGERS
from shipped_catalogue import shipped_catalogue

RESOURCES = Path(__file__).parents[1] / "resources"
DAY = date(2026, 11, 29)
ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
COMMON = ("whatsapp", "telegram", "signal", "viber", "facebook_messenger", "threema")
"""What is on the computer of anybody, beside the messengers of the pair."""
_CLOSED = (SituationKind.BLOCKED, SituationKind.MEASURED, SituationKind.SLOWED)
_IN_A_BROWSER = frozenset({"teams", "zoom", "google_meet_chat"})
"""They are no app that a check finds; `calls-licensed-apps` names them."""
RISKY = frozenset({WayKind.TOOL, WayKind.HELPER, WayKind.VPN})


@dataclass(frozen=True)
class Case:
    """One pair in one situation, and what it was told."""

    pair: Pair
    call: bool
    phone: bool
    """Whether a phone is beside them, and ordinary calls are not known to fail."""
    words: ReachWords
    printed: str

    @property
    def leads(self) -> str:
        """The way that leads to a conversation, the first one offered; empty for none."""
        return next((name for way in self.words.ways if (name := self._led(way))), "")

    def _led(self, way: WayWords) -> str:
        fits = self.pair.calls if self.call else self.pair.messages
        if way.kind == WayKind.CALL:
            return "phone" if self.phone else ""
        if way.kind == WayKind.LICENSED_APP and self.call:
            return next((one for one in fits if one in _IN_A_BROWSER), "")
        if way.kind not in OF_MESSENGERS:
            return ""
        return next((one for one in fits if one in way.title), "")

    @property
    def risks_first(self) -> tuple[str, ...]:
        """The titles of risky ways whose warning does not come before their first step, as printed."""
        late = []
        for way in self.words.ways:
            if way.kind in RISKY and way.guidance is not None:
                text = " ".join(self.printed.split())
                warned = text.find(" ".join(way.guidance.risk.split()))
                step = text.find(" ".join(way.guidance.steps[0].split()), text.find(way.guidance.title))
                lawful = not way.guidance.law or way.law
                late += [way.title] if warned < 0 or not lawful or 0 <= step < warned else []
            elif way.kind in OF_MESSENGERS and not way.who_reads:
                late.append(way.title)
        return tuple(late)


def cases(language: str = "en", *, from_second: bool = False) -> Iterator[Case]:
    facts, situations = load_reach(RESOURCES, language), load_situations(RESOURCES, language)
    messengers = shipped_catalogue().messengers
    silent = {frozenset(row.ends) for row in facts.no_calls}
    for pair in facts.pairs:
        here, there = reversed(pair.ends) if from_second else pair.ends
        explainer = _explainer(language, here, facts, situations, messengers)
        verdicts = tuple(_verdict(one, here, situations) for one in messengers if one.id in _had(pair))
        for call in (False, True):
            reach = Reach(there, call=call)
            words = find_ways_to_reach(explainer, reach, verdicts, ONLINE)
            printed = render_reach(words, explainer.sentences, colour=False, width=100)
            for phone in (False, True):
                yield Case(pair, call, phone and frozenset(pair.ends) not in silent, words, printed)


def _had(pair: Pair) -> frozenset[str]:
    return frozenset((*COMMON, *pair.messages, *pair.calls)) - _IN_A_BROWSER


def _explainer(
    language: str,
    country: str,
    facts: BothCountries,
    situations: tuple[CountryRecord, ...],
    messengers: tuple[Messenger, ...],
) -> Explainer:
    words = (load_wording(RESOURCES, language), load_guidance(RESOURCES, language), DAY, country, "windows")
    explainer = Explainer(*words, situations, messengers, load_way_order(RESOURCES), facts)
    explainer.sentences.names = {one.id: one.id for one in messengers}  # to be found in the words
    return explainer


def _verdict(messenger: Messenger, country: str, situations: tuple[CountryRecord, ...]) -> MessengerVerdict:
    record = next((one for one in situations if one.country == country), None)
    rows = [row for row in (record.rows if record else ()) if row.messenger == messenger.id and row.goes_on]
    closed = {part for row in rows if row.what in (*_CLOSED, SituationKind.CALLS_BLOCKED) for part in row.functions}
    cause = {True: (Cause.CALLS_FILTERED,), False: (Cause.ADDRESS_BLOCKED,)}[Function.MESSAGES not in closed]

    def part(function: Function) -> FunctionVerdict:
        status = FunctionStatus.BLOCKED if function in closed else FunctionStatus.WORKS
        return FunctionVerdict(function, status, cause if function in closed else (), Confidence.SURE)

    functions = (part(Function.MESSAGES), part(Function.CALLS))
    blocked = [one for one in functions if one.status is FunctionStatus.BLOCKED]
    statuses = (MessengerStatus.WORKS, MessengerStatus.PARTLY, MessengerStatus.BLOCKED)
    return MessengerVerdict(
        messenger.id, messenger.id, statuses[len(blocked)], cause if blocked else (), Confidence.SURE, functions
    )


def table() -> str:
    rows: dict[tuple[str, str], list[Case]] = {}
    for case in cases():
        rows.setdefault(case.pair.ends, []).append(case)
    heads = ("messages, computer", "messages, phone too", "call, computer", "call, phone too")
    lines = [f"| pair | newest word | {' | '.join(heads)} |", "|---|---|---|---|---|---|"]
    for ends, four in rows.items():
        cells = (case.leads or "-" for case in four)
        day = four[0].pair.as_of
        lines.append(f"| {'-'.join(ends)} | {day or 'none (general knowledge)'} | {' | '.join(cells)} |")
    every = [case for four in rows.values() for case in four]
    led = [case for case in every if case.leads]
    by_messenger = [case for case in led if case.leads != "phone"]
    dated = [case for case in by_messenger if case.pair.as_of is not None]
    back = list(cases(from_second=True))
    late = [f"{'-'.join(case.pair.ends)}: {title}" for case in (*every, *back) for title in case.risks_first]
    lines += [
        "",
        f"Reach a conversation with what they have: {len(led)} of {len(every)}; asked from the second end: "
        f"{sum(bool(case.leads) for case in back)} of {len(back)}.",
        f"By a messenger: {len(by_messenger)}, of them {len(dated)} by a dated word; by an ordinary call or SMS: "
        f"{len(led) - len(by_messenger)}.",
        f"Meet a risky step before its warning: {len(late)}{': ' if late else '.'}{'; '.join(late)}",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")
