"""The scenes of `./dev shots`: the window, brought into every state there is, and its pages, menus and dialogs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.engine.events import CheckCancelled
from dialtone.explain.given_page import say_given_copy
from dialtone.explain.remembered import recall_past
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer, HelpAnswers, HelpTarget
from dialtone.model.history_record import HistoryRecord
from dialtone.model.packages import Advice, GivenCopy, GivenFile, Provenance
from dialtone.model.proxy import ProxyOutcome
from dialtone.model.result_line import EndEntry, EndState, ResultLine
from dialtone.model.situation import ReportedBlock, SituationSource
from dialtone.model.verdict import FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus
from dialtone.store.check_file import load_check
from dialtone.store.result_line_text import format_line
from dialtone.ui.state.screen_state import NetworkSeen, Phase, ScreenState, state_after, with_check, with_comparison
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import ThisComputer
from dialtone.ui.widgets.box_items import BoxHead, BoxRowView
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.window.give_page import GivePage
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.proxy_test_page import ProxyTestPage
from dialtone.ui.window.tray_panel import TrayPanel
from shipped_catalogue import shipped_catalogue
from ui import examples
from ui.page_rows import open_all, shown_page
from ui.window_fixture import (
    NOW,
    OTHERS,
    OWN_SERVER,
    SAVED,
    USUAL,
    WITH_VIBER,
    Scene,
    WindowFixture,
    checking,
    done,
    saved,
    settle,
    with_others,
)  # fmt: skip
from ui.world import Kept, World

SECRET = "000102030405060708090a0b0c0d0e0f"
PROXY = f"tg://proxy?server=plain.tg-gate.net&port=443&secret={SECRET}"
WITH_MAX = WatchList(("whatsapp", "signal", "max"), ("whatsapp", "signal", "max"))
ANSWERED = {
    HelpTarget("https://dns.quad9.net/dns-query", resolver=True): HelpAnswer.NO_ANSWER,
    HelpTarget("https://cloudflare-dns.com/dns-query", resolver=True): HelpAnswer.ANSWERS,
}
MUTED = replace(USUAL, muted=frozenset({"telegram"}))


def result(
    state: Callable[[], ScreenState], messenger: str = "", watch_list: WatchList = USUAL
) -> Callable[[WindowFixture], None]:
    def prepare(fixture: WindowFixture) -> None:
        fixture.show(state(), watch_list)
        if messenger:
            fixture.window.open_messenger(messenger)

    return prepare


def bottom(prepare: Callable[[WindowFixture], None]) -> Callable[[WindowFixture], None]:
    def scrolled(fixture: WindowFixture) -> None:
        prepare(fixture)
        settle(fixture.window)
        open_all(fixture.window.detail)
        settle(fixture.window)
        bar = fixture.window.detail.scroll_area.verticalScrollBar()
        bar.setValue(bar.maximum())

    return scrolled


def opening(show: Callable[[PageController], object]) -> Callable[[WindowFixture], None]:
    """A page over the usual answer."""

    def prepare(fixture: WindowFixture) -> None:
        fixture.show(usual())
        show(fixture.page_controller)

    return prepare


def usual() -> ScreenState:
    return done(examples.check())


history, settings = opening(PageController.show_history), opening(PageController.show_settings)


def why(fixture: WindowFixture) -> None:
    """The page of a messenger that a network's resolver denies, with the reason expanded."""
    fixture.show(saved("whatsapp-dns-nxdomain"))
    fixture.window.open_messenger("whatsapp")
    settle(fixture.window)
    (row,) = (row for row in fixture.window.detail.findChildren(BoxRowView) if row.head.objectName() == "why")
    row.head.setChecked(True)


def nothing_here(fixture: WindowFixture) -> None:
    """A first run on a computer without any messenger."""
    fixture.window.controller.use_content(replace(fixture.content, computer=ThisComputer(installed=frozenset())))


def warned(fixture: WindowFixture) -> None:
    """The person is where people are punished."""
    assert fixture.window.start_page is not None
    fixture.window.start_page.country.choose("IR")


def choosing_a_country(fixture: WindowFixture) -> QWidget:
    """The first page's countries, and what is found by two letters."""
    page = fixture.window.start_page
    assert page is not None
    page.country.showPopup()
    return page.country.window().findChildren(ChooseDialog)[-1]


