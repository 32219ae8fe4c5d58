"""Desktop entries: the programs in the menus of a Linux desktop, their commands, and which of them opens links."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.model.maker import LinkOpener
from dialtone.system.quiet_files import list_names, read_lines, read_start

_MAX_ENTRY_BYTES = 200_000
_MAX_ENTRIES = 5_000
_SUFFIX = ".desktop"
_GROUP = re.compile(rb"^\[Desktop Entry\][ \t\r]*$", re.MULTILINE)
_KEY = re.compile(
    rb"^(Name|Exec|TryExec|Hidden|X-AppImage-Version|Categories)[ \t]*=[ \t]*(.*?)[ \t\r]*$", re.MULTILINE
)
_MAX_LIST_BYTES = 1_000_000
_LIST_GROUP = re.compile(r"^\[(.+)\]\s*$")


class Entry(Frozen):
    """One menu entry."""

    identifier: str
    """The file's name without `.desktop`."""
    name: str
    command: tuple[str, ...]
    """The program that it starts, with its arguments; empty if the entry starts nothing."""
    only_with: str = ""
    """The program that must exist for the entry to count."""
    version: str = ""
    """The version of an AppImage, if the program that added it to the menus recorded it."""
    browser: bool = False
    """Whether it is categorised as a browser."""


def read_entries(folders: Iterable[Path]) -> Mapping[str, Entry]:
    """Return the entries below data folders, by id; an entry in an earlier folder hides later ones with the same id."""
    files: dict[str, Path] = {}
    for folder in folders:
        for identifier, path in _list_files(folder / "applications"):
            if len(files) < _MAX_ENTRIES:
                files.setdefault(identifier, path)
    entries = (_parse_entry(identifier, read_start(path, _MAX_ENTRY_BYTES)) for identifier, path in files.items())
    return {entry.identifier: entry for entry in entries if entry is not None}


def _list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file and its id: its path with hyphens, `kde4-chat` for `kde4/chat` (Desktop Menu Specification)."""
    for name in list_names(folder):
        if name.endswith(_SUFFIX):
            yield name.removesuffix(_SUFFIX), folder / name
        elif "." not in name:
            for inner in list_names(folder / name):
                if inner.endswith(_SUFFIX):
                    yield f"{name}-{inner.removesuffix(_SUFFIX)}", folder / name / inner


def _parse_entry(identifier: str, data: bytes) -> Entry | None:
    """Return the entry in the contents of a file; None if it has no entry, or one that counts as deleted."""
    group = _GROUP.search(data)
    if group is None:
        return None
    end = data.find(b"\n[", group.end())
    keys: dict[str, str] = {}
    for key, value in _KEY.findall(data[group.end() : end if end >= 0 else len(data)]):
        keys.setdefault(key.decode(), value.decode("utf-8", "replace"))
    if keys.get("Hidden", "").lower() == "true":  # the specification's word for deleted; NoDisplay only hides
        return None
    return Entry(
        identifier=identifier,
        name=keys.get("Name", ""),
        command=_parse_command(keys.get("Exec", "")),
        only_with=keys.get("TryExec", ""),
        version=keys.get("X-AppImage-Version", ""),
        browser="WebBrowser" in keys.get("Categories", "").split(";"),
    )


def _parse_command(line: str) -> tuple[str, ...]:
    """Return the program and arguments of an Exec line, without `env` before them; empty if it cannot be parsed."""
    try:
        words = shlex.split(line.replace("%%", "%"))
    except ValueError:
        return ()
    if words and words[0].rpartition("/")[2] == "env":
        # `env NAME=value program …`: the program is what matters.
        after_env = words[1:]
        while after_env and (after_env[0].startswith("-") or "=" in after_env[0]):
            after_env.pop(0)
        words = after_env or words
    return tuple(words)


# Which program opens links of a kind, according to the freedesktop.org specification: mimeapps.list


def choose_link_opener(
    scheme: str,
    lists: Sequence[Path],
    caches: Sequence[Path],
    entries: Mapping[str, Entry],
    can_start: Callable[[Entry], bool],
) -> LinkOpener | None:
    """Return the program that opens links: the person's choice first, then what programs register themselves.

    Source: mime-apps-spec 1.0.1. `lists`, `caches`: the files `mimeapps.list` and `mimeinfo.cache`, in order of
    precedence. `entries`: by id. Those that cannot be started, since their program no longer exists, are skipped.
    """
    mime_type = f"x-scheme-handler/{scheme}"
    offered = [name for path in lists for name in _list_associated(path, "Default Applications", mime_type)]
    offered += [name for path in lists for name in _list_associated(path, "Added Associations", mime_type)]
    offered += [name for path in caches for name in _list_associated(path, "MIME Cache", mime_type)]
    for name in offered:
        entry = entries.get(name.removesuffix(_SUFFIX))
        if entry is not None and can_start(entry):
            return _make_opener(entry)
    return None


def list_mime_lists(config: Sequence[Path], data: Sequence[Path], desktops: Sequence[str]) -> Iterator[Path]:
    """Yield where `mimeapps.list` may be, in order of precedence.

    `config`, `data`: the folders of settings and of data. `desktops`: the desktop's names, which may have own lists.
    """
    for folder in (*config, *(folder / "applications" for folder in data)):
        yield from (folder / f"{desktop.lower()}-mimeapps.list" for desktop in desktops)
        yield folder / "mimeapps.list"


def _list_associated(path: Path, group: str, mime_type: str) -> Iterator[str]:
    """Yield the file names of the entries that a group of a list has for a MIME type, in its order."""
    current_group = ""
    for line in read_lines(path, _MAX_LIST_BYTES):
        if heading := _LIST_GROUP.match(line):
            current_group = heading[1]
        elif current_group == group:
            key, _, names = line.partition("=")
            if key.strip() == mime_type:
                yield from filter(None, (name.strip() for name in names.split(";")))


def _make_opener(entry: Entry) -> LinkOpener:
    """Return the program with all names that traces may have for it, also what `flatpak run` or `snap run` starts."""
    program = entry.command[0]
    operands = [word for word in entry.command[1:] if not word.startswith(("-", "%", "@"))]
    traces = (entry.identifier, entry.identifier.partition("._")[0], program, Path(program).name, *operands[:2])
    return LinkOpener(entry.name or Path(program).name, traces, browser=entry.browser)
