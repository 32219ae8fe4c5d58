"""What the house rules of the words allow: in every language, and in each by the `[rules]` of its `language.toml`."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import field

from dialtone.model.frozen import Frozen
from dialtone.store.strict import convert
from dialtone.store.wording_file import read_language
from spoken import RESOURCES

GREGORIAN = re.compile(r" \((?:[۰-۹]+ )?\S+ [۰-۹]+\)")  # the second calendar's date: it is passed over, not read
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|「[^」]*」|Censorship circumvention|WebTunnel|get transport webtunnel")
"""Menu words stand as the app has them, and what a robot reads as it needs it."""
ANYWHERE = {r"\b(\w{2,})\s+\1\b": "a word stands twice", r"\.\.\.|\s--?\s": "typed marks instead of … and —"}
COMMAND = re.compile(r"\bpipx install '[^']*'")  # what is typed in a terminal keeps the terminal's own marks


class Rules(Frozen):
    """`[rules]`: what a test checks in each sentence of the language, in addition to docs/words.md."""

    not_said: str | tuple[str, ...] = ()
    """Patterns of words to avoid."""
    sentence_words: int = 0
    """Maximum words in a sentence; for a language without spaces, characters."""
    form: dict[str, str] = field(default_factory=dict)
    """Patterns of wrong spelling, and what is wrong with each."""
    certain: str = ""
    """The words for a certain block."""
    hedge: str = ""
    """The word for what is likely."""


HAN = re.compile(r"[\u4e00-\u9fff]")  # such a sentence has no spaces: it is measured in characters


@cache
def rules_of(language: str) -> Rules:
    return convert(read_language(RESOURCES, language).rules, Rules)


def measure(sentence: str) -> int:
    return len(sentence) if HAN.search(sentence) else len(sentence.split())


def split(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.:?؟۔])\s+|(?<=[。？：])", text) if part]


def pairs(text: str) -> bool:
    return all(text.count(opened) == text.count(closed) for opened, closed in ("«»", "()", "“”", "「」", "（）"))


def said(text: str, language: str) -> Iterator[str]:
    plain = QUOTED.sub("", text).lower()
    if "!" in text or "  " in text or text != text.strip():
        yield f"an exclamation mark or a stray space: {text}"
    rules = rules_of(language)
    for pattern in (rules.not_said,) if isinstance(rules.not_said, str) else rules.not_said:
        if found := re.search(pattern, plain):
            yield f"{found.group()} is not said: {text}"
    if not pairs(text):
        yield f"a quote or a bracket is left open: {text}"
    typed = COMMAND.sub("", text)
    for pattern, why in (ANYWHERE | rules.form).items():
        if found := re.search(pattern, typed, re.IGNORECASE):
            yield f"{why} ({found.group()}): {text}"


def problems(text: str, language: str, *, longest: int = 0) -> Iterator[str]:
    if "{" in text or "}" in text:
        yield f"a placeholder is left: {text}"
    yield from said(text, language)
    for sentence in split(GREGORIAN.sub("", text)):
        if measure(sentence) > (longest or rules_of(language).sentence_words):
            yield f"{measure(sentence)} words: {sentence}"
