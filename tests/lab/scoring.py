"""Judging Dialtone over many scenarios, and the table of what it must say in each."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from lab import dialtone
from lab.catalog import NOT_JUDGED
from lab.dialtone import Line, Report
from lab.promises import load_promises
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
        allowed = dialtone.list_exit_codes(answer)
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


@dataclass
class _Share:
    """How often `unknown` was said."""

    asked: int = 0
    said: int = 0
    right: int = 0
    """Where nothing else could be known."""

    def add(self, line: Line) -> None:
        """Count a line."""
        self.asked += 1
        if line.answered == "unknown":
            self.said += 1
            self.right += line.verdict == "right"

    def describe(self, what: str) -> str:
        """Return a line with the share in per cent, and how much of it is right."""
        percent = 100 * self.said / max(self.asked, 1)
        return f"  {what:28} {self.said:4} of {self.asked:4}   {percent:4.1f} %   ({self.right})"


def _name_part(line: Line) -> str:
    return "messengers" if line.what == "(whole)" else "functions"


def count_unknowns(results: Iterable[Result]) -> list[str]:
    """Return how often `unknown` was said, of which messenger and function, and how often nothing else could be."""
    totals = {"messengers": _Share(), "functions": _Share()}
    shares: defaultdict[tuple[str, str, str], _Share] = defaultdict(_Share)
    for line in (line for result in results for line in result.report.lines):
        messenger = line.messenger if line.messenger in dialtone.MESSENGERS else "others"
        totals[_name_part(line)].add(line)
        shares[_name_part(line), messenger, line.what].add(line)
    out = ["", "unknown was said (of it where nothing else can be known)"]
    for part, total in totals.items():
        out.append(total.describe(part))
        of_part = sorted(key for key, share in shares.items() if key[0] == part and share.said)
        out += [shares[key].describe(f"  {key[1]} {key[2]}") for key in of_part]
    return out


_COUNTRIES = ("cn-*", "ir-*", "mm-*", "pk-*", "tm-*", "tr-*", "ve-*", "china-*", "emirates-*", "iran-2026", "kashmir-*",
              "russia-*", "turkmenistan-*", "gulf-*")  # fmt: skip
"""Networks in which somebody really stops a messenger, as recorded in a country."""
_NEW = ("ground", "claims", "servers", "rivals")
"""The files of scenarios that were written to find what the rules get wrong."""


def _classify(scenario: str) -> str:
    """Return which networks a scenario belongs to: recorded countries, those to find faults of rules, or old ones."""
    if any(fnmatchcase(scenario, pattern) for pattern in _COUNTRIES):
        return "countries"
    return "new" if scenario in SCENARIOS and SCENARIOS.file(scenario) in _NEW else "old"


def count_stopped_unknowns(results: Iterable[Result]) -> list[str]:
    """Return how often `unknown` was said where something is really stopped, in each class of networks."""
    shares: defaultdict[str, _Share] = defaultdict(_Share)
    for result in results:
        for line in (line for line in result.report.lines if line.stopped):
            shares[f"{_classify(result.scenario)} {_name_part(line)}"].add(line)
    rows = [share.describe(name) for name, share in sorted(shares.items())]
    return ["", "unknown where something is really stopped (of it where nothing else can be known)", *rows]


def make_progress_line(result: Result) -> str:
    """Return the line that tells of one result while the others run."""
    words = " ".join(f"{ln.messenger}={ln.answered}" for ln in result.report.lines if ln.what == "(whole)")
    mark = "WRONG" if result.gross else "ok"
    return f"{mark:5} {result.scenario:32} {result.run_ms:6} ms  {result.report.network_answered} {words}"


def make_report(results: list[Result], *, verbose: bool = False) -> str:
    """Return everything that is wrong, then confusion matrices and counts."""
    out: list[str] = []
    for result in results:
        out += _list_complaints(result, verbose)
    lines = [line for result in results for line in result.report.lines]
    wholes = [line for line in lines if line.what == "(whole)"]
    out += ["", "messengers, expected (rows) by answered (columns)", *make_matrix(wholes)]
    out += ["", "functions", *make_matrix([line for line in lines if line.what != "(whole)"])]
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
    return "\n".join([*out, *count_unknowns(results), *count_stopped_unknowns(results)])


def _list_complaints(result: Result, verbose: bool) -> list[str]:
    """Return a line for each thing that is wrong in a result; with `verbose` for each that was said."""
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


def make_matrix(lines: Iterable[Line]) -> list[str]:
    """Return a confusion matrix as text."""
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


def make_table(scenarios: Iterable[Scenario]) -> str:
    """Return the page docs/scenarios.md."""
    out = [_TABLE_HEAD]
    for scenario in scenarios:
        truth = scenario.truth()
        words, flags = dialtone.expect_network(truth)
        shown = [*(f"`{name}`" for name, wanted in flags.items() if wanted)]
        out.append(f"## {scenario.name}\n\n{scenario.title}. {truth['description']}\n")
        out.append(f"- network: `{'/'.join(words)}`{', ' + ', '.join(shown) if shown else ''}")
        about = dict.fromkeys((*dialtone.choose_messengers(scenario), *_list_touched(scenario, truth)))
        out += [f"- {_make_messenger_line(truth, messenger)}" for messenger in about]
        if scenario.twins:
            out.append(f"- cannot be told apart from: {', '.join(scenario.twins)}")
        out.append("")
    return "\n".join(out)


def _list_touched(scenario: Scenario, truth: Mapping[str, Any]) -> list[str]:
    """Return the messengers that a scenario is about, as far as they are judged."""
    named = [m for m in scenario.messengers if load_promises(m) and m not in NOT_JUDGED]
    return [m for m in named if any(want.state != "ok" for want in _list_judged(truth, m).values())]


def _list_judged(truth: Mapping[str, Any], messenger: str) -> dict[str, dialtone.Expected]:
    """Return what must be said of a messenger's functions: of the many, only of those that are tested."""
    functions = dialtone.expect_functions(truth, messenger)
    if messenger in dialtone.MESSENGERS:
        return functions
    return {name: want for name, want in functions.items() if load_promises(messenger)[name].tested}


def _make_messenger_line(truth: Mapping[str, Any], messenger: str) -> str:
    """Return what must be said of a messenger, and of each function that does not work."""
    functions = _list_judged(truth, messenger)
    whole = dialtone.expect_whole(functions)
    parts = [f"{name} `{_word_plainly(want)}`" for name, want in functions.items() if want.state != "ok"]
    return f"{messenger}: **{'/'.join(whole.right)}**" + (f" ({'; '.join(parts)})" if parts else "")


def _word_plainly(want: dialtone.Expected) -> str:
    return want.words().removeprefix("not_tested/")
