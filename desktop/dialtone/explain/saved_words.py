"""What is left out, and what is added, where a saved check is told: nothing of it may be taken for today."""

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import Explanation, FunctionWords, NetworkWords
from dialtone.model.frozen import replace
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.vocabulary import FunctionStatus, NetworkStatus


def told_later(sentences: Sentences, words: Explanation) -> Explanation:
    """Return a page of a saved check: what it meant then and what to do at once are left to a new check."""
    again = () if words.status in NO_FAILURE else (sentences.say("report.check_again"),)
    functions = tuple(_told_later(one) for one in words.functions)
    return replace(words, means=(), can_do=again, functions=functions, where="", saved=True)


def _told_later(words: FunctionWords) -> FunctionWords:
    """Return a chip without its reason, which the page has among what was seen; why nothing was tested stays true."""
    return words if words.status == FunctionStatus.NOT_TESTED else replace(words, sentence="")


def network_told_later(words: NetworkWords) -> NetworkWords:
    """Return the network of a saved check: what it was, and nothing to do about it."""
    told = words.headline if words.status != NetworkStatus.ONLINE else next(iter(words.flags), "")
    return replace(words, banner=told if words.banner else "", can_do=(), sees_outside="", known_until="")
