"""Help in the terminal, and what it says of a command that it cannot understand: in each language, to the last word."""

import re
from pathlib import Path

import pytest

from dialtone.cli import run
from dialtone.commands.arguments import HelpWantedError, make_parser, parse
from dialtone.explain.sentences import Sentences
from dialtone.store.wording_file import load_wording
from explain.word_rules import problems
from gallery.keys import keys_of
from named_rows import named_rows
from spoken import EXAMPLES

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
LANGUAGES = EXAMPLES
COMMANDS = [
    *([name] for name in make_parser(str).names),
    *(["content", action] for action in ("show", "import", "remove", "update", "mirror")),
]
LIBRARY = re.compile(
    "positional arguments|options:|show this help message|usage:|invalid choice|required:|unrecognized|error:"
)
"""What argparse would say by itself."""


def test_no_blank_stands_after_a_chinese_colon(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--help", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("用法：dialtone check")
    assert run(["chek", "--lang", "zh"]) == 2
    assert "。 " not in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_help_is_in_the_language_asked(command: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help", "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    begin = Sentences(load_wording(RESOURCES, language)).say("usage.begin")
    assert out.startswith(f"{begin} dialtone")
    assert not LIBRARY.search(out)
    if language != "en":
        latin = re.sub(r"[A-Za-z0-9]+(?:[-.:/=…]+\w*)+|--?\w[\w-]*|\b[A-Z]+\b", "", out)
        assert not re.search(r"\b(the|this|with|only|otherwise)\b", latin), out


@pytest.mark.parametrize("language", LANGUAGES)
@named_rows(
    ("command", "named"),
    {
        "a command": (["frobnicate"], "COMMAND"),
        "an option": (["check", "--frob"], "--frob"),
        "a value": (["card", "--size", "huge"], "--size"),
        "no value": (["check", "--save"], "--save"),
        "an action": (["content", "eat"], "ACTION"),
        "nothing": (["open"], "FILE"),
        "two that exclude each other": (["server", "element", "a.example", "--forget"], "--forget"),
    },
)
def test_an_unknown_command(command: list[str], named: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, f"--lang={language}"] if language != "ru" else ["--lang", language, *command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert named in err
    assert "--help" in err.splitlines()[-1]
    assert not LIBRARY.search(err)


@named_rows(
    ("command", "near"),
    {
        "a command": (["chekc"], "check"),
        "with more behind it": (["advise", "signal-phone-switch"], "advice"),
        "an action": (["content", "udpate"], "update"),
        "a capital letter": (["Check"], "check"),
        "nothing like it": (["frobnicate"], ""),
        "something else": (["open", "--lang", "list"], ""),
    },
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_command(command: list[str], near: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, *command]) == 2
    sentences = Sentences(load_wording(RESOURCES, language if command[0] != "open" else "en"))
    said = capsys.readouterr().err.splitlines()[-1]
    if near:
        assert sentences.say("usage.near", text=near) in said
    else:
        assert sentences.say("usage.near", text="|").partition("|")[0] not in said


def test_the_language_of_a_refusal_is_the_one_set_where_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["frobnicate", "--lang"]) == 2
    assert "dialtone --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("check", "country", ""),
        ("check", "save", None),
        ("check --save a/b", "save", Path("a/b")),
        ("check", "messengers", []),
        ("try link --for signal --for telegram", "messengers", ["signal", "telegram"]),
        ("card", "size", "wide"),
        ("card --from a", "source", Path("a")),
        ("server element", "host", ""),
        ("content", "action", "show"),
    ],
)
def test_arguments_become_values(words: str, name: str, value: object) -> None:
    assert getattr(parse(words.split()), name) == value


def test_every_sentence_of_the_help_is_asked_for_and_there() -> None:
    asked = {"wrong", "missing", "unknown", "near", "see"}

    def say(key: str) -> str:
        asked.add(key)
        return key

    with pytest.raises(HelpWantedError):
        parse(["--help"], say)
    assert asked == set(keys_of("usage"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_keeps_the_rules_of_all_words(language: str) -> None:
    sentences = Sentences(load_wording(RESOURCES, language))
    longest = 30  # the exit codes are one list
    said = [sentences.say(f"usage.{key}", text="--json", list="en") for key in keys_of("usage")]
    assert not [problem for text in said for problem in problems(text, language, longest=longest)]
