"""Conversion between the tables of files and the model, by field name, without forgetting a field."""

from collections.abc import Callable, Iterable, Set
from typing import Any, TypeVar

_T = TypeVar("_T")


def copy_fields(kind: Callable[..., _T], source: object, /, *, omitting: Iterable[str] = (), **values: object) -> _T:
    """Return a `kind` with the fields of `source` of the same names, and `values` for what is not a plain copy.

    Both are structs of the model or tables of a file. `omitting`: fields of `source` that go elsewhere, or are dropped.

    Raises `TypeError` if a field was forgotten: one of `kind` that nothing sets, even if it has a default, or one of
    `source` that is not used.
    """
    copied = _field_names(source) - frozenset(omitting)
    if forgotten := _field_names(kind) ^ (copied | values.keys()):
        into_what = getattr(kind, "__name__", kind)
        raise TypeError(f"{type(source).__name__} into {into_what}: {', '.join(sorted(forgotten))}")
    return kind(**{name: getattr(source, name) for name in copied - values.keys()}, **values)


def _field_names(shape: Any) -> Set[str]:
    """Return the field names of a struct or of its class."""
    return frozenset(shape.__struct_fields__)
