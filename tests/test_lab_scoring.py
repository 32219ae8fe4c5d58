"""How often `unknown` is said over the lab, and judging again what a scoring has kept."""

import json
from pathlib import Path
from typing import Any

from lab.scenarios import SCENARIOS, find_scenario, join_at_random
from lab.scoring import count_stopped_unknowns, count_unknowns, read_kept

CLEAN = find_scenario("clean")


def answer(**functions: str) -> dict[str, Any]:
    told = [
        {"function": name, "status": status, "causes": [], "confidence": "sure"} for name, status in functions.items()
    ]
    whole = {"id": "signal", "status": "unknown", "causes": [], "confidence": "unsure", "functions": told}
    return {"network": {"status": "online", "flags": []}, "messengers": [whole]}


def keep(folder: Path, document: dict[str, Any]) -> Path:
    folder.mkdir()
    ran = {"exit_code": 1, "timed_out": False, "run_ms": 5}
    (folder / "report.json").write_text(json.dumps({"runs": [ran], "coverage": {}}), encoding="utf-8")
    (folder / "answer.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "stderr").write_bytes(b"")
    return folder


def test_what_a_scoring_kept_is_judged_again_and_unknown_is_counted(tmp_path: Path) -> None:
    kept = keep(tmp_path / "clean.1", answer(messages="unknown", media="works", calls="works", web="works"))
    result = read_kept(kept, CLEAN, [])
    assert not result.faults
    lines = "\n".join(count_unknowns([result, result]))
    assert "messengers                      2 of    2   100.0 %   (0)" in lines
    assert "signal messages               2 of    2   100.0 %   (0)" in lines
    assert "signal media" not in lines, "nobody said it of these"


def test_unknown_where_nothing_else_can_be_known_stands_in_brackets(tmp_path: Path) -> None:
    kept = keep(tmp_path / "offline-link-down.1", answer(messages="unknown", media="unknown"))
    lines = "\n".join(count_unknowns([read_kept(kept, find_scenario("offline-link-down"), [])]))
    assert "signal messages               1 of    1   100.0 %   (1)" in lines
    assert count_unknowns([])[2].endswith("0 of    0    0.0 %   (0)")


def test_unknown_where_something_is_stopped_is_told_apart_by_whose_networks_they_are(tmp_path: Path) -> None:
    names = ("signal-sni-rst", "rival-address-blocked-signal", "cn-likely-addresses-and-residual", "offline-no-route")
    results = [
        read_kept(keep(tmp_path / name, answer(messages="unknown", media="blocked")), find_scenario(name), [])
        for name in names
    ]
    told = [" ".join(line.split()) for line in count_stopped_unknowns(results)]
    assert told[2:] == [
        "countries functions 1 of 2 50.0 % (0)",
        "countries messengers 1 of 1 100.0 % (0)",
        "new functions 1 of 2 50.0 % (0)",
        "new messengers 1 of 1 100.0 % (0)",
        "old functions 1 of 2 50.0 % (0)",
        "old messengers 1 of 1 100.0 % (0)",
    ], "nothing is stopped where the line itself is dead"


def test_every_network_can_be_joined_with_any_other() -> None:
    for name in SCENARIOS:
        assert find_scenario(f"ipv6-only+{name}").truth()["scenario"] == f"ipv6-only+{name}"


def test_joined_networks_are_an_honest_line_and_something_stopped() -> None:
    drawn = join_at_random(40, 7)
    assert drawn == join_at_random(40, 7) != join_at_random(40, 8)
    for spec in (*drawn, *join_at_random(400, 7)):
        line, stopped = (find_scenario(name).truth() for name in spec.split("+"))
        assert not line["network"]["censorship"]
        assert not spec.startswith(("local-proxy-takes-all+", "mitm-")), "what it diverts is out of the other's reach"
        blamed = any(one["by"] in ("censor", "provider") for one in stopped["messengers"].values())
        assert blamed or stopped["network"]["censorship"]
