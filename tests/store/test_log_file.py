"""Nothing that tells who, where or what was contacted comes into the log."""

import logging
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialtone.store import log_file
from dialtone.store.log_file import FILE, LogFile, close_log, list_own_names, open_log, scrub


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("connect 157.240.0.60:443 failed", "connect [address]:443 failed"),
        ("to [2a03:2880:f257:c8::1]:443", "to [[address]]:443"),
        ("fe80::1%eth0 is up", "[address] is up"),
        ("asked web.whatsapp.com.", "asked [host]."),
        ("asked chat.signal.org@system", "asked [host]@system"),
        ("/home/anna/.config/dialtone/settings.json: broken", "/home/[name]/.config/dialtone/settings.json: broken"),
        (r"C:\Users\Anna\AppData\x", r"C:\Users\[name]\AppData\x"),
        (r"C:\Users\Ivan Petrov\x", r"C:\Users\[name]\x"),
        (repr(r"C:\Users\Ivan Petrov\x"), repr(r"C:\Users\[name]\x")),
        ("/Users/anna maria/x", "/Users/[name]/x"),
        ("/home/Анна Мария/x", "/home/[name]/x"),
        ("/media/ali/stick: gone", "/media/[name]/stick: gone"),
        ("/run/media/ali/stick", "/run/media/[name]/stick"),
        ("mail of alice@example.org", "mail of [name]@[host]"),
        ("socks5://user:pass@93.184.216.34:1080", "socks5://[name]@[address]:1080"),
        ("gateway 3c:84:6a:9f:12:b7", "gateway [address]"),
        ("asked mail.example.py", "asked [host]"),
        ('File "/usr/lib/dialtone/probe/tls.py", line 3', 'File "/usr/lib/dialtone/probe/tls.py", line 3'),
        ("version 1.2.3 of Telegram", "version 1.2.3 of Telegram"),
        ("at 12:30:45 in dialtone.probe.protocols.tls", "at 12:30:45 in dialtone.probe.protocols.tls"),
        ("std::string stays", "std::string stays"),
    ],
)
def test_addresses_hosts_and_names_are_taken_out(line: str, written: str) -> None:
    assert scrub(line) == written


def test_the_persons_own_names_are_taken_out_wherever_they_stand() -> None:
    names = list_own_names({"HOME": "/srv/people/ivan.petrov", "USER": "ipetrov"})
    said = "/srv/people/ivan.petrov/x of ipetrov, uid=Ivan.Petrov; petrovich stays"
    assert scrub(said, names) == "[name]/x of [name], uid=[name]; petrovich stays"
    windows = list_own_names({"USERPROFILE": "D:\\People\\Ivan Petrov", "USERNAME": "Ivan Petrov"})
    for path in ("D:\\People\\Ivan Petrov\\x", "D:\\\\People\\\\Ivan Petrov\\\\x", "D:/People/Ivan Petrov/x"):
        assert "Petrov" not in scrub(path, windows)
    assert list_own_names({"HOME": "/", "USER": "x"}) == ()


@given(st.ip_addresses())
def test_every_address_is_taken_out(address: object) -> None:
    assert scrub(f"sent to {address} at once") == "sent to [address] at once"


@given(st.text(max_size=300))
def test_any_text_is_bearable(text: str) -> None:
    assert scrub(scrub(text)) == scrub(text)


def test_a_traceback_is_scrubbed_too(tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    assert handler is not None
    log = logging.getLogger("test.scrubbed")
    log.addHandler(handler)
    try:
        (tmp_path / "157.240.0.60").read_bytes()
    except OSError:
        log.exception("web.whatsapp.com is gone")
    log.removeHandler(handler)
    handler.close()
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "157.240" not in text
    assert "whatsapp.com" not in text


def test_where_nothing_can_be_written_there_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert open_log(tmp_path / "file") is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a disk that is always full")
def test_on_a_full_disk_a_log_ends_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """As it was found: the window said that its own files were damaged, and "Remove everything" removed nothing.

    Later, what it could not write came to the terminal, with a traceback and nothing taken out.
    """
    logging.getLogger().addHandler(LogFile(Path("/dev/full")))
    logging.getLogger().error("it goes nowhere")
    close_log()
    assert not any(isinstance(handler, LogFile) for handler in logging.getLogger().handlers)
    assert capsys.readouterr().err == ""


def test_a_large_log_is_begun_anew_and_two_older_ones_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "_LARGEST", 200)
    log = open_log(tmp_path)
    assert log is not None
    for number in range(20):
        log.emit(logging.makeLogRecord({"msg": f"line {number} {'x' * 90}"}))
    log.close()
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == [FILE, f"{FILE}.1", f"{FILE}.2"]
    assert all(200 < path.stat().st_size < 400 for path in files[1:])
    assert "line 19" in files[0].read_text()


def test_a_folder_that_is_gone_costs_a_line_and_nothing_more(tmp_path: Path) -> None:
    log = open_log(tmp_path / "state")
    assert log is not None
    shutil.rmtree(tmp_path / "state")
    log.handle(logging.makeLogRecord({"msg": "a line"}))
    log.close()
    assert not list(tmp_path.iterdir())
