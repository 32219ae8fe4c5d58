"""Builds the other pages, and handles their buttons for history, settings, files and the system."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from dialtone.explain.country_words import PREPARE
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.pages.file_places import find_downloads, find_in_documents, say_saved
from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage
from dialtone.ui.state.answer_validity import valid_check
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.file_open import open_beside
from dialtone.ui.window.file_page import PICTURES, FileDrop, FilePage
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.ready_controller import ReadyController

if TYPE_CHECKING:  # rarely shown pages are imported when they are opened
    from dialtone.ui.window.ends_page import EndsPage

_CHECKS = "Dialtone (*.dialtone)"
_CONTENT = "ZIP (*.zip)"


class PageController(QObject):
    """Builds the pages of one window.

    Signals:
        traces_removed: all Dialtone data was removed: the program must quit now.
        history_changed: the history was deleted or restored.
    """

    traces_removed = Signal()
    history_changed = Signal()

    def __init__(self, context: PageContext, fonts: Path) -> None:
        """`fonts`: the folder of the fonts for the picture to share."""
        super().__init__(context.window)
        self._context, self._services, self._fonts = context, context.services, fonts
        self._window, self._page_stack = context.window, context.window.page_stack
        self._controller = context.window.controller
        self._unwritten: Exception | None = None
        """Why the last check could not be stored in the history."""
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), context.window, self._paste)
        self._controller.shown.connect(self._renew_settings)
        self._connect_actions()
        self._connect_detail()
        FileDrop(self._window, self.show_file)
        ReadyController(self._window)

    def _connect_actions(self) -> None:
        """Connect the commands, which outlive this window: only methods are disconnected with it, lambdas are not."""
        actions = self._controller.actions
        for action, handler in (
            (actions.save, self.save_check),
            (actions.open, self.open_check),
            (actions.report, self.report),
            (actions.history, self.show_history),
            (actions.settings, self.show_settings),
            (actions.advice, self.show_advice),
            (actions.known, self.show_known),
            (actions.reach, self.show_reach),
            (actions.both_ends, self.show_both_ends),
            (actions.about, self.show_about),
            (actions.proxy_test, self.show_any_proxy_test),
        ):
            action.triggered.connect(handler)

    def _connect_detail(self) -> None:
        """Handle the buttons on the page of a messenger that lead to another page."""
        detail = self._window.detail
        detail.handlers |= {
            PageAction.LINE: lambda _value: self.show_line(),
            PageAction.COUNTRY: lambda _value: self.show_settings(),
            PageAction.PROXY: lambda _value: self.show_proxy_test(detail.messenger_id),
            PageAction.REACH: lambda _value: self.show_reach(),
            PageAction.READY: lambda _value: self.show_advice(PREPARE),
        }

    # Pages

    def show_proxy_test(self, messenger: str = "") -> None:
        """Show the page on which a proxy is tested. `messenger`: the one from whose page it was opened."""
        from dialtone.ui.window.proxy_test_page import LINK, ProxyTestPage  # imported late, as those below: see above

        content = self._context.content
        if content is not None and content.saved is None:
            page = ProxyTestPage(self._context, messenger)
            self._page_stack.show_page(page)
            page.focus(LINK)

    def show_any_proxy_test(self) -> None:
        """Show the proxy test page without a messenger."""
        self.show_proxy_test()

    def show_line(self) -> None:
        """Show the guided comparison with another network, if there is a baseline check."""
        from dialtone.ui.window.network_comparison_page import NetworkComparisonPage

        content, first_check = self._context.content, self._context.check
        if content is not None and first_check is not None:
            self._page_stack.show_page(NetworkComparisonPage(self._context, first_check, content.words.sentences))

    def show_file(self, path: Path) -> None:
        """Show a file dropped on the window: a friend's picture, else who made it."""
        content = self._context.content
        if self._window.asking or content is None:
            return
        if path.suffix.lower() in PICTURES:
            if (page := self.show_both_ends()) is not None:
                page.receive(path)
        elif content.look_at_file is not None:
            self._page_stack.show_page(FilePage(self._context, path, content.look_at_file))

    @property
    def place(self) -> tuple[str, bool]:
        """The messenger whose page is open, and whether the history is; for `return_to` of another window."""
        return self._window.messenger_shown, isinstance(self._page_stack.page, HistoryPage)

    def return_to(self, place: tuple[str, bool]) -> None:
        """Open the pages that were open."""
        messenger, in_history = place
        if messenger:
            self._window.open_messenger(messenger)
        if in_history:
            self.show_history()

    def show_history(self) -> None:
        """Show the history, and why the last check is not in it, if it could not be stored."""
        page = HistoryPage(self._context, self._unwritten)
        page.changed.connect(self.history_changed)
        self._page_stack.show_page(page)

    def renew_history(self, problem: Exception | None = None) -> None:
        """Show in the open history, or in the next one, that a check was stored, or why not."""
        self._unwritten = problem
        if isinstance(page := self._page_stack.page, HistoryPage):
            page.refresh()
            if problem is not None:
                page.say(self._context.trouble(problem))

    def show_settings(self) -> SettingsPage:
        """Show the settings, and return their page."""
        inputs = SettingsInputs(starts_itself=self._services.autostart.is_on, languages=self._controller.languages)
        if (content := self._context.content) is not None:
            inputs = replace(inputs, countries=content.countries, warning=content.words.warning)
            if content.saved is None:  # else its messengers are not those of the settings
                watched = [(m, content.names.get(m, m)) for m in self._controller.watch_list.watched]
                inputs = replace(inputs, watched=watched, everyone=tuple(content.names.items()))
        page = SettingsPage(self._context.settings, inputs)
        page.changed.connect(self._controller.change_settings)
        page.acted.connect(partial(self._on_settings_acted, page))
        self._page_stack.show_page(page)
        return page

    def _renew_settings(self) -> None:
        """Show in open settings what was changed elsewhere: the next change on their page would undo it."""
        if isinstance(page := self._page_stack.page, SettingsPage):
            page.show_settings(self._context.settings)

    def _on_settings_acted(self, page: SettingsPage, key: str, value: object) -> None:
        """Handle what the page cannot: it only changes settings."""
        match key:
            case "language":
                self._controller.choose_language(str(value))
            case "autostart":
                self._turn_autostart(page, on=bool(value))
            case "hosts":
                self.show_hosts()
            case "content":
                self._take_content()
            case "giving":
                self._show_giving()

    def show_about(self) -> None:
        """Show the page about the program; also before the first check."""
        from dialtone.ui.pages.about_page import list_about_lines, make_about_page

        content = self._context.content
        facts = list_about_lines(self._context.check, self._services.newer_release(), content.day if content else "")
        page = make_about_page(facts, self._services.licences, hosts=not self._window.asking)
        page.acted.connect(lambda _key: self.show_hosts())
        self._page_stack.show_page(page)

    def show_hosts(self) -> None:
        """Show every host that may be contacted."""
        from dialtone.ui.pages.hosts_page import list_contacted_hosts, make_hosts_page

        content = self._context.content
        self._page_stack.show_page(
            make_hosts_page(list_contacted_hosts(content) if content else ()), self.show_settings
        )

    def show_advice(self, first: str = "") -> None:
        """Show all advice that applies today in the country: the page from which a proxy is tested or traces removed.

        `first`: the id of the advice that comes first, expanded.
        """
        if (content := self._context.content) is None:
            return
        words = content.words
        from dialtone.ui.messengers.way_items import TRY_PROXY
        from dialtone.ui.pages.advice_page import REMOVE, advice_items, advice_title

        advice, law, law_in_short = words.shelf(), words.shelf_law(), words.shelf_law_in_short()
        make_items = partial(advice_items, advice, law, law_in_short, may_try=content.saved is None, first=first)
        page = ItemPage(advice_title(), make_items())

        def on_acted(key: str) -> None:
            if key == TRY_PROXY:
                self.show_proxy_test()
            elif key == REMOVE and (trouble := self._remove_traces()):
                page.show_items(make_items(trouble=trouble))

        page.acted.connect(on_acted)
        self._page_stack.show_page(page)

    def show_known(self) -> None:
        """Show what is publicly known about messengers in a country, at first the person's own."""
        from dialtone.ui.pages.country_page import CountryPage

        if (content := self._context.content) is not None:
            self._page_stack.show_page(CountryPage(content, self._context.settings.country, self._window.outcome_bar))

    def show_reach(self) -> None:
        """Ask whom the person wants to reach, and show the ways by the newest check. Nothing is stored."""
        if (content := self._context.content) is None:
            return
        words = content.words
        from dialtone.ui.pages.reach_page import make_reach_page

        check, names = valid_check(self._controller.state), content.names
        verdicts = check.messengers if check is not None else ()
        network = check.network if check is not None else NetworkVerdict(NetworkStatus.ONLINE)
        most_used = sorted((m for m in content.messengers if m.untested is None), key=lambda m: -words.reach(m.id))
        choices = [(m.id, names.get(m.id, m.name)) for m in most_used]
        page = make_reach_page(content.countries, choices, lambda other: words.ways_to_reach(other, verdicts, network))
        self._page_stack.show_page(page)

    def _remove_traces(self) -> str:
        """Remove all Dialtone data, and emit `traces_removed`; if that fails, only return what went wrong."""
        trouble = self._context.attempt(self._services.remove_traces)
        if not trouble:
            self.traces_removed.emit()
        return trouble

    def show_both_ends(self) -> "EndsPage | None":
        """Show the comparison with a friend's result; None if the words are not loaded."""
        from dialtone.ui.window.ends_page import PASTE, EndsPage

        if self._context.content is None:
            return None
        page = EndsPage(self._context)
        self._page_stack.show_page(page)
        page.focus(PASTE)
        return page

    def _paste(self) -> None:
        """Paste into the page for a friend's result; open it only if the clipboard may hold one."""
        from dialtone.ui.window.ends_page import EndsPage, may_be_from_a_friend

        page = self._page_stack.page
        if not isinstance(page, EndsPage):
            page = self.show_both_ends() if not self._window.asking and may_be_from_a_friend() else None
        if page is not None:
            page.paste()

    def _show_giving(self) -> None:
        from dialtone.ui.window.give_page import GivePage

        if self._context.content is not None:
            self._page_stack.show_page(GivePage(self._context), self.show_settings)

    def _turn_autostart(self, page: SettingsPage, *, on: bool) -> None:
        """Turn the start at login on or off, and say what went wrong."""
        if trouble := self._context.attempt(lambda: self._services.autostart.turn(on=on)):
            self._window.outcome_bar.say_trouble(trouble)
        page.refresh()

    def _take_content(self) -> None:
        """Ask for a file with newer advice and import it; say what came of it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, translate("Settings", "Import updated advice"), find_downloads(), _CONTENT
        )
        if not chosen:
            return
        try:
            day = self._services.take_content(Path(chosen))
        except self._services.trouble as problem:
            self._window.outcome_bar.say_trouble(self._context.trouble(problem))
        else:
            text = translate("Settings", "The advice is now dated {day}. Restart Dialtone to use it.")
            self._window.outcome_bar.say(text.format(day=day))

    # Sharing and saving

    def share(self) -> None:
        """Show the picture to share."""
        check, content = self._context.check, self._context.content
        if check is None or content is None:
            return
        from dialtone.ui.painting.card_font import read_card_font
        from dialtone.ui.window.share_page import COPY, SharePage

        read_card_font(self._fonts)
        page = SharePage(self._context, check, content)
        self._page_stack.show_page(page)
        page.focus(COPY)

    def save_check(self) -> None:
        """Ask for a file, save the shown check without private data, and say what came of it."""
        check = self._context.check
        if check is None:
            return
        title = translate("Window", "Save this check")
        suggested = find_in_documents(f"dialtone-{self._context.day_of(check)}.dialtone")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, _CHECKS)
        if chosen:
            from dialtone.store.check_file import to_json

            data = (to_json(self._context.document(check)) + "\n").encode()
            trouble = self._context.attempt(lambda: self._services.write(Path(chosen), data))
            self._window.outcome_bar.say_outcome(trouble, say_saved(Path(chosen)))

    def open_check(self) -> None:
        """Ask for a saved check to show."""
        title = translate("Window", "Open a saved check")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, find_in_documents(), f"{_CHECKS};;JSON (*.json)")
        if chosen:
            open_beside(self._services.command, Path(chosen))

    def report(self) -> None:
        """Show the page that saves a report of a wrong verdict. It is never sent."""
        if (check := self._context.check) is not None:
            from dialtone.ui.window.report_page import ReportPage

            self._page_stack.show_page(ReportPage(self._context, check))
