"""What else would explain what was seen is told: of a messenger on its page, of the network with its state."""

from datetime import UTC, datetime

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, MessengerVerdict, NetworkVerdict, Rival
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkStatus, Prior
from gallery.verdicts import ONLINE

DIAGNOSIS = Diagnosis("offline", Prior.COMMON, standing=(Rival("tunnel_dead", Prior.COMMON),))
OFFLINE = NetworkVerdict(NetworkStatus.OFFLINE, confidence=Confidence.UNSURE, diagnosis=DIAGNOSIS)
DUE_TO_IT = MessengerVerdict(
    "signal", "Signal", MessengerStatus.UNKNOWN, (Cause.OFFLINE,), Confidence.UNSURE, diagnosis=DIAGNOSIS
)
TOLD = "We could not rule out that the VPN or the proxy on this computer is the reason."


def test_what_else_would_explain_the_network_s_state_is_told_with_it(english: Explainer) -> None:
    assert english.network(OFFLINE).cannot_tell == (TOLD,)
    assert not english.network(ONLINE).cannot_tell


def test_the_report_says_it_once_for_all_messengers(english: Explainer) -> None:
    both = (DUE_TO_IT, replace(DUE_TO_IT, messenger="telegram", name="Telegram"))
    day = datetime(2026, 11, 29, 10, 5, tzinfo=UTC)
    check = Check("0.1.0", "2026-11-24", day, 1.0, 1, 1, "linux", OFFLINE, both, ())
    assert render_check(check, english, colour=False, width=200).count(TOLD) == 1


def test_explanations_that_read_the_same_are_told_once(english: Explainer) -> None:
    rivals = ("big_packets_lost", "large_packets_lost", "by_chance")
    standing = tuple(Rival(rival, Prior.COMMON) for rival in rivals)
    verdict = replace(DUE_TO_IT, causes=(Cause.UNEXPLAINED,), diagnosis=Diagnosis(standing=standing))
    told = english.messenger(verdict, ONLINE).cannot_tell
    assert sum("larger pieces" in text for text in told) == 1
    assert any("by chance" in text for text in told)