def portal() -> ScreenState:
    """The network wants a sign-in first."""
    verdicts = (examples.whatsapp_blocked(), examples.telegram_partly(), examples.signal_works())
    asked = (examples.unknown(verdict, Cause.CAPTIVE_PORTAL) for verdict in verdicts)
    return done(examples.check(*asked, network=NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)))


def calls_blocked() -> ScreenState:
    """Messages pass and calls do not, in two of three."""
    calls = FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), Confidence.SURE)
    signal = examples.signal_works()
    others = tuple(one for one in signal.functions if one.function is not Function.CALLS)
    parted = replace(signal, status=MessengerStatus.PARTLY, causes=(Cause.CALLS_FILTERED,), functions=(*others, calls))
    whatsapp = replace(parted, messenger="whatsapp", name="WhatsApp")
    return done(examples.check(whatsapp, parted, replace(signal, messenger="telegram", name="Telegram")))


def openable(fixture: WindowFixture) -> None:
    """WhatsApp is blocked, and Signal is installed and surely works."""
    computer = replace(fixture.content.computer, start_commands={"signal": ("/usr/bin/signal-desktop",)})
    content = replace(fixture.content, computer=computer)
    fixture.window.controller.use_content(content)
    signal = replace(examples.signal_works(), installed=True)
    fixture.show(done(examples.check(examples.whatsapp_blocked(), examples.telegram_partly(), signal)))


def elsewhere() -> ScreenState:
    """The computer is on another network than the one that was checked."""
    begun = state_after(ScreenState(), NetworkSeen("home", begins=True))
    return state_after(replace(with_check(begun, examples.check(), Phase.DONE)), NetworkSeen("cafe"))


def came_back(fixture: WindowFixture) -> None:
    """A week in which WhatsApp stopped on Friday and is back, and of a day of Signal nothing is known."""
    works, slow, blocked = MessengerStatus.WORKS, MessengerStatus.SLOW, MessengerStatus.BLOCKED
    kept = [
        HistoryRecord(NOW - timedelta(hours=back), 1, name, status)
        for back in range(0, 160, 4)
        for name, status in (
            ("whatsapp", blocked if 6 < back < 60 else works),
            ("telegram", slow if back < 40 else works),
            ("signal", works),
        )
        if name != "signal" or not 90 < back < 125
    ]
    context = PageContext(World(now=NOW, history=Kept(records=kept)).services(), fixture.window)
    fixture.window.page_stack.show_page(HistoryPage(context))


def tray_panel(fixture: WindowFixture) -> QWidget:
    """What a press on the tray's icon opens."""
    fixture.show(usual())
    panel = TrayPanel(fixture.window.controller)
    panel.open_at(QRect(400, 560, 22, 22))
    return panel


