"""The root of trust that is released: `root.py` ends with 1 where it is missing or of no use.

A copy without it can take no update and hear of no newer version, ever.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tuf.api._payload import Root
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata

PROJECT = Path(__file__).resolve().parents[2]
PLACE = PROJECT / "resources/content/root.json"
GUIDE = 'docs/content.md, "The ceremony"'
LEAST_DAYS = 180
"""How long a root must still be good for: a copy of this release is in use at least as long."""
_TOGETHER = ("root", "targets")
"""What takes two keys: nobody alone decides what people are sent to."""


def demand_root(path: Path, now: datetime) -> bytes:
    """Return the root. Raises `SystemExit` with one line where there is none, or where it should not be released."""
    try:
        content = path.read_bytes()
    except OSError:
        raise SystemExit(
            f"release: there is no root of trust ({path.name} in resources/content), so no copy could ever take an"
            f" update or hear of a newer version; hold the ceremony first: {GUIDE}"
        ) from None
    try:
        root = Metadata[Root].from_bytes(content)
        root.verify_delegate("root", root)
    except (RepositoryError, ValueError) as error:
        raise SystemExit(f"release: {path.name} is not a root signed by its own keys ({error}); see {GUIDE}") from None
    if alone := [role for role in _TOGETHER if root.signed.roles[role].threshold < 2]:
        raise SystemExit(f"release: by {path.name} one key alone signs {' and '.join(alone)}; see {GUIDE}")
    if root.signed.expires < now + timedelta(days=LEAST_DAYS):
        raise SystemExit(f"release: {path.name} ends on {root.signed.expires.date()}, too soon; renew it: {GUIDE}")
    return content


if __name__ == "__main__":
    demand_root(PLACE, datetime.now(UTC))
    sys.stdout.write("release: the root of trust can be released\n")
