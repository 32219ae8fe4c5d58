"""The libraries that only an answer needs: HTTP, WebSockets, messages of DNS. In parts: one fits into a wait."""


def load_sockets() -> None:
    """Load what opens WebSockets."""
    from dialtone.probe.protocols import websocket  # noqa: F401 - inside: that is what this is for


def load_pages() -> None:
    """Load what asks for pages."""
    from dialtone.probe import page_request  # noqa: F401 - inside: as above


def load_names() -> None:
    """Load what asks other resolvers, where a name looks wrong."""
    from dialtone.probe.dns import plain  # noqa: F401 - inside: as above


def load_libraries() -> None:
    """Load them all, where they are not yet."""
    load_sockets()
    load_pages()
    load_names()
