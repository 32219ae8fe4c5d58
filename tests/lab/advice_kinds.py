"""Advice apart by what it needs: nothing that the person lacks, another person, a program, a VPN; recorded or assumed.

`./dev lab advice --recorded` builds no network: it judges the recorded checks by today's rules, takes the ways that are
offered now, and what docs/advice.md says became of each remedy when it was tried.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dialtone.explain.explainer import Explainer
from dialtone.explain.ranking import LastSeen, find_last_seen
from dialtone.judge.rejudge import judge_again
from dialtone.model.answer import STOPPED_STATES
from dialtone.model.check import Check
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.way import NO_WAYS, Needs, WayKind
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_situations, load_way_order
from dialtone.store.wording_file import load_wording
from guidance_rules import OF_MESSENGERS
from judge.recorded import recorded_checks
from lab.advice import MESSENGERS
from lab.remedy_kinds import Remedy
from shipped_catalogue import shipped_catalogue

TABLE = Path(__file__).parents[2] / "docs" / "advice.md"
DAY = date(2026, 11, 29)
_CELL = re.compile(r"(\w+) \((\w[\w ]*)\)")
_COUNTRIES = {"russia": "RU", "iran": "IR", "china": "CN", "turkmenistan": "TM", "emirates": "AE"}
_SEEN_BY_THE_CHECK = OF_MESSENGERS | {WayKind.SAME_MESSENGER}
BETTER = frozenset({"works", "slow"})


@dataclass(frozen=True)
class Basis:
    """Why the lab says that a remedy works."""

    recorded: bool
    day: date
    source: str


@dataclass(frozen=True)
class Offered:
    """One way that is offered for one messenger in one network."""

    network: str
    messenger: str
    kind: WayKind
    entry: str
    needs: Needs
    place: int
    """0 for the first."""
    outcome: str
    """`works`, `slow` or what else became of the messages; `not tried` where nobody did."""
    recorded: bool
    day: date | None

    @property
    def helps(self) -> bool:
        """Whether messages passed with it."""
        return self.outcome in BETTER


@cache
def load_bases() -> Mapping[Remedy, Basis]:
    """Return what the claim that a remedy works rests on, by remedy."""
    alike = tomllib.loads((Path(__file__).parent / "ways.toml").read_text("utf-8"))["ways"]
    return {
        Remedy(remedy): Basis(ways["kind"] == "recorded", ways["date"], source)
        for ways in alike
        for remedy, source in ways["sources"].items()
    }


def read_outcomes(text: str) -> dict[tuple[str, str], dict[Remedy, str]]:
    """Return what became of each remedy that was tried, by network and messenger, from the table of docs/advice.md."""
    found: dict[tuple[str, str], dict[Remedy, str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if len(cells) != len(("network", "messenger", "messages", "first", "then", "others", "any", "missed")):
            continue
        network, messenger, _, first, then, others, _, missed = cells
        if first in set(Remedy):
            tried = {Remedy(first): then} | {Remedy(word): came for word, came in _CELL.findall(others)}
            tried |= {Remedy(word): "works" for word in missed.split(", ") if word in set(Remedy)}
            found[network, messenger] = tried
    return found


def find_country(network: str) -> str:
    """Return the country that a network of the lab stands for; empty for one of no country."""
    return next((code for name, code in _COUNTRIES.items() if network.startswith(name)), "")


def list_offered(tried: Mapping[tuple[str, str], Mapping[Remedy, str]]) -> Iterator[Offered]:
    """Yield the ways that are offered now in the recorded checks, for the networks of which the table tells."""
    catalogue = shipped_catalogue()
    entries = load_guidance(resources(), "en")
    situations = load_situations(resources(), "en")
    order = load_way_order(resources())
    known = {entry.id: entry for entry in entries}
    networks = {network for network, _ in tried}
    about = (load_wording(resources(), "en"), entries, DAY)
    for network, recorded in recorded_checks():
        if network in networks:
            check = judge_again(recorded, catalogue)
            words = Explainer(*about, find_country(network), "linux", situations, catalogue.messengers, order)
            for messenger in MESSENGERS:
                if (network, messenger) in tried:
                    yield from _list_ways(words, check, network, messenger, tried[network, messenger], known)


def _list_ways(
    words: Explainer,
    check: Check,
    network: str,
    messenger: str,
    tried: Mapping[Remedy, str],
    known: Mapping[str, GuidanceEntry],
) -> Iterator[Offered]:
    """Yield the ways offered for a messenger in a recorded check, with what became of each when it was tried."""
    verdict = check.messenger(messenger)
    if verdict is None:
        return
    order = load_way_order(resources())
    said = words.explain_messenger(verdict, check.network, (), check.messengers)
    ways = [way for way in said.ways if way.kind not in NO_WAYS]
    if not any(one.state in STOPPED_STATES for one in said.answer.clauses) and not ways:
        return
    for place, way in enumerate(ways):
        kind = WayKind(way.kind)
        entry = known[way.guidance.id] if way.guidance is not None else None
        remedy = Remedy(entry.remedy) if entry is not None else Remedy.NONE
        seen = find_last_seen(entry, find_country(network)) if entry is not None else LastSeen.UNSEEN
        basis = load_bases().get(remedy)
        by_check = kind in _SEEN_BY_THE_CHECK
        outcome = "works" if by_check else tried.get(remedy, "not tried")
        recorded = by_check or seen is LastSeen.WORKING or (basis is not None and basis.recorded)
        if seen is LastSeen.FAILING:
            outcome, recorded = "seen to fail", True
        yield Offered(
            network,
            messenger,
            kind,
            entry.id if entry is not None else "",
            order.row(kind).needs,
            place,
            outcome,
            recorded,
            check.started_at.date() if by_check else basis.day if basis is not None else None,
        )


def make_table(ways: Iterable[Offered]) -> str:
    """Return what is offered by what it needs, and how much of it counts."""
    every = list(ways)
    cases: dict[tuple[str, str], list[Offered]] = {}
    for way in every:
        cases.setdefault((way.network, way.messenger), []).append(way)
    lines = ["| needs | offered | tried | worked | recorded (counts) | assumed |", "|---|---|---|---|---|---|"]
    for needs in Needs:
        of = [way for way in every if way.needs is needs]
        tried = [way for way in of if way.outcome != "not tried"]
        worked = [way for way in tried if way.helps]
        counted = [way for way in worked if way.recorded]
        figures = (len(of), len(tried), len(worked), len(counted), len(worked) - len(counted))
        lines.append(f"| {needs or 'nothing'} | {' | '.join(map(str, figures))} |")
    first: Counter[str] = Counter()
    for found in cases.values():
        counts = next((one for one in found if one.helps and one.recorded), None)
        first[(counts.needs or "nothing") if counts is not None else "none that counts"] += 1
    said = ", ".join(f"{needs} {number}" for needs, number in first.most_common())
    leading = Counter(found[0].kind for found in cases.values())
    kinds = ", ".join(f"{kind} {number}" for kind, number in leading.most_common())
    lines += ["", f"Cases: {len(cases)}. The first way that works and counts needs: {said}."]
    lines += [f"First way offered: {kinds}."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table for docs/advice.md."""
    print(make_table(list_offered(read_outcomes(TABLE.read_text("utf-8")))), end="")
