"""The terminal's output for help, or for a command that cannot be parsed."""

import sys
from collections.abc import Sequence

from dialtone.app.terminal_words import load_sentences
from dialtone.commands.arguments import ACTION, COMMAND, HelpWantedError, UsageError, parse
from dialtone.commands.terminal import print_text, report_output_error
from dialtone.explain.joining import join_texts
from dialtone.model.near_name import find_nearest
from dialtone.model.untrusted_text import sanitize
from dialtone.store.data_folders import resources
from dialtone.store.language_progress import list_offered

HELPED, BAD_USAGE = 0, 2


def show_usage(arguments: Sequence[str]) -> int:
    """Parse the arguments once more, and print the help or the error in the language they name."""
    sentences = load_sentences(_find_language(arguments))

    codes = ", ".join(language.code for language in list_offered(resources()))

    def say(key: str) -> str:
        text = sentences.say(f"usage.{key}", list=codes).replace("%", "%%")  # argparse would interpret it
        return join_texts((text, "_"))[:-1] if key == "begin" else text  # the command follows it

    try:
        parse(arguments, say)
    except HelpWantedError as help_text:
        try:
            print_text(str(help_text))
        except OSError as problem:
            return report_output_error(problem, _find_language(arguments))
        return HELPED
    except UsageError as error:
        reason = sentences.say(f"usage.{error.reason}", text=sanitize(error.concerns))
        similar = find_nearest(_find_command_word(error, arguments), {name: name for name in error.names})
        suggestion = sentences.say("usage.near", text=similar) if similar else ""
        more = sentences.say("usage.see", text=f"{error.command} --help")
        sys.stderr.write(f"{error.synopsis}\ndialtone: {join_texts((reason, suggestion, more))}\n")
    return BAD_USAGE


def _find_command_word(error: UsageError, arguments: Sequence[str]) -> str:
    """Return the word in the place of a command; empty if the error is about something else."""
    if error.concerns not in (COMMAND, ACTION):
        return ""
    after_language = (before == "--lang" for before in ["", *arguments])
    words = [word for word, skip in zip(arguments, after_language, strict=False) if not (skip or word.startswith("-"))]
    return "".join(words[error.command.count(" ") :][:1])


def _find_language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments name, even if the rest of them cannot be parsed."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""
