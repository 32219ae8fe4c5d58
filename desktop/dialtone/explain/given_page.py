"""The page in a folder that is passed on: how to verify the program, how to start it, how to import the advice.

It contains no script, no picture and no address except the publisher's.
"""

from collections.abc import Iterator
from html import escape

from dialtone.explain.sentences import Sentences
from dialtone.model.packages import PAGE, Advice, GivenCopy, Opening, Provenance

_SYSTEM_CHECK_KEYS = {
    Opening.WINDOWS_SETUP: "check.windows",
    Opening.WINDOWS_ZIP: "check.windows",
    Opening.MACOS: "check.macos",
}
"""Keys of how the system itself verifies such a package."""
_STYLE = (
    "body{font:17px/1.6 system-ui,sans-serif;max-width:40rem;margin:2.5rem auto;padding:0 1.25rem}"
    ":root{color-scheme:light dark}"
    "h1{font-size:1.6em;line-height:1.25}h2{font-size:1.15em;margin-top:2em}li{margin:.35em 0}"
)


def make_given_page(copy: GivenCopy, sentences: Sentences, publisher: str, home_page: str) -> str:
    """Return the page as HTML in one file. `home_page`: the publisher's address; empty if there is none."""
    title = escape(sentences.say("given.title", version=copy.version))
    direction = "rtl" if sentences.right_to_left else "ltr"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    opening = f'<!doctype html>\n<html lang="{sentences.language}" dir="{direction}">'
    body = _write_body(copy, sentences, publisher, home_page)
    return "\n".join((opening, f"<head>{head}</head>", f"<body>\n<h1>{title}</h1>", *body, "</body>", "</html>", ""))


def say_given_copy(copy: GivenCopy, sentences: Sentences, place: str) -> tuple[str, ...]:
    """Return the message to the sender: where the folder is, what it contains, and what could not be verified."""
    say = sentences.say
    files = [say(f"given.{file.provenance}", text=file.name) for file in copy.files]
    advice = say(f"given.advice.{copy.advice}")
    is_program_given = any(file.provenance is Provenance.OWN for file in copy.files)
    warning = () if is_program_given else (say("given.no_program"),)
    return (say("given.done", place=place), *files, *warning, advice, say("given.by_hand", text=PAGE))


def _write_body(copy: GivenCopy, sentences: Sentences, publisher: str, home_page: str) -> Iterator[str]:
    """Yield the paragraphs: what the copy is, how to verify it, how to start each file, how to import its advice."""
    yield _element("p", sentences.say("given.lead"))
    yield _element("h2", sentences.say("given.check"))
    yield _element("p", sentences.say("given.proves_nothing"))
    check_keys = (_SYSTEM_CHECK_KEYS.get(file.opening, "check.none") for file in copy.files if file.opening)
    for key in dict.fromkeys(check_keys):
        yield _element("p", sentences.say(f"given.{key}", publisher=publisher))
    if home_page:
        yield _element("p", sentences.say("given.home_page", text=home_page))
    for file in copy.files:
        yield _element("h2", sentences.say("given.start", text=file.name))
        yield _write_steps(sentences.lines(f"given_steps.{file.opening}", text=file.name))
    if copy.advice is Advice.GIVEN:
        yield _element("h2", sentences.say("given.take_in"))
        yield _element("p", sentences.say("given.signed"))
        yield _write_steps(sentences.lines("given_steps.advice", text=copy.advice_file))


def _write_steps(steps: tuple[str, ...]) -> str:
    return "<ol>" + "".join(_element("li", step) for step in steps) + "</ol>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"
