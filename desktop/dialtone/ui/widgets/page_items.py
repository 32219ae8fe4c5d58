"""What a page says and offers, as values: a page is a sequence of items, and `ItemView` shows it.

The key of a control is the id of its action: `ItemView.acted` tells it, with the value that was chosen.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from dialtone.model.frozen import Frozen
from dialtone.model.guidance import Risk
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_S, Type
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.widgets.controls import ButtonStyle


class HeadingItem(Frozen):
    """A heading of what follows, for the eye and for a screen reader. `status`: it is an answer, with its face."""

    text: str
    size: Type = Type.TITLE
    selectable: bool = True
    status: str = ""
    doubtful: bool = False


class TextItem(Frozen):
    """A paragraph. `fixed`: lines for someone technical, in letters of one width."""

    text: str
    size: Type = Type.BODY
    strong: bool = False
    dim: bool = False
    fixed: bool = False
    key: str = ""


class NoticeItem(Frozen):
    """What can go wrong, or what the law says, on the colour of its level; what belongs to it stands below the text."""

    text: str
    level: str = Risk.LOW
    items: "tuple[Item, ...]" = ()
    key: str = ""


class ChoiceItem(Frozen):
    """One of several. `effect`: what it does, below it; `prompt`: many are searched, and this asks for their name.

    `labelled`: the label is seen beside the field; else a screen reader alone is told.
    """

    label: str
    options: tuple[Choosable, ...]
    chosen: object
    effect: str = ""
    prompt: str = ""
    labelled: bool = True
    enabled: bool = True
    key: str = ""


class SwitchItem(Frozen):
    """What is on or off. `effect`: what it does, below it."""

    label: str
    on: bool
    effect: str = ""
    enabled: bool = True
    key: str = ""


class LineItem(Frozen):
    """A line to type in, or several (`rows`); each change is told. `enter`: the action of the Enter key.

    `address`: it is typed from left to right in every language.

    `fault`: what is wrong with it, for a screen reader; `example` stands in the empty field instead of the label.
    """

    label: str
    text: str = ""
    example: str = ""
    fault: str = ""
    most: int = 32767
    locked: bool = False
    enter: str = ""
    rows: int = 1
    address: bool = False
    key: str = ""


class ActionItem(Frozen):
    """A button. `name`: what a screen reader is told instead of the label; `note`: what it is told besides.

    `options`: it opens a menu of these, and the value is the one that was chosen.
    """

    label: str
    key: str
    look: ButtonStyle = ButtonStyle.PLAIN
    icon: ButtonIcon = ButtonIcon.NONE
    enabled: bool = True
    name: str = ""
    note: str = ""
    options: tuple[Choosable, ...] = ()


class ConfirmItem(Frozen):
    """A button that asks once more before it acts: the question, an answer that leaves it, one that does it."""

    label: str
    question: str
    leave: str
    go: str
    key: str
    look: ButtonStyle = ButtonStyle.PLAIN
    patient: bool = False
    """What cannot be taken back stands apart, and waits until a double click has passed."""


class LinkItem(Frozen):
    """A button that opens an address in the browser, with the whole address under it, to be seen beforehand.

    `lines`: what else is under it. An address that may not be opened stands there as text.
    """

    label: str
    address: str
    lines: tuple[str, ...] = ()
    may_open: bool = True


class StepsItem(Frozen):
    """Numbered steps."""

    steps: tuple[str, ...]


class RowItem(Frozen):
    """Items side by side where there is room, else below one another. `apart`: the one at the other end.

    `wraps`: they stand like words, as many on a line as fit.
    """

    items: "tuple[Item, ...]"
    apart: "Item | None" = None
    wraps: bool = False
    enabled: bool = True
    key: str = ""


class GroupItem(Frozen):
    """Items that belong together. `indented`: they begin below the words of the switch above, not below its sign."""

    items: "tuple[Item, ...]"
    spacing: int = SPACE_S
    indented: bool = False
    key: str = ""


class BoxRow(Frozen):
    """A row of a box: a label, a line below it, and what it opens to in its place; or a switch.

    `on`: whether the switch is on; None for no switch. `risky`: a warning sign stands before the label. Where the items
    are rows themselves, they follow in the same box. `opened` is how it begins; what the person opened or closed stays
    so. `flat`: it stands in a text, and in no box; `strong`: its label is a heading.
    """

    label: str
    line: str = ""
    items: "tuple[Item, ...]" = ()
    on: bool | None = None
    risky: bool = False
    opened: bool = False
    flat: bool = False
    strong: bool = False
    key: str = ""


class BoxItem(Frozen):
    """Rows in one frame. `label`: the heading above it; empty for none."""

    rows: tuple[BoxRow, ...]
    label: str = ""
    key: str = ""


class CustomWidget(Protocol):
    """A widget that a page names where the items above do not do: it takes new values in its place."""

    def show_value(self, value: Any) -> None:
        """Show this."""
        ...


class CustomItem(Frozen):
    """A widget of its own kind. `make`: its class, or what else makes a `QWidget` that is a `CustomWidget`.

    It is made once and told each value; a signal `acted` of it, with an action and its value, is passed on.
    """

    make: Callable[[], CustomWidget]
    value: object = None
    key: str = ""


Item = (
    HeadingItem
    | TextItem
    | NoticeItem
    | ChoiceItem
    | SwitchItem
    | LineItem
    | ActionItem
    | ConfirmItem
    | LinkItem
    | StepsItem
    | RowItem
    | GroupItem
    | BoxItem
    | BoxRow
    | CustomItem
)


def lines(texts: Iterable[str], *, dim: bool = False) -> tuple[TextItem, ...]:
    """Return a paragraph for each text."""
    return tuple(TextItem(text, dim=dim) for text in texts)
