"""What a row says until there is a verdict: what was last seen here and when, else whether it is being asked."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dialtone.explain.past import Past
from dialtone.ui.state.loaded_content import Words
from dialtone.ui.state.relative_time import ago

_HOUR = timedelta(hours=1)


def waiting_words(words: Words, past: Past | None, name: str, *, pending: bool) -> str:
    """Return the short sentence of a row without a verdict."""
    if past is not None:
        now, state = datetime.now(UTC), words.state(past.verdict, name)
        if now - past.hour < _HOUR:  # the minute is not remembered
            return QCoreApplication.translate("Window", "In the last hour: {state}").format(state=state)
        said = QCoreApplication.translate("Window", "{when}: {state}")
        return said.format(when=ago(past.hour, now), state=state)
    if pending:
        return QCoreApplication.translate("Window", "Checking…")
    return QCoreApplication.translate("Window", "Not checked yet")
