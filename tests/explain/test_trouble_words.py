"""What cannot be done is told in each language; what the system said of it stands after it, where that is shown."""

import errno
import logging
from pathlib import Path

import pytest

from dialtone.app.terminal_words import TroubleLines, describe_problem, load_sentences
from dialtone.cli import run
from dialtone.explain.sentences import Sentences
from dialtone.explain.trouble_words import say_in_full, say_trouble
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.check_file import decode_check
from dialtone.store.wording_file import load_wording
from explain.word_rules import problems
from resources_copy import copy_resources
from spoken import ALL, EXAMPLES, RESOURCES

PLACE = "check.dialtone"


@pytest.fixture(params=EXAMPLES)
def sentences(request: pytest.FixtureRequest) -> Sentences:
    return Sentences(load_wording(RESOURCES, request.param))


@pytest.mark.parametrize("kind", TroubleKind)
def test_every_trouble_has_a_sentence_of_its_own(kind: TroubleKind, sentences: Sentences) -> None:
    said = say_trouble(sentences, TroubleError(kind, PLACE, "Permission denied"))
    assert said
    assert "Permission denied" not in said
    assert list(problems(said, sentences.language)) == []
    in_full = say_in_full(sentences, TroubleError(kind, PLACE, "Permission denied"))
    assert in_full.startswith(said)
    assert "Permission denied" in in_full


def test_no_two_troubles_are_told_alike(sentences: Sentences) -> None:
    said = [say_trouble(sentences, TroubleError(kind, PLACE)) for kind in TroubleKind]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, TroubleKind.MISSING),
        (errno.EACCES, TroubleKind.NOT_ALLOWED),
        (errno.EROFS, TroubleKind.NOT_ALLOWED),
        (errno.ENOSPC, TroubleKind.DISK_FULL),
        (errno.EDQUOT, TroubleKind.DISK_FULL),
        (errno.EIO, TroubleKind.NOT_WRITTEN),
    ],
)
def test_what_the_system_refused(number: int, kind: TroubleKind) -> None:
    assert kind_of(OSError(number, "said in English"), TroubleKind.NOT_WRITTEN) is kind


def test_a_problem_of_the_system_is_told_by_its_number_and_one_of_ours_as_such(sentences: Sentences) -> None:
    def said(kind: TroubleKind, place: str = "") -> str:
        return say_trouble(sentences, TroubleError(kind, place))

    assert say_trouble(sentences, OSError(errno.ENOSPC, "no space", PLACE)) == said(TroubleKind.DISK_FULL, PLACE)
    assert say_trouble(sentences, OSError(errno.EIO, "broken")) == said(TroubleKind.OUTPUT_LOST)
    assert say_trouble(sentences, ValueError("whatsapp.toml: name: it is empty")) == said(TroubleKind.OWN_FILES)


@pytest.mark.parametrize("kind", [TroubleKind.DISK_FULL, TroubleKind.NOT_ALLOWED])
def test_what_cannot_be_stored_is_told_without_names_of_folders(sentences: Sentences, kind: TroubleKind) -> None:
    said = say_trouble(sentences, TroubleError(kind, "/home/maria/.local/share/dialtone/history.sqlite3"))
    assert "history.sqlite3" in said
    assert "maria" not in said


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"nonsense", TroubleKind.NOT_A_CHECK),
        (b'{"format": 1}', TroubleKind.NOT_A_CHECK),
        (b'{"format": "dialtone-history/1"}', TroubleKind.NOT_A_CHECK),
        (b'{"format": "dialtone-check/2"}', TroubleKind.CHECK_NEWER),
        (b'{"format": "dialtone-check/1"}', TroubleKind.CHECK_DAMAGED),
    ],
)
def test_what_a_file_is_that_is_no_check(data: bytes, kind: TroubleKind) -> None:
    with pytest.raises(TroubleError) as caught:
        decode_check(data)
    assert caught.value.kind is kind


def test_the_terminal_says_it_in_the_language_that_was_asked_for() -> None:
    trouble = TroubleError(TroubleKind.UPDATE_EXPIRED)
    assert describe_problem(trouble, "ru") == "Срок этого обновления истёк. Возьмите более новое."
    assert load_sentences("tlh").language in ALL
    record = logging.LogRecord("", logging.WARNING, "", 0, trouble, None, None)
    assert TroubleLines("ru").format(record) == "dialtone: Срок этого обновления истёк. Возьмите более новое."
    plain = logging.LogRecord("", logging.WARNING, "", 0, "as %s", ("it is",), None)
    assert TroubleLines("ru").format(plain) == "dialtone: as it is"


def test_without_sentences_the_line_of_the_log_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "languages" / "en").mkdir(parents=True)
    (tmp_path / "languages" / "en" / "language.toml").touch()
    monkeypatch.setattr("dialtone.app.terminal_words.resources", lambda: tmp_path)
    assert describe_problem(TroubleError(TroubleKind.OWN_FILES, detail="card.toml"), "en") == "own files: card.toml"


def test_where_those_of_a_language_cannot_be_read_english_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_resources(tmp_path, "wording", languages=("en", "ru"))
    (folder / "languages" / "ru" / "wording" / "troubles.toml").write_text("half a", "utf-8")
    monkeypatch.setattr("dialtone.app.terminal_words.resources", lambda: folder)
    trouble = TroubleError(TroubleKind.UPDATE_EXPIRED)
    assert describe_problem(trouble, "ru") == describe_problem(trouble, "en") != str(trouble)
    assert run(["--help", "--lang", "ru"]) == 0
    assert capsys.readouterr().out.startswith("Usage: dialtone")
