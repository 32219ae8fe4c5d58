"""Command line of the censorship lab: ``./dev lab --help``."""

import argparse
import concurrent.futures
import fnmatch
import json
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dialtone.model.trouble import TroubleError
from dialtone.store.check_file import decode_check, load_check
from judge import recorded
from lab import (
    advice,
    advice_kinds,
    busy,
    carriers,
    dialtone,
    from_check,
    hostile,
    kept_rows,
    questions,
    real_resolvers,
    rejudge,
    remedies,
    rivals,
    scoring,
    selftest,
    standing,
    traffic,
    windows,
)
from lab.network_file import ANYTHING
from lab.remedy_kinds import Remedy
from lab.runner import BUNDLES, PACKAGE_DIR, Lab, LabError, RunResult, list_covers, list_package_covers
from lab.scenario import Scenario
from lab.scenarios import SCENARIOS, find_scenario
from shipped_catalogue import shipped_catalogue

LAB_FAILED = 125
_Result = TypeVar("_Result")


def _find_scenario(spec: str) -> Scenario:
    """Return the scenario with a name, or several joined by `+`. Raises `LabError` for an unknown name."""
    try:
        return find_scenario(spec)
    except KeyError as error:
        raise LabError(f"unknown scenario {error}; see './dev lab list'") from None


def _make_lab(scenario: Scenario, args: argparse.Namespace, pcap: Path | None = None) -> Lab:
    """Return the network of a scenario, with the options that most commands have."""
    cover = list_covers()
    for item in args.cover:
        path, _, bundle = item.partition("=")
        cover.append((path, BUNDLES[bundle or "public"]))
    return Lab(
        scenario,
        seed=args.seed,
        pcap=pcap,
        cover=cover,
        hide=[PACKAGE_DIR],
        real_proxies=args.real_proxies,
        real_resolver=args.real_resolver,
    )


def _note(text: str) -> None:
    print(f"lab: {text}", file=sys.stderr, flush=True)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")


# -- Commands -------------------------------------------------------------------------


def command_list(_args: argparse.Namespace) -> int:
    for scenario in SCENARIOS.values():
        truth = scenario.truth()
        network = "/".join(dialtone.expect_network(truth)[0])
        states = [
            f"{m}={'/'.join(dialtone.expect_whole(dialtone.expect_functions(truth, m)).right)}"
            for m in dialtone.choose_messengers(scenario)
        ]
        print(f"{scenario.name:30} {scenario.title}")
        print(f"{'':30} network={network} {' '.join(states)}")
    return 0


def command_truth(args: argparse.Namespace) -> int:
    print(json.dumps(find_scenario(args.scenario).truth(), indent=2, ensure_ascii=False))
    return 0


def command_run(args: argparse.Namespace) -> int:
    scenario = _find_scenario(args.scenario)
    link = ""
    for remedy in args.remedies:
        treated = remedies.apply_remedy(scenario, Remedy(remedy))
        scenario, link = treated.scenario, treated.link or link
    command = args.command or (["dialtone", "try", link] if link else ["dialtone", "check", *advice.MESSENGERS])
    with _make_lab(scenario, args, args.pcap) as lab:
        result = lab.run(command, timeout=args.timeout, env={"LAB_LINK": link} if link else None)
    if args.report:
        _write_json(args.report, lab.report)
    if not args.quiet:
        _summarise(lab.report)
    return result.exit_code


def command_from_check(args: argparse.Namespace) -> int:
    try:
        check = load_check(args.check)
    except TroubleError as error:
        raise LabError(str(error)) from None
    name = args.name or args.check.stem.replace("_", "-").lower()
    scenario = from_check.make_scenario(check, shipped_catalogue(), name)
    if not args.command:
        print(from_check.make_source(scenario), end="")
        return 0
    with _make_lab(scenario, args) as lab:
        result = lab.run(args.command, timeout=args.timeout)
    _summarise(lab.report)
    return result.exit_code


