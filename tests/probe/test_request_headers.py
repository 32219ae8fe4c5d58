"""What requests say of the program that asks: this system's own programs, and no other's."""

import pytest

from dialtone.probe.protocols.request_headers import Sender, common_headers, page_headers


@pytest.mark.parametrize(
    ("platform", "system", "agent"),
    [
        ("linux", "X11; Linux", None),
        ("windows", "Windows NT 10.0", "Microsoft NCSI"),
        ("macos", "Macintosh", "wispr"),
        ("plan9", "X11; Linux", None),
    ],
)
def test_each_says_the_system_that_it_runs_on(platform: str, system: str, agent: str | None) -> None:
    assert system in common_headers("https", platform, Sender.BROWSER)["user-agent"]
    own = common_headers("http", platform, Sender.SYSTEM)
    assert own["connection"].lower() == "close"
    assert agent is None or agent in own["user-agent"]
    assert ("user-agent" in own) is (agent is not None)


def test_only_a_page_asked_for_as_by_a_browser_says_what_browsers_say() -> None:
    assert "sec-fetch-site" in page_headers("https", Sender.BROWSER)
    assert page_headers("https", Sender.NOBODY) == {}


@pytest.mark.parametrize("sender", Sender)
@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_in_the_clear_nothing_claims_to_be_a_browser(platform: str, sender: Sender) -> None:
    said = {**common_headers("http", platform, sender), **page_headers("http", sender)}
    assert not [word for word in ("Mozilla", "Chrome", "sec-fetch", "text/html") if word in str(said)]


def test_a_resolver_is_told_of_no_program() -> None:
    assert "user-agent" not in common_headers("https", "windows", Sender.NOBODY)
