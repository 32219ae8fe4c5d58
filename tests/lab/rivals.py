"""The matrix conclusion x rival: in networks where the rival is true, what is said, and how surely.

A rival leaves the same picture as a conclusion (`judge/findings/`). For the commonest pairs there is a network in which
the rival is the truth, and for each conclusion one in which it is. The rival may not be found, but the conclusion is
then never sure, and never above unsure where the rival is common.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from lab import truths
from lab.scenarios import find_scenario

COMMON = "common"
_PRIORS = (COMMON, "uncommon", "rare")
_ORDER = ("", "unsure", "likely", "sure")

#: The networks whose status is a conclusion; the rest are causes of functions, or `works`.
_GROUND: Mapping[str, tuple[str, ...]] = {
    "offline": ("offline",),
    "captive_portal": ("captive_portal",),
    "closed_network": ("whitelist_mode",),
    "dns_down": ("dns_down",),
    "intercepted": ("intercepted",),
    "lossy_line": ("unstable",),
    "narrow_line": ("unstable",),
    "handshakes_die": ("unstable",),
}
#: Words with which a cause accuses somebody, or excuses.
_SAYS: Mapping[str, tuple[str, ...]] = {
    "works": ("works",),
    "service_down": ("down",),
    "service_refuses": ("unknown",),
    "own_filter": ("blocked", "unknown"),
    "this_computer": ("blocked", "unknown"),
    "throttled": ("slow",),
}
_BLOCKED = ("blocked", "slow")


@dataclass(frozen=True)
class Pair:
    """A conclusion and a rival of it; no rival: the conclusion itself is true."""

    conclusion: str
    rival: str
    prior: str
    #: Networks in which the rival is true, each with the messenger that it is true of; none: of the line.
    networks: tuple[tuple[str, str], ...]


def _read_pairs() -> Iterator[Pair]:
    """Yield the pairs of ``rivals.toml``. Raises `ValueError` for a prior that is none."""
    told = tomllib.loads(Path(__file__).with_name("rivals.toml").read_text(encoding="utf-8"))
    for conclusion, rivals in told.items():
        for rival, text in rivals.items():
            prior, _, networks = text.rpartition(": ")
            if (rival == "itself") == (prior in _PRIORS):
                raise ValueError(f"rivals.toml, {conclusion}, {rival}: {text}")
            split = tuple((name, who) for name, _, who in (network.partition("/") for network in networks.split()))
            yield Pair(conclusion, "" if rival == "itself" else rival, prior or COMMON, split)


PAIRS = tuple(_read_pairs())


def list_networks() -> list[str]:
    """Return the networks of all pairs, each once."""
    return list(dict.fromkeys(name for pair in PAIRS for name, _ in pair.networks))


@dataclass(frozen=True)
class Cell:
    """What was said in one network of a pair."""

    pair: Pair
    network: str
    messenger: str
    #: How surely the conclusion was said; empty: it was not.
    surely: str
    #: All that was said there.
    said: str

    @property
    def remark(self) -> str:
        """What the matrix says beside it."""
        return "unseen" if self.unseen else self.wrong

    @property
    def unseen(self) -> bool:
        """Whether the check saw what a sound line shows, so that no rule could say anything else of it."""
        return self.pair.conclusion == "works" and self.network in truths.UNSEEN

    @property
    def wrong(self) -> str:
        """What must not be: too sure while the rival is true, or not found while the conclusion itself is."""
        if not self.pair.rival:
            return "" if self.surely else "not found"
        if self.unseen:
            return ""
        most = "unsure" if self.pair.prior == COMMON else "likely"
        return "too sure" if _ORDER.index(self.surely) > _ORDER.index(most) else ""


def make_cells(answers: Mapping[str, Mapping[str, Any]]) -> list[Cell]:
    """Return what was said in each network of each pair that was asked."""
    return [
        _make_cell(pair, name, messenger, answers[name])
        for pair in PAIRS
        for name, messenger in pair.networks
        if name in answers
    ]


def _make_cell(pair: Pair, name: str, messenger: str, answer: Mapping[str, Any]) -> Cell:
    """Return what was said in a network of a pair: of the line if no messenger is named, else of its functions."""
    if not messenger:
        network = answer["network"]
        claimed = network["status"] in _GROUND.get(pair.conclusion, ())
        said = f"{network['status']} {network['confidence']}"
        return Cell(pair, name, messenger, network["confidence"] if claimed else "", said)
    found = next((m for m in answer["messengers"] if m["id"] == messenger), None)
    functions = _choose_functions(pair, name, messenger, found["functions"]) if found else []
    surely = [f["confidence"] for f in functions if _is_claimed(pair.conclusion, f)]
    said = ", ".join(" ".join((f["function"], f["status"], *f["causes"], f["confidence"])) for f in functions)
    return Cell(pair, name, messenger, max(surely, key=_ORDER.index, default=""), said or "(not asked)")


def _choose_functions(
    pair: Pair, name: str, messenger: str, functions: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the functions of which the rival is true; all of them where it is true of something else."""
    functions = [f for f in functions if f["status"] != "not_tested"]
    true = {f["function"]: truths.find_of_function(find_scenario(name), messenger, f["function"]) for f in functions}
    wanted = pair.rival or pair.conclusion
    return [f for f in functions if wanted in true[f["function"]]] or functions


