"""Between the tables of files and the model: field by field of the same name, and none of them forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

_T = TypeVar("_T")


def into(kind: Callable[..., _T], source: object, /, *, apart: Iterable[str] = (), **values: object) -> _T:
    """Return a `kind` with the fields of `source` that have the same names, and `values` for what is no plain copy.

    Both are dataclasses or tables of msgspec. `apart`: fields of `source` that go elsewhere, or nowhere.

    Raises `TypeError` where a field of either would be forgotten: one of `kind` that nothing fills, even if it has a
    default, or one of `source` that nothing takes.
    """
    given = set(names(source)).difference(apart)
    if forgotten := set(names(kind)) ^ (given | values.keys()):
        raise TypeError(
            f"{type(source).__name__} into {getattr(kind, '__name__', kind)}: {', '.join(sorted(forgotten))}"
        )
    return kind(**{name: getattr(source, name) for name in given - values.keys()}, **values)


def names(shape: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass or a table, or of the kind of one."""
    if is_dataclass(shape):
        return tuple(field.name for field in fields(shape))
    keys: tuple[str, ...] = shape.__struct_fields__
    return keys
