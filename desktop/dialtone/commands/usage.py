"""The terminal's output for help, or for arguments that cannot be parsed."""

import argparse
from collections.abc import Sequence
from functools import partial

from dialtone.app.terminal_words import describe_problem, find_nearest, limit_logging, load_sentences
from dialtone.commands import BAD_USAGE, DONE
from dialtone.commands.arguments import ACTION, COMMAND, HelpWantedError, UsageError, parse
from dialtone.commands.terminal import print_aside, print_text, report_error, report_output_error
from dialtone.explain.joining import join_texts, with_space_after
from dialtone.explain.sentences import Sentences
from dialtone.model.untrusted_text import sanitize
from dialtone.store.data_folders import resources
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_offered


def show_usage(arguments: Sequence[str]) -> int:
    """Print the help, or what is wrong with the arguments, in the language they name; return the exit code.

    Only called after `parse` has refused the arguments. It refuses them again, now with sentences in its exceptions.
    """
    language = _find_language(arguments)
    limit_logging(language)
    try:
        sentences = load_sentences(language)
        codes = ", ".join(offered.code for offered in list_offered(resources()))
    except ResourceError as error:
        return report_error(describe_problem(error, language))
    try:
        parse(arguments, partial(_say_usage, sentences, codes))
    except HelpWantedError as help_text:
        return _print_help(str(help_text), language)
    except UsageError as error:
        print_aside(f"{error.synopsis}\ndialtone: {_say_error(sentences, error, arguments)}")
        return BAD_USAGE
    raise AssertionError("arguments that were refused at first are accepted now")


def _say_usage(sentences: Sentences, codes: str, key: str) -> str:
    """Return a sentence for argparse, in which a percent sign is doubled. `codes`: the languages that exist."""
    text = sentences.say(f"usage.{key}", list=codes).replace("%", "%%")
    return with_space_after(text) if key == "begin" else text  # the synopsis follows on the same line


def _print_help(text: str, language: str) -> int:
    try:
        print_text(text)
    except OSError as problem:
        return report_output_error(problem, language)
    return DONE


def _say_error(sentences: Sentences, error: UsageError, arguments: Sequence[str]) -> str:
    """Return sentences about an error: the reason, a similar command, and how to get help."""
    reason = sentences.say(f"usage.{error.reason}", text=sanitize(error.argument))
    similar = find_nearest(_find_command_word(error, arguments), {name: name for name in error.names})
    suggestion = sentences.say("usage.near", text=similar) if similar else ""
    more = sentences.say("usage.see", text=f"{error.command} --help")
    return join_texts((reason, suggestion, more))


def _find_command_word(error: UsageError, arguments: Sequence[str]) -> str:
    """Return the word in the place of a command; empty without one, and if the error is about something else."""
    if error.argument not in (COMMAND, ACTION):
        return ""
    previous_words = ("", *arguments)
    words = [
        word
        for previous, word in zip(previous_words, arguments, strict=False)
        if previous != "--lang" and not word.startswith("-")
    ]
    position = error.command.count(" ")  # after `dialtone content` the word is the second one
    return words[position] if position < len(words) else ""


def _find_language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments name, even if they cannot be parsed; empty without one."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", nargs="?")
    return parser.parse_known_args(arguments)[0].lang or ""
