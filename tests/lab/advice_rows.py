"""What `./dev lab advice` found, kept a line for each network, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dialtone.model.guidance import Remedy
from lab.advice import Case


def read_rows(file: Path) -> dict[str, list[Case]]:
    """Return the cases of each network that is done; the last line of a network counts, and half a line does not."""
    done: dict[str, list[Case]] = {}
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        done[row["network"]] = [_case(row["network"], entry) for entry in row["cases"]]
    return done


def keep_row(file: Path, network: str, cases: Iterable[Case]) -> None:
    """Add what was found in one network."""
    entries = [
        {
            "messenger": c.messenger,
            "before": c.before,
            "offered": list(c.offered),
            "helped": {word.value: status for word, status in c.helped.items()},
        }
        for c in cases
    ]
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps({"network": network, "cases": entries}) + "\n")


def _case(network: str, entry: Mapping[str, Any]) -> Case:
    offered = tuple(Remedy(word) for word in entry["offered"])
    helped = {Remedy(word): status for word, status in entry["helped"].items()}
    return Case(network, entry["messenger"], entry["before"], offered, helped)
