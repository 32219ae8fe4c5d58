"""Who publishes: `publisher.py home_page|contact|name|maintainer|application` prints it, an empty line for nobody.

`publisher.py --fill` fills in a template, from standard input to standard output. `publisher.py --wheel FOLDER` puts
into a copy of the sources what a package index shows: the publisher's page, and no link that leads nowhere there.
"""

import re
import sys
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "desktop"), str(PROJECT / "packaging")]

from program_words import filled  # noqa: E402 - found by the line above

from dialtone import APPLICATION_ID, __version__  # noqa: E402 - found by the line above
from dialtone.store.publisher import FILE, OwnPublisher, load_publisher  # noqa: E402 - found by the line above

_LONGEST = 200
_ALLOWED = {
    # They end up in control files, commands and XML of the packages: no character may have a special meaning there.
    "name": re.compile(r"[\w .'-]+"),
    "home_page": re.compile(r"(https://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?)?"),
    "contact": re.compile(r"([A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?"),
}


class PublisherError(ValueError):
    """The file cannot be used. The message is one line."""


def read_publisher(resources: Path) -> OwnPublisher:
    """Return the publisher, once the file holds nothing that a package could take for something else.

    Raises `PublisherError`.
    """
    try:
        publisher = load_publisher(resources)
    except (OSError, ValueError, TypeError) as error:
        raise PublisherError(f"{FILE}: it cannot be read ({type(error).__name__})") from None
    for key, allowed in _ALLOWED.items():
        value = getattr(publisher, key)
        if not isinstance(value, str) or len(value) > _LONGEST or not allowed.fullmatch(value):
            raise PublisherError(f"{FILE}: {key} is not what it must be")
    return publisher


def fill(text: str) -> str:
    """Put in words, the application's id, its owner and the page; without a page, the lines that would name it go."""
    text = filled(text)
    text = text.replace("@APPLICATION@", APPLICATION_ID).replace("@DEVELOPER@", APPLICATION_ID.rpartition(".")[0])
    text = text.replace("@CHANGES@", changes(PROJECT / "packaging/release/changes" / f"{__version__}.toml"))
    page = read_publisher(PROJECT / "resources").home_page
    if page:
        return text.replace("@HOME_PAGE@", page).replace("@PICTURES@", f"{page.rstrip('/')}/images")
    return "".join(line for line in text.splitlines(keepends=True) if not re.search("@(HOME_PAGE|PICTURES)@", line))


def changes(file: Path) -> str:
    """Return what a release changed, as AppStream describes it; empty where nobody wrote it."""
    if not file.is_file():
        return ""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    marks = {code: "" if code == "en" else f' xml:lang="{code}"' for code in said}
    rows = [f"<li{marks[code]}>{escape(one)}</li>" for code, sentences in said.items() for one in sentences]
    return f"<description><ul>{''.join(rows)}</ul></description>"


def fill_wheel(folder: Path) -> None:
    """Make README.md and pyproject.toml of a copy of the sources fit for the page of an index.

    There relative links and pictures lead nowhere: they become the publisher's, or go where nobody publishes.
    """
    page = read_publisher(folder / "resources").home_page.rstrip("/")
    readme, project = folder / "README.md", folder / "pyproject.toml"
    text = readme.read_text(encoding="utf-8")
    if page:
        text = re.sub(r"""(?<=[("])docs/images/""", f"{page}/images/", text)
        urls = f'[project.urls]\nHomepage = "{page}/"\n\n[project.scripts]'
        project.write_text(project.read_text(encoding="utf-8").replace("[project.scripts]", urls, 1), encoding="utf-8")
    else:
        kept = [line for line in text.splitlines(keepends=True) if "docs/images/" not in line]
        text = re.sub(r"\n\| \| \|\n\|---\|---\|\n", "\n", "".join(kept))
    readme.write_text(re.sub(r"(?<!!)\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", text), encoding="utf-8")


if __name__ == "__main__":
    try:
        if sys.argv[1] == "--fill":
            sys.stdout.write(fill(sys.stdin.read()))
        elif sys.argv[1] == "--wheel":
            fill_wheel(Path(sys.argv[2]))
        elif sys.argv[1] == "application":
            print(APPLICATION_ID)
        else:
            print(getattr(read_publisher(PROJECT / "resources"), sys.argv[1]))
    except PublisherError as problem:
        raise SystemExit(str(problem)) from None
