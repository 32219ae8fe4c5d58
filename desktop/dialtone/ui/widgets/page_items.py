"""The content of a page as values: a page is a sequence of items, and `ItemView` shows it.

The key of a control is the id of its action: `ItemView.acted` emits it, with the chosen value.
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
    """A heading, visually and for screen readers. `status`: makes it an answer with a face."""

    text: str
    size: Type = Type.TITLE
    selectable: bool = True
    status: str = ""
    doubtful: bool = False


class TextItem(Frozen):
    """A paragraph. `fixed`: technical lines in a monospaced font."""

    text: str
    size: Type = Type.BODY
    strong: bool = False
    dim: bool = False
    fixed: bool = False
    key: str = ""


class NoticeItem(Frozen):
    """A risk or the law, on the colour of its level; `items` are below the text."""

    text: str
    level: str = Risk.LOW
    items: "tuple[Item, ...]" = ()
    key: str = ""


class ChoiceItem(Frozen):
    """One of several. `effect`: what it does, shown below it; `prompt`: makes it searchable, and asks for a name.

    `labelled`: the label is shown beside the field; otherwise it is only for screen readers.
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
    """A check box. `effect`: what it does, shown below it."""

    label: str
    on: bool
    effect: str = ""
    enabled: bool = True
    key: str = ""


class LineItem(Frozen):
    """A text field of one or several `rows`; each change is emitted. `enter`: the action of the Enter key.

    `address`: it is typed from left to right in every language.
    `fault`: what is wrong with it, for screen readers; `example`: shown in the empty field instead of the label.
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
    """A button. `name`: for screen readers instead of the label; `note`: for screen readers in addition.

    `options`: it opens a menu of these, and the value is the chosen one.
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
    """A button that asks for confirmation: the question, `leave` to cancel, and `go` to act."""

    label: str
    question: str
    leave: str
    go: str
    key: str
    look: ButtonStyle = ButtonStyle.PLAIN
    patient: bool = False
    """For what cannot be undone: `go` is set apart, and enabled only after the time of a double click."""


class LinkItem(Frozen):
    """A button that opens an address in the browser, with the whole address shown under it.

    `lines`: shown below the address. An address that may not be opened is shown as text only.
    """

    label: str
    address: str
    lines: tuple[str, ...] = ()
    may_open: bool = True


class StepsItem(Frozen):
    """Numbered steps."""

    steps: tuple[str, ...]


class RowItem(Frozen):
    """Items side by side if there is room, else stacked. `apart`: the one at the far end.

    `wraps`: they flow like words, as many on a line as fit.
    """

    items: "tuple[Item, ...]"
    apart: "Item | None" = None
    wraps: bool = False
    enabled: bool = True
    key: str = ""


class GroupItem(Frozen):
    """Items that belong together. `indented`: aligned with the words of the check box above, not with its box."""

    items: "tuple[Item, ...]"
    spacing: int = SPACE_S
    indented: bool = False
    key: str = ""


class BoxRow(Frozen):
    """A row of a box: a label, a line below it, and the content that it expands to; or a switch.

    `on`: whether the switch is on; None for no switch. `risky`: a warning sign is before the label. If the items are
    rows themselves, they follow in the same box. `opened`: the initial state; what the person expanded or collapsed
    stays so. `flat`: it is part of a text, without a box; `strong`: its label is bold.
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
    """A widget for what the items above cannot show; it is updated in place."""

    def show_value(self, value: Any) -> None:
        """Show this value."""
        ...


class CustomItem(Frozen):
    """A custom widget. `make`: its class, or another factory of a `QWidget` that is a `CustomWidget`.

    It is created once and given each new value; its signal `acted`, if any, is passed on with an action and a value.
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
