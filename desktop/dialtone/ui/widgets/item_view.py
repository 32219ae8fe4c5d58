"""Shows a page from its description, and updates it in place: focus, scroll position and expanded rows stay."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from PySide6.QtCore import QLocale, QMargins, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLayout, QMenu, QPlainTextEdit, QSizePolicy, QStyle, QVBoxLayout, QWidget

from dialtone.model.frozen import replace
from dialtone.ui.painting.control_style import sign_side
from dialtone.ui.painting.drawing import paint_round
from dialtone.ui.painting.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    TILE_RADIUS,
    Type,
    colours_of,
    fixed_font,
    larger,
    margins,
)
from dialtone.ui.widgets.asked_twice import AskedTwice
from dialtone.ui.widgets.box_head import FRAME, BoxHead
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.controls import Button, Heading, MenuButton, Text, open_below
from dialtone.ui.widgets.face import FacedHeading
from dialtone.ui.widgets.flow_layout import FlowLayout, in_a_column, in_a_row, tab_in_order
from dialtone.ui.widgets.form_fields import Field, Tick
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
from dialtone.ui.widgets.spoken_roles import tell_expanded

Act = Callable[[str, object], None]
"""Takes the id of an action and its value."""
View = tuple[QWidget, Callable[[Any], object]]
"""The widget of an item, and a function that shows another item with the same identity in it."""
_CONTROL = 240
"""The least width of a labelled choice."""
_Identity = tuple[Hashable, int]
"""Identifies an item across two descriptions: its key, label or type, and its index among items that share it."""


class ItemView(QWidget):
    """A column of items. The object name of a control's widget is its key.

    Signals:
        acted: what the person did: the key of the control, and its value.
    """

    acted = Signal(str, object)

    def __init__(self, items: Sequence[Item] = (), *, spacing: int = SPACE_L) -> None:
        super().__init__()
        self._items = _Items(self.acted.emit, _column(spacing))
        in_a_column(self, self._items).addStretch(1)
        self.show_items(items)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these items: one with the same key, else the same label or position, keeps its widget."""
        if self._items.show_items(items):
            tab_in_order(*stops(self._items))

    def control(self, key: str) -> Any:
        """Return a control's widget: a `Button`, `Tick`, `Choice`, `Field` or a custom one. Raises `LookupError`."""
        found = self.findChild(QWidget, key)
        if found is None:
            raise LookupError(key)
        return found

    def has_control(self, key: str) -> bool:
        """Return whether the page has this control now."""
        return self.findChild(QWidget, key) is not None


class ItemPage(Page):
    """A full-window page that is made of items.

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
        """Move the keyboard focus to this control."""
        self.control(key).setFocus(Qt.FocusReason.OtherFocusReason)


class _Items(QWidget):
    """The widgets of items in a layout, in order."""

    def __init__(self, act: Act, layout: QLayout) -> None:
        super().__init__()
        self._act = act
        self._shown: dict[_Identity, View] = {}
        self.setLayout(layout)

    def widgets(self) -> list[QWidget]:
        """Return its widgets in reading order."""
        return [widget for widget, _ in self._shown.values()]

    def show_items(self, items: Sequence[Item]) -> bool:
        """Show these items; return whether widgets were added, removed or moved."""
        before, self._shown = self._shown, {}
        for name, item in _named(items):
            widget, show = before.get(name) or _VIEWS[type(item)](item, self._act)
            show(item)
            self._shown[name] = widget, show
        for name in before.keys() - self._shown.keys():
            _drop(before[name][0])
        moved = list(before) != list(self._shown)
        if moved:
            self._put()
        return moved

    def _put(self) -> None:
        """Replace the widgets in the layout, and keep the same order for screen readers."""
        layout = cast("QLayout", self.layout())
        while layout.takeAt(0) is not None:
            pass
        for widget in self.widgets():
            layout.addWidget(widget)
            widget.show()
            widget.raise_()


class _Framed(_Items):
    """Rows in one frame."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = colours_of(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_round(painter, frame, TILE_RADIUS, colours.tile, QPen(colours.hairline, 1))


