"""mitmproxy, as offices use such gateways, intercepts: who trusts it gets a page, and Dialtone says that it is read."""

import json
from typing import Any

import pytest

from end_to_end.conftest import PROGRAM, LabCommand
from end_to_end.real_environment import python_with

pytestmark = pytest.mark.lab

_CURL = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{ssl_verify_result}", "https://web.whatsapp.com/"]


@pytest.fixture
def mitmdump(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the lab find mitmproxy."""
    monkeypatch.setenv("LAB_MITMDUMP", str(python_with("mitmproxy==11.0.2").with_name("mitmdump")))


def _in_its_network(lab_command: LabCommand, *command: str) -> Any:
    return lab_command("run", "--quiet", "--timeout", "240", "mitm-by-mitmproxy", "--", *command)


@pytest.mark.usefixtures("mitmdump")
def test_a_client_that_trusts_it_gets_a_page(lab_command: LabCommand) -> None:
    answer = _in_its_network(lab_command, *_CURL)
    assert answer.stdout.endswith(" 0"), answer.stdout + answer.stderr
    assert answer.stdout[:3].isdigit()
    assert answer.stdout[:3] != "000"


@pytest.mark.usefixtures("mitmdump")
def test_it_is_the_networks_matter_and_nobodys_block(lab_command: LabCommand) -> None:
    answer = _in_its_network(lab_command, str(PROGRAM), "check", "whatsapp", "signal", "--json")
    told = json.loads(answer.stdout)
    assert {m["messenger"] if "messenger" in m else m["id"]: m["status"] for m in told["messengers"]} == {
        "whatsapp": "unknown",
        "signal": "unknown",
    }
    assert {cause for m in told["messengers"] for cause in m["causes"]} == {"intercepted"}
    issuers = {o["facts"].get("issuer") for o in told["observations"] if o["step"] == "tls"}
    assert "mitmproxy" in issuers
