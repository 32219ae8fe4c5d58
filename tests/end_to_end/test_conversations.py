"""Five people who want a conversation tonight: from Start to the way, in their language, its steps and words counted.

Each is a check that was recorded in the lab, judged by today's rules, and read as the terminal prints it. A story ends
with the way that needs nothing the person lacks; what must be read before it is counted, and warnings come first.
"""

import io
import re
from dataclasses import dataclass, field

import pytest

from dialtone.cli import run
from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check
from judge.recorded import recorded_checks
from ready_session import let_check, of_these
from shipped_catalogue import shipped_catalogue

_STEP = re.compile(r"^\s+[\d۰-۹]+\. ")
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True)
class Story:
    """One of the five."""

    name: str
    network: str
    language: str
    country: str
    messengers: tuple[str, ...]
    way: str
    """What the way that leads to a conversation is called, as its heading begins."""
    first_step: str
    warning: str
    """What must stand before that step."""
    most_words: int
    """From the first word to the end of that step."""
    presses: int
    """What the person does after Start, by the steps that are printed."""
    answers: str = ""
    """What is typed for `--reach`; empty where nobody is asked for."""
    never: tuple[str, ...] = field(default=())
    """What must not come before it."""


STORIES = (
    Story(
        "WhatsApp in Kazan",
        "russia-2026",
        "ru",
        "RU",
        ("whatsapp",),
        "Позвоните по телефону",
        "Позвоните по телефону или отправьте SMS.",
        "Оператор связи и государство могут слушать звонки",
        150,
        2,
        never=("VPN, которому вы уже доверяете",),
    ),
    Story(
        "Telegram on a computer in Tehran",
        "iran-2026",
        "fa",
        "IR",
        ("telegram",),
        "تلفن بزنید",
        "تلفن بزنید یا پیامک بفرستید.",
        "شرکت مخابرات و حکومت می‌توانند تماس معمولی را بشنوند",
        180,
        2,
        never=("وی‌پی‌انی که از پیش به آن اعتماد دارید",),
    ),
    Story(
        "WhatsApp calls from Dubai",
        "emirates-2026",
        "en",
        "AE",
        ("whatsapp",),
        "Calling apps that had a licence in your country",
        "In the Emirates: Microsoft Teams, Zoom, Google Meet or Botim.",
        "calls through a VPN can bring at least a year in detention",
        330,
        3,
        answers="IN\nwhatsapp\nc\n",
        never=("A VPN that you already trust",),
    ),
    Story(
        "relatives in Ashgabat",
        "clean",
        "ru",
        "",
        ("whatsapp", "telegram", "signal"),
        "Позвоните по телефону",
        "Позвоните по телефону или отправьте SMS.",
        "в Туркменистане закрыто",
        130,
        2,
        answers="TM\n\n\n",
        never=("Работает здесь и, как известно, там", "VPN"),
    ),
    Story("Minsk", "clean", "ru", "BY", ("telegram",), "Telegram", "", "За Telegram здесь могут наказать", 110, 0),
)


@pytest.fixture(scope="module")
def checks() -> dict[str, Check]:
    wanted, catalogue = {story.network for story in STORIES}, shipped_catalogue()
    return {name: judge_again(check, catalogue) for name, check in recorded_checks() if name in wanted}


def told(story: Story, check: Check, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that the terminal prints after Start."""
    let_check(monkeypatch, lambda _session, messengers, _settled: of_these(check, messengers))
    monkeypatch.setattr("sys.stdin", io.StringIO(story.answers))
    country = ["--country", story.country] if story.country else []
    asked = ["--reach"] if story.answers else []
    run(["check", *story.messengers, "--lang", story.language, *country, *asked])
    return capsys.readouterr().out.splitlines()


def plain(lines: list[str]) -> str:
    marks = dict.fromkeys(map(ord, "\u200f\u200e\u2066\u2067\u2068\u2069"))
    return " ".join(" ".join(lines).translate(marks).split())


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_from_start_to_a_conversation(
    story: Story, checks: dict[str, Check], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(story, checks[story.network], monkeypatch, capsys)
    text = plain(lines)
    heading = text.index(story.way)
    step = text.index(story.first_step, heading) if story.first_step else len(text)
    assert text.index(story.warning) < step, text
    words = len(_WORD.findall(text[: step + len(story.first_step)]))
    assert words <= story.most_words, (words, text)
    assert not [one for one in story.never if one in text[:step]], text
    begins = next(number for number, line in enumerate(lines) if story.way in plain([line]))
    steps = 0
    for line in lines[begins + 1 :]:
        if _STEP.match(line):
            steps += 1
        elif steps and line.strip().startswith(("dialtone advice", "\u2066dialtone advice")):
            break
    assert steps == story.presses, (steps, lines[begins:])
    print(f"| {story.name} | {story.language} | {story.way} | {steps} | {words} |")
