"""What went wrong with a file, an update or this computer's settings, in one line."""

from dialtone.explain.sentences import Sentences
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of

_NAMED_WITHOUT_FOLDER = frozenset({TroubleKind.DISK_FULL, TroubleKind.NOT_ALLOWED})
"""Troubles for which the name of a file suffices: its folders may contain the person's name."""


def say_trouble(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence for a problem; for an error that is not a `TroubleError`, a general one of its kind."""
    trouble = as_trouble(problem)
    name = trouble.place.replace("\\", "/").rstrip("/").rpartition("/")[2]
    place = name if trouble.kind in _NAMED_WITHOUT_FOLDER else trouble.place
    return sentences.say(f"trouble.{trouble.kind}", place=place)


def say_in_full(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence, followed by the original message of the library or the system."""
    trouble = as_trouble(problem)
    sentence = say_trouble(sentences, trouble)
    return sentences.say("trouble.details", text=sentence, detail=trouble.detail) if trouble.detail else sentence


def as_trouble(problem: Exception) -> TroubleError:
    """Return an error as a `TroubleError`, which has a sentence. Any unknown error concerns Dialtone's own files."""
    if isinstance(problem, TroubleError):
        return problem
    if not isinstance(problem, OSError):
        return TroubleError(TroubleKind.OWN_FILES, detail=problem)
    if problem.filename is None:  # a standard stream
        return TroubleError(TroubleKind.OUTPUT_LOST, detail=problem.strerror or "")
    return TroubleError(kind_of(problem, TroubleKind.NOT_WRITTEN), problem.filename, problem.strerror or "")
