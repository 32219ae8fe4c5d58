"""The published schemas say exactly what the program reads and writes. Run this file to write them anew."""

import inspect
import json
from pathlib import Path

import msgspec
import pytest

from dialtone.store.check_file import CheckTable
from dialtone.store.proxy_test_file import ProxyTestTable

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMAS = {
    "check": (CheckTable, "A check saved by Dialtone, format dialtone-check/1"),
    "trial": (ProxyTestTable, "A proxy tried by Dialtone, format dialtone-trial/1"),
}


def generated(name: str) -> dict[str, object]:
    table, title = SCHEMAS[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dialtone:schema:{name}",
        "title": title,
    }
    return {**head, **json.loads(msgspec.json.encode(msgspec.json.schema(table)), object_hook=_unindent)}


def _unindent(part: dict[str, object]) -> dict[str, object]:
    """Before Python 3.13 a docstring keeps the indentation of its source."""
    text = part.get("description")
    return {**part, "description": inspect.cleandoc(text)} if isinstance(text, str) else part


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_real_one(name: str) -> None:
    published = json.loads((DOCS / f"{name}.schema.json").read_text())
    assert published == generated(name), "the format changed: run this file as a program, and say so in the changelog"


if __name__ == "__main__":
    for name in SCHEMAS:
        (DOCS / f"{name}.schema.json").write_text(json.dumps(generated(name), indent=2) + "\n")
