"""Who publishes: `publisher.py home_page|contact|name|maintainer|application` prints it, an empty line for nobody.

`publisher.py --fill` fills in a template, from standard input to standard output.
"""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "desktop"), str(PROJECT / "packaging")]

from program_words import filled  # noqa: E402 - found by the line above

from dialtone import APPLICATION_ID  # noqa: E402 - found by the line above
from dialtone.store.publisher import PublisherError, load_publisher  # noqa: E402 - found by the line above


def fill(text: str) -> str:
    """Put in words, the application's id, its owner and the page; without a page, the lines that would name it go."""
    text = filled(text)
    text = text.replace("@APPLICATION@", APPLICATION_ID).replace("@DEVELOPER@", APPLICATION_ID.rpartition(".")[0])
    page = load_publisher(PROJECT / "resources").home_page
    if page:
        return text.replace("@HOME_PAGE@", page)
    return "".join(line for line in text.splitlines(keepends=True) if "@HOME_PAGE@" not in line)


if __name__ == "__main__":
    try:
        if sys.argv[1] == "--fill":
            sys.stdout.write(fill(sys.stdin.read()))
        elif sys.argv[1] == "application":
            print(APPLICATION_ID)
        else:
            print(getattr(load_publisher(PROJECT / "resources"), sys.argv[1]))
    except PublisherError as problem:
        raise SystemExit(str(problem)) from None
