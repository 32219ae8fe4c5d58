"""What a person reads in the terminal before the first thing to do: few words, and nothing twice."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import load_wording
from explain.shipped import CATALOGUE, RESOURCES, explain
from gallery.advice import all_advice
from judge.recorded import judged
from lab.report import COMMON
from shown_words import MOST_WORDS, count_words
from spoken import EXAMPLES

COUNTRIES = {"en": "AE", "ru": "RU", "fa": "IR"}
_ROW = re.compile(r"  [✓◑◔✕▽?–!]")
_FIRST = re.compile(r"  \S")


@cache
def report(network: str, language: str) -> str:
    wording, guidance = load_wording(RESOURCES, language), load_guidance(RESOURCES, language)
    situations = load_situations(RESOURCES, language)
    country = COUNTRIES[language]
    words = Explainer(wording, guidance, date(2026, 11, 29), country, "linux", situations, CATALOGUE.messengers)
    return render_check(judged(network), words, colour=False, width=100)


@cache
def risks(language: str) -> frozenset[str]:
    advice, say = all_advice(explain(language, COUNTRIES[language])), explain(language).sentences.say
    return frozenset(line for one in advice for line in (say("report.first", text=one.risk), *one.sightings))


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("network", COMMON)
def test_the_first_thing_to_do_is_near_the_top(network: str, language: str) -> None:
    lines = report(network, language).splitlines()
    first = next(i for i, line in enumerate(lines) if _FIRST.match(line) and not _ROW.match(line))
    assert count_words(" ".join(lines[:first])) <= MOST_WORDS


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("network", COMMON)
def test_no_sentence_is_printed_twice(network: str, language: str) -> None:
    text = "\n".join(line for line in report(network, language).splitlines() if not _ROW.match(line))
    joined = re.sub(r"(?<=\S)\n +(?=\S)", " ", text)
    told = Counter(sentence.strip() for sentence in re.split(r"(?<=[.!?؟])\s+|\n", joined))
    twice = {sentence for sentence, times in told.items() if times > 1 and len(sentence.split()) > 3}
    assert not {
        one for one in twice if one.endswith((".", "!", "?", "؟")) and not any(one in risk for risk in risks(language))
    }
