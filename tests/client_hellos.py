"""The ClientHello profiles that Dialtone ships, for tests that send one."""

from dialtone.store.catalogue_file import load_hellos
from dialtone.store.data_folders import resources

HELLOS = load_hellos(resources() / "catalogue")
CHROME = HELLOS["chrome"]
