"""The order of ways to a conversation, read strictly: every kind has its place, and none has two."""

from pathlib import Path

import msgspec

from dialtone.model.way import KindRow, Needs, WayKind, WayOrder
from dialtone.store.conversion import into
from dialtone.store.wording_file import WordingError, decode_toml

_FILE = "ways.toml"


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: WayKind
    needs: Needs = Needs.NOTHING
    most: int = 1
    first: tuple[str, ...] = ()


class _Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    most: int
    kinds: tuple[_Row, ...]


def load_ways(folder: Path) -> WayOrder:
    """Return the order of ways from `<folder>/ways.toml`. Raises `WordingError`, which names the file and the kind."""
    path = folder / _FILE
    raw = decode_toml(path, _Order)
    found = [row.kind for row in raw.kinds]
    for kind in WayKind:
        if found.count(kind) != 1:
            raise WordingError(f"{path}: {kind} stands there {found.count(kind)} times")
    return WayOrder(tuple(into(KindRow, row) for row in raw.kinds), raw.most)
