"""Wires the window: settings and translations before the first paint, everything else after it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from dialtone import __version__
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.computer import InstalledApp
from dialtone.store.places import config_dir, resources, state_dir
from dialtone.store.settings import load_settings, save_settings
from dialtone.ui.application import run_application
from dialtone.ui.bridge import Emit, Run
from dialtone.ui.desk import Parts
from dialtone.ui.library import Library


def run_window(check_file: Path | None = None, language: str = "") -> int:
    """Show the window until the person is done; with a file, that saved check as it was, and no network.

    Raises `CheckFileError` or `OSError` where the file cannot be shown: before any window, for one clear line.
    """
    saved = None if check_file is None else _saved_check(check_file)
    folder = config_dir()
    parts = Parts(
        resources=resources(),
        state_folder=state_dir(),
        settings=load_settings(folder),
        save_settings=partial(save_settings, folder),
        load=_load,
        saved=saved,
    )
    return run_application(parts, language)


def _saved_check(check_file: Path) -> Check:
    from dialtone.store.check_file import decode_check  # only for saved checks: keeps the start fast

    return decode_check(check_file.read_bytes())


def _load(language: str, country: str, saved: Check | None) -> Library:
    """Everything the window works with. Runs beside the window, after the first paint."""
    # Late, all of them: they bring in what parses, decodes and looks around, and the first paint does not wait for it.
    from dialtone.explain.explanation import Explainer
    from dialtone.store.content import load_content
    from dialtone.store.wording import load_wording
    from dialtone.system.installed import find_installed
    from dialtone.system.this_system import this_system

    folder = resources()
    catalogue, guidance = load_content(folder, state_dir(), language)
    system = this_system()
    platform = saved.platform if saved else system.name
    apps = find_installed(catalogue.messengers, system) if saved is None else ()
    return Library(
        messengers=catalogue.messengers,
        installed=frozenset(app.messenger for app in apps),
        words=Explainer(
            load_wording(folder, language),
            guidance,
            datetime.now(UTC).astimezone().date(),
            country,
            platform,
        ),
        names={m.id: m.name_in(language) for m in catalogue.messengers},
        run_for=partial(_run_for, catalogue, apps, country),
        saved=saved,
        sandbox=system.sandbox,
    )


def _run_for(
    catalogue: Catalogue, apps: tuple[InstalledApp, ...], country: str, wanted: tuple[str, ...]
) -> Callable[[], Run]:
    """How to check these messengers. What it returns is called on the worker."""

    def make() -> Run:
        # On the worker: HTTP, TLS and DNS libraries take a while to load.
        from dialtone.engine.check import run_check
        from dialtone.engine.plan import Plan
        from dialtone.model.app_version import find_old
        from dialtone.probe.clock import RealClock
        from dialtone.probe.net import RealNetwork
        from dialtone.store.roots import signal_roots
        from dialtone.system.computer import inspect_computer

        computer = inspect_computer()
        messengers = tuple(m for m in catalogue.messengers if m.id in wanted)
        found = ((m.id, find_old(m, apps, computer.platform)) for m in messengers)
        plan = Plan(
            catalogue=catalogue,
            messengers=messengers,
            computer=computer,
            installed=frozenset(app.messenger for app in apps),
            old_apps={identifier: old for identifier, old in found if old is not None},
            app_version=__version__,
            signal_roots=signal_roots(resources() / "roots"),
            country=country,
        )

        async def run(emit: Emit) -> None:
            await run_check(plan, RealNetwork(), RealClock(), emit)

        return run

    return make
