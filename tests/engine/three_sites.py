"""Three neutral sites and two neutral addresses."""

from dialtone.model.catalogue import Control, Controls, Endpoint
from dialtone.model.vocabulary import Place, Wire

SITES = tuple(
    Endpoint(f"control/site{n}", "", Wire.HTTP, 80, f"site{n}.example.org", place=Place.FOREIGN) for n in (1, 2, 3)
)
ANCHORS = tuple(
    Endpoint(f"anchor/{n}", "", Wire.TCP, 443, None, (f"192.0.2.{n}",), place=Place.FOREIGN) for n in (1, 2)
)
CONTROLS = Controls(tuple(map(Control, SITES)), (), ANCHORS, (), (), "example.com")
ADDRESS = {site.host or "": f"203.0.113.{number}" for number, site in enumerate(SITES, 1)}
