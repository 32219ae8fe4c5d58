"""Which tests may be tried a second time, and how that is told: docs/decisions/0048-label-retries.md."""

import pytest

ON_THE_REAL_CLOCK = frozenset({"probe", "end_to_end", "ui"})
"""Folders whose tests wait for sockets, for the lab or for a window. What only computes is never tried twice."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let it be tried once more. The summary names it then: `RERUN` and the name of the test."""
    if ON_THE_REAL_CLOCK.intersection(item.path.relative_to(item.config.rootpath).parts[:-1]):
        item.add_marker(pytest.mark.flaky(reruns=1))
