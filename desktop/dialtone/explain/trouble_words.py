"""What went wrong with a file, an update or this computer's settings, in one line."""

from dialtone.explain.sentences import Sentences
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of


def say_trouble(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence for a problem; for one that is not our own, a general sentence of its kind.

    On a full disk the path does not matter, and it may contain the person's name.
    """
    known = as_trouble(problem)
    name = known.place.replace("\\", "/").rstrip("/").rpartition("/")[2]
    place = name if known.kind is TroubleKind.DISK_FULL else known.place
    return sentences.say(f"trouble.{known.kind}", place=place)


def say_in_full(sentences: Sentences, problem: Exception) -> str:
    """Return the sentence, followed by the original message of the library or the system."""
    known = as_trouble(problem)
    sentence = say_trouble(sentences, known)
    return sentences.say("trouble.details", text=sentence, detail=known.detail) if known.detail else sentence


def as_trouble(problem: Exception) -> TroubleError:
    """Return a problem as one that has a sentence."""
    if isinstance(problem, TroubleError):
        return problem
    if isinstance(problem, OSError):
        if problem.filename is None:  # a standard stream
            return TroubleError(TroubleKind.OUTPUT_LOST, detail=problem.strerror or "")
        return TroubleError(kind_of(problem, TroubleKind.NOT_WRITTEN), problem.filename, problem.strerror or "")
    return TroubleError(TroubleKind.OWN_FILES, detail=problem)
