"""What an installed messenger leaves on a computer, and which of its versions are too old."""

from dialtone.model.frozen import Frozen


class OldVersion(Frozen):
    """Versions of the messenger's own app that are too old to be let through, or to work at all."""

    below: str
    """The first version that is not too old: `6.9.1`."""
    why: str
    """A wording key of `old_version`."""
    platforms: tuple[str, ...] = ()
    """`windows`, `macos`, `linux`; empty for all."""


class Traces(Frozen):
    """What an installed messenger leaves on each system (see docs/detection.md)."""

    windows_uninstall_keys: tuple[str, ...] = ()
    windows_display_names: tuple[str, ...] = ()
    windows_publishers: tuple[str, ...] = ()
    windows_packages: tuple[str, ...] = ()
    """MSIX package families."""
    windows_upgrade_codes: tuple[str, ...] = ()
    """MSI upgrade codes: they stay while the product code changes with each version."""
    windows_paths: tuple[str, ...] = ()
    """Programs, with `%variables%`; a `*` in a folder's name stands for anything (`app-*`)."""
    windows_schemes: tuple[str, ...] = ()
    macos_bundles: tuple[str, ...] = ()
    linux_desktop_ids: tuple[str, ...] = ()
    linux_flatpaks: tuple[str, ...] = ()
    linux_snaps: tuple[str, ...] = ()
    linux_packages: tuple[str, ...] = ()
    linux_rpm_packages: tuple[str, ...] = ()
    """Names in rpm databases, where they differ from `linux_packages`."""
    linux_binaries: tuple[str, ...] = ()
    web_apps: tuple[str, ...] = ()
    """Hosts, where needed with a path, whose installed browser apps count: `discord.com`, `mail.google.com/chat/`."""
    web_app_names: tuple[str, ...] = ()
    """Names that launchers of browser apps have."""
    old_versions: tuple[OldVersion, ...] = ()
    forks: tuple[str, ...] = ()
    """Those of the traces above that are left by third-party builds and wrappers."""
