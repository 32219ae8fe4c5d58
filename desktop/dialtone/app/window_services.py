"""The inputs of the window: settings, and functions that load and check everything else. Imported after first paint."""

import atexit
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dialtone import CHECKER
from dialtone.explain.country_words import say_phone_advice
from dialtone.model.check import Check
from dialtone.model.computer import InstalledApp, OldApp
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.store.data_folders import config_dir, resources, state_dir
from dialtone.store.settings import Settings, load_settings, save_settings
from dialtone.system.own_process import own_command
from dialtone.ui.state.check_runner import Run
from dialtone.ui.state.window_inputs import LoadedContent, Services, StartupInputs, ThisComputer

if TYPE_CHECKING:
    from dialtone.engine.check_process import WaitingProcess
    from dialtone.engine.requests import Request
    from dialtone.explain.explainer import Explainer
    from dialtone.explain.makers import MakerWords
    from dialtone.model.catalogue import Catalogue, Messenger
    from dialtone.model.explanation import PhoneAdvice
    from dialtone.model.packages import Release
    from dialtone.model.situation import CountryRecord


def make_startup_inputs(saved: Check | None) -> StartupInputs:
    """Return everything that the window cannot create itself."""
    from dialtone.engine.check_process import WaitingProcess  # after the first paint

    folder = config_dir()
    settings_troubles: list[TroubleError] = []
    settings = load_settings(folder, settings_troubles.append)
    keeper = SettingsKeeper(settings)
    return StartupInputs(
        resources=resources(),
        settings=settings,
        save_settings=partial(keeper.save_settings, folder),
        load=partial(load_window_content, waiting=WaitingProcess(checker_command())),
        saved=saved,
        services=partial(make_services, keeper),
        settings_trouble=next(iter(settings_troubles), None),
    )


class SettingsKeeper:
    """Saves the window's settings, unless all traces were removed: then a closing window must not write them again."""

    def __init__(self, settings: Settings) -> None:
        self._is_removed = False
        """Whether all traces were removed."""
        self._saved = settings
        """The settings as this window last read or wrote them. A setting that differs from them was changed here."""

    def save_settings(self, folder: Path, settings: Settings) -> None:
        """Save the settings that this window changed; those that a command changed meanwhile are kept.

        The quiet profile turns the log off too. Raises `TroubleError`.
        """
        from dialtone.store.log_file import restart_log  # settings seldom change

        if self._is_removed:
            return
        if settings.quiet_profile != self._saved.quiet_profile:
            restart_log(state_dir(), quiet=settings.quiet_profile)
        save_settings(folder, settings, self._saved)
        self._saved = settings

    def remove_traces(self) -> None:
        """Remove everything that is stored, and save nothing from now on. Raises `TroubleError`.

        When the process ends, the rest is removed: a check that ended meanwhile may have been saved, and the lock.
        """
        from dialtone.app.traces import remove_rest, remove_traces  # rarely needed

        self._is_removed = True
        remove_traces()
        atexit.register(remove_rest)


def make_services(keeper: SettingsKeeper) -> Services:
    """Return the services that all pages but the result use."""
    import random  # imported here, like all below: the first words do not need history, files or the system's functions

    from dialtone.app.separate_process import fingerprint_apart
    from dialtone.store.atomic import write_atomically
    from dialtone.store.history import History
    from dialtone.system.autostart import this_autostart
    from dialtone.system.network_mark import read_network_mark
    from dialtone.system.power import on_battery

    return Services(
        history=History(state_dir(), fingerprint=fingerprint_apart),
        autostart=this_autostart(),
        network_mark=read_network_mark,
        on_battery=on_battery,
        now=lambda: datetime.now(UTC).astimezone(),
        chance=random.random,
        write_file=write_atomically,
        log_folder=state_dir(),
        redact=_redact,
        import_content=_import_content,
        write_copy_for_others=_give_copy,
        remove_traces=keeper.remove_traces,
        read_home_page=_read_home_page,
        read_received=_read_received,
        licences=_read_licences,
        newer_release=_find_newer_release,
    )


