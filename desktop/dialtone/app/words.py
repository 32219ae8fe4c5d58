"""Makes the words for verdicts from what was loaded, as the terminal's commands and the window do."""

from datetime import UTC, datetime

from dialtone.explain.explainer import Explainer
from dialtone.model.catalogue import Messenger
from dialtone.model.wording import Wording
from dialtone.store.content import Knowledge


def make_explainer(
    wording: Wording, known: Knowledge, messengers: tuple[Messenger, ...], country: str = "", platform: str = ""
) -> Explainer:
    """Return an explainer for a person who reads today. `messengers`: the catalogue's, with the person's servers."""
    today = datetime.now(UTC).astimezone().date()
    facts = (known.guidance, today, country, platform, known.situations, messengers, known.order, known.countries)
    return Explainer(wording, *facts)
