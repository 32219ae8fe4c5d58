"""`./dev ooni FILE...`: judge OONI's published measurements, and explain where OONI says otherwise."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from dialtone.model.vocabulary import FunctionStatus
from ooni.comparing import Compared, compare
from ooni.judging import Judged, judge
from ooni.pooling import Pooled, Pools
from ooni.reading import Broken, Measurement, UnreadableFileError, read_file

ALL_READ, SOMETHING_BROKEN, BAD_USAGE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    told = _Told(as_json=options.json, only_differing=options.differing)
    for path in options.files:
        try:
            for found in read_file(path):
                told.take(found, trust_the_line=not options.no_line)
        except UnreadableFileError as error:
            sys.stderr.write(f"ooni: {error}\n")
            return BAD_USAGE
    told.say_networks()
    if not options.json:
        print(told.summary(), end="")
    return SOMETHING_BROKEN if told.broken else ALL_READ


class _Told:
    def __init__(self, *, as_json: bool, only_differing: bool) -> None:
        self._as_json = as_json
        self._only_differing = only_differing
        self._flags: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._measurements = 0
        self._pools = Pools()
        self.broken = 0

    def take(self, found: Measurement | Broken, *, trust_the_line: bool) -> None:
        if isinstance(found, Measurement):
            try:
                judged = judge(found, trust_the_line=trust_the_line)
                self._say(judged, compare(judged))
                return
            except Exception as error:  # noqa: BLE001 - published data: one line for what nobody foresaw
                found = Broken(found.place, f"it cannot be judged ({type(error).__name__}: {str(error)[:120]})")
        self.broken += 1
        line = (
            json.dumps({"place": found.place, "broken": found.why}) if self._as_json else f"{found.place}: {found.why}"
        )
        print(line, file=sys.stdout if self._as_json else sys.stderr)

    def _say(self, judged: Judged, compared: Sequence[Compared]) -> None:
        self._measurements += 1
        self._pools.add(judged, compared)
        for one in compared:
            self._flags["differ" if one.differs else "agree" if one.ooni != "nothing" else "OONI says nothing"] += 1
            if one.differs:
                self._reasons[f"{judged.measurement.test} {one.flag}: OONI {one.ooni}, Dialtone {one.dialtone}"] += 1
        if self._only_differing and not any(one.differs for one in compared):
            return
        print(json.dumps(_as_data(judged, compared)) if self._as_json else "\n".join(_lines(judged, compared)))

    def say_networks(self) -> None:
        for pooled in self._pools.judged():
            print(json.dumps(_pooled_data(pooled)) if self._as_json else _pooled_line(pooled))

    def summary(self) -> str:
        flags = ", ".join(f"{count} {word}" for word, count in sorted(self._flags.items())) or "none"
        lines = [f"{self._measurements} measurements, {self.broken} unreadable; flags: {flags}"]
        lines += [f"  {count:5} × {reason}" for reason, count in self._reasons.most_common()]
        return "\n".join(lines) + "\n"


def _lines(judged: Judged, compared: Iterable[Compared]) -> list[str]:
    measurement = judged.measurement
    head = f"{measurement.when} {measurement.where} {measurement.test} {measurement.text('test_version')}"
    lines = [
        f"{head}: Dialtone says {_graded(judged.verdict.status, judged.verdict.causes, judged.verdict.confidence)}"
    ]
    for one in compared:
        ooni = f"{one.ooni} ({one.failure})" if one.failure else str(one.ooni)
        ours = _graded(one.dialtone, (one.cause,) if one.cause else (), one.confidence)
        mark = "≠" if one.differs else " "
        lines.append(f"  {mark} {one.flag}: OONI {ooni}; Dialtone {ours}{f': {one.why}' if one.why else ''}")
    return lines


def _pooled_line(pooled: Pooled) -> str:
    functions = [
        f"{f.function} {_graded(f.status, f.causes[:1], f.confidence)}"
        for f in pooled.verdict.functions
        if f.status is not FunctionStatus.NOT_TESTED
    ]
    ooni = [f"{flag} {', '.join(f'{n} {said}' for said, n in sorted(c.items()))}" for flag, c in pooled.flags.items()]
    head = f"{pooled.where} {pooled.test}, {pooled.measurements} measurements together"
    return f"{head}: {'; '.join(functions)} | OONI: {'; '.join(ooni)}"


def _pooled_data(pooled: Pooled) -> dict[str, object]:
    return {
        "together": pooled.measurements,
        "network": pooled.where,
        "test": pooled.test,
        "status": pooled.verdict.status,
        "causes": list(pooled.verdict.causes),
        "confidence": pooled.verdict.confidence,
        "functions": {f.function: [f.status, *f.causes] for f in pooled.verdict.functions},
        "ooni": {flag: dict(counts) for flag, counts in pooled.flags.items()},
    }


def _graded(status: str, causes: Iterable[str], confidence: str) -> str:
    return " ".join(part for part in (status, "/".join(causes), f"({confidence})") if part)


def _as_data(judged: Judged, compared: Iterable[Compared]) -> dict[str, object]:
    measurement, verdict = judged.measurement, judged.verdict
    return {
        "place": measurement.place,
        "time": measurement.when,
        "network": measurement.where,
        "test": measurement.test,
        "test_version": measurement.text("test_version"),
        "report_id": measurement.text("report_id"),
        "line": judged.network.status,
        "status": verdict.status,
        "causes": list(verdict.causes),
        "confidence": verdict.confidence,
        "flags": [
            {
                "flag": one.flag,
                "ooni": one.ooni,
                "ooni_failure": one.failure,
                "dialtone": one.dialtone,
                "cause": one.cause,
                "confidence": one.confidence,
                "differs": one.differs,
                "why": one.why,
            }
            for one in compared
        ],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev ooni", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="JSON lines, also gzip; - is standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--differing", action="store_true", help="only those on which the two differ")
    parser.add_argument("--no-line", action="store_true", help="do not take a known network for a line that works")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.exit(0)
