"""Trees of files and registries as they were seen on real systems, written down small."""

from collections.abc import Mapping
from pathlib import Path

from dialtone.system.registry import Registry


def plant(root: Path, tree: Mapping[str, str | bytes]) -> Path:
    for name, content in tree.items():
        path = root / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


class RecordedRegistry(Registry):
    """Answers from a dict of full paths to values, without regard to case, as the real one does."""

    def __init__(self, keys: Mapping[str, Mapping[str, str | int | bytes]]) -> None:
        self._keys = keys

    def subkeys(self, path: str) -> tuple[str, ...]:
        start = path.lower() + "\\"
        below = [key[len(start) :].split("\\")[0] for key in self._keys if key.lower().startswith(start)]
        return tuple(dict.fromkeys(below))

    def all_values(self, path: str) -> Mapping[str, str | int | bytes]:
        return next((values for key, values in self._keys.items() if key.lower() == path.lower()), {})
