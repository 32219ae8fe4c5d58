"""A desk for pages that are shown without a window around them."""

from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.window.desk import Desk
from ui.bare_window import make_bare_window
from ui.world import World


def make_desk(content: LoadedContent) -> Desk:
    return Desk(World().services(), make_bare_window(content))
