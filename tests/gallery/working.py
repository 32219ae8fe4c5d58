"""What is named as working in place of what fails, in one line: as the page of what fails says it."""

from collections.abc import Sequence

from dialtone.explain.explainer import Explainer
from dialtone.explain.ranking import fails_here
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus


def works_here(explainer: Explainer, verdicts: Sequence[MessengerVerdict]) -> str:
    failing = next((one for one in verdicts if fails_here(one)), None)
    if failing is None:
        return ""
    words = explainer.explain_messenger(failing, NetworkVerdict(NetworkStatus.ONLINE), (), verdicts)
    return " ".join(way.title for way in words.ways if way.guidance is None)
