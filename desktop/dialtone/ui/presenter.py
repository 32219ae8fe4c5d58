"""From what is known to what is shown: rows, banner words, the page of one messenger. No widgets."""

from PySide6.QtCore import QCoreApplication

from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation, NetworkWords
from dialtone.ui.labels import status_word
from dialtone.ui.library import Library
from dialtone.ui.rows import Row
from dialtone.ui.screen_state import Known, Phase, ScreenState


class Presenter:
    """Words for one state after another; a verdict that did not change is not explained again."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._explained: dict[str, tuple[Known, Explanation]] = {}

    def explanation(self, state: ScreenState, messenger: str) -> Explanation | None:
        """The words for a messenger, where there is a verdict."""
        known = state.known.get(messenger)
        if known is None:
            return None
        network = known.network or state.network
        if network is None:
            return None
        before = self._explained.get(messenger)
        if before is not None and before[0] is known:
            return before[1]
        words = self._library.words.messenger(known.verdict, network, self._library.names, known.observations)
        self._explained[messenger] = (known, words)
        return words

    def network(self, state: ScreenState) -> NetworkWords | None:
        """The words for the ground."""
        return None if state.network is None else self._library.words.network(state.network)

    def rows(self, state: ScreenState, watched: tuple[str, ...]) -> tuple[Row, ...]:
        """The list: watched messengers first, the others under a heading."""
        near = [self._row(m, state, watched=True) for m in self._library.messengers if m.id in watched]
        if self._library.saved is not None:
            return tuple(near)
        far = [self._row(m, state, watched=False) for m in self._library.messengers if m.id not in watched]
        if not far:
            return tuple(near)
        title = QCoreApplication.translate("Window", "Not installed")
        return (*near, Row("heading-not-installed", title, heading=True), *far)

    def empty_note(self) -> str:
        """Why no messenger is in the list."""
        if self._library.sandbox:
            kind = {"flatpak": "Flatpak", "snap": "Snap"}[self._library.sandbox]
            return QCoreApplication.translate(
                "Window", "Dialtone runs as a {kind}. From inside one it cannot see which messengers are installed."
            ).format(kind=kind)
        return QCoreApplication.translate("Window", "No messengers found on this computer.")

    def _row(self, messenger: Messenger, state: ScreenState, *, watched: bool) -> Row:
        name = self._library.names.get(messenger.id, messenger.name)
        words = self.explanation(state, messenger.id)
        pending = messenger.id in state.pending
        status = words.status if words else "" if watched else "not_tested"
        short = words.state if words else _waiting(pending=pending)
        spoken = QCoreApplication.translate("Window", "{name}, {state}").format(
            name=name, state=status_word(status) if words else short
        )
        return Row(
            id=messenger.id,
            name=name,
            letter=messenger.letter,
            hue=messenger.hue,
            status=status,
            state=short,
            dimmed=pending and words is not None,
            spoken=spoken,
        )


def _waiting(*, pending: bool) -> str:
    if pending:
        return QCoreApplication.translate("Window", "Checking…")
    return QCoreApplication.translate("Window", "Not checked yet")


def state_sentence(state: ScreenState) -> str:
    """One sentence about the check itself, where it is not simply done."""
    match state.phase:
        case Phase.LOADING:
            return QCoreApplication.translate("Window", "Looking for messengers on this computer…")
        case Phase.CHECKING:
            return QCoreApplication.translate("Window", "Checking…")
        case Phase.CANCELLED:
            return QCoreApplication.translate("Window", "The check was cancelled.")
        case Phase.FAILED:
            return QCoreApplication.translate("Window", "The check stopped: Dialtone itself made a mistake.")
        case Phase.IDLE:
            return QCoreApplication.translate("Window", "Nothing has been checked yet.")
    return ""
