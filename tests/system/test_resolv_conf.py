"""The search list of a Unix system, as resolv.conf tells it."""

from pathlib import Path

import pytest

from dialtone.system.resolv_conf import read_searched_below


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("", 0),
        ("nameserver 192.0.2.1\noptions ndots:4\n", 0),
        ("search .\noptions ndots:4\n", 0),
        ("search lan\n", 1),
        ("domain corp.example\noptions rotate ndots:4 edns0\n", 4),
        ("search corp.example\noptions ndots:2\noptions ndots:99\n", 15),
        ("search corp.example\noptions ndots:many\n", 1),
        ("search corp.example\nsearch\n", 0),
    ],
)
def test_names_with_fewer_dots_are_searched_first(tmp_path: Path, text: str, below: int) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "resolv.conf").write_text(text, encoding="ascii")
    assert read_searched_below(tmp_path) == below


def test_without_a_file_there_is_no_search_list(tmp_path: Path) -> None:
    assert read_searched_below(tmp_path) == 0
