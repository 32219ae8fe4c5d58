"""The notation of ClientHello profiles: what no message can be made of is refused."""

import pytest

from client_hellos import CHROME
from dialtone.model.client_hello import MOST_BYTES, check_notation
from dialtone.model.frozen import replace


@pytest.mark.parametrize(
    ("extension", "complaint"),
    [
        ("0000 u16( name )", "does not begin with a type"),
        ("00: 00", "does not begin with a type"),
        ("0000: u16( name", "brackets"),
        ("0000: name )", "brackets"),
        ("0000: ) u8(", "brackets"),
        ("0000: abc", "not a token"),
        ("0000: random*99999", "not a token"),
        ("0000: mlkem1024", "not a token"),
        ("0000: mlkem768 mlkem768 mlkem768", f"more than {MOST_BYTES}"),
        ("0000: random*9999", f"more than {MOST_BYTES}"),
    ],
)
def test_what_is_no_message_is_refused(extension: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_notation(replace(CHROME, extensions=(*CHROME.extensions, extension)))


def test_what_is_shipped_is_accepted() -> None:
    check_notation(CHROME)
