"""The page in a folder that is given on says how each package begins, proves nothing, and runs nothing."""

from html import escape
from html.parser import HTMLParser

import pytest

from dialtone.explain.given_page import make_given_page, say_given_copy
from dialtone.explain.sentences import Sentences
from dialtone.model.packages import Advice, GivenCopy, GivenFile, Provenance
from dialtone.store.wording_file import load_wording
from spoken import EXAMPLES, RESOURCES

SETUP, IMAGE = (
    GivenFile("dialtone-0.1.0-windows-setup.exe"),
    GivenFile("Dialtone-0.1.0-x86_64.AppImage", Provenance.OWN),
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)


@pytest.fixture(params=EXAMPLES)
def sentences(request: pytest.FixtureRequest) -> Sentences:
    return Sentences(load_wording(RESOURCES, request.param))


def _page(sentences: Sentences, *files: GivenFile, advice: Advice = Advice.GIVEN, home: str = "") -> str:
    copy = GivenCopy("0.1.0", files, advice, "dialtone-advice.zip" if advice is Advice.GIVEN else "")
    return make_given_page(copy, sentences, "Example Ltd", home)


def test_the_page_runs_nothing_and_loads_nothing(sentences: Sentences) -> None:
    page = _page(sentences, SETUP, IMAGE)
    tags = _Tags()
    tags.feed(page)
    assert set(tags.tags) == {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ol", "li"}
    assert "http" not in page
    assert tags.attributes["dir"] == ("rtl" if sentences.language == "fa" else "ltr")


def test_the_page_holds_every_file_and_that_nothing_in_the_folder_proves_itself(sentences: Sentences) -> None:
    page = _page(sentences, SETUP, IMAGE)
    assert SETUP.name in page
    assert IMAGE.name in page
    assert "dialtone-advice.zip" in page
    assert escape(sentences.say("given.proves_nothing")) in page


def test_who_signs_is_named_for_windows_alone(sentences: Sentences) -> None:
    assert "Example Ltd" in _page(sentences, SETUP)
    assert "Example Ltd" not in _page(sentences, IMAGE)


def test_the_publishers_page_is_named_where_there_is_one(sentences: Sentences) -> None:
    assert "https://example.org/" in _page(sentences, SETUP, home="https://example.org/")


@pytest.mark.parametrize("advice", sorted(set(Advice) - {Advice.GIVEN}))
def test_without_advice_nothing_is_said_of_taking_it_in(advice: Advice, sentences: Sentences) -> None:
    assert escape(sentences.say("given.take_in")) not in _page(sentences, SETUP, advice=advice)


def test_the_giver_is_told_what_nobody_could_look_at(sentences: Sentences) -> None:
    told = say_given_copy(GivenCopy("0.1.0", (IMAGE, SETUP), Advice.LEFT_OUT), sentences, "Dialtone-0.1.0")
    assert sentences.say("given.unknown", text=SETUP.name) in told
    assert sentences.say("given.advice.left_out") in told
    assert sentences.say("given.no_program") not in told


def test_a_name_cannot_write_into_the_page(sentences: Sentences) -> None:
    page = _page(sentences, GivenFile("dialtone-<script>alert(1)</script>.deb"))
    assert "<script>" not in page
