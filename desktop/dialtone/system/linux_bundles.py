"""Apps that no Linux distribution installs: Flatpaks, Snaps and AppImages, found by their folders and files only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from dialtone.model.frozen import Frozen
from dialtone.system.quiet_files import list_names, path_exists, read_start

_MAX_DESCRIPTION_BYTES = 2_000_000


class Bundles(Frozen, dict=True):
    """The apps below the folders where Flatpaks are installed or Snaps are mounted."""

    folders: Sequence[Path]
    descriptions: tuple[str, ...]
    """Where an app's own description may be below its folder; `{}` stands for its name."""
    version_pattern: re.Pattern[bytes]
    """Matches the newest version in a description, as one group."""

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def folder(self, name: str) -> Path | None:
        """Return the folder of an app; None if it is not installed."""
        return self._places.get(name)

    def version(self, name: str) -> str:
        """Return the version of an installed app, from the first description that has one; empty without one."""
        for description in self.descriptions:
            text = read_start(self._places[name] / description.format(name), _MAX_DESCRIPTION_BYTES)
            if match := self.version_pattern.search(text):
                return match[1].decode("utf-8", "replace")
        return ""

    @cached_property
    def _places(self) -> Mapping[str, Path]:
        """The folder of each installed app by name; the first of `folders` that has it counts."""
        places: dict[str, Path] = {}
        for folder in self.folders:
            for name in list_names(folder):
                if name not in places and path_exists(folder / name / "current"):  # removed apps leave only their data
                    places[name] = folder / name
        return places


def find_flatpaks(folders: Sequence[Path]) -> Bundles:
    """Return the Flatpaks in folders; their version is the newest release in the description, as Flatpak shows it."""
    shared = "current/active/files/share"
    descriptions = tuple(
        f"{shared}/{part}.xml" for part in ("metainfo/{}.metainfo", "appdata/{}.appdata", "metainfo/{}.appdata")
    )
    return Bundles(folders, descriptions, re.compile(rb"<release\s[^>]*?\bversion\s*=\s*[\"']([^\"'<>]{1,64})[\"']"))


def find_snaps(folders: Sequence[Path]) -> Bundles:
    """Return the Snaps in folders."""
    version = re.compile(rb"^version:[ \t]*[\"']?([^\"'#\s]+)", re.MULTILINE)
    return Bundles(folders, ("current/meta/snap.yaml",), version)


# AppImages: one file that is the whole app. Its name contains the app's, and often the version.

_VERSION = re.compile(r"(?<![0-9A-Za-z])v?(\d+(?:\.\d+)+)")
_NAME_SUFFIX = re.compile(
    r"v?\d[\w.+~]*|x86|64|amd64|x64|i\d86|arm64|aarch64|armhf|linux\w*|desktop|release|stable|latest|setup|appimage",
    re.IGNORECASE,
)
"""A word that makers append to the app's name in the file's name: version, processor, system."""
_HASH = re.compile(r"_[0-9a-f]{32}$")
"""What AppImageLauncher appends to the name of a file that it has added to the menu."""


def is_app_image(program: str) -> bool:
    """Return whether a file is an AppImage, by its extension."""
    return program.lower().endswith(".appimage")


def read_app_image_version(program: str) -> str:
    """Return the version in an AppImage's file name, such as `Signal-8.24.1.AppImage`; empty without one."""
    match = _VERSION.search(_strip_ending(program))
    return match[1] if match else ""


def find_named_trace(program: str, traces: Iterable[str]) -> str:
    """Return the first of a messenger's traces that an AppImage is named after; empty if there is none."""
    words = re.split(r"[-_ ]", _strip_ending(program).casefold())
    while words and _NAME_SUFFIX.fullmatch(words[-1]):
        words.pop()
    name = "-".join(words)
    for trace in traces:
        short = PurePosixPath(trace).name.casefold()
        if name and name in (short, short.removesuffix("-desktop")):
            return trace
    return ""


def _strip_ending(program: str) -> str:
    """Return the name of an AppImage without its extension and AppImageLauncher's hash."""
    return _HASH.sub("", PurePosixPath(program).name[: -len(".AppImage")])
