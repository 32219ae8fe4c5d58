"""Advice by what it needs: only what was recorded counts, and everything that the lab grants says why."""

from datetime import date

from dialtone.model.vocabulary import Cause
from dialtone.model.way import Needs, WayKind
from dialtone.store.data_folders import resources
from dialtone.store.situation_file import load_situations
from lab import remedies
from lab.advice_kinds import Offered, find_country, load_bases, make_table, read_outcomes
from lab.remedy_kinds import Remedy
from lab.scenario import IpBlock
from lab.scenarios import find_scenario

_ROW = "| iran-2026 | whatsapp | blocked | vpn | works | tor_bridge (slow), web_version (none) | yes | phone_app |"


def offered(needs: Needs, outcome: str, *, recorded: bool, messenger: str = "whatsapp") -> Offered:
    return Offered("clean", messenger, WayKind.CALL, "x", needs, 0, outcome, recorded, date(2026, 11, 29))


def test_every_remedy_of_the_lab_says_what_it_rests_on() -> None:
    assert set(load_bases()) >= set(remedies.APPLICABLE) - remedies.TRIED_BY_THE_CHECK
    assert all(basis.source and basis.day <= date(2026, 11, 29) for basis in load_bases().values())
    assert not load_bases()[Remedy.VPN].recorded


def test_the_flagship_network_is_no_kinder_than_its_sources() -> None:
    """In Russia addresses are dropped too: a name looked up elsewhere opens nothing there."""
    rows = next(one.rows for one in load_situations(resources(), "en") if one.country == "RU")
    known = {cause for row in rows if row.messenger == "whatsapp" and row.goes_on for cause in row.causes}
    assert {Cause.ADDRESS_BLOCKED, Cause.DNS_MISSING} <= known
    russia = find_scenario("russia-2026")
    drops = [rule for rule in russia.rules if isinstance(rule, IpBlock) and rule.action == "drop"]
    assert any("m:whatsapp" in rule.match.groups and rule.match.proto is None for rule in drops)
    assert russia.dns_lies


def test_a_row_of_the_table_tells_what_became_of_each_remedy() -> None:
    assert read_outcomes(f"| a | b |\n{_ROW}\n")["iran-2026", "whatsapp"] == {
        Remedy.VPN: "works",
        Remedy.TOR_BRIDGE: "slow",
        Remedy.WEB_VERSION: "none",
        Remedy.PHONE_APP: "works",
    }
    assert (find_country("iran-2026"), find_country("clean")) == ("IR", "")


def test_what_is_assumed_does_not_count() -> None:
    text = make_table(
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
