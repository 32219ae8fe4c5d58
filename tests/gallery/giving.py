"""A copy that is given on, for the gallery: every package, every page, every line."""

import re
from collections.abc import Iterator
from html import unescape

from dialtone.explain.given_page import make_given_page, say_given_copy
from dialtone.explain.sentences import Sentences
from dialtone.model.packages import Advice, GivenCopy, GivenFile, Provenance

_NAMES = (
    "Dialtone-0.1.0-x86_64.AppImage",
    "dialtone_0.1.0_amd64.deb",
    "dialtone-0.1.0-1.x86_64.rpm",
    "dialtone-0.1.0-linux-portable.zip",
    "dialtone-0.1.0-windows-setup.exe",
    "dialtone-0.1.0-windows-portable.zip",
    "dialtone-0.1.0-macos.dmg",
    "dialtone_desktop-0.1.0-py3-none-any.whl",
)


def every_copy(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    files = tuple(GivenFile(name) for name in _NAMES)
    copy = GivenCopy("0.1.0", files, Advice.GIVEN, "dialtone-advice.zip")
    page = make_given_page(copy, sentences, "Example", "https://example.org/dialtone/")
    texts = re.findall(r"<(?:h1|h2|p|li)>(.*?)</", page)
    yield "the page in the folder", tuple(map(unescape, texts))
    own = tuple(GivenFile(name, known) for name, known in zip(_NAMES, Provenance, strict=False))
    for advice in Advice:
        yield (
            f"told to the giver, advice {advice}",
            say_given_copy(GivenCopy("0.1.0", own, advice), sentences, "Dialtone-0.1.0"),
        )
    yield "without a program", say_given_copy(GivenCopy("0.1.0", (), Advice.GIVEN), sentences, "Dialtone-0.1.0")
