"""What advice may never say, and what stands beside a step: the facts, in every language, however they are worded."""

import re
import tomllib
from datetime import date

import pytest

from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import Person
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkStatus,
)
from dialtone.store.guidance_file import load_guidance
from explain.shipped import does_not_in_russia
from spoken import EXAMPLES, RESOURCES

LANGUAGES = EXAMPLES
RECORD = tomllib.loads((RESOURCES.parent / "docs" / "sources" / "guidance.toml").read_text("utf-8"))["sources"]
TODAY = date(2026, 11, 24)
ADVICE = {language: {entry.id: entry for entry in load_guidance(RESOURCES, language)} for language in LANGUAGES}
RUSSIA = {"en": "Russia", "ru": "Росси", "fa": "روسیه"}
FEBRUARY, MAY, YEAR = (
    {"en": "February", "ru": "феврал", "fa": "فوریه"},
    {"en": "May", "ru": "ма[ея]", "fa": "مهٔ"},
    {"en": "2026", "ru": "2026", "fa": "۲۰۲۶"},
)

every_language = pytest.mark.parametrize("language", LANGUAGES)


def said(entry: GuidanceEntry) -> str:
    local = (words for one in entry.local for words in (one.risk, one.does_not))
    return "\n".join((entry.title, entry.risk, *entry.steps, entry.does_not, *local))


def has_source(entry: GuidanceEntry, part: str) -> bool:
    return any(part in one["address"] and entry.id in one["entries"] for one in RECORD)


@every_language
@pytest.mark.parametrize("name", ["signal-phone-switch", "signal-relay-calls"])
def test_what_failed_in_russia_is_told_where_it_is_advised(name: str, language: str) -> None:
    """In February 2026 calls failed there with both settings on (Signal-Android, 14576)."""
    entry = ADVICE[language][name]
    for word in (RUSSIA, FEBRUARY, YEAR):
        assert re.search(word[language], does_not_in_russia(entry))
    assert has_source(entry, "Signal-Android/issues/14576")


@every_language
def test_signals_switch_is_no_promise(language: str) -> None:
    """In May 2026 it was found and cut off there, and registering again failed (Signal-Android, 14767)."""
    entry = ADVICE[language]["signal-phone-switch"]
    assert re.search(MAY[language], does_not_in_russia(entry))
    assert has_source(entry, "Signal-Android/issues/14767")
    kept = {"en": "reinstall", "ru": "не переустанавливайте", "fa": "دوباره نصبش نکنید"}
    assert kept[language] in entry.risk
    own_number = {"en": "may not turn on by itself", "ru": "может не включиться", "fa": "شاید برای شمارهٔ شما"}
    assert own_number[language] in entry.does_not


@every_language
def test_in_kazakhstan_nobody_is_told_that_interception_is_unproved(language: str) -> None:
    """OONI measured it there up to June 2024, on at least 14 sites and 19 networks."""
    functions = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,)),)
    swapped = MessengerVerdict(
        "telegram", "Telegram", MessengerStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, functions
    )
    entries = tuple(ADVICE[language].values())

    def shown(country: str, today: date = TODAY) -> list[GuidanceEntry]:
        online = NetworkVerdict(NetworkStatus.ONLINE)
        found = find_fitting_advice(entries, swapped, online, Person(today, country, "windows"))
        return [entry for entry in found if entry.id.startswith("state-root-certificate")]

    unproved = {"en": "no proof", "ru": "Доказательств", "fa": "مدرکی"}
    (kazakh,) = shown("KZ")
    assert unproved[language] not in said(kazakh)
    assert "OONI" in kazakh.risk
    assert has_source(kazakh, "ooni.org/post/2024-kazakhstan-report")
    assert [entry.id for entry in shown("KZ", date(2027, 1, 10))] == [kazakh.id]
    assert unproved[language] in said(shown("RU")[0])
    assert not shown("")


