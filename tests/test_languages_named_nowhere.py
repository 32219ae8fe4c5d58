"""A language is a folder: nothing else names them, so that another one needs no change beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from dialtone.model.wording import SOURCE
from spoken import ALL, EXAMPLES

PROJECT = Path(__file__).resolve().parents[1]
ALLOWED = {
    ("desktop/dialtone/explain/cldr.py", "fa"): "a mark between month and year that the CLDR leaves out",
    ("desktop/dialtone/explain/joining.py", "tr"): "a capital of Unicode",
    ("packaging/rooms/upgrade.py", "ru"): "an example of settings",
}
MOST = 2
"""Languages in one list of a test: more than these are listed in `tests/spoken.py` alone."""


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((PROJECT / folder).rglob("*.py"))


def test_no_code_names_a_language() -> None:
    named = {
        (str(path.relative_to(PROJECT)), node.value)
        for path in (*sources("desktop", "packaging"), PROJECT / "build.spec")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in set(ALL) - {SOURCE}
    }
    assert named - ALLOWED.keys() == set()


def test_no_list_in_a_test_names_the_languages() -> None:
    found = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in sources("tests")
        if path.name != "spoken.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.List | ast.Tuple | ast.Set)
        and len({one.value for one in node.elts if isinstance(one, ast.Constant)} & set(EXAMPLES)) > MOST
    ]
    assert found == []


def test_no_help_lists_the_languages() -> None:
    """The list is filled in: it is that of the folders."""
    codes = re.compile(rf"\\b({'|'.join(ALL)})\\b")
    for path in PROJECT.glob("resources/languages/*/wording/usage.toml"):
        line = next((one for one in path.read_text("utf-8").splitlines() if one.startswith("lang = ")), "")
        assert not codes.search(line.partition("=")[2]), path
        assert not line or "{list}" in line, path
