"""Text that strangers choose, in every command that shows it: it drives no terminal and turns no sentence around."""

import logging
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialtone.app.session import Session
from dialtone.app.terminal_words import TroubleLines
from dialtone.cli import run
from dialtone.explain.makers import say_makers
from dialtone.model.computer import InstalledApp
from dialtone.model.maker import AppMaker, LinkHandler, LinkOpener, Maker, Origin, OriginGap, OriginKind
from dialtone.model.untrusted_text import LONGEST, sanitize
from dialtone.store.check_file import load_check
from dialtone.system.linux import Linux
from judge.saved import CHECKS
from ready_session import let_check
from system.recorded import plant
from system.recorded_linux import ENVIRON

DRIVES = "\x1b[E\x1b[8m\x9b31m\r\x07"
TURNS = "\u202e\u2066\u2069\u200f\u061c"
HIDES = "\u200b\u2060\ufeff\u00ad\u2028\u2029\U000e0041"
SAYS = "WhatsApp” … official (safe) from https://evil.example, checked by the police. Made by WhatsApp."
HOSTILE = f"{SAYS}{DRIVES}{TURNS}{HIDES}{SAYS}"
_ODD = st.text(st.sampled_from([*DRIVES, *TURNS, *HIDES, *'\u200c\u200d\udc80\0\n"”»«aяب .']), max_size=120)
_CLEAN = load_check(CHECKS / "clean.json")


def is_tame(text: str, *, ours: str = "") -> bool:
    """Return whether nothing in a text drives a terminal, hides, or turns writing around; `ours` may stand in it."""
    allowed = {*ours, "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"}
    return all(char in allowed or char.isprintable() for char in text)


@settings(max_examples=300)
@given(_ODD)
def test_the_gate_lets_nothing_through(text: str) -> None:
    clean = sanitize(text)
    assert len(clean) <= LONGEST
    assert is_tame(clean)
    assert not set(clean) & set('"“”«»')
    assert sanitize(clean) == clean
    for at, char in enumerate(clean):
        assert char not in "\u200c\u200d" or (clean[at - 1 : at].isalpha() and clean[at + 1 : at + 2].isalpha())


@pytest.mark.parametrize("text", ["Telegram Desktop", "Telegram FZ-LLC", "پیام‌رسان", "Связь 2.0", "微信", "Été"])
def test_names_of_all_writings_stay(text: str) -> None:
    assert sanitize(text) == text


def test_what_is_cleaned_is_not_somebody_else() -> None:
    assert sanitize("Signal\u200b Messenger, LLC") != "Signal Messenger, LLC"
    assert sanitize(f"{'x' * 200}.pdf.exe").endswith(".pdf.exe")


@settings(max_examples=100)
@given(_ODD)
def test_no_noun_holds_such_text(text: str) -> None:
    origin = Origin(OriginKind.AUTHENTICODE, text, OriginGap.UNVERIFIED, shown=text)
    app = AppMaker("whatsapp", text, Maker.OTHER, origin, text, own_program=True)
    handler = LinkHandler("whatsapp", LinkOpener(text, ()).name)
    installed = InstalledApp("whatsapp", text, text)
    held = (origin.publisher, origin.shown, app.app, app.by, handler.program, installed.name, installed.version)
    assert all(is_tame(one) and len(one) <= LONGEST for one in held)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One on which an app, a program for links and a file call themselves as a stranger likes."""
    name = HOSTILE.replace("\r", "").replace("\u2028", "").replace("\u2029", "")
    entry = f"[Desktop Entry]\nName={name}\nExec=zap\nMimeType=x-scheme-handler/whatsapp;\n"
    share = "/usr/share/applications"
    root = plant(
        tmp_path / "root",
        {
            f"{share}/com.rtosta.zapzap.desktop": entry,
            f"{share}/fine.desktop": entry.replace("zap", "fine").replace("whatsapp;", "tg;"),
            f"{share}/mimeinfo.cache": "[MIME Cache]\nx-scheme-handler/tg=fine.desktop;\n",
            "/usr/bin/fine": "",
            "/usr/bin/zap": "",
        },
    )
    system = Linux(root, ENVIRON)
    for place in ("app.session", "commands.messengers"):
        monkeypatch.setattr(f"dialtone.{place}.this_system", lambda: system)

    let_check(monkeypatch, lambda *_: _CLEAN)
    file = tmp_path / f"Signal {DRIVES}{TURNS}{HIDES}"
    file.write_bytes(b"MZ" + bytes(200))
    return file


@pytest.mark.parametrize(
    "command",
    [
        "genuine", "genuine FILE", "list", "check whatsapp", "check WORD", "WORD",
        "check --since FILE", "check whatsapp --save FILE/x", "open FILE --text", "open FILE --again",
        "redact FILE OUT", "export FILE OUT", "card --from FILE", "content mirror WORD", "content import FILE",
        "give FILE", "try WORD", "server element WORD", "advice WORD", "country WORD", "known WORD",
    ],
)  # fmt: skip
def test_no_command_shows_it(command: str, computer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = {"FILE": str(computer), "FILE/x": str(computer / "x"), "WORD": HOSTILE, "OUT": str(tmp_path / "out")}
    run(["--lang", "en", *(words.get(word, word) for word in command.split())])
    said = capsys.readouterr()
    assert is_tame(said.out, ours="\n"), ascii(said.out)
    assert is_tame(said.err, ours="\n"), ascii(said.err)
    if command == "genuine":
        assert "\"WhatsApp' … official (safe) from https" in " ".join(said.out.split())


def test_the_log_in_a_terminal_drives_it_no_more() -> None:
    shown = TroubleLines("en").format(logging.makeLogRecord({"msg": "%s", "args": (HOSTILE,)}))
    assert not [char for char in shown if category(char) == "Cc"], ascii(shown)


def test_no_label_of_the_window_holds_it(computer: Path, tmp_path: Path) -> None:
    session = Session("en")
    words = say_makers(session.explainer.sentences, session.makers, "whatsapp", "WhatsApp")
    shown = [words.row, *words.warnings, *words.lines]
    assert words.warnings
    assert all(is_tame(text) for text in shown), shown
    assert not [text for text in shown if "checked by the police" in text]
