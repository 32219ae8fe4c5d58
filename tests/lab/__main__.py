"""Command line of the censorship lab: ``./dev lab --help``."""

from __future__ import annotations

import argparse
import concurrent.futures
import fnmatch
import importlib.util
import ipaddress
import json
import os
import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dialtone.model.guidance import Remedy
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.check_file import CheckFileError, load_check
from dialtone.store.data_folders import resources
from judge import recorded
from lab import (
    advice,
    advice_kinds,
    advice_rows,
    busy,
    carriers,
    dialtone,
    from_check,
    hostile,
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
from lab.catalog import Host
from lab.runner import BUNDLES, PACKAGE_DIR, Lab, LabError, RunResult, default_covers, package_covers
from lab.scenario import Scenario, with_ipv6
from lab.scenarios import SCENARIOS, get, joined

LAB_FAILED = 125


# --------------------------------------------------------------------------
# Options shared by run, shell and score
# --------------------------------------------------------------------------


def _network_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("network")
    group.add_argument("--seed", type=int, default=1, help="seed of losses and of partial interference (default 1)")
    group.add_argument("--ipv6", choices=("ok", "none", "broken"), help="override the line's IPv6 state")
    group.add_argument("--rtt", type=float, metavar="MS", help="override the round-trip time to foreign servers")
    group.add_argument("--loss", type=float, metavar="PERCENT", help="override the round-trip loss")
    group.add_argument("--country", default="RU", help="country the 'what is my IP' services report (default RU)")
    group.add_argument(
        "--add-host",
        action="append",
        default=[],
        metavar="NAME[=ADDR[,ADDR]]",
        help="serve another name (ordinary web site, lab certificate)",
    )
    group.add_argument(
        "--serve", action="append", default=[], metavar="URL=FILE", help="answer an https URL with a local file"
    )
    group.add_argument(
        "--real-proxies",
        action="store_true",
        help="run nginx (Signal's proxy) and haproxy (WhatsApp's), where installed",
    )
    group.add_argument(
        "--real-resolver",
        choices=real_resolvers.PROGRAMS,
        default="",
        help="put one of these in the place of the provider's resolver and of the filter at home",
    )
    group = parser.add_argument_group("client")
    group.add_argument("--user", help="run the command as this user")
    group.add_argument("--timeout", type=float, metavar="S", help="end the command after S seconds (exit code 124)")
    group.add_argument(
        "--cover", action="append", default=[], metavar="FILE[=BUNDLE]",
        help="mount a CA bundle over a file the checker brings along (os, public, signal, signal-der; default public)",
    )  # fmt: skip
    group.add_argument(
        "--bare", action="store_true", help="do not mount the lab's roots over certifi's bundle and Signal's roots"
    )
    group.add_argument("--no-hide", action="store_true", help="leave the lab's directory visible to the command")


def _hosts(args: argparse.Namespace) -> list[Host]:
    """Hosts asked for with --add-host and --serve."""
    out: list[Host] = []
    files: dict[str, list[tuple[str, str]]] = {}
    for item in args.serve:
        url, _, path = item.rpartition("=")
        split = urlsplit(url)
        if split.scheme != "https" or not split.hostname or not Path(path).is_file():
            raise LabError(f"--serve needs https://host/path=FILE, got {item!r}")
        files.setdefault(split.hostname, []).append((split.path or "/", str(Path(path).resolve())))
    wanted = {name: addresses for name, _, addresses in (item.partition("=") for item in args.add_host)}
    for number, name in enumerate(dict.fromkeys([*wanted, *files])):
        addresses = [a for a in wanted.get(name, "").split(",") if a] or [
            f"51.15.{200 + number // 200}.{number % 200 + 10}"
        ]
        v4 = tuple(a for a in addresses if ipaddress.ip_address(a).version == 4)
        v6 = tuple(a for a in addresses if ipaddress.ip_address(a).version == 6)
        page = "static" if name in files else "site"
        out.append(
            Host(
                (name,),
                (v4,) if v4 else (),
                (v6,) if v6 else (),
                owner="added",
                page=page,
                files=tuple(files.get(name, ())),
            )
        )
    return out


def _scenario(spec: str, args: argparse.Namespace) -> Scenario:
    try:
        scenario = get(spec)
    except KeyError as error:
        raise LabError(f"unknown scenario {error}; see './dev lab list'") from None
    if args.ipv6:
        scenario = with_ipv6(scenario, args.ipv6)
    link = scenario.link
    if args.rtt is not None:
        link = replace(link, world_ms=max(0.0, args.rtt / 2 - link.access_ms))
    if args.loss is not None:
        link = replace(link, loss=args.loss / 100)
    return replace(scenario, link=link)


def _lab(scenario: Scenario, args: argparse.Namespace, pcap: str | None = None) -> Lab:
    cover = [] if args.bare else default_covers()
    for item in args.cover:
        path, _, bundle = item.partition("=")
        cover.append((path, BUNDLES[bundle or "public"]))
    return Lab(
        scenario,
        seed=args.seed,
        extra_hosts=_hosts(args),
        country=args.country,
        pcap=Path(pcap) if pcap else None,
        cover=cover,
        hide=[] if args.no_hide else [PACKAGE_DIR],
        real_proxies=args.real_proxies,
        real_resolver=args.real_resolver,
    )


def _note(text: str) -> None:
    print(f"lab: {text}", file=sys.stderr, flush=True)


# --------------------------------------------------------------------------
# Commands
# --------------------------------------------------------------------------


def command_list(args: argparse.Namespace) -> int:
    """Lab list."""
    rows = [s for s in SCENARIOS.values() if not args.tag or args.tag in s.tags]
    if args.json:
        print(json.dumps([s.truth() for s in rows], indent=1, ensure_ascii=False))
        return 0
    for scenario in rows:
        truth = scenario.truth()
        network = "/".join(dialtone.expected_network(truth)[0])
        states = [
            f"{m}={'/'.join(dialtone.expected_whole(dialtone.expected_functions(truth, m)).right)}"
            for m in dialtone.messengers_of(scenario.messengers)
        ]
        print(f"{scenario.name:30} {scenario.title}")
        print(f"{'':30} network={network} {' '.join(states)}")
    return 0


def command_truth(args: argparse.Namespace) -> int:
    """Lab truth."""
    print(json.dumps(get(args.scenario).truth(), indent=2, ensure_ascii=False))
    return 0


def command_run(args: argparse.Namespace) -> int:
    """Lab run."""
    scenario = _scenario(args.scenario, args)
    link = ""
    for remedy in args.remedies:
        treated = remedies.apply(scenario, Remedy(remedy))
        scenario, link = treated.scenario, treated.link or link
    command = args.command or (["dialtone", "try", link] if link else ["dialtone", "check", *advice.MESSENGERS])
    with _lab(scenario, args, args.pcap) as lab:
        result = lab.run(command, timeout=args.timeout, user=args.user, env={"LAB_LINK": link} if link else None)
    if args.report:
        Path(args.report).write_text(json.dumps(lab.report, indent=1, ensure_ascii=False), encoding="utf-8")
    if not args.quiet:
        _summarise(lab.report)
    return result.exit_code


def command_from_check(args: argparse.Namespace) -> int:
    """Lab from-check."""
    try:
        check = load_check(Path(args.check))
    except CheckFileError as error:
        raise LabError(str(error)) from None
    name = args.name or Path(args.check).stem.replace("_", "-").lower()
    scenario = from_check.scenario_of(check, load_catalogue(resources() / "catalogue"), name)
    if not args.command:
        print(from_check.source_of(scenario), end="")
        return 0
    with _lab(scenario, args) as lab:
        result = lab.run(args.command, timeout=args.timeout, user=args.user)
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
    """Lab shell."""
    scenario = _scenario(args.scenario, args)
    with _lab(scenario, args, args.pcap) as lab:
        _note(f"shell inside the client of '{scenario.name}'; leave with exit or ctrl-D")
        env = {"PS1": f"[{scenario.name}] \\w\\$ "}
        shell = os.environ.get("SHELL", "/bin/bash")
        command = [shell, "--norc", "-i"] if shell.endswith("bash") else [shell]
        result = lab.run(command, own_pids=False, user=args.user, env=env)
    return result.exit_code


def _select(patterns: Sequence[str], skip: Sequence[str]) -> list[str]:
    names = []
    for pattern in patterns or ["*"]:
        found = [n for n in SCENARIOS if fnmatch.fnmatchcase(n, pattern) or pattern in SCENARIOS[n].tags]
        names += found if found else [pattern]  # a joined spec like a+b
    return [n for n in dict.fromkeys(names) if not any(fnmatch.fnmatchcase(n, s) for s in skip)]


def command_score(args: argparse.Namespace) -> int:
    """Lab score."""
    if args.kept:
        return _score_kept(args)
    if args.carries:
        return _score_carriers(args)
    args.timeout = args.timeout or 120.0
    names = joined(args.joined, args.seed) if args.joined else _select(args.only, args.skip)
    jobs = [(name, args.seed + n) for name in names for n in range(args.repeat)]
    results = []
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        for result in pool.map(_score_one, [j[0] for j in jobs], [j[1] for j in jobs], repeat(args)):
            results.append(result)
            print(scoring.progress(result), file=sys.stderr, flush=True)
    print(scoring.report(results, verbose=args.verbose))
    return 1 if any(result.gross for result in results) else 0


def _score_carriers(args: argparse.Namespace) -> int:
    """Prove what the catalogue says carries each function: cut that alone, then all else."""
    began, args.timeout = time.monotonic(), args.timeout or 240.0
    chosen = [
        name for name in carriers.names() if not args.only or any(fnmatch.fnmatchcase(name, p) for p in args.only)
    ]
    answers = {}
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        for name, answer in zip(chosen, pool.map(_ask_carriers, chosen, repeat(args)), strict=True):
            answers[name] = answer
            _note(f"{name}: {answer['seconds']:.1f} s, network {answer['network']['status']}")
    rows = carriers.judge(answers)
    print(carriers.table(rows), end="")
    wrong = sum(bool(row.wrong) for row in rows)
    print(f"{len(rows)} functions, {len(chosen)} networks, {wrong} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def _ask_carriers(name: str, args: argparse.Namespace) -> dict[str, Any]:
    asked = args.messengers.split(",") if args.messengers else carriers.concerned(name)
    lines = [shlex.join(["dialtone", "check", "--json", *asked[at : at + 6]]) for at in range(0, len(asked), 6)]
    with _lab(carriers.network(name), args) as lab:
        run = lab.run(["sh", "-c", "; ".join(lines)], timeout=args.timeout, capture=True)
    try:
        return carriers.joined(run.stdout.decode())
    except ValueError:
        raise LabError(f"{name}: no JSON; {run.stderr.decode(errors='replace').strip()[-300:]}") from None


def _score_kept(args: argparse.Namespace) -> int:
    """Judge again what `--out` kept; nothing is run."""
    wrong = False
    for folder in args.kept:
        if not Path(folder).is_dir():
            raise LabError(f"no folder {folder}: --from takes what --out kept")
        chosen = {spec: get(spec) for spec in _select(args.only, args.skip)}
        runs = [(run, chosen.get(run.name.rpartition(".")[0])) for run in sorted(Path(folder).iterdir())]
        results = [
            scoring.read_kept(run, scenario, [SCENARIOS[twin].truth() for twin in scenario.twins])
            for run, scenario in runs
            if scenario is not None and (run / "report.json").is_file()
        ]
        print(f"{folder}: {len(results)} checks")
        print(scoring.report(results, verbose=args.verbose))
        wrong |= any(result.gross for result in results)
    return 1 if wrong else 0


def _score_one(spec: str, seed: int, args: argparse.Namespace) -> scoring.Result:
    scenario = _scenario(spec, args)
    chosen = args.messengers.split(",") if args.messengers else dialtone.messengers_of(scenario.messengers)
    chosen = ["--all"] if chosen == ["all"] else chosen
    command = args.command or ["dialtone", "check", "--json", *scenario.options, *chosen]
    out = Path(args.out) / f"{spec}.{seed}" if args.out else None
    if out:
        out.mkdir(parents=True, exist_ok=True)
    args = argparse.Namespace(**{**vars(args), "seed": seed})
    with _lab(scenario, args, str(out / "client.pcap") if out else None) as lab:
        run = lab.run(command, timeout=args.timeout, user=args.user, capture=True)
    if out:
        (out / "answer.json").write_bytes(run.stdout)
        (out / "stderr").write_bytes(run.stderr)
        (out / "report.json").write_text(json.dumps(lab.report, indent=1, ensure_ascii=False), encoding="utf-8")
    twins = [SCENARIOS[name].truth() for name in scenario.twins]
    return scoring.score(scenario.truth(), twins, run, lab.report)


def command_record(args: argparse.Namespace) -> int:
    """Lab record."""
    kept = rejudge.keep_recorded(Path(args.folder))
    _note(f"{len(kept)} networks recorded, {recorded.RECORDED.stat().st_size // 1000} KB for all of them")
    return 0


def command_rejudge(args: argparse.Namespace) -> int:
    """Lab rejudge."""
    catalogue = load_catalogue(resources() / "catalogue")
    chosen = set(_select(args.only, args.skip))
    after = {name: said for name, said in recorded.judged_today(catalogue) if name in chosen}
    if args.out:
        Path(args.out).write_text("".join(recorded.lines_of(after.items())), encoding="utf-8")
    results = rejudge.judge_answers(after)
    print(scoring.report(results, verbose=args.verbose))
    print(rejudge.gravest(results, after))
    if args.before:
        print(f"\nbefore ({args.before}) -> now")
        print("\n".join(rejudge.differences(rejudge.said_before(args.before), after)))
    return 1 if any(result.gross for result in results) else 0


def command_report(args: argparse.Namespace) -> int:
    """Lab report."""
    from lab.report import COMMON, reports  # inside: what it says is loaded for it alone

    folder = Path(args.pictures) if args.pictures else None
    for name, text in reports(args.lang, args.country, args.networks or COMMON, folder):
        print(f"===== {name}\n{text}")
    return 0


def command_rivals(args: argparse.Namespace) -> int:
    """Lab rivals."""
    names = [n for n in rivals.networks() if not args.only or any(fnmatch.fnmatchcase(n, p) for p in args.only)]
    if args.recorded:
        said = recorded.judged_today(load_catalogue(resources() / "catalogue"))
        answers: dict[str, Any] = {name: answer for name, answer in said if name in names}
    else:
        out = Path(args.out) if args.out else None
        answers = rivals.read_answers(out) if out else {}
        due = [name for name in names if name not in answers]
        with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
            for name, answer in zip(due, pool.map(_ask_rivals, due, repeat(args)), strict=True):
                answers[name] = answer
                if out:
                    rivals.keep_answer(out, name, answer)
        answers = {name: answer for name, answer in answers.items() if name in names}
    found = rivals.cells(answers)
    if args.page:
        print(rivals.page(found, datetime.now(UTC).date()), end="")
    else:
        print(rivals.table(found))
        print(rivals.summary(found))
    return 1 if any(cell.wrong for cell in found) else 0


def command_truths(args: argparse.Namespace) -> int:
    """Lab truths."""
    catalogue, chosen = load_catalogue(resources() / "catalogue"), set(_select(args.only, args.skip))
    checks = [(get(name), check) for name, check in recorded.recorded_checks() if name in chosen]
    lacking = [line for scenario, check in checks for line in standing.untrue(scenario, check, catalogue)]
    print("\n".join([*lacking, f"{len(checks)} networks, {len(lacking)} findings in which no truth stands"]))
    return 1 if lacking else 0


def _ask_rivals(name: str, args: argparse.Namespace) -> dict[str, Any]:
    asked = sorted({who for pair in rivals.PAIRS for network, who in pair.networks if network == name and who})
    scenario = get(name)
    command = ["dialtone", "check", "--json", *scenario.options, *(asked or dialtone.MESSENGERS)]
    with _lab(scenario, args) as lab:
        run = lab.run(command, timeout=120.0, capture=True)
    _note(name)
    return dict(json.loads(run.stdout))


def command_advice(args: argparse.Namespace) -> int:
    """Lab advice."""
    if args.recorded:
        advice_kinds.main()
        return 0
    args.timeout = None
    names = _select(args.only, args.skip)
    out = Path(args.out) if args.out else None
    done = advice_rows.read_rows(out) if out else {}
    due = names if args.again else [name for name in names if name not in done]
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        tried = [done.get(name, []) for name in due]
        for name, found in zip(due, pool.map(_advise_one, due, tried, repeat(args)), strict=True):
            done[name] = found
            if out:
                advice_rows.keep_row(out, name, found)
            _note(f"{name}: {len(found)} without messages")
    print(advice.table(case for name in names for case in done[name]), end="")
    return 0


def _advise_one(spec: str, tried: list[advice.Case], args: argparse.Namespace) -> list[advice.Case]:
    return advice.score(_scenario(spec, args), lambda scenario: _lab(scenario, args), tried)


def command_table(_args: argparse.Namespace) -> int:
    """Lab table."""
    print(scoring.table(SCENARIOS.values()), end="")
    return 0


def command_hostile(args: argparse.Namespace) -> int:
    """Lab hostile."""
    rows = []
    for way in args.ways or hostile.WAYS:
        rows.append(hostile.run(way, ["dialtone", "check", "--all", "--json"]))
        _note(f"{way}: {rows[-1].seconds} s, {rows[-1].received} bytes")
    print(hostile.table(rows), end="")
    return 1 if any(hostile.is_too_much(row) for row in rows) else 0


def _check(name: str, args: argparse.Namespace, *, tap: bool = False, folder: Path | None = None) -> RunResult:
    """One check in a network, of those whom the network is about if not told otherwise.

    `folder`: where the program for Windows is installed, if that one is to check.
    """
    scenario, env = _scenario(name, args), dict[str, str]()
    chosen = args.messengers.split(",") if args.messengers else dialtone.messengers_of(scenario.messengers)
    program = [sys.executable, "-c", busy.WITHOUT_TCP_INFO] if args.no_tcp_info else ["dialtone"]
    words = ["check", "--json", *scenario.options, *(["--all"] if chosen == ["all"] else chosen)]
    lab = _lab(scenario, args)
    if folder is not None:
        program, env = windows.program(folder), windows.environment()
        lab.cover += package_covers(folder / "_internal")
    with lab:
        run = lab.run([*program, *words], timeout=args.timeout or 240.0, capture=True, tap=tap, env=env)
    if not run.stdout.strip():
        raise LabError(f"{name}: no JSON; {run.stderr.decode(errors='replace').strip()[-300:]}")
    return run


def command_traffic(args: argparse.Namespace) -> int:
    """Measure what a check costs at the interface."""
    catalogue, rows = load_catalogue(resources() / "catalogue"), []
    with busy.kept_busy(args.busy):
        for name in [name for name in args.networks or ["clean"] for _ in range(args.runs)]:
            rows.append(traffic.row_of(name, _check(name, args, tap=True), catalogue))
            _note(f"{name}: load {busy.load():.1f}")
    print(traffic.table(rows))
    if args.kinds:
        print(traffic.kinds(rows))
    return 0


def command_busy(args: argparse.Namespace) -> int:
    """Check on a busy computer."""
    catalogue, names = load_catalogue(resources() / "catalogue"), args.networks or list(busy.NETWORKS)
    calm = {name: busy.statuses(said) for name, said in recorded.judged_today(catalogue) if name in names}
    answers: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    with busy.kept_busy(args.busy):
        for name in [name for _ in range(args.runs) for name in names]:
            answer = json.loads(_check(name, args).stdout)
            answers[name].append(busy.statuses(answer))
            strays = busy.strayed(calm[name], answers[name][-1])
            _note(f"{name}: load {busy.load():.1f}, {answer['seconds']:.1f} s, {'; '.join(strays) or 'holds'}")
            if strays and args.out:
                kept = Path(args.out) / f"{name}.{len(answers[name])}.json"
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(answer), encoding="utf-8")
    print(busy.table([(name, answers[name], calm[name]) for name in names]))
    return 1 if any(busy.strayed(calm[name], answer) for name in names for answer in answers[name]) else 0


def command_windows(args: argparse.Namespace) -> int:
    """Check with the program for Windows, under Wine, and with that for Linux."""
    rows = []
    with windows.installed(Path(args.setup).resolve()) as folder:
        for name in args.networks or windows.NETWORKS:
            linux, here = (json.loads(_check(name, args, folder=place).stdout) for place in (None, folder))
            rows.append((name, windows.verdicts(linux), windows.verdicts(here)))
            _note(f"{name}: load {busy.load():.1f}, Linux {linux['seconds']:.1f} s, Windows {here['seconds']:.1f} s")
    told, unexplained = windows.table(rows)
    print(told)
    return 1 if unexplained else 0


def command_selftest(args: argparse.Namespace) -> int:
    """Lab selftest."""
    names = _select(args.scenario, args.skip)
    names = [n for n in names for _ in range(args.repeat)]
    began = time.monotonic()
    rows: list[dict[str, Any]] = []
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        for row in pool.map(_selftest_one, names, [args.only] * len(names), range(1, len(names) + 1)):
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
    if args.json:
        Path(args.json).write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if bad else 0


def _selftest_one(spec: str, only: str | None, seed: int) -> dict[str, Any]:
    return selftest.check(spec, only=only, seed=seed)


def command_doctor(_args: argparse.Namespace) -> int:
    """Lab doctor."""
    checks = {
        "root": os.geteuid() == 0,
        "/dev/net/tun": os.path.exists("/dev/net/tun"),
        "ip (iproute2)": shutil.which("ip") is not None,
        "nft (nftables)": shutil.which("nft") is not None,
        "python >= 3.11": sys.version_info >= (3, 11),
    }
    needed = {
        "cryptography": "certificates (required)",
        "dns": "dnspython, for the self-test",
        "h2": "HTTP/2 servers",
        "aioquic": "HTTP/3 servers",
    }
    for name, value in checks.items():
        print(f"{'ok' if value else 'MISSING':8} {name}")
    for module, purpose in needed.items():
        print(f"{'ok' if importlib.util.find_spec(module) else 'missing':8} {module}: {purpose}")
    if not all(checks.values()):
        return 1
    began = time.monotonic()
    with Lab(get("clean")) as lab:
        result = lab.run(
            [
                sys.executable,
                "-c",
                "import socket; print(socket.create_connection(('web.whatsapp.com', 443), 5).getpeername())",
            ],
            capture=True,
        )
    print(
        f"{'ok' if result.exit_code == 0 else 'FAILED':8} "
        f"clean network up, used and down in {time.monotonic() - began:.2f} s"
    )
    return result.exit_code


# --------------------------------------------------------------------------
# Parser
# --------------------------------------------------------------------------


_EXTRA: dict[str, dict[str, Any]] = {
    "traffic": {"action": "store_true", "help": "also what the bytes were, and whose"},
    "busy": {"metavar": "DIR", "default": "", "help": "keep each answer that says what it may not"},
}


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lab", description="An isolated simulated internet with a censor in it.")
    commands = parser.add_subparsers(dest="what", required=True)

    sub = commands.add_parser("list", help="list scenarios with their truth in short")
    sub.add_argument("--json", action="store_true", help="full truths")
    sub.add_argument("--tag")
    sub.set_defaults(function=command_list)

    sub = commands.add_parser("truth", help="print the ground truth of a scenario as JSON")
    sub.add_argument("scenario")
    sub.set_defaults(function=command_truth)

    sub = commands.add_parser(
        "run",
        help="run a command inside a scenario",
        usage="lab run SCENARIO[+SCENARIO...] [options] [--with REMEDY] -- COMMAND...",
    )
    sub.add_argument("scenario")
    sub.add_argument("--report", metavar="FILE", help="write what the lab saw (JSON)")
    sub.add_argument("--pcap", metavar="FILE", help="record the client's packets")
    sub.add_argument("-q", "--quiet", action="store_true", help="no summary on stderr")
    sub.add_argument(
        "--with", dest="remedies", action="append", default=[], metavar="REMEDY",
        choices=[remedy.value for remedy in remedies.APPLICABLE],
        help=f"apply what advice promises ({', '.join(remedies.APPLICABLE)}); no command: the one that fits",
    )  # fmt: skip
    _network_options(sub)
    sub.set_defaults(function=command_run, takes_command=True)

    sub = commands.add_parser(
        "from-check",
        help="turn a check that somebody gave into a network, its truth left open: print it, or run a command in it",
        usage="lab from-check FILE [options] [-- COMMAND...]",
    )
    sub.add_argument("check", metavar="FILE", help="a saved check (`dialtone redact` takes out whose it is)")
    sub.add_argument("--name", default="", help="what to call the network (default: the file's name)")
    _network_options(sub)
    sub.set_defaults(function=command_from_check)

    sub = commands.add_parser("shell", help="an interactive shell inside a scenario")
    sub.add_argument("scenario")
    sub.add_argument("--pcap", metavar="FILE")
    _network_options(sub)
    sub.set_defaults(function=command_shell)

    sub = commands.add_parser(
        "score",
        help="run dialtone check --json in every scenario and judge it; exit 1 on a gross error",
        usage="lab score [options] [-- COMMAND...]",
    )
    sub.add_argument("--only", action="append", default=[], metavar="GLOB|TAG|SPEC")
    sub.add_argument("--skip", action="append", default=[], metavar="GLOB")
    sub.add_argument("--jobs", type=int, default=1, help="scenarios at the same time (default 1; more blurs timings)")
    sub.add_argument("--repeat", type=int, default=1, help="checks per scenario, each with another seed")
    sub.add_argument(
        "--joined", type=int, default=0, metavar="N", help="instead: N pairs of networks, drawn by --seed and joined"
    )
    sub.add_argument(
        "--messengers",
        default="",
        help="comma-separated, or all (default: WhatsApp, Telegram and Signal, or whom a scenario is about)",
    )
    sub.add_argument("--out", metavar="DIR", help="keep each answer and what the lab saw of it")
    sub.add_argument(
        "--from",
        dest="kept",
        action="append",
        default=[],
        metavar="DIR",
        help="judge again what --out kept, and run nothing (twice: two scorings, one after the other)",
    )
    sub.add_argument(
        "--carries",
        action="store_true",
        help="instead: cut what the catalogue says carries each function, then all else, and print who says what",
    )
    sub.add_argument("-v", "--verbose", action="store_true", help="all lines, not only the wrong ones")
    _network_options(sub)
    sub.set_defaults(function=command_score)

    sub = commands.add_parser(
        "record", help="keep what score --out found in tests/judge/recorded.jsonl.xz, which rejudge reads"
    )
    sub.add_argument("folder", metavar="DIR")
    sub.set_defaults(function=command_record)

    sub = commands.add_parser("rejudge", help="judge the recorded checks of all networks by today's rules, in seconds")
    sub.add_argument("--only", action="append", default=[], metavar="GLOB|TAG")
    sub.add_argument("--skip", action="append", default=[], metavar="GLOB")
    sub.add_argument(
        "--before", metavar="REV|FILE", help="print each difference to that revision's rules, or that --out"
    )
    sub.add_argument("--out", metavar="FILE", help="keep what is said, for --before")
    sub.add_argument("-v", "--verbose", action="store_true", help="all lines, not only the wrong ones")
    sub.set_defaults(function=command_rejudge)

    sub = commands.add_parser(
        "report", help="what a person reads on recorded networks; without names twelve common ones"
    )
    sub.add_argument("networks", nargs="*", metavar="NETWORK")
    sub.add_argument("--lang", default="en", metavar="LANGUAGE")
    sub.add_argument("--country", default="", metavar="CODE", help="the country that the person named")
    sub.add_argument("--pictures", metavar="DIR", help="write the picture of each, too")
    sub.set_defaults(function=command_report)

    sub = commands.add_parser("rivals", help="where the rival of a conclusion is true: what is said; 1: too sure")
    sub.add_argument("--only", action="append", default=[], metavar="GLOB")
    sub.add_argument("--recorded", action="store_true", help="of the recorded checks, in seconds; runs nothing")
    sub.add_argument("--jobs", type=int, default=1, help="networks at the same time (default 1)")
    sub.add_argument("--out", metavar="FILE", help="keep what is said, a line for each network; what it holds is done")
    sub.add_argument("--page", action="store_true", help="print docs/rivals.md")
    _network_options(sub)
    sub.set_defaults(function=command_rivals)

    sub = commands.add_parser("truths", help="the recorded checks in which a finding excludes the truth, or lacks it")
    sub.add_argument("--only", action="append", default=[], metavar="GLOB|TAG")
    sub.add_argument("--skip", action="append", default=[], metavar="GLOB")
    sub.set_defaults(function=command_truths)

    sub = commands.add_parser("advice", help="try every way that the advice offers, and those that it does not")
    sub.add_argument("--only", action="append", default=[], metavar="GLOB|TAG|SPEC")
    sub.add_argument("--skip", action="append", default=[], metavar="GLOB")
    sub.add_argument("--jobs", type=int, default=1, help="networks at the same time (default 1)")
    sub.add_argument("--out", metavar="FILE", help="keep what is found, a line for each network; what it holds is done")
    sub.add_argument("--recorded", action="store_true", help="build nothing: by what each way needs, and what counts")
    sub.add_argument(
        "--again", action="store_true", help="check them all again, and try only the ways that --out FILE has not"
    )
    _network_options(sub)
    sub.set_defaults(function=command_advice)

    sub = commands.add_parser("table", help="print docs/scenarios.md: every scenario with the verdicts expected")
    sub.set_defaults(function=command_table)

    sub = commands.add_parser("hostile", help="check where every server attacks, print docs/hostile.md; 1: too much")
    sub.add_argument("ways", nargs="*", metavar="WAY", choices=[*hostile.WAYS, []], help="the ways of attack (all)")
    sub.set_defaults(function=command_hostile)

    for name, function, said, runs, loops in (
        ("traffic", command_traffic, "what a check costs at the interface, beside what it says itself", 1, 0),
        (
            "busy",
            command_busy,
            "check on a busy computer, beside what a calm one says; 1: rosier, or another word",
            5,
            4,
        ),
    ):
        sub = commands.add_parser(name, help=said)
        sub.add_argument("networks", nargs="*", metavar="NETWORK")
        sub.add_argument("--runs", type=int, default=runs, help=f"checks in each (default {runs})")
        sub.add_argument("--busy", type=int, default=loops, help=f"processes that loop beside it (default {loops})")
        sub.add_argument("--no-tcp-info", action="store_true", help="the system does not tell what became of packets")
        sub.add_argument("--messengers", default="", help="comma-separated, or all (default: those of the network)")
        sub.add_argument("--kinds" if name == "traffic" else "--out", **_EXTRA[name])
        _network_options(sub)
        sub.set_defaults(function=function)

    sub = commands.add_parser("windows", help="the installed program for Windows under Wine, beside that for Linux")
    sub.add_argument("setup", metavar="SETUP.EXE", help="the installer (./dev package windows)")
    sub.add_argument("networks", nargs="*", metavar="NETWORK", help=f"default: {', '.join(windows.NETWORKS)}")
    sub.add_argument("--no-tcp-info", action="store_true", help="Linux does not tell what became of packets either")
    sub.add_argument("--messengers", default="", help="comma-separated, or all (default: those of the network)")
    _network_options(sub)
    sub.set_defaults(function=command_windows)

    sub = commands.add_parser("selftest", help="prove that scenarios show what they claim")
    sub.add_argument("scenario", nargs="*")
    sub.add_argument("--skip", action="append", default=[], metavar="GLOB")
    sub.add_argument("--only", metavar="GLOB", help="only these probes")
    sub.add_argument("--jobs", type=int, default=1)
    sub.add_argument("--repeat", type=int, default=1)
    sub.add_argument("--json", metavar="FILE")
    sub.set_defaults(function=command_selftest)

    sub = commands.add_parser("doctor", help="check what the lab needs")
    sub.set_defaults(function=command_doctor)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    command: list[str] = []
    if "--" in words:
        at = words.index("--")
        words, command = words[:at], words[at + 1 :]
    parser = make_parser()
    args = parser.parse_args(words)
    if getattr(args, "takes_command", False) and not command and not args.remedies:
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
