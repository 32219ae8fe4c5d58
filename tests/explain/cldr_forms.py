"""A language's rows of the Unicode CLDR, as Babel has them."""

from babel.core import Locale

from dialtone.model.wording import Forms

_ZERO = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "khmr": "០", "mymr": "၀", "nkoo": "߀", "tibt": "༠"}
"""The zero of each numbering system that the CLDR makes a language's default."""


def forms_of(locale: str) -> Forms:
    """Return the rows of a locale. Within a sentence a month is declined: the CLDR marks that form with an M."""
    known = Locale.parse(locale)
    system = known.default_numbering_system
    lists, symbols = known.list_patterns["standard"], known.number_symbols
    return Forms(
        lists={"two": lists["2"], **{part: lists[part] for part in ("start", "middle", "end")}},
        months=tuple(known.months["format"]["wide"][month] for month in range(1, 13)),
        date=known.date_formats["long"].pattern,
        month=known.datetime_skeletons["yMMMM"].pattern.replace("L", "M"),
        plurals=dict(known.plural_form.rules),
        decimal=symbols[system].get("decimal", symbols["latn"]["decimal"]),
        zero=_ZERO.get(system, "0"),
    )
