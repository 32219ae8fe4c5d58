"""A network's fingerprint, made in a process of its own, is the one that the history has always had."""

import subprocess

import pytest

from dialtone import FINGERPRINTER
from dialtone.app.separate_process import fingerprint_apart
from dialtone.store.network_fingerprint import compute_fingerprint
from dialtone.system.own_process import own_command

SALT, MARK = b"s" * 16, "192.168.1.0/24 3c:84:6a:9f:12:b7 é".encode()


def test_it_is_the_same_wherever_it_is_made() -> None:
    assert fingerprint_apart(SALT, MARK) == compute_fingerprint(SALT, MARK)
    assert fingerprint_apart(SALT, b"") == compute_fingerprint(SALT, b"")


@pytest.mark.parametrize("command", [("/no/such/program",), ("false",), ("true",), ("echo", "nonsense")])
def test_where_no_process_answers_it_is_made_here(monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.setattr("dialtone.app.separate_process.own_command", lambda: command)
    assert fingerprint_apart(SALT, MARK) == compute_fingerprint(SALT, MARK)


def test_it_ends_without_a_word_if_the_window_was_killed_meanwhile() -> None:
    with subprocess.Popen(
        [*own_command(), FINGERPRINTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        asked.stdin.write(f"{SALT.hex()} {MARK.hex()}\n".encode())
        asked.stdin.close()
        assert (asked.stderr.read(), asked.wait(timeout=60)) == (b"", 1)


def test_nonsense_is_no_question() -> None:
    done = subprocess.run(
        [*own_command(), FINGERPRINTER], input=b"nonsense\n", capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
