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
    """A frozen data class that costs next to nothing to create (docs/decisions/0050-c-backed-value-classes.md)."""
