"""Builds the pages over the answer, and handles their buttons for history, settings, files and the system."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from dialtone.explain.country_words import PREPARE
from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.pages.page_stack import HISTORY, SETTINGS
from dialtone.ui.state.labels import translate
from dialtone.ui.state.window_inputs import TROUBLE
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.check_preparation import CheckPreparation
from dialtone.ui.window.desktop_state import tray_is_there
from dialtone.ui.window.file_page import PICTURES, FileDrop, FilePage
from dialtone.ui.window.page_context import PageContext

# Late imports: pages over the answer, file dialogs and what they use are loaded when they are opened.

if TYPE_CHECKING:
    from dialtone.ui.pages.settings_page import SettingsPage
    from dialtone.ui.window.ends_page import EndsPage

_CHECK_FILES = "Dialtone (*.dialtone)"
_CONTENT_FILES = "ZIP (*.zip)"


class OpenPages(NamedTuple):
    """The pages to open again after a window was destroyed."""

    messenger: str
    """The messenger whose page was open; empty for none."""
    history: bool


class PageController(QObject):
    """Builds the pages of one window.

    Signals:
        traces_removed: all Dialtone data was removed: the program must quit now.
        history_changed: the history was deleted or restored.
        history_stored: `AutoCheck` stored a check, or could not: an open history shows that.
    """

    traces_removed = Signal()
    history_changed = Signal()
    history_stored = Signal()

    def __init__(self, context: PageContext, fonts: Path) -> None:
        """`fonts`: the folder of the fonts for the picture to share."""
        super().__init__(context.window)
        self._context = context
        self._services = context.services
        self._fonts = fonts
        self._window, self._page_stack = context.window, context.window.page_stack
        self._controller = context.window.controller
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), context.window, self._paste)
        self._controller.shown.connect(self._renew_settings)
        self._connect_actions()
        self._connect_detail()
        FileDrop(self._window, self.show_file)
        CheckPreparation(self._window)

    def _connect_actions(self) -> None:
        """Connect the actions, which outlive this window: methods are disconnected with it, lambdas are not.

        An action passes its checked state to every positional parameter: the handlers have none.
        """
        actions = self._controller.actions
        for action, handler in (
            (actions.save, self.save_check),
            (actions.open, self.open_check),
            (actions.report, self.show_report),
            (actions.history, self.show_history),
            (actions.settings, self.show_settings),
            (actions.advice, self.show_advice),
            (actions.known, self.show_known),
            (actions.reach, self.show_reach),
            (actions.both_ends, self.show_both_ends),
            (actions.about, self.show_about),
            (actions.proxy_test, self.show_proxy_test),
        ):
            action.triggered.connect(handler)

    def _connect_detail(self) -> None:
        """Handle the buttons on the page of a messenger that lead to another page."""
        detail = self._window.detail
        for action, show_page in {
            PageAction.COMPARE_NETWORKS: self.show_network_comparison,
            PageAction.CHOOSE_COUNTRY: self.show_settings,
            PageAction.TRY_PROXY: lambda: self.show_proxy_test(messenger=detail.messenger_id),
            PageAction.REACH_SOMEBODY: self.show_reach,
            PageAction.PREPARE: lambda: self.show_advice(first=PREPARE),
        }.items():
            detail.handlers[action] = partial(self._show_if_loaded, show_page)

    def _show_if_loaded(self, show_page: Callable[[], object], _value: object = None) -> None:
        """Show a page, unless it would be that of a former country. `_value`: of the button that was pressed."""
        if self._controller.may_open_pages:
            show_page()

    # Pages

    def show_proxy_test(self, *, messenger: str = "") -> None:
        """Show the page that tests a proxy, for one messenger or all (empty), unless a saved check is shown."""
        from dialtone.ui.window.proxy_test_page import LINK, ProxyTestPage  # imported late, as those below: see above

        if self._context.content.saved is None:
            page = ProxyTestPage(self._context, messenger)
            self._page_stack.show_page(page)
            page.focus(LINK)

    def show_network_comparison(self) -> None:
        """Show the guided comparison with another network, if there is a baseline check."""
        from dialtone.ui.window.network_comparison_page import NetworkComparisonPage

        if (first_check := self._context.check) is not None:
            self._page_stack.show_page(NetworkComparisonPage(self._context, first_check))

    def show_file(self, path: Path) -> None:
        """Show the result in a picture that was dropped on the window; for another file, who made it."""
        if not self._controller.may_open_pages:
            return
        if path.suffix.lower() in PICTURES:
            self.show_both_ends().read_source(path)
        elif (identify_file := self._context.content.computer.identify_file) is not None:
            self._page_stack.show_page(FilePage(self._context, path, identify_file))

    @property
    def open_pages(self) -> OpenPages:
        """The open pages, for `reopen` in the next window."""
        return OpenPages(self._window.messenger_shown, self._page_stack.page_name == HISTORY)

    def reopen(self, pages: OpenPages) -> None:
        """Open the pages that were open in a former window."""
        if pages.messenger:
            self._window.open_messenger(pages.messenger)
        if pages.history:
            self._show_if_loaded(self.show_history)

    def show_history(self) -> None:
        """Show the history."""
        from dialtone.ui.window.history_page import HistoryPage

        page = HistoryPage(self._context)
        page.changed.connect(self.history_changed)
        self.history_stored.connect(page.refresh)
        self._page_stack.show_page(page)

    def show_settings(self) -> "SettingsPage":
        """Show the settings, and return their page."""
        from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage

        content = self._context.content
        is_live = content.saved is None  # else its messengers are not those of the settings
        watched = self._controller.watch_list.watched if is_live else ()
        inputs = SettingsInputs(
            countries=content.countries,
            starts_itself=self._services.autostart.is_on,
            watched=[(messenger, content.names.get(messenger, messenger)) for messenger in watched],
            everyone=tuple(content.names.items()) if is_live else (),
            warning=content.words.say_warning,
            languages=self._controller.languages,
            has_tray=tray_is_there(),
        )
        page = SettingsPage(self._context.settings, inputs)
        page.changed.connect(self._controller.change_settings)
        page.acted.connect(partial(self._on_settings_acted, page))
        self._page_stack.show_page(page)
        return page

    def _renew_settings(self) -> None:
        """Show in the open settings what was changed elsewhere: else the next change on their page would undo it."""
        if self._page_stack.page_name == SETTINGS:
            cast("SettingsPage", self._page_stack.page).show_settings(self._context.settings)

    def _on_settings_acted(self, page: "SettingsPage", key: str, value: object) -> None:
        """Handle what is no change of `Settings`: language, autostart, and what opens other pages or a file."""
        match key:
            case "language":
                self._controller.choose_language(str(value))
            case "autostart":
                self._context.succeeds(lambda: self._services.autostart.turn(on=bool(value)))
                page.refresh()  # it shows what the system reports
            case "hosts":
                self._show_if_loaded(self.show_hosts)
            case "content":
                self._import_content()
            case "giving":
                self._show_if_loaded(self.show_giving)

    def show_giving(self) -> None:
        """Show the page that copies Dialtone for another person."""
        from dialtone.ui.window.give_page import GivePage

        self._page_stack.show_page(GivePage(self._context), self.show_settings)

    def show_about(self) -> None:
        """Show the page about the program; also before the first check."""
        from dialtone.ui.pages.about_page import list_about_facts, make_about_page

        content = self._controller.content
        lines = list_about_facts(self._context.check, self._services.newer_release(), content.day if content else "")
        page = make_about_page(lines, self._services.licences, has_hosts=self._controller.may_open_pages)
        page.acted.connect(lambda _key: self._show_if_loaded(self.show_hosts))
        self._page_stack.show_page(page)

    def show_hosts(self) -> None:
        """Show every host that may be contacted; which they are depends on the country."""
        from dialtone.ui.pages.hosts_page import list_contacted_hosts, make_hosts_page

        self._page_stack.show_page(make_hosts_page(list_contacted_hosts(self._context.content)), self.show_settings)

    def show_advice(self, *, first: str = "") -> None:
        """Show all advice that applies in the country today; the one with the id `first` comes first, expanded."""
        from dialtone.ui.messengers.way_items import TRY_PROXY
        from dialtone.ui.pages.advice_page import REMOVE, list_advice_items

        content = self._context.content
        words = content.words
        law = list_reference_law(words)
        law_in_short = say_reference_law_in_short(words)
        make_items = partial(
            list_advice_items, list_reference(words), law, law_in_short, may_try=content.saved is None, first=first
        )
        page = ItemPage(translate("Advice", "Good to know"), make_items())

        def on_acted(key: str) -> None:
            """Test a proxy, or remove all data; if that fails, show why."""
            if key == TRY_PROXY:
                self.show_proxy_test()
            elif key == REMOVE:
                if trouble := self._context.attempt(self._services.remove_traces):
                    page.show_items(make_items(trouble=trouble))
                else:
                    self.traces_removed.emit()

        page.acted.connect(on_acted)
        self._page_stack.show_page(page)

    def show_known(self) -> None:
        """Show what is publicly known about messengers in a country, at first the person's own."""
        from dialtone.ui.pages.country_page import CountryPage

        context = self._context
        self._page_stack.show_page(CountryPage(context.content, context.settings.country, self._window.outcome_bar))

    def show_reach(self) -> None:
        """Ask whom the person wants to reach, and show the ways by the last check here. Nothing is stored."""
        from dialtone.explain.reaching import find_ways_to_reach
        from dialtone.ui.pages.reach_page import make_reach_page

        content = self._context.content
        words = content.words
        check = self._controller.state.valid_check
        verdicts = check.messengers if check is not None else ()
        network = check.network if check is not None else NetworkVerdict(NetworkStatus.ONLINE)
        testable = [m for m in content.messengers if m.untested is None]
        most_used_first = sorted(testable, key=lambda m: words.count_users(m.id), reverse=True)
        choices = [(m.id, content.names.get(m.id, m.name)) for m in most_used_first]
        page = make_reach_page(
            content.countries, choices, lambda other: find_ways_to_reach(words, other, verdicts, network)
        )
        self._page_stack.show_page(page)

    def show_both_ends(self) -> "EndsPage":
        """Show the comparison with a friend's result, and return its page."""
        from dialtone.ui.window.ends_page import PASTE, EndsPage

        page = EndsPage(self._context)
        self._page_stack.show_page(page)
        page.focus(PASTE)
        return page

    def _paste(self) -> None:
        """Paste into the page for a friend's result; open it first if the clipboard may hold one."""
        from dialtone.ui.window.ends_page import EndsPage, clipboard_may_hold_result

        page = self._page_stack.page
        if isinstance(page, EndsPage):
            page.paste()
        elif self._controller.actions.both_ends.isEnabled() and clipboard_may_hold_result():
            self.show_both_ends().paste()

    def _import_content(self) -> None:
        """Ask for a file with newer advice, import it, and say whether that succeeded."""
        from PySide6.QtWidgets import QFileDialog

        from dialtone.ui.pages.file_places import find_downloads

        title = translate("Settings", "Import updated advice")
        bar = self._window.outcome_bar
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, find_downloads(), _CONTENT_FILES)
        if not chosen:
            return
        try:
            day = self._services.import_content(Path(chosen))
        except TROUBLE as problem:
            bar.say_trouble(self._context.say_trouble(problem))
        else:
            text = translate("Settings", "The advice is now dated {day}. Restart Dialtone to use it.")
            bar.say(text.format(day=day))

    # Sharing and saving

    def show_share(self) -> None:
        """Show the picture to share."""
        if (check := self._context.check) is None:
            return
        from dialtone.ui.painting.card_font import read_card_font
        from dialtone.ui.window.share_page import COPY, SharePage

        read_card_font(self._fonts)
        page = SharePage(self._context, check)
        self._page_stack.show_page(page)
        page.focus(COPY)

    def save_check(self) -> None:
        """Ask for a file, save the shown check there without private data, and say whether that succeeded."""
        if (check := self._context.check) is None:
            return
        from PySide6.QtWidgets import QFileDialog

        from dialtone.ui.pages.file_places import find_in_documents

        title = translate("Window", "Save this check")
        suggested = find_in_documents(f"dialtone-{self._context.day_of(check)}.dialtone")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, _CHECK_FILES)
        if chosen:
            from dialtone.store.check_file import to_json

            document = self._context.encode_redacted(check)
            self._context.save_file(Path(chosen), lambda: (to_json(document) + "\n").encode())

    def open_check(self) -> None:
        """Ask for a saved check, and show it in another process."""
        from PySide6.QtWidgets import QFileDialog

        from dialtone.ui.pages.file_places import find_in_documents, open_in_new_process

        title = translate("Window", "Open a saved check")
        file_types = f"{_CHECK_FILES};;JSON (*.json)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, find_in_documents(), file_types)
        if chosen:
            open_in_new_process(Path(chosen))

    def show_report(self) -> None:
        """Show the page that saves a report of a wrong result. It is never sent."""
        if (check := self._context.check) is not None:
            from dialtone.ui.window.report_page import ReportPage

            self._page_stack.show_page(ReportPage(self._context, check))
