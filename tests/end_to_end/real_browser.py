"""Pages in a real browser, by its own protocol over pipes: which of them open. Its text is handed to the lab's Python.

Usage: real_browser.py BROWSER SECONDS URL...; prints an object, URL: "opened", "not in time", or the browser's error.
"""

import json
import os
import pwd
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_QUIET = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--remote-debugging-pipe",
    "--disable-dev-shm-usage",
    "--no-sandbox",
]
_NOBODY = pwd.getpwnam("nobody")


class Browser:
    """One browser, spoken to by JSON between two pipes."""

    def __init__(self, program: str, home: str) -> None:
        asks, self._ask = os.pipe()
        self._told, tells = os.pipe()

        def become() -> None:
            # The browser reads 3 and writes 4.
            kept = os.dup(asks), os.dup(tells)
            os.dup2(kept[0], 3)
            os.dup2(kept[1], 4)
            os.setgid(_NOBODY.pw_gid)
            os.setuid(_NOBODY.pw_uid)

        self._process = subprocess.Popen(
            [program, *_QUIET, f"--user-data-dir={home}/profile", "about:blank"],
            preexec_fn=become,
            close_fds=False,
            env={**os.environ, "HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number, self._rest = 0, b""
        self._loaded: set[str] = set()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def open(self, url: str, seconds: float) -> str:
        until = time.monotonic() + seconds
        target = self._call("Target.createTarget", until, url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", until, targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable", until, session)
        self._loaded.discard(session)
        try:
            error = self._call("Page.navigate", until, session, url=url).get("errorText")
            while not error and session not in self._loaded:
                self._read(until)
        except TimeoutError:
            return "not in time"
        return str(error or "opened")

    def _call(self, method: str, until: float, session: str = "", **parameters: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        os.write(self._ask, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            answer = self._read(until)
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._told], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            came = os.read(self._told, 65536)
            if not came:
                raise SystemExit("the browser ended")
            self._rest += came
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if message.get("method") == "Page.loadEventFired":
            self._loaded.add(message["sessionId"])
        return message


def trust(home: str, bundle: str) -> None:
    """Let the browser trust what this computer trusts: it asks NSS about roots that people add."""
    store = Path(home, ".pki", "nssdb")
    store.mkdir(parents=True)
    run = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*run, "-N", "--empty-password"], check=True)
    mark = "-----END CERTIFICATE-----"
    for number, text in enumerate(Path(bundle).read_text().split(mark)[:-1]):
        command = [*run, "-A", "-t", "C,,", "-n", f"root {number}"]
        subprocess.run(command, input=(text + mark + "\n").encode(), check=True)


def main(program: str, seconds: str, *urls: str) -> None:
    """Open each page, one after the other."""
    home = os.path.join(os.environ["HOME"], "browser")
    os.mkdir(home)
    trust(home, os.environ["SSL_CERT_FILE"])
    for folder, _, files in os.walk(home):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            shutil.chown(path, "nobody", "nogroup")
    browser = Browser(program, home)
    try:
        print(json.dumps({url: browser.open(url, float(seconds)) for url in urls}))
    finally:
        browser.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
