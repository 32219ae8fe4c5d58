"""Libraries needed only for answers: HTTP, WebSockets, DNS messages. Loaded in parts that each fit into a wait."""


def load_sockets() -> None:
    """Load the code for WebSockets."""
    from dialtone.probe.protocols import websocket  # noqa: F401 - imported here on purpose: to load it


def load_pages() -> None:
    """Load the code for page requests."""
    from dialtone.probe import page_request  # noqa: F401 - as above


def load_names() -> None:
    """Load the code that queries other resolvers, for names that look wrong."""
    from dialtone.probe.dns import plain  # noqa: F401 - as above


def load_libraries() -> None:
    """Load all of them, unless they are loaded already."""
    load_sockets()
    load_pages()
    load_names()
