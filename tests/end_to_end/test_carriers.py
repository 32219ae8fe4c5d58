"""A few of the networks that prove what carries each function; all of them: `./dev lab score --carries`."""

import pytest

from end_to_end.conftest import LabCommand
from lab import carriers

pytestmark = pytest.mark.lab


@pytest.mark.parametrize(
    ("network", "messengers"),
    [
        # the data centres answer, and the pictures of channels die
        ("carries-cut-media-1", "telegram"),
        # the pages and the servers' lists answer, and the sockets that carry the messages are silent
        ("carries-cut-messages-3", "zalo,facebook_messenger,snapchat"),
        ("carries-cut-messages-2", "rubika,deltachat"),
        ("carries-rest-messages", "whatsapp,zalo,deltachat,element"),
        ("carries-rest-calls", "signal"),
    ],
)
def test_only_what_carries_it_counts(lab_command: LabCommand, network: str, messengers: str) -> None:
    done = lab_command("score", "--carries", "--only", network, "--messengers", messengers)
    assert done.exit_code == 0, done.stdout + done.stderr
    function = network.removeprefix("carries-").split("-")[1]
    asked = [line.split()[:2] for line in done.stdout.splitlines() if "not tested" not in line]
    assert [[messenger, function] for messenger in messengers.split(",") if [messenger, function] not in asked] == []


def test_every_function_that_is_tested_has_its_networks() -> None:
    names = carriers.list_networks()
    for each in carriers.list_carried():
        assert all(f"carries-cut-{each.name}-{number}" in names for number in range(1, len(each.groups) + 1))
        assert not each.groups or f"carries-rest-{each.name}" in names
        assert each.messenger.id in carriers.list_concerned(f"carries-rest-{each.name}") or not each.groups
