"""What a field of one of Dialtone's own files may hold. Files are decoded into these types, and refused by them.

A value that the program itself makes is not checked again.
"""

from typing import Annotated

from msgspec import Meta

# Each pattern ends in `\Z`, since `$` also matches before a line break at the end.

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*\Z")]
"""Small letters and digits, with single hyphens and underscores between them."""
IdentifierOrEmpty = Annotated[str, Meta(pattern=r"^([a-z0-9]+([-_][a-z0-9]+)*)?\Z")]
CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
"""ISO 3166-1 alpha-2."""
WordingKey = Annotated[str, Meta(pattern=r"^([a-z0-9]+(_[a-z0-9]+)*)?\Z")]
"""The last part of a key in a family of sentences; empty for none."""
NonEmpty = Annotated[str, Meta(pattern=r"\S")]
"""A text that says something: every fact has a source, every messenger a name."""
UrlOrEmpty = Annotated[str, Meta(pattern=r"^(https://[!-~]+)?\Z")]
"""The address of a page; empty for none."""
RequestPath = Annotated[str, Meta(pattern=r"^/[!-~]*\Z")]
"""The path of a request."""
SecureUrl = Annotated[str, Meta(pattern=r"^https://[!-~]+\Z")]
_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_NAME = rf"({_LABEL}\.)+(?=[^.]*[a-z]){_LABEL}"
HostName = Annotated[str, Meta(max_length=253, pattern=rf"^{_NAME}\Z")]
"""A host in its DNS form: small letters, at least two parts, of which the last is no number."""
HostNameOrOwn = Annotated[str, Meta(max_length=253, pattern=rf"^({_NAME}|({_LABEL}\.)*\{{server\}})\Z")]
"""A host in its DNS form, or the person's own server (`SERVER`) or a name below it."""
AddressHash = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{16}\Z")]
"""`sha256:` and the first 16 digits of the hash of a source's address: an address itself is never shipped."""
AddressHashOrEmpty = Annotated[str, Meta(pattern=r"^(sha256:[0-9a-f]{16})?\Z")]
CountryCodeOrEmpty = Annotated[str, Meta(pattern=r"^([A-Z]{2})?\Z")]
RuleId = Annotated[str, Meta(max_length=60, pattern=r"^[a-z0-9_]*(?!\n)$")]
"""A rule or an explanation in `docs/rules.md`. Its pattern goes into a JSON Schema, which does not know `\\Z`."""
SignId = Annotated[str, Meta(max_length=200, pattern=r"^[a-z0-9_]*(?!\n)$")]
"""A sign in `docs/rules.md`."""
Port = Annotated[int, Meta(ge=1, le=65_535)]
Count = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=0, le=1_000_000)]
"""The number of an observation or an attempt; also a port."""
