"""Between the tables of files and the model: field by field of the same name, and none of them forgotten."""

from collections.abc import Callable, Iterable, Set
from typing import Any, TypeVar

_T = TypeVar("_T")


def into(kind: Callable[..., _T], source: object, /, *, apart: Iterable[str] = (), **values: object) -> _T:
    """Return a `kind` with the fields of `source` that have the same names, and `values` for what is no plain copy.

    Both are nouns of the model or tables of a file. `apart`: fields of `source` that go elsewhere, or nowhere.

    Raises `TypeError` where a field of either would be forgotten: one of `kind` that nothing fills, even if it has a
    default, or one of `source` that nothing takes.
    """
    given = names(source) - frozenset(apart)
    if forgotten := names(kind) ^ (given | values.keys()):
        into_what = getattr(kind, "__name__", kind)
        raise TypeError(f"{type(source).__name__} into {into_what}: {', '.join(sorted(forgotten))}")
    return kind(**{name: getattr(source, name) for name in given - values.keys()}, **values)


def names(shape: Any) -> Set[str]:
    """Return the names of the fields of a noun or a table, or of the kind of one."""
    return frozenset(shape.__struct_fields__)
