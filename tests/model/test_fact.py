"""The keys of facts are one closed list: each is written in `probe/`, none is spelled out elsewhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialtone.model.fact import Fact

PACKAGE = Path(__file__).resolve().parents[2] / "desktop" / "dialtone"


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).with_suffix("").as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _is_facts(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("facts", "_facts")


def _keys(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=value, slice=key) if _is_facts(value):  # facts[key]
                yield key
            case ast.Compare(left=key, comparators=[value, *_]) if _is_facts(value):  # key in facts
                yield key
            case ast.Call(func=ast.Attribute(value=value)) if _is_facts(value):  # facts.get(key), facts.update(key=1)
                yield from node.args[:1]
                yield from (ast.Constant(word.arg) for word in node.keywords)
            case ast.keyword(arg="facts", value=ast.Dict(keys=keys)):  # Observation(..., facts={key: 1})
                yield from (key for key in keys if key is not None)


def _spelled(tree: ast.AST) -> list[str]:
    return [str(key.value) for key in _keys(tree) if isinstance(key, ast.Constant)]


def test_each_fact_is_written_in_probe_by_its_name() -> None:
    written = set()
    for module, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and _is_facts(node.value):
                assert isinstance(node.slice, ast.Attribute), f"{module}:{node.lineno}: a key that nobody can read"
                assert module.startswith("probe/"), module
                written.add(node.slice.attr)
    assert written == set(Fact.__members__)


def test_no_key_of_facts_is_spelled_out() -> None:
    assert {module: words for module, tree in _trees() if (words := _spelled(tree))} == {}


@pytest.mark.parametrize(
    "line",
    [
        'facts["sni"] = 1',
        'o.facts["sni"]',
        'o.facts.get("sni")',
        "facts.update(sni=1)",
        '"sni" in o.facts',
        'Observation(facts={"sni": 1})',
    ],
)
def test_a_key_that_is_spelled_out_is_seen(line: str) -> None:
    assert _spelled(ast.parse(line)) == ["sni"]
