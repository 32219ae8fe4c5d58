"""`./dev guidance` and what `./dev lint` says of the advice."""

from datetime import date
from pathlib import Path

import pytest

from dialtone.model.frozen import replace
from dialtone.store.guidance_file import load_guidance
from guidance_dates import page
from guidance_lint import complaints, main, read_record

RESOURCES = Path(__file__).parents[1] / "resources"
ENTRIES = load_guidance(RESOURCES, "en")
TODAY = date(2026, 12, 1)


def test_the_advice_contradicts_nothing() -> None:
    assert list(complaints(ENTRIES, read_record(), TODAY)) == []
    assert main() == 0


def test_what_contradicts_the_record_is_named() -> None:
    entry = next(one for one in ENTRIES if one.id == "white-list")
    record = read_record()
    first = entry.sources[0]
    other = replace(entry, sources=(replace(first, date=date(2020, 1, 1)),))
    assert "has another day" in next(complaints((other,), record, TODAY))
    assert "otherwise whether it was read" in next(
        complaints((replace(entry, sources=(replace(first, read=False),)),), record, TODAY)
    )
    missing = {key: row for key, row in record.items() if key != first.address}
    assert "its address is not in" in next(complaints((entry,), missing, TODAY))
    assert "has not come yet" in next(complaints((entry,), record, date(2026, 11, 1)))
    assert "nothing rests on it" in next(complaints((), record, TODAY))


def test_a_record_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guidance.toml"
    path.write_text('[[sources]]\naddress = "https://a.example"\nhash = "sha256:0000000000000000"\n')
    with pytest.raises(ValueError, match="not its hash"):
        read_record(path)


def test_the_page_says_what_is_due_what_rests_on_nothing_and_what_nobody_opened() -> None:
    text = page(ENTRIES, date(2027, 1, 1))
    assert "! 2026-12-31 is marked look by 2026-12-31  vpn-you-trust (newest source read: 2026-04-01)" in text
    assert "  hosts-file\n" in text.split("Nothing that rests")[1]
    assert "https://desktop.telegram.org (telegram-own-app, telegram-update)" in text
