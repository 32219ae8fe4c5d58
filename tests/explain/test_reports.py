"""What is printed of a check judged again."""

from datetime import UTC, datetime

from dialtone.explain.explainer import Explainer
from dialtone.explain.reports import render_rejudged
from dialtone.explain.text_page import TextPage
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, MessengerStatus, NetworkStatus

CUT = Evidence(EvidenceKind.NAME_CUT, (), "name_cut")
SILENT = Evidence(EvidenceKind.ADDRESS_SILENT, (), "address_silent")
MESSAGES = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), evidence=(CUT,))
APP = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,), functions=(MESSAGES,))
ONLINE = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER, (), "controls_answer"),))
CHECK = Check("", "", datetime(2026, 11, 24, tzinfo=UTC), 1.0, 0, 0, "linux", ONLINE, (APP,), ())


def _with(function: FunctionVerdict) -> Check:
    return replace(CHECK, messengers=(replace(APP, functions=(function,)),))


def _told(explainer: Explainer, before: Check, after: Check) -> list[str]:
    return render_rejudged(
        TextPage(explainer.sentences, colour=False, width=100), before, after, explainer
    ).splitlines()


def test_a_line_for_each_verdict_that_changed_with_both_rules(english: Explainer) -> None:
    now = FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=(SILENT, CUT))
    title, line = _told(english, CHECK, _with(now))
    assert title == "Today's rules judge it differently:"
    assert line.strip().startswith("Signal, Messages: Blocked → ")
    assert line.endswith("(rule: name_cut → address_silent, name_cut)")


def test_a_check_of_an_older_version_names_no_rule(english: Explainer) -> None:
    old = replace(MESSAGES, evidence=(Evidence(EvidenceKind.NAME_CUT),), causes=())
    assert _told(english, _with(old), CHECK)[-1].endswith("(rule: not recorded → name_cut)")


def test_the_network_has_a_line_of_its_own(explainer: Explainer) -> None:
    lossy = Evidence(EvidenceKind.LOSSY_LINE, (), "lossy_line")
    lines = _told(explainer, CHECK, replace(CHECK, network=NetworkVerdict(NetworkStatus.UNSTABLE, evidence=(lossy,))))
    assert len(lines) >= 2
    assert "controls_answer" in " ".join(lines)
    assert "lossy_line" in " ".join(lines)


def test_another_rule_for_the_same_verdict_is_no_change(english: Explainer) -> None:
    same = replace(MESSAGES, evidence=(SILENT,))
    assert _told(english, CHECK, _with(same)) == ["Today's rules say the same of this check."]
