"""Words that sounded translated in Persian, and are gone (docs/words.md)."""

import re
from pathlib import Path

import pytest

from dialtone.store.wording_file import load_wording
from explain.conftest import RESOURCES

TOLD_BY_THE_GRAMMAR = re.compile(
    r"(only\.\w+\.)?(past|row|headline|card|notice|function_state|broken|slow|on_and_off)\."
)
"""Sentences that `answers.toml` replaces."""
TRANSLATED = re.compile(
    r"دروغین|سرویس آدرس|همین دیده می‌شود|مسدودی\b(?!\u200c)|همین‌طورند|شاید نه\b|مسدودکننده(?!ٔ تبلیغ)|مدافعان(?! حقوق)|"
    r"رمزها|رمز(?! عبور)(?:\s|[.،:؛])"
)
FILES = [*(RESOURCES / "guidance").glob("*.toml"), *(RESOURCES / "situations").glob("*.toml")]


def test_sentences() -> None:
    sentences = load_wording(RESOURCES, "fa").sentences
    texts = ((key, said) for key, said in sentences.items() if not TOLD_BY_THE_GRAMMAR.match(key))
    assert not [(key, said) for key, said in texts if TRANSLATED.search(str(said).replace("رمزهای عبور", ""))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_advice_and_what_is_known_of_countries(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").replace("رمزهای عبور", "").splitlines()
    assert not [line for line in lines if TRANSLATED.search(line)]
