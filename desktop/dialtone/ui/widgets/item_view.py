"""Shows a page from its description, and changes it in its place: focus, scroll and what was opened stay."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Protocol, cast

from PySide6.QtCore import QLocale, QMargins, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLayout, QMenu, QPlainTextEdit, QSizePolicy, QStyle, QVBoxLayout, QWidget

from dialtone.model.frozen import replace
from dialtone.ui.painting.control_style import sign_side
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Type, fixed_font, margins
from dialtone.ui.widgets.asked_twice import AskedTwice
from dialtone.ui.widgets.box_view import BoxRowView, BoxView
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.controls import Button, Heading, MenuButton, Text
from dialtone.ui.widgets.face import FacedHeading
from dialtone.ui.widgets.flow_layout import FlowLayout, in_a_row
from dialtone.ui.widgets.form_fields import Field, Tick
from dialtone.ui.widgets.menu import open_below
from dialtone.ui.widgets.notice_bar import RiskNotice
from dialtone.ui.widgets.page import Page
from dialtone.ui.widgets.page_items import (
    ActionItem,
    BoxItem,
    BoxRow,
    ChoiceItem,
    ConfirmItem,
    CustomItem,
    GroupItem,
    HeadingItem,
    Item,
    LineItem,
    LinkItem,
    NoticeItem,
    RowItem,
    StepsItem,
    SwitchItem,
    TextItem,
)

Act = Callable[[str, object], None]
"""Takes the id of an action and its value."""
_CONTROL = 240
"""The least width of a choice with a label."""
_Name = tuple[Hashable, int]
"""By which an item of a new description is known to be one of the former: what it is called, and the how manieth so."""


class _View(Protocol):
    """The widget of one item."""

    def show_item(self, item: Any) -> None:
        """Show this item, of the kind that the view was made for."""


class ItemView(QWidget):
    """A column of items. The widget of a control bears its key as the object's name.

    Signals:
        acted: what the person did: the key of the control, and its value.
    """

    acted = Signal(str, object)

    def __init__(self, items: Sequence[Item] = (), *, spacing: int = SPACE_L) -> None:
        super().__init__()
        self._column = _Column(self.acted.emit, spacing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        whole.addStretch(1)
        self.show_items(items)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these: what has the same key, or else the same label or place, stays the same widget."""
        if self._column.show_items(items):
            for before, after in pairwise(stops(self._column)):
                QWidget.setTabOrder(before, after)

    def control(self, key: str) -> Any:
        """Return the widget of a control: a `Button`, `Tick`, `Choice`, `Field`, or one of its own kind."""
        found = self.findChild(QWidget, key)
        if found is None:
            raise LookupError(key)
        return found

    def has_control(self, key: str) -> bool:
        """Return whether the page has this control now."""
        return self.findChild(QWidget, key) is not None


class ItemPage(Page):
    """A page over the whole window that is made of items.

    Signals:
        acted: what the person did: the key of the control, and its value.
    """

    acted = Signal(str, object)

    def __init__(self, title: str, items: Sequence[Item] = (), *, spacing: int = SPACE_M) -> None:
        super().__init__(title)
        self.view = ItemView(items, spacing=spacing)
        self.view.acted.connect(self.acted)
        self.control = self.view.control
        self.has_control = self.view.has_control
        self.show_items = self.view.show_items
        self.column.addWidget(self.view)
        self.column.addStretch(1)

    def focus(self, key: str) -> None:
        """Let the keyboard go on at this control."""
        self.control(key).setFocus(Qt.FocusReason.OtherFocusReason)


