"""Furnishes the places beside the result: what their buttons do with history, settings, files and the system."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from dialtone.explain.card_rows import has_a_row, make_card
from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, Strip, make_strips
from dialtone.model.card import Card
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.store.check_file import encode_check, to_json
from dialtone.store.history_export import history_csv, history_json
from dialtone.store.report import report_bytes
from dialtone.store.settings import Settings
from dialtone.ui.pages.advice_page import AdvicePage
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.pages.hosts_page import HostsPage
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.pages.share_dialog import ShareDialog
from dialtone.ui.painting.card_picture import read_card_font
from dialtone.ui.state.contacted_host import ContactedHost
from dialtone.ui.state.country_names import countries
from dialtone.ui.state.loaded_content import LoadedContent, Words
from dialtone.ui.state.services import Services
from dialtone.ui.state.watch_list import listing_of
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.page import Page
from dialtone.ui.window.proxy_test_controller import ProxyTestController

_CHECKS = "Dialtone (*.dialtone)"


class PageController(QObject):
    """Builds the pages of one window.

    Signals:
        settings_changed: the new settings.
        language_wanted: another language; empty for the system's.
        saved_wanted: a saved check should be shown (its path).
    """

    settings_changed = Signal(object)
    language_wanted = Signal(str)
    saved_wanted = Signal(Path)

    def __init__(
        self,
        extras: Services,
        fonts: Path,
        settings: Callable[[], Settings],
        library: Callable[[], LoadedContent | None],
        check: Callable[[], Check | None],
        window: QWidget,
        places: PageStack,
    ) -> None:
        super().__init__(window)
        self._extras = extras
        self._fonts = fonts
        self._settings = settings
        self._library = library
        self._check = check
        self._window = window
        self._places = places
        self._sharing: ShareDialog | None = None
        self._trial_room = ProxyTestController(library, lambda: settings().servers, self)
        places.offer(Section.HISTORY, self.history_page)
        places.offer(Section.SETTINGS, self.settings_page)
        places.header.share_wanted.connect(self.share)

    # Pages

    def show_trial(self, messenger: str = "") -> None:
        """Where a proxy is tried; for a messenger, where somebody comes from its page."""
        page = self._trial_room.page(messenger)
        if page is not None:
            self._places.show_page(page)
            page.begin_typing()

    def history_page(self) -> HistoryPage:
        """What is remembered."""
        page = HistoryPage(self._strips)
        page.export_wanted.connect(lambda path, kind: self._export(page, path, kind))
        page.forget_wanted.connect(lambda: self._forget(page))
        trouble = self._history_trouble()
        if trouble:
            page.say(trouble)
        return page

    def renew_history(self, trouble: str = "") -> None:
        """A check was remembered, or could not be (why): an open history shows it."""
        page = self._places.page
        if isinstance(page, HistoryPage):
            page.renew()
            if trouble:
                page.say(trouble)

    def settings_page(self) -> SettingsPage:
        """The settings."""
        settings, library = self._settings(), self._library()
        watched = listing_of(library, settings).watched
        names = [] if library is None or library.saved else [(m, library.names.get(m, m)) for m in watched]
        page = SettingsPage(settings, countries(), self._extras.autostart.is_on, names)
        page.changed.connect(self.settings_changed)
        page.language_wanted.connect(self.language_wanted)
        page.autostart_wanted.connect(lambda on: self._turn_autostart(page, on))
        page.hosts_wanted.connect(self.show_hosts)
        page.content_wanted.connect(lambda: self._take_content(page))
        return page

    def show_hosts(self) -> None:
        """Every host that may be contacted."""
        library = self._library()
        self._places.show_page(HostsPage(hosts_of(library) if library else ()), Section.SETTINGS)
        self._places.header.show_place(Section.SETTINGS)

    def show_advice(self) -> None:
        """All the advice that may be read today, where the person is."""
        library = self._library()
        if library is None or not isinstance(library.words, Explainer):
            return
        page = AdvicePage(library.words.shelf(), may_try=library.trial_for is not None)
        page.trial_wanted.connect(self.show_trial)
        self._places.show_page(page)

    def _strips(self, grain: Grain, cells: int) -> Sequence[Strip]:
        library = self._library()
        if library is None or not isinstance(library.words, Explainer):
            return ()
        try:
            kept = self._extras.history.read()
        except self._extras.trouble:
            return ()
        return make_strips(kept, library.words.sentences, library.names, self._extras.now(), grain, cells)

    def _history_trouble(self) -> str:
        try:
            self._extras.history.read()
        except self._extras.trouble as problem:
            return str(problem)
        if self._extras.history.set_aside:
            said = QCoreApplication.translate("History", "A broken history was put aside as {name}.")
            return said.format(name=self._extras.history.set_aside)
        return ""

    def _export(self, page: HistoryPage, path: Path, kind: str) -> None:
        try:
            kept = self._extras.history.read()
            text = history_csv(kept) if kind == "csv" else history_json(kept)
            self._extras.write(path, text.encode())
        except self._extras.trouble as problem:
            page.say(str(problem))
        else:
            page.say(QCoreApplication.translate("History", "Saved as {name}.").format(name=path.name))

    def _forget(self, page: HistoryPage) -> None:
        try:
            self._extras.history.forget()
        except self._extras.trouble as problem:
            page.say(str(problem))
        else:
            page.refresh()

    def _turn_autostart(self, page: SettingsPage, on: bool) -> None:
        try:
            self._extras.autostart.turn(on=on)
        except self._extras.trouble as problem:
            page.said.setText(str(problem))
        page.read_back()

    def _take_content(self, page: SettingsPage) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, page.windowTitle())
        if not chosen:
            return
        try:
            day = self._extras.take_content(Path(chosen))
        except self._extras.trouble as problem:
            page.said.setText(str(problem))
        else:
            said = QCoreApplication.translate("Settings", "The advice is of {day} now; it counts from the next start.")
            page.said.setText(said.format(day=day))

    # Sharing and saving

    def share(self) -> None:
        """Open the dialog with the picture."""
        check, library = self._check(), self._library()
        if check is None or library is None or not isinstance(library.words, Explainer):
            return
        if self._sharing is not None:
            self._sharing.raise_()
            self._sharing.activateWindow()
            return
        words = library.words
        read_card_font(self._fonts)
        shown = [m for m in library.messengers if has_a_row(check.messenger(m.id))]

        def card(wanted: tuple[str, ...], place: str) -> Card:
            chosen = [m for m in shown if m.id in wanted]
            day = check.started_at.astimezone(self._extras.now().tzinfo).date()
            return make_card(check.messengers, check.network, words, chosen, day, library.names, place)

        names = [(m.id, library.names.get(m.id, m.name)) for m in shown]
        self._sharing = ShareDialog(card, names, self._extras.write, self._extras.home_page, self._window)
        self._sharing.finished.connect(self._on_sharing_finished)
        self._sharing.open()

    def _on_sharing_finished(self) -> None:
        if self._sharing is not None:
            self._sharing.deleteLater()
            self._sharing = None

    def save_check(self) -> None:
        """Ask where to, and keep the check that is shown."""
        check = self._check()
        if check is None:
            return
        title = QCoreApplication.translate("Window", "Save this check")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, "check.dialtone", _CHECKS)
        if chosen:
            data = (to_json(self._document(check)) + "\n").encode()
            self._try(lambda: self._extras.write(Path(chosen), data))

    def open_check(self) -> None:
        """Ask for a saved check to show."""
        title = QCoreApplication.translate("Window", "Open a saved check")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", f"{_CHECKS};;JSON (*.json)")
        if chosen:
            self.saved_wanted.emit(Path(chosen))

    def report(self) -> None:
        """Make a file for a wrong verdict. It is saved, never sent."""
        check = self._check()
        if check is None:
            return
        title = QCoreApplication.translate("Window", "Report a wrong verdict")
        asked = QCoreApplication.translate(
            "Window", "What is wrong? The file holds the check with addresses of servers. It is saved, not sent."
        )
        note, agreed = QInputDialog.getMultiLineText(self._window, title, asked)
        if not agreed:
            return
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, "dialtone-report.zip", "ZIP (*.zip)")
        if chosen:
            data = report_bytes(self._document(check), note, self._extras.state)
            self._try(lambda: self._extras.write(Path(chosen), data))

    def _document(self, check: Check) -> dict[str, object]:
        library = self._library()
        if library is None or not isinstance(library.words, Explainer):
            return encode_check(check, lambda _verdict: ("", "", ()))
        words, names = library.words, library.names
        return encode_check(check, lambda verdict: words.in_short(verdict, check.network, names))

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except self._extras.trouble as problem:
            page = Page(QCoreApplication.translate("Window", "That did not work"))
            page.column.addWidget(Text(str(problem)))
            self._places.show_page(page)


def _uses(messenger: Messenger, words: Words) -> Mapping[str, list[str]]:
    """What each endpoint is for, in words."""
    uses: dict[str, list[str]] = {}
    for rule in messenger.functions:
        label = str(rule.function)
        if isinstance(words, Explainer):
            label = words.sentences.say(f"label.{rule.function}", about=messenger.id)
        for endpoint in dict.fromkeys(endpoint for group in rule.needs for endpoint in group):
            uses.setdefault(endpoint, []).append(label)
    return uses


def hosts_of(library: LoadedContent) -> tuple[ContactedHost, ...]:
    """Every host of the catalogue, by messenger, then the neutral ones."""
    found: list[ContactedHost] = []
    for messenger in library.messengers:
        name = library.names.get(messenger.id, messenger.name)
        uses = _uses(messenger, library.words)
        for endpoint in messenger.endpoints:
            place = endpoint.host or ", ".join(endpoint.addresses[:3])
            found.append(ContactedHost(name, f"{place}:{endpoint.port}", ", ".join(uses.get(endpoint.id, ()))))
    return (*found, *library.neutral_hosts)