class BoxRowView(QWidget):
    """A row and its content, which is created when it is first expanded."""

    def __init__(self, item: BoxRow, act: Act) -> None:
        super().__init__()
        self._item, self._act = item, act
        self.head, self.body = BoxHead(item), _Items(act, _column(SPACE_S))
        in_a_column(self, self.head, self.body)
        self.body.hide()
        self.head.toggled.connect(self._on_head_toggled)
        self.head.clicked.connect(self._on_head_clicked)

    def show_item(self, item: BoxRow) -> None:
        """Show this row; if the person expanded it, it stays expanded."""
        before, self._item = self._item, item
        if item.opened is not before.opened and self.head.isChecked() is before.opened:
            self.head.setChecked(item.opened)
        self.head.show_item(item)
        self._fill()

    def _on_head_clicked(self, on: bool) -> None:
        if self.head.switches:
            self._act(self._item.key, on)

    def _on_head_toggled(self) -> None:
        if not self.head.switches:
            self._fill()
            tell_expanded(self.head)

    def _fill(self) -> None:
        items = self._item.items
        opened = not self.head.switches and self.head.isChecked() and bool(items)
        layout = self.body.layout()
        if opened and layout is not None:
            rows = isinstance(first := items[0], BoxRow) and not first.flat
            inside = rows or self._item.flat
            layout.setContentsMargins(QMargins() if inside else margins(SPACE_L, SPACE_XS, SPACE_L, SPACE_L))
            layout.setSpacing(0 if rows else SPACE_S)
            self.body.show_items(items)
        self.body.setVisible(opened)


class _MenuView(MenuButton):
    def __init__(self, item: ActionItem, act: Act) -> None:
        super().__init__(item.label, item.look, item.icon)
        self._item, self._act = item, act
        self.clicked.connect(lambda: open_below(self.menu(), self, leading=True))

    def menu(self) -> QMenu:
        """Return the menu of the current options."""
        menu = QMenu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self._item.options:
            action = menu.addAction(option.text.replace("&", "&&"))
            action.triggered.connect(lambda _on, value=option.value: self._act(self._item.key, value))
        return menu

    def show_item(self, item: ActionItem) -> None:
        self._item = item
        _show_action(self, item)


# The widget of each kind of item


def _heading(item: HeadingItem, _act: Act) -> View:
    if item.status:
        answer = FacedHeading(item.text, item.status, doubtful=item.doubtful, size=item.size)
        return answer, lambda now: answer.show_answer(now.text, now.status, doubtful=now.doubtful)
    heading = Heading(item.text, item.size, selectable=item.selectable)
    return heading, lambda now: heading.setText(now.text)


def _text(item: TextItem, _act: Act) -> View:
    text = Text(item.text, item.size, strong=item.strong, dim=item.dim)
    text.setObjectName(item.key)
    if item.fixed:
        text.setFont(fixed_font(text.font()))
    return text, lambda now: text.setText(now.text)


def _notice(item: NoticeItem, act: Act) -> View:
    notice, inside = RiskNotice(item.text, item.level), _Items(act, _column(SPACE_S))
    notice.setObjectName(item.key)
    notice.column.addWidget(inside)

    def show(now: NoticeItem) -> None:
        notice.show_risk(now.text, now.level)
        inside.show_items(now.items)
        inside.setVisible(bool(now.items))

    return notice, show


def _choice(item: ChoiceItem, act: Act) -> View:
    field, effect, whole = Choice(item.prompt), Text(dim=True), QWidget()
    field.setObjectName(item.key)
    field.setAccessibleName(item.label)
    field.activated.connect(lambda _row: act(item.key, field.currentData()))
    if item.labelled:
        field.setFixedWidth(max(_CONTROL, 28 * whole.fontMetrics().averageCharWidth()))
        labelled = in_a_row(Text(item.label, selectable=False), field, spacing=SPACE_XL)
    in_a_column(whole, labelled if item.labelled else field, effect, spacing=SPACE_XS)

    def show(now: ChoiceItem) -> None:
        if field.choices != now.options:
            field.offer(now.options, now.chosen)
        elif field.currentData() != now.chosen:
            field.choose(now.chosen)
        field.setEnabled(now.enabled)
        _say_effect(effect, field, now.effect)

    return whole, show