class _Children:
    """The widgets of the items inside one widget."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._shown: dict[_Name, QWidget] = {}

    @property
    def widgets(self) -> list[QWidget]:
        """The widgets in their order."""
        return list(self._shown.values())

    def update(self, items: Sequence[Item]) -> tuple[list[QWidget], bool]:
        """Return the widgets of these items in their order, and whether others than before, or in another order."""
        before, self._shown = self._shown, {}
        for name, item in _named(items):
            view = before.get(name) or _VIEWS[type(item)](item, self._act)
            cast(_View, view).show_item(item)
            self._shown[name] = view
        for name, view in before.items():
            if name not in self._shown:
                _drop(view)
        return self.widgets, list(before) != list(self._shown)


def _put(layout: QLayout, views: Sequence[QWidget]) -> None:
    """Let these stand in a layout, instead of what stood there, for a screen reader in the same order."""
    while layout.takeAt(0) is not None:
        pass
    for view in views:
        layout.addWidget(view)
        view.show()
        view.raise_()


class _Column(QWidget):
    def __init__(self, act: Act, spacing: int) -> None:
        super().__init__()
        self._children = _Children(act)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing)

    def widgets(self) -> list[QWidget]:
        """Return what stands in it, from above."""
        return self._children.widgets

    def show_items(self, items: Sequence[Item]) -> bool:
        """Show these; return whether widgets came, went or moved."""
        views, moved = self._children.update(items)
        if moved:
            _put(self._layout, views)
        return moved


class _HeadingView(Heading):
    def __init__(self, item: HeadingItem, _act: Act) -> None:
        super().__init__(item.text, item.size, dim=item.dim, selectable=item.selectable)

    def show_item(self, item: HeadingItem) -> None:
        self.setText(item.text)


class _AnswerView(FacedHeading):
    def __init__(self, item: HeadingItem, _act: Act) -> None:
        super().__init__(item.text, item.status, doubtful=item.doubtful, size=item.size)

    def show_item(self, item: HeadingItem) -> None:
        self.heading.setText(item.text)
        self.face.show_status(item.status, doubtful=item.doubtful)


class _TextView(Text):
    def __init__(self, item: TextItem, _act: Act) -> None:
        super().__init__(item.text, item.size, strong=item.strong, dim=item.dim)
        self.setObjectName(item.key)
        if item.fixed:
            self.setFont(fixed_font(self.font()))

    def show_item(self, item: TextItem) -> None:
        self.setText(item.text)


class _NoticeView(RiskNotice):
    def __init__(self, item: NoticeItem, act: Act) -> None:
        super().__init__(item.text, item.level)
        self.setObjectName(item.key)
        self._inside = _Column(act, SPACE_S)
        self.column.addWidget(self._inside)

    def show_item(self, item: NoticeItem) -> None:
        self.show_risk(item.text, item.level)
        self._inside.show_items(item.items)
        self._inside.setVisible(bool(item.items))


class _ChoiceView(QWidget):
    def __init__(self, item: ChoiceItem, act: Act) -> None:
        super().__init__()
        self._offered: tuple[object, ...] = ()
        self.field = Choice(prompt=item.prompt)
        self.field.setObjectName(item.key)
        self.field.setAccessibleName(item.label)
        self.field.activated.connect(lambda _row: act(item.key, self.field.currentData()))
        self._effect = Text(dim=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        if item.labelled:
            self.field.setFixedWidth(max(_CONTROL, 28 * self.fontMetrics().averageCharWidth()))
            column.addWidget(in_a_row(Text(item.label, selectable=False), self.field, spacing=SPACE_XL))
        else:
            column.addWidget(self.field)
        column.addWidget(self._effect)

    def show_item(self, item: ChoiceItem) -> None:
        if self._offered != item.options:
            self._offered = item.options
            self.field.offer(item.options, item.chosen)
        elif self.field.currentData() != item.chosen:
            self.field.choose(item.chosen)
        self.field.setEnabled(item.enabled)
        self.field.setAccessibleDescription(item.effect)
        _say(self._effect, item.effect)


class _SwitchView(QWidget):
    def __init__(self, item: SwitchItem, act: Act) -> None:
        super().__init__()
        self.tick = Tick(item.label)
        self.tick.setObjectName(item.key)
        self.tick.clicked.connect(lambda on: act(item.key, on))
        self._effect = Text(dim=True)
        self._effect.setContentsMargins(_below_words(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.tick)
        column.addWidget(self._effect)

    def show_item(self, item: SwitchItem) -> None:
        self.tick.setText(item.label)
        self.tick.setChecked(item.on)
        self.tick.setEnabled(item.enabled)
        self.tick.setAccessibleDescription(item.effect)
        _say(self._effect, item.effect)


class _LineView(Field):
    def __init__(self, item: LineItem, act: Act) -> None:
        super().__init__(item.label)
        self.setObjectName(item.key)
        self.setMaxLength(item.most)
        self.setClearButtonEnabled(True)
        if item.example:
            self.setPlaceholderText(item.example)
        self.setText(item.text)
        self.textChanged.connect(lambda text: act(item.key, text))
        if item.address:
            self.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if item.enter:
            self.returnPressed.connect(lambda: act(item.enter, self.text()))

    def show_item(self, item: LineItem) -> None:
        if self.text() != item.text:
            self.setText(item.text)
        self.setReadOnly(item.locked)
        self.setAccessibleDescription(item.fault)


class _LinesView(QPlainTextEdit):
    def __init__(self, item: LineItem, act: Act) -> None:
        super().__init__(item.text)
        self.setObjectName(item.key)
        self.setAccessibleName(item.label)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(SPACE_S)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(item.rows * self.fontMetrics().lineSpacing())
        flows = self.document().defaultTextOption()
        flows.setTextDirection(self.layoutDirection())  # else an empty field begins where the keyboard's letters do
        flows.setAlignment(QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft))
        self.document().setDefaultTextOption(flows)
        self.textChanged.connect(lambda: act(item.key, self.toPlainText()))

    def show_item(self, item: LineItem) -> None:
        if self.toPlainText() != item.text:
            self.setPlainText(item.text)


class _ActionView(Button):
    def __init__(self, item: ActionItem, act: Act) -> None:
        super().__init__(item.label, item.look, item.icon)
        self.setObjectName(item.key)
        self.clicked.connect(lambda: act(item.key, None))

    def show_item(self, item: ActionItem) -> None:
        _dress(self, item)


class _MenuView(MenuButton):
    def __init__(self, item: ActionItem, act: Act) -> None:
        super().__init__(item.label, item.look, item.icon)
        self.setObjectName(item.key)
        self._item, self._act = item, act
        self.clicked.connect(lambda: open_below(self.menu(), self, leading=True))

    def menu(self) -> QMenu:
        """Return the menu of what can be chosen now."""
        menu = QMenu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self._item.options:
            action = menu.addAction(option.text.replace("&", "&&"))
            action.triggered.connect(lambda _on, value=option.value: self._act(self._item.key, value))
        return menu

    def show_item(self, item: ActionItem) -> None:
        self._item = item
        _dress(self, item)


class _ConfirmView(AskedTwice):
    def __init__(self, item: ConfirmItem, act: Act) -> None:
        super().__init__(item.label, item.question, item.leave, item.go, look=item.look, patient=item.patient)
        self.setObjectName(item.key)
        self.confirmed.connect(lambda: act(item.key, None))

    def show_item(self, item: ConfirmItem) -> None:
        self.offer.setText(item.label)
        self.question.setText(item.question)


class _LinkView(QWidget):
    def __init__(self, item: LinkItem, _act: Act) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        if item.may_open:
            button = Button(item.label)
            button.setAccessibleDescription(item.address)
            button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(item.address)))
            column.addWidget(button)
        else:
            column.addWidget(Text(item.label))
        for line in (item.address, *item.lines):
            column.addWidget(Text(line, Type.CAPTION, dim=True))

    def show_item(self, item: LinkItem) -> None:
        """It never changes: another address is another link."""


class _StepsView(QWidget):
    def __init__(self, item: StepsItem, _act: Act) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for number, step in enumerate(item.steps, start=1):
            figure = Text(QLocale().toString(number), strong=True, dim=True, selectable=False)
            figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(step), number, 1)

    def show_item(self, item: StepsItem) -> None:
        """They never change: other steps are other items."""


class _RowView(QWidget):
    def __init__(self, item: RowItem, act: Act) -> None:
        super().__init__()
        self._children = _Children(act)
        self._flow = FlowLayout(self, spacing=SPACE_S if item.wraps else SPACE_M)

    def widgets(self) -> list[QWidget]:
        """Return what stands in it, in the order of reading."""
        return self._children.widgets

    def show_item(self, item: RowItem) -> None:
        apart = () if item.apart is None else (item.apart,)
        views, moved = self._children.update((*item.items, *apart))
        self.setEnabled(item.enabled)
        self._flow.apart = views[-1] if apart else None
        for text in (view for view in views if isinstance(view, Text)):
            text.setWordWrap(not item.wraps)
        if moved:
            _put(self._flow, views)


class _GroupView(_Column):
    def __init__(self, item: GroupItem, act: Act) -> None:
        super().__init__(act, item.spacing)
        self.setObjectName(item.key)
        if item.indented:
            self._layout.setContentsMargins(_below_words(self))

    def show_item(self, item: GroupItem) -> None:
        self.show_items(item.items)


def _box(_item: BoxItem, act: Act) -> BoxView:
    rows = _Column(act, 0)
    return BoxView(rows, rows.show_items)


def _box_row(item: BoxRow, act: Act) -> BoxRowView:
    inside = _Column(act, SPACE_S)
    row = BoxRowView(item, inside, inside.show_items)
    row.switched.connect(lambda on: act(item.key, on))
    return row


class _CustomView(QWidget):
    def __init__(self, item: CustomItem, act: Act) -> None:
        super().__init__()
        self._custom = item.make()
        self._shown: object = self
        widget = cast("QWidget", self._custom)
        widget.setObjectName(item.key)
        acted = getattr(self._custom, "acted", None)
        if acted is not None:
            acted.connect(act)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(widget)

    def show_item(self, item: CustomItem) -> None:
        if self._shown != item.value:
            self._shown = item.value
            self._custom.show_value(item.value)


def _named(items: Sequence[Item]) -> Iterator[tuple[_Name, Item]]:
    seen: Counter[Hashable] = Counter()
    for item in items:
        called = _called(item)
        yield (called, seen[called]), item
        seen[called] += 1


def _called(item: Item) -> Hashable:
    """Return what stays the same while an item changes in its place."""
    match item:
        case LinkItem() | StepsItem():
            return item
        case TextItem():
            return replace(item, text="")
        case HeadingItem():
            return replace(item, text="", doubtful=False, status="a status" if item.status else "")
        case CustomItem():
            return CustomItem, item.key or item.make
    return type(item), item.key or getattr(item, "label", "")


def _drop(view: QWidget) -> None:
    """Let go of a widget; not at once: the request may come from a button in it."""
    view.hide()
    for widget in (view, *view.findChildren(QWidget)):
        widget.setObjectName("")
    view.deleteLater()


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Return what Tab stops at, in the order of reading: widgets that came later would be last for Qt."""
    if isinstance(widget, _Column | _RowView):
        for inner in widget.widgets():
            yield from stops(inner)
        return
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from stops(child)


