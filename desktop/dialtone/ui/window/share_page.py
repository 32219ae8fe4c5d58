"""The page to share a result: its picture, what is on it, and buttons to copy or save it. Nothing is sent."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from dialtone.explain.card_rows import (
    describe_card,
    make_card,
    may_have_row,
    say_card_note,
    say_country_on_card,
    write_as_text,
)
from dialtone.model.check import Check
from dialtone.model.explanation import Card
from dialtone.model.result_line import LONGEST_IN_PICTURE
from dialtone.store.data_folders import state_dir
from dialtone.store.own_files import make_private
from dialtone.ui.pages.file_places import find_in_pictures
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import encode_png, paint_card
from dialtone.ui.painting.theme import colours_of
from dialtone.ui.state.labels import translate
from dialtone.ui.state.options import Option
from dialtone.ui.state.result_state import why_invalid
from dialtone.ui.state.screen_state import Validity
from dialtone.ui.widgets.box_items import BoxItem, SwitchRow
from dialtone.ui.widgets.choice import ChoiceRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import ActionItem, CustomItem, FlowItem, NoticeItem, TextItem
from dialtone.ui.window.page_context import PageContext

COPY, SAVE, TEXT, LINE, SHAPE = "copy", "save", "text", "line", "shape"
COUNTRY, RESULT_CODE, PAGE_CODE = "country", "result code", "page code"
_DRAGGED_WIDTH = 160
_MAX_PREVIEW_HEIGHT = 300
_BORDER = 1


class CardPreview(QWidget):
    """Shows a card as large as the column allows; it can be dragged to another program."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._press_position: QPoint | None = None
        """Where the mouse button went down; None while it is up, and once the picture is dragged."""
        self._drag_folder: QTemporaryDir | None = None
        """The folder of the file for dragging; None before the first drag."""
        self.setAccessibleName(translate("Share", "Preview"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_value(self, value: tuple[Card, CardShape, str]) -> None:
        """Show a card, in a shape, with the text of a QR code (empty for none); `ItemView` calls this."""
        card, shape, code = value
        self.image = paint_card(card, shape, code)
        self.setAccessibleDescription(describe_card(card))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: the picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the picture and its hairline."""
        return self._preview_size(width).height() + 2 * _BORDER

    def _preview_size(self, width: int) -> QSize:
        available = QSize(width - 2 * _BORDER, _MAX_PREVIEW_HEIGHT)
        return self.image.size().scaled(available, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, _event: object) -> None:
        """Paint the centred picture, with a hairline around it."""
        size = self._preview_size(self.width())
        smooth = Qt.TransformationMode.SmoothTransformation
        picture_rect = QRectF(QPointF((self.width() - size.width()) // 2, _BORDER), QSizeF(size))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            fitted = self.image.scaled(size * self.devicePixelRatio(), Qt.AspectRatioMode.KeepAspectRatio, smooth)
            painter.drawImage(picture_rect, fitted)
            painter.setPen(colours_of(self.palette()).hairline)
            painter.drawRect(picture_rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._press_position = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start a drag once the mouse has moved far enough."""
        if self._press_position is None:
            return
        distance = (event.position().toPoint() - self._press_position).manhattanLength()
        if distance >= QApplication.startDragDistance():
            self._press_position = None
            self._drag()

    def _drag(self) -> None:
        """Drag the picture: as an image, and as a file for programs that take no images."""
        data = QMimeData()
        data.setImageData(self.image)
        if (file := self.write_file()) is not None:
            data.setUrls([QUrl.fromLocalFile(str(file))])
        drag = QDrag(self)
        drag.setMimeData(data)
        small_image = self.image.scaledToWidth(_DRAGGED_WIDTH, Qt.TransformationMode.SmoothTransformation)
        drag.setPixmap(QPixmap.fromImage(small_image))
        drag.exec(Qt.DropAction.CopyAction)

    def write_file(self) -> Path | None:
        """Write the picture into a file for dragging, and return its path; None if it cannot be written.

        It is in Dialtone's own folder: "Remove everything" then removes what a killed process leaves.
        """
        if self._drag_folder is None:
            with suppress(OSError):
                make_private(state_dir())
            folder = QTemporaryDir(str(state_dir() / "picture-XXXXXX"))
            self._drag_folder = folder if folder.isValid() else QTemporaryDir()
        path = Path(self._drag_folder.path()) / "dialtone.png"
        try:
            path.write_bytes(encode_png(self.image))
        except OSError:
            return None
        return path

    def remove_file(self) -> None:
        """Remove the file for dragging."""
        if self._drag_folder is not None:
            self._drag_folder.remove()


class SharePage(ItemPage):
    """Shows one picture of a check, the ways to share it, and its options. The card's font must be loaded before."""

    is_for_sharing = True

    def __init__(self, context: PageContext, check: Check) -> None:
        super().__init__(translate("Share", "Share the result"))
        self._context = context
        self._check = check
        self._content = context.content
        content = self._content
        shown = [m for m in content.messengers if may_have_row(check.messenger(m.id))]
        self._messengers = sorted(shown, key=lambda messenger: context.place_of(messenger.id))
        """The messengers that can be on the picture, in the order of the window."""
        self._ticked = {m.id for m in self._messengers}
        is_risky = content.words.is_sharing_risky()
        self._home_page = "" if is_risky else context.services.read_home_page()
        """The address of the publisher's page; empty where passing it on is punished, and if there is none."""
        self._code = PAGE_CODE if is_risky else RESULT_CODE
        """The QR code on the picture, of which there is one at most: its key; empty for none."""
        self._shape = CardShape.WIDE
        self._names_country = False
        self.acted.connect(self._on_acted)
        self._show()
        self.left.connect(self.preview.remove_file)

    @property
    def preview(self) -> CardPreview:
        """The picture."""
        preview: CardPreview = self.control("preview")
        return preview

    @property
    def _validity(self) -> Validity:
        return self._context.window.controller.state.validity_of(m.id for m in self._messengers)

    def _show(self) -> None:
        """Make the picture and the line again, and show them with the options."""
        check = self._check
        content = self._content
        day = self._context.day_of(self._check)
        ticked = [m for m in self._messengers if m.id in self._ticked]
        is_here = self._validity is Validity.HERE
        words = content.words if is_here else content.words.of_day(day)
        card_inputs = (check.messengers, check.network, words, ticked, day)
        self._card = make_card(*card_inputs, with_country=self._names_country, home_page=self._home_page)
        country = content.country if self._names_country else ""
        # no line about another network: whoever gets it takes it for today's result at its sender's end
        self._line = self._context.format_result_line(check, [m.id for m in ticked], country) if is_here else ""
        fits_in_code = 0 < len(self._line) <= LONGEST_IN_PICTURE
        codes = {RESULT_CODE: self._line if fits_in_code else "", PAGE_CODE: self._home_page}
        preview = (self._card, self._shape, codes.get(self._code, ""))
        note = say_card_note(content.words, check.network)
        promise = translate("Share", "It shows no address, no network name and no exact time. Nothing is uploaded.")
        names = content.names
        switches = (SwitchRow(names.get(m.id, m.name), on=m.id in self._ticked, key=m.id) for m in self._messengers)
        items = (
            *((NoticeItem(note),) if note else ()),
            self._make_buttons(),
            TextItem(promise, dim=True),
            CustomItem(CardPreview, preview, key="preview"),
            BoxItem(tuple(self._make_option_items(fits_in_code=fits_in_code))),
            BoxItem(tuple(switches), translate("Share", "On the picture")),
        )
        self.show_items(items)

    def _make_buttons(self) -> Item:
        """Return the buttons to copy and save the picture, and to copy it as text or as a result line."""
        line = translate("Share", "A short line of text that Dialtone can compare at the other end.")
        buttons = (
            ActionItem(translate("Share", "Copy the picture"), COPY, ButtonStyle.MAIN),
            ActionItem(translate("Share", "Save…"), SAVE),
            ActionItem(translate("Share", "Copy as text"), TEXT),
            ActionItem(translate("Share", "Copy as a line"), LINE, enabled=bool(self._line), note=line),
        )
        return FlowItem(buttons)

    def _make_option_items(self, *, fits_in_code: bool) -> Iterator[Item]:
        """Yield what can be chosen for the picture. `fits_in_code`: the line is short enough for a QR code."""
        shapes = (
            Option(CardShape.WIDE.name, translate("Share", "Wide")),
            Option(CardShape.TALL.name, translate("Share", "Tall")),
        )
        yield ChoiceRow(translate("Share", "Shape"), shapes, self._shape.name, key=SHAPE)
        if say_country_on_card(self._content.words, self._check.network):
            who_sees = translate("Share", "Everyone who gets the picture sees it.")
            yield SwitchRow(translate("Share", "Name the country"), who_sees, on=self._names_country, key=COUNTRY)
        untick = translate("Share", "It holds three or four messengers. Untick the others.")
        why_disabled = why_invalid(self._validity) or ("" if fits_in_code else untick)
        label = translate("Share", "QR code with the result")
        yield SwitchRow(label, why_disabled, on=self._code == RESULT_CODE, enabled=fits_in_code, key=RESULT_CODE)
        if self._home_page:
            scan_note = translate(
                "Share", "The person who scans this shows their provider the address, and their phone may keep it."
            )
            label = translate("Share", "QR code for Dialtone's page")
            yield SwitchRow(label, scan_note, on=self._code == PAGE_CODE, key=PAGE_CODE)

    def _on_acted(self, key: str, value: object) -> None:
        """Copy or save the picture, its text or its line; every other key is an option of the picture."""
        clipboard = QGuiApplication.clipboard()
        say = self._context.window.outcome_bar.say
        if key == COPY:
            clipboard.setImage(self.preview.image)
            say(translate("Share", "The picture is copied."))
        elif key == TEXT:
            clipboard.setText(write_as_text(self._card))
            say(translate("Share", "The text is copied."))
        elif key == LINE:
            clipboard.setText(self._line)
            say(translate("Share", "The line is copied."))
        elif key == SAVE:
            self._save_as()
        else:
            self._set_option(key, value)
            self._show()

    def _set_option(self, key: str, value: object) -> None:
        """Apply an option of the picture; a key that is none of these is the id of a messenger to show or leave out."""
        if key == SHAPE:
            self._shape = CardShape[str(value)]
        elif key == COUNTRY:
            self._names_country = bool(value)
        elif key in (RESULT_CODE, PAGE_CODE):
            self._code = key if value else ""
        elif value:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)

    def _save_as(self) -> None:
        suggested = find_in_pictures(f"dialtone-{self._context.services.now().date()}.png")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), suggested, "PNG (*.png)")
        if chosen:
            self._context.save_file(Path(chosen), lambda: encode_png(self.preview.image))
