"""What is on a page, as plain text for the clipboard."""

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import Explanation


def as_text(words: Explanation) -> str:
    """A messenger's page as text: the answer first, the technical lines last."""
    titles = section_titles()
    parts = [words.headline, words.summary, words.old_app]
    parts += [
        "\n".join((title, *lines))
        for title, lines in (
            ("", tuple(f"{f.label}: {f.state}" for f in words.functions)),
            (titles["saw"], words.saw),
            (titles["means"], words.means),
            (titles["can_do"], words.can_do),
            (titles["cannot_tell"], words.cannot_tell),
            (titles["details"], words.details),
        )
        if lines
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def section_titles() -> dict[str, str]:
    """The titles of a page's sections, by the field of the explanation."""
    return {
        "saw": QCoreApplication.translate("Detail", "What we saw"),
        "means": QCoreApplication.translate("Detail", "What it means"),
        "can_do": QCoreApplication.translate("Detail", "What you can do now"),
        "cannot_tell": QCoreApplication.translate("Detail", "What we cannot tell"),
        "details": QCoreApplication.translate("Detail", "Details for someone technical"),
    }