def _summarise(report: dict[str, Any]) -> None:
    run = report["runs"][-1]
    timings = report["timings"]
    _note(
        f"exit {run['exit_code']} after {run['run_ms']} ms "
        f"(set-up {timings['setup_ms']} ms, teardown {timings['teardown_ms']} ms)"
    )
    coverage = report["coverage"]
    for key, text in (
        ("unknown_names", "names the lab does not know"),
        ("unknown_addresses", "addresses nobody answers at"),
        ("unknown_http_hosts", "HTTP hosts unknown at their address"),
    ):
        if coverage[key]:
            _note(f"{text}: {', '.join(sorted(coverage[key])[:12])}{' ...' if len(coverage[key]) > 12 else ''}")
    if "tunnel" in report:
        _note(f"the tunnel came about as: {report['tunnel'] or 'nothing, it was stopped'}")
    if coverage["rules_never_hit"]:
        _note(f"rules the command never met: {', '.join(coverage['rules_never_hit'])}")


def command_shell(args: argparse.Namespace) -> int:
    scenario = _find_scenario(args.scenario)
    with _make_lab(scenario, args, args.pcap) as lab:
        _note(f"shell inside the client of '{scenario.name}'; leave with exit or ctrl-D")
        env = {"PS1": f"[{scenario.name}] \\w\\$ "}
        shell = os.environ.get("SHELL", "/bin/bash")
        command = [shell, "--norc", "-i"] if shell.endswith("bash") else [shell]
        result = lab.run(command, own_pids=False, env=env)
    return result.exit_code


def _select(patterns: Sequence[str], skip: Sequence[str]) -> list[str]:
    """Return the networks that match any of the patterns (all without one), except those whose name matches `skip`."""
    names = []
    for pattern in patterns or ["*"]:
        found = [name for name in SCENARIOS if _matches(name, pattern)]
        names += found if found else [pattern]  # a joined spec like a+b
    return [n for n in dict.fromkeys(names) if not any(fnmatch.fnmatchcase(n, s) for s in skip)]


def _matches(name: str, pattern: str) -> bool:
    """Return whether a pattern is for a network: its name, its file, or a messenger or a class of rules in it."""
    return bool(_filter_names((name, SCENARIOS.file(name)), [pattern])) or pattern in SCENARIOS[name].subjects()


def _filter_names(names: Iterable[str], patterns: Sequence[str]) -> list[str]:
    """Return the names that match any of the patterns; all without patterns."""
    return [name for name in names if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns or ["*"])]


def _list_arguments(scenario: Scenario, args: argparse.Namespace) -> list[str]:
    """Return the arguments of a check in a network: its options, and the messengers chosen, or else those affected."""
    chosen = args.messengers.split(",") if args.messengers else dialtone.choose_messengers(scenario)
    return [*scenario.asked(), *(["--all"] if list(chosen) == ["all"] else chosen)]


def _map_networks(
    work: Callable[..., _Result], names: Sequence[str], args: argparse.Namespace, *more: Any
) -> Iterator[_Result]:
    """Yield the result of `work` for each network, in order; as many are run at the same time as the options say."""
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        yield from pool.map(work, names, *more, repeat(args))


def command_score(args: argparse.Namespace) -> int:
    if args.carries:
        return _score_carriers(args)
    args.timeout = args.timeout or 120.0
    names = _select(args.only, args.skip)
    jobs = [(name, args.seed + n) for name in names for n in range(args.repeat)]
    results = []
    for result in _map_networks(_score_one, [name for name, _ in jobs], args, [seed for _, seed in jobs]):
        results.append(result)
        print(scoring.make_progress_line(result), file=sys.stderr, flush=True)
    print(scoring.make_report(results, verbose=args.verbose))
    return 1 if any(result.gross for result in results) else 0


