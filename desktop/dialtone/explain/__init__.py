"""Words: verdicts become sentences, steps and cards. Pure: the wording comes in as data."""
