"""The settings: few, with the effect of each stated. A change applies at once; there is no Save."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QTime, Signal

from dialtone.model.country import CountryName
from dialtone.model.frozen import Frozen, replace
from dialtone.model.guidance import Risk
from dialtone.store.language_progress import OfferedLanguage
from dialtone.store.settings import Settings
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_XL, Type
from dialtone.ui.state.country_names import Choosable, country_choices
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.choice import ChoiceItem
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CheckBoxItem,
    GroupItem,
    HeadingItem,
    NoticeItem,
    RowItem,
    TextItem,
)

_NIGHT = ("22:00", "08:00")
_QUIET = "quiet_hours"
"""The switch of the quiet hours: only their beginning and end are stored as settings."""
_MORE, _LESS = ".add", ".remove."
"""Key parts after a setting that holds messengers: add one; remove the one that follows."""

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
        self._message = ""
        """What came of the last action; shown below the buttons."""
        self.acted.connect(self._on_acted)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings, and the autostart state that the system reports."""
        settings, inputs = self.settings, self._inputs
        warning = inputs.warning(settings.country) if settings.country else ""
        groups = [
            _general_group(settings, inputs.countries, inputs.languages, warning),
            _automatic_checks_group(settings, inputs.watched),
            _this_computer_group(settings, starts_itself=inputs.starts_itself()),
        ]
        if inputs.everyone:
            groups.append(_make_quiet_profile(settings, inputs.everyone))
        groups.append(_further_buttons(self._message))
        self.show_items(groups)

    def show_settings(self, settings: Settings) -> None:
        """Show settings that may have been changed elsewhere, such as at the tray icon."""
        if settings != self.settings:
            self.settings = settings
            self.refresh()

    def would_lose(self) -> bool:
        """Return False: a change applies at once."""
        return False

    def say(self, sentence: str) -> None:
        """Show the outcome of an action below the buttons."""
        self._message = sentence
        self.refresh()

    def _on_acted(self, key: str, value: object) -> None:
        """Apply a change; after a messenger is removed from a setting, the focus goes to the button that adds one."""
        changed = _apply_change(self.settings, key, value)
        if changed != self.settings:
            self.settings = changed
            self.refresh()
            if _LESS in key:
                self.focus(key.partition(_LESS)[0] + _MORE)
            self.changed.emit(changed)


def _apply_change(settings: Settings, key: str, value: object) -> Settings:
    """Return the settings after a change; the language and keys that are no settings are handled elsewhere."""
    if key == _QUIET:
        begin, end = _NIGHT if value else ("", "")
        return replace(settings, quiet_from=begin, quiet_to=end)
    name, more, _ = key.partition(_MORE)
    if more:
        return _set_setting(settings, name, (*getattr(settings, name), value))
    name, less, messenger = key.partition(_LESS)
    if less:
        return _set_setting(settings, name, tuple(chosen for chosen in getattr(settings, name) if chosen != messenger))
    if key in Settings.__struct_fields__ and key != "language":
        return _set_setting(settings, key, value)
    return settings


def _set_setting(settings: Settings, name: str, value: object) -> Settings:
    """Return the settings with this value for the setting `name`."""
    change: dict[str, Any] = {name: value}
    return replace(settings, **change)


def _general_group(
    settings: Settings, countries: Sequence[CountryName], languages: Sequence[OfferedLanguage], warning: str
) -> Item:
    """Return language, colour scheme and country. `warning`: about the chosen country, shown where it is chosen."""
    system = ("", translate("Window", "System default"))
    schemes = (
        system,
        ("light", translate("Settings", "Light")),
        ("dark", translate("Settings", "Dark")),
    )
    nobody = translate("Settings", "Rather not say")
    country = ChoiceItem(
        translate("Settings", "Country"),
        country_choices(countries, nobody, settings.country),
        settings.country,
        translate(
            "Settings",
            "Decides which sites to compare with and which legal notes to show. "
            "Dialtone never works it out from your connection.",
        ),
        prompt=translate("Country", "Name of the country"),
        key="country",
    )
    return _group(
        translate("Settings", "General"),
        _choice(
            settings,
            "language",
            translate("Window", "Language"),
            (system, *((language.code, language.label) for language in languages)),
        ),
        _choice(settings, "scheme", translate("Settings", "Appearance"), schemes),
        country,
        *((NoticeItem(warning, Risk.HIGH),) if warning else ()),
    )