def remembered(fixture: WindowFixture) -> None:
    """A start, an hour after the last check, in a day in which WhatsApp went away and Telegram may have been slow."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    works, blocked, slow = MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.SLOW
    kept = [
        HistoryRecord(now - timedelta(hours=back), 1, name, status, confidence=confidence)
        for back in range(1, 22)
        if back not in (9, 10, 11, 12)
        for name, status, confidence in (
            ("whatsapp", blocked if back < 6 else works, Confidence.SURE),
            ("telegram", slow if 13 < back < 18 else works, Confidence.UNSURE if back > 12 else Confidence.SURE),
            ("signal", works, Confidence.SURE),
        )
    ]
    fixture.show(replace(ScreenState(), phase=Phase.IDLE, past=recall_past(kept, 1)))


def known(fixture: WindowFixture) -> None:
    fixture.show(usual())
    fixture.page_controller.show_known()
    page = shown_page(fixture.window)
    page.acted.emit("country", "RU")


def giving(fixture: WindowFixture) -> None:
    fixture.show(usual())
    fixture.page_controller.show_settings().acted.emit("giving", None)
    giver = shown_page(fixture.window, GivePage)
    giver.set_packages([Path("dialtone-0.1.0-windows-setup.exe")])
    files = (
        GivenFile("dialtone-0.1.0-linux-portable.zip", Provenance.OWN),
        GivenFile("dialtone-0.1.0-windows-setup.exe"),
    )
    copy = GivenCopy("0.1.0", files, Advice.GIVEN, "dialtone-advice.zip")
    giver.show_copy(say_given_copy(copy, fixture.content.words.sentences, "/media/stick/Dialtone-0.1.0"))


def hosts(fixture: WindowFixture) -> None:
    fixture.show(usual())
    fixture.page_controller.show_hosts()
    page = shown_page(fixture.window)
    page.findChildren(BoxHead)[1].click()


def share(fixture: WindowFixture) -> None:
    fixture.show(with_others(), OTHERS)
    fixture.page_controller.show_share()


def add(fixture: WindowFixture) -> QWidget:
    fixture.show(usual())
    dialog = fixture.window.list_changes.open_adding()
    assert isinstance(dialog, ChooseDialog)
    return dialog


def muted(fixture: WindowFixture) -> None:
    fixture.show(done(examples.check()), MUTED)
    fixture.window.open_messenger("telegram")
    fixture.window.list_changes.set_muted("telegram", True)


def row_menu(fixture: WindowFixture) -> QWidget:
    muted(fixture)
    result = fixture.window.result
    return opened(result.make_row_menu(next(row for row in result.rows if row.id == "telegram")), fixture)


def window_menu(fixture: WindowFixture) -> QWidget:
    fixture.show(usual())
    return opened(fixture.window.menu, fixture)


def opened(menu: QMenu, fixture: WindowFixture) -> QMenu:
    menu.popup(fixture.window.mapToGlobal(fixture.window.rect().center()))
    return menu


def proxy_test(outcome: ProxyOutcome | None, link: str = PROXY) -> Callable[[WindowFixture], None]:
    def prepare(fixture: WindowFixture) -> None:
        fixture.show(usual())
        fixture.page_controller.show_proxy_test(messenger="telegram")
        tester = shown_page(fixture.window, ProxyTestPage)
        tester.set_link(link)
        if outcome is not None:
            tester.show_outcome(examples.proxy_test(outcome))
        elif link == PROXY:
            tester.show_trying()
        else:
            tester.acted.emit("try", None)

    return prepare


def both_ends(*states: EndState) -> Callable[[WindowFixture], None]:
    """What a friend's line says of the usual three, beside what was checked here; without states, before it came."""

    def prepare(fixture: WindowFixture) -> None:
        fixture.show(usual())
        ends = fixture.page_controller.show_both_ends()
        ids = ("signal", "telegram", "whatsapp")
        entries = tuple(EndEntry(one, state) for one, state in zip(ids, states, strict=False))
        if entries:
            ends.show_result(format_line(ResultLine(NOW.date(), entries, "KZ")))

    return prepare


def only_me(fixture: WindowFixture) -> None:
    """Twenty lines of a group chat, one of which is damaged."""
    fixture.show(usual())
    ends = fixture.page_controller.show_both_ends()
    state = [EndState.WORKS, *[EndState.BLOCKED] * 18]
    lines = [
        format_line(ResultLine(NOW.date(), (EndEntry("signal", EndState.WORKS), EndEntry("whatsapp", one)), country))
        for one, country in zip(state, ("KZ", "", "RU", "UZ") * 5, strict=False)
    ]
    ends.show_result("\n".join((*(f"[10:{n:02}] A{n}: {line}" for n, line in enumerate(lines)), lines[0][:-1])))


def reach(fixture: WindowFixture) -> None:
    """Whom somebody in Russia wants to reach: a call to Kazakhstan."""
    fixture.show(usual())
    fixture.page_controller.show_reach()
    page = shown_page(fixture.window)
    page.acted.emit("country", "KZ")
    page.acted.emit("call", "call")


def traces(fixture: WindowFixture) -> None:
    """What Dialtone leaves here, and the button that removes it, asked once."""
    opening(PageController.show_advice)(fixture)
    page = shown_page(fixture.window)
    page.control("way what-dialtone-leaves").click()
    settle(page)
    offer = page.control("removal")
    offer.click()
    settle(page)
    page.scroll_area.ensureWidgetVisible(offer, 0, 300)


