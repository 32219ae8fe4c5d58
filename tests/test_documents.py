"""What README, CONTRIBUTING and the lab's README say of the catalogue and the lab is so."""

import re
import shutil
from datetime import date
from pathlib import Path

from catalogue_lint import complaints
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources
from lab import catalog

REPOSITORY = Path(__file__).resolve().parents[1]


def document(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def test_the_messenger_in_contributing_is_taken_by_the_loader_and_the_lint(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", document("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    folder = tmp_path / "catalogue"
    shutil.copytree(resources() / "catalogue", folder)
    (folder / "example.toml").write_text(example, encoding="utf-8")
    catalogue = load_catalogue(folder)
    (messenger,) = (m for m in catalogue.messengers if m.id == "example")
    assert messenger.endpoints
    assert messenger.functions
    assert [line for line in complaints(catalogue, date(2026, 11, 29)) if line.startswith("example")] == []


def test_the_number_of_messengers_in_the_readme() -> None:
    (said,) = re.findall(r"It knows (\d+) messengers", document("README.md"))
    assert int(said) == len(load_catalogue(resources() / "catalogue").messengers)


def test_the_numbers_in_the_readme_of_the_lab() -> None:
    (said,) = re.findall(
        r"\(`hosts\.toml`: (\d+) names on (\d+) addresses: (\d+) messengers", document("tests/lab/README.md")
    )
    names = {name for host in catalog.HOSTS for name in host.names}
    addresses = {address for host in catalog.HOSTS for address in host.addresses()}
    served = {host.messenger for host in catalog.HOSTS if host.messenger}
    assert tuple(map(int, said)) == (len(names), len(addresses), len(served))
    (judged,) = re.findall(r"The truth speaks about (\d+) messengers", document("tests/lab/README.md"))
    assert int(judged) == len(catalog.MESSENGERS)


def test_records_of_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