def _dress(button: Button, item: ActionItem) -> None:
    button.show_as(item.label, item.icon)
    button.show_look(item.look)
    button.setEnabled(item.enabled)
    button.setAccessibleName(item.name)
    button.setToolTip(item.name)
    button.setAccessibleDescription(item.note)


def _heading(item: HeadingItem, act: Act) -> QWidget:
    return _AnswerView(item, act) if item.status else _HeadingView(item, act)


def _action(item: ActionItem, act: Act) -> QWidget:
    return _MenuView(item, act) if item.options else _ActionView(item, act)


def _say(text: Text, said: str) -> None:
    text.setText(said)
    text.setVisible(bool(said))


def _below_words(widget: QWidget) -> QMargins:
    """Return the margins by which something begins below the words of a tick, not below its sign."""
    return margins(sign_side(widget) + SPACE_S, 0, 0, 0)


_VIEWS: Mapping[type, Callable[[Any, Act], QWidget]] = MappingProxyType(
    {
        HeadingItem: _heading,
        TextItem: _TextView,
        NoticeItem: _NoticeView,
        ChoiceItem: _ChoiceView,
        SwitchItem: _SwitchView,
        LineItem: lambda item, act: _LinesView(item, act) if item.rows > 1 else _LineView(item, act),
        ActionItem: _action,
        ConfirmItem: _ConfirmView,
        LinkItem: _LinkView,
        StepsItem: _StepsView,
        RowItem: _RowView,
        GroupItem: _GroupView,
        BoxItem: _box,
        BoxRow: _box_row,
        CustomItem: _CustomView,
    }
)
