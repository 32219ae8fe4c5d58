"""The person's settings. A broken file is set aside, never overwritten; keys of other versions are kept."""

import errno
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeGuard

from msgspec import field
from msgspec.structs import asdict

from dialtone.model.frozen import Frozen
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.atomic import hold_write_lock, write_atomically
from dialtone.store.data_folders import SETTINGS_FILE
from dialtone.store.own_files import make_private, read_capped, set_aside
from dialtone.store.strict import StrictError, convert, quote

log = logging.getLogger(__name__)


class Settings(Frozen):
    """The settings, each with a default that suits a person who never opens them."""

    language: str = ""
    """Empty: the system's."""
    scheme: str = ""
    """`light` or `dark`; empty: the system's."""
    messengers_added: tuple[str, ...] = ()
    messengers_hidden: tuple[str, ...] = ()
    servers: Mapping[str, str] = field(default_factory=dict)
    """The person's own server for a messenger without one (its id): `chat.example.org`, `chat.example.org:8443`."""
    country: str = ""
    """Chosen by the person, never looked up. ISO 3166 alpha-2."""
    first_run_done: bool = False
    window: tuple[int, int, int, int] | None = None
    """Left, top, width and height, as the person left it."""
    watch_minutes: int = 0
    """Minutes between automatic checks while Dialtone runs; 0 (the default) for none."""
    watch_on_metered: bool = False
    notify: bool = True
    """Whether to announce that a messenger fails or works again."""
    quiet_from: str = ""
    quiet_to: str = ""
    """Both `HH:MM`, or both empty: nothing is announced in between."""
    muted: tuple[str, ...] = ()
    """Messengers whose changes are not announced."""
    keep_history: bool = True
    quiet_profile: bool = False
    """Only ticked messengers are checked, slowly and on request; nothing is saved, and notices contain no names."""
    quiet_messengers: tuple[str, ...] = ()
    """The messengers ticked for it."""
    mirrors: tuple[str, ...] = ()
    """The person's mirrors with updates of catalogue and advice; contacted only on request."""


def load_settings(folder: Path, report: Callable[[TroubleError], object] = log.warning) -> Settings:
    """Return the settings in `folder`, or the defaults if they cannot be read, which is reported: by default, logged.

    A wrong value resets only its own setting: the quiet profile must not end because of another one. Then the file is
    set aside, and a new one is written with the valid settings. Where none in it is valid the quiet profile is on.
    """
    path = folder / SETTINGS_FILE
    raw: dict[str, object] = {}
    try:
        raw = _read_raw(path)
        return _convert_known(raw)
    except (FileNotFoundError, NotADirectoryError):
        pass  # nothing was ever saved
    except OSError as error:
        report(TroubleError(TroubleKind.SETTINGS_IGNORED, path, error.strerror))
    except StrictError as error:
        raw = raw or {"quiet_profile": None}  # nothing can be read: perhaps it was on
        report(_set_aside(path, error))
    valid = _keep_valid(raw)
    if valid != Settings():
        with suppress(TroubleError):  # on a read-only disk they still hold for this run
            save_settings(folder, valid)
    return valid


def _convert_known(raw: Mapping[str, object]) -> Settings:
    return convert({key: value for key, value in raw.items() if key in Settings.__struct_fields__}, Settings)


def _keep_valid(raw: Mapping[str, object]) -> Settings:
    """Return the settings in a file, with the default for each wrong value; a wrong quiet profile counts as on."""
    valid: dict[str, object] = {"quiet_profile": True} if "quiet_profile" in raw else {}
    for key, value in raw.items():
        with suppress(StrictError):
            _convert_known({key: value})
            valid[key] = value
    return _convert_known(valid)


def save_settings(folder: Path, settings: Settings, before: Settings | None = None) -> None:
    """Write the settings, or only their differences from `before`, as this process last read or wrote them.

    So changes by another process are kept, and keys of other versions. Raises `TroubleError`.
    """
    with suppress(OSError):  # then writing fails too, and raises
        make_private(folder)
    with hold_write_lock(folder):
        raw = _read_stored(folder)
        changed = asdict(settings) if before is None else _merge(asdict(_convert_stored(raw, before)), before, settings)
        text = json.dumps(raw | changed, ensure_ascii=False, indent=2)
        write_atomically(folder / SETTINGS_FILE, (text + "\n").encode("utf-8", "replace"))


def _read_stored(folder: Path) -> dict[str, object]:
    """Return the contents of the file; empty without one. A broken file is set aside, so that it is not overwritten."""
    path = folder / SETTINGS_FILE
    try:
        return _read_raw(path)
    except OSError:
        return {}
    except StrictError as error:
        log.warning(_set_aside(path, error))
        return {}


def _convert_stored(raw: Mapping[str, object], otherwise: Settings) -> Settings:
    """Return the settings in a file's contents; `otherwise` if they contain no setting, or a wrong value."""
    is_known = any(key in Settings.__struct_fields__ for key in raw)
    try:
        return _convert_known(raw) if is_known else otherwise
    except StrictError:
        return otherwise


def _merge(stored: Mapping[str, object], before: Settings, after: Settings) -> dict[str, object]:
    old, new = asdict(before), asdict(after)
    return {
        key: _merge_value(value, old[key], new[key]) if old[key] != new[key] else value for key, value in stored.items()
    }


def _merge_value(stored: object, before: object, after: object) -> object:
    """Return the value of one setting; to a table or a list, only the additions and removals are applied."""
    if isinstance(stored, Mapping) and isinstance(before, Mapping) and isinstance(after, Mapping):
        added = {key: value for key, value in after.items() if before.get(key) != value}
        return {key: value for key, value in stored.items() if key in after or key not in before} | added
    if _is_text_list(stored) and _is_text_list(before) and _is_text_list(after):
        return (*after, *(item for item in stored if item not in before and item not in after))
    return after


def _is_text_list(value: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _read_raw(path: Path) -> dict[str, object]:
    """Return a file's contents as plain data. Raises `OSError`, and `StrictError` if it is not a JSON object."""
    try:
        raw = json.loads(read_capped(path))
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise StrictError("the file is too large") from None
        raise
    except (ValueError, RecursionError) as error:
        raise StrictError(f"this is not JSON ({quote(str(error))})") from None
    if not isinstance(raw, dict):
        raise StrictError("this is not a table of settings")
    return raw


def _set_aside(path: Path, problem: StrictError) -> TroubleError:
    """Rename a file with a problem; return the problem and the new name, to be reported."""
    try:
        result = f"it is kept as {set_aside(path)}"
    except OSError as error:
        result = f"it cannot be set aside ({error.strerror})"
    return TroubleError(TroubleKind.SETTINGS_IGNORED, path, f"{problem}; {result}")
