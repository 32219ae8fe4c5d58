"""A Mac with many messengers, written down after their bundles (sources: docs/detection.md)."""

import plistlib
from collections.abc import Mapping


def bundle(identifier: str, name: str, version: str, *, binary: bool = False, **more: object) -> bytes:
    info = {"CFBundleIdentifier": identifier, "CFBundleName": name, "CFBundleShortVersionString": version, **more}
    return plistlib.dumps(info, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


_APPS: Mapping[str, bytes] = {
    "/Applications/WhatsApp.app": bundle("net.whatsapp.WhatsApp", "WhatsApp", "26.25.15"),
    "/Applications/Telegram.app": bundle("ru.keepcoder.Telegram", "Telegram", "12.2", binary=True),
    "/Applications/Telegram Desktop.app": bundle("com.tdesktop.Telegram", "Telegram Desktop", "6.5.1"),
    "/Applications/Signal.app": bundle("org.whispersystems.signal-desktop", "Signal", "8.24.1"),
    "/Applications/Max.app": bundle("ru.oneme.desktop", "MAX", "26.2.2"),
    "/Applications/VK Мессенджер.app": bundle("com.vk.messages", "VK Мессенджер", "6.0.57"),
    "/Applications/Viber.app": bundle("com.viber.osx", "Viber", "28.9.0", binary=True),
    "/Applications/Discord.app": bundle("com.hnc.Discord", "Discord", "0.0.368"),
    "/Applications/Microsoft Teams.app": bundle("com.microsoft.teams2", "Microsoft Teams", "25306.804"),
    "/Applications/Slack.app": bundle("com.tinyspeck.slackmacgap", "Slack", "4.46.99"),
    "/Applications/zoom.us.app": bundle("us.zoom.xos", "zoom.us", "6.6.0"),
    "/Applications/Work/Element.app": bundle("im.riot.app", "Element", "1.12.4"),
    "/Users/vera/Applications/WeChat.app": bundle("com.tencent.xinWeChat", "WeChat", "4.1.0"),
    "/Users/vera/Applications/Session.app": bundle("com.loki-project.messenger-desktop", "Session", "1.17.2"),
    "/System/Applications/Messages.app": bundle("com.apple.MobileSMS", "Messages", "26.0", binary=True),
    "/System/Applications/Utilities/Terminal.app": bundle("com.apple.Terminal", "Terminal", "2.14"),
    "/Applications/Broken.app": b"<plist>",
    "/Users/vera/Applications/Chrome Apps.localized/WhatsApp Web.app": bundle(
        "com.google.Chrome.app.hnpfjngllnobngcgfapefoaidbinmjnm",
        "WhatsApp Web",
        "1",
        CrAppModeShortcutID="hnpfjngllnobngcgfapefoaidbinmjnm",
        CrAppModeShortcutName="WhatsApp Web",
        CrAppModeShortcutURL="https://web.whatsapp.com/",
    ),
    "/Users/vera/Applications/Telegram.app": bundle(
        "com.apple.Safari.WebApp.7EF0F3F3-27FA-4C9A-9D7C-74020761B996",
        "Telegram",
        "1",
        binary=True,
        Manifest={"start_url": "https://web.telegram.org/k/"},
    ),
}

TREE = {f"{place}/Contents/Info.plist": content for place, content in _APPS.items()}

INSTALLED = {
    ("whatsapp", "WhatsApp", "26.25.15", "app"),
    ("whatsapp", "WhatsApp Web", "", "web_app"),
    ("telegram", "Telegram", "12.2", "app"),
    ("telegram", "Telegram", "", "web_app"),
    ("signal", "Signal", "8.24.1", "app"),
    ("max", "MAX", "26.2.2", "app"),
    ("vk_messenger", "VK Мессенджер", "6.0.57", "app"),
    ("viber", "Viber", "28.9.0", "app"),
    ("discord", "Discord", "0.0.368", "app"),
    ("teams", "Microsoft Teams", "25306.804", "app"),
    ("slack", "Slack", "4.46.99", "app"),
    ("zoom", "zoom.us", "6.6.0", "app"),
    ("element", "Element", "1.12.4", "app"),
    ("wechat", "WeChat", "4.1.0", "app"),
    ("session", "Session", "1.17.2", "app"),
    ("imessage_facetime", "Messages", "26.0", "app"),
}
"""Messenger, name, version, kind."""
