"""The address of a mirror: over HTTPS alone, without anything that could name a person."""

from pathlib import Path

import pytest

from dialtone.store.mirror import Mirror, load_mirrors, parse_mirror


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://mirror.example.org", "https://mirror.example.org/"),
        (" https://Mirror.Example.org/dialtone \n", "https://mirror.example.org/dialtone/"),
        ("https://mirror.example.org:8443/a/b/", "https://mirror.example.org:8443/a/b/"),
        ("https://зеркало.example.org/x", "https://xn--80ajfngsk.example.org/x/"),
    ],
)
def test_what_is_understood(typed: str, kept: str) -> None:
    assert str(parse_mirror(typed)) == kept
    assert parse_mirror(kept) == parse_mirror(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mirror.example.org",
        "http://mirror.example.org/",
        "ftp://mirror.example.org/",
        "https://",
        "https://localhost/",
        "https://ira:kolokol@mirror.example.org/",
        "https://mirror.example.org/?a=b",
        "https://mirror.example.org/#x",
        "https://mirror.example.org:99999/",
        "https://mirror.example.org:0/",
        "https://mirror.example.org/../x",
        "https://mirror.example.org/a b",
        "https://mirror.example.org/a\r\nHost: x",
        "https://[::1]/",
        "https://-bad-.example.org/",
        "https://" + "a" * 600 + ".example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_what_is_not(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_mirror(typed)


def test_there_are_none_by_default(tmp_path: Path) -> None:
    assert load_mirrors(tmp_path, ()) == ()


def test_the_persons_come_before_a_distributors(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mirrors.toml").write_text('mirrors = ["https://b.example.org/", "https://a.example.org/"]')
    mine = ("https://a.example.org/", "nonsense")
    assert load_mirrors(tmp_path, mine) == (Mirror("a.example.org", 443, "/"), Mirror("b.example.org", 443, "/"))
