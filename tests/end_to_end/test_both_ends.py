"""Two networks, two Dialtones: a line goes from one to the other as text and as a picture, and twenty to a group."""

from pathlib import Path

import pytest

from dialtone.store.check_file import load_check
from end_to_end.conftest import PROGRAM, InLab, Program

pytestmark = pytest.mark.lab

HERE, THERE = "whatsapp-dns-nxdomain", "telegram-mtproto-dpi"
SIGNAL_TOO = {
    "en": "Your friend's line says that Signal{} works there too.",
    "ru": "В строке собеседника сказано: Signal у него{} тоже работает.",
    "fa": "متن دوستتان می‌گوید که سیگنال آنجا هم{} کار می‌کند.",
}
DOUBT = {"en": " probably", "ru": ", похоже,", "fa": " احتمالاً"}
"""Said where a line has `signal+?`: a check was not sure, as on a busy computer."""


def plain(text: str) -> str:
    return " ".join("".join(char for char in text if char not in "\u2066\u2067\u2068\u2069\u200e\u200f").split())


def test_both_ends_say_what_works_at_both(in_lab: InLab, program: Program, tmp_path: Path) -> None:
    checks, lines, pictures = {}, {}, {}
    for network in (HERE, THERE):
        checks[network] = tmp_path / f"{network}.dialtone"
        wanted = ("whatsapp", "telegram", "signal", "--save", str(checks[network]))
        assert in_lab(network, [str(PROGRAM), "check", *wanted]).exit_code == 1
        lines[network] = program("line", "--from", str(checks[network])).stdout.strip()
        pictures[network] = tmp_path / f"{network}.png"
        told = program("card", "--from", str(checks[network]), "--line", "--out", str(pictures[network]))
        assert told.exit_code == 0, told.stderr
    sure = {network: "signal+ " in line for network, line in lines.items()}
    doubt = {language: "" if all(sure.values()) else DOUBT[language] for language in SIGNAL_TOO}
    said_too = {language: text.format(doubt[language]) for language, text in SIGNAL_TOO.items()}
    for language, sentence in said_too.items():
        asked = ("compare", "--lang", language, "--own", str(checks[HERE]), f"Here: {lines[THERE]}.")
        assert plain(program(*asked).stdout).startswith(sentence)
    for mine, theirs, not_here, not_there in (
        (HERE, THERE, "WhatsApp", "Telegram"),
        (THERE, HERE, "Telegram", "WhatsApp"),
    ):
        said = program("compare", "--lang", "en", "--own", str(checks[mine]), str(pictures[theirs])).stdout
        assert said.startswith(said_too["en"])
        rows = {line.split()[1]: line for line in said.splitlines() if line.startswith("  ")}
        assert rows[not_here].endswith("ot for you")
        assert rows[not_there].endswith("ot for your friend")
    twenty = [lines[HERE]] * 18 + [lines[THERE]] * 2
    (tmp_path / "chat.txt").write_text("\n".join(f"{n}: {line}" for n, line in enumerate(twenty)), encoding="utf-8")
    counted = program("compare", "--lang", "en", "--own", str(checks[HERE]), str(tmp_path / "chat.txt")).stdout
    whatsapp = load_check(checks[HERE]).messenger("whatsapp")
    assert whatsapp is not None
    blocked = "blocked" if whatsapp.confidence == "sure" else "probably blocked"
    assert f"WhatsApp: {blocked} for 18 of 20" in plain(counted)
    here, there = ("works" if sure[network] else "probably works" for network in (HERE, THERE))
    counts = f"{here} for 20 of 20." if here == there else f"{here} for 18 of 20 and {there} for 2."
    assert f"Signal: {counts}" in plain(counted)