def _is_claimed(conclusion: str, function: Mapping[str, Any]) -> bool:
    """Return whether a function's verdict is this conclusion."""
    words = _SAYS.get(conclusion, _BLOCKED)
    return function["status"] in words and (conclusion == "works" or conclusion in function["causes"][:1])


def make_page(found: list[Cell], day: date) -> str:
    """Return docs/rivals.md."""
    lines = [_HEAD.format(day=day, summary=summarise(found))]
    for conclusion, of_it in groupby(found, key=lambda cell: cell.pair.conclusion):
        lines += [
            f"\n## {conclusion}\n",
            "| what is true | network | conclusion said | all that was said |",
            "|---|---|---|---|",
        ]
        for cell in of_it:
            true = f"{cell.pair.rival} ({cell.pair.prior})" if cell.pair.rival else "**itself**"
            where = f"{cell.network} {cell.messenger}".strip()
            surely = f"{cell.surely or 'no'}{f' (**{cell.remark}**)' if cell.remark else ''}"
            lines.append(f"| {true} | {where} | {surely} | {cell.said} |")
    return "\n".join(lines) + "\n"


_HEAD = """# Conclusions and their rivals

Written on {day} by `./dev lab rivals --out FILE > docs/rivals.md`, which runs a check in each network of the
lab; do not edit. `FILE` keeps the answers, so that the page can be made in parts (`--only`).

Each block is a conclusion. Its first rows are networks in which it is true: there it must be found. In the others a
*rival* is true, something else that looks the same: there the conclusion may be said at most with "likely", and at
most with "unsure" if the rival is common. "no" is best. "unseen": the fault begins after the check has ended, so the
check saw a healthy line. The last column has function, status, cause and certainty; of the network if no messenger is
named. How certainty is computed: [ADR 62](decisions/0062-certainty-from-rivals.md). The rows: [rules.md](rules.md).
The pairs: `tests/lab/rivals.py`.

{summary}."""


def summarise(found: list[Cell]) -> str:
    """Return how many pairs and networks there are, and how many were wrong."""
    rivals = [cell for cell in found if cell.pair.rival]
    pairs = {(cell.pair.conclusion, cell.pair.rival) for cell in rivals}
    conclusions = {cell.pair.conclusion for cell in found if not cell.pair.rival}
    too_sure = sum(bool(cell.wrong) for cell in rivals)
    lost = sum(bool(cell.wrong) for cell in found if not cell.pair.rival)
    said = sum(bool(cell.surely) for cell in rivals)
    return (
        f"{len(pairs)} pairs in {len(rivals)} networks: the conclusion was said in {said}, too surely in {too_sure}; "
        f"{len(conclusions)} conclusions where they are true, {lost} not found"
    )
