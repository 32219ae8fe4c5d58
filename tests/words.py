"""Every sentence Dialtone can say, for somebody who knows the language to read: `./dev words --lang ru`."""

import argparse

from dialtone.app.session import Session
from dialtone.model.wording import OVERRIDES
from gallery.verdicts import gallery


def main() -> None:
    """Print the gallery in one language; of further messengers, only what is said of them in other words."""
    parser = argparse.ArgumentParser(prog="./dev words", description=__doc__)
    parser.add_argument("--lang", default="", metavar="LANGUAGE")
    parser.add_argument("messengers", nargs="*", metavar="MESSENGER")
    options = parser.parse_args()
    program = Session(options.lang)
    said: set[str] = set()
    first = ""
    for messenger in program.choose(options.messengers or ["whatsapp", *with_own_words(program)]):
        name = program.names[messenger.id]
        first = first or name
        title = ""
        for line in gallery(program.explainer, messenger.id, name).splitlines():
            same = line.replace(name, first)
            if not line.startswith(" "):
                title = line
            elif same not in said:
                print("\n".join(part for part in (title, line) if part))
                title = ""
            said.add(same)


def with_own_words(program: Session) -> list[str]:
    """The messengers of which something is said differently."""
    keys = program.explainer.sentences.wording.sentences
    return sorted({key.split(".")[1] for key in keys if key.startswith(f"{OVERRIDES}.")})


if __name__ == "__main__":
    main()
