"""A tool's own way in is asked on a press alone, one tool at a time, and what it answered is said."""

import json
from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM, InLab, LabCommand

pytestmark = pytest.mark.lab
NETWORK = "meta-ip-drop-no-tor-front"
ASK = [str(PROGRAM), "advice", "tor-bridges", "--reach"]


@pytest.mark.parametrize(
    ("network", "said"),
    [
        ("clean", "answers here. Whether it then connects, only Tor can tell."),
        ("tor-front-rst", "gave no answer here."),
        ("tor-front-ip-drop", "gave no answer here."),
    ],
)
def test_the_way_in_is_asked_on_a_press(in_lab: InLab, network: str, said: str) -> None:
    answer = in_lab(network, ASK)
    assert answer.stdout.startswith("Your provider will see that you asked for Tor.")
    assert f"The first address that Tor itself contacts {said}" in answer.stdout


def test_unasked_nothing_of_it_is_sent(lab_command: LabCommand, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = (
        "run",
        "--quiet",
        "--report",
        str(report),
        NETWORK,
        "--",
        str(PROGRAM),
        "check",
        "whatsapp",
        "--try-help",
    )
    lab_command(*command)
    unmet = json.loads(report.read_text("utf-8"))["coverage"]["rules_never_hit"]
    assert any("SniBlock" in rule for rule in unmet), "the name of the front was shown"
