"""The page of a messenger as plain text for the clipboard."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.explain.joining import as_sentences
from dialtone.model.explanation import Explanation, FunctionWords, Guidance
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import MessengerPageState


def summarize_page(page_state: MessengerPageState, *, advice: bool = True) -> str:
    """Return a short text to pass on: the answer, why, what helps, the day, Dialtone; one line each."""
    words = page_state.words
    if words is None:
        return ""
    lines = [
        words.then,
        words.headline,
        words.also,
        words.summary,
        _what_helps(words) if advice else "",
        page_state.day,
    ]
    lines.append(translate("Detail", "Checked with Dialtone"))
    return "\n".join(line for line in lines if line) + "\n"


def _what_helps(words: Explanation) -> str:
    """Return the first way that helps, else what can be done at once."""
    ways = [entry.title for entry in words.guidance if entry.risk_level and not entry.stays_here]
    if ways:
        return translate("Detail", "What can help: {way}").format(way=ways[0])
    return words.can_do[0] if words.can_do else ""


def page_as_text(words: Explanation, *, advice: bool = True) -> str:
    """Return a messenger's page as text: answer first, technical lines last. Without `advice`: only the findings."""
    titles = section_titles()
    notes = words.law if words.law != (words.law_in_short,) else ()
    # one sentence on the law before the steps, the rest after them
    law_first = (words.law_in_short,) if words.law_in_short else ()
    advised = (
        *law_first,
        *(line for entry in words.guidance if not entry.stays_here for line in _advice_lines(entry)),
        *notes,
    )
    help_lines = (*words.can_do, *advised) if advice else ()
    paragraphs = [
        words.reported,
        words.then,
        words.headline,
        words.also,
        words.summary,
        words.differs,
        *words.through_vpn,
        words.old_app,
        words.who_reads,
    ]
    paragraphs += [
        "\n".join((title, *lines))
        for title, lines in (
            ("", tuple(f"{f.label}: {f.state}" for f in words.functions)),
            (titles["saw"], words.saw),
            (titles["means"], words.means),
            (titles["still" if words.saved else "can_do"], help_lines),
            (titles["will_not_help"], words.will_not_help if advice else ()),
            (titles["cannot_tell"], words.cannot_tell),
            (titles["details"], words.details),
        )
        if lines
    ]
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip()) + "\n"


def function_lines(functions: Sequence[FunctionWords]) -> tuple[str, ...]:
    """Return the state of each function, and why, one per line."""
    form = translate("Detail", "{function}: {state}")
    lines = ((form.format(function=function.label, state=function.state), function.sentence) for function in functions)
    return tuple(as_sentences(line) for line in lines)


def _advice_lines(guidance: Guidance) -> tuple[str, ...]:
    """Return one piece of advice: its risk before the first step, as on the page."""
    steps = (f"{QLocale().toString(number)}. {step}" for number, step in enumerate(guidance.steps, start=1))
    links = (line for link in guidance.links for line in link)
    age_and_sources = (guidance.stale, guidance.note, *guidance.background)
    texts = (guidance.does_not, guidance.cost, guidance.operator, *links, *age_and_sources)
    return ("", guidance.title, guidance.risk, *steps, *(text for text in texts if text))


def section_titles() -> dict[str, str]:
    """Return the titles of a page's sections, by the field of the explanation."""
    return {
        "how": translate("Detail", "How we know"),
        "saw": translate("Detail", "What we saw"),
        "means": translate("Detail", "What it means"),
        "can_do": translate("Detail", "What you can do now"),
        "can_help": translate("Detail", "What can help"),
        "still": translate("Detail", "If it is still so"),
        "will_not_help": translate("Detail", "What will not help"),
        "cannot_tell": translate("Detail", "What we cannot tell"),
        "details": translate("Detail", "Technical details"),
    }
