"""What `dialtone try` prints for a person."""

from collections.abc import Iterable, Sequence

from dialtone.explain.joining import lines_of
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, STATUS_SIGNS, status_of_outcome
from dialtone.model.explanation import ProxyTestWords

_STRONG, _QUIET = "1", "2"


def render_warning(sentences: Sentences, title: str, sees: Sequence[str], *, colour: bool, width: int) -> str:
    """Return what is shown before anything is sent: the proxy, and what its owner could see."""
    lines = [_paint(title, _STRONG, colour), sentences.say("proxy.sees")]
    return _text([*lines, *_items(sees, width), ""])


def render_trial(words: ProxyTestWords, banner: str, offer: str = "", *, colour: bool, width: int) -> str:
    """Return the result. `banner`: what is wrong with the network itself; `offer`: what may be tried next."""
    lines = [*_wrap(banner, width), ""] if banner else []
    for passage in words.joined:
        status = status_of_outcome(passage.outcome)
        shape = _paint(STATUS_SIGNS[status], STATUS_COLOURS[status], colour)
        lines.append(f"{shape} {_paint(passage.headline, _STRONG, colour)}")
        lines += _wrap(passage.means, width, indent=2)
        lines += [_paint(line, _QUIET, colour) for line in _wrap(passage.through, width, indent=2)]
    lines += ["", *_items((*words.can_do, offer, *words.limits), width)]
    return _text(lines)


def _items(texts: Iterable[str], width: int) -> list[str]:
    return [line for text in texts for line in _wrap(text, width, indent=2)]


def _wrap(text: str, width: int, indent: int = 0) -> list[str]:
    space = " " * indent
    return [space + line for line in lines_of(text, width - indent)]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
