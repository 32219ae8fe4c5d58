"""Makes signed updates, as the one who has the keys does."""

import importlib.util
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from dialtone.store.content_import import import_content
from resources_copy import copy_resources

REPOSITORY = Path(__file__).resolve().parents[2]
RESOURCES = REPOSITORY / "resources"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("content_tool", REPOSITORY / "packaging" / "content" / "content.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["content_tool"] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@dataclass
class Maker:
    """Somebody who has the keys and makes updates."""

    folder: Path
    state: Path

    @property
    def root(self) -> bytes:
        return (self.folder / "keys" / "root.json").read_bytes()

    def source(self, day: str) -> Path:
        folder = self.folder / f"source-{day}"
        copy_resources(folder, "catalogue", "guidance", "names.toml", languages=("en", "ru"))
        ground = folder / "catalogue" / "ground.toml"
        lines = ground.read_text(encoding="utf-8").splitlines(keepends=True)
        lines = [f'version = "{day}"\n' if line.startswith("version = ") else line for line in lines]
        ground.write_text("".join(lines), encoding="utf-8")
        return folder

    def make(self, number: int, day: str, days: float = 90, now: datetime | None = None, release: bytes = b"") -> Path:
        out = self.folder / f"update-{number}-{day}.zip"
        built: Path = TOOL.build(
            self.folder / "keys", number, days, out, source=self.source(day), now=now, release=release
        )
        return built

    def successor(self) -> "Maker":
        """Return somebody with new keys, whose root is signed by this one's and by its own."""
        other = Maker(self.folder / "rotated", self.state)
        TOOL.make_keys(other.folder / "keys", 3, 2)
        TOOL.rotate(self.folder / "keys", other.folder / "keys")
        return other

    def take(self, bundle: Path) -> str:
        return import_content(bundle, RESOURCES, self.state, self.root).version

    def rotation(self, day: str, days: float = 90, now: datetime | None = None) -> Path:
        """Return an update signed with new keys, with the root that names them."""
        return self.successor().make(4, day, days, now)
