"""What `./dev lab windows` prints: each word in which the program for Windows differs, with its reason."""

from pathlib import Path
from typing import Any

import pytest

from lab import windows
from lab.runner import list_covers, list_package_covers
from lab.scenarios import SCENARIOS


def answer(status: str, *causes: str, network: str = "online") -> dict[str, Any]:
    said = {"status": status, "causes": list(causes), "confidence": "sure"}
    ground = {"status": network, "flags": [], "confidence": "sure"}
    return {"network": ground, "messengers": [{"id": "signal", "functions": [{"function": "messages"} | said]} | said]}


def test_what_is_alike_is_one_line() -> None:
    said = windows.list_verdicts(answer("blocked", "dns_missing"))
    assert said["signal messages"] == "blocked dns_missing sure"
    told, unexplained = windows.make_table([("clean", said, said)])
    assert told.splitlines()[2:] == ["| clean | all 3 words | the same | the same | |"]
    assert not unexplained


def test_what_differs_is_told_and_needs_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "REASONS", {("clean", "network"): "because"})
    linux, other = (windows.list_verdicts(answer("works", network=word)) for word in ("online", "unstable"))
    other["signal"] = "blocked sure"
    told, unexplained = windows.make_table([("clean", linux, other)])
    assert told.splitlines()[2:] == [
        "| clean | network | online sure | unstable sure | because |",
        "| clean | signal | works sure | blocked sure | NOT KNOWN |",
    ]
    assert unexplained == 1


@pytest.mark.parametrize(
    ("network", "said", "explained"),
    [
        ("online computer_busy sure", "blocked dns_missing likely", True),
        ("online computer_busy sure", "works likely", False),
        ("online computer_busy sure", "blocked name_filtered likely", False),
        ("online sure", "blocked dns_missing unsure", True),
    ],
)
def test_a_program_that_read_late_may_only_be_less_sure(network: str, said: str, explained: bool) -> None:
    linux = {"network": "online sure", "signal": "blocked dns_missing sure"}
    told, unexplained = windows.make_table([("clean", linux, {"network": network, "signal": said})])
    assert (windows.LESS_SURE in told.splitlines()[-1], unexplained) == (explained, int(not explained))


def test_reasons_are_of_networks_that_are_looked_at() -> None:
    assert set(windows.NETWORKS) <= set(SCENARIOS)
    assert {network for network, _ in windows.REASONS} <= set(windows.NETWORKS)


def test_a_package_has_the_roots_of_the_lab_in_the_places_of_its_own() -> None:
    covered = dict(list_package_covers(Path("/there/_internal")))
    assert len(covered) == len(list_covers())
    assert covered["/there/_internal/certifi/cacert.pem"] == "public-roots.pem"
    assert "/there/_internal/dialtone/_resources/roots/pins.toml" in covered
