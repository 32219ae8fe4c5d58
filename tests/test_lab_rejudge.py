"""The recorded checks of all networks, and what `lab rejudge` says of a change of rules."""

import json
import lzma
from itertools import islice
from pathlib import Path
from typing import Any

from dialtone.judge.rejudge import judge_again
from dialtone.store.check_file import encode_check, save_check
from judge.recorded import (
    RECORDED,
    judged_today,
    lines_of,
    record,
    recorded,
    recorded_checks,
    with_numbered_certificates,
)
from judge.saved import saved_checks
from lab.rejudge import (
    judge_answers,
    keep_recorded,
    list_differences,
    read_answers,
    read_earlier_answers,
    summarise_gravest,
)
from lab.scenarios import SCENARIOS
from shipped_catalogue import shipped_catalogue


def answer(status: str, *causes: str, confidence: str = "sure", network: str = "online") -> dict[str, Any]:
    said = {"status": status, "causes": list(causes), "confidence": confidence}
    functions = [{"function": name} | said for name in ("messages", "media")]
    ground = {"status": network, "flags": [], "confidence": "sure"}
    return {"network": ground, "messengers": [{"id": "signal", "functions": functions} | said]}


def test_every_network_of_the_lab_is_recorded() -> None:
    names = list(recorded())
    assert names == sorted(SCENARIOS), "remake them: ./dev lab score --out DIR, then ./dev lab record DIR"


def test_the_recorded_checks_stay_small() -> None:
    assert RECORDED.stat().st_size < 3_000 * len(SCENARIOS)


def test_what_is_recorded_is_enough_to_judge_it_again(tmp_path: Path) -> None:
    saved, path = saved_checks(), tmp_path / "some.jsonl.xz"
    record(saved.items(), path)
    first = path.read_bytes()
    record(reversed(saved.items()), path)
    assert path.read_bytes() == first, "the same checks, the same bytes"
    catalogue, bare = shipped_catalogue(), dict(recorded_checks(path))
    assert not any(verdict.evidence for check in bare.values() for verdict in check.messengers)
    assert {name: judge_again(check, catalogue) for name, check in bare.items()} == {
        name: with_numbered_certificates(judge_again(check, catalogue)) for name, check in saved.items()
    }


def test_a_network_recorded_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    saved, path = saved_checks(), tmp_path / "some.jsonl.xz"
    record([("clean", saved["clean"]), ("vpn-up", saved["vpn-up"]), ("no longer there", saved["clean"])], path)
    for seed, check in (("1", saved["russia-2026"]), ("2", saved["clean"])):
        (tmp_path / f"vpn-up.{seed}").mkdir()
        save_check(tmp_path / f"vpn-up.{seed}" / "answer.json", encode_check(check, lambda _: ("", "", ())))
    assert keep_recorded(tmp_path, path) == ["vpn-up"]
    found = dict(recorded_checks(path))
    assert list(found) == ["clean", "vpn-up"]
    assert found["vpn-up"].observations == with_numbered_certificates(saved["russia-2026"]).observations


def test_a_difference_is_told_with_what_the_truth_says_of_it_and_the_gravest_first() -> None:
    before = {"signal-sni-rst": answer("blocked", "name_filtered", confidence="likely"), "clean": answer("works")}
    after = {
        "signal-sni-rst": answer("blocked", "dns_forged"),
        "clean": answer("blocked", "name_filtered", network="offline"),
    }
    told = list_differences(before, after)
    assert " ".join(told[0].split()) == "worse clean network online sure [right] -> offline sure [wrong, AND SURE]"
    clean = "worse clean signal messages works sure [right] -> blocked name_filtered sure [false_blocked, AND SURE]"
    assert clean.split() in [line.split() for line in told]
    wrong = "blocked name_filtered likely [right] -> blocked dns_forged sure [wrong cause, AND SURE]"
    assert any(line.endswith(wrong) for line in told)
    assert told[-1] == "7 differences: worse 7, missed 0, better 0, word 0, cause 0, surer 0, less sure 0"
    assert "clean signal messages: blocked name_filtered sure" in summarise_gravest(judge_answers(after), after)
    back = list_differences(after, before)
    assert back[-1] == "7 differences: worse 0, missed 0, better 7, word 0, cause 0, surer 0, less sure 0"


def test_less_certainty_is_no_mistake() -> None:
    before, after = {"clean": answer("works")}, {"clean": answer("works", confidence="likely")}
    assert list_differences(before, before) == ["", list_differences(before, before)[-1]]
    assert all(line.startswith("less sure") for line in list_differences(before, after)[:-2])
    missed = list_differences(before, {"clean": answer("unknown", confidence="unsure")})
    assert missed[0].startswith("missed")


def test_what_was_kept_in_a_file_is_compared(tmp_path: Path) -> None:
    kept = tmp_path / "before.tsv"
    some = dict(islice(judged_today(shipped_catalogue()), 2))
    kept.write_text("".join(lines_of(some.items())), encoding="utf-8")
    assert read_earlier_answers(str(kept)) == some == read_answers(kept.read_text(encoding="utf-8"))
    assert list_differences(some, some)[-1].startswith("0 differences")


def test_nothing_is_recorded_that_an_older_revision_would_refuse_or_that_was_concluded(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl.xz"
    record([("clean", saved_checks()["clean"])], path)
    kept = json.loads(lzma.decompress(path.read_bytes()).partition(b"\t")[2])
    assert set(kept["network"]) == {"status", "flags", "confidence", "round_trip", "evidence"}
    assert not any("diagnosis" in verdict for m in kept["messengers"] for verdict in (m, *m["functions"]))
