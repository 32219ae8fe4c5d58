"""English has each sentence that can be asked for: those that the code names, and one for each word."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import dialtone
from dialtone.model.answer import State
from dialtone.model.check import OutsideOutcome
from dialtone.model.help_place import HelpAnswer
from dialtone.model.maker import OriginGap, OriginKind
from dialtone.model.packages import Advice, Opening
from dialtone.model.proxy import ProxyKind, ProxyOutcome
from dialtone.model.proxy_link import LinkFault
from dialtone.model.readers import Away, Readers
from dialtone.model.result_line import EndState, LineFault
from dialtone.model.situation import SituationKind
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.trouble import TroubleKind
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)
from dialtone.model.way import Needs
from gallery.keys import english, keys_of

NOT_FOR_ONE_MESSENGER = {ProxyOutcome.PARTLY}
NEEDS_NO_WORDS = {SituationKind.OPEN, SituationKind.ALLOWED, SituationKind.PUNISHED}
FOR_EACH: list[tuple[str, Iterable[str]]] = [
    ("summary", MessengerStatus),
    ("saw", EvidenceKind),
    ("saw_cause", Cause),
    ("means", Cause),
    ("can_do", set(Cause) - set(keys_of("instead")) - set(keys_of("write"))),
    ("function_sentence", set(FunctionStatus) - {FunctionStatus.NOT_TESTED}),
    ("label", Function),
    ("answer.part", Function),
    ("answer.part_number", Function),
    ("answer.network", (f"{one}.now.sure" for one in {*NetworkStatus, *NetworkDetail} - {NetworkDetail.IPV6_GONE})),
    ("network_can_do", {*NetworkStatus, *NetworkDetail} - {NetworkDetail.IPV6_GONE}),
    ("network_flag", NetworkFlag),
    ("mark", Readers),
    ("who_reads", Readers),
    ("outside", set(OutsideOutcome) - {OutsideOutcome.ANSWERED}),
    ("step", Step),
    ("failure", Failure),
    ("detail", Variant),
    ("known.alone", set(SituationKind) - NEEDS_NO_WORDS),
    ("known.alone_past", set(SituationKind) - NEEDS_NO_WORDS),
    ("country.what", SituationKind),
    ("lock_out", Away),
    ("lock_out.past", Away),
    ("history.state", WORST_FIRST),
    *((f"since.{change}", (*Function, "many")) for change in ("now", "still", "lost")),
    ("proxy_kind", ProxyKind),
    ("proxy_sees", ProxyKind),
    ("proxy_limits", ProxyKind),
    ("proxy_outcome", ProxyOutcome),
    ("proxy_means", set(ProxyOutcome) - NOT_FOR_ONE_MESSENGER - {ProxyOutcome.NETWORK_UNUSABLE}),
    ("proxy_can_do", set(ProxyOutcome) - NOT_FOR_ONE_MESSENGER),
    ("proxy_link", LinkFault),
    ("trouble", TroubleKind),
    ("maker_how", set(OriginKind) - {OriginKind.NONE}),
    ("maker_gap", set(OriginGap) - {OriginGap.NONE}),
    ("help", HelpAnswer),
    ("help.tool", HelpAnswer),
    ("given.advice", Advice),
    ("given_steps", Opening),
    ("end_says", (f"{state}.{sure}" for state in set(EndState) - {EndState.UNKNOWN} for sure in Confidence)),
    ("only_me_for", (f"{state}.{sure}" for state in set(EndState) - {EndState.UNKNOWN} for sure in Confidence)),
    ("code_fault", LineFault),
    ("ways.needs", set(Needs) - {Needs.NOTHING}),
]


@pytest.mark.parametrize(("family", "words"), FOR_EACH, ids=[family for family, _ in FOR_EACH])
def test_each_word_of_the_vocabulary_has_its_sentence(family: str, words: Iterable[str]) -> None:
    assert not {str(word) for word in words} - set(keys_of(family))


def test_each_state_has_its_plainest_forms_in_both_tenses() -> None:
    certainties = {state: tuple(Confidence) for state in State} | {
        State.BLOCKED: (Confidence.SURE, Confidence.LIKELY),  # what is not even likely is not called blocked
        State.UNEVEN: (Confidence.SURE,),
        State.UNKNOWN: (Confidence.SURE,),
        State.UNTESTED: (Confidence.SURE,),
    }
    needed = {
        f"{state}.{tense}.{form}.{certainty}"
        for state in State
        for tense in ("now", "past")
        for form in ("row", "tag", "one")
        for certainty in certainties[state]
    }
    assert not needed - set(keys_of("answer"))


def test_each_sentence_that_the_code_names_is_there() -> None:
    there = english().sentences.keys() | english().lines.keys()
    families = {key.partition(".")[0] for key in there} - {"answer", "language"}
    said = re.compile(rf'(?:say|lines|say_counted)\(\s*(?:\w+, )?"((?:{"|".join(sorted(families))})\.[a-z_.]+)"')
    found = set(said.findall(_code()))
    assert len(found) > 150
    counted = {key.removesuffix(".other") for key in there}
    assert not found - there - counted


@pytest.mark.parametrize("family", ["cli", "host"])
def test_the_code_names_each_sentence_that_the_gallery_lists_by_its_key(family: str) -> None:
    code = _code()
    begun = tuple(re.findall(rf'"{family}\.([a-z_]+)\{{', code))  # completed by a word
    named = set(re.findall(rf'"(?:{family}\.)?([a-z_]+)"', code))
    assert not {key for key in keys_of(family) if key not in named and not key.startswith(begun)}


def _code() -> str:
    """Return the program's code, but not its arguments: their sentences are held by `test_usage.py`."""
    files = (path for path in Path(dialtone.__file__).parent.rglob("*.py") if path.name != "arguments.py")
    return "".join(path.read_text("utf-8") for path in files)
