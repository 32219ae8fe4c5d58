"""Hosts that show a notice in the place of any page: a filter's own, and a router's."""

BLOCK_PAGES = frozenset({"10.10.34.34", "10.10.34.35", "10.10.34.36"})
"""Where Iran's filter leads names and plain pages (net4people/bbs#241, 2023-04; Aryan et al., FOCI 2013)."""
ROUTER_PAGES = frozenset(
    {
        *("router.asus.com", "www.asusrouter.com", "www.asusnetwork.net"),
        *("tplinkwifi.net", "routerlogin.net", "www.routerlogin.net", "fritz.box", "my.keenetic.net"),
    }
)
"""Names that makers of routers gave to the page of the router itself (RMerl/asuswrt-merlin.ng#780; their manuals)."""
