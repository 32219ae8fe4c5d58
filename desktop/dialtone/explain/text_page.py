"""A page of text for the terminal: paragraphs wrapped to a width, steps, columns of names; styled if it has colour."""

from collections.abc import Iterable

from dialtone.explain.joining import wrap_lines
from dialtone.explain.sentences import Sentences

STRONG, QUIET = "1", "2"
"""SGR parameters of ECMA-48: bold and faint."""
_NARROWEST, _WIDEST = 40, 100


class TextPage:
    """Lines of a report, wrapped to a width."""

    def __init__(self, sentences: Sentences, colour: bool, width: int) -> None:
        self.sentences = sentences
        """The language of the page."""
        self.width = max(_NARROWEST, min(width, _WIDEST))
        """The number of columns."""
        self._colour = colour
        self._lines: list[str] = []

    def text(self) -> str:
        """Return all lines, ending in a single newline."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def wrap(self, text: str, indent: int = 0, style: str = "") -> None:
        """Add a paragraph, broken into lines."""
        space = " " * indent
        self._lines.extend(space + self.paint(line, style) for line in self.fitted(text, self.width - indent))

    def wrap_all(self, texts: Iterable[str], indent: int = 0, style: str = "") -> None:
        """Add a paragraph for each of these texts."""
        for text in texts:
            self.wrap(text, indent, style)

    def steps(self, steps: Iterable[str], indent: int = 2) -> None:
        """Add numbered steps."""
        for number, step in enumerate(steps, start=1):
            self.wrap(self.sentences.say("report.step", number=number, text=step), indent)

    def line(self, text: str) -> None:
        """Add one line unchanged."""
        self._lines.append(text)

    def gap(self) -> None:
        """Add an empty line, unless the last one is empty."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def name(self, name: str, width: int) -> str:
        """Return a name padded to a column."""
        return self.paint(self.sentences.name(name), STRONG) + " " * (width - len(name))

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, if colour is on."""
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text

    @staticmethod
    def fitted(text: str, width: int) -> list[str]:
        """Return the lines of a text; what no-break spaces kept together has plain ones, since people copy commands."""
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap_lines(text, width)]