def changed(fixture: WindowFixture) -> None:
    """Somebody changed something for WhatsApp, checked again, and it helped."""
    works = replace(examples.signal_works(), messenger="whatsapp", name="WhatsApp")
    state = with_comparison(done(examples.check()))
    fresh = done(examples.check(works, examples.telegram_partly(), examples.signal_works()))
    fixture.show(replace(fresh, before_change=state.before_change))
    fixture.window.open_messenger("whatsapp")


def copied(fixture: WindowFixture) -> None:
    result(usual, "whatsapp")(fixture)
    fixture.window.detail.copy()


def everything(fixture: WindowFixture) -> None:
    """The whole catalogue in the list, each with another state."""
    works = examples.signal_works()
    made = [works, works, examples.whatsapp_blocked(), examples.unknown(works, Cause.UNEXPLAINED)]
    tested = [m for m in shipped_catalogue().messengers if m.untested is None]
    verdicts = [
        replace(made[number % len(made)], messenger=m.id, name=m.name, installed=True)
        for number, m in enumerate(tested)
    ]
    ids = tuple(m.id for m in shipped_catalogue().messengers)
    watch_list = WatchList(tuple(m.id for m in tested), ids, muted=frozenset(m.id for m in tested[::5]))
    fixture.show(done(examples.check(*verdicts)), watch_list)


def others_tested(fixture: WindowFixture) -> None:
    """WhatsApp is blocked, others were tested, and the history says when it last answered."""
    made = [replace(examples.signal_works(), messenger=one, name=one, installed=False) for one in ("wire", "max")]
    fixture.show(done(examples.check(examples.whatsapp_blocked(), examples.signal_works(), *made)), WITH_MAX)
    fixture.window.open_messenger("whatsapp")
    fixture.show(replace(fixture.state, answered={"whatsapp": date(2026, 11, 20)}), WITH_MAX)


def help_asked(answers: HelpAnswers) -> Callable[[WindowFixture], None]:
    """What an advice names can be asked, or was: of two websites one answers."""

    def prepare(fixture: WindowFixture) -> None:
        words = fixture.content.words
        content = replace(fixture.content, words=words.with_answers(answers))
        fixture.window.controller.use_content(content)
        fixture.show(done(load_check(SAVED / "russia-2026.json")))
        fixture.window.open_messenger("whatsapp")
        settle(fixture.window)
        ways = [one for one in fixture.window.detail.findChildren(BoxRowView) if one.head.objectName() in _NAMES_PLACES]
        ways[0].head.setChecked(True)
        settle(fixture.window)
        fixture.window.detail.scroll_area.ensureWidgetVisible(ways[0], 0, 400)

    return prepare


_NAMES_PLACES = ("way encrypted-names", "way encrypted-dns-linux")


def reported(fixture: WindowFixture) -> None:
    """Telegram works, and a source reports that it may be blocked."""
    words = fixture.content.words
    source = SituationSource("Vedomosti", "", read=True, date=date(2026, 11, 20))
    report = ReportedBlock("telegram", date(2026, 12, 1), (source,))
    before = words.person
    assert before.record.country
    words.person = replace(before, records=(replace(before.record, reported=(report,)),))
    fixture.show(done(examples.check(replace(examples.signal_works(), messenger="telegram", name="Telegram"))))
    fixture.window.open_messenger("telegram")
    words.person = before


def history_table(fixture: WindowFixture) -> None:
    history(fixture)
    shown_page(fixture.window).control("as a table").setChecked(True)


