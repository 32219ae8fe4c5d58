"""Where the texts of the gallery are shown, by the beginning of the title that they stand under."""

_PLACES = (
    # Answers
    ("headline", "headline"),
    ("line page", "line page"),
    ("both ends", "both ends page, terminal"),
    ("only me", "both ends page, terminal"),
    ("a result line", "both ends page, terminal"),
    ("line", "page, terminal"),
    ("network", "headline, band"),
    ("verdict", "row, headline, page"),
    ("row", "row, tray"),
    ("picture", "picture, copied text"),
    ("card", "picture, copied text"),
    ("function", "page, picture"),
    ("changed", "page, terminal"),
    ("works here", "band, page"),
    ("what works here", "band, page"),
    ("notices", "notice"),
    ("how long something was gone", "notice"),
    ("locked out", "page, notice"),
    ("in the row", "row"),
    # The page of a messenger
    ("known, on the picture", "picture, first page"),
    ("known", "page, terminal"),
    ("reported", "page, terminal"),
    ("what will not help", "page, terminal"),
    ("who can read", "page, terminal"),
    ("who made", "page, terminal"),
    ("links", "page, terminal"),
    ("old app", "page, terminal"),
    ("left out of a VPN", "page, terminal"),
    ("names past a VPN", "page, terminal"),
    ("through a VPN alone", "page, terminal"),
    ("where the internet was shut down", "band, terminal"),
    ("before a check past a VPN", "page, terminal"),
    ("past a VPN", "page, terminal"),
    ("both sides of a VPN", "page, terminal"),
    ("details", "details, terminal"),
    # Advice
    ("the law", "advice"),
    ("age of advice", "advice"),
    ("marks of advice", "advice"),
    ("help places", "advice"),
    ("tools with names", "advice"),
    ("for someone there", "country page, terminal"),
    ("a way", "page, terminal"),
    ("asked before a check", "terminal"),
    ("advice in the terminal", "terminal"),
    # Pages of their own
    ("before anything is asked", "first page, terminal"),
    ("a country", "country page, terminal"),
    ("two networks in the history", "history"),
    ("history", "history"),
    ("proxy", "proxy page, terminal"),
    ("hosts", "hosts page"),
    ("the page in the folder", "given copy"),
    ("told to the giver", "giving page, terminal"),
    ("without a program", "giving page, terminal"),
    ("a copied page", "copied text"),
    # The terminal
    ("report", "terminal"),
    ("check as text", "terminal"),
    ("before and after", "terminal"),
    ("judged again", "terminal"),
    ("list", "terminal"),
    ("untested", "terminal"),
    ("commands", "terminal"),
    ("usage", "terminal"),
    ("troubles", "window, terminal"),
    ("a trouble in full", "window, terminal"),
    ("months", "everywhere"),
    ("numbers", "page, notice, terminal"),
)


def place_of(title: str) -> str:
    """The surfaces that show what stands under a title. Raises `LookupError` where nobody has said."""
    for beginning, place in _PLACES:
        if title.removeprefix("saved ").startswith(beginning):
            return place
    raise LookupError(f"where is this shown? {title}")
