"""Where Dialtone's own files are, and where it keeps the person's."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import platformdirs

_APPLICATION = "dialtone"
SETTINGS_FILE = "settings.json"
LOCK = "running.lock"
"""Locked by a running window, and removed when that window ends."""
LANGUAGES = "languages"  # the folder in the resources with a subfolder per language


def resources() -> Path:
    """Return the folder of catalogue, languages, guidance, icons and roots, in a bundle, a wheel or the source tree."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "dialtone" / "_resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    if installed.is_dir():
        return installed
    return package.parents[1] / "resources"


def config_dir() -> Path:
    """Return the folder of the settings. It may not exist yet."""
    return _find_folder(partial(platformdirs.user_config_dir, _APPLICATION, appauthor=False, roaming=True))


def state_dir() -> Path:
    """Return the folder of the history, the log and other changing files. It may not exist yet."""
    return _find_folder(partial(platformdirs.user_state_dir, _APPLICATION, appauthor=False))


def _find_folder(find: Callable[[], str]) -> Path:
    """Return the folder that `find` names; without a home directory, one that cannot exist, below a device."""
    with suppress(RuntimeError):  # platformdirs raises it since 4.14; before, the folder was relative
        if (path := Path(find())).is_absolute():
            return path
    return Path(os.devnull) / _APPLICATION
