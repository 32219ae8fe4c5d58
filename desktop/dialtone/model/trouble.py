"""What can go wrong with a file, an update, or this computer's settings: a kind and its subject, without words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from dialtone.model.untrusted_text import sanitize

_LONGEST = 300
_LONGEST_PLACE = 1000


class TroubleKind(StrEnum):
    """One value per sentence that can be shown to a person."""

    # a file, whatever is in it
    NOT_READ = "not_read"
    NOT_WRITTEN = "not_written"
    NOT_REMOVED = "not_removed"
    MISSING = "missing"
    NOT_ALLOWED = "not_allowed"
    DISK_FULL = "disk_full"
    TOO_LARGE = "too_large"
    EXISTS = "exists"
    # a saved check
    NOT_A_CHECK = "not_a_check"
    CHECK_NEWER = "check_newer"
    CHECK_DAMAGED = "check_damaged"
    # the history
    HISTORY_NEWER = "history_newer"
    HISTORY_BUSY = "history_busy"
    HISTORY_FAILED = "history_failed"
    # an update of catalogue and advice
    NOT_AN_UPDATE = "not_an_update"
    UPDATE_EXPIRED = "update_expired"
    UPDATE_OLDER = "update_older"
    UPDATE_IN_USE = "update_in_use"
    UPDATE_NOT_SIGNED = "update_not_signed"
    UPDATE_DAMAGED = "update_damaged"
    UPDATE_TOO_LARGE = "update_too_large"
    UPDATE_UNUSABLE = "update_unusable"
    UPDATE_MISSING = "update_missing"
    UPDATES_WITHOUT_KEY = "updates_without_key"
    NOT_A_PACKAGE = "not_a_package"
    NOTHING_TO_GIVE = "nothing_to_give"
    # this program and this computer
    OWN_FILES = "own_files"
    UNEXPECTED = "unexpected"
    """A bug: an error that no code of Dialtone expects."""
    AUTOSTART_REFUSED = "autostart_refused"
    NOT_IN_APPLICATIONS = "not_in_applications"
    OUTPUT_LOST = "output_lost"
    RUNS_UNANSWERED = "runs_unanswered"
    """Dialtone runs already, and does not answer."""
    NO_WINDOW = "no_window"
    WINDOW_MISSING = "window_missing"
    """The part with the window is not installed; the place is the command that installs it."""
    LIBRARY_MISSING = "library_missing"
    SETTINGS_IGNORED = "settings_ignored"
    QUIET_PROFILE_ASSUMED = "quiet_profile_assumed"
    """Settings are ignored, and the quiet profile is on, since it may have been."""
    ADVICE_IGNORED = "advice_ignored"


class TroubleError(Exception):
    """Something cannot be done, and the person must be told why.

    `place`: the file, folder or host. `detail`: the message of a library or the system, in one line.
    The text of the exception is one line for the log.
    """

    def __init__(self, kind: TroubleKind, place: object = "", detail: object = "") -> None:
        self.kind = kind
        is_command = kind is TroubleKind.WINDOW_MISSING  # one of ours: its quotation marks belong to it
        self.place = str(place) if is_command else sanitize(str(place), _LONGEST_PLACE)
        self.detail = sanitize(" ".join(str(detail).split()), _LONGEST)
        description = kind.value.replace("_", " ")
        super().__init__(": ".join(part for part in (self.place, description, self.detail) if part))


_BY_NUMBER = {
    errno.ENOENT: TroubleKind.MISSING,
    errno.EACCES: TroubleKind.NOT_ALLOWED,
    errno.EPERM: TroubleKind.NOT_ALLOWED,
    errno.EROFS: TroubleKind.NOT_ALLOWED,
    errno.ENOSPC: TroubleKind.DISK_FULL,
    errno.EDQUOT: TroubleKind.DISK_FULL,
}


@contextmanager
def os_errors_as_trouble(place: object, otherwise: TroubleKind) -> Iterator[None]:
    """Turn an `OSError` in the block into a `TroubleError` about this place, of the kind that `kind_of` returns."""
    try:
        yield
    except OSError as error:
        raise TroubleError(kind_of(error, otherwise), place, error.strerror) from None


def kind_of(error: OSError, otherwise: TroubleKind) -> TroubleKind:
    """Return why the system refused; `otherwise` where its error number does not say."""
    if error.errno == errno.EFBIG and otherwise is TroubleKind.NOT_READ:
        return TroubleKind.TOO_LARGE
    return _BY_NUMBER.get(error.errno or 0, otherwise)
