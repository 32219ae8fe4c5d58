"""The base of the nouns: a value that is set once, compared by its contents, and never changed."""

from typing import TYPE_CHECKING, dataclass_transform

import msgspec

if TYPE_CHECKING:  # the same, and mypy sees the fields
    from dataclasses import replace  # noqa: TID251 - for mypy alone: never loaded
else:
    from msgspec.structs import replace

__all__ = ["Frozen", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen data class that costs next to nothing to create: `class Card(Frozen)`. Files are decoded into it too.

    A class of the standard library's kind is Python code, generated and compiled at each start, 0.4 ms for each of 200
    (docs/decisions/0050-c-backed-value-classes.md).
    """
