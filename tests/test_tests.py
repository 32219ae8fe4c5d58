"""What the tests keep to among themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PRODUCT = TESTS.parent / "desktop" / "dialtone"


def imports_of_tests(text: str) -> Iterator[str]:
    """Return the modules with tests that a file imports, or imports from."""
    for node in ast.walk(ast.parse(text)):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *(name.name for name in node.names)]
        yield from (module for module in modules if module.rpartition(".")[2].startswith("test_"))


def test_no_test_imports_from_the_file_of_another() -> None:
    """What two files share stands in a module beside them: a test can then be renamed, split or dropped alone."""
    found = {
        str(path.relative_to(TESTS)): modules
        for path in sorted(TESTS.rglob("*.py"))
        if (modules := list(imports_of_tests(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text", ["from ui.test_pages import WORDS", "import ui.test_pages", "from ui import test_pages", "import test_cli"]
)
def test_a_breach_is_found(text: str) -> None:
    assert len(list(imports_of_tests(text))) == 1
    assert list(imports_of_tests("from ui import examples\nfrom judge.saved import CHECKS")) == []


@pytest.mark.parametrize("folder", ["explain", "judge"])
def test_every_file_that_decides_or_says_something_has_a_test_file_of_its_own_name(folder: str) -> None:
    """Whoever changes a file finds its tests without a search."""
    files = [path.relative_to(PRODUCT) for path in (PRODUCT / folder).rglob("*.py") if path.stem != "__init__"]
    tests = {path: TESTS / path.parent / f"test_{path.name}" for path in files}
    assert [str(path) for path in sorted(files) if not tests[path].is_file()] == []
