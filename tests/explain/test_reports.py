"""What is printed of a check judged again, and of the messengers: how they are installed and what is tested."""

from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_old_app
from dialtone.explain.reports import ListRow, render_list, render_rejudged
from dialtone.explain.text_page import TextPage
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import AppKind, FoundIn, InstalledApp, OldApp
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, MessengerStatus, NetworkStatus
from explain.leads import check_of
from shipped_catalogue import shipped_catalogue

CUT = Evidence(EvidenceKind.NAME_CUT, (), "name_cut")
SILENT = Evidence(EvidenceKind.ADDRESS_SILENT, (), "address_silent")
MESSAGES = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), evidence=(CUT,))
APP = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,), functions=(MESSAGES,))
ONLINE = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER, (), "controls_answer"),))
CHECK = check_of(APP, network=ONLINE)


def _with(function: FunctionVerdict) -> Check:
    return replace(CHECK, messengers=(replace(APP, functions=(function,)),))


def _told(explainer: Explainer, before: Check, after: Check) -> list[str]:
    page = TextPage(explainer.sentences, colour=False, width=100)
    return render_rejudged(page, before, after, explainer).splitlines()


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


RULES = (
    FunctionRule(Function.MESSAGES, (("x",),)),
    FunctionRule(Function.WEB, (("x",),)),
    FunctionRule(Function.CALLS, (), why_not="no_test_without_account"),
)
TELEGRAM = Messenger("telegram", "Telegram", "T", "#000000")
SIGNAL = Messenger("signal", "Signal", "S", "#000000")
OLD = OldApp("6.8", "6.9.1", "telegram_filtered")
APPS = (
    InstalledApp("telegram", "Telegram", "6.8", FoundIn.FLATPAK, kind=AppKind.FLATPAK),
    InstalledApp("telegram", "AyuGram", "6.3.10", FoundIn.DESKTOP_ENTRY, fork=True),
    InstalledApp("telegram", "Telegram Web", "", FoundIn.WEB_APP, kind=AppKind.WEB_APP),
)
ROWS = [ListRow(TELEGRAM, RULES, APPS, OLD), ListRow(SIGNAL, RULES[:1])]


def test_the_list_for_a_person(english: Explainer) -> None:
    assert render_list(TextPage(english.sentences, False, 100), ROWS, english, "") == (
        "✓ Telegram  telegram  installed as a Flatpak, version 6.8; "
        'installed: "AyuGram", unofficial, version 6.3.10; installed as a web app\n'
        "  The check found Telegram 6.8 on this computer. In June 2026 people in Russia reported that\n"
        "  versions before 6.9.1 were cut off there and that 6.9.1 got through. Our test does not see this.\n"
        "  We can test: messages and the web version.\n"
        "  We cannot test: calls. This can only be tested from inside an account, and we never sign in.\n"
        "– Signal    signal  not found on this computer\n"
        "  We can test: messages.\n"
    )
    assert render_list(TextPage(english.sentences, False, 80), [], english, "") == "No messengers are known.\n"


def test_a_messenger_without_servers_says_so(english: Explainer) -> None:
    peer = Messenger("peer", "Peer", "P", "#000000", untested=MessengerStatus.NO_SERVER)
    text = render_list(TextPage(english.sentences, False, 100), [ListRow(peer, RULES)], english, "")
    assert "We can test" not in text
    assert len(text.splitlines()) > 1


def test_inside_a_sandbox_it_says_what_it_cannot_see(explainer: Explainer) -> None:
    for sandbox in ("flatpak", "snap"):
        first = render_list(TextPage(explainer.sentences, False, 100), ROWS, explainer, sandbox).splitlines()[0]
        assert first.lstrip("\u200f").startswith("Dialtone")


def test_every_kind_of_app_and_every_reason_has_words(explainer: Explainer) -> None:
    for kind in AppKind:
        app = InstalledApp("signal", "Signal", "beta", kind=kind, fork=True)
        assert "beta" in render_list(
            TextPage(explainer.sentences, False, 100), [ListRow(SIGNAL, (), (app,))], explainer, ""
        )
    for messenger in shipped_catalogue().messengers:
        for old in messenger.traces.old_versions:
            words = say_old_app(explainer.sentences, OldApp("beta", old.below, old.why), messenger.name)
            assert "beta" in words
            assert words != say_old_app(
                explainer.sentences, OldApp("beta", old.below, "no such reason"), messenger.name
            )
