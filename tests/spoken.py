"""Which languages a test asks: all, those that are whole, or three as examples.

Walking every verdict takes minutes in each language. So the heavy walks are done in English, in one language from left
to right and in one from right to left, whose words some tests hold. `explain/test_every_language.py` walks a sample of
all others, and what is cheap is asked of all.
"""

from pathlib import Path

from dialtone.store.wording_file import list_languages, read_language

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
ALL = list_languages(RESOURCES)
WHOLE = tuple(language for language in ALL if read_language(RESOURCES, language).percent == 100)
EXAMPLES = ("en", "ru", "fa")
OTHERS = tuple(language for language in ALL if language not in EXAMPLES)
