"""The matrix conclusion x rival: what counts as said, and what may not be said where the rival is true."""

from datetime import date
from pathlib import Path
from typing import Any

from lab import rivals, truths
from lab.scenarios import SCENARIOS


def answer(messenger: str, *functions: tuple[str, str, str, str], network: str = "online") -> dict[str, Any]:
    told = [
        {"function": name, "status": status, "causes": [cause] if cause else [], "confidence": surely}
        for name, status, cause, surely in functions
    ]
    return {
        "network": {"status": network, "confidence": "likely"},
        "messengers": [{"id": messenger, "functions": told}],
    }


def test_every_network_of_a_pair_is_there_and_its_rival_is_the_truth() -> None:
    for pair in rivals.PAIRS:
        for name, messenger in pair.networks:
            assert name in SCENARIOS
            wanted = pair.rival or pair.conclusion
            scenario = SCENARIOS[name]
            of = truths.find_of_messenger(scenario, messenger).values() if messenger else ()
            true = truths.find_of_line(scenario).union(*of)
            assert wanted in true, f"{pair.conclusion} x {wanted}: {name} {messenger} is {', '.join(sorted(true))}"


def test_a_conclusion_is_never_sure_where_a_rival_is_true_and_only_unsure_where_that_is_common() -> None:
    name = "outage-signal-refuses-its-name"
    for surely, wrong in (("unsure", ""), ("likely", "too sure"), ("sure", "too sure")):
        said = answer("signal", ("messages", "blocked", "name_filtered", surely), ("media", "works", "", "sure"))
        (cell,) = rivals.make_cells({name: said})
        assert (cell.surely, cell.wrong) == (surely, wrong)
    (cell,) = rivals.make_cells({name: answer("signal", ("messages", "unknown", "unexplained", "unsure"))})
    assert (cell.surely, cell.wrong) == ("", "")
    late = "telegram-cut-after-four-seconds"
    for surely, wrong in (("likely", ""), ("sure", "too sure")):
        (cell,) = rivals.make_cells({late: answer("telegram", ("messages", "works", "", surely))})
        assert (cell.surely, cell.wrong) == (surely, wrong), "an uncommon rival forbids to be sure"


def test_a_conclusion_that_is_true_must_be_found() -> None:
    found = rivals.make_cells({"signal-sni-drop": answer("signal", ("messages", "blocked", "name_filtered", "unsure"))})
    assert [cell.wrong for cell in found] == [""]
    missed = rivals.make_cells({"signal-sni-drop": answer("signal", ("messages", "unknown", "", "unsure"))})
    assert [cell.wrong for cell in missed] == ["not found"]
    assert "1 conclusions where they are true, 1 not found" in rivals.summarise(missed)


def test_the_state_of_the_network_is_a_conclusion_too() -> None:
    found = rivals.make_cells({"captive-portal": answer("signal", network="captive_portal")})
    assert {(cell.pair.conclusion, cell.surely) for cell in found} == {
        ("captive_portal", "likely"),
        ("closed_network", ""),
    }
    assert "## captive_portal" in rivals.make_page(found, date(2026, 11, 30))


def test_what_no_check_could_see_is_marked_and_not_wrong() -> None:
    """Beyond what is read of a connection nothing shows a throttle: the same is said as on a sound line."""
    said = answer("whatsapp", ("media", "works", "", "likely"), ("web", "works", "", "sure"))
    (cell,) = rivals.make_cells({"meta-slow-after-64k": said})
    assert (cell.wrong, cell.remark) == ("", "unseen")


def test_the_page_tells_what_is_too_sure_from_what_shows_too_late_for_any_check() -> None:
    works = ("messages", "works", "", "sure")
    said = {
        "telegram-cut-after-four-seconds": answer("telegram", works),
        "meta-slow-after-64k": answer("whatsapp", works),
    }
    page = rivals.make_page(rivals.make_cells(said), date(2026, 11, 30))
    assert "Written on 2026-11-30" in page
    assert page.count("sure (**too sure**)") == 1
    assert page.count("sure (**unseen**)") == 1


def test_the_page_in_docs_has_every_network_of_every_pair() -> None:
    page = (Path(__file__).parents[1] / "docs" / "rivals.md").read_text(encoding="utf-8")
    wanted = [f"| {name} {messenger}".rstrip() + " |" for pair in rivals.PAIRS for name, messenger in pair.networks]
    assert [row for row in wanted if row not in page] == [], "./dev lab rivals --out FILE > docs/rivals.md"
    assert "**too sure**" not in page
    assert "**not found**" not in page
