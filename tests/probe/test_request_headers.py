"""What requests say of the program that asks: this system's own programs, and no other's."""

import pytest

from dialtone.probe.protocols.request_headers import RequestHeaders, Sender


@pytest.mark.parametrize(
    ("platform", "system", "agent"),
    [("linux", "X11; Linux", None), ("windows", "Windows NT 10.0", "Microsoft NCSI"), ("macos", "Macintosh", "wispr")],
)
def test_each_says_the_system_that_it_runs_on(platform: str, system: str, agent: str | None) -> None:
    assert system in RequestHeaders(platform).common("https")["user-agent"]
    own = RequestHeaders(platform, Sender.SYSTEM).common("http")
    assert agent is None or agent in own["user-agent"]
    assert ("user-agent" in own) is (agent is not None)
    assert "Mozilla" not in str(own), "in the clear nothing claims to be a browser"


def test_a_check_for_a_sign_in_page_says_nothing_that_only_browsers_say() -> None:
    assert RequestHeaders("windows", Sender.SYSTEM).for_page("http") == {}
    assert RequestHeaders("windows").for_page("http") == {}
    assert "sec-fetch-site" in RequestHeaders("windows").for_page("https")


def test_an_unknown_system_speaks_as_linux() -> None:
    assert RequestHeaders("plan9").common("https") == RequestHeaders().common("https")
    assert RequestHeaders("plan9", Sender.SYSTEM).common("http") == RequestHeaders(sender=Sender.SYSTEM).common("http")


@pytest.mark.parametrize("sender", Sender)
@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_in_the_clear_nothing_claims_to_be_a_browser(platform: str, sender: Sender) -> None:
    said = {**RequestHeaders(platform, sender).common("http"), **RequestHeaders(platform, sender).for_page("http")}
    assert not [word for word in ("Mozilla", "Chrome", "sec-fetch", "text/html") if word in str(said)]


def test_a_resolver_is_told_of_no_program() -> None:
    assert "user-agent" not in RequestHeaders("windows", Sender.NOBODY).common("https")
