"""The name of a host in the form that DNS has: what people type, links and files contain passes here."""

import re

_LONGEST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def dns_form(name: str) -> str:
    """Return a name in ASCII (IDNA) and lower case, without the dot of the root. Raises `ValueError` if it is none."""
    plain = name.removesuffix(".").encode("idna").decode("ascii").lower()
    if len(plain) > _LONGEST or not all(map(_LABEL.fullmatch, plain.split("."))):
        raise ValueError(name)
    return plain


def is_numeric(name: str) -> bool:
    """Return whether a name ends in a number, as only an address does, be it a malformed one."""
    return name.rpartition(".")[2].isdigit()
