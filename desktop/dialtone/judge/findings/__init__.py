"""The findings and what may explain them: one table for each layer. Their overall order: `rules.py`.

How to read a finding, by the example of one in `answers.py`:

    SERVER_TROUBLE = Found(
        "server_trouble", verified_server_errs_where_it_should_not, Kind.SERVER_TROUBLE, reports=_ADMITTED
    ).explained_by(
        Row("service_down", DOWN, COMMON).proved_by(line.outage_is_reported),
        Row("answers_everybody_so", WORKS, UNCOMMON).given(pages_may_be_guarded).unless(line.outage_is_reported),
        ...
    )

It applies where a verified server errs although it should not. Its attempts are cited as evidence of server trouble,
and what `_ADMITTED` shows is reported as well. Commonly the service is down; a reported outage proves that. Where
pages may be guarded against programs, a less common explanation is that the server answers everybody so, and works; a
reported outage excludes it. Without a report both stand: the commoner one, "down", is claimed, and because of the
other it is unsure.
"""
