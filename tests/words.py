"""Every sentence Dialtone can say, for somebody who knows the language to read: `./dev words --lang ru`."""

import argparse

from dialtone.explain.gallery import gallery
from dialtone.program import Program


def main() -> None:
    """Print the gallery in one language, for each messenger asked for."""
    parser = argparse.ArgumentParser(prog="./dev words", description=__doc__)
    parser.add_argument("--lang", default="", metavar="LANGUAGE")
    parser.add_argument("messengers", nargs="*", metavar="MESSENGER", default=["whatsapp"])
    options = parser.parse_args()
    program = Program(options.lang)
    for messenger in program.choose(options.messengers):
        print(gallery(program.explainer, messenger.id, program.names[messenger.id]))


if __name__ == "__main__":
    main()
