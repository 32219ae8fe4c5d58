"""What a Qt object owns and names nobody, found as Qt finds it."""

from typing import TypeVar

from PySide6.QtCore import QObject, Qt

Kind = TypeVar("Kind", bound=QObject)


def find_only(owner: QObject, kind: type[Kind]) -> Kind:
    """Return the only object of a kind that an object owns itself."""
    (found,) = owner.findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found
