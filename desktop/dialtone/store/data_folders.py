"""Where Dialtone's own files are, and where it may keep the person's."""

import os
import sys
from pathlib import Path

import platformdirs

_APPLICATION = "dialtone"
SETTINGS_FILE = "settings.json"


def resources() -> Path:
    """The folder of catalogue, wording, guidance, icons and roots: the same in a bundle, a wheel and the source."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "dialtone" / "_resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    if installed.is_dir():
        return installed
    return package.parents[1] / "resources"


def config_dir() -> Path:
    """Where the settings are. The folder may not exist yet."""
    return _usable(platformdirs.user_config_dir(_APPLICATION, appauthor=False, roaming=True))


def state_dir() -> Path:
    """Where the history, the log and what else comes and goes are. The folder may not exist yet."""
    return _usable(platformdirs.user_state_dir(_APPLICATION, appauthor=False))


def _usable(folder: str) -> Path:
    """Somebody without a home gets a place where reading finds nothing and writing fails with a clear error."""
    path = Path(folder)
    return path if path.is_absolute() else Path(os.devnull) / _APPLICATION
