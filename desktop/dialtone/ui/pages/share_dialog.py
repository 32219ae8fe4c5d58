"""Share: the shape of the picture, what is on it, and where it goes. Nothing leaves without a press."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QMimeData,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTemporaryDir,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dialtone.explain.card_rows import alternative_text, card_text
from dialtone.model.card import Card
from dialtone.model.end_code import LONGEST_IN_PICTURE
from dialtone.store.data_folders import state_dir
from dialtone.store.private_files import make_private
from dialtone.ui.pages.file_places import in_pictures
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import paint_card, png_bytes
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Type, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.flow_layout import in_a_column
from dialtone.ui.widgets.form_fields import Radio, Tick
from dialtone.ui.widgets.notice_bar import NoticeBar
from dialtone.ui.widgets.page import ScrollArea

_SMALL = 160


class CardPreview(QWidget):
    """Shows an image as large as the room allows."""

    def __init__(self, file: Callable[[], Path | None]) -> None:
        super().__init__()
        self._file = file
        self._image = QImage()
        self._pressed: QPoint | None = None
        self.setMinimumSize(320, 320)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_image(self, image: QImage, described: str) -> None:
        """Show another picture, with its description for screen readers."""
        self._image = image
        self.setAccessibleDescription(described)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that suits the tall and the wide picture."""
        return QSize(460, 440)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the centred picture, with a hairline around it."""
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        size = self._image.size().scaled(self.size() - QSize(2, 2), keep)
        place = QRectF(QPointF(), QSizeF(size))
        place.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image.scaled(size * self.devicePixelRatio(), keep, smooth))
            painter.setPen(colours_of(self.palette()).hairline)
            painter.drawRect(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a drag once the mouse has moved far enough."""
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()

    def _drag(self) -> None:
        data = QMimeData()
        data.setImageData(self._image)
        file = self._file()
        if file is not None:
            data.setUrls([QUrl.fromLocalFile(str(file))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(QPixmap.fromImage(self._image.scaledToWidth(_SMALL, Qt.TransformationMode.SmoothTransformation)))
        drag.exec(Qt.DropAction.CopyAction)


_DONE_MS = 2000
_SIDE = 260
_LINES = 22
"""The height in lines: a few messengers are visible even with large letters."""


def _own_folder() -> QTemporaryDir:
    """Return a folder for the picture inside Dialtone's own, so that "Remove everything" removes what a kill leaves."""
    with suppress(OSError):
        make_private(state_dir())
    made = QTemporaryDir(str(state_dir() / "picture-XXXXXX"))
    return made if made.isValid() else QTemporaryDir()


class ShareDialog(QDialog):
    """One picture, its options, and the ways to share it.

    `make_card`: given the chosen messengers, and whether to name the country; `make_line`: given the same, returns the
    result line, empty where it would be too long; `link`: the target of the code on the picture; `country`: whether a
    country can be named; `note`: shown above everything else; `coded`: the QR code holds the result at first.
    """

    def __init__(
        self,
        make_card: Callable[[tuple[str, ...], bool], Card],
        messengers: Sequence[tuple[str, str]],
        save: Callable[[Path, bytes], None],
        link: str,
        parent: QWidget | None = None,
        tell: Callable[[Exception], str] = str,
        *,
        country: bool = False,
        note: str = "",
        make_line: Callable[[tuple[str, ...], bool], str] = lambda _wanted, _country: "",
        coded: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Share", "Share the result"))
        self._make_card, self._make_line, self._line = make_card, make_line, ""
        self._save, self._link, self._tell = save, link, tell
        self._image = QImage()
        self._card: Card | None = None
        self._folder = _own_folder()
        self._preview = CardPreview(self._file)
        self._preview.setAccessibleName(QCoreApplication.translate("Share", "Preview"))
        self._shapes = {
            CardShape.WIDE: Radio(QCoreApplication.translate("Share", "Wide")),
            CardShape.TALL: Radio(QCoreApplication.translate("Share", "Tall")),
        }
        self._shapes[CardShape.WIDE].setChecked(True)
        self._wanted = [(messenger, Tick(name)) for messenger, name in messengers]
        self._note = NoticeBar(note)
        self._note.setVisible(bool(note))
        self._country, self._seen = _offer(
            QCoreApplication.translate("Share", "Name the country"),
            QCoreApplication.translate("Share", "Everyone who gets the picture sees it."),
            offered=country,
        )
        self._code, self._kept = _offer(
            QCoreApplication.translate("Share", "QR code to Dialtone's page"),
            QCoreApplication.translate(
                "Share", "The person who scans this shows their provider the address, and their phone may keep it."
            ),
            offered=bool(link),
        )
        self._code.setChecked(bool(link) and not coded)
        self._result_code = Tick(QCoreApplication.translate("Share", "QR code with the result"))
        self._result_code.setChecked(coded)
        self._result_code.setToolTip(
            QCoreApplication.translate("Share", "It holds three or four messengers. Untick the others.")
        )
        self.line_button = Button(QCoreApplication.translate("Share", "Copy as a line"))
        self.line_button.setToolTip(
            QCoreApplication.translate("Share", "A short line of text that Dialtone can compare at the other end.")
        )
        self.copy_button = Button(QCoreApplication.translate("Share", "Copy the picture"), ButtonStyle.MAIN)
        self._message = Text(dim=True, selectable=False)
        self._clear = QTimer(self, singleShot=True, interval=_DONE_MS)
        self._clear.timeout.connect(self._message.clear)
        self._lay_out()
        self._connect()
        self._show()

    # Building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_XL)
        top.addWidget(self._preview, 1)
        top.addWidget(self._choices())
        column = in_a_column(self, self._note, spacing=SPACE_L)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.addLayout(top, 1)
        column.addLayout(self._buttons())
        room = self.screen().availableSize() - QSize(SPACE_XL, 2 * SPACE_XL)
        self.resize(QSize(860, max(560, _LINES * self.fontMetrics().height())).boundedTo(room))

    def _choices(self) -> QWidget:
        """Return the column beside the picture."""
        note = QCoreApplication.translate(
            "Share", "No address, no network name and no exact time is on it. Nothing is uploaded."
        )
        promise, listed, shapes = Text(note, dim=True, selectable=False), QWidget(), QHBoxLayout()
        policy = promise.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # it wraps, and leaves the width to the picture
        promise.setSizePolicy(policy)
        for button in self._shapes.values():
            shapes.addWidget(button)
        shapes.addStretch(1)
        in_a_column(listed, *(box for _, box in self._wanted), spacing=SPACE_S).addStretch(1)
        area = ScrollArea()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(listed)
        box = QWidget()
        side = QVBoxLayout(box)
        side.setSpacing(SPACE_S)
        side.addWidget(Heading(QCoreApplication.translate("Share", "Shape"), Type.BODY, selectable=False))
        side.addLayout(shapes)
        side.addWidget(Heading(QCoreApplication.translate("Share", "On the picture"), Type.BODY, selectable=False))
        side.addWidget(area, 1)
        offers = (self._country, self._seen, self._result_code, self._code, self._kept, self.line_button, promise)
        for widget in offers:
            side.addWidget(widget)
        box.setFixedWidth(max(_SIDE, box.sizeHint().width()))
        for text in (promise, self._seen):
            text.setMinimumHeight(text.heightForWidth(box.width()))  # the list above must not squeeze it
        return box

    def _buttons(self) -> QHBoxLayout:
        save = Button(QCoreApplication.translate("Share", "Save…"))
        text = Button(QCoreApplication.translate("Share", "Copy as text"))
        close = Button(QCoreApplication.translate("Share", "Close"))
        for button, act in (
            (self.copy_button, self.copy_picture),
            (save, self.save_as),
            (text, self.copy_text),
            (self.line_button, self.copy_line),
            (close, self.reject),
        ):
            button.clicked.connect(act)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self.copy_button)
        row.addWidget(save)
        row.addWidget(text)
        row.addWidget(self._message, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        for one, other in ((self._code, self._result_code), (self._result_code, self._code)):
            one.clicked.connect(lambda on, other=other: on and other.setChecked(False))  # there is room for one code
        for _, box in self._wanted:
            box.setChecked(True)
        wanted = (box for _, box in self._wanted)
        for button in (*self._shapes.values(), self._country, self._code, self._result_code, *wanted):
            button.toggled.connect(self._show)

    # Working

    def _show(self) -> None:
        wanted = tuple(messenger for messenger, box in self._wanted if box.isChecked())
        self._card = self._make_card(wanted, self._country.isChecked())
        self._line = self._make_line(wanted, self._country.isChecked())
        fits = 0 < len(self._line) <= LONGEST_IN_PICTURE
        self._result_code.setEnabled(fits)
        self.line_button.setEnabled(bool(self._line))
        link = self._link if self._code.isChecked() else ""
        code = self._line if fits and self._result_code.isChecked() else link
        shape = next(shape for shape, button in self._shapes.items() if button.isChecked())
        self._image = paint_card(self._card, shape, code)
        self._preview.show_image(self._image, alternative_text(self._card))

    def copy_picture(self) -> None:
        """Copy the picture."""
        QGuiApplication.clipboard().setImage(self._image)
        self._say(QCoreApplication.translate("Share", "The picture is copied."))

    def copy_text(self) -> None:
        """Copy the words of the picture."""
        if self._card is not None:
            QGuiApplication.clipboard().setText(card_text(self._card))
            self._say(QCoreApplication.translate("Share", "The text is copied."))

    def copy_line(self) -> None:
        """Copy the result line."""
        QGuiApplication.clipboard().setText(self._line)
        self._say(QCoreApplication.translate("Share", "The line is copied."))

    def save_as(self) -> None:
        """Ask for a file, and save the picture there."""
        place = in_pictures(f"dialtone-{QDate.currentDate().toString(Qt.DateFormat.ISODate)}.png")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), place, "PNG (*.png)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save the picture; an error is shown in the line below."""
        try:
            self._save(path, png_bytes(self._image))
        except OSError as problem:
            self._say(self._tell(problem))
            self._clear.stop()
            return
        self._say(QCoreApplication.translate("Share", "Saved as {name}.").format(name=path.name))

    def _file(self) -> Path | None:
        """Return a file for dragging, which is removed with the dialog; None if it cannot be written."""
        path = Path(self._folder.path()) / "dialtone.png"
        try:
            path.write_bytes(png_bytes(self._image))
        except OSError:
            return None
        return path

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._clear.start()

    def done(self, result: int) -> None:
        """Remove the file for dragging."""
        self._folder.remove()
        super().done(result)


def _offer(label: str, effect: str, *, offered: bool) -> tuple[Tick, Text]:
    """Return a tick box and its effect in small letters; hidden where it is not offered."""
    tick, text = Tick(label), Text(effect, Type.CAPTION, dim=True, selectable=False)
    tick.setAccessibleDescription(effect)
    for widget in (tick, text):
        widget.setVisible(offered)
    return tick, text
