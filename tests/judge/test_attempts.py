"""All observations of one judging, grouped: what grows is grouped anew, and nothing else."""

from dialtone.judge.attempts import AttemptIndex
from judge.factory import Record, https


def test_only_what_there_is_more_of_is_grouped_anew() -> None:
    """A check asks after each step of hundreds of endpoints: all grouped each time, they cost a square."""
    chat, page, record = https("app/chat"), https("app/page"), Record()
    record.well(chat)
    record.well(page)
    index = AttemptIndex(record.observations)
    record.about(page).answers()
    grown = index.up_to(record.observations)
    assert grown.attempts_at(chat) is index.attempts_at(chat)
    assert (len(index.attempts_at(page)), len(grown.attempts_at(page))) == (1, 2)
    assert grown.up_to(record.observations) is grown
