"""Checks recorded in every network of the lab, so that a change of rules is tried on all of them in seconds.

`./dev lab score --out DIR` asks anew, and `./dev lab record DIR` keeps what it found in `recorded.jsonl.xz`: a line
for each network, by name, its check without the words for people and without the evidence of what was judged then.
`python -m judge.recorded` (with `PYTHONPATH=tests`) prints what today's rules say, a line for each network.
"""

import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dialtone.judge.rejudge import judge_again
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.store.check_file import decode_check, encode_check
from shipped_catalogue import shipped_catalogue

RECORDED = Path(__file__).with_name("recorded.jsonl.xz")
Document = dict[str, Any]
_OF_THE_COMPUTER = ("proxy_script", "split_tunnel", "bypass_tool_runs", "marked_packets_led_elsewhere")
"""The rules whose evidence stands for what the system said of this computer (`computer_of`)."""


def recorded_checks(path: Path = RECORDED) -> Iterator[tuple[str, Check]]:
    with lzma.open(path) as lines:
        for line in lines:
            name, _, document = line.partition(b"\t")
            yield name.decode(), decode_check(_numbered(document))


@cache
def recorded() -> Mapping[str, Check]:
    return dict(recorded_checks())


@cache
def judged(network: str) -> Check:
    return judge_again(recorded()[network], shipped_catalogue())


def record(checks: Iterable[tuple[str, Check]], path: Path = RECORDED) -> None:
    """Write checks by the names of their networks; the same checks always give the same bytes."""
    rows = sorted(checks, key=lambda row: row[0])
    documents = [(name, _bare(_document(with_numbered_certificates(check)))) for name, check in rows]
    path.write_bytes(lzma.compress("".join(lines_of(documents)).encode(), preset=9 | lzma.PRESET_EXTREME))


def _numbered(document: bytes) -> bytes:
    """A recorded check with the numbers of its observations, 1, 2 and so on: written, they take a tenth of the file."""
    told = msgspec.json.decode(document)
    for number, observation in enumerate(told["observations"], 1):
        observation["number"] = number
    return msgspec.json.encode(told)


def with_numbered_certificates(check: Check) -> Check:
    """Return a check whose certificates are numbers: the lab makes new ones each time, and which are equal is all."""
    numbers: dict[str, str] = {}
    observations = []
    for each in check.observations:
        shown = str(each.facts.get(Fact.CERTIFICATE, ""))
        number = {Fact.CERTIFICATE: numbers.setdefault(shown, f"{len(numbers):032x}")} if shown else {}
        observations.append(replace(each, facts={**each.facts, **number}))
    return replace(check, observations=tuple(observations))


def _bare(document: Document) -> Document:
    """A check without what was concluded then, as far as judging it again does not read it.

    Older revisions must be able to read it too (`lab rejudge --before`): they refuse words that they do not know.
    """
    network = document["network"]
    told = [each for each in network["evidence"] if each["rule"] in _OF_THE_COMPUTER]
    document["network"] = {key: network[key] for key in ("status", "flags", "confidence", "round_trip")} | {
        "evidence": told
    }
    for observation in document["observations"]:
        del observation["number"]
    for verdict in (each for m in document["messengers"] for each in (m, *m["functions"])):
        verdict["evidence"] = []
        for key in [key for key, value in verdict.items() if value is None or key == "diagnosis"]:
            del verdict[key]
    return document


def _document(check: Check) -> Document:
    return encode_check(check, lambda _: ("", "", ()))


def _compact(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def judged_today(catalogue: Catalogue) -> Iterator[tuple[str, Document]]:
    for name, check in recorded_checks():
        said = _document(judge_again(check, catalogue))
        del said["observations"]
        yield name, said


def lines_of(said: Iterable[tuple[str, Document]]) -> Iterator[str]:
    """A line for each network: its name, a tab, and what is said of it."""
    return (f"{name}\t{_compact(document)}\n" for name, document in said)


def main() -> int:
    sys.stdout.writelines(lines_of(judged_today(shipped_catalogue())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
