"""Advice by what it needs: only what was recorded counts, and everything that the lab grants says why."""

from datetime import date

from dialtone.model.guidance import Remedy
from dialtone.model.way import Needs, WayKind
from lab import remedies
from lab.advice_kinds import Offered, bases, country_of, outcomes, table

_ROW = "| iran-2026 | whatsapp | blocked | vpn | works | tor_bridge (slow), web_version (none) | yes | phone_app |"


def offered(needs: Needs, outcome: str, *, recorded: bool, messenger: str = "whatsapp") -> Offered:
    return Offered("clean", messenger, WayKind.CALL, "x", needs, 0, outcome, recorded, date(2026, 11, 29))


def test_every_remedy_of_the_lab_says_what_it_rests_on() -> None:
    assert set(bases()) >= set(remedies.APPLICABLE) - remedies.TRIED_BY_THE_CHECK
    assert all(basis.source and basis.day <= date(2026, 11, 29) for basis in bases().values())
    assert not bases()[Remedy.VPN].recorded


def test_a_row_of_the_table_tells_what_became_of_each_remedy() -> None:
    assert outcomes(f"| a | b |\n{_ROW}\n")["iran-2026", "whatsapp"] == {
        Remedy.VPN: "works",
        Remedy.TOR_BRIDGE: "slow",
        Remedy.WEB_VERSION: "none",
        Remedy.PHONE_APP: "works",
    }
    assert (country_of("iran-2026"), country_of("clean")) == ("IR", "")


def test_what_is_assumed_does_not_count() -> None:
    text = table(
        [
            offered(Needs.NOTHING, "works", recorded=True),
            offered(Needs.VPN, "works", recorded=False),
            offered(Needs.VPN, "works", recorded=False, messenger="signal"),
            offered(Needs.PERSON, "not tried", recorded=False, messenger="signal"),
        ]
    )
    assert "| nothing | 1 | 1 | 1 | 1 | 0 |" in text
    assert "| vpn | 2 | 2 | 2 | 0 | 2 |" in text
    assert "| person | 1 | 0 | 0 | 0 | 0 |" in text
    assert "needs: nothing 1, none that counts 1." in text
