"""What a person opened, chose and typed on a page, kept while the page is built anew under their hands."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from dialtone.model.frozen import Frozen
from dialtone.ui.widgets.box_view import BoxRowView
from dialtone.ui.widgets.disclosure import Disclosure

Name = tuple[str, str]
"""The class of a widget, and the words that it shows."""


class PageMemory(Frozen):
    """The state of one page."""

    opened: tuple[tuple[str, bool], ...] = ()
    """The titles of what the person opened or closed, and whether it is open. Else a new page knows better: a risky way
    that was open when the first answer came is folded once something safer is seen to work."""
    typed: tuple[tuple[str, str], ...] = ()
    focus: Name | None = None


def remember(page: QWidget) -> PageMemory:
    """Look at a page that is about to go."""
    focus = QApplication.focusWidget()
    return PageMemory(
        tuple((d.head.text(), d.head.isChecked()) for d in _folding(page) if d.is_changed),
        tuple((line.accessibleName(), line.text()) for line in page.findChildren(QLineEdit) if line.isModified()),
        _name(focus) if focus is not None and page.isAncestorOf(focus) else None,
    )


def restore(page: QWidget, memory: PageMemory) -> None:
    """Bring a new page into that state, as far as it has the same things."""
    opened, typed = dict(memory.opened), dict(memory.typed)
    for disclosure in _folding(page):
        disclosure.head.setChecked(opened.get(disclosure.head.text(), disclosure.head.isChecked()))
    for line in page.findChildren(QLineEdit):
        if line.accessibleName() in typed:
            line.setText(typed[line.accessibleName()])
            line.setModified(True)
    if memory.focus is not None:
        same = (
            w for w in page.findChildren(QWidget) if type(w).__name__ == memory.focus[0] and _name(w) == memory.focus
        )
        found = next(same, None)
        if found is not None:
            found.setFocus()


def _folding(page: QWidget) -> list[Disclosure | BoxRowView]:
    return [*page.findChildren(BoxRowView), *page.findChildren(Disclosure)]


def _name(widget: QWidget) -> Name:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return type(widget).__name__, words or widget.accessibleName()
