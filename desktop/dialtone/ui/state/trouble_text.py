"""What could not be done, as one line in the person's language."""

from dialtone.explain.explainer import Explainer
from dialtone.explain.trouble_words import say_trouble
from dialtone.ui.state.loaded_content import LoadedContent


def trouble_text(content: LoadedContent | None, problem: Exception) -> str:
    """Return the sentence; while the sentences are being loaded, the line for the log."""
    if content is None or not isinstance(content.words, Explainer):
        return str(problem)
    return say_trouble(content.words.sentences, problem)
