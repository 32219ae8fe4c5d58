"""What a person reads on recorded networks: the report as text, and the picture that is passed on."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from dialtone.app.session import Session
from dialtone.commands.save_card import save_picture
from dialtone.explain.text_report import render_check
from dialtone.judge.rejudge import judge_again
from judge.recorded import recorded_checks

COMMON = (
    *("whatsapp-dns-nxdomain", "russia-2026", "iran-2026", "emirates-2026", "china-2026", "outage-signal-503"),
    *("captive-portal", "woke-up-no-route", "mitm-everything-untrusted", "vpn-dead", "whitelist-mode", "clock-behind"),
)
"""The twelve whose words are counted (`tests/explain/test_text_report.py`)."""


def make_reports(
    language: str, country: str, networks: Sequence[str] = COMMON, pictures: Path | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each network with its report by today's rules. `pictures`: the folder that receives `NETWORK.png`."""
    session = Session(language, country)
    for name, check in recorded_checks():
        if name not in networks:
            continue
        again = judge_again(check, session.catalogue)
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
            options = Namespace(messengers=[], country=False, source="", code=False, size="wide", text=False)
            options.out = pictures / f"{name}.png"
            save_picture(session, again, options)
        yield name, render_check(again, session.explainer, colour=False, width=100)
