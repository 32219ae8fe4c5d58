"""A whole check as one answer, and the answer in one line: what the band, the tray and the picture say."""

from collections.abc import Callable, Sequence

from dialtone.explain.answer_text import MOST_GROUPS, Reader, say_answer, say_clause, say_working
from dialtone.explain.answers import answer_about_network, answer_of, join_answers
from dialtone.explain.joining import joined
from dialtone.model.answer import Answer, Clause, State, severity
from dialtone.model.explanation import WholeAnswer
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus


def was_tested(verdict: MessengerVerdict) -> bool:
    """Return whether there is anything to say of a messenger where many are told of."""
    return verdict.status not in UNTESTABLE and verdict.status is not MessengerStatus.NOT_TESTED


def answer_to_all(verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
    """Return what a check says of all that was tested; of one alone all that is said of it."""
    answers = [answer_of(verdict, network) for verdict in verdicts if was_tested(verdict)]
    joined = join_answers(answers, answer_about_network(network))
    return answers[0] if len(answers) == 1 and joined.first == answers[0].first else joined


def say_whole(reader: Reader, answer: Answer, tested: int) -> WholeAnswer:
    """Return the answer in one line; of a saved check behind its day and place, which are said once for all of it."""
    first, sentences = answer.first, reader.sentences
    if first.state is State.UNTESTED and not first.about:
        return WholeAnswer(sentences.say("card.nothing"), first.sign)
    when = sentences.say("answer.subject.then") if sentences.past else ""
    works = any(one.state is State.WORKS for one in answer.clauses[:MOST_GROUPS])
    said = say_answer(reader, answer, tested=tested)
    parts = (when, said, "" if works else say_working(reader, answer))
    return WholeAnswer(joined(filter(None, parts)), first.sign, first.doubtful, about_network=not first.about)


def say_beside(reader: Reader, joined: Answer, answers: Sequence[Answer]) -> str:
    """Return what stands beside the first clause: what still works; of what works, what is not known of it.

    `answers`: of each messenger alone.
    """
    if joined.first.state is not State.WORKS:
        return say_working(reader, joined)
    rest = [clause for answer in answers for clause in answer.clauses[1:] if clause.state is not State.WORKS]
    if not rest:
        return ""
    worst: Clause = min(rest, key=severity)
    alike = tuple(one for clause in rest if clause.parts == worst.parts for one in clause.about)
    everybody = len(alike) == len(answers)  # else it is named of whom that is so
    return say_clause(reader._replace(here="nowhere"), replace(worst, about=alike), bare=everybody)


def without_readable(joined: Answer, readers: Callable[[str], str]) -> Answer:
    """Return the answer without what works but can be read by a state: that is never named without the caution.

    `readers`: the vocabulary's word for who can read along in a messenger.
    """
    left = [(one, tuple(m for m in one.about if readers(m) != Readers.STATE)) for one in joined.still_works]
    return replace(joined, still_works=tuple(replace(one, about=about) for one, about in left if about))
