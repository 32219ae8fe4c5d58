"""What a messenger's file may promise: pins, mail, connections that prove little, servers of one's own."""

from pathlib import Path

import pytest

from catalogue_rules import load_checked
from dialtone.model.catalogue import SERVER
from dialtone.model.vocabulary import MessengerStatus, Trust, Weight, Wire
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.toml_file import ResourceError
from gallery.keys import keys_of
from shipped_catalogue import shipped_catalogue
from store.strict_files import GROUND, refusal

PARROT = """
name = "Parrot"
letter = "P"
hue = "#11aa22"
note = "facebook_messenger"

[[endpoints]]
id = "chat"
wire = "tls"
host = "chat.parrot.example"
port = 5223
alpn = ["smp/1"]
trust = "pinned"
source = "parrot@1"
confidence = "high"
last_good = 2026-08-14

[[endpoints]]
id = "gateway"
wire = "websocket"
host = "gateway.parrot.example"
port = 443
origin = "https://web.parrot.example"
expect_text = "hello"
source = "parrot@1"
confidence = "medium"

[[endpoints]]
id = "old"
wire = "tcp"
host = "old.parrot.example"
port = 5242
weight = "connects"
source = "parrot@1"
confidence = "medium"

[[functions]]
function = "messages"
needs = [["chat", "gateway"], ["old"]]
"""

MAIL = """
name = "Pigeon"
letter = "Pi"
hue = "#11aa22"

[own_server]
example = "mail.example.org"

[[endpoints]]
id = "in"
wire = "imap"
host = "{server}"
port = 993
source = "pigeon@1"
confidence = "high"
last_good = 2026-08-14

[[endpoints]]
id = "web"
wire = "https"
host = "{server}"
port = 443
source = "pigeon@1"
confidence = "medium"

[[endpoints]]
id = "site"
wire = "https"
host = "pigeon.example"
port = 443
weight = "informs"
source = "pigeon@1"
confidence = "low"

[[functions]]
function = "messages"
needs = [["in"]]
"""

