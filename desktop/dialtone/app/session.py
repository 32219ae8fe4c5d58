"""The parts of Dialtone, loaded and wired together: the basis of the terminal's commands. Nothing here sends."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from dialtone.app.check_plan import load_trust_anchors, with_system_proxy
from dialtone.app.terminal_words import choose_language, find_nearest
from dialtone.engine.plan import Plan, Watching
from dialtone.engine.requests import Profile
from dialtone.explain.sentences import Sentences
from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.check import Check
from dialtone.model.computer import Computer, InstalledApp, find_old_app, find_old_apps
from dialtone.model.frozen import replace
from dialtone.model.situation import COUNTRIES
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.untrusted_text import sanitize
from dialtone.model.wording import SOURCE
from dialtone.store.content import load_catalogue_in_use, load_content
from dialtone.store.data_folders import config_dir, resources, state_dir
from dialtone.store.language_words import load_country_names
from dialtone.store.own_server import with_servers
from dialtone.store.settings import Settings, load_settings, save_settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, list_offered, load_wording
from dialtone.system.computer_scan import inspect_computer
from dialtone.system.installed import find_installed
from dialtone.system.this_system import this_system

if TYPE_CHECKING:  # words for a check are loaded while its packets are in flight, the rest where needed
    from dialtone.explain.explainer import Explainer
    from dialtone.explain.reports import ListRow
    from dialtone.model.maker import MakersOfApps
    from dialtone.model.situation import CountryRecord
    from dialtone.model.wording import Wording
    from dialtone.store.content import Knowledge


_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class SessionError(Exception):
    """A request of the person cannot be carried out. The message is one line, in the person's language."""


