"""AppImages: one file that is the whole app. Its name says what it is, and often which version."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_VERSION = re.compile(r"(?<![0-9A-Za-z])v?(\d+(?:\.\d+)+)")
_BESIDE_THE_NAME = re.compile(
    r"v?\d[\w.+~]*|x86|64|amd64|x64|i\d86|arm64|aarch64|armhf|linux\w*|desktop|release|stable|latest|setup|appimage",
    re.IGNORECASE,
)
"""What makers put into the file's name beside the app's: version, processor, system."""
_HASH = re.compile(r"_[0-9a-f]{32}$")
"""What AppImageLauncher adds to the name of a file it has put into the menu."""


def is_app_image(program: str) -> bool:
    """Return whether a file is an AppImage, by its ending."""
    return program.lower().endswith(".appimage")


def app_image_version(program: str) -> str:
    """Return the version in the file's name: `Signal-8.24.1.AppImage`."""
    found = _VERSION.search(_stem(program))
    return found[1] if found else ""


def names_app(program: str, wanted: Iterable[str]) -> str:
    """Return the program or entry that a file is named after; empty for none of them."""
    words = re.split(r"[-_ ]", _stem(program).casefold())
    while words and _BESIDE_THE_NAME.fullmatch(words[-1]):
        words.pop()
    name = "-".join(words)
    for trace in wanted:
        short = PurePosixPath(trace).name.casefold()
        if name and name in (short, short.removesuffix("-desktop")):
            return trace
    return ""


def _stem(program: str) -> str:
    return _HASH.sub("", PurePosixPath(program).name[: -len(".AppImage")])
