"""What requests say of the program that asks: this system's own programs, and no other's."""

import pytest

from dialtone.probe.protocols.request_headers import Asker


@pytest.mark.parametrize(
    ("platform", "system", "agent"),
    [("linux", "X11; Linux", None), ("windows", "Windows NT 10.0", "Microsoft NCSI"), ("macos", "Macintosh", "wispr")],
)
def test_each_says_the_system_that_it_runs_on(platform: str, system: str, agent: str | None) -> None:
    assert system in Asker(platform).common()["user-agent"]
    own = Asker(platform, is_system=True).common()
    assert agent is None or agent in own["user-agent"]
    assert ("user-agent" in own) is (agent is not None)
    assert "Mozilla" not in str(own), "in the clear nothing claims to be a browser"


def test_a_check_for_a_sign_in_page_says_nothing_that_only_browsers_say() -> None:
    assert Asker("windows", is_system=True).for_page("http") == {}
    assert "accept-language" in Asker("windows").for_page("http")
    assert "sec-fetch-site" not in Asker("windows").for_page("http")
    assert "sec-fetch-site" in Asker("windows").for_page("https")


def test_an_unknown_system_speaks_as_linux() -> None:
    assert Asker("plan9").common() == Asker().common()
    assert Asker("plan9", is_system=True).common() == Asker(is_system=True).common()
