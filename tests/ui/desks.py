"""A desk for pages that are shown without a window around them."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.store.settings import Settings
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.window.desk import Desk
from ui.world import World


def make_desk(content: LoadedContent) -> Desk:
    window = QWidget()
    page_stack = PageStack(QWidget(window), QMenu(window), QAction(window))
    return Desk(World().services(), Settings, lambda: content, ScreenState, window, page_stack)