def _automatic_checks_group(settings: Settings, messengers: Names) -> Item:
    """Return how often is checked, and when the person is told; what depends on a choice is disabled without it."""
    intervals = (
        (0, translate("Settings", "Never")),
        (30, translate("Settings", "Every half hour")),
        (60, translate("Settings", "Every hour")),
        (180, translate("Settings", "Every three hours")),
        (1440, translate("Settings", "Once a day")),
    )
    watching = settings.watch_minutes > 0
    notifying = watching and settings.notify
    metered = translate("Settings", "Also on metered connections")
    notify = translate("Settings", "Tell me when a messenger stops or comes back")
    limits: list[Item] = [_make_quiet_hours(settings, enabled=notifying)]
    if messengers:
        title = translate("Settings", "Muted")
        remove = translate("Window", "Unmute {name}")
        limits.append(_make_messengers_setting(settings, "muted", messengers, title, remove, enabled=notifying))
    return _group(
        translate("Settings", "Automatic checks"),
        _choice(
            settings,
            "watch_minutes",
            translate("Settings", "Check automatically"),
            intervals,
            translate(
                "Settings",
                "While Dialtone is open or in the tray; less often on battery. Your provider can see each check.",
            ),
        ),
        CheckBoxItem(metered, settings.watch_on_metered, enabled=watching, key="watch_on_metered"),
        CheckBoxItem(notify, settings.notify, enabled=watching, key="notify"),
        GroupItem(tuple(limits), indented=True),
    )


def _make_quiet_hours(settings: Settings, *, enabled: bool) -> Item:
    """Return the switch for quiet hours with both times, which are disabled while it is off."""
    on = bool(settings.quiet_from)
    clocks = tuple(Choosable(f"{hour:02}:00", QLocale().toString(QTime(hour, 0), "HH:mm")) for hour in range(24))

    def hour(key: str, label: str, default: str) -> Item:
        chosen = getattr(settings, key) or default
        return ChoiceItem(label, clocks, chosen, labelled=False, enabled=enabled and on, key=key)

    return RowItem(
        (
            CheckBoxItem(translate("Settings", "Quiet hours"), on, enabled=enabled, key=_QUIET),
            hour("quiet_from", translate("Settings", "Quiet from"), _NIGHT[0]),
            hour("quiet_to", translate("Settings", "Quiet until"), _NIGHT[1]),
        )
    )


def _this_computer_group(settings: Settings, *, starts_itself: bool) -> Item:
    """Return what stays on the computer: the history, and the start at sign-in."""
    history = CheckBoxItem(
        translate("Settings", "Keep a history"),
        settings.keep_history,
        translate(
            "Settings",
            "Stored on this computer, one entry an hour, without network names. You can delete it under History.",
        ),
        key="keep_history",
    )
    return _group(
        translate("Settings", "On this computer"),
        history,
        CheckBoxItem(translate("Settings", "Open at sign-in"), starts_itself, key="autostart"),
    )


def _make_quiet_profile(settings: Settings, everyone: Names) -> Item:
    """Return the switch of the quiet profile, what it changes, and the messengers that it checks."""
    effect = translate(
        "Settings",
        "One after the other, over several minutes. No automatic checks, no history, no picture, "
        "no names in notices. Your provider can still see each one.",
    )
    switch = CheckBoxItem(
        translate("Settings", "Check slowly, only what I choose, and store nothing"),
        settings.quiet_profile,
        effect,
        key="quiet_profile",
    )
    only = translate("Settings", "Check only")
    remove = translate("Settings", "Stop checking {name}")
    chosen = _make_messengers_setting(settings, "quiet_messengers", everyone, only, remove)
    title = translate("Settings", "Quiet profile")
    return _group(title, switch, GroupItem((chosen,), indented=True))


def _further_buttons(message: str) -> Item:
    """Return the buttons for rarer things; `message`: what came of the last one."""
    buttons = RowItem(
        (
            ActionItem(translate("Settings", "Servers Dialtone connects to"), "hosts"),
            ActionItem(translate("Settings", "Import updated advice…"), "content"),
            ActionItem(translate("Settings", "Give Dialtone to someone…"), "giving"),
        )
    )
    below = (TextItem(message, dim=True, key="message"),) if message else ()
    return GroupItem((buttons, *below), spacing=SPACE_L, key="more")


def _choice(
    settings: Settings, name: str, label: str, options: Sequence[tuple[str | int, str]], effect: str = ""
) -> Item:
    """Return the choice for the setting `name`. `effect`: the sentence about what it changes."""
    offered = tuple(Choosable(value, text) for value, text in options)
    return ChoiceItem(label, offered, getattr(settings, name), effect, key=name)


def _make_messengers_setting(
    settings: Settings, name: str, messengers: Names, title: str, remove: str, *, enabled: bool = True
) -> Item:
    """Return a setting that holds messengers: each can be removed, others added. Those not offered are kept."""
    chosen = getattr(settings, name)
    remove_buttons = tuple(
        ActionItem(label, f"{name}{_LESS}{messenger}", icon=ButtonIcon.STOP, name=remove.format(name=label))
        for messenger, label in messengers
        if messenger in chosen
    )
    others = tuple(Choosable(messenger, label) for messenger, label in messengers if messenger not in chosen)
    choose, prompt = translate("Settings", "Choose a messenger…"), translate("Add", "Name of the messenger")
    add = ChoiceItem(choose, others, None, prompt=prompt, labelled=False, key=name + _MORE)
    items = (TextItem(title), *remove_buttons, *((add,) if others else ()))
    return RowItem(items, wraps=True, enabled=enabled, key=name)


def _group(title: str, *items: Item) -> Item:
    return GroupItem((HeadingItem(title, Type.BODY, selectable=False), *items), key=title)
