"""What the nouns are made of: a value that is written once, compared by what it holds, and never changed."""

from typing import TYPE_CHECKING, dataclass_transform

import msgspec

if TYPE_CHECKING:  # the same, and mypy knows which fields there are
    from dataclasses import replace  # noqa: TID251 - for mypy alone: it is never loaded
else:
    from msgspec.structs import replace

__all__ = ["Frozen", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen data class that costs next to nothing to make: `class Card(Frozen)`. Files are read into it as well.

    One of the standard library is Python that is written and compiled anew at each start, 0.4 ms for each of 200
    (docs/decisions/0050-nouns-are-made-in-c.md).
    """
