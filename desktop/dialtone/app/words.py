"""Makes the explainer from loaded content, for the terminal's commands and for the window."""

from datetime import UTC, datetime

from dialtone.explain.explainer import Explainer
from dialtone.model.catalogue import Messenger
from dialtone.model.wording import Wording
from dialtone.store.content import Knowledge


def make_explainer(
    wording: Wording, known: Knowledge, messengers: tuple[Messenger, ...], country: str = "", platform: str = ""
) -> Explainer:
    """Return an explainer for today. `messengers`: with the person's servers; `country`, `platform`: may be empty."""
    return Explainer(
        wording,
        known.guidance,
        today=datetime.now(UTC).astimezone().date(),
        country=country,
        platform=platform,
        situations=known.situations,
        messengers=messengers,
        order=known.order,
        countries=known.countries,
    )
