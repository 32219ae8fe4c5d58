"""The libraries that only an answer needs: HTTP, WebSockets, messages of DNS."""


def load_libraries() -> None:
    """Load them, where they are not yet. A check does it while its first questions are under way."""
    from dialtone.probe import page_request  # noqa: F401 - inside: that is what this is for
    from dialtone.probe.dns import plain  # noqa: F401 - inside: as above
    from dialtone.probe.protocols import websocket  # noqa: F401 - inside: as above
