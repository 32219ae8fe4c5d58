"""All messengers at once in the lab: all work where nothing interferes, none whose servers are dropped.

How long it took is printed (`pytest -s`), not judged: see docs/performance.md.
"""

from collections.abc import Callable
from typing import Any

import pytest

from end_to_end.conftest import InLab

CHECK_ALL = ("dialtone", "check", "--json", "--all")
AT_HOME = frozenset({"max", "vk_messenger"})
"""Their servers stand in Russia, where the lab's client is: a white list lets them pass."""
OF_ONE_COUNTRY = AT_HOME | {"bale", "bip", "eitaa", "rubika", "soroush"}
SITE_ALONE = frozenset({"imo"})
TESTED = frozenset({"works", "partly", "slow", "blocked", "down"})

CheckAll = Callable[[str], dict[str, Any]]


@pytest.fixture
def check_all(in_lab: InLab) -> CheckAll:
    def run(scenario: str) -> dict[str, Any]:
        answer = in_lab(scenario, CHECK_ALL)
        check = answer.json
        seconds, sent, received = (check[key] for key in ("seconds", "bytes_sent", "bytes_received"))
        print(f"{scenario}: {seconds} s, {sent} bytes sent, {received} received")
        return check | {"exit_code": answer.exit_code}

    return run


@pytest.mark.lab
def test_every_testable_messenger_works_where_nothing_interferes(check_all: CheckAll) -> None:
    check = check_all("clean")
    assert check["network"]["status"] == "online"
    assert {m["status"] for m in check["messengers"] if m["id"] in SITE_ALONE} == {"not_tested"}
    tested = {m["id"]: m["status"] for m in check["messengers"] if m["status"] in TESTED}
    assert {name: status for name, status in tested.items() if status != "works"} == {}
    assert len(tested) >= 25
    assert check["exit_code"] == 0, "what cannot be tested, or has no server of its own, is no failure"
    for messenger in check["messengers"]:
        states = {f["function"]: f["status"] for f in messenger["functions"]}
        if messenger["id"] == "max":
            assert states.pop("web") == "unknown", "browsers do not trust the root that its app trusts"
        assert set(states.values()) <= {"works", "not_tested"}, messenger["id"]


@pytest.mark.lab
def test_nothing_abroad_works_where_everything_foreign_is_dropped(check_all: CheckAll) -> None:
    check = check_all("whitelist-mode")
    assert check["network"]["status"] == "whitelist_mode"
    states = {m["id"]: m["status"] for m in check["messengers"]}
    working = {identifier for identifier, status in states.items() if status in ("works", "partly", "slow")}
    assert working == AT_HOME
    failing = [m for m in check["messengers"] if m["status"] in ("blocked", "down")]
    assert len(failing) >= 23
    assert all(m["causes"] == ["whitelist_mode"] for m in failing)


@pytest.mark.lab
def test_no_messenger_works_whose_servers_are_all_dropped(check_all: CheckAll) -> None:
    check = check_all("messengers-ip-drop")
    flags = set(check["network"]["flags"]) - {"computer_busy"}  # the tests beside this one may keep it so
    assert (check["network"]["status"], flags) == ("online", set())
    words = {m["id"]: m for m in check["messengers"]}
    working = {identifier for identifier, m in words.items() if m["status"] in ("works", "slow")}
    assert working == OF_ONE_COUNTRY
    hit = [m for m in words.values() if m["id"] not in {*working, *OWN} and m["status"] in TESTED]
    assert len(hit) >= 19  # the one host of Google Meet stands in a range where others answer
    for messenger in hit:
        states = {f["function"]: f["status"] for f in messenger["functions"]}
        assert states["messages"] == "blocked", messenger["id"]
        works = {function for function, status in states.items() if status == "works"}
        assert works <= {"login"}, "signing in goes through Google's and Microsoft's own servers"
        assert messenger["causes"][0] == "address_blocked", messenger["id"]
    assert words["imo"]["status"] == "unknown", "of a site alone nothing is called blocked"
    # One machine may be switched off for all, unless others at its hosting company are silent too.
    assert {words[own]["status"] for own in OWN} <= {"down", "unknown"}
    assert check["exit_code"] == 1


OWN = {
    "element": "matrix.org",
    "deltachat": "nine.testrun.org",
    "rocketchat": "open.rocket.chat",
    "mattermost": "community.mattermost.com",
}


@pytest.mark.lab
def test_a_server_of_ones_own_is_tested_once_it_is_known(in_lab: InLab) -> None:
    telling = "; ".join(f"dialtone server {messenger} {host} >&2" for messenger, host in OWN.items())
    answer = in_lab("clean", ("sh", "-c", f"{telling}; dialtone check --json {' '.join(OWN)}"))
    check = answer.json
    assert {m["id"]: m["status"] for m in check["messengers"]} == dict.fromkeys(OWN, "works")
