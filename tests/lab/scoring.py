"""Judging Dialtone over many scenarios, and the table of what it must say in each."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from lab import dialtone
from lab.catalog import NOT_JUDGED
from lab.dialtone import Line, Report
from lab.promises import promises
from lab.runner import RunResult
from lab.scenario import Scenario
from lab.scenarios import SCENARIOS


@dataclass
class Result:
    """One check in one scenario, judged."""

    scenario: str
    report: Report
    exit_code: int
    run_ms: int
    #: What is wrong with the answer itself: no JSON, an exit code that does not fit, out of time.
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    data: int = 0
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def gross(self) -> bool:
        """A verdict that must never be, or no verdict at all."""
        return bool(self.faults or self.report.gross())


def score(
    truth: Mapping[str, Any], twins: Iterable[Mapping[str, Any]], run: RunResult, seen: Mapping[str, Any]
) -> Result:
    """Judge what a command printed."""
    faults = ["did not end in time"] if run.timed_out else []
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        answer = {}
        faults.append("no JSON; standard error ends: " + run.stderr.decode(errors="replace").strip()[-300:])
    else:
        allowed = dialtone.expected_exit_codes(answer)
        if run.exit_code not in allowed:
            faults.append(f"exit code {run.exit_code}, expected {'/'.join(map(str, allowed))}")
        if b"Traceback" in run.stderr:
            faults.append("a traceback on standard error")
    return Result(
        truth["scenario"],
        dialtone.judge(truth, answer, twins),
        run.exit_code,
        seen["runs"][0]["run_ms"],
        faults,
        answer.get("seconds", 0.0),
        answer.get("bytes_sent", 0) + answer.get("bytes_received", 0),
        {key: value for key, value in seen["coverage"].items() if key.startswith("unknown")},
    )


def read_kept(folder: Path, scenario: Scenario, twins: Iterable[Mapping[str, Any]]) -> Result:
    """Judge what `score --out` kept of one scenario, by the truth of today."""
    seen = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    stdout, stderr = (folder / "answer.json").read_bytes(), (folder / "stderr").read_bytes()
    ran = seen["runs"][0]
    return score(scenario.truth(), twins, RunResult(ran["exit_code"], ran["timed_out"], stdout, stderr), seen)


def unknowns(results: Iterable[Result]) -> list[str]:
    """How often `unknown` was said, of which messenger and function, and how often nothing else could be."""
    said: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    untold: Counter[tuple[str, str]] = Counter()
    for line in (line for result in results for line in result.report.lines):
        key = (line.messenger if line.messenger in dialtone.MESSENGERS else "others", line.what)
        asked[key] += 1
        if line.answered == "unknown":
            said[key] += 1
            untold[key] += line.verdict == "right"
    out = ["", "unknown was said (of it where nothing else can be known)"]
    wholes = [key for key in asked if key[1] == "(whole)"]
    functions = [key for key in asked if key not in wholes]
    for part, keys in (("messengers", wholes), ("functions", functions)):
        total, all_said, right = (sum(counts[key] for key in keys) for counts in (asked, said, untold))
        out.append(_share(part, all_said, total, right))
        out += [_share("  " + " ".join(k), said[k], asked[k], untold[k]) for k in sorted(keys) if said[k]]
    return out


_COUNTRIES = ("cn-*", "ir-*", "mm-*", "pk-*", "tm-*", "tr-*", "ve-*", "china-*", "emirates-*", "iran-2026", "kashmir-*",
              "russia-*", "turkmenistan-*", "gulf-*")  # fmt: skip
"""Networks in which somebody really stops a messenger, as recorded in a country."""
_NEW = ("ground", "claims", "servers", "rivals")
"""The files of scenarios that were written to find what the rules get wrong."""


def _group(scenario: str) -> str:
    if any(fnmatchcase(scenario, pattern) for pattern in _COUNTRIES):
        return "countries"
    return "new" if scenario in SCENARIOS and SCENARIOS.file(scenario) in _NEW else "old"


def stopped_unknown(results: Iterable[Result]) -> list[str]:
    """How often `unknown` was said where something is really stopped: of old networks, new ones, and countries'."""
    said, asked, untold = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for result in results:
        for line in result.report.lines:
            key = (_group(result.scenario), "messengers" if line.what == "(whole)" else "functions")
            if line.stopped:
                asked[key] += 1
                said[key] += line.answered == "unknown"
                untold[key] += line.answered == "unknown" and line.verdict == "right"
    rows = [_share(" ".join(key), said[key], asked[key], untold[key]) for key in sorted(asked)]
    return ["", "unknown where something is really stopped (of it where nothing else can be known)", *rows]


def _share(what: str, said: int, asked: int, untold: int) -> str:
    return f"  {what:28} {said:4} of {asked:4}   {100 * said / max(asked, 1):4.1f} %   ({untold})"


def progress(result: Result) -> str:
    """One line while it runs."""
    words = " ".join(f"{ln.messenger}={ln.answered}" for ln in result.report.lines if ln.what == "(whole)")
    mark = "WRONG" if result.gross else "ok"
    return f"{mark:5} {result.scenario:32} {result.run_ms:6} ms  {result.report.network_answered} {words}"


