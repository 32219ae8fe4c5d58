"""The explainer in English, on the day of the pictures."""

from datetime import UTC, datetime

from dialtone.explain.explainer import Explainer
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from named import named
from ui.examples import MESSENGERS, RESOURCES

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
WORDS = named(
    Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), NOW.date()),
    {messenger.id: messenger.name for messenger in MESSENGERS},
)
