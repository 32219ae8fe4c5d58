"""What `./dev lint` says about the advice and what is known of countries: dates and sources that contradict the record.

What the loaders or the rules for authors refuse is told here too, also in the sentences of each language.
"""

import hashlib
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import guidance_rules
import situation_rules
import wording_rules
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import CountryRecord
from dialtone.store.data_folders import resources
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages

RECORD = Path(__file__).parents[1] / "docs" / "sources" / "guidance.toml"
SITUATIONS = RECORD.with_name("situations.toml")

Record = dict[str, dict[str, Any]]
"""What docs/sources/guidance.toml holds, by the hash of the address."""


def read_record(path: Path = RECORD) -> Record:
    """Return the record of the sources. Raises `ValueError` where it contradicts itself."""
    rows = tomllib.loads(path.read_text("utf-8"))["sources"]
    record: Record = {}
    for row in rows:
        if row["hash"] != "sha256:" + hashlib.sha256(row["address"].encode()).hexdigest()[:16]:
            raise ValueError(f"{path.name}: {row['address']}: this is not its hash")
        if row["hash"] in record:
            raise ValueError(f"{path.name}: {row['address']} stands there twice")
        record[row["hash"]] = row
    return record


def complaints(entries: tuple[GuidanceEntry, ...], record: Record, today: date) -> Iterator[str]:
    used: set[str] = set()
    for entry in entries:
        if entry.written > today:
            yield f"{entry.id}: written: {entry.written} has not come yet"
        seen = entry.tool.seen if entry.tool is not None else ()
        for source in (*entry.sources, *(note.source for note in entry.legal), *(one.source for one in seen)):
            row = record.get(source.address)
            used.add(source.address)
            if source.address and (row is None or row.get("not_shipped")):
                yield f"{entry.id}: {source.publisher}: its address is not in docs/sources/guidance.toml"
            elif row is not None and bool(row["read"]) is not source.read:
                yield f"{entry.id}: {source.publisher}: the record says otherwise whether it was read"
        for source in (*entry.sources, *(one.source for one in seen)):
            if (row := record.get(source.address)) is not None and row.get("date") != source.date:
                yield f"{entry.id}: {source.publisher}: the record has another day, {row.get('date')}"
    for key, row in record.items():
        if key not in used and not row.get("not_shipped"):
            yield f"{row['address']}: nothing rests on it any more"


def situation_complaints(known: Iterable[CountryRecord], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    record = {row["hash"]: row for row in rows}
    used = [source for one in known for row in one.rows for source in row.sources]
    used += [source for one in known for report in one.reported for source in report.sources]
    for source in dict.fromkeys(used):
        row = record[source.address]
        if row.get("date") != source.date:
            yield f"{row['address']}: the record has another day, {row.get('date')}"
        elif source.date is not None and source.date == row["read"]:
            yield f"{row['address']}: its day is that of its reading"


def main() -> int:
    folder = resources()
    try:
        situation_rules.check_ways(folder)
        for language in list_languages(folder):
            wording_rules.load_checked(folder, language)
            entries = guidance_rules.load_checked(folder, language)
            records = situation_rules.load_checked(folder, language)
            situation_rules.check_reach(folder, language)
        lines = list(complaints(entries, read_record(), datetime.now(UTC).date()))
        rows = tomllib.loads(SITUATIONS.read_text("utf-8"))["sources"]
        lines += situation_complaints(records, rows)
    except (ResourceError, ValueError) as error:
        lines = [str(error)]
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
