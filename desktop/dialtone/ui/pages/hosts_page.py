"""Every host that Dialtone may contact, and why: nothing is contacted that does not stand here."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from dialtone.ui.painting.theme import colours_of
from dialtone.ui.state.contacted_host import ContactedHost
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.disclosure import paint_arrow
from dialtone.ui.widgets.flat_table import flatten
from dialtone.ui.widgets.line_field import Field
from dialtone.ui.widgets.page import Page


class _Tree(QTreeWidget):
    """Its branches open with the arrow of all that folds out."""

    def drawBranches(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the arrow of a branch; a leaf has none."""
        if not index.parent().isValid():
            middle, ink = QRectF(rect).center(), colours_of(self.palette()).text
            paint_arrow(painter, middle, self, ink, opened=self.isExpanded(self.model().index(index.row(), 0)))


class HostsPage(Page):
    """A tree: a branch per messenger, a leaf per host, and a field to look for one."""

    def __init__(self, hosts: Sequence[ContactedHost], parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Hosts", "Servers Dialtone connects to"), parent)
        lead = QCoreApplication.translate(
            "Hosts",
            "A check connects to the servers of the messengers that you check, and to neutral sites to compare with. "
            "Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.",
        )
        self.column.addWidget(Text(lead))
        self.search = Field(QCoreApplication.translate("Hosts", "Find a server or a messenger"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.column.addWidget(self.search)
        self.tree = _Tree()
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.setHeaderLabels(
            [QCoreApplication.translate("Hosts", "Server"), QCoreApplication.translate("Hosts", "Purpose")]
        )
        flatten(self.tree)
        self.tree.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The page scrolls, not a part of it.
        self.tree.setSizeAdjustPolicy(QTreeWidget.SizeAdjustPolicy.AdjustToContents)
        self.tree.setUniformRowHeights(True)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for changed in (self.tree.expanded, self.tree.collapsed):
            changed.connect(lambda _index: self.tree.updateGeometry())
        self.tree.header().setStretchLastSection(False)
        for section in range(2):
            self.tree.header().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self._branches: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for group in dict.fromkeys(host.group for host in hosts):
            branch = QTreeWidgetItem([group])
            leaves = [QTreeWidgetItem([host.place, host.reason]) for host in hosts if host.group == group]
            branch.addChildren(leaves)
            self.tree.addTopLevelItem(branch)
            branch.setFirstColumnSpanned(True)
            self._branches.append((branch, leaves))
        self.column.addWidget(self.tree)

    def _on_search_text_changed(self, text: str) -> None:
        wanted = text.casefold().strip()
        for branch, leaves in self._branches:
            whole = wanted in branch.text(0).casefold()
            hits = [leaf for leaf in leaves if whole or wanted in leaf.text(0).casefold()]
            for leaf in leaves:
                leaf.setHidden(leaf not in hits)
            branch.setHidden(not hits)
            branch.setExpanded(bool(wanted and hits))
        self.tree.updateGeometry()