def _score_carriers(args: argparse.Namespace) -> int:
    """Verify the servers that carry each function according to the catalogue: block those alone, then all others."""
    began, args.timeout = time.monotonic(), args.timeout or 240.0
    chosen = _filter_names(carriers.list_networks(), args.only)
    answers = {}
    for name, answer in zip(chosen, _map_networks(_ask_carriers, chosen, args), strict=True):
        answers[name] = answer
        _note(f"{name}: {answer['seconds']:.1f} s, network {answer['network']['status']}")
    rows = carriers.judge(answers)
    print(carriers.make_table(rows), end="")
    wrong = sum(bool(row.wrong) for row in rows)
    print(f"{len(rows)} functions, {len(chosen)} networks, {wrong} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def _ask_carriers(name: str, args: argparse.Namespace) -> dict[str, Any]:
    """Check the messengers that a network concerns, six at a time; return their answers joined."""
    messengers = args.messengers.split(",") if args.messengers else carriers.list_concerned(name)
    groups = (messengers[start : start + 6] for start in range(0, len(messengers), 6))
    lines = [shlex.join(["dialtone", "check", "--json", "--wait", *group]) for group in groups]
    with _make_lab(carriers.make_network(name), args) as lab:
        run = lab.run(["sh", "-c", "; ".join(lines)], timeout=args.timeout, capture=True)
    try:
        return carriers.join_answers(run.stdout.decode())
    except ValueError:
        raise LabError(f"{name}: no JSON; {run.stderr.decode(errors='replace').strip()[-300:]}") from None


def _score_one(spec: str, seed: int, args: argparse.Namespace) -> scoring.Result:
    """Check in one network, save the answer if asked, and return its score."""
    scenario = _find_scenario(spec)
    command = args.command or ["dialtone", "check", "--json", "--wait", *_list_arguments(scenario, args)]
    out = args.out / f"{spec}.{seed}" if args.out else None
    if out:
        out.mkdir(parents=True, exist_ok=True)
    args = argparse.Namespace(**{**vars(args), "seed": seed})
    with _make_lab(scenario, args, out / "client.pcap" if out else None) as lab:
        run = lab.run(command, timeout=args.timeout, capture=True)
    if out:
        (out / "answer.json").write_bytes(run.stdout)
        (out / "stderr").write_bytes(run.stderr)
        _write_json(out / "report.json", lab.report)
    twins = [SCENARIOS[name].truth() for name in scenario.twins]
    return scoring.score(scenario.truth(), twins, run, lab.report)


def command_record(args: argparse.Namespace) -> int:
    kept = rejudge.keep_recorded(args.folder)
    _note(f"{len(kept)} networks recorded, {recorded.RECORDED.stat().st_size // 1000} KB for all of them")
    return 0


def command_rejudge(args: argparse.Namespace) -> int:
    chosen = set(_select(args.only, args.skip))
    after = {name: said for name, said in recorded.judged_today(shipped_catalogue()) if name in chosen}
    if args.out:
        args.out.write_text("".join(recorded.lines_of(after.items())), encoding="utf-8")
    results = rejudge.judge_answers(after)
    print(scoring.make_report(results, verbose=args.verbose))
    print(rejudge.summarise_gravest(results, after))
    if args.before:
        print(f"\nbefore ({args.before}) -> now")
        print("\n".join(rejudge.list_differences(rejudge.read_earlier_answers(args.before), after)))
    return 1 if any(result.gross for result in results) else 0


def command_report(args: argparse.Namespace) -> int:
    from lab.report import COMMON, make_reports  # inside: what it says is loaded for it alone

    for name, text in make_reports(args.lang, args.country, args.networks or COMMON, args.pictures):
        print(f"===== {name}\n{text}")
    return 0


def command_rivals(args: argparse.Namespace) -> int:
    names = _filter_names(rivals.list_networks(), args.only)
    if args.recorded:
        said = recorded.judged_today(shipped_catalogue())
        answers: dict[str, Any] = {name: answer for name, answer in said if name in names}
    else:
        answers = kept_rows.read(args.out)
        due = [name for name in names if name not in answers]
        for name, answer in zip(due, _map_networks(_ask_rivals, due, args), strict=True):
            answers[name] = answer
            kept_rows.keep(args.out, name, answer)
        answers = {name: answer for name, answer in answers.items() if name in names}
    found = rivals.make_cells(answers)
    print(rivals.make_page(found, datetime.now(UTC).date()), end="")
    return 1 if any(cell.wrong for cell in found) else 0


def command_truths(args: argparse.Namespace) -> int:
    catalogue = shipped_catalogue()
    chosen = set(_select(args.only, args.skip))
    checks = [(find_scenario(name), check) for name, check in recorded.recorded_checks() if name in chosen]
    lacking = [line for scenario, check in checks for line in standing.list_untrue(scenario, check, catalogue)]
    print("\n".join([*lacking, f"{len(checks)} networks, {len(lacking)} findings in which no truth stands"]))
    return 1 if lacking else 0


def _ask_rivals(name: str, args: argparse.Namespace) -> dict[str, Any]:
    """Check the messengers that the pairs of rivals need in a network; return the verdicts."""
    messengers = sorted({who for pair in rivals.PAIRS for network, who in pair.networks if network == name and who})
    scenario = find_scenario(name)
    command = ["dialtone", "check", "--json", "--wait", *scenario.asked(), *(messengers or dialtone.MESSENGERS)]
    with _make_lab(scenario, args) as lab:
        run = lab.run(command, timeout=120.0, capture=True)
    _note(name)
    answer = json.loads(run.stdout)
    return {key: answer[key] for key in ("network", "messengers")}


def command_advice(args: argparse.Namespace) -> int:
    if args.recorded:
        advice_kinds.main()
        return 0
    args.timeout = None
    names = _select(args.only, args.skip)
    done = {name: msgspec.convert(found, list[advice.Case]) for name, found in kept_rows.read(args.out).items()}
    due = names if args.again else [name for name in names if name not in done]
    tried = [done.get(name, []) for name in due]
    for name, found in zip(due, _map_networks(_advise_one, due, args, tried), strict=True):
        done[name] = found
        kept_rows.keep(args.out, name, found)
        _note(f"{name}: {len(found)} without messages")
    print(advice.make_table(case for name in names for case in done[name]), end="")
    return 0


def _advise_one(spec: str, tried: list[advice.Case], args: argparse.Namespace) -> list[advice.Case]:
    return advice.score(_find_scenario(spec), lambda scenario: _make_lab(scenario, args), tried)


def command_table(_args: argparse.Namespace) -> int:
    print(scoring.make_table(SCENARIOS.values()), end="")
    return 0


def command_hostile(args: argparse.Namespace) -> int:
    """Check in networks where every server attacks."""
    rows = []
    for way in args.ways or hostile.WAYS:
        rows.append(hostile.run(way, ["dialtone", "check", "--all", "--json"]))
        _note(f"{way}: {rows[-1].seconds} s, {rows[-1].received} bytes")
    print(hostile.make_table(rows), end="")
    return 1 if any(hostile.is_too_much(row) for row in rows) else 0


def _run_check(
    name: str, args: argparse.Namespace, *, tap: bool = False, folder: Path | None = None, waits: bool = True
) -> RunResult:
    """Check in a network, and return the run. Raises `LabError` if the program prints no answer.

    `tap`: measure the traffic. `folder`: where the program for Windows is installed, if that one is to check. `waits`:
    for connections kept open.
    """
    scenario = _find_scenario(name)
    lab = _make_lab(scenario, args)
    env: dict[str, str] = {}
    program = [sys.executable, "-c", busy.WITHOUT_TCP_INFO] if args.no_tcp_info else ["dialtone"]
    if folder is not None:
        program = windows.make_command(folder)
        env = windows.make_environment()
        lab.cover += list_package_covers(folder / "_internal")
    command = [*program, "check", "--json", *(["--wait"] if waits else []), *_list_arguments(scenario, args)]
    with lab:
        run = lab.run(command, timeout=args.timeout or 240.0, capture=True, tap=tap, env=env)
    if not run.stdout.strip():
        raise LabError(f"{name}: no JSON; {run.stderr.decode(errors='replace').strip()[-300:]}")
    return run


def command_traffic(args: argparse.Namespace) -> int:
    """Measure what a check costs at the interface."""
    catalogue = shipped_catalogue()
    rows: list[traffic.Row] = []
    asked: list[questions.Asked] = []
    with busy.keep_busy(args.busy):
        for name in [name for name in args.networks or ["clean"] for _ in range(args.runs)]:
            run = _run_check(name, args, tap=True, waits=not args.at_once)
            rows.append(traffic.make_row(name, run, catalogue))
            if args.questions:
                asked.append(questions.find_asked(name, decode_check(run.stdout), catalogue))
            _note(f"{name}: load {busy.read_load():.1f}")
    print(traffic.make_table(rows))
    if asked:
        print(questions.make_table(asked))
    if args.kinds:
        print(traffic.make_kinds_table(rows))
    return 0


def command_busy(args: argparse.Namespace) -> int:
    """Check on a busy computer."""
    names = args.networks or list(busy.NETWORKS)
    calm = {
        name: busy.list_statuses(said) for name, said in recorded.judged_today(shipped_catalogue()) if name in names
    }
    answers: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    with busy.keep_busy(args.busy):
        for name in [name for _ in range(args.runs) for name in names]:
            answer = json.loads(_run_check(name, args).stdout)
            answers[name].append(busy.list_statuses(answer))
            strays = busy.list_strays(calm[name], answers[name][-1])
            _note(f"{name}: load {busy.read_load():.1f}, {answer['seconds']:.1f} s, {'; '.join(strays) or 'holds'}")
            if strays and args.out:
                args.out.mkdir(parents=True, exist_ok=True)
                _write_json(args.out / f"{name}.{len(answers[name])}.json", answer)
    print(busy.make_table([(name, answers[name], calm[name]) for name in names]))
    return 1 if any(busy.list_strays(calm[name], answer) for name in names for answer in answers[name]) else 0


def command_windows(args: argparse.Namespace) -> int:
    """Check with the program for Windows, under Wine, and with that for Linux."""
    rows = []
    with windows.install(args.setup.resolve()) as folder:
        for name in args.networks or windows.NETWORKS:
            linux, here = (json.loads(_run_check(name, args, folder=place).stdout) for place in (None, folder))
            rows.append((name, windows.list_verdicts(linux), windows.list_verdicts(here)))
            _note(
                f"{name}: load {busy.read_load():.1f}, Linux {linux['seconds']:.1f} s, Windows {here['seconds']:.1f} s"
            )
    told, unexplained = windows.make_table(rows)
    print(told)
    return 1 if unexplained else 0


def command_selftest(args: argparse.Namespace) -> int:
    names = _select(args.scenario, args.skip)
    if not args.scenario:
        proved = [name for name in names if SCENARIOS[name].expect != ANYTHING]
        _note(f"{len(names) - len(proved)} networks do not say what the reference client sees, and are left out")
        names = proved
    names = [n for n in names for _ in range(args.repeat)]
    began = time.monotonic()
    rows: list[dict[str, Any]] = []
    for row in _map_networks(_selftest_one, names, args, range(1, len(names) + 1)):
        rows.append(row)
        verdict = "ok" if not row["failures"] else f"{len(row['failures'])} WRONG"
        print(
            f"{row['scenario']:30} {verdict:9} {row.get('probes', 0):4} probes  "
            f"set-up {row['timings']['setup_ms']:4} ms  run {row['run_ms']:6} ms  "
            f"teardown {row['timings']['teardown_ms']:4} ms  memory {row['memory']['total_pss_kb'] / 1024:5.1f} MB",
            flush=True,
        )
        for failure in row["failures"]:
            print(f"    {failure['probe']}: expected {failure['expected']!r}, saw {failure['seen']!r}", flush=True)
    bad = sum(bool(r["failures"]) for r in rows)
    setups = sorted(r["timings"]["setup_ms"] + r["timings"]["teardown_ms"] for r in rows)
    print(
        f"{len(rows) - bad} of {len(rows)} runs as intended; set-up + teardown median {setups[len(setups) // 2]} ms, "
        f"max {setups[-1]} ms; {time.monotonic() - began:.0f} s"
    )
    return 1 if bad else 0


def _selftest_one(spec: str, seed: int, args: argparse.Namespace) -> dict[str, Any]:
    return selftest.check(spec, only=args.only, seed=seed)


def command_doctor(_args: argparse.Namespace) -> int:
    checks = {
        "root": os.geteuid() == 0,
        "/dev/net/tun": os.path.exists("/dev/net/tun"),
        "ip (iproute2)": shutil.which("ip") is not None,
        "nft (nftables)": shutil.which("nft") is not None,
        "python >= 3.11": sys.version_info >= (3, 11),
    }
    for name, value in checks.items():
        print(f"{'ok' if value else 'MISSING':8} {name}")
    if not all(checks.values()):
        return 1
    began = time.monotonic()
    with Lab(find_scenario("clean")) as lab:
        connect = "import socket; print(socket.create_connection(('web.whatsapp.com', 443), 5).getpeername())"
        result = lab.run([sys.executable, "-c", connect], capture=True)
    print(
        f"{'ok' if result.exit_code == 0 else 'FAILED':8} "
        f"clean network up, used and down in {time.monotonic() - began:.2f} s"
    )
    return result.exit_code


# -- Parser ---------------------------------------------------------------------------


class _Commands:
    """The parser of all commands, and parsers with options that several of them have."""

    def __init__(self) -> None:
        self.parser = argparse.ArgumentParser(
            prog="lab", description="Runs commands in a simulated internet with censors, isolated from the real one."
        )
        self._commands = self.parser.add_subparsers(dest="what", required=True)
        self.chosen, self.jobs, self.asked, self.no_tcp_info, self.some, self.network = (
            argparse.ArgumentParser(add_help=False) for _ in range(6)
        )
        self.chosen.add_argument("--only", action="append", default=[], metavar="GLOB|FILE|SUBJECT|SPEC")
        self.chosen.add_argument("--skip", action="append", default=[], metavar="GLOB")
        words = "networks tested at the same time (default 1; with more, timings are less exact)"
        self.jobs.add_argument("--jobs", type=int, default=1, help=words)
        words = "comma-separated, or all (default: those that the network affects)"
        self.asked.add_argument("--messengers", default="", help=words)
        self.no_tcp_info.add_argument(
            "--no-tcp-info", action="store_true", help="pretend that the system reports no TCP_INFO"
        )
        self.some.add_argument("networks", nargs="*", metavar="NETWORK")
        words = "random seed of packet loss and partial interference (default 1)"
        self.network.add_argument("--seed", type=int, default=1, help=words)
        words = "use nginx as Signal's proxy and haproxy as WhatsApp's"
        self.network.add_argument("--real-proxies", action="store_true", help=words)
        words = "use this resolver as the provider's and as the filter at home"
        self.network.add_argument("--real-resolver", choices=real_resolvers.PROGRAMS, default="", help=words)
        self.network.add_argument(
            "--timeout", type=float, metavar="S", help="stop the command after S seconds (exit code 124)"
        )
        words = f"mount a CA bundle over this file for the command ({', '.join(BUNDLES)}; default public)"
        self.network.add_argument("--cover", action="append", default=[], metavar="FILE[=BUNDLE]", help=words)

    def add(
        self,
        name: str,
        function: Callable[[argparse.Namespace], int],
        description: str,
        *parents: argparse.ArgumentParser,
        usage: str | None = None,
    ) -> Callable[..., argparse.Action]:
        """Add a command; return the method that adds options to it."""
        subparser = self._commands.add_parser(name, help=description, parents=parents, usage=usage)
        subparser.set_defaults(function=function)
        return subparser.add_argument


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the lab's command line."""
    commands = _Commands()
    _add_single_networks(commands)
    _add_judgements(commands)
    _add_measurements(commands)
    return commands.parser


def _add_single_networks(commands: _Commands) -> None:
    """Add the commands that show or run one network."""
    commands.add("list", command_list, "list the scenarios, with a summary of the truth of each")
    option = commands.add("truth", command_truth, "print the truth of a scenario as JSON")
    option("scenario")

    words = "lab run SCENARIO[+SCENARIO...] [options] [--with REMEDY] -- COMMAND..."
    option = commands.add("run", command_run, "run a command inside a scenario", commands.network, usage=words)
    option("scenario")
    option("--report", type=Path, metavar="FILE", help="write what the lab observed (JSON)")
    option("--pcap", type=Path, metavar="FILE", help="record the client's packets")
    option("-q", "--quiet", action="store_true", help="print no summary on standard error")
    option(
        "--with", dest="remedies", action="append", default=[], metavar="REMEDY",
        choices=[remedy.value for remedy in remedies.APPLICABLE],
        help=f"apply what the advice promises ({', '.join(remedies.APPLICABLE)}); default command: one that fits",
    )  # fmt: skip

    words = "build a network from a saved check, its truth unknown; print it, or run a command in it"
    usage = "lab from-check FILE [options] [-- COMMAND...]"
    option = commands.add("from-check", command_from_check, words, commands.network, usage=usage)
    option("check", type=Path, metavar="FILE", help="a saved check (`dialtone redact` removes what shows who made it)")
    option("--name", default="", help="name of the network (default: the file's name)")

    option = commands.add("shell", command_shell, "open a shell inside a scenario", commands.network)
    option("scenario")
    option("--pcap", type=Path, metavar="FILE")


def _add_judgements(commands: _Commands) -> None:
    """Add the commands that hold answers against the truth."""
    words = "run dialtone check --json in every scenario and compare it with the truth; exit code 1 for a gross error"
    usage = "lab score [options] [-- COMMAND...]"
    option = commands.add(
        "score", command_score, words, commands.chosen, commands.jobs, commands.asked, commands.network, usage=usage
    )
    option("--repeat", type=int, default=1, help="checks per scenario, each with a different seed")
    option("--out", type=Path, metavar="DIR", help="save each answer, and what the lab observed")
    words = (
        "instead, block the servers that the catalogue names for each function, then all others, and print the verdicts"
    )
    option("--carries", action="store_true", help=words)
    option("-v", "--verbose", action="store_true", help="print all lines, not only wrong ones")

    words = "add the checks that score --out saved to tests/judge/recorded.jsonl.xz, which rejudge reads"
    option = commands.add("record", command_record, words)
    option("folder", type=Path, metavar="DIR")

    words = "judge all recorded checks by today's rules; takes seconds"
    option = commands.add("rejudge", command_rejudge, words, commands.chosen)
    option(
        "--before", metavar="REV|FILE", help="print each difference from this revision's rules, or from a file of --out"
    )
    option("--out", type=Path, metavar="FILE", help="save the verdicts, for --before")
    option("-v", "--verbose", action="store_true", help="print all lines, not only wrong ones")

    words = "print what a user reads on recorded networks (default: twelve common ones)"
    option = commands.add("report", command_report, words, commands.some)
    option("--lang", default="en", metavar="LANGUAGE")
    option("--country", default="", metavar="CODE", help="the country that the user named")
    option("--pictures", type=Path, metavar="DIR", help="also save the picture of each")

    words = (
        "print docs/rivals.md: the verdicts of networks in which another explanation is true; exit code 1 if too sure"
    )
    option = commands.add("rivals", command_rivals, words, commands.chosen, commands.jobs, commands.network)
    option("--recorded", action="store_true", help="use the recorded checks; runs nothing, takes seconds")
    option(
        "--out", type=Path, metavar="FILE", help="save the verdicts, one line per network; networks in it are skipped"
    )

    words = "list recorded checks in which a finding excludes the truth, or does not consider it"
    commands.add("truths", command_truths, words, commands.chosen)

    words = "try every way that the advice offers, and those that it does not offer"
    option = commands.add("advice", command_advice, words, commands.chosen, commands.jobs, commands.network)
    option(
        "--out", type=Path, metavar="FILE", help="save the results, one line per network; networks in it are skipped"
    )
    option(
        "--recorded",
        action="store_true",
        help="use the recorded checks: what each way needs, and whether it counts as working",
    )
    option(
        "--again",
        action="store_true",
        help="check all networks again, but try only ways that --out FILE does not have yet",
    )

    commands.add("table", command_table, "print docs/scenarios.md: every scenario with its expected verdicts")


def _add_measurements(commands: _Commands) -> None:
    """Add the commands that measure the program, and those that test the lab."""
    words = "check in networks where every server attacks; print docs/hostile.md; exit code 1 if a limit is exceeded"
    option = commands.add("hostile", command_hostile, words)
    option("ways", nargs="*", metavar="WAY", choices=[*hostile.WAYS, []], help="attacks (default: all)")

    words = "measure the traffic of a check, and compare it with what the check reports itself"
    option = commands.add(
        "traffic", command_traffic, words, commands.some, commands.asked, commands.no_tcp_info, commands.network
    )
    option("--runs", type=int, default=1, help="checks per network (default 1)")
    option("--busy", type=int, default=0, help="busy processes beside it (default 0)")
    option("--kinds", action="store_true", help="also print what the bytes were for, and whose")
    option("--questions", action="store_true", help="also print what was asked, and which questions changed no verdict")
    option("--at-once", action="store_true", help="do not wait for connections that are kept open, as --json does")

    words = "compare checks on a busy computer with those on an idle one; exit code 1 if one is rosier or different"
    option = commands.add(
        "busy", command_busy, words, commands.some, commands.asked, commands.no_tcp_info, commands.network
    )
    option("--runs", type=int, default=5, help="checks per network (default 5)")
    option("--busy", type=int, default=4, help="busy processes beside it (default 4)")
    option("--out", type=Path, metavar="DIR", help="save each answer that is rosier or different")

    words = "compare the installed Windows program, under Wine, with the one for Linux"
    option = commands.add("windows", command_windows, words, commands.asked, commands.no_tcp_info, commands.network)
    option("setup", type=Path, metavar="SETUP.EXE", help="the installer (./dev package windows)")
    option("networks", nargs="*", metavar="NETWORK", help=f"default: {', '.join(windows.NETWORKS)}")

    option = commands.add("selftest", command_selftest, "verify that scenarios show what they claim", commands.jobs)
    option("scenario", nargs="*")
    option("--skip", action="append", default=[], metavar="GLOB")
    option("--only", metavar="GLOB", help="only these probes")
    option("--repeat", type=int, default=1)

    commands.add("doctor", command_doctor, "check whether this computer has what the lab needs")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command of the lab; return its exit code. Words after `--` are the command to run inside a network."""
    words = list(sys.argv[1:] if argv is None else argv)
    command: list[str] = []
    if "--" in words:
        separator = words.index("--")
        words, command = words[:separator], words[separator + 1 :]
    parser = make_parser()
    args = parser.parse_args(words)
    if args.what == "run" and not command and not args.remedies:
        parser.error("no command: put it after --")
    args.command = command
    try:
        return int(args.function(args))
    except (LabError, KeyError) as error:
        _note(str(error))
        return LAB_FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141


if __name__ == "__main__":
    sys.exit(main())
