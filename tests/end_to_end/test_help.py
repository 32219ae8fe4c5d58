"""The Tor Project's website is reset and a copy of it is not: what answers comes first, asked on request alone."""

import pytest

from end_to_end.conftest import PROGRAM, InLab

pytestmark = pytest.mark.lab
NETWORK = "meta-ip-drop-no-tor-page"


def test_the_copy_stands_before_the_website_that_is_reset(in_lab: InLab) -> None:
    answer = in_lab(NETWORK, [str(PROGRAM), "check", "whatsapp", "--try-help"], limit=120)
    assert "Answers here: tor.eff.org." in answer.stdout
    assert "Gave no answer here: torproject.org." in answer.stdout
    assert answer.stdout.index("From a copy of its website") < answer.stdout.index("From its own website")


def test_unasked_nothing_of_it_is_sent(in_lab: InLab) -> None:
    answer = in_lab(NETWORK, [str(PROGRAM), "check", "whatsapp"], limit=120)
    assert "dialtone check --try-help" in answer.stdout
    assert "SniBlock" in answer.stderr, "the rule of the network that looks for the website's name was never met"
