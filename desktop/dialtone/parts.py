"""What the window is given: settings, and how to load and to check everything else. Imported after the first paint."""

import logging
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from dialtone import CHECKER
from dialtone.model.check import Check
from dialtone.model.computer import OldApp
from dialtone.store.places import config_dir, resources, state_dir
from dialtone.store.settings import load_settings, save_settings
from dialtone.ui.bridge import Run
from dialtone.ui.desk import Parts
from dialtone.ui.library import Library


def window_parts(saved: Check | None) -> Parts:
    """Everything the window cannot make itself."""
    folder = config_dir()
    return Parts(
        resources=resources(),
        settings=load_settings(folder),
        save_settings=partial(save_settings, folder),
        load=load,
        saved=saved,
    )


def load(language: str, country: str, saved: Check | None) -> Library:
    """Everything the window works with. Runs beside the window, after the first paint."""
    # Late, all of them: they bring in what parses, decodes and looks around, and the first paint does not wait for it.
    from dialtone.explain.explanation import Explainer
    from dialtone.model.app_version import find_old
    from dialtone.store.content import load_content
    from dialtone.store.log_file import open_log
    from dialtone.store.wording import load_wording
    from dialtone.system.installed import find_installed
    from dialtone.system.this_system import this_system

    if (log := open_log(state_dir())) is not None:
        logging.getLogger().addHandler(log)
    folder = resources()
    catalogue, guidance = load_content(folder, state_dir(), language)
    system = this_system()
    platform = saved.platform if saved else system.name
    apps = find_installed(catalogue.messengers, system) if saved is None else ()
    installed = frozenset(app.messenger for app in apps)
    found = ((m.id, find_old(m, apps, system.name)) for m in catalogue.messengers)
    old = {identifier: app for identifier, app in found if app is not None}
    return Library(
        messengers=catalogue.messengers,
        installed=installed,
        words=Explainer(
            load_wording(folder, language),
            guidance,
            datetime.now(UTC).astimezone().date(),
            country,
            platform,
        ),
        names={m.id: m.name_in(language) for m in catalogue.messengers},
        run_for=partial(_run_for, installed, old, country),
        saved=saved,
        sandbox=system.sandbox,
    )


def _run_for(
    installed: frozenset[str],
    old: Mapping[str, OldApp],
    country: str,
    wanted: tuple[str, ...],
    servers: Mapping[str, str],
) -> Callable[[], Run]:
    """How to check these messengers. What it returns is called on the thread of checks."""

    def make() -> Run:
        from dialtone.engine.apart import CheckApart  # with the first check

        return CheckApart(
            checker_command(),
            {
                "messengers": wanted,
                "installed": sorted(installed),
                "old_apps": {messenger: app for messenger, app in old.items() if messenger in wanted},
                "country": country,
                "servers": dict(servers),
            },
        )

    return make


def checker_command() -> list[str]:
    """How to start this program again as the one that checks."""
    return [sys.executable, *(() if getattr(sys, "frozen", False) else ("-m", "dialtone")), CHECKER]
