"""The settings: few, each with its effect said beside it. What is chosen counts at once; there is no Save."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from dialtone.model.country import CountryName
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.pages.muted_field import MutedField
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, Type
from dialtone.ui.state.about_text import by_line
from dialtone.ui.state.country_names import country_choices
from dialtone.ui.state.languages import LANGUAGES
from dialtone.ui.widgets.controls import Button, Heading, Text
from dialtone.ui.widgets.folding_row import FoldingRow
from dialtone.ui.widgets.form_fields import Choice, Tick, sign_side
from dialtone.ui.widgets.labelled_row import row_with_effect
from dialtone.ui.widgets.page import Page
from dialtone.ui.widgets.searched_choice import SearchedChoice

_NIGHT = ("22:00", "08:00")


class SettingsPage(Page):
    """Shows the settings and tells each change.

    Signals:
        changed: the new `Settings`.
        language_requested: another language was chosen; empty for the system's.
        autostart_requested: whether to start with the computer.
        hosts_requested / content_requested / giving_requested: another page or a file is asked for.
    """

    changed = Signal(object)
    language_requested = Signal(str)
    autostart_requested = Signal(bool)
    hosts_requested = Signal()
    content_requested = Signal()
    giving_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        countries: Sequence[CountryName],
        starts_itself: Callable[[], bool],
        messengers: Sequence[tuple[str, str]] = (),
        everyone: Sequence[tuple[str, str]] = (),
        *,
        quiet_offered: bool = False,
        about: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QCoreApplication.translate("Settings", "Settings"), parent)
        self._settings = settings
        self._starts_itself = starts_itself
        self._general(countries)
        self._watching(messengers)
        self._keeping()
        if everyone:
            self._quiet_profile(everyone, offered=quiet_offered)
        self._more()
        if about:
            title = QCoreApplication.translate("About", "About Dialtone")
            self._group(title, Text(by_line()), *(Text(line, dim=True) for line in about))

    @property
    def settings(self) -> Settings:
        """The settings as they are on the page."""
        return self._settings

    # The groups

    def _general(self, countries: Sequence[CountryName]) -> None:
        self.language = Choice(
            [("", QCoreApplication.translate("Window", "System default")), *LANGUAGES.items()], self._settings.language
        )
        self.language.activated.connect(lambda _n: self.language_requested.emit(self.language.currentData()))
        schemes = (
            ("", QCoreApplication.translate("Window", "System default")),
            ("light", QCoreApplication.translate("Settings", "Light")),
            ("dark", QCoreApplication.translate("Settings", "Dark")),
        )
        self.scheme = Choice(schemes, self._settings.scheme)
        self.scheme.activated.connect(
            lambda _n: self._change(replace(self._settings, scheme=self.scheme.currentData()))
        )
        here, nobody = self._settings.country, QCoreApplication.translate("Settings", "Rather not say")
        self.country = SearchedChoice(QCoreApplication.translate("Country", "Name of the country"))
        self.country.offer(country_choices(countries, nobody, here), here)
        self.country.activated.connect(
            lambda _n: self._change(replace(self._settings, country=self.country.currentData()))
        )
        self._group(
            QCoreApplication.translate("Settings", "General"),
            row_with_effect(QCoreApplication.translate("Window", "Language"), self.language),
            row_with_effect(QCoreApplication.translate("Settings", "Appearance"), self.scheme),
            row_with_effect(
                QCoreApplication.translate("Settings", "Country"),
                self.country,
                QCoreApplication.translate(
                    "Settings",
                    "Decides which sites to compare with and which legal notes to show. "
                    "Dialtone never works it out from your connection.",
                ),
            ),
        )

    def _watching(self, messengers: Sequence[tuple[str, str]]) -> None:
        intervals = (
            (0, QCoreApplication.translate("Settings", "Never")),
            (30, QCoreApplication.translate("Settings", "Every half hour")),
            (60, QCoreApplication.translate("Settings", "Every hour")),
            (180, QCoreApplication.translate("Settings", "Every three hours")),
            (1440, QCoreApplication.translate("Settings", "Once a day")),
        )
        self.interval = Choice(intervals, self._settings.watch_minutes)
        self.interval.activated.connect(
            lambda _n: self._change(replace(self._settings, watch_minutes=self.interval.currentData()))
        )
        self.metered = self._tick(
            QCoreApplication.translate("Settings", "Also on metered connections"), "watch_on_metered"
        )
        self.notify = self._tick(
            QCoreApplication.translate("Settings", "Tell me when a messenger stops or comes back"), "notify"
        )
        self.quiet = Tick(QCoreApplication.translate("Settings", "Quiet hours"))
        clocks = [(f"{hour:02}:00", QLocale().toString(QTime(hour, 0), "HH:mm")) for hour in range(24)]
        self.quiet_from = Choice(clocks, self._settings.quiet_from or _NIGHT[0])
        self.quiet_from.setAccessibleName(QCoreApplication.translate("Settings", "Quiet from"))
        self.quiet_to = Choice(clocks, self._settings.quiet_to or _NIGHT[1])
        self.quiet_to.setAccessibleName(QCoreApplication.translate("Settings", "Quiet until"))
        self.quiet.setChecked(bool(self._settings.quiet_from))
        self.quiet.toggled.connect(self._on_quiet_changed)
        self.quiet_from.activated.connect(self._on_quiet_changed)
        self.quiet_to.activated.connect(self._on_quiet_changed)
        self.muted = MutedField(messengers, self._settings.muted)
        self.muted.changed.connect(lambda muted: self._change(replace(self._settings, muted=muted)))
        if not messengers:
            self.muted.hide()
        self.interval.activated.connect(self._show_limits)
        self.notify.toggled.connect(self._show_limits)
        hours = QHBoxLayout()
        hours.setSpacing(SPACE_S)
        for widget in (self.quiet, self.quiet_from, self.quiet_to):
            hours.addWidget(widget)
        hours.addStretch(1)
        limits = QVBoxLayout()
        limits.setSpacing(SPACE_S)
        limits.addLayout(hours)
        limits.addWidget(self.muted)
        self._limits = QWidget()
        self._limits.setLayout(limits)
        _begin_under(limits, self)
        self._show_limits()
        self._group(
            QCoreApplication.translate("Settings", "Automatic checks"),
            row_with_effect(
                QCoreApplication.translate("Settings", "Check automatically"),
                self.interval,
                QCoreApplication.translate(
                    "Settings",
                    "While Dialtone is open or in the tray; less often on battery. Your provider can see each check.",
                ),
            ),
            self.metered,
            self.notify,
            self._limits,
        )

    def _keeping(self) -> None:
        note = Text(
            QCoreApplication.translate(
                "Settings",
                "Stored on this computer, one entry an hour, without network names. You can delete it under History.",
            ),
            dim=True,
        )
        self.history = self._tick(QCoreApplication.translate("Settings", "Keep a history"), "keep_history")
        self.autostart = Tick(QCoreApplication.translate("Settings", "Open at sign-in"))
        self.autostart.setChecked(self._starts_itself())
        self.autostart.toggled.connect(self._on_autostart_toggled)
        closing = QCoreApplication.translate("Settings", "Quit when the window is closed")
        self.quit_on_close = self._tick(closing, "quit_on_close")
        self._group(
            QCoreApplication.translate("Settings", "On this computer"),
            self.history,
            _under(note),
            self.autostart,
            self.quit_on_close,
        )

    def _quiet_profile(self, everyone: Sequence[tuple[str, str]], *, offered: bool) -> None:
        """The quiet profile; where devices are searched or people punished it is said so."""
        self.quiet_profile = self._tick(
            QCoreApplication.translate("Settings", "Check slowly, only what I choose, and store nothing"),
            "quiet_profile",
        )
        self.quiet_messengers = MutedField(
            everyone,
            self._settings.quiet_messengers,
            QCoreApplication.translate("Settings", "Check only"),
            QCoreApplication.translate("Settings", "Stop checking {name}"),
        )
        self.quiet_messengers.changed.connect(
            lambda chosen: self._change(replace(self._settings, quiet_messengers=chosen))
        )
        told = QCoreApplication.translate(
            "Settings",
            "One after the other, over several minutes. No automatic checks, no history, no picture, "
            "no names in notices. Your provider can still see each one.",
        )
        where = QCoreApplication.translate(
            "Settings", "In the country you chose, people are searched or punished for using such services."
        )
        notes = [_under(Text(text, dim=True)) for text in ((where, told) if offered else (told,))]
        title = QCoreApplication.translate("Settings", "Quiet profile")
        self._group(title, self.quiet_profile, *notes, _under(self.quiet_messengers))

    def _more(self) -> None:
        hosts = Button(QCoreApplication.translate("Settings", "Servers Dialtone connects to"))
        hosts.clicked.connect(self.hosts_requested)
        content = Button(QCoreApplication.translate("Settings", "Import updated advice…"))
        content.clicked.connect(self.content_requested)
        giving = Button(QCoreApplication.translate("Settings", "Give Dialtone to someone…"))
        giving.clicked.connect(self.giving_requested)
        self.message = Text(dim=True)
        self.column.addWidget(FoldingRow(hosts, content, giving))
        self.column.addWidget(self.message)

    # Changes

    def _change(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)

    def _tick(self, text: str, name: str) -> Tick:
        box = Tick(text)
        box.setChecked(bool(getattr(self._settings, name)))
        box.toggled.connect(lambda on: self._change(replace(self._settings, **{name: on})))
        return box

    def _on_quiet_changed(self) -> None:
        on = self.quiet.isChecked()
        begin, end = (str(field.currentData()) if on else "" for field in (self.quiet_from, self.quiet_to))
        self._show_limits()
        self._change(replace(self._settings, quiet_from=begin, quiet_to=end))

    def _show_limits(self) -> None:
        watching = self._settings.watch_minutes > 0
        self.metered.setEnabled(watching)
        self.notify.setEnabled(watching)
        self._limits.setEnabled(watching and self.notify.isChecked())
        for field in (self.quiet_from, self.quiet_to):
            field.setEnabled(self.quiet.isChecked())

    def _on_autostart_toggled(self, on: bool) -> None:
        self.autostart_requested.emit(on)
        self.read_back()

    def read_back(self) -> None:
        """Show what the system really does."""
        self.autostart.blockSignals(True)
        self.autostart.setChecked(self._starts_itself())
        self.autostart.blockSignals(False)

    def _group(self, title: str, *widgets: QWidget) -> None:
        box = QVBoxLayout()
        box.setSpacing(SPACE_S)
        box.addWidget(Heading(title, Type.BODY, selectable=False))
        for widget in widgets:
            box.addWidget(widget)
        self.column.addLayout(box)
        self.column.addSpacing(SPACE_M)


def _begin_under(layout: QLayout, widget: QWidget) -> None:
    """Begin below the words of the tick above, not below its sign."""
    layout.setContentsMargins(margins(sign_side(widget) + SPACE_S, 0, 0, 0))


def _under(widget: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.addWidget(widget)
    _begin_under(column, widget)
    return box
