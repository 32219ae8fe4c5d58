"""The findings and what may explain them: one file for each layer. Their overall order: `rules.py`.

A file, here and in `judge/network/`, begins with what several of its findings share; then each finding stands below
the signs that it alone asks.

How to read a finding, by the example of one in `answers.py`:

    SERVER_TROUBLE = Found(
        "server_trouble", verified_server_errs_where_it_should_not, Kind.SERVER_TROUBLE, reports=_REPORTED_OUTAGE
    ).explained_by(
        Row("service_down", DOWN, COMMON).proved_by(innocent.outage_is_reported),
        Row("answers_everybody_so", WORKS, UNCOMMON).given(pages_may_be_guarded).unless(innocent.outage_is_reported),
        ...
    )

It applies where a verified server errs although it should not. Its attempts are cited as evidence of server trouble,
and a reported outage as well (`_REPORTED_OUTAGE`). Commonly the service is down; a reported outage proves that. Where
pages may be guarded against programs, a less common explanation is that the server answers everybody so, and works; a
reported outage excludes it. Without a report both stand: the commoner one, "down", is claimed, and because of the
other it is unsure.

What its class makes of a row, beside another that claims something else: where both are common and neither is proved,
only what they have in common is said. An uncommon one leaves the claim unsure (likely, if it is proved), a rare one
leaves it likely. So the class of a rival decides how much may be said. A comment above a table says what the table
decides and which rival is the hardest to exclude; one above a row, why that row differs from the one it is made of,
or why it is less common than others.
"""
