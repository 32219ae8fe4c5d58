"""The installed messengers as a person sees them: without their traces and the paths of their programs."""

from dialtone.model.computer import InstalledApp
from dialtone.model.frozen import replace
from dialtone.system.installed import find_installed
from dialtone.system.operating_system import OperatingSystem
from shipped_catalogue import shipped_catalogue


def find_shown(system: OperatingSystem) -> tuple[InstalledApp, ...]:
    return tuple(replace(app, trace="", program="") for app in find_installed(shipped_catalogue().messengers, system))
