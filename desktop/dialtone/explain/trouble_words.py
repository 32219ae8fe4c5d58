"""What went wrong with a file, an update or this computer's settings, in one line."""

from dialtone.explain.sentences import Sentences
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of

_BY_NAME_ALONE = frozenset({TroubleKind.DISK_FULL, TroubleKind.NOT_ALLOWED})


def say_trouble(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence for a problem; for one that is not our own, a general sentence of its kind.

    The folders may contain the person's name: they are left out where the name of the file says what is meant.
    """
    trouble = as_trouble(problem)
    name = trouble.place.replace("\\", "/").rstrip("/").rpartition("/")[2]
    place = name if trouble.kind in _BY_NAME_ALONE else trouble.place
    return sentences.say(f"trouble.{trouble.kind}", place=place)


def say_in_full(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence, followed by the original message of the library or the system."""
    trouble = as_trouble(problem)
    sentence = say_trouble(sentences, trouble)
    return sentences.say("trouble.details", text=sentence, detail=trouble.detail) if trouble.detail else sentence


def as_trouble(problem: Exception) -> TroubleError:
    """Return a problem as one that has a sentence."""
    if isinstance(problem, TroubleError):
        return problem
    if isinstance(problem, OSError):
        if problem.filename is None:  # a standard stream
            return TroubleError(TroubleKind.OUTPUT_LOST, detail=problem.strerror or "")
        return TroubleError(kind_of(problem, TroubleKind.NOT_WRITTEN), problem.filename, problem.strerror or "")
    return TroubleError(TroubleKind.OWN_FILES, detail=problem)
