"""unbound and dnsmasq, as providers and homes run them, tell the lies: Dialtone says what it says of the lab's own."""

import pytest

from end_to_end.conftest import PROGRAM, LabCommand
from lab import programs, real_resolvers
from lab.scenarios import find_scenario

pytestmark = pytest.mark.lab

_LIES = [
    ("whatsapp-dns-nxdomain", ("blocked", "dns_missing")),
    ("whatsapp-dns-blockpage", ("blocked", "dns_forged")),
    ("pihole-zero", ("blocked", "own_filter")),
]
"""Two of the provider's resolver, and one of a filter at home."""


def _needs(program: str) -> pytest.MarkDecorator:
    reason = f"Debian's package of {program} is not installed"
    return pytest.mark.skipif(not programs.find(program), reason=reason)


_PROGRAMS = [pytest.param(program, marks=_needs(program)) for program in real_resolvers.PROGRAMS]


def _messages(lab_command: LabCommand, program: str, network: str) -> tuple[str, str]:
    """Return what is said of WhatsApp's messages there: the status and the first cause."""
    words = ("run", "--quiet", "--real-resolver", program, "--timeout", "240", network, "--")
    answer = lab_command(*words, str(PROGRAM), "check", "whatsapp", "--json")
    (whatsapp,) = answer.json["messengers"]
    messages = next(f for f in whatsapp["functions"] if f["function"] == "messages")
    return messages["status"], next(iter(messages["causes"]), "")


@pytest.mark.parametrize("program", _PROGRAMS)
def test_one_that_tells_no_lie_blocks_nothing(lab_command: LabCommand, program: str) -> None:
    assert _messages(lab_command, program, "clean") == ("works", "")


@pytest.mark.parametrize("program", _PROGRAMS)
@pytest.mark.parametrize(("network", "told"), _LIES)
def test_withheld_or_forged_is_said(lab_command: LabCommand, program: str, network: str, told: tuple[str, str]) -> None:
    assert _messages(lab_command, program, network) == told


def test_a_lie_that_none_of_them_can_tell_is_not_left_out() -> None:
    (lie,) = find_scenario("dns-search-page").dns_lies
    with pytest.raises(ValueError, match="neither"):
        real_resolvers.unbound_file([lie], ["127.0.0.1"], "127.0.0.1:5353")
