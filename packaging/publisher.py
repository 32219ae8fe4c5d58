"""Who publishes: `publisher.py home_page|contact|name|maintainer` prints it, an empty line where nobody is named.

`publisher.py --fill` fills in a template, from standard input to standard output.
"""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "desktop"))

from dialtone.store.publisher import PublisherError, load_publisher  # noqa: E402 - found by the line above


def fill(text: str) -> str:
    """Put the page in place of `@HOME_PAGE@`; where there is none, the lines that would name it go."""
    page = load_publisher(PROJECT / "resources").home_page
    if page:
        return text.replace("@HOME_PAGE@", page)
    return "".join(line for line in text.splitlines(keepends=True) if "@HOME_PAGE@" not in line)


if __name__ == "__main__":
    try:
        if sys.argv[1] == "--fill":
            sys.stdout.write(fill(sys.stdin.read()))
        else:
            print(getattr(load_publisher(PROJECT / "resources"), sys.argv[1]))
    except PublisherError as problem:
        raise SystemExit(str(problem)) from None
