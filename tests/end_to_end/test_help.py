"""The Tor Project's website is reset and a copy of it is not: what answers comes first, asked on request alone."""

import json
from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM, InLab, LabCommand

pytestmark = pytest.mark.lab
NETWORK = "meta-ip-drop-no-tor-page"


def test_the_copy_stands_before_the_website_that_is_reset(in_lab: InLab) -> None:
    answer = in_lab(NETWORK, [str(PROGRAM), "check", "whatsapp", "--try-help"])
    assert "Answers here: tor.eff.org." in answer.stdout
    assert "Gave no answer here: torproject.org." in answer.stdout
    assert answer.stdout.index("a copy of that website") < answer.stdout.index("its own website")


def test_unasked_nothing_of_it_is_sent(lab_command: LabCommand, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = ("run", "--quiet", "--report", str(report), NETWORK, "--", str(PROGRAM), "check", "whatsapp")
    answer = lab_command(*command)
    assert "dialtone check --try-help" in answer.stdout
    unmet = json.loads(report.read_text("utf-8"))["coverage"]["rules_never_hit"]
    assert any("SniBlock" in rule for rule in unmet), "the website's name was shown"
