"""Tables of tests in which each row stands beside its name."""

from collections.abc import Mapping, Sequence

import pytest


def named_rows(arguments: str | Sequence[str], rows: Mapping[str, object]) -> pytest.MarkDecorator:
    """Return a mark that runs a test once with each row; `rows`: what is passed, by the name of the run."""
    return pytest.mark.parametrize(arguments, list(rows.values()), ids=list(rows))
