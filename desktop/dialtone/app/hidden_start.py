"""What a start into the tray loads before Qt: there is no first paint that would wait for it.

PySide6 reads the source of every module that is loaded after it, and what that takes Python's memory does not all give
back: 4 MB from source. Nothing here is new to the tray, only earlier.
"""

from importlib import import_module

_NO_QT = (
    "dialtone.app.contacted_hosts",
    "dialtone.engine.check_process",
    "dialtone.engine.monitoring",
    "dialtone.engine.requests",
    "dialtone.explain.explainer",
    "dialtone.explain.lock_out",
    "dialtone.explain.notice",
    "dialtone.explain.past",
    "dialtone.model.app_version",
    "dialtone.store.atomic",
    "dialtone.store.content",
    "dialtone.store.country_names_file",
    "dialtone.store.history",
    "dialtone.store.log_file",
    "dialtone.store.publisher",
    "dialtone.store.settings",
    "dialtone.store.wording_file",
    "dialtone.system.autostart",
    "dialtone.system.installed",
    "dialtone.system.network_mark",
    "dialtone.system.power",
    "dialtone.system.settings_pages",
    "dialtone.system.this_system",
)


def load_before_qt() -> None:
    """Load what a program in the tray needs, as far as it knows no Qt."""
    for name in _NO_QT:
        import_module(name)
