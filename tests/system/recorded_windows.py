"""A Windows computer with many messengers, written down after their installers (sources: docs/detection.md)."""

from collections.abc import Mapping

USER = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall"
MACHINE = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
MACHINE_32 = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"
PACKAGES = (
    r"HKCU\Software\Classes\Local Settings\Software\Microsoft\Windows\CurrentVersion\AppModel\Repository\Packages"
)
ENVIRON = {
    "AppData": r"C:\Users\vera\AppData\Roaming",
    "LOCALAPPDATA": r"C:\Users\vera\AppData\Local",
    "ProgramFiles": r"C:\Program Files",
    "ProgramFiles(x86)": r"C:\Program Files (x86)",
    "SystemRoot": r"C:\Windows",
}


def program(name: str, version: str, publisher: str = "", uninstaller: str = "") -> Mapping[str, str]:
    return {
        "DisplayName": name,
        "DisplayVersion": version,
        "Publisher": publisher,
        "UninstallString": uninstaller or r"C:\gone\uninstall.exe",
    }


KEYS: Mapping[str, Mapping[str, str]] = {
    rf"{USER}\{{53F49750-6209-4FBF-9CA8-7A333C87D1ED}}_is1": program("Telegram Desktop", "6.8.0", "Telegram FZ-LLC"),
    rf"{USER}\7d96caee-06e6-597c-9f2f-c7bb2e0948b4": program("Signal 8.24.1", "8.24.1", "Signal Messenger, LLC"),
    rf"{PACKAGES}\5319275A.WhatsAppDesktop_2.2584.3.0_x64__cv1g1gvanyjgm": {"DisplayName": "WhatsApp"},
    rf"{USER}\Discord": program("Discord", "1.0.9212", "Discord Inc."),
    rf"{PACKAGES}\MSTeams_25306.804.4102.7193_x64__8wekyb3d8bbwe": {"DisplayName": "ms-resource:AppName"},
    rf"{USER}\slack": program("Slack", "4.46.99", "Slack Technologies Inc."),
    rf"{USER}\ZoomUMX": program("Zoom Workplace", "6.6.0 (1234)", "Zoom Communications, Inc."),
    rf"{USER}\LINE": program("LINE", "9.12.0.3670", "LY Corporation"),
    rf"{MACHINE}\Weixin": program("Weixin", "4.1.0.30", "Tencent"),
    rf"{MACHINE_32}\KakaoTalk": program("KakaoTalk", "25.10.2", "Kakao Corp."),
    rf"{USER}\f0c47de4-c117-54e4-97d9-eb3fd2985e6c": program("Zalo 25.11.1", "", "VNG Corp."),
    rf"{USER}\element-desktop": program("Element", "1.12.4", "Element"),
    rf"{MACHINE}\{{0BAD0BAD-6A2E-4C2F-8E93-0123456789AB}}": program("SimpleX", "6.4.7", "Unknown"),
    rf"{USER}\wire": program("Wire", "3.40.5442", "Wire"),
    rf"{PACKAGES}\Keet_4.22.5.0_x64__k5xf9864y0668": {"DisplayName": "Keet"},
    # A website that Chrome installed as an app; one of Edge is a package; one of Firefox
    rf"{USER}\0a1b2c3d4e5f60718293a4b5c6d7e8f9": program(
        "WhatsApp Web",
        "1.0",
        r"Google\Chrome",
        r'"C:\Program Files\Google\Chrome\Application\chrome.exe" --profile-directory=Default '
        "--uninstall-app-id=hnpfjngllnobngcgfapefoaidbinmjnm",
    ),
    rf"{PACKAGES}\web.telegram.org-54E21B02_1.0.0.2_neutral__pd8mbgmqs65xy": {"DisplayName": "Telegram Web"},
}

FILES: Mapping[str, str] = {
    "Program Files/MAX/max.exe": "",
    "Users/vera/AppData/Local/Viber/Viber.exe": "",
    "Users/vera/AppData/Local/Discord/Update.exe": "",
    "Users/vera/AppData/Local/Discord/app-1.0.9212/Discord.exe": "",
    "Users/vera/AppData/Local/Discord/app-1.0.9211/Discord.exe": "",
}

INSTALLED = {
    ("telegram", "Telegram Desktop", "6.8.0", "app"),
    ("telegram", "Telegram Web", "", "web_app"),
    ("signal", "Signal 8.24.1", "8.24.1", "app"),
    ("whatsapp", "WhatsApp", "2.2584.3.0", "store"),
    ("whatsapp", "WhatsApp Web", "", "web_app"),
    ("discord", "Discord", "1.0.9212", "app"),
    ("teams", "Microsoft Teams", "25306.804.4102.7193", "store"),
    ("slack", "Slack", "4.46.99", "app"),
    ("zoom", "Zoom Workplace", "6.6.0 (1234)", "app"),
    ("line", "LINE", "9.12.0.3670", "app"),
    ("wechat", "Weixin", "4.1.0.30", "app"),
    ("kakaotalk", "KakaoTalk", "25.10.2", "app"),
    ("zalo", "Zalo 25.11.1", "25.11.1", "app"),
    ("element", "Element", "1.12.4", "app"),
    ("simplex", "SimpleX", "6.4.7", "app"),
    ("wire", "Wire", "3.40.5442", "app"),
    ("keet", "Keet", "4.22.5.0", "store"),
    ("max", "MAX", "", "app"),
    ("viber", "Viber", "", "app"),
}
"""Messenger, name, version, kind."""
