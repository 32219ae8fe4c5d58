"""The remedies that advice promises, by the words that its files have for them."""

from enum import StrEnum


class Remedy(StrEnum):
    """What a piece of advice promises to do. The lab applies each to its networks: `./dev lab run NAME --with …`."""

    NONE = ""
    # Ways around a block
    SECURE_NAMES = "secure_names"
    """Look addresses up at a resolver abroad, encrypted."""
    OTHER_RESOLVER = "other_resolver"
    """Look them up at another resolver, unencrypted."""
    TELEGRAM_PROXY = "telegram_proxy"
    SIGNAL_RELAY = "signal_relay"
    SIGNAL_SWITCH = "signal_switch"
    """Signal's own circumvention on the phone."""
    WHATSAPP_PHONE_PROXY = "whatsapp_phone_proxy"
    VPN = "vpn"
    TOR = "tor"
    TOR_BRIDGE = "tor_bridge"
    # Ways that exist already
    WEB_VERSION = "web_version"
    PHONE_APP = "phone_app"
    NEWER_APP = "newer_app"
    OTHER_NETWORK = "other_network"
    WAIT = "wait"
    # Obstacles on this computer or line, removed
    SIGN_IN = "sign_in"
    REPAIRED_LINE = "repaired_line"
    RIGHT_CLOCK = "right_clock"
    HOSTS_FILE = "hosts_file"
    ALLOWED_APP = "allowed_app"
    """Let the app through the firewall or security program of this computer."""
    OWN_FILTER = "own_filter"
    """Let the messenger's names through the filter of this home or computer."""
    VPN_OFF = "vpn_off"
    PROXY_OFF = "proxy_off"
