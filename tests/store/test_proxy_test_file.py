"""The published schema of a trial says exactly what the program writes. Run this file to write it anew."""

import json
from pathlib import Path

import msgspec

from dialtone.store.proxy_test_file import ProxyTestTable

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "trial.schema.json"


def generated() -> dict[str, object]:
    schema = msgspec.json.schema(ProxyTestTable)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:dialtone:schema:trial",
        "title": "A proxy tried by Dialtone, format dialtone-trial/1",
    }
    return {**head, **json.loads(msgspec.json.encode(schema))}


def test_the_published_schema_is_the_real_one() -> None:
    assert json.loads(SCHEMA.read_text()) == generated(), "the format changed: run this file as a program"


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(generated(), indent=2) + "\n")
