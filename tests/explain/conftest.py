"""The real words of every language: what people read is what is tested."""

from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_way_order
from dialtone.store.wording_file import load_wording
from spoken import EXAMPLES, RESOURCES


def _explainer(language: str, *, advises: bool = True) -> Explainer:
    words, guidance = load_wording(RESOURCES, language), load_guidance(RESOURCES, language) if advises else ()
    return Explainer(words, guidance, date(2026, 11, 24), "RU", "linux", order=load_way_order(RESOURCES))


@pytest.fixture(scope="session", params=EXAMPLES)
def explainer(request: pytest.FixtureRequest) -> Explainer:
    return _explainer(request.param)


@pytest.fixture(scope="session")
def without_advice(explainer: Explainer) -> Explainer:
    """The same words without advice, which takes most of the time: for thousands of pages whose advice nobody reads."""
    return _explainer(explainer.sentences.language, advises=False)


@pytest.fixture(scope="session")
def english() -> Explainer:
    return _explainer("en")


@pytest.fixture(scope="session")
def russian() -> Explainer:
    return _explainer("ru")


@pytest.fixture(scope="session")
def persian() -> Explainer:
    return _explainer("fa")
