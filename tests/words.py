"""Every sentence Dialtone can say, with where it is shown, for a native speaker: `./dev words --lang ru`.

`--missing ru` lists what the language does not say yet, with the English text: what is seen most comes first.
`--forms eo` prints the plurals, lists and dates of a language by the Unicode CLDR, for its `language.toml`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import rtoml

from dialtone.app.session import Session
from dialtone.model.wording import IN_ENGLISH, OVERRIDES, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.toml_file import ResourceError
from explain.cldr_forms import forms_of
from gallery.verdicts import gallery
from language_texts import HEADINGS, SAFETY, count_percent, read_all_texts

RESOURCES = Path(__file__).parents[1] / "resources"
_LABELS = "labels.ts"
_WRITTEN = "ru"
"""English labels stand in the code; every file of another language has them as the source."""
Missing = tuple[str, str]
"""What is missing, and how English says it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev words", description=__doc__)
    parser.add_argument("--lang", default="", metavar="LANGUAGE")
    parser.add_argument("--missing", default="", metavar="LANGUAGE", help="what the language does not say yet")
    parser.add_argument("--forms", default="", metavar="LOCALE", help="the plurals, lists and dates of a language")
    parser.add_argument("messengers", nargs="*", metavar="MESSENGER")
    options = parser.parse_args()
    if options.missing:
        try:
            print_missing(RESOURCES, options.missing)
        except ResourceError as problem:
            parser.error(str(problem))
    elif options.forms:
        forms = forms_of(options.forms)
        print(rtoml.dumps({"forms": {name: getattr(forms, name) for name in forms.__struct_fields__}}))
    else:
        print_all(Session(options.lang), options.messengers)


def print_all(program: Session, messengers: list[str]) -> None:
    """Print what is said of some messengers, then the labels of the window."""
    said: set[str] = set()
    first = ""
    for messenger in program.choose_messengers(messengers or ["whatsapp", *with_own_words(program)]):
        name = program.names[messenger.id]
        first = first or name
        title = ""
        for line in gallery(program.explainer, messenger.id, name, places=True).splitlines():
            same = line.replace(name, first)
            if not line.startswith(" "):
                title = line
            elif same not in said:
                print("\n".join(part for part in (title, line) if part))
                title = ""
            said.add(same)
    print("labels of the window")
    for context, source, told in labels(RESOURCES, program.language):
        print(f"    {told or IN_ENGLISH + source}  [window, {context}]")


def with_own_words(program: Session) -> list[str]:
    """The messengers of which something is said differently."""
    keys = program.explainer.sentences.wording.sentences
    return sorted({key.split(".")[1] for key in keys if key.startswith(f"{OVERRIDES}.")})


def labels(folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Each label of the window: the part of the window, the English, and the language's own where there is one."""
    own = {} if language == SOURCE else dict(_translated(folder / LANGUAGES / language / _LABELS))
    for (context, source), _ in _translated(folder / LANGUAGES / _WRITTEN / _LABELS):
        yield context, source, source if language == SOURCE else own.get((context, source), "")


def _translated(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for context in ET.parse(path).getroot().iter("context") if path.is_file() else ():  # noqa: S314 - our own file
        for message in context.iter("message"):
            told = message.find("translation")
            forms = [] if told is None else [form.text or "" for form in told.iter("numerusform")] or [told.text or ""]
            yield (context.findtext("name") or "", message.findtext("source") or ""), " · ".join(filter(None, forms))


def print_missing(folder: Path, language: str) -> None:
    """Print what a language lacks, under the headings of `missing`, and whether it may be offered."""
    for heading, found in missing(folder, language).items():
        if found:
            print(f"{heading} ({len(found)})")
            print("\n".join(f"    {key} = {text}" for key, text in found))
    percent = count_percent(folder, language)
    lacking = f"not to be offered: something of {', '.join(SAFETY)} is missing"
    print(f"for language.toml: percent = {percent}" if percent else lacking)


def missing(folder: Path, language: str) -> dict[str, list[Missing]]:
    """Return what a language lacks, what is seen most first. Raises `ResourceError` where a file is malformed."""
    lacking = [one for one in read_all_texts(folder, language) if one.missing]
    found = {heading: sorted((one.key, one.text) for one in lacking if one.heading == heading) for heading in HEADINGS}
    found["labels"] = [(context, source) for context, source, told in labels(folder, language) if not told]
    return found


if __name__ == "__main__":
    main()
