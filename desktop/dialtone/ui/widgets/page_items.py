"""The kinds of items that pages are made of; rows in frames are in `box_items.py`."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QWidget

from dialtone.model.computer import SettingsPlace
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import TEXT, TITLE, Space, enlarge, make_fixed_font
from dialtone.ui.widgets.address_opener import open_address
from dialtone.ui.widgets.controls import Button, ButtonStyle, Field, Heading, Text
from dialtone.ui.widgets.item_view import Act, Item, Items, View
from dialtone.ui.widgets.layouts import FlowLayout, make_column
from dialtone.ui.widgets.notice_bar import RiskNotice


class TextItem(Item):
    """A paragraph. `strong`: bold; `dim`: grey; `monospaced`: for technical lines."""

    text: str
    strong: bool = False
    dim: bool = False
    monospaced: bool = False
    key: str = ""

    def identity(self) -> Hashable:
        """Return the item without its words, which are replaced in the same widget."""
        return replace(self, text="")

    def view(self, _act: Act) -> View:
        text = Text(self.text, strong=self.strong, dim=self.dim)
        text.setObjectName(self.key)
        if self.monospaced:
            text.setFont(make_fixed_font(text.font()))
        return text, lambda now: text.setText(now.text)


class HeadingItem(Item):
    """A heading, visually and for screen readers. `size`: as that of `Heading`."""

    text: str
    size: int = TITLE

    def identity(self) -> Hashable:
        return type(self), self.size

    def view(self, _act: Act) -> View:
        heading = Heading(self.text, self.size)
        return heading, lambda now: heading.setText(now.text)


class NoticeItem(Item):
    """A risk or the law, on the colour of its level; `items` are below the text."""

    text: str
    level: str = Risk.LOW
    items: tuple[Item, ...] = ()
    key: str = ""

    def view(self, act: Act) -> View:
        notice = RiskNotice()
        below = Items(act, make_column(None, spacing=Space.S))
        notice.setObjectName(self.key)
        notice.column.addWidget(below)

        def show(now: NoticeItem) -> None:
            notice.show_risk(now.text, now.level)
            below.show_items(now.items)
            below.setVisible(bool(now.items))

        return notice, show


class FieldItem(Item):
    """A text field of one line; each change of its text is emitted."""

    label: str
    """Its name for screen readers, which is also shown while it is empty."""
    text: str = ""
    example: str = ""
    """Shown in the empty field instead of the label."""
    fault: str = ""
    """What is wrong with the text, for screen readers; empty for nothing."""
    max_chars: int = 32767
    locked: bool = False
    enter: str = ""
    """The action of the Enter key; empty for none."""
    is_address: bool = False
    """It is typed from left to right in every language."""
    key: str = ""

    def view(self, act: Act) -> View:
        field = Field(self.label)
        field.setObjectName(self.key)
        field.setMaxLength(self.max_chars)
        field.setClearButtonEnabled(True)
        if self.example:
            field.setPlaceholderText(self.example)
        if self.is_address:
            field.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

        def show(now: FieldItem) -> None:
            if field.text() != now.text:
                field.setText(now.text)
                field.setCursorPosition(0)  # a text that is too long shows its beginning
            field.setReadOnly(now.locked)
            field.setAccessibleDescription(now.fault)

        show(self)  # before it is connected: a page that acts while it makes a field would make another one
        field.textChanged.connect(lambda text: act(self.key, text))
        if self.enter:
            field.returnPressed.connect(lambda: act(self.enter, field.text()))
        return field, show


class TextAreaItem(Item):
    """A text field of several lines; each change of its text is emitted. `lines`: its least height."""

    label: str
    lines: int
    text: str = ""
    key: str = ""

    def view(self, act: Act) -> View:
        from PySide6.QtWidgets import QPlainTextEdit  # imported here: only few pages have one

        field = QPlainTextEdit(self.text)
        field.setFont(enlarge(field.font(), TEXT))
        field.setObjectName(self.key)
        field.setAccessibleName(self.label)
        field.setTabChangesFocus(True)
        field.document().setDocumentMargin(Space.S)
        field.viewport().setAutoFillBackground(False)
        field.setMinimumHeight(self.lines * field.fontMetrics().lineSpacing())
        options = field.document().defaultTextOption()
        direction = field.layoutDirection()
        options.setTextDirection(direction)  # else an empty field starts at the side of the keyboard layout
        options.setAlignment(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
        field.document().setDefaultTextOption(options)
        field.textChanged.connect(lambda: act(self.key, field.toPlainText()))

        def show(now: TextAreaItem) -> None:
            if field.toPlainText() != now.text:
                field.setPlainText(now.text)

        return field, show


class ActionItem(Item):
    """A button, whose press emits its key and its `value`. `note`: read after the label by screen readers."""

    label: str
    key: str
    look: ButtonStyle = ButtonStyle.PLAIN
    icon: ButtonIcon = ButtonIcon.NONE
    enabled: bool = True
    note: str = ""
    value: Hashable = None

    def identity(self) -> Hashable:
        return type(self), self.key, self.value

    def view(self, act: Act) -> View:
        button = Button(self.label, self.look, self.icon)
        button.setObjectName(self.key)
        button.clicked.connect(lambda: act(self.key, self.value))

        def show(now: ActionItem) -> None:
            button.setText(now.label)
            button.set_look(now.look)
            button.setEnabled(now.enabled)
            button.setAccessibleDescription(now.note)

        return button, show


class _FixedItem(Item):
    """An item that cannot be changed in place: a changed one is another item, with a view of its own."""

    def identity(self) -> Hashable:
        return self


class LinkItem(_FixedItem):
    """A button that opens an address in the browser; where that is risky, a text. Below are address and `lines`."""

    label: str
    address: str
    lines: tuple[str, ...] = ()
    may_open: bool = True

    def view(self, _act: Act) -> View:
        holder = QWidget()
        label = Button(self.label) if self.may_open else Text(self.label)
        if isinstance(label, Button):
            label.setAccessibleDescription(self.address)
            label.clicked.connect(lambda: open_address(self.address, holder))
        below = (Text(line, dim=True) for line in (self.address, *self.lines))
        make_column(holder, label, *below, spacing=Space.XS)
        return holder, lambda _now: None


def open_settings(place: SettingsPlace) -> bool:
    """Open a page of the system's settings; return whether that succeeded."""
    return QDesktopServices.openUrl(QUrl(place.address)) if place.address else start_command(place.command)


