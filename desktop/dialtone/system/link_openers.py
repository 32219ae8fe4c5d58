"""Which program opens links of a kind, where the freedesktop.org specification says it: mimeapps.list."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from dialtone.model.maker import LinkOpener
from dialtone.system.desktop_entries import Entry
from dialtone.system.quiet_files import read_start

_MOST_OF_A_LIST = 1_000_000
_GROUP = re.compile(r"^\[(.+)\]\s*$")


def link_opener(
    scheme: str,
    lists: Sequence[Path],
    caches: Sequence[Path],
    entries: Mapping[str, Entry],
    is_alive: Callable[[Entry], bool],
) -> LinkOpener | None:
    """Return the program that opens links: the person's choice first, then what the programs themselves offer.

    Source: mime-apps-spec 1.0.1; an entry whose program is gone is passed over.
    """
    kind = f"x-scheme-handler/{scheme}"
    offered = [name for path in lists for name in _named(path, kind, "Default Applications")]
    offered += [name for path in lists for name in _named(path, kind, "Added Associations")]
    offered += [name for path in caches for name in _named(path, kind, "MIME Cache")]
    for name in offered:
        entry = entries.get(name.removesuffix(".desktop"))
        if entry is not None and is_alive(entry):
            return _opener(entry)
    return None


def list_places(config: Sequence[Path], data: Sequence[Path], desktops: Sequence[str]) -> Iterator[Path]:
    """Yield where the lists may lie, the one that counts first."""
    folders = (*config, *(folder / "applications" for folder in data))
    for folder in folders:
        yield from (folder / f"{desktop.lower()}-mimeapps.list" for desktop in desktops)
        yield folder / "mimeapps.list"


def _named(path: Path, kind: str, wanted: str) -> Iterator[str]:
    group = ""
    for line in read_start(path, _MOST_OF_A_LIST).decode("utf-8", "replace").splitlines():
        if head := _GROUP.match(line):
            group = head[1]
        elif group == wanted and line.partition("=")[0].strip() == kind:
            yield from filter(None, (name.strip() for name in line.partition("=")[2].split(";")))


def _opener(entry: Entry) -> LinkOpener:
    program = entry.command[0]
    started = [word for word in entry.command[1:] if not word.startswith(("-", "%", "@"))]
    traces = (entry.identifier, entry.identifier.partition("._")[0], program, Path(program).name, *started[:2])
    return LinkOpener(entry.name or Path(program).name, traces, browser=entry.browser)