OPENS, WIDE, NARROW, TALL = QSize(800, 600), QSize(960, 640), QSize(720, 560), QSize(960, 1100)
"""`OPENS`: as the window opens on a first start."""
SCENES = (
    Scene("first-run", OPENS, lambda _fixture: None, first_run=True),
    Scene("first-run-nothing", OPENS, nothing_here, first_run=True),
    Scene("first-run-warned", OPENS, warned, first_run=True),
    Scene("first-run-country", OPENS, choosing_a_country, first_run=True),
    Scene("remembered", WIDE, remembered),
    Scene("answer", OPENS, result(usual)),
    Scene("answer-checking", OPENS, result(checking)),
    Scene("answer-offline", OPENS, result(lambda: done(examples.offline()))),
    Scene("answer-works", OPENS, result(lambda: done(examples.check(examples.signal_works())))),
    Scene("answer-portal", OPENS, result(portal)),
    Scene("answer-calls", OPENS, result(calls_blocked)),
    Scene("answer-open", OPENS, openable),
    Scene("answer-elsewhere", OPENS, result(elsewhere)),
    Scene("answer-many", OPENS, everything),
    Scene("answer-vpn", OPENS, result(lambda: done(examples.over_vpn()))),
    Scene("smallest-answer", QSize(420, 400), result(usual)),
    Scene("results", WIDE, result(usual, "whatsapp")),
    Scene("partly", WIDE, result(usual, "telegram")),
    Scene("works", WIDE, result(usual, "signal")),
    Scene("checking", WIDE, result(checking, "whatsapp")),
    Scene("cancelled", WIDE, result(lambda: state_after(checking(), CheckCancelled()), "whatsapp")),
    Scene("offline", WIDE, result(lambda: done(examples.offline()), "whatsapp")),
    Scene("vpn", WIDE, result(lambda: done(examples.over_vpn()), "signal")),
    Scene("others-tested", TALL, others_tested),
    Scene("reported", TALL, reported),
    Scene("help-offered", TALL, help_asked({})),
    Scene("help-asked", TALL, help_asked(ANSWERED)),
    Scene("white-list", WIDE, result(lambda: saved("whitelist-mode"), "whatsapp")),
    Scene("own-server", WIDE, result(with_others, "element", OWN_SERVER)),
    Scene("retired", WIDE, result(with_others, "skype", OTHERS)),
    Scene("page", TALL, bottom(result(usual, "whatsapp"))),
    Scene("not-checked", WIDE, result(usual, "viber", WatchList(WITH_VIBER, WITH_VIBER))),
    Scene("nothing-found", WIDE, result(lambda: replace(ScreenState(), phase=Phase.IDLE), watch_list=WatchList())),
    Scene("narrow-list", NARROW, result(usual)),
    Scene("narrow-page", NARROW, result(usual, "whatsapp")),
    Scene("why", QSize(800, 1096), why),
    Scene("history", WIDE, history),
    Scene("history-back", OPENS, came_back),
    Scene("settings", QSize(960, 860), settings),
    Scene("hosts", WIDE, hosts),
    Scene("give", WIDE, giving),
    Scene("known", TALL, known),
    Scene("history-table", TALL, history_table),
    Scene("muted", WIDE, muted),
    Scene("row-menu", WIDE, row_menu),
    Scene("window-menu", WIDE, window_menu),
    Scene("trial-works", WIDE, proxy_test(ProxyOutcome.WORKS)),
    Scene("trial-dead", TALL, proxy_test(ProxyOutcome.DEAD)),
    Scene("trial-running", WIDE, proxy_test(None)),
    Scene("trial-fault", WIDE, proxy_test(None, "https://example.org/proxy")),
    Scene("trial-own-network", WIDE, proxy_test(None, "socks5://192.168.0.1:1080")),
    Scene("both-ends", OPENS, both_ends(EndState.WORKS, EndState.WORKS, EndState.WORKS)),
    Scene("both-ends-there", OPENS, both_ends(EndState.BLOCKED, EndState.PART, EndState.FAILS)),
    Scene("both-ends-begin", OPENS, both_ends()),
    Scene("reach", OPENS, reach),
    Scene("both-ends-small", QSize(420, 400), both_ends(EndState.WORKS, EndState.PART, EndState.BLOCKED)),
    Scene("only-me", OPENS, only_me),
    Scene("advice", TALL, opening(PageController.show_advice)),
    Scene("traces", TALL, traces),
    Scene("changed", WIDE, changed),
    Scene("copied", WIDE, copied),
    Scene("everything", TALL, everything),
    Scene("smallest", QSize(420, 400), history),
    Scene("smallest-first-run", QSize(420, 400), lambda _fixture: None, first_run=True),
    Scene("smallest-settings", QSize(420, 400), settings),
    Scene("tray-panel", OPENS, tray_panel),
    Scene("about", WIDE, opening(PageController.show_about)),
    Scene("report", WIDE, opening(PageController.show_report)),
    Scene("share", WIDE, share),
    Scene("add", WIDE, add),
)
