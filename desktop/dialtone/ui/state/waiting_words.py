"""What a row says until there is a verdict: what was last seen here and when, else whether it is being asked."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from dialtone.explain.past import Past
from dialtone.ui.state.loaded_content import Words
from dialtone.ui.state.relative_time import ago


def waiting_words(words: Words, past: Past | None, name: str, *, pending: bool) -> str:
    """Return the short sentence of a row without a verdict."""
    if past is not None:
        said = QCoreApplication.translate("Window", "{when}: {state}")
        return said.format(when=ago(past.hour, datetime.now(UTC)), state=words.state(past.verdict, name))
    if pending:
        return QCoreApplication.translate("Window", "Checking…")
    return QCoreApplication.translate("Window", "Not checked yet")