def _switch(item: SwitchItem, act: Act) -> View:
    tick, effect, whole = Tick(item.label), Text(dim=True), QWidget()
    tick.setObjectName(item.key)
    tick.clicked.connect(lambda on: act(item.key, on))
    effect.setContentsMargins(_below_words(whole))
    in_a_column(whole, tick, effect, spacing=SPACE_S)

    def show(now: SwitchItem) -> None:
        tick.setText(now.label)
        tick.setChecked(now.on)
        tick.setEnabled(now.enabled)
        _say_effect(effect, tick, now.effect)

    return whole, show


def _text_field(item: LineItem, act: Act) -> View:
    if item.rows > 1:
        return _text_area(item, act)
    field = Field(item.label)
    field.setObjectName(item.key)
    field.setMaxLength(item.most)
    field.setClearButtonEnabled(True)
    if item.example:
        field.setPlaceholderText(item.example)
    field.setText(item.text)
    field.textChanged.connect(lambda text: act(item.key, text))
    if item.address:
        field.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if item.enter:
        field.returnPressed.connect(lambda: act(item.enter, field.text()))

    def show(now: LineItem) -> None:
        if field.text() != now.text:
            field.setText(now.text)
        field.setReadOnly(now.locked)
        field.setAccessibleDescription(now.fault)

    return field, show


def _text_area(item: LineItem, act: Act) -> View:
    """Return a field of several rows, which ignores the other properties of a `LineItem`."""
    field = QPlainTextEdit(item.text)
    field.setObjectName(item.key)
    field.setAccessibleName(item.label)
    field.setTabChangesFocus(True)
    field.document().setDocumentMargin(SPACE_S)
    field.viewport().setAutoFillBackground(False)
    field.setMinimumHeight(item.rows * field.fontMetrics().lineSpacing())
    flows = field.document().defaultTextOption()
    flows.setTextDirection(field.layoutDirection())  # else an empty field starts at the side of the keyboard layout
    flows.setAlignment(QStyle.visualAlignment(field.layoutDirection(), Qt.AlignmentFlag.AlignLeft))
    field.document().setDefaultTextOption(flows)
    field.textChanged.connect(lambda: act(item.key, field.toPlainText()))

    def show(now: LineItem) -> None:
        if field.toPlainText() != now.text:
            field.setPlainText(now.text)

    return field, show


def _action(item: ActionItem, act: Act) -> View:
    if item.options:
        menu = _MenuView(item, act)
        menu.setObjectName(item.key)
        return menu, menu.show_item
    button = Button(item.label, item.look, item.icon)
    button.setObjectName(item.key)
    button.clicked.connect(lambda: act(item.key, None))
    return button, lambda now: _show_action(button, now)


def _show_action(button: Button, item: ActionItem) -> None:
    button.show_as(item.label, item.icon)
    button.show_look(item.look)
    button.setEnabled(item.enabled)
    button.setAccessibleName(item.name)
    button.setToolTip(item.name)
    button.setAccessibleDescription(item.note)


def _confirm(item: ConfirmItem, act: Act) -> View:
    asked = AskedTwice(item)
    asked.confirmed.connect(lambda: act(item.key, None))
    return asked, asked.show_item


def _link(item: LinkItem, _act: Act) -> View:
    whole, label = QWidget(), Button(item.label) if item.may_open else Text(item.label)
    if isinstance(label, Button):
        label.setAccessibleDescription(item.address)
        label.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(item.address)))
    below = (Text(line, Type.CAPTION, dim=True) for line in (item.address, *item.lines))
    in_a_column(whole, label, *below, spacing=SPACE_XS)
    return whole, _keep


def _steps(item: StepsItem, _act: Act) -> View:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_M)
    grid.setVerticalSpacing(SPACE_S)
    grid.setColumnStretch(1, 1)
    for number, step in enumerate(item.steps, start=1):
        figure = Text(QLocale().toString(number), strong=True, dim=True, selectable=False)
        figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(step), number, 1)
    return whole, _keep