def _read_home_page() -> str:
    from dialtone.store.publisher import load_publisher  # imported here, as the next: few pages need them

    return load_publisher(resources()).home_page


def _read_licences() -> str:
    from dialtone.store.publisher import read_licences  # imported here, as above

    return read_licences(resources())


def _find_newer_release() -> "Release | None":
    from dialtone.store.release_file import find_newer_release  # for a page that few starts open

    return find_newer_release(state_dir())


def _give_copy(words: "Explainer", into: Path, packages: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
    from dialtone.app.give_copy import write_copy_for_others  # loads a large library

    return write_copy_for_others(words, into, packages)


def _read_received(source: Path | bytes) -> str:
    from dialtone.app.received_lines import read_picture_text, read_received_text  # rarely needed

    return read_picture_text(source) if isinstance(source, bytes) else read_received_text(source)


def _redact(check: Check) -> Check:
    from dialtone.store.content import load_catalogue_in_use  # imported here, as the next: only a report needs them
    from dialtone.store.redaction import redact

    return redact(check, load_catalogue_in_use(resources(), state_dir()))


def _import_content(file: Path) -> str:
    from dialtone.store.content_import import import_content, read_trusted_root  # loads a large library

    return import_content(file, resources(), state_dir(), read_trusted_root(resources())).version


def load_window_content(
    language: str, country: str, saved: Check | None, waiting: "WaitingProcess | None" = None
) -> LoadedContent:
    """Return all content that the window shows, and begin this process's log. Raises `ResourceError`.

    Called on another thread, after the first paint. With a `saved` check, the words are for its day and its platform,
    and this computer is not scanned.
    """
    # Imported here: these load parsers, decoders and scanners, and the first paint must not wait for that.
    from dialtone.app.contacted_hosts import list_help_hosts, list_mirror_hosts, list_neutral_hosts
    from dialtone.app.words import make_explainer
    from dialtone.model.computer import find_old_apps
    from dialtone.store.content import load_content
    from dialtone.store.language_words import load_country_names
    from dialtone.store.log_file import restart_log
    from dialtone.store.wording_file import load_wording
    from dialtone.system.installed import find_installed
    from dialtone.system.this_system import this_system

    restart_log(state_dir(), quiet=load_settings(config_dir()).quiet_profile)
    folder = resources()
    content = load_content(folder, state_dir(), language)
    catalogue = content.catalogue
    system = this_system()
    apps = find_installed(catalogue.messengers, system) if saved is None else ()
    old_apps = find_old_apps(catalogue.messengers, apps, system.name)
    platform = system.name if saved is None else saved.platform
    explainer = make_explainer(load_wording(folder, language), content, catalogue.messengers, country, platform)
    computer = _describe_computer(explainer, catalogue, apps, language)
    loaded = LoadedContent(
        messengers=catalogue.messengers,
        words=explainer,
        names={m.id: m.name_in(language) for m in catalogue.messengers},
        make_run=partial(_make_run, computer.installed, old_apps, country, waiting),
        prepare_process=waiting.prepare if waiting is not None else None,
        computer=computer,
        country=country,
        countries=load_country_names(folder, language),
        day=catalogue.version,
        neutral_hosts=(
            *list_neutral_hosts(explainer, catalogue.controls),
            *list_help_hosts(explainer, content.guidance),
            *list_mirror_hosts(explainer),
        ),
        phone_advice_in_their_language=partial(make_translated_phone_advice, content.situations),
    )
    return loaded if saved is None else _with_saved_check(loaded, saved)


def _with_saved_check(content: LoadedContent, saved: Check) -> LoadedContent:
    """Return the content to show a saved check: in the words of its day, and without what looks at this computer."""
    words = content.words.of_day(saved.started_at.astimezone().date())
    computer = replace(content.computer, find_makers=None)
    return replace(content, words=words, computer=computer, prepare_process=None, saved=saved)


def _describe_computer(
    words: "Explainer", catalogue: "Catalogue", apps: Sequence[InstalledApp], language: str
) -> ThisComputer:
    """Return what the window shows of this computer. `apps`: the messengers found on it."""
    from dialtone.system.installed import find_start_commands  # imported here, as in `load_window_content`
    from dialtone.system.settings_pages import find_settings_pages
    from dialtone.system.this_system import this_system

    system = this_system()
    return ThisComputer(
        installed=frozenset(app.messenger for app in apps),
        sandbox=system.sandbox,
        find_makers=partial(_find_makers, words, catalogue, apps, language),
        identify_file=partial(_describe_file_maker, words, catalogue),
        start_commands=find_start_commands(catalogue.messengers, apps, system),
        system_pages=find_settings_pages(),
        find_telegram_opener=partial(_find_telegram_opener, catalogue.messenger("telegram")),
    )


def make_translated_phone_advice(situations: "tuple[CountryRecord, ...]", code: str) -> "PhoneAdvice | None":
    """Return what to tell a person in a country, in a language of that country; None if nothing is known about it."""
    from dialtone.app.words import make_explainer  # imported here, as all below: only a person who copies it needs them
    from dialtone.explain.country_words import choose_language_for
    from dialtone.model.situation import find_record
    from dialtone.store.content import load_content
    from dialtone.store.wording_file import list_offered, load_wording

    folder = resources()
    offered = [each.code for each in list_offered(folder)]
    language = choose_language_for(find_record(situations, code), offered)
    content = load_content(folder, state_dir(), language)
    explainer = make_explainer(load_wording(folder, language), content, content.catalogue.messengers)
    return say_phone_advice(explainer, code)


def _find_telegram_opener(telegram: "Messenger | None") -> str:
    """Return Telegram's own program, if that opens its links now; else empty."""
    from dialtone.judge.maker import find_own_opener  # imported here, as the next: only a press needs them
    from dialtone.system.this_system import this_system

    return find_own_opener(telegram, "tg", this_system().find_link_opener)


def _find_makers(
    words: "Explainer", catalogue: "Catalogue", apps: Sequence[InstalledApp], language: str
) -> "Mapping[str, MakerWords]":
    """Return the makers of the installed apps, in words, by messenger id."""
    from dialtone.app.app_makers import find_makers  # imported here, as all below: the list is shown first
    from dialtone.explain.makers import say_makers
    from dialtone.system.this_system import this_system

    makers = find_makers(catalogue.messengers, apps, this_system())
    return {m.id: say_makers(words.sentences, makers, m.id, m.name_in(language)) for m in catalogue.messengers}


def _describe_file_maker(words: "Explainer", catalogue: "Catalogue", file: Path) -> Sequence[str]:
    """Return the maker of a file, in words, one line each."""
    from dialtone.explain.makers import say_file_maker  # imported here, as all below: only a dropped file needs them
    from dialtone.judge.maker import judge_file
    from dialtone.system.file_origin import find_file_origin

    maker = judge_file(catalogue.messengers, file.name, find_file_origin(file.resolve()))
    return say_file_maker(words.sentences, maker)


def _make_run(
    installed: frozenset[str],
    old_apps: Mapping[str, OldApp],
    country: str,
    waiting: "WaitingProcess | None",
    request: "Request",
) -> Run:
    """Return the run of a check, a proxy test or probes of advice, with the request completed from what was loaded.

    Only a check that a person waits for uses the `waiting` process, and not one past a VPN as well, which takes twice
    as long anyway.
    """
    from dialtone.engine.check_process import CheckProcess  # imported here: the first check needs it
    from dialtone.engine.requests import HelpRequest, Profile, ProxyTestRequest

    if isinstance(request, HelpRequest):
        return CheckProcess(checker_command(), replace(request, country=country))
    if isinstance(request, ProxyTestRequest):
        return CheckProcess(checker_command(), replace(request, installed=installed, country=country))
    requested_old_apps = {messenger: app for messenger, app in old_apps.items() if messenger in request.messengers}
    completed = replace(request, installed=installed, country=country, old_apps=requested_old_apps)
    if request.profile is Profile.USUAL and not request.outside:
        return CheckProcess(checker_command(), completed, waiting)
    return CheckProcess(checker_command(), completed)


def checker_command() -> list[str]:
    """Return the command that starts this program as the process that checks."""
    return [*own_command(), CHECKER]
