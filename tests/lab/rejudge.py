"""Judging the recorded checks of every network again: by the rules of today, and beside what was said before."""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from dialtone.store.check_file import load_check
from judge import recorded
from lab import dialtone, scoring
from lab.dialtone import Report
from lab.scenarios import SCENARIOS, find_scenario

Answers = Mapping[str, Mapping[str, Any]]
"""What was said, by the name of the network: `dialtone check --json`, without the observations."""

ROOT = Path(__file__).resolve().parents[2]


def read_answers(text: str) -> dict[str, Any]:
    """Return what `python -m judge.recorded` printed, by network."""
    rows = (line.partition("\t") for line in text.splitlines())
    return {name: json.loads(document) for name, _, document in rows}


def read_earlier_answers(source: str) -> dict[str, Any]:
    """Return what was said before: kept in a file (`--out`), or said by another revision's rules and catalogue."""
    if Path(source).is_file():
        return read_answers(Path(source).read_text(encoding="utf-8"))
    git = ["git", "-C", str(ROOT), "archive", source, "desktop", "resources"]
    packed = subprocess.run(git, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
        path = os.pathsep.join((str(Path(folder) / "desktop"), str(ROOT / "tests")))
        command = [sys.executable, "-m", "judge.recorded"]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})
    return read_answers(ran.stdout.decode())


def keep_recorded(folder: Path, path: Path = recorded.RECORDED) -> list[str]:
    """Add what `score --out` found to the recorded networks; return their names. The first seed of each counts."""
    runs = (run for run in sorted(folder.iterdir(), reverse=True) if (run / "answer.json").is_file())
    found = {run.name.rpartition(".")[0]: load_check(run / "answer.json") for run in runs}
    before = dict(recorded.recorded_checks(path)) if path.is_file() else {}
    known = {name: check for name, check in (before | found).items() if name in SCENARIOS}
    recorded.record(known.items(), path)
    return sorted(found)


def judge_answers(answers: Answers) -> list[scoring.Result]:
    """Judge each answer by the truth of its network, as `score` does."""
    results = []
    for name, answer in answers.items():
        scenario = find_scenario(name)
        twins = [SCENARIOS[twin].truth() for twin in scenario.twins]
        results.append(scoring.Result(name, dialtone.judge(scenario.truth(), answer, twins), 0, 0))
    return results


@dataclass(frozen=True)
class Said:
    """One word of an answer: about the network, a messenger or a function of it."""

    word: str
    causes: tuple[str, ...]
    confidence: str
    #: What the truth says of it: `dialtone.Line.verdict`, `wrong cause`, or nothing where it is not judged.
    verdict: str
    #: Why it is as certain as it is: the hypothesis, the rivals that stand, and what excludes the others.
    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        causes = " ".join(("", *self.causes))
        return f"{self.word}{causes} {self.confidence} [{self.verdict or 'not judged'}{self._too_sure}]"

    @property
    def wrong_and_sure(self) -> bool:
        """Whether it is what must never be, said without a doubt."""
        return self.confidence == "sure" and self.verdict in (*dialtone.GROSS, "wrong cause")

    @property
    def _too_sure(self) -> str:
        return ", AND SURE" if self.wrong_and_sure else ""


def _list_words(answer: Mapping[str, Any], report: Report) -> dict[tuple[str, str], Said]:
    """Return every word of an answer, judged, by messenger and function; `("network", "")` is the network's."""
    lines = {(line.messenger, line.what): line for line in report.lines}
    network = answer["network"]
    out = {("network", ""): _make_said(network, network["flags"], "right" if report.network_right else "wrong")}
    for messenger in answer["messengers"]:
        for what, claim in (("(whole)", messenger), *((f["function"], f) for f in messenger["functions"])):
            line = lines.get((messenger["id"], what))
            verdict = "" if line is None else "wrong cause" if line.first_cause_right is False else line.verdict
            out[messenger["id"], what] = _make_said(claim, claim["causes"], verdict)
    return out


def _make_said(claim: Mapping[str, Any], causes: Sequence[str], verdict: str) -> Said:
    """Return a claim of an answer, with what the lab says of it."""
    return Said(claim["status"], tuple(causes), claim["confidence"], verdict, _summarise_diagnosis(claim))


def _summarise_diagnosis(claim: Mapping[str, Any]) -> str:
    """Return a diagnosis in short: `name_filtered proved; stands: by_chance rare; out: shape_cut by other_cut`."""
    diagnosis = claim.get("diagnosis") or {}
    parts = [
        f"{diagnosis.get('hypothesis', '')}{' proved' if diagnosis.get('proved') else ''}",
        "stands: " + ", ".join(f"{rival['id']} {rival['prior']}" for rival in diagnosis.get("standing", ())),
        "out: " + ", ".join(f"{each['id']} by {each['by']}" for each in diagnosis.get("excluded", ())),
    ]
    told = "; ".join(part for part in parts if part and not part.endswith(": "))
    return f"  ({told})" if told else ""


_GRADES = {"": 0, "right": 0, "tolerable": 0, "miss": 1, "wrong cause": 2}


def _grade(said: Said) -> int:
    """Return how bad it is: fine, missed, wrong cause, wrong, and each of the last two once more where it was sure."""
    return _GRADES.get(said.verdict, 4) + said.wrong_and_sure


KINDS = ("worse", "missed", "better", "word", "cause", "surer", "less sure")
"""How an answer can differ, the gravest first."""


def _classify(old: Said, new: Said) -> str:
    """Return which of `KINDS` a difference is."""
    if _grade(new) != _grade(old):
        return "better" if _grade(new) < _grade(old) else "missed" if _grade(new) == 1 else "worse"
    if new.word != old.word:
        return "word"
    if new.causes != old.causes:
        return "cause"
    order = ("unsure", "likely", "sure")
    return "surer" if order.index(new.confidence) > order.index(old.confidence) else "less sure"


def list_differences(before: Answers, after: Answers) -> list[str]:
    """Return all differences between two judgements of the same checks, the gravest first, and their numbers."""
    old_reports = {result.scenario: result.report for result in judge_answers(before)}
    rows: list[tuple[int, str]] = []
    for result in judge_answers(after):
        name = result.scenario
        if name not in before:
            continue
        old_words = _list_words(before[name], old_reports[name])
        for (who, what), new in _list_words(after[name], result.report).items():
            old = old_words.get((who, what))
            if old is not None and old != new:
                kind = _classify(old, new)
                rows.append(
                    (KINDS.index(kind), f"{kind:9} {name:36} {f'{who} {what}'.strip():20} {old} -> {new}{new.why}")
                )
    counts = Counter(kind for kind, _ in rows)
    total = ", ".join(f"{word} {counts[kind]}" for kind, word in enumerate(KINDS))
    return [*(text for _, text in sorted(rows)), "", f"{len(rows)} differences: {total}"]


def summarise_gravest(results: Iterable[scoring.Result], answers: Answers) -> str:
    """Return how much is wrong, and how much of that was said without a doubt."""
    said = [
        (r.scenario, key, word) for r in results for key, word in _list_words(answers[r.scenario], r.report).items()
    ]
    sure = [f"{name} {' '.join(key)}: {word}" for name, key, word in said if word.wrong_and_sure]
    return "\n".join([*sure, f"wrong and sure, functions and causes too: {len(sure)}"])
