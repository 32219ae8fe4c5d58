"""The published schema says exactly what the program reads and writes. Run this file to write it anew."""

import json
from pathlib import Path

import msgspec

from dialtone.store.check_tables import CheckTable

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "check.schema.json"


def generated() -> dict[str, object]:
    schema = msgspec.json.schema(CheckTable)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:dialtone:schema:check",
        "title": "A check saved by Dialtone, format dialtone-check/1",
    }
    return {**head, **json.loads(msgspec.json.encode(schema))}


def test_the_published_schema_is_the_real_one() -> None:
    assert json.loads(SCHEMA.read_text()) == generated(), (
        "the format changed: run this file as a program, and say so in the changelog"
    )


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(generated(), indent=2) + "\n")
