"""What a bundle for Linux weighs: `weight.py BUNDLE` prints its MB, and ends with 1 where they are over the budget.

Python and its libraries are those of the computer that froze it. They are counted as Debian 12's, in which the bundle
for people is frozen: that one is weighed as it is.
"""

import re
import sys
from pathlib import Path

BUDGET_MB = 100
DEBIANS_MB = 15.83
"""What Debian 12's Python weighs, with OpenSSL and SQLite, less the alphabets of `trim.LEFT_OUT_ON_LINUX` (0.92)."""
PYTHONS = re.compile(r"/lib(python3|crypto|ssl|sqlite3)[.0-9]*so|/lib-dynload/")


def weigh(bundle: Path) -> float:
    """Return MB (millions of bytes)."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    return DEBIANS_MB + sum(path.stat().st_size for path in files if not PYTHONS.search(str(path))) / 1e6


if __name__ == "__main__":
    found = weigh(Path(sys.argv[1]))
    print(f"{found:.1f}")
    sys.exit(found > BUDGET_MB)
