"""The page of a messenger as a few lines for the clipboard, and texts that pages share."""

from collections.abc import Sequence

from dialtone.explain.joining import as_sentences
from dialtone.model.explanation import Explanation, FunctionWords
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


def function_lines(functions: Sequence[FunctionWords]) -> tuple[str, ...]:
    """Return the state of each function, and why, one per line."""
    form = translate("Detail", "{function}: {state}")
    lines = ((form.format(function=function.label, state=function.state), function.sentence) for function in functions)
    return tuple(as_sentences(line) for line in lines)


def section_titles() -> dict[str, str]:
    """Return the titles of a page's sections, by the field of the explanation."""
    return {
        "how": translate("Detail", "How we know"),
        "saw": translate("Detail", "What we saw"),
        "can_do": translate("Detail", "What you can do now"),
        "can_help": translate("Detail", "What can help"),
        "still": translate("Detail", "If it is still so"),
        "will_not_help": translate("Detail", "What will not help"),
        "cannot_tell": translate("Detail", "What we cannot tell"),
        "details": translate("Detail", "Technical details"),
    }
