"""Saves a report of a wrong result as a file, redacted, as people in danger may pass it on; nothing is sent."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from dialtone.model.check import Check
from dialtone.store.exports import pack_report
from dialtone.ui.pages.file_places import find_in_documents, say_saved
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import ActionItem, TextAreaItem, TextItem, paragraphs
from dialtone.ui.window.page_context import PageContext

NOTE, SAVE = "note", "save"
_NOTE_LINES = 5


class ReportPage(ItemPage):
    """Asks what is wrong with a check, and saves the answer with the check."""

    def __init__(self, context: PageContext, check: Check) -> None:
        super().__init__(translate("Window", "Report a wrong result"))
        self._context = context
        self._check = check
        self._note = ""
        self.acted.connect(self._on_acted)
        self._show_form()

    def _show_form(self, trouble: str = "") -> None:
        """Show the field for the person's words. `trouble`: why the report could not be saved; empty for none."""
        question = translate(
            "Window",
            "What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.",
        )
        save = ActionItem(translate("Share", "Save…"), SAVE, ButtonStyle.MAIN)
        note = TextAreaItem(question, _NOTE_LINES, self._note, key=NOTE)
        self.show_items([TextItem(question), note, *paragraphs((trouble,)), save])

    def _on_acted(self, key: str, value: object) -> None:
        if key == NOTE:
            self._note = str(value)
        else:
            self._save()

    def _save(self) -> None:
        """Ask for a file, save the report there, and show where it is; if that fails, show why above the button."""
        context, check = self._context, self._check
        suggested = find_in_documents(f"dialtone-report-{context.day_of(check)}.zip")
        chosen, _ = QFileDialog.getSaveFileName(context.window, self.windowTitle(), suggested, "ZIP (*.zip)")
        if not chosen:
            self._show_form()  # without the trouble of an earlier attempt
            return

        def write() -> None:
            report = pack_report(context.encode_redacted(check), self._note, context.services.log_folder)
            context.services.write_file(Path(chosen), report)

        if trouble := context.attempt(write):
            self._show_form(trouble)
            return
        home_page = context.services.read_home_page()
        next_step = translate("Window", "Who you give it to is up to you.")
        if home_page:
            next_step = translate("Window", "Who you give it to is up to you. Reports are read at {address}.")
        self.show_items([TextItem(f"{say_saved(Path(chosen))} {next_step.format(address=home_page)}")])
