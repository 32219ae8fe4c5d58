"""Where the pages of the system's own settings are."""

import pytest

from dialtone.model.guidance import SystemPage
from dialtone.system.settings_pages import find_settings_pages

PAGES = set(SystemPage) - {SystemPage.NONE}


def there(*names: str) -> dict[str, str]:
    return {name: f"/usr/bin/{name}" for name in names}


@pytest.mark.parametrize(("platform", "scheme"), [("win32", "ms-settings:"), ("darwin", "x-apple.systempreferences:")])
def test_windows_and_macos_have_an_address_for_each(platform: str, scheme: str) -> None:
    found = find_settings_pages(platform, {}, there().get)
    assert set(found) == PAGES
    assert all(place.address.startswith(scheme) and not place.command for place in found.values())


@pytest.mark.parametrize(
    ("desktop", "program", "clock"),
    [
        ("ubuntu:GNOME", "gnome-control-center", "datetime"),
        ("KDE", "systemsettings", "kcm_clock"),
        ("KDE", "systemsettings5", "kcm_clock"),
    ],
)
def test_a_desktop_has_the_command_of_its_own_program(desktop: str, program: str, clock: str) -> None:
    found = find_settings_pages("linux", {"XDG_CURRENT_DESKTOP": desktop}, there(program).get)
    assert set(found) == PAGES
    assert found[SystemPage.CLOCK].command == (f"/usr/bin/{program}", clock)


@pytest.mark.parametrize("desktop", ["", "XFCE", "GNOME"])
def test_where_no_program_is_known_or_there_none_is_opened(desktop: str) -> None:
    assert find_settings_pages("linux", {"XDG_CURRENT_DESKTOP": desktop}, there("systemsettings").get) == {}
