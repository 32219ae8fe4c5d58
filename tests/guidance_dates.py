"""What is due in the advice, for whoever reviews it (docs/reviewing.md): `./dev guidance`, `--on 2027-01-01`."""

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import NEW_FOR, is_old
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance


def page(entries: tuple[GuidanceEntry, ...], today: date) -> str:
    parts = (
        ("Due for a new look, and when it is marked or hidden", due(entries, today)),
        ("The law: when a reassurance ends; warnings stay", reassurances(entries, today)),
        ("Nothing that rests on a source that was read", unread(entries)),
        ("Menus that nobody compared with the newest versions", (e.id for e in entries if not e.menus_compared)),
        ("Addresses that nobody opened", unopened(entries)),
    )
    return "\n".join(line for title, lines in parts for line in (title, *(f"  {one}" for one in lines), ""))


def due(entries: tuple[GuidanceEntry, ...], today: date) -> Iterator[str]:
    for entry in sorted(entries, key=lambda entry: (entry.expires, entry.id)):
        look = entry.written + timedelta(days=entry.review_every_days)
        newest = entry.last_reviewed or "none with a day"
        after = {"warn": "is marked", "hide": "is hidden"}[entry.on_expiry]
        mark = "! " if today > entry.expires else "* " if today > look else "  "
        yield f"{mark}{entry.expires} {after:9} look by {look}  {entry.id} (newest source read: {newest})"


def reassurances(entries: tuple[GuidanceEntry, ...], today: date) -> Iterator[str]:
    """Yield each reassurance about the law once, with its last day."""
    notes = dict.fromkeys(note for entry in entries for note in entry.legal if note.reassurance)
    for note in notes:
        yield f"{'! ' if is_old(note.as_of, today) else '  '}{note.as_of + NEW_FOR} {note.country}: {note.reassurance}"


def unread(entries: tuple[GuidanceEntry, ...]) -> Iterator[str]:
    return (entry.id for entry in entries if not any(source.read for source in entry.sources))


def unopened(entries: tuple[GuidanceEntry, ...]) -> Iterator[str]:
    links: dict[str, list[str]] = {}
    for entry in entries:
        for link in entry.links:
            if link.checked is None:
                links.setdefault(link.url, []).append(entry.id)
    return (f"{url} ({', '.join(ids)})" for url, ids in sorted(links.items()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev guidance", description=__doc__)
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="DAY")
    print(page(load_guidance(resources(), "en"), parser.parse_args().on))


if __name__ == "__main__":
    main()
