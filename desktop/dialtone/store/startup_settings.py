"""The few settings that the first frame needs, read without full validation, which `settings.py` does afterwards."""

import json
from pathlib import Path
from typing import NamedTuple

from dialtone.store.data_folders import SETTINGS_FILE
from dialtone.store.own_files import read_capped

_MAX_PIXELS = 2**15


class StartupSettings(NamedTuple):
    """The settings of the first frame, as documented in `Settings`."""

    language: str = ""
    first_run_done: bool = False
    window: tuple[int, int, int, int] | None = None
    scheme: str = ""


def read_startup_settings(folder: Path) -> StartupSettings:
    """Return the settings in `folder` for the first frame; missing or wrong ones have their default, unreported."""
    try:
        raw = json.loads(read_capped(folder / SETTINGS_FILE))
    except (OSError, ValueError, RecursionError):
        return StartupSettings()
    if not isinstance(raw, dict):
        return StartupSettings()
    language = raw.get("language")
    scheme = raw.get("scheme")
    window = raw.get("window")
    is_rectangle = isinstance(window, list) and len(window) == 4 and all(map(_is_coordinate, window))
    return StartupSettings(
        language if isinstance(language, str) else "",
        raw.get("first_run_done") is True,
        (window[0], window[1], window[2], window[3]) if isinstance(window, list) and is_rectangle else None,
        scheme if isinstance(scheme, str) else "",
    )


def _is_coordinate(number: object) -> bool:
    """Return whether every window system accepts this coordinate: those of X11 have 16 bits."""
    return type(number) is int and abs(number) < _MAX_PIXELS