GONE = """
name = "Dodo"
letter = "Do"
hue = "#11aa22"
untested = "retired"
why = "skype"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"ground": GROUND, "parrot": PARROT, "pigeon": MAIL, "dodo": GONE}.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return tmp_path


def test_the_keys_reach_the_model(folder: Path) -> None:
    parrot = load_catalogue(folder).messenger("parrot")
    assert parrot is not None
    chat, gateway, old = parrot.endpoints
    assert (chat.alpn, chat.trust) == (("smp/1",), Trust.PINNED)
    assert (gateway.origin, gateway.expect_text) == ("https://web.parrot.example", "hello")
    assert old.weight is Weight.CONNECTS
    assert parrot.note == "facebook_messenger"


def test_a_retired_one_says_why(folder: Path) -> None:
    dodo = load_catalogue(folder).messenger("dodo")
    assert dodo is not None
    assert (dodo.untested, dodo.why_untested) == (MessengerStatus.RETIRED, "skype")


def test_a_server_of_ones_own_is_asked_for_and_filled_in(folder: Path) -> None:
    pigeon = load_catalogue(folder).messenger("pigeon")
    assert pigeon is not None
    assert pigeon.own_server is not None
    assert (pigeon.untested, pigeon.endpoints[0].host) == (MessengerStatus.NEEDS_SERVER, SERVER)
    filled = pigeon.with_server("chat.pigeon.example", 8443)
    assert filled.untested is None
    places = [(e.host, e.port, e.of_person) for e in filled.endpoints]
    assert places == [
        ("chat.pigeon.example", 993, True),
        ("chat.pigeon.example", 8443, True),
        ("pigeon.example", 443, False),
    ]
    assert filled.endpoints[0].wire is Wire.IMAP


def test_a_messenger_with_servers_of_its_own_needs_none(folder: Path) -> None:
    parrot = load_catalogue(folder).messenger("parrot")
    assert parrot is not None
    assert parrot.with_server("chat.pigeon.example") == parrot


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("parrot", 'wire = "tls"', 'wire = "https"', "endpoints[0].alpn: https offers its own protocols (alpn is for"),
        ("parrot", 'alpn = ["smp/1"]', 'alpn = [""]', "endpoints[0].alpn[0]:  is not valid: expected `str` of length"),
        ("parrot", 'wire = "websocket"', 'wire = "https"', "endpoints[1].origin: https sends none"),
        ("parrot", 'origin = "https:', 'origin = "http:', "endpoints[1].origin: http://web.parrot.example is"),
        ("parrot", 'wire = "tcp"', 'wire = "stun"', "endpoints[2].weight: stun shows more than a connection"),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nnamed_by = "chat"', "endpoints[2].named_by: parrot/chat names no"),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nfile_prefix = "x"', "endpoints[2].file_prefix: x is not valid"),
        ("parrot", 'weight = "connects"', "", "endpoints[2].weight: a connection alone decides nothing (say connects"),
        (
            "parrot",
            'confidence = "medium"\n\n[[functions]]',
            'confidence = "low"\n\n[[functions]]',
            "endpoints[2].weight: connects is too much for a source of low confidence (say informs)",
        ),
        ("parrot", '[["chat", "gateway"], ["old"]]', '[["old"]]', "functions[0].needs: a connection alone proves"),
        ("parrot", '[["chat", "gateway"], ["old"]]', '[["chat", "old"]]', "functions[0].needs: a connection alone"),
        ("parrot", 'trust = "pinned"', 'trust = "mine"', "endpoints[0].trust: mine is not valid"),
        ("parrot", 'note = "', 'note = "No. ', "note: No. facebook_messenger is not valid: expected `str` matching"),
        ("parrot", 'note = "', 'why = "', "why: facebook_messenger explains nothing (there is no untested)"),
        ("parrot", 'host = "old.parrot.example"', 'host = "{server}"', "endpoints[2].host: {server} is filled in only"),
        ("pigeon", '[own_server]\nexample = "mail.example.org"', "", "endpoints[0].host: {server} is filled in only"),
        ("pigeon", '"mail.example.org"', '"mail"', "own_server.example: mail is not valid: expected `str` matching"),
        (
            "pigeon",
            '[[endpoints]]\nid = "in"',
            '[[own_server.known]]\nhost = "a.example"\naddresses = ["x"]\n[[endpoints]]\nid = "in"',
            "own_server.known[0].addresses[0]: x is not an IP address",
        ),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nserver_by = ["smp"]', "endpoints.old: smp is not an endpoint of"),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nserver_by = ["chat"]', "endpoints[2].server_by: parrot/chat names"),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nnth = 1', "endpoints[2].nth: 1 is not which of several servers"),
        ("pigeon", 'host = "{server}"', 'host = "IMAP.{server}"', "endpoints[0].host: IMAP.{server} is not valid"),
        ("parrot", 'wire = "tcp"', 'wire = "tcp"\nnames_server = "("', "endpoints[2].names_server: ( is no expression"),
        ("pigeon", 'host = "{server}"', 'host = "pop.pigeon.example"', None),
        ("pigeon", 'host = "{server}"', 'host = "{server}"\naddresses = ["1.2.3.4"]', "endpoints[0].addresses:"),
        ("pigeon", '"#11aa22"', '"#11aa22"\nuntested = "no_server"', "untested: no_server contradicts own_server"),
        ("pigeon", 'wire = "https"', 'wire = "https"\nheld_open = true', "endpoints[1].held_open: it is for a server"),
        ("dodo", 'why = "skype"', "", "why: nothing, but a retired messenger is explained"),
        ("dodo", '"retired"', '"needs_server"', "untested: needs_server is not valid"),
    ],
)
def test_a_wrong_value_is_one_line(folder: Path, file: str, old: str, new: str, line: str | None) -> None:
    path = folder / f"{file}.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    if line is None:
        load_checked(folder)
        return
    assert refusal(ResourceError, load_checked, folder).startswith(f"{file}.toml: {line}")


def test_an_untested_messenger_promises_nothing(folder: Path) -> None:
    tested = PARROT.replace('note = "facebook_messenger"', 'untested = "no_server"')
    (folder / "parrot.toml").write_text(tested)
    with pytest.raises(ResourceError, match=r"functions\[0\]\.needs: nothing is tested where untested is no_server"):
        load_checked(folder)


def test_every_shipped_reason_has_its_words() -> None:
    known = {family: keys_of(family) for family in ("why_untested", "note", "why_not")}
    for messenger in shipped_catalogue().messengers:
        assert not messenger.why_untested or messenger.why_untested in known["why_untested"], messenger.id
        assert not messenger.note or messenger.note in known["note"], messenger.id
        for rule in messenger.functions:
            assert not rule.why_not or rule.why_not in known["why_not"], messenger.id
