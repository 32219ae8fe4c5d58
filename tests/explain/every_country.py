"""The shipped words of every country and language, and the names of tools that some of them may not say."""

import re
from datetime import date

from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import replace
from dialtone.model.situation import CountryRecord
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import load_wording
from explain.shipped import CATALOGUE, ORDER
from spoken import EXAMPLES, RESOURCES

LANGUAGES = EXAMPLES
TODAY = date(2026, 11, 29)
NAMES = re.compile(
    r"\bTor\b|\bтор\b|(?<!\w)تور(?!\w)|Psiphon|Псифон|سایفون|Lantern|Proton|پروتون|Amnezia|آمنزیا|Outline|اوتلاین"
    r"|\bmtg\b|Snowflake|WebTunnel|obfs4|torproject"
)
SHIPPED = {language: load_guidance(RESOURCES, language) for language in LANGUAGES}
RECORDS = {language: load_situations(RESOURCES, language) for language in LANGUAGES}
WORDING = {language: load_wording(RESOURCES, language) for language in LANGUAGES}


def explainer_of(country: str, language: str, today: date = TODAY, system: str = "windows") -> Explainer:
    records = as_known_on(today, RECORDS[language])
    about = (WORDING[language], SHIPPED[language], today, country, system, records, CATALOGUE.messengers)
    return Explainer(*about, order=ORDER)


def as_known_on(day: date, records: tuple[CountryRecord, ...]) -> tuple[CountryRecord, ...]:
    """Return the records as if they had been reviewed by then: no reader is on a day before what is known."""
    return tuple(replace(record, as_of=min(record.as_of, day)) for record in records)
