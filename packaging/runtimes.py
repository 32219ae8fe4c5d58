"""Which runtimes of a package are past the day by which they had to be renewed: `runtimes.py [PACKAGE ...]`.

Ends with 1 where one is. The days are in runtimes.toml.
"""

import sys
import tomllib
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path

TABLE = Path(__file__).with_name("runtimes.toml")
KINDS = ("deb", "appimage", "rpm", "windows", "macos")


def overdue(kinds: Collection[str], day: date, table: Path = TABLE) -> tuple[str, ...]:
    """Return a line for each runtime in these kinds of packages that had to be renewed before this day."""
    runtimes = tomllib.loads(table.read_text(encoding="utf-8"))["runtime"]
    return tuple(
        f"{one['name']} ({', '.join(one['packages'])}): to be renewed by {one['renew_by']}; {one['source']}"
        for one in runtimes
        if one["renew_by"] < day and set(one["packages"]) & set(kinds)
    )


if __name__ == "__main__":
    late = overdue(sys.argv[1:] or KINDS, datetime.now(UTC).date())
    print("\n".join(late) or "every runtime is in its time")
    sys.exit(bool(late))