class Session:
    """All parts, loaded once, in one language: English if the files of that language cannot be read."""

    def __init__(self, language: str = "", country: str = "") -> None:
        """`language`, `country`: empty for those of the settings.

        Raises `SessionError` if one does not exist, and `TroubleError` if Dialtone's own files cannot be read.
        """
        self._folder = resources()
        self._system = this_system()
        try:
            self._trust = load_trust_anchors(self._folder / "roots")
            self.settings: Settings = load_settings(config_dir())
            self._choose_language(language)
            if country:
                self.settings = replace(self.settings, country=self.read_country(country))
            catalogue = load_catalogue_in_use(self._folder, state_dir())
        except ResourceError as error:
            raise TroubleError(TroubleKind.OWN_FILES, detail=error) from error
        self.catalogue: Catalogue = with_servers(catalogue, self.settings.servers)
        self.quiet = self.settings.quiet_profile
        self.watching = Watching.IN_DOUBT
        self._requested = frozenset(self.settings.messengers_added)
        """The messengers that the person added, or requested since."""

    def _choose_language(self, requested: str) -> None:
        """Use the requested language or, if that is empty, the usual one.

        Raises `SessionError`, in the usual one, if the requested one does not exist.
        """
        languages = list_languages(self._folder)
        if requested in languages:
            self.language = requested
            return
        self.language = choose_language(self.settings.language, languages)
        if requested:
            offered_codes = ", ".join(offered.code for offered in list_offered(self._folder))
            raise SessionError(self.say("cli.no_language", text=sanitize(requested), list=offered_codes))

    def _load(self, load: Callable[[str], _T]) -> _T:
        """Return what `load` reads in the session's language.

        If that fails, the session is in English from now on, which is logged. Raises `TroubleError` if English fails.
        """
        try:
            return load(self.language)
        except ResourceError as error:
            trouble = TroubleError(TroubleKind.OWN_FILES, detail=error)
            if self.language == SOURCE:
                raise trouble from error
            _log.warning(trouble)
        self.language = SOURCE
        # What these cached properties read in the other language is read again in English.
        self.__dict__.pop("_wording", None)
        self.__dict__.pop("_knowledge", None)
        return self._load(load)

    @cached_property
    def _wording(self) -> "Wording":
        """All sentences of the language, read at the first use: a check alone needs none before its end."""
        return self._load(partial(load_wording, self._folder))

    @cached_property
    def _knowledge(self) -> "Knowledge":
        """The advice and everything else that is known, read at the first use: a check needs it only at its end."""
        return self._load(partial(load_content, self._folder, state_dir(), catalogue=self.catalogue))

    @property
    def names(self) -> Mapping[str, str]:
        """The names of all messengers in the session's language, by id."""
        return {messenger.id: messenger.name_in(self.language) for messenger in self.catalogue.messengers}

    @property
    def situations(self) -> "tuple[CountryRecord, ...]":
        """What is publicly known about messengers in countries."""
        return self._knowledge.situations

    @cached_property
    def computer(self) -> Computer:
        """The conditions of a check on this computer."""
        return inspect_computer(self._system)

    @cached_property
    def apps(self) -> tuple[InstalledApp, ...]:
        """The messengers found on this computer."""
        return find_installed(self.catalogue.messengers, self._system)

    @cached_property
    def makers(self) -> "MakersOfApps":
        """The makers of these apps, and the programs that open their links."""
        from dialtone.app.app_makers import find_makers  # imported here: only after a check, if at all

        return find_makers(self.catalogue.messengers, self.apps, self._system)

    @cached_property
    def maker_warnings(self) -> Mapping[str, str]:
        """Warnings to show above a messenger: a third-party app, an unknown link opener. Reads no signatures."""
        from dialtone.app.app_makers import find_makers  # imported here: only after a check
        from dialtone.explain.makers import say_makers  # imported here: only after a check

        makers = find_makers(self.catalogue.messengers, self.apps, self._system, origins=False)
        sentences = self.explainer.sentences
        rows = {id_: say_makers(sentences, makers, id_, name).row for id_, name in self.names.items()}
        return {id_: row for id_, row in rows.items() if row}

    @cached_property
    def explainer(self) -> "Explainer":
        """The texts for verdicts."""
        from dialtone.app.words import make_explainer  # imported here: loaded while packets are in flight

        _ = self._wording, self._knowledge  # if one cannot be read in the language, both are read in English below
        messengers = self.catalogue.messengers
        return make_explainer(self._wording, self._knowledge, messengers, self.settings.country, self.computer.platform)

    def make_list_row(self, messenger: Messenger) -> "ListRow":
        """Return the row about a messenger in a list: what it can do here, and its apps, forks last."""
        from dialtone.explain.reports import ListRow  # imported here: only a list needs it

        platform = self.computer.platform
        rules = tuple(rule for rule in messenger.functions if not rule.platforms or platform in rule.platforms)
        apps = sorted((app for app in self.apps if app.messenger == messenger.id), key=lambda app: app.fork)
        return ListRow(messenger, rules, tuple(apps), find_old_app(messenger, self.apps, platform))

    def choose_messengers(self, names: Sequence[str]) -> tuple[Messenger, ...]:
        """Return the messengers with these ids or names; without names, the installed and added ones, or else all.

        Without names, hidden ones are left out unless all are returned, and a quiet check gets only the ticked ones.
        Named ones count as chosen from now on (`Plan.chosen`): their connections may be kept open. Raises
        `SessionError` if a name is unknown, or if a quiet check has none ticked.
        """
        if names:
            named = tuple(dict.fromkeys(map(self.find_messenger, names)))
            self._requested |= {messenger.id for messenger in named}
            return named
        messengers = self.catalogue.messengers
        if self.quiet:
            ticked = tuple(m for m in messengers if m.id in self.settings.quiet_messengers)
            if not ticked:
                raise SessionError(self.say("cli.quiet_names_wanted"))
            return ticked
        installed = {app.messenger for app in self.apps}
        ids = installed.union(self.settings.messengers_added).difference(self.settings.messengers_hidden)
        return tuple(m for m in messengers if m.id in ids) or messengers

    def say_warning(self) -> str:
        """Return a warning that people are punished in the person's country, or without one in some; else no text."""
        from dialtone.explain.situation_words import say_warning  # imported here: only a check in the terminal needs it

        country = self.settings.country
        records = self.situations if country else ()
        return say_warning(Sentences(self._wording), records, country, "cli.quiet_offered")

    def find_messenger(self, word: str) -> Messenger:
        """Return a messenger by its id or any of its names. Raises `SessionError` if there is none."""
        for messenger in self.catalogue.messengers:
            if word.casefold() in {name.casefold() for name in _names_of(messenger)}:
                return messenger
        names = {name: m.id for m in self.catalogue.messengers for name in _names_of(m)}
        raise SessionError(self.say_unknown("messenger", word, names))

    def say_unknown(self, kind: str, word: str, meanings: Mapping[str, str]) -> str:
        """Return sentences about an unknown word: that it is unknown, a similar known one, and how to list all.

        `kind`: `messenger` or `advice`. `meanings`: each known word with the id that it means.
        """
        near = find_nearest(word, meanings)
        guess = self.say("usage.near", text=near) if near else ""
        sentences = (self.say(f"cli.no_{kind}", text=sanitize(word)), guess, self.say(f"cli.listed_{kind}"))
        return " ".join(filter(None, sentences))

    def change_settings(self, changed: Settings) -> None:
        """Use other settings, and save what differs. Raises `TroubleError`."""
        save_settings(config_dir(), changed, self.settings)
        self.settings = changed

    def make_plan(self, messengers: tuple[Messenger, ...]) -> Plan:
        """Return the plan of a check of these messengers, which may be none: then only controls are checked."""
        installed = frozenset(app.messenger for app in self.apps)
        plan = Plan(
            catalogue=self.catalogue,
            messengers=messengers,
            computer=self.computer,
            installed=installed,
            trust=self._trust,
            old_apps=find_old_apps(messengers, self.apps, self.computer.platform),
            country=self.settings.country,
            chosen=installed | self._requested,
            profile=Profile.QUIET if self.quiet else Profile.USUAL,
            watching=self.watching,
        )
        return with_system_proxy(plan, self._system)

    def encode_check(self, check: Check) -> dict[str, object]:
        """Return the check as `dialtone check --json` prints it and a file stores it."""
        from dialtone.store.check_file import encode_check  # imported here: loaded while packets are in flight

        words = self.explainer
        return encode_check(check, lambda verdict: words.summarize(verdict, check.network), words.readers_of)

    def say(self, key: str, /, **values: object) -> str:
        """Return one of the terminal's own sentences."""
        return Sentences(self._wording).say(key, about="", **values)

    def find_country(self, typed: str) -> str:
        """Return the code of a country, typed as code or name, in this language or in English; empty if unknown."""
        if typed.upper() in COUNTRIES:
            return typed.upper()
        countries = load_country_names(resources(), self.language) if typed else ()
        named = (one.code for one in countries if typed.casefold() in (one.name.casefold(), one.english.casefold()))
        return next(named, "")

    def read_country(self, typed: str) -> str:
        """Return the code of a country, as `find_country` does. Raises `SessionError` if there is no such country."""
        country = self.find_country(typed)
        if not country:
            raise SessionError(self.say("cli.country_wrong", text=sanitize(typed)))
        return country


def _names_of(messenger: Messenger) -> tuple[str, ...]:
    local = (name for _, name in messenger.names_by_language)
    return (messenger.id, messenger.name, *messenger.names, *local)