def start_command(command: Sequence[str]) -> bool:
    """Start a program with arguments, in the environment of the person; return whether that succeeded."""
    from PySide6.QtCore import QProcess  # imported late: rarely needed

    started = QProcess.startDetached(command[0], list(command[1:]))
    return bool(started[0] if isinstance(started, tuple) else started)


class StepsItem(_FixedItem):
    """Numbered steps; a single one has no number."""

    steps: tuple[str, ...]

    def view(self, _act: Act) -> View:
        if len(self.steps) == 1:
            return Text(self.steps[0]), lambda _now: None
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for number, step in enumerate(self.steps, start=1):
            figure = Text(QLocale().toString(number), strong=True, dim=True, selectable=False)
            figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(step), number, 1)
        return holder, lambda _now: None


class FlowItem(Item):
    """Items side by side, as many on a line as fit."""

    items: tuple[Item, ...]
    key: str = ""

    def view(self, act: Act) -> View:
        row = Items(act, FlowLayout(spacing=Space.M))
        return row, lambda now: row.show_items(now.items)


class GroupItem(Item):
    """Items below each other that belong together. `spacing`: the pixels between them."""

    items: tuple[Item, ...]
    spacing: int = Space.S
    key: str = ""

    def view(self, act: Act) -> View:
        group = Items(act, make_column(None, spacing=self.spacing))
        group.setObjectName(self.key)
        return group, lambda now: group.show_items(now.items)


class CustomItem(Item):
    """A widget for what the items above cannot show, which is created once and shows each new `value`.

    It has a method `show_value`. Its signal `acted`, if it has one, emits an action and a value.
    """

    make: Callable[[], Any]
    """Its class, or another factory."""
    value: object = None
    key: str = ""

    def identity(self) -> Hashable:
        return (CustomItem, self.key or self.make)

    def view(self, act: Act) -> View:
        custom = self.make()
        holder = QWidget()
        custom.setObjectName(self.key)
        if hasattr(custom, "acted"):
            custom.acted.connect(act)
        make_column(holder, custom)
        shown: object = object()  # differs from every value: the first one is shown

        def show(now: CustomItem) -> None:
            nonlocal shown
            if now.value != shown:
                shown = now.value
                custom.show_value(now.value)

        return holder, show


def paragraphs(texts: Iterable[str], *, dim: bool = False) -> tuple[TextItem, ...]:
    """Return a paragraph for each text that is not empty. `dim`: in grey."""
    return tuple(TextItem(text, dim=dim) for text in texts if text)
