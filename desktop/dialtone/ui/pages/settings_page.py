"""The settings: few, with the effect of each stated. A change applies at once; there is no Save."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QTime, Signal

from dialtone.model.country import CountryName
from dialtone.model.frozen import Frozen, replace
from dialtone.model.guidance import Risk
from dialtone.store.language_progress import OfferedLanguage
from dialtone.store.settings import Settings
from dialtone.ui.painting.theme import SPACE_XL
from dialtone.ui.state.country_names import Choosable, country_choices
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import simplify
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.choice import ChoiceRow
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import LineItem, NoticeItem

_NIGHT = ("22:00", "08:00")
_QUIET = "quiet_hours"
"""The switch of the quiet hours: only their beginning and end are stored as settings."""
_OF = "."
"""Between a setting that holds messengers and one of them, in the key of its switch."""
_SEARCH = "search "
"""Before the name of such a setting, in the key of its search field."""
_MOST_UNSEARCHED = 10
"""With more messengers than these, their switches have a search field."""

Names = Sequence[tuple[str, str]]
"""Ids and names of messengers."""


class SettingsInputs(Frozen):
    """The inputs of the page besides the settings.

    `watched` and `everyone`: the messengers that can be muted, and those to which the quiet profile can be limited.
    """

    countries: Sequence[CountryName] = ()
    starts_itself: Callable[[], bool] = bool
    watched: Names = ()
    everyone: Names = ()
    warning: Callable[[str], str] = lambda _country: ""
    """Returns that people in a country are searched or punished; an empty text if that is not known."""
    languages: Sequence[OfferedLanguage] = ()
    has_tray: bool = True


class SettingsPage(ItemPage):
    """Shows the settings and emits each change. The key of a control is the name of its setting.

    Signals:
        changed: the new `Settings`.
        acted: also what others must handle: `language` and `autostart` with the chosen value; `hosts`, `content` and
        `giving`, which open another page or a file.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, inputs: SettingsInputs | None = None) -> None:
        super().__init__(translate("Settings", "Settings"), spacing=SPACE_XL)
        self.settings = settings
        self._inputs = inputs or SettingsInputs()
        self._queries: dict[str, str] = {}
        """What is typed into the search fields, by the name of their setting."""
        self.acted.connect(self._on_acted)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings, and the autostart state that the system reports."""
        settings, inputs = self.settings, self._inputs
        warning = inputs.warning(settings.country) if settings.country else ""
        items: list[Item] = [_general(settings, inputs.countries, inputs.languages)]
        if warning:
            items.append(NoticeItem(warning, Risk.HIGH))
        query = self._queries.get("muted", "")
        automatic_checks = _automatic_checks(settings, inputs.watched, query, has_tray=inputs.has_tray)
        items += (automatic_checks, _this_computer(settings, inputs.starts_itself()))
        if inputs.everyone:
            items.append(_quiet_profile(settings, inputs.everyone, self._queries.get("quiet_messengers", "")))
        self.show_items((*items, _further_pages()))

    def show_settings(self, settings: Settings) -> None:
        """Show settings that may have been changed elsewhere, such as at the tray icon."""
        if settings != self.settings:
            self.settings = settings
            self.refresh()

    def would_lose(self) -> bool:
        """Return False: a change applies at once."""
        return False

    def _on_acted(self, key: str, value: object) -> None:
        """Apply a change, or search in the messengers of a setting."""
        if key.startswith(_SEARCH):
            self._queries[key.removeprefix(_SEARCH)] = str(value)
            self.refresh()
            return
        changed = _apply_change(self.settings, key, value)
        if changed != self.settings:
            self.settings = changed
            self.refresh()
            self.changed.emit(changed)


def _apply_change(settings: Settings, key: str, value: object) -> Settings:
    """Return the settings after a change; the language and keys that are no settings are handled elsewhere."""
    if key == _QUIET:
        begin, end = _NIGHT if value else ("", "")
        return replace(settings, quiet_from=begin, quiet_to=end)
    name, _, messenger = key.partition(_OF)
    if name not in Settings.__struct_fields__ or name == "language":
        return settings
    if messenger:
        others = tuple(chosen for chosen in getattr(settings, name) if chosen != messenger)
        value = (*others, messenger) if value else others
    change: dict[str, Any] = {name: value}
    return replace(settings, **change)


def _general(settings: Settings, countries: Sequence[CountryName], languages: Sequence[OfferedLanguage]) -> Item:
    """Return language, colour scheme and country."""
    system = ("", translate("Window", "System default"))
    schemes = (
        system,
        ("light", translate("Settings", "Light")),
        ("dark", translate("Settings", "Dark")),
    )
    nobody = translate("Settings", "Rather not say")
    country = ChoiceRow(
        translate("Settings", "Country"),
        country_choices(countries, nobody, settings.country),
        settings.country,
        prompt=translate("Country", "Name of the country"),
        line=translate(
            "Settings",
            "Decides which sites to compare with and which legal notes to show. "
            "Dialtone never works it out from your connection.",
        ),
        key="country",
    )
    spoken = (system, *((language.code, language.label) for language in languages))
    rows = (
        _choice(settings, "language", translate("Window", "Language"), spoken),
        _choice(settings, "scheme", translate("Settings", "Appearance"), schemes),
        country,
    )
    return BoxItem(rows, translate("Settings", "General"))


def _automatic_checks(settings: Settings, messengers: Names, query: str, *, has_tray: bool) -> Item:
    """Return how often is checked, and what depends on that: when the person is told, and of which messengers.

    `query`: what is typed to search in the messengers. `has_tray`: without a tray a closed window ends the program.
    """
    intervals = (
        (0, translate("Settings", "Never")),
        (30, translate("Settings", "Every half hour")),
        (60, translate("Settings", "Every hour")),
        (180, translate("Settings", "Every three hours")),
        (1440, translate("Settings", "Once a day")),
    )
    seen = translate(
        "Settings", "While Dialtone is open or in the tray; less often on battery. Your provider can see each check."
    )
    if not has_tray:
        seen = translate(
            "Settings",
            "While this window is open, as there is no tray here; less often on battery. "
            "Your provider can see each check.",
        )
    rows: list[Item] = [
        _choice(settings, "watch_minutes", translate("Settings", "Check automatically"), intervals, seen)
    ]
    if settings.watch_minutes > 0:
        metered = translate("Settings", "Also on metered connections")
        notify = translate("Settings", "Tell me when a messenger stops or comes back")
        rows += (
            BoxRow(metered, on=settings.watch_on_metered, key="watch_on_metered"),
            BoxRow(notify, on=settings.notify, key="notify"),
        )
        if settings.notify:
            rows += _quiet_hours(settings)
            if messengers:
                rows.append(_messengers_row(settings, "muted", translate("Settings", "Muted"), messengers, query))
    return BoxItem(tuple(rows), translate("Settings", "Automatic checks"))


def _quiet_hours(settings: Settings) -> Iterator[Item]:
    """Yield the switch for quiet hours; while it is on, their beginning and end too."""
    on = bool(settings.quiet_from)
    yield BoxRow(translate("Settings", "Quiet hours"), on=on, key=_QUIET)
    if on:
        hours = tuple((f"{hour:02}:00", QLocale().toString(QTime(hour, 0), "HH:mm")) for hour in range(24))
        yield _choice(settings, "quiet_from", translate("Settings", "Quiet from"), hours)
        yield _choice(settings, "quiet_to", translate("Settings", "Quiet until"), hours)


def _this_computer(settings: Settings, starts_itself: bool) -> Item:
    """Return what stays on the computer: the history, and the start at sign-in."""
    kept = translate(
        "Settings",
        "Stored on this computer, one entry an hour, without network names. You can delete it under History.",
    )
    rows = (
        BoxRow(translate("Settings", "Keep a history"), kept, on=settings.keep_history, key="keep_history"),
        BoxRow(translate("Settings", "Open at sign-in"), on=starts_itself, key="autostart"),
    )
    return BoxItem(rows, translate("Settings", "On this computer"))


def _quiet_profile(settings: Settings, everyone: Names, query: str) -> Item:
    """Return the switch of the quiet profile, what it changes, and the messengers that it checks. `query`: as above."""
    effect = translate(
        "Settings",
        "One after the other, over several minutes. No automatic checks, no history, no picture, "
        "no names in notices. Your provider can still see each one.",
    )
    label = translate("Settings", "Check slowly, only what I choose, and store nothing")
    rows = (
        BoxRow(label, effect, on=settings.quiet_profile, key="quiet_profile"),
        _messengers_row(settings, "quiet_messengers", translate("Settings", "Check only"), everyone, query),
    )
    return BoxItem(rows, translate("Settings", "Quiet profile"))


def _further_pages() -> Item:
    """Return what leads to rarer things."""
    return BoxItem(
        (
            BoxRow(translate("Settings", "Servers Dialtone connects to"), acts=True, key="hosts"),
            BoxRow(translate("Settings", "Import updated advice…"), acts=True, key="content"),
            BoxRow(translate("Settings", "Give Dialtone to someone…"), acts=True, key="giving"),
        ),
        key="more",
    )


def _choice(
    settings: Settings, name: str, label: str, options: Sequence[tuple[str | int, str]], line: str = ""
) -> Item:
    """Return the choice for the setting `name`. `line`: the sentence about what it changes."""
    offered = tuple(Choosable(value, text) for value, text in options)
    return ChoiceRow(label, offered, getattr(settings, name), line=line, key=name)


def _messengers_row(settings: Settings, name: str, label: str, messengers: Names, query: str) -> Item:
    """Return the row of a setting that holds messengers: it names those, and expands to a switch for each.

    If there are many, it also expands to a search field; only the messengers that match `query` have switches then.
    """
    chosen = getattr(settings, name)
    named = QLocale().createSeparatedList([text for messenger, text in messengers if messenger in chosen])
    matches = [(messenger, text) for messenger, text in messengers if simplify(query) in simplify(text)]
    switches = tuple(BoxRow(text, on=messenger in chosen, key=f"{name}{_OF}{messenger}") for messenger, text in matches)
    if len(messengers) <= _MOST_UNSEARCHED:
        return BoxRow(label, named, switches, key=name)
    prompt = translate("Add", "Name of the messenger")
    field = LineItem(prompt, query, prompt, key=f"{_SEARCH}{name}")
    return BoxRow(label, named, (field, *((BoxItem(switches),) if switches else ())), key=name)
