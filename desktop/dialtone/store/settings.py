"""What the person chose. A broken file is set aside, never overwritten; keys of other versions are kept."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from dialtone.store.atomic import write_atomically
from dialtone.store.broken_file import set_aside
from dialtone.store.capped_file import FileTooLargeError, read_capped
from dialtone.store.data_folders import SETTINGS_FILE
from dialtone.store.strict import StrictError, convert, show

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices, each with a default that suits a person who never opens the settings."""

    language: str = ""
    """Empty: the system's."""
    messengers_added: tuple[str, ...] = ()
    messengers_hidden: tuple[str, ...] = ()
    servers: Mapping[str, str] = field(default_factory=dict)
    """The person's own server of a messenger that has none (its id): `chat.example.org`, `chat.example.org:8443`."""
    country: str = ""
    """Chosen by the person, never looked up. ISO 3166 alpha-2."""
    first_run_done: bool = False
    window: tuple[int, int, int, int] | None = None
    """Left, top, width and height, as the person left it."""
    watch_minutes: int = 0
    """Minutes between automatic checks while Dialtone runs; 0 (the default) for none."""
    watch_on_metered: bool = False
    notify: bool = True
    """Whether to announce that something stops or works again."""
    quiet_from: str = ""
    quiet_to: str = ""
    """`HH:MM` both, or both empty: nothing is announced in between."""
    muted: tuple[str, ...] = ()
    """Messengers whose changes are not announced."""
    keep_history: bool = True
    quiet_profile: bool = False
    """Only what is ticked is asked, slowly and on request; nothing is kept, and notices hold no names."""
    quiet_messengers: tuple[str, ...] = ()
    """What is ticked for it."""
    mirrors: tuple[str, ...] = ()
    """The person's mirrors with updates of catalogue and advice; contacted only on request."""


def load_settings(folder: Path) -> Settings:
    """Return the settings kept in `folder`, or the defaults where none can be read."""
    path = folder / SETTINGS_FILE
    try:
        raw = _read(path)
        known = {f.name for f in fields(Settings)}
        return convert({key: value for key, value in raw.items() if key in known}, Settings)
    except OSError as error:
        if path.exists():
            log.warning("%s: the settings cannot be read (%s); the defaults are used", path, error.strerror)
    except StrictError as error:
        log.warning("%s: %s; %s, and the defaults are used", path, error, _set_aside(path))
    return Settings()


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings. Keys of other versions stay. Raises `WriteError`."""
    path = folder / SETTINGS_FILE
    try:
        raw = _read(path)
    except OSError:
        raw = {}
    except StrictError as error:
        log.warning("%s: %s; %s", path, error, _set_aside(path))
        raw = {}
    text = json.dumps(raw | asdict(settings), ensure_ascii=False, indent=2)
    write_atomically(path, (text + "\n").encode("utf-8", "replace"))


def _read(path: Path) -> dict[str, object]:
    try:
        raw = json.loads(read_capped(path))
    except FileTooLargeError:
        raise StrictError("the file is too large") from None
    except (ValueError, RecursionError) as error:
        raise StrictError(f"this is not JSON ({show(str(error))})") from None
    if not isinstance(raw, dict):
        raise StrictError("this is not a table of settings")
    return raw


def _set_aside(path: Path) -> str:
    """Set a broken file aside; return a line about it."""
    try:
        return f"it is kept as {set_aside(path)}"
    except OSError as error:
        return f"it cannot be set aside ({error.strerror})"