def report(results: list[Result], *, verbose: bool = False) -> str:
    """Everything that is wrong, then confusion matrices and counts."""
    out: list[str] = []
    for result in results:
        out += _complaints(result, verbose)
    lines = [line for result in results for line in result.report.lines]
    wholes = [line for line in lines if line.what == "(whole)"]
    out += ["", "messengers, expected (rows) by answered (columns)", *matrix(wholes)]
    out += ["", "functions", *matrix([line for line in lines if line.what != "(whole)"])]
    judged = [line.first_cause_right for line in lines if line.first_cause_right is not None]
    sure = sum(line.confidence == "sure" and line.verdict in dialtone.GROSS for line in wholes)
    out += [
        "",
        f"checks {len(results)}, network right {sum(r.report.network_right for r in results)}, "
        f"wrong flags {sum(len(r.report.flags_wrong) for r in results)}, faults {sum(len(r.faults) for r in results)}",
        f"messengers {dict(Counter(line.verdict for line in wholes))}",
        f"functions {dict(Counter(line.verdict for line in lines if line.what != '(whole)'))}",
        f"first causes right {sum(judged)} of {len(judged)}; sure and wrong {sure}",
        f"longest check {max((r.seconds for r in results), default=0):.2f} s, "
        f"most data {max((r.data for r in results), default=0)} bytes",
    ]
    for key in ("unknown_names", "unknown_addresses", "unknown_http_hosts"):
        met = sorted({name for result in results for name in result.coverage.get(key, {})})
        if met:
            out.append(f"{key.replace('_', ' ')} of the lab: {', '.join(met[:20])}{' ...' if len(met) > 20 else ''}")
    return "\n".join([*out, *unknowns(results), *stopped_unknown(results)])


def _complaints(result: Result, verbose: bool) -> list[str]:
    head = f"{result.scenario:32}"
    out = [f"{head} {fault}" for fault in result.faults]
    judged = result.report
    if judged.network_answered is None:
        return out
    if not judged.network_right:
        out.append(f"{head} network: is {'/'.join(judged.network)}, answered {judged.network_answered}")
    if judged.flags_wrong:
        out.append(f"{head} network: wrong flags {', '.join(judged.flags_wrong)}")
    for line in judged.lines:
        said = f"{line.messenger} {line.what}: is {line.expected}, answered {line.answered} {' '.join(line.causes)}"
        if verbose or line.verdict not in ("right", "tolerable"):
            out.append(f"{head} {line.verdict}: {said}")
        elif line.first_cause_right is False:
            out.append(f"{head} wrong cause: {said}")
        elif line.extra_causes:
            out.append(f"{head} extra cause {' '.join(line.extra_causes)}: {said}")
    return out


def matrix(lines: Iterable[Line]) -> list[str]:
    """A confusion matrix as text."""
    counts = Counter((line.expected.partition(":")[0], line.answered or "(absent)") for line in lines)
    rows, columns = sorted({row for row, _ in counts}), sorted({column for _, column in counts})
    width = max((len(row) for row in rows), default=0)
    out = [f"  {'':{width}} " + " ".join(f"{column:>10}" for column in columns)]
    for row in rows:
        cells = (counts.get((row, column), 0) for column in columns)
        out.append(f"  {row:{width}} " + " ".join(f"{cell or '.':>10}" for cell in cells))
    return out


_TABLE_HEAD = """\
# Scenarios of the lab

What Dialtone on Linux must say in each simulated network. Printed by `./dev lab table`: change the scenarios in
`tests/lab/networks/*.toml`, not this page. The words are those of the closed vocabulary; `a/b` means that either is
right, and after a colon each of the causes is accepted. A function that is not mentioned works. Calls of WhatsApp and
Telegram stay `not_tested` if nothing interferes, since without an account nobody can show that they work. If they are
blocked, this must be said. Other messengers are listed if a scenario is about them, with the functions that can be
tested.
"""


def table(scenarios: Iterable[Scenario]) -> str:
    """The page docs/scenarios.md."""
    out = [_TABLE_HEAD]
    for scenario in scenarios:
        truth = scenario.truth()
        words, flags = dialtone.expected_network(truth)
        shown = [*(f"`{name}`" for name, wanted in flags.items() if wanted)]
        out.append(f"## {scenario.name}\n\n{scenario.title}. {truth['description']}\n")
        out.append(f"- network: `{'/'.join(words)}`{', ' + ', '.join(shown) if shown else ''}")
        about = dict.fromkeys((*dialtone.messengers_of(scenario.messengers), *_touched(scenario, truth)))
        out += [f"- {_messenger(truth, messenger)}" for messenger in about]
        if scenario.twins:
            out.append(f"- cannot be told apart from: {', '.join(scenario.twins)}")
        out.append("")
    return "\n".join(out)


def _touched(scenario: Scenario, truth: Mapping[str, Any]) -> list[str]:
    """The messengers that a scenario is about, as far as they are judged."""
    named = [m for m in scenario.messengers if promises(m) and m not in NOT_JUDGED]
    return [m for m in named if any(want.state != "ok" for want in _judged(truth, m).values())]


def _judged(truth: Mapping[str, Any], messenger: str) -> dict[str, dialtone.Expected]:
    """What is said of a messenger's functions: of the many, only those that are tested."""
    functions = dialtone.expected_functions(truth, messenger)
    if messenger in dialtone.MESSENGERS:
        return functions
    return {name: want for name, want in functions.items() if promises(messenger)[name].tested}


def _messenger(truth: Mapping[str, Any], messenger: str) -> str:
    functions = _judged(truth, messenger)
    whole = dialtone.expected_whole(functions)
    parts = [f"{name} `{_plain(want)}`" for name, want in functions.items() if want.state != "ok"]
    return f"{messenger}: **{'/'.join(whole.right)}**" + (f" ({'; '.join(parts)})" if parts else "")


def _plain(want: dialtone.Expected) -> str:
    return want.words().removeprefix("not_tested/")
