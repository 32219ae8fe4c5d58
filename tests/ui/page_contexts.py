"""A context for pages that are shown without a window around them."""

from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.window.page_context import PageContext
from ui.bare_window import make_bare_window
from ui.world import World


def make_context(content: LoadedContent) -> PageContext:
    return PageContext(World().services(), make_bare_window(content))
