"""A whole check as one answer, and the answer in one line: what the band, the tray and the picture say."""

from collections.abc import Sequence

from dialtone.explain.answer_text import MOST_GROUPS, Reader, say_answer, say_working
from dialtone.explain.answers import answer_about_network, answer_of, join_answers
from dialtone.model.answer import Answer, State
from dialtone.model.explanation import WholeAnswer
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
    if not first.about and reader.here != "window":
        said = sentences.say("answer.subject.elsewhere", first=said)  # its sentence speaks of "this network"
    parts = (when, said, "" if works else say_working(reader, answer))
    return WholeAnswer(" ".join(filter(None, parts)), first.sign, first.doubtful, about_network=not first.about)
