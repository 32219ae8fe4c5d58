"""A page of text for the terminal: paragraphs wrapped to a width, steps, columns of names; styled if it has colour."""

from collections.abc import Iterable, Sequence

from dialtone.explain.joining import wrap_lines
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, sign_of
from dialtone.model.frozen import Frozen

STRONG, QUIET = "1", "2"
"""SGR parameters of ECMA-48: bold and faint."""
_MIN_COLUMNS, _MAX_COLUMNS = 40, 100


class StatusRow(Frozen):
    """One messenger in a list."""

    status: str
    """The word for the sign before its name, as for `sign_of`."""
    name: str
    state: str
    """Its state in words."""
    doubtful: bool = False
    warning: str = ""
    """What must be read above it, such as that its app is a third party's; empty for nothing."""


class TextPage:
    """Lines of a report, wrapped to a width."""

    def __init__(self, sentences: Sentences, colour: bool, width: int) -> None:
        self.sentences = sentences
        """The language of the page."""
        self.width = max(_MIN_COLUMNS, min(width, _MAX_COLUMNS))
        """The number of columns."""
        self._colour = colour
        self._lines: list[str] = []

    def text(self) -> str:
        """Return the whole page, ending in a single newline."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def add_text(self, text: str, indent: int = 0, style: str = "") -> None:
        """Add a paragraph, broken into lines. `style`: SGR parameters, or empty."""
        space = " " * indent
        self._lines.extend(space + self.paint(line, style) for line in self.wrap_text(text, self.width - indent))

    def add_texts(self, texts: Iterable[str], indent: int = 0, style: str = "") -> None:
        """Add a paragraph for each of these texts."""
        for text in texts:
            self.add_text(text, indent, style)

    def add_steps(self, steps: Iterable[str], indent: int = 2) -> None:
        """Add numbered steps."""
        for number, step in enumerate(steps, start=1):
            self.add_text(self.sentences.say("report.step", number=number, text=step), indent)

    def add_status_rows(self, rows: Sequence[StatusRow]) -> None:
        """Add rows in columns: sign, name, and the state, which is wrapped within its column."""
        name_width = max((len(row.name) for row in rows), default=0)
        signs = [sign_of(row.status, doubtful=row.doubtful) for row in rows]
        sign_width = max(map(len, signs), default=0)
        state_column = 2 + sign_width + 1 + name_width + 2
        for sign, row in zip(signs, rows, strict=True):
            painted_sign = self.paint(sign, STATUS_COLOURS.get(row.status, "")) + " " * (sign_width - len(sign))
            self.add_text(row.warning, indent=4, style=STRONG)
            first_line, *further_lines = self.wrap_text(row.state, self.width - state_column) or [""]
            self.add_line(f"  {painted_sign} {self.pad_name(row.name, name_width)}  {first_line}")
            for line in further_lines:
                self.add_line(" " * state_column + line)

    def add_line(self, text: str) -> None:
        """Add one line unchanged."""
        self._lines.append(text)

    def add_gap(self) -> None:
        """Add an empty line, unless the last one is empty."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def pad_name(self, name: str, width: int) -> str:
        """Return a name in bold, padded with spaces to a number of columns."""
        return self.paint(self.sentences.isolate(name), STRONG) + " " * (width - len(name))

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, given by its SGR parameters, if colour is on."""
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text

    @staticmethod
    def wrap_text(text: str, width: int) -> list[str]:
        """Return lines wrapped to `width`, not at no-break spaces; these become plain, since people copy commands."""
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap_lines(text, width)]
