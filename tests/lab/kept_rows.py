"""What was found, kept a line for each network, so that a run that was stopped goes on where it was."""

from pathlib import Path
from typing import Any

import msgspec


def read(file: Path | None) -> dict[str, Any]:
    """Return what was found in each network; the last line of a network counts, and half a line does not."""
    done: dict[str, Any] = {}
    for line in file.read_bytes().splitlines() if file and file.is_file() else ():
        try:
            row = msgspec.json.decode(line)
        except msgspec.DecodeError:
            continue
        done[row["network"]] = row["found"]
    return done


def keep(file: Path | None, network: str, found: object) -> None:
    """Add what was found in one network."""
    if file:
        with file.open("ab") as out:
            out.write(msgspec.json.encode({"network": network, "found": found}) + b"\n")