@every_language
def test_whoever_tells_the_provider_knows_what_that_gives_away(language: str) -> None:
    """As it was found: where using a messenger is punished, "tell your internet provider what you saw" had no risk."""
    entry = ADVICE[language]["another-network"]
    messenger = {"en": "messenger you use", "ru": "мессенджером вы пользуетесь", "fa": "پیام‌رسان استفاده می‌کنید"}
    assert messenger[language] in entry.risk


@every_language
def test_a_mail_to_gettor_names_the_system(language: str) -> None:
    """The robot answers only where the mail holds the name of a system."""
    told = [step for entry in ADVICE[language].values() for step in entry.steps if "gettor@torproject.org" in step]
    assert told
    for step in told:
        assert all(system in step for system in ("Windows", "macOS", "Linux")), step


@every_language
def test_a_link_from_a_friend_is_no_proof(language: str) -> None:
    """Stolen accounts write to friends. What is handed over in person is another matter."""
    entry = ADVICE[language]["links-from-strangers"]
    (step,) = (step for step in entry.steps if "tg://proxy" in step)
    friend = {"en": r"\bfriend", "ru": r"\bдруг", "fa": "دوست"}
    in_person = {"en": "in person", "ru": "лично", "fa": "حضوری"}
    assert not re.search(friend[language], step)
    assert in_person[language] in step
    newer_ask = {"en": r"newer ones ask", "ru": r"новые сначала спрашивают", "fa": r"تازه اول می‌پرسند"}
    assert re.search(newer_ask[language], entry.risk)


SECOND_PASSWORD = re.compile(r"second password|втор\w+ парол|رمز دوم", re.IGNORECASE)
"""No app calls it so; in Iran it is the PIN that a bank card has for the internet."""


def test_nobody_is_sent_to_look_for_a_second_password() -> None:
    files = [path for path in (RESOURCES / "languages").rglob("*.t[os]*") if path.name != "language.toml"]  # it bans it
    assert files
    assert [path.name for path in files if SECOND_PASSWORD.search(path.read_text("utf-8"))] == []


@every_language
@pytest.mark.parametrize("name", ["account-taken", "prepare-ahead", "telegram-own-app"])
def test_the_second_step_has_the_name_that_apps_give_it(name: str, language: str) -> None:
    words = {"en": "two-step verification", "ru": "двухэтапную проверку", "fa": "تأیید دومرحله‌ای"}
    assert any(words[language] in step for step in ADVICE[language][name].steps)


@every_language
@pytest.mark.parametrize("name", [entry for entry in ADVICE["en"] if entry.startswith("encrypted-")])
def test_who_changes_how_addresses_are_looked_up_is_told_the_way_back(name: str, language: str) -> None:
    """Where the network cuts such services off, a typed address takes the whole internet away."""
    entry = ADVICE[language][name]
    assert re.match(
        {"en": "If sites stop", "ru": "Если сайты перестали", "fa": "اگر دیگر سایتی"}[language], entry.steps[-1]
    )
    cut_off = {"en": "services are blocked too", "ru": "тоже блокируют", "fa": "هم مسدودند"}
    assert cut_off[language] in entry.does_not


@every_language
def test_signal_is_offered_no_web_version(language: str) -> None:
    """It has none: its site only gives the app."""
    web = {"en": "web version|Tor Browser", "ru": "веб-версию|Tor Browser", "fa": "نسخهٔ وب|مرورگر تور"}
    for cause in Cause:
        seen = (Evidence(EvidenceKind.NAME_MISSING), Evidence(EvidenceKind.GREETING_ANSWERED))
        functions = tuple(FunctionVerdict(f, FunctionStatus.BLOCKED, (cause,), evidence=seen) for f in Function)
        about = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (cause,), Confidence.LIKELY, functions)
        for entry in ADVICE[language].values():
            system = (entry.when.platforms or ("linux",))[0]
            found = find_fitting_advice(
                (entry,), about, NetworkVerdict(NetworkStatus.ONLINE), Person(TODAY, platform=system)
            )
            assert not (found and re.search(web[language], said(entry))), (cause, entry.id)
