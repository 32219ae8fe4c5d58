"""For the gallery: who can read along, as it is said of any messenger and of those that have words of their own."""

from collections.abc import Iterator
from datetime import date, timedelta

from dialtone.explain.explainer import Explainer
from dialtone.explain.remembered import say_since
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import say_readers_in_short, say_who_reads, with_readers
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer
from dialtone.model.readers import Away, FactSource, LockOut, Readers, WhoReads
from dialtone.model.status_groups import UNTESTABLE_IN_ORDER
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, MessengerStatus
from dialtone.model.wording import OVERRIDES
from gallery.keys import inside
from gallery.working import works_here

_DAY = date(2026, 11, 24)
_SOURCES = (FactSource("Citizen Lab", "", read=True, dated="2020"), FactSource("Meta", "", read=True))
_NAMES = {"signal": "Signal", "wire": "Wire", "threema": "Threema", "line": "LINE", "viber": "Viber", "max": "MAX"}


def every_reader(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    for readers in Readers:
        state = sentences.say("answer.works.now.row.sure")
        said = (
            with_readers(sentences, state, say_readers_in_short(sentences, readers)),
            *_said_of("", "Wire", readers, sentences),
        )
        yield f"who can read: {readers}", said
    for key in sentences.wording.sentences:
        if key.startswith(f"{OVERRIDES}.") and ".who_reads." in key:
            _, messenger, _, answer = key.split(".", 3)
            yield f"who can read: {messenger}", _said_of(messenger, messenger, Readers(answer), sentences)
    yield "what works here", tuple(works_here_lines(sentences))
    yield "help places", tuple(_help(sentences))
    yield "tools with names", tuple(_tools(sentences))
    yield "locked out", tuple(_locked_out(sentences))
    listed = sentences.list_of(["Signal", "Wire"])
    yield "untested", tuple(sentences.say(f"report.untested.{status}", list=listed) for status in UNTESTABLE_IN_ORDER)


def _said_of(messenger: str, name: str, readers: Readers, sentences: Sentences) -> tuple[str, ...]:
    calls = readers if readers in (Readers.NOBODY, Readers.IF_SWITCHED_ON) else None
    about = Messenger(messenger, name, "A", "#2f9e58", readers=WhoReads(readers, _DAY, _SOURCES, calls))
    return (say_who_reads(sentences, about, name),)


def works_here_lines(sentences: Sentences, *, offer: bool = True) -> Iterator[str]:
    state = WhoReads(Readers.STATE, _DAY, _SOURCES)
    explainer = Explainer(
        sentences.wording, (), _DAY, messengers=(Messenger("max", "MAX", "M", "#2f9e58", readers=state),)
    )
    explainer.sentences = sentences  # of a saved check, where they are
    blocked = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED),)
    fails = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, functions=blocked)
    carries = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS),)
    calls = (*carries, FunctionVerdict(Function.CALLS, FunctionStatus.WORKS))
    private = [MessengerVerdict(key, name, MessengerStatus.WORKS, functions=calls) for key, name in _NAMES.items()][:-1]
    private[-1] = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, functions=carries)
    readable = MessengerVerdict("max", "MAX", MessengerStatus.WORKS, functions=carries)
    sure = ((fails, *private, readable), (fails, private[-1]), (fails, readable))
    likely = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, (), Confidence.LIKELY),)
    for verdicts in sure:
        yield works_here(explainer, verdicts)
        probably = [replace(one, functions=likely) for one in verdicts[1:]]
        yield works_here(explainer, (fails, *probably))
    if offer:
        yield sentences.say("works_here.offer", text="dialtone check --all")


def _help(sentences: Sentences) -> Iterator[str]:
    listed = sentences.list_of(["torproject.org", "tor.eff.org"])
    for key in (*HelpAnswer, "sees", "offer", "nothing"):
        yield sentences.say(f"help.{key}", list=listed, text="dialtone check --try-help")
    for key in ("sees_tool", *(f"tool.{one}" for one in HelpAnswer)):
        yield sentences.say(f"help.{key}", text="Tor")


def _tools(sentences: Sentences) -> Iterator[str]:
    month, place = sentences.month(_DAY), inside("VE", sentences)
    for key in ("worked", "failed"):
        yield sentences.say(f"tool.{key}", inside=place, month=month, publisher="OONI")
    yield sentences.say("tool.no_word")


def _locked_out(sentences: Sentences) -> Iterator[str]:
    for away in Away:
        about = Messenger("whatsapp", "WhatsApp", "W", "#2f9e58", lock_outs=(LockOut(away, 14, _DAY, _SOURCES),))
        for days in (10, 20):
            yield say_since(sentences, _DAY, about, _DAY + timedelta(days=days), "WhatsApp")
    day = sentences.date(_DAY)
    yield sentences.say("lock_out.notice", messenger="WhatsApp", date=day, until=day)
