"""A Linux computer with many messengers, written down after their packages (sources: docs/detection.md)."""

from collections.abc import Mapping

ENVIRON = {"HOME": "/home/vera", "PATH": "/usr/local/bin:/usr/bin:/home/vera/.local/bin"}

_PACKAGES = {
    "adduser": "3.134",
    "signal-desktop": "8.24.1",
    "discord": "0.0.98",
    "viber": "27.0.0.4",
    "element-desktop": "1.12.4",
    "zoom": "6.6.0.1234",
    "linuxqq": "3.2.19-39038",
    "teams-for-linux": "2.6.0",
}


def dpkg(name: str, version: str, status: str = "install ok installed") -> str:
    return f"Package: {name}\nStatus: {status}\nPriority: optional\nVersion: {version}\n\n"


def entry(name: str, command: str, more: str = "") -> str:
    return f"[Desktop Entry]\nType=Application\nName={name}\nExec={command}\n{more}\n[Desktop Action quit]\nName=Quit\n"


def described(version: str) -> str:
    return (
        f'<component><releases>\n<release version="{version}" date="2026-11-01"/>\n<release version="0.1"/></releases>'
    )


TREE: Mapping[str, str] = {
    "/var/lib/dpkg/status": "".join(dpkg(*package) for package in _PACKAGES.items())
    + dpkg("wire-desktop", "3.39.3653", "deinstall ok config-files"),
    "/opt/Signal/signal-desktop": "",
    "/usr/share/applications/signal-desktop.desktop": entry("Signal", "/opt/Signal/signal-desktop %U"),
    "/usr/share/discord/Discord": "",
    "/usr/share/applications/discord.desktop": entry("Discord", "/usr/share/discord/Discord"),
    "/opt/viber/Viber": "",
    "/usr/share/applications/viber.desktop": entry("Viber", "/opt/viber/Viber %u"),
    "/opt/Element/element-desktop": "",
    "/usr/share/applications/element-desktop.desktop": entry("Element", "/opt/Element/element-desktop %U"),
    "/opt/zoom/ZoomLauncher": "",
    "/usr/share/applications/Zoom.desktop": entry("Zoom Workplace", "/usr/bin/zoom %U"),
    "/usr/bin/zoom": "",
    "/opt/QQ/qq": "",
    # Flatpaks: of the system and of the person
    "/usr/bin/flatpak": "",
    "/var/lib/flatpak/app/org.telegram.desktop/current/active/files/share/metainfo/org.telegram.desktop.metainfo.xml": (
        described("6.5.1")
    ),
    "/var/lib/flatpak/exports/share/applications/org.telegram.desktop.desktop": entry(
        "Telegram", "/usr/bin/flatpak run --branch=stable --command=Telegram org.telegram.desktop -- @@u %u @@"
    ),
    "/home/vera/.local/share/flatpak/app/com.rtosta.zapzap/current/active/files/share/metainfo/"
    "com.rtosta.zapzap.appdata.xml": described("6.2"),
    "/home/vera/.local/share/flatpak/exports/share/applications/com.rtosta.zapzap.desktop": entry(
        "ZapZap", "/usr/bin/flatpak run com.rtosta.zapzap"
    ),
    "/var/lib/flatpak/app/im.riot.Riot/left": "",
    "/var/lib/flatpak/app/chat.simplex.simplex/current/active/metadata": "",
    "/var/lib/flatpak/app/network.loki.Session/current/active/files/share/appdata/network.loki.Session.appdata.xml": (
        described("1.17.2")
    ),
    "/var/lib/flatpak/app/com.tencent.WeChat/current/active/metadata": "",
    # Snaps
    "/snap/slack/current/meta/snap.yaml": "name: slack\nbase: core20\nversion: '4.46.99'\nsummary: x\n",
    "/var/lib/snapd/desktop/applications/slack_slack.desktop": entry(
        "Slack", "env BAMF_DESKTOP_FILE_HINT=/x.desktop /snap/bin/slack %U"
    ),
    "/snap/bin/slack": "",
    "/snap/mattermost-desktop/current/meta/snap.yaml": "name: mattermost-desktop\nversion: 6.0.1\n",
    # An AppImage that a program of its own put into the menu
    "/home/vera/Applications/SimpleX-desktop-x86_64_0123456789abcdef0123456789abcdef.AppImage": "",
    "/home/vera/Applications/Keet-4.22.5.AppImage": "",
    "/home/vera/.local/share/applications/appimagekit_0123-Keet.desktop": entry(
        "Keet", "/home/vera/Applications/Keet-4.22.5.AppImage %U"
    ),
    # Web apps
    "/opt/google/chrome/google-chrome": "",
    "/home/vera/.local/share/applications/chrome-hnpfjngllnobngcgfapefoaidbinmjnm-Default.desktop": entry(
        "WhatsApp Web",
        "/opt/google/chrome/google-chrome --profile-directory=Default --app-id=hnpfjngllnobngcgfapefoaidbinmjnm",
    ),
}

INSTALLED = {
    ("signal", "Signal", "8.24.1", "app"),
    ("discord", "Discord", "0.0.98", "app"),
    ("viber", "Viber", "27.0.0.4", "app"),
    ("element", "Element", "1.12.4", "app"),
    ("zoom", "Zoom Workplace", "6.6.0.1234", "app"),
    ("qq", "QQ", "3.2.19-39038", "app"),
    ("teams", "teams-for-linux", "2.6.0", "app"),
    ("telegram", "Telegram", "6.5.1", "flatpak"),
    ("whatsapp", "ZapZap", "6.2", "flatpak"),
    ("whatsapp", "WhatsApp Web", "", "web_app"),
    ("simplex", "SimpleX Chat", "", "flatpak"),
    ("session", "Session", "1.17.2", "flatpak"),
    ("wechat", "WeChat", "", "flatpak"),
    ("slack", "Slack", "4.46.99", "snap"),
    ("mattermost", "Mattermost", "6.0.1", "snap"),
    ("keet", "Keet", "4.22.5", "appimage"),
}
"""Messenger, name, version, kind. Wire and Element's Flatpak left only their traces behind."""
