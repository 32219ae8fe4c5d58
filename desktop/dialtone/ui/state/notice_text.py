"""The text of a notice: what changed, how long what is back was gone, and the whole in one line."""

from collections.abc import Mapping, Sequence
from datetime import date

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import nameless_lines, notice_lines, say_gone


def notice_of(
    words: Explainer, changes: Sequence[Change], names: Mapping[str, str], whole: str, today: date, *, quiet: bool
) -> tuple[str, ...]:
    """Return the lines. `quiet`: no messenger is named."""
    if quiet:
        return nameless_lines(words.sentences)
    absences = {change.messenger: change.gone for change in changes if change.gone is not None}

    def gone(messenger: str) -> str:
        return say_gone(words.sentences, absences[messenger], today) if messenger in absences else ""

    lines = notice_lines(words.sentences, [change.verdict for change in changes], names, words.readers, gone)
    return (*lines, *([whole] if lines and whole else []))
