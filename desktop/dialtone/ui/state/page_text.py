"""What is on a page, as plain text for the clipboard."""

from PySide6.QtCore import QCoreApplication, QLocale

from dialtone.model.explanation import Explanation, Guidance


def as_text(words: Explanation, *, advice: bool = True) -> str:
    """A messenger's page as text: the answer first, the technical lines last. Without `advice`: the findings alone."""
    titles = section_titles()
    advised = (*words.law, *(line for one in words.guidance for line in _advice_lines(one)))
    help_lines = (*words.can_do, *advised) if advice else ()
    parts = [
        words.reported,
        words.headline,
        words.summary,
        words.differs,
        *words.through_vpn,
        words.old_app,
        words.who_reads,
    ]
    parts += [
        "\n".join((title, *lines))
        for title, lines in (
            ("", tuple(f"{f.label}: {f.state}" for f in words.functions)),
            (titles["saw"], words.saw),
            (titles["means"], words.means),
            (titles["can_do"], help_lines),
            (titles["will_not_help"], words.will_not_help if advice else ()),
            (titles["cannot_tell"], words.cannot_tell),
            (titles["details"], words.details),
        )
        if lines
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _advice_lines(guidance: Guidance) -> tuple[str, ...]:
    """One piece of advice: its risk before the first step, as on the page."""
    steps = (f"{QLocale().toString(number)}. {step}" for number, step in enumerate(guidance.steps, start=1))
    links = (line for what, address, opened in guidance.links for line in (what, address, opened))
    texts = (guidance.does_not, guidance.cost, guidance.operator, *links, guidance.note)
    return ("", guidance.title, guidance.risk, *steps, *(text for text in texts if text))


def section_titles() -> dict[str, str]:
    """The titles of a page's sections, by the field of the explanation."""
    return {
        "saw": QCoreApplication.translate("Detail", "What we saw"),
        "means": QCoreApplication.translate("Detail", "What it means"),
        "can_do": QCoreApplication.translate("Detail", "What you can do now"),
        "will_not_help": QCoreApplication.translate("Detail", "What will not help"),
        "cannot_tell": QCoreApplication.translate("Detail", "What we cannot tell"),
        "details": QCoreApplication.translate("Detail", "Technical details"),
    }
