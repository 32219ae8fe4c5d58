"""The settings: few, with the effect of each stated. A change applies at once; there is no Save."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QTime, Signal

from dialtone.model.frozen import Frozen, replace
from dialtone.model.guidance import Risk
from dialtone.model.situation import CountryName
from dialtone.store.settings import Settings
from dialtone.store.wording_file import Language
from dialtone.ui.pages.page_stack import SETTINGS
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import simplify
from dialtone.ui.state.options import Option, make_country_options
from dialtone.ui.widgets.box_items import BoxItem, BoxRow, ButtonRow, SwitchRow
from dialtone.ui.widgets.choice import ChoiceRow
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import FieldItem, NoticeItem

_NIGHT = ("22:00", "08:00")  # the quiet hours once they are turned on, until the person chooses others
_QUIET_HOURS = "quiet_hours"
"""The key of their switch, which is no setting: only their beginning and end are stored."""
_SEPARATOR = "."  # in the key of a messenger's switch, between the setting that holds its id and the id
_SEARCH = "search "  # in the key of the search field of such a setting, before its name
_MAX_WITHOUT_SEARCH = 10  # of more messengers, the switches have a search field

Names = Sequence[tuple[str, str]]
"""Ids and names of messengers."""


class SettingsInputs(Frozen):
    """The inputs of the page besides the settings."""

    countries: Sequence[CountryName] = ()
    starts_itself: Callable[[], bool] = bool
    watched: Names = ()
    """The messengers that can be muted."""
    everyone: Names = ()
    """The messengers to which the quiet profile can be limited; without any, it is not offered."""
    warning: Callable[[str], str] = lambda _country: ""
    """Returns that people in a country are searched or punished; an empty text if that is not known."""
    languages: Sequence[Language] = ()
    has_tray: bool = True
    """Whether there is a tray: without one, a closed window ends the program."""


class SettingsPage(ItemPage):
    """Shows the settings and emits each change. The key of a control is the name of its setting.

    Signals:
        changed: the new `Settings`.
        acted: each use of a control. The window handles `language` and `autostart`, with the chosen value, and
        `hosts`, `content` and `giving`, which open another page or a file.
    """

    name = SETTINGS
    changed = Signal(object)

    def __init__(self, settings: Settings, inputs: SettingsInputs | None = None) -> None:
        super().__init__(translate("Settings", "Settings"), spacing=Space.XL)
        self.settings = settings
        self._inputs = inputs or SettingsInputs()
        self._queries: dict[str, str] = {}
        self.acted.connect(self._on_acted)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings, and the autostart state that the system reports."""
        self.show_items(tuple(self._make_items()))

    def show_settings(self, settings: Settings) -> None:
        """Show settings that may have been changed elsewhere, such as at the tray icon."""
        if settings != self.settings:
            self.settings = settings
            self.refresh()

    def would_lose(self) -> bool:
        return False  # a change applies at once

    def _on_acted(self, key: str, value: object) -> None:
        """Apply and emit a change of a setting, or search in the messengers of one."""
        if key.startswith(_SEARCH):
            self._queries[key.removeprefix(_SEARCH)] = str(value)
            self.refresh()
            return
        changed = _with_change(self.settings, key, value)
        if changed != self.settings:
            self.settings = changed
            self.refresh()
            self.changed.emit(changed)

    def _make_items(self) -> Iterator[Item]:
        yield BoxItem(self._make_general_rows(), translate("Settings", "General"))
        country = self.settings.country
        if country and (warning := self._inputs.warning(country)):
            yield NoticeItem(warning, Risk.HIGH)
        yield BoxItem(tuple(self._make_check_rows()), translate("Settings", "Automatic checks"))
        yield BoxItem(self._make_computer_rows(), translate("Settings", "On this computer"))
        if self._inputs.everyone:
            yield BoxItem(self._make_quiet_rows(), translate("Settings", "Quiet profile"))
        pages = (
            ButtonRow(translate("Settings", "Servers Dialtone connects to"), "hosts"),
            ButtonRow(translate("Settings", "Import updated advice…"), "content"),
            ButtonRow(translate("Settings", "Give Dialtone to someone…"), "giving"),
        )
        yield BoxItem(pages, key="more")

    def _make_general_rows(self) -> tuple[Item, ...]:
        system = ("", translate("Window", "System default"))
        languages = ((language.code, language.label) for language in self._inputs.languages)
        schemes = (("light", translate("Settings", "Light")), ("dark", translate("Settings", "Dark")))
        nobody = translate("Settings", "Rather not say")
        country = ChoiceRow(
            translate("Settings", "Country"),
            make_country_options(self._inputs.countries, nobody, self.settings.country),
            self.settings.country,
            prompt=translate("Country", "Name of the country"),
            line=translate(
                "Settings",
                "Decides which sites to compare with and which legal notes to show. "
                "Dialtone never works it out from your connection.",
            ),
            key="country",
        )
        return (
            self._make_choice("language", translate("Window", "Language"), (system, *languages)),
            self._make_choice("scheme", translate("Settings", "Appearance"), (system, *schemes)),
            country,
        )

    def _make_check_rows(self) -> Iterator[Item]:
        """Yield how often Dialtone checks by itself; if it does, also on which connections, and its notices."""
        settings = self.settings
        intervals = (
            (0, translate("Settings", "Never")),
            (30, translate("Settings", "Every half hour")),
            (60, translate("Settings", "Every hour")),
            (180, translate("Settings", "Every three hours")),
            (1440, translate("Settings", "Once a day")),
        )
        effect = translate(
            "Settings",
            "While Dialtone is open or in the tray; less often on battery. Your provider can see each check.",
        )
        if not self._inputs.has_tray:
            effect = translate(
                "Settings",
                "While this window is open, as there is no tray here; less often on battery. "
                "Your provider can see each check.",
            )
        yield self._make_choice("watch_minutes", translate("Settings", "Check automatically"), intervals, effect)
        if settings.watch_minutes <= 0:
            return
        yield self._make_switch("watch_on_metered", translate("Settings", "Also on metered connections"))
        yield self._make_switch("notify", translate("Settings", "Tell me when a messenger stops or comes back"))
        if not settings.notify:
            return
        has_quiet_hours = bool(settings.quiet_from)
        yield SwitchRow(translate("Settings", "Quiet hours"), on=has_quiet_hours, key=_QUIET_HOURS)
        if has_quiet_hours:
            hours = tuple((f"{hour:02}:00", QLocale().toString(QTime(hour, 0), "HH:mm")) for hour in range(24))
            yield self._make_choice("quiet_from", translate("Settings", "Quiet from"), hours)
            yield self._make_choice("quiet_to", translate("Settings", "Quiet until"), hours)
        if self._inputs.watched:
            yield self._make_messengers_row("muted", translate("Settings", "Muted"), self._inputs.watched)

    def _make_computer_rows(self) -> tuple[Item, ...]:
        effect = translate(
            "Settings",
            "Stored on this computer, one entry an hour, without network names. You can delete it under History.",
        )
        return (
            self._make_switch("keep_history", translate("Settings", "Keep a history"), effect),
            SwitchRow(translate("Settings", "Open at sign-in"), on=self._inputs.starts_itself(), key="autostart"),
        )

    def _make_quiet_rows(self) -> tuple[Item, ...]:
        effect = translate(
            "Settings",
            "One after the other, over several minutes. No automatic checks, no history, no picture, "
            "no names in notices. Your provider can still see each one.",
        )
        label = translate("Settings", "Check slowly, only what I choose, and store nothing")
        check_only = translate("Settings", "Check only")
        return (
            self._make_switch("quiet_profile", label, effect),
            self._make_messengers_row("quiet_messengers", check_only, self._inputs.everyone),
        )

    def _make_switch(self, name: str, label: str, effect: str = "") -> Item:
        return SwitchRow(label, effect, on=getattr(self.settings, name), key=name)

    def _make_choice(self, name: str, label: str, values: Sequence[tuple[str | int, str]], effect: str = "") -> Item:
        """Return the choice for the setting `name`. `values`: each with its text; `effect`: what it changes."""
        options = tuple(Option(value, text) for value, text in values)
        return ChoiceRow(label, options, getattr(self.settings, name), line=effect, key=name)

    def _make_messengers_row(self, name: str, label: str, messengers: Names) -> Item:
        """Return the row of the setting `name`, which holds ids: a switch for each, and a search if there are many."""
        chosen = getattr(self.settings, name)
        query = self._queries.get(name, "")
        chosen_names = QLocale().createSeparatedList([text for messenger, text in messengers if messenger in chosen])
        switches = tuple(
            SwitchRow(text, on=messenger in chosen, key=f"{name}{_SEPARATOR}{messenger}")
            for messenger, text in messengers
            if simplify(query) in simplify(text)
        )
        if len(messengers) <= _MAX_WITHOUT_SEARCH:
            return BoxRow(label, chosen_names, switches, key=name)
        prompt = translate("Add", "Name of the messenger")
        field = FieldItem(prompt, query, key=f"{_SEARCH}{name}")
        return BoxRow(label, chosen_names, (field, *((BoxItem(switches),) if switches else ())), key=name)


def _with_change(settings: Settings, key: str, value: object) -> Settings:
    """Return the settings after the use of a control; unchanged if the window handles it, as it does the language."""
    if key == _QUIET_HOURS:
        begin, end = _NIGHT if value else ("", "")
        return replace(settings, quiet_from=begin, quiet_to=end)
    name, _, messenger = key.partition(_SEPARATOR)
    if name not in Settings.__struct_fields__ or name == "language":
        return settings
    if messenger:
        others = tuple(chosen for chosen in getattr(settings, name) if chosen != messenger)
        value = (*others, messenger) if value else others
    change: dict[str, Any] = {name: value}
    return replace(settings, **change)
