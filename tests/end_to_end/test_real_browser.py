"""Chromium, as people open web versions with: where its pages open Dialtone says so, and where they do not."""

import json
import shutil
from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM, InLab

_BROWSERS = ("chromium-headless-shell", "chromium")
_BROWSER = next((found for name in _BROWSERS if (found := shutil.which(name))), "")
_MISSING = next(
    (name for name, there in (("chromium", _BROWSER), ("certutil", shutil.which("certutil"))) if not there), ""
)

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(_MISSING), reason=f"Debian's package of {_MISSING} is not installed"),
]

_SCRIPT = Path(__file__).with_name("real_browser.py").read_text(encoding="utf-8")
_PAGES = {"whatsapp": "https://web.whatsapp.com/", "telegram": "https://web.telegram.org/a/"}
# How long a page may take; a busy computer is given the second, where the first was too little.
_SECONDS = (15, 60)
_OPENS = "opened"


@pytest.mark.parametrize(
    ("network", "opens"),
    [
        ("clean", {"whatsapp", "telegram"}),
        ("whatsapp-sni-rst", {"telegram"}),
        ("chrome-hello-cut", set[str]()),
        ("whatsapp-frozen-16k", {"telegram"}),
        ("whatsapp-dns-blockpage", {"telegram"}),
    ],
)
def test_where_a_browser_opens_the_page_dialtone_says_so(in_lab: InLab, network: str, opens: set[str]) -> None:
    for seconds in _SECONDS:
        script = ["python", "-c", _SCRIPT, _BROWSER, str(seconds), *_PAGES.values()]
        seen = in_lab(network, script, limit=2 * seconds + 60)
        opened = json.loads(seen.stdout)
        if opens == {m for m, url in _PAGES.items() if opened[url] == _OPENS}:
            break
    else:
        pytest.fail(seen.stdout + seen.stderr)
    told = in_lab(network, [str(PROGRAM), "check", *_PAGES, "--json"]).json
    web = {m["id"]: f["status"] for m in told["messengers"] for f in m["functions"] if f["function"] == "web"}
    assert {m for m, status in web.items() if status == "works"} == opens
