"""Makes signed updates of catalogue, guidance and situations; run as `./dev content`. See docs/content.md.

    ./dev content keys FOLDER [--root-keys 3 --threshold 2]    make the keys and the first root; or `ceremony`
    ./dev content rotate --keys FOLDER --new FOLDER            put new keys in the place of old ones
    ./dev content build --keys FOLDER --number N [--days 90] [--release FILE] --out FILE

Keys never lie in the repository. `root.json` of the ceremony goes into resources/content/.
"""

import argparse
import sys
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import Key
from tuf.api._payload import MetaFile, Role, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.metadata import Metadata
from tuf.api.serialization.json import JSONSerializer

from dialtone.store.content import is_content_file

REPOSITORY = Path(__file__).resolve().parents[2]
ONLINE: Mapping[str, tuple[str, ...]] = {
    "targets": ("targets-1", "targets-2"),
    "snapshot": ("snapshot",),
    "timestamp": ("timestamp",),
}
"""The keys of each role, and all of them must sign: what people are sent to takes two of them."""
TARGET, RELEASE = "content.zip", "release.json"
_FIXED = (2026, 1, 1, 0, 0, 0)
_ROOT_DAYS = 730


def make_keys(folder: Path, root_keys: int, threshold: int, password: bytes = b"") -> Path:
    """Make all keys and a signed root; give the root's path. A folder that has keys already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.pem")):
        raise SystemExit(f"{folder}: there are keys already; make new ones elsewhere")
    names = [f"root-{n}" for n in range(1, root_keys + 1)] + [name for names in ONLINE.values() for name in names]
    signers = {name: CryptoSigner.generate_ed25519() for name in names}
    for name, signer in signers.items():
        _write_key(folder / f"{name}.pem", signer, password)
    roots = [signers[f"root-{n}"] for n in range(1, root_keys + 1)]
    roles = {role: Role([signers[name].public_key.keyid for name in of], len(of)) for role, of in ONLINE.items()}
    roles["root"] = Role([signer.public_key.keyid for signer in roots], threshold)
    keys: dict[str, Key] = {signer.public_key.keyid: signer.public_key for signer in signers.values()}
    root = Metadata(Root(1, None, _in(_ROOT_DAYS), keys, roles, consistent_snapshot=True))
    path = folder / "root.json"
    path.write_bytes(signed(root, roots))
    return path


def rotate(old: Path, new: Path, password: bytes = b"", new_password: bytes = b"") -> Path:
    """Sign the root of new keys with the old root keys that are at hand as well; give its path.

    Who trusts the old root then trusts the new one, and none of the old keys any more. A lost key is left out of the
    folder `old`; as many as the old threshold have to be there.
    """
    before = Metadata[Root].from_bytes((old / "root.json").read_bytes())
    root = Metadata[Root].from_bytes((new / "root.json").read_bytes())
    role = before.signed.roles["root"]
    signers = [read_key(path, password) for path in sorted(old.glob("root-*.pem"))]
    signers = [signer for signer in signers if signer.public_key.keyid in role.keyids][: role.threshold]
    if len(signers) < role.threshold:
        raise SystemExit(f"{old}: {len(signers)} of its root keys are here, and {role.threshold} must sign")
    for path in (*old.glob("*.root.json"), old / "root.json"):
        number = before.signed.version if path.name == "root.json" else int(path.name.partition(".")[0])
        (new / f"{number}.root.json").write_bytes(path.read_bytes())
    root.signed.version = before.signed.version + 1
    root.signatures.clear()
    fresh = [read_key(path, new_password) for path in sorted(new.glob("root-*.pem"))]
    path = new / "root.json"
    path.write_bytes(signed(root, [*signers, *fresh]))
    return path


def _roots(keys: Path) -> Iterable[tuple[str, bytes]]:
    """Yield the root in use and all before it: who trusts any of them finds the way to the newest."""
    newest = (keys / "root.json").read_bytes()
    number = Metadata[Root].from_bytes(newest).signed.version
    yield from ((f"metadata/{path.name}", path.read_bytes()) for path in sorted(keys.glob("*.root.json")))
    yield f"metadata/{number}.root.json", newest


def build(
    keys: Path,
    number: int,
    days: float,
    out: Path,
    *,
    source: Path = REPOSITORY / "resources",
    password: bytes = b"",
    now: datetime | None = None,
    release: bytes = b"",
) -> Path:
    """Sign catalogue, guidance and situations as update `number`, good for so many days.

    `release`: what `release.json` says of the newest Dialtone; empty for no announcement.
    """
    signers = {role: [read_key(keys / f"{name}.pem", password) for name in of] for role, of in ONLINE.items()}
    inner = zipped(
        (name.as_posix(), path.read_bytes())
        for path in sorted(source.rglob("*.toml"))
        if is_content_file(name := path.relative_to(source))
    )
    expires = _in(days, now)
    contents = {TARGET: inner, RELEASE: release} if release else {TARGET: inner}
    files = {name: TargetFile.from_data(name, content) for name, content in contents.items()}
    targets = Metadata(Targets(number, None, expires, files))
    snapshot = Metadata(Snapshot(number, None, expires, {"targets.json": MetaFile(number)}))
    timestamp = Metadata(Timestamp(number, None, expires, MetaFile(number)))
    parts = [
        *_roots(keys),
        (f"metadata/{number}.targets.json", signed(targets, signers["targets"])),
        (f"metadata/{number}.snapshot.json", signed(snapshot, signers["snapshot"])),
        ("metadata/timestamp.json", signed(timestamp, signers["timestamp"])),
        *((f"targets/{files[name].hashes['sha256']}.{name}", content) for name, content in contents.items()),
    ]
    out.write_bytes(zipped(parts))
    return out


def _in(days: float, now: datetime | None = None) -> datetime:
    return ((now or datetime.now(UTC)) + timedelta(days=days)).replace(microsecond=0)


def signed(
    metadata: "Metadata[Root] | Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp]",
    signers: Iterable[CryptoSigner],
) -> bytes:
    """Return the file of a role, with the signatures of all."""
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes(JSONSerializer(compact=False))


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The same files give the same bytes."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, _FIXED), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _write_key(path: Path, signer: CryptoSigner, password: bytes) -> None:
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    path.touch(mode=0o600)
    path.write_bytes(
        load_pem_private_key(signer.private_bytes, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    )


def read_key(path: Path, password: bytes) -> CryptoSigner:
    """Read a private key; an empty password: it has none."""
    return CryptoSigner(load_pem_private_key(path.read_bytes(), password or None))


def _password(file: Path | None) -> bytes:
    return file.read_bytes().strip() if file else b""


def main(arguments: list[str]) -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(
        prog="./dev content", description="Signed updates of catalogue, guidance and situations."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    keys = commands.add_parser("keys", aliases=["ceremony"], help="make the keys and the first root")
    keys.add_argument("folder", type=Path)
    keys.add_argument("--root-keys", type=int, default=3)
    keys.add_argument("--threshold", type=int, default=2)
    keys.add_argument("--password-file", type=Path)
    changing = commands.add_parser("rotate", help="sign new keys with the old ones")
    changing.add_argument("--keys", type=Path, required=True, help="the old ones, without those that are lost")
    changing.add_argument("--new", type=Path, required=True, help="a folder that `keys` has made")
    changing.add_argument("--password-file", type=Path)
    changing.add_argument("--new-password-file", type=Path)
    making = commands.add_parser("build", help="sign an update")
    making.add_argument("--keys", type=Path, required=True)
    making.add_argument("--number", type=int, required=True, help="one more than the last update")
    making.add_argument("--days", type=float, default=90)
    making.add_argument("--out", type=Path, default=Path("dialtone-content.zip"))
    making.add_argument("--release", type=Path, help="the announcement of the newest Dialtone (docs/releasing.md)")
    making.add_argument("--password-file", type=Path)
    options = parser.parse_args(arguments)
    password = _password(options.password_file)
    if options.command in ("keys", "ceremony"):
        made = make_keys(options.folder, options.root_keys, options.threshold, password)
    elif options.command == "rotate":
        made = rotate(options.keys, options.new, password, _password(options.new_password_file))
    else:
        said = options.release.read_bytes() if options.release else b""
        made = build(options.keys, options.number, options.days, options.out, password=password, release=said)
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
