"""Hosts that show a notice instead of the requested page: a filter's, or a router's."""

BLOCK_PAGES = frozenset({"10.10.34.34", "10.10.34.35", "10.10.34.36"})
"""Where Iran's filter redirects names and plain pages (net4people/bbs#241, 2023-04; Aryan et al., FOCI 2013)."""
ROUTER_PAGES = frozenset(
    {
        *("router.asus.com", "www.asusrouter.com", "www.asusnetwork.net"),
        *("tplinkwifi.net", "routerlogin.net", "www.routerlogin.net", "fritz.box", "my.keenetic.net"),
    }
)
"""Names that router makers gave to the router's own page (RMerl/asuswrt-merlin.ng#780; their manuals)."""
