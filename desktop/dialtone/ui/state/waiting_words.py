"""What a row says until there is a verdict: what was last seen here and when, else whether it is being asked."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dialtone.explain.answers import answer_of
from dialtone.explain.past import Past
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.relative_time import ago
from dialtone.ui.state.result_state import row_words

_HOUR = timedelta(hours=1)


def waiting_words(content: LoadedContent, past: Past | None, *, pending: bool) -> str:
    """Return the short sentence of a row without a verdict."""
    if past is not None:
        answer = answer_of(past.verdict, NetworkVerdict(NetworkStatus.ONLINE))
        now, state = datetime.now(UTC), row_words(content, content.words, answer)
        if now - past.hour < _HOUR:  # the minute is not remembered
            return QCoreApplication.translate("Window", "In the last hour: {state}").format(state=state)
        said = QCoreApplication.translate("Window", "{when}: {state}")
        return said.format(when=ago(past.hour, now), state=state)
    if pending:
        return QCoreApplication.translate("Window", "Checking…")
    return QCoreApplication.translate("Window", "Not checked yet")
