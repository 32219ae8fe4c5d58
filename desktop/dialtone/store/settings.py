"""The person's settings. Nothing that cannot be read is overwritten, and keys of other versions are kept."""

import errno
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import asdict

from dialtone.model.file_fields import CountryCodeOrEmpty
from dialtone.model.frozen import Frozen
from dialtone.model.trouble import TroubleError, TroubleKind, os_errors_as_trouble
from dialtone.store.atomic import hold_write_lock, write_atomically
from dialtone.store.data_folders import SETTINGS_FILE
from dialtone.store.own_files import make_private, read_capped, set_aside
from dialtone.store.strict import StrictError, convert, quote

log = logging.getLogger(__name__)
_TimeOfDay = Annotated[str, Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?\Z")]
_Coordinate = Annotated[int, Meta(gt=-(2**15), lt=2**15)]
"""Every window system accepts these: those of X11 have 16 bits."""


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
    country: CountryCodeOrEmpty = ""
    """Chosen by the person, never looked up. ISO 3166 alpha-2."""
    first_run_done: bool = False
    window: tuple[_Coordinate, _Coordinate, _Coordinate, _Coordinate] | None = None
    """Left, top, width and height, as the person left it."""
    watch_minutes: Annotated[int, Meta(ge=0, le=10_080)] = 0
    """Minutes between automatic checks while Dialtone runs, at most a week; 0 (the default) for none."""
    watch_on_metered: bool = False
    notify: bool = True
    """Whether to announce that a messenger fails or works again."""
    quiet_from: _TimeOfDay = ""
    quiet_to: _TimeOfDay = ""
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
    """Return the settings in `folder`, or the defaults for those that cannot be read, which is reported, or logged.

    A wrong value resets only its own setting, and the file is set aside. Where nothing can be read the quiet profile is
    on: perhaps it was, and a check of everything that is installed can endanger the person.
    """
    path = folder / SETTINGS_FILE
    raw: dict[str, object] = {}
    try:
        raw = _read_raw(path)
        return _convert_known(raw)
    except OSError as error:
        report(TroubleError(TroubleKind.QUIET_PROFILE_ASSUMED, path, error.strerror))
        return Settings(quiet_profile=True)
    except StrictError as error:
        valid = _keep_valid(raw) if raw else Settings(quiet_profile=True)
        is_assumed_quiet = valid.quiet_profile and raw.get("quiet_profile") is not True
        kind = TroubleKind.QUIET_PROFILE_ASSUMED if is_assumed_quiet else TroubleKind.SETTINGS_IGNORED
        report(_set_aside(path, error, kind))
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
    """Write the settings, or only what changed since `before`: the settings as this process last read or wrote them.

    What another process changed meanwhile is kept then. Keys that only other versions know are kept in any case.
    Raises `TroubleError`, also if an existing file cannot be read: the settings in it would be lost.
    """
    path = folder / SETTINGS_FILE
    with suppress(OSError):  # if the folder cannot be made, writing the file fails too, and that raises
        make_private(folder)
    with hold_write_lock(folder):
        raw = _read_or_set_aside(path)
        new = asdict(settings)
        if before is not None:
            stored = asdict(_convert_stored(raw, before))
            new = _merge(stored, asdict(before), new)
        text = json.dumps(raw | new, ensure_ascii=False, indent=2)
        write_atomically(path, (text + "\n").encode("utf-8", "replace"))


def _read_or_set_aside(path: Path) -> dict[str, object]:
    """Return the contents of the file; empty without one, or if it is broken and was set aside."""
    try:
        with os_errors_as_trouble(path, TroubleKind.NOT_WRITTEN):
            return _read_raw(path)
    except StrictError as error:
        log.warning(_set_aside(path, error, TroubleKind.SETTINGS_IGNORED))
        return {}


def _convert_stored(raw: Mapping[str, object], otherwise: Settings) -> Settings:
    """Return the settings in a file's contents; `otherwise` if they contain no setting, or a wrong value."""
    is_known = any(key in Settings.__struct_fields__ for key in raw)
    try:
        return _convert_known(raw) if is_known else otherwise
    except StrictError:
        return otherwise


def _merge(
    stored: Mapping[str, object], before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, object]:
    """Return the stored settings with the changes between `before` and `after` applied."""
    changed = [key for key in stored if before[key] != after[key]]
    return {**stored, **{key: _merge_value(stored[key], before[key], after[key]) for key in changed}}


def _merge_value(stored: object, before: object, after: object) -> object:
    """Return the value of one setting; to a table or a list of texts, only the additions and removals are applied."""
    match stored, before, after:
        case dict(), dict(), dict():
            added = {key: value for key, value in after.items() if before.get(key) != value}
            return {key: value for key, value in stored.items() if key in after or key not in before} | added
        case tuple(), tuple(), tuple() if all(isinstance(item, str) for item in (*stored, *before, *after)):
            return (*after, *(item for item in stored if item not in before and item not in after))
    return after


def _read_raw(path: Path) -> dict[str, object]:
    """Return a file's contents as plain data; empty without one, when nothing was ever saved.

    Raises `OSError`, and `StrictError` if it is not a JSON object.
    """
    try:
        raw = json.loads(read_capped(path))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise StrictError("the file is too large") from None
        raise
    except (ValueError, RecursionError) as error:
        raise StrictError(f"this is not JSON ({quote(str(error))})") from None
    if not isinstance(raw, dict):
        raise StrictError("this is not a JSON object")
    return raw


def _set_aside(path: Path, problem: StrictError, kind: TroubleKind) -> TroubleError:
    """Rename a file with a problem; return the problem and the new name, to be reported as this kind of trouble."""
    try:
        result = f"it is kept as {set_aside(path)}"
    except OSError as error:
        result = f"it cannot be set aside ({error.strerror})"
    return TroubleError(kind, path, f"{problem}; {result}")