def _keep(_item: Item) -> None:
    """Change nothing: another address is another link, and other steps are another item."""


def _row(item: RowItem, act: Act) -> View:
    flow = FlowLayout(spacing=SPACE_S if item.wraps else SPACE_M)
    row = _Items(act, flow)

    def show(now: RowItem) -> None:
        row.show_items((*now.items, *((now.apart,) if now.apart is not None else ())))
        flow.apart = row.widgets()[-1] if now.apart is not None else None
        row.setEnabled(now.enabled)
        for text in (widget for widget in row.widgets() if isinstance(widget, Text)):
            text.setWordWrap(not now.wraps)

    return row, show


def _group(item: GroupItem, act: Act) -> View:
    layout = _column(item.spacing)
    group = _Items(act, layout)
    group.setObjectName(item.key)
    if item.indented:
        layout.setContentsMargins(_below_words(group))
    return group, lambda now: group.show_items(now.items)


def _box(_item: BoxItem, act: Act) -> View:
    whole, heading, layout = QWidget(), Heading(selectable=False), _column(0)
    layout.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
    rows = _Framed(act, layout)
    in_a_column(whole, heading, rows, spacing=SPACE_S)

    def show(now: BoxItem) -> None:
        heading.setText(now.label)
        heading.setVisible(bool(now.label))
        heading.setFont(larger(whole.font(), 3, strong=True))
        rows.show_items(now.rows)

    return whole, show


def _box_row(item: BoxRow, act: Act) -> View:
    row = BoxRowView(item, act)
    return row, row.show_item


def _custom(item: CustomItem, act: Act) -> View:
    custom, whole, shown = item.make(), QWidget(), list[object]()
    widget = cast("QWidget", custom)
    widget.setObjectName(item.key)
    if (acted := getattr(custom, "acted", None)) is not None:
        acted.connect(act)
    in_a_column(whole, widget)

    def show(now: CustomItem) -> None:
        if shown != [now.value]:
            shown[:] = [now.value]
            custom.show_value(now.value)

    return whole, show


_VIEWS: Mapping[type, Callable[[Any, Act], View]] = MappingProxyType(
    {
        HeadingItem: _heading,
        TextItem: _text,
        NoticeItem: _notice,
        ChoiceItem: _choice,
        SwitchItem: _switch,
        LineItem: _text_field,
        ActionItem: _action,
        ConfirmItem: _confirm,
        LinkItem: _link,
        StepsItem: _steps,
        RowItem: _row,
        GroupItem: _group,
        BoxItem: _box,
        BoxRow: _box_row,
        CustomItem: _custom,
    }
)


def _named(items: Sequence[Item]) -> Iterator[tuple[_Identity, Item]]:
    seen: Counter[Hashable] = Counter()
    for item in items:
        called = _identity(item)
        yield (called, seen[called]), item
        seen[called] += 1


def _identity(item: Item) -> Hashable:
    """Return what stays the same while an item changes in place."""
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
    """Hide a widget and delete it later: the request may come from a button in it."""
    view.hide()
    for widget in (view, *view.findChildren(QWidget)):
        widget.setObjectName("")
    view.deleteLater()


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the tab stops in reading order: Qt would put widgets that were added later last."""
    if isinstance(widget, _Items):
        for inner in widget.widgets():
            yield from stops(inner)
        return
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from stops(child)


def _column(spacing: int) -> QVBoxLayout:
    return in_a_column(None, spacing=spacing)


def _say_effect(text: Text, control: QWidget, effect: str) -> None:
    """Show the effect of a control below it, and describe it to screen readers."""
    control.setAccessibleDescription(effect)
    text.setText(effect)
    text.setVisible(bool(effect))


def _below_words(widget: QWidget) -> QMargins:
    """Return the margins that align something with the words of a check box, not with its box."""
    return margins(sign_side(widget) + SPACE_S, 0, 0, 0)
