"""`./dev field`: record what every server of the catalogue answers on this line. For a person on an open line."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import anyio

from dialtone import __version__
from dialtone.app.session import Session
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag, NetworkStatus
from field.contradictions import Finding, against_catalogue, against_lab, as_rows, render, table
from field.measuring import all_endpoints, measure, plan_of
from field.networks import Networks, read_networks
from field.recording import FORMAT, Recording, RecordingError, read_recording, write_recording

FITS, CONTRADICTS, BAD_USAGE, NOT_OPEN = 0, 1, 2, 3


def main(arguments: Sequence[str]) -> int:
    """Record, or read a recording; compare it; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        recording = read_recording(options.compare) if options.compare else _record(options)
    except (RecordingError, OSError) as error:
        sys.stderr.write(f"field: {error}\n")
        return BAD_USAGE
    if recording is None:
        return NOT_OPEN
    if options.rows:
        print(as_rows(recording, f"./dev field, {recording.date}"), end="")
        return FITS
    catalogue = Session("").catalogue
    findings = (*against_catalogue(recording, catalogue), *_against_lab(recording))
    print(table(recording, catalogue, findings))
    print(render(findings), end="")
    wrong = sum(f.contradicts for f in findings)
    print(f"{len(recording.rows)} recorded, {wrong} contradictions, {len(findings) - wrong} notes")
    if not options.compare:
        print(f"{_path(options, recording)} can be attached to an issue: it holds no address, and no name of this line")
    return CONTRADICTS if wrong else FITS


def _record(options: argparse.Namespace) -> Recording | None:
    session = Session("", options.country)
    plan = plan_of(session)
    networks: Networks = read_networks(session.catalogue.controls.operators, options.networks, options.delegated)
    endpoints = all_endpoints(session.catalogue, options.only, plan.country)
    sys.stderr.write(f"field: asking {len(endpoints)} servers, each once; that takes some minutes\n")
    measured = anyio.run(measure, plan, endpoints, networks)
    if (why := _not_open(measured.network)) and not options.anyway:
        sys.stderr.write(f"field: nothing was written: {why}. What is recorded here would be taken for the truth.\n")
        return None
    recording = Recording(
        format=FORMAT,
        date=dt.datetime.now(dt.UTC).date(),
        app_version=__version__,
        catalogue_version=session.catalogue.version,
        rows=measured.rows,
    )
    write_recording(_path(options, recording), recording)
    return recording


def _path(options: argparse.Namespace, recording: Recording) -> Path:
    given: Path | None = options.out
    return given or Path("field") / f"{recording.date}.json"


def _not_open(network: NetworkVerdict) -> str:
    """Return why this line is none to record on; empty where it is."""
    if network.status is not NetworkStatus.ONLINE or not network.controls_answer:
        return f"this line is {network.status} ({network.confidence})"
    flags = [flag for flag in network.flags if flag in (NetworkFlag.CLOCK_WRONG, NetworkFlag.PROXY)]
    return f"this line has {', '.join(flags)}" if flags else ""


def _against_lab(recording: Recording) -> tuple[Finding, ...]:
    try:
        from lab.answers import load_answers  # inside: in the lab's own client this is hidden
    except ImportError:
        return (Finding("-", "the lab's data is not here: compare again with --compare", contradicts=False),)
    return against_lab(recording, load_answers())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev field", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: field/DATE.json")
    parser.add_argument("--only", action="append", default=[], metavar="MESSENGER", help="the controls, and this one")
    parser.add_argument("--country", default="", metavar="CODE", help="where this line is")
    parser.add_argument(
        "--networks", type=Path, action="append", default=[], metavar="FILE", help="RIPE's riswhoisdump: AS, prefix"
    )
    parser.add_argument(
        "--delegated", type=Path, action="append", default=[], metavar="FILE", help="a registry's delegated-…-extended"
    )
    parser.add_argument("--anyway", action="store_true", help="record although the line does not look open")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="send nothing: compare this recording again")
    parser.add_argument("--rows", action="store_true", help="print it as rows of tests/lab/answers.toml")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
