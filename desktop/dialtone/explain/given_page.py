"""The page in a folder that is passed on: how to verify the program, how to start it, how to import the advice.

It is written as HTML and as text; neither holds a script, a picture or an address except the publisher's.
"""

from collections.abc import Iterator, Mapping
from html import escape

from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.given_copy import Advice, GivenCopy, Opening, Provenance

PAGE, TEXT = "read-me.html", "read-me.txt"
_CHECKED_BY_SYSTEM = {
    Opening.WINDOWS_SETUP: "check.windows",
    Opening.WINDOWS_ZIP: "check.windows",
    Opening.MACOS: "check.macos",
}
_STYLE = (
    "body{font:17px/1.6 system-ui,sans-serif;max-width:40rem;margin:2.5rem auto;padding:0 1.25rem}"
    ":root{color-scheme:light dark}"
    "h1{font-size:1.6em;line-height:1.25}h2{font-size:1.15em;margin-top:2em}li{margin:.35em 0}"
)


class _Part(Frozen):
    title: str
    lines: tuple[str, ...]
    steps: tuple[str, ...] = ()


def make_given_pages(copy: GivenCopy, sentences: Sentences, publisher: str, home_page: str) -> Mapping[str, bytes]:
    """Return both pages by file name."""
    parts = tuple(_list_parts(copy, sentences, publisher, home_page))
    return {PAGE: _write_html(parts, sentences).encode(), TEXT: _write_text(parts, sentences).encode()}


def say_given_copy(copy: GivenCopy, sentences: Sentences, place: str) -> tuple[str, ...]:
    """Return what the sender is told: where the folder is, what is in it, and what could not be checked."""
    say = sentences.say
    files = [say(f"given.{file.provenance}", text=file.name) for file in copy.files]
    advice = say(f"given.advice.{copy.advice}")
    is_program_given = any(file.provenance is Provenance.OWN for file in copy.files)
    warning = () if is_program_given else (say("given.no_program"),)
    return (say("given.done", place=place), *files, *warning, advice, say("given.by_hand", text=PAGE))


def _list_parts(copy: GivenCopy, sentences: Sentences, publisher: str, home_page: str) -> Iterator[_Part]:
    """Yield what the copy is, how to check it, how to start each file, and how to take in its advice."""
    say = sentences.say
    yield _Part(say("given.title", version=copy.version), (say("given.lead"),))
    checks = dict.fromkeys(_CHECKED_BY_SYSTEM.get(file.opening, "check.none") for file in copy.files if file.opening)
    lines = [say(f"given.{check}", publisher=publisher) for check in checks]
    if home_page:
        lines.append(say("given.home_page", text=home_page))
    yield _Part(say("given.check"), (say("given.proves_nothing"), *lines))
    for file in copy.files:
        yield _Part(
            say("given.start", text=file.name), (), sentences.lines(f"given_steps.{file.opening}", text=file.name)
        )
    if copy.advice is Advice.GIVEN:
        yield _Part(
            say("given.take_in"), (say("given.signed"),), sentences.lines("given_steps.advice", text=copy.advice_file)
        )


def _write_html(parts: tuple[_Part, ...], sentences: Sentences) -> str:
    """Return the page as HTML in one file."""
    direction = "rtl" if sentences.right_to_left else "ltr"
    title_part = parts[0]
    body = [f"<h1>{escape(title_part.title)}</h1>", *(f"<p>{escape(line)}</p>" for line in title_part.lines)]
    for part in parts[1:]:
        body.append(f"<h2>{escape(part.title)}</h2>")
        body += [f"<p>{escape(line)}</p>" for line in part.lines]
        if part.steps:
            body.append("<ol>" + "".join(f"<li>{escape(step)}</li>" for step in part.steps) + "</ol>")
    head = f'<meta charset="utf-8"><title>{escape(title_part.title)}</title><style>{_STYLE}</style>'
    opening = f'<!doctype html>\n<html lang="{sentences.language}" dir="{direction}">'
    return "\n".join((opening, f"<head>{head}</head>", "<body>", *body, "</body>", "</html>", ""))


def _write_text(parts: tuple[_Part, ...], sentences: Sentences) -> str:
    """Return the page as plain text, with numbered steps."""
    blocks = []
    for part in parts:
        numbered = (sentences.say("report.step", number=n, text=step) for n, step in enumerate(part.steps, start=1))
        blocks.append("\n".join((part.title, *part.lines, *numbered)))
    return "\n\n".join(blocks) + "\n"
