"""What several tests of the store share."""

from pathlib import Path

import pytest

from store.content_maker import TOOL, Maker


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    TOOL.make_keys(tmp_path / "keys", 3, 2)
    return Maker(tmp_path, tmp_path / "state")
