"""`dialtone try` through programs that people run as proxies: ours in the lab are not only made for it."""

import shutil

import pytest

from end_to_end.conftest import PROGRAM, LabCommand
from lab.real_proxies import MICROSOCKS

pytestmark = pytest.mark.lab


def _needs(program: str) -> pytest.MarkDecorator:
    missing = shutil.which(program) is None and shutil.which(program, path="/usr/sbin:/sbin") is None
    return pytest.mark.skipif(missing, reason=f"Debian's package of {program} is not installed")


def _outcome(lab_command: LabCommand, network: str, link: str) -> str:
    words = ("run", "--quiet", "--real-proxies", "--timeout", "240", network, "--")
    answer = lab_command(*words, str(PROGRAM), "try", link, "--own-network", "--json")
    return str(answer.json["outcome"])


@_needs("microsocks")
def test_debians_socks_server(lab_command: LabCommand) -> None:
    assert _outcome(lab_command, "clean", f"tg://socks?server={MICROSOCKS}&port=1080") == "works"


@_needs("nginx")
def test_signals_proxy_is_nginx(lab_command: LabCommand) -> None:
    assert _outcome(lab_command, "clean", "https://signal.tube/#signal3.openway.org") == "works"
    assert _outcome(lab_command, "outage-signal-silent", "https://signal.tube/#signal3.openway.org") == "cannot_reach"


@_needs("haproxy")
@pytest.mark.parametrize(
    "link",
    [
        "https://wa.me/proxy?host=wa3.openway.org&chatPort=443&mediaPort=587&chatTLS=true",
        "https://wa.me/proxy?host=wa3.openway.org&chatPort=5222&chatTLS=false",
        "wa3.openway.org:80",
    ],
)
def test_whatsapps_proxy_is_haproxy(lab_command: LabCommand, link: str) -> None:
    """It sends a PROXY line before everything else, and the servers read it."""
    assert _outcome(lab_command, "clean", link) == "works"
