"""Who made an app, in words: the answer, the reasons for it, and the note in a messenger's row."""

from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.maker import VOLUNTEERS, AppMaker, LinkHandler, Maker, MakersOfApps, OriginGap, OriginKind


class MakerWords(Frozen):
    """The text about the apps of one messenger."""

    row: str = ""
    """The note at the top of its row; empty if every app is the messenger's own, or nobody can tell."""
    warnings: tuple[str, ...] = ()
    """What must be known first: a third party's app, an unknown program that opens links, a modified file."""
    lines: tuple[str, ...] = ()
    """One line for each app that needs no warning: the answer and its reasons."""


def say_makers(sentences: Sentences, makers: MakersOfApps, messenger: str, name: str) -> MakerWords:
    """Return the text about the apps of a messenger and the program that opens its links. `name`: the messenger's."""
    notes: list[str] = []
    warnings: list[str] = []
    lines: list[str] = []
    for app in makers.apps:
        if app.messenger != messenger:
            continue
        line = sentences.say("maker.line", app=app.app, text=say_app_maker(sentences, app, name))
        # A third party's program, or one modified after it was signed, must be known first.
        if app.own_program or app.origin.gap is OriginGap.CHANGED:
            warnings.append(line)
        else:
            lines.append(line)
        if app.own_program:
            notes.append(sentences.say("maker.row", by=app.app, messenger=name))
    for handler in makers.foreign_handlers:
        if handler.messenger == messenger:
            notes.append(sentences.say("maker.row_handler", program=handler.program))
            warnings.append(say_handler(sentences, handler, name))
    return MakerWords(next(iter(notes), ""), tuple(warnings), tuple(lines))


def say_handler(sentences: Sentences, handler: LinkHandler, name: str) -> str:
    """Return the warning about an unknown program that opens a messenger's links."""
    warning = sentences.say("maker.handler", program=handler.program, messenger=name)
    return join_texts((warning, sentences.say("maker.handler_do")))


def say_app_maker(sentences: Sentences, app: AppMaker, name: str) -> str:
    """Return who made an app and how that is known. `name`: its messenger's; empty for a file of no messenger."""
    if app.maker is Maker.MESSENGER:
        key = "made_by_messenger"
    elif app.maker is Maker.UNKNOWN:
        key = "could_not_tell"
    elif app.own_program:
        key = "made_by_itself" if app.by == app.app else "made_by_other"
    else:
        key = "packed_volunteers" if app.by == VOLUNTEERS else "packed"
    answer = sentences.say(f"maker.{key}", messenger=name, by=app.by)
    return join_texts((answer, *_say_reasons(sentences, app, name)))


def say_file_maker(sentences: Sentences, app: AppMaker) -> tuple[str, ...]:
    """Return who made a file, and where to get messengers from if that is unknown, a sentence each."""
    if app.maker is not Maker.UNKNOWN:
        return (say_app_maker(sentences, app, sentences.name_of(app.messenger)),)
    unknown = join_texts((sentences.say("maker.file_could_not_tell"), *_say_reasons(sentences, app, "")))
    return (unknown, sentences.say("maker.file_advice"))


def _say_reasons(sentences: Sentences, app: AppMaker, name: str) -> tuple[str, ...]:
    """Return how the maker of an app is known, or why it is not; texts may be empty."""
    origin = app.origin
    place = origin.publisher or origin.shown
    if app.own_program:
        return (sentences.say("maker.others_read"),)
    if app.maker is Maker.OTHER:
        proof = sentences.say("maker_how.distribution", place=place) if origin.kind is OriginKind.DISTRIBUTION else ""
        return (proof, sentences.say("maker.packed_from", messenger=name))
    if app.maker is Maker.MESSENGER:
        return (sentences.say(f"maker_how.{origin.kind}", messenger=name, place=place),)
    expected = ""
    if name and app.expected and origin.kind is OriginKind.AUTHENTICODE:  # on Windows a person can compare the signer
        expected = sentences.say("maker.expected", messenger=name, list=sentences.list_of(app.expected))
    return (_say_gap(sentences, app, name, place), expected)


def _say_gap(sentences: Sentences, app: AppMaker, name: str, place: str) -> str:
    """Return why it cannot be told who made an app; a file, without a `name`, belongs to no known messenger."""
    gap = app.origin.gap
    if gap is OriginGap.UNKNOWN_ROOT and not place:
        return sentences.say("maker.unknown_root_nameless")
    if gap is not OriginGap.NONE:
        return sentences.say(f"maker_gap.{gap}", place=place)
    if not name or app.origin.kind is not OriginKind.AUTHENTICODE:
        key = "maker.unknown_signer_file" if place and not name else "maker_gap.other_source"
        return sentences.say(key, place=place)
    return sentences.say("maker.unknown_signer", place=place, messenger=name)
