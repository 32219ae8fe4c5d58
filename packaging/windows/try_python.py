"""Tries whether the Python that was put together for Windows works as one, though its parts come from two places.

That Python runs this. Each module of the standard library is imported, which finds what the library asks of the
compiled part in vain. Then two ends of an encrypted connection shake hands in memory, and a database is written.
"""

import importlib
import os
import sqlite3
import ssl
import sys

ELSEWHERE = {
    *("_curses", "_curses_panel", "_dbm", "_gdbm", "_posixshmem", "_posixsubprocess", "_scproxy", "_tkinter", "curses"),
    *("crypt", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog"),
    *("termios", "tty", "tkinter", "turtle", "turtledemo", "idlelib", "winsound", "antigravity", "this", "test"),
    *("_android_support", "_apple_support", "_ios_support", "_aix_support", "_osx_support", "_msi", "xxlimited"),
    *("xxlimited_35", "xxsubtype", "_testcapi", "_crypt", "_posixshmem", "_pyrepl", "ensurepip"),
}
"""Other systems' modules, and those that are left out on purpose."""


def broken() -> list[str]:
    """Return the modules that cannot be imported, and why."""
    found = []
    for name in sorted(sys.stdlib_module_names - ELSEWHERE):
        try:
            importlib.import_module(name)
        except ImportError as error:
            found.append(f"{name}: {error}")
    return found


def shake_hands() -> str:
    """Return the protocol that two ends agree on: with no certificate, by a key that both know."""
    ends = []
    pipes = ssl.MemoryBIO(), ssl.MemoryBIO()
    for server in (False, True):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
        if server:
            context.set_psk_server_callback(lambda _name: b"known to both")
        else:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            context.set_psk_client_callback(lambda _hint: ("test", b"known to both"))
        ends.append(context.wrap_bio(pipes[server], pipes[not server], server_side=server))
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return f"{ends[0].version()} {ends[0].cipher()[0]}"


def main() -> int:
    """Say what this Python is made of, or what is broken."""
    found = broken()
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE tried (id)")
    parts = f"Python {sys.version.split()[0]}, {ssl.OPENSSL_VERSION}, SQLite {sqlite3.sqlite_version}"
    print(f"windows: {parts}; {shake_hands()}, {os.name}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
